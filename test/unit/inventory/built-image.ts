import type { BuiltImageSpec } from '../../../src/inventory/inventory.ts';

/** An image of Debian 13, with what is changed. */
export function builtImage(name: string, change: Partial<BuiltImageSpec> = {}): BuiltImageSpec {
  return {
    ...{ kind: 'built', name, suite: 'trixie', kernelPackage: 'linux-image-cloud-amd64' },
    ...{ kernelFrom: null, packages: [], files: [] },
    ...change,
  };
}
