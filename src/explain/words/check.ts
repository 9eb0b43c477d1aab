/** What a check proves, in a sentence. */
import { latencyBounds } from '../../checks/judge/latency.ts';
import { boundsWords } from '../../checks/judge/outage.ts';
import { targetWords } from '../../checks/words.ts';
import type { Check } from '../../topology/checks.ts';
import type { Pair } from '../../topology/checks/parts.ts';
import { endpointLabel } from '../../topology/endpoint-label.ts';
import type { Endpoint } from '../../topology/model.ts';

export function checkSentence(check: Check): string {
  switch (check.kind) {
    case 'reach': {
      const over = [...new Set(check.pairs.flatMap((pair) => pair.over?.device ?? []))];
      const seen =
        over.length === 0 ? '' : `, and the packets are seen on the wire inside ${over.join(', ')}`;
      const without = check.pairs.some(({ knockOut }) => knockOut !== null)
        ? '; with that device taken down it must fail'
        : '';
      return `${pairsWords(check.pairs)}: pings are answered${seen}${without}`;
    }
    case 'no_reach': {
      const how = {
        no_route: 'because the source has no route',
        rejected: 'because somebody rejects it',
        silence: 'and nobody says why',
      };
      const expected = check.expect === null ? '' : `, ${how[check.expect]}`;
      return `${pairsWords(check.pairs)}: no ping gets through${expected}, though the source can send`;
    }
    case 'tcp':
      return `${pairsWords(check.pairs)}: TCP to port ${check.port} ends in ${check.expect.replace('_', ' ')}`;
    case 'http':
      return `${pairsWords(check.pairs)}: the web server on port ${check.port} answers ${check.path} with status ${check.status}`;
    case 'mtu':
      return `${pairsWords(check.pairs)}: the largest packets that get through whole have ${[...new Set(check.pairs.map(({ bytes }) => bytes))].join(' or ')} bytes`;
    case 'source_seen':
      return `${pairsWords(check.pairs)}: ${endpointLabel(check.at)} sees ${check.address} as the source`;
    case 'path':
      return `${pairsWords([check.flow])}: the hops are ${check.hops.map(({ label }) => label).join(', ')}`;
    case 'throughput':
      return `${pairsWords([check.flow])}: ${check.protocol.toUpperCase()} is as fast as it must be`;
    case 'compare':
      return `the ways ${check.paths.map(({ name }) => name).join(', ')} are measured side by side: ${check.claims.map(({ text }) => text).join('; ')}`;
    case 'routes': {
      const table = check.table === null ? '' : ` in table ${check.table}`;
      return `${at(check.at)} ${check.mode === 'exactly' ? 'has exactly' : 'has'} the routes${table} that the drawing shows: ${check.routes.join('; ')}`;
    }
    case 'links':
      return `${at(check.at)} ${check.mode === 'exactly' ? 'has just' : 'has'} the devices ${check.links.join(', ')}`;
    case 'bridge_ports':
      return `${check.bridge} of ${at([check.at])} ${check.mode === 'exactly' ? 'has just' : 'has'} the ports ${check.ports.join(', ') || 'none'}`;
    case 'neighbours': {
      const words = [
        ...(check.present.length === 0
          ? []
          : [`knows the MAC address of ${check.present.map(({ address }) => address).join(', ')}`]),
        ...(check.absent.length === 0 ? [] : [`knows none for ${check.absent.join(', ')}`]),
        ...(check.differentFrom === null
          ? []
          : [`has another neighbour table than ${endpointLabel(check.differentFrom)}`]),
      ];
      return `${at([check.at])} ${words.join(', and ')}`;
    }
    case 'fdb':
      return `the forwarding table of ${check.device} at ${at([check.at])} says who is behind which port or tunnel end`;
    case 'counters':
      return `the counters of ${check.device} at ${at([check.at])} tell whether packets of a ping went through it`;
    case 'capture': {
      const words = [
        ...check.seen.map(({ words: each }) => `shows ${each}`),
        ...check.notSeen.map(({ words: each }) => `shows no ${each}`),
      ];
      return `a capture on the wire ${words.join(', and ')}`;
    }
    case 'latency':
      return `${pairsWords(check.pairs)}: ${latencyBounds(check)}`;
    case 'outage':
      return `${pairsWords(check.pairs)}: while the step is played, the target ${boundsWords(check)}`;
    case 'bgp': {
      const told =
        check.prefixes === null ? '' : `, and was told ${check.prefixes.join(', ') || 'nothing'}`;
      return `the BGP session of ${at([check.at])} with ${check.neighbor} is ${check.state}${told}`;
    }
    case 'command':
      return `\`${check.run.trim()}\` at ${at(check.at)} gives what is expected`;
  }
}

/** Each pair of a few, or how many there are. */
function pairsWords(pairs: readonly Pair[]): string {
  const words = pairs.map(({ from, to }) => `${endpointLabel(from)} → ${targetWords(to)}`);
  const shown = words.slice(0, 4);
  return shown.length < words.length
    ? `${shown.join(', ')} and ${words.length - shown.length} more`
    : shown.join(', ');
}

function at(places: readonly Endpoint[]): string {
  return places.map(endpointLabel).join(', ');
}
