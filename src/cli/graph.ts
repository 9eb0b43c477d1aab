import { writeFileSync } from 'node:fs';
import { Command, InvalidArgumentError, Option } from 'commander';
import { colorsFor } from '../report/colors.ts';
import type { Mark } from '../diagram/drawing.ts';
import type { Charset } from '../diagram/render/glyphs.ts';
import { UsageError } from '../lib/errors.ts';
import { exitCodes } from './exit-codes.ts';
import { asideText, type Graphed, graphedJson } from './graphed.ts';
import { interruptible } from './interruptible.ts';
import { print, say } from './output.ts';
import { stepNumber } from './step-number.ts';
import { loadTopology } from './topology.ts';

type GraphFormat = 'ascii' | 'svg' | 'mermaid' | 'dot' | 'json';

interface GraphFlags {
  readonly format: GraphFormat;
  readonly charset: Charset;
  readonly observed?: true;
  readonly results?: string;
  readonly step?: string;
  readonly width?: number;
  readonly output?: string;
}

/** Columns of a drawing, where neither the terminal nor a flag says less. */
const WIDTH = 100;
/** Fewer are too few for a card, or the line of a route. */
const LEAST_WIDTH = 50;

export function graphCommand(): Command {
  return new Command('graph')
    .description('draw a scenario: nodes, containers, devices, segments and routes')
    .argument('<name>', "a scenario's name or file; with --observed a lab's id, or its scenario")
    .addOption(
      new Option('--format <format>', 'how the drawing is written')
        .choices(['ascii', 'svg', 'mermaid', 'dot', 'json'])
        .default('ascii'),
    )
    .addOption(
      new Option('--charset <set>', 'the characters of `--format ascii`')
        .choices(['unicode', 'ascii'])
        .default('unicode'),
    )
    .addOption(
      new Option(
        '--observed',
        'draw a running lab as it is, with what is different marked',
      ).conflicts('step'),
    )
    .addOption(
      new Option(
        '--results <file>',
        'mark what a run found: what its checks say and the ways of its packets, by its JSON report',
      ).conflicts(['step', 'observed']),
    )
    .option('--step <step>', 'as it is in this step of the scenario: its name or number')
    .option('--width <columns>', "at most so wide; the terminal's width, up to 100", parseWidth)
    .option('--output <file>', 'write it to a file')
    .action(async (name: string, flags: GraphFlags) => {
      process.exitCode = await interruptible(async (signal) => {
        const graphed = await graphOf(name, flags, signal);
        write(await rendered(graphed, flags), flags);
        const isSaid = flags.format === 'ascii' || flags.format === 'json';
        if (!isSaid && graphed.aside !== null) say(asideText(graphed.aside));
        return exitCodes.passed;
      });
    });
}

async function graphOf(name: string, flags: GraphFlags, signal: AbortSignal): Promise<Graphed> {
  if (flags.observed === true) {
    const { observedDrawing } = await import('./graph-observed.ts');
    return observedDrawing(name, signal);
  }
  if (flags.results === undefined) return wanted(name, flags);
  const { resultsGraph } = await import('./graph-results.ts');
  return resultsGraph(name, flags.results);
}

/** As the scenario's file has it. */
async function wanted(name: string, flags: GraphFlags): Promise<Graphed> {
  const topology = await loadTopology(name);
  const number = flags.step === undefined ? 0 : stepNumber(flags.step, topology);
  const step = topology.steps[number];
  if (step === undefined) throw new Error(`no step ${number}`);
  const { drawTopology } = await import('../diagram/draw/draw.ts');
  return { drawing: drawTopology(topology, step), aside: null };
}

async function rendered(graphed: Graphed, flags: GraphFlags): Promise<string> {
  const { drawing, aside } = graphed;
  const { layout } = await import('../diagram/layout/layout.ts');
  switch (flags.format) {
    case 'ascii': {
      const { renderText } = await import('../diagram/render/text.ts');
      const { charset } = flags;
      const paint = flags.output === undefined ? painter() : (text: string) => text;
      const text = renderText(layout(drawing, flags.width ?? terminalWidth()), { charset, paint });
      return aside === null ? text : `${text}\n${asideText(aside)}`;
    }
    case 'svg': {
      const { renderSvg } = await import('../diagram/render/svg.ts');
      return renderSvg(layout(drawing, flags.width ?? WIDTH), drawing);
    }
    case 'mermaid': {
      const { renderMermaid } = await import('../diagram/render/mermaid.ts');
      return renderMermaid(drawing);
    }
    case 'dot': {
      const { renderDot } = await import('../diagram/render/dot.ts');
      return renderDot(drawing);
    }
    case 'json':
      return graphedJson(graphed);
  }
}

function painter(): (text: string, mark: Mark) => string {
  const colors = colorsFor(process.stdout, process.env);
  return (text, mark) => {
    switch (mark) {
      case 'passed':
        return colors.green(text);
      case 'failed':
      case 'missing':
        return colors.red(text);
      case 'path':
        return colors.blue(text);
      case 'extra':
      case 'changed':
        return colors.yellow(text);
    }
  };
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
