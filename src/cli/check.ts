import { Command } from 'commander';
import { type ReportFlags, withReportFlags } from './flags.ts';
import { findUsableLab } from './labs.ts';
import { reported } from './reported.ts';

export function checkCommand(): Command {
  const command = new Command('check')
    .description("judge a running lab by its scenario's checks")
    .argument('<name>', "a lab's id, or its scenario");
  return withReportFlags(command).action(async (name: string, flags: ReportFlags) => {
    const lab = await findUsableLab(name);
    const { checkLab } = await import('../runner/check-lab.ts');
    process.exitCode = await reported(flags, ({ reporters, signal }) =>
      checkLab({ lab, reporters, filter: flags.filter ?? null, signal }),
    );
  });
}
