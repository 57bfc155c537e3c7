import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { parseLosslessJson } from "../../lib/domain/lossless-json.ts";
import type { Platform } from "../../lib/domain/platform.ts";
import { isObject, type JsonObject } from "../../lib/platforms/payload-fields.ts";
import type { FetchOutcome, PlatformClient } from "../../lib/platforms/platform-client.ts";
import { createPlatformClients } from "../../lib/platforms/platform-clients.ts";
import { identified, named, type ScriptedReply, scriptedCall } from "../doubles/platforms/scripted-call.ts";

/** Answers that platforms once gave, and examples of their documentation; neither is part of the project. */
const FIXTURES = process.env.INCREATOR_PLATFORM_FIXTURES ?? "";
const EXAMPLES = process.env.INCREATOR_PLATFORM_EXAMPLES ?? "";
if (!existsSync(FIXTURES) || !existsSync(EXAMPLES)) {
  console.warn(
    "NOT RUN: no recorded answers went through the platform clients. INCREATOR_PLATFORM_FIXTURES names the folder of recordings, INCREATOR_PLATFORM_EXAMPLES that of <platform>-example.json.",
  );
}

const clock = { now: () => new Date("2026-11-22T12:00:00Z") };
const TOKEN = { body: { access_token: "clt.1", expires_in: 7_200 } };

/** What the client makes of one recorded answer, whatever it was asked. */
async function outcomesOf<P extends Platform>(
  platform: P,
  account: ReturnType<typeof named> | ReturnType<typeof identified>,
  reply: ScriptedReply | ((url: string) => ScriptedReply),
  postsPerAccount = 0,
): Promise<readonly FetchOutcome[]> {
  const client: PlatformClient<P> = createPlatformClients({ clock, statements: null })[platform];
  const { call } = scriptedCall(
    platform,
    ({ url }) => (url.includes("/oauth/token/") ? TOKEN : typeof reply === "function" ? reply(url) : reply),
    { postsPerAccount },
  );
  return client.fetchAccounts([account], call);
}

const fixture = (file: string): string => readFileSync(path.join(FIXTURES, file), "utf8");

describe.skipIf(!existsSync(FIXTURES))("recorded answers", () => {
  it.each([
    ["youtube", "02_channels_list_multi_full_parts.json", identified("UCK8sQmJBp8GCxrOtXWBpyEA"), "found"],
    ["youtube", "01_channels_list_snippet.json", identified("UC_x5XG1OV2P6uZZ5FSM9Ttw"), "unreadable"],
    ["youtube", "01_channels_list_snippet.json", identified("UCgone"), "absent"],
    ["instagram", "01_business_discovery_user_fields.json", named("facebookfordevelopers"), "found"],
    ["instagram", "02_business_discovery_media_p1.json", named("facebookfordevelopers"), "unreadable"],
    ["instagram", "06_business_user_2019.json", named("facebook"), "found"],
    ["tiktok", "03_research_user_info_docs_sample.json", named("example_username"), "found"],
    ["x", "04_followers_min_fields.json", named("AkPop81"), "unreadable"],
    ["x", "03_users_search.json", named("nobody"), "unreadable"],
  ] as const)("of %s in %s are told for what they are", async (platform, file, account, kind) => {
    const outcomes = await outcomesOf(platform, account, { body: fixture(`${platform}/${file}`) });
    expect(outcomes.map((outcome) => outcome.kind)).toEqual([kind]);
  });

  it("of X with all fields give every user", async () => {
    const body = fixture("x/01_users_lookup_full_fields.json");
    const { data } = JSON.parse(body);
    const users: JsonObject[] = Array.isArray(data) ? data : [data];
    for (const user of users) {
      const wrapped = JSON.stringify({ data: users });
      expect(await outcomesOf("x", named(String(user.username)), { body: wrapped })).toMatchObject([
        { kind: "found", platform_user_id: user.id },
      ]);
    }
  });

  it("of YouTube's refusals do not cost the key", async () => {
    const body = fixture("youtube/07_error_permission.json");
    await expect(outcomesOf("youtube", named("google"), { status: 403, body })).rejects.toMatchObject({
      code: "platform-unavailable",
    });
  });

  it("are all read without an error that is no AppError", async () => {
    for (const platform of ["youtube", "instagram", "tiktok", "x"] as const) {
      for (const file of readdirSync(path.join(FIXTURES, platform))) {
        const reply = { body: fixture(`${platform}/${file}`) };
        const outcome = await outcomesOf(platform, named("somebody"), reply).catch((error: unknown) => error);
        if (outcome instanceof Error) expect(outcome.name).toBe("AppError");
      }
    }
  });
});

/** A part of an example without the notes in it: keys that begin with an underscore. */
function example(platform: Platform, part: string): JsonObject {
  const whole = parseLosslessJson(readFileSync(path.join(EXAMPLES, `${platform}-example.json`), "utf8"));
  const found = isObject(whole) ? whole[part] : null;
  if (!isObject(found)) throw new Error(`There is no example ${part} of ${platform}.`);
  return isObject(found._body) ? found._body : withoutNotes(found);
}
const withoutNotes = (part: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(part).filter(([name]) => !name.startsWith("_")));

describe.skipIf(!existsSync(EXAMPLES))("examples of the documentation", () => {
  it("of YouTube come out whole, hidden likes and all", async () => {
    const lists = (url: string): ScriptedReply => {
      const part = ["channels", "playlistItems", "videos"].find((list) => url.includes(`/${list}?`));
      return { body: example("youtube", `${part}_list`) };
    };
    const [outcome] = await outcomesOf("youtube", identified("UCq7Zr1xA4hT0mWb2Nf8sLkQ"), lists, 50);
    expect(outcome).toMatchObject({
      kind: "found",
      handle: "lumenkitchenlab",
      posts: [{ id: "aB3dE5fG7hI" }],
    });
    expect(
      await outcomesOf("youtube", named("gone"), { body: example("youtube", "channels_list_not_found") }),
    ).toMatchObject([{ kind: "absent" }]);
  });

  it("of Instagram, TikTok and X come out whole", async () => {
    expect(
      await outcomesOf("instagram", named("lumenkitchenlab"), {
        body: example("instagram", "business_discovery"),
      }),
    ).toMatchObject([{ kind: "found", platform_user_id: "17841403152768494" }]);
    const tiktok = (url: string) => ({
      body: example("tiktok", url.includes("/user/info/") ? "research_user_info" : "research_video_query"),
    });
    const [user] = await outcomesOf("tiktok", named("lumenkitchenlab"), tiktok, 1);
    expect(user).toMatchObject({ kind: "found", posts: [{ id: "7436129085512346411" }] });
    expect(
      await outcomesOf("x", named("lumenkitchenlab"), { body: example("x", "users_by_current_guides") }),
    ).toMatchObject([{ kind: "found", platform_user_id: "2244994945111" }]);
    const data = [example("x", "user_spec_2_167_spelling")];
    expect(await outcomesOf("x", named("lumenkitchenlab"), { body: { data } })).toMatchObject([
      { kind: "found" },
    ]);
  });

  it.each([
    ["youtube", "error_quota", 403, { code: "throttled", context: { scope: "day" } }],
    ["youtube", "error_rate", 403, { code: "throttled", context: { scope: "short-window" } }],
    ["instagram", "error_rate_limited", 400, { code: "throttled" }],
    ["instagram", "error_token_expired", 400, { code: "credential-refused" }],
    ["tiktok", "error_rate_limit", 429, { code: "throttled", context: { scope: "short-window" } }],
    ["tiktok", "error_daily_quota", 429, { code: "throttled", context: { scope: "day" } }],
    ["tiktok", "error_token", 401, { code: "credential-refused" }],
    ["x", "error_429", 429, { code: "throttled" }],
    ["x", "error_usage_capped", 429, { code: "usage-capped", context: { scope: "month" } }],
    ["x", "error_401", 401, { code: "credential-refused" }],
  ] as const)("of %s: %s is told for what it is", async (platform, part, status, expected) => {
    const fetched = outcomesOf(platform, named("lumenkitchenlab"), { status, body: example(platform, part) });
    await expect(fetched).rejects.toMatchObject(expected);
  });
});
