import { parentPort } from "node:worker_threads";
import type { Numbered } from "../../lib/adapters/embedded/thread-calls.ts";
import type { PreparingCall } from "../../lib/compose/preparing-thread.ts";

/** Refuses every envelope, but is stuck for ever at "stuck" and dies of "die". */
parentPort?.on("message", ({ id, call }: Numbered<PreparingCall>) => {
  const text = "text" in call.text ? call.text.text : "";
  if (text === "die") throw new Error("died");
  while (text === "stuck");
  const rejection = { line: call.text.line, code: "bad-json", reason: "" };
  parentPort?.postMessage({
    id,
    value: { kind: "refused", rejection, subject: null, envelope: null, fields: [] },
  });
});
parentPort?.postMessage({ id: 0, value: undefined });
