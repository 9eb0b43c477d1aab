/** The QEMU command line of a node, and what of it must be the same in a template and its clones. */
import type { Accelerator } from '../provider.ts';
import type { DiskFormat } from './cloud/disk-format.ts';

/** All that decides whether a saved machine fits a new one. */
export interface MachineShape {
  readonly cpus: number;
  readonly memoryMib: number;
  /** Number of data NICs; mgmt is not counted. */
  readonly nics: number;
  readonly accelerator: Accelerator['name'];
}

/** What QEMU boots by itself, without a boot loader. */
export interface KernelFiles {
  readonly kernel: string;
  readonly initrd: string;
}

/** What a machine boots from. */
export type Boot = KernelBoot | DiskBoot;

/** A kernel that QEMU is given; what is written to the disk stays in the machine's memory. */
export interface KernelBoot extends KernelFiles {
  readonly kind: 'kernel';
  readonly disk: string;
}

/** A disk with a boot loader of its own. */
export interface DiskBoot {
  readonly kind: 'disk';
  readonly disk: string;
  readonly format: DiskFormat;
  /** What cloud-init is told: a CD image. */
  readonly seed: string;
  /** Dropped, they are in a file without a name, in the directory of temporary files. */
  readonly writes: 'kept' | 'dropped';
}

/** PCI slots: what a node needs first, then mgmt, then the data NICs; 31 is the bus's last. */
export const mgmtSlot = 8;
const firstNicSlot = 9;
export const maxNics = 31 - firstNicSlot + 1;

/** Out-of-band addresses; TEST-NET-1 (RFC 5737), which no scenario may use. */
const mgmtNet = '192.0.2.0/24';
export const mgmtAddress = '192.0.2.15';

/** Of the mgmt NIC. */
export const mgmtMac = '52:54:00:00:00:01';

export const kernelCommandLine = [
  'console=ttyS0',
  'quiet',
  'panic=-1',
  'net.ifnames=0',
  'mitigations=off',
  'random.trust_cpu=on',
  'nowatchdog',
  // QEMU translates code anew for each address that it is found at: with programs at random ones that
  // is most of what an emulated processor does (kernel, admin-guide/kernel-parameters.txt).
  'norandmaps',
  // A busy host makes the timer check of an emulated machine fail by chance.
  'no_timer_check',
  'systemd.show_status=0',
  // Before the first NIC appears; sysctl.d comes too late for it.
  'sysctl.net.ipv6.conf.default.accept_ra=0',
  'sysctl.net.ipv6.conf.default.accept_dad=0',
  // No gre0, sit0 and the like in new network namespaces (kernel, admin-guide/sysctl/net.rst).
  'sysctl.net.core.fb_tunnels_only_for_init_net=2',
].join(' ');

/**
 * CPU model. Emulated: QEMU 7.2 computes wrong flags after CMPXCHG16B when an interrupt came
 * before it, and the kernel's allocator uses that instruction all the time, so a quarter of all
 * boots panicked; without cx16 the kernel takes another path. Five-level paging only costs time.
 */
export const cpuModel: Readonly<Record<Accelerator['name'], string>> = {
  kvm: 'host',
  tcg: 'max,-cx16,-la57',
};

const acceleratorArgument: Readonly<Record<Accelerator['name'], string>> = {
  kvm: 'kvm',
  tcg: 'tcg,tb-size=64',
};

/** PCI slot of a data NIC, counted from 0. */
export function nicSlot(index: number): number {
  return firstNicSlot + index;
}

/** A PCI slot as /sys/bus/pci names it. */
export function slotName(slot: number): string {
  return slot.toString(16).padStart(2, '0');
}

/** MAC address that a data NIC has until the node is given its identity. */
function factoryMac(index: number): string {
  return `52:54:00:00:01:${index.toString(16).padStart(2, '0')}`;
}

/** What template and clone have in common, without memory and back ends. */
export function machineArguments(shape: MachineShape, boot: Boot): readonly string[] {
  return [
    ...['-machine', 'pc,memory-backend=m0,vmport=off'],
    ...['-accel', acceleratorArgument[shape.accelerator]],
    ...['-cpu', cpuModel[shape.accelerator]],
    ...['-smp', String(shape.cpus), '-m', String(shape.memoryMib)],
    ...['-nodefaults', '-no-user-config', '-display', 'none', '-no-reboot'],
    ...bootArguments(boot),
    ...['-device', 'virtio-rng-pci,addr=5'],
    ...['-device', 'vmgenid,guid=auto'],
    ...['-device', `virtio-net-pci,netdev=mgmt,addr=${mgmtSlot},mac=${mgmtMac}`],
  ];
}

function bootArguments(boot: Boot): readonly string[] {
  switch (boot.kind) {
    case 'kernel':
      return [
        ...['-kernel', boot.kernel, '-initrd', boot.initrd, '-append', kernelCommandLine],
        '-drive',
        `file=${option(boot.disk)},if=none,id=d0,format=raw,readonly=on,file.locking=off`,
        ...['-device', 'virtio-blk-pci,drive=d0,addr=4'],
      ];
    case 'disk':
      return [
        '-drive',
        `file=${option(boot.disk)},if=none,id=d0,format=${boot.format},${writesOption[boot.writes]}`,
        ...['-device', 'virtio-blk-pci,drive=d0,addr=4,bootindex=0'],
        '-drive',
        `file=${option(boot.seed)},if=none,id=seed,format=raw,readonly=on,file.locking=off`,
        ...['-device', 'virtio-blk-pci,drive=seed,addr=6'],
      ];
  }
}

const writesOption: Readonly<Record<DiskBoot['writes'], string>> = {
  kept: 'cache=unsafe',
  dropped: 'snapshot=on',
};

/** A data NIC as `-device` and as QMP's `device_add` take it. */
export function nicDevice(index: number): Readonly<Record<string, string>> {
  return {
    driver: 'virtio-net-pci',
    netdev: netdevName(index),
    // QEMU reads a device address as hexadecimal.
    addr: `0x${nicSlot(index).toString(16)}`,
    mac: factoryMac(index),
  };
}

/** What QEMU calls the cable of a data NIC. */
export function netdevName(index: number): string {
  return `data${index}`;
}

/** `-netdev`/`-device` pairs of the data NICs, each on the tap of that name. */
export function tapArguments(taps: readonly string[]): readonly string[] {
  return taps.flatMap((tap, index) => [
    '-netdev',
    `tap,id=${netdevName(index)},ifname=${tap},script=no,downscript=no`,
    '-device',
    deviceArgument(nicDevice(index)),
  ]);
}

function deviceArgument({ driver = '', ...properties }: Readonly<Record<string, string>>): string {
  return [driver, ...Object.entries(properties).map(([key, value]) => `${key}=${value}`)].join(',');
}

/** The out-of-band network: nothing leaves it, and sshd is at `listen` port 22. */
export function mgmtArguments(listen: string): readonly string[] {
  const forward = `hostfwd=tcp:${listen}:22-${mgmtAddress}:22`;
  return ['-netdev', `user,id=mgmt,restrict=on,ipv6=off,net=${mgmtNet},${forward}`];
}

/** Memory of a machine that is booted and thrown away. */
export function ownMemory(shape: MachineShape): readonly string[] {
  return ['-object', `memory-backend-ram,id=m0,size=${shape.memoryMib}M`];
}

/** Memory in a file: shared while a template is made, a private copy in its clones. */
export function fileMemory(
  shape: MachineShape,
  path: string,
  access: 'shared' | 'private',
): readonly string[] {
  const share = access === 'shared' ? 'on' : 'off';
  return [
    '-object',
    `memory-backend-file,id=m0,size=${shape.memoryMib}M,mem-path=${option(path)},share=${share}`,
  ];
}

/** A value inside a QEMU option: a comma is written twice (qemu(1)). */
function option(value: string): string {
  return value.replaceAll(',', ',,');
}
