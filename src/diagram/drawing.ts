/**
 * What a drawing of a lab shows, apart from how and where. Everything that can be pointed at has an
 * id that stays the same as long as its name does: `node:node1`, `container:node1/con1`,
 * `device:node1/con1:eth0`, `address:node1:br0:172.16.0.1/24`, `segment:lan`,
 * `route:node1:10.0.0.0/16 dev ens5`, and `link:` with the ids of its two ends.
 */

/** What is to be said of a thing by its colour. */
export type Mark = 'passed' | 'failed' | 'path' | 'missing' | 'extra' | 'changed';

/** Marks by the ids of things. */
export type Marks = ReadonlyMap<string, Mark>;

interface Marked {
  readonly id: string;
  readonly mark: Mark | null;
}

/** A text that can be pointed at. */
export interface DrawnText extends Marked {
  readonly text: string;
}

export type DeviceKind =
  | 'nic'
  | 'bridge'
  | 'veth'
  | 'vlan'
  | 'vxlan'
  | 'tun'
  | 'ip-tunnel'
  | 'vrf'
  | 'wireguard'
  | 'macvlan'
  | 'ipvlan'
  | 'foreign';

export interface DrawnDevice extends Marked {
  readonly name: string;
  readonly kind: DeviceKind;
  readonly addresses: readonly DrawnText[];
  /** What it is beside its name and addresses, a line each: `VNI 42 to 10.0.0.20`. */
  readonly details: readonly string[];
}

export type TableKind = 'routes' | 'rules' | 'nat' | 'firewall' | 'neighbours' | 'fdb' | 'links';

export interface DrawnRow extends Marked {
  /** The first cell is what the row is about: a destination. */
  readonly cells: readonly [string, string];
}

/** Rows that stand beside the drawing: the routes of a node, its NAT. */
export interface DrawnTable {
  readonly id: string;
  readonly kind: TableKind;
  /** `routes of node1` */
  readonly title: string;
  readonly rows: readonly DrawnRow[];
}

interface DrawnPlace extends Marked {
  readonly name: string;
  readonly devices: readonly DrawnDevice[];
  /** `forwards`, `web on tcp 80` */
  readonly notes: readonly string[];
  readonly tables: readonly DrawnTable[];
}

export interface DrawnContainer extends DrawnPlace {
  /** It has no namespace of its own. */
  readonly hostNetwork: boolean;
}

export interface DrawnNode extends DrawnPlace {
  readonly containers: readonly DrawnContainer[];
}

export interface DrawnSegment extends Marked {
  readonly name: string;
}

/**
 * `cable`: a NIC is plugged into a segment. `port`: it is a port of a bridge. `child`: it sits on its
 * parent. `carried`: a tunnel's packets leave by it. `routed`: the node forwards what comes from one
 * by the other. `tunnel`: its far end.
 */
export type LinkKind = 'cable' | 'veth' | 'port' | 'child' | 'carried' | 'routed' | 'tunnel';

export interface DrawnLink extends Marked {
  readonly kind: LinkKind;
  /** Id of the end that is drawn above. */
  readonly from: string;
  readonly to: string;
  /** `VNI 42`; null for none. */
  readonly label: string | null;
}

export interface Drawing {
  /** The scenario's name. */
  readonly name: string;
  readonly title: string;
  /** Null for the lab as it is configured, in a scenario without steps. */
  readonly step: { readonly number: number; readonly name: string | null } | null;
  readonly segments: readonly DrawnSegment[];
  readonly nodes: readonly DrawnNode[];
  readonly links: readonly DrawnLink[];
}
