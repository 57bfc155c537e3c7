import { readFile } from "node:fs/promises";
import type { Page, Route } from "playwright-core";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { tenantIdSchema } from "../../lib/domain/ids.ts";
import type { LocalSystem } from "../../local/local-system.ts";
import { crowd, VEGAN_COACH, xEnvelope } from "../e2e/envelopes.ts";
import { ask, post } from "../e2e/running-system.ts";
import { hasBrowser, shot } from "./browser.ts";
import { consoleWorld, texts } from "./console-world.ts";

vi.setConfig({ testTimeout: 120_000 });

const COUNT = 60;
const world = consoleWorld([VEGAN_COACH, ...crowd(COUNT)].map((one) => xEnvelope(one)));
const { open, signInAs, accessibilityFaults } = world;
let system: LocalSystem;
let page: Page;
beforeEach(() => {
  ({ system, page } = world);
});

const RIVAL = tenantIdSchema.parse("rival");
const WEBHOOK = { url: "https://receiver.invalid/hook", events: ["export.ready", "creator.erased"] };
const cards = () => page.locator(".result");
const dialog = () => page.locator("dialog[open]");
const rows = (title: string) => page.locator(`section[aria-label="${title}"] tbody tr`);
const button = (name: string) => page.getByRole("button", { name, exact: true });
const parameter = (name: string) => new URL(page.url()).searchParams.get(name);
const made = async (path: string, body: object): Promise<string> =>
  (await post(system, path, body)).body.data.id;
const json = (body: object, status = 200) => ({
  status,
  contentType: "application/json",
  body: JSON.stringify(body),
});

describe.skipIf(!hasBrowser)("exports", () => {
  test("a search becomes a file that is there in a moment, and says how long it is kept", async () => {
    await open("/?q=cooking&followers_min=1000");
    await cards().first().waitFor();
    const shown = await page.locator(".bar [role=status]").innerText();
    await button("Export…").click();
    expect(await accessibilityFaults()).toEqual([]);
    await shot(page, "export-dialog");
    await dialog().locator("select").selectOption("ndjson");
    await dialog().locator("input").fill("100");
    await button("Start").click();
    const row = rows("Exports of the last day").first();
    await row.waitFor();
    await texts(row.locator("td")).toContain("ready");
    expect(await row.locator("th").innerText()).toMatch(/cooking.*followers from 1K/s);
    await shot(page, "exports");
    const [file] = await Promise.all([page.waitForEvent("download"), button("Download").first().click()]);
    const lines = (await readFile(await file.path(), "utf8")).trimEnd().split("\n");
    expect(shown).toContain(`about ${lines.length} creators`);
    expect(parameter("page")).toBe("exports");
  });

  test("a list becomes a file, and one that is being made shows how far it is", async () => {
    const { body } = await ask(system, "/search?q=&sort=followers&limit=3");
    const list = await made("/lists", { name: "Spring campaign" });
    await post(system, `/lists/${list}/creators`, {
      creators: body.data.map(({ id }: { id: string }) => ({ id })),
    });
    await open(`/?page=lists&list=${list}`);
    await button("Export…").click();
    await button("Start").click();
    const row = rows("Exports of the last day").first();
    await texts(row.locator("td")).toEqual(expect.arrayContaining(["csv", "ready", "3"]));
    expect(await row.locator("th").innerText()).toBe("List Spring campaign");
    const real = (await ask(system, "/exports")).body.data[0];
    const now = { ...real, status: "running", rows: 500, total: 2_000, ready_at: null };
    await page.route("**/exports?*", (route) => route.fulfill(json({ data: [now], next_cursor: null })));
    await page.reload();
    const bar = row.locator("progress");
    await bar.waitFor();
    expect(await bar.evaluate((one: { position: number }) => one.position)).toBe(0.25);
    await shot(page, "export-under-way");
    await page.unroute("**/exports?*");
    // What moves is asked again by itself.
    await texts(row.locator("td")).toContain("ready");
  });
});

describe.skipIf(!hasBrowser)("saved searches", () => {
  test("the search that is shown is saved, run again from its page, and deleted", async () => {
    const asked = { q: "cooking", platforms: "x", followers_min: "600", sort: "followers" };
    await open(`/?${new URLSearchParams(asked)}`);
    await cards().first().waitFor();
    await button("Save…").click();
    expect(await dialog().locator("input").inputValue()).toBe("cooking");
    await dialog().locator("input").fill("Cooks");
    expect(await accessibilityFaults()).toEqual([]);
    await button("Save").click();
    await page.locator(".split h2", { hasText: "Cooks" }).waitFor();
    const { data } = (await ask(system, "/saved-searches")).body;
    expect(data[0].search).toMatchObject({
      query: "cooking",
      filters: { platforms: ["x"], followers: { min: 600 } },
      sort: "followers",
    });
    await page.locator("p", { hasText: "Nobody new." }).waitFor();
    await page.getByRole("link", { name: "Run now" }).click();
    await cards().first().waitFor();
    for (const [name, value] of Object.entries(asked)) expect([name, parameter(name)]).toEqual([name, value]);
    expect(parameter("page")).toBeNull();
    await page.goBack();
    await button("Delete").dblclick();
    await button("Press again to delete").click();
    await page.locator("p", { hasText: "None yet" }).waitFor();
    expect((await ask(system, "/saved-searches")).body.data).toEqual([]);
  });

  test("whom it found since stands below it, and opens beside it", async () => {
    const saved = await made("/saved-searches", { name: "Cooks", search: { query: "cooking" } });
    const found = (
      await post(system, "/creators/lookup", { accounts: [`@${VEGAN_COACH.handle}`] })
    ).body.data[0].creators.map((creator: object) => ({ creator, found_at: new Date().toISOString() }));
    const since: (string | null)[] = [];
    await page.route("**/saved-searches/*/new?*", (route) => {
      since.push(new URL(route.request().url()).searchParams.get("since"));
      return route.fulfill(json({ data: found, next_cursor: null }));
    });
    await open(`/?page=saved&saved=${saved}`);
    await rows("New creators").first().waitFor();
    await page.locator(".inline select").selectOption("7");
    await expect.poll(() => since.at(-1)).toMatch(/^\d{4}-\d\d-\d\dT00:00:00.000Z$/);
    expect(parameter("days")).toBe("7");
    await shot(page, "saved");
    await rows("New creators").locator(".name").first().click();
    await page.locator(".profile header h2", { hasText: VEGAN_COACH.name }).waitFor();
    expect(parameter("page")).toBe("saved");
  });
});

describe.skipIf(!hasBrowser)("webhooks", () => {
  test("one is made, its secret is shown once, and it is turned off and deleted", async () => {
    await open("/?page=webhooks");
    await page.getByLabel("Address").fill("https://receiver.invalid/new");
    expect(await button("Create").isDisabled()).toBe(true);
    await page.getByLabel("an export is ready").check();
    await button("Create").click();
    const secret = await dialog().locator("code").innerText();
    expect(secret).toMatch(/^whsec_/);
    expect(await accessibilityFaults()).toEqual([]);
    await shot(page, "webhook-secret");
    await button("I have it").click();
    await expect.poll(() => page.content()).not.toContain(secret);
    await page.locator(".split h2", { hasText: "receiver.invalid/new" }).waitFor();
    await button("New secret").click();
    await dialog().locator("code").waitFor();
    expect(await dialog().locator("code").innerText()).not.toBe(secret);
    await page.keyboard.press("Escape");
    await button("Turn off").click();
    await button("Turn on").waitFor();
    await button("Delete").click();
    await button("Press again to delete").click();
    await page.locator("p", { hasText: "None yet" }).waitFor();
  });

  test("what it was told stands below it; a dead letter says why and is sent again", async () => {
    const id = await made("/webhooks", WEBHOOK);
    await post(system, "/exports", { search: { query: "chess" }, limit: 10 });
    const attempts = async () => (await ask(system, `/webhooks/${id}/deliveries`)).body.data[0]?.attempts;
    await expect.poll(attempts).toBe(1);
    await open(`/?page=webhooks&webhook=${id}`);
    const messages = rows("Messages of the last 14 days");
    // Nobody answers at an address that does not exist.
    await texts(messages.first().locator("td")).toContain("pending");
    await texts(messages.first().locator("td")).toContain("no answer");
    await shot(page, "webhooks");
    const { data } = (await ask(system, `/webhooks/${id}/deliveries`)).body;
    const dead = { ...data[0], status: "dead", attempts: 10, next_at: null, last_status: 503 };
    await page.route("**/deliveries?*", (route) => route.fulfill(json({ data: [dead], next_cursor: null })));
    await page.locator("select").selectOption("dead");
    await texts(messages.first().locator("td")).toEqual(expect.arrayContaining(["dead letter", "10", "503"]));
    await shot(page, "dead-letter");
    await page.unroute("**/deliveries?*");
    const sent = page.waitForRequest((request) => request.method() === "POST");
    await button("Send again").click();
    expect((await sent).url()).toContain(`/webhooks/${id}/deliveries/${dead.id}`);
    await expect
      .poll(async () => (await ask(system, `/webhooks/${id}/deliveries?status=pending`)).body.data.length)
      .toBe(1);
    await ask(system, `/webhooks/${id}`, { method: "DELETE" });
  });

  test("are offered by role, as exports are", async () => {
    const offered = async () => (await page.locator("nav a").allInnerTexts()).join(" ");
    await signInAs(["viewer"]);
    await expect.poll(offered).toContain("Usage");
    expect(await offered()).not.toMatch(/Webhooks|Exports/);
    await cards().first().waitFor();
    expect(await button("Save…").count()).toBe(0);
    expect(await button("Export…").count()).toBe(0);
    await page.goto(`${system.url}/?page=webhooks`);
    await page.locator(".failure h2", { hasText: "may not" }).waitFor();
    expect(await page.getByLabel("Address").count()).toBe(0);
  });
});

test.skipIf(!hasBrowser)("usage tells what is left and what each route took", async () => {
  await open("/?page=usage");
  await expect.poll(() => rows("Left now").count()).toBe(3);
  const used = async (route: string) => {
    const cells = rows("Units by route").filter({ hasText: route }).locator("td");
    return Number((await cells.first().innerText()).replace(/\D/g, ""));
  };
  const before = await used("GET /usage");
  await page.locator("select").selectOption("31");
  await expect.poll(() => used("GET /usage")).toBeGreaterThan(before);
  await expect.poll(() => rows("Units by day").count()).toBe(1);
  await shot(page, "usage");
});

/** Each new page with the request that it cannot do without. */
const PAGES = [
  ["exports", "**/exports?*", "No file yet"],
  ["saved", "**/saved-searches?*", "None yet"],
  ["webhooks", "**/webhooks", "None yet"],
  ["usage", "**/usage?*", "Nothing was used"],
  ["lists", "**/lists?*", "make one"],
] as const;

describe.skipIf(!hasBrowser).each(PAGES)("the page of %s", (name, requests, says) => {
  const answering = (how: (route: Route) => unknown) => page.route(requests, how);
  const problem = (status: number, body: object, headers: Record<string, string> = {}) =>
    answering((route) => route.fulfill({ ...json(body, status), headers }));
  const failure = (text: string) => page.locator(".failure", { hasText: text });
  const path = `/?page=${name}`;

  test("says that it is empty", async () => {
    const nothing = name === "usage" ? { plan: "internal", quotas: [], used: [] } : [];
    await answering((route) => route.fulfill(json({ data: nothing, next_cursor: null })));
    await open(path);
    await page.locator("main p", { hasText: says }).first().waitFor();
    expect(await accessibilityFaults()).toEqual([]);
    await shot(page, `${name}-empty`);
  });

  test("says what went wrong, and asks again when it is told to", async () => {
    await problem(500, { detail: "Something broke.", request_id: "req-17" });
    await open(path);
    await failure("req-17").waitFor();
    expect(await accessibilityFaults()).toEqual([]);
    await page.unroute(requests);
    await button("Try again").click();
    await expect.poll(() => page.locator(".failure").count()).toBe(0);
  });

  test("counts down when it asked too often", async () => {
    await problem(429, { detail: "This key asked too often." }, { "retry-after": "60" });
    await open(path);
    await failure("too often").waitFor();
    expect(await page.locator(".failure button").isDisabled()).toBe(true);
  });

  test("says that it waits for a slow answer, and that a server does not answer", async () => {
    let release = () => {};
    await answering(async (route) => {
      await new Promise<void>((resolve) => {
        release = resolve;
      });
      await route.abort();
    });
    await open(path);
    await page.locator("main p", { hasText: "Asking…" }).waitFor();
    release();
    await failure("does not answer").waitFor();
    await world.context.setOffline(true);
    await page.locator(".offline").waitFor();
    await world.context.setOffline(false);
    world.complaints = world.complaints.filter((text) => !text.includes("net::ERR"));
  });
});

describe.skipIf(!hasBrowser)("two tenants", () => {
  test("one never sees what the other keeps, not even by its address", async () => {
    const list = await made("/lists", { name: "Secret campaign" });
    const saved = await made("/saved-searches", { name: "Secret search", search: { query: "chess" } });
    const webhook = await made("/webhooks", { ...WEBHOOK, url: "https://secret.invalid/" });
    await made("/exports", { search: { query: "secret query" }, limit: 10 });
    await signInAs(["admin"], RIVAL);
    for (const path of [
      `/?page=lists&list=${list}`,
      `/?page=saved&saved=${saved}`,
      `/?page=webhooks&webhook=${webhook}`,
      "/?page=exports",
      "/?page=operations",
    ]) {
      await page.goto(system.url + path);
      await page.waitForLoadState("networkidle");
      expect([path, (await page.locator("body").innerText()).toLowerCase()]).not.toEqual([
        path,
        expect.stringContaining("secret"),
      ]);
    }
    await ask(system, `/webhooks/${webhook}`, { method: "DELETE" });
  });
});
