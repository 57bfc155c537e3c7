import { mkdirSync } from "node:fs";
import { basename, dirname } from "node:path";
import { DatabaseSync, type SQLInputValue, type SQLOutputValue, type StatementSync } from "node:sqlite";
import { LRUCache } from "lru-cache";
import { AppError, isAppError } from "../../domain/errors.ts";
import { databaseTrouble } from "./file-trouble.ts";

export interface SqliteDatabase {
  /** A prepared statement. It is made once per text. */
  prepare(sql: string): StatementSync;
  /**
   * Runs `work` in one transaction: everything is stored or nothing. Errors of SQLite become `unavailable`. The file
   * allows one writer at a time, and calls here are synchronous, so nothing interleaves with `work`.
   */
  transaction<T>(work: () => T): T;
  /** Runs `work` without a transaction and translates SQLite's errors. */
  run<T>(work: () => T): T;
  /** Registers work that runs only after the current transaction is stored. */
  afterCommit(work: () => void): void;
  /**
   * Moves the write-ahead log into the file and empties it, so that no erased data stays in it.
   * @throws AppError `unavailable`, code `log-in-use`, when a reader holds the log.
   */
  checkpoint(): void;
  close(): void;
}

export interface SqliteOptions {
  readonly schema: string;
  /** Overwrites deleted data with zeros. https://sqlite.org/pragma.html#pragma_secure_delete */
  readonly secureDelete: boolean;
  /** Megabytes of page cache. */
  readonly cacheMegabytes: number;
}

/**
 * Characters of all statements kept. Most statements repeat. Queries made from filters vary, and the least recently
 * used may be prepared again. A prepared statement takes about ten bytes per character.
 */
const STATEMENTS_LENGTH = 200_000;
const BUSY_TIMEOUT_MS = 5_000;

/**
 * Opens one SQLite file. WAL with `synchronous = NORMAL` survives a crash of the process at any moment. A power cut
 * may lose the last commits but never corrupts. https://sqlite.org/wal.html#performance_considerations
 */
export function openSqliteDatabase(file: string, options: SqliteOptions): SqliteDatabase {
  mkdirSync(dirname(file), { recursive: true });
  const translated = translating(file);
  const database = translated(() => connect(file, options));
  const statements = new LRUCache<string, StatementSync>({
    maxSize: STATEMENTS_LENGTH,
    sizeCalculation: (_, sql) => sql.length,
  });
  let committed: (() => void)[] = [];

  return {
    prepare(sql) {
      const known = statements.get(sql);
      if (known) return known;
      const statement = database.prepare(sql);
      statements.set(sql, statement);
      return statement;
    },
    transaction(work) {
      committed = [];
      const result = translated(() => transact(database, work));
      for (const task of committed) task();
      return result;
    },
    run: translated,
    afterCommit: (work) => void committed.push(work),
    checkpoint: () => translated(() => emptyLog(database)),
    close() {
      if (!database.isOpen) return;
      statements.clear();
      database.close();
    },
  };
}

function connect(file: string, options: SqliteOptions): DatabaseSync {
  const database = new DatabaseSync(file, { timeout: BUSY_TIMEOUT_MS });
  database.exec(`
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = NORMAL;
    PRAGMA secure_delete = ${options.secureDelete ? "ON" : "OFF"};
    PRAGMA cache_size = -${options.cacheMegabytes * 1024};
    PRAGMA wal_autocheckpoint = 10000;
    PRAGMA temp_store = MEMORY;
    ${options.schema}`);
  return database;
}

/** Rows one by one as arrays of values: a whole table takes half the time that it takes as objects. */
export function rowsOf(statement: StatementSync, ...parameters: SQLInputValue[]): Iterable<SQLOutputValue[]> {
  statement.setReturnArrays(true);
  // Node's types describe only objects.
  return statement.iterate(...parameters) as Iterable<unknown> as Iterable<SQLOutputValue[]>;
}

/** To SQLite a log in use is not an error but an answer: https://sqlite.org/pragma.html#pragma_wal_checkpoint */
export function emptyLog(database: DatabaseSync): void {
  const answer = database.prepare("PRAGMA wal_checkpoint(TRUNCATE)").get();
  if (answer?.busy === 0) return;
  throw new AppError(
    "unavailable",
    "log-in-use",
    "The write-ahead log is being read and could not be emptied.",
  );
}

/** Everything is stored or nothing. On a full disk SQLite has ended the transaction by itself. */
export function transact<T>(database: DatabaseSync, work: () => T): T {
  database.exec("BEGIN IMMEDIATE");
  try {
    const result = work();
    database.exec("COMMIT");
    return result;
  } catch (error) {
    if (database.isTransaction) database.exec("ROLLBACK");
    throw error;
  }
}

/** Translates SQLite's errors into ours, with the file, the reason and the remedy. */
export const translating =
  (file: string) =>
  <T>(work: () => T): T => {
    try {
      return work();
    } catch (error) {
      if (isAppError(error) || !isSqliteError(error)) throw error;
      const message = `A file of the data folder cannot be used. ${databaseTrouble(file, error)}`;
      throw new AppError("unavailable", "store-unavailable", message, { file: basename(file) }, error);
    }
  };

const isSqliteError = (error: unknown): boolean =>
  error instanceof Error &&
  "code" in error &&
  (error.code === "ERR_SQLITE_ERROR" || error.code === "ERR_INVALID_STATE");
