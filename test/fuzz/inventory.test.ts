/** Reads damaged and hostile inventories. See scenarios.test.ts for what says how many. */
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, it } from 'vitest';
import { projectRoot } from '../../src/lib/project-root.ts';
import { mutatedText } from './inputs/mutated-text.ts';
import { mutatedTree } from './inputs/mutated-tree.ts';
import { expectNoFault } from './no-fault.ts';
import { fuzzOptions } from './options.ts';
import { VerbClient } from './verb-client.ts';

const directory = mkdtempSync(join(tmpdir(), 'wirelab-fuzz-'));
const own = join(projectRoot, 'inventory');
const names = readdirSync(own).filter((name) => name.endsWith('.yaml'));
const client = new VerbClient();
afterAll(() => {
  client.close();
  rmSync(directory, { recursive: true });
});

const inputs = fc.constantFrom(...names).chain((name) => {
  const texts = [readFileSync(join(own, name), 'utf8')];
  return fc.oneof(mutatedText(texts), mutatedTree(texts)).map((text) => ({ name, text }));
});

it('inventories are read or refused', async () => {
  const codes = new Set<number | null>();
  const read = async ({ name, text }: { name: string; text: string }): Promise<void> => {
    cpSync(own, directory, { recursive: true });
    writeFileSync(join(directory, name), text);
    const env = { WIRELAB_INVENTORY: directory };
    for (const args of [
      ['validate', 'veth-direct'],
      ['plan', 'veth-direct'],
    ]) {
      const outcome = await client.run(args, env);
      expectNoFault(`${args.join(' ')} with ${name}`, outcome);
      codes.add(outcome.code);
    }
  };
  const [name = ''] = names;
  await read({ name, text: readFileSync(join(own, name), 'utf8') });
  await read({ name, text: '- not an inventory\n' });
  expect([...codes]).toEqual([0, 2]);
  await fc.assert(fc.asyncProperty(inputs, read), fuzzOptions(0.1));
});
