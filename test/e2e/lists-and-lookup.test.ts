import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { OPERATIONS } from "../../lib/domain/api/operations.ts";
import type { LocalSystem } from "../../local/local-system.ts";
import { crowd, SONGWRITER, VEGAN_COACH, xEnvelope, youtubeEnvelope } from "./envelopes.ts";
import { type Answer, ask, ingest, post, start, temporaryFolder } from "./running-system.ts";

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let system: LocalSystem;
let ids: Readonly<Record<string, string>>;

beforeAll(async () => {
  folder = await temporaryFolder();
  system = await start(folder.path);
  const earlier = { ...VEGAN_COACH, followers: 40_000 };
  await ingest(folder.path, [xEnvelope(earlier, "2026-11-10T10:00:00Z")]);
  await ingest(folder.path, [
    ...[VEGAN_COACH, SONGWRITER, ...crowd(6)].map((one) => xEnvelope(one)),
    youtubeEnvelope({ ...SONGWRITER, id: "77", handle: SONGWRITER.handle }),
  ]);
  const { body } = await post(system, "/creators/lookup", {
    accounts: [VEGAN_COACH.handle, ...crowd(6).map(({ handle }) => handle)],
    platform: "x",
  });
  ids = Object.fromEntries(
    body.data.map((one: { asked: string; creators: { id: string }[] }) => [one.asked, one.creators[0]?.id]),
  );
});
afterAll(async () => {
  await system?.close();
  await folder?.[Symbol.asyncDispose]();
});

const put = (path: string, body: object): Promise<Answer> =>
  ask(system, path, {
    method: "PUT",
    headers: { "x-api-key": system.devKey, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
const remove = (path: string): Promise<Answer> =>
  ask(system, path, { method: "DELETE", headers: { "x-api-key": system.devKey } });
const schemaOf = (id: string) => {
  const operation = OPERATIONS.find((one) => one.id === id);
  if (!operation) throw new Error(`No operation ${id}.`);
  return operation.answer;
};

describe("looking creators up", () => {
  test("an id, a handle with or without @ and an address in any form find the same creator", async () => {
    const accounts = [
      ids[VEGAN_COACH.handle],
      `@${VEGAN_COACH.handle}`,
      VEGAN_COACH.handle.toUpperCase(),
      `https://x.com/${VEGAN_COACH.handle}`,
      `http://www.twitter.com/${VEGAN_COACH.handle}?lang=de`,
      `mobile.twitter.com/${VEGAN_COACH.handle}/`,
    ];
    const { status, body } = await post(system, "/creators/lookup", { accounts });
    expect(status).toBe(200);
    expect(schemaOf("lookUpCreators").safeParse(body).error).toBeUndefined();
    expect(body.data.map((one: { creators: { id: string }[] }) => one.creators.map(({ id }) => id))).toEqual(
      accounts.map(() => [ids[VEGAN_COACH.handle]]),
    );
  });

  test("a handle without a platform may stand for accounts on several", async () => {
    const { body } = await post(system, "/creators/lookup", { accounts: [SONGWRITER.handle] });
    expect(body.data[0].creators.map((one: { platform: string }) => one.platform).sort()).toEqual([
      "x",
      "youtube",
    ]);
  });

  test("who is not stored can be asked for, and what is no account is told apart", async () => {
    const { body } = await post(system, "/creators/lookup", {
      accounts: ["https://www.tiktok.com/@nobody.here", "https://x.com/home", "not a handle!"],
    });
    expect(body.data.map((one: { outcome: string }) => one.outcome)).toEqual([
      "unknown",
      "unreadable",
      "unreadable",
    ]);
    expect(body.data[0].target).toEqual({ platform: "tiktok", handle: "nobody.here" });
    const { status } = await post(system, "/targets", { accounts: [body.data[0].target] });
    expect(status).toBe(202);
  });

  test("a hundred and one names are refused", async () => {
    const { status } = await post(system, "/creators/lookup", { accounts: Array(101).fill("someone") });
    expect(status).toBe(400);
  });
});

test("history has a point for each day of a fetch, oldest first", async () => {
  const { body } = await ask(system, `/creators/${ids[VEGAN_COACH.handle]}/history`);
  expect(schemaOf("creatorHistory").safeParse(body).error).toBeUndefined();
  expect(body.data.points.map((point: object) => Object.values(point))).toEqual([
    ["2026-11-10", 40_000, null],
    ["2026-11-20", 45_000, null],
  ]);
});

test("an identity that is not there is not found", async () => {
  const { status, body } = await ask(system, "/identities/i_nobody");
  expect([status, body.code]).toEqual([404, "identity-not-found"]);
});

describe("shortlists", () => {
  let listId: string;
  beforeAll(async () => {
    const { status, body } = await post(system, "/lists", { name: " Spring ", notes: "vegan" });
    expect([status, body.data.name]).toEqual([201, "Spring"]);
    listId = body.data.id;
  });
  const onList = async () => {
    const { body } = await ask(system, `/lists/${listId}/creators`);
    expect(schemaOf("listCreators").safeParse(body).error).toBeUndefined();
    return body.data;
  };

  test("creators are put on it once, keep their order, their note and their status", async () => {
    const creators = [{ id: ids.someone_2, note: "first" }, { id: ids[VEGAN_COACH.handle] }];
    const { body } = await post(system, `/lists/${listId}/creators`, {
      creators: [...creators, { id: "c_0123456789abcdefghjkmnpqrs" }],
    });
    expect(body.data).toEqual([{ outcome: "added" }, { outcome: "added" }, { outcome: "unknown" }]);
    const again = await post(system, `/lists/${listId}/creators`, {
      creators: [{ ...creators[0], note: "other" }],
    });
    expect(again.body.data).toEqual([{ outcome: "known" }]);
    const changed = await put(`/lists/${listId}/creators/${ids[VEGAN_COACH.handle]}`, {
      status: "contacted",
      note: "wrote on Monday",
      position: 0,
    });
    expect(changed.status).toBe(200);
    expect(
      (await onList()).map((one: { creator: { handle: string }; note: string; status: string }) => [
        one.creator.handle,
        one.note,
        one.status,
      ]),
    ).toEqual([
      [`@${VEGAN_COACH.handle}`, "wrote on Monday", "contacted"],
      ["@someone_2", "first", "considered"],
    ]);
  });

  test("a creator is put before another or at the end, as often as one likes", async () => {
    const names = ["someone_0", "someone_1", "someone_2", "someone_3"];
    const list = (await post(system, "/lists", { name: "Order" })).body.data.id;
    const idOf = (name: string) => ids[name] ?? "";
    await post(system, `/lists/${list}/creators`, { creators: names.map((name) => ({ id: idOf(name) })) });
    const move = async (moved: string, before: string | null) => {
      const to = { before: before === null ? null : idOf(before) };
      const { status } = await put(`/lists/${list}/creators/${idOf(moved)}`, to);
      expect(status).toBe(200);
      const { body } = await ask(system, `/lists/${list}/creators`);
      return body.data.map((one: { creator: { handle: string } }) => one.creator.handle.slice(-1)).join("");
    };
    expect(await move("someone_3", "someone_0")).toBe("3012");
    expect(await move("someone_3", "someone_1")).toBe("0312");
    expect(await move("someone_0", null)).toBe("3120");
    expect(await move("someone_1", "someone_1")).toBe("3120");
    // Both ever into the same gap, which no number fits into at last.
    for (let turn = 0; turn < 15; turn += 1) {
      expect(await move("someone_2", "someone_1")).toBe("3210");
      expect(await move("someone_1", "someone_2")).toBe("3120");
    }
    await post(system, `/lists/${list}/creators`, { creators: [{ id: idOf("someone_4") }] });
    expect(await move("someone_3", "someone_0")).toBe("12304");
    const stranger = await put(`/lists/${list}/creators/${idOf("someone_1")}`, { before: idOf("someone_5") });
    expect([stranger.status, stranger.body.code]).toEqual([404, "not-on-list"]);
    const both = await put(`/lists/${list}/creators/${idOf("someone_1")}`, { before: null, position: 1 });
    expect(both.status).toBe(400);
    await remove(`/lists/${list}`);
  });

  test("a list is renamed, and what is left out stays", async () => {
    const { body } = await put(`/lists/${listId}`, { name: "Summer" });
    expect([body.data.name, body.data.notes]).toEqual(["Summer", "vegan"]);
    const all = await ask(system, "/lists");
    expect(all.body.data.map((one: { id: string }) => one.id)).toContain(listId);
  });

  test("an erased creator is gone from it, note and all, and the erasure says so", async () => {
    await post(system, `/lists/${listId}/creators`, {
      creators: [{ id: ids.someone_1, note: "born in 1990" }],
    });
    const { body } = await remove(`/creators/${ids.someone_1}`);
    expect((await onList()).map((one: { creator: { handle: string } }) => one.creator.handle)).not.toContain(
      "@someone_1",
    );
    await expect
      .poll(
        async () => {
          const erasure = await ask(system, `/erasures/${body.id}`);
          return erasure.body.stores.find((one: { store: string }) => one.store === "lists");
        },
        { timeout: 20_000 },
      )
      .toMatchObject({ status: "done", removed: 1, left: 0 });
    const changed = await put(`/lists/${listId}/creators/${ids.someone_1}`, { note: "still here?" });
    expect(changed.status).toBe(404);
  });

  test("a creator is taken off, twice without harm, and a deleted list is gone", async () => {
    const path = `/lists/${listId}/creators/${ids.someone_2}`;
    expect((await remove(path)).body.data).toEqual({ removed: 1 });
    expect((await remove(path)).body.data).toEqual({ removed: 0 });
    expect((await remove(`/lists/${listId}`)).body.data).toEqual({ id: listId, removed: 1 });
    expect((await ask(system, `/lists/${listId}/creators`)).status).toBe(404);
  });
});
