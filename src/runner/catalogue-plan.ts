/** What several scenarios need of this host, and how they are called where they appear together. */
import type { Provider } from '../providers/provider.ts';
import type { Check } from '../topology/checks.ts';
import { allChecks, type Topology } from '../topology/topology.ts';

/** What wirelab and the host itself keep, in MiB. */
const reserveMib = 256;

/** How long a scenario takes, roughly, in no unit: nodes are what costs most. */
export function weightOf({ nodes }: Topology): number {
  return nodes.length;
}

/** What its nodes may take, in MiB. */
export function memoryOf({ nodes }: Topology): number {
  return nodes.reduce((sum, { kind }) => sum + kind.memoryMib, 0);
}

/** The rates that it measures would be those of a machine that has something else to do. */
export function measuresRates(topology: Topology): boolean {
  return allChecks(topology).some(measuresRate);
}

function measuresRate({ kind }: Check): boolean {
  return kind === 'throughput' || kind === 'compare';
}

/**
 * How many labs at a time. An emulated one keeps three quarters of a processor busy, as measured on
 * two processors (5 scenarios: 52 s of processor time in 71 s); the rest of the time it waits.
 */
export function labsAtOnce(cpus: number): number {
  return Math.max(1, Math.ceil(cpus * 1.5));
}

/** What labs may take together. */
export function spareMemoryMib(availableMib: number): number {
  return Math.max(0, Math.floor(availableMib - reserveMib));
}

/** Where the provider of a run comes from. */
export interface ProviderSource {
  readonly name: string;
  /** A provider for one run: it remembers what that run's nodes are made from. */
  readonly open: () => Promise<Provider>;
}

/** One scenario with one provider. */
export interface PlannedRun extends ProviderSource {
  readonly topology: Topology;
  /** Unique among the runs. */
  readonly label: string;
}

/** Each scenario with each provider; where there are several, the labels name them. */
export function runsOf(
  topologies: readonly Topology[],
  providers: readonly ProviderSource[],
): readonly PlannedRun[] {
  const labels = labelsOf(topologies);
  return topologies.flatMap((topology, index) =>
    providers.map((provider) => {
      const name = labels[index] ?? topology.name;
      const label = providers.length === 1 ? name : `${name} on ${provider.name}`;
      return { ...provider, topology, label };
    }),
  );
}

/** The scenarios' names; the file where several have the same name. */
function labelsOf(topologies: readonly Topology[]): readonly string[] {
  const isUnique = (name: string): boolean =>
    topologies.filter((topology) => topology.name === name).length === 1;
  return topologies.map(({ name, file }) => (isUnique(name) ? name : file));
}

/**
 * One topology with one node of each shape that any of them has: what is made ready for it is
 * ready for all of them.
 */
export function oneOfEachMachine(topologies: readonly Topology[]): readonly Topology[] {
  const byShape = new Map<string, Topology>();
  for (const topology of topologies) {
    for (const node of topology.nodes) {
      const nics = node.root.devices.filter(({ kind }) => kind === 'nic').length;
      const shape = JSON.stringify([node.kind, nics]);
      if (!byShape.has(shape)) byShape.set(shape, { ...topology, nodes: [node] });
    }
  }
  return [...byShape.values()];
}
