import type { Drawing, DrawnNode } from '../drawing.ts';

/** The drawing with the cards of each node in the order of the nodes that they lead to. */
export function facing(drawing: Drawing): Drawing {
  return { ...drawing, nodes: drawing.nodes.map((node) => facingNode(node, drawing)) };
}

function facingNode(node: DrawnNode, { nodes, links }: Drawing): DrawnNode {
  const own = new Set(node.devices.map(({ id }) => id));
  const numberOf = new Map(
    nodes.flatMap(({ devices }, number) => devices.map(({ id }) => [id, number] as const)),
  );
  const cables = links.filter(({ kind }) => kind === 'cable');
  /** Mean number of the nodes at the other ends. */
  const towards = (card: string): number => {
    const segment = cables.find(({ from }) => from === card)?.to;
    const others = cables
      .filter(({ from, to }) => to === segment && !own.has(from))
      .map(({ from }) => numberOf.get(from) ?? 0);
    if (others.length === 0) return numberOf.get(card) ?? 0;
    return others.reduce((sum, number) => sum + number, 0) / others.length;
  };
  const cards = node.devices
    .filter(({ kind }) => kind === 'nic')
    .toSorted((a, b) => towards(a.id) - towards(b.id));
  return { ...node, devices: [...node.devices.filter(({ kind }) => kind !== 'nic'), ...cards] };
}
