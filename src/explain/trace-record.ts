/** A trace as it is reported: plain data. */
import type { Evidence } from '../checks/result.ts';
import type { Direction } from './way/cooked.ts';

/** Why a packet got no further. */
export type CauseCode =
  | 'firewall'
  | 'device_down'
  | 'device_missing'
  | 'no_route'
  | 'forwarding_off'
  | 'reverse_path_filter'
  | 'neighbour_unresolved'
  | 'mtu'
  | 'fdb_missing'
  | 'vni_mismatch'
  | 'tunnel_mismatch'
  | 'remote_unknown'
  | 'not_a_port'
  | 'vlan_mismatch'
  | 'macvlan_parent'
  | 'macvlan_mode'
  | 'echo_ignored'
  | 'loop'
  | 'segment'
  | 'unknown';

export interface Cause {
  readonly code: CauseCode;
  /** Label of the namespace where it lies: `node1`, `node1/con1`. */
  readonly at: string;
  /** The device that it is about; null where it is about none. */
  readonly device: string | null;
  /** One sentence for people, without its full stop. */
  readonly sentence: string;
  /** False where the evidence allows another reading. */
  readonly certain: boolean;
  readonly evidence: readonly Evidence[];
}

/** A sighting of the packet on its way. */
export interface Hop {
  readonly node: string;
  readonly container: string | null;
  readonly device: string;
  readonly direction: Direction;
  /** Segment that the node took it from, on the first hop there; null otherwise. */
  readonly segment: string | null;
  /** Tunnels around it, outermost first, in words. */
  readonly inside: readonly string[];
  /** VLAN ids, outermost first. */
  readonly vlans: readonly number[];
  readonly source: string;
  readonly destination: string;
}

/** What was lost: a packet of the flow, or the question for a neighbour that it waited for. */
export type Leg = 'there' | 'back' | 'neighbour question' | 'neighbour answer';

export interface Loss {
  readonly leg: Leg;
  /** The neighbour that was asked for; null for a packet of the flow itself. */
  readonly neighbour: string | null;
  /** The hops of a question or an answer; empty for a packet of the flow itself, which has its own. */
  readonly way: readonly Hop[];
  /** Where it was last seen; null when it was never sent. */
  readonly last: Hop | null;
  readonly cause: Cause;
}

export interface Trace {
  readonly from: string;
  readonly to: string;
  readonly address: string;
  /** TCP port; null for echo requests. */
  readonly port: number | null;
  readonly bytes: number | null;
  /** What was run at `from`. */
  readonly command: string;
  readonly outcome: 'answered' | 'refused' | 'lost';
  readonly there: readonly Hop[];
  readonly back: readonly Hop[];
  /** Null unless it was lost. */
  readonly loss: Loss | null;
}
