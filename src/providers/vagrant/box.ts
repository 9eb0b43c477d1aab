/** Vagrant boxes: what machines are made from. */
import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { entriesOf } from '../../lib/directories.ts';

export interface Box {
  /** As `config.vm.box` has it. */
  readonly name: string;
  /** What wirelab has its machines boot; null where that is the box's own business. */
  readonly boot: { readonly kernel: string; readonly initrd: string } | null;
  /**
   * The host key of its machines, base64 of the public key blob. Null for a box that wirelab has not
   * packed: its machines have their own, and must be adopted before they are nodes.
   */
  readonly hostKey: string | null;
}

/** A file that a lab's pool holds a copy of. */
export interface BootVolume {
  readonly volume: string;
  /** The file on this host that it is a copy of. */
  readonly file: string;
}

/** What a machine of this box boots, kernel first; none where its disk has a boot loader. */
export function bootVolumes({ name, boot }: Box): readonly BootVolume[] {
  if (boot === null) return [];
  const stem = name.replaceAll('/', '-');
  return [
    { volume: `${stem}.vmlinuz`, file: boot.kernel },
    { volume: `${stem}.initrd`, file: boot.initrd },
  ];
}

/** Where Vagrant keeps its boxes (its documentation, "Environmental variables"). */
function boxesDirectory(): string {
  return join(process.env['VAGRANT_HOME'] ?? join(homedir(), '.vagrant.d'), 'boxes');
}

/** The directory of an added box for libvirt, of its latest version; null when there is none. */
export function boxDirectory(name: string): string | null {
  const versions = join(boxesDirectory(), name.replaceAll('/', '-VAGRANTSLASH-'));
  const places = entriesOf(versions)
    .toSorted((a, b) => b.localeCompare(a, 'en', { numeric: true }))
    // Vagrant 2.4 has a directory for the architecture in between.
    .flatMap((version) => ['', 'amd64'].map((arch) => join(versions, version, arch, 'libvirt')));
  return places.find((place) => existsSync(join(place, 'metadata.json'))) ?? null;
}

/** A box that was added to Vagrant's; null when there is none of this name. */
export function findBox(name: string): Box | null {
  const directory = boxDirectory(name);
  if (directory === null) return null;
  const publicKey = join(directory, 'host_key.pub');
  if (!existsSync(publicKey)) return { name, boot: null, hostKey: null };
  return {
    name,
    boot: { kernel: join(directory, 'vmlinuz'), initrd: join(directory, 'initrd') },
    hostKey: readFileSync(publicKey, 'utf8').split(' ')[1] ?? '',
  };
}
