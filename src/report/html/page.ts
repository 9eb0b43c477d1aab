/** Runs as one page that needs nothing but itself. */
import { nodesAt } from '../../topology/nodes-at.ts';
import type { Topology } from '../../topology/topology.ts';
import type { NamedRun } from '../named-run.ts';
import { headline } from '../verdict.ts';
import { duration, machineKind } from '../wording.ts';
import { charts } from './charts.ts';
import { reachedStep, resultDrawing } from '../result-drawing.ts';
import { diagram } from './diagram.ts';
import { element, type Html, table, trusted } from './element.ts';
import { machines, nodePanels } from './nodes.ts';
import { script } from './script.ts';
import { story } from './story.ts';
import { style } from './style.ts';
import { waterfall } from './waterfall.ts';

/** A run, and the scenario that it ran. */
export interface ShownRun extends NamedRun {
  readonly topology: Topology;
}

export function renderPage(runs: readonly ShownRun[], title: string): string {
  const page = element(
    'html',
    { lang: 'en' },
    element(
      'head',
      {},
      trusted('<meta charset="utf-8">'),
      trusted('<meta name="viewport" content="width=device-width, initial-scale=1">'),
      // Nothing is fetched, not even an icon.
      trusted('<link rel="icon" href="data:,">'),
      element('title', {}, title),
      trusted(`<style>${style}</style>`),
    ),
    element(
      'body',
      {},
      element(
        'main',
        {},
        runs.length < 2 ? null : element('h1', {}, title),
        runs.length < 2 ? null : overview(runs),
        ...runs.map((run, index) => runSection(run, index, runs.length < 2 ? 'h1' : 'h2')),
      ),
      trusted(`<script>${script}</script>`),
    ),
  );
  return `<!doctype html>\n${page.html}\n`;
}

function overview(runs: readonly ShownRun[]): Html {
  return table(
    ['scenario', 'verdict', 'checks', 'time'],
    runs.map(({ name, run }, index) => [
      element('a', { href: `#run${index}` }, name),
      element('span', { class: run.outcome }, run.outcome),
      headline(run),
      duration(run.durationMs),
    ]),
  );
}

function runSection({ name, run, topology }: ShownRun, index: number, heading: 'h1' | 'h2'): Html {
  const drawing = resultDrawing(topology, run);
  const machine = machineKind(run);
  return element(
    'article',
    { id: `run${index}`, 'data-run': `run${index}` },
    element(heading, {}, `${name}: ${run.scenario.title}`),
    element(
      'p',
      {},
      element('span', { class: `verdict ${run.outcome}` }, run.outcome),
      ` ${headline(run)} · ${duration(run.durationMs)}`,
    ),
    element(
      'p',
      { class: 'quiet' },
      [run.provider, machine, run.startedAt, run.scenario.file].filter(Boolean).join(' · '),
    ),
    ...run.problems.map(({ message, remedy, detail }) =>
      element(
        'div',
        { class: 'problem' },
        element('p', {}, element('b', {}, message)),
        remedy === null ? null : element('p', {}, remedy),
        detail === null ? null : element('pre', { tabindex: 0 }, detail),
      ),
    ),
    diagram(drawing),
    nodePanels(drawing, nodesAt(topology, reachedStep(run)), `run${index}`),
    story(run),
    charts(run.checks),
    waterfall(run),
    machines(run),
  );
}
