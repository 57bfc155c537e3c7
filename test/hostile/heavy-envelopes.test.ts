import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { LOCAL_TENANT } from "../../lib/domain/ids.ts";
import { type OpenSystem, openSystem } from "../../local/system.ts";

const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
const PATIENCE_MS = 120_000;
const ENVELOPES = 6;
/** Some half a second of its reader's time. */
const HEAVY = Array<string>(60_000).fill("0 1 2 3 4 5 6 7 ");

let folder: string;
let system: OpenSystem;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "increator-heavy-"));
  const opened = await openSystem({ dataDir: join(folder, "data"), log });
  if (!opened) throw new Error("A new folder was open.");
  system = opened;
}, PATIENCE_MS);

afterEach(async () => {
  await system.close();
  await rm(folder, { recursive: true });
}, PATIENCE_MS);

const heavyEnvelopes = Array.from({ length: ENVELOPES }, (_, at) =>
  JSON.stringify({
    platform: "x",
    fetched_at: new Date(Date.now() - 60_000).toISOString(),
    payload: { id: String(100 + at), username: `jo${at}`, name: "Jo", extra: HEAVY },
  }),
);

/** Asks again and again. How often it was answered. */
async function healthAnswers(until: AbortSignal): Promise<number> {
  let answered = 0;
  while (!until.aborted) {
    const { statusCode } = await system.gateway.handle({
      ...{ method: "GET", target: "/health", headers: {}, body: Buffer.from("") },
      ...{ sourceIp: "127.0.0.1", requestId: String(answered) },
    });
    if (statusCode === 200) answered += 1;
    await sleep(5);
  }
  return answered;
}

test(
  "while envelopes are read that take their time, /health is answered many times for each",
  async () => {
    const done = new AbortController();
    const answers = healthAnswers(done.signal);
    const lines = Readable.from([Buffer.from(heavyEnvelopes.join("\n"))]);
    const dropped = await system.commands.drop({ tenant: LOCAL_TENANT, name: "heavy.ndjson" }, lines);
    const { summaries } = await system.commands.follow([dropped], {
      signal: AbortSignal.timeout(PATIENCE_MS),
      onProgress: () => undefined,
    });
    done.abort();
    expect(summaries[0]).toMatchObject({ read: ENVELOPES, stored: ENVELOPES });
    expect(await answers).toBeGreaterThan(10 * ENVELOPES);
  },
  PATIENCE_MS,
);
