/** wirelab as its users start it, on a host that is private to one test. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../src/lib/project-root.ts';
import { shellQuote } from '../../src/lib/shell-quote.ts';
import type { RunRecord } from '../../src/report/record.ts';

const launcher = join(projectRoot, 'bin', 'wirelab.mjs');

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A wirelab that runs. */
export interface Started {
  /** Resolves once stderr holds the text. Rejects when wirelab ends without having said it. */
  said(text: string): Promise<void>;
  /** Returns whether it still ran. */
  kill(signal: NodeJS.Signals): boolean;
  /** Writes to its standard input: what somebody types, on a terminal. */
  type(text: string): void;
  readonly ended: Promise<Ended>;
  /** What ended it, once it has; null when it ended by itself, or runs. */
  endedBy(): NodeJS.Signals | null;
  /** What it has written to standard error so far. */
  stderr(): string;
}

/** Directories that only one test's wirelab processes use. The cache is everybody's. */
export interface PrivateHost {
  readonly directory: string;
  /** Of labs, sockets and ledgers; in the environment of every process that comes of this host. */
  readonly runtime: string;
  readonly temporary: string;
  /** Of every wirelab of this host. */
  readonly environment: NodeJS.ProcessEnv;
  start(args: readonly string[]): Started;
  /**
   * The same on a terminal of its own, which `kill` closes. The exit code is written into
   * `codeFile`.
   */
  startOnTerminal(args: readonly string[], codeFile: string): Started;
  run(args: readonly string[], stdin?: string): Promise<Ended>;
  /** Writes a scenario and returns its path. */
  write(name: string, text: string): string;
  remove(): void;
}

/**
 * Socket paths are short, so it lies in /tmp, wherever temporary files go otherwise. `env` is added
 * to the environment of every wirelab of this host, and `inside` stands in front of its command line.
 */
export function privateHost(
  env: NodeJS.ProcessEnv = {},
  inside: readonly string[] = [],
): PrivateHost {
  const directory = mkdtempSync('/tmp/wl-');
  const runtime = join(directory, 'run');
  const temporary = join(directory, 'tmp');
  mkdirSync(runtime, { mode: 0o700 });
  mkdirSync(temporary);
  const environment = {
    ...process.env,
    XDG_RUNTIME_DIR: runtime,
    XDG_STATE_HOME: join(directory, 'state'),
    TMPDIR: temporary,
    NO_COLOR: '1',
    ...env,
  };
  const launch = (args: readonly string[]): ChildProcess => {
    const [command = '', ...words] = [...inside, process.execPath, launcher, ...args];
    return spawn(command, words, { cwd: projectRoot, env: environment, stdio: 'pipe' });
  };
  return {
    directory,
    runtime,
    temporary,
    environment,
    start(args) {
      const started = watch(launch(args));
      started.child.stdin?.end();
      return started;
    },
    startOnTerminal(args, codeFile) {
      // The shell that leads the session ends with its terminal, as a login shell does; that hangs
      // up what runs in the foreground. The inner one stays to tell how wirelab ended.
      const wirelab = [process.execPath, launcher, ...args].join(' ');
      const session = `(trap '' HUP; ${wirelab}; echo $? >${codeFile}); :`;
      const script = ['exec', 'script', '-qfec', shellQuote(session), '/dev/null', '>&2'];
      return watch(
        spawn('sh', ['-c', script.join(' ')], {
          cwd: projectRoot,
          env: { ...environment, CI: 'true', TERM: 'xterm' },
          stdio: 'pipe',
        }),
      );
    },
    run(args, stdin = '') {
      const { child, ended } = watch(launch(args));
      child.stdin?.end(stdin);
      return ended;
    },
    write(name, text) {
      const file = join(directory, `${name}.yaml`);
      writeFileSync(file, text);
      return file;
    },
    remove() {
      rmSync(directory, { recursive: true });
    },
  };
}

function watch(child: ChildProcess): Started & { readonly child: ChildProcess } {
  let stdout = '';
  let stderr = '';
  const onNews = new Set<() => void>();
  child.stdout?.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => {
    stderr += chunk.toString();
    for (const notify of onNews) notify();
  });
  child.stdin?.on('error', () => undefined);
  const ended = new Promise<Ended>((resolve) => {
    child.on('close', (code) => {
      resolve({ code, stdout, stderr });
    });
  });
  return {
    child,
    ended,
    kill: (signal) => child.kill(signal),
    endedBy: () => child.signalCode,
    stderr: () => stderr,
    type: (text) => child.stdin?.write(text),
    said: (text) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          if (!stderr.includes(text)) return;
          onNews.delete(look);
          resolve();
        };
        onNews.add(look);
        look();
        void ended.then(() => {
          reject(new Error(`wirelab ended without saying "${text}":\n${stderr}`));
        });
      }),
  };
}

/** What `--json` printed. */
export function recordOf({ stdout, stderr }: Ended): RunRecord {
  if (stdout === '') throw new Error(`there is no record:\n${stderr}`);
  return JSON.parse(stdout) as RunRecord;
}
