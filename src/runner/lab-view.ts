import type { LabView } from '../checks/check.ts';
import type { WatchedPairs } from '../checks/probe/watch-outages.ts';
import { HarnessError } from '../lib/errors.ts';
import type { LabProvider } from '../providers/provider.ts';
import type { Node } from '../topology/model.ts';
import type { Transport } from '../transport/transport.ts';
import { insideEndpoint } from './inside-endpoint.ts';
import { takeDown } from './take-down.ts';

/** The lab of these nodes as checks see it. */
export function labView(
  nodes: readonly Node[],
  transports: ReadonlyMap<string, Transport>,
  lab: LabProvider,
  timeFactor: number,
  watched: WatchedPairs | null = null,
): LabView {
  const transportOf = (node: string): Transport => {
    const transport = transports.get(node);
    if (transport === undefined) throw new HarnessError(`there is no node ${node}`);
    return transport;
  };
  return {
    timeFactor,
    watched,
    async exec(at, argv, options) {
      return transportOf(at.node).exec(insideEndpoint(at, argv, nodes), options);
    },
    async takeDown(what, signal) {
      const node = nodes.find(({ name }) => name === what.node);
      if (node === undefined) throw new HarnessError(`there is no node ${what.node}`);
      return takeDown(what, { node, transport: transportOf(node.name), timeFactor, signal });
    },
    async capture(segment, filter) {
      if (lab.captureSegment === undefined) {
        throw new HarnessError('this provider cannot capture what crosses a segment', {
          remedy: 'use --provider qemu',
        });
      }
      return lab.captureSegment(segment, filter);
    },
  };
}
