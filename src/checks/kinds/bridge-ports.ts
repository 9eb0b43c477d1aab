/** `bridge_ports`: what is plugged into a bridge. */
import type { BridgePortsCheck } from '../../topology/checks/bridge-ports.ts';
import { endpointLabel } from '../../topology/endpoint-label.ts';
import type { Attempt, Case, CheckKind, LabView } from '../check.ts';
import { bridgePorts as portsOf } from '../judge/links.ts';
import { nameList, namesObjection } from '../judge/names.ts';
import { readLinks } from '../probe/read-links.ts';
import { caseTitle } from '../words.ts';

export const bridgePorts: CheckKind<BridgePortsCheck> = {
  kind: 'bridge_ports',
  turn: 'together',
  expand: (check): readonly Case[] => [
    {
      key: `${endpointLabel(check.at)}-${check.bridge}`,
      title: caseTitle({ title: check.title, cases: 1, name: '', sentence: sentence(check) }),
      at: check.at,
      attempt: (lab, signal) => attempt(lab, check, signal),
    },
  ],
};

function sentence({ at, bridge, mode, ports }: BridgePortsCheck): string {
  const only = mode === 'exactly' ? 'exactly ' : '';
  return `${bridge} of ${endpointLabel(at)} has ${only}the ports ${nameList(ports)}`;
}

async function attempt(
  lab: LabView,
  check: BridgePortsCheck,
  signal: AbortSignal,
): Promise<Attempt> {
  const { links, evidence } = await readLinks(lab, check.at, signal);
  const ports = portsOf(links, check.bridge);
  const objection =
    ports === null
      ? `there is no bridge ${check.bridge}`
      : namesObjection({ mode: check.mode, names: check.ports }, ports);
  return {
    outcome: objection === null ? 'pass' : 'fail',
    expected: sentence(check),
    observed: objection ?? nameList(ports ?? []),
    evidence,
    final: false,
  };
}
