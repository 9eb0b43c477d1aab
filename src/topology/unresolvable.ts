/** Thrown where a check that is written well means nothing in this lab; resolve turns it into a problem. */
export class Unresolvable extends Error {
  override readonly name = 'Unresolvable';
  /** What of the check's text it is about; null is the check. */
  readonly about: string | null;

  constructor(message: string, about: string | null) {
    super(message);
    this.about = about;
  }
}
