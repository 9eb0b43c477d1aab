import { reportFault } from './faults.ts';
import { tolerateClosedStreams } from './output.ts';
import { wirelab } from './program.ts';

tolerateClosedStreams();
try {
  await wirelab().parseAsync();
} catch (error) {
  // Whatever the fault has left open must not keep the process alive.
  process.exit(reportFault(error));
}
