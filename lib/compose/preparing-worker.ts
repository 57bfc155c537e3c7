import { parentPort } from "node:worker_threads";
import type { Numbered, Reply } from "../adapters/embedded/thread-calls.ts";
import { prepareEnvelope } from "../ingest/prepare-envelope.ts";
import type { Prepared, PreparingCall } from "./preparing-thread.ts";

const port = parentPort;
if (port === null) throw new Error("preparing-worker.ts runs as a worker thread.");
const reply = (answer: Reply) => port.postMessage(answer);

const prepared = ({ context, texts }: PreparingCall): Prepared[] =>
  texts.map((text) => {
    const envelope = prepareEnvelope(context, text);
    if (envelope.kind === "refused") return envelope;
    const { platformModule: _stays, ...rest } = envelope;
    return rest;
  });

port.on("message", ({ id, call }: Numbered<PreparingCall>) => reply({ id, value: prepared(call) }));
reply({ id: 0, value: undefined });
