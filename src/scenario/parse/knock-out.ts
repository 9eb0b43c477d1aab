/** `vxlan0`, or `node1/vxlan0`; the node is null when none is named. */
interface KnockOutText {
  readonly node: string | null;
  readonly device: string;
}

/** Null when it is neither. */
export function parseKnockOut(text: string): KnockOutText | null {
  const [first = '', second, ...rest] = text.split('/');
  if (rest.length > 0 || first === '' || second === '') return null;
  return second === undefined ? { node: null, device: first } : { node: first, device: second };
}
