import { AppError } from "../domain/errors.ts";
import type { Erasure } from "../domain/records.ts";

export const failedStores = ({ stores }: Pick<Erasure, "stores">): string[] =>
  stores.filter(({ status }) => status === "failed").map(({ store }) => store);

/** A store that failed makes the message fail, which is retried and, at its end, seen; one that is waited for does not. */
export function throwWhereFailed({ id, stores }: Pick<Erasure, "id" | "stores">): void {
  const failed = failedStores({ stores });
  if (failed.length === 0) return;
  const message = "Some stores could not be read back empty.";
  throw new AppError("unavailable", "erasure-incomplete", message, { id, failed });
}
