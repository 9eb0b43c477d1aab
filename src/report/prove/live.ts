/** How proving goes, as a task list that is redrawn in place: a line a scenario. */
import type { ProveEvent } from '../../runner/prove/events.ts';
import type { KillRate, Proof } from '../../runner/prove/proof.ts';
import type { Colors } from '../colors.ts';
import { type Entry, growingList } from '../growing-list.ts';
import { drawList } from '../task-list.ts';
import { count, duration, oneLine } from '../wording.ts';
import { rateWords } from './verdict.ts';

interface Running {
  readonly entry: Entry;
  survivors: number;
}

/** `finish` waits until all is drawn. */
export function proveLive(
  stream: NodeJS.WriteStream,
  colors: Colors,
  rateOf: (judged: Proof['judged']) => KillRate,
) {
  const list = growingList();
  const open = new Map<string, Running>();
  let drawn: Promise<unknown> = Promise.resolve();
  const onEvent = (event: ProveEvent): void => {
    switch (event.type) {
      case 'prove_started': {
        const { labels, mutants, jobs } = event;
        const what = `${count(labels.length, 'scenario')}, ${count(mutants, 'mutant')}`;
        stream.write(`${colors.bold(what)}, ${jobs} labs at a time\n`);
        drawn = drawList(list, stream, colors);
        break;
      }
      case 'scenario_started':
        open.set(event.label, { entry: list.add(event.label), survivors: 0 });
        break;
      case 'mutant_judged': {
        const { label, mutant, done, of } = event;
        const running = open.get(label);
        if (running === undefined) break;
        if (mutant.verdict.kind === 'survived') running.survivors += 1;
        const left = running.survivors === 0 ? '' : `, ${running.survivors} survived so far`;
        running.entry.remark(`${done} of ${of}${left}: ${mutant.at}: ${oneLine(mutant.words)}`);
        break;
      }
      case 'scenario_finished':
        finishEntry(open.get(event.proof.label)?.entry, event.proof, rateOf, colors);
        open.delete(event.proof.label);
        break;
      case 'prove_finished':
        for (const { entry } of open.values()) entry.failed(`${entry.title}  cut short`);
        list.end();
        break;
      case 'preparation':
      case 'lab':
        break;
    }
  };
  return {
    onEvent,
    finish: async (): Promise<void> => {
      await drawn;
    },
  };
}

function finishEntry(
  entry: Entry | undefined,
  { judged, outcome, durationMs }: Proof,
  rateOf: (judged: Proof['judged']) => KillRate,
  colors: Colors,
): void {
  if (entry === undefined) return;
  const words = `${entry.title}  ${rateWords(rateOf(judged))}  ${colors.dim(duration(durationMs))}`;
  if (outcome === 'passed') entry.done(words);
  else entry.failed(`${words}  ${outcome}`);
}
