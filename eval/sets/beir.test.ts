import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { creatorIdOf, LOCAL_TENANT } from "../../lib/domain/ids.ts";
import { readBeir } from "./beir.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "beir-"));
  const lines = (name: string, values: readonly unknown[]) =>
    writeFileSync(join(folder, name), values.map((value) => JSON.stringify(value)).join("\n"));
  lines("corpus.jsonl", [
    { _id: "1", title: "on wings .", text: "on wings . of thin section" },
    { _id: "2", title: "a table", text: "of numbers", author: "Doe, J." },
  ]);
  lines("queries.jsonl", [
    { _id: "7", text: "thin wings" },
    { _id: "8", text: "judged by nobody" },
    { _id: "9", text: `${"word ".repeat(120)}` },
  ]);
  writeFileSync(join(folder, "qrels.tsv"), "query-id\tcorpus-id\tscore\n7\t1\t2\n9\t2\t1\n");
});
afterEach(() => rmSync(folder, { recursive: true }));

const idOf = (document: string) => creatorIdOf(LOCAL_TENANT, "x", document);

test("documents become bios, the title once", () => {
  const { documents, envelopes } = readBeir("tiny", folder);
  expect([...documents()].map(({ text }) => text)).toEqual([
    "on wings . of thin section",
    "a table\nof numbers\nDoe, J.",
  ]);
  expect([...envelopes()].map(({ payload }) => payload.description)).toEqual(
    [...documents()].map(({ text }) => text),
  );
});

test("judgements name creators, unjudged queries are left out and long ones cut at a word", () => {
  const { queries } = readBeir("tiny", folder);
  expect(queries.map(({ id }) => id)).toEqual(["7", "9"]);
  expect(queries[0]?.grades).toEqual(new Map([[idOf("1"), 2]]));
  expect(queries[1]?.text.length).toBeLessThanOrEqual(500);
  expect(queries[1]?.text.endsWith("word")).toBe(true);
});
