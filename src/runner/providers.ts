/** Puts each provider together with what it needs. */
import type { Provider } from '../providers/provider.ts';

/** A provider is loaded when it is asked for. */
const providers: Readonly<Record<Provider['name'], () => Promise<Provider>>> = {
  qemu: async () => {
    const { qemuProvider } = await import('../providers/qemu/provider.ts');
    const { loadInventory } = await import('../inventory/load.ts');
    const { openNodeShell } = await import('./node-shell.ts');
    return qemuProvider({ inventory: loadInventory(), openShell: openNodeShell });
  },
  netns: async () => {
    const { netnsProvider } = await import('../providers/netns/provider.ts');
    return netnsProvider();
  },
  vagrant: async () => {
    const { vagrantProvider } = await import('../providers/vagrant/provider.ts');
    const { loadInventory } = await import('../inventory/load.ts');
    return vagrantProvider(loadInventory());
  },
};

export const providerNames: readonly string[] = Object.keys(providers);

export function providerNamed(name: Provider['name']): Promise<Provider> {
  return providers[name]();
}

export function allProviders(): Promise<readonly Provider[]> {
  return Promise.all(Object.values(providers).map((load) => load()));
}
