/** Watches at one endpoint what another sends. */
import { shellQuote } from '../../lib/shell-quote.ts';
import { HarnessError } from '../../lib/errors.ts';
import type { Endpoint } from '../../topology/model.ts';
import { endpointLabel } from '../../topology/endpoint-label.ts';
import type { ExecOptions } from '../../transport/transport.ts';
import type { LabView } from '../check.ts';
import { runSections } from '../sections.ts';
import { watchedLines, watchLines } from './tcpdump-script.ts';

interface Watching {
  /** What tcpdump printed; waits up to a second for the first packet. */
  end(): Promise<string>;
}

/** Comes back once everything that arrives is seen. @throws HarnessError */
export async function watchArrivals(
  lab: LabView,
  at: Endpoint,
  filter: string,
  options: ExecOptions,
): Promise<Watching> {
  const script = `${watchLines(filter, ['-Q', 'in'])} && echo "watching $dump $seen"`;
  const { watch } = await runSections(lab, at, { watch: script }, options);
  const [, dump, seen] = /^watching (\d+) (\S+)$/m.exec(watch.output) ?? [];
  if (dump === undefined || seen === undefined) {
    throw new HarnessError(`tcpdump does not run at ${endpointLabel(at)}: ${watch.output.trim()}`);
  }
  return {
    async end() {
      const end = `dump=${dump}; seen=${shellQuote(seen)}\n${watchedLines('IP')}`;
      const { arrived } = await runSections(lab, at, { arrived: end }, options);
      return arrived.output;
    },
  };
}
