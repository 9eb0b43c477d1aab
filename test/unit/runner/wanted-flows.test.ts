import { expect, it } from 'vitest';
import type { CaseResult } from '../../../src/checks/result.ts';
import type { Trace } from '../../../src/explain/trace-record.ts';
import { tracedCases, wantedFlows } from '../../../src/runner/wanted-flows.ts';
import type { PacketFlow } from '../../../src/topology/checks/parts.ts';
import { recorded } from '../explain/recorded.ts';
import { scenarioDrawing } from '../diagram/drawings.ts';

const { nodes } = scenarioDrawing('multi-node-overlay').topology;
const lost = JSON.parse(recorded('vni.json').toString()) as Trace;
const answered: Trace = { ...lost, outcome: 'answered', loss: null };

const probed: PacketFlow = {
  from: { node: 'node1', container: 'con1' },
  to: {
    label: 'node2/con1',
    family: 4,
    address: '172.16.1.2',
    endpoint: { node: 'node2', container: 'con1' },
  },
  port: null,
  bytes: null,
};

function failed(id: string, kind: CaseResult['kind'], flow: PacketFlow = probed): CaseResult {
  return {
    ...{ id, kind, title: id, outcome: 'fail', expected: '', observed: '' },
    ...{ where: { file: 'a.yaml', line: 1, column: 1 }, evidence: [] },
    ...{ attempts: 1, durationMs: 1, probed: flow },
  };
}

it('follows each flow once, and for a throughput packets of full size too', () => {
  const wanted = wantedFlows([failed('a', 'reach'), failed('b', 'throughput')], nodes);
  expect(wanted.map(({ flow: { bytes }, cases, isFull }) => ({ bytes, cases, isFull }))).toEqual([
    { bytes: null, cases: ['a', 'b'], isFull: false },
    { bytes: 1500, cases: ['b'], isFull: true },
  ]);
});

it('tells of full packets only where small ones get through', () => {
  const wanted = wantedFlows([failed('b', 'throughput')], nodes);
  expect(tracedCases(wanted, [lost, lost])).toEqual([{ cases: ['b'], trace: lost }]);
  expect(tracedCases(wanted, [answered, lost])).toHaveLength(2);
});

it('tells of full packets that a check of its own asks for', () => {
  const mtu = failed('c', 'mtu', { ...probed, bytes: 1500 });
  const wanted = wantedFlows([failed('b', 'throughput'), mtu], nodes);
  expect(tracedCases(wanted, [lost, lost]).map(({ cases }) => cases)).toEqual([['b'], ['b', 'c']]);
});
