import { basename, relative, sep } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareKeys } from "./file-object-listing.ts";
import { folderOfPrefix, partOfName, pathOfKey } from "./file-object-paths.ts";

const ROOT = "/objects";
/** Lone surrogates are no text and have no bytes, in no object store. */
const key = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 300 }),
  fc.string({ unit: fc.constantFrom(".", "/", "%", "a", "A", "=", "+", "ü", "\\", "\0", "~") }),
);

describe("The path of an object's key", () => {
  it("never leaves the root, and holds only names that any file system takes", () => {
    fc.assert(
      fc.property(key, (text) => {
        const names = relative(ROOT, pathOfKey(ROOT, text)).split(sep);
        for (const name of names) {
          expect(name).toMatch(/^[a-z0-9_%-][a-z0-9_.%-]*[=+]?$/);
          expect(Buffer.byteLength(name)).toBeLessThan(255);
        }
      }),
    );
  });

  it("differs for different keys, also where case does not tell names apart", () => {
    fc.assert(
      fc.property(key, key, (one, other) => {
        fc.pre(one !== other);
        expect(pathOfKey(ROOT, one).toLowerCase()).not.toBe(pathOfKey(ROOT, other).toLowerCase());
      }),
    );
    expect(pathOfKey(ROOT, "A")).not.toBe(pathOfKey(ROOT, "a"));
    expect(pathOfKey(ROOT, "%41")).not.toBe(pathOfKey(ROOT, "A"));
  });

  it("can be read back part by part", () => {
    const part = fc.string({ unit: "grapheme", maxLength: 40 }).filter((text) => !text.includes("/"));
    fc.assert(
      fc.property(part, (text) => {
        expect(partOfName(basename(pathOfKey(ROOT, text)))).toBe(text);
      }),
    );
  });

  it("stands in the folder of each prefix that ends in a slash", () => {
    fc.assert(
      fc.property(key, key, (start, rest) => {
        const { folder } = folderOfPrefix(ROOT, `${start}/`);
        expect(pathOfKey(ROOT, `${start}/${rest}`).startsWith(folder + sep)).toBe(true);
      }),
    );
  });
});

describe("The order of keys", () => {
  it("is that of their bytes", () => {
    fc.assert(
      fc.property(key, key, (one, other) => {
        expect(compareKeys(one, other)).toBe(Buffer.compare(Buffer.from(one), Buffer.from(other)));
      }),
    );
  });
});
