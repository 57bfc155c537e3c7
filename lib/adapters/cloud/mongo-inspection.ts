import type { MongoConnection } from "./mongo-connection.ts";
import { missingIndexes } from "./mongo-migration.ts";
import { type SearchIndexCondition, searchIndexCondition } from "./mongo-search-index.ts";

/** What `migrateMongo` would do. Changes nothing. */
export const inspectMongo = (
  connection: MongoConnection,
): Promise<{ readonly missing: readonly string[]; readonly searchIndex: SearchIndexCondition }> =>
  connection.run(async (client) => {
    const db = client.db(connection.database);
    return {
      missing: await missingIndexes(db),
      searchIndex: await searchIndexCondition(db.collection("creators")),
    };
  });
