import { createColors } from 'picocolors';
import { expect, it } from 'vitest';
import type { Trace } from '../../../src/explain/trace-record.ts';
import { renderTrace, traceEndLines } from '../../../src/report/trace.ts';
import { recorded } from '../explain/recorded.ts';

const plain = createColors(false);

function trace(name: string): Trace {
  return JSON.parse(recorded(name).toString()) as Trace;
}

it('tells the way there and back of a packet that was answered', async () => {
  const text = `${renderTrace(trace('answered.json'), plain)}\n`;
  await expect(text).toMatchFileSnapshot('golden/trace-answered.txt');
});

it('tells where a packet was lost, of which question, and why', async () => {
  const text = `${renderTrace(trace('vni.json'), plain)}\n`;
  await expect(text).toMatchFileSnapshot('golden/trace-vni.txt');
});

it('tells the end alone in a line', () => {
  expect(traceEndLines(trace('answered.json'), plain)).toEqual([
    '  packets   ICMP echo: answered now',
  ]);
  expect(traceEndLines(trace('vni.json'), plain)).toEqual([
    '  because   node2 takes nothing out of VXLAN 42: its vxlan0 has VNI 43, UDP port 4789',
  ]);
});
