import { virsh } from './virsh.ts';

/** As libvirt names itself and the QEMU that it runs: `libvirt 9.0.0 with QEMU 7.2.22`. */
export async function libvirtVersion(signal: AbortSignal): Promise<string> {
  const text = await virsh(['version'], { signal });
  const [, library = 'of an unknown version'] = /^Using library: libvirt (.*)$/m.exec(text) ?? [];
  const [, hypervisor = 'a hypervisor'] = /^Running hypervisor: (.*)$/m.exec(text) ?? [];
  return `libvirt ${library} with ${hypervisor}`;
}
