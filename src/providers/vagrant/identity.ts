import { shellQuote } from '../../lib/shell-quote.ts';
import type { Node } from '../../topology/model.ts';
import { identityLines as machineLines } from '../qemu/identity.ts';
import { nicsOf } from '../qemu/lab.ts';

/** What every other provider's NICs have until the scenario says otherwise (IEEE 802.3). */
const mtu = 1500;

/**
 * Shell lines that make a machine this node. Its NICs sit in the PCI slots that a QEMU provider's
 * do; libvirt passes the size of frames on its bridges on to them, which a scenario does not want.
 */
export function identityLines(lab: string, node: Node): string {
  const sizes = nicsOf(node).map(({ name }) => `link set dev ${shellQuote(name)} mtu ${mtu}`);
  const lines = sizes.length === 0 ? [] : ['ip -b - <<SIZES', ...sizes, 'SIZES'];
  return [machineLines(lab, node, null), ...lines].join('\n');
}
