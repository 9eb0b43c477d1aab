import type { Node, Veth } from '../topology/model.ts';

/** One end of a pair, and where it lives; `container` is null for the node's own namespace. */
interface End {
  readonly veth: Veth;
  readonly container: string | null;
}

/** Lines for `ip -batch`, in the node's own namespace: one a pair, both ends in their places. */
export function vethLines(node: Node): readonly string[] {
  const ends = vethEnds(node);
  return ends.flatMap((end, index) => {
    const { container, name } = end.veth.peer;
    const peer = ends.findIndex(
      (other) => other.container === container && other.veth.name === name,
    );
    const other = ends[peer];
    return other === undefined || peer < index ? [] : [vethLine(end, other)];
  });
}

function vethEnds(node: Node): readonly End[] {
  return [{ ...node.root, name: null }, ...node.containers].flatMap(({ name, devices }) =>
    devices.flatMap((device) =>
      device.kind === 'veth' ? [{ veth: device, container: name }] : [],
    ),
  );
}

function vethLine(one: End, other: End): string {
  return `link add ${endWords(one)} type veth peer ${endWords(other)}`;
}

function endWords({ veth, container }: End): string {
  const place = container === null ? '' : ` netns ${container}`;
  return `name ${veth.name} address ${veth.mac} mtu ${veth.mtu}${place}`;
}
