import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { LOCAL_TENANT } from "../../domain/ids.ts";
import { createSqliteDocuments } from "./sqlite-documents.ts";
import { openSqliteStore } from "./sqlite-store.ts";

it("lets other work run while one caller reads again and again", async () => {
  const folder = mkdtempSync(join(tmpdir(), "sqlite-documents-"));
  const store = openSqliteStore({ folder });
  const documents = createSqliteDocuments(store);
  let turns = 0;
  let next = setImmediate(function count() {
    turns += 1;
    next = setImmediate(count);
  });
  try {
    const began = performance.now();
    while (performance.now() - began < 200) await documents.getMany("creators", [LOCAL_TENANT], ["c_1"]);
    expect(turns).toBeGreaterThan(2);
    expect(turns).toBeLessThan(100);
  } finally {
    clearImmediate(next);
    store.close();
    rmSync(folder, { recursive: true });
  }
});
