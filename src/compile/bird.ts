/** Configuration of the BGP daemon BIRD, version 2. */
import { shellQuote } from '../lib/shell-quote.ts';
import { familyOf } from '../topology/addressing.ts';
import { bgpSessionName } from '../topology/service-files.ts';
import type { BirdService } from '../topology/services.ts';

/** What BIRD calls the origin of its routes in the kernel (RTPROT_BIRD of linux/rtnetlink.h). */
export const BIRD_PROTOCOL = 'bird';

/**
 * Shell lines that write the service's configuration. It tells its neighbors of what lies on its own
 * devices, no more than it is asked to, and gives the kernel what it learnt from them, no more.
 */
export function birdConfigLines(path: string, bird: BirdService): readonly string[] {
  const text = birdConfig(bird)
    .map((line) => `${line}\n`)
    .join('');
  return [`printf %s ${shellQuote(text)} >${path}.conf`];
}

/** A daemon that was killed leaves its routes behind. */
export function birdFlushLine(container: string | null): string {
  const namespace = container === null ? '' : `-n ${shellQuote(container)} `;
  const flush = (family: number) => `ip -${family} ${namespace}route flush proto ${BIRD_PROTOCOL}`;
  return `  ${flush(4)}; ${flush(6)} 2>/dev/null || :`;
}

function birdConfig(bird: BirdService): readonly string[] {
  return [
    'log stderr all;',
    `router id ${bird.routerId};`,
    'protocol device { scan time 1; }',
    'protocol direct { ipv4; ipv6; }',
    'protocol kernel { ipv4 { export where source = RTS_BGP; }; }',
    'protocol kernel { ipv6 { export where source = RTS_BGP; }; }',
    ...bird.neighbors.flatMap((neighbor, index) => neighborLines(bird, neighbor, index)),
  ];
}

function neighborLines(
  bird: BirdService,
  neighbor: BirdService['neighbors'][number],
  position: number,
): readonly string[] {
  const family = familyOf(neighbor.address);
  const told = bird.advertise.filter((network) => familyOf(network) === family);
  const wanted =
    told.length === 0 ? 'none' : `where source = RTS_DEVICE && net ~ [ ${told.join(', ')} ]`;
  return [
    `protocol bgp ${bgpSessionName(position)} {`,
    `  local as ${bird.as};`,
    `  neighbor ${neighbor.address} as ${neighbor.as};`,
    `  hold time ${bird.holdTimeS}; startup hold time ${bird.holdTimeS};`,
    // Labs come up at once, and nobody wants to wait for routers that are tried again in two minutes.
    '  connect delay time 1; connect retry time 2; error wait time 1, 2;',
    `  ipv${family} { import all; export ${wanted}; next hop self; };`,
    '}',
  ];
}
