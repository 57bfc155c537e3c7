/** Draws `docs/console.png`, the README's picture: the console over generated people. Needs Debian's chromium. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startLocalSystem } from "../../local/local-system.ts";
import { openBrowser } from "../../test/browser/browser.ts";

const QUERY = "vegan fitness coaches in Germany, 10k-500k followers";
const OUT = join(import.meta.dirname, "../../docs/console.png");
const SAMPLE = 2_000;

const dataDir = await mkdtemp(join(tmpdir(), "increator-picture-"));
const silent = () => undefined;
const system = await startLocalSystem({
  ...{ dataDir, port: 0, sample: SAMPLE, onProgress: silent, signal: new AbortController().signal },
  log: { info: silent, warn: silent, error: silent },
});
const browser = await openBrowser();
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 760 }, locale: "en-GB" });
  await page.goto(`${system.url}/?${new URLSearchParams({ q: QUERY })}`);
  await page.locator(".result .score summary").first().click();
  await page.locator(".result details[open]").first().waitFor();
  await page.screenshot({ path: OUT });
} finally {
  await browser.close();
  await system.close();
  await rm(dataDir, { recursive: true, force: true });
}
