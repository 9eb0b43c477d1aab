/** A device and those that are laid on it do not hear each other (ip-link(8), type macvlan). */
import { endpointLabel } from '../../topology/endpoint-label.ts';
import type { Endpoint } from '../../topology/model.ts';
import {
  cause,
  deviceAt,
  type Diagnosis,
  namespaceAt,
  stateAt,
  type Situation,
  has,
} from '../situation.ts';

export const macvlanParent: Diagnosis = (situation) => {
  const { last, at, nodes } = situation;
  if (last?.direction !== 'out') return null;
  const node = nodes.find(({ name }) => name === at.node);
  for (const container of node?.containers ?? []) {
    for (const child of container.devices) {
      if (child.kind !== 'macvlan' && child.kind !== 'ipvlan') continue;
      const inside: Endpoint = { node: at.node, container: container.name };
      const root: Endpoint = { node: at.node, container: null };
      const up = at.container === container.name && last.device === child.name;
      const down = at.container === null && last.device === child.parent;
      const far = up ? root : down ? inside : null;
      if (far === null || !isAt(situation, far)) continue;
      const words = `${child.name} of ${endpointLabel(inside)} and its parent ${child.parent} do not hear each other (${child.kind})`;
      return cause('macvlan_parent', words, situation, {
        device: last.device,
        evidence: [
          { what: 'the scenario', data: `${child.kind} on ${child.parent}, mode ${child.mode}` },
        ],
      });
    }
  }
  return null;
};

/** In other modes than `bridge`, devices on one parent do not hear each other. */
export const macvlanMode: Diagnosis = (situation) => {
  const { last, at, nodes } = situation;
  const own = last?.direction === 'out' ? deviceAt(nodes, at, last.device) : null;
  if (own?.kind !== 'macvlan' || own.mode === 'bridge') return null;
  const node = nodes.find(({ name }) => name === at.node);
  const sibling = (node?.containers ?? []).find(
    ({ name, devices }) =>
      devices.some((device) => device.kind === 'macvlan' && device.parent === own.parent) &&
      isAt(situation, { node: at.node, container: name }),
  );
  if (sibling === undefined) return null;
  const words = `${own.name} of ${endpointLabel(at)} and the device of ${at.node}/${sibling.name} do not hear each other: macvlan mode ${own.mode}`;
  return cause('macvlan_mode', words, situation, {
    device: own.name,
    evidence: [{ what: 'the scenario', data: `macvlan on ${own.parent}, mode ${own.mode}` }],
  });
};

/** Whether what is looked for is an address of that namespace. */
function isAt(situation: Situation, place: Endpoint): boolean {
  const state = stateAt(situation, place);
  const known = namespaceAt(situation.nodes, place) !== null;
  return known && state !== null && has(state, situation.destination);
}
