/**
 * What a person waits for in the console: `npm run bench:console`. Needs Debian's chromium (.ci/install-chromium.sh).
 */
import type { Page } from "playwright-core";
import { withSampleConsole } from "../test/browser/sample-console.ts";

const SAMPLE = 1_200;
const QUERIES = [
  "vegan cooking",
  "street photography",
  "chess",
  "home gym",
  "travel with kids",
  "makeup",
  "jazz",
];
const RESULTS = 1_000;
const PRESSES = 10;

/** Records the time from each search's answer to the frame with its first result, and every task above 50 ms. */
const WATCH = `
  globalThis.seen = { tasks: [], paints: [] };
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) seen.tasks.push(duration);
  }).observe({ type: "longtask", buffered: true });
  new PerformanceObserver((list) => {
    for (const { name, responseEnd } of list.getEntries()) {
      if (!name.includes("/search?")) continue;
      const drawn = () => {
        if (document.querySelector(".list:not(.waiting) .result"))
          requestAnimationFrame(() => setTimeout(() => seen.paints.push(performance.now() - responseEnd)));
        else requestAnimationFrame(drawn);
      };
      drawn();
    }
  }).observe({ type: "resource" });
`;
interface Seen {
  readonly tasks: readonly number[];
  readonly paints: readonly number[];
}
const seenBy = (page: Page) => page.evaluate<Seen>("globalThis.seen");
const forget = (page: Page) => page.evaluate("globalThis.seen = { tasks: [], paints: [] }");

const figure = (values: readonly number[], share: number): string => {
  const sorted = values.toSorted((a, b) => a - b);
  return `${Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0)} ms`;
};
const say = (line: string) => process.stdout.write(`${line}\n`);

/** The processor time of the page's main thread, in ms. It does not depend on other work on the machine. */
async function processorClock(page: Page): Promise<() => Promise<number>> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("Performance.enable", { timeDomain: "threadTicks" });
  return async () => {
    const { metrics } = await cdp.send("Performance.getMetrics");
    return 1_000 * (metrics.find(({ name }) => name === "TaskDuration")?.value ?? 0);
  };
}

/** Loads all results page by page, then opens one after the other by key. */
async function readThousand(page: Page, url: string, layout: string): Promise<void> {
  await page.goto(`${url}/?sort=followers&layout=${layout}`);
  await page.locator(".result").first().waitFor();
  const busy = await processorClock(page);
  await forget(page);
  const before = await busy();
  let pages = 0;
  while ((await page.locator(".result").count()) < RESULTS) {
    const shown = await page.locator(".result").count();
    await page.evaluate("document.querySelector('.more')?.scrollIntoView()");
    await page.locator(".result").nth(shown).waitFor({ state: "attached" });
    pages += 1;
  }
  const loaded = await busy();
  const scrolled = await seenBy(page);
  await forget(page);
  await page.evaluate("document.activeElement.blur()");
  for (let presses = 0; presses < PRESSES; presses += 1) {
    await page.keyboard.press("j");
    await page.locator(".profile header h2").waitFor();
    await page.waitForTimeout(300);
  }
  const opened = await seenBy(page);
  const each = (ms: number, count: number) => `${Math.round(ms / count)} ms of processor time each`;
  say(
    `${RESULTS} results as ${layout}: ${each(loaded - before, pages)} for 50 more, longest task ${figure(scrolled.tasks, 1)}; ${each((await busy()) - loaded, PRESSES)} to open one by key, longest task ${figure(opened.tasks, 1)}`,
  );
}

await withSampleConsole(SAMPLE, async (browser, url) => {
  const page = await browser.newPage({ viewport: { width: 1_400, height: 900 } });
  await page.addInitScript(WATCH);
  await page.goto(url);
  await page.locator(".result").first().waitFor();
  const busy = await processorClock(page);
  const before = await busy();
  for (const query of QUERIES) {
    await page.locator("#query").fill(query);
    await page.waitForTimeout(1_500);
  }
  const { paints } = await seenBy(page);
  say(
    `first result drawn after its answer, ${paints.length} searches: median ${figure(paints, 0.5)}, worst ${figure(paints, 1)}; ${Math.round(((await busy()) - before) / QUERIES.length)} ms of processor time a search`,
  );
  await readThousand(page, url, "cards");
  await readThousand(page, url, "table");
});
