import { Command } from 'commander';
import type { HostProblem, Provider } from '../providers/provider.ts';
import { type Colors, colorsFor } from '../report/colors.ts';
import { exitCodes } from './exit-codes.ts';
import { providerOption } from './flags.ts';
import { print, printJson } from './output.ts';
import { providerNamed } from '../runner/providers.ts';
import { measureRoom, roomProblems } from './room.ts';

interface DoctorFlags {
  readonly provider: Provider['name'];
  readonly json?: true;
}

/** One thing that was looked at. */
interface Finding {
  readonly what: string;
  /** Null when nothing is wrong. */
  readonly remedy: string | null;
}

export function doctorCommand(): Command {
  const command = new Command('doctor')
    .description('say what this host lacks for running labs, and how to get it')
    .option('--json', 'as JSON');
  return command.addOption(providerOption()).action(async (flags: DoctorFlags) => {
    const findings = await examine(flags);
    const ok = findings.every((finding) => finding.remedy === null);
    if (flags.json === true) printJson({ ok, findings });
    else print(renderFindings(findings, colorsFor(process.stdout, process.env)));
    if (!ok) process.exitCode = exitCodes.harness;
  });
}

async function examine(flags: DoctorFlags): Promise<readonly Finding[]> {
  const provider = await providerNamed(flags.provider);
  const room = await measureRoom();
  const spare = `${room.memoryMib} MiB of memory and ${room.diskMib} MiB in ${room.directory} are free`;
  return [
    ...findings(await provider.checkHost(), `${provider.name} labs can run here`),
    ...findings(roomProblems(room), spare),
  ];
}

function findings(problems: readonly HostProblem[], otherwise: string): readonly Finding[] {
  if (problems.length === 0) return [{ what: otherwise, remedy: null }];
  return problems.map(({ problem, remedy }) => ({ what: problem, remedy }));
}

export function renderFindings(findings: readonly Finding[], colors: Colors): string {
  return findings
    .map(({ what, remedy }) =>
      remedy === null ? `${colors.green('✓')} ${what}` : `${colors.red('✗')} ${what}\n  ${remedy}`,
    )
    .join('\n');
}
