import type { RenderedPage } from "../cache/page.ts";
import { readQuery } from "../domain/query/read-query.ts";
import type { SearchRequest } from "../domain/search-request.ts";
import { withinTime } from "../ports/deadline.ts";
import { adaptedEmbedder } from "./legs/adapted-embedder.ts";
import { embedOnce } from "./legs/embed-once.ts";
import type { CursorPosition } from "./page/cursor.ts";
import { bindingOf } from "./page/cursor-binding.ts";
import { firstPage, laterPage } from "./page/pages.ts";
import type { QueryReader, SearchPorts } from "./ports.ts";

/** Makes a page that no cache has: reads the query, asks both indexes and ranks what they found. */
export async function searchIndexes(
  ports: SearchPorts,
  request: SearchRequest,
  asked: { readonly position: CursorPosition | null; readonly now: Date; readonly deadlineMs: number },
): Promise<RenderedPage> {
  const signal = AbortSignal.timeout(asked.deadlineMs);
  const { reading, by } = await (ports.readQuery ?? readByRules)(request.query);
  const page = { request, reading, readBy: by, binding: bindingOf(ports, request, asked.now), signal };
  const searching = { ...ports, embedder: embedOnce(await adaptedEmbedder(ports)) };
  // The documents, which an answer needs, are read after the legs. They get as much time again.
  return withinTime(2 * asked.deadlineMs, () =>
    asked.position === null ? firstPage(searching, page) : laterPage(searching, page, asked.position),
  );
}

const readByRules: QueryReader = async (text) => ({ reading: readQuery(text), by: "rules" });
