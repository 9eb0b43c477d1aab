import { reportFault } from './faults.ts';
import { tolerateLostTerminal } from './lost-terminal.ts';
import { tolerateClosedStreams } from './output.ts';
import { wirelab } from './program.ts';

tolerateLostTerminal();
tolerateClosedStreams();
try {
  await wirelab().parseAsync();
} catch (error) {
  // Whatever the fault has left open must not keep the process alive.
  process.exit(reportFault(error));
}
