/** A packet went into a tunnel device, and no outer packet left the node. */
import { endpointLabel } from '../../topology/endpoint-label.ts';
import {
  cause,
  type Diagnosis,
  linkOf,
  lookupEvidence,
  ownersOf,
  type Situation,
} from '../situation.ts';
import type { LiveLink } from '../state/snapshot.ts';
import type { Cause } from '../trace-record.ts';

const ANY_MAC = '00:00:00:00:00:00';
const TUNNELS: readonly string[] = ['vxlan', 'gre', 'gretap', 'ipip', 'sit', 'tun', 'wireguard'];

/** Its outer packets, seen or not, are for an address that nobody has. */
export const remoteUnknown: Diagnosis = (situation) => {
  const { way, last, tunnels } = situation;
  const wrap = last?.wraps[0];
  const outer = way
    .flatMap(({ sightings }) => sightings)
    .findLast(({ direction, wraps }) => direction === 'out' && wraps.length === 0);
  const sender = wrap === undefined ? last : outer;
  const remote =
    wrap?.destination ??
    tunnels.find((each) => ownersOf(situation, each.remote).length === 0)?.remote;
  if (sender == null || remote === undefined || ownersOf(situation, remote).length > 0) return null;
  const label = endpointLabel(sender.at);
  const words = `${sender.device} of ${label} sends to ${remote}, an address that nobody in the lab has`;
  return cause('remote_unknown', words, situation, {
    at: sender.at,
    device: sender.device,
    evidence: [{ what: 'all nodes: ip addr', data: `${remote} is not among the addresses` }],
  });
};

export const encapsulation: Diagnosis = (situation) => {
  const { last, here } = situation;
  const link = linkOf(here, last?.direction === 'out' ? last.device : null);
  if (link === null || !TUNNELS.includes(link.kind ?? '')) return null;
  return (link.kind === 'vxlan' ? forwarding(situation, link) : null) ?? remote(situation, link);
};

/** Its forwarding table says to whom a frame is sent. */
function forwarding(situation: Situation, { name }: LiveLink): Cause | null {
  const { here, at, kind } = situation;
  const entries = here.fdb.filter(({ dev, dst }) => dev === name && dst !== null);
  const anybody = entries.some(({ mac }) => mac === ANY_MAC);
  if (anybody || (entries.length > 0 && kind !== 'asks')) return null;
  const whom = kind === 'asks' ? 'frames for everybody' : 'anybody';
  const label = endpointLabel(at);
  return cause(
    'fdb_missing',
    `the forwarding table of ${name} at ${label} has no entry for ${whom}, so it sends nothing`,
    situation,
    {
      device: name,
      evidence: [
        {
          what: `${label}: bridge fdb show dev ${name}`,
          data:
            entries.map(({ mac, dst }) => `${mac} dst ${dst ?? ''}`).join('\n') ||
            'no entry with a remote',
        },
      ],
    },
  );
}

function remote(situation: Situation, { name }: LiveLink): Cause | null {
  const { tunnels, at, here } = situation;
  const label = endpointLabel(at);
  const own = tunnels.filter(({ device }) => device === name);
  const lost = own.find(({ lookup }) => lookup.route === null);
  if (lost !== undefined) {
    const words = `${label} has no route to ${lost.remote}, to which ${name} sends`;
    return cause('no_route', words, situation, {
      device: name,
      evidence: [lookupEvidence(at, lost.lookup)],
    });
  }
  const self = own.find((each) =>
    here.links.some(({ addresses }) => addresses.includes(each.remote)),
  );
  return self === undefined
    ? null
    : cause(
        'tunnel_mismatch',
        `${name} of ${label} sends to ${self.remote}, its own address`,
        situation,
        {
          device: name,
          evidence: [lookupEvidence(at, self.lookup)],
        },
      );
}
