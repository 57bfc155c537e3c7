import { beforeEach, describe, expect, test, vi } from "vitest";
import { ndjson, SONGWRITER, VEGAN_COACH, xEnvelope } from "../e2e/envelopes.ts";
import { hasBrowser, shot } from "./browser.ts";
import { consoleWorld, texts } from "./console-world.ts";

vi.setConfig({ testTimeout: 120_000 });

const world = consoleWorld([]);
let { page } = world;
beforeEach(() => {
  ({ page } = world);
});
const names = () => page.locator(".result .name bdi:first-child");
const chips = () => page.locator(".filters > .chips .chip");

/** As somebody does it: by the page of operations, and then back to the search. */
async function bringIn(file: string, people: Parameters<typeof xEnvelope>[0][]): Promise<void> {
  const buffer = Buffer.from(ndjson(people.map((one) => xEnvelope(one))));
  await page.locator(".drop input").setInputFiles({ name: file, mimeType: "text/plain", buffer });
  const done = page.locator(`article[aria-label="${file}"] p`, { hasText: `${people.length} stored` });
  await done.filter({ hasText: /^Read / }).waitFor();
  await page.locator("nav a", { hasText: /^Search$/ }).click();
}

describe.skipIf(!hasBrowser)("in the first hour", () => {
  test("an empty system says how profiles come in, and shows them as soon as they are in", async () => {
    await world.open();
    await page.locator("h2", { hasText: "No creator is stored yet" }).waitFor();
    await shot(page, "empty-system");
    await page.locator(".note a").click();
    await bringIn("first.ndjson", [{ ...VEGAN_COACH, followers: 2_000_000 }]);
    await texts(names()).toEqual([VEGAN_COACH.name]);
    await page.locator("nav a", { hasText: "Operations" }).click();
    await bringIn("more.ndjson", [SONGWRITER]);
    await page.reload();
    await expect.poll(() => names().count(), { timeout: 20_000 }).toBe(2);
  });

  test("filters speak in words, and a million is shown whole", async () => {
    await world.open("/?countries=DE&followers_min=1000000&growth_min=-0.5&engagement_rate_max=0.05");
    expect(await chips().allInnerTexts()).toEqual([
      expect.stringContaining("country: Germany"),
      expect.stringContaining("followers from 1M"),
      expect.stringContaining("engagement to 5%"),
      expect.stringContaining("growth in 30 days from -50%"),
    ]);
    const million = page.locator(".bounds input").first();
    expect(await million.inputValue()).toBe("1000000");
    expect(
      await million.evaluate(
        (box: { scrollWidth: number; clientWidth: number }) => box.scrollWidth <= box.clientWidth,
      ),
    ).toBe(true);
    // A figure below 0 comes through, both ways.
    const growth = page
      .locator(".filters > details", { hasText: "Growth over" })
      .locator(".bounds input")
      .first();
    expect(await growth.inputValue()).toBe("-50");
    await growth.fill("-20");
    await growth.blur();
    await expect.poll(() => new URL(page.url()).searchParams.get("growth_min")).toBe("-0.2");
    await page.locator("h2", { hasText: "No creator fits" }).waitFor();
  });

  test("a profile stands beside the list and over none of it; another screen closes it", async () => {
    await world.open("/?sort=followers");
    const first = page.locator(".result").first();
    await first.locator(".score summary").click();
    await first.locator(".name").click();
    const profile = page.locator("aside.profile");
    await profile.locator("header h2").waitFor();
    const [list, beside] = [await first.boundingBox(), await profile.boundingBox()];
    expect((list?.x ?? 0) + (list?.width ?? 9_999)).toBeLessThanOrEqual(beside?.x ?? 0);
    await profile.locator("select").selectOption({ label: "A new list" });
    await profile.locator("[role=status] a", { hasText: "Open it" }).click();
    await page.locator("tr[data-entry]").waitFor();
    expect(await profile.count()).toBe(0);
  });

  test("a browser of another language reads one language", async () => {
    const context = await world.browser.newContext({ locale: "ar-EG" });
    try {
      const other = await context.newPage();
      await other.goto(`${world.system.url}/?q=vegan`);
      const facts = other.locator(".result .facts").first();
      await facts.waitFor();
      expect(await facts.innerText()).toMatch(/^[\x20-\x7e\n]*$/);
    } finally {
      await context.close();
    }
  });
});
