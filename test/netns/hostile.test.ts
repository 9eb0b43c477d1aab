import { existsSync, rmSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { namespaceFailure } from '../../src/lib/user-namespace.ts';
import { shellTexts } from '../fuzz/inputs/hostile.ts';
import { privateHost, recordOf } from '../vm/wirelab.ts';

const mark = '/tmp/wirelab-pwned';
const texts = shellTexts.map((text) => text.trim());

/** Every text as a title, as the name of a step, and as what a service says. */
const scenario = {
  title: texts.join(' '),
  segments: { lan: {} },
  nodes: {
    node1: {
      interfaces: { ens5: { segment: 'lan', address: '10.0.0.10/24' } },
      services: Object.fromEntries(
        texts.map((body, index) => [`web${index}`, { http: { port: 8000 + index, body } }]),
      ),
    },
    node2: { interfaces: { ens5: { segment: 'lan', address: '10.0.0.20/24' } } },
  },
  checks: texts.map((body, index) => ({
    http: { title: body, from: 'node2', to: 'node1', port: 8000 + index, body, within: '5s' },
  })),
  steps: [
    {
      name: texts.join(' '),
      checks: [{ command: { at: ['node1', 'node2'], run: `test ! -e ${mark}` } }],
    },
  ],
};

describe.runIf(namespaceFailure() === null)('texts that a shell would take for commands', () => {
  const host = privateHost();
  afterAll(() => {
    host.remove();
    rmSync(mark, { force: true });
  });

  it('are served as they are, printed, and never run', async () => {
    rmSync(mark, { force: true });
    const file = host.write('hostile', stringify(scenario));
    const ended = await host.run(['run', file, '--provider', 'netns', '--json']);
    expect(recordOf(ended).checks.filter(({ outcome }) => outcome !== 'pass')).toEqual([]);
    expect(ended.code).toBe(0);
    expect(existsSync(mark)).toBe(false);
  });
});
