/** Devices that are down, where the packet was, and where it had to go. */
import { covers } from '../../topology/addressing.ts';
import { endpointLabel } from '../../topology/endpoint-label.ts';
import type { Endpoint } from '../../topology/model.ts';
import type { Cause } from '../trace-record.ts';
import {
  cause,
  deviceAt,
  type Diagnosis,
  linkOf,
  namespaceAt,
  type Situation,
  stateAt,
} from '../situation.ts';
import { routedAddress } from './routing.ts';

export const deviceDown: Diagnosis = (situation) => {
  const { at, here, last, nodes } = situation;
  const bridge = last === null ? null : (linkOf(here, last.device)?.master ?? null);
  const names = [...wayOut(situation), ...(bridge === null ? [] : [bridge])];
  for (const name of names) {
    const link = linkOf(here, name);
    if (link === null) {
      const wanted = deviceAt(nodes, at, name) !== null;
      if (wanted) return gone(situation, at, name);
    } else if (!link.up) {
      return isDown(situation, at, name);
    } else if (!link.carrier) {
      const far = peerOf(situation, at, name);
      if (far !== null) return far;
    }
  }
  return null;
};

/** Devices by which the packet had to leave: what is down has lost its routes. */
function wayOut(situation: Situation): readonly string[] {
  const { lookup, nodes, at, arrived, last } = situation;
  if (lookup === null) return last?.direction === 'out' ? [last.device] : [];
  if (lookup.route !== null) return [lookup.route.dev];
  const address = routedAddress(situation);
  const { devices = [], routes = [] } = namespaceAt(nodes, at) ?? {};
  const direct = devices.filter(({ addresses }) => addresses.some((own) => covers(own, address)));
  const routed = routes
    .filter(({ to }) => covers(to, address))
    .toSorted((a, b) => b.to.length - a.to.length)
    .slice(0, 1);
  const names = [...direct.map(({ name }) => name), ...routed.map(({ dev }) => dev)];
  return arrived && last !== null ? [...names, last.device] : names;
}

function isDown(situation: Situation, at: Endpoint, device: string): Cause {
  return cause('device_down', `${device} of ${endpointLabel(at)} is down`, situation, {
    at,
    device,
    evidence: [{ what: `${endpointLabel(at)}: ip link show ${device}`, data: 'state DOWN' }],
  });
}

function gone(situation: Situation, at: Endpoint, device: string): Cause {
  const label = endpointLabel(at);
  return cause(
    'device_missing',
    `${label} has no ${device}, which the scenario gives it`,
    situation,
    {
      at,
      device,
      evidence: [{ what: `${label}: ip link`, data: `no ${device}` }],
    },
  );
}

/** The other end of a veth pair without carrier. */
function peerOf(situation: Situation, at: Endpoint, device: string): Cause | null {
  const model = deviceAt(situation.nodes, at, device);
  if (model?.kind !== 'veth') return null;
  const far: Endpoint = { node: at.node, container: model.peer.container };
  const state = stateAt(situation, far);
  const link = state === null ? null : linkOf(state, model.peer.name);
  return link?.up === false ? isDown(situation, far, model.peer.name) : null;
}
