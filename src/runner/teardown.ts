/** What must be undone at the end of a run, whatever happens: written down before it is done. */

interface Undo {
  readonly what: string;
  readonly run: () => Promise<void>;
}

/** Undoes in reverse order. */
export class Teardown {
  readonly #undos: Undo[] = [];

  add(what: string, run: () => Promise<void>): void {
    this.#undos.push({ what, run });
  }

  /** Runs every step once, also after one has failed; returns what went wrong. */
  async run(): Promise<readonly string[]> {
    const failures: string[] = [];
    for (const { what, run } of this.#undos.splice(0).reverse()) {
      try {
        await run();
      } catch (error) {
        failures.push(`${what}: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
    return failures;
  }
}
