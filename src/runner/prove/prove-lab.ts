/** Tries mutants in a lab that is configured, step by step of its scenario. */
import type { CaseResult } from '../../checks/result.ts';
import { type PlannedCase, planCases } from '../../checks/run/plan-cases.ts';
import { runChecks } from '../../checks/run/run-checks.ts';
import { forgetScript } from '../../compile/forget.ts';
import type { Mutant } from '../../explain/mutation/mutants.ts';
import { HarnessError } from '../../lib/errors.ts';
import type { StepContext } from '../../providers/provider.ts';
import type { Container, Node } from '../../topology/model.ts';
import type { Step } from '../../topology/topology.ts';
import { allAtOnce } from '../all-at-once.ts';
import { playStep } from '../play-step.ts';
import type { ConnectedLab } from '../judge-lab.ts';
import { labView } from '../lab-view.ts';
import { firstRed } from './first-red.ts';
import type { Stand } from './mutate.ts';
import { stateAfter } from './node-state.ts';
import { asInRun, countKill, isLearned, isTried, teachers, turnsFor } from './order-cases.ts';
import type { Verdict } from './proof.ts';
import { Spent } from './spent.ts';
import type { Tally } from './tally.ts';
import { type Bench, tryMutant } from './try-mutant.ts';

export interface LabPlan {
  readonly steps: readonly Step[];
  readonly tally: Tally;
  /** How many mutants a case has killed, by node; see order-cases.ts. */
  readonly kills: Map<string, number>;
  /** Told of each mutant that is judged for good. */
  readonly onJudged: (mutant: Mutant) => void;
}

/** The scenario's own checks do not pass: there is nothing to prove with them. */
export class ScenarioRed extends HarnessError {}

/** @throws Spent when another lab is needed for the rest; ScenarioRed, HarnessError */
export async function proveLab(
  plan: LabPlan,
  lab: ConnectedLab,
  context: StepContext,
): Promise<void> {
  const { steps, tally } = plan;
  for (const [index, step] of steps.entries()) {
    if (index > 0) await playStep(steps.slice(0, index), step, lab, null, context);
    if (openIn(step, tally).length > 0) await proveStep(index, step, plan, { lab, context });
  }
}

/** A node without power cannot be changed. */
function openIn({ number, down }: Step, tally: Tally): readonly Mutant[] {
  return tally.open(number).filter(({ node }) => !down.includes(node));
}

interface Around {
  readonly lab: ConnectedLab;
  readonly context: StepContext;
}

async function proveStep(
  index: number,
  step: Step,
  { tally, kills, onJudged }: LabPlan,
  { lab, context }: Around,
): Promise<void> {
  const control = await controlRun(step, lab, context);
  const bad = control.find(({ outcome }) => outcome !== 'pass');
  if (bad !== undefined) {
    throw new ScenarioRed(`without any mutant, \`${bad.title}\` does not pass: ${bad.observed}`, {
      remedy: 'make the scenario pass first: `npx wirelab run`',
    });
  }
  const tookMs = new Map(control.map(({ id, durationMs }) => [id, durationMs]));
  const bench = await benchOf(step, { tookMs, kills }, lab, context);
  const since: Mutant[] = [];
  const killers = new Set<PlannedCase>();
  for (const mutant of openIn(step, tally)) {
    const startedAt = performance.now();
    context.progress(mutant.key);
    const judge = (verdict: Verdict): void => {
      const durationMs = Math.round(performance.now() - startedAt);
      tally.judge(index, mutant, { verdict, durationMs });
    };
    const early: Verdict[] = [];
    try {
      const { verdict, killer } = await tryMutant(mutant, bench, (found) => early.push(found));
      judge(verdict);
      since.push(mutant);
      if (killer !== null) {
        countKill(kills, mutant, killer);
        killers.add(killer);
      }
    } catch (error) {
      context.signal.throwIfAborted();
      if (!(error instanceof HarnessError)) throw error;
      if (!tally.hasAnotherChance(mutant)) judge(early.at(-1) ?? lostNode(error));
      throw error instanceof Spent ? error : new Spent(error.message);
    }
    if (tally.isSettled(index, mutant)) onJudged(mutant);
  }
  const red = await firstRed({
    turns: asInRun([...withTeachers(killers, bench.cases)]),
    view: bench.viewWith(null),
    patienceMs: Infinity,
    beforeProbes: bench.forget,
    signal: context.signal,
  });
  if (red === null) return;
  tally.void(index, since);
  throw new Spent(
    `\`${red.planned.case.title}\` does not pass any more once all mutants are undone`,
  );
}

/** Nodes have forgotten what those cases judge that look at what was learned. */
function withTeachers(
  killers: ReadonlySet<PlannedCase>,
  cases: readonly PlannedCase[],
): ReadonlySet<PlannedCase> {
  return [...killers].some(isLearned) ? new Set([...killers, ...teachers(cases)]) : killers;
}

function lostNode({ message }: HarnessError): Verdict {
  return {
    kind: 'killed',
    by: 'reach the node',
    check: 'none',
    outcome: 'error',
    observed: message,
  };
}

/** Runs the checks that mutants are tried with on the lab as it must be, with all their patience. */
async function controlRun(
  step: Step,
  { lab, transports, timeFactor }: ConnectedLab,
  { signal }: StepContext,
): Promise<readonly CaseResult[]> {
  const view = labView(step.nodesDuring, transports, lab, timeFactor, null);
  const checks = step.checks.filter(isTried);
  return runChecks(checks, view, {
    signal,
    filter: null,
    onStarted: () => undefined,
    onFinished: () => undefined,
  });
}

async function benchOf(
  step: Step,
  experience: Parameters<typeof turnsFor>[2],
  { lab, transports, timeFactor }: ConnectedLab,
  { signal }: StepContext,
): Promise<Bench> {
  const { nodesDuring: nodes, checks, down } = step;
  const powered = nodes.filter(({ name }) => !down.includes(name));
  const cases = planCases(checks, null);
  const leftOut = new Set<PlannedCase>();
  const transportOf = (name: string) => {
    const transport = transports.get(name);
    if (transport === undefined) throw new HarnessError(`there is no node ${name}`);
    return transport;
  };
  const stands = await allAtOnce(powered, async (node): Promise<Stand> => {
    const transport = transportOf(node.name);
    const state = await stateAfter(':', node, transport, signal);
    return { node, state, transport, timeFactor, signal };
  });
  return {
    signal,
    standOf: (name) => {
      const stand = stands.find(({ node }) => node.name === name);
      if (stand === undefined) throw new HarnessError(`there is no node ${name}`);
      return stand;
    },
    viewWith: (mutated) =>
      labView(
        nodes.map((node) => (node.name === mutated?.name ? seenFrom(node, mutated) : node)),
        transports,
        lab,
        timeFactor,
        null,
      ),
    cases,
    turnsFor: (place) =>
      turnsFor(
        place,
        cases.filter((planned) => !leftOut.has(planned)),
        experience,
      ),
    leaveOut: (planned) => {
      leftOut.add(planned);
    },
    forget: async () => {
      await allAtOnce(stands, ({ node, transport }) =>
        transport.exec(['sh', '-s'], { stdin: forgetScript(node), signal }),
      );
    },
  };
}

/** What runs in a container that is not there must fail, and not run somewhere else. */
function seenFrom(node: Node, mutated: Node): Node {
  const isGone = ({ name }: Container): boolean =>
    !mutated.containers.some((each) => each.name === name);
  return { ...mutated, containers: [...mutated.containers, ...node.containers.filter(isGone)] };
}
