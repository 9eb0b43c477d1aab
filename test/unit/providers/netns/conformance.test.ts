import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { afterAll, describe } from 'vitest';
import { namespaceFailure } from '../../../../src/lib/user-namespace.ts';
import { netnsProvider } from '../../../../src/providers/netns/provider.ts';
import { openTransport } from '../../../../src/transport/open.ts';
import { providerConformance } from '../../../conformance/provider.ts';
import { transportConformance } from '../../../conformance/transport.ts';
import { nodeWith } from '../qemu/nodes.ts';

// Where no namespaces may be made, no lab can be.
describe.runIf(namespaceFailure() === null)('on this host', () => {
  providerConformance('netns', () => Promise.resolve(netnsProvider()));

  const directory = mkdtempSync('/tmp/wl-');
  const id = `transport-${randomBytes(3).toString('hex')}`;
  const lab = netnsProvider().openLab({ id, directory, record: () => undefined });
  const { signal } = new AbortController();
  afterAll(async () => {
    await lab.close();
    rmSync(directory, { recursive: true, force: true });
  });

  transportConformance('netns', async () => {
    const { access } = await lab.startNode(nodeWith('node1', []), {
      signal,
      progress: () => undefined,
    });
    const alive = () => lab.failure('node1');
    return openTransport(access, { signal, deadlineMs: 20_000, alive });
  });
});
