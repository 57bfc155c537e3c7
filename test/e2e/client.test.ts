import { afterAll, beforeAll, expect, expectTypeOf, test } from "vitest";
import { answerOf, createClient, ProblemError, type Schemas } from "../../clients/typescript/index.ts";
import type { LocalSystem } from "../../local/local-system.ts";
import { crowd, VEGAN_COACH, xEnvelope } from "./envelopes.ts";
import { ingest, start, temporaryFolder } from "./running-system.ts";

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let system: LocalSystem;
let api: ReturnType<typeof createClient>;

beforeAll(async () => {
  folder = await temporaryFolder();
  system = await start(folder.path);
  await ingest(
    folder.path,
    [VEGAN_COACH, ...crowd(3)].map((one) => xEnvelope(one)),
  );
  api = createClient({ baseUrl: system.url, key: system.devKey });
}, 60_000);
afterAll(async () => {
  await system?.close();
  await folder?.[Symbol.asyncDispose]();
});

test("the client searches, reads, keeps and exports with the names that the document gives", async () => {
  const query = { q: "vegan fitness coach", platforms: ["x" as const, "youtube" as const], limit: 1 };
  const found = await answerOf(api.GET("/search", { params: { query } }));
  expectTypeOf(found).toEqualTypeOf<Schemas["SearchAnswer"]>();
  expect(found.data[0]?.handle).toBe(`@${VEGAN_COACH.handle}`);
  const id = found.data[0]?.id ?? "";
  const { data: creator } = await answerOf(api.GET("/creators/{id}", { params: { path: { id } } }));
  expectTypeOf(creator).toEqualTypeOf<Schemas["Creator"]>();
  expect(creator.id).toBe(id);
  const { data: list } = await answerOf(api.POST("/lists", { body: { name: "From the client", notes: "" } }));
  const path = { id: list.id };
  await answerOf(api.POST("/lists/{id}/creators", { params: { path }, body: { creators: [{ id }] } }));
  const body = { list_id: list.id, format: "ndjson" as const, limit: 10 };
  const { data: asked } = await answerOf(api.POST("/exports", { body }));
  const state = async () =>
    (await answerOf(api.GET("/exports/{id}", { params: { path: { id: asked.id } } }))).data;
  await expect.poll(async () => (await state()).status, { timeout: 20_000 }).toBe("ready");
  const file = await fetch(new URL((await state()).link ?? "", system.url));
  expect(JSON.parse((await file.text()).trim()).id).toBe(id);
});

test("a problem is thrown with its code", async () => {
  const path = { id: "c_0123456789abcdefghjkmnpqrs" };
  const asked = answerOf(api.GET("/creators/{id}", { params: { path } }));
  await expect(asked).rejects.toBeInstanceOf(ProblemError);
  await expect(asked).rejects.toMatchObject({ problem: { code: "creator-not-found", status: 404 } });
});
