import type { Finding } from "../domain/erasure.ts";
import { AppError, isAppError } from "../domain/errors.ts";
import { ERASURE_STORES, type Erasure } from "../domain/records.ts";
import type { TenantDocuments } from "../ports/tenant-documents.ts";
import { noteFinding } from "../suppression/change-erasure.ts";
import { type Removal, type RemovalPorts, removalsOf, STORES, type StoreName } from "./stores.ts";

export type { RemovalPorts } from "./stores.ts";

/** A store that has not answered by then has failed, and is asked again later. Some 10 stores share a Lambda's two minutes. */
const STORE_DEADLINE_MS = 20_000;

/**
 * Removes an erasure's creators from every store, reads each back, and notes what was found before it goes on, so
 * that a process that dies loses the count of one store at most. A store that fails is noted as failed and does not
 * hold up the others.
 */
export async function removeEverywhere(
  ports: RemovalPorts,
  documents: TenantDocuments,
  erasure: Erasure,
): Promise<Erasure> {
  const removals = removalsOf(ports, erasure);
  let noted = erasure;
  for (const store of ERASURE_STORES) {
    const findings: Finding[] = [];
    for (const removal of removals) findings.push(await attempt(() => empty(ports, store, removal)));
    noted = await noteFinding(
      documents,
      erasure.id,
      store,
      together(findings),
      ports.clock.now().toISOString(),
    );
  }
  return noted;
}

/** Empties a store of a removal's creators and looks what is left. */
async function empty(ports: RemovalPorts, name: StoreName, removal: Removal): Promise<Finding> {
  const store = STORES[name];
  if ("settle" in store) return store.settle(ports, removal);
  const removed = await store.remove(ports, removal);
  const left = await store.readBack(ports, removal);
  return { ...removed, left, status: left === 0 ? "done" : "failed" };
}

const FAILED: Finding = { removed: 0, left: null, status: "failed" };

/** Programmer's errors pass; a store that does not answer, or not in time, has not been read back. */
async function attempt(work: () => Promise<Finding>): Promise<Finding> {
  try {
    return await inTime(work());
  } catch (error) {
    if (!isAppError(error)) throw error;
    return FAILED;
  }
}

async function inTime<T>(work: Promise<T>): Promise<T> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(
    () => late.reject(new AppError("unavailable", "store-late", "The store did not answer in time.")),
    STORE_DEADLINE_MS,
  );
  try {
    return await Promise.race([work, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}

/** A store is as far as in the tenant where it is least far. */
function together(findings: readonly Finding[]): Finding {
  const has = (status: Finding["status"]) => findings.some((one) => one.status === status);
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  const lefts = findings.map(({ left }) => left).filter((left) => left !== null);
  return {
    status: has("failed") ? "failed" : has("pending") ? "pending" : "done",
    removed: sum(findings.map(({ removed }) => removed)),
    left: lefts.length < findings.length ? null : sum(lefts),
    atLeast: sum(findings.map(({ atLeast = 0 }) => atLeast)),
  };
}
