import { createHash } from 'node:crypto';
import { shellQuote } from '../../lib/shell-quote.ts';
import type { Nic, Node } from '../../topology/model.ts';
import { nicSlot, slotName } from './machine-arguments.ts';

/** What a node must not share with another, and cannot know by itself. */
export interface Fresh {
  readonly now: Date;
  /** 32 random bytes. */
  readonly seed: Uint8Array;
}

/**
 * Shell lines that make a clone this node: clock, random numbers, host name, machine-id, and the
 * scenario's names and MAC addresses for its NICs, which are found by their PCI slots. `fresh` is null
 * for a machine that has booted by itself, with a clock and random numbers of its own.
 */
export function identityLines(lab: string, node: Node, fresh: Fresh | null): string {
  const nics = node.root.devices.filter((device) => device.kind === 'nic');
  const name = shellQuote(node.name);
  return [
    ...(fresh === null ? [] : freshLines(fresh)),
    `echo ${name} >/proc/sys/kernel/hostname`,
    `echo ${name} >/etc/hostname`,
    `printf '127.0.0.1 localhost\\n127.0.1.1 %s\\n::1 localhost\\n' ${name} >/etc/hosts`,
    `echo ${machineId(lab, node.name)} >/etc/machine-id`,
    ...nics.map((_, index) => findNic(index)),
    ...nicBatch(nics),
  ].join('\n');
}

function freshLines({ now, seed }: Fresh): readonly string[] {
  return [
    `date -s @${(now.getTime() / 1000).toFixed(3)} >/dev/null`,
    ...reseedLines(Buffer.from(seed).toString('hex')),
  ];
}

/**
 * A kernel with a driver for the vmgenid device reseeds itself when the machine is restored. Another
 * one is told to: RNDADDENTROPY and RNDRESEEDCRNG of random(4), which no shell can send.
 */
function reseedLines(seed: string): readonly string[] {
  const [addEntropy, reseed] = ['0x40085203', '0x5207'];
  const perl =
    'open F, "+<", "/dev/urandom" or die $!; ' +
    `$seed = pack("iiH*", 256, 32, "${seed}"); ` +
    `ioctl F, ${addEntropy}, $seed or die $!; $none = 0; ioctl F, ${reseed}, $none or die $!`;
  const python =
    'import fcntl, struct; f = open("/dev/urandom", "wb"); ' +
    `fcntl.ioctl(f, ${addEntropy}, struct.pack("ii32s", 256, 32, bytes.fromhex("${seed}"))); ` +
    `fcntl.ioctl(f, ${reseed})`;
  return [
    'set -- /sys/bus/*/drivers/vmgenid/*:*',
    'if [ ! -e "$1" ]; then',
    `  if command -v perl >/dev/null; then perl -e '${perl}'`,
    `  elif command -v python3 >/dev/null; then python3 -c '${python}'`,
    '  else echo "neither perl nor python3 is there to reseed the random numbers of a kernel' +
      ' without vmgenid" >&2; exit 1; fi',
    'fi',
  ];
}

/** 32 hexadecimal digits (machine-id(5)), the same each time the node is configured. */
function machineId(lab: string, node: string): string {
  return createHash('sha256').update(`${lab}/${node}`).digest('hex').slice(0, 32);
}

function findNic(index: number): string {
  const slot = slotName(nicSlot(index));
  return (
    `set -- /sys/bus/pci/devices/0000:00:${slot}.0/virtio*/net/*; nic${index}=\${1##*/}; ` +
    `[ -e "$1" ] || { echo "data NIC ${index} is missing" >&2; exit 1; }`
  );
}

function nicBatch(nics: readonly Nic[]): readonly string[] {
  if (nics.length === 0) return [];
  // Two NICs may swap names, so each is first given one that no scenario can.
  const lines = [
    ...nics.map((_, index) => `link set $nic${index} down name .nic${index}`),
    ...nics.map(({ name, mac }, index) => `link set .nic${index} name ${name} address ${mac}`),
  ];
  return ['ip -b - <<NICS', ...lines, 'NICS'];
}
