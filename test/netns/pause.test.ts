import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { namespaceFailure } from '../../src/lib/user-namespace.ts';
import { type Before, takeStock } from '../vm/leftovers.ts';
import { pair, reaches, reachesNobody } from '../vm/scenario-text.ts';
import { privateHost } from '../vm/wirelab.ts';

describe.runIf(namespaceFailure() === null)('run --pause-on-fail', () => {
  const host = privateHost();
  const codeFile = join(host.directory, 'code');
  let stock: Before;
  beforeEach(() => {
    stock = takeStock(host);
  });
  afterEach(() => stock.expectNothingLeft());
  afterAll(() => {
    host.remove();
  });

  const flags = ['--provider', 'netns', '--pause-on-fail', '--record', 'never'];

  it('waits with the failed lab, which others can enter, until Enter', async () => {
    const failing = host.write('failing', pair(reachesNobody));
    const paused = host.startOnTerminal(['run', failing, ...flags], codeFile);
    await paused.said('Enter removes it.');
    const inside = await host.run(['exec', 'failing', 'node1', '--', 'ip', '-4', 'addr']);
    expect(inside.stdout).toContain('inet 10.0.0.10/16');
    paused.type('\n');
    const { stderr } = await paused.ended;
    expect(readFileSync(codeFile, 'utf8')).toBe('1\n');
    expect(stderr).toContain('npx wirelab trace failing-');
  });

  it('ends with the lab when its terminal goes away', async () => {
    const failing = host.write(
      'failing',
      pair('command: { at: node1, run: "false", within: 0.1s }'),
    );
    const paused = host.startOnTerminal(['run', failing, ...flags], codeFile);
    await paused.said('Enter removes it.');
    paused.kill('SIGTERM');
    await paused.ended;
  });

  it('waits for nothing where nothing failed', async () => {
    const passing = host.write('passing', pair(reaches));
    await host.startOnTerminal(['run', passing, ...flags], codeFile).ended;
    expect(readFileSync(codeFile, 'utf8')).toBe('0\n');
  });
});
