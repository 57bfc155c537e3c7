import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { Browser, BrowserContext, BrowserContextOptions, Locator, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect } from "vitest";
import type { Role } from "../../lib/domain/api/roles.ts";
import { LOCAL_TENANT, type TenantId } from "../../lib/domain/ids.ts";
import { remoteCommands } from "../../local/command-client.ts";
import { folderOwner } from "../../local/folder-lock.ts";
import type { LocalSystem } from "../../local/local-system.ts";
import { ingest, start, temporaryFolder } from "../e2e/running-system.ts";
import { hasBrowser, openBrowser } from "./browser.ts";

const AXE = createRequire(import.meta.url).resolve("axe-core");

const WIDE: BrowserContextOptions = { viewport: { width: 1400, height: 900 }, locale: "en-GB" };

/** A running system with its console open in a browser: one system for a file of tests, one context for each test. */
export interface ConsoleWorld {
  readonly system: LocalSystem;
  readonly folder: string;
  readonly browser: Browser;
  readonly context: BrowserContext;
  readonly page: Page;
  /** What the browser complained about: refused scripts, failed loads, thrown errors. None may be left after a test. */
  complaints: string[];
  /** Every address that was asked. */
  readonly asked: readonly string[];
  /** Opens a view and waits until the page is complete. */
  open(path?: string): Promise<void>;
  /** A key of a tenant. It is made if there is none of that name. */
  keyOf(roles: readonly Role[], tenant?: TenantId): Promise<string>;
  /** Signs in with a pasted key, as on another machine. */
  signInAs(roles: readonly Role[], tenant?: TenantId): Promise<void>;
  /** Faults of accessibility on the page as it is, by axe's own rules. */
  accessibilityFaults(): Promise<string[]>;
  /** CSS pixels by which the page is wider than its window. */
  overflow(): Promise<number>;
}

/** Elements that show that the page is complete. */
const SCREENS = "#query, .note, .compare, .operations, .split, .page";

/** Registers what a file of console tests needs before and after. Without a browser nothing is started. */
export function consoleWorld(envelopes: readonly object[]): ConsoleWorld {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  const world = {} as { -readonly [K in keyof ConsoleWorld]: ConsoleWorld[K] };
  beforeAll(async () => {
    if (!hasBrowser) return;
    folder = await temporaryFolder();
    world.folder = folder.path;
    world.system = await start(folder.path);
    await ingest(folder.path, envelopes);
    world.browser = await openBrowser();
  }, 120_000);
  afterAll(async () => {
    await world.browser?.close();
    await world.system?.close();
    await folder?.[Symbol.asyncDispose]();
  });
  beforeEach(async () => {
    if (!hasBrowser) return;
    world.context = await world.browser.newContext(WIDE);
    world.page = await world.context.newPage();
    world.complaints = [];
    const asked: string[] = [];
    world.asked = asked;
    listen(world.page, world, asked);
  });
  afterEach(async () => {
    if (!hasBrowser) return;
    await world.context.close();
    expect(world.complaints).toEqual([]);
    expect(world.asked.filter((url) => !url.startsWith(world.system.url))).toEqual([]);
    expect(world.asked.filter((url) => url.includes("ick_"))).toEqual([]);
  });
  return Object.assign(world, acts(world));
}

function listen(page: Page, world: ConsoleWorld, asked: string[]): void {
  page.on("pageerror", ({ message }) => world.complaints.push(message));
  page.on("console", (message) => {
    const isStatus = message.text().includes("status of");
    if (message.type() === "error" && !isStatus) world.complaints.push(message.text());
  });
  page.on("request", (request) => asked.push(request.url()));
}

function acts(world: ConsoleWorld) {
  const keyOf = async (roles: readonly Role[], tenant: TenantId = LOCAL_TENANT): Promise<string> => {
    const owner = await folderOwner(world.folder);
    if (!owner) throw new Error("Nobody has the folder open.");
    const { secret } = await remoteCommands(owner).access({
      action: "create-key",
      ...{ tenant, roles: [...roles], name: "test", subscribes_shared: true, expires_days: null },
    });
    return secret ?? "";
  };
  return {
    keyOf,
    async open(path = "/") {
      await world.page.goto(world.system.url + path);
      await world.page.locator(SCREENS).first().waitFor();
    },
    async signInAs(roles: readonly Role[], tenant?: TenantId) {
      const { page } = world;
      await page.route("**/console/session", (route) => route.fulfill({ status: 404, body: "" }));
      await page.goto(world.system.url);
      await page.locator("input[type=password]").fill(await keyOf(roles, tenant));
      await page.locator("main button[type=submit]").click();
      await page.locator("#query").waitFor();
    },
    async accessibilityFaults(): Promise<string[]> {
      // During a transition, an element has the colours of neither state.
      await world.page.evaluate("document.getAnimations().forEach((animation) => animation.finish())");
      const cdp = await world.context.newCDPSession(world.page);
      // As a debugger's expression, because the page's policy refuses inline scripts.
      await cdp.send("Runtime.evaluate", { expression: await readFile(AXE, "utf8") });
      const { result } = await cdp.send("Runtime.evaluate", {
        expression:
          "axe.run().then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ target }) => target).join(' ')))",
        awaitPromise: true,
        returnByValue: true,
      });
      return result.value;
    },
    overflow: () => world.page.evaluate<number>("document.documentElement.scrollWidth - window.innerWidth"),
  };
}

/** Waits until a locator's elements show the expected text, and returns it. */
export const texts = (locator: Locator) => expect.poll(() => locator.allInnerTexts());
