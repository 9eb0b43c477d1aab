import { describe, expect, it } from 'vitest';
import { commandObjections } from '../../../src/checks/judge/command.ts';
import type { CommandCheck } from '../../../src/topology/checks/command.ts';
import { ended, endpoint, where } from './fake-lab.ts';

const check: CommandCheck = {
  kind: 'command',
  number: 1,
  title: 'a command',
  where,
  withinMs: 0,
  at: [endpoint('node1')],
  run: 'ip -j -d link show vxlan0',
  exitCode: 0,
  stdoutContains: null,
  stdoutEquals: null,
  json: [],
};
const link = ended('[{"ifname":"vxlan0","linkinfo":{"info_data":{"id":42,"learning":true}}}]\n');

describe('commandObjections', () => {
  it.each<[string, Partial<CommandCheck>, readonly string[]]>([
    ['nothing but success', {}, []],
    ['another exit code', { exitCode: 1 }, ['exit code 0 (needs 1)']],
    ['text that is there', { stdoutContains: '"id":42' }, []],
    ['text that is not', { stdoutContains: '"id":43' }, ['stdout lacks "\\"id\\":43"']],
    [
      'values at paths',
      {
        json: [
          { path: '0.linkinfo.info_data.id', value: 42 },
          { path: '0.linkinfo.info_data.learning', value: true },
          { path: '0.ifname', value: 'vxlan0' },
        ],
      },
      [],
    ],
    [
      'other values at paths',
      {
        json: [
          { path: '0.linkinfo.info_data.id', value: '42' },
          { path: '1.ifname', value: 'vxlan0' },
          { path: '0.linkinfo', value: null },
          { path: '0.linkinfo.toString', value: null },
        ],
      },
      [
        '0.linkinfo.info_data.id is 42 (needs "42")',
        '1.ifname is absent (needs "vxlan0")',
        '0.linkinfo is {"info_data":{"id":42,"learning":true}} (needs null)',
        '0.linkinfo.toString is absent (needs null)',
      ],
    ],
  ])('holds the output against %s', (_, expectation, objections) => {
    expect(commandObjections({ ...check, ...expectation }, link)).toEqual(objections);
  });

  it('leaves newlines at the end out of an exact comparison', () => {
    const exact = { ...check, stdoutEquals: 'one\ntwo' };
    expect(commandObjections(exact, ended('one\ntwo\n'))).toEqual([]);
    expect(commandObjections(exact, ended('one\ntwo \n'))).toEqual([
      'stdout is "one\\ntwo " (needs "one\\ntwo")',
    ]);
  });

  it('says when stdout is no JSON', () => {
    const json = { ...check, json: [{ path: 'a', value: 1 }] };
    expect(commandObjections(json, ended('oops'))).toEqual(['stdout is no JSON: "oops"']);
  });

  it('fails what does not end', () => {
    const late = { ...ended(''), exitCode: null, timedOut: true, durationMs: 60_000 };
    expect(commandObjections(check, late)).toEqual(['it did not end within 60000 ms']);
  });
});
