/** Ways to break the lab of explained.yaml, and what must be said of each. */
import type { CauseCode } from '../../src/explain/trace-record.ts';
import type { Edit } from './scenario-text.ts';

export interface Explained {
  readonly what: string;
  readonly edits: readonly Edit[];
  readonly code: CauseCode;
  /** Namespace where the cause lies. */
  readonly at: string;
  readonly device: string | null;
}

const reach = 'reach: { from: node1/con1, to: node2/con1, count: 1, within: 0.1s }';
const router: Edit = ['  router:', '  router:'];
const node2: Edit = ['  node2:', '  node2:'];

export const explained: readonly Explained[] = [
  {
    what: 'the source has no route',
    edits: [['gateway: 172.16.0.1', 'routes: []']],
    ...{ code: 'no_route', at: 'node1/con1', device: null },
  },
  {
    what: 'a node has no route',
    edits: [['- { to: 172.16.1.0/24, via: 192.168.42.2, dev: vxlan0 }', '']],
    ...{ code: 'no_route', at: 'node1', device: null },
  },
  {
    what: 'there is no way back',
    edits: [node2, ['- { to: 172.16.0.0/24, via: 192.168.42.1, dev: vxlan0 }', '']],
    ...{ code: 'no_route', at: 'node2', device: null },
  },
  {
    what: 'the router does not forward',
    edits: [router, ['ip_forward: 1', 'ip_forward: 0']],
    ...{ code: 'forwarding_off', at: 'router', device: 'left' },
  },
  {
    what: 'packets come in where their source is not',
    edits: [
      node2,
      ['via: 192.168.42.1, dev: vxlan0', 'via: 10.0.2.1, dev: ens5'],
      ['ip_forward: 1', 'ip_forward: 1, net.ipv4.conf.all.rp_filter: 1'],
    ],
    ...{ code: 'reverse_path_filter', at: 'node2', device: 'vxlan0' },
  },
  {
    what: 'a rule of the router drops VXLAN',
    edits: [
      [
        '  router:',
        '  router:\n    firewall: { forward: { rules: [{ verdict: drop, protocol: udp, port: 4789 }] } }',
      ],
    ],
    ...{ code: 'firewall', at: 'router', device: null },
  },
  {
    what: 'no rule of a container lets echo requests in',
    edits: [
      node2,
      [
        'gateway: 172.16.1.1',
        'gateway: 172.16.1.1, firewall: { input: { policy: drop, rules: [{ verdict: accept, protocol: tcp }] } }',
      ],
    ],
    ...{ code: 'firewall', at: 'node2/con1', device: null },
  },
  {
    what: 'full packets do not fit through the router',
    edits: [
      ['address: 10.0.2.1/24', 'address: 10.0.2.1/24, mtu: 1400'],
      [reach, 'mtu: { from: node1, to: node2, bytes: 1500, within: 0.1s }'],
    ],
    ...{ code: 'mtu', at: 'router', device: 'right' },
  },
  {
    what: 'full packets do not fit through the router, which does not say so',
    edits: [
      [
        '  router:',
        '  router:\n    firewall: { output: { rules: [{ verdict: drop, protocol: icmp }] } }',
      ],
      ['address: 10.0.2.1/24', 'address: 10.0.2.1/24, mtu: 1400'],
      [reach, 'mtu: { from: node1, to: node2, bytes: 1500, within: 0.1s }'],
    ],
    ...{ code: 'mtu', at: 'router', device: 'right' },
  },
  {
    what: 'the tunnel device of the far end is down',
    edits: [node2, ['vxlan0: { vni: 42', 'vxlan0: { up: false, vni: 42']],
    ...{ code: 'device_down', at: 'node2', device: 'vxlan0' },
  },
  {
    what: 'a leg of the router is down',
    edits: [['address: 10.0.2.1/24', 'address: 10.0.2.1/24, up: false']],
    ...{ code: 'device_down', at: 'router', device: 'right' },
  },
  {
    what: 'the NIC of the far node is down',
    edits: [['address: 10.0.2.20/24', 'address: 10.0.2.20/24, up: false']],
    ...{ code: 'device_down', at: 'node2', device: 'ens5' },
  },
  {
    what: 'the cable of a container is down',
    edits: [['veth: [veth10, veth11]', 'up: false, veth: [veth10, veth11]']],
    ...{ code: 'device_down', at: 'node1/con1', device: 'veth11' },
  },
  {
    what: 'the tunnel device knows no remote',
    edits: [[' remote: 10.0.2.20,', '']],
    ...{ code: 'fdb_missing', at: 'node1', device: 'vxlan0' },
  },
  {
    what: 'the ends have different VNIs',
    edits: [['vni: 42', 'vni: 43']],
    ...{ code: 'vni_mismatch', at: 'node2', device: 'vxlan0' },
  },
  {
    what: 'the remote is nobody',
    edits: [
      [
        '  node1:',
        '  node1:\n    run: ["bridge fdb del 00:00:00:00:00:00 dev vxlan0 dst 10.0.2.20; bridge fdb append 00:00:00:00:00:00 dev vxlan0 dst 10.0.2.99"]',
      ],
    ],
    ...{ code: 'remote_unknown', at: 'node1', device: 'vxlan0' },
  },
  {
    what: 'the gateway is nobody',
    edits: [
      [
        'gateway: 172.16.0.1',
        'gateway: 172.16.0.1, run: [ip route replace default via 172.16.0.9]',
      ],
    ],
    ...{ code: 'neighbour_unresolved', at: 'node1/con1', device: 'veth11' },
  },
  {
    what: 'a neighbour entry names a MAC address that nobody has',
    edits: [
      [
        '  node1:',
        '  node1:\n    neighbours: [{ address: 10.0.1.1, mac: "02:00:00:00:00:99", dev: ens5 }]',
      ],
    ],
    ...{ code: 'neighbour_unresolved', at: 'node1', device: 'ens5' },
  },
  {
    what: 'a container is plugged in nowhere',
    edits: [['con1: { bridge: br0, ', 'con1: { ']],
    ...{ code: 'not_a_port', at: 'node1', device: 'veth10' },
  },
  {
    what: 'the target answers no echo requests',
    edits: [
      node2,
      ['gateway: 172.16.1.1', 'gateway: 172.16.1.1, sysctls: { net.ipv4.icmp_echo_ignore_all: 1 }'],
    ],
    ...{ code: 'echo_ignored', at: 'node2/con1', device: null },
  },
  {
    what: 'the routes lead in a circle',
    edits: [
      [
        '- { to: 10.0.2.0/24,',
        '- { to: 10.9.0.0/24, via: 10.0.1.1, dev: ens5 }\n      - { to: 10.0.2.0/24,',
      ],
      ['  router:', '  router:\n    routes: [{ to: 10.9.0.0/24, via: 10.0.1.10, dev: left }]'],
      [reach, 'reach: { from: node1, to: 10.9.0.9, count: 1, within: 0.1s }'],
    ],
    ...{ code: 'loop', at: 'node1', device: 'ens5' },
  },
  {
    what: 'a rule drops connections to a server',
    edits: [
      node2,
      [
        'gateway: 172.16.1.1',
        'gateway: 172.16.1.1, services: { web: { http: { port: 80, body: hello } } }, firewall: { input: { rules: [{ verdict: drop, protocol: tcp, port: 80 }] } }',
      ],
      [reach, 'http: { from: node1/con1, to: node2/con1, port: 80, body: hello, within: 0.1s }'],
    ],
    ...{ code: 'firewall', at: 'node2/con1', device: null },
  },
  {
    what: 'the router does not forward, and the VNIs differ: the first on the way',
    edits: [['vni: 42', 'vni: 43'], router, ['ip_forward: 1', 'ip_forward: 0']],
    ...{ code: 'forwarding_off', at: 'router', device: 'left' },
  },
  {
    what: 'there is no way back, and no answer: the first on the way',
    edits: [
      node2,
      ['gateway: 172.16.1.1', 'gateway: 172.16.1.1, sysctls: { net.ipv4.icmp_echo_ignore_all: 1 }'],
      ['- { to: 172.16.0.0/24, via: 192.168.42.1, dev: vxlan0 }', ''],
    ],
    ...{ code: 'echo_ignored', at: 'node2/con1', device: null },
  },
];
