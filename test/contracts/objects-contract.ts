import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Objects, StoredObject } from "../../lib/ports/objects.ts";
import type { Opened } from "./eventually.ts";
import { uniqueName } from "./sample-records.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Names that a file system, a URL or an encoding might trip over. */
const AWKWARD_NAMES = [
  "plain.json.gz",
  "with space + plus %41 percent & = ? #",
  "Ünïcode نور 日本語 🎮",
  "CASE",
  "case",
  "a",
  "a.b",
  "a/b",
  "a-b/c",
  "double//slash",
  "ends/in/slash/",
  "../../outside",
  "./here/.",
  "con/nul.txt",
  `${"long-ünï".repeat(60)}/x`,
  'quote"\\back:slash|<>*',
];

/**
 * What every implementation of `Objects` promises. Keys stand under `raw/` and a prefix of the run's own.
 * `cannotHold`: names that this server cannot keep. The caller states the reason beside them.
 */
export function describeObjectsContract(
  name: string,
  open: () => Promise<Opened<Objects>>,
  { cannotHold = [] }: { readonly cannotHold?: readonly (string | RegExp)[] } = {},
): void {
  describe(`${name} keeps the contract of Objects`, () => {
    let opened: Opened<Objects>;
    beforeAll(async () => {
      opened = await open();
    });
    afterAll(() => opened.close());
    const objects = (): Objects => opened.port;

    describeBodies(objects);
    describeListing(
      objects,
      (key) => !cannotHold.some((one) => key === one || (one instanceof RegExp && one.test(key))),
    );
    describeDeleting(objects);
  });
}

function describeBodies(objects: () => Objects): void {
  it("gives a body back byte for byte, and describes it", async () => {
    const key = `raw/${uniqueName("body")}/x.bin`;
    const body = Uint8Array.from({ length: 256 }, (_, index) => index);
    const { etag } = await objects().put(key, body, { contentType: "application/octet-stream" });
    expect(await objects().get(key)).toEqual(body);
    const described = await objects().head(key);
    expect(described).toMatchObject({ key, size: 256, etag });
    expect(described.lastModified.getTime()).toBeGreaterThan(0);
  });

  it("names content by its entity tag: the same body the same, another body another", async () => {
    const prefix = `raw/${uniqueName("tag")}`;
    const first = await objects().put(`${prefix}/1`, bytes("one"));
    expect(await objects().put(`${prefix}/2`, bytes("one"))).toEqual(first);
    expect(await objects().put(`${prefix}/1`, bytes("two"))).not.toEqual(first);
    expect(await objects().get(`${prefix}/1`)).toEqual(bytes("two"));
  });

  it("takes an empty body", async () => {
    const key = `raw/${uniqueName("empty")}`;
    await objects().put(key, new Uint8Array());
    expect(await objects().get(key)).toHaveLength(0);
    expect((await objects().head(key)).size).toBe(0);
  });

  it("stores a stream and reads one", async () => {
    const key = `raw/${uniqueName("stream")}`;
    const chunks = Array.from({ length: 300 }, (_, index) => Buffer.alloc(40_000, index));
    const { etag } = await objects().putStream(key, Readable.from(chunks));
    expect((await objects().head(key)).etag).toBe(etag);
    const read = await buffer(await objects().stream(key));
    expect(read.equals(Buffer.concat(chunks))).toBe(true);
  });

  it("shows nothing of a stream that breaks off, and leaves an earlier body in place", async () => {
    const prefix = `raw/${uniqueName("broken")}`;
    await objects().put(`${prefix}/old`, bytes("old"));
    const broken = () =>
      Readable.from(
        (async function* () {
          yield Buffer.alloc(100_000);
          throw new Error("the sender died");
        })(),
      );
    await expect(objects().putStream(`${prefix}/new`, broken())).rejects.toThrow();
    await expect(objects().putStream(`${prefix}/old`, broken())).rejects.toThrow();
    expect(await keysUnder(objects(), prefix)).toEqual([`${prefix}/old`]);
    expect(await objects().get(`${prefix}/old`)).toEqual(bytes("old"));
  });

  it("says not-found of what is not there", async () => {
    const key = `raw/${uniqueName("nothing")}/x`;
    const { get, stream, head } = objects();
    for (const ask of [get, stream, head]) {
      await expect(ask(key)).rejects.toMatchObject({ kind: "not-found" });
    }
  });

  it("makes a link that reads the object without further credentials", async () => {
    const key = `raw/${uniqueName("link")}/ü +%.txt`;
    await objects().put(key, bytes("linked"));
    const link = new URL(await objects().signedLink(key, 60));
    const body =
      link.protocol === "file:" ? await readFile(fileURLToPath(link)) : await (await fetch(link)).bytes();
    expect(new Uint8Array(body)).toEqual(bytes("linked"));
  });

  it("makes a link that writes the object without further credentials", async () => {
    const key = `inbox/${uniqueName("upload")}/1.ndjson`;
    const body = bytes("{}\n");
    const link = new URL(await objects().signedUpload(key, { seconds: 60, bytes: body.length }));
    if (link.protocol === "file:") {
      await mkdir(dirname(fileURLToPath(link)), { recursive: true });
      await writeFile(fileURLToPath(link), body);
    } else expect((await fetch(link, { method: "PUT", body })).status).toBe(200);
    expect(await objects().get(key)).toEqual(body);
  });
}

function describeListing(objects: () => Objects, canHold: (name: string) => boolean): void {
  it("holds any key apart from every other and lists them in the order of their bytes", async () => {
    const prefix = `raw/${uniqueName("awkward")}/`;
    const keys = AWKWARD_NAMES.filter(canHold).map((name) => prefix + name);
    for (const key of keys) await objects().put(key, bytes(key));
    for (const key of keys) expect(await objects().get(key)).toEqual(bytes(key));
    const expected = [...keys].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
    expect(await keysUnder(objects(), prefix)).toEqual(expected);
    expect(await keysUnder(objects(), prefix, 3)).toEqual(expected);
    expect(await objects().deletePrefix(prefix)).toBe(keys.length);
    expect(await keysUnder(objects(), prefix)).toEqual([]);
  });

  it("lists by any prefix, also one that ends inside a part", async () => {
    const prefix = `raw/${uniqueName("prefix")}`;
    const names = ["ab", "ab/1", "abc/2", "b/3"].filter(canHold);
    for (const name of names) await objects().put(`${prefix}/${name}`, bytes(name));
    expect(await keysUnder(objects(), `${prefix}/ab`)).toEqual(
      names.filter((name) => name !== "b/3").map((name) => `${prefix}/${name}`),
    );
    expect(await keysUnder(objects(), `${prefix}/ab/`)).toEqual([`${prefix}/ab/1`]);
    expect(await keysUnder(objects(), `${prefix}/none`)).toEqual([]);
  });

  it("lists what head says of each object", async () => {
    const prefix = `raw/${uniqueName("described")}/`;
    await objects().put(`${prefix}x`, bytes("described"));
    const { objects: listed, cursor } = await objects().list(prefix);
    expect(cursor).toBeNull();
    const { etag, size } = await objects().head(`${prefix}x`);
    expect(listed).toMatchObject([{ key: `${prefix}x`, etag, size }]);
  });
}

function describeDeleting(objects: () => Objects): void {
  it("removes keys for good and counts those that held anything", async () => {
    const prefix = `raw/${uniqueName("delete")}`;
    await objects().put(`${prefix}/1`, bytes("first version"));
    await objects().put(`${prefix}/1`, bytes("second version"));
    await objects().put(`${prefix}/2`, bytes("kept"));
    expect(await objects().deleteAllVersions([`${prefix}/1`, `${prefix}/none`])).toBe(1);
    await expect(objects().get(`${prefix}/1`)).rejects.toMatchObject({ kind: "not-found" });
    expect(await keysUnder(objects(), prefix)).toEqual([`${prefix}/2`]);
    expect(await objects().deleteAllVersions([])).toBe(0);
  });

  it("deletes what was read, and not what was put under its key since", async () => {
    const key = `inbox/${uniqueName("again")}`;
    await objects().put(key, bytes("older"));
    await objects().put(key, bytes("read"));
    const read = await objects().head(key);
    await objects().put(key, bytes("put again"));
    await objects().deleteUpTo(read);
    expect(Buffer.from(await objects().get(key)).toString()).toBe("put again");
    await objects().deleteUpTo(await objects().head(key));
    await expect(objects().get(key)).rejects.toMatchObject({ kind: "not-found" });
    await objects().deleteUpTo(read);
  });

  it("refuses to delete under an empty prefix", async () => {
    await expect(objects().deletePrefix("")).rejects.toMatchObject({ kind: "invalid" });
  });

  it("puts and deletes side by side without losing either", async () => {
    const prefix = `raw/${uniqueName("busy")}`;
    const rounds = Array.from({ length: 20 }, async (_, index) => {
      await objects().put(`${prefix}/shared/${index}`, bytes("x"));
      if (index % 2 === 0) await objects().deleteAllVersions([`${prefix}/shared/${index}`]);
    });
    await Promise.all(rounds);
    expect(await keysUnder(objects(), prefix)).toHaveLength(10);
  });
}

async function keysUnder(objects: Objects, prefix: string, limit = 1_000): Promise<string[]> {
  const listed: StoredObject[] = [];
  let cursor: string | null = null;
  do {
    const page = await objects.list(prefix, { limit, ...(cursor === null ? {} : { cursor }) });
    expect(page.objects.length).toBeLessThanOrEqual(limit);
    listed.push(...page.objects);
    cursor = page.cursor;
  } while (cursor !== null);
  return listed.map(({ key }) => key);
}
