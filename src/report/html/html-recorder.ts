/** Keeps what the page needs beyond the record: the scenarios that were run. */
import type { CatalogueEvent } from '../../runner/catalogue-events.ts';
import type { RunEvent } from '../../runner/events.ts';
import type { Topology } from '../../topology/topology.ts';
import { catalogueRecorder } from '../catalogue-record.ts';
import { recorder } from '../record.ts';
import { renderPage } from './page.ts';

export function htmlOfRun(startedAt: Date) {
  const memory = recorder(startedAt);
  const topologies = new Map<string, Topology>();
  return {
    onEvent: (event: RunEvent): void => {
      memory.onEvent(event);
      keep(event, topologies);
    },
    text: (): string | null => {
      const run = memory.record();
      const topology = run === null ? undefined : topologies.get(run.lab);
      if (run === null || topology === undefined) return null;
      const { name } = run.scenario;
      return renderPage([{ name, run, topology }], `${name}: ${run.outcome}`);
    },
  };
}

export function htmlOfCatalogue(startedAt: Date) {
  const memory = catalogueRecorder(startedAt);
  const topologies = new Map<string, Topology>();
  return {
    onEvent: (event: CatalogueEvent): void => {
      memory.onEvent(event);
      if (event.type === 'run') keep(event.event, topologies);
    },
    text: (): string | null => {
      const record = memory.record();
      if (record === null) return null;
      const runs = record.runs.flatMap((run) => {
        const topology = topologies.get(run.lab);
        return topology === undefined ? [] : [{ name: run.label, run, topology }];
      });
      return renderPage(runs, `${record.totals.scenarios} scenarios: ${record.outcome}`);
    },
  };
}

function keep(event: RunEvent, topologies: Map<string, Topology>): void {
  if (event.type === 'run_started') topologies.set(event.lab, event.topology);
}
