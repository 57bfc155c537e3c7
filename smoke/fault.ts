/** What a step saw instead of what it expected, and what to do about it. */
export class Fault extends Error {
  readonly remedy: string;

  constructor(saw: string, remedy: string, cause?: unknown) {
    super(saw, cause === undefined ? undefined : { cause });
    this.name = "Fault";
    this.remedy = remedy;
  }
}
