import type { Endpoint } from '../topology/model.ts';

/** The command that runs `argv` at an endpoint, given a shell in its node's own namespace. */
export function insideEndpoint(at: Endpoint, argv: readonly string[]): readonly string[] {
  return at.container === null ? argv : ['ip', 'netns', 'exec', at.container, ...argv];
}
