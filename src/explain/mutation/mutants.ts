/**
 * What a lab could be without: mutants of a scenario, each with one thing of its configuration
 * removed or changed.
 */
import { writtenDevices } from '../../scenario/devices/node-devices.ts';
import type { RawNode, RawScenario } from '../../scenario/schema/scenario.ts';
import type { Path } from '../../scenario/yaml/tree.ts';
import type { Positions } from '../../scenario/yaml/positions.ts';
import { endpointLabel } from '../../topology/endpoint-label.ts';
import type { Container, Device, Namespace, Node, Where } from '../../topology/model.ts';
import type { Topology } from '../../topology/topology.ts';
import { deviceEdits } from './devices.ts';
import { type Edit, inside, notMutated, type NotMutated } from './edit.ts';
import { namespaceEdits } from './namespaces.ts';

export interface Mutant {
  /** Unique in its step, and the same in all steps: `node1/con1: no route default via …`. */
  readonly key: string;
  readonly node: string;
  /** Where it is different: `node1`, or `node1/con1` for a container. */
  readonly at: string;
  /** What is different. */
  readonly words: string;
  /** Of what was removed or changed. */
  readonly where: Where;
  /** The node as it is then. What depends on what was removed is still there. */
  readonly mutated: Node;
}

/** A scenario as it is written, in each of its steps. */
export interface WrittenScenario extends WrittenStep {
  /** The steps after the first. */
  readonly stages: readonly WrittenStep[];
}

interface WrittenStep {
  readonly scenario: RawScenario;
  readonly positions: Positions;
}

interface Placed {
  readonly container: string | null;
  readonly edit: Edit<Node>;
}

/** The mutants of each step, in the order of its nodes. */
export function mutantsOf(
  { steps, file }: Topology,
  written: WrittenScenario,
): readonly (readonly Mutant[])[] {
  const stages: readonly WrittenStep[] = [written, ...written.stages];
  return stages.map((stage, index) => stepMutants(steps[index]?.nodesDuring ?? [], stage, file));
}

function stepMutants(
  nodes: readonly Node[],
  { scenario, positions }: WrittenStep,
  file: string,
): readonly Mutant[] {
  return nodes.flatMap((node) => {
    const raw = scenario.nodes[node.name];
    if (raw === undefined) return [];
    const written = nodeEdits(node, raw).filter(
      ({ edit: { path, ifWritten = false } }) => !ifWritten || isWritten(scenario, path),
    );
    return written.map(({ container, edit: { words, path, after } }): Mutant => {
      const at = endpointLabel({ node: node.name, container });
      const where = { file, ...positions.at(path) };
      const key = `${at}: ${words}`;
      return { key, node: node.name, at, words, where, mutated: after };
    });
  });
}

function isWritten(data: unknown, [key, ...rest]: Path): boolean {
  if (key === undefined) return data !== undefined;
  if (typeof data !== 'object' || data === null) return false;
  return isWritten(Reflect.get(data, key), rest);
}

/** A new part of a node joins with its mutants, or says why it has none. */
const NODE_PARTS: {
  readonly [P in keyof Node]: ((node: Node, raw: RawNode) => readonly Placed[]) | NotMutated;
} = {
  name: notMutated('nothing of the network'),
  kind: notMutated('nothing of the network'),
  root: (node, raw) => placeEdits(node, raw, null),
  containers: (node, raw) => node.containers.flatMap((each) => containerEdits(node, raw, each)),
};

function nodeEdits(node: Node, raw: RawNode): readonly Placed[] {
  return Object.values(NODE_PARTS).flatMap((edits) =>
    typeof edits === 'function' ? edits(node, raw) : [],
  );
}

type OwnOfContainer = Exclude<keyof Container, keyof Namespace>;

/** The same for what a container has beside what is in its namespace. */
const CONTAINER_PARTS: Readonly<
  Record<OwnOfContainer, ((container: Container) => readonly Edit<Container>[]) | NotMutated>
> = {
  name: notMutated('the removal of the container covers it'),
  hostNetwork: ({ name, ...container }) =>
    container.hostNetwork
      ? [
          {
            words: 'a network of its own',
            path: ['network'],
            after: { ...container, name, hostNetwork: false },
          },
        ]
      : [],
};

function containerEdits(node: Node, raw: RawNode, container: Container): readonly Placed[] {
  const { name, hostNetwork } = container;
  const path = ['nodes', node.name, 'containers', name];
  const own = Object.values(CONTAINER_PARTS).flatMap((edits) =>
    typeof edits === 'function' ? edits(container) : [],
  );
  const put = (after: Container): Node => ({
    ...node,
    containers: node.containers.map((each) => (each.name === name ? after : each)),
  });
  const removal = { words: 'no such container', path, after: withoutContainer(node, name) };
  return [
    ...(hostNetwork ? [] : [{ container: name, edit: removal }]),
    ...inside(own, put).map((edit) => ({
      container: name,
      edit: { ...edit, path: [...path, ...edit.path] },
    })),
    ...placeEdits(node, raw, name),
  ];
}

/** Its devices go with it, and the far ends of its veth pairs. */
function withoutContainer(node: Node, name: string): Node {
  const isLeft = (device: Device): boolean =>
    device.kind !== 'veth' || device.peer.container !== name;
  return {
    ...node,
    root: { ...node.root, devices: node.root.devices.filter(isLeft) },
    containers: node.containers
      .filter((each) => each.name !== name)
      .map((each) => ({ ...each, devices: each.devices.filter(isLeft) })),
  };
}

/** Mutants of what is in one namespace. */
function placeEdits(node: Node, rawNode: RawNode, container: string | null): readonly Placed[] {
  const inner = node.containers.find(({ name }) => name === container);
  const namespace: Namespace = inner ?? node.root;
  const raw = container === null ? rawNode : (rawNode.containers?.[container] ?? {});
  const path = ['nodes', node.name, ...(container === null ? [] : ['containers', container])];
  const put = (after: Namespace): Node => withNamespace(node, container, after);
  const written = writtenDevices(node.name, rawNode).filter((each) => each.container === container);
  const devices = namespace.devices.flatMap((device): readonly Edit<Node>[] => {
    const text = written.find(({ name }) => name === device.name);
    if (text === undefined) return [];
    const edits = inside(deviceEdits(device, text), (after) =>
      put({
        ...namespace,
        devices: namespace.devices.map((each) => (each.name === device.name ? after : each)),
      }),
    );
    if (!isRemoved(device, container, node)) return edits;
    const removal = `no ${device.kind} ${device.name}`;
    return [
      { words: removal, path: text.path, after: withoutDevice(node, container, device) },
      ...edits,
    ];
  });
  const rest = inside(namespaceEdits({ namespace, raw, path }), put);
  return [...devices, ...rest].map((edit) => ({ container, edit }));
}

/** A card stays. A veth pair goes once: in the namespace that comes first. */
function isRemoved(device: Device, container: string | null, { containers }: Node): boolean {
  if (device.kind === 'nic') return false;
  if (device.kind !== 'veth') return true;
  const order = [null, ...containers.map(({ name }) => name)];
  const [here, there] = [container, device.peer.container].map((each) => order.indexOf(each));
  if (here === there) return device.name < device.peer.name;
  return (here ?? 0) < (there ?? 0);
}

function withoutDevice(node: Node, container: string | null, gone: Device): Node {
  const isGone = (place: string | null, { name }: Device): boolean =>
    (place === container && name === gone.name) ||
    (gone.kind === 'veth' && place === gone.peer.container && name === gone.peer.name);
  const left = <N extends Namespace>(namespace: N, place: string | null): N => ({
    ...namespace,
    devices: namespace.devices.filter((device) => !isGone(place, device)),
  });
  return {
    ...node,
    root: left(node.root, null),
    containers: node.containers.map((each) => left(each, each.name)),
  };
}

function withNamespace(node: Node, container: string | null, after: Namespace): Node {
  if (container === null) return { ...node, root: after };
  return {
    ...node,
    containers: node.containers.map((each) =>
      each.name === container ? { ...each, ...after } : each,
    ),
  };
}
