/** Many labs that stand at the same time, some of which lose something. */
import { machinesOf } from './lab-machines.ts';
import { type Deed, objection, verdictObjection } from './judge.ts';
import { knownScenarios, release, waitingScenarios } from './scenarios.ts';
import { count } from './tally.ts';
import {
  endingOf,
  lookForLeaks,
  note,
  noteEnding,
  type Soak,
  startRun,
  undisturbed,
} from './trial.ts';

/** Of a crowd, so many are disturbed. */
const DISTURBED = 2;

/** Labs of `size` runs stand together; all but two are let go on, and judge. */
export async function crowd(
  soak: Soak,
  plan: { readonly number: number; readonly size: number; readonly deeds: readonly Deed[] },
): Promise<void> {
  const { host, random, tally, say } = soak;
  const where = `crowd ${plan.number}`;
  const members = Array.from({ length: plan.size }, () => {
    const scenario = random.pick(waitingScenarios);
    return { scenario, run: startRun(soak, scenario) };
  });
  // Whoever ends before it stands is found by its verdict.
  await Promise.allSettled(members.map(({ run }) => run.said(' check\n')));
  const labs = new Set(machinesOf(host).map(({ lab }) => lab));
  tally.standing.push(labs.size);
  say(`${where}: ${labs.size} labs stand, ${machinesOf(host).length} machines`);
  const victims = members.slice(0, DISTURBED).map((member) => {
    const deed = random.pick(plan.deeds.filter(({ kind }) => kind !== 'helper'));
    return { ...member, deed };
  });
  for (const { run, deed } of victims) {
    const lab = labOf(run.stderr());
    if (deed.kind === 'signal') run.kill(deed.signal);
    else {
      const machine = machinesOf(host).find((each) => each.lab === lab);
      if (machine !== undefined) process.kill(machine.pid, 'SIGKILL');
    }
    count(tally.deeds, deed.kind === 'signal' ? `${deed.signal} in a crowd` : 'machine in a crowd');
    say(`${where}: ${lab} gets ${deed.kind === 'signal' ? deed.signal : 'a machine killed'}`);
  }
  for (const { run } of members.slice(DISTURBED)) {
    await host.run(['exec', labOf(run.stderr()), 'node1', '--', ...release]);
  }
  for (const { run, scenario, deed } of victims) {
    const ending = await endingOf(run);
    say(`${where}: ${labOf(run.stderr())} ends by ${noteEnding(tally, ending)}`);
    note(tally.wrong, where, objection(scenario, deed, ending), run);
  }
  for (const { run, scenario } of members.slice(DISTURBED)) {
    const ending = await endingOf(run);
    tally.undisturbed++;
    noteEnding(tally, ending);
    note(tally.wrong, where, verdictObjection(scenario, ending), run);
  }
  const last = members.at(-1);
  if (last === undefined) return;
  const nobodyKilled = victims.every(({ run }) => run.endedBy() !== 'SIGKILL');
  if (nobodyKilled) await lookForLeaks(soak, where, last.run);
  await undisturbed(soak, where, random.pick(knownScenarios));
}

/** As the first line of a run says it. */
function labOf(said: string): string {
  return /\(lab ([^,]+),/.exec(said)?.[1] ?? 'no lab';
}
