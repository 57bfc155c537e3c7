import { parentPort } from "node:worker_threads";
import { type PreparedEnvelope, prepareEnvelope, type RefusedEnvelope } from "../ingest/prepare-envelope.ts";
import type { PreparedReply, PreparingCall } from "./preparing-messages.ts";

const port = parentPort;
if (port === null) throw new Error("preparing-worker.ts runs as a worker thread.");

function withoutModule(envelope: PreparedEnvelope | RefusedEnvelope): PreparedReply["envelope"] {
  if (envelope.kind === "refused") return envelope;
  const { platformModule: _stays, ...rest } = envelope;
  return rest;
}

port.on("message", ({ id, context, texts }: PreparingCall) => {
  for (const text of texts) {
    const reply: PreparedReply = { id, envelope: withoutModule(prepareEnvelope(context, text)) };
    port.postMessage(reply);
  }
});
