import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { identified, named, scriptedCall } from "../../../test/doubles/platforms/scripted-call.ts";
import { createInstagramClient } from "./client.ts";

const client = createInstagramClient();

const found = (extra: object = {}) => ({
  body: {
    business_discovery: { id: "1784", username: "lumen", followers_count: 10, media_count: 3, ...extra },
    id: "1784",
  },
});
const media = (ids: readonly string[], after?: string) => ({
  media: {
    data: ids.map((id) => ({ id })),
    paging: { cursors: { before: "QVFB", ...(after && { after }) } },
  },
});

describe("the Instagram client", () => {
  it("asks for one name a call, with the token in a header", async () => {
    const { call, requests, taken } = scriptedCall("instagram", () => found());
    expect(await client.fetchAccounts([named("lumen")], call)).toMatchObject([
      { kind: "found", platform_user_id: "1784", handle: "lumen", posts: [] },
    ]);
    const url = new URL(requests[0]?.url ?? "");
    expect(url.pathname).toBe("/v25.0/1784");
    expect(url.searchParams.get("fields")).toMatch(
      /^business_discovery\.username\(lumen\)\{id,username,[a-z_,]+\}$/,
    );
    expect(requests[0]?.headers.authorization).toBe("Bearer secret-ig-token");
    expect(taken).toEqual([{ bucket: "calls", units: 1 }]);
    await expect(client.fetchAccounts([named("a"), named("b")], call)).rejects.toMatchObject({
      code: "too-many-accounts",
    });
    await expect(client.fetchAccounts([identified("1784")], call)).rejects.toMatchObject({
      code: "handle-needed",
    });
  });

  it("pages through media by cursor: the first page inside the account, the others beside it", async () => {
    const { call, requests } = scriptedCall(
      "instagram",
      (_, index) =>
        index === 0 ? found(media(["1", "2"], "Q1VS")) : { body: { business_discovery: media(["3", "4"]) } },
      { postsPerAccount: 3 },
    );
    const [outcome] = await client.fetchAccounts([named("lumen")], call);
    expect(outcome).toMatchObject({ posts: [{ id: "3" }], payload: media(["1", "2"]) });
    expect(new URL(requests[1]?.url ?? "").searchParams.get("fields")).toContain(
      "media.after(Q1VS).limit(1){id,",
    );
  });

  it("hands on the fullest share of the app's limit, after refusals too", async () => {
    const headers = { "x-app-usage": '{"call_count":28,"total_time":95,"total_cputime":25}' };
    const good = scriptedCall("instagram", () => ({ ...found(), headers }));
    await client.fetchAccounts([named("lumen")], good.call);
    expect(good.readings).toEqual([{ kind: "usage", bucket: "calls", percent: 95 }]);
    const bad = scriptedCall("instagram", () => ({ status: 400, headers, body: { error: { code: 4 } } }));
    await expect(client.fetchAccounts([named("lumen")], bad.call)).rejects.toMatchObject({
      code: "throttled",
    });
    expect(bad.readings).toMatchObject([{ kind: "usage" }, { kind: "exceeded", scope: "short-window" }]);
  });

  it("cannot tell a personal account from nobody", async () => {
    const error = { code: 110, error_subcode: 2_207_013, is_transient: false };
    const { call } = scriptedCall("instagram", () => ({ status: 400, body: { error } }));
    expect(await client.fetchAccounts([named("lumen")], call)).toMatchObject([
      { kind: "absent", reason: "not-found-or-personal" },
    ]);
  });

  it("lets no name out of its brackets", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: fc.constantFrom("a", ".", ")", "{", "}", ",", "_", "é") }),
        async (handle) => {
          const { call, requests } = scriptedCall("instagram", () => found());
          await client.fetchAccounts([named(handle)], call);
          for (const { url } of requests) {
            expect(new URL(url).searchParams.get("fields")).toMatch(
              /^business_discovery\.username\([\w.]+\)\{[\w,]+\}$/,
            );
          }
        },
      ),
    );
  });

  it("quarantines an account whose shape has changed, and takes a missing account for no absence", async () => {
    const { call } = scriptedCall("instagram", () => found({ followers_count: "many" }));
    expect(await client.fetchAccounts([named("lumen")], call)).toMatchObject([
      { kind: "unreadable", field: "followers_count" },
    ]);
    const empty = scriptedCall("instagram", () => ({ body: { id: "1784" } }));
    await expect(client.fetchAccounts([named("lumen")], empty.call)).rejects.toMatchObject({
      code: "platform-unavailable",
    });
  });
});
