import type { Drawing, DrawnNode } from '../drawing.ts';

/** What the drawing shows, for those who do not see it. */
export function description({ nodes, segments, links }: Drawing): string {
  const plugged = segments.map(({ id, name }) => {
    const cards = links.filter(({ kind, to }) => kind === 'cable' && to === id);
    const who = cards.map(({ from }) => from.replace(/^device:([^:]*):/, '$1 '));
    return `Segment ${name}: ${who.length === 0 ? 'nothing' : who.join(', ')}.`;
  });
  return [...nodes.map(describeNode), ...plugged].join(' ');
}

function describeNode({ name, devices, containers }: DrawnNode): string {
  const parts = [
    ...containers.map((container) => `container ${container.name} (${deviceList(container)})`),
    ...(devices.length === 0 ? [] : [deviceList({ devices })]),
  ];
  return `Node ${name}: ${parts.length === 0 ? 'nothing' : parts.join('; ')}.`;
}

function deviceList({ devices }: Pick<DrawnNode, 'devices'>): string {
  if (devices.length === 0) return 'no devices';
  return devices
    .map(({ name, addresses }) => [name, ...addresses.map(({ text }) => text)].join(' '))
    .join(', ');
}
