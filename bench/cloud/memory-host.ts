import { join } from "node:path";
import { createFileObjects } from "../../lib/adapters/embedded/file-objects.ts";
import { createSqliteDocuments } from "../../lib/adapters/embedded/sqlite-documents.ts";
import { createSqliteKeywordIndex } from "../../lib/adapters/embedded/sqlite-keyword-index.ts";
import { openSqliteStore } from "../../lib/adapters/embedded/sqlite-store.ts";
import { composeCloud } from "../../lib/compose/cloud.ts";
import type { Services } from "../../lib/compose/services.ts";
import type { Composition, Host } from "../../lib/lambda/host.ts";
import { tenantDocuments } from "../../lib/ports/tenant-documents.ts";

export interface MemoryHost extends Host {
  readonly composition: Composition & { readonly services: Services };
  close(): Promise<void>;
}

/**
 * The cloud's composition but for the database and the objects. No double of MongoDB is fast enough for a thousand records
 * a call, and none has Atlas Search; S3's takes no file of 40 MB. Documents and keywords stand in SQLite, objects in files;
 * the clients that they stand for are loaded beside them, since they are held too.
 */
export async function openMemoryHost(
  environment: Readonly<Record<string, string>>,
  folder: string,
): Promise<MemoryHost> {
  const composed = await composeCloud(environment);
  const store = openSqliteStore({ folder });
  await Promise.all([import("mongodb"), import("@aws-sdk/client-s3"), import("@aws-sdk/lib-storage")]);
  const documents = createSqliteDocuments(store);
  const services: Services = {
    ...composed.services,
    openDocuments: (scope) => tenantDocuments(documents, scope),
    objects: createFileObjects({ folder: join(folder, "objects") }),
    keywords: createSqliteKeywordIndex(store),
  };
  const composition = { ...composed, services };
  return {
    composition,
    compose: async () => composition,
    log: { info: () => undefined, warn: console.error, error: console.error },
    async close() {
      await composed.close();
      store.close();
    },
  };
}
