/** How proving goes, as plain lines: one a mutant, each with the scenario in front. */
import type { ProveEvent } from '../../runner/prove/events.ts';
import type { JudgedMutant } from '../../runner/prove/proof.ts';
import type { Colors } from '../colors.ts';
import type { LinesOptions } from '../lines.ts';
import { count, duration, oneLine } from '../wording.ts';

export function proveLines({ write, colors, now }: LinesOptions) {
  const start = now();
  const print = (text: string): void => {
    const elapsed = `${((now() - start) / 1000).toFixed(1).padStart(6)} s`;
    write(`${colors.dim(elapsed)}  ${text}\n`);
  };
  return {
    onEvent: (event: ProveEvent): void => {
      const line = lineOf(event, colors);
      if (line !== null) print(line);
    },
  };
}

function lineOf(event: ProveEvent, colors: Colors): string | null {
  switch (event.type) {
    case 'prove_started': {
      const { labels, jobs, mutants } = event;
      return `${count(labels.length, 'scenario')}, ${count(mutants, 'mutant')}, ${jobs} at a time`;
    }
    case 'preparation':
      return event.event.type === 'progress' ? oneLine(event.event.message) : null;
    case 'scenario_started':
      return `${colors.cyan(event.label)}  ${count(event.mutants, 'mutant')}`;
    case 'mutant_judged': {
      const { label, mutant, done, of } = event;
      return `${colors.cyan(label)}  ${done}/${of} ${mutantWords(mutant, colors)}`;
    }
    case 'scenario_finished':
      return `${colors.cyan(event.proof.label)}  took ${duration(event.proof.durationMs)}`;
    case 'lab':
      return event.event.type === 'run_started'
        ? `${colors.cyan(event.label)}  lab ${event.event.lab}`
        : null;
    case 'prove_finished':
      return null;
  }
}

function mutantWords({ at, words, verdict, durationMs }: JudgedMutant, colors: Colors) {
  const what = `${at}: ${words}`;
  const took = colors.dim(`(${duration(durationMs)})`);
  switch (verdict.kind) {
    case 'killed':
      return `${colors.green('killed')} ${what}, by ${oneLine(verdict.by)} ${took}`;
    case 'survived':
      return `${colors.red('survived')} ${what} ${took}`;
    case 'equivalent':
      return `${colors.dim('same')} ${what} ${took}`;
  }
}
