import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

interface Tool {
  readonly tool: string;
  readonly why: string;
  readonly only?: 'unprivileged';
  readonly packages: Readonly<Record<string, string | null>>;
}

interface Lock {
  readonly packages: Readonly<
    Record<string, { version?: string; integrity?: string; optional?: boolean }>
  >;
}

const setupFile = (name: string): string =>
  fileURLToPath(new URL(`../../../setup/${name}`, import.meta.url));

const { distributionFamily } = (await import(setupFile('host.mjs'))) as {
  distributionFamily: (osRelease: string) => string | null;
};
const { aptCommands, manualInstructions, packagesOf, requiredTools } = (await import(
  setupFile('system-packages.mjs')
)) as {
  aptCommands: (
    packages: readonly string[],
    options: { root: boolean },
  ) => { update: readonly string[]; install: readonly string[] };
  manualInstructions: (missing: readonly Tool[], family: string | null) => readonly string[];
  packagesOf: (tools: readonly Tool[], family: string) => readonly string[];
  requiredTools: (options: { root: boolean; purposes: readonly string[] }) => readonly Tool[];
};
const { modulesMatchLock, nodeIsNewEnough } = (await import(setupFile('project.mjs'))) as {
  modulesMatchLock: (lock: Lock, installed: Lock) => boolean;
  nodeIsNewEnough: (running: string, engines: string) => boolean;
};

describe('distributionFamily', () => {
  it.each([
    ['ID=debian\nVERSION_ID="13"', 'debian'],
    ['ID=ubuntu\nID_LIKE=debian', 'debian'],
    ['NAME="Linux Mint"\nID=linuxmint\nID_LIKE="ubuntu debian"', 'debian'],
    ['ID=fedora', 'fedora'],
    ['ID="rocky"\nID_LIKE="rhel centos fedora"', 'fedora'],
    ['ID=arch', 'arch'],
    ['ID="opensuse-tumbleweed"\nID_LIKE="opensuse suse"', 'suse'],
    ['ID=alpine', null],
    ['', null],
  ])('reads %j as %s', (osRelease, family) => {
    expect(distributionFamily(osRelease)).toBe(family);
  });
});

describe('system packages', () => {
  it('name each Debian package once, and uidmap only without root', () => {
    const asRoot = packagesOf(requiredTools({ root: true, purposes: ['qemu'] }), 'debian');
    const asUser = packagesOf(requiredTools({ root: false, purposes: ['qemu'] }), 'debian');
    expect(new Set(asRoot).size).toBe(asRoot.length);
    expect(asRoot).toContain('util-linux');
    expect(asUser.filter((name) => !asRoot.includes(name))).toEqual(['uidmap']);
  });

  it('are known for Debian, and say why they are needed', () => {
    for (const { tool, why, packages } of requiredTools({
      root: false,
      purposes: ['qemu', 'netns', 'vagrant', 'tests'],
    })) {
      expect(packages['debian'], tool).toMatch(/^[a-z0-9.+-]+$/);
      expect(Object.keys(packages), tool).toEqual(['debian', 'fedora', 'arch', 'suse']);
      expect(why, tool).not.toBe('');
    }
  });

  it('are installed with sudo, and without when root', () => {
    const user = aptCommands(['socat'], { root: false });
    expect(user.update.join(' ')).toBe(
      'sudo env DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=300 update',
    );
    expect(aptCommands(['socat'], { root: true }).install.join(' ')).toBe(
      'env DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=300 ' +
        'install -y --no-install-recommends socat',
    );
  });

  it('are left to the user on other distributions, with the command where there is one', () => {
    const missing: readonly Tool[] = [
      { tool: 'ip', why: 'makes segments', packages: { fedora: 'iproute', suse: 'iproute2' } },
      { tool: 'mmdebstrap', why: 'builds images', packages: { fedora: 'mmdebstrap', suse: null } },
    ];
    expect(manualInstructions(missing, 'suse')).toEqual([
      'Missing:',
      '  ip  (makes segments)',
      '  mmdebstrap  (builds images)',
      'Install them: sudo zypper install iproute2',
      "Not among the distribution's own packages: mmdebstrap",
      'Then run this again.',
    ]);
    expect(manualInstructions(missing, 'fedora')).toContain(
      'Install them: sudo dnf install iproute mmdebstrap',
    );
    expect(manualInstructions(missing, null)).toEqual([
      'Install these tools, then run this again:',
      '  ip  (makes segments)',
      '  mmdebstrap  (builds images)',
    ]);
  });
});

describe('nodeIsNewEnough', () => {
  it.each([
    ['20.19.0', true],
    ['20.20.2', true],
    ['22.0.0', true],
    ['20.18.9', false],
    ['18.30.0', false],
  ])('%s: %s', (running, enough) => {
    expect(nodeIsNewEnough(running, '>=20.19')).toBe(enough);
  });
});

describe('modulesMatchLock', () => {
  const lock: Lock = {
    packages: {
      '': {},
      'node_modules/a': { version: '1.0.0', integrity: 'x' },
      'node_modules/for-mac': { version: '1.0.0', integrity: 'y', optional: true },
    },
  };
  const a = { version: '1.0.0', integrity: 'x' };

  it.each([
    ['everything but an optional package of another platform', { 'node_modules/a': a }, true],
    ['a package missing', {}, false],
    ['an older version', { 'node_modules/a': { ...a, version: '0.9.0' } }, false],
    ['a package that the lock file does not know', { 'node_modules/a': a, b: a }, false],
  ])('%s', (_, packages, matches) => {
    expect(modulesMatchLock(lock, { packages })).toBe(matches);
  });
});

describe('setup.mjs', () => {
  const setup = (...args: readonly string[]) =>
    spawnSync(process.execPath, [setupFile('setup.mjs'), ...args], { encoding: 'utf8' });

  it('refuses arguments that it does not know', () => {
    const { status, stderr } = setup('--dryrun');
    expect(status).toBe(2);
    expect(stderr).toMatch(/^Unknown argument: --dryrun\n\nUsage: /);
  });

  it('explains itself', () => {
    const { status, stdout } = setup('--help');
    expect(status).toBe(0);
    expect(stdout).toMatch(/^Usage: npm run setup/);
  });
});
