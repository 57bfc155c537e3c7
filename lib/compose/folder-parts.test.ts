import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { encodeVector } from "../adapters/embedded/hnsw-codec.ts";
import { openVectorStore } from "../adapters/embedded/hnsw-store.ts";
import type { EmbedderKind } from "../ports/embedder.ts";
import { removeOtherVectors } from "./folder-parts.ts";

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), "folder-parts-"));
});
afterEach(() => rmSync(dataDir, { recursive: true }));

const file = () => join(dataDir, "vectors", "vectors.sqlite");

/** Stores one vector that each of these embedders made, one after the other. */
function fill(...made: EmbedderKind[]): void {
  for (const kind of made) {
    const store = openVectorStore(join(dataDir, "vectors"), kind);
    const vector = encodeVector(new Float32Array(kind.dimensions).fill(1));
    store.insert({ namespace: store.numberOf("local.x"), id: kind.model, vector, metadata: {} }, undefined);
    store.close();
  }
}

/** Makes the file as a release left it that did not keep the model's name. */
function unname(): void {
  const database = new DatabaseSync(file());
  database.exec("DROP TABLE made_by");
  database.close();
}

/** Whether the vectors are still there after a start with an embedder of these dimensions, by default an own one. */
function isKept(dimensions: number, model = "static-a"): boolean {
  removeOtherVectors(dataDir, { model, dimensions });
  return existsSync(file());
}

describe("a start without a service's key", () => {
  it.each([384, 512, 576])(
    "is refused where the service made the vectors, of %i dimensions",
    (dimensions) => {
      fill({ model: "text-embedding-3-small", dimensions });
      for (const own of [384, 576]) expect(() => isKept(own)).toThrow(/made by text-embedding-3-small/);
      expect(existsSync(file())).toBe(true);
    },
  );

  it("is refused where a service made vectors beside an own model's", () => {
    fill({ model: "static-a", dimensions: 384 }, { model: "other", dimensions: 384 });
    expect(() => isKept(384)).toThrow("OPENAI_API_KEY");
  });

  it("makes an own model's vectors anew if they have other dimensions, and only then", () => {
    fill({ model: "static-a+b", dimensions: 576 });
    expect(isKept(576)).toBe(true);
    expect(isKept(384)).toBe(false);
  });

  it("takes a file without a name for its own by the dimensions of the own models alone", () => {
    fill({ model: "static-a", dimensions: 384 });
    unname();
    expect(isKept(384)).toBe(true);
    expect(isKept(576)).toBe(false);
    fill({ model: "other", dimensions: 512 });
    unname();
    expect(() => isKept(576)).toThrow("a service's model of 512 dimensions");
  });
});

it("keeps vectors with a served part for the embedder that made them alone", () => {
  const model = "static-a+b+served";
  fill({ model, dimensions: 960 });
  expect(isKept(960, model)).toBe(true);
  for (const [dimensions, other] of [
    [960, "static-a+b"],
    [576, "static-a+b"],
    [1_088, model],
  ] as const)
    expect(() => isKept(dimensions, other)).toThrow(/made by static-a\+b\+served/);
});
