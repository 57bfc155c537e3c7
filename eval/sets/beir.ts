import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { Envelope } from "../../lib/domain/envelope.ts";
import { type CreatorId, creatorIdOf, LOCAL_TENANT } from "../../lib/domain/ids.ts";
import { QUERY_MAX_CHARACTERS } from "../../lib/domain/search-request.ts";
import type { JudgedSet } from "../judged-set.ts";
import { readJsonLines } from "./json-lines.ts";

const documentSchema = z.object({
  _id: z.string(),
  title: z.string().default(""),
  text: z.string().default(""),
  author: z.string().default(""),
  keywords: z.string().default(""),
});
type BeirDocument = z.infer<typeof documentSchema>;

const querySchema = z.object({ _id: z.string(), text: z.string() });

/**
 * A collection in BEIR's layout, in text mode: each document is an account whose bio is the document. This measures
 * only the search, without platforms, sizes and places. Queries without judgements are left out.
 */
export function readBeir(name: string, folder: string): JudgedSet {
  const documents = readJsonLines(join(folder, "corpus.jsonl"), documentSchema);
  const judgements = readQrels(join(folder, "qrels.tsv"));
  const queries = readJsonLines(join(folder, "queries.jsonl"), querySchema).flatMap(({ _id, text }) => {
    const grades = judgements.get(_id);
    if (!grades) return [];
    return [{ id: _id, text: asked(text), kind: name, isSemantic: false, filtersExpected: null, grades }];
  });
  return {
    name,
    envelopes: () => documents.map(envelopeOf),
    documents: () => documents.map((document) => ({ id: idOf(document._id), text: documentText(document) })),
    queries,
  };
}

const idOf = (documentId: string): CreatorId => creatorIdOf(LOCAL_TENANT, "x", documentId);

/** X, because it requires the least of a profile: only an id, a name and a text. */
function envelopeOf(document: BeirDocument): Envelope {
  return {
    platform: "x",
    fetched_at: new Date().toISOString(),
    payload: {
      id: document._id,
      username: `d${document._id}`,
      name: document.title,
      description: documentText(document),
    },
    posts: [],
    synthetic: true,
  };
}

/** The title comes first, unless the text begins with it, as Cranfield's do. */
function documentText({ title, text, author, keywords }: BeirDocument): string {
  const opening = text.startsWith(title) ? "" : title;
  return [opening, text, author, keywords].filter((part) => part !== "").join("\n");
}

/** The interface accepts no longer queries. Cuts at the end of a word. */
const asked = (text: string): string =>
  text.length <= QUERY_MAX_CHARACTERS ? text : text.slice(0, QUERY_MAX_CHARACTERS).replace(/\s+\S*$/, "");

/** Query id -> grades by creator id. The first line is the header. */
function readQrels(path: string): Map<string, Map<string, number>> {
  const byQuery = new Map<string, Map<string, number>>();
  for (const line of readFileSync(path, "utf8").split("\n").slice(1)) {
    const [queryId, documentId, grade] = line.trim().split("\t");
    if (!queryId || !documentId) continue;
    const grades = byQuery.get(queryId) ?? new Map<string, number>();
    byQuery.set(queryId, grades.set(idOf(documentId), Number(grade)));
  }
  return byQuery;
}
