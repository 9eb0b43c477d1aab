/** Tries changes on this machine's own kernel, which takes root and nft. */
import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { compileChange } from '../../../../src/compile/change/change.ts';
import { diffState, renderDiff } from '../../../../src/compile/diff.ts';
import { batchScript, compileNode, expectedState } from '../../../../src/compile/node.ts';
import { parseState } from '../../../../src/compile/parse-state.ts';
import { readbackScript } from '../../../../src/compile/readback.ts';
import type { Node } from '../../../../src/topology/model.ts';
import { awaitDaemons, runLive } from '../live-node.ts';
import { goldenChanges } from './changes.ts';

/** Link types and programs that a host often lacks are tried in virtual machines only. */
const OWN_KERNEL = goldenChanges().filter(
  ({ name, before, after }) =>
    !name.startsWith('programs/') && compileChange(before, after) !== null,
);

function difference(node: Node, readback: string | undefined): string {
  return renderDiff(node.name, diffState(expectedState(node), parseState(readback ?? '', node)));
}

function script(before: Node, after: Node): string {
  return compileChange(before, after)?.script ?? '';
}

const canTry = process.getuid?.() === 0 && existsSync('/usr/sbin/nft');

describe.runIf(canTry)('a change on a real kernel', () => {
  test.each(OWN_KERNEL)('$name: there, once more, and back', ({ before, after }) => {
    const [there, back] = [script(before, after), script(after, before)];
    const look = (node: Node, was: Node) => [awaitDaemons(node), readbackScript(node, was)];
    const results = runLive(before, [
      ...[batchScript('', compileNode(before)), awaitDaemons(before)],
      ...[there, ...look(after, before), there, ...look(after, before)],
      ...[back, ...look(before, after)],
    ]);
    expect(results.map(({ exitCode, stderr }) => ({ exitCode, stderr }))).toEqual(
      results.map(() => ({ exitCode: 0, stderr: '' })),
    );
    expect(difference(after, results[4]?.stdout)).toBe('');
    expect(difference(after, results[7]?.stdout)).toBe('');
    expect(difference(before, results[10]?.stdout)).toBe('');
  });
});
