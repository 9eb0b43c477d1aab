/** The flags that several verbs share. */
import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Provider, ProviderRequest } from '../providers/provider.ts';
import { parseDurationMs } from '../scenario/parse/duration.ts';
import { providerNames } from '../runner/providers.ts';
import type { RecordMode } from '../runner/events.ts';
import type { Shard } from '../runner/shard.ts';
import { parseReport, type ReportRequest } from './report-flag.ts';

/** Which machines a lab is made of. */
export interface ProviderFlags {
  readonly provider: Provider['name'];
  readonly accel: ProviderRequest['accel'];
  readonly template: boolean;
  readonly skipUnsupported?: true;
}

/** What is judged, and who is told. */
export interface ReportFlags {
  readonly filter?: string;
  readonly report: readonly ReportRequest[];
  readonly json?: true;
}

export interface TimeoutFlag {
  readonly timeout?: number;
}

export interface UntilFlag {
  readonly until?: string;
}

/** One provider, or several with commas between them. */
export function providersOption(): Option {
  return new Option('--provider <names>', 'what makes the machines; several: `netns,qemu`')
    .argParser(parseProviders)
    .default(['qemu'], 'qemu');
}

function parseProviders(text: string): readonly string[] {
  const names = [...new Set(text.split(','))];
  const unknown = names.find((name) => !providerNames.includes(name));
  if (unknown === undefined) return names;
  throw new InvalidArgumentError(`Write one or several of ${providerNames.join(', ')}.`);
}

export function providerOption(): Option {
  return new Option('--provider <name>', 'what makes the machines')
    .choices(providerNames)
    .default('qemu');
}

export function withProviderFlags(command: Command, provider: Option): Command {
  return command
    .addOption(provider)
    .addOption(
      new Option('--accel <how>', 'hardware virtualisation or emulation; auto tries kvm')
        .choices(['auto', 'kvm', 'tcg'])
        .default('auto'),
    )
    .option('--no-template', 'boot every node instead of restoring a template')
    .option('--skip-unsupported', 'leave out what this host cannot do instead of failing');
}

export function withTimeoutFlag(command: Command): Command {
  return command.option('--timeout <duration>', 'give up after `90s` or `5m`', parseTimeout);
}

export function withUntilFlag(command: Command): Command {
  return command.option(
    '--until <step>',
    'stop after this step of the scenario: its name or number',
  );
}

export function withReportFlags(command: Command): Command {
  return command
    .option(
      '--filter <text>',
      'only checks whose title, id or kind contains this; `!TEXT`: only the others',
    )
    .addOption(
      new Option('--report <format=file>', 'write a report, `json=r.json`; may be repeated')
        .argParser((text, before: readonly ReportRequest[]) => [...before, parseReport(text)])
        .default([], 'none'),
    )
    .option('--json', "print the run's record as JSON on stdout");
}

export interface RecordFlag {
  readonly record: RecordMode;
}

export function withRecordFlag(command: Command): Command {
  return command.addOption(
    new Option('--record <when>', 'keep what crossed the segments: pcap files and a timeline')
      .choices(['always', 'on-fail', 'never'])
      .default('on-fail'),
  );
}

/** How several scenarios are run. */
export interface CatalogueFlags {
  readonly jobs?: number;
  readonly shard?: Shard;
}

export function withCatalogueFlags(command: Command): Command {
  return command
    .addOption(jobsOption())
    .option('--shard <part>', '`2/4`: the second of four equal parts', parseShard);
}

export function jobsOption(): Option {
  return new Option(
    '--jobs <n>',
    'labs at a time; half as many more than there are processors by default',
  ).argParser(parseJobs);
}

function parseJobs(text: string): number {
  if (!/^[1-9]\d{0,3}$/.test(text)) throw new InvalidArgumentError('Write a number from 1.');
  return Number(text);
}

function parseShard(text: string): Shard {
  const [, number = 0, of = 0] = (/^(\d{1,4})\/(\d{1,4})$/.exec(text) ?? []).map(Number);
  if (number < 1 || number > of) {
    throw new InvalidArgumentError('Write the part and the number of parts: `1/4` to `4/4`.');
  }
  return { number, of };
}

function parseTimeout(text: string): number {
  const ms = parseDurationMs(text);
  if (ms === null || ms <= 0)
    throw new InvalidArgumentError('Write it as `90s`, `1.5m` or `500ms`.');
  return ms;
}

export function requestOf(flags: Omit<ProviderFlags, 'provider'>): ProviderRequest {
  return { accel: flags.accel, template: flags.template };
}
