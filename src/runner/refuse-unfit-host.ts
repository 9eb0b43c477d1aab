import { HarnessError } from '../lib/errors.ts';
import type { Provider } from '../providers/provider.ts';

/** @throws HarnessError with all that this host lacks for the provider's labs */
export async function refuseUnfitHost(provider: Provider): Promise<void> {
  const problems = await provider.checkHost();
  if (problems.length === 0) return;
  const lines = problems.map(({ problem, remedy }) => `${problem}: ${remedy}`);
  throw new HarnessError(`this host lacks what ${provider.name} labs need:\n${lines.join('\n')}`, {
    remedy: 'run `npx wirelab doctor`',
  });
}
