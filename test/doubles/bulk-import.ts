import type { BulkImport, ImportState } from "../../lib/ports/bulk-import.ts";
import type { Objects } from "../../lib/ports/objects.ts";
import type { VectorFiles } from "../../lib/ports/vector-files.ts";
import type { VectorIndex } from "../../lib/ports/vector-index.ts";

export interface BulkImportDouble extends BulkImport {
  readonly started: readonly string[];
}

/**
 * Imports as Pinecone says that it does: every `<prefix><namespace>/*.parquet` into namespaces that do not exist, and
 * anything else under the prefix, or a namespace that exists, fails the whole import. Done when it is first asked for.
 */
export function createBulkImportDouble(parts: {
  readonly objects: Objects;
  readonly files: VectorFiles;
  readonly vectors: VectorIndex;
  /** Called before the rows come in. */
  readonly onImport?: () => Promise<void>;
}): BulkImportDouble {
  const started: string[] = [];
  const states = new Map<string, ImportState>();
  return {
    started,
    async start(prefix) {
      started.push(prefix);
      const id = String(started.length);
      states.set(id, { status: "pending", percent: 0, records: 0, error: null });
      return id;
    },
    async state(id) {
      const state = states.get(id);
      if (state?.status !== "pending") return state ?? failed("no such import");
      await parts.onImport?.();
      const done = await importAll(parts, started[Number(id) - 1] ?? "");
      states.set(id, done);
      return done;
    },
  };
}

const failed = (error: string): ImportState => ({ status: "failed", percent: 0, records: 0, error });

async function importAll(
  { objects, files, vectors }: { objects: Objects; files: VectorFiles; vectors: VectorIndex },
  prefix: string,
): Promise<ImportState> {
  const { namespaces } = await vectors.stats();
  const { objects: found } = await objects.list(prefix, { limit: 1_000 });
  let records = 0;
  for (const { key } of found) {
    const [namespace = "", name = "", ...rest] = key.slice(prefix.length).split("/");
    if (!name.endsWith(".parquet") || rest.length > 0) return failed(`${key} is no file to import`);
    if ((namespaces[namespace]?.count ?? 0) > 0) return failed(`${namespace} exists`);
    for await (const group of files.read(await objects.get(key))) {
      await vectors.upsert(namespace, group);
      records += group.length;
    }
  }
  return { status: "complete", percent: 100, records, error: null };
}
