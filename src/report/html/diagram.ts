import { drawTopology } from '../../diagram/draw/draw.ts';
import type { Drawing } from '../../diagram/drawing.ts';
import { layout } from '../../diagram/layout/layout.ts';
import { withMarks } from '../../diagram/marks.ts';
import { renderSvg } from '../../diagram/render/svg.ts';
import type { Topology } from '../../topology/topology.ts';
import type { RunRecord } from '../record.ts';
import { element, type Html, trusted } from './element.ts';
import { marksOf } from './marks.ts';

/** As wide as the page's column. */
const COLUMNS = 110;

/** The lab as it stands at the end of the run. */
export function drawingOf(topology: Topology, run: RunRecord): Drawing {
  const reached = run.steps.at(-1)?.number ?? 0;
  const step = topology.steps[reached] ?? topology.steps[0];
  if (step === undefined) throw new Error('a topology without steps');
  const drawing = drawTopology(topology, step);
  return withMarks(drawing, marksOf(run, drawing));
}

export function diagram(drawing: Drawing): Html {
  return element(
    'section',
    { 'aria-label': 'the network' },
    element('h3', {}, 'The network'),
    element(
      'p',
      { class: 'quiet' },
      'Green: packets got through. Blue: the way of a packet that was followed. Red: packets were lost. ',
      'Choose a node for all that is in it.',
    ),
    element(
      'div',
      {
        class: 'scroll drawing',
        tabindex: 0,
        role: 'group',
        'aria-label': 'drawing of the network',
      },
      trusted(renderSvg(layout(drawing, COLUMNS), drawing)),
    ),
  );
}
