import { HarnessError } from '../lib/errors.ts';

/** A node's kernel does not hold what was compiled for it. */
export class StateMismatch extends HarnessError {
  /** The difference, in unified style. */
  readonly diff: string;

  constructor(node: string, diff: string) {
    super(`${node} is not in the state that was configured`, {
      remedy: 'lines with - are missing there, lines with + were not asked for',
    });
    this.diff = diff;
  }
}
