import type { Command } from 'commander';
import { expect, it } from 'vitest';
import { exitCodes } from '../../../src/cli/exit-codes.ts';
import { wirelab } from '../../../src/cli/program.ts';
import { codeIn, readPage, sectionOf, tableRows } from './markdown.ts';

const page = 'README.md';
const commands = sectionOf(readPage(page), '## Commands');
const rows = tableRows(commands);

/** Verbs with their words: `run`, `image build`. */
function verbsOf(command: Command, before: readonly string[] = []): readonly [string, Command][] {
  return command.commands.flatMap((verb): readonly [string, Command][] => {
    const words = [...before, verb.name()];
    return verb.commands.length > 0 ? verbsOf(verb, words) : [[words.join(' '), verb]];
  });
}

const verbs = verbsOf(wirelab());

it(`${page} lists every command`, () => {
  const written = rows.flatMap(([cell]) => /^`wirelab ([a-z ]*[a-z])/.exec(cell ?? '')?.[1] ?? []);
  expect(written.toSorted()).toEqual(verbs.map(([name]) => name).toSorted());
});

it(`${page} lists every flag with its commands`, () => {
  const written = rows.flatMap(([flag, of]) => {
    const name = /^`(--[a-z-]+)/.exec(flag ?? '')?.[1];
    return name === undefined ? [] : codeIn(of ?? '').map((verb) => `${verb} ${name}`);
  });
  const known = verbs.flatMap(([verb, { options }]) =>
    options.map(({ long }) => `${verb} ${long ?? ''}`),
  );
  expect(written.toSorted()).toEqual(known.toSorted());
});

it(`${page} lists every exit code`, () => {
  const written = tableRows(sectionOf(commands, '### Exit codes')).map(([code]) => Number(code));
  expect(written).toEqual(Object.values(exitCodes));
});
