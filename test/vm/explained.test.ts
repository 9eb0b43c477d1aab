import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { explained } from './explained.ts';
import { it } from './own-host.ts';
import { runQuickly } from './quick-provider.ts';
import { editedText } from './scenario-text.ts';
import { recordOf } from './wirelab.ts';

const text = readFileSync(new URL('explained.yaml', import.meta.url), 'utf8');

it.concurrent.for(explained)(
  'says why when $what',
  async ({ what, edits, code, at, device }, { host }) => {
    const name = `explained-${what.replaceAll(/[^a-z]+/gi, '-').toLowerCase()}`.slice(0, 40);
    const file = host.write(name, editedText(text, edits));
    const ended = await runQuickly(host, ['run', file, '--json']);
    expect(ended).toMatchObject({ code: 1 });
    const { traces } = recordOf(ended);
    expect(traces.map(({ trace }) => trace.loss?.cause)).toMatchObject([{ code, at, device }]);
    expect(ended.stderr).toContain(traces[0]?.trace.loss?.cause.sentence);
  },
);
