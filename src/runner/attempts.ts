/** Does all that can be done, and keeps what could not. */
export class Attempts {
  readonly #failures: string[] = [];

  async make(what: string, work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.#failures.push(`${what}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  /** What failed, in the order in which it did. */
  failures(): readonly string[] {
    return [...this.#failures];
  }
}
