import { endpointLabel } from '../../topology/endpoint-label.ts';
import { cause, type Diagnosis, sysctlEvidence } from '../situation.ts';

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
  if (error === undefined) return null;
  const where = endpointLabel(error.at);
  return cause('loop', `its TTL ended at ${where}: the routes lead in a circle`, situation, {
    at: error.at,
    evidence: [{ what: `ICMP error from ${error.from}`, data: 'time exceeded' }],
  });
};
