import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createInterface } from "node:readline";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { z } from "zod";
import type { LocalSystem } from "../../local/local-system.ts";
import { insideFolder } from "../../smoke/inside.ts";
import { MARK } from "../../smoke/invented-creator.ts";
import { runSmokeProgram } from "../../smoke/program.ts";
import { youtubeEnvelope } from "./envelopes.ts";
import { ask, ingest, start, temporaryFolder } from "./running-system.ts";

const reportSchema = z.object({
  passed: z.boolean(),
  steps: z.array(
    z.object({
      step: z.string(),
      ok: z.boolean(),
      saw: z.string(),
      ms: z.number(),
      remedy: z.string().optional(),
    }),
  ),
});

/** One run in this process; what it wrote to either stream, in order. */
async function smoke(args: readonly string[], key = ""): Promise<{ code: number; said: string }> {
  let said = "";
  const write = (text: string) => {
    said += text;
  };
  const environment = { INCREATOR_API_KEY: key };
  const interrupted = new AbortController().signal;
  return { code: await runSmokeProgram(args, { out: write, err: write, environment, interrupted }), said };
}

const stepsOf = (said: string) => reportSchema.parse(JSON.parse(said)).steps;

/** The names of invented creators that a search still finds. */
async function leftIn(system: LocalSystem): Promise<string[]> {
  const { body } = await ask(system, `/search?q=${MARK}&mode=keyword&limit=${leftAsked++}`);
  return body.data.map(({ id }: { id: string }) => id);
}
let leftAsked = 30;

/** Reserved to nobody. */
const NOBODY = "http://127.0.0.1:24999";

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

describe("a system that works", () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let system: LocalSystem;
  beforeAll(async () => {
    folder = await temporaryFolder();
    system = await start(folder.path, { sample: 5 });
  });
  afterAll(async () => {
    await system?.close();
    await folder?.[Symbol.asyncDispose]();
  });

  test("tells dead letters by their queue", async () => {
    const { deadLetters } = await insideFolder(folder.path);
    expect(await deadLetters()).toMatchObject({ ingest: 0, erase: 0 });
  });
  const at = (...more: string[]) => ["--url", system.url, "--data-dir", folder.path, ...more];

  test("passes every step, forgets what it invented, and what a killed run left", async () => {
    const left = { id: "7", handle: "left_behind", name: "Left", bio: MARK, followers: 5 };
    await ingest(folder.path, [youtubeEnvelope(left)]);
    expect(await leftIn(system)).toHaveLength(1);
    const { code, said } = await smoke(at("--json"), system.devKey);
    const steps = stepsOf(said);
    expect(steps.filter(({ ok }) => !ok)).toEqual([]);
    expect(code).toBe(0);
    expect(steps.map(({ step }) => step)).toEqual([
      "health",
      "keys",
      "cross-origin",
      "leftovers",
      "ingest",
      "keyword leg",
      "vector leg",
      "both legs",
      "shared cache",
      "browse",
      "erasure",
      "forgotten",
      "evidence",
      "dead letters",
    ]);
    expect(steps[3]?.saw).toContain("1 of earlier runs");
    expect(await leftIn(system)).toEqual([]);
    const { body } = await ask(system, "/erasures");
    expect(body.data.map(({ status }: { status: string }) => status)).toEqual(["completed", "completed"]);
  });

  const KEY = () => system.devKey;
  test.each([
    ["no key", () => at(), () => "", /no key[\s\S]*remedy: Give one/],
    ["a key of nobody", () => at("--key", "nonsense"), KEY, /FAULT keys[\s\S]*remedy: Give a key/],
    ["another folder", () => ["--url", system.url, "--data-dir", "/nowhere"], KEY, /No running system has/],
    ["another machine", () => ["--url", "http://host.invalid"], KEY, /--stage dev/],
    ["an address where nobody listens", () => at("--url", NOBODY), KEY, /FAULT health[\s\S]*ECONNREFUSED/],
    ["no address", () => [], KEY, /required option '--url/],
    ["an origin that must not be", () => at("--origin", "none"), KEY, /FAULT cross-origin[\s\S]*Any page/],
    ["the wrong tenant", () => at("--tenant", "other", "--seconds", "2"), KEY, /FAULT ingest.*inbox\/other/],
  ])("%s ends the run with 1 and says what to do", async (_, args, key, expected) => {
    const { code, said } = await smoke(args(), key());
    expect(said).toMatch(expected);
    expect(code).toBe(1);
  });

  test("what is not this API is told from it", async () => {
    const other = createServer((_, response) => response.end("<html>")).listen(0, "127.0.0.1");
    await once(other, "listening");
    const url = `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
    const { code, said } = await smoke(at("--url", url), system.devKey);
    other.close();
    expect(said).toContain("FAULT health");
    expect(code).toBe(1);
  });
});

describe("a system whose embedder hangs", () => {
  afterEach(() => vi.unstubAllEnvs());

  async function withoutVectors() {
    const hanging = createServer(() => undefined).listen(0, "127.0.0.1");
    await once(hanging, "listening");
    vi.stubEnv("OPENAI_API_KEY", "none");
    vi.stubEnv("OPENAI_BASE_URL", `http://127.0.0.1:${(hanging.address() as AddressInfo).port}`);
    const folder = await temporaryFolder();
    const system = await start(folder.path);
    return {
      system,
      args: ["--url", system.url, "--data-dir", folder.path],
      async [Symbol.asyncDispose]() {
        // Refused from now on, so that nothing waits for it.
        hanging.close();
        hanging.closeAllConnections();
        await system.close();
        await folder[Symbol.asyncDispose]();
      },
    };
  }

  const forgotten = async (system: LocalSystem) => {
    await expect.poll(() => leftIn(system), { timeout: 10_000 }).toEqual([]);
    const { body } = await ask(system, "/erasures");
    expect(body.data).toHaveLength(1);
  };

  test("fails at the leg that is off, and forgets what it invented", async () => {
    await using broken = await withoutVectors();
    const { code, said } = await smoke([...broken.args, "--json"], broken.system.devKey);
    expect(code).toBe(1);
    expect(stepsOf(said).filter(({ ok }) => !ok)).toMatchObject([
      { step: "vector leg", remedy: expect.stringContaining("increator doctor") },
    ]);
    expect(stepsOf(said).at(-1)).toMatchObject({ step: "cleaning up", ok: true });
    await forgotten(broken.system);
  });

  test("forgets what it invented when it is ended half way", async () => {
    await using broken = await withoutVectors();
    const env = { ...process.env, INCREATOR_API_KEY: broken.system.devKey };
    const child = spawn(process.execPath, ["smoke/main.ts", ...broken.args], { env });
    const closed = once(child, "close");
    let said = "";
    for await (const line of createInterface({ input: child.stdout })) {
      said += `${line}\n`;
      if (line.includes("keyword leg")) child.kill("SIGTERM");
    }
    expect(await closed).toEqual([130, null]);
    expect(said).toMatch(/ended before it was done[\s\S]*ok +cleaning up/);
    await forgotten(broken.system);
  });
});
