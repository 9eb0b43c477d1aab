import { expect, it } from 'vitest';
import { labFile } from '../../../../src/providers/vagrant/lab-file.ts';
import { nodeWith } from '../qemu/nodes.ts';

const box = {
  name: 'wirelab/debian-13-0a1b2c3d4e5f-a1b2c3',
  boot: { kernel: '/boxes/vmlinuz', initrd: '/boxes/initrd' },
  hostKey: 'AAAA',
};

it('is what the Vagrantfile makes machines of', async () => {
  const file = labFile({
    ...{ lab: 'pair-0a1b', scenario: 'pair', segments: ['lan'], accelerator: 'tcg' },
    nodes: [
      { node: nodeWith('node1', ['ens5', 'ens6']), box, adoption: null, script: 'set -e\n' },
      {
        node: nodeWith('node2', [], { cpus: 2, memoryMib: 512 }),
        box,
        adoption: null,
        script: null,
      },
      {
        node: nodeWith('node3', []),
        box: { name: 'debian/trixie64', boot: null, hostKey: null },
        adoption: '#!/bin/sh\n',
        script: null,
      },
    ],
  });
  await expect(`${JSON.stringify(file, null, 2)}\n`).toMatchFileSnapshot('lab-file.txt');
});

it('gives a KVM machine the processor of the host', () => {
  const spec = { lab: 'pair-0a1b', scenario: 'pair', segments: [], nodes: [] };
  expect(labFile({ ...spec, accelerator: 'kvm' })).toMatchObject({
    accelerator: 'kvm',
    cpu: 'host',
  });
});
