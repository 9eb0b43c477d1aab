/** What this machine is and has. Everything here only looks. */
import { spawnSync } from 'node:child_process';
import { accessSync, constants, readFileSync } from 'node:fs';
import { join } from 'node:path';

const families = ['debian', 'fedora', 'arch', 'suse'];

/**
 * The distribution family that an os-release(5) file tells of: `debian`, `fedora`, `arch`, `suse`,
 * or null for any other.
 */
export function distributionFamily(osRelease) {
  const value = (key) =>
    new RegExp(`^${key}=["']?([^"'\\n]*)`, 'm').exec(osRelease)?.[1].toLowerCase() ?? '';
  const names = `${value('ID')} ${value('ID_LIKE')}`.split(/[\s-]+/);
  const known = names.map((name) => (name === 'ubuntu' ? 'debian' : name));
  return known.find((name) => families.includes(name)) ?? null;
}

export function readOsRelease() {
  try {
    return readFileSync('/etc/os-release', 'utf8');
  } catch {
    return '';
  }
}

/** True when the tool is there: an absolute path that can be read, or a command on the path. */
export function hasTool(tool) {
  if (tool.startsWith('/')) return accessible(tool, constants.R_OK);
  // Debian keeps the sbin directories off the path of ordinary users.
  const directories = [...(process.env.PATH ?? '').split(':'), '/usr/sbin', '/sbin'];
  return directories.some((directory) => accessible(join(directory, tool), constants.X_OK));
}

/** Which of these Debian packages dpkg does not have installed. */
export function missingDebianPackages(packages) {
  const format = '-f=${Package} ${db:Status-Status}\n';
  // Exit code 1 only says that some of the packages are unknown to dpkg.
  const { stdout, error } = spawnSync('dpkg-query', ['-W', format, ...packages], {
    encoding: 'utf8',
  });
  if (error) throw error;
  const lines = new Set(stdout.split('\n'));
  return packages.filter((name) => !lines.has(`${name} installed`));
}

function accessible(path, mode) {
  try {
    accessSync(path, mode);
    return true;
  } catch {
    return false;
  }
}
