import { parentPort } from "node:worker_threads";
import type { PreparingCall } from "../../lib/compose/preparing-messages.ts";

/** Refuses every envelope, but is stuck for ever at "stuck" and dies of "die". */
parentPort?.on("message", ({ id, texts }: PreparingCall) => {
  for (const one of texts) {
    const text = "text" in one ? one.text : "";
    if (text === "die") throw new Error("died");
    while (text === "stuck");
    const rejection = { line: one.line, code: "bad-json", reason: "" };
    parentPort?.postMessage({
      id,
      envelope: { kind: "refused", rejection, subject: null, envelope: null, fields: [] },
    });
  }
});
