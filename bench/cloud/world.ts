import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import type { WorldCounts } from "./world-process.ts";

const startedSchema = z.object({ environment: z.record(z.string(), z.string()) });
const countsSchema = z.object({
  requests: z.record(z.string(), z.number()),
  embeddingTokens: z.number(),
  vectorBytes: z.number(),
});

/** The doubles of every service, in their own process. */
export interface BenchWorld {
  readonly environment: Readonly<Record<string, string>>;
  /** Milliseconds that each request to a service waits. */
  delay(milliseconds: Readonly<Record<string, number>>): Promise<void>;
  counts(): Promise<WorldCounts>;
  close(): Promise<void>;
}

export async function openBenchWorld(): Promise<BenchWorld> {
  const child = fork(fileURLToPath(new URL("./world-process.ts", import.meta.url)));
  const answer = async (): Promise<unknown> => (await once(child, "message"))[0];
  const ask = (command: object): Promise<unknown> => {
    const answered = answer();
    child.send(command);
    return answered;
  };
  const { environment } = startedSchema.parse(await answer());
  return {
    environment,
    delay: async (delays) => void (await ask({ delays })),
    counts: async () => countsSchema.parse(await ask({ counts: true })),
    async close() {
      const gone = once(child, "exit");
      child.send({ close: true });
      await gone;
    },
  };
}
