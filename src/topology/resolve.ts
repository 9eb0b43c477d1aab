import { SEGMENT_MTU } from '../scenario/devices/mtu.ts';
import type { LoadedScenario } from '../scenario/load.ts';
import type { Given, NodeKind, Segment } from './model.ts';
import { resolveCheck } from './resolve-check.ts';
import { resolveNode } from './resolve-node.ts';
import type { Topology } from './topology.ts';

/**
 * Decides all that a scenario without problems leaves open, given the inventory's node kinds. The
 * same input gives the same topology.
 * @throws UsageError when a check names what cannot be probed.
 */
export function resolve(
  { name, file, scenario, positions, given: texts }: Omit<LoadedScenario, 'ok'>,
  kinds: ReadonlyMap<string, NodeKind>,
): Topology {
  const segments = Object.entries(scenario.segments ?? {}).map(
    ([segment, { mtu = SEGMENT_MTU }]): Segment => ({ name: segment, mtu }),
  );
  const nodes = Object.entries(scenario.nodes).map(([node, raw]) =>
    resolveNode(raw, { scenario: name, node, segments, kinds }),
  );
  const rawChecks = scenario.checks ?? [];
  const checks = rawChecks.map((raw, index) => {
    const where = { file, ...positions.at(['checks', index, raw.kind]) };
    return resolveCheck(raw, { number: index + 1, where, nodes, rawChecks });
  });
  const given = texts.map(({ what, to, text, path }): Given => {
    return { what, to, text, where: { file, ...positions.at(path) } };
  });
  return { name, file, title: scenario.title, segments, nodes, checks, given };
}
