import { describe, expect, it } from "vitest";
import {
  identified,
  named,
  type ScriptedReply,
  scriptedCall,
} from "../../../test/doubles/platforms/scripted-call.ts";
import { createYoutubeClient } from "./client.ts";
import { YOUTUBE_LIMITS } from "./limits.ts";

const clock = { now: () => new Date("2026-11-20T12:00:00Z") };
const client = createYoutubeClient({ clock });

const channel = (id: string, extra: object = {}) => ({
  kind: "youtube#channel",
  id,
  snippet: { title: id, customUrl: `@${id.toLowerCase()}` },
  statistics: { subscriberCount: "312000", videoCount: "264", hiddenSubscriberCount: false },
  contentDetails: { relatedPlaylists: { uploads: `UU${id}` } },
  ...extra,
});
const listOf = (...items: object[]) => ({ body: { pageInfo: { totalResults: items.length }, items } });
const empty = { body: { kind: "youtube#channelListResponse", pageInfo: { totalResults: 0 } } };
const refusal = (status: number, reason: string, domain = "youtube.quota") => ({
  status,
  body: { error: { code: status, message: "no", errors: [{ domain, reason }] } },
});

/** Answers by list, the way the API does. */
const api =
  (
    lists: Partial<
      Record<"channels" | "playlistItems" | "videos", (query: URLSearchParams) => ScriptedReply>
    >,
  ) =>
  ({ url }: { url: string }): ScriptedReply => {
    const { pathname, searchParams } = new URL(url);
    const [, list] = /v3\/(\w+)$/.exec(pathname) ?? [];
    if (list === "channels" || list === "playlistItems" || list === "videos") {
      return lists[list]?.(searchParams) ?? { status: 404 };
    }
    return { status: 404 };
  };
const uploads = (...ids: string[]) => listOf(...ids.map((videoId) => ({ contentDetails: { videoId } })));

describe("the YouTube client", () => {
  it("looks ids up together in one call, with the key in a header", async () => {
    const { call, requests, taken } = scriptedCall("youtube", () => listOf(channel("UCb"), channel("UCa")));
    const outcomes = await client.fetchAccounts(
      [identified("UCa"), identified("UCgone"), identified("UCb")],
      call,
    );
    expect(outcomes.map(({ kind }) => kind)).toEqual(["found", "absent", "found"]);
    expect(outcomes[0]).toMatchObject({ platform_user_id: "UCa", handle: "uca", posts: [] });
    expect(requests).toHaveLength(1);
    expect(new URL(requests[0]?.url ?? "").searchParams.get("id")).toBe("UCa,UCgone,UCb");
    expect(requests[0]?.url).not.toContain("secret");
    expect(requests[0]?.headers["x-goog-api-key"]).toBe("secret-youtube-key");
    expect(taken).toEqual([{ bucket: "units", units: 1 }]);
  });

  it("asks for handles one at a time, and follows each to its channel", async () => {
    const { call, requests } = scriptedCall("youtube", ({ url }) =>
      url.includes("forHandle=%40here") ? listOf(channel("UChere")) : empty,
    );
    const outcomes = await client.fetchAccounts([named("gone"), named("here")], call);
    expect(outcomes).toMatchObject([
      { kind: "absent", reason: "not-found" },
      { kind: "found", platform_user_id: "UChere" },
    ]);
    expect(requests).toHaveLength(2);
  });

  it("costs what its limits say at most: videos of several channels share calls", async () => {
    const accounts = [identified("UCa"), identified("UCb"), identified("UCc")];
    const { call, taken } = scriptedCall(
      "youtube",
      api({
        channels: () => listOf(channel("UCa"), channel("UCb"), channel("UCc")),
        playlistItems: (query) => uploads(`${query.get("playlistId")}-1`, `${query.get("playlistId")}-2`),
        videos: (query) => listOf(...(query.get("id") ?? "").split(",").map((id) => ({ id }))),
      }),
      { postsPerAccount: 2 },
    );
    const outcomes = await client.fetchAccounts(accounts, call);
    expect(outcomes[1]).toMatchObject({ posts: [{ id: "UUUCb-1" }, { id: "UUUCb-2" }] });
    const units = taken.reduce((sum, cost) => sum + cost.units, 0);
    expect([{ bucket: "units", units }]).toEqual(
      YOUTUBE_LIMITS.costOf({ ids: 3, handles: 0, postsPerAccount: 2 }),
    );
  });

  it("takes a channel without a playlist of uploads for one without posts", async () => {
    const { call } = scriptedCall(
      "youtube",
      api({ channels: () => listOf(channel("UCa")), playlistItems: () => refusal(404, "playlistNotFound") }),
      { postsPerAccount: 5 },
    );
    expect(await client.fetchAccounts([identified("UCa")], call)).toMatchObject([
      { kind: "found", posts: [] },
    ]);
  });

  it("quarantines the one channel that lacks a required field", async () => {
    const broken = channel("UCb", { statistics: { viewCount: "1" } });
    const { call } = scriptedCall("youtube", () => listOf(channel("UCa"), broken));
    expect(await client.fetchAccounts([identified("UCa"), identified("UCb")], call)).toMatchObject([
      { kind: "found" },
      { kind: "unreadable", field: "statistics.videoCount", sample: broken },
    ]);
  });

  it("demands a subscriber count only of channels that show it, and lets unknown fields pass", async () => {
    const hidden = channel("UCa", {
      statistics: { videoCount: "1", hiddenSubscriberCount: true, novelty: {} },
      novelty: [1],
    });
    const { call } = scriptedCall("youtube", () =>
      listOf(hidden, channel("UCb", { statistics: { videoCount: "1" } })),
    );
    expect(await client.fetchAccounts([identified("UCa"), identified("UCb")], call)).toMatchObject([
      { kind: "found", payload: hidden },
      { kind: "unreadable", field: "statistics.subscriberCount" },
    ]);
  });

  it("reports a private channel as one", async () => {
    const { call } = scriptedCall("youtube", () =>
      listOf(channel("UCa", { status: { privacyStatus: "private" } })),
    );
    expect(await client.fetchAccounts([identified("UCa")], call)).toMatchObject([
      { kind: "absent", reason: "private" },
    ]);
  });

  it("defers what a spent day leaves, and keeps what it learnt", async () => {
    const { call, readings } = scriptedCall("youtube", (_, index) =>
      index === 0 ? listOf(channel("UChere")) : refusal(403, "quotaExceeded"),
    );
    const outcomes = await client.fetchAccounts([named("here"), named("later"), named("last")], call);
    expect(outcomes.map(({ kind }) => kind)).toEqual(["found", "deferred", "deferred"]);
    // Midnight in California was at 08:00 UTC.
    expect(outcomes[2]).toMatchObject({
      error: { code: "throttled", context: { scope: "day", retryAfterMs: 20 * 3_600_000 } },
    });
    expect(readings).toEqual([
      { kind: "exceeded", bucket: "units", scope: "day", retryAfterMs: 20 * 3_600_000 },
    ]);
  });

  it("goes on after one bad answer, and stops asking after three", async () => {
    const { call, requests } = scriptedCall("youtube", (_, index) =>
      index === 0 || index > 1 ? { status: 502 } : empty,
    );
    const names = ["a", "b", "c", "d", "e", "f"].map(named);
    const outcomes = await client.fetchAccounts(names, call);
    expect(outcomes.map(({ kind }) => kind)).toEqual([
      "deferred",
      "absent",
      "deferred",
      "deferred",
      "deferred",
      "deferred",
    ]);
    expect(requests).toHaveLength(5);
  });

  it("does not take an answer of another shape for the word that nobody is there", async () => {
    const { call } = scriptedCall("youtube", () => ({ body: { channels: [] } }));
    await expect(client.fetchAccounts([identified("UCa")], call)).rejects.toMatchObject({
      code: "platform-unavailable",
    });
  });

  it("sends no id that would name others", async () => {
    const { call, requests } = scriptedCall("youtube", () => listOf(channel("UCa")));
    expect(await client.fetchAccounts([identified("UCa,UCb")], call)).toMatchObject([{ kind: "absent" }]);
    expect(requests).toHaveLength(0);
  });
});
