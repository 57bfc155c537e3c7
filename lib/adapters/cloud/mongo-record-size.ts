import { AppError } from "../../domain/errors.ts";

/** https://www.mongodb.com/docs/manual/reference/limits/ */
const RECORD_MAX_BYTES = 16 * 2 ** 20;
/** BSONObjectTooLarge, and a record that its update or its replacement makes too large: update_stage.cpp of MongoDB. */
const TOO_LARGE: ReadonlySet<unknown> = new Set([10_334, 17_419, 17_420]);

/**
 * Runs a write of several records, one operation each. If MongoDB holds no record of such a size, says which record
 * it is. The driver's own error looks like an outage and names no record.
 * @throws AppError `invalid`, code `record-too-large`; writes beside it may have been applied.
 */
export async function namingTooLarge<T>(
  collection: string,
  writes: readonly { readonly id: string; readonly operation: object }[],
  run: () => Promise<T>,
): Promise<T> {
  try {
    return await run();
  } catch (error) {
    const id = writes[await placeOfTooLarge(error, writes)]?.id;
    if (id === undefined) throw error;
    const message = "A record is larger than the 16 MiB that MongoDB takes.";
    throw new AppError("invalid", "record-too-large", message, { collection, id });
  }
}

/** -1 if size is not the reason. */
async function placeOfTooLarge(
  error: unknown,
  writes: readonly { readonly operation: object }[],
): Promise<number> {
  const refused = (await refusalsIn(error)).find(({ code }) => TOO_LARGE.has(code));
  if (refused) return refused.index;
  // The driver refuses a whole call before it sends anything.
  const { BSON } = await import("./mongo-driver.ts");
  return writes.findIndex(({ operation }) => BSON.calculateObjectSize(operation) > RECORD_MAX_BYTES);
}

interface Refusal {
  readonly index: number;
  readonly code: unknown;
}

async function refusalsIn(error: unknown): Promise<Refusal[]> {
  const { MongoBulkWriteError, MongoClientBulkWriteError, MongoServerError } = await import(
    "./mongo-driver.ts"
  );
  if (error instanceof MongoBulkWriteError) return [error.writeErrors].flat();
  if (error instanceof MongoClientBulkWriteError)
    return Array.from(error.writeErrors, ([index, { code }]) => ({ index, code }));
  return error instanceof MongoServerError ? [{ index: 0, code: error.code }] : [];
}
