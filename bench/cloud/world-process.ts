import { z } from "zod";
import type { Link } from "../../test/doubles/cloud/link.ts";
import { type Dependency, startCloudWorld } from "../../test/doubles/cloud/world.ts";

/**
 * The doubles of every service, in their own process, so that their work does not count as the functions'. The parent
 * sends commands, and the process reports what the doubles were asked.
 */
/** As deployed: DESIGN.md, Scale. */
const DIMENSIONS = 512;

const commandSchema = z.union([
  z.object({ delays: z.record(z.string(), z.number()) }),
  z.object({ counts: z.literal(true) }),
  z.object({ close: z.literal(true) }),
]);

export interface WorldCounts {
  /** HTTP requests, or messages of the database's protocol. */
  readonly requests: Readonly<Record<string, number>>;
  readonly embeddingTokens: number;
  readonly vectorBytes: number;
}

const world = await startCloudWorld(DIMENSIONS);
const requests: Record<string, number> = {};
for (const [name, link] of Object.entries(world.links)) count(name, link);

function count(name: string, link: Link): void {
  link.onRequest = (bytes) => {
    // The first chunk of a request starts with its method. S3 and SQS share an address, and a header tells them apart.
    const head = bytes.subarray(0, 600).toString("latin1");
    const [, method] = /^([A-Z]{3,6}) \S+ HTTP\/1\.1/.exec(head) ?? [];
    if (!method) return;
    const service = name !== "aws" ? name : /x-amz-target: AmazonSQS/i.test(head) ? "sqs" : `s3 ${method}`;
    requests[service] = (requests[service] ?? 0) + 1;
  };
}

process.on("message", async (message) => {
  const command = commandSchema.parse(message);
  if ("delays" in command) {
    for (const [name, delayMs] of Object.entries(command.delays))
      world.links[name as Dependency].trouble = { kind: "slow", delayMs };
    process.send?.({ done: true });
  } else if ("counts" in command) {
    const counts: WorldCounts = { requests, ...world.usage() };
    process.send?.(counts);
  } else {
    await world.close();
    process.disconnect();
  }
});
// The parent process is gone.
process.on("disconnect", () => process.exit());
process.send?.({ environment: world.environment, queueUrls: world.queueUrls });
