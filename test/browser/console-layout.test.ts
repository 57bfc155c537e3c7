import type { Page } from "playwright-core";
import { beforeEach, describe, expect, test, vi } from "vitest";
import type { LocalSystem } from "../../local/local-system.ts";
import { crowd, type Person, VEGAN_COACH, xEnvelope } from "../e2e/envelopes.ts";
import { ask, post } from "../e2e/running-system.ts";
import { hasBrowser, shot } from "./browser.ts";
import { consoleWorld, texts } from "./console-world.ts";

vi.setConfig({ testTimeout: 120_000 });

const ARABIC: Person = {
  id: "1902",
  handle: "layla_cooks",
  name: "ليلى تطبخ",
  bio: "وصفات سهلة من المطبخ الشامي, home cooking",
  followers: 81_000,
};
const world = consoleWorld([VEGAN_COACH, ARABIC, ...crowd(40)].map((one) => xEnvelope(one)));
const { open, accessibilityFaults, overflow } = world;
let system: LocalSystem;
let page: Page;
beforeEach(() => {
  ({ system, page } = world);
});

const button = (name: string) => page.getByRole("button", { name, exact: true });
const made = async (path: string, body: object): Promise<string> =>
  (await post(system, path, body)).body.data.id;

/** A long word that no line can be broken in by its blanks. */
const LONG = `حملة ${"x".repeat(150)}`;
let kept: { list: string; saved: string; webhook: string; creators: string[] } | undefined;

/** Something on every page, with long names of both directions; made once. */
async function keepSomething() {
  if (kept) return kept;
  const { body } = await ask(system, "/search?q=&sort=followers&limit=4");
  const creators: string[] = body.data.map(({ id }: { id: string }) => id);
  const list = await made("/lists", { name: LONG });
  await post(system, `/lists/${list}/creators`, { creators: creators.map((id) => ({ id })) });
  const search = { query: "طبخ cooking", filters: { followers: { min: 100 }, keywords: ["x".repeat(90)] } };
  const saved = await made("/saved-searches", { name: LONG, search });
  const url = `https://receiver.invalid/${"x".repeat(200)}`;
  const webhook = await made("/webhooks", { url, events: ["export.ready"] });
  await made("/exports", { search, limit: 10 });
  await made("/exports", { list_id: list, limit: 10 });
  kept = { list, saved, webhook, creators };
  return kept;
}

/** Every view of the console. */
const VIEWS: Readonly<Record<string, (of: NonNullable<typeof kept>) => string>> = {
  search: () => "/?q=cooking",
  table: () => "/?layout=table",
  profile: ({ creators }) => `/?q=cooking&creator=${creators[1]}`,
  list: ({ list }) => `/?page=lists&list=${list}`,
  saved: ({ saved }) => `/?page=saved&saved=${saved}`,
  exports: () => "/?page=exports",
  compare: ({ creators }) => `/?page=compare&ids=${creators.join(",")}`,
  webhook: ({ webhook }) => `/?page=webhooks&webhook=${webhook}`,
  usage: () => "/?page=usage",
  operations: () => "/?page=operations",
};

const WIDTHS = [
  ["phone", 360, 740],
  ["4k", 3840, 2160],
] as const;

describe.skipIf(!hasBrowser).each(Object.entries(VIEWS))("the view of %s", (view, pathOf) => {
  beforeEach(async () => {
    if (!hasBrowser) return;
    await open(pathOf(await keepSomething()));
    await page.waitForLoadState("networkidle");
  });

  test("has no fault that axe finds, light and dark", async () => {
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      expect([colorScheme, await accessibilityFaults()]).toEqual([colorScheme, []]);
      await shot(page, `${view}-${colorScheme}`);
    }
  });

  test("never scrolls sideways, from 360 px to 4k, in both directions of writing", async () => {
    for (const [name, width, height] of WIDTHS) {
      await page.setViewportSize({ width, height });
      for (const direction of ["ltr", "rtl"]) {
        await page.evaluate(`document.documentElement.dir = "${direction}"`);
        // A page that is wider towards its end scrolls there, which its width alone does not always tell.
        await page.evaluate("scrollTo(document.documentElement.dir === 'rtl' ? -1000 : 1000, 0)");
        const seen = [name, direction, await overflow(), await page.evaluate("scrollX")];
        expect(seen).toEqual([name, direction, 0, 0]);
        await shot(page, `${view}-${name}-${direction}`);
      }
    }
  });

  test("is given as commands that ask for what it shows, without the key", async () => {
    await world.context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await button("Copy as curl").last().click();
    await button("Copied").waitFor();
    const commands = (await page.evaluate<string>("navigator.clipboard.readText()")).split("\n");
    for (const command of commands) {
      const [, address = ""] = /'(http[^']+)'$/.exec(command) ?? [];
      const body = / -d '([^']+)'/.exec(command)?.[1];
      const headers = { "x-api-key": system.devKey, ...(body && { "content-type": "application/json" }) };
      const { status } = await fetch(address, { headers, ...(body && { method: "POST", body }) });
      // What is the platform's own is refused to a tenant's key, and is there all the same.
      expect([command, status]).toEqual([command, address.includes("/system/") ? 403 : 200]);
      expect(command).not.toContain("ick_");
    }
  });
});

describe.skipIf(!hasBrowser)("a list's order", () => {
  const shown = () => page.locator(".lists tbody th").allInnerTexts();
  const stored = async (list: string) =>
    (await ask(system, `/lists/${list}/creators`)).body.data.map(
      (one: { creator: { display_name: string } }) => one.creator.display_name,
    );
  const opened = async () => {
    const { creators } = await keepSomething();
    const list = await made("/lists", { name: "Order" });
    await post(system, `/lists/${list}/creators`, { creators: creators.map((id) => ({ id })) });
    await open(`/?page=lists&list=${list}`);
    await page.locator(".grip").first().waitFor();
    return { list, names: await shown() };
  };

  test("is changed by the arrow keys, which keep the focus", async () => {
    const { list, names } = await opened();
    const [a, b, c, d] = names;
    await page.locator(".grip").first().focus();
    for (const key of ["ArrowUp", "ArrowDown", "ArrowDown"]) await page.keyboard.press(key);
    await texts(page.locator(".lists tbody th")).toEqual([b, c, a, d]);
    await texts(page.locator(".lists [role=status]")).toContainEqual(
      expect.stringContaining("is now 3 of 4"),
    );
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await expect.poll(() => stored(list)).toEqual([b, c, d, a]);
    await page.reload();
    await texts(page.locator(".lists tbody th")).toEqual([b, c, d, a]);
  });

  test("is changed by dragging; a move that is refused is taken back", async () => {
    const { list, names } = await opened();
    const [a, b, c, d] = names;
    const drag = async (from: number, to: number) => {
      const middle = async (at: number) => {
        const {
          x = 0,
          y = 0,
          width = 0,
          height = 0,
        } = (await page.locator(".grip").nth(at).boundingBox()) ?? {};
        return [x + width / 2, y + height / 2] as const;
      };
      await page.mouse.move(...(await middle(from)));
      await page.mouse.down();
      await page.mouse.move(...(await middle(to)), { steps: 5 });
      if (from === 3) await shot(page, "list-dragging");
      await page.mouse.up();
    };
    await drag(3, 0);
    await expect.poll(() => stored(list)).toEqual([d, a, b, c]);
    await page.route("**/creators/*", (route) => route.abort());
    await drag(0, 2);
    await page.locator(".failure").waitFor();
    await texts(page.locator(".lists tbody th")).toEqual([d, a, b, c]);
    world.complaints = world.complaints.filter((text) => !text.includes("net::ERR"));
  });
});

test.skipIf(!hasBrowser)("a profile tells of each field where it comes from and how old it is", async () => {
  const { creators } = await keepSomething();
  await open(`/?q=cooking&creator=${creators[0]}`);
  const from = page.locator(".profile section", { hasText: "known since" });
  await from.locator("summary").click();
  const row = (name: string) =>
    from.locator("tr", { has: page.getByRole("rowheader", { name, exact: true }) });
  await texts(row("followers").locator("td")).toEqual([
    "told by the platform",
    expect.stringMatching(/ago|yesterday|last week/),
  ]);
  await texts(row("engagement rate").locator("td")).toEqual(["counted over its posts", expect.any(String)]);
  expect(await accessibilityFaults()).toEqual([]);
  await shot(page, "provenance");
});

test.skipIf(!hasBrowser)("everything is done without a mouse: save, export, webhook, delete", async () => {
  const press = async (...keys: string[]) => {
    for (const key of keys) await page.keyboard.press(key);
  };
  /** Tabs until the focus is on what is named. */
  const tabTo = async (name: string) => {
    const focused = page.locator(":focus");
    for (let tabs = 0; tabs < 80; tabs += 1) {
      await press("Tab");
      if ((await focused.count()) > 0 && (await focused.getAttribute("placeholder")) === name) return;
      if ((await focused.count()) > 0 && (await focused.innerText()).trim() === name) return;
      if (
        (await focused.evaluate(
          (one: { labels?: { innerText: string }[] }) => one.labels?.[0]?.innerText,
        )) === name
      )
        return;
    }
    throw new Error(`${name} cannot be reached by Tab.`);
  };
  await open();
  await page.locator(".result").first().waitFor();
  await page.keyboard.type("cooking");
  await press("Enter");
  await expect.poll(() => new URL(page.url()).searchParams.get("q")).toBe("cooking");
  await tabTo("Save…");
  await press("Enter", "Enter");
  await page.locator(".split h2", { hasText: "cooking" }).waitFor();
  await tabTo("Delete");
  await press("Enter", "Enter");
  await expect.poll(() => new URL(page.url()).searchParams.has("saved")).toBe(false);
  await page.goto(`${system.url}/?q=cooking`);
  await page.locator(".result").first().waitFor();
  await tabTo("Export…");
  await press("Enter");
  await tabTo("Start");
  await press("Enter");
  await expect.poll(() => new URL(page.url()).searchParams.get("page")).toBe("exports");
  await page.goto(`${system.url}/?page=webhooks`);
  await page.getByLabel("Address").waitFor();
  await tabTo("https://");
  await page.keyboard.type("https://keys.invalid/");
  await tabTo("an export is ready");
  await press("Space");
  await tabTo("Create");
  await press("Enter");
  await page.locator("dialog[open] code").waitFor();
  await press("Escape");
  await page.locator(".split h2", { hasText: "keys.invalid" }).waitFor();
});

/** As many results as one may scroll through, in the API's own form. */
async function answerThousand(): Promise<void> {
  const { body } = await ask(system, "/search?q=&sort=followers&limit=1");
  await page.route("**/search?*", (route) => {
    const asked = new URL(route.request().url()).searchParams;
    const from = Number(asked.get("cursor") ?? 0);
    const data = Array.from({ length: 50 }, (_, at) => {
      const id = `c_${String(from + at).padStart(26, "0")}`;
      return { ...body.data[0], id, display_name: `Result ${from + at}` };
    });
    const next_cursor = from + 50 < 1_000 ? String(from + 50) : null;
    const meta = { ...body.meta, next_cursor };
    return route.fulfill({ contentType: "application/json", body: JSON.stringify({ data, meta }) });
  });
}

describe.skipIf(!hasBrowser)("a thousand results", () => {
  const scrolledTo = async (path: string) => {
    await answerThousand();
    await open(path);
    await page.locator(".result").first().waitFor();
    while ((await page.locator(".more").count()) > 0) {
      await page.evaluate("document.querySelector('.more')?.scrollIntoView()");
      await page.waitForTimeout(20);
    }
    expect(await page.locator(".result").count()).toBe(1_000);
    await page.locator("text=Result 999").first().waitFor();
    return page.evaluate<number>("document.querySelectorAll('.result *').length / 1000");
  };

  test("as cards are all there, light, and only those near the window are drawn", async () => {
    expect(await scrolledTo("/")).toBeLessThan(30);
    const drawn = await page.evaluate<number>(
      "[...document.querySelectorAll('.result header')].filter((one) => one.checkVisibility({ contentVisibilityAuto: true })).length",
    );
    expect(drawn).toBeGreaterThan(0);
    expect(drawn).toBeLessThan(60);
  });

  test("as a table are all there and light", async () => {
    expect(await scrolledTo("/?layout=table")).toBeLessThan(30);
  });
});
