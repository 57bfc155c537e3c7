import { existsSync } from "node:fs";
import { join } from "node:path";
import type { JudgedSet } from "../judged-set.ts";
import type { SetName } from "../options.ts";
import { readBeir } from "./beir.ts";
import { generatedSet } from "./generated.ts";
import { readJudgedAccounts } from "./judged-accounts.ts";

/** The sets of judged queries. `reading` runs no search, and `languages` compares answers with each other. */
export type SearchSetName = Exclude<SetName, "reading" | "languages">;

export interface SetSource {
  readonly data: string;
  /** Number of creators in the generated set. */
  readonly generated: number;
}

/** A set by name; null if its files are not in the data folder. */
export function openSet(name: SearchSetName, { data, generated }: SetSource): JudgedSet | null {
  switch (name) {
    case "shipped":
      return shippedSet();
    case "generated":
      return generatedSet(generated);
    case "judged_dev":
    case "judged_dev2": {
      const envelopes = [join(data, "raw/x.ndjson"), join(data, "raw/youtube.ndjson")];
      const queries = join(data, "queries", `${name}.jsonl`);
      return [...envelopes, queries].every((path) => existsSync(path))
        ? readJudgedAccounts({ name, envelopes, queries })
        : null;
    }
    case "cranfield":
    case "cacm": {
      const folder = join(data, "retrieval", name);
      return existsSync(join(folder, "corpus.jsonl")) ? readBeir(name, folder) : null;
    }
  }
}

/** The small set that comes with the project. Its accounts and questions were invented for it. */
export const shippedSet = (): JudgedSet =>
  readJudgedAccounts({
    name: "shipped",
    envelopes: [new URL("../shipped/creators.ndjson", import.meta.url)],
    queries: new URL("../shipped/queries.jsonl", import.meta.url),
  });
