import { hostCommand } from '../../lib/host-command.ts';
import type { Accelerator, ProviderRequest, StepContext } from '../provider.ts';
import { chooseAccelerator } from '../qemu/accelerator.ts';
import type { Box } from './box.ts';

/** Decided as for the QEMU provider, by a trial with a kernel of one of the boxes. @throws HarnessError */
export async function findAccelerator(
  boxes: readonly Box[],
  request: ProviderRequest,
  context: StepContext,
): Promise<Accelerator> {
  const boot = boxes.flatMap((box) => box.boot ?? [])[0] ?? null;
  const version = await hostCommand(['qemu-system-x86_64', '--version'], context);
  const [qemu = ''] = version.split('\n');
  return chooseAccelerator(request, boot, qemu, context);
}
