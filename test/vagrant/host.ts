import { afterAll, beforeAll, expect } from 'vitest';
import { type Before, takeStock } from '../vm/leftovers.ts';
import { type PrivateHost, privateHost } from '../vm/wirelab.ts';
import { defineForeign, libvirtStock, removeForeign } from './foreign.ts';

export interface VagrantHost extends PrivateHost {
  /** Nothing of a lab is left, and what others have is as it was. */
  expectAsBefore(): Promise<void>;
}

/** A host for the tests of a file, with what others have in libvirt. */
export function vagrantHost(): VagrantHost {
  const host = privateHost();
  let stock: Before;
  let libvirt: readonly string[];
  beforeAll(() => {
    defineForeign(host.directory);
    stock = takeStock(host);
    libvirt = libvirtStock();
    expect(libvirt.join('\n')).toContain('wirelab-foreign.img');
  });
  afterAll(async () => {
    await host.run(['clean', '--all']);
    removeForeign();
    host.remove();
  });
  return {
    ...host,
    expectAsBefore: async () => {
      expect(libvirtStock()).toEqual(libvirt);
      await stock.expectNothingLeft();
    },
  };
}
