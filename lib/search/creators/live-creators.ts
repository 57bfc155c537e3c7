import { isForgotten } from "../../cache/process-memory.ts";
import { meetsAll } from "../../domain/condition.ts";
import type { Creator, SearchedCreator, SearchedRecord } from "../../domain/creator.ts";
import { AppError } from "../../domain/errors.ts";
import type { CreatorId } from "../../domain/ids.ts";
import { wordTest } from "../../domain/ranking/word-matches.ts";
import { suppressedFor } from "../../suppression/requests-by-name.ts";
import type { SearchPorts } from "../ports.ts";
import type { Question } from "../question/question.ts";

type LivePorts = Pick<SearchPorts, "documents" | "keyring" | "memory" | "clock">;

/**
 * The creators of the hits as they are stored now. Indexes lag, and a cached list is even older, so every condition is
 * checked again. `foundByWords`: ids that the keyword index has just checked against the required words, and against the
 * excluded ones as far as its terms tell.
 * `known`: records that this search has read already.
 */
export async function liveCreators(
  ports: LivePorts,
  ids: readonly string[],
  judged: Pick<Question, "conditions" | "required" | "excluded">,
  foundByWords: ReadonlySet<string>,
  known: ReadonlyMap<string, SearchedRecord> = new Map(),
): Promise<Map<string, SearchedCreator>> {
  const unread = ids.filter((id) => !known.has(id));
  const read = await ports.documents.getSearched(unread);
  const holdsWords = wordTest(judged.required, judged.excluded);
  const lacksUnwanted = wordTest([], judged.excluded);
  const live = new Map<string, SearchedCreator>();
  for (const id of ids) {
    const record = known.get(id) ?? read.get(id as CreatorId);
    if (!record || record.erased || !meetsAll(record, judged.conditions)) continue;
    const fits = foundByWords.has(id) ? lacksUnwanted : holdsWords;
    if (fits(record)) live.set(id, record);
  }
  const visible = await visibleCreators(ports, [...live.values()]);
  return visible.length === live.size ? live : new Map(visible.map((creator) => [creator.id, creator]));
}

/**
 * Leaves out creators that this process was told to forget, and shared ones that are hidden from the caller's tenant.
 */
export async function visibleCreators<C extends SearchedCreator>(
  ports: LivePorts,
  creators: readonly C[],
): Promise<C[]> {
  const { reads } = ports.documents.scope;
  const known = creators.filter(({ id }) => !isForgotten(ports.memory, reads, id));
  const hidden = await hiddenIds(ports, known);
  return hidden.size === 0 ? known : known.filter(({ id }) => !hidden.has(id));
}

/** Creators of other tenants that this tenant has erased for itself, or whose account nobody may show any more. */
async function hiddenIds(
  ports: LivePorts,
  creators: readonly SearchedCreator[],
): Promise<ReadonlySet<string>> {
  const { documents } = ports;
  const foreign = creators.filter(({ tenant_id: tenant }) => tenant !== documents.scope.tenantId);
  if (foreign.length === 0) return new Set();
  const arrivals = foreign.map(({ id, platform, platform_user_id, handle_lc: handle }) => ({
    ...{ id, handle },
    account: { platform, platform_user_id },
  }));
  return suppressedFor(ports, documents, arrivals);
}

/** Those of these creators that are stored, not erased and visible to the caller, by id. */
export async function visibleById(ports: LivePorts, ids: readonly string[]): Promise<Map<string, Creator>> {
  const records = [...(await ports.documents.getMany("creators", ids)).values()];
  const visible = await visibleCreators(
    ports,
    records.filter((record) => !record.erased),
  );
  return new Map(visible.map((creator) => [creator.id, creator]));
}

/** @throws AppError `not-found`, code `creator-not-found`. */
export async function liveCreator(ports: LivePorts, id: string): Promise<Creator> {
  const record = await ports.documents.get("creators", id);
  const [creator] = record === null || record.erased ? [] : await visibleCreators(ports, [record]);
  if (!creator)
    throw new AppError("not-found", "creator-not-found", "There is no creator with this id.", { id });
  return creator;
}
