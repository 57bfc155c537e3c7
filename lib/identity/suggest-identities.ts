import { atMost } from "../domain/condition.ts";
import { DAY_MS } from "../domain/durations.ts";
import { BLOCK_MAX } from "../domain/identity-matching/block.ts";
import { CREATOR_MATCHING } from "../domain/identity-matching/creator-matching.ts";
import { candidatesOf, scorer } from "../domain/identity-matching/match.ts";
import type { Model } from "../domain/identity-matching/model.ts";
import {
  MATCH_KEY_PREFIX,
  SUGGESTED_FROM,
  type Suggesting,
  suggestionIdOf,
} from "../domain/identity-matching/suggestion.ts";
import { creatorIdSchema, type TenantId } from "../domain/ids.ts";
import type { Steps } from "../domain/steps.ts";
import { ownScope } from "../domain/tenant-scope.ts";
import { inTurns } from "../ports/in-turns.ts";
import type { Ports } from "../ports/ports.ts";
import type { TenantDocuments } from "../ports/tenant-documents.ts";
import { everyPage } from "../stored/every-page.ts";
import { readDecisionsOf } from "./decisions.ts";
import { learnModel } from "./learn-model.ts";
import type { PairRequest } from "./link-identity.ts";
import { readAccounts } from "./match-accounts.ts";
import {
  bearersOf,
  forgetErased,
  type KeyBlock,
  keyBlocks,
  matchKeysOf,
  pairedIn,
  storeMatchKeys,
} from "./match-keys.ts";

export type SuggestPorts = Pick<Ports, "openDocuments" | "clock">;

export interface SuggestPiece {
  readonly tenantId: TenantId;
  /** Prefix of creator ids. The piece has the match keys that continue with the same letters. */
  readonly prefix?: string;
  /** Continues from an earlier answer's `next`. */
  readonly from?: string | null;
  readonly remainingMs?: () => number;
}

const WHOLE = "c_";
const LETTERS = 32;
/** A suggestion that three daily runs did not find again is removed. */
const STALE_DAYS = 3;

/** Passed on from message to message. */
interface Progress extends Suggesting {
  readonly step: "keys" | "pairs";
  readonly after: string | null;
  /** Live accounts of the piece, by platform. */
  readonly sizes: Readonly<Record<string, number>>;
  readonly model: Model | null;
}

const BEGIN: Progress = {
  ...{ step: "keys", after: null, sizes: {}, model: null },
  ...{ accounts: 0, pairs: 0, suggested: 0, skipped: { blocks: 0, records: 0 }, converged: true },
};

/**
 * Keeps suggestions of a tenant's own accounts that are probably one person or brand, for an operator to decide. It
 * links nobody. First each account of the piece stores a key for each value that may bring it together with others.
 * Then it reads blocks of equal keys in order, and judges probable pairs again among all accounts that share a value
 * with either side. It suggests no pair that an operator refused, and none that would link the same two groups by
 * other members.
 */
export async function suggestIdentities(
  { openDocuments, clock }: SuggestPorts,
  { tenantId, prefix = WHOLE, from = null, remainingMs = () => Number.POSITIVE_INFINITY }: SuggestPiece,
): Promise<{ readonly next: string | null; readonly memo: string; readonly report: Suggesting }> {
  const documents = openDocuments(ownScope(tenantId));
  let progress: Progress = from === null ? BEGIN : JSON.parse(from);
  const pause = () => ({ next: JSON.stringify(progress), memo: "", report: progress });
  if (progress.step === "keys") {
    for await (const page of documents.scan("creators", prefix, progress.after ?? undefined)) {
      const live = page.filter((record) => !record.erased);
      await storeMatchKeys(documents, live);
      const sizes = { ...progress.sizes };
      for (const { platform } of live) sizes[platform] = (sizes[platform] ?? 0) + 1;
      const accounts = progress.accounts + live.length;
      progress = { ...progress, sizes, accounts, after: page.at(-1)?.id ?? null };
      if (remainingMs() <= 0) return pause();
    }
    progress = { ...progress, step: "pairs", after: null };
  }
  const pieces = LETTERS ** (prefix.length - WHOLE.length);
  const keys = `${MATCH_KEY_PREFIX}${prefix.slice(WHOLE.length)}`;
  if (progress.model === null) {
    const { model, converged } = await learnModel(documents, { prefix, keys, sizes: progress.sizes, pieces });
    progress = { ...progress, model, converged };
    if (remainingMs() <= 0) return pause();
  }
  for await (const blocks of keyBlocks(documents, keys, progress.after)) {
    progress = counted(progress, blocks, await suggestFrom(documents, progress.model, blocks, clock.now()));
    // Inside one large block there is no progress to save yet.
    if (blocks.length > 0 && remainingMs() <= 0) return pause();
  }
  await forgetStale(documents, new Date(clock.now().getTime() - STALE_DAYS * DAY_MS));
  const { accounts, pairs, suggested, skipped, converged } = progress;
  const report = { accounts, pairs, suggested, skipped, converged };
  return { next: null, memo: JSON.stringify(report), report };
}

function counted(
  progress: Progress,
  blocks: readonly KeyBlock[],
  { pairs, suggested }: { readonly pairs: number; readonly suggested: number },
): Progress {
  const large = blocks.filter(({ size }) => size > BLOCK_MAX);
  return {
    ...progress,
    after: blocks.at(-1)?.last ?? progress.after,
    pairs: progress.pairs + pairs,
    suggested: progress.suggested + suggested,
    skipped: {
      blocks: progress.skipped.blocks + large.length,
      records: large.reduce((sum, { size }) => sum + size, progress.skipped.records),
    },
  };
}

async function suggestFrom(
  documents: TenantDocuments,
  model: Model | null,
  blocks: readonly KeyBlock[],
  now: Date,
): Promise<{ readonly pairs: number; readonly suggested: number }> {
  const { features } = await readAccounts(documents, pairedIn(blocks));
  const { pairs } = await inTurns(candidatesOf(CREATOR_MATCHING, features));
  if (model === null || pairs.length === 0) return { pairs: 0, suggested: 0 };
  // This first look sees only this page's blocks, so values look rarer and there are no rivals. It drops no pair that
  // the second look would keep.
  const score = scorer(CREATOR_MATCHING, model, features);
  const likely = await inTurns(likelyAlone(pairs, score));
  if (likely.length === 0) return { pairs: pairs.length, suggested: 0 };
  const found = await judgedAmongAll(documents, model, likely);
  const found_at = now.toISOString();
  await documents.upsertMany(
    "identity_suggestions",
    found.map(({ a, b, probability, evidence }) => ({
      ...{ id: suggestionIdOf(a, b), version: found_at },
      set: { a, b, probability, evidence, found_at },
    })),
  );
  const kept = new Set(found.map(({ a, b }) => suggestionIdOf(a, b)));
  const over = likely.map(({ a, b }) => suggestionIdOf(a.id, b.id)).filter((id) => !kept.has(id));
  await documents.delete("identity_suggestions", over);
  await forgetErased(documents, [...new Set(found.flatMap(({ a, b }) => [a, b]))]);
  await forgetDecided(documents, found);
  return { pairs: pairs.length, suggested: found.length };
}

function* likelyAlone<P>(
  pairs: readonly P[],
  score: (pairs: readonly P[]) => Steps<{ readonly probability: number }[]>,
): Steps<P[]> {
  const likely: P[] = [];
  for (const pair of pairs) {
    const [alone] = yield* score([pair]);
    if (alone && alone.probability >= SUGGESTED_FROM) likely.push(pair);
  }
  return likely;
}

/** An operator may have decided while the pair was judged, and removed the suggestion before it was written. */
async function forgetDecided(documents: TenantDocuments, pairs: readonly PairRequest[]): Promise<void> {
  const decided = await readDecisionsOf(
    documents,
    pairs.map(({ a }) => a),
  );
  const over = pairs.filter(({ a, b }) => {
    const of = decided.get(a);
    return of?.denied.has(b) || of?.linked.includes(b);
  });
  await documents.delete(
    "identity_suggestions",
    over.map(({ a, b }) => suggestionIdOf(a, b)),
  );
}

/** Pairs that nobody decided yet, judged among all accounts that share a value with either side. */
async function judgedAmongAll(
  documents: TenantDocuments,
  model: Model,
  likely: readonly { readonly a: { readonly id: string }; readonly b: { readonly id: string } }[],
) {
  const ids = [...new Set(likely.flatMap(({ a, b }) => [a.id, b.id]))];
  const sides = await documents.getMany("creators", ids);
  const keys = new Set([...sides.values()].flatMap((record) => (record.erased ? [] : matchKeysOf(record))));
  const { features, known } = await readAccounts(documents, await bearersOf(documents, keys));
  const asked = new Set(likely.map(({ a, b }) => `${a.id} ${b.id}`));
  const { pairs } = await inTurns(candidatesOf(CREATOR_MATCHING, features));
  const scored = await inTurns(scorer(CREATOR_MATCHING, model, features)(pairs));
  return scored
    .filter(({ a, b, probability }) => probability >= SUGGESTED_FROM && asked.has(`${a.id} ${b.id}`))
    .filter(({ a, b }) => known(a, b) === null)
    .map(({ a, b, probability, evidence }) => ({
      ...{ a: creatorIdSchema.parse(a.id), b: creatorIdSchema.parse(b.id), probability },
      evidence: evidence.toSorted((one, other) => Math.abs(other.bits) - Math.abs(one.bits)),
    }));
}

async function forgetStale(documents: TenantDocuments, before: Date): Promise<void> {
  const where = [atMost("found_at", before.toISOString())];
  for await (const page of everyPage(documents, "identity_suggestions", { where, limit: 1_000 }))
    await documents.deleteUnchanged("identity_suggestions", page);
}
