/** What a node is made of, in sentences. */
import { formatPrefix } from '../../scenario/parse/prefix.ts';
import type { Container, Device, Namespace, Node } from '../../topology/model.ts';

/** One line a thing that the node has. */
export function nodeLines(node: Node): readonly string[] {
  return [
    ...node.root.devices.map((device) => deviceLine(device, node.root)),
    ...actionLines(node.root),
    ...node.containers.flatMap(containerLines),
  ];
}

function containerLines(container: Container): readonly string[] {
  const { name, hostNetwork, devices } = container;
  if (hostNetwork) return [`container ${name} shares the node's network`];
  if (devices.length === 0)
    return [`container ${name} has a network of its own, with nothing in it`];
  return [
    ...devices.map((device) => `container ${name} has ${deviceLine(device, container)}`),
    ...actionLines(container).map((line) => `container ${name} ${line}`),
  ];
}

function deviceLine(device: Device, { devices }: Namespace): string {
  const { name, addresses, up, master, vrf } = device;
  const ports = devices.filter((each) => each.master === name).map((port) => port.name);
  return [
    `${name}, ${kindWords(device)}`,
    ...(addresses.length === 0 ? [] : [`with ${addresses.map(formatPrefix).join(' and ')}`]),
    ...(ports.length === 0 ? [] : [`its ports: ${ports.join(', ')}`]),
    ...(master === null ? [] : [`a port of ${master}`]),
    ...(vrf === null ? [] : [`in the VRF ${vrf}`]),
    ...(up ? [] : ['down']),
  ].join(', ');
}

function kindWords(device: Device): string {
  switch (device.kind) {
    case 'nic':
      return `its card on the segment ${device.segment}`;
    case 'bridge':
      return device.vlanFiltering ? 'a bridge that keeps VLANs apart' : 'a bridge';
    case 'veth': {
      const { container, name } = device.peer;
      return `one end of a veth pair, the other is ${name} ${container === null ? 'on the node' : `in ${container}`}`;
    }
    case 'vlan':
      return `VLAN ${device.id} of ${device.parent}`;
    case 'vxlan': {
      const remotes = device.remotes.length === 0 ? '' : ` to ${device.remotes.join(', ')}`;
      return `a VXLAN tunnel (VNI ${device.vni}) from ${device.local}${remotes}`;
    }
    case 'tun':
      return `a TUN device whose packets go in UDP from ${device.local.address} to ${device.remote.address}`;
    case 'ip-tunnel':
      return `a ${device.encapsulation} tunnel from ${device.local} to ${device.remote}`;
    case 'wireguard':
      return `a WireGuard tunnel to ${device.peers.map(({ node }) => node).join(', ')}`;
    case 'vrf':
      return `a VRF with the routing table ${device.table}`;
    case 'macvlan':
    case 'ipvlan':
      return `a ${device.kind} of ${device.parent}, mode ${device.mode}`;
  }
}

/** What the namespace does with packets of others, and what runs in it. */
function actionLines({ sysctls, nat, firewall, rules, services }: Namespace): readonly string[] {
  const forwards = sysctls.some(
    ({ key, value }) =>
      /^net\.ipv[46]\.(ip_forward|conf\.all\.forwarding)$/.test(key) && value === '1',
  );
  return [
    ...(forwards ? ['forwards packets of others'] : []),
    ...nat.map((rule) => {
      switch (rule.kind) {
        case 'masquerade':
          return `hides ${formatPrefix(rule.source)} behind the address of ${rule.out ?? 'the device that packets leave by'}`;
        case 'snat':
          return `hides ${formatPrefix(rule.source)} behind ${rule.to}`;
        case 'dnat':
          return `hands what is sent to ${rule.address}${portWords(rule.port)} over to ${rule.to.address}${portWords(rule.to.port)}`;
      }
    }),
    ...firewall.map(
      ({ hook, policy, rules: { length } }) =>
        `has a firewall for ${hook}: ${length} ${length === 1 ? 'rule' : 'rules'}, else ${policy}`,
    ),
    ...(rules.length === 0 ? [] : [`chooses routing tables by ${rules.length} rules`]),
    ...services
      .filter(({ running }) => running)
      .map(({ name, kind, port }) => `runs ${name} (${kind}) on TCP port ${port}`),
  ];
}

function portWords(port: number | null): string {
  return port === null ? '' : ` port ${port}`;
}
