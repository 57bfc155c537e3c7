import { mkdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type CommandLine, inBothWays, openCommandLine } from "../../test/doubles/command-line.ts";

let line: CommandLine;
beforeEach(async () => {
  line = await openCommandLine();
  await mkdir(line.dataDir);
  await line.run(["keys", "create", "--tenant", "acme", "--name", "page"]);
});
afterEach(() => line?.close());

const keyFile = () => join(line.dataDir, "keys.json");
const secrets = async (): Promise<string[]> =>
  Object.values(JSON.parse(await readFile(keyFile(), "utf8")).keys);
const suppressOne = () => line.run(["erase", "--platform", "x", "--platform-user-id", "777001", "--json"]);
const status = async () => JSON.parse((await line.run(["keyring", "status", "--json"])).out);

inBothWays(
  "the keyring",
  () => line,
  () => {
    test("gets a key that is used at once, without showing one, and the file stays its owner's alone", async () => {
      const rotated = await line.run(["keyring", "rotate"]);
      expect(rotated).toMatchObject({ code: 0, err: "" });
      expect(rotated.out).toContain("Version 2 is the current key.");
      const keys = await secrets();
      expect(keys).toHaveLength(2);
      const told = rotated.out + (await line.run(["keyring", "status"])).out;
      for (const key of keys) expect(told).not.toContain(key);
      expect((await stat(keyFile())).mode & 0o777).toBe(0o600);
    });

    test("lays a new key over every suppression and says so", async () => {
      await suppressOne();
      const rotated = JSON.parse((await line.run(["keyring", "rotate", "--json"])).out);
      expect(rotated).toMatchObject({ version: 2, wrapped: expect.any(Number), waiting: rotated.wrapped });
      expect(rotated.wrapped).toBeGreaterThan(0);
      const wrapped = JSON.parse((await line.run(["keyring", "wrap", "--json"])).out);
      expect(wrapped).toMatchObject({ wrapped: 0 });
      expect((await line.run(["keyring", "wrap"])).out).toContain("0 suppressions wrapped");
    });

    test("tells what depends on each key, as a table and as JSON", async () => {
      await suppressOne();
      await line.run(["keyring", "rotate"]);
      await line.run(["backup", "create", "--full"]);
      const { current, versions } = await status();
      expect(current).toBe(2);
      expect(versions).toMatchObject([{ version: 1, backups: 0 }, { version: 2 }]);
      expect(versions[0].api_keys).toBeGreaterThan(0);
      expect(versions[0].suppressions).toBeGreaterThan(0);
      expect(versions[1].backups).toBeGreaterThan(0);
      const { out } = await line.run(["keyring", "status"]);
      for (const title of ["SUPPRESSIONS", "API KEYS", "CONTACTS", "AUDIT", "BACKUPS", "WEBHOOKS"])
        expect(out).toContain(title);
      expect(out).toContain("Version 2 is the current key.");
    });

    test("lets a key go that nothing depends on, and no other", async () => {
      await line.run(["keyring", "rotate"]);
      await line.run(["keyring", "rotate"]);
      // The middle one signed nothing but that it was made.
      const needed = (await status()).versions[1].audit_entries;
      expect(needed).toBeGreaterThan(0);
      const refused = await line.run(["keyring", "retire", "2"]);
      expect([refused.code, refused.out]).toEqual([1, ""]);
      expect(refused.err).toContain(`${needed} audit entries`);
      expect(await secrets()).toHaveLength(3);
    });

    test("does not retire a key that is needed or that nobody has, and says why", async () => {
      const refusals = {
        3: "no version 3",
        1: "Version 1 is the current key",
        0: "whole number from 1",
        one: "whole number from 1",
      };
      for (const [version, why] of Object.entries(refusals)) {
        const { code, out, err } = await line.run(["keyring", "retire", version]);
        expect([version, code, out]).toEqual([version, 1, ""]);
        expect(err).toContain(why);
      }
      expect(await secrets()).toHaveLength(1);
    });
  },
  "each",
);

test("a key goes when nothing depends on it, and that is on record", async () => {
  const fresh = await openCommandLine();
  try {
    await mkdir(fresh.dataDir);
    await fresh.run(["keyring", "rotate"]);
    const retired = await fresh.run(["keyring", "retire", "1", "--json"]);
    expect(retired).toMatchObject({ code: 0, err: "" });
    expect(JSON.parse(retired.out)).toEqual({ retired: 1 });
    const { versions } = JSON.parse((await fresh.run(["keyring", "status", "--json"])).out);
    expect(versions).toMatchObject([{ version: 2, audit_entries: 2 }]);
  } finally {
    await fresh.close();
  }
});

test("a secret is named by its ARN, and nothing is asked of anybody otherwise", async () => {
  const { code, out, err } = await line.run(["keyring", "rotate", "--secret", "increator-settings"]);
  expect([code, out]).toEqual([1, ""]);
  expect(err).toContain("--secret takes the ARN");
  expect(await secrets()).toHaveLength(1);
});
