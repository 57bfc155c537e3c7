import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { type Browser, chromium, type Page } from "playwright-core";

/** Debian's package `chromium`; another one by CHROMIUM_PATH. */
const PATH = process.env.CHROMIUM_PATH ?? "/usr/bin/chromium";

const IS_ASKED = process.env.INCREATOR_TEST_BROWSER === "1";

/**
 * Whether these tests run: `npm run test:browser` and CI ask for them, and there is a browser. They take a third of the
 * time of all tests, so `npm test` skips them and says so.
 */
export const hasBrowser = IS_ASKED && existsSync(PATH);
if (!IS_ASKED) process.stderr.write("The tests of the console are skipped: npm run test:browser\n");
else if (!hasBrowser) process.stderr.write(`No browser at ${PATH}: the tests of the console are skipped.\n`);

/** Stops the requests that a browser sends to its maker's hosts at a start. */
const QUIET = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export const openBrowser = (): Promise<Browser> => chromium.launch({ executablePath: PATH, args: QUIET });

/** The folder for screenshots that CI keeps. If it is not set, none are taken. */
const SHOTS = process.env.INCREATOR_SCREENSHOTS;

export async function shot(page: Page, name: string): Promise<void> {
  if (!SHOTS) return;
  await mkdir(SHOTS, { recursive: true });
  await page.screenshot({ path: join(SHOTS, `${name}.png`) });
}
