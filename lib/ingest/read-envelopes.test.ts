import { Readable } from "node:stream";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rounds } from "../../test/deep.ts";
import { AppError } from "../domain/errors.ts";
import { withDeadline } from "../ports/deadline.ts";
import { READ_LIMITS, readEnvelopes } from "./read-envelopes.ts";

const LIMITS = { envelopeBytes: 100, objectBytes: 10_000, lines: 1_000 };

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

  it("come out the same whatever the chunks are, whether they are packed, and what is between them", async () => {
    const object = fc
      .dictionary(fc.string({ unit: "grapheme" }), fc.jsonValue({ maxDepth: 2 }), { maxKeys: 4 })
      .map((one) => JSON.stringify(one));
    const between = fc.constantFrom("", "", " ", "\n", "\r\n", "\ufeff", "\n\ufeff", ",", ",\n");
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(object, between)),
        fc.integer({ min: 1, max: 40 }),
        fc.constantFrom("plain", "packed", "members"),
        fc.constantFrom("lines" as const, "values" as const),
        async (records, chunk, packing, form) => {
          const texts = records.map(([text, after]) => `${text}${after}`);
          const content =
            packing === "members"
              ? Buffer.concat(texts.map((text) => gzipSync(text)))
              : packing === "packed"
                ? gzipSync(texts.join(""))
                : Buffer.from(texts.join(""));
          const found = await read(content, form, chunk, READ_LIMITS);
          expect(found.map(([, text]) => text)).toEqual(records.map(([text]) => text));
        },
      ),
      { numRuns: rounds(200) },
    );
  });

  it("that are broken cost only themselves, whatever is broken about them", async () => {
    const broken = fc
      .string({ unit: "grapheme", minLength: 1, maxLength: 30 })
      .map((text) => text.replace(/[\r\n]/g, " "))
      .filter((text) => /^[^\s,[\]\ufeff\u{f000}-\u{ffff}]/u.test(text));
    await fc.assert(
      fc.asyncProperty(broken, fc.integer({ min: 1, max: 40 }), async (text, chunk) => {
        const content = `{"a":1}\n${text}\n{"b":2}\n`;
        const found = await read(content, "lines", chunk, READ_LIMITS);
        expect([found[0], found.at(-1)?.[1]]).toEqual([[1, '{"a":1}'], '{"b":2}']);
        expect(found.length).toBeGreaterThan(2);
      }),
      { numRuns: rounds(300) },
    );
  });

  it("may be those of an array", async () => {
    expect(await read('[\n{"a":1},\n{"b":2}\n]\n', "lines")).toEqual([
      [1, '{"a":1}'],
      [2, '{"b":2}'],
    ]);
  });
});

describe("a document for people that is named as lines", () => {
  const FIRST = { a: 1, posts: [{ b: "}\n{" }, {}] };

  it.each([
    ["one document", JSON.stringify(FIRST, null, 2), 1],
    [
      "documents, one after the other",
      `${JSON.stringify(FIRST, null, 2)}\n${JSON.stringify(FIRST, null, 2)}\n`,
      2,
    ],
    ["an array", JSON.stringify([FIRST, FIRST], null, 2), 2],
    ["an array whose bracket shares the line", `\ufeff[{\r\n "a": 1\r\n},\r\n{"a":2}]`, 2],
  ])("is read as what it is: %s", async (_, content, count) => {
    for (const chunk of [1, 7, 1_000]) {
      const found = await read(content, "lines", chunk, READ_LIMITS);
      expect(found).toHaveLength(count);
      for (const [, text] of found) expect(JSON.parse(String(text))).toHaveProperty("a");
    }
  });

  it("is told apart from lines of which the first is broken", async () => {
    expect(await read('{"a":\n{"b":2}\n{"c":3}\n', "lines")).toEqual([
      [1, '{"a":'],
      [2, '{"b":2}'],
      [3, '{"c":3}'],
    ]);
  });

  it("is refused where its array is not closed", async () => {
    expect((await read('[\n{\n"a":1\n},\n', "lines")).at(-1)?.[1]).toBe("bad-json");
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
      { numRuns: rounds(200) },
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

  it.each([
    ["utf16le", [0xff, 0xfe]],
    ["little-endian, read as big-endian", [0xfe, 0xff]],
  ])("in UTF-16 is refused as a whole, once: %s", async (_, mark) => {
    const text = Buffer.from('{"a":1}\n'.repeat(9), "utf16le");
    expect(await read(Buffer.concat([Buffer.from(mark), text]), "lines")).toEqual([[1, "utf-16"]]);
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

describe("a large object", () => {
  const line = (at: number) => JSON.stringify({ at, text: Math.sin(at).toString(36).repeat(3) });
  const lines = Array.from({ length: 2_000 }, (_, at) => line(at)).join("\n");

  it("is read to its end, whatever its size", async () => {
    expect(lines.length).toBeGreaterThan(5 * LIMITS.objectBytes);
    expect(await read(lines, "lines", 4_096, LIMITS)).toHaveLength(2_000);
  });

  it("is read to its end if it is packed, as far as envelopes can be packed", async () => {
    expect(await read(gzipSync(lines), "lines", 4_096, LIMITS)).toHaveLength(2_000);
  });
});

describe("a hostile object", () => {
  it("of more lines than any honest one has is refused where they begin to be too many", async () => {
    expect(await read(gzipSync("\n".repeat(5_000)), "lines", 7, { ...LIMITS, lines: 50 })).toEqual([
      [51, "too-many-lines"],
    ]);
    expect(await read("1 ".repeat(100), "values", 7, { ...LIMITS, lines: 2 })).toEqual([
      [1, "1"],
      [2, "1"],
      [3, "too-many-lines"],
    ]);
  });

  it.each([
    ["line feeds", "\n"],
    ["one line", "a"],
  ])("that unpacks to a gigabyte of %s ends at the deadline, and its stream with it", async (_name, unit) => {
    const packed = gzipSync(unit.repeat(50_000_000));
    const body = Readable.from([packed, packed]);
    const deadline = AbortSignal.timeout(50);
    const readAll = async () => {
      for await (const _one of readEnvelopes(body, "lines", { ...READ_LIMITS, lines: 1e12 })) void _one;
    };
    await expect(withDeadline(deadline, readAll)).rejects.toMatchObject({ code: "deadline-passed" });
    expect(body.destroyed).toBe(true);
  });

  it("whose bytes do not come is given up at the deadline", async () => {
    const body = new Readable({ read: () => undefined });
    const first = () => readEnvelopes(body, "lines").next();
    await expect(withDeadline(AbortSignal.timeout(20), first)).rejects.toMatchObject({
      code: "deadline-passed",
    });
  });

  it("is released when its reader turns away", async () => {
    const body = streamOf(Buffer.from("1\n2\n3\n"), 2);
    for await (const _one of readEnvelopes(body, "lines")) break;
    expect(body.destroyed).toBe(true);
  });
});
