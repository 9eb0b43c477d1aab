/** Starts a libvirt for all tests, and packs the box that they boot, for a Vagrant of their own. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../src/lib/project-root.ts';
import { startLibvirt } from './libvirt.ts';

/** Returns what ends it. */
export async function setup(): Promise<() => Promise<void>> {
  const directory = mkdtempSync('/tmp/wl-libvirt-');
  const libvirt = await startLibvirt(directory);
  process.env['LIBVIRT_DEFAULT_URI'] = libvirt.uri;
  process.env['VAGRANT_HOME'] = join(directory, 'vagrant.d');
  const end = async (): Promise<void> => {
    await libvirt.stop();
    rmSync(directory, { recursive: true, force: true });
  };
  try {
    const launcher = join(projectRoot, 'bin', 'wirelab.mjs');
    execFileSync(process.execPath, [launcher, 'image', 'box'], { stdio: 'inherit' });
  } catch (error) {
    await end();
    throw error;
  }
  return end;
}
