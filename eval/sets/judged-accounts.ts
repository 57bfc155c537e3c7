import { z } from "zod";
import { type Envelope, envelopeSchema } from "../../lib/domain/envelope.ts";
import { type CreatorId, creatorIdOf, LOCAL_TENANT } from "../../lib/domain/ids.ts";
import { filtersSchema } from "../../lib/domain/search-request.ts";
import { PLATFORM_MODULES } from "../../lib/platforms/registry.ts";
import type { JudgedSet } from "../judged-set.ts";
import { readJsonLines } from "./json-lines.ts";
import { profileText } from "./profile-text.ts";

const judgedQuerySchema = z.object({
  id: z.string(),
  query: z.string(),
  kind: z.string(),
  semantic: z.boolean(),
  filters_expected: filtersSchema.optional(),
  /** Grades by account: 2 is clear, 1 is plausible. */
  relevant: z.record(z.string(), z.number().int().min(0)),
});

export interface JudgedAccountsFiles {
  readonly name: string;
  /** Raw envelopes, JSON lines. */
  readonly envelopes: readonly (string | URL)[];
  readonly queries: string | URL;
}

/**
 * Raw accounts with graded queries. Judgements name an account as `platform:handle` in lower case, or as `title:` and
 * the title if a channel has no handle.
 * @throws Error if a judgement names a missing account: its query could never be answered.
 */
export function readJudgedAccounts(files: JudgedAccountsFiles): JudgedSet {
  const envelopes = files.envelopes.flatMap((path) => readJsonLines(path, envelopeSchema)).map(fetchedNow);
  const accounts = onceEach(envelopes.map((envelope) => ({ envelope, ...accountOf(envelope) })));
  const ids = new Map(accounts.flatMap(({ id, keys }) => keys.map((key) => [key, id] as const)));
  const queries = readJsonLines(files.queries, judgedQuerySchema).map((query) => ({
    id: query.id,
    text: query.query,
    kind: query.kind,
    isSemantic: query.semantic,
    filtersExpected: query.filters_expected ?? null,
    grades: new Map(Object.entries(query.relevant).map(([key, grade]) => [idOf(ids, key, query.id), grade])),
  }));
  return {
    name: files.name,
    envelopes: () => accounts.map(({ envelope }) => envelope),
    documents: () => accounts.map(({ id, envelope }) => ({ id, text: profileText(envelope) })),
    queries,
  };
}

/** The platforms' terms allow no old data, and the measured data does not age. */
function fetchedNow(envelope: Envelope): Envelope {
  return { ...envelope, fetched_at: new Date().toISOString() };
}

function accountOf(envelope: Envelope): { id: CreatorId; keys: string[] } {
  const { platform, platform_user_id, handle, display_name } =
    PLATFORM_MODULES[envelope.platform].normalise(envelope);
  const id = creatorIdOf(LOCAL_TENANT, platform, platform_user_id);
  const isNameless = platform === "youtube" && handle === platform_user_id;
  const keys = isNameless ? [] : [`${platform}:${handle.toLowerCase()}`];
  return { id, keys: [...keys, `title:${display_name}`] };
}

/** A table may name an account twice. The first entry wins. */
const onceEach = <A extends { readonly id: string }>(accounts: readonly A[]): A[] => [
  ...new Map(accounts.toReversed().map((account) => [account.id, account])).values(),
];

function idOf(ids: ReadonlyMap<string, CreatorId>, key: string, queryId: string): CreatorId {
  const id = ids.get(key);
  if (id === undefined) throw new Error(`Query ${queryId} is judged on an account that is not there: ${key}`);
  return id;
}
