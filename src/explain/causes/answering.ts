import { endpointLabel } from '../../topology/endpoint-label.ts';
import { cause, type Diagnosis, has, type Situation, sysctlEvidence } from '../situation.ts';
import type { Cause } from '../trace-record.ts';

const IGNORE = 'net.ipv4.icmp_echo_ignore_all';

export const echoIgnored: Diagnosis = (situation) => {
  const { arrived, here, at, flow, kind } = situation;
  const on = here.sysctls.get(IGNORE) === '1';
  if (!arrived || !on || flow.port !== null || kind !== 'request') return null;
  return cause(
    'echo_ignored',
    `${endpointLabel(at)} answers no echo requests: ${IGNORE} is 1`,
    situation,
    {
      evidence: [sysctlEvidence(at, IGNORE, '1')],
    },
  );
};

/** RFC 792, time exceeded; RFC 4443, section 3.3. */
export const loop: Diagnosis = (situation) => {
  const error = situation.errors.find(({ family, type }) => type === (family === 4 ? 11 : 3));
  if (error === undefined) return ownPacketBack(situation);
  const where = endpointLabel(error.at);
  return cause('loop', `its TTL ended at ${where}: the routes lead in a circle`, situation, {
    at: error.at,
    evidence: [{ what: `ICMP error from ${error.from}`, data: 'time exceeded' }],
  });
};

/** A node does not take packets in that have its own address as their source. */
function ownPacketBack(situation: Situation): Cause | null {
  const { last, here, at, source, way, kind } = situation;
  const isBack = last?.direction === 'in' && way.length > 1 && has(here, source);
  if (!isBack || kind === 'asks' || situation.arrived) return null;
  const label = endpointLabel(at);
  const words = `${label} gets its own packet back: the routes lead in a circle`;
  return cause('loop', words, situation, {
    device: last.device,
    evidence: [
      { what: `${label}: tcpdump on ${last.device}`, data: `from ${source}, its own address` },
    ],
  });
}
