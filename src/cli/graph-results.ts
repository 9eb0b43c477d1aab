import type { RunResults } from '../report/results-schema.ts';
import { UsageError } from '../lib/errors.ts';
import type { Graphed } from './graphed.ts';
import { runsInReport } from './runs-in-report.ts';
import { loadTopology } from './topology.ts';

/** A scenario as it stood at the end of a run, with what the run's report says of it. @throws UsageError */
export async function resultsGraph(name: string, file: string): Promise<Graphed> {
  const topology = await loadTopology(name);
  const { resultsSchema } = await import('../report/results-schema.ts');
  const { resultDrawing } = await import('../report/result-drawing.ts');
  const runs = await runsInReport(file, resultsSchema);
  const run = runs.find(({ scenario }) => scenario.name === topology.name);
  if (run === undefined) {
    const others = runs.map(({ scenario }) => scenario.name).join(', ');
    throw new UsageError(
      `${file} has no run of ${topology.name}: it has ${others || 'none at all'}.`,
    );
  }
  return {
    drawing: resultDrawing(topology, run),
    aside: {
      key: 'failures',
      lines: failureLines(run),
      heading: 'What failed, and why:',
      none: 'Nothing failed in this run.',
    },
  };
}

/** What failed, and where its packets were lost. */
function failureLines({ checks, traces }: RunResults): readonly string[] {
  const bad = checks.filter(({ outcome }) => outcome === 'fail' || outcome === 'error');
  return bad.flatMap(({ id, title, outcome }) => {
    const losses = traces.flatMap(({ cases, trace }) =>
      cases.includes(id) && trace.loss !== null ? [trace.loss.cause.sentence] : [],
    );
    return [`${outcome === 'fail' ? '✗' : '!'} ${title}`, ...losses.map((line) => `  ${line}`)];
  });
}
