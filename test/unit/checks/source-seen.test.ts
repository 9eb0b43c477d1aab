import { describe, expect, it } from 'vitest';
import { HarnessError } from '../../../src/lib/errors.ts';
import { judgeSourceSeen } from '../../../src/checks/judge/source-seen.ts';
import { sourceSeen } from '../../../src/checks/kinds/source-seen.ts';
import { randomToken, tokenFilter } from '../../../src/checks/token.ts';
import type { SourceSeenCheck } from '../../../src/topology/checks/source-seen.ts';
import { type Answers, endpoint, fakeLab, never, target, where } from './fake-lab.ts';
import { recorded } from './recorded.ts';

function judged(name: string, address: string) {
  const sent = recorded('debian13', `seen-${name}`);
  return judgeSourceSeen(address, { sent, seen: recorded('debian13', `seen-${name}-wire`) });
}

describe('the source address where packets arrive', () => {
  it.each([
    ['icmp', '10.0.0.10'],
    ['icmp6', 'fd00::10'],
    ['tcp', '10.0.0.10'],
    ['tcp6', 'fd00::10'],
    ['icmp-masqueraded', '10.1.0.1'],
    ['tcp-masqueraded', '10.1.0.1'],
  ])('%s: %s', (name, address) => {
    const observed = `it comes from ${address}`;
    expect(judged(name, address)).toEqual({ outcome: 'pass', observed });
    expect(judged(name, '10.0.0.1')).toEqual({ outcome: 'fail', observed });
  });

  it.each([
    ['no-route', 'nothing of it arrived (connect: Network is unreachable)'],
    ['refused', 'nothing of it arrived (TCP4:10.1.0.21:80: Operation now in progress)'],
  ])('%s: nothing arrives', (name, observed) => {
    expect(judged(name, '10.0.0.10')).toEqual({ outcome: 'fail', observed });
  });
});

describe('what packets are known by', () => {
  it('is new each time, and found by its bytes', () => {
    expect(randomToken()).toMatch(/^[a-z]{4}$/);
    expect(tokenFilter('wire', 'icmp', 4)).toContain('= 0x77697265');
  });
});

describe('source_seen', () => {
  const check: SourceSeenCheck = {
    kind: 'source_seen',
    number: 1,
    title: null,
    where,
    withinMs: 1000,
    pairs: [{ from: endpoint('node1/con1'), to: target('node2', '10.1.0.20') }],
    port: null,
    at: endpoint('node2'),
    address: '10.1.0.1',
  };

  function tried(answer: Answers) {
    const lab = fakeLab({ answer });
    const [only] = sourceSeen.expand(check);
    if (only === undefined) throw new Error('no case');
    return { lab, attempt: only.attempt(lab, never) };
  }

  it('watches at the target while the source sends, and ends what it started', async () => {
    const { lab, attempt } = tried((section) => {
      if (section === 'watch') return 'watching 4711 /tmp/tmp.x';
      const name = section === 'sent' ? 'seen-icmp' : 'seen-icmp-masqueraded-wire';
      return recorded('debian13', name);
    });
    expect(await attempt).toMatchObject({
      outcome: 'pass',
      expected: 'what node1/con1 sends to node2 comes from 10.1.0.1',
    });
    expect(lab.log.map((line) => line.split(':')[0])).toEqual(['node2', 'node1/con1', 'node2']);
    expect(lab.log[2]).toContain('dump=4711; seen=/tmp/tmp.x');
  });

  it('is an error where nobody can watch, and where nobody can send', async () => {
    const nobody = tried((section) =>
      section === 'watch'
        ? 'timeout: failed to run command ‘tcpdump’: No such file or directory'
        : '',
    );
    await expect(nobody.attempt).rejects.toThrow(/tcpdump does not run at node2/);
    const silent = tried((section) =>
      section === 'watch' ? 'watching 1 /tmp/x' : section === 'sent' ? 'ping: not found' : '',
    );
    await expect(silent.attempt).rejects.toThrow(HarnessError);
  });
});
