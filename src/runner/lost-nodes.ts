/** Nodes whose machines have gone while something was expected of them. */
import { HarnessError } from '../lib/errors.ts';
import type { LabProvider } from '../providers/provider.ts';

export interface LostNode {
  readonly node: string;
  readonly why: string;
}

/** Those of the nodes that are not there any more. */
export async function lostNodes(
  lab: Pick<LabProvider, 'failure'>,
  nodes: readonly { readonly name: string }[],
): Promise<readonly LostNode[]> {
  const lost = nodes.map(async ({ name }) => ({ node: name, why: await lab.failure(name) }));
  return (await Promise.all(lost)).flatMap(({ node, why }) => (why === null ? [] : { node, why }));
}

/**
 * What makes a verdict worthless: a packet that did not come says nothing, nor does one that was to
 * be blocked, when the machine at its end was gone.
 */
export function lossError({ node, why }: LostNode): HarnessError {
  return new HarnessError(`${node} is gone: ${why}`, {
    remedy: 'run again; when nobody ended it, look at the memory of this host (`dmesg`)',
  });
}
