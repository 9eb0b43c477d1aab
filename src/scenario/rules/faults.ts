import { parseDurationMs } from '../parse/duration.ts';
import { suggest } from '../nearest.ts';
import type { RawFault, RawScenario } from '../schema/scenario.ts';
import { faultsAfter, type StandingFaults, withFault } from '../steps/standing-faults.ts';
import type { Path } from '../yaml/tree.ts';
import type { Finding, Rule } from './rule.ts';

/** Faults happen to what is there, and only what has happened is undone. */
export const faultForm: Rule = {
  code: 'fault',
  concludesFromAbsent: 'names',
  check: ({ scenario }) => {
    const steps = scenario.steps ?? [];
    const last = steps.length - 1;
    let standing = faultsAfter(steps.slice(0, -1));
    let latestMs = 0;
    const path = ['steps', last, 'faults'];
    return (steps[last]?.faults ?? []).flatMap((fault, index) => {
      const found = judge(scenario, standing, fault, [...path, index]);
      standing = withFault(standing, fault);
      const afterMs = parseDurationMs(fault.after ?? '') ?? latestMs;
      const isLate = afterMs < latestMs;
      latestMs = afterMs;
      if (!isLate) return found;
      const message = 'the fault before it happens later';
      const hint = 'faults are written in the order in which they happen';
      return [...found, { path: [...path, index, 'after'], message, hint }];
    });
  },
};

function judge(
  scenario: RawScenario,
  standing: StandingFaults,
  fault: RawFault,
  path: Path,
): readonly Finding[] {
  const { crash, boot, reboot, unplug, plug, partition, heal, clock } = fault;
  const nodes = Object.keys(scenario.nodes);
  const node = crash ?? boot ?? reboot;
  if (node !== undefined) {
    const at = [...path, crash !== undefined ? 'crash' : boot !== undefined ? 'boot' : 'reboot'];
    if (!nodes.includes(node)) return [unknown('node', node, nodes, at)];
    const isDown = standing.down.includes(node);
    if (isDown === (boot !== undefined)) return [];
    return [
      isDown
        ? { path: at, message: `${node} has no power already`, hint: 'it gets it back by `boot`' }
        : {
            path: at,
            message: `${node} has power`,
            hint: 'to take it away for a moment: `reboot`',
          },
    ];
  }
  if (clock !== undefined) {
    const at = [...path, 'clock', 'node'];
    if (!nodes.includes(clock.node)) return [unknown('node', clock.node, nodes, at)];
    const isDown = standing.down.includes(clock.node);
    return isDown ? [{ path: at, message: `${clock.node} has no power` }] : [];
  }
  const cable = unplug ?? plug;
  if (cable !== undefined) {
    const at = [...path, unplug === undefined ? 'plug' : 'unplug'];
    const cables = nodes.flatMap((name) =>
      Object.keys(scenario.nodes[name]?.interfaces ?? {}).map((nic) => `${name}/${nic}`),
    );
    if (!cables.includes(cable)) return [unknown('interface', cable, cables, at)];
    const isOut = standing.unplugged.includes(cable);
    if (isOut === (plug !== undefined)) return [];
    return [{ path: at, message: `${cable} is ${isOut ? 'unplugged' : 'plugged in'} already` }];
  }
  const segments = Object.keys(scenario.segments ?? {});
  const segment = partition?.segment ?? heal ?? '';
  const at = partition === undefined ? [...path, 'heal'] : [...path, 'partition', 'segment'];
  if (!segments.includes(segment)) return [unknown('segment', segment, segments, at)];
  const isApart = standing.partitioned.includes(segment);
  if (heal !== undefined) {
    return isApart ? [] : [{ path: at, message: `${segment} has not fallen apart` }];
  }
  if (isApart) {
    const hint = '`heal` it first, in the same step';
    return [{ path: at, message: `${segment} has fallen apart already`, hint }];
  }
  return groupFindings(scenario, partition, [...path, 'partition', 'groups']);
}

function groupFindings(
  { nodes }: RawScenario,
  partition: RawFault['partition'],
  path: Path,
): readonly Finding[] {
  if (partition === undefined) return [];
  const { segment, groups } = partition;
  if (groups.length < 2) {
    const hint = 'write two groups or more, or `heal`';
    return [{ path, message: `one group is ${segment} as a whole`, hint }];
  }
  const there = Object.entries(nodes)
    .filter(([, { interfaces = {} }]) =>
      Object.values(interfaces).some((nic) => nic.segment === segment),
    )
    .map(([name]) => name);
  const seen = new Set<string>();
  const findings = groups.flatMap((group, index) =>
    group.flatMap((name, position): readonly Finding[] => {
      const at = [...path, index, position];
      if (!there.includes(name)) return [unknown(`node on ${segment}`, name, there, at)];
      if (seen.has(name)) return [{ path: at, message: `${name} is in a group already` }];
      seen.add(name);
      return [];
    }),
  );
  if (findings.length > 0) return findings;
  const left = there.filter((name) => !seen.has(name));
  return left.length === 0
    ? []
    : [{ path, message: `${left.join(', ')} on ${segment} is in no group`, part: 'key' }];
}

function unknown(what: string, name: string, names: readonly string[], path: Path): Finding {
  const hint = suggest(name, names, what.startsWith('node') ? 'nodes' : `${what}s`);
  return { path, message: `there is no ${what} \`${name}\``, hint };
}
