/** All that is in each node: what the configured kernel holds, and what was run for it. */
import { compileNode, runCommands } from '../../compile/node.ts';
import type { DrawnContainer, DrawnNode, Drawing } from '../../diagram/drawing.ts';
import type { Node } from '../../topology/model.ts';
import type { RunRecord } from '../record.ts';
import { duration } from '../wording.ts';
import { element, folded, type Html, printed, table } from './element.ts';

/** `prefix` keeps the ids of several runs on one page apart. */
export function nodePanels(drawing: Drawing, nodes: readonly Node[], prefix: string): Html {
  const panels = drawing.nodes.map((drawn) => {
    const node = nodes.find(({ name }) => name === drawn.name);
    return folded(
      element('span', {}, element('b', {}, drawn.name), ` ${factWords(drawn)}`),
      { id: `${prefix}-${drawn.id}`, class: 'node' },
      ...placeParts(drawn),
      ...drawn.containers.flatMap((container) => [
        element('h4', {}, `${drawn.name}/${container.name}`),
        ...placeParts(container),
      ]),
      node === undefined ? null : commands(node),
    );
  });
  return element('section', { 'aria-label': 'nodes' }, element('h3', {}, 'Nodes'), ...panels);
}

function factWords({ containers }: DrawnNode): string {
  const inside = containers.map(({ name }) => name).join(', ');
  return inside === '' ? '' : `with ${inside}`;
}

function placeParts(place: DrawnNode | DrawnContainer): readonly Html[] {
  const devices = place.devices.map(({ name, kind, addresses, details }) => [
    name,
    kind,
    addresses.map(({ text }) => text).join(', '),
    details.join(', '),
  ]);
  return [
    ...(place.notes.length === 0 ? [] : [element('p', {}, place.notes.join(' · '))]),
    ...(devices.length === 0 ? [] : [table(['device', 'kind', 'addresses', ''], devices)]),
    ...place.tables.flatMap(({ title, rows }) =>
      rows.length === 0
        ? []
        : [
            table(
              [title, ''],
              rows.map(({ cells }) => cells),
            ),
          ],
    ),
  ];
}

function commands(node: Node): Html {
  const { script } = compileNode(node);
  const own = runCommands(node).map(({ container, command }) =>
    container === null ? command : `ip netns exec ${container} ${command}`,
  );
  return folded(
    'commands that were run',
    {},
    printed([script, ...own].join('\n'), `commands of ${node.name}`),
  );
}

/** What the machines were. */
export function machines({ nodes }: RunRecord): Html | null {
  if (nodes.length === 0) return null;
  const rows = nodes.map(({ name, kernel, started, readyMs }) => [
    name,
    `Linux ${kernel}`,
    started,
    duration(readyMs),
  ]);
  return table(['node', 'kernel', 'started', 'ready after'], rows);
}
