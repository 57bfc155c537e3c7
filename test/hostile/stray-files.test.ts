import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createFileObjects } from "../../lib/adapters/embedded/file-objects.ts";
import { everyObject } from "../../lib/stored/every-object.ts";

/* What desktops, people and attackers leave in the tree of objects is skipped, told of once, and never opened. */

let folder: string;
let told: string[];
const open = () => createFileObjects({ folder, onStray: (path) => void told.push(path) });
const tree = (...names: string[]) => join(folder, "tree", ...names);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "increator-strays-"));
  told = [];
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("names that are not ours, links and pipes hold up no listing, read and removal", async () => {
  const objects = open();
  await objects.put("inbox/acme/one.json", Buffer.from("1"));
  const inbox = tree("inbox", "acme");
  const strays = [
    ".DS_Store",
    "profiles.ndjson",
    "Copy of one.json=",
    "%zz=",
    "%c3=",
    "%61bc=",
    "x=y",
    "=",
    "+",
  ];
  for (const name of strays) writeFileSync(join(inbox, name), "stray");
  writeFileSync(tree(".DS_Store"), "stray");
  symlinkSync("..", join(inbox, "loop"));
  symlinkSync("/etc/hostname", join(inbox, "linked="));
  mkdirSync(join(inbox, "folder="));
  if (process.platform !== "win32") execFileSync("mkfifo", [join(inbox, "pipe="), join(inbox, "pipe")]);
  const keys: string[] = [];
  for await (const page of everyObject(objects, "")) keys.push(...page.map(({ key }) => key));
  expect(keys).toEqual(["inbox/acme/one.json"]);
  const tellings = told.length;
  expect(tellings).toBeGreaterThanOrEqual(strays.length + 4);
  expect(new Set(told).size).toBe(tellings);
  await objects.list("inbox/", {});
  expect(told).toHaveLength(tellings);
  for (const key of ["inbox/acme/pipe", "inbox/acme/linked", "inbox/acme/folder"]) {
    await expect(objects.get(key)).rejects.toMatchObject({ kind: "not-found" });
    await expect(objects.stream(key)).rejects.toMatchObject({ kind: "not-found" });
    await expect(objects.head(key)).rejects.toMatchObject({ kind: "not-found" });
  }
  expect(await objects.deletePrefix("inbox/acme/")).toBe(1);
  expect((await objects.list("inbox/", {})).objects).toEqual([]);
});

test("an object under any key is found beside them", async () => {
  const objects = open();
  const keys = ["a//b", "CON/.hidden/Ünï code", `long/${"A.".repeat(400)}`, "nul.txt", "..", "a+b=c"];
  for (const key of keys) await objects.put(key, Buffer.from("1"));
  const found: string[] = [];
  for await (const page of everyObject(objects, "")) found.push(...page.map(({ key }) => key));
  expect(found.sort()).toEqual(keys.sort());
  expect(told).toEqual([]);
});
