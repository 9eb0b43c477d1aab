import type { Inventory } from '../../inventory/inventory.ts';
import { HarnessError } from '../../lib/errors.ts';
import { hostCommand } from '../../lib/host-command.ts';
import { hostMemory } from '../../lib/host-memory.ts';
import type { Node } from '../../topology/model.ts';
import type { Topology } from '../../topology/topology.ts';
import type {
  Accelerator,
  OpenNodeShell,
  Provider,
  ProviderRequest,
  StepContext,
} from '../provider.ts';
import { chooseAccelerator } from './accelerator.ts';
import { budgetProblem } from './budget.ts';
import { hostProblems } from './host-check.ts';
import { ensureImage, type Image } from './image.ts';
import { type NodeSource, nicsOf, qemuLab } from './lab.ts';
import { maxNics, type MachineShape } from './machine-arguments.ts';
import { sweepHost } from './sweep.ts';
import { ensureTemplate } from './template.ts';

export interface QemuOptions {
  readonly inventory: Inventory;
  readonly openShell: OpenNodeShell;
}

/** Nodes as QEMU machines, segments as Linux bridges in a network namespace a lab. */
export function qemuProvider({ inventory, openShell }: QemuOptions): Provider {
  /** By node name; filled by `prepare`. */
  const sources = new Map<string, NodeSource>();

  async function imagesFor(
    nodes: readonly Node[],
    context: StepContext,
  ): Promise<ReadonlyMap<string, Image>> {
    const images = new Map<string, Image>();
    for (const name of new Set(nodes.map(({ kind }) => kind.image))) {
      const spec = inventory.images.get(name);
      if (spec === undefined) {
        throw new HarnessError(`the inventory has no image ${name}`, {
          remedy: 'name one of inventory/images.yaml in inventory/kinds.yaml',
        });
      }
      images.set(name, await ensureImage(spec, context));
    }
    return images;
  }

  return {
    name: 'qemu',
    checkHost: () => Promise.resolve(hostProblems()),

    async prepare({ nodes }: Topology, request: ProviderRequest, context: StepContext) {
      const budget = budgetProblem(nodes, inventory.site, hostMemory());
      if (budget !== null) throw new HarnessError(budget.problem, { remedy: budget.remedy });
      const version = await qemuVersion(context.signal);
      const images = await imagesFor(nodes, context);
      const [someImage] = images.values();
      if (someImage === undefined) throw new HarnessError('the scenario has no nodes');
      const { boot } = [...images.values()].find(bootsKernel) ?? someImage;
      const accelerator = await chooseAccelerator(request, boot, version, context);
      for (const node of nodes) {
        const image = images.get(node.kind.image) ?? someImage;
        const shape = shapeOf(node, accelerator);
        const template = request.template
          ? await ensureTemplate({ image, shape, qemuVersion: version, openShell }, context)
          : null;
        sources.set(node.name, { image, shape, template });
      }
      return { accelerator, version, caveat: null };
    },

    openLab: (lab) =>
      qemuLab(lab, (node) => {
        const source = sources.get(node.name);
        if (source === undefined) throw new Error(`node ${node.name} was not prepared`);
        return source;
      }),

    sweep: sweepHost,
  };
}

/** Whether it comes up without a boot loader, and so at once. */
function bootsKernel({ boot }: Image): boolean {
  return boot.kind === 'kernel';
}

function shapeOf(node: Node, { name }: Accelerator): MachineShape {
  const nics = nicsOf(node).length;
  if (nics > maxNics) {
    throw new HarnessError(`node ${node.name} has ${nics} interfaces; QEMU takes ${maxNics}`, {
      remedy: 'spread them over more nodes',
    });
  }
  return { cpus: node.kind.cpus, memoryMib: node.kind.memoryMib, nics, accelerator: name };
}

async function qemuVersion(signal: AbortSignal): Promise<string> {
  const output = await hostCommand(['qemu-system-x86_64', '--version'], { signal });
  return output.split('\n')[0] ?? 'QEMU of an unknown version';
}
