/** Asks everyone who knows a kind of cause, the most telling evidence first. */
import { endpointLabel } from '../topology/endpoint-label.ts';
import { echoIgnored, loop } from './causes/answering.ts';
import { noOtherPort, notAPort, targetNotPlugged } from './causes/bridge.ts';
import { decapsulation } from './causes/decapsulation.ts';
import { deviceDown } from './causes/device-down.ts';
import { encapsulation, remoteUnknown } from './causes/encapsulation.ts';
import { firewallPolicy, firewallRule } from './causes/firewall.ts';
import { macvlanMode, macvlanParent } from './causes/macvlan.ts';
import { mtu } from './causes/mtu.ts';
import { forwardingOff, noRoute, reversePathFilter } from './causes/routing.ts';
import { segment } from './causes/segment.ts';
import { vlanFiltered, vlanWithoutDevice } from './causes/vlan.ts';
import { cause, type Diagnosis, lookupEvidence, type Situation } from './situation.ts';
import type { Cause } from './trace-record.ts';

const diagnoses: readonly Diagnosis[] = [
  loop,
  firewallRule,
  deviceDown,
  decapsulation,
  remoteUnknown,
  forwardingOff,
  reversePathFilter,
  noRoute,
  mtu,
  vlanWithoutDevice,
  vlanFiltered,
  notAPort,
  targetNotPlugged,
  encapsulation,
  firewallPolicy,
  macvlanParent,
  macvlanMode,
  echoIgnored,
  segment,
  noOtherPort,
];

/** Null where nothing of all that is known speaks for a cause. */
export function diagnose(situation: Situation): Cause | null {
  for (const diagnosis of diagnoses) {
    const found = diagnosis(situation);
    if (found !== null) return found;
  }
  return null;
}

/** Says where it was last seen, and that nothing tells why. */
export function unknownCause(situation: Situation): Cause {
  const { last, at, lookup } = situation;
  const where = endpointLabel(at);
  const words =
    last === null
      ? `${where} did not send it, and nothing that was looked at says why`
      : `it was last seen at ${where}, ${last.direction === 'out' ? 'leaving by' : 'coming in by'} ${last.device}; nothing that was looked at says why it got no further`;
  return cause('unknown', words, situation, {
    device: last?.device ?? null,
    certain: false,
    evidence: lookup === null ? [] : [lookupEvidence(at, lookup)],
  });
}
