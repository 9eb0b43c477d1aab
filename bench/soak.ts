/**
 * Endurance: runs that are killed at random moments, each followed by another one without anybody
 * cleaning up, and crowds of labs that stand at the same time. Ends with 1 when something was left
 * behind or a verdict was wrong.
 */
import { cpus, release, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { takeStock } from '../test/vm/leftovers.ts';
import { privateHost } from '../test/vm/wirelab.ts';
import { crowd } from './soak/crowd.ts';
import type { Deed, WirelabSignal } from './soak/judge.ts';
import { randomFrom } from './soak/random.ts';
import { knownScenarios } from './soak/scenarios.ts';
import { newTally, summary } from './soak/tally.ts';
import { type Soak, trial, undisturbed } from './soak/trial.ts';

const { values: flags } = parseArgs({
  options: {
    runs: { type: 'string', default: '200' },
    crowds: { type: 'string', default: '2' },
    labs: { type: 'string', default: '8' },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 2 ** 32)) },
    provider: { type: 'string', default: 'netns' },
    /** Only these: `SIGKILL,machine`. */
    deeds: { type: 'string', default: 'SIGKILL,SIGTERM,SIGINT,SIGHUP,twice,machine,helper' },
    json: { type: 'boolean', default: false },
  },
});

const signals: readonly WirelabSignal[] = ['SIGKILL', 'SIGTERM', 'SIGINT', 'SIGHUP'];

function deedNamed(name: string): Deed {
  if (name === 'machine' || name === 'helper') return { kind: name };
  if (name === 'twice') return { kind: 'signal', signal: 'SIGINT', times: 2 };
  const signal = signals.find((known) => known === name);
  if (signal === undefined) throw new Error(`there is no deed ${name}`);
  return { kind: 'signal', signal, times: 1 };
}

const seed = Number(flags.seed);
const random = randomFrom(seed);
const deeds = flags.deeds.split(',').map(deedNamed);
const tally = newTally();
const host = privateHost();
const soak: Soak = {
  ...{ host, random, tally },
  stock: takeStock(host),
  flags: ['--provider', flags.provider],
  say: (message) => process.stderr.write(`${message}\n`),
};
soak.say(`seed ${seed}, provider ${flags.provider}`);
const startedAt = performance.now();
const typicalMs = new Map<string, number>();
for (const scenario of knownScenarios) {
  typicalMs.set(scenario.name, await undisturbed(soak, 'at the start', scenario));
}
for (let number = 1; number <= Number(flags.runs); number++) {
  const scenario = random.pick(knownScenarios);
  // Somewhat longer than a run takes: some kills come when all is over.
  const afterMs = random.fraction() * 1.05 * (typicalMs.get(scenario.name) ?? 0);
  const next = random.pick(knownScenarios);
  await trial(soak, { number, deed: random.pick(deeds), afterMs, scenario, next });
}
for (let number = 1; number <= Number(flags.crowds); number++) {
  await crowd(soak, { number, size: Number(flags.labs), deeds });
}
const seconds = (performance.now() - startedAt) / 1000;
await host.run(['clean', '--all']);
host.remove();
const machine = {
  processors: `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}`,
  memoryMib: Math.round(totalmem() / 2 ** 20),
  kernel: release(),
  node: process.version,
};
for (const { where, what, said } of [...tally.leaks, ...tally.wrong]) {
  soak.say(`\n${where}: ${what}\n${said}`);
}
soak.say(summary(tally, seconds));
if (flags.json) {
  const at = new Date().toISOString();
  const result = { at, seed, provider: flags.provider, seconds, machine, ...tally };
  process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
}
process.exitCode = tally.leaks.length + tally.wrong.length === 0 ? 0 : 1;
