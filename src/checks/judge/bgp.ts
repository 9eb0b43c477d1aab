import type { BgpCheck } from '../../topology/checks/bgp.ts';
import type { BgpSession } from '../parse/birdc.ts';

export interface BgpObservation {
  /** Null when the daemon knows of no such session. */
  readonly session: BgpSession | null;
  /** Destinations that the neighbor told it. */
  readonly received: readonly string[];
  /** Destinations of the daemon's routes in the kernel. */
  readonly installed: readonly string[];
}

interface BgpJudgement {
  readonly outcome: 'pass' | 'fail' | 'error';
  readonly observed: string;
}

export function judgeBgp(
  check: Pick<BgpCheck, 'state' | 'prefixes'>,
  { session, received, installed }: BgpObservation,
): BgpJudgement {
  if (session === null) {
    return { outcome: 'error', observed: 'the daemon knows of no such session' };
  }
  const isUp = session.info === 'Established';
  const state = isUp ? `established since ${session.since}` : `down (${session.info})`;
  const objections = [
    ...(isUp === (check.state === 'established') ? [] : [`the session is ${state}`]),
    ...prefixObjections(check.prefixes, received, installed),
  ];
  if (objections.length > 0) return { outcome: 'fail', observed: objections.join('; ') };
  const heard = received.length === 0 ? 'nothing received' : `received ${received.join(', ')}`;
  return { outcome: 'pass', observed: `${state}, ${heard}` };
}

function prefixObjections(
  wanted: readonly string[] | null,
  received: readonly string[],
  installed: readonly string[],
): readonly string[] {
  if (wanted === null) return [];
  const lacks = wanted.filter((each) => !received.includes(each));
  const others = received.filter((each) => !wanted.includes(each));
  const unused = wanted.filter((each) => received.includes(each) && !installed.includes(each));
  return [
    ...lacks.map((each) => `not received: ${each}`),
    ...others.map((each) => `received, not expected: ${each}`),
    ...unused.map((each) => `received, but not in the kernel: ${each}`),
  ];
}
