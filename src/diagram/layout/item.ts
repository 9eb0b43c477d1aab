/** What stands in a node's box: containers, devices, and names on cables. */
import type {
  DeviceKind,
  DrawnContainer,
  DrawnDevice,
  DrawnLink,
  DrawnNode,
  DrawnText,
  Mark,
} from '../drawing.ts';
import type { TextRole } from './scene.ts';

export interface ItemText {
  readonly id: string | null;
  readonly role: TextRole;
  readonly text: string;
  readonly mark: Mark | null;
}

/** A line of texts with two blanks between them. */
export type ItemLine = readonly ItemText[];

export interface Item {
  readonly id: string;
  readonly mark: Mark | null;
  /** `label`: a name on a cable, without a box. */
  readonly form: 'container' | 'device' | 'label';
  readonly kind: DeviceKind | null;
  /** In the upper border. */
  readonly title: ItemText | null;
  readonly lines: readonly ItemLine[];
  readonly width: number;
  readonly height: number;
}

/** `wide`: addresses beside names. `tall`: below them, where there is less room. */
export type Shape = 'wide' | 'tall';

export interface NodeItems {
  readonly items: readonly Item[];
  /** The item that a container or device is drawn as, or in; by its id. */
  readonly itemOf: ReadonlyMap<string, Item>;
}

/** Blanks between two texts of a line. */
export const TEXT_GAP = 2;

export function nodeItems(node: DrawnNode, links: readonly DrawnLink[], shape: Shape): NodeItems {
  const onBridges = new Set(links.flatMap(({ kind, from }) => (kind === 'port' ? [from] : [])));
  const itemOf = new Map<string, Item>();
  const items: Item[] = [];
  const add = (item: Item, ids: readonly string[]): void => {
    items.push(item);
    for (const id of ids) itemOf.set(id, item);
  };
  for (const container of node.containers) {
    const ids = [container.id, ...container.devices.map(({ id }) => id)];
    add(containerItem(container, node.name), ids);
  }
  for (const device of node.devices) {
    const inPassing = device.kind === 'veth' && onBridges.has(device.id);
    const plain = device.addresses.length + device.details.length === 0;
    add(inPassing && plain ? labelItem(device) : deviceItem(device, shape), [device.id]);
  }
  return { items, itemOf };
}

function containerItem(container: DrawnContainer, node: string): Item {
  const { id, mark, devices, notes, hostNetwork, name } = container;
  const what = hostNetwork ? [`network of ${node}`] : devices.length === 0 ? ['lo only'] : [];
  const [only] = devices;
  const lines = [
    ...(devices.length === 1 && only !== undefined ? tallLines(only) : devices.flatMap(wideLines)),
    ...[...what, ...notes].map((text) => [detail(text)]),
  ];
  return boxed({ id, mark, form: 'container', kind: null, title: titled(id, name, mark), lines });
}

function deviceItem(device: DrawnDevice, shape: Shape): Item {
  const { id, mark, kind } = device;
  const lines = shape === 'wide' ? wideLines(device) : tallLines(device);
  return boxed({ id, mark, form: 'device', kind, title: null, lines });
}

function labelItem({ id, mark, kind, name }: DrawnDevice): Item {
  const text: ItemText = { id, role: 'name', text: withMark(name, mark), mark };
  const width = text.text.length;
  return { id, mark, form: 'label', kind, title: null, lines: [[text]], width, height: 1 };
}

function boxed(item: Omit<Item, 'width' | 'height'>): Item {
  const title = item.title === null ? 0 : item.title.text.length + 2;
  const inner = Math.max(title, ...item.lines.map(lineWidth));
  // An odd number, so that there is a column in the middle.
  return { ...item, width: (inner + 4) | 1, height: item.lines.length + 2 };
}

export function lineWidth(line: ItemLine): number {
  return line.reduce((sum, { text }) => sum + text.length, 0) + TEXT_GAP * (line.length - 1);
}

/** The name, and below it each address. */
function tallLines(device: DrawnDevice): readonly ItemLine[] {
  return [
    [nameText(device)],
    ...device.addresses.map((address) => [addressText(address)]),
    ...device.details.flatMap(brokenDetail).map((text) => [detail(text)]),
  ];
}

/** `VNI 42` and `to 10.0.0.20`. */
function brokenDetail(text: string): readonly string[] {
  return text.split(/ (?=to )|(?<=,) (?=key )/);
}

/** The name and beside it the addresses. */
function wideLines(device: DrawnDevice): readonly ItemLine[] {
  const name = nameText(device);
  const [first, ...more] = device.addresses.map(addressText);
  const indent: ItemText = { ...name, id: null, text: ' '.repeat(name.text.length), mark: null };
  return [
    first === undefined ? [name] : [name, first],
    ...more.map((address) => [indent, address]),
    ...device.details.map((text) => [detail(text)]),
  ];
}

function nameText({ id, name, mark }: DrawnDevice): ItemText {
  return { id, role: 'name', text: withMark(name, mark), mark };
}

function addressText({ id, text, mark }: DrawnText): ItemText {
  return { id, role: 'address', text: withMark(text, mark), mark };
}

function detail(text: string): ItemText {
  return { id: null, role: 'detail', text, mark: null };
}

export function titled(id: string, name: string, mark: Mark | null): ItemText {
  return { id, role: 'title', text: withMark(name, mark), mark };
}

/** What is different is said in words too: colours are not for everybody. */
export function withMark(text: string, mark: Mark | null): string {
  if (mark === 'failed') return `${text} ✗`;
  return mark === 'missing' || mark === 'extra' || mark === 'changed' ? `${text} (${mark})` : text;
}
