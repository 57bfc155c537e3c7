import { readFile } from "node:fs/promises";
import type { Context } from "aws-lambda";
import type { Host } from "../../lib/lambda/host.ts";
import { openMemoryHost } from "./memory-host.ts";

/** A deployable's own export: makes its handler for a host. */
// biome-ignore lint/suspicious/noExplicitAny: events differ by what starts a function; the file holds the right ones.
type Create = (host: Host) => (event: any, context: Context) => Promise<unknown>;

const processorMs = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
};

/**
 * A new environment that is asked again and again: answers the events of a file one after the other, and prints what
 * that took: see `ranSchema` of memory-main.ts.
 */
export async function runMemoryCase(create: Create): Promise<void> {
  const [eventsFile = "", folder = "", timeoutMs = "0"] = process.argv.slice(2);
  const events: unknown[] = JSON.parse(await readFile(eventsFile, "utf8"));
  const host = await openMemoryHost(process.env as Record<string, string>, folder);
  const handler = create(host);
  const computedMs: number[] = [];
  const answers: unknown[] = [];
  let waitedMs = 0;
  let before = 0;
  for (const event of events) {
    const startedAt = performance.now();
    const computedBefore = processorMs();
    answers.push(await answered(handler, event, startedAt + Number(timeoutMs)));
    const computed = processorMs();
    // The first includes what it took to load.
    computedMs.push(computed - before);
    if (before === 0) waitedMs = performance.now() - startedAt - (computed - computedBefore);
    before = computed;
  }
  const { maxRSS } = process.resourceUsage();
  const ran = { maxRSS, computedMs, waitedMs: Math.max(0, waitedMs), answers };
  process.stdout.write(`\n${JSON.stringify({ ran })}\n`, () => process.exit(0));
}

function answered(handler: ReturnType<Create>, event: unknown, endsAt: number): Promise<unknown> {
  const context = {
    awsRequestId: "bench",
    functionName: "bench",
    getRemainingTimeInMillis: () => Math.max(0, endsAt - performance.now()),
  };
  // Of what Lambda hands over, the wrappers read these alone.
  return handler(event, context as Context).catch((error: unknown) => ({ error: String(error) }));
}
