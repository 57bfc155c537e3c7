import { Readable } from "node:stream";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { AppError } from "../domain/errors.ts";
import { READ_LIMITS, readEnvelopes } from "./read-envelopes.ts";

const LIMITS = { envelopeBytes: 100, objectBytes: 10_000 };

const streamOf = (bytes: Uint8Array, chunk: number): Readable =>
  Readable.from(
    Array.from({ length: Math.ceil(bytes.length / chunk) }, (_, index) =>
      Buffer.from(bytes.subarray(index * chunk, (index + 1) * chunk)),
    ),
  );

async function read(content: string | Uint8Array, form: "lines" | "values", chunk = 7, limits = LIMITS) {
  const found = [];
  for await (const one of readEnvelopes(streamOf(Buffer.from(content), chunk), form, limits)) {
    found.push("code" in one ? [one.line, one.code] : [one.line, one.text.trim()]);
  }
  return found;
}

describe("lines", () => {
  it("are counted with the blank ones, and a broken one costs only itself", async () => {
    const content = Buffer.concat([
      Buffer.from('\uFEFF{"a":1}\r\n\n'),
      Buffer.from([0x22, 0xff, 0x22, 0x0a]),
      Buffer.from(`${"x".repeat(200)}\n`),
      Buffer.from('{"b":"é"}'),
    ]);
    expect(await read(content, "lines")).toEqual([
      [1, '{"a":1}'],
      [3, "bad-utf8"],
      [4, "too-long"],
      [5, '{"b":"é"}'],
    ]);
  });

  it("come out the same whatever the chunks are and whether they are packed", async () => {
    const line = fc
      .string({ unit: "grapheme", maxLength: 20 })
      .map((text) => text.replace(/[\r\n\uFEFF]/g, " "));
    await fc.assert(
      fc.asyncProperty(
        fc.array(line),
        fc.integer({ min: 1, max: 40 }),
        fc.boolean(),
        async (lines, chunk, packed) => {
          const text = lines.join("\n");
          const content = packed ? gzipSync(text) : Buffer.from(text);
          fc.pre(packed || content[0] !== 0x1f);
          const wellFormed = Buffer.from(text).toString().split("\n");
          const expected = wellFormed.flatMap((one, index) =>
            /^[\t-\r ]*$/.test(one) ? [] : [[index + 1, one.trim()]],
          );
          expect(await read(content, "lines", chunk)).toEqual(expected);
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe("values", () => {
  it("are the elements of an array, told apart by brackets and quotes alone", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.jsonValue({ maxDepth: 3 }), { minLength: 1 }),
        fc.integer({ min: 1, max: 40 }),
        fc.constantFrom(undefined, 2),
        async (values, chunk, indent) => {
          const content = JSON.stringify(values, null, indent);
          const found = await read(content, "values", chunk, READ_LIMITS);
          expect(found.map(([, text]): unknown => JSON.parse(String(text)))).toEqual(
            JSON.parse(JSON.stringify(values)),
          );
        },
      ),
      { numRuns: 200 },
    );
  });

  it("may stand one after the other without an array", async () => {
    expect(await read('{"a":[1]}\n{"b":"}"} {"c":{}}', "values")).toEqual([
      [1, '{"a":[1]}'],
      [2, '{"b":"}"}'],
      [3, '{"c":{}}'],
    ]);
  });

  it("of an array that is not closed are given, and then that", async () => {
    expect(await read('[{"a":1},{"b":2}', "values")).toEqual([
      [1, '{"a":1}'],
      [2, '{"b":2}'],
      [3, "bad-json"],
    ]);
  });
});

describe("an object", () => {
  it("that is empty holds nothing", async () => {
    expect(await read("", "lines")).toEqual([]);
    expect(await read(" \n", "values")).toEqual([]);
  });

  it("is unpacked up to a limit: what a bomb hides is not", async () => {
    const bomb = gzipSync(`${'{"a":1}\n'.repeat(100)}${"0".repeat(50_000_000)}`);
    const found = await read(bomb, "lines", 16_384, LIMITS);
    expect(found.at(-1)?.[1]).toMatch(/object-too-large|too-long/);
    expect(found.length).toBeLessThanOrEqual(102);
  });

  it("whose packing is cut off or broken gives what came before and says so", async () => {
    const lines = Array.from({ length: 500 }, (_, index) => `{"n":${Math.sin(index)}}`).join("\n");
    const whole = gzipSync(lines);
    const cut = await read(whole.subarray(0, whole.length / 2), "lines");
    expect(cut.length).toBeGreaterThan(10);
    expect(cut.at(-1)).toEqual([cut.length, "bad-gzip"]);
    expect(await read(Buffer.concat([whole.subarray(0, 10), Buffer.from("nonsense")]), "lines")).toEqual([
      [1, "bad-gzip"],
    ]);
  });

  it("may be packed in several parts, as logs are when they are joined", async () => {
    const parts = Buffer.concat([gzipSync('{"a":1}\n'), gzipSync('{"b":2}\n')]);
    expect(await read(parts, "lines")).toEqual([
      [1, '{"a":1}'],
      [2, '{"b":2}'],
    ]);
  });

  it.each(["lines", "values"] as const)("whose store fails is no broken object: %s", async (form) => {
    const down = new AppError("unavailable", "down", "The store is down.");
    for (const head of [Buffer.from('{"a":1}\n'), gzipSync('{"a":1}\n').subarray(0, 12)]) {
      const failing = Readable.from(
        (async function* () {
          yield head;
          throw down;
        })(),
      );
      const drained = async () => {
        for await (const _ of readEnvelopes(failing, form, LIMITS));
      };
      await expect(drained()).rejects.toBe(down);
    }
  });
});
