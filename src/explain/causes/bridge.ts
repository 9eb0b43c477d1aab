/** Bridges that have nowhere to send a frame. */
import { endpointLabel } from '../../topology/endpoint-label.ts';
import { cause, deviceAt, type Diagnosis, linkOf } from '../situation.ts';

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
