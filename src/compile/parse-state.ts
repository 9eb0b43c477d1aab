/** Reads what readbackScript printed. */
import type { z } from 'zod';
import { HarnessError } from '../lib/errors.ts';
import { canonicalAddress, prefixOf } from '../topology/addressing.ts';
import { MGMT_DEVICES } from '../topology/kernel-devices.ts';
import type { Node } from '../topology/model.ts';
import { BIRD_PROTOCOL } from './bird.ts';
import type { Fact, KernelState, LinkFact } from './fact.ts';
import * as json from './ip-json.ts';
import { isKernelMade } from './kernel-made.ts';
import { parseFdb } from './parse-fdb.ts';
import { parseLink, type LinkSurroundings } from './parse-link.ts';
import { parseNft } from './parse-nft.ts';
import { parseQdiscs } from './parse-qdisc.ts';
import { parseRoute } from './parse-route.ts';
import { parseServices, parseSockets, type ListeningPorts } from './parse-service.ts';
import { parseVlans } from './parse-vlan.ts';
import { parseWireguard } from './parse-wireguard.ts';
import { SECTION, type SectionKind } from './readback.ts';
import { parseSysctlLine } from './sysctl.ts';

interface Section {
  readonly kind: SectionKind;
  readonly container: string | null;
  readonly lines: readonly string[];
}

/** Only the node's own namespace has NICs. */
const NONE: ReadonlySet<string> = new Set();

/**
 * The observed state of a node's namespaces, without what is none of the scenario's. What could
 * not be read is absent.
 * @throws HarnessError when the output is not what the tools are known to print.
 */
export function parseState(stdout: string, node: Node): KernelState {
  const sections = splitSections(stdout);
  try {
    const around = surroundings(sections, node);
    const sockets = sections.find(({ kind }) => kind === 'sockets');
    const listening = parseSockets(sockets?.lines ?? []);
    return [null, ...node.containers.map(({ name }) => name)].map((container) => {
      const own = sections.filter((section) => section.container === container);
      const nics = container === null ? around.nics : NONE;
      return {
        container,
        facts: [
          ...namespaceFacts(own, { ...around, nics }),
          ...wireguardFacts(own, node),
          ...serviceFacts(own, listening),
        ],
      };
    });
  } catch (cause) {
    throw new HarnessError(`The kernel state of ${node.name} cannot be read.`, { cause });
  }
}

function splitSections(stdout: string): readonly Section[] {
  const sections: { kind: SectionKind; container: string | null; lines: string[] }[] = [];
  for (const line of stdout.split('\n')) {
    const head = SECTION.exec(line);
    if (head === null) sections.at(-1)?.lines.push(line);
    else {
      const kind = head[1] as SectionKind;
      sections.push({ kind, container: head[2] ?? null, lines: [] });
    }
  }
  return sections;
}

function surroundings(sections: readonly Section[], node: Node): LinkSurroundings {
  const root = sections.find(({ kind, container }) => kind === 'ip' && container === null);
  const links = document(json.linksSchema, documents(root)[0]);
  return {
    nics: new Set(node.root.devices.flatMap(({ kind, name }) => (kind === 'nic' ? [name] : []))),
    rootNames: new Map(links.map(({ ifindex, ifname }) => [ifindex, ifname])),
  };
}

function namespaceFacts(sections: readonly Section[], around: LinkSurroundings): readonly Fact[] {
  const ip = ipFacts(documents(sections.find(({ kind }) => kind === 'ip')), around);
  const links = ip.filter((fact): fact is LinkFact => fact.kind === 'link');
  const rest = sections.flatMap((section) => sectionFacts(section, links));
  return [...ip, ...rest].filter((fact) => !isKernelMade(fact));
}

function serviceFacts(sections: readonly Section[], listening: ListeningPorts): readonly Fact[] {
  return sections.flatMap(({ kind, lines }) =>
    kind === 'service' ? parseServices(lines, listening) : [],
  );
}

function wireguardFacts(sections: readonly Section[], node: Node): readonly Fact[] {
  return sections.flatMap(({ kind, lines }) =>
    kind === 'wireguard' ? parseWireguard(lines, node) : [],
  );
}

function sectionFacts(section: Section, links: readonly LinkFact[]): readonly Fact[] {
  switch (section.kind) {
    case 'ip':
      return [];
    case 'rule6':
      return document(json.rulesSchema, documents(section)[0]).map(ruleFact);
    case 'fdb':
      return parseFdb(document(json.fdbSchema, documents(section)[0]), links);
    case 'vlan':
      return document(json.vlansSchema, documents(section)[0]).flatMap(parseVlans);
    case 'qdisc':
      return parseQdiscs(section.lines);
    case 'sysctl':
      return section.lines.map(parseSysctlLine).filter((fact) => fact !== null);
    case 'nft':
      return documents(section).flatMap(parseNft);
    case 'service':
    case 'sockets':
    case 'wireguard':
      return [];
  }
}

/** The documents in the order of the queries of readback.ts. */
function ipFacts(found: readonly unknown[], around: LinkSurroundings): readonly Fact[] {
  const links = document(json.linksSchema, found[0]);
  const mgmtTables = links.flatMap(({ ifname, linkinfo }) =>
    linkinfo?.info_kind === 'vrf' && MGMT_DEVICES.includes(ifname)
      ? [String(json.vrfInfo.parse(linkinfo.info_data).table)]
      : [],
  );
  return [
    ...links.map((link) => parseLink(link, around)),
    ...links.flatMap(addressFacts),
    ...document(json.routesSchema, found[1])
      // What a daemon learns comes and goes: checks judge it, the configuration does not.
      .filter(({ table, protocol }) => !mgmtTables.includes(table) && protocol !== BIRD_PROTOCOL)
      .filter(({ type, protocol }) => protocol !== 'kernel' || type === 'unicast')
      .flatMap(parseRoute),
    ...document(json.neighboursSchema, found[2]).map(
      ({ dst, dev, lladdr }) =>
        ({ kind: 'neighbour', address: canonicalAddress(dst), mac: lladdr ?? null, dev }) as const,
    ),
    ...document(json.rulesSchema, found[3]).map(ruleFact),
  ];
}

function addressFacts({ ifname, addr_info }: json.LinkJson): readonly Fact[] {
  return addr_info.flatMap(({ local, prefixlen }) =>
    local === undefined || prefixlen === undefined
      ? []
      : [{ kind: 'address', address: prefixOf(`${local}/${prefixlen}`), dev: ifname } as const],
  );
}

function ruleFact({ priority, ...words }: json.RuleJson): Fact {
  const text = Object.entries(words)
    .filter(([word]) => word !== 'protocol')
    .map(([word, value]) => (value === null ? word : `${word} ${value}`))
    .join(' ');
  return { kind: 'rule', priority, text };
}

/** One JSON document a line, as the tools print them without `-pretty`. */
function documents(section: Section | undefined): readonly unknown[] {
  const lines = section?.lines.filter((line) => line.trim() !== '') ?? [];
  return lines.map((line) => JSON.parse(line) as unknown);
}

function document<T extends z.ZodType>(schema: T, found: unknown): z.output<T> {
  return schema.parse(found ?? []);
}
