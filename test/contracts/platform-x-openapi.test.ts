import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { plainHttp } from "../../lib/platforms/plain-http.ts";
import type { Http } from "../../lib/platforms/platform-client.ts";
import { createOpenApiChecker, type OpenApiChecker } from "../doubles/platforms/openapi-checker.ts";
import { byHandle, byId, startSimulatedPlatforms } from "../doubles/platforms/simulated-platforms.ts";

const path = process.env.INCREATOR_X_OPENAPI ?? "";
if (path === "") {
  console.warn(
    "NOT RUN: X's requests and answers were held against no specification. INCREATOR_X_OPENAPI names the file (openapi.json of github.com/xdevplatform/docs).",
  );
}

/** From this version on the document has X's newer names, and `post.fields` in place of `tweet.fields`. */
const isNewSpelling = (version: string): boolean => Number(version.split(".")[1]) >= 160;

describe.skipIf(path === "")("X by its published OpenAPI document", () => {
  type World = Awaited<ReturnType<typeof startSimulatedPlatforms>>;
  let world: World;
  let checker: OpenApiChecker;
  const seen: { readonly url: URL; readonly status: number; readonly body: unknown }[] = [];

  const watched: Http = async (request) => {
    const answer = await plainHttp(request);
    const text = await answer.text();
    seen.push({ url: new URL(request.url), status: answer.status, body: JSON.parse(text) });
    return { status: answer.status, headers: answer.headers, text: async () => text };
  };

  beforeAll(async () => {
    checker = createOpenApiChecker(JSON.parse(readFileSync(path, "utf8")));
    const shares = { vanished: 0.1, suspended: 0.1, private: 0.1, renamed: 0.1, "handed-over": 0.1 };
    const xSpelling = isNewSpelling(checker.version) ? "specification" : "guides";
    world = await startSimulatedPlatforms({ shares, xSpelling, count: 400 });
    const accounts = world.accountsOf("x").slice(0, 100);
    await world.fetchAccounts("x", accounts.map(byHandle), { http: watched });
    await world.fetchAccounts("x", accounts.map(byId), { http: watched, postsPerAccount: 7 });
    world.simulator.faults.storm = ["x"];
    await world.fetchAccounts("x", accounts.map(byHandle), { http: watched }).catch(() => undefined);
    console.info(`X's document is version ${checker.version}; ${seen.length} exchanges are held against it.`);
  });
  afterAll(() => world?.simulator.close());

  it("finds every request of the client well-formed", () => {
    expect(seen.length).toBeGreaterThan(20);
    const faults = new Set(seen.flatMap(({ url }) => checker.requestFaults(url)));
    // The one name that the guides and the newer document do not share; see docs/adr/0017-platform-clients.md.
    expect([...faults]).toEqual(isNewSpelling(checker.version) ? ["tweet.fields is no parameter"] : []);
  });

  it("finds every answer of the simulator as described", () => {
    const faults = seen.flatMap(({ url, status, body }) => checker.answerFaults(url, status, body));
    // Of 429 the newer document describes neither of the bodies that the guides show, only code and message.
    const undescribed = [" must have required property 'code'", " must have required property 'message'"];
    expect([...new Set(faults)]).toEqual(isNewSpelling(checker.version) ? undescribed : []);
  });
});
