import { HarnessError } from '../../lib/errors.ts';

/** A lab that is not as it was before a mutant: nothing that is tried in it would mean anything. */
export class Spent extends HarnessError {}
