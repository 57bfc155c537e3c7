import { DatabaseSync } from "node:sqlite";
import { z } from "zod";
import type { PlainDocument } from "../judged-set.ts";
import { DEPTH, type SearchSystem } from "./search-system.ts";
import { STOP_WORDS } from "./stop-words.ts";

const rowsSchema = z.array(z.object({ id: z.string() }));
const WORD = /[\p{L}\p{N}\p{M}]+/gu;

/** SQLite's full-text index with the Porter stemmer. Any of the words may match, ranked by BM25. */
export function fts5(documents: Iterable<PlainDocument>): SearchSystem {
  const database = new DatabaseSync(":memory:");
  database.exec(
    "create virtual table documents using fts5(id unindexed, text, tokenize = 'porter unicode61')",
  );
  const insert = database.prepare("insert into documents (id, text) values (?, ?)");
  for (const { id, text } of documents) insert.run(id, text);
  const find = database.prepare("select id from documents where documents match ? order by rank limit ?");
  return {
    name: "SQLite FTS5",
    async search(query) {
      const words = (query.toLowerCase().match(WORD) ?? []).filter((word) => !STOP_WORDS.includes(word));
      if (words.length === 0) return { ids: [], filters: null };
      const rows = rowsSchema.parse(find.all(words.map((word) => `"${word}"`).join(" OR "), DEPTH));
      return { ids: rows.map(({ id }) => id), filters: null };
    },
  };
}
