/** A page of the source compared with the target's entries in the same range. */
export interface Step<T> {
  readonly missing: T[];
  readonly both: { readonly source: T; readonly target: T }[];
  /** Only in the target. */
  readonly extra: T[];
}

/**
 * Walks two listings together, which are both ordered by the bytes of their ids, one source page per step. The target
 * may be written to meanwhile: its next page is read only after the source has passed the one before.
 */
export async function* inStep<T>(
  source: AsyncIterable<readonly T[]>,
  target: AsyncIterable<readonly T[]>,
  idOf: (entry: T) => string,
): AsyncGenerator<Step<T>> {
  const entries = oneByOne(target);
  let next = await entries.next();
  for await (const page of source) {
    const step: Step<T> = { missing: [], both: [], extra: [] };
    for (const entry of page) {
      for (; !next.done && compare(idOf(next.value), idOf(entry)) < 0; next = await entries.next()) {
        step.extra.push(next.value);
      }
      if (next.done || idOf(next.value) !== idOf(entry)) step.missing.push(entry);
      else {
        step.both.push({ source: entry, target: next.value });
        next = await entries.next();
      }
    }
    yield step;
  }
  const rest: Step<T> = { missing: [], both: [], extra: [] };
  for (; !next.done; next = await entries.next()) rest.extra.push(next.value);
  if (rest.extra.length > 0) yield rest;
}

async function* oneByOne<T>(pages: AsyncIterable<readonly T[]>): AsyncGenerator<T> {
  for await (const page of pages) yield* page;
}

const compare = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));
