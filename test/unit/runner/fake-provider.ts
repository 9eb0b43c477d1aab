import type {
  LabContext,
  LabProvider,
  Prepared,
  Provider,
} from '../../../src/providers/provider.ts';
import type { Check } from '../../../src/topology/checks.ts';
import type { Node } from '../../../src/topology/model.ts';
import type { Step, Topology } from '../../../src/topology/topology.ts';
import { nodeWith } from '../providers/qemu/nodes.ts';

export const prepared: Prepared = {
  version: 'QEMU emulator version 7.2.22',
  accelerator: { name: 'tcg', emulated: true, reason: 'asked for', timeFactor: 4 },
  caveat: null,
};

/** A topology with these nodes, all on the segment `lan`. */
export function topologyOf(...nodes: readonly string[]): Topology {
  return {
    name: 'pair',
    file: 'scenarios/pair.yaml',
    title: 'A pair',
    segments: [{ name: 'lan', mtu: 1500 }],
    nodes: nodes.map((name) => nodeWith(name, [])),
    steps: [firstStep(nodes.map((name) => nodeWith(name, [])))],
    given: [],
  };
}

/** A lab as it is configured, with these checks. */
function firstStep(nodesDuring: readonly Node[], checks: readonly Check[] = []): Step {
  const where = { file: 'scenarios/pair.yaml', line: 1, column: 1 };
  return { number: 0, name: null, where, nodesDuring, faults: [], down: [], run: [], checks };
}

/** A provider whose labs can do all that does not need a machine; it notes what it is asked. */
export function fakeProvider(
  change: {
    readonly provider?: Partial<Provider>;
    readonly lab?: (context: LabContext) => Partial<LabProvider>;
  } = {},
): { readonly provider: Provider; readonly asked: readonly string[] } {
  const asked: string[] = [];
  const note = (what: string): Promise<void> => {
    asked.push(what);
    return Promise.resolve();
  };
  const openLab = (context: LabContext): LabProvider => ({
    createSegment: ({ name }) => {
      context.record({ kind: 'segment', name });
      return note(`create segment ${name}`);
    },
    removeSegment: (name) => note(`remove segment ${name}`),
    startNode: ({ name }) => {
      context.record({ kind: 'node', name });
      return Promise.reject(new Error(`node ${name} needs a machine`));
    },
    removeNode: (name) => note(`remove node ${name}`),
    close: () => note('close'),
    failure: () => Promise.resolve(null),
    ...change.lab?.(context),
  });
  const provider: Provider = {
    name: 'qemu',
    checkHost: () => Promise.resolve([]),
    prepare: () => Promise.resolve(prepared),
    openLab,
    sweep: () => Promise.resolve({ removed: [], left: [] }),
    ...change.provider,
  };
  return { provider, asked };
}
