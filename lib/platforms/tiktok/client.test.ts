import { describe, expect, it } from "vitest";
import { named, type ScriptedReply, scriptedCall } from "../../../test/doubles/platforms/scripted-call.ts";
import type { HttpRequest } from "../platform-client.ts";
import { createTiktokClient } from "./client.ts";

const clock = { now: () => new Date("2026-11-20T12:00:00Z") };

const ok = { code: "ok", message: "", log_id: "1" };
const info = { body: { data: { display_name: "Lumen", follower_count: 9 }, error: ok } };
const refusal = (status: number, code: string, message = ""): ScriptedReply => ({
  status,
  body: { data: {}, error: { code, message, log_id: "1" } },
});

/** The API with tokens `clt.1`, `clt.2` and so on; everything else as told. */
function api(
  replies: Partial<Record<"info" | "query", (request: HttpRequest, token: string) => ScriptedReply>>,
) {
  let grants = 0;
  return (request: HttpRequest): ScriptedReply => {
    if (request.url.includes("/oauth/token/")) {
      grants += 1;
      return { body: { access_token: `clt.${grants}`, expires_in: 7_200, token_type: "Bearer" } };
    }
    const token = request.headers.authorization?.replace("Bearer ", "") ?? "";
    const reply = request.url.includes("/user/info/") ? replies.info : replies.query;
    return reply?.(request, token) ?? info;
  };
}
const fetchOne = (scripted: ReturnType<typeof scriptedCall<"tiktok">>) =>
  createTiktokClient({ clock }).fetchAccounts([named("Lumen.Lab")], scripted.call);

describe("the TikTok client", () => {
  it("puts the name that it asked for into the payload, where the API has none", async () => {
    const scripted = scriptedCall("tiktok", api({}));
    expect(await fetchOne(scripted)).toMatchObject([
      {
        kind: "found",
        platform_user_id: "lumen.lab",
        handle: "Lumen.Lab",
        payload: { username: "Lumen.Lab", display_name: "Lumen", follower_count: 9 },
      },
    ]);
    expect(scripted.taken).toEqual([
      { bucket: "requests", units: 1 },
      { bucket: "records", units: 1 },
    ]);
    expect(scripted.requests.map(({ method }) => method)).toEqual(["POST", "POST"]);
  });

  it("takes a new token, once, where the old one was withdrawn", async () => {
    const withdrawn = api({
      info: (_, token) => (token === "clt.1" ? refusal(401, "access_token_invalid") : info),
    });
    expect(await fetchOne(scriptedCall("tiktok", withdrawn))).toMatchObject([{ kind: "found" }]);
    const refused = scriptedCall("tiktok", api({ info: () => refusal(401, "access_token_invalid") }));
    await expect(fetchOne(refused)).rejects.toMatchObject({ code: "credential-refused" });
    expect(refused.requests).toHaveLength(4);
  });

  it("says that a wrong secret is one", async () => {
    const scripted = scriptedCall("tiktok", () => ({
      status: 400,
      body: { error: "invalid_client", error_description: "wrong", log_id: "1" },
    }));
    await expect(fetchOne(scripted)).rejects.toMatchObject({ kind: "forbidden", code: "credential-refused" });
  });

  it("asks one query of 30 days at most for videos, and keeps all digits of their ids", async () => {
    const video =
      '{"data":{"videos":[{"id":7436129085512346411,"create_time":1795000000}],"cursor":1,"has_more":false,"search_id":"7"},"error":{"code":"ok"}}';
    const scripted = scriptedCall("tiktok", api({ query: () => ({ body: video }) }), { postsPerAccount: 50 });
    expect(await fetchOne(scripted)).toMatchObject([{ posts: [{ id: "7436129085512346411" }] }]);
    const query = JSON.parse(scripted.requests.at(-1)?.body ?? "");
    expect(query).toMatchObject({ start_date: "20261022", end_date: "20261120", max_count: 50 });
    expect(query.query.and).toEqual([
      { operation: "EQ", field_name: "username", field_values: ["Lumen.Lab"] },
    ]);
    expect(scripted.readings).toEqual([{ kind: "used", bucket: "records", taken: 50, used: 1 }]);
  });

  it("follows cursor and search id, and gives up on pages that never fill", async () => {
    const page = (at: number) => ({
      body: { data: { videos: [{ id: at }], cursor: at + 1, has_more: true, search_id: "s" }, error: ok },
    });
    let pages = 0;
    const scripted = scriptedCall("tiktok", api({ query: () => page(pages++) }), { postsPerAccount: 150 });
    const [outcome] = await fetchOne(scripted);
    expect(outcome).toMatchObject({ posts: [{ id: 0 }, { id: 1 }, { id: 2 }] });
    const queries = scripted.requests.filter(({ url }) => url.includes("/video/query/"));
    expect(queries.map(({ body }) => JSON.parse(body ?? "").cursor)).toEqual([undefined, 1, 2]);
  });

  it.each([
    ["The user cannot be found.", "not-found"],
    ["This user is private.", "private"],
    ["The account is banned.", "suspended"],
  ])("reads '%s' as %s", async (message, reason) => {
    const scripted = scriptedCall("tiktok", api({ info: () => refusal(400, "invalid_params", message) }));
    expect(await fetchOne(scripted)).toMatchObject([{ kind: "absent", reason }]);
  });

  it("takes the empty error of the documentation's sample for a success", async () => {
    const scripted = scriptedCall("tiktok", api({ info: () => ({ body: { ...info.body, error: {} } }) }));
    expect(await fetchOne(scripted)).toMatchObject([{ kind: "found" }]);
  });
});
