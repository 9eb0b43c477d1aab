/** Where the time of a run went: phases one after another, and what is known of their inside. */
import type { RunRecord } from '../record.ts';
import { duration } from '../wording.ts';
import { element, type Html } from './element.ts';

interface Bar {
  readonly name: string;
  readonly startMs: number;
  readonly durationMs: number;
  readonly level: 'phase' | 'part';
}

export function waterfall(run: RunRecord): Html | null {
  const bars = barsOf(run);
  const whole = Math.max(...bars.map(({ startMs, durationMs }) => startMs + durationMs), 1);
  if (bars.length === 0) return null;
  const share = (ms: number): string => ((ms / whole) * 100).toFixed(2);
  return element(
    'section',
    { 'aria-label': 'time' },
    element('h3', {}, 'Time'),
    element(
      'ol',
      { class: 'waterfall' },
      ...bars.map(({ name, startMs, durationMs, level }) =>
        element(
          'li',
          { class: level },
          element('span', { class: 'name' }, name),
          element(
            'span',
            { class: 'track', 'aria-hidden': 'true' },
            element('span', {
              class: 'bar',
              style: `margin-left:${share(startMs)}%;width:${share(durationMs)}%`,
            }),
          ),
          element('span', { class: 'took' }, duration(durationMs)),
        ),
      ),
    ),
  );
}

/** Nodes are started at once, at the beginning of their phase; steps follow one another. */
function barsOf({ phases, nodes, steps }: RunRecord): readonly Bar[] {
  let startMs = 0;
  return phases.flatMap(({ name, durationMs }) => {
    const phase: Bar = { name, startMs, durationMs, level: 'phase' };
    const parts: Bar[] = [];
    if (name === 'provide') {
      for (const node of nodes) {
        parts.push({ name: node.name, startMs, durationMs: node.readyMs, level: 'part' });
      }
    }
    if (name === 'check' && steps.length > 1) {
      let at = startMs;
      for (const step of steps) {
        const took = step.durationMs ?? 0;
        parts.push({
          name: step.name ?? 'as configured',
          startMs: at,
          durationMs: took,
          level: 'part',
        });
        at += took;
      }
    }
    startMs += durationMs;
    return [phase, ...parts];
  });
}
