/** Nodes with different images and kernels in one lab. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Before, takeStock } from '../vm/leftovers.ts';
import { type Ended, type PrivateHost, privateHost, recordOf } from '../vm/wirelab.ts';

const scenario = `title: Three kernels on one segment
segments: { lan: {} }
nodes:
  new: { interfaces: { ens5: { segment: lan, address: 10.0.0.10/24 } } }
  old: { image: debian-12, interfaces: { ens5: { segment: lan, address: 10.0.0.20/24 } } }
  old2: { image: debian-12, interfaces: { ens5: { segment: lan, address: 10.0.0.30/24 } } }
  ported: { image: debian-12-backports, interfaces: { ens5: { segment: lan, address: 10.0.0.40/24 } } }
checks:
  - reach: { from: [new, old, old2, ported], to: [new, old, old2, ported] }
  - command: { at: old, run: 'case $(uname -r) in 6.1.*) ;; *) exit 1 ;; esac' }
`;

const random = 'od -An -v -tx1 -N32 /dev/urandom; mktemp -u; cat /etc/machine-id';

describe('a lab of several kernels', () => {
  let host: PrivateHost;
  let stock: Before;
  let ended: Ended;
  beforeAll(async () => {
    host = privateHost();
    stock = takeStock(host);
    ended = await host.run(['run', host.write('kernels', scenario), '--keep', '--json']);
  });
  afterAll(async () => {
    await host.run(['clean', '--all']);
    await stock.expectNothingLeft();
    host.remove();
  });

  it('passes, and the report says which node has which', () => {
    const record = recordOf(ended);
    expect(record.outcome).toBe('passed');
    const told = new Map(record.nodes.map(({ name, image, kernel }) => [name, { image, kernel }]));
    expect(told.get('new')).toEqual({
      image: 'debian-13',
      kernel: expect.stringMatching(/^6\.12\..*deb13/) as string,
    });
    for (const name of ['old', 'old2']) {
      expect(told.get(name)).toEqual({
        image: 'debian-12',
        kernel: expect.stringMatching(/^6\.1\./) as string,
      });
    }
    expect(told.get('ported')).toEqual({
      image: 'debian-12-backports',
      kernel: expect.stringMatching(/^6\.\d\d\..*deb12/) as string,
    });
    expect(ended.code).toBe(0);
  });

  it('says so at its end', () => {
    expect(ended.stderr).toMatch(/Linux 6\.12\.\S+ on new/);
  });

  it('holds clones of a kernel without vmgenid that share no random numbers', async () => {
    const facts = await Promise.all(
      ['old', 'old2'].map(async (node) => {
        const end = await host.run(['exec', 'kernels', node, '--', 'sh', '-c', random]);
        expect(end).toMatchObject({ code: 0, stderr: '' });
        return end.stdout.trim().split('\n');
      }),
    );
    const [one = [], two = []] = facts;
    expect(one).toHaveLength(4);
    expect(one.filter((fact) => two.includes(fact))).toEqual([]);
  });
});
