/** The script lines that print a namespace's state, and what they printed as data. */
import { z } from 'zod';
import { type Neighbour, parseIpNeighbours } from '../../checks/parse/ip-neigh.ts';
import { type FirewallChain, parseNftText } from './nft-text.ts';
import { counterFiles, parseCounters } from './kernel-counters.ts';

/** A device of a namespace. */
export interface LiveLink {
  readonly index: number;
  readonly name: string;
  /** `veth`, `bridge`, `vxlan`, …; null for a network card and the loopback. */
  readonly kind: string | null;
  readonly up: boolean;
  /** False where the other end of it, or the device below, is down or gone. */
  readonly carrier: boolean;
  readonly mtu: number;
  readonly mac: string | null;
  readonly master: string | null;
  readonly addresses: readonly string[];
  /** What is special about its kind, as `ip -d -j` has it. */
  readonly info: Readonly<Record<string, unknown>>;
}

interface ForwardingEntry {
  readonly mac: string;
  readonly dev: string;
  readonly dst: string | null;
}

/** What counts packets in a namespace. */
interface CounterState {
  /** `IpForwDatagrams`, `TcpExtIPReversePathFilter`, …, as nstat(8) names them. */
  readonly counters: ReadonlyMap<string, number>;
  readonly firewall: readonly FirewallChain[];
}

export interface NamespaceState {
  readonly links: readonly LiveLink[];
  readonly neighbours: readonly Neighbour[];
  readonly fdb: readonly ForwardingEntry[];
  /** By dotted key; what the kernel has not is not in it. */
  readonly sysctls: ReadonlyMap<string, string>;
  readonly before: CounterState;
  readonly after: CounterState;
}

/** Settings of a namespace that decide what becomes of a packet. */
const SYSCTLS = [
  'net.ipv4.ip_forward',
  'net.ipv4.icmp_echo_ignore_all',
  'net.ipv6.conf.all.forwarding',
  'net.ipv4.conf.*.rp_filter',
  'net.ipv4.conf.*.forwarding',
  'net.ipv4.conf.*.proxy_arp',
  'net.bridge.bridge-nf-call-iptables',
];

const NFT = 'nft list ruleset 2>/dev/null || true';

/** Shell for what is printed before packets are sent. */
export const countersBefore: Readonly<Record<'counters' | 'nft', string>> = {
  counters: counterFiles,
  nft: NFT,
};

/** Shell for what is printed after they were sent. */
export const stateAfter: Readonly<
  Record<'counters' | 'nft' | 'links' | 'neighbours' | 'fdb' | 'sysctls', string>
> = {
  ...countersBefore,
  links: 'ip -d -j addr show',
  neighbours: 'ip -j neigh show',
  fdb: 'bridge -j fdb show 2>/dev/null || true',
  sysctls: `grep -s . ${SYSCTLS.map((key) => `/proc/sys/${key.replaceAll('.', '/')}`).join(' ')} || true`,
};

type BeforeText = Readonly<Record<keyof typeof countersBefore, string>>;
type AfterText = Readonly<Record<keyof typeof stateAfter, string>>;

/** @throws Error when a text is not what its command prints */
export function parseSnapshot(before: BeforeText, after: AfterText): NamespaceState {
  return {
    links: parseLinks(after.links),
    neighbours: listed(after.neighbours),
    fdb: parseFdb(after.fdb),
    sysctls: parseSysctls(after.sysctls),
    before: counterState(before),
    after: counterState(after),
  };
}

function counterState({ counters, nft }: BeforeText): CounterState {
  return { counters: parseCounters(counters), firewall: parseNftText(nft) };
}

function listed(json: string): readonly Neighbour[] {
  return json.trim() === '' ? [] : parseIpNeighbours(json);
}

const linksSchema = z.array(
  z.object({
    ifindex: z.number(),
    ifname: z.string(),
    flags: z.array(z.string()),
    mtu: z.number(),
    address: z.string().optional(),
    master: z.string().optional(),
    linkinfo: z
      .object({
        info_kind: z.string().optional(),
        info_data: z.record(z.string(), z.unknown()).optional(),
      })
      .optional(),
    addr_info: z.array(z.object({ local: z.string().optional() })).default([]),
  }),
);

function parseLinks(json: string): readonly LiveLink[] {
  return linksSchema.parse(JSON.parse(json)).map((link) => ({
    index: link.ifindex,
    name: link.ifname,
    kind: link.linkinfo?.info_kind ?? null,
    up: link.flags.includes('UP'),
    carrier: !link.flags.includes('NO-CARRIER') && !link.flags.includes('M-DOWN'),
    mtu: link.mtu,
    mac: link.address?.toLowerCase() ?? null,
    master: link.master ?? null,
    addresses: link.addr_info.flatMap(({ local }) => local ?? []),
    info: link.linkinfo?.info_data ?? {},
  }));
}

const fdbSchema = z.array(
  z.object({ mac: z.string(), ifname: z.string().optional(), dst: z.string().optional() }),
);

function parseFdb(json: string): readonly ForwardingEntry[] {
  if (json.trim() === '') return [];
  return fdbSchema.parse(JSON.parse(json)).map(({ mac, ifname = '', dst }) => ({
    mac: mac.toLowerCase(),
    dev: ifname,
    dst: dst ?? null,
  }));
}

/** Lines of grep: `/proc/sys/net/ipv4/ip_forward:1`. */
function parseSysctls(text: string): ReadonlyMap<string, string> {
  const lines = [...text.matchAll(/^\/proc\/sys\/(\S+?):(.*)$/gm)];
  return new Map(lines.map(([, path = '', value = '']) => [path.replaceAll('/', '.'), value]));
}

/** By how much a counter moved. */
export function moved({ before, after }: NamespaceState, counter: string): number {
  return (after.counters.get(counter) ?? 0) - (before.counters.get(counter) ?? 0);
}
