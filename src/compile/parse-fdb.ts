import type { FdbFact, LinkFact } from './fact.ts';
import { ANY_MAC } from './forwarding-tables.ts';
import type { FdbJson } from './ip-json.ts';

/** The group bit of the first octet (IEEE 802). */
const GROUP_MAC = /^.[13579bdf]:/;

/**
 * The static entries that do not follow from the links: not what was learned, nor a port's own
 * address, nor the addresses and groups that a device listens to, nor a VXLAN device's remote VTEP.
 */
export function parseFdb(json: readonly FdbJson[], links: readonly LinkFact[]): readonly FdbFact[] {
  const byName = new Map(links.map((link) => [link.name, link]));
  const seen = new Set<string>();
  return json.flatMap(({ mac, ifname, dst, master, state }) => {
    const link = byName.get(ifname);
    // What sits on a device has its address among those that the device receives.
    if (master === undefined && link?.type !== 'vxlan') return [];
    const learned = state !== 'permanent' && state !== 'static';
    const remote = link?.type === 'vxlan' && mac === ANY_MAC && dst === link.remote;
    if (learned || remote || mac === link?.mac || GROUP_MAC.test(mac)) return [];
    // A bridge has an entry for each VLAN of the port.
    const key = `${mac} ${ifname} ${dst ?? ''}`;
    if (seen.has(key)) return [];
    seen.add(key);
    return [{ kind: 'fdb', mac, dev: ifname, dst: dst ?? null } as const];
  });
}
