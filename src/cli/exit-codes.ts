import type { Outcome } from '../runner/events.ts';

/** What the process's end says; 124 is timeout(1)'s code, and 128 + n names signal n. */
export const exitCodes = {
  passed: 0,
  failed: 1,
  usage: 2,
  harness: 3,
  nothingJudged: 4,
  leftBehind: 5,
  timeout: 124,
  hungUp: 129,
  interrupted: 130,
  terminated: 143,
} as const;

export const exitCodeHelp = `Exit codes, the worst of those that apply:
  0    all passed
  1    a check failed
  2    usage or scenario invalid, nothing started
  3    host, provision, configure or transport failed
  4    nothing was judged
  5    teardown left something
  124  timeout
  129  SIGHUP, 130 SIGINT, 143 SIGTERM: after the clean-up`;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/**
 * From best to worst, by how much less is known of the scenario and how much more is to be done by
 * hand. A run without a judgement is better than a bad judgement; a signal came from outside and
 * says most about why the run ended.
 */
export const fromBestToWorst: readonly ExitCode[] = [
  exitCodes.passed,
  exitCodes.nothingJudged,
  exitCodes.failed,
  exitCodes.usage,
  exitCodes.harness,
  exitCodes.leftBehind,
  exitCodes.timeout,
  exitCodes.hungUp,
  exitCodes.interrupted,
  exitCodes.terminated,
];

/** The worst of the codes; passed when there are none. */
export function worst(codes: readonly ExitCode[]): ExitCode {
  return fromBestToWorst.findLast((code) => codes.includes(code)) ?? exitCodes.passed;
}

export type InterruptSignal = 'SIGINT' | 'SIGTERM' | 'SIGHUP';

export function exitCodeOfSignal(signal: InterruptSignal): ExitCode {
  switch (signal) {
    case 'SIGINT':
      return exitCodes.interrupted;
    case 'SIGTERM':
      return exitCodes.terminated;
    case 'SIGHUP':
      return exitCodes.hungUp;
  }
}

/** An interrupted run of which the signal is not known counts as interrupted by Ctrl-C. */
export function exitCodeOf(outcome: Outcome): ExitCode {
  switch (outcome) {
    case 'passed':
      return exitCodes.passed;
    case 'failed':
      return exitCodes.failed;
    case 'error':
      return exitCodes.harness;
    case 'nothing judged':
    case 'skipped':
      return exitCodes.nothingJudged;
    case 'left behind':
      return exitCodes.leftBehind;
    case 'timeout':
      return exitCodes.timeout;
    case 'interrupted':
      return exitCodes.interrupted;
  }
}
