import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { signedLink, signedUpload } from "../lib/compose/signed-links.ts";
import { temporaryComposition } from "../test/doubles/temporary-composition.ts";
import { downloads, uploads } from "./signed-pages.ts";

const KEY = "exports/acme/ex_1/ü +%?#.csv";
let now = new Date("2026-11-20T10:00:00Z");
const clock = { now: () => now };
let composition: Awaited<ReturnType<typeof temporaryComposition>>;
const server = createServer();
let base = "";

beforeAll(async () => {
  composition = await temporaryComposition();
  const pages = [downloads(ports()), uploads(ports())];
  server.on("request", (request, response) => {
    if (!pages.some((page) => page(request, response))) response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await composition.services.objects.put(KEY, Buffer.from("a,b\r\n"));
  await composition.services.objects.put("raw/secret.json", Buffer.from("{}"));
});
afterAll(async () => {
  server.close();
  await composition?.close();
});

const ports = () => ({ ...composition.services, clock });
const link = (key: string, seconds = 60) => signedLink(ports(), key, seconds);
const statusOf = async (target: string, init: RequestInit = {}) => (await fetch(base + target, init)).status;

test("a signed link reads its object as a file to be saved", async () => {
  const answer = await fetch(base + link(KEY));
  expect([answer.status, await answer.text()]).toEqual([200, "a,b\r\n"]);
  expect(answer.headers.get("content-disposition")).toBe('attachment; filename="______.csv"');
  expect(answer.headers.get("cache-control")).toBe("no-store");
  expect(await statusOf(link(KEY), { method: "HEAD" })).toBe(200);
});

test("a link opens nothing else, and nothing once it was changed", async () => {
  const good = link(KEY);
  const other = good.replace(/\/downloads\/[^?]+/, "/downloads/raw/secret.json");
  const later = good.replace(/expires=(\d+)/, (_, at) => `expires=${Number(at) + 1}`);
  const cut = good.slice(0, -1);
  for (const target of [other, later, cut, good.split("?")[0] ?? "", "/downloads/", "/downloads/%E0%A4%A"])
    expect(await statusOf(target), target).toBe(403);
  expect(await statusOf("/search")).toBe(404);
  expect(await statusOf(good, { method: "POST" })).toBe(404);
});

test("a link ends at its time, and with its object", async () => {
  const brief = link(KEY, 30);
  const gone = link("exports/acme/ex_1/nothing.csv");
  expect(await statusOf(gone)).toBe(403);
  now = new Date(now.getTime() + 29_000);
  expect(await statusOf(brief)).toBe(200);
  now = new Date(now.getTime() + 1_000);
  expect(await statusOf(brief)).toBe(403);
});

const DROP = "inbox/acme/0123456789abcdefghjkmnpqrs.ndjson";
const put = (target: string, body: string, method = "PUT") => statusOf(target, { method, body });

test("a signed address takes a file of exactly the size that was said", async () => {
  const link = signedUpload(ports(), DROP, { seconds: 60, bytes: 3 });
  expect(await put(link, "{}\n{}")).toBe(400);
  expect(await put(link, "{}")).toBe(400);
  await expect(composition.services.objects.head(DROP)).rejects.toMatchObject({ kind: "not-found" });
  expect(await put(link, "{}\n")).toBe(200);
  expect(Buffer.from(await composition.services.objects.get(DROP)).toString()).toBe("{}\n");
});

test("it takes nothing once it was changed, for another key or size, by another method, or past its time", async () => {
  const link = signedUpload(ports(), DROP, { seconds: 60, bytes: 3 });
  const wrong = [
    link.replace("acme", "rival"),
    link.replace("bytes=3", "bytes=4"),
    link.replace(/expires=(\d+)/, (_, at) => `expires=${Number(at) + 1}`),
    link.slice(0, -1),
    signedLink(ports(), DROP, 60).replace("/downloads/", "/uploads/"),
  ];
  for (const target of wrong) expect(await put(target, "{}\n"), target).toBe(403);
  expect(await put(link, "{}\n", "POST")).toBe(404);
  now = new Date(now.getTime() + 61_000);
  expect(await put(link, "{}\n")).toBe(403);
});
