#!/usr/bin/env node
import { ensureBuilt, root } from './build.mjs';

try {
  ensureBuilt();
  await import(new URL('dist/src/cli/main.js', root).href);
} catch (error) {
  const missing = error?.code === 'ERR_MODULE_NOT_FOUND';
  process.stderr.write(`wirelab cannot start: ${error?.message ?? error}\n`);
  if (missing) process.stderr.write('`npm run setup` installs what is missing.\n');
  process.exitCode = 3;
}
