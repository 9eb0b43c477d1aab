import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { decodeFrame } from '../../src/checks/parse/frame.ts';
import { parsePcap } from '../../src/checks/parse/pcap.ts';
import type { Timeline } from '../../src/explain/timeline/timeline.ts';
import { namespaceFailure } from '../../src/lib/user-namespace.ts';
import { type Before, takeStock } from '../vm/leftovers.ts';
import { type Ended, privateHost, recordOf } from '../vm/wirelab.ts';

const scenario = (to: string) => `title: Two nodes
segments: { lan: {} }
nodes:
  node1: { interfaces: { ens5: { segment: lan, address: 10.0.0.10/24 } } }
  node2: { interfaces: { ens5: { segment: lan, address: 10.0.0.20/24 } } }
checks:
  - reach: { from: node1, to: ${to}, within: 500ms }
`;

describe.runIf(namespaceFailure() === null)('the recording of a run', () => {
  const host = privateHost();
  let stock: Before;
  beforeEach(() => {
    stock = takeStock(host);
  });
  afterEach(() => stock.expectNothingLeft());
  afterAll(() => {
    host.remove();
  });

  const run = (to: string, ...flags: readonly string[]): Promise<Ended> =>
    host.run(['run', host.write('pair', scenario(to)), '--provider', 'netns', '--json', ...flags]);

  it('is kept of a run that fails, with what crossed the segment', async () => {
    const ended = await run('10.0.0.99');
    expect(ended.code).toBe(1);
    const { recording, lab } = recordOf(ended);
    const directory = recording?.directory ?? '';
    expect(directory).toBe(join(host.directory, 'state', 'wirelab', 'evidence', lab));
    expect(recording?.files).toEqual(['timeline.txt', 'timeline.json', 'lan.pcap']);
    expect(readdirSync(directory).toSorted()).toEqual(recording?.files.toSorted());
    expect(ended.stderr).toContain(directory);
    const { packets } = parsePcap(readFileSync(join(directory, 'lan.pcap')));
    expect(packets.map(({ data }) => decodeFrame(data)?.payload)).toContainEqual(
      expect.objectContaining({ operation: 'request', targetAddress: '10.0.0.99' }),
    );
    expect(readFileSync(join(directory, 'timeline.txt'), 'utf8')).toContain(
      '10.0.0.10 → 10.0.0.99  ARP who has 10.0.0.99  on lan',
    );
  });

  it('is kept of every run by `always`, to the last packet', async () => {
    const ended = await run('node2', '--record', 'always');
    expect(ended.code).toBe(0);
    const file = join(recordOf(ended).recording?.directory ?? '', 'timeline.json');
    const { packets } = JSON.parse(readFileSync(file, 'utf8')) as Timeline;
    const echoes = packets.filter(({ what }) => what.includes('echo'));
    expect(echoes.map(({ source }) => source).toSorted()).toEqual([
      ...['10.0.0.10', '10.0.0.10', '10.0.0.20', '10.0.0.20'],
    ]);
  });

  it.each([
    ['passes', 'node2', 'on-fail', 0],
    ['fails', '10.0.0.99', 'never', 1],
  ])('of one that %s to %s is not kept by `%s`', async (_, to, when, code) => {
    const before = kept();
    const ended = await run(to, '--record', when);
    expect(ended.code).toBe(code);
    expect(recordOf(ended).recording).toBeNull();
    expect(kept()).toEqual(before);
  });

  it('is removed by `wirelab clean --all`', async () => {
    await run('node2', '--record', 'always');
    expect(kept()).not.toEqual([]);
    await host.run(['clean', '--all']);
    expect(kept()).toEqual([]);
  });

  function kept(): readonly string[] {
    const directory = join(host.directory, 'state', 'wirelab', 'evidence');
    return existsSync(directory) ? readdirSync(directory) : [];
  }
});
