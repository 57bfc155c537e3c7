import { connectMongo } from "../adapters/cloud/mongo-connection.ts";
import { type MigratedCollection, migrateMongo } from "../adapters/cloud/mongo-migration.ts";
import { atlasCommands } from "../adapters/cloud/mongo-roles.ts";
import { SEARCH_INDEX_LINES } from "../adapters/cloud/mongo-search-index.ts";
import { databaseNameFrom, type Environment, isServiceSet, mongoSettingsFrom } from "../config.ts";
import { AppError } from "../domain/errors.ts";
import { withSecretSettings } from "./secret-environment.ts";

/** The commands that create the database's users, each with the rights of its functions. */
export const databaseUsers = (environment: Environment): string[] =>
  atlasCommands(databaseNameFrom(environment));

export interface Migration {
  readonly database: string;
  readonly collections: readonly MigratedCollection[];
  /** What happened to the search index, in words. */
  readonly searchIndex: string;
}

/**
 * Brings the database to what this release needs: collections, indexes and the search index, for which it waits.
 * @throws AppError `invalid`, code `no-database`, if documents are kept on this machine; what the database throws.
 */
export async function migrateDatabase(
  given: Environment,
  onProgress: (what: string) => void,
): Promise<Migration> {
  const environment = await withSecretSettings(given);
  if (!isServiceSet(environment, "mongo")) {
    const message =
      "MONGODB_URI is not set, so documents are kept in SQLite, which needs no migration. Set it to the cluster's address.";
    throw new AppError("invalid", "no-database", message);
  }
  const connection = connectMongo(mongoSettingsFrom(environment));
  try {
    const collections = await migrateMongo(connection, { onProgress });
    const outcome =
      collections.find(({ searchIndex }) => searchIndex !== null)?.searchIndex ?? "not-supported";
    return { database: connection.database, collections, searchIndex: SEARCH_INDEX_LINES[outcome] };
  } finally {
    await connection.close();
  }
}
