import { afterAll, expect, it } from 'vitest';
import { takeStock } from './leftovers.ts';
import { pair } from './scenario-text.ts';
import { privateHost } from './wirelab.ts';

const host = privateHost();
afterAll(() => {
  host.remove();
});

it('shows all mistakes of a scenario in under a second, and starts nothing', async () => {
  const stock = takeStock(host);
  const text = pair('reach: { from: node1, to: node3 }')
    .replace('segment: lan', 'segment: lam')
    .replace('10.0.0.20/16', '10.0.0.20/33');
  const file = host.write('invalid', text);
  const times: number[] = [];
  for (let round = 0; round < 3; round++) {
    const startedAt = performance.now();
    const { code, stdout, stderr } = await host.run(['run', file]);
    times.push(performance.now() - startedAt);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    const places = stderr.match(/invalid\.yaml:\d+:\d+/g);
    expect(places).toEqual(['invalid.yaml:4:43', 'invalid.yaml:5:57', 'invalid.yaml:7:31']);
  }
  // The quickest round: the others may have had to share the processor.
  expect(Math.min(...times)).toBeLessThan(1000);
  await stock.expectNothingLeft();
});
