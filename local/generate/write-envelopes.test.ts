import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { generateEnvelopes } from "./generate-envelopes.ts";
import { writeEnvelopes } from "./write-envelopes.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "generate-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

describe("writeEnvelopes", () => {
  it("writes one envelope a line, the same bytes for the same seed, plain or gzipped", async () => {
    const [plain, packed, again] = ["a.ndjson", "b.ndjson.gz", "c.ndjson.gz"].map((name) =>
      join(folder, name),
    );
    for (const out of [plain, packed, again]) await writeEnvelopes({ count: 450, seed: 3, out: out ?? "" });
    const expected = [...generateEnvelopes({ count: 450, seed: 3 })].map((envelope) =>
      JSON.stringify(envelope),
    );
    const text = readFileSync(plain ?? "", "utf8");
    expect(text.trimEnd().split("\n")).toEqual(expected);
    expect(gunzipSync(readFileSync(packed ?? "")).toString()).toBe(text);
    expect(readFileSync(again ?? "")).toEqual(readFileSync(packed ?? ""));
  });

  it("tells how far it is, to the last one", async () => {
    const told: number[] = [];
    await writeEnvelopes({
      count: 450,
      seed: 3,
      out: join(folder, "a.ndjson"),
      onProgress: (n) => told.push(n),
    });
    expect(told).toEqual([200, 400, 450]);
  });

  it("leaves nothing behind when it fails", async () => {
    const options = { count: 1_000, seed: 3, out: join(folder, "a.ndjson") };
    const onProgress = () => {
      throw new Error("enough");
    };
    await expect(writeEnvelopes({ ...options, onProgress })).rejects.toThrow("enough");
    expect(readdirSync(folder)).toEqual([]);
  });
});
