import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { takeStock } from './leftovers.ts';
import { pair, reaches } from './scenario-text.ts';
import { type PrivateHost, privateHost } from './wirelab.ts';

describe('what a killed run has left is removed', () => {
  let host: PrivateHost;
  beforeEach(() => {
    host = privateHost();
  });
  afterEach(async () => {
    await host.run(['clean', '--all']);
    host.remove();
  });

  it.each(['provide', 'node1 is ready', 'configure', 'check', 'teardown'])(
    'at "%s"',
    async (moment) => {
      const stock = takeStock(host);
      const file = host.write('pair', pair(reaches));
      const kill = async (): Promise<void> => {
        const run = host.start(['run', file]);
        await run.said(`  ${moment}`);
        run.kill('SIGKILL');
        await run.ended;
        expect(stock.leftovers()).not.toEqual([]);
      };
      await kill();
      const { code, stdout } = await host.run(['clean']);
      expect(stdout).toContain('lab pair-');
      expect(code).toBe(0);
      await stock.expectNothingLeft();
      await kill();
      const next = await host.run(['run', file]);
      expect(next.stderr).toMatch(/a run that died has left lab pair-[0-9a-f]{4}: removed/);
      expect(next.code).toBe(0);
      await stock.expectNothingLeft();
    },
  );
});
