import { appendFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { createSqliteQueues } from "../../lib/adapters/embedded/sqlite-queues.ts";
import { systemClock } from "../../lib/adapters/system-clock.ts";
import { startQueuePump } from "../../local/queue-pump.ts";

/**
 * A process that works through the queue `embed-low` of the folder in its argument, and dies at any message that says
 * "poison". It prints what it has done, and ends when nothing is left.
 */
const folder = process.argv[2] ?? "";
const queues = createSqliteQueues(join(folder, "queues.sqlite"), { clock: systemClock, maxReceives: 2 });
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

const pump = startQueuePump({
  queues,
  log: silent,
  consumers: {
    state: async () => ({ paused: false, reason: null }),
    pause: async () => undefined,
    resume: async () => undefined,
  },
  lanes: [
    {
      function: "embed-creators",
      queues: ["embed-low"],
      batchSize: 10,
      async handler({ Records: records }) {
        for (const { body } of records) {
          if (body === "poison") process.kill(process.pid, "SIGKILL");
          appendFileSync(join(folder, "done"), `${body}\n`);
        }
        return { batchItemFailures: [] };
      },
    },
  ],
});

async function isEmpty(): Promise<boolean> {
  const { visible, inFlight, delayed } = await queues.depth("embed-low");
  return visible + inFlight + delayed === 0;
}

while (!(await isEmpty())) await sleep(20);
await pump.stop();
queues.close();
