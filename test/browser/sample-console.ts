import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { startLocalSystem } from "../../local/local-system.ts";
import { openBrowser } from "./browser.ts";

/** Opens a browser beside a system of `sample` generated people, in a temporary folder that is removed at the end. */
export async function withSampleConsole(
  sample: number,
  work: (browser: Browser, url: string) => Promise<void>,
): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), "increator-console-"));
  const silent = () => undefined;
  const system = await startLocalSystem({
    ...{ dataDir, port: 0, sample, onProgress: silent, signal: new AbortController().signal },
    log: { info: silent, warn: silent, error: silent },
  });
  const browser = await openBrowser();
  try {
    await work(browser, system.url);
  } finally {
    await browser.close();
    await system.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}
