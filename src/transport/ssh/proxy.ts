import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Duplex } from 'node:stream';
import { HarnessError } from '../../lib/errors.ts';

/** Kept of what the proxy says on standard error. */
const stderrTailBytes = 4096;

/** From the polite signal to the one that cannot be ignored. */
const graceMs = 2000;

/** A command whose standard input and output are a connection (ssh's ProxyCommand). */
export interface Proxy {
  readonly stream: Duplex;
  /** How the command ended and what it said; null while it runs in silence. */
  describe(): string | null;
  /** Closes the connection, ends the command with its children, and waits for that. */
  end(): Promise<void>;
}

/**
 * Starts the proxy. It gets a process group of its own, so that a Ctrl-C in the terminal does not
 * cut the connections that the teardown may still need.
 * @throws HarnessError when the command cannot be started at all
 */
export async function startProxy(argv: readonly string[]): Promise<Proxy> {
  const [program = '', ...rest] = argv;
  const child = spawn(program, rest, { stdio: 'pipe', detached: true });
  let stderr = '';
  let hasEnded = false;
  let isEnding = false;
  let ending = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr = (stderr + text).slice(-stderrTailBytes);
  });
  const stream = Duplex.from({ readable: child.stdout, writable: child.stdin });
  stream.on('error', () => undefined);
  const closed = new Promise<void>((resolve) => {
    child.once('close', (code: number | null, signal: NodeJS.Signals | null) => {
      hasEnded = true;
      if (signal === null) ending = `the proxy ended with exit code ${String(code)}`;
      else if (!isEnding) ending = `the proxy was ended by ${signal}`;
      stream.destroy();
      resolve();
    });
  });
  try {
    await once(child, 'spawn');
  } catch (error) {
    stream.destroy();
    throw new HarnessError(`the proxy command cannot be started: ${program}`, { cause: error });
  }

  const signalGroup = (signal: NodeJS.Signals) => {
    if (child.pid === undefined || hasEnded) return;
    try {
      process.kill(-child.pid, signal);
    } catch {
      // The group has ended already.
    }
  };
  return {
    stream,
    describe: () => {
      const words = [ending, stderr.trim()].filter((part) => part !== '');
      return words.length === 0 ? null : words.join(': ');
    },
    end: async () => {
      isEnding = true;
      stream.destroy();
      signalGroup('SIGTERM');
      const timer = setTimeout(() => {
        signalGroup('SIGKILL');
      }, graceMs);
      await closed;
      clearTimeout(timer);
    },
  };
}
