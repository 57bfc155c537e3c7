import { AppError } from "../domain/errors.ts";
import type { Erasure } from "../domain/records.ts";

export const failedStores = ({ stores }: Pick<Erasure, "stores">): string[] =>
  stores.filter(({ status }) => status === "failed").map(({ store }) => store);

/**
 * Fails the message if a store failed, so that the queue tries again and somebody sees it in the end. A store that is
 * only waited for does not fail it.
 */
export function throwWhereFailed({ id, stores }: Pick<Erasure, "id" | "stores">): void {
  const failed = failedStores({ stores });
  if (failed.length === 0) return;
  const message = "Some stores could not be read back empty.";
  throw new AppError("unavailable", "erasure-incomplete", message, { id, failed });
}
