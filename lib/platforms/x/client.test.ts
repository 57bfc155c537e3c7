import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { identified, named, scriptedCall } from "../../../test/doubles/platforms/scripted-call.ts";
import { createXClient } from "./client.ts";
import { X_LIMITS } from "./limits.ts";

const clock = { now: () => new Date("2026-11-20T12:00:00Z") };
const client = createXClient({ clock });

const user = (id: string, username: string, extra: object = {}) => ({
  id,
  username,
  name: username,
  public_metrics: { followers_count: 5, following_count: 1, tweet_count: 9, listed_count: 0 },
  ...extra,
});
const missing = (value: string, detail = `Could not find user with usernames: [${value}].`) => ({
  value,
  resource_id: value,
  detail,
  title: "Not Found Error",
  type: "https://api.twitter.com/2/problems/resource-not-found",
});

describe("the X client", () => {
  it("asks for names and ids in one call each and keeps the order of the batch", async () => {
    const { call, requests, taken } = scriptedCall("x", ({ url }) =>
      url.includes("/users/by?")
        ? { body: { data: [user("2", "Bea")], errors: [missing("gone")] } }
        : { body: { data: [user("1", "Ann")] } },
    );
    const outcomes = await client.fetchAccounts([named("bea"), identified("1"), named("gone")], call);
    expect(outcomes).toMatchObject([
      { kind: "found", platform_user_id: "2", handle: "Bea" },
      { kind: "found", platform_user_id: "1", handle: "Ann" },
      { kind: "absent", reason: "not-found" },
    ]);
    expect(requests.map(({ url }) => new URL(url).pathname)).toEqual(["/2/users", "/2/users/by"]);
    expect(taken).toEqual([
      { bucket: "users", units: 1 },
      { bucket: "user-reads", units: 1 },
      { bucket: "users-by", units: 1 },
      { bucket: "user-reads", units: 2 },
    ]);
  });

  it("gives back what was taken for users that were not there", async () => {
    const { call, readings } = scriptedCall("x", () => ({ body: { errors: [missing("a"), missing("b")] } }));
    await client.fetchAccounts([named("a"), named("b")], call);
    expect(readings).toEqual([{ kind: "used", bucket: "user-reads", taken: 2, used: 0 }]);
  });

  it("tells the suspended from the unknown and the protected, all of them in a 200", async () => {
    const { call } = scriptedCall("x", () => ({
      body: {
        data: [user("3", "shy", { protected: true })],
        errors: [missing("bad", "User has been suspended: [bad]."), missing("gone")],
      },
    }));
    expect(await client.fetchAccounts(["bad", "gone", "shy"].map(named), call)).toMatchObject([
      { reason: "suspended" },
      { reason: "not-found" },
      { reason: "private" },
    ]);
  });

  it("takes both spellings of the metrics, and quarantines a user with neither", async () => {
    const metrics = { followers_count: 5, following_count: 1, listed_count: 0 };
    const { call } = scriptedCall("x", () => ({
      body: {
        data: [
          user("1", "old"),
          user("2", "new", { public_metrics: { ...metrics, post_count: 9, like_count: null } }),
          user("3", "none", { public_metrics: metrics }),
        ],
      },
    }));
    expect(await client.fetchAccounts(["old", "new", "none"].map(named), call)).toMatchObject([
      { kind: "found" },
      { kind: "found" },
      { kind: "unreadable", field: "public_metrics.tweet_count" },
    ]);
  });

  it("takes silence about a name for no proof that nobody has it", async () => {
    const { call } = scriptedCall("x", () => ({ body: { data: [user("1", "here")] } }));
    expect(await client.fetchAccounts(["here", "where"].map(named), call)).toMatchObject([
      { kind: "found" },
      { kind: "unreadable", field: "data" },
    ]);
    const changed = scriptedCall("x", () => ({ body: { users: [] } }));
    await expect(client.fetchAccounts([named("here")], changed.call)).rejects.toMatchObject({
      code: "platform-unavailable",
    });
  });

  it("never sends a malformed name, for which X would refuse the whole batch", async () => {
    const names = fc.array(
      fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom("a", "_", "9", ",", "é") })),
      { maxLength: 20 },
    );
    await fc.assert(
      fc.asyncProperty(names, async (handles) => {
        const { call, requests } = scriptedCall("x", () => ({ body: { data: [], errors: [] } }));
        const outcomes = await client.fetchAccounts(handles.map(named), call).catch(() => []);
        for (const { url } of requests) {
          for (const name of (new URL(url).searchParams.get("usernames") ?? "").split(",")) {
            expect(name).toMatch(/^[A-Za-z0-9_]{1,15}$/);
          }
        }
        expect(outcomes).toHaveLength(handles.length);
      }),
    );
  });

  it("pages through posts until it has enough, and pays for no more than a page too many", async () => {
    const post = (id: number) => ({ id: String(id), text: "t" });
    const { call, requests, readings } = scriptedCall(
      "x",
      ({ url }) => {
        if (!url.includes("/tweets?")) return { body: { data: [user("1", "ann")] } };
        const second = url.includes("pagination_token=next");
        return second
          ? { body: { data: [post(3)], meta: { result_count: 1 } } }
          : { body: { data: [post(1), post(2)], meta: { result_count: 2, next_token: "next" } } };
      },
      { postsPerAccount: 7 },
    );
    const [outcome] = await client.fetchAccounts([named("ann")], call);
    expect(outcome).toMatchObject({ posts: [post(1), post(2), post(3)] });
    const asked = requests.slice(1).map(({ url }) => new URL(url).searchParams.get("max_results"));
    expect(asked).toEqual(["7", "5"]);
    expect(readings).toContainEqual({ kind: "used", bucket: "post-reads", taken: 7, used: 2 });
  });

  it("hands on what the headers count", async () => {
    const headers = {
      "x-rate-limit-limit": "300",
      "x-rate-limit-remaining": "299",
      "x-rate-limit-reset": "1795338900",
    };
    const { call, readings } = scriptedCall("x", () => ({ headers, body: { data: [user("1", "ann")] } }));
    await client.fetchAccounts([named("ann")], call);
    expect(readings).toEqual([
      { kind: "remaining", bucket: "users-by", limit: 300, remaining: 299, resetsAt: 1_795_338_900_000 },
    ]);
  });

  it("costs 100 users one call, and each of their posts a read", () => {
    expect(X_LIMITS.costOf({ ids: 0, handles: 100, postsPerAccount: 0 })).toEqual([
      { bucket: "users-by", units: 1 },
      { bucket: "user-reads", units: 100 },
    ]);
    expect(X_LIMITS.costOf({ ids: 2, handles: 0, postsPerAccount: 3 })).toContainEqual({
      bucket: "post-reads",
      units: 10,
    });
  });
});
