import { describe, expect, it } from 'vitest';
import { expandCheck } from '../../../src/checks/kinds/kinds.ts';
import { HarnessError } from '../../../src/lib/errors.ts';
import { StateMismatch } from '../../../src/runner/state-mismatch.ts';
import type { ReachCheck } from '../../../src/topology/checks/reach.ts';
import { endpoint, fakeLab, never, target, where } from './fake-lab.ts';
import { recorded } from './recorded.ts';

const from = endpoint('node1/con1');
const to = target('node2/con1', '172.16.1.2');
const knockOut = { node: 'node1', container: null, device: 'br0' };
const check: ReachCheck = {
  kind: 'reach',
  number: 3,
  title: null,
  where,
  withinMs: 0,
  pairs: [{ from, to, over: null, knockOut }],
  count: 2,
  maxLossPercent: 0,
  maxRttMs: null,
};

const [only] = expandCheck(check).cases;
if (only === undefined) throw new Error('no case');

type Lab = ReturnType<typeof fakeLab>;

/** A lab in which pings end like these recordings, one after the other; the last goes on. */
function labWith(pings: readonly string[], restore?: () => Promise<void>): Lab {
  let sent = 0;
  return fakeLab({
    answer: (name) => {
      if (name !== 'ping') return undefined;
      sent += 1;
      return recorded('debian13', pings[Math.min(sent, pings.length) - 1] ?? '');
    },
    ...(restore && { restore }),
  });
}

/** What was done, in order: pings and the device. */
function story({ log }: Lab): readonly string[] {
  return log.map((line) => (line.includes('ping -n') ? 'ping' : line));
}

describe('knock_out', () => {
  it('is alone, and says in its title what it takes away', () => {
    expect(expandCheck(check).turn).toBe('alone');
    expect(only.title).toBe('node1/con1 reaches node2/con1, and not without br0');
    expect(expandCheck({ ...check, pairs: [{ from, to, over: null, knockOut: null }] }).turn).toBe(
      'together',
    );
  });

  it('names the place of a device that is not of the source’s node', () => {
    const far = { node: 'node2', container: 'con1', device: 'eth0' };
    const { cases } = expandCheck({ ...check, pairs: [{ from, to, over: null, knockOut: far }] });
    expect(cases[0]?.title).toContain('and not without eth0 of node2/con1');
  });

  it.each(['ping-net-unreachable', 'ping-no-route', 'ping-silence'])(
    'passes when the target answers, then not (%s), then again',
    async (down) => {
      const lab = labWith(['ping-answered', down, 'ping-answered']);
      const verdict = await only.attempt(lab, never);
      expect(verdict).toMatchObject({ outcome: 'pass', final: true });
      expect(verdict.observed).toMatch(/^2\/2 answered.*; without br0: .*; with it again: \d\/\d/);
      expect(story(lab)).toEqual(['ping', 'down: node1 br0', 'ping', 'up: node1 br0', 'ping']);
      expect(verdict.evidence.map(({ what }) => what)).toEqual([
        'node1/con1: ping -n -c 2 -i 0.2 -W 1 172.16.1.2',
        'node1/con1, br0 is down: ping -n -c 1 -i 0.2 -W 1 172.16.1.2',
        'node1/con1, br0 is up again: ping -n -c 1 -i 0.2 -W 1 172.16.1.2',
      ]);
    },
  );

  it('leaves the device alone while the target does not answer anyway', async () => {
    const lab = labWith(['ping-silence']);
    expect(await only.attempt(lab, never)).toMatchObject({ outcome: 'fail', final: false });
    expect(story(lab)).toEqual(['ping']);
  });

  it('fails for good when the target answers all the same, and brings the device back', async () => {
    const lab = labWith(['ping-answered']);
    const verdict = await only.attempt(lab, never);
    expect(verdict).toMatchObject({ outcome: 'fail', final: true });
    expect(verdict.observed).toMatch(/^answers all the same without br0: 2\/2 answered/);
    expect(story(lab)).toEqual(['ping', 'down: node1 br0', 'ping', 'up: node1 br0']);
  });

  it('fails for good when the target does not answer again', async () => {
    const lab = labWith(['ping-answered', 'ping-silence']);
    const verdict = await only.attempt(lab, never);
    expect(verdict).toMatchObject({ outcome: 'fail', final: true });
    expect(verdict.observed).toContain('; does not come back: 0/2 answered');
  });

  it('brings the device back when the ping cannot be sent', async () => {
    const lab = labWith(['ping-answered', 'ping-missing']);
    await expect(only.attempt(lab, never)).rejects.toThrow(HarnessError);
    expect(story(lab).at(-1)).toBe('up: node1 br0');
  });

  it('is an error for good when the device does not come back, with what is different', async () => {
    const diff = '@@ node1 @@\n-route default via 10.0.0.1 dev ens5';
    const restore = () => Promise.reject(new StateMismatch('node1', diff));
    const verdict = await only.attempt(labWith(['ping-answered', 'ping-silence'], restore), never);
    expect(verdict).toMatchObject({ outcome: 'error', final: true });
    expect(verdict.observed).toContain('br0 was taken down and could not be brought back: node1');
    expect(verdict.evidence.at(-1)).toEqual({ what: 'what is not as before', data: diff });
  });
});
