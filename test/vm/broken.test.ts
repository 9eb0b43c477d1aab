import { describe, expect } from 'vitest';
import { loadBreakages } from './breakage.ts';
import { takeStock } from './leftovers.ts';
import { edited, impatient } from './scenario-text.ts';
import { it } from './own-host.ts';
import { runQuickly } from './quick-provider.ts';
import { recordOf } from './wirelab.ts';

describe.concurrent.each(await loadBreakages())(
  '$scenario, when $what',
  ({ scenario, edits, failing, saying = '', filter }) => {
    it(`fails at ${failing}, and leaves nothing behind`, async ({ host }) => {
      const stock = takeStock(host);
      const file = host.write(scenario, impatient(edited(scenario, edits)));
      const chosen = filter === null ? [] : ['--filter', filter];
      const ended = await runQuickly(host, ['run', file, ...chosen, '--json']);
      const record = recordOf(ended);
      const failed = record.checks.filter(({ outcome }) => outcome === 'fail');
      const saw = failed.map(({ id, observed }) => ({ id, observed }));
      expect(saw).toContainEqual({
        id: expect.stringContaining(failing) as string,
        observed: expect.stringContaining(saying) as string,
      });
      expect(record).toMatchObject({ outcome: 'failed', problems: [] });
      expect(ended.code).toBe(1);
      await stock.expectNothingLeft();
    });
  },
);
