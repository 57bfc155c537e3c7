import { describe, expect, it } from "vitest";
import {
  named,
  type ScriptedReply,
  scriptedCall,
  secretsOf,
} from "../../test/doubles/platforms/scripted-call.ts";
import { isAppError } from "../domain/errors.ts";
import { PLATFORMS, type Platform } from "../domain/platform.ts";
import type { PlatformCall, PlatformClient } from "./platform-client.ts";
import { createPlatformClients, type PlatformClients } from "./platform-clients.ts";

const clock = { now: () => new Date("2026-11-20T12:00:00Z") };

const google = (status: number, reason: string): ScriptedReply => ({
  status,
  body: { error: { code: status, message: "secret text of the platform", errors: [{ reason }] } },
});
const graph = (code: number, extra: object = {}): ScriptedReply => ({
  status: 400,
  body: { error: { message: "secret text of the platform", type: "OAuthException", code, ...extra } },
});
const tiktok = (status: number, code: string): ScriptedReply => ({
  status,
  body: { data: {}, error: { code, message: "secret text of the platform", log_id: "1" } },
});
const problem = (status: number, type: string, extra: object = {}, headers: Record<string, string> = {}) => ({
  status,
  body: {
    title: "t",
    detail: "secret text of the platform",
    type: `https://api.x.com/2/problems/${type}`,
    ...extra,
  },
  headers,
});

async function errorOf<P extends Platform>(platform: P, reply: ScriptedReply) {
  // A client of its own: TikTok's keeps tokens.
  const clients = createPlatformClients({ clock, statements: null });
  const scripted = scriptedCall(platform, ({ url }) =>
    url.includes("/oauth/token/") ? { body: { access_token: "secret-clt", expires_in: 7_200 } } : reply,
  );
  const thrown = await fetchOne(clients, platform, scripted.call).then(
    () => null,
    (error: unknown) => error,
  );
  if (!isAppError(thrown)) throw new Error("The client did not throw an AppError.");
  return { error: thrown, ...scripted };
}

function fetchOne<P extends Platform>(clients: PlatformClients, platform: P, call: PlatformCall<P>) {
  const client: PlatformClient<P> = clients[platform];
  return client.fetchAccounts([named("lumen")], call);
}

const NOON_TO_PACIFIC_MIDNIGHT = 20 * 3_600_000;
const NOON_TO_UTC_MIDNIGHT = 12 * 3_600_000;

describe("limits", () => {
  it.each<[Platform, string, ScriptedReply, string, number | null]>([
    ["youtube", "the day's units", google(403, "quotaExceeded"), "day", NOON_TO_PACIFIC_MIDNIGHT],
    [
      "youtube",
      "the day's units by their old name",
      google(403, "dailyLimitExceeded"),
      "day",
      NOON_TO_PACIFIC_MIDNIGHT,
    ],
    ["youtube", "a short window", google(403, "rateLimitExceeded"), "short-window", null],
    ["youtube", "a user's short window", google(403, "userRateLimitExceeded"), "short-window", null],
    [
      "youtube",
      "newer front ends' 429",
      { status: 429, body: "<html>", headers: { "retry-after": "7" } },
      "short-window",
      7_000,
    ],
    ["instagram", "the app", graph(4, { is_transient: true }), "short-window", null],
    ["instagram", "a custom rule", graph(613), "short-window", null],
    ["instagram", "the user", graph(17), "credential", null],
    ["instagram", "the page", graph(32), "credential", null],
    [
      "instagram",
      "a business use case, which tells minutes",
      {
        ...graph(80_002),
        headers: {
          "x-business-use-case-usage": '{"1":[{"type":"instagram","estimated_time_to_regain_access":9}]}',
        },
      },
      "credential",
      540_000,
    ],
    ["tiktok", "the day", tiktok(429, "daily_quota_limit_exceeded"), "day", NOON_TO_UTC_MIDNIGHT],
    ["tiktok", "a short window", tiktok(429, "rate_limit_exceeded"), "short-window", null],
    [
      "x",
      "the quarter of an hour, by its header",
      { status: 429, body: { errors: [{ code: 88 }] }, headers: { "x-rate-limit-reset": "1795176300" } },
      "short-window",
      300_000,
    ],
    [
      "x",
      "the quarter of an hour, as a problem",
      { status: 429, body: { type: "about:blank", title: "Too Many Requests" } },
      "short-window",
      null,
    ],
  ])("of %s for %s are told apart", async (platform, _, reply, scope, retryAfterMs) => {
    const { error, readings } = await errorOf(platform, reply);
    expect(error).toMatchObject({
      kind: "rate-limited",
      code: "throttled",
      context: { platform, scope, retryAfterMs },
    });
    expect(readings).toContainEqual({ kind: "exceeded", bucket: error.context.bucket, scope, retryAfterMs });
  });

  it.each([
    [
      "a month",
      problem(429, "usage-capped", { period: "Monthly" }),
      "month",
      Date.parse("2026-12-01") - clock.now().getTime(),
    ],
    ["a day", problem(429, "usage-capped", { period: "Daily" }), "day", NOON_TO_UTC_MIDNIGHT],
    [
      "old hosts in the problem's type",
      { status: 429, body: { type: "https://api.twitter.com/2/problems/usage-capped", period: "Monthly" } },
      "month",
      Date.parse("2026-12-01") - clock.now().getTime(),
    ],
    [
      "credits, which no waiting brings back",
      problem(402, "credits", { title: "CreditsDepleted" }),
      "month",
      null,
    ],
  ])("of X's caps over %s are no short window", async (_, reply, scope, retryAfterMs) => {
    const { error } = await errorOf("x", reply);
    expect(error).toMatchObject({
      kind: "rate-limited",
      code: "usage-capped",
      context: { scope, retryAfterMs },
    });
  });
});

describe("a refused credential", () => {
  it.each<[Platform, ScriptedReply, string]>([
    ["youtube", google(400, "keyInvalid"), "invalid-or-expired"],
    [
      "youtube",
      {
        status: 400,
        body: {
          error: {
            code: 400,
            status: "INVALID_ARGUMENT",
            errors: [{ reason: "badRequest" }],
            details: [{ reason: "API_KEY_INVALID" }],
          },
        },
      },
      "invalid-or-expired",
    ],
    ["youtube", google(403, "accessNotConfigured"), "permission-missing"],
    ["instagram", graph(190, { error_subcode: 463 }), "invalid-or-expired"],
    ["instagram", graph(10), "permission-missing"],
    ["instagram", graph(200), "permission-missing"],
    ["instagram", graph(368), "blocked"],
    ["tiktok", tiktok(401, "access_token_invalid"), "invalid-or-expired"],
    ["tiktok", tiktok(401, "scope_not_authorized"), "permission-missing"],
    ["tiktok", tiktok(403, "scope_permission_missed"), "permission-missing"],
    ["x", problem(401, "", { type: "about:blank" }), "invalid-or-expired"],
    ["x", problem(403, "client-forbidden"), "permission-missing"],
  ])("of %s is told by name and reason", async (platform, reply, reason) => {
    const { error, readings, call } = await errorOf(platform, reply);
    const { name } = call.credential;
    expect(error).toMatchObject({
      kind: "forbidden",
      code: "credential-refused",
      context: { credential: name, reason },
    });
    expect(readings).toContainEqual({ kind: "refused", reason });
  });
});

describe("a platform in trouble", () => {
  it.each(PLATFORMS)("%s: 5xx, cut off bodies and what is no JSON are unavailable", async (platform) => {
    const replies = [
      { status: 500, body: tiktok(500, "internal_error").body },
      { status: 503, body: "" },
      { status: 200, body: '{"data": [{"id": "1"' },
      { status: 200, body: "<html></html>" },
      { status: 200, body: "[]" },
    ];
    for (const reply of replies) {
      const { error, readings } = await errorOf(platform, reply);
      expect(error).toMatchObject({
        kind: "unavailable",
        code: "platform-unavailable",
        context: { platform, status: reply.status },
      });
      expect(readings.filter(({ kind }) => kind !== "used")).toEqual([]);
    }
  });

  it("is unavailable in the platforms' own words for it, too", async () => {
    expect((await errorOf("instagram", graph(2))).error.code).toBe("platform-unavailable");
    expect((await errorOf("instagram", graph(99, { is_transient: true }))).error.code).toBe(
      "platform-unavailable",
    );
    expect((await errorOf("youtube", google(403, "SERVICE_UNAVAILABLE"))).error.code).toBe(
      "platform-unavailable",
    );
  });
});

describe("a refusal of the request itself", () => {
  it.each<[Platform, ScriptedReply, string | number]>([
    ["youtube", google(400, "missingRequiredParameter"), "missingRequiredParameter"],
    ["instagram", graph(100), 100],
    ["tiktok", tiktok(400, "invalid_params"), "invalid_params"],
    ["x", problem(400, "invalid-request"), "invalid-request"],
  ])("by %s is not tried again, and makes nobody absent", async (platform, reply, code) => {
    const { error } = await errorOf(platform, reply);
    expect(error).toMatchObject({ kind: "invalid", code: "platform-rejected", context: { platform, code } });
  });
});

describe("every error", () => {
  it("holds no secret, no name that was asked for, and no text of the platform", async () => {
    const replies: [Platform, ScriptedReply][] = [
      ["youtube", google(403, "quotaExceeded")],
      ["youtube", google(400, "secret text of the platform")],
      ["instagram", graph(190)],
      ["tiktok", tiktok(401, "access_token_invalid")],
      ["x", problem(403, "secret text of the platform")],
      ["x", { status: 500, body: "secret text of the platform" }],
    ];
    for (const [platform, reply] of replies) {
      const { error, call, requests } = await errorOf(platform, reply);
      const said = JSON.stringify([error.message, error.context, String(error.cause ?? "")]);
      for (const secret of [...secretsOf(call.credential), "secret-clt", "secret text", "lumen"]) {
        expect(said).not.toContain(secret);
      }
      for (const { url } of requests) expect(url).not.toContain("secret");
    }
  });
});

describe("a platform whose terms or settings keep it off", () => {
  const statements = {
    platforms: PLATFORMS,
    derivedMetricsAccepted: [],
    researchEligible: [],
    allowSynthetic: false,
  };

  it("is not asked", async () => {
    const { tiktok: client } = createPlatformClients({ clock, statements });
    const { call, requests } = scriptedCall("tiktok", () => ({}));
    await expect(client.fetchAccounts([named("lumen")], call)).rejects.toMatchObject({
      kind: "forbidden",
      code: "platform-not-permitted",
      context: { platform: "tiktok", reason: "not-eligible" },
    });
    const { x } = createPlatformClients({ clock, statements: { ...statements, platforms: ["youtube"] } });
    await expect(x.fetchAccounts([named("lumen")], scriptedCall("x", () => ({})).call)).rejects.toMatchObject(
      {
        context: { reason: "switched-off" },
      },
    );
    expect(requests).toEqual([]);
  });

  it("is asked once the operator states that he is eligible", async () => {
    const eligible = { ...statements, researchEligible: ["tiktok"] as const };
    const { tiktok: client } = createPlatformClients({ clock, statements: eligible });
    const { call, requests } = scriptedCall("tiktok", () => ({ status: 503 }));
    await expect(client.fetchAccounts([named("lumen")], call)).rejects.toMatchObject({ kind: "unavailable" });
    expect(requests).toHaveLength(1);
  });
});

describe("an abort", () => {
  it.each(PLATFORMS)("breaks a fetch of %s off before anything is sent or taken", async (platform) => {
    const clients = createPlatformClients({ clock, statements: null });
    const scripted = scriptedCall(platform, () => ({}), { signal: AbortSignal.abort() });
    await expect(fetchOne(clients, platform, scripted.call)).rejects.toMatchObject({ code: "call-aborted" });
    expect([scripted.requests, scripted.taken]).toEqual([[], []]);
  });
});
