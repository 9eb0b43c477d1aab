/** The configuration of BIRD 2 (bird.network.cz, user's guide, chapters 3 and 6). */
import { formatPrefix } from '../scenario/parse/prefix.ts';
import { familyOf } from '../topology/addressing.ts';
import type { Family, Prefix } from '../topology/model.ts';
import { bgpProtocolName } from '../topology/service-files.ts';
import type { BirdNeighbor, BirdService } from '../topology/services.ts';

/**
 * What it hears by BGP goes into the kernel's main table; what it advertises itself stays out of it.
 * Connected networks are none of its business: they would hide those that it advertises.
 */
export function birdConfig(service: BirdService): readonly string[] {
  const { routerId, neighbors, advertise } = service;
  const families = ([4, 6] as const).filter(
    (family) =>
      advertise.some((network) => network.family === family) ||
      neighbors.some(({ address }) => familyOf(address) === family),
  );
  return [
    'log stderr all;',
    ...(routerId === null ? [] : [`router id ${routerId};`]),
    'protocol device { scan time 5; }',
    ...families.map(kernelLine),
    ...families.flatMap((family) =>
      advertisedLines(
        family,
        advertise.filter((network) => network.family === family),
      ),
    ),
    ...neighbors.flatMap((neighbor, index) => neighborLines(service, neighbor, index)),
  ];
}

function kernelLine(family: Family): string {
  return `protocol kernel kernel${family} { ipv${family} { import none; export where source = RTS_BGP; }; }`;
}

function advertisedLines(family: Family, networks: readonly Prefix[]): readonly string[] {
  if (networks.length === 0) return [];
  return [
    `protocol static advertised${family} {`,
    `  ipv${family};`,
    ...networks.map((network) => `  route ${formatPrefix(network)} unreachable;`),
    '}',
  ];
}

/**
 * The timers of connecting are short, because nodes come up one after the other. A neighbor within
 * the same system is taken to be on a wire of the node's, as one in another system always is.
 */
function neighborLines(
  { as, holdTimeS }: BirdService,
  neighbor: BirdNeighbor,
  position: number,
): readonly string[] {
  const family = familyOf(neighbor.address);
  return [
    `protocol bgp ${bgpProtocolName(position)} {`,
    `  local as ${as};`,
    `  neighbor ${neighbor.address} as ${neighbor.as};`,
    '  direct;',
    `  hold time ${holdTimeS};`,
    '  connect delay time 1; connect retry time 1; error wait time 1, 2;',
    `  ipv${family} { import all; export where source = RTS_STATIC || source = RTS_BGP; };`,
    '}',
  ];
}
