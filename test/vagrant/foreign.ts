/** What is in libvirt, and what others might have there. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export function virsh(...argv: readonly string[]): string {
  const uri = process.env['LIBVIRT_DEFAULT_URI'] ?? '';
  return execFileSync('virsh', ['--quiet', '--connect', uri, ...argv], { encoding: 'utf8' });
}

/**
 * A network that is used, a pool with a volume, and a machine that runs, with names that begin as
 * those of labs do.
 */
export function defineForeign(directory: string): void {
  const file = (name: string, text: string): string => {
    writeFileSync(join(directory, name), text);
    return join(directory, name);
  };
  const network = `<network><name>wirelab-foreign</name><bridge name='wlforeign'/>
    <ip address='198.51.100.1' netmask='255.255.255.0'><dhcp>
    <range start='198.51.100.2' end='198.51.100.9'/></dhcp></ip></network>`;
  virsh('net-define', file('network.xml', network));
  virsh('net-start', 'wirelab-foreign');
  const pool = join(directory, 'pool');
  mkdirSync(pool);
  virsh('pool-create-as', 'wirelab-foreign', 'dir', '--target', pool);
  virsh('vol-create-as', 'wirelab-foreign', 'wirelab-foreign.img', '1M', '--format', 'raw');
  const domain = `<domain type='qemu'><name>wirelab-foreign</name><memory unit='MiB'>32</memory>
    <os><type>hvm</type></os><devices>
    <disk type='volume'><source pool='wirelab-foreign' volume='wirelab-foreign.img'/>
    <target dev='vda' bus='virtio'/></disk>
    <interface type='network'><source network='wirelab-foreign'/></interface>
    </devices></domain>`;
  virsh('define', file('domain.xml', domain));
  virsh('start', 'wirelab-foreign');
}

export function removeForeign(): void {
  virsh('destroy', 'wirelab-foreign');
  virsh('undefine', 'wirelab-foreign');
  virsh('net-destroy', 'wirelab-foreign');
  virsh('net-undefine', 'wirelab-foreign');
  virsh('pool-destroy', 'wirelab-foreign');
}

/**
 * All that libvirt has, in which state, and what it made of it on this host, where no other libvirt may
 * be at work meanwhile.
 */
export function libvirtStock(): readonly string[] {
  const pools = virsh('pool-list', '--name').trim().split(/\s+/).filter(Boolean);
  const rules = execFileSync('iptables-save', { encoding: 'utf8' }).split('\n');
  return [
    ...linesOf('domain', virsh('list', '--all')),
    ...linesOf('domain', virsh('list', '--all', '--uuid')),
    ...linesOf('network', virsh('net-list', '--all')),
    ...linesOf('network', virsh('net-list', '--all', '--uuid')),
    ...linesOf('pool', virsh('pool-list', '--all', '--details')).map((line) =>
      line.replaceAll(/\d[\d.]* \w?i?B/g, 'N'),
    ),
    ...pools.flatMap((pool) => linesOf(`volume of ${pool}`, virsh('vol-list', pool))),
    ...readdirSync('/sys/class/net').filter((name) => /^(wl|vnet|virbr)/.test(name)),
    ...rules.filter((line) => / (wl|virbr)/.test(line)),
  ].toSorted();
}

function linesOf(what: string, text: string): readonly string[] {
  const lines = text.split('\n').map((line) => line.trim());
  return lines.filter((line) => line !== '').map((line) => `${what}: ${line}`);
}
