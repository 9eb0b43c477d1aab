/** Devices as a scenario's text has them, wherever in the text they stand. */
import type {
  RawInterface,
  RawIpTunnel,
  RawPortVlans,
  RawTun,
  RawVxlan,
  RawWireguard,
} from '../schema/scenario.ts';
import type { Path } from '../yaml/tree.ts';

/** One end of a veth pair; `container` is null for the node's own namespace. */
export interface VethEnd {
  readonly container: string | null;
  readonly name: string;
}

/** A device of the node that another sits on, and where that is written. */
interface Below {
  readonly parent: string;
  readonly parentPath: Path;
}

/** What a device is. */
export type WrittenType =
  | { readonly kind: 'interface'; readonly spec: RawInterface }
  | { readonly kind: 'bridge'; readonly vlanFiltering: boolean }
  | {
      readonly kind: 'veth';
      readonly peer: VethEnd;
      /** Bridge that the other end is a port of. */
      readonly peerBridge: string | null;
    }
  | ({ readonly kind: 'vlan'; readonly id: number; readonly idPath: Path } & Below)
  | { readonly kind: 'vxlan'; readonly spec: RawVxlan }
  | { readonly kind: 'tun'; readonly spec: RawTun }
  | { readonly kind: 'ip-tunnel'; readonly spec: RawIpTunnel }
  | { readonly kind: 'vrf'; readonly table: number }
  | { readonly kind: 'wireguard'; readonly spec: RawWireguard }
  | ({
      readonly kind: 'macvlan';
      readonly mode: 'bridge' | 'private' | 'vepa' | 'passthru';
    } & Below)
  | ({ readonly kind: 'ipvlan'; readonly mode: 'l2' | 'l3' | 'l3s' } & Below);

/** What devices have alike. */
export interface WrittenSettings {
  readonly address?: string | readonly string[] | undefined;
  readonly mtu?: number | undefined;
  readonly mac?: string | undefined;
  readonly up?: boolean | undefined;
  /** Bridge of the node that it is a port of. */
  readonly bridge?: string | undefined;
  /** VRF of the node that it is in. */
  readonly vrf?: string | undefined;
  /** Its VLANs, as a port of that bridge, or as the bridge itself. */
  readonly vlans?: RawPortVlans | undefined;
}

export interface WrittenDevice {
  readonly name: string;
  readonly type: WrittenType;
  /** The container that has it; null for the node's own. */
  readonly container: string | null;
  readonly settings: WrittenSettings;
  /** Of its name in the file. */
  readonly path: Path;
  /** Which part of that entry is the name. */
  readonly namePart: 'key' | 'value';
  /** Of the mapping whose `address` is the device's; null for a device that can have none. */
  readonly holder: Path | null;
  /** Of the entry that has its settings. */
  readonly settingsPath: Path;
}
