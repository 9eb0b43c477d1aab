/** A node's own namespace, or a container on it. */
export interface ParsedEndpoint {
  readonly node: string;
  readonly container: string | null;
}

/** `node1` or `node1/con1`; null for other text. */
export function parseEndpoint(text: string): ParsedEndpoint | null {
  const [node, container, ...rest] = text.split('/');
  if (node === undefined || node === '' || container === '' || rest.length > 0) return null;
  return { node, container: container ?? null };
}
