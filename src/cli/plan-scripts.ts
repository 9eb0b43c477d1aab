/** A plan as shell scripts, for machines that wirelab does not make. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { HarnessError } from '../lib/errors.ts';
import { shellQuote } from '../lib/shell-quote.ts';
import { insideEndpoint } from '../runner/inside-endpoint.ts';
import type { Step } from '../topology/topology.ts';
import type { NodePlan } from './plan.ts';

interface Plan {
  readonly scenario: string;
  readonly steps: readonly Step[];
  readonly plans: readonly NodePlan[];
}

/** Writes them, in the order in which they are run. Returns their paths. @throws HarnessError */
export async function writeScripts(directory: string, plan: Plan): Promise<readonly string[]> {
  try {
    await mkdir(directory, { recursive: true });
    return await Promise.all(
      plan.plans.map(async (each) => {
        const file = join(directory, `${each.step}-${each.node}.sh`);
        await writeFile(file, scriptOf(each, plan), { mode: 0o755 });
        return file;
      }),
    );
  } catch (error) {
    throw new HarnessError(`the scripts cannot be written into ${directory}: ${String(error)}`, {
      remedy: 'name a directory that can be written to',
      cause: error,
    });
  }
}

/** One node in one step, as a script for root. */
function scriptOf(
  { step: number, node, script, run }: NodePlan,
  { scenario, steps }: Omit<Plan, 'plans'>,
): string {
  const step = steps[number];
  const nodes = step?.nodesDuring ?? [];
  const nics = (nodes.find(({ name }) => name === node)?.root.devices ?? []).flatMap((device) =>
    device.kind === 'nic'
      ? [`#   ${device.name}  ${device.mac}  on the segment ${device.segment}`]
      : [],
  );
  const title = step?.name ?? null;
  const commands = run.map(({ container, command }) =>
    insideEndpoint({ node, container }, ['sh', '-c', command], nodes).map(shellQuote).join(' '),
  );
  return [
    '#!/bin/sh',
    `# ${oneLine(scenario)}: ${node}, ${title === null ? 'configuration' : `step ${number}: ${oneLine(title)}`}`,
    '# Run as root on the machine, in the order of the numbers; all nodes of a step before the next.',
    '# Some programs beside iproute2 may be needed: nftables, socat, wireguard-tools, bird.',
    ...(nics.length === 0 ? [] : ['# It needs these cards, under these names:', ...nics]),
    'set -e',
    ...(script === '' ? [] : [script.trimEnd()]),
    ...commands,
    '',
  ].join('\n');
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}
