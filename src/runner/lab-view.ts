import type { LabView } from '../checks/check.ts';
import { HarnessError } from '../lib/errors.ts';
import type { LabProvider } from '../providers/provider.ts';
import type { Node } from '../topology/model.ts';
import type { Transport } from '../transport/transport.ts';
import { insideEndpoint } from './inside-endpoint.ts';

/** The lab of these nodes as checks see it. */
export function labView(
  nodes: readonly Node[],
  transports: ReadonlyMap<string, Transport>,
  lab: LabProvider,
  timeFactor: number,
): LabView {
  return {
    timeFactor,
    async exec(at, argv, options) {
      const transport = transports.get(at.node);
      if (transport === undefined) throw new HarnessError(`there is no node ${at.node}`);
      return transport.exec(insideEndpoint(at, argv, nodes), options);
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
