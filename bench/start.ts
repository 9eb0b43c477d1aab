/**
 * From nothing to a node's first answered command: restored from a template, and booted. The two
 * take turns in one run, so that a machine whose speed drifts treats both alike.
 */
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { loadTopology } from '../src/cli/topology.ts';
import { projectRoot } from '../src/lib/project-root.ts';
import type { LabProvider, ProviderRequest } from '../src/providers/provider.ts';
import { labDirectory } from '../src/runner/lab-store.ts';
import { providerNamed } from '../src/runner/providers.ts';
import { openTransport } from '../src/transport/open.ts';
import { median } from './median.ts';

type Way = 'restored' | 'cold boot';

const { values: flags } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    accel: { type: 'string', default: 'auto' },
    json: { type: 'boolean', default: false },
  },
});
const rounds = Number(flags.rounds);
const signal = new AbortController().signal;
const context = { signal, progress: say };

function say(message: string): void {
  process.stderr.write(`${message}\n`);
}

async function measure(way: Way, round: number): Promise<number> {
  const topology = await loadTopology(join(projectRoot, 'bench', 'one-node.yaml'));
  const provider = await providerNamed('qemu');
  const accel = flags.accel as ProviderRequest['accel'];
  await provider.prepare(topology, { accel, template: way === 'restored' }, context);
  const id = `bench-${process.pid}-${round}`;
  const directory = labDirectory(id);
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const startedAt = performance.now();
  const lab = provider.openLab({ id, directory, record: () => undefined });
  try {
    for (const segment of topology.segments) await lab.createSegment(segment, context);
    for (const node of topology.nodes) await answer(lab, node);
    return performance.now() - startedAt;
  } finally {
    await lab.close();
    rmSync(directory, { recursive: true, force: true });
  }

  async function answer(lab: LabProvider, node: (typeof topology.nodes)[number]): Promise<void> {
    const { access } = await lab.startNode(node, context);
    const alive = (): Promise<string | null> => lab.failure(node.name);
    const transport = await openTransport(access, { signal, deadlineMs: 240_000, alive });
    await transport.close();
  }
}

const durations: Record<Way, number[]> = { restored: [], 'cold boot': [] };
for (let round = 1; round <= rounds; round++) {
  for (const way of ['restored', 'cold boot'] as const) {
    const durationMs = await measure(way, round);
    durations[way].push(durationMs);
    say(`round ${round} of ${rounds}: ${way} ${(durationMs / 1000).toFixed(2)} s`);
  }
}
const restoredMs = median(durations.restored);
const coldBootMs = median(durations['cold boot']);
const ratio = coldBootMs / restoredMs;
process.stdout.write(
  flags.json
    ? `${JSON.stringify({ rounds, restoredMs, coldBootMs, ratio, durations })}\n`
    : `median of ${rounds}: restored ${(restoredMs / 1000).toFixed(2)} s, ` +
        `cold boot ${(coldBootMs / 1000).toFixed(2)} s, ratio ${ratio.toFixed(1)}\n`,
);
