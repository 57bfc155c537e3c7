/** What a step saw in place of what it looked for, and what to do about it. */
export class Fault extends Error {
  readonly remedy: string;

  constructor(saw: string, remedy: string, cause?: unknown) {
    super(saw, cause === undefined ? undefined : { cause });
    this.name = "Fault";
    this.remedy = remedy;
  }
}
