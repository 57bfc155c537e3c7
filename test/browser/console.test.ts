import { gzipSync } from "node:zlib";
import type { BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import type { LocalSystem } from "../../local/local-system.ts";
import { bundleConsole } from "../../web/bundle.ts";
import { crowd, type Person, SONGWRITER, VEGAN_COACH, xEnvelope, youtubeEnvelope } from "../e2e/envelopes.ts";
import { ask, ingest, start, temporaryFolder } from "../e2e/running-system.ts";
import { hasBrowser, shot } from "./browser.ts";
import { consoleWorld } from "./console-world.ts";

// A browser beside a whole system takes its time on a small machine.
vi.setConfig({ testTimeout: 120_000 });

/** A profile that tries to be markup. */
const NAUGHTY: Person = {
  id: "1901",
  handle: "naughty_nora",
  name: `<img src=x onerror="document.title='owned'">`,
  bio: `"><script>document.title='owned'</script> javascript:alert(1) pottery {{7*7}} \${7*7}`,
  followers: 999_000_000,
};
const RIGHT_TO_LEFT: Person = {
  id: "1902",
  handle: "layla_cooks",
  name: "ليلى تطبخ",
  bio: "وصفات سهلة من المطبخ الشامي, home cooking",
  followers: 81_000,
};

const others = crowd(150);
const world = consoleWorld([
  ...[VEGAN_COACH, SONGWRITER, NAUGHTY, RIGHT_TO_LEFT, ...others.slice(0, 120)].map((one) => xEnvelope(one)),
  ...others.slice(120).map(youtubeEnvelope),
]);
const { open, signInAs, accessibilityFaults } = world;
let system: LocalSystem;
let context: BrowserContext;
let page: Page;
beforeEach(() => {
  ({ system, context, page } = world);
});
const cards = () => page.locator(".result");
const box = () => page.locator("#query");

describe.skipIf(!hasBrowser)("the console in a browser", () => {
  test("a newcomer opens the address, is signed in, types and sees ranked creators with their reasons", async () => {
    await open();
    await cards().first().waitFor();
    await box().fill("vegan fitness coach");
    const first = cards().first();
    // The first words after a start wait for the tables of places, a second of processor time.
    await expect
      .poll(() => first.locator(".name bdi").first().innerText(), { timeout: 20_000 })
      .toBe(VEGAN_COACH.name);
    expect(await first.locator(".reasons mark").allInnerTexts()).toContain("vegan");
    expect(new URL(page.url()).searchParams.get("q")).toBe("vegan fitness coach");
    await shot(page, "search");
  });

  test("what was read from the words stands above the list and can be taken off", async () => {
    await open(`/?${new URLSearchParams({ q: "songwriter in the UK over 100k followers" })}`);
    const chips = page.locator(".reading .chip");
    await chips.first().waitFor();
    expect((await chips.allInnerTexts()).join(" ")).toMatch(/countries.*followers|followers.*countries/s);
    await chips.filter({ hasText: "followers" }).click();
    await expect.poll(() => box().inputValue()).not.toContain("100k");
    await expect.poll(() => page.locator(".reading .chip", { hasText: "followers" }).count()).toBe(0);
  });

  test("filters are kept in the address, through a reload and the back button", async () => {
    await open("/?q=cooking");
    await cards().first().waitFor();
    await page.locator(".filters label", { hasText: "YouTube" }).click();
    await expect.poll(() => new URL(page.url()).searchParams.get("platforms")).toBe("youtube");
    await page.reload();
    await expect.poll(() => page.locator(".facts .platform").first().innerText()).toBe("YouTube");
    await page.locator(".result .name").first().click();
    await page.locator(".profile header h2").waitFor();
    await page.goBack();
    await expect.poll(() => page.locator(".profile").count()).toBe(0);
    expect(new URL(page.url()).searchParams.get("platforms")).toBe("youtube");
    await page.locator(".filters .chip.set").click();
    await expect.poll(() => new URL(page.url()).searchParams.has("platforms")).toBe(false);
  });

  test("completions come while one types, and the keyboard chooses one", async () => {
    await open();
    await cards().first().waitFor();
    const options = page.locator("#query-list [role=option]");
    await box().pressSequentially("cooks near Berl", { delay: 5 });
    await options.first().waitFor();
    expect((await options.allInnerTexts()).join()).toContain("Berlin, Germany");
    // A burst of letters is asked for once it pauses, not letter by letter.
    expect(world.asked.filter((url) => url.includes("/suggest?")).length).toBeLessThan(8);
    expect(await accessibilityFaults()).toEqual([]);
    await shot(page, "completions");
    await page.keyboard.press("ArrowDown");
    expect(await box().getAttribute("aria-activedescendant")).toBe("query-0");
    await page.keyboard.press("Enter");
    await expect.poll(() => new URL(page.url()).searchParams.get("places")).toBe("DE/berlin");
    expect(new URL(page.url()).searchParams.get("q")).toBe("cooks near");
    expect(await options.count()).toBe(0);
    await page.locator(".filters > .chips .chip", { hasText: "berlin (Germany)" }).click();
    await box().fill(`@${VEGAN_COACH.handle.slice(0, 7)}`);
    await options.filter({ hasText: VEGAN_COACH.handle }).first().click();
    await page.locator(".profile header h2").waitFor();
    expect(await page.locator(".profile header h2").innerText()).toContain(VEGAN_COACH.name);
  });

  test("Escape closes the completions and leaves the profile open; Enter without a choice searches", async () => {
    await open("/?q=cooking");
    await page.locator(".result .name").first().click();
    await page.locator(".profile header h2").waitFor();
    await box().focus();
    await box().pressSequentially(" near Berl");
    const options = page.locator("#query-list [role=option]");
    await options.first().waitFor();
    await page.keyboard.press("Escape");
    await expect.poll(() => options.count()).toBe(0);
    await box().fill("songwriter");
    await options
      .first()
      .waitFor({ timeout: 2_000 })
      .catch(() => {});
    await page.keyboard.press("Enter");
    await expect.poll(() => new URL(page.url()).searchParams.get("q")).toBe("songwriter");
    expect(new URL(page.url()).searchParams.has("places")).toBe(false);
  });

  test("cities, growth, views and lists are filters of the panel", async () => {
    await open("/?q=cooking");
    await cards().first().waitFor();
    await page.locator(".filters summary", { hasText: "City or region" }).click();
    await page.locator("#place").pressSequentially("Munic");
    await page.locator("#place-list [role=option]").first().waitFor();
    await page.keyboard.press("Enter");
    await expect.poll(() => new URL(page.url()).searchParams.get("places")).toBe("DE/munich");
    await page.locator(".filters summary", { hasText: "Growth, views, posts" }).click();
    const group = page.locator(".filters details", { hasText: "Growth over" }).last();
    await group.locator("input").first().fill("10");
    await page.keyboard.press("Tab");
    await expect.poll(() => new URL(page.url()).searchParams.get("growth_min")).toBe("0.1");
    await group.locator("select").selectOption("90");
    await expect.poll(() => new URL(page.url()).searchParams.get("growth_days")).toBe("90");
    await expect
      .poll(() => world.asked.some((url) => /growth_min=0\.1&.*growth_days=90|growth_days=90/.test(url)))
      .toBe(true);
    await page.locator(".filters > .chips .chip", { hasText: "growth" }).click();
    await expect.poll(() => new URL(page.url()).searchParams.has("growth_days")).toBe(false);
    expect(await page.locator(".note h2").count()).toBeLessThan(2);
  });

  test("everything can be done by keyboard alone", async () => {
    await open("/?q=cooking");
    await cards().first().waitFor();
    await page.keyboard.press("Tab");
    await page.evaluate("document.activeElement.blur()");
    await page.keyboard.press("j");
    await page.locator(".profile header h2").waitFor();
    const first = await page.locator(".profile header h2").innerText();
    await page.keyboard.press("c");
    await page.keyboard.press("j");
    await expect.poll(() => page.locator(".profile header h2").innerText()).not.toBe(first);
    await page.keyboard.press("c");
    await page.keyboard.press("Escape");
    await expect.poll(() => page.locator(".profile").count()).toBe(0);
    await page.keyboard.press("?");
    await page.locator("dialog[open] h2").waitFor();
    await page.keyboard.press("Escape");
    await page.locator("button", { hasText: "Compare 2" }).focus();
    await page.keyboard.press("Enter");
    await expect.poll(() => page.locator(".compare thead th").count()).toBe(2);
    await shot(page, "compare");
  });

  test("a score is taken apart on demand", async () => {
    await open("/?q=songwriter");
    await cards().first().locator("details.score summary").click();
    expect(await cards().first().locator(".score th").allInnerTexts()).toContain("meaning");
  });

  test("an erased creator is gone from the list at once, and its erasure is shown with its clock", async () => {
    const { body } = await ask(system, "/search?q=&sort=followers&limit=5&platforms=youtube");
    const { id, handle } = body.data[0];
    await open(`/?platforms=youtube&creator=${id}`);
    await page.locator(".profile button", { hasText: "Erase…" }).click();
    const confirm = page.locator("dialog[open] button[type=submit]");
    expect(await confirm.isDisabled()).toBe(true);
    await page.locator("dialog[open] input").fill(handle);
    await confirm.click();
    await page.locator(".profile [role=status]", { hasText: "er_" }).waitFor();
    await expect.poll(() => page.locator(`#${id}`).count()).toBe(0);
    await open("/?page=operations");
    await page.locator('section[aria-label="Erasures"] summary', { hasText: "of" }).first().waitFor();
  });

  test("who runs the system sees queues, jobs, crawl and what is wrong", async () => {
    await open("/?page=operations");
    const rows = (title: string) => page.locator(`section[aria-label="${title}"] tbody tr`);
    await expect.poll(() => rows("Queues").count()).toBe(8);
    await rows("Runbook").filter({ hasText: "vector index" }).waitFor();
    await expect.poll(() => rows("Jobs").count()).toBeGreaterThan(10);
    await expect.poll(() => rows("Crawl").count()).toBe(4);
    await rows("Doctor").filter({ hasText: "dead letters" }).filter({ hasText: "none" }).waitFor();
    await shot(page, "operations");
  });

  test("a file that is dropped is taken in, and what is refused says where and why", async () => {
    await open("/?page=operations");
    const good = xEnvelope({ ...SONGWRITER, id: "1950", handle: "dropped_dora", name: "Dropped Dora" });
    const buffer = Buffer.from(`${JSON.stringify(good)}\n{"platform":"x"}\n`);
    await page.locator(".drop input").setInputFiles({ name: "a b.ndjson", mimeType: "text/plain", buffer });
    const drop = page.locator('article[aria-label="a b.ndjson"]');
    await drop.locator("p", { hasText: "Read 2: 1 stored" }).waitFor();
    await drop.locator("summary", { hasText: "1 refused, and why" }).click();
    expect(await drop.locator("tbody tr th").allInnerTexts()).toEqual(["2"]);
    expect(await accessibilityFaults()).toEqual([]);
    await shot(page, "ingest");
    await open("/?q=dropped_dora");
    await page.locator(".result .name", { hasText: "Dropped Dora" }).waitFor();
  });

  test("a viewer's key is offered nothing that it may not do", async () => {
    await signInAs(["viewer"]);
    await page.locator(".result .name").first().click();
    await page.locator(".profile .actions button").first().waitFor();
    expect(await page.locator(".profile .actions button:visible").allInnerTexts()).toEqual(["Compare"]);
    await page.keyboard.press("Escape");
    await page.locator("nav a", { hasText: "Operations" }).click();
    await page.locator(".operations", { hasText: "viewer" }).waitFor();
    expect(await page.locator(".operations section").count()).toBe(1);
    expect(world.asked.filter((url) => /system|erasure|audit/.test(url))).toEqual([]);
  });

  test("a creator is put on a new list, gets a status and a note, and both are kept", async () => {
    await open("/?q=songwriter");
    await page.locator(".result .name").first().click();
    await page.locator('.profile select[aria-label="Add to a list"]').selectOption({ label: "A new list" });
    await page.locator(".profile [role=status]", { hasText: "On the list" }).waitFor();
    await page.keyboard.press("Escape");
    await page.locator("nav a", { hasText: "Lists" }).click();
    await page.locator(".lists .name").first().click();
    await page.route("**/lists/*/creators/*", async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 300));
      await route.continue();
    });
    await page.locator(".lists tbody select").selectOption("contacted");
    // What the status draws anew, when it is kept at last, leaves alone what is typed meanwhile.
    await page.locator(".lists tbody input[type=text]").fill("wrote on Monday");
    await page.waitForTimeout(600);
    await page.keyboard.press("Tab");
    await page.waitForTimeout(700);
    await page.reload();
    await expect.poll(() => page.locator(".lists tbody select").inputValue()).toBe("contacted");
    await expect
      .poll(() => page.locator(".lists tbody input[type=text]").inputValue())
      .toBe("wrote on Monday");
    expect(await accessibilityFaults()).toEqual([]);
    await shot(page, "lists");
  });

  test("a profile fetched on several days shows its course", async () => {
    const again = (followers: number, at: string) => xEnvelope({ ...VEGAN_COACH, followers }, at);
    await ingest(world.folder, [
      again(47_000, "2026-11-23T10:00:00Z"),
      again(51_000, "2026-11-26T10:00:00Z"),
    ]);
    const { body } = await ask(system, "/search?q=vegan+fitness+coach&limit=1");
    await open(`/?q=vegan+fitness&creator=${body.data[0].id}`);
    await page.locator(".profile [role=img] canvas").waitFor();
    expect(await page.locator(".profile [role=img]").getAttribute("aria-label")).toContain("51K");
    await shot(page, "history");
  });

  test("hundreds of results come page by page, each once", async () => {
    await open("/?sort=followers");
    await cards().first().waitFor();
    for (let scrolls = 0; scrolls < 30 && (await page.locator(".more").count()) > 0; scrolls += 1) {
      await page.mouse.wheel(0, 20_000);
      await page.waitForTimeout(100);
    }
    const ids = await cards().evaluateAll((all) => all.map(({ id }) => id));
    expect(ids.length).toBeGreaterThan(140);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test("a profile's text is text, whatever it holds, and right-to-left names stand right", async () => {
    await open("/?q=pottery");
    await page.locator("button.name", { hasText: "onerror" }).first().click();
    await page.locator(".profile .bio", { hasText: "<script>" }).waitFor();
    expect(await page.title()).toBe("InCreator");
    await open("/?q=home+cooking+layla_cooks");
    await page.locator("button.name", { hasText: RIGHT_TO_LEFT.name }).click();
    const heading = page.locator(".profile header h2");
    await heading.waitFor();
    expect(
      await page.evaluate("getComputedStyle(document.querySelector('.profile header h2')).direction"),
    ).toBe("rtl");
    await shot(page, "right-to-left");
  });
});

describe.skipIf(!hasBrowser)("when something is wrong the console says what to do", () => {
  const answerWith = (status: number, body: object, headers: Record<string, string> = {}) =>
    page.route("**/search?**", (route) =>
      route.fulfill({
        status,
        headers: { "content-type": "application/problem+json", ...headers },
        body: JSON.stringify(body),
      }),
    );

  test("a limit counts down to the next attempt", async () => {
    await answerWith(429, { detail: "This key asked too often." }, { "retry-after": "2" });
    await open("/?q=cooking");
    const button = page.locator(".failure button");
    await button.waitFor();
    expect(await button.isDisabled()).toBe(true);
    await shot(page, "limited");
    await page.unroute("**/search?**");
    await expect.poll(() => button.isEnabled(), { timeout: 5_000 }).toBe(true);
    await button.click();
    await cards().first().waitFor();
  });

  test("a failure names the request to report", async () => {
    await answerWith(500, { detail: "Something broke.", request_id: "req-17" });
    await open("/?q=cooking");
    await page.locator(".failure", { hasText: "req-17" }).waitFor();
  });

  test("a refusal names the field", async () => {
    await open("/?q=cooking&followers_min=abc");
    await page.locator(".failure", { hasText: "followers_min" }).waitFor();
  });

  test("a server that is gone and a browser without network are told apart", async () => {
    await page.route("**/search?**", (route) => route.abort());
    await open("/?q=cooking");
    await page.locator(".failure", { hasText: "does not answer" }).waitFor();
    await context.setOffline(true);
    await page.locator(".offline").waitFor();
    await context.setOffline(false);
    world.complaints = world.complaints.filter((text) => !text.includes("net::ERR"));
  });

  test("a slow answer is awaited and said, and the one before it stays readable", async () => {
    let answer = Promise.withResolvers<void>();
    await page.route("**/search?**", async (route) => {
      await answer.promise;
      await route.continue();
    });
    await open("/?q=cooking");
    await page.locator("[role=status]", { hasText: "still waiting" }).waitFor();
    answer.resolve();
    await cards().first().waitFor();
    answer = Promise.withResolvers();
    await box().fill("songwriter");
    await page.locator(".list.waiting").waitFor();
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      expect([colorScheme, await accessibilityFaults()]).toEqual([colorScheme, []]);
      await shot(page, `waiting-${colorScheme}`);
    }
    expect(await page.locator(".list.waiting").count()).toBe(1);
    answer.resolve();
    await page.locator(".list:not(.waiting)").waitFor();
  });

  test("no result says so and offers the way out", async () => {
    await open("/?q=cooking&followers_min=900000000000");
    await page.locator(".note", { hasText: "No creator fits" }).waitFor();
    await page.locator(".note .chip").click();
    await cards().first().waitFor();
  });

  test("a key that is refused leads to the sign-in, and a session ends with its tab", async () => {
    await page.route("**/console/session", (route) => route.fulfill({ status: 404, body: "" }));
    await open();
    await page.locator("input[type=password]").fill("ick_wrong_key");
    await page.locator("main button[type=submit]").click();
    await page.locator("h2", { hasText: "Sign in" }).waitFor();
    await page.locator("input[type=password]").fill(system.devKey);
    await page.locator("main button[type=submit]").click();
    await cards().first().waitFor();
    const other = await context.newPage();
    await other.route("**/console/session", (route) => route.fulfill({ status: 404, body: "" }));
    await other.goto(system.url);
    await other.locator("h2", { hasText: "Sign in" }).waitFor();
  });
});

test("what a browser loads stays small", async () => {
  const files = await bundleConsole();
  const gzipped = (path: string) => gzipSync(files.get(path)?.text ?? "").length;
  expect(gzipped("/console/main.js")).toBeLessThan(45_000);
  expect(gzipped("/console/main.css")).toBeLessThan(10_000);
});

describe("the session of the owner's own machine", () => {
  let own: LocalSystem;
  let place: Awaited<ReturnType<typeof temporaryFolder>>;
  beforeAll(async () => {
    place = await temporaryFolder();
    own = await start(place.path);
  });
  afterAll(async () => {
    await own?.close();
    await place?.[Symbol.asyncDispose]();
  });

  test.each([
    ["the console's own page", { "sec-fetch-site": "same-origin" }, true],
    ["a page of another site", { "sec-fetch-site": "cross-site" }, false],
    ["another local page on another port", { "sec-fetch-site": "same-site" }, false],
    ["a program that is no browser", {}, false],
  ] as const)("%s", async (_, headers, isSignedIn) => {
    const { body, headers: answered } = await ask(own, "/console/session", { headers });
    expect(body.key === own.devKey).toBe(isSignedIn);
    expect(answered.get("access-control-allow-origin")).toBeNull();
  });

  test("a page that points its own name to this machine is not signed in", async () => {
    const { request } = await import("node:http");
    const text = await new Promise<string>((resolve, reject) => {
      request(`${own.url}/console/session`, {
        headers: { host: "evil.example", "sec-fetch-site": "same-origin" },
      })
        .on("response", (response) => {
          response.setEncoding("utf8").on("data", resolve);
        })
        .on("error", reject)
        .end();
    });
    expect(JSON.parse(text)).toEqual({ key: null });
  });
});
