import { nearest, suggest } from '../nearest.ts';
import type { Finding } from '../rules/rule.ts';
import type { RawNode, RawScenario } from '../schema/scenario.ts';
import type { Path } from '../yaml/tree.ts';

/** Where a step says what it changes and what it takes away. */
interface StepPath {
  readonly change: Path;
  readonly remove: Path;
}

const CABLES = 'a step changes what is inside of machines; machines and their cables stay';

/** Interfaces of a step's change that the nodes do not have, whatever is written about them. */
export function addedInterfaces(
  before: RawScenario,
  { change = {} }: Pick<NonNullable<RawScenario['steps']>[number], 'change'>,
  step: Path,
): readonly Finding[] {
  return Object.entries(change).flatMap(([name, node]) => {
    const had = Object.keys(before.nodes[name]?.interfaces ?? {});
    const { interfaces = {} } = node as { readonly interfaces?: object };
    const added = Object.keys(interfaces).filter((nic) => !had.includes(nic));
    return before.nodes[name] === undefined
      ? []
      : added.map((nic) => ({
          path: [...step, 'change', name, 'interfaces', nic],
          part: 'key' as const,
          message: `${name} has no interface \`${nic}\`, and a step cannot add one`,
          hint: nearest(nic, had) === null ? CABLES : suggest(nic, had, ''),
        }));
  });
}

/** What no step can do: machines and their cables stay, and a setting has no value to go back to. */
export function fixedFindings(
  before: RawScenario,
  after: RawScenario,
  step: Path,
): readonly Finding[] {
  const at: StepPath = { change: [...step, 'change'], remove: [...step, 'remove'] };
  return Object.entries(before.nodes).flatMap(([name, node]) => {
    const changed = after.nodes[name];
    return changed === undefined
      ? []
      : [...machineFindings(name, node, changed, at), ...sysctlFindings(name, node, changed, at)];
  });
}

function machineFindings(name: string, before: RawNode, after: RawNode, at: StepPath) {
  const findings: Finding[] = [];
  for (const key of ['kind', 'image'] as const) {
    if (before[key] === after[key]) continue;
    findings.push({
      path: [...at.change, name, key],
      message: `${name} is the machine that it is`,
      hint: CABLES,
    });
  }
  const [had, has] = [before.interfaces ?? {}, after.interfaces ?? {}];
  for (const nic of new Set([...Object.keys(had), ...Object.keys(has)])) {
    const path = [name, 'interfaces', nic];
    if (has[nic] === undefined) {
      const message = `the interface ${nic} of ${name} cannot be removed`;
      findings.push({ path: [...at.remove, ...path], message, hint: CABLES });
    } else if (had[nic] !== undefined && had[nic].segment !== has[nic].segment) {
      const message = `${nic} of ${name} is plugged into ${had[nic].segment}`;
      findings.push({ path: [...at.change, ...path, 'segment'], message, hint: CABLES });
    }
  }
  return findings;
}

function sysctlFindings(name: string, before: RawNode, after: RawNode, { remove }: StepPath) {
  const containers = Object.entries(before.containers ?? {}).flatMap(([container, spec]) => {
    const same = after.containers?.[container];
    const path = [name, 'containers', container];
    return same === undefined ? [] : [{ path, had: spec.sysctls, has: same.sysctls }];
  });
  const places = [{ path: [name], had: before.sysctls, has: after.sysctls }, ...containers];
  return places.flatMap(({ path, had = {}, has = {} }) =>
    Object.keys(had).some((key) => has[key] === undefined)
      ? [
          {
            path: [...remove, ...path],
            part: 'key' as const,
            message: 'settings cannot be removed: they have no value to go back to',
            hint: 'change them to the values that they shall have',
          },
        ]
      : [],
  );
}
