/** How a probe that must not get through ended. */
import { parsePing, type IcmpError } from '../parse/ping.ts';
import type { SectionOutput } from '../sections.ts';

export type ProbeEnd =
  | { readonly kind: 'no_route'; readonly words: string }
  | { readonly kind: 'rejected'; readonly words: string }
  | { readonly kind: 'silence'; readonly words: string }
  | { readonly kind: 'answered'; readonly words: string }
  /** The probe was not carried out: nothing can be concluded. */
  | { readonly kind: 'not_run'; readonly words: string };

export interface ProbeOutput {
  readonly count: number;
  readonly ping: SectionOutput;
  /** `ip route get` towards the target. */
  readonly routeGet: SectionOutput;
  /** The source's own address towards the target; null when the kernel names none. */
  readonly source: string | null;
}

const ROUTING_REFUSES = /^RTNETLINK answers: (.+)$/m;
/** What the sender's kernel says when nobody answers its ARP or neighbour solicitation. */
const NEIGHBOUR_FAILED = /^Destination (?:Host Unreachable|unreachable: Address unreachable)$/;

export function probeEnd(probe: ProbeOutput): ProbeEnd {
  const { statistics, icmpErrors, localErrors } = parsePing(probe.ping.output);
  const said = localErrors.join('; ');
  if (statistics === null || statistics.transmitted === 0) {
    // Two witnesses, since ping alone may have ended for any other reason.
    const refusal = ROUTING_REFUSES.exec(probe.routeGet.output)?.[1];
    if (localErrors.length > 0 && probe.routeGet.exitCode !== 0 && refusal !== undefined) {
      return { kind: 'no_route', words: `no route (${refusal})` };
    }
    return { kind: 'not_run', words: said || probe.ping.output.trim() || 'ping said nothing' };
  }
  const { transmitted, received, duplicates } = statistics;
  if (received + duplicates > 0) {
    return { kind: 'answered', words: `answered ${received}/${transmitted}` };
  }
  const own = (error: IcmpError) =>
    error.from === probe.source && NEIGHBOUR_FAILED.test(error.message);
  const rejections = new Set(
    icmpErrors.filter((error) => !own(error)).map(({ from, message }) => `${from}: ${message}`),
  );
  if (rejections.size > 0) {
    return { kind: 'rejected', words: `rejected by ${[...rejections].join(', ')}` };
  }
  // ping gives up early only for errors; fewer requests without one mean that it was ended.
  if (transmitted < probe.count && icmpErrors.length === 0) {
    return { kind: 'not_run', words: `only ${transmitted} of ${probe.count} requests were sent` };
  }
  const notes = [`0/${transmitted} answered`];
  if (icmpErrors.some(own)) notes.push('nobody there: the neighbour did not resolve');
  if (said !== '') notes.push(said);
  return { kind: 'silence', words: `silence (${notes.join('; ')})` };
}
