/** What a host needs for labs of Vagrant. */
import { tmpdir } from 'node:os';
import { HarnessError } from '../../lib/errors.ts';
import { missingTools } from '../host-tools.ts';
import type { HostProblem } from '../provider.ts';
import { vagrant } from './vagrant.ts';
import { libvirtUri, virsh } from './virsh.ts';

export async function hostProblems(): Promise<readonly HostProblem[]> {
  const missing = missingTools('vagrant');
  if (missing.length > 0) return missing;
  return [...(await pluginProblems()), ...(await daemonProblems())];
}

async function pluginProblems(): Promise<readonly HostProblem[]> {
  try {
    const list = await vagrant(['plugin', 'list'], { lab: 'host-check', directory: tmpdir() });
    if (/^vagrant-libvirt /m.test(list)) return [];
  } catch (error) {
    if (!(error instanceof HarnessError)) throw error;
    return [{ problem: error.message, remedy: 'make `vagrant plugin list` work' }];
  }
  return [
    {
      problem: 'vagrant has no plugin vagrant-libvirt',
      remedy: 'run `npm run setup -- --vagrant`, or: vagrant plugin install vagrant-libvirt',
    },
  ];
}

async function daemonProblems(): Promise<readonly HostProblem[]> {
  try {
    await virsh(['version', '--daemon'], { timeoutMs: 15_000 });
    return [];
  } catch (error) {
    if (!(error instanceof HarnessError)) throw error;
    const [said = ''] = error.message.split('\n').slice(-1);
    return [
      {
        problem: `libvirt does not answer at ${libvirtUri()}: ${said.replace(/^error: /, '')}`,
        remedy:
          'start it: sudo systemctl start libvirtd; and be of its group: sudo usermod -aG libvirt $USER',
      },
    ];
  }
}
