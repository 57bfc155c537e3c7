/** A page of anything, and where the next one begins; null: it was the last. */
interface CursorPage {
  readonly cursor: string | null;
}

/** Pages to the end, each read where the one before it ended. */
export async function* inPages<P extends CursorPage>(
  read: (cursor: string | null) => Promise<P>,
): AsyncGenerator<P> {
  let cursor: string | null = null;
  do {
    const page: P = await read(cursor);
    yield page;
    cursor = page.cursor;
  } while (cursor !== null);
}

/** The option of a list that begins at its start, or goes on at a cursor. */
export const fromCursor = (cursor: string | null): { cursor?: string } => (cursor === null ? {} : { cursor });
