import { oneOf } from "../../domain/condition.ts";
import { AppError } from "../../domain/errors.ts";
import type { Filters } from "../../domain/search-request.ts";
import type { ListId } from "../../domain/shortlist.ts";
import type { Ports } from "../../ports/ports.ts";
import { everyPage } from "../../stored/every-page.ts";

/** The most creators that the lists of one filter may hold together, because each id is sent to each index. */
const LISTED_MAX = 2_000;

/** Whether the filters name lists. Lists must be read before the search begins. */
export const namesLists = ({ list_ids: lists, exclude_list_ids: barred }: Filters): boolean =>
  lists !== undefined || barred !== undefined;

/**
 * The filters, with the creators that their lists hold now.
 * @throws AppError `not-found`, code `list-not-found`; `invalid`, code `lists-too-long`, beyond 2,000 creators.
 */
export async function withListed(ports: Pick<Ports, "documents">, filters: Filters): Promise<Filters> {
  const [listed, barred] = await Promise.all([
    creatorsOn(ports, filters.list_ids),
    creatorsOn(ports, filters.exclude_list_ids),
  ]);
  return { ...filters, ...(listed && { listed }), ...(barred && { barred }) };
}

async function creatorsOn(
  { documents }: Pick<Ports, "documents">,
  lists: readonly ListId[] | undefined,
): Promise<string[] | null> {
  if (lists === undefined) return null;
  const known = await documents.getMany("lists", lists);
  const missing = lists.find((id) => !known.has(id));
  if (missing)
    throw new AppError("not-found", "list-not-found", "There is no list with this id.", { id: missing });
  const ids = new Set<string>();
  const where = [oneOf("list_id", lists)];
  for await (const page of everyPage(documents, "list_entries", { where, limit: 1_000 })) {
    for (const entry of page) ids.add(entry.creator_id);
    if (ids.size > LISTED_MAX) throw tooLong();
  }
  return [...ids].sort();
}

const tooLong = (): AppError =>
  new AppError(
    "invalid",
    "lists-too-long",
    `The lists hold more than ${LISTED_MAX} creators: name fewer or shorter lists.`,
    { field: "filters" },
  );
