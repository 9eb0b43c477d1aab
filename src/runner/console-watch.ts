/** Reads the consoles of a lab's nodes while a run goes on. */
import { open } from 'node:fs/promises';
import type { LabProvider } from '../providers/provider.ts';
import type { Problem } from './events.ts';
import { type KernelTrouble, kernelTroubles, troubleSentence } from './kernel-trouble.ts';

/** Consoles are looked at as often. */
const PERIOD_MS = 500;
/** Of a console that a node floods, only the beginning is read. */
const MOST_BYTES = 4 << 20;

/** Of a trace as it is told; what called what is before that. */
const MOST_LINES = 40;

export interface NodeTrouble {
  readonly node: string;
  readonly trouble: KernelTrouble;
}

export interface ConsoleWatch {
  /** Looks for the last time. Returns all that was found since the beginning. */
  stop(): Promise<readonly NodeTrouble[]>;
}

/** A node's console as it was last read. */
interface Seen {
  readonly node: string;
  size: number;
  troubles: readonly KernelTrouble[];
}

/** Tells of each trouble once. A provider without consoles has none. */
export function watchConsoles(
  { consoleLog }: Pick<LabProvider, 'consoleLog'>,
  nodes: readonly string[],
  onTrouble: (found: NodeTrouble) => void,
): ConsoleWatch {
  const consoles = nodes.map((node): Seen => ({ node, size: 0, troubles: [] }));
  const look = async (): Promise<void> => {
    for (const seen of consoles) {
      const log = consoleLog === undefined ? null : await readBeginning(consoleLog(seen.node));
      if (log === null || log.size === seen.size) continue;
      const known = seen.troubles.length;
      // Read as a whole: what was found before may have got more lines.
      seen.troubles = kernelTroubles(log.text);
      seen.size = log.size;
      for (const trouble of seen.troubles.slice(known)) onTrouble({ node: seen.node, trouble });
    }
  };
  let looking: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    looking = looking.then(look);
  }, PERIOD_MS);
  return {
    async stop() {
      clearInterval(timer);
      await looking;
      await look();
      return consoles.flatMap(({ node, troubles }) =>
        troubles.map((trouble) => ({ node, trouble })),
      );
    },
  };
}

/** What fails a run, with the trace; a warning does not. */
export function troubleProblems(found: readonly NodeTrouble[]): readonly Problem[] {
  return found
    .filter(({ trouble }) => trouble.severity !== 'warning')
    .map(({ node, trouble }) => ({
      message: `${troubleSentence(node, trouble)}: ${trouble.headline}`,
      remedy: `the console says more: run with --keep-on-fail, then \`npx wirelab console LAB ${node}\``,
      detail: shortened(trouble.lines).join('\n'),
    }));
}

function shortened(lines: readonly string[]): readonly string[] {
  if (lines.length <= MOST_LINES) return lines;
  return [...lines.slice(0, MOST_LINES), `… and ${lines.length - MOST_LINES} more lines`];
}

/** Null where there is none yet. */
async function readBeginning(path: string): Promise<{ size: number; text: string } | null> {
  const file = await open(path).catch(() => null);
  if (file === null) return null;
  try {
    const { size } = await file.stat();
    const beginning = Buffer.alloc(Math.min(size, MOST_BYTES));
    const { bytesRead } = await file.read(beginning, 0, beginning.length, 0);
    return { size, text: beginning.subarray(0, bytesRead).toString() };
  } finally {
    await file.close();
  }
}
