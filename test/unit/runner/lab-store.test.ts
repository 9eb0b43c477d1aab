import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  createLab,
  deleteLab,
  findRecord,
  labDirectory,
  labsDirectory,
  readLab,
  writeLab,
} from '../../../src/runner/lab-store.ts';
import { listLabs } from '../../../src/runner/labs.ts';
import { readLedger, recordResource } from '../../../src/runner/ledger.ts';
import { recordOf } from './lab-record.ts';
import { usePrivateRuntime } from './private-runtime.ts';

usePrivateRuntime();

const dead = '4194305:1';

test('a record comes back as it was written, with nothing beside it', async () => {
  const record = recordOf('lab-1');
  const directory = await createLab(record);
  expect(readLab('lab-1')).toMatchObject(record);
  writeLab({ ...record, state: 'kept' });
  expect(readLab('lab-1').state).toBe('kept');
  expect(readdirSync(directory)).toEqual(['lab.json']);
  expect(readdirSync(labsDirectory())).toEqual(['lab-1']);
});

test('nobody else can look into a lab', async () => {
  const directory = await createLab(recordOf('lab-1'));
  expect(statSync(directory).mode & 0o777).toBe(0o700);
  expect(statSync(join(directory, 'lab.json')).mode & 0o777).toBe(0o600);
});

test('no lab takes the place of another', async () => {
  await createLab(recordOf('lab-1'));
  await expect(createLab(recordOf('lab-1', { owner: dead }))).rejects.toThrow('cannot be made');
  expect(readLab('lab-1').owner).not.toBe(dead);
  expect(readdirSync(labsDirectory())).toEqual(['lab-1']);
});

test('a lab that is gone is not there', async () => {
  await createLab(recordOf('lab-1'));
  await deleteLab('lab-1');
  expect(existsSync(labDirectory('lab-1'))).toBe(false);
  expect(findRecord('lab-1')).toBeNull();
  expect(() => readLab('lab-1')).toThrow('the lab lab-1 is gone');
});

test.each(['', '{', 'null', '[]', '{"format":1}', '{"format":99,"id":"other"}'])(
  'the record %j is of another version, and its lab is left alone',
  async (text) => {
    mkdirSync(labDirectory('other'), { recursive: true });
    writeFileSync(join(labDirectory('other'), 'lab.json'), text);
    expect(() => readLab('other')).toThrow('made by another version of wirelab');
    expect(await listLabs()).toMatchObject([{ id: 'other', state: 'kept', topology: null }]);
  },
);

test('what a lab is said to be follows from its record and its owner', async () => {
  mkdirSync(labDirectory('no-record'), { recursive: true });
  mkdirSync(join(labsDirectory(), '.making-1-1-abcdef'));
  await createLab(recordOf('starts', { startedAt: '2026-01-02' }));
  await createLab(recordOf('died', { owner: dead, startedAt: '2026-01-01' }));
  await createLab(recordOf('kept', { owner: dead, state: 'kept', startedAt: '2026-01-03' }));
  expect(await listLabs()).toMatchObject([
    { id: 'no-record', state: 'dead', pid: null },
    { id: 'died', state: 'dead', pid: null, scenario: 'pair' },
    { id: 'starts', state: 'starting', pid: process.pid },
    { id: 'kept', state: 'kept', pid: null },
  ]);
});

test('the ledger comes back in order, without lines that were cut short', async () => {
  const directory = await createLab(recordOf('lab-1'));
  recordResource('lab-1', { kind: 'segment', name: 'lan' });
  appendFileSync(join(directory, 'ledger.jsonl'), 'null\n{"kind":"node"}\n7\n');
  recordResource('lab-1', { kind: 'node', name: 'node1' });
  appendFileSync(join(directory, 'ledger.jsonl'), '{"kind":"node","na');
  expect(readLedger('lab-1')).toEqual([
    { kind: 'segment', name: 'lan' },
    { kind: 'node', name: 'node1' },
  ]);
  expect(readLedger('never-was')).toEqual([]);
});
