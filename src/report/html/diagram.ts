import type { Drawing } from '../../diagram/drawing.ts';
import { layout } from '../../diagram/layout/layout.ts';
import { renderSvg } from '../../diagram/render/svg.ts';
import { element, type Html, trusted } from './element.ts';

/** As wide as the page's column. */
const COLUMNS = 110;

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
