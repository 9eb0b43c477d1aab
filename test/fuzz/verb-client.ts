/** Carries out verbs of wirelab in another process, which is ended when one does not come back. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

export interface VerbOutcome {
  /** Null for a verb that did not come back, or took the process with it. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** What it did, or tried to, that only reading does not need. */
  readonly forbidden: readonly string[];
  /** Time of the processor. */
  readonly cpuMs: number;
}

const server = fileURLToPath(new URL('verb-server.mjs', import.meta.url));
/** A verb that has not come back by then hangs; a loaded machine is slow. */
const HANGS_AFTER_MS = 30_000;

export class VerbClient {
  #child: ChildProcess | null = null;

  async run(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<VerbOutcome> {
    const child = await this.#server();
    const outcome = await new Promise<VerbOutcome | string>((resolve) => {
      const timer = setTimeout(() => {
        resolve(`no answer within ${HANGS_AFTER_MS} ms`);
      }, HANGS_AFTER_MS);
      child.once('message', (answer: VerbOutcome) => {
        clearTimeout(timer);
        resolve(answer);
      });
      child.once('exit', (code, signal) => {
        clearTimeout(timer);
        resolve(`the process ended with ${code ?? signal ?? 'nothing'}`);
      });
      child.send({ args, env });
    });
    child.removeAllListeners();
    if (typeof outcome !== 'string') return outcome;
    this.close();
    return { code: null, stdout: '', stderr: outcome, forbidden: [], cpuMs: HANGS_AFTER_MS };
  }

  close(): void {
    this.#child?.kill('SIGKILL');
    this.#child = null;
  }

  async #server(): Promise<ChildProcess> {
    if (this.#child !== null) return this.#child;
    const child = fork(server, { stdio: 'ignore', env: { ...process.env, NO_COLOR: '1' } });
    this.#child = child;
    await once(child, 'message');
    return child;
  }
}
