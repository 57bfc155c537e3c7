import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { expect, test } from "vitest";
import { type EnvelopeFile, envelopeFiles, partsOf } from "./envelope-files.ts";

const fileOf = (content: Buffer, name: string): EnvelopeFile => ({
  label: name,
  name,
  size: content.length,
  open: () => Readable.from([content.subarray(0, 7), content.subarray(7)]),
});

async function cut(file: EnvelopeFile, partBytes: number) {
  const parts: { name: string; linesBefore: number; content: string }[] = [];
  for await (const { name, linesBefore, body } of partsOf(file, partBytes)) {
    parts.push({ name, linesBefore, content: await text(body) });
  }
  return parts;
}

test("a large file is cut after line feeds, packed or not, and each part knows how many lines came before", async () => {
  const lines = fc.array(
    fc.string({ maxLength: 30 }).map((line) => line.replace(/[\r\n\ufeff]/g, "")),
    { minLength: 1 },
  );
  await fc.assert(
    fc.asyncProperty(
      lines,
      fc.boolean(),
      fc.integer({ min: 1, max: 80 }),
      async (content, isPacked, partBytes) => {
        const whole = content.map((line) => `${line}\n`).join("");
        const bytes = isPacked ? gzipSync(whole) : Buffer.from(whole);
        fc.pre(bytes.length > partBytes);
        const parts = await cut(fileOf(bytes, isPacked ? "a.ndjson.gz" : "a.ndjson"), partBytes);
        expect(parts.map((part) => part.content).join("")).toBe(whole);
        let before = 0;
        for (const part of parts) {
          expect(part.linesBefore).toBe(before);
          expect(part.content.endsWith("\n")).toBe(true);
          before += part.content.split("\n").length - 1;
        }
      },
    ),
    { numRuns: 60 },
  );
});

test("a small file and one that holds JSON values go whole, under their own name", async () => {
  const small = await cut(fileOf(Buffer.from("{}\n{}\n"), "small.ndjson"), 100);
  expect(small).toEqual([{ name: "small.ndjson", linesBefore: 0, content: "{}\n{}\n" }]);
  const values = await cut(fileOf(Buffer.from("[{},\n{}]"), "values.json"), 2);
  expect(values.map(({ name }) => name)).toEqual(["values.json"]);
});

test("a folder is searched for envelopes and nothing else, in order", async () => {
  const found = await envelopeFiles(["events"], Readable.from([]));
  expect(found.length).toBeGreaterThan(5);
  expect(found.map(({ label }) => label)).toEqual(found.map(({ label }) => label).toSorted());
  await expect(envelopeFiles(["lib/lambda"], Readable.from([]))).rejects.toMatchObject({
    code: "empty-folder",
  });
});
