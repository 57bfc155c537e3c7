import type { RenderedPage } from "../cache/page.ts";
import { readQuery } from "../domain/query/read-query.ts";
import type { SearchRequest } from "../domain/search-request.ts";
import { withinTime } from "../ports/deadline.ts";
import { adaptedEmbedder } from "./adapted-embedder.ts";
import { embedOnce } from "./embed-once.ts";
import type { CursorPosition } from "./page/cursor.ts";
import { bindingOf } from "./page/cursor-binding.ts";
import { firstPage, laterPage } from "./page/pages.ts";
import type { QueryReader, SearchPorts } from "./ports.ts";

/** A page that no cache has: the query is read, both indexes are asked, what they found is ranked. */
export async function searchIndexes(
  ports: SearchPorts,
  request: SearchRequest,
  asked: { readonly position: CursorPosition | null; readonly now: Date; readonly deadlineMs: number },
): Promise<RenderedPage> {
  const signal = AbortSignal.timeout(asked.deadlineMs);
  const { reading, by } = await (ports.readQuery ?? readByRules)(request.query);
  const page = { request, reading, readBy: by, binding: bindingOf(ports, request, asked.now), signal };
  const searching = { ...ports, embedder: embedOnce(await adaptedEmbedder(ports)) };
  // The documents, without which there is no answer, are read when the legs' time is over: as much again for those.
  return withinTime(2 * asked.deadlineMs, () =>
    asked.position === null ? firstPage(searching, page) : laterPage(searching, page, asked.position),
  );
}

const readByRules: QueryReader = async (text) => ({ reading: readQuery(text), by: "rules" });
