import { inChunks } from "../domain/chunks.ts";
import { atMost, eq } from "../domain/condition.ts";
import { AppError } from "../domain/errors.ts";
import type { CreatorId } from "../domain/ids.ts";
import { type ListEntry, type ListId, listEntryId } from "../domain/shortlist.ts";
import type { Ports } from "../ports/ports.ts";
import type { TenantDocuments } from "../ports/tenant-documents.ts";
import { everyPage } from "../stored/every-page.ts";

interface Place {
  readonly listId: ListId;
  readonly moved: CreatorId;
  /** Null for the end of the list. */
  readonly before: CreatorId | null;
}

type PlacePorts = Pick<Ports, "documents" | "clock">;

/**
 * Gap between two entries. Positions are milliseconds since 1970, at which size a double allows halving the gap some
 * twenty times.
 */
const STEP = 1_000;
/** Entries per read or write. */
const PAGE = 1_000;

/**
 * The position that puts an entry before another one or at the end of the list. If no number is left between the two
 * neighbours, renumbers the other entries.
 * @throws AppError `not-found`, code `not-on-list`, when the other is not on the list.
 */
export async function positionBefore(ports: PlacePorts, place: Place): Promise<number> {
  const { documents, clock } = ports;
  const { listId, moved, before } = place;
  const next = before === null ? null : await documents.get("list_entries", listEntryId(listId, before));
  if (before !== null && !next)
    throw new AppError("not-found", "not-on-list", "The creator to put it before is not on this list.", {
      id: listId,
    });
  const previous = await entryBefore(documents, listId, next, [moved, before]);
  // A new entry's position is the time when it was added, so the end of the list is after now.
  if (!next) return Math.max((previous?.position ?? 0) + 1, clock.now().getTime());
  if (!previous) return next.position - STEP;
  const middle = (previous.position + next.position) / 2;
  if (previous.position < middle && middle < next.position) return middle;
  return numberAnew(ports, place);
}

async function entryBefore(
  documents: TenantDocuments,
  listId: ListId,
  next: ListEntry | null,
  except: readonly (CreatorId | null)[],
): Promise<ListEntry | undefined> {
  const { items } = await documents.find("list_entries", {
    where: [eq("list_id", listId), ...(next ? [atMost("position", next.position)] : [])],
    sort: { field: "position", direction: "descending" },
    limit: except.length + 1,
  });
  return items.find(({ creator_id }) => !except.includes(creator_id));
}

/**
 * Renumbers all other entries with gaps between them, all in the past, so that new entries come after them. Returns the
 * number that is left free before `before`.
 */
async function numberAnew(
  { documents, clock }: PlacePorts,
  { listId, moved, before }: Place,
): Promise<number> {
  const where = [eq("list_id", listId)];
  const sort = { field: "position", direction: "ascending" } as const;
  const order: ListEntry[] = [];
  for await (const page of everyPage(documents, "list_entries", { where, sort, limit: PAGE }))
    order.push(...page.filter(({ creator_id }) => creator_id !== moved));
  const free = order.findIndex(({ creator_id }) => creator_id === before);
  const start = clock.now().getTime() - (order.length + 1) * STEP;
  const updates = order.map(({ id }, at) => ({
    id,
    set: { position: start + (at < free ? at : at + 1) * STEP },
  }));
  for (const part of inChunks(updates, PAGE)) await documents.updateMany("list_entries", part);
  return start + free * STEP;
}
