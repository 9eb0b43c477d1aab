import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { projectRoot } from '../lib/project-root.ts';
import { captureCommand } from './capture.ts';
import { checkCommand } from './check.ts';
import { cleanCommand } from './clean.ts';
import { consoleCommand } from './console.ts';
import { explainCommand } from './explain.ts';
import { doctorCommand } from './doctor.ts';
import { downCommand } from './down.ts';
import { execCommand } from './exec.ts';
import { exitCodeHelp } from './exit-codes.ts';
import { graphCommand } from './graph.ts';
import { imageCommand } from './image.ts';
import { listCommand } from './list.ts';
import { planCommand } from './plan.ts';
import { proveCommand } from './prove.ts';
import { reportCommand } from './report.ts';
import { runCommand } from './run.ts';
import { sshCommand } from './ssh.ts';
import { statusCommand } from './status.ts';
import { traceCommand } from './trace.ts';
import { upCommand } from './up.ts';
import { vagrantCommand } from './vagrant.ts';
import { validateCommand } from './validate.ts';

/** The command line. Parsing it throws CommanderError instead of ending the process. */
export function wirelab(): Command {
  const program = new Command('wirelab')
    .description('Test bench for container networking on real Linux machines.')
    .version(version(), '--version')
    .enablePositionalOptions()
    .addHelpText('after', `\n${exitCodeHelp}`)
    .exitOverride();
  const verbs = [
    runCommand(),
    upCommand(),
    checkCommand(),
    sshCommand(),
    execCommand(),
    proveCommand(),
    traceCommand(),
    consoleCommand(),
    captureCommand(),
    statusCommand(),
    downCommand(),
    listCommand(),
    validateCommand(),
    planCommand(),
    explainCommand(),
    graphCommand(),
    reportCommand(),
    imageCommand(),
    doctorCommand(),
    cleanCommand(),
    vagrantCommand(),
  ];
  for (const verb of verbs) program.addCommand(inheriting(verb, program));
  return program;
}

/** Commands that are made on their own take over nothing from their parent by themselves. */
function inheriting(command: Command, parent: Command): Command {
  command.copyInheritedSettings(parent);
  for (const inner of command.commands) inheriting(inner, command);
  return command;
}

function version(): string {
  const text = readFileSync(join(projectRoot, 'package.json'), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
