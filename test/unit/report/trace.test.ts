import { createColors } from 'picocolors';
import { expect, it } from 'vitest';
import type { Trace } from '../../../src/explain/trace-record.ts';
import { becauseLine, renderTrace, traceLines } from '../../../src/report/trace.ts';
import { recorded } from '../explain/recorded.ts';
import { renderVerdict } from '../../../src/report/verdict.ts';
import { tracedRun } from './traced-run.ts';

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

it('tells the cause alone in a line', () => {
  const { loss } = trace('vni.json');
  expect(loss === null ? null : becauseLine(loss, plain)).toBe(
    '  because   node2 takes nothing out of VXLAN 42: its vxlan0 has VNI 43, UDP port 4789',
  );
});

it('tells a way beneath a check without the cause, which stands above', () => {
  const lines = traceLines(trace('vni.json'), plain);
  expect(lines[0]).toMatch(/^ {2}packets {3}ICMP echo, by ping /);
  expect(lines.join('\n')).not.toContain('because');
  expect(lines.at(-1)).toBe('            │ vxlan0 has VNI 43, UDP port 4789');
});

it('stands in the verdict: the cause behind what was observed, the way behind the evidence', () => {
  const words = renderVerdict(tracedRun, plain)
    .split('\n')
    .flatMap((line) => /^ {2}(\S+) {2,}/.exec(line)?.[1] ?? []);
  const first = words.slice(0, words.indexOf('again') + 1);
  expect([...new Set(first)]).toEqual([
    ...['expected', 'observed', 'because', 'check', 'at', 'evidence', 'packets', 'there'],
    ...['question', '✗', 'again'],
  ]);
});
