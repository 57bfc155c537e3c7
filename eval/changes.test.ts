import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { changeOf, readBefore } from "./changes.ts";

const results = (values: readonly number[]) => values.map((ndcg10, at) => ({ id: `q${at}`, ndcg10 }));

it("says which sets rose, which fell, and where nothing can be told", () => {
  const before = results([0.2, 0.3, 0.4, 0.5]);
  expect(changeOf("a", before, results([0.3, 0.4, 0.5, 0.6])).verdict).toBe("rose");
  expect(changeOf("a", before, results([0.1, 0.2, 0.3, 0.4])).verdict).toBe("fell");
  expect(changeOf("a", before, results([0.9, 0.1, 0.1, 0.7])).verdict).toBe("unclear");
});

it("compares only queries that both runs asked", () => {
  const { queries, change } = changeOf("a", results([0.5]), results([0.6, 0, 0]));
  expect(queries).toBe(1);
  expect(change.mean).toBeCloseTo(0.1);
});

it("reads the first system's results of each set, and nothing of sets without judged queries", () => {
  const folder = mkdtempSync(join(tmpdir(), "changes-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, "before.json");
  const runs = [
    { system: "increator", results: results([0.5]) },
    { system: "fts5", results: results([0.1]) },
  ];
  const sets = [
    { set: "a", runs },
    { set: "reading", runs: [{ title: "own" }] },
    { set: "languages", overlaps: [] },
  ];
  writeFileSync(path, JSON.stringify({ half: "all", sets }));
  expect([...readBefore(path)]).toEqual([
    ["a", [{ id: "q0", ndcg10: 0.5 }]],
    ["reading", []],
    ["languages", []],
  ]);
});
