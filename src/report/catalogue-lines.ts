/** Several runs as plain lines in one log, each line with the scenario in front. */
import type { CatalogueEvent, CatalogueReporter } from '../runner/catalogue-events.ts';
import { type LinesOptions, type LinesReporter, linesReporter } from './lines.ts';
import { count } from './wording.ts';

export interface CatalogueLinesReporter extends CatalogueReporter {
  /** Says what each run waits for. */
  remind(): void;
}

export function catalogueLines(options: LinesOptions): CatalogueLinesReporter {
  const since = options.now();
  const open = new Map<string, LinesReporter>();
  const linesOf = (label: string): LinesReporter => {
    const lines = open.get(label) ?? linesReporter({ ...options, since, label });
    open.set(label, lines);
    return lines;
  };
  const close = (label: string): void => {
    void open.get(label)?.finish?.();
    open.delete(label);
  };

  const onEvent = (event: CatalogueEvent): void => {
    switch (event.type) {
      case 'catalogue_started': {
        const part = event.shard === null ? '' : ` (part ${event.shard.number}/${event.shard.of})`;
        const { labels, jobs } = event;
        options.write(`${count(labels.length, 'scenario')}${part}, ${jobs} at a time\n`);
        break;
      }
      case 'preparation':
        linesOf('all').onEvent(event.event);
        if (event.event.type === 'phase_finished') close('all');
        break;
      case 'run':
        linesOf(event.label).onEvent(event.event);
        if (event.event.type === 'run_finished') close(event.label);
        break;
      case 'catalogue_finished':
        for (const label of [...open.keys()]) close(label);
        break;
    }
  };
  return {
    onEvent,
    remind: () => {
      for (const lines of open.values()) lines.remind();
    },
  };
}
