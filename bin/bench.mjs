#!/usr/bin/env node
// `node bin/bench.mjs NAME [FLAGS]` runs bench/NAME.ts, built.
import { existsSync } from 'node:fs';
import { ensureBuilt, root } from './build.mjs';

const [name = '', ...flags] = process.argv.slice(2);
ensureBuilt('test/vm');
const file = new URL(`dist/bench/${name}.js`, root);
if (/^[a-z-]+$/.test(name) && existsSync(file)) {
  process.argv.splice(2, Infinity, ...flags);
  await import(file.href);
} else {
  process.stderr.write(
    'usage: node bin/bench.mjs start [--rounds 5] [--accel auto] [--json]\n' +
      '       node bin/bench.mjs soak [--runs 200] [--crowds 2] [--labs 8] [--seed S] [--provider netns]\n' +
      '                               [--deeds signals] [--json]\n',
  );
  process.exitCode = 2;
}
