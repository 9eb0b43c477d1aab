/** One run that something is done to at a random moment, and the next one. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Before } from '../../test/vm/leftovers.ts';
import type { PrivateHost, Started } from '../../test/vm/wirelab.ts';
import { doDeed } from './do-deed.ts';
import { type Deed, objection, type RunEnding, verdictObjection } from './judge.ts';
import type { Random } from './random.ts';
import type { KnownScenario } from './scenarios.ts';
import { count, type Tally } from './tally.ts';

export interface Soak {
  readonly host: PrivateHost;
  readonly stock: Before;
  readonly random: Random;
  readonly tally: Tally;
  /** What follows the scenario on the command line. */
  readonly flags: readonly string[];
  readonly say: (message: string) => void;
}

export function startRun({ host, flags }: Soak, { name, text }: KnownScenario): Started {
  return host.start(['run', host.write(name, text), '--json', ...flags]);
}

export async function endingOf(run: Started): Promise<RunEnding> {
  const { code, stdout } = await run.ended;
  return { code, stdout, endedBy: run.endedBy() };
}

/** Does the deed within the time that an undisturbed run takes, then runs another scenario. */
export async function trial(
  soak: Soak,
  plan: {
    readonly number: number;
    readonly deed: Deed;
    readonly afterMs: number;
    readonly scenario: KnownScenario;
    readonly next: KnownScenario;
  },
): Promise<void> {
  const { tally, host, random, say } = soak;
  const { number, deed, afterMs, scenario, next } = plan;
  const where = `trial ${number}`;
  const run = startRun(soak, scenario);
  await Promise.race([pause(afterMs), run.ended]);
  const done = await doDeed(deed, run, { host, random });
  const ending = await endingOf(run);
  if (done === null) tally.undisturbed++;
  else count(tally.deeds, deed.kind === 'signal' ? done : deed.kind);
  const how = noteEnding(tally, ending);
  say(`${where}: ${scenario.name}, ${done ?? 'nothing'} after ${afterMs.toFixed(0)} ms: ${how}`);
  const wrong = objection(scenario, deed, ending);
  note(tally.wrong, where, wrong === null ? null : `${done ?? 'nothing'}: ${wrong}`, run);
  // Whoever was not killed itself must have cleaned up.
  if (ending.endedBy !== 'SIGKILL') await lookForLeaks(soak, where, run);
  await undisturbed(soak, where, next);
}

/** A run whose verdict must be right, and after which nothing may be left. Returns how long it took. */
export async function undisturbed(
  soak: Soak,
  where: string,
  scenario: KnownScenario,
): Promise<number> {
  const startedAt = performance.now();
  const run = startRun(soak, scenario);
  const ending = await endingOf(run);
  const durationMs = performance.now() - startedAt;
  soak.tally.undisturbed++;
  noteEnding(soak.tally, ending);
  note(soak.tally.wrong, `${where}, the run after it`, verdictObjection(scenario, ending), run);
  await lookForLeaks(soak, `${where}, after the next run`, run);
  return durationMs;
}

export async function lookForLeaks(soak: Soak, where: string, run: Started): Promise<void> {
  try {
    await soak.stock.expectNothingLeft();
  } catch (error) {
    note(soak.tally.leaks, where, error instanceof Error ? error.message : String(error), run);
    soak.say(`${where}: LEFT BEHIND`);
  }
}

export function noteEnding({ endings }: Tally, { code, endedBy }: RunEnding): string {
  const how = endedBy ?? `exit code ${String(code)}`;
  count(endings, how);
  return how;
}

export function note(findings: Tally['wrong'], where: string, what: string | null, run: Started) {
  if (what !== null) findings.push({ where, what, said: run.stderr().slice(-2000) });
}
