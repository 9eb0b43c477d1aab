/** What somebody in a node on namespaces can reach of the host: no address of its networks. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { namespaceFailure } from '../../src/lib/user-namespace.ts';
import { type Canary, canary, hostAddresses } from '../vm/canary.ts';
import { hostGateways, intruderScript } from '../vm/intruder.ts';
import { pair, reaches } from '../vm/scenario-text.ts';
import { privateHost, recordOf } from '../vm/wirelab.ts';

const ways = [{ name: 'segment', route: 'default dev ens5', inside: '' }];

describe.runIf(namespaceFailure() === null)('from inside of a node on namespaces', () => {
  const host = privateHost();
  let bird: Canary;
  let lab = '';
  beforeAll(async () => {
    bird = await canary();
    const up = ['up', host.write('pair', pair(reaches)), '--provider', 'netns', '--json'];
    lab = recordOf(await host.run(up)).kept ?? '';
  });
  afterAll(async () => {
    await host.run(['down', lab]);
    await bird.close();
    host.remove();
  });

  const inNode = async (script: string): Promise<string> =>
    (await host.run(['exec', lab, 'node1', '--', 'sh', '-c', script])).stdout.trim();

  it('no address of the host answers, while the other node does', async () => {
    const targets = [...hostAddresses(), ...hostGateways(), '10.0.0.20'];
    const heard = await inNode(intruderScript(ways, targets, [bird.port, 22]));
    expect(heard.split('\n')).toEqual(['segment ping 10.0.0.20', 'done']);
    expect(bird.visitors).toEqual([]);
  });

  it('nothing can be written to the file systems of the host', async () => {
    const directories = ['/etc', '/usr', '/root', host.directory];
    const script = directories.map((path) => `touch ${path}/wirelab-was-here 2>&1`).join('; ');
    const said = (await inNode(script)).split('\n');
    expect(said).toHaveLength(directories.length);
    for (const line of said) expect(line).toMatch(/Read-only file system|No such file/);
  });
});
