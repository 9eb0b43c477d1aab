import { expect, test } from 'vitest';
import {
  fileMemory,
  machineArguments,
  type MachineShape,
  maxNics,
  mgmtArguments,
  nicDevice,
  ownMemory,
  tapArguments,
} from '../../../../src/providers/qemu/machine-arguments.ts';

const boot = {
  kind: 'kernel',
  disk: '/c/a,b/root.ext4',
  kernel: '/c/vmlinuz',
  initrd: '/c/initrd',
} as const;
const emulated: MachineShape = { cpus: 2, memoryMib: 256, nics: 1, accelerator: 'tcg' };

/** An option with its value on each line, as people write a command. */
function lines(argv: readonly string[]): string {
  return argv.join(' ').replaceAll(/ -(?=[a-z])/g, '\n-');
}

test('an emulated machine', () => {
  expect(lines(machineArguments(emulated, boot))).toMatchInlineSnapshot(`
    "-machine pc,memory-backend=m0,vmport=off
    -accel tcg,tb-size=64
    -cpu max,-cx16,-la57
    -smp 2
    -m 256
    -nodefaults
    -no-user-config
    -display none
    -no-reboot
    -kernel /c/vmlinuz
    -initrd /c/initrd
    -append console=ttyS0 quiet panic=-1 net.ifnames=0 mitigations=off random.trust_cpu=on nowatchdog norandmaps no_timer_check systemd.show_status=0 sysctl.net.ipv6.conf.default.accept_ra=0 sysctl.net.ipv6.conf.default.accept_dad=0 sysctl.net.core.fb_tunnels_only_for_init_net=2
    -drive file=/c/a,,b/root.ext4,if=none,id=d0,format=raw,readonly=on,file.locking=off
    -device virtio-blk-pci,drive=d0,addr=4
    -device virtio-rng-pci,addr=5
    -device vmgenid,guid=auto
    -device virtio-net-pci,netdev=mgmt,addr=8,mac=52:54:00:00:00:01"
  `);
});

test('KVM differs by accelerator and processor model alone', () => {
  const tcg = machineArguments(emulated, boot);
  const kvm = machineArguments({ ...emulated, accelerator: 'kvm' }, boot);
  const differing = tcg.flatMap((word, index) => (word === kvm[index] ? [] : [[word, kvm[index]]]));
  expect(kvm).toHaveLength(tcg.length);
  expect(differing).toEqual([
    ['tcg,tb-size=64', 'kvm'],
    ['max,-cx16,-la57', 'host'],
  ]);
});

test('memory of its own, shared with a template in the making, and private to a clone', () => {
  expect([
    ownMemory(emulated),
    fileMemory(emulated, '/c/a,b/memory', 'shared'),
    fileMemory(emulated, '/c/memory', 'private'),
  ]).toEqual([
    ['-object', 'memory-backend-ram,id=m0,size=256M'],
    ['-object', 'memory-backend-file,id=m0,size=256M,mem-path=/c/a,,b/memory,share=on'],
    ['-object', 'memory-backend-file,id=m0,size=256M,mem-path=/c/memory,share=off'],
  ]);
});

test('mgmt leads nowhere but to sshd', () => {
  expect(lines(mgmtArguments('127.1.2.3'))).toMatchInlineSnapshot(
    `"-netdev user,id=mgmt,restrict=on,ipv6=off,net=192.0.2.0/24,hostfwd=tcp:127.1.2.3:22-192.0.2.15:22"`,
  );
});

test('data NICs keep their slots, as hexadecimal, and their order', () => {
  expect(lines(tapArguments(['node1.ens5', 'node1.ens6']))).toMatchInlineSnapshot(`
    "-netdev tap,id=data0,ifname=node1.ens5,script=no,downscript=no
    -device virtio-net-pci,netdev=data0,addr=0x9,mac=52:54:00:00:01:00
    -netdev tap,id=data1,ifname=node1.ens6,script=no,downscript=no
    -device virtio-net-pci,netdev=data1,addr=0xa,mac=52:54:00:00:01:01"
  `);
});

test('the last NIC is in the last slot of the bus', () => {
  expect(nicDevice(maxNics - 1)).toMatchObject({ addr: '0x1f', mac: '52:54:00:00:01:16' });
});
