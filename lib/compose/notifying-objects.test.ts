import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { afterAll, expect, it } from "vitest";
import { createFileObjects } from "../adapters/embedded/file-objects.ts";
import { notifyingObjects } from "./notifying-objects.ts";

const folder = await mkdtemp(join(tmpdir(), "increator-notifying-"));
afterAll(() => rm(folder, { recursive: true, force: true }));
const stored = createFileObjects({ folder });
const body = Buffer.from("{}");
const upload = (key: string) => `/uploads/${key}`;

it("tells of a put when the object is there to be read, and before the put ends", async () => {
  const told: string[] = [];
  const objects = notifyingObjects(
    stored,
    async ({ key }) => {
      told.push(`${key}: ${(await stored.head(key)).size}`);
    },
    upload,
  );
  await objects.put("inbox/local/one.json", body);
  expect(told).toEqual(["inbox/local/one.json: 2"]);
  await objects.putStream("inbox/local/two.json", Readable.from([body]));
  expect(told).toEqual(["inbox/local/one.json: 2", "inbox/local/two.json: 2"]);
});

it("fails a put that nobody could be told of, so that its sender puts again", async () => {
  const objects = notifyingObjects(stored, () => Promise.reject(new Error("no queue")), upload);
  await expect(objects.put("inbox/local/three.json", body)).rejects.toThrow("no queue");
});

it("tells nothing of what failed", async () => {
  let told = 0;
  const objects = notifyingObjects(
    stored,
    () => {
      told += 1;
    },
    upload,
  );
  const broken = Readable.from(
    (async function* () {
      yield body;
      throw new Error("broken off");
    })(),
  );
  await expect(objects.putStream("inbox/local/four.json", broken)).rejects.toThrow("broken off");
  expect(told).toBe(0);
});

it("lets nobody put around it", async () => {
  const objects = notifyingObjects(stored, () => undefined, upload);
  expect(await objects.signedUpload("inbox/local/5.json", { seconds: 60, bytes: 2 })).toBe(
    "/uploads/inbox/local/5.json",
  );
});
