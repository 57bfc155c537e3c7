import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { signedLink, signedUpload } from "../lib/compose/signed-links.ts";
import { temporaryComposition } from "../test/doubles/temporary-composition.ts";
import { uploads } from "./uploads.ts";

const KEY = "inbox/acme/0123456789abcdefghjkmnpqrs.ndjson";
let now = new Date("2026-11-20T10:00:00Z");
const clock = { now: () => now };
let composition: Awaited<ReturnType<typeof temporaryComposition>>;
const server = createServer();
let base = "";

beforeAll(async () => {
  composition = await temporaryComposition();
  const page = uploads({ ...composition.services, clock });
  server.on("request", (request, response) => {
    if (!page(request, response)) response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.close();
  await composition?.close();
});

const ports = () => ({ ...composition.services, clock });
const put = async (target: string, body: string, method = "PUT") =>
  (await fetch(base + target, { method, body })).status;

test("a signed address takes a file of exactly the size that was said", async () => {
  const link = signedUpload(ports(), KEY, { seconds: 60, bytes: 3 });
  expect(await put(link, "{}\n{}")).toBe(400);
  expect(await put(link, "{}")).toBe(400);
  await expect(composition.services.objects.head(KEY)).rejects.toMatchObject({ kind: "not-found" });
  expect(await put(link, "{}\n")).toBe(200);
  expect(Buffer.from(await composition.services.objects.get(KEY)).toString()).toBe("{}\n");
});

test("it takes nothing once it was changed, for another key or size, by another method, or past its time", async () => {
  const link = signedUpload(ports(), KEY, { seconds: 60, bytes: 3 });
  const wrong = [
    link.replace("acme", "rival"),
    link.replace("bytes=3", "bytes=4"),
    link.replace(/expires=(\d+)/, (_, at) => `expires=${Number(at) + 1}`),
    link.slice(0, -1),
    signedLink(ports(), KEY, 60).replace("/downloads/", "/uploads/"),
  ];
  for (const target of wrong) expect(await put(target, "{}\n"), target).toBe(403);
  expect(await put(link, "{}\n", "POST")).toBe(404);
  now = new Date(now.getTime() + 61_000);
  expect(await put(link, "{}\n")).toBe(403);
});
