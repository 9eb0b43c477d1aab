import type { Endpoint } from './model.ts';

/** `node1`, or `node1/con1` for a container. */
export function endpointLabel(endpoint: Endpoint): string {
  return endpoint.container === null ? endpoint.node : `${endpoint.node}/${endpoint.container}`;
}
