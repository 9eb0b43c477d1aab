import type { Namespace, Vrf } from '../topology/model.ts';
import type { RouteFact } from './fact.ts';

/** Line for `ip -batch` that creates a VRF. */
export function vrfLine({ name, mac, mtu, table }: Vrf): string {
  return `link add name ${name} address ${mac} mtu ${mtu} type vrf table ${table}`;
}

/**
 * The last of the routes of a VRF's table, as the kernel's documentation has it (vrf.rst): without
 * it, what has no route in the table would be looked up in the main one.
 */
const LAST_METRIC = 4_278_198_272;

export function vrfRouteLines({ devices }: Namespace): readonly string[] {
  return vrfsOf(devices).flatMap(({ table }) =>
    ['0.0.0.0/0', '::/0'].map(
      (to) => `route add unreachable ${to} metric ${LAST_METRIC} table ${table}`,
    ),
  );
}

/** Those of IPv4: the kernel keeps those of IPv6 on `lo`, which is none of the scenario's. */
export function vrfRouteFacts({ devices }: Namespace): readonly RouteFact[] {
  return vrfsOf(devices).map(({ table }) => ({
    kind: 'route',
    type: 'unreachable',
    table: String(table),
    to: { family: 4, address: '0.0.0.0', length: 0 },
    via: null,
    dev: null,
    src: null,
    metric: LAST_METRIC,
    onlink: false,
  }));
}

/** Shell lines that empty the tables, which outlive their VRFs. */
export function vrfResetLines({ devices }: Namespace): readonly string[] {
  return vrfsOf(devices).flatMap(({ table }) =>
    [4, 6].map((family) => `ip -${family} route flush table ${table} 2>/dev/null || :`),
  );
}

function vrfsOf(devices: Namespace['devices']): readonly Vrf[] {
  return devices.filter((device) => device.kind === 'vrf');
}
