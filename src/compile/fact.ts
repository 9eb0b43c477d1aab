/**
 * What the kernel of a node holds, as facts that the compiler expects and that are read back from
 * the node. What the kernel makes by itself is no fact; see kernel-made.ts.
 */
import type { Encapsulation, IpvlanMode, MacvlanMode } from '../topology/model.ts';
import type { Prefix } from '../topology/prefix.ts';

interface LinkBase {
  readonly kind: 'link';
  readonly name: string;
  readonly mtu: number;
  /** Null for a link without a link-layer address. */
  readonly mac: string | null;
  /** Administrative state. */
  readonly up: boolean;
  readonly master: string | null;
}

export type LinkFact = LinkBase &
  (
    | { readonly type: 'nic' | 'veth' | 'wireguard' }
    | {
        readonly type: 'bridge';
        readonly stp: boolean;
        /** Hundredths of a second. */
        readonly forwardDelay: number;
        readonly multicastSnooping: boolean;
        readonly vlanFiltering: boolean;
      }
    | {
        readonly type: 'vxlan';
        readonly vni: number;
        readonly local: string | null;
        readonly remote: string | null;
        readonly port: number;
        readonly dev: string | null;
        readonly learning: boolean;
      }
    | {
        readonly type: Encapsulation;
        readonly local: string | null;
        readonly remote: string | null;
        /** Of what comes and of what goes. */
        readonly inKey: number | null;
        readonly outKey: number | null;
        readonly ttl: number | null;
        readonly dev: string | null;
      }
    | { readonly type: 'vrf'; readonly table: number }
    /** `attached`: a process carries the packets. */
    | { readonly type: 'tun'; readonly attached: boolean }
    | {
        readonly type: 'vlan';
        /** `802.1Q` */
        readonly protocol: string;
        readonly id: number;
        readonly parent: string | null;
      }
    | { readonly type: 'macvlan'; readonly mode: MacvlanMode; readonly parent: string | null }
    | { readonly type: 'ipvlan'; readonly mode: IpvlanMode; readonly parent: string | null }
    /** A link that no scenario can ask for. */
    | { readonly type: 'foreign'; readonly foreignType: string }
  );

export interface AddressFact {
  readonly kind: 'address';
  readonly address: Prefix;
  readonly dev: string;
}

export interface RouteFact {
  readonly kind: 'route';
  /** `unicast`, `blackhole`, … as ip-route(8) lists them. */
  readonly type: string;
  readonly table: string;
  readonly to: Prefix;
  readonly via: string | null;
  readonly dev: string | null;
  readonly src: string | null;
  /** Null is the kernel's own choice for routes of this origin and family. */
  readonly metric: number | null;
  readonly onlink: boolean;
}

/** A permanent entry of the ARP or neighbour discovery table. */
export interface NeighbourFact {
  readonly kind: 'neighbour';
  readonly address: string;
  readonly mac: string | null;
  readonly dev: string;
}

/** A static entry of a bridge's or VXLAN device's forwarding table. */
export interface FdbFact {
  readonly kind: 'fdb';
  readonly mac: string;
  readonly dev: string;
  /** Remote VTEP, in the table of a VXLAN device. */
  readonly dst: string | null;
}

/** A VLAN of a bridge or one of its ports, other than the one that each has by default. */
export interface VlanFact {
  readonly kind: 'vlan';
  readonly dev: string;
  readonly vid: number;
  /** Untagged frames that come in belong to it. */
  readonly pvid: boolean;
  /** Its frames go out without a tag. */
  readonly untagged: boolean;
}

/** What a WireGuard device is to others. */
export interface WireguardFact {
  readonly kind: 'wireguard';
  readonly dev: string;
  /** In base64. */
  readonly publicKey: string;
  /** UDP. */
  readonly listenPort: number;
}

export interface WireguardPeerFact {
  readonly kind: 'wireguard-peer';
  readonly dev: string;
  readonly publicKey: string;
  /** `10.0.0.10:51820`; null where the scenario leaves it to the peer. */
  readonly endpoint: string | null;
  readonly allowedIps: readonly string[];
  readonly keepaliveS: number | null;
}

/** A policy routing rule. */
export interface RuleFact {
  readonly kind: 'rule';
  readonly priority: number;
  /** What it matches and does, in the words of `ip -j rule`: `src all table main`. */
  readonly text: string;
}

export interface SysctlFact {
  readonly kind: 'sysctl';
  readonly key: string;
  /** Fields separated by one blank. */
  readonly value: string;
}

/** A chain of our nftables table. */
export interface NftChainFact {
  readonly kind: 'nft-chain';
  readonly chain: string;
  readonly type: string;
  readonly hook: string;
  readonly policy: string;
}

/** A rule of our nftables table. */
export interface NftRuleFact {
  readonly kind: 'nft-rule';
  readonly chain: string;
  /** In its chain, from 1. */
  readonly position: number;
  /** In nft's words, without its counter. */
  readonly rule: string;
}

/** What is wrong with the line that a device sends on. */
export interface ImpairmentFact {
  readonly kind: 'impairment';
  readonly dev: string;
  /** In microseconds, and so is the jitter. */
  readonly delayUs: number;
  readonly jitterUs: number;
  /** Packets in a million that get lost. */
  readonly lossPpm: number;
  /** Bits a second, whole bytes; null is as many as there are. */
  readonly rateBps: number | null;
}

/** A program that the scenario has something to say about. */
export interface ServiceFact {
  readonly kind: 'service';
  readonly name: string;
  readonly state:
    | { readonly kind: 'listening'; readonly ports: readonly number[] }
    | { readonly kind: 'stopped' }
    /** By itself, with its last words. */
    | { readonly kind: 'ended'; readonly said: string };
}

export type Fact =
  | LinkFact
  | AddressFact
  | RouteFact
  | NeighbourFact
  | FdbFact
  | VlanFact
  | RuleFact
  | WireguardFact
  | WireguardPeerFact
  | ImpairmentFact
  | SysctlFact
  | NftChainFact
  | NftRuleFact
  | ServiceFact;

interface NamespaceState {
  /** The container; null is the node's own namespace. */
  readonly container: string | null;
  readonly facts: readonly Fact[];
}

/** The node's own namespace first, then its containers. */
export type KernelState = readonly NamespaceState[];
