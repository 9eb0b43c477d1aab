/** A small cloud image, made of Debian's packages as its publishers make theirs. */
import { execFileSync } from 'node:child_process';
import {
  closeSync,
  mkdirSync,
  openSync,
  readdirSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { withRootRights } from '../../src/lib/user-namespace.ts';

const sectorBytes = 512;
/** Of 1 MiB each, as partitions are laid out everywhere. */
const firstSector = 2048;
const bootSectors = 131_072;

const packages = [
  ...['linux-image-cloud-amd64', 'initramfs-tools', 'systemd-sysv', 'udev', 'kmod'],
  ...['cloud-init', 'openssh-server', 'iproute2', 'iputils-ping', 'nftables', 'socat'],
  ...['procps', 'tcpdump', 'netbase', 'ifupdown'],
];

/** What its initramfs needs; which tools the image has is up to the test. */
const hooks = [
  'echo MODULES=list >"$1/etc/initramfs-tools/conf.d/modules"',
  String.raw`printf 'virtio_pci\nvirtio_blk\next4\n' >>"$1/etc/initramfs-tools/modules"`,
  'chroot "$1" update-initramfs -u',
  String.raw`printf 'LABEL=root / ext4 defaults 0 1\n' >"$1/etc/fstab"`,
  'rm -rf "$1"/var/lib/apt/lists/* "$1"/var/cache/apt/*.bin',
];

const menu = `DEFAULT linux
PROMPT 0
LABEL linux
  KERNEL vmlinuz
  APPEND initrd=initrd root=LABEL=root ro console=ttyS0
`;

function run(directory: string, argv: readonly [string, ...string[]]): void {
  const [file, ...args] = argv;
  execFileSync(file, args, {
    cwd: directory,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      ...process.env,
      TMPDIR: directory,
      PATH: `${process.env['PATH'] ?? ''}:/usr/sbin:/sbin`,
    },
  });
}

/** Makes `disk.qcow2` in the directory, and returns its path. Minutes. */
export function makeCloudDisk(directory: string, suite: string): string {
  mkdirSync(join(directory, 'boot'));
  run(
    directory,
    withRootRights([
      'mmdebstrap',
      '--quiet',
      '--mode=unshare',
      '--variant=minbase',
      '--architectures=amd64',
      '--aptopt=Apt::Install-Recommends "0"',
      ...['man', 'locale', 'doc'].map((name) => `--dpkgopt=path-exclude=/usr/share/${name}/*`),
      `--include=${packages.join(',')}`,
      ...hooks.map((hook) => `--customize-hook=${hook}`),
      '--customize-hook=copy-out /boot .',
      suite,
      'root.tar',
      'http://deb.debian.org/debian',
    ]),
  );
  makeRootPartition(directory);
  makeBootPartition(directory);
  joinPartitions(directory);
  run(directory, ['qemu-img', 'convert', '-O', 'qcow2', '-c', 'disk.raw', 'disk.qcow2']);
  return join(directory, 'disk.qcow2');
}

/** Unpacked and written by one root of one namespace: files belong to several users. */
function makeRootPartition(directory: string): void {
  const script = [
    'mkdir root',
    "tar -C root --xattrs --xattrs-include='*' --exclude='./dev/*' --exclude='./boot/*' -xf root.tar",
    'kib=$(du -sk --apparent-size root | cut -f1)',
    'mke2fs -q -F -t ext4 -L root -d root root.img $((kib * 13 / 10 + 200000))k',
    'rm -r root root.tar',
  ];
  run(directory, withRootRights(['sh', '-ec', script.join('\n')]));
}

function makeBootPartition(directory: string): void {
  const image = join(directory, 'boot.img');
  writeFileSync(image, '');
  truncateSync(image, bootSectors * sectorBytes);
  const named = (start: string): string =>
    join('boot', readdirSync(join(directory, 'boot')).find((name) => name.startsWith(start)) ?? '');
  writeFileSync(join(directory, 'syslinux.cfg'), menu);
  const geometry = ['-h', '255', '-s', '63', '-H', String(firstSector)];
  run(directory, ['mformat', '-i', 'boot.img', '-T', String(bootSectors), ...geometry, '::']);
  run(directory, ['mcopy', '-i', 'boot.img', named('vmlinuz-'), '::vmlinuz']);
  run(directory, ['mcopy', '-i', 'boot.img', named('initrd.img-'), '::initrd']);
  run(directory, ['mcopy', '-i', 'boot.img', 'syslinux.cfg', '::']);
  run(directory, ['syslinux', '--install', 'boot.img']);
}

/** Two partitions behind a master boot record that starts the first. */
function joinPartitions(directory: string): void {
  const rootSectors = statSync(join(directory, 'root.img')).size / sectorBytes;
  const rootStart = firstSector + bootSectors;
  const dd = (from: string, ...words: string[]): void => {
    run(directory, [
      'dd',
      'status=none',
      `if=${from}`,
      'of=disk.raw',
      'conv=notrunc,sparse',
      ...words,
    ]);
  };
  writeFileSync(join(directory, 'disk.raw'), '');
  truncateSync(join(directory, 'disk.raw'), (rootStart + rootSectors) * sectorBytes);
  dd('/usr/lib/syslinux/mbr/mbr.bin', 'bs=440', 'count=1');
  dd('boot.img', 'bs=1M', `seek=${(firstSector * sectorBytes) / 2 ** 20}`);
  dd('root.img', 'bs=1M', `seek=${(rootStart * sectorBytes) / 2 ** 20}`);
  const table = Buffer.concat([
    partition(0x80, 0x0c, firstSector, bootSectors),
    partition(0, 0x83, rootStart, rootSectors),
    Buffer.alloc(32),
    Buffer.of(0x55, 0xaa),
  ]);
  const disk = openSync(join(directory, 'disk.raw'), 'r+');
  writeSync(disk, table, 0, table.length, 446);
  closeSync(disk);
}

/** An entry of the partition table; cylinders and heads are not used any more. */
function partition(flags: number, type: number, start: number, sectors: number): Buffer {
  const entry = Buffer.alloc(16);
  entry.set([flags, 0xfe, 0xff, 0xff, type, 0xfe, 0xff, 0xff]);
  entry.writeUInt32LE(start, 8);
  entry.writeUInt32LE(sectors, 12);
  return entry;
}
