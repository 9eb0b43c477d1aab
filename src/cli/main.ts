import { type ExitCode, exitCodes, worst } from './exit-codes.ts';
import { reportFault } from './faults.ts';
import { tolerateLostTerminal } from './lost-terminal.ts';
import { say, tolerateClosedStreams } from './output.ts';
import { wirelab } from './program.ts';

tolerateLostTerminal();
tolerateClosedStreams((error) => {
  say(`error: standard output cannot be written: ${error.message}`);
  process.once('exit', (code) => {
    process.exitCode = worst([code as ExitCode, exitCodes.harness]);
  });
});
// Node's own exit code for these would be that of a check that failed.
process.on('uncaughtException', (error) => {
  process.exit(reportFault(error));
});
try {
  await wirelab().parseAsync();
} catch (error) {
  // Whatever the fault has left open must not keep the process alive.
  process.exit(reportFault(error));
}
