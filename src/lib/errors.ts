/**
 * The three ways to fail that a caller must tell apart; src/cli/ turns each into an exit code.
 * Everything else that is thrown is a defect of wirelab.
 */

/** The user's words or file are wrong; nothing was started. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** The host, a machine or the way to it failed: no statement about the scenario. */
export class HarnessError extends Error {
  override readonly name = 'HarnessError';
  /** What to do about it, when that is known. */
  readonly remedy: string | null;

  constructor(message: string, options: { remedy?: string; cause?: unknown } = {}) {
    super(message, 'cause' in options ? { cause: options.cause } : {});
    this.remedy = options.remedy ?? null;
  }
}
