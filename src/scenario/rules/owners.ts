import { suggest } from '../nearest.ts';
import { contains, type ParsedPrefix } from '../parse/prefix.ts';
import type { Lab, LabDevice, LabNamespace, OwnAddress } from './lab.ts';
import type { Finding } from './rule.ts';

export interface Owned {
  readonly address: OwnAddress;
  readonly device: LabDevice;
  readonly namespace: LabNamespace;
}

/** Every address of the scenario with who has it, in the order of the file. */
export function ownedAddresses(lab: Lab): readonly Owned[] {
  return lab.namespaces.flatMap((namespace) =>
    namespace.devices.flatMap((device) =>
      device.addresses.map((address) => ({ address, device, namespace })),
    ),
  );
}

/** Says that nobody has the address, and who else could be meant on the links. */
export function nobodyHas(
  address: string,
  links: readonly ParsedPrefix[],
  others: readonly Owned[],
): Pick<Finding, 'message' | 'hint'> {
  const onLink = others
    .map((owned) => owned.address.prefix)
    .filter((prefix) => links.some((link) => contains(link, prefix)))
    .map((prefix) => prefix.address);
  return {
    message: `nobody in the scenario has the address ${address}`,
    hint: suggest(address, [...new Set(onLink)], 'addresses on link'),
  };
}

/** Whether some `run` of the scenario mentions the text, and so may bring it about. */
export function isMentionedInRun(lab: Lab, text: string): boolean {
  const commands = lab.namespaces.flatMap(({ spec }) => [spec.run ?? []].flat());
  return [...commands, ...lab.stepCommands].some((command) => command.includes(text));
}
