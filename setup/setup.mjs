#!/usr/bin/env node
/**
 * Makes this machine ready for wirelab: system packages, node modules, build. Needs node and npm
 * only, and is safe to repeat: what is there already is left alone.
 */
import { spawnSync } from 'node:child_process';
import { constants } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureBuilt } from '../bin/build.mjs';
import { distributionFamily, hasTool, missingDebianPackages, readOsRelease } from './host.mjs';
import { modulesAreInstalled, nodeIsNewEnough, readJson } from './project.mjs';
import { aptCommands, manualInstructions, packagesOf, requiredTools } from './system-packages.mjs';

const usage = `Usage: npm run setup [-- --netns | --vagrant | --tests] [--dry-run]

Installs the system packages that wirelab needs (Debian and Ubuntu, with sudo when not root),
then the node modules, then builds. Safe to repeat.

  --netns    what labs of --provider netns need, instead of those of the default, qemu
  --vagrant  what labs of --provider vagrant need, and boxes
  --tests    what wirelab's own tests need (npm test): no Vagrant, and a few things more
  --dry-run  print the commands instead of running them
  --help     print this text

Exit codes: 0 ready, 2 wrong arguments, 3 this machine cannot be made ready (the reason is printed)`;

const projectDirectory = fileURLToPath(new URL('..', import.meta.url));

class SetupFailure extends Error {
  constructor(lines, exitCode = 3) {
    super([lines].flat().join('\n'));
    this.exitCode = exitCode;
  }
}

function say(text) {
  console.log(`setup: ${text}`);
}

/** Runs a command in the project directory, and returns whether it succeeded. */
function run(argv, { dryRun }) {
  say(`${dryRun ? 'would run' : 'running'}: ${argv.join(' ')}`);
  if (dryRun) return true;
  const [command, ...args] = argv;
  const result = spawnSync(command, args, {
    cwd: projectDirectory,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (result.error) throw new SetupFailure(`Cannot run ${command}: ${result.error.message}`);
  if (result.signal) {
    throw new SetupFailure(
      `${command} was ended by ${result.signal}`,
      128 + constants.signals[result.signal],
    );
  }
  return result.status === 0;
}

function checkNode() {
  const { engines } = readJson(join(projectDirectory, 'package.json'));
  if (nodeIsNewEnough(process.versions.node, engines.node)) return;
  throw new SetupFailure([
    `wirelab needs Node ${engines.node}, this is ${process.versions.node}.`,
    'Install a newer one: https://nodejs.org/en/download',
  ]);
}

function installSystemPackages(options) {
  const root = process.getuid() === 0;
  const tools = requiredTools({ root, purposes: options.purposes });
  const family = distributionFamily(readOsRelease());
  if (family !== 'debian') {
    const missing = tools.filter((entry) => !hasTool(entry.tool));
    if (missing.length > 0) throw new SetupFailure(manualInstructions(missing, family));
    say('system packages: every tool is there');
    return;
  }
  const packages = packagesOf(tools, family);
  const missing = missingDebianPackages(packages);
  if (missing.length === 0) {
    say(`system packages: all ${packages.length} are there`);
    return;
  }
  say(`system packages: missing ${missing.join(' ')}`);
  const commands = aptCommands(missing, { root });
  if (!root && !hasTool('sudo')) {
    throw new SetupFailure([
      'This needs root, and there is no sudo. As root, run:',
      `  apt-get update && apt-get install -y --no-install-recommends ${missing.join(' ')}`,
    ]);
  }
  // A broken third-party source fails the update and need not matter: the install decides.
  run(commands.update, options);
  if (!run(commands.install, options)) {
    throw new SetupFailure([
      `apt-get could not install: ${missing.join(' ')}`,
      'Its own message is above. On Ubuntu, some of them are in the component "universe":',
      '  sudo add-apt-repository universe',
    ]);
  }
}

function installModules(options) {
  if (modulesAreInstalled(projectDirectory)) {
    say('node modules: as package-lock.json wants them');
    return;
  }
  // Without scripts: the optional native parts of ssh2 need a compiler, and it works without.
  if (!run(['npm', 'ci', '--ignore-scripts', '--no-audit', '--no-fund'], options)) {
    throw new SetupFailure('npm ci failed; its own message is above.');
  }
}

function build({ dryRun }) {
  if (dryRun) {
    say('would build dist/ if it is older than the sources');
    return;
  }
  try {
    ensureBuilt();
  } catch (error) {
    throw new SetupFailure(`The build failed: ${error.message}`);
  }
}

/** The default provider's labs, unless the arguments say otherwise. */
function purposesOf(args) {
  const asked = ['netns', 'vagrant', 'tests'].filter((purpose) => args.includes(`--${purpose}`));
  return asked.length === 0 ? ['qemu'] : asked;
}

function main(args) {
  if (args.includes('--help')) {
    console.log(usage);
    return;
  }
  const unknown = args.filter(
    (arg) => !['--dry-run', '--netns', '--vagrant', '--tests'].includes(arg),
  );
  if (unknown.length > 0) {
    throw new SetupFailure([`Unknown argument: ${unknown.join(' ')}`, '', usage], 2);
  }
  const options = {
    dryRun: args.includes('--dry-run'),
    purposes: purposesOf(args),
  };
  checkNode();
  installSystemPackages(options);
  installModules(options);
  build(options);
  if (!options.dryRun) say('ready');
}

try {
  main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof SetupFailure)) throw error;
  console.error(error.message);
  process.exitCode = error.exitCode;
}
