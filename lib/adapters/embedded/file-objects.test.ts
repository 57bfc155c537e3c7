import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { StoredObject } from "../../ports/objects.ts";
import { createFileObjects } from "./file-objects.ts";

describe("Objects in files", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "increator-objects-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const body = new TextEncoder().encode("body");

  it("tell of every object once it can be read", async () => {
    const told: StoredObject[] = [];
    const objects = createFileObjects({
      folder,
      async onPut(object) {
        expect(await objects.get(object.key)).toEqual(body);
        told.push(object);
      },
    });
    const { etag } = await objects.put("inbox/local/a b.json", body);
    await objects.putStream("inbox/local/c.json", Readable.from([body]));
    expect(told).toMatchObject([
      { key: "inbox/local/a b.json", size: 4, etag },
      { key: "inbox/local/c.json", size: 4, etag },
    ]);
    expect(told[0]).toEqual(await objects.head("inbox/local/a b.json"));
  });

  it("clear away what a process left half written", async () => {
    mkdirSync(join(folder, "unfinished"));
    writeFileSync(join(folder, "unfinished", "left"), "half");
    const objects = createFileObjects({ folder });
    expect((await objects.list("")).objects).toEqual([]);
    expect(readdirSync(folder)).toEqual(["tree"]);
  });

  it("leave no empty folder behind", async () => {
    const objects = createFileObjects({ folder });
    await objects.put("raw/local/x/c_1/1.json", body);
    await objects.put("raw/local/youtube/c_2/1.json", body);
    await objects.deletePrefix("raw/local/x/c_1/");
    expect(readdirSync(join(folder, "tree", "raw", "local"))).toEqual(["youtube"]);
  });

  it("are put while others are removed from the same folder until it is empty", async () => {
    const objects = createFileObjects({ folder });
    const lane = async (name: string) => {
      for (let at = 0; at < 100; at += 1) {
        const key = `inbox/deep/er/${name}-${at}`;
        await objects.putStream(key, Readable.from([body]));
        await objects.deleteAllVersions([key]);
      }
    };
    await Promise.all(["a", "b", "c"].map(lane));
    expect((await objects.list("")).objects).toEqual([]);
  });

  it("know the tag of a file that another process put there", async () => {
    const { etag } = await createFileObjects({ folder }).put("raw/x", body);
    expect((await createFileObjects({ folder }).head("raw/x")).etag).toBe(etag);
  });
});
