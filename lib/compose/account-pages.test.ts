import { expect, it } from "vitest";
import { createMemoryCache } from "../adapters/embedded/memory-cache.ts";
import { systemClock } from "../adapters/system-clock.ts";
import type { Environment } from "../config.ts";
import type { LogFields } from "../lambda/log.ts";
import { accountPagesFrom } from "./account-pages.ts";

const NAME = { platform: "x", name: "someone" } as const;
const statements = {
  platforms: ["youtube" as const],
  derivedMetricsAccepted: [],
  researchEligible: [],
  allowSynthetic: false,
};

function pagesOf(environment: Environment) {
  const lines: [string, string, LogFields][] = [];
  const level = (name: string) => (message: string, fields: LogFields) => {
    lines.push([name, message, fields]);
  };
  const counters = createMemoryCache({ clock: systemClock });
  const log = { info: level("info"), warn: level("warn"), error: level("error") };
  return { lines, pages: accountPagesFrom(environment, { counters, clock: systemClock, statements }, log) };
}

it("asks nobody where no credential is set, which is nothing to warn of", async () => {
  const { pages, lines } = pagesOf({});
  expect(await pages.fetch(NAME, "proof")).toEqual({ kind: "not-asked", reason: "no-credential" });
  expect(lines).toMatchObject([["info", "account not looked at", { reason: "no-credential" }]]);
});

it("asks nobody where a credential is set by half, and says which without its value", async () => {
  const { pages, lines } = pagesOf({ X_BEARER_TOKEN: "made-up", TIKTOK_CLIENT_KEY: "made-up-too" });
  expect(await pages.fetch(NAME, "proof")).toEqual({ kind: "not-asked", reason: "bad-configuration" });
  expect(lines.map(([level, message]) => [level, message])).toEqual([
    ["error", "account pages unavailable"],
    ["warn", "account not looked at"],
  ]);
  const told = JSON.stringify(lines);
  expect(told).toContain("TIKTOK_CLIENT_SECRET");
  expect(told).not.toMatch(/made-up|someone/);
});

it("asks no platform that the operator has switched off", async () => {
  const { pages } = pagesOf({ X_BEARER_TOKEN: "made-up" });
  expect(await pages.fetch(NAME, "proof")).toEqual({ kind: "not-asked", reason: "platform-not-permitted" });
});
