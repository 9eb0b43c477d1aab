/** What labs have in common whose segments are bridges of this host. */
import { HarnessError } from '../../lib/errors.ts';
import { killProcessesOf } from '../../lib/marked-processes.ts';
import type { FaultPower, LabContext, LabProvider, SegmentTap } from '../provider.ts';
import { captureOn } from './capture.ts';
import { divideSegment, setPort } from './cables.ts';
import { findNamespace, type LabNamespace, openNamespace } from './lab-namespace.ts';
import { removePorts } from './ports.ts';
import { addBridge, bridgeName, removeDevices } from './segment.ts';

export interface LabNetwork {
  /** What the lab's provider can hand on as it is. */
  readonly members: Pick<
    LabProvider,
    'createSegment' | 'removeSegment' | 'close' | 'captureSegment' | 'tapSegment'
  >;
  /** The lab's namespace, made with the first thing that goes into it. @throws HarnessError */
  toFill(): Promise<LabNamespace>;
  /** Why nothing reaches the lab's nodes any more, or null. */
  failure(): string | null;
  /** What can be done to cables; the provider may know better how to unplug one. */
  readonly cables: Pick<FaultPower, 'setPlugged' | 'divide'>;
  /** Removes what the node whose files are kept in this directory is plugged into. */
  unplug(directory: string): Promise<void>;
}

/** The network of the lab in this directory; nothing is made. */
export function labNetwork(lab: LabContext): LabNetwork {
  let opening: Promise<LabNamespace> | null = null;

  function toFill(): Promise<LabNamespace> {
    if (opening === null) {
      lab.record({ kind: 'namespace', name: lab.id });
      opening = openNamespace(lab);
    }
    return opening;
  }

  return {
    toFill,
    failure: () =>
      findNamespace(lab.directory) === null ? 'the network namespace of its lab is gone' : null,
    cables: {
      setPlugged: setPort(standing),
      divide: (segment, parts) => divideSegment(standing(), segment, parts),
    },
    async unplug(directory) {
      const namespace = findNamespace(lab.directory);
      if (namespace !== null) await removePorts(namespace, directory);
    },
    members: {
      async createSegment({ name }) {
        lab.record({ kind: 'segment', name });
        await addBridge(await toFill(), name);
      },
      async removeSegment(name) {
        const namespace = findNamespace(lab.directory);
        if (namespace !== null) await removeDevices(namespace, [bridgeName(name)]);
      },
      async close() {
        const left = await killProcessesOf(lab.id);
        if (left.length > 0) {
          throw new HarnessError(`processes of the lab cannot be ended: ${left.join(', ')}`);
        }
      },
      async captureSegment(segment, filter) {
        const { device, inside } = tap(segment);
        return await captureOn({ inside }, { lab: lab.id, device, filter });
      },
      tapSegment: (segment) => Promise.resolve().then(() => tap(segment)),
    },
  };

  function standing(): LabNamespace {
    const namespace = findNamespace(lab.directory);
    if (namespace === null) throw new HarnessError('the network of the lab is gone');
    return namespace;
  }

  function tap(segment: string): SegmentTap {
    const namespace = standing();
    return { device: bridgeName(segment), inside: (argv) => namespace.inside(argv) };
  }
}
