/** Which system packages wirelab needs here, and the commands that install them. */
import { readFileSync } from 'node:fs';

/**
 * The tools that wirelab runs on this host for these purposes (a provider's name, or `tests`), from
 * requirements.json: `tool` (a command, or the absolute path of a file), `why`, `for` (whether a
 * purpose needs it `always`, or for `some` scenarios), `packages` (one name for each distribution
 * family, null where the family has none) and `only: "unprivileged"` for what root does not need.
 */
export function requiredTools({ root, purposes }) {
  const text = readFileSync(new URL('requirements.json', import.meta.url), 'utf8');
  return JSON.parse(text)
    .tools.filter((entry) => !(root && entry.only === 'unprivileged'))
    .filter((entry) => purposes.some((purpose) => purpose in entry.for));
}

/** Names of the packages that hold the tools, each once. */
export function packagesOf(tools, family) {
  return [...new Set(tools.map((entry) => entry.packages[family]).filter(Boolean))];
}

/** The two commands that install Debian packages: refresh the lists, install. */
export function aptCommands(packages, { root }) {
  const asRoot = root ? ['env'] : ['sudo', 'env'];
  const apt = [...asRoot, 'DEBIAN_FRONTEND=noninteractive', 'apt-get', '-q'];
  // Waits, in seconds, for another apt or an unattended upgrade to finish.
  const lock = ['-o', 'DPkg::Lock::Timeout=300'];
  return {
    update: [...apt, ...lock, 'update'],
    install: [...apt, ...lock, 'install', '-y', '--no-install-recommends', ...packages],
  };
}

const installers = {
  fedora: 'dnf install',
  arch: 'pacman -S',
  suse: 'zypper install',
};

/** What to tell somebody whose distribution setup cannot install packages on. */
export function manualInstructions(missing, family) {
  const lines = missing.map((entry) => `  ${entry.tool}  (${entry.why})`);
  const installer = installers[family];
  if (installer === undefined) {
    return ['Install these tools, then run this again:', ...lines];
  }
  const unpackaged = missing.filter((entry) => entry.packages[family] === null);
  const packages = packagesOf(missing, family);
  return [
    'Missing:',
    ...lines,
    ...(packages.length > 0 ? [`Install them: sudo ${installer} ${packages.join(' ')}`] : []),
    ...unpackaged.map((entry) => `Not among the distribution's own packages: ${entry.tool}`),
    'Then run this again.',
  ];
}
