// Carries out verbs of wirelab inside one process, one after another, as bin/wirelab.mjs would:
// thousands of files are read in the time that a few hundred processes need to start. Nothing that
// a verb that only reads should do is possible here: no process, no connection, no written file.
import childProcess from 'node:child_process';
import dgram from 'node:dgram';
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';
import { ensureBuilt, root } from '../../bin/build.mjs';

ensureBuilt();
const { wirelab } = await import(new URL('dist/src/cli/program.js', root).href);
const { reportFault } = await import(new URL('dist/src/cli/faults.js', root).href);

const effects = [
  [childProcess, ['exec', 'execFile', 'execFileSync', 'execSync', 'fork', 'spawn', 'spawnSync']],
  [net, ['connect', 'createConnection', 'createServer']],
  [dgram, ['createSocket']],
  [fs, ['writeFileSync', 'appendFileSync', 'mkdirSync', 'rmSync', 'renameSync', 'symlinkSync']],
  [fs.promises, ['writeFile', 'appendFile', 'mkdir', 'rm', 'rename', 'symlink']],
];
let forbidden = [];
for (const [module, names] of effects) {
  for (const name of names) {
    module[name] = () => {
      forbidden.push(name);
      throw new Error(`${name} is not for a verb that only reads`);
    };
  }
}
syncBuiltinESMExports();

async function carryOut({ args, env }) {
  const said = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr']) {
    process[name].write = (chunk) => {
      said[name] += String(chunk);
      return true;
    };
  }
  forbidden = [];
  process.exitCode = 0;
  Object.assign(process.env, env);
  const started = process.cpuUsage();
  let code;
  try {
    await wirelab().parseAsync(['node', 'wirelab', ...args]);
    code = process.exitCode;
  } catch (error) {
    code = reportFault(error);
  }
  const { user, system } = process.cpuUsage(started);
  process.exitCode = 0;
  return { code, ...said, forbidden, cpuMs: (user + system) / 1000 };
}

process.on('message', (request) => {
  void carryOut(request).then((answer) => process.send?.(answer));
});
// Whoever asks has gone.
process.on('disconnect', () => process.exit());
process.send?.('ready');
