import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { isAnswering } from "./command-client.ts";
import { folderOwner, lockFolder } from "./folder-lock.ts";

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "increator-lock-test-"));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

test("one has the folder at a time, and the next when it releases it", async () => {
  const first = await lockFolder(folder);
  expect(first).not.toBeNull();
  expect(await lockFolder(folder)).toBeNull();
  await first?.release();
  const second = await lockFolder(folder);
  expect(second).not.toBeNull();
  await second?.release();
});

test("a folder that can not be made or written to is told as such", async () => {
  const file = join(folder, "file");
  await writeFile(file, "");
  await expect(lockFolder(join(file, "below"))).rejects.toMatchObject({ code: "bad-data-dir" });
  await mkdir(join(folder, "lock.sqlite"));
  await expect(lockFolder(folder)).rejects.toMatchObject({ kind: "invalid", code: "bad-data-dir" });
});

test("a folder with somebody's files is refused and stays as it is", async () => {
  await writeFile(join(folder, "script.sh"), "", { mode: 0o755 });
  await expect(lockFolder(folder)).rejects.toMatchObject({
    code: "bad-data-dir",
    message: `${folder} holds other files and is no data folder. Name a new or an empty folder: --data-dir`,
  });
  expect(await readdir(folder)).toEqual(["script.sh"]);
  expect((await stat(join(folder, "script.sh"))).mode & 0o777).toBe(0o755);
});

test("a folder with nothing but what file systems put there, or with keys put back, is taken", async () => {
  await mkdir(join(folder, "lost+found"));
  await writeFile(join(folder, ".DS_Store"), "");
  await (await lockFolder(folder))?.release();
  await rm(join(folder, "lock.sqlite"));
  await writeFile(join(folder, "keys.json"), "");
  await writeFile(join(folder, "notes.txt"), "");
  expect(await lockFolder(folder)).not.toBeNull();
});

test("of many who ask at once exactly one gets it", async () => {
  const locks = await Promise.all(Array.from({ length: 8 }, () => lockFolder(folder)));
  const held = locks.filter((lock) => lock !== null);
  expect(held).toHaveLength(1);
  await held[0]?.release();
});

test("the owner says where it is, to its own account alone, and nothing once it is gone", async () => {
  const lock = await lockFolder(folder);
  expect(await folderOwner(folder)).toBeNull();
  await lock?.publishOwner();
  expect(await folderOwner(folder)).toEqual(lock?.owner);
  if (process.platform !== "win32") expect((await stat(join(folder, "owner.json"))).mode & 0o777).toBe(0o600);
  await lock?.release();
  expect(await folderOwner(folder)).toBeNull();
});

test("a process that is killed leaves nothing that keeps the next out", async () => {
  const source = `
    import { createServer } from "node:http";
    import { lockFolder } from ${JSON.stringify(new URL("./folder-lock.ts", import.meta.url).href)};
    const lock = await lockFolder(${JSON.stringify(folder)});
    createServer((_, response) => response.end()).listen(lock.owner.socket, async () => {
      await lock.publishOwner();
      console.log("held");
    });`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", source], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  await once(child.stdout, "data");
  const owner = await folderOwner(folder);
  if (!owner) throw new Error("The child says nothing.");
  expect(owner.pid).toBe(child.pid);
  expect(await isAnswering(owner)).toBe(true);
  expect(await lockFolder(folder)).toBeNull();
  child.kill("SIGKILL");
  await once(child, "exit");

  expect(await isAnswering(owner)).toBe(false);
  const next = await lockFolder(folder);
  expect(next).not.toBeNull();
  expect(await readdir(folder)).not.toContain("owner.json");
  await next?.release();
});

test("nobody answers where a server is that has ended", async () => {
  const lock = await lockFolder(folder);
  if (!lock) throw new Error("Not locked.");
  const server = createServer((_, response) => response.end()).listen(lock.owner.socket);
  await once(server, "listening");
  expect(await isAnswering(lock.owner)).toBe(true);
  server.close();
  server.closeAllConnections();
  expect(await isAnswering(lock.owner)).toBe(false);
  await lock.release();
});
