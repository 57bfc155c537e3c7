import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, test, vi } from "vitest";
import { barredByPreflight } from "../../smoke/cross-origin.ts";
import { ask, start, temporaryFolder } from "../e2e/running-system.ts";
import { hasBrowser, openBrowser } from "./browser.ts";

vi.setConfig({ testTimeout: 120_000 });
afterEach(() => vi.unstubAllEnvs());

/** What a page of another origin sees: a status and a header field, or that the browser lets it see nothing. */
const SEEN = `async ({ url, key, method }) => {
  try {
    const answer = await fetch(url, { method, headers: key ? { "x-api-key": key } : {} });
    return [answer.status, answer.headers.get("x-request-id") !== null];
  } catch (error) {
    return error.name;
  }
}`;

describe.skipIf(!hasBrowser)("Chromium, on a page of another origin,", () => {
  test.each([
    ["any may read", "", true],
    ["another alone may read", "https://app.example.com", false],
  ])("where %s", async (_, origins, mayRead) => {
    vi.stubEnv("INCREATOR_CORS_ORIGINS", origins);
    await using folder = await temporaryFolder();
    const page = createServer((_request, response) => response.end("<title>page</title>")).listen(
      0,
      "127.0.0.1",
    );
    await once(page, "listening");
    const origin = `http://127.0.0.1:${(page.address() as AddressInfo).port}`;
    const system = await start(folder.path);
    const browser = await openBrowser();
    try {
      const tab = await browser.newPage();
      await tab.goto(origin);
      const url = `${system.url}/search?limit=1`;
      const nobody = `${system.url}/creators/c_0123456789abcdefghjkmnpqrs`;
      const sees = (given: object) => tab.evaluate(`(${SEEN})(${JSON.stringify(given)})`);
      const key = system.devKey;
      expect(await sees({ url, key, method: "GET" })).toEqual(mayRead ? [200, true] : "TypeError");
      expect(await sees({ url: nobody, key, method: "DELETE" })).toEqual(mayRead ? [202, true] : "TypeError");
      expect(await sees({ url, method: "GET" })).toEqual(mayRead ? [401, true] : "TypeError");
      // The smoke test judges by the same rules, without a browser.
      const headers = { origin, "access-control-request-method": "DELETE" };
      const preflight = await fetch(nobody, { method: "OPTIONS", headers });
      const barred = barredByPreflight(preflight, { origin, method: "DELETE", headers: ["x-api-key"] });
      expect(barred === null).toBe(mayRead);
    } finally {
      await browser.close();
      await system.close();
      page.close();
    }
  });
});

/** What a page of another origin can try without being asked: requests that no browser asks leave for first. */
const FORGE = `async (url) => {
  const body = JSON.stringify({ name: "forged" });
  await fetch(url + "/lists", { method: "POST", mode: "no-cors", credentials: "include", body });
  const session = await fetch(url + "/console/session", { credentials: "include" }).catch(({ name }) => name);
  return typeof session === "string" ? session : session.json();
}`;

test.skipIf(!hasBrowser)("no page of another origin acts with the session of an open console", async () => {
  await using folder = await temporaryFolder();
  const system = await start(folder.path);
  const form = `<!doctype html><form method=post enctype=text/plain action="${system.url}/lists"><input name='{"name":"forged","notes":"' value='"}'></form>`;
  const foreign = createServer((_request, response) => response.end(form)).listen(0, "127.0.0.1");
  await once(foreign, "listening");
  const browser = await openBrowser();
  try {
    const context = await browser.newContext();
    const own = await context.newPage();
    await own.goto(system.url);
    await own.getByRole("button", { name: "Sign out" }).waitFor();
    const page = await context.newPage();
    await page.goto(`http://127.0.0.1:${(foreign.address() as AddressInfo).port}`);
    expect(await page.evaluate(`(${FORGE})(${JSON.stringify(system.url)})`)).toBe("TypeError");
    const answered = page.waitForResponse((response) => response.url() === `${system.url}/lists`);
    await page.evaluate("document.forms[0].submit()");
    expect((await answered).status()).toBe(401);
    const { body } = await ask(system, "/lists");
    expect(body.data).toEqual([]);
    expect(await context.cookies()).toEqual([]);
  } finally {
    await browser.close();
    await system.close();
    foreign.close();
  }
});
