import type { z } from "zod";
import { catalogueTenants } from "../cache/cache-keys.ts";
import type { suggestAnswerSchema } from "../domain/api/search-operations.ts";
import { eq } from "../domain/condition.ts";
import type { Creator } from "../domain/creator.ts";
import { madeOnce } from "../domain/made-once.ts";
import { beginsWith, isLongEnough, type Typed, typedName } from "../domain/ranking/name-starts.ts";
import { elapsedMs } from "../ports/clock.ts";
import { visibleById, visibleCreators } from "./creators/live-creators.ts";
import { settle } from "./legs/deadline.ts";
import type { SearchPorts } from "./ports.ts";

type Answer = z.infer<typeof suggestAnswerSchema>;
type Suggestion = Answer["data"][number];
type SuggestPorts = Pick<SearchPorts, "documents" | "keywords" | "keyring" | "memory" | "clock" | "settings">;

/** Most categories and most places in an answer. The rest are creators. */
const TERMS_MAX = 3;
/** Creators requested beyond the limit, because some may be hidden or changed by now. */
const SPARE = 5;

/** Once: an `import()` of what is loaded still takes a twentieth of an answer. */
const loadTerms = madeOnce(() => import("../domain/dictionaries/suggest-terms.ts"));

/**
 * What somebody who is typing may mean: creators by handle and by name, then categories and places. The most followed
 * creators come first, but one with exactly this handle comes before all. If the index does not answer, creators are
 * left out and `meta.degraded` says so.
 */
export async function suggest(
  ports: SuggestPorts,
  { q, limit }: { readonly q: string; readonly limit: number },
): Promise<Answer> {
  const started = ports.clock.now();
  const { categoriesTyped, placesTyped } = await loadTerms();
  const isHandle = q.trim().startsWith("@");
  const categories = isHandle ? [] : categoriesTyped(q, TERMS_MAX);
  const places = isHandle ? [] : placesTyped(q, TERMS_MAX);
  const signal = AbortSignal.timeout(ports.settings.deadlineMs);
  const room = Math.max(0, limit - categories.length - places.length);
  const creators = await settle("keywords", signal, () => creatorsTyped(ports, q, room, signal));
  const term =
    (kind: "category" | "place") =>
    ({ text, filters }: (typeof places)[number]): Suggestion => ({ kind, text, filters, creator: null });
  return {
    data: [
      ...(creators.value ?? []),
      ...categories.map(term("category")),
      ...places.map(term("place")),
    ].slice(0, limit),
    meta: { latency: `${elapsedMs(started, ports.clock.now())}ms`, degraded: creators.failures },
  };
}

async function creatorsTyped(
  ports: SuggestPorts,
  q: string,
  limit: number,
  signal: AbortSignal,
): Promise<Suggestion[]> {
  const typed = typedName(q);
  if (limit === 0 || !isLongEnough(typed)) return [];
  const tenants = catalogueTenants(ports.documents.scope);
  const [ids, whole] = await Promise.all([
    ports.keywords.suggest({ tenants, typed, limit: limit + SPARE }, { signal }),
    withHandle(ports, q, limit),
  ]);
  const live = await visibleById(ports, ids);
  const found = [...whole, ...ids.flatMap((id) => live.get(id) ?? [])];
  const distinct = [...new Map(found.map((creator) => [creator.id, creator])).values()];
  return distinct.flatMap((creator) => suggestion(creator, typed)).slice(0, limit);
}

/** Accounts with exactly the typed handle, however few followers they have. */
async function withHandle(ports: SuggestPorts, q: string, limit: number): Promise<Creator[]> {
  const handle = q.trim().replace(/^@/, "").toLowerCase();
  const { items } = await ports.documents.find("creators", {
    where: [eq("handle_lc", handle), eq("erased", false)],
    limit,
  });
  return visibleCreators(
    ports,
    items.filter((record) => !record.erased),
  );
}

/** Empty if the record no longer begins with the typed text, because indexes lag. */
function suggestion(creator: Creator, typed: Typed): Suggestion[] {
  const kind = beginsWith(creator, typed);
  if (kind === null) return [];
  const { id, platform, display_name, followers, verified } = creator;
  const handle = `@${creator.handle}`;
  return [
    {
      kind,
      text: kind === "handle" ? handle : display_name,
      filters: null,
      creator: { id, platform, handle, display_name, followers, verified },
    },
  ];
}
