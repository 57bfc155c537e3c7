import { type AppError, isAppError } from "../domain/errors.ts";
import type { AccountName, FetchOutcome } from "./platform-client.ts";

/** The result of one step of a fetch. */
export type Step<T, R> = { readonly item: T } & (
  | { readonly ok: true; readonly result: R }
  | { readonly ok: false; readonly error: AppError }
);

/** After this number of failures in a row the platform has a problem, and asking again would not help. */
const FAILURES_MAX = 3;

/**
 * Does one step after the other. An unavailable platform costs that step alone. A spent budget, a refused credential
 * and an abort end the fetch, and every remaining step gets that error.
 */
export async function inSteps<T, R>(
  items: readonly T[],
  work: (item: T) => Promise<R>,
): Promise<Step<T, R>[]> {
  const steps: Step<T, R>[] = [];
  let failures = 0;
  let ended: AppError | null = null;
  for (const item of items) {
    if (ended) {
      steps.push({ item, ok: false, error: ended });
      continue;
    }
    try {
      steps.push({ item, ok: true, result: await work(item) });
      failures = 0;
    } catch (thrown) {
      if (!isAppError(thrown)) throw thrown;
      steps.push({ item, ok: false, error: thrown });
      failures += 1;
      if (endsFetch(thrown) || failures >= FAILURES_MAX) ended = thrown;
    }
  }
  return steps;
}

const endsFetch = ({ kind, code }: AppError): boolean => kind !== "unavailable" || code === "call-aborted";

/** Looks up groups of accounts one after the other. The accounts of a failed group are deferred. */
export async function lookUpInSteps<L extends { readonly accounts: readonly AccountName[] }>(
  lookUps: readonly L[],
  work: (lookUp: L) => Promise<readonly FetchOutcome[]>,
): Promise<FetchOutcome[]> {
  const steps = await inSteps(lookUps, work);
  return steps.flatMap((step) =>
    step.ok
      ? step.result
      : step.item.accounts.map((account) => ({ kind: "deferred", account, error: step.error }) as const),
  );
}

/** `outcomes` in the order of `accounts`. Throws the first error if nothing was learned about any of them. */
export function settled(
  accounts: readonly AccountName[],
  outcomes: readonly FetchOutcome[],
): readonly FetchOutcome[] {
  const [first] = outcomes;
  if (first?.kind === "deferred" && outcomes.every(({ kind }) => kind === "deferred")) {
    throw first.error;
  }
  const places = new Map(accounts.map((account, index) => [account, index]));
  return [...outcomes].sort((a, b) => (places.get(a.account) ?? 0) - (places.get(b.account) ?? 0));
}
