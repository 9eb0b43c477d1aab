/** What the routing of a namespace can do to a packet. */
import { endpointLabel } from '../../topology/endpoint-label.ts';
import { familyOf } from '../../topology/addressing.ts';
import {
  cause,
  type Diagnosis,
  lookupEvidence,
  type Situation,
  sysctlEvidence,
} from '../situation.ts';
import { moved } from '../state/snapshot.ts';

/** It came in, is for somebody else, and the namespace is no router. */
export const forwardingOff: Diagnosis = (situation) => {
  const { last, arrived, here, at, destination, lookup } = situation;
  if (last?.direction !== 'in' || arrived || lookup === null) return null;
  const family = familyOf(destination);
  const keys =
    family === 4
      ? [`net.ipv4.conf.${last.device}.forwarding`, 'net.ipv4.ip_forward']
      : ['net.ipv6.conf.all.forwarding'];
  const key = keys.find((each) => here.sysctls.get(each) === '0');
  if (key === undefined) return null;
  const shown =
    here.sysctls.get('net.ipv4.ip_forward') === '0' && family === 4 ? 'net.ipv4.ip_forward' : key;
  return cause(
    'forwarding_off',
    `${endpointLabel(at)} does not forward packets: ${shown} is 0`,
    situation,
    {
      device: last.device,
      evidence: [sysctlEvidence(at, shown, '0'), lookupEvidence(at, lookup)],
    },
  );
};

/** The way back to its source is another than the device it came in by (ip-sysctl.rst). */
export const reversePathFilter: Diagnosis = (situation) => {
  const { lookup, here, at, last, source } = situation;
  const counted = moved(here, 'TcpExtIPReversePathFilter');
  if (last === null || lookup === null) return null;
  // Kernels from 6.13 on say "Invalid argument" for every source that they do not accept.
  const says = (words: string) => lookup.output.includes(words);
  if (!says('Invalid cross-device link') && !(says('Invalid argument') && counted > 0)) return null;
  const setting = ['all', last.device]
    .map((name) => `net.ipv4.conf.${name}.rp_filter`)
    .toSorted((a, b) => Number(here.sysctls.get(b)) - Number(here.sysctls.get(a)))[0];
  const key = setting ?? 'net.ipv4.conf.all.rp_filter';
  return cause(
    'reverse_path_filter',
    `the reverse path filter drops it: packets from ${source} are not expected on ${last.device}`,
    situation,
    {
      device: last.device,
      certain: counted > 0,
      evidence: [
        sysctlEvidence(at, key, here.sysctls.get(key) ?? '?'),
        {
          what: `${endpointLabel(at)}: IPReversePathFilter`,
          data: `${counted} packets counted meanwhile`,
        },
        lookupEvidence(at, lookup),
      ],
    },
  );
};

/** Words of `ip route get` for which there is no way out. */
const REASONS: readonly (readonly [string, string])[] = [
  ['Network is unreachable', 'there is no route to'],
  ['No route to host', 'the route says unreachable for'],
  ['Permission denied', 'the route prohibits'],
  ['Invalid argument', 'the route is a blackhole for'],
];

export const noRoute: Diagnosis = (situation) => {
  const { lookup, at } = situation;
  const [, reason] = REASONS.find(([words]) => lookup?.output.includes(words)) ?? [];
  if (lookup?.route !== null || reason === undefined) return null;
  const destination = routedAddress(situation);
  const label = endpointLabel(at);
  const back = situation.kind === 'reply' || situation.arrived ? ', the way back' : '';
  return cause('no_route', `${label}: ${reason} ${destination}${back}`, situation, {
    evidence: [lookupEvidence(at, lookup)],
  });
};

/** Where the namespace would send: an answer goes to whom the packet came from. */
export function routedAddress({ arrived, source, destination }: Situation): string {
  return arrived ? source : destination;
}
