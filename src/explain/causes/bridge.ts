/** Bridges that have nowhere to send a frame. */
import { endpointLabel } from '../../topology/endpoint-label.ts';
import type { Endpoint } from '../../topology/model.ts';
import { deviceWith } from '../../topology/places.ts';
import { cause, deviceAt, type Diagnosis, linkOf, type Situation, stateAt } from '../situation.ts';

/** It came out of a veth that is plugged in nowhere. */
export const notAPort: Diagnosis = (situation) => {
  const { last, here, at, nodes } = situation;
  if (last?.direction !== 'in' || situation.arrived) return null;
  const link = linkOf(here, last.device);
  if (link?.kind !== 'veth' || link.master !== null) return null;
  if (link.addresses.some((address) => !address.startsWith('fe80:'))) return null;
  const wanted = deviceAt(nodes, at, link.name)?.master ?? null;
  const label = endpointLabel(at);
  const words =
    wanted === null ? 'has no address and is a port of no bridge' : `is no port of ${wanted}`;
  return cause('not_a_port', `${link.name} of ${label} ${words}`, situation, {
    device: link.name,
    evidence: [{ what: `${label}: ip link show ${link.name}`, data: 'no master' }],
  });
};

/** It came into a bridge that has no other port, and no address to take it to. */
export const noOtherPort: Diagnosis = (situation) => {
  const { last, here, at } = situation;
  const bridge = linkOf(here, linkOf(here, last?.device ?? null)?.master ?? null);
  if (last?.direction !== 'in' || bridge?.kind !== 'bridge') return null;
  const others = here.links.filter(
    ({ name, master }) => master === bridge.name && name !== last.device,
  );
  if (others.length > 0) return null;
  const label = endpointLabel(at);
  return cause(
    'not_a_port',
    `${bridge.name} of ${label} has no other port than ${last.device}`,
    situation,
    {
      device: bridge.name,
      evidence: [{ what: `${label}: ip link show master ${bridge.name}`, data: last.device }],
    },
  );
};

/** The frame is on the bridge, and what it is for is not plugged into that bridge. */
export const targetNotPlugged: Diagnosis = (situation) => {
  const { here, at, nodes, destination } = situation;
  const bridge = bridgeOf(situation);
  const owner = nodes
    .find(({ name }) => name === at.node)
    ?.containers.find(({ devices }) => deviceWith({ devices }, destination) !== undefined);
  const device = owner === undefined ? undefined : deviceWith(owner, destination);
  if (at.container !== null || bridge === null || owner === undefined) return null;
  if (device?.kind !== 'veth' || device.peer.container !== null) return null;
  const plug = linkOf(here, device.peer.name);
  const label = endpointLabel(at);
  const inside: Endpoint = { node: at.node, container: owner.name };
  if (plug !== null && plug.master !== bridge) {
    const master = plug.master ?? 'no bridge';
    const words = `${plug.name} of ${label}, which leads to ${endpointLabel(inside)}, is a port of ${master}, not of ${bridge}`;
    return cause('not_a_port', words, situation, {
      device: plug.name,
      evidence: [
        { what: `${label}: ip link show ${plug.name}`, data: `master ${plug.master ?? 'none'}` },
      ],
    });
  }
  const state = stateAt(situation, inside);
  const far = state === null ? null : linkOf(state, device.name);
  const down =
    plug?.up === false
      ? { place: at, name: plug.name }
      : far?.up === false
        ? { place: inside, name: far.name }
        : null;
  if (down === null) return null;
  const where = endpointLabel(down.place);
  return cause('device_down', `${down.name} of ${where} is down`, situation, {
    at: down.place,
    device: down.name,
    evidence: [{ what: `${where}: ip link show ${down.name}`, data: 'state DOWN' }],
  });
};

/** The bridge that the packet came to, or was to leave by. */
function bridgeOf({ here, last, lookup }: Situation): string | null {
  const link = linkOf(here, last?.device ?? null);
  const out = linkOf(here, lookup?.route?.dev ?? null);
  const candidates = [link, linkOf(here, link?.master ?? null), out];
  return candidates.find((each) => each?.kind === 'bridge')?.name ?? null;
}
