import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { typedName } from "../../domain/ranking/name-starts.ts";
import { idsBeginningWith } from "./sqlite-creator-names.ts";
import { openSqliteStore, type SqliteStore } from "./sqlite-store.ts";

let folder: string;
let store: SqliteStore;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "creator-names-"));
  store = openSqliteStore({ folder });
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true });
});

it("reads no name of a tenant that begins otherwise, also where handle and name are typed alike but for a blank", () => {
  for (const typed of ["th", "the gam", "@the.gam"]) {
    const asked: string[] = [];
    const prepare: typeof store.prepare = (sql) => {
      asked.push(sql);
      return store.prepare(sql);
    };
    idsBeginningWith({ ...store, prepare }, ["local", "other"], typedName(typed), 10);
    const steps = asked.flatMap((sql) => store.prepare(`EXPLAIN QUERY PLAN ${sql}`).all());
    const readings = steps.map(({ detail }) => String(detail)).filter((detail) => /\bnames\b/.test(detail));
    expect(readings.length).toBeGreaterThan(0);
    for (const reading of readings) expect(reading).toContain("start>? AND start<?");
  }
});
