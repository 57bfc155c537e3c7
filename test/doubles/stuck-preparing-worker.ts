import { parentPort } from "node:worker_threads";
import type { Numbered } from "../../lib/adapters/embedded/thread-calls.ts";
import type { PreparingCall } from "../../lib/compose/preparing-thread.ts";
import { type RefusedEnvelope, refused } from "../../lib/ingest/prepared-envelope.ts";

/** Refuses every envelope, but hangs at "stuck" and exits at "die". */
parentPort?.on("message", ({ id, call }: Numbered<PreparingCall>) => {
  const value = call.texts.map((one): RefusedEnvelope => {
    const text = "text" in one ? one.text : "";
    if (text === "die") throw new Error("died");
    while (text === "stuck");
    return refused({ line: one.line, code: "bad-json", reason: "" });
  });
  parentPort?.postMessage({ id, value });
});
parentPort?.postMessage({ id: 0, value: undefined });
