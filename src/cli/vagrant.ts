import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { Command } from 'commander';
import type { StepContext } from '../providers/provider.ts';
import { exitCodes } from './exit-codes.ts';
import { interruptible } from './interruptible.ts';
import { newsLines } from './news-lines.ts';
import { loadTopology } from './topology.ts';

/** What the Vagrantfile calls; docs/vagrant-provider.md. */
export function vagrantCommand(): Command {
  return new Command('vagrant')
    .description('what the Vagrantfile calls by itself')
    .addCommand(
      new Command('compile')
        .description('write what the Vagrantfile makes machines of')
        .argument('<name>', "a scenario's name or file")
        .argument('<file>', 'where to write it')
        .action((name: string, file: string) => work((context) => compile(name, file, context))),
    )
    .addCommand(
      new Command('open')
        .description("make a lab's networks and its storage pool")
        .argument('<file>', 'what compile has written')
        .action((file: string) =>
          work(async (context) => {
            const { openPlainLab } = await import('../providers/vagrant/plain-lab.ts');
            await openPlainLab(file, context);
          }),
        ),
    )
    .addCommand(
      new Command('close')
        .description("remove all that is left of a lab's machines, networks and volumes")
        .argument('<file>', 'what compile has written')
        .action((file: string) =>
          work(async () => {
            const { closePlainLab } = await import('../providers/vagrant/plain-lab.ts');
            await closePlainLab(file);
          }),
        ),
    );
}

async function work(task: (context: StepContext) => Promise<void>): Promise<void> {
  const news = newsLines();
  process.exitCode = await interruptible(async (signal) => {
    await task({ signal, progress: news.say });
    return exitCodes.passed;
  }, news.remind).finally(news.end);
}

async function compile(name: string, file: string, context: StepContext): Promise<void> {
  const { topology, inventory } = await load(name);
  const { providerNamed } = await import('../runner/providers.ts');
  const { refuseUnfitHost } = await import('../runner/refuse-unfit-host.ts');
  const { findSources } = await import('../providers/vagrant/sources.ts');
  const { labFile } = await import('../providers/vagrant/lab-file.ts');
  const { writeLabFile } = await import('../providers/vagrant/lab-directory.ts');
  const { closePlainLab } = await import('../providers/vagrant/plain-lab.ts');
  const { nodeScript } = await import('../runner/node-script.ts');
  await refuseUnfitHost(await providerNamed('vagrant'));
  const request = { accel: 'auto', template: false } as const;
  const sources = await findSources(topology.nodes, inventory, request, context);
  const lab = `${topology.name}-${randomBytes(2).toString('hex')}`;
  const nodes = topology.nodes.map((node) => ({
    ...{ node, box: sources.boxOf(node), adoption: sources.adoptionOf(node) },
    script: nodeScript(lab, node),
  }));
  // Its machines are gone; what was made for them may not be.
  if (existsSync(file)) await closePlainLab(file);
  const segments = topology.segments.map((segment) => segment.name);
  const machines = { lab, segments, nodes, accelerator: sources.accelerator.name };
  await writeLabFile(file, labFile({ ...machines, scenario: name }));
}

async function load(name: string) {
  const { loadInventory } = await import('../inventory/load.ts');
  return { topology: await loadTopology(name), inventory: loadInventory() };
}
