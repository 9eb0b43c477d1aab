import { loadInventory } from '../inventory/load.ts';
import type { Inventory } from '../inventory/inventory.ts';
import { UsageError } from '../lib/errors.ts';
import { mutantsOf } from '../explain/mutation/mutants.ts';
import { sampleOf } from '../explain/mutation/sample.ts';
import { type Colors, colorsFor } from '../report/colors.ts';
import { openReportFile } from '../report/report-file.ts';
import { proveLines } from '../report/prove/lines.ts';
import { proveRecorder, type ProveRecord } from '../report/prove/record.ts';
import { renderProof } from '../report/prove/verdict.ts';
import type { ProveEnd } from '../runner/prove/events.ts';
import { killRate } from '../runner/prove/proof.ts';
import { prove } from '../runner/prove/prove.ts';
import type { Provable } from '../runner/prove/prove-scenario.ts';
import { providerNamed } from '../runner/providers.ts';
import { listScenarioFiles, scenariosDirectory } from '../scenario/find.ts';
import { loadScenario } from '../scenario/load.ts';
import { renderProblems } from '../scenario/render.ts';
import { resolve } from '../topology/resolve.ts';
import { type ExitCode, exitCodeOf, exitCodes, worst } from './exit-codes.ts';
import { reportFault } from './faults.ts';
import { requestOf } from './flags.ts';
import { interruptible } from './interruptible.ts';
import { printJson, say } from './output.ts';
import { isDrawable } from './progress-reporter.ts';
import type { ProveFlags } from './prove.ts';
import { renderProveReport } from './prove-report.ts';

/** @throws UsageError with the problems of all scenarios */
export async function proveScenarios(
  names: readonly string[],
  flags: ProveFlags,
): Promise<ExitCode> {
  const files = flags.all === true ? listScenarioFiles(scenariosDirectory) : names;
  const scenarios = provables(files, flags);
  const reports = await Promise.all(
    flags.report.map(async ({ format, file }) => ({ format, file: await openReportFile(file) })),
  );
  const { atLeast } = flags;
  const memory = proveRecorder(new Date(), { atLeast, rateOf: killRate });
  const colors = colorsFor(process.stderr, process.env);
  const progress = await progressOn(process.stderr, colors);
  const work = async (signal: AbortSignal): Promise<ExitCode> => {
    const end = await prove({
      scenarios,
      provider: { name: flags.provider, open: () => providerNamed(flags.provider) },
      request: requestOf(flags),
      jobs: flags.jobs ?? null,
      timeoutMs: flags.timeout ?? null,
      skipUnsupported: flags.skipUnsupported === true,
      reporters: [progress, memory],
      signal,
    });
    await progress.finish();
    const record = memory.record();
    if (record === null) return exitCodes.nothingJudged;
    say(`\n${renderProof(record, colors)}`);
    if (flags.json === true) printJson(record);
    const written = await Promise.all(
      reports.map(async ({ format, file }): Promise<ExitCode> => {
        try {
          await file.write(await renderProveReport(format, record));
          return exitCodes.passed;
        } catch (error) {
          return reportFault(error);
        }
      }),
    );
    return worst([codeOf(end, record), ...written]);
  };
  return interruptible(work);
}

/** A task list on a terminal, lines elsewhere. */
async function progressOn(stream: NodeJS.WriteStream, colors: Colors) {
  if (isDrawable(stream, process.env)) {
    const { proveLive } = await import('../report/prove/live.ts');
    return proveLive(stream, colors, killRate);
  }
  const write = (text: string): void => {
    stream.write(text);
  };
  return {
    ...proveLines({ write, colors, now: () => performance.now() }),
    finish: () => Promise.resolve(),
  };
}

/** A scenario whose checks notice too little has failed. */
function codeOf(end: ProveEnd, { scenarios, atLeast }: ProveRecord): ExitCode {
  const isLow = scenarios.some(({ rate: { percent } }) => percent !== null && percent < atLeast);
  return worst([exitCodeOf(end.outcome), isLow ? exitCodes.failed : exitCodes.passed]);
}

/** Each file once. @throws UsageError with the problems of all of them */
function provables(names: readonly string[], flags: ProveFlags): readonly Provable[] {
  const inventory = loadInventory();
  const complaints: string[] = [];
  const byFile = new Map<string, Provable>();
  for (const name of names) {
    const read = provable(name, inventory, flags);
    if (typeof read === 'string') complaints.push(read);
    else byFile.set(read.topology.file, read);
  }
  if (complaints.length > 0) throw new UsageError(complaints.join('\n'));
  return [...byFile.values()];
}

/** The problems as text, where there are some. */
function provable(
  name: string,
  inventory: Inventory,
  { sample, seed }: Pick<ProveFlags, 'sample' | 'seed'>,
): Provable | string {
  const loaded = loadScenario(name, inventory);
  if (!loaded.ok) return renderProblems(loaded.problems);
  const result = resolve(loaded, inventory.kinds);
  if (!result.ok) return renderProblems(result.problems);
  const { topology } = result;
  const mutants = mutantsOf(topology, loaded);
  return {
    label: topology.name,
    topology,
    mutants: sample === undefined ? mutants : sampleOf(mutants, sample, seed),
  };
}
