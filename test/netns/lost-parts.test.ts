/** A lab that loses something while it is judged: that is no verdict. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { namespaceFailure } from '../../src/lib/user-namespace.ts';
import { type Before, processIn, takeStock } from '../vm/leftovers.ts';
import { pair } from '../vm/scenario-text.ts';
import { type PrivateHost, privateHost, recordOf } from '../vm/wirelab.ts';

/** They last long enough for something to happen meanwhile. */
const pings = 'reach: { from: node1, to: node2, count: 20, within: 0.1s }';
const passes = 'command: { at: node1, run: sleep 2 }';

describe.runIf(namespaceFailure() === null)('a run on namespaces that loses', () => {
  let host: PrivateHost;
  let stock: Before;
  beforeEach(() => {
    host = privateHost();
    stock = takeStock(host);
  });
  afterEach(() => {
    host.remove();
  });

  it.each([
    ['the node that packets go to', pings, 'nodes/node2/holder', /^node2 is gone: its namespaces/],
    ['a node, though all passes', passes, 'nodes/node2/holder', /^node2 is gone: its namespaces/],
    ['the network of its lab', pings, 'namespace', /^node\d is gone: the network namespace/],
  ])('%s ends with 3 and says so', async (_, check, file, message) => {
    const run = host.start([
      ...['run', host.write('pair', pair(check))],
      ...['--provider', 'netns', '--json'],
    ]);
    await run.said(' check\n');
    process.kill(processIn(host, file), 'SIGKILL');
    const ended = await run.ended;
    const { outcome, problems } = recordOf(ended);
    expect({ outcome, code: ended.code }).toEqual({ outcome: 'error', code: 3 });
    expect(problems.map((problem) => problem.message)).toContainEqual(
      expect.stringMatching(message),
    );
    await stock.expectNothingLeft();
  });
});
