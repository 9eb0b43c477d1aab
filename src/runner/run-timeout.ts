/** The whole run took longer than it was allowed to. */
export class RunTimeout extends Error {
  override readonly name = 'RunTimeout';

  constructor(timeoutMs: number) {
    super(`no verdict within ${timeoutMs / 1000} s`);
  }
}
