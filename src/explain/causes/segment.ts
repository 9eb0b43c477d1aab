/** A packet left a node, and the one that it was for did not take it from the segment. */
import { endpointLabel } from '../../topology/endpoint-label.ts';
import type { Endpoint, Nic } from '../../topology/model.ts';
import { cause, deviceAt, type Diagnosis, linkOf, type Situation, stateAt } from '../situation.ts';
import type { Cause } from '../trace-record.ts';

export const segment: Diagnosis = (situation) => {
  const { last, at, nodes } = situation;
  const device = last === null ? null : deviceAt(nodes, at, last.device);
  if (last?.direction !== 'out' || device?.kind !== 'nic') return null;
  const nextHop = nextHopOf(situation);
  const owner = ownerOf(situation, nextHop);
  return owner === null
    ? wrongMac(situation, device, nextHop)
    : (isDown(situation, owner) ??
        elsewhere(situation, device, { ...owner, address: nextHop }) ??
        wrongMac(situation, device, nextHop));
};

/** The address on the segment that it was sent to. */
function nextHopOf({ kind, last, lookup, destination }: Situation): string {
  if (kind === 'asks' && last?.wraps.length === 0) return last.destination;
  return lookup?.route?.via ?? destination;
}

interface Owner {
  readonly at: Endpoint;
  readonly nic: Nic;
}

/** The NIC, as the scenario has it, behind which the address is. */
function ownerOf({ nodes }: Situation, address: string): Owner | null {
  for (const node of nodes) {
    for (const nic of node.root.devices) {
      if (nic.kind !== 'nic' || !nic.addresses.some((own) => own.address === address)) continue;
      return { at: { node: node.name, container: null }, nic };
    }
  }
  return null;
}

function isDown(situation: Situation, { at, nic: { name } }: Owner): Cause | null {
  const state = stateAt(situation, at);
  const link = state === null ? null : linkOf(state, name);
  if (link?.up !== false) return null;
  return cause('device_down', `${name} of ${endpointLabel(at)} is down`, situation, {
    at,
    device: name,
    evidence: [{ what: `${endpointLabel(at)}: ip link show ${name}`, data: 'state DOWN' }],
  });
}

function elsewhere(
  situation: Situation,
  { segment: own }: Nic,
  { at, nic, address }: Owner & { readonly address: string },
): Cause | null {
  if (nic.segment === own) return null;
  const words = `${address} is ${nic.name} of ${endpointLabel(at)}, on the segment ${nic.segment}, and it was sent into ${own}`;
  return cause('segment', words, situation, { device: situation.last?.device ?? null });
}

/** Its neighbour entry names a MAC address that no NIC of the segment has. */
function wrongMac(situation: Situation, nic: Nic, nextHop: string): Cause | null {
  const { here, states, at, kind, last } = situation;
  const entry = here.neighbours.find(({ address, dev }) => address === nextHop && dev === nic.name);
  if (entry?.mac == null || (kind === 'asks' && last?.wraps.length === 0)) return null;
  const known = [...states.values()].some(({ links }) =>
    links.some(({ mac }) => mac === entry.mac),
  );
  if (known) return null;
  const words = `${endpointLabel(at)} sends to ${nextHop} at ${entry.mac}, a MAC address that nobody has`;
  return cause('neighbour_unresolved', words, situation, {
    device: nic.name,
    evidence: [
      {
        what: `${endpointLabel(at)}: ip neigh show ${nextHop}`,
        data: `${entry.mac} ${entry.states.join(' ')}`,
      },
    ],
  });
}
