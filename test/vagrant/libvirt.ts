/**
 * A libvirt of the tests' own: its daemons see other directories in the places of the host's, and
 * are alone in a PID namespace, whose end is theirs and that of all machines.
 */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { poll } from '../../src/lib/poll.ts';

export interface PrivateLibvirt {
  readonly uri: string;
  stop(): Promise<void>;
}

/** What the daemons may not share with those of the host. */
const places = ['/etc/libvirt', '/var/lib/libvirt', '/var/log/libvirt', '/run/libvirt'];

/** Under emulation, libvirt asks QEMU for a minute what it can do unless it may open /dev/kvm. */
const qemuConf = [
  'user = "root"',
  'group = "root"',
  'security_driver = "none"',
  'cgroup_controllers = []',
  'namespaces = []',
];
const libvirtdConf = ['auth_unix_rw = "none"', 'auth_unix_ro = "none"'];

/** Starts the daemons, with all that they write below the directory. Needs root. */
export async function startLibvirt(directory: string): Promise<PrivateLibvirt> {
  const own = (place: string) => join(directory, place.replaceAll('/', '_'));
  for (const place of places) mkdirSync(own(place), { recursive: true });
  writeFileSync(join(own('/etc/libvirt'), 'qemu.conf'), `${qemuConf.join('\n')}\n`);
  writeFileSync(join(own('/etc/libvirt'), 'libvirtd.conf'), `${libvirtdConf.join('\n')}\n`);
  const script = [
    'set -e',
    'mount --make-rprivate /',
    ...places.map((place) => `mkdir -p ${place}; mount --bind ${own(place)} ${place}`),
    'virtlogd --pid-file /run/libvirt/virtlogd.pid &',
    'libvirtd --pid-file /run/libvirt/libvirtd.pid &',
    // libvirt waits for its children to be reaped.
    'while :; do wait; sleep 60 & wait; done',
  ].join('\n');
  const spaces = ['--mount', '--pid', '--fork', '--kill-child', '--mount-proc'];
  const child = spawn('unshare', [...spaces, 'sh', '-c', script], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const uri = `qemu+unix:///system?socket=${join(own('/run/libvirt'), 'libvirt-sock')}`;
  const answers = () =>
    Promise.resolve(spawnSync('virsh', ['-c', uri, 'version']).status === 0 ? true : null);
  const patience = { deadlineMs: 30_000, firstPauseMs: 100, maxPauseMs: 500 };
  const { value } = await poll(answers, { ...patience, signal: new AbortController().signal });
  const stop = async (): Promise<void> => {
    const ended = once(child, 'close');
    child.kill('SIGKILL');
    await ended;
  };
  if (value !== null) return { uri, stop };
  await stop();
  throw new Error(`libvirtd does not answer:\n${stderr}`);
}
