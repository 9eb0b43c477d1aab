import { writeFileSync } from 'node:fs';
import { type Command as CommandType, Command, InvalidArgumentError, Option } from 'commander';
import type { Drawing } from '../diagram/drawing.ts';
import type { Charset } from '../diagram/render/glyphs.ts';
import { UsageError } from '../lib/errors.ts';
import { print, say } from './output.ts';
import { stepNumber } from './step-number.ts';
import { loadTopology } from './topology.ts';

type GraphFormat = 'ascii' | 'svg' | 'json';

interface GraphFlags {
  readonly format: GraphFormat;
  readonly charset: Charset;
  readonly step?: string;
  readonly width?: number;
  readonly output?: string;
}

/** Columns of a drawing, where neither the terminal nor a flag says less. */
const WIDTH = 100;
/** Fewer are too few for a card, or the line of a route. */
const LEAST_WIDTH = 50;

export function graphCommand(): CommandType {
  return new Command('graph')
    .description('draw a scenario: nodes, containers, devices, segments and routes')
    .argument('<name>', "a scenario's name or file")
    .addOption(
      new Option('--format <format>', 'how the drawing is written')
        .choices(['ascii', 'svg', 'json'])
        .default('ascii'),
    )
    .addOption(
      new Option('--charset <set>', 'the characters of `--format ascii`')
        .choices(['unicode', 'ascii'])
        .default('unicode'),
    )
    .option('--step <step>', 'as it is in this step of the scenario: its name or number')
    .option('--width <columns>', "at most so wide; the terminal's width, up to 100", parseWidth)
    .option('--output <file>', 'write it to a file')
    .action(async (name: string, flags: GraphFlags) => {
      write(await rendered(await drawingOf(name, flags), flags), flags);
    });
}

async function drawingOf(name: string, flags: GraphFlags): Promise<Drawing> {
  const topology = await loadTopology(name);
  const number = flags.step === undefined ? 0 : stepNumber(flags.step, topology);
  const step = topology.steps[number];
  if (step === undefined) throw new Error(`no step ${number}`);
  const { drawTopology } = await import('../diagram/draw/draw.ts');
  return drawTopology(topology, step);
}

async function rendered(drawing: Drawing, flags: GraphFlags): Promise<string> {
  const { layout } = await import('../diagram/layout/layout.ts');
  switch (flags.format) {
    case 'ascii': {
      const { renderText } = await import('../diagram/render/text.ts');
      const { charset } = flags;
      return renderText(layout(drawing, flags.width ?? terminalWidth()), {
        charset,
        paint: (text) => text,
      });
    }
    case 'svg': {
      const { renderSvg } = await import('../diagram/render/svg.ts');
      return renderSvg(layout(drawing, flags.width ?? WIDTH), drawing);
    }
    case 'json':
      return JSON.stringify(drawing, null, 2);
  }
}

function terminalWidth(): number {
  if (!process.stdout.isTTY) return WIDTH;
  return Math.max(LEAST_WIDTH, Math.min(process.stdout.columns, WIDTH));
}

function write(text: string, { output }: GraphFlags): void {
  if (output === undefined) {
    print(text);
    return;
  }
  try {
    writeFileSync(output, text);
  } catch (cause) {
    throw new UsageError(`The drawing cannot be written to ${output}: ${String(cause)}`);
  }
  say(`wrote ${output}`);
}

function parseWidth(text: string): number {
  if (/^\d{1,4}$/.test(text) && Number(text) >= LEAST_WIDTH) return Number(text);
  throw new InvalidArgumentError(`Write a number of columns from ${LEAST_WIDTH}.`);
}
