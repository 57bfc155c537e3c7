import { mkdtemp, readdir, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { keyringFromFile } from "./key-file.ts";

const freshFile = async () => join(await mkdtemp(join(tmpdir(), "increator-keys-")), "keys.json");

it("makes a key at the first start and reads the same one ever after", async () => {
  const path = await freshFile();
  const first = await keyringFromFile(path);
  expect(first.keys.get(first.current)).toHaveLength(32);
  expect(await keyringFromFile(path)).toEqual(first);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
});

it("gives the same key to processes that start at once, and leaves no drafts", async () => {
  const path = await freshFile();
  const rings = await Promise.all([keyringFromFile(path), keyringFromFile(path), keyringFromFile(path)]);
  expect(new Set(rings.map((ring) => Buffer.from(ring.keys.get(1) ?? []).toString("hex"))).size).toBe(1);
  expect(await readdir(join(path, ".."))).toEqual(["keys.json"]);
});

it.each(["", "{}", '{"current":2,"keys":{"1":"AAAA"}}', '{"current":1,"keys":{"1":"AAAA"}}'])(
  "refuses a damaged file rather than making a new key: %j",
  async (text) => {
    const path = await freshFile();
    await writeFile(path, text);
    await expect(keyringFromFile(path)).rejects.toThrow(/Put back the copy that you keep apart/);
  },
);
