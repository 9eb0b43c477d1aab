/** The ids of what is drawn. A place is a node, `node1`, or a container, `node1/con1`. */

export function nodeId(node: string): string {
  return `node:${node}`;
}

export function containerId(place: string): string {
  return `container:${place}`;
}

export function deviceId(place: string, device: string): string {
  return `device:${place}:${device}`;
}

export function segmentId(segment: string): string {
  return `segment:${segment}`;
}

/** Of a link between two things, by their ids. */
export function linkId(from: string, to: string): string {
  return `link:${from}--${to}`;
}
