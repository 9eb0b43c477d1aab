import type { Finding, Rule } from './rule.ts';

/** `lo` is the kernel's; the others are the out-of-band network that SSH uses. */
const DEVICES: readonly string[] = ['lo', 'mgmt', 'mgmt0'];
const SEGMENTS: readonly string[] = ['mgmt'];
const NODES: readonly string[] = ['mgmt', 'localhost'];

function reserved(name: string): Pick<Finding, 'message' | 'hint'> {
  return { message: `the name \`${name}\` is reserved`, hint: 'choose another name' };
}

export const reservedNames: Rule = {
  code: 'reserved-name',
  concludesFromAbsent: 'nothing',
  check: ({ scenario, lab }) => [
    ...Object.keys(scenario.segments ?? {})
      .filter((name) => SEGMENTS.includes(name))
      .map((name): Finding => ({ path: ['segments', name], part: 'key', ...reserved(name) })),
    ...Object.keys(scenario.nodes)
      .filter((name) => NODES.includes(name))
      .map((name): Finding => ({ path: ['nodes', name], part: 'key', ...reserved(name) })),
    ...lab.namespaces
      .flatMap(({ devices }) => devices)
      .filter(({ name }) => DEVICES.includes(name))
      .map(({ name, path, namePart }): Finding => ({ path, part: namePart, ...reserved(name) })),
  ],
};
