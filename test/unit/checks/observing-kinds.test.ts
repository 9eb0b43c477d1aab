/** The kinds that read a table of a namespace, from the scenario's words to the verdict. */
import { describe, expect, test } from 'vitest';
import { expandCheck } from '../../../src/checks/kinds/kinds.ts';
import { HarnessError } from '../../../src/lib/errors.ts';
import { allChecks } from '../../../src/topology/topology.ts';
import { resolveText } from '../topology/resolve-text.ts';
import { fakeLab, never } from './fake-lab.ts';
import { recorded } from './recorded.ts';

/** The namespaces of record-tables.sh. */
const LAB = `title: t
segments: { lan: {} }
nodes:
  node1:
    interfaces: { ens5: { segment: lan, address: 10.0.0.10/16 } }
    bridges: { br0: { address: 172.16.0.1/24, mac: 02:00:00:00:0b:01 } }
    containers:
      con1: { bridge: br0, veth: [veth10, veth11], address: 172.16.0.2/24 }
  node2:
    interfaces: { ens5: { segment: lan, address: 10.0.0.20/16 } }
`;

const outputs: Readonly<Record<string, string>> = {
  'node1/con1: links': recorded('debian13', 'con1-links'),
  'node1: links': recorded('debian13', 'links'),
  'node1/con1: table': recorded('debian13', 'neigh'),
  'node2: table': recorded('debian13', 'neigh-empty'),
  'node1: fdb': recorded('debian13', 'fdb'),
};

async function verdictOf(check: string, answers = outputs) {
  const checks = allChecks(resolveText('test', `${LAB}checks:\n  - ${check}\n`));
  const [only] = checks.map(expandCheck).flatMap(({ cases }) => cases);
  if (only === undefined) throw new Error('no case');
  let at = '';
  const lab = fakeLab({ answer: (section) => answers[`${at}: ${section}`] ?? 127 });
  const watched = {
    ...lab,
    exec: (...args: Parameters<typeof lab.exec>) => {
      at = [args[0].node, ...(args[0].container === null ? [] : [args[0].container])].join('/');
      return lab.exec(...args);
    },
  };
  const { outcome, observed } = await only.attempt(watched, never);
  return { outcome, observed, title: only.title };
}

describe('links', () => {
  test.each([
    ['exactly: [lo, veth11]', 'pass', 'lo, veth11', 'node1/con1 sees nothing but lo, veth11'],
    ['contains: [lo]', 'pass', 'lo, veth11', 'node1/con1 sees lo'],
    ['exactly: [lo]', 'fail', 'unexpected: veth11', 'node1/con1 sees nothing but lo'],
  ])('%s', async (spec, outcome, observed, title) => {
    expect(await verdictOf(`links: { at: node1/con1, ${spec} }`)).toEqual({
      outcome,
      observed,
      title,
    });
  });
});

describe('bridge_ports', () => {
  test.each([
    ['bridge: br0, exactly: [veth10, veth20, vxlan0]', 'pass', 'vxlan0, veth10, veth20'],
    ['bridge: br0, exactly: [veth10]', 'fail', 'unexpected: vxlan0, veth20'],
    ['bridge: br1, exactly: []', 'fail', 'there is no bridge br1'],
  ])('%s', async (spec, outcome, observed) => {
    const verdict = await verdictOf(`bridge_ports: { at: node1, ${spec} }`);
    expect(verdict).toMatchObject({ outcome, observed });
  });
});

describe('neighbours', () => {
  test.each([
    ['present: [{ address: 172.16.0.1 }]', 'pass'],
    ['present: [{ address: 172.16.0.1, of: node1, dev: veth11 }]', 'pass'],
    ['present: [{ address: 172.16.0.3, mac: 02:00:00:00:02:03 }], absent: [172.16.0.9]', 'pass'],
    ['different_from: node2', 'pass'],
    ['present: [{ address: 172.16.0.3, of: node1 }]', 'fail'],
    ['absent: [172.16.0.1]', 'fail'],
    ['different_from: node1/con1', 'fail'],
  ])('%s', async (spec, outcome) => {
    expect(await verdictOf(`neighbours: { at: node1/con1, ${spec} }`)).toMatchObject({ outcome });
  });

  test('an address that somebody of the lab has must be at their MAC address', async () => {
    const verdict = await verdictOf(
      'neighbours: { at: node1/con1, present: [{ address: 172.16.0.1 }] }',
      {
        'node1/con1: table':
          '[{"dst":"172.16.0.1","dev":"veth11","lladdr":"02:00:00:00:00:99","state":["STALE"]}]',
      },
    );
    expect(verdict).toMatchObject({
      outcome: 'fail',
      observed:
        '172.16.0.1 is at 02:00:00:00:00:99, not at that of whoever has 172.16.0.1 (02:00:00:00:0b:01)',
    });
  });
});

describe('fdb', () => {
  test.each([
    ['present: [{ mac: 02:00:00:00:02:12, dst: 10.0.0.20 }]', 'pass'],
    ['present: [{ of: node2 }]', 'fail'],
    ['absent: [{ of: node2 }]', 'pass'],
    ['absent: [{ mac: 02:00:00:00:02:12 }]', 'fail'],
  ])('%s', async (spec, outcome) => {
    expect(await verdictOf(`fdb: { at: node1, dev: vxlan0, ${spec} }`)).toMatchObject({ outcome });
  });

  test('a device that is not there has not even the absence of entries', async () => {
    const answers = { 'node1: fdb': recorded('debian13', 'fdb-no-device') };
    const check = 'fdb: { at: node1, dev: nothing0, absent: [{ of: node2 }] }';
    expect(await verdictOf(check, answers)).toMatchObject({
      outcome: 'fail',
      observed: 'node1 has no device nothing0',
    });
  });
});

test.each([
  'links: { at: node1, exactly: [] }',
  'bridge_ports: { at: node1, bridge: br0, exactly: [] }',
  'neighbours: { at: node1, absent: [10.0.0.9] }',
  'fdb: { at: node1, dev: vxlan0, absent: [{ of: node2 }] }',
])('without the tool nothing is said: %s', async (check) => {
  await expect(verdictOf(check, {})).rejects.toThrow(HarnessError);
  const talking = { 'node1: links': 'no JSON', 'node1: table': 'no JSON', 'node1: fdb': 'no JSON' };
  await expect(verdictOf(check, talking)).rejects.toThrow('printed no list: no JSON');
});
