import { devicesAt } from './lab.ts';
import { endpointMentions } from './mentions.ts';
import type { Rule } from './rule.ts';

/** What a check sends packets to has an address to send them to. */
export const unaddressedTarget: Rule = {
  code: 'unaddressed-target',
  concludesFromAbsent: 'addresses',
  check: ({ scenario, lab }) => {
    const unaddressed = lab.namespaces
      .map((namespace) => ({ ...namespace, devices: devicesAt(lab, namespace) }))
      .filter(({ devices }) => devices.every(({ addresses }) => addresses.length === 0))
      .map(({ label }) => label);
    return endpointMentions(scenario)
      .filter(({ text, isTarget }) => isTarget && unaddressed.includes(text))
      .map(({ text, path }) => ({
        path,
        message: `${text} has no address that packets could be sent to`,
        hint: 'give it an `address`, or name an IP address here',
      }));
  },
};
