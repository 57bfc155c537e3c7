import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { creatorIdOf, LOCAL_TENANT } from "../../lib/domain/ids.ts";
import { readJudgedAccounts } from "./judged-accounts.ts";

const fetched_at = "2020-01-01T00:00:00Z";
const ACCOUNTS = [
  {
    platform: "x",
    fetched_at,
    payload: { id: "11", username: "TeaTaster", name: "Tea", description: "oolong" },
  },
  {
    platform: "youtube",
    fetched_at,
    payload: { id: `UC${"a".repeat(22)}`, snippet: { title: "No Handle" } },
  },
  { platform: "x", fetched_at, payload: { id: "11", username: "TeaTaster", name: "Again", description: "" } },
];

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "judged-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

function read(relevant: Record<string, number>) {
  const query = { id: "q1", query: "tea", kind: "topic", semantic: false, relevant };
  writeFileSync(join(folder, "raw.ndjson"), ACCOUNTS.map((account) => JSON.stringify(account)).join("\n"));
  writeFileSync(join(folder, "queries.jsonl"), JSON.stringify(query));
  const [envelopes, queries] = [[join(folder, "raw.ndjson")], join(folder, "queries.jsonl")];
  return readJudgedAccounts({ name: "tiny", envelopes, queries });
}

test("judgements find accounts by handle, or by title where there is none", () => {
  const { queries } = read({ "x:teataster": 2, "title:No Handle": 1 });
  expect(queries[0]?.grades).toEqual(
    new Map([
      [creatorIdOf(LOCAL_TENANT, "x", "11"), 2],
      [creatorIdOf(LOCAL_TENANT, "youtube", `UC${"a".repeat(22)}`), 1],
    ]),
  );
});

test("an account named twice is one document, fetched now, as terms let nothing old in", () => {
  const envelopes = [...read({ "x:teataster": 2 }).envelopes()];
  expect(envelopes).toHaveLength(2);
  expect(envelopes.every((envelope) => Date.now() - Date.parse(envelope.fetched_at) < 60_000)).toBe(true);
});

test("a judgement on an account that is not there is an error, since its query could never be answered", () => {
  expect(() => read({ "x:nobody": 2 })).toThrow("x:nobody");
});
