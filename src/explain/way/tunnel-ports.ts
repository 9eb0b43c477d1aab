import type { Node } from '../../topology/model.ts';
import type { TunnelPorts } from './unwrap.ts';

/** The UDP ports behind which these nodes have tunnels. */
export function tunnelPorts(nodes: readonly Node[]): TunnelPorts {
  const devices = nodes.flatMap(({ root }) => root.devices);
  return {
    vxlan: devices.flatMap((device) => (device.kind === 'vxlan' ? [device.port] : [])),
    tun: devices.flatMap((device) =>
      device.kind === 'tun' ? [device.local.port, device.remote.port] : [],
    ),
  };
}
