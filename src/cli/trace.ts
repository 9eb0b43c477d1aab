import { Command } from 'commander';
import { UsageError } from '../lib/errors.ts';
import { nodesAt } from '../topology/nodes-at.ts';
import { findPlace, placesOf } from '../topology/places.ts';
import { targetsFor } from '../topology/targets.ts';
import { endpointLabel } from '../topology/endpoint-label.ts';
import { endpointIn, endpointOf } from './endpoint.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { parsePort, parseBytes } from './flow-flags.ts';
import { interruptible } from './interruptible.ts';
import { findUsableLab } from './labs.ts';
import { print, printJson } from './output.ts';
import type { PacketFlow } from '../topology/checks/parts.ts';
import type { LabInfo } from '../runner/labs.ts';

interface TraceFlags {
  readonly port?: number;
  readonly bytes?: number;
  readonly json?: true;
}

export function traceCommand(): Command {
  return new Command('trace')
    .description('follow a packet through a running lab, and say where it ends and why')
    .argument('<name>', "a lab's id, or its scenario")
    .argument('<from>', 'NODE or NODE/CONTAINER')
    .argument('<to>', 'NODE, NODE/CONTAINER or an address')
    .option(
      '--port <number>',
      'connect to this TCP port instead of sending echo requests',
      parsePort,
    )
    .option('--bytes <number>', 'length of the IP packets, which are not fragmented', parseBytes)
    .option('--json', 'print the trace as JSON')
    .action(async (name: string, from: string, to: string, flags: TraceFlags) => {
      process.exitCode = await trace(name, from, to, flags);
    });
}

async function trace(name: string, from: string, to: string, flags: TraceFlags): Promise<ExitCode> {
  const lab = await findUsableLab(name);
  const flow = flowIn(lab, from, to, flags);
  const { traceLab } = await import('../runner/trace-lab.ts');
  const { renderTrace } = await import('../report/trace.ts');
  const { colorsFor } = await import('../report/colors.ts');
  return interruptible(async (signal) => {
    const traces = await traceLab({ lab, flows: [flow], signal });
    for (const each of traces) {
      if (flags.json === true) printJson(each);
      else print(renderTrace(each, colorsFor(process.stdout, process.env)));
    }
    return traces.some(({ outcome }) => outcome === 'lost') ? exitCodes.failed : exitCodes.passed;
  });
}

function flowIn(lab: LabInfo, from: string, to: string, { port, bytes }: TraceFlags): PacketFlow {
  const source = endpointIn(lab, from);
  const { topology, step } = lab;
  const nodes = topology === null ? [] : nodesAt(topology, step);
  const places = placesOf(nodes);
  const place = findPlace(places, endpointLabel(source));
  const [target] = place === undefined ? [] : targetsFor(to, place, places);
  if (target === undefined) {
    endpointOf(to, nodes);
    throw new UsageError(`${from} and ${to} have no address of the same family.`);
  }
  return { from: source, to: target, port: port ?? null, bytes: bytes ?? null };
}
