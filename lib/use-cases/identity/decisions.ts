import type { Creator } from "../../domain/creator.ts";
import type { CreatorId } from "../../domain/ids.ts";
import type { TenantDocuments } from "../../ports/tenant-documents.ts";
import { versionAfter } from "./version-after.ts";

/** What an operator decided of a creator and others: linked, or never to be linked. */
export interface Decisions {
  readonly linked: readonly CreatorId[];
  readonly denied: ReadonlySet<CreatorId>;
}

/** Stored in both directions, so that either side finds it by the prefix of its own id. */
const decisionId = (from: CreatorId, to: CreatorId): string => `${from}/operator/${to}`;

export async function readDecisions(documents: TenantDocuments, id: CreatorId): Promise<Decisions> {
  const linked: CreatorId[] = [];
  const denied = new Set<CreatorId>();
  for await (const page of documents.scan("references", `${id}/operator/`)) {
    for (const { to, denied: isDenied } of page) {
      if (to && isDenied) denied.add(to);
      else if (to) linked.push(to);
    }
  }
  return { linked, denied };
}

const PAGE = 1_000;

/** The same of many creators in one read; those of whom nothing was decided are left out. */
export async function readDecisionsOf(
  documents: TenantDocuments,
  ids: readonly CreatorId[],
): Promise<Map<CreatorId, Decisions>> {
  const found = new Map<CreatorId, { linked: CreatorId[]; denied: Set<CreatorId> }>();
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof documents.find<"references">>> = await documents.find(
      "references",
      {
        where: [{ field: "from", op: "in", values: ids }],
        limit: PAGE,
        ...(cursor !== null && { cursor }),
      },
    );
    for (const { id, from, to, denied } of page.items) {
      if (!to || id !== decisionId(from, to)) continue;
      const decisions = found.get(from) ?? { linked: [], denied: new Set() };
      if (denied) decisions.denied.add(to);
      else decisions.linked.push(to);
      found.set(from, decisions);
    }
    cursor = page.cursor;
  } while (cursor !== null);
  return found;
}

/** The latest decision holds, until the next. */
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

/** Removes every decision that names the creator, on both sides. How many. */
export async function forgetDecisions(documents: TenantDocuments, id: CreatorId): Promise<number> {
  const { linked, denied } = await readDecisions(documents, id);
  const others = [...linked, ...denied];
  return documents.delete(
    "references",
    others.flatMap((other) => [decisionId(other, id), decisionId(id, other)]),
  );
}
