import { readFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";

/**
 * One cold start: loads a bundle and answers one event, as a new Lambda environment does. Prints milliseconds since
 * this process began, and the processor's own, which other work on the machine does not lengthen.
 */
const [bundle = "", eventFile = ""] = process.argv.slice(2);
const event: unknown = eventFile === "" ? {} : JSON.parse(await readFile(eventFile, "utf8"));
const spent = () => {
  const { user, system } = process.cpuUsage();
  return { wallMs: performance.now(), processorMs: (user + system) / 1_000 };
};
const { handler } = await import(pathToFileURL(bundle).href);
const loaded = spent();
const endsAt = performance.now() + 29_000;
const answer: unknown = await handler(event, {
  awsRequestId: "bench",
  functionName: "bench",
  getRemainingTimeInMillis: () => endsAt - performance.now(),
}).catch((error: unknown) => ({ error: String(error) }));
const answered = spent();
process.stdout.write(`\n${JSON.stringify({ cold: { loaded, answered, answer } })}\n`, () => process.exit(0));
