import { oneOf } from "../domain/condition.ts";
import type { Creator } from "../domain/creator.ts";
import type { Decisions } from "../domain/identity-graph.ts";
import type { CreatorId } from "../domain/ids.ts";
import { versionAfter } from "../domain/version-after.ts";
import type { TenantDocuments } from "../ports/tenant-documents.ts";
import { everyPage } from "../stored/every-page.ts";

/** Stored in both directions, so that each side finds it by the prefix of its own id. */
const decisionId = (from: CreatorId, to: CreatorId): string => `${from}/operator/${to}`;

const PAGE = 1_000;

/** The decisions about many creators, in one read. Creators without a decision are left out. */
export async function readDecisionsOf(
  documents: TenantDocuments,
  ids: readonly CreatorId[],
): Promise<Map<CreatorId, Decisions>> {
  const found = new Map<CreatorId, { linked: CreatorId[]; denied: Set<CreatorId> }>();
  if (ids.length === 0) return found;
  const ofThem = { where: [oneOf("from", ids)], limit: PAGE } as const;
  for await (const page of everyPage(documents, "references", ofThem)) {
    for (const { id, from, to, denied } of page) {
      if (!to || id !== decisionId(from, to)) continue;
      const decisions = found.get(from) ?? { linked: [], denied: new Set() };
      if (denied) decisions.denied.add(to);
      else decisions.linked.push(to);
      found.set(from, decisions);
    }
  }
  return found;
}

/** The latest decision holds until the next. */
export async function writeDecision(
  documents: TenantDocuments,
  [a, b]: readonly [Creator, Creator],
  decision: "linked" | "denied",
): Promise<void> {
  const known = await documents.getMany("references", [decisionId(a.id, b.id), decisionId(b.id, a.id)]);
  const write = (from: Creator, to: Creator) => {
    const id = decisionId(from.id, to.id);
    const set = {
      from: from.id,
      from_platform: from.platform,
      from_handle: from.handle_lc,
      to: to.id,
      to_platform: to.platform,
      to_handle: to.handle_lc,
      denied: decision === "denied",
    };
    return { id, version: versionAfter(known.get(id)), set };
  };
  await documents.upsertMany("references", [write(a, b), write(b, a)]);
}

/** Removes every decision that names one of the creators, on both sides. Returns how many were removed. */
export async function forgetDecisions(
  documents: TenantDocuments,
  ids: readonly CreatorId[],
): Promise<number> {
  const decided = [...(await readDecisionsOf(documents, ids))];
  const both = decided.flatMap(([id, { linked, denied }]) =>
    [...linked, ...denied].flatMap((other) => [decisionId(other, id), decisionId(id, other)]),
  );
  return documents.delete("references", [...new Set(both)]);
}
