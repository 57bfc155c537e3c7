import { afterAll, beforeAll, expect, test } from "vitest";
import { adapterReportSchema } from "../../lib/domain/feedback.ts";
import type { LocalSystem } from "../../local/local-system.ts";
import { crowd, xEnvelope } from "./envelopes.ts";
import { type Answer, ask, ingest, post, start, temporaryFolder } from "./running-system.ts";

/** Words that no profile holds: what they mean here is for feedback to say. */
const WORDS = ["brontide", "petrichor", "susurrus", "gloaming", "vellichor", "kenopsia", "sonder", "alysm"];
const FRAMES = ["people for", "best of", "those with", "voices about", "anybody into", "more", "new", "real"];
const MEANT = "chess puzzles";

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let system: LocalSystem;
let chess: string[];
let others: string[];

beforeAll(async () => {
  folder = await temporaryFolder();
  system = await start(folder.path);
  const people = crowd(36);
  await ingest(
    folder.path,
    people.map((one) => xEnvelope(one)),
  );
  const { body } = await post(system, "/creators/lookup", {
    accounts: people.map(({ handle }) => handle),
    platform: "x",
  });
  const idOf = (index: number): string => body.data[index].creators[0].id;
  chess = people.flatMap(({ bio }, at) => (bio.includes(MEANT) ? [idOf(at)] : []));
  others = people.flatMap(({ bio }, at) => (bio.includes(MEANT) ? [] : [idOf(at)]));
});
afterAll(async () => {
  await system?.close();
  await folder?.[Symbol.asyncDispose]();
});

const search = (query: string, rest: object = {}): Promise<Answer> =>
  post(system, "/search", { query, mode: "vector", limit: 5, ...rest });
const feedback = (query_id: string, acts: object[]): Promise<Answer> =>
  post(system, "/feedback", { query_id, acts });
const remove = (path: string): Promise<Answer> =>
  ask(system, path, { method: "DELETE", headers: { "x-api-key": system.devKey } });
const chessAmong = ({ body }: Answer): number =>
  body.data.filter(({ id }: { id: string }) => chess.includes(id)).length;

test("feedback needs the id of a query that was answered, and creators that the caller finds", async () => {
  const answer = await search("brontide");
  expect(answer.body.meta.query_id).not.toContain("brontide");
  const acts = [{ creator_id: chess[0], kind: "saved" }];
  const unknown = "c_0123456789abcdefghjkmnpqrs";
  const told = await feedback(answer.body.meta.query_id, [...acts, { creator_id: unknown, kind: "opened" }]);
  expect(told.body).toEqual({ data: { stored: 1, unknown: [unknown] } });
  const forged = await feedback("bm90IG91cnM", acts);
  expect([forged.status, forged.body.code]).toEqual([404, "query-not-found"]);
  expect((await search("", { mode: "hybrid" })).body.meta.query_id).toBeUndefined();
});

test("too little feedback teaches nothing, and the report says how much is needed", async () => {
  const { body } = await post(system, "/adapters", {});
  expect(adapterReportSchema.parse(body.data)).toMatchObject({ kept: false, gain: null, feedback: 1 });
  expect(body.data.reason).toContain("20 questions");
});

test("what people like under words that mean nothing here is found under others of the kind", async () => {
  for (const [at, word] of WORDS.entries())
    for (const frame of FRAMES) {
      const { body } = await search(`${frame} ${word}`, { limit: 1 });
      await feedback(body.meta.query_id, [
        { creator_id: chess[at % chess.length], kind: "saved" },
        { creator_id: chess[(at + 1) % chess.length], kind: "opened" },
        { creator_id: others[at % others.length], kind: "hidden" },
      ]);
    }
  const tried = await post(system, "/adapters", { dry_run: true });
  expect(tried.body.data).toMatchObject({ kept: false, adapter_id: null });
  expect(tried.body.data.gain.low).toBeGreaterThan(0);
  expect((await ask(system, "/adapters")).body.data).toEqual([]);

  const before = chessAmong(await search("wonderful brontide and petrichor"));
  const { body } = await post(system, "/adapters", {});
  expect(body.data).toMatchObject({ kept: true });
  const listed = await ask(system, "/adapters");
  expect(listed.body.data.map(({ id }: { id: string }) => id)).toEqual([body.data.adapter_id]);
  // The same feedback makes it no better than it is.
  expect((await post(system, "/adapters", {})).body.data).toMatchObject({ kept: false });

  await system.close();
  system = await start(folder.path);
  const after = await search("wonderful brontide and petrichor");
  expect(chessAmong(after)).toBeGreaterThan(before);
  expect(chessAmong(after)).toBeGreaterThanOrEqual(3);
  // A question in words of its own is answered as it was.
  const { body: sewing } = await search("sewing", { limit: 3 });
  const about = await Promise.all(
    sewing.data.map(async ({ id }: { id: string }) => (await ask(system, `/creators/${id}`)).body.data.bio),
  );
  for (const bio of about) expect(bio).toContain("sewing");
});

test("an adapter is taken back by one call, and only its own tenant's", async () => {
  const { body } = await ask(system, "/adapters");
  const { id } = body.data[0];
  expect((await remove("/adapters/ad_0123456789")).status).toBe(404);
  expect((await remove(`/adapters/${id}`)).body).toEqual({ data: { serving: null } });
  expect((await ask(system, "/adapters")).body.data).toEqual([]);
});

test("an erased creator's feedback is gone, and the erasure says so", async () => {
  const told = (await post(system, "/adapters", { dry_run: true })).body.data.feedback;
  const { body } = await remove(`/creators/${chess[0]}`);
  await expect
    .poll(
      async () => {
        const erasure = await ask(system, `/erasures/${body.id}`);
        return erasure.body.stores.find((one: { store: string }) => one.store === "feedback");
      },
      { timeout: 20_000 },
    )
    .toMatchObject({ status: "done", left: 0 });
  const { body: learnt } = await post(system, "/adapters", { dry_run: true });
  expect(learnt.data.feedback).toBeGreaterThan(0);
  expect(learnt.data.feedback).toBeLessThan(told);
});
