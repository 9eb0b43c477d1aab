import type { Inventory } from '../../inventory/inventory.ts';
import { HarnessError } from '../../lib/errors.ts';
import { hostMemory } from '../../lib/host-memory.ts';
import type { Node } from '../../topology/model.ts';
import type { Accelerator, ProviderRequest, StepContext } from '../provider.ts';
import { budgetProblem } from '../qemu/budget.ts';
import { nicsOf } from '../qemu/lab.ts';
import { maxNics } from '../qemu/machine-arguments.ts';
import { adoptScript } from './adopt.ts';
import { findAccelerator } from './accelerator.ts';
import type { Box } from './box.ts';
import { boxFor } from './box-for.ts';
import { maxNodes } from './names.ts';

/** What the nodes of a scenario are made from. */
export interface LabSources {
  readonly accelerator: Accelerator;
  readonly boxOf: (node: Node) => Box;
  /** What makes a node of a machine of another box; null where the box is wirelab's. */
  readonly adoptionOf: (node: Node) => string | null;
}

/** @throws HarnessError when this host cannot have these nodes */
export async function findSources(
  nodes: readonly Node[],
  inventory: Inventory,
  request: ProviderRequest,
  context: StepContext,
): Promise<LabSources> {
  const budget = budgetProblem(nodes, inventory.site, hostMemory());
  if (budget !== null) throw new HarnessError(budget.problem, { remedy: budget.remedy });
  refuseTooLarge(nodes);
  const boxes = new Map<string, Box>();
  for (const image of new Set(nodes.map(({ kind }) => kind.image))) {
    boxes.set(image, await boxFor(image, inventory, context));
  }
  const boxOf = ({ kind }: Node): Box => {
    const box = boxes.get(kind.image);
    if (box === undefined) throw new Error(`image ${kind.image} was not prepared`);
    return box;
  };
  return {
    accelerator: await findAccelerator([...boxes.values()], request, context),
    boxOf,
    adoptionOf(node) {
      const image = inventory.images.get(node.kind.image);
      return image === undefined || boxOf(node).hostKey !== null ? null : adoptScript(image);
    },
  };
}

function refuseTooLarge(nodes: readonly Node[]): void {
  if (nodes.length > maxNodes) {
    throw new HarnessError(`the scenario has ${nodes.length} nodes; ${maxNodes} are the most here`);
  }
  const wide = nodes.find((node) => nicsOf(node).length > maxNics);
  if (wide === undefined) return;
  throw new HarnessError(`node ${wide.name} has more than ${maxNics} interfaces`, {
    remedy: 'spread them over more nodes',
  });
}
