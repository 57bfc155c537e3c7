/** Makes `docs/console.png`, the README's picture: the console with generated people. Needs Debian's chromium. */
import { join } from "node:path";
import { withSampleConsole } from "../../test/browser/sample-console.ts";

const QUERY = "vegan fitness coaches in Germany, 10k-500k followers";
const OUT = join(import.meta.dirname, "../../docs/console.png");
const SAMPLE = 2_000;

await withSampleConsole(SAMPLE, async (browser, url) => {
  const page = await browser.newPage({ viewport: { width: 1280, height: 760 }, locale: "en-GB" });
  await page.goto(`${url}/?${new URLSearchParams({ q: QUERY })}`);
  await page.locator(".result .score summary").first().click();
  await page.locator(".result details[open]").first().waitFor();
  await page.screenshot({ path: OUT });
});
