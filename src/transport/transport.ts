/** How commands reach a node. */

export interface ExecOptions {
  /** Sent to the command's standard input, which is then closed. Default: empty. */
  readonly stdin?: string | Uint8Array;
  /** Own timer of this command, in milliseconds. Default: 60 000. */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
}

/** What became of a command. A non-zero exit is data, not an error. */
export interface ExecResult {
  /** As a shell reports it: 128 + n for a command that signal n ended; null when timed out. */
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly durationMs: number;
  readonly timedOut: boolean;
}

export interface Transport {
  /**
   * Runs one command on the node, in the node's own namespace, as root.
   * @throws HarnessError when the way to the node fails, never for what the command does.
   */
  exec(argv: readonly string[], options?: ExecOptions): Promise<ExecResult>;
  /** Writes a file on the node. @throws HarnessError */
  put(content: string | Uint8Array, remotePath: string): Promise<void>;
  /** Reads a file of the node. @throws HarnessError when it cannot be read. */
  get(remotePath: string): Promise<Uint8Array>;
  close(): Promise<void>;
}
