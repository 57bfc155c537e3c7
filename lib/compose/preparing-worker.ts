import { flushCompileCache } from "node:module";
import { parentPort } from "node:worker_threads";
import type { Numbered, Reply } from "../adapters/embedded/thread-calls.ts";
import { prepareEnvelope } from "../ingest/prepare-envelope.ts";
import type { PreparingCall } from "./preparing-thread.ts";

const port = parentPort;
if (port === null) throw new Error("preparing-worker.ts runs as a worker thread.");
const reply = (answer: Reply) => port.postMessage(answer);

const prepared = ({ context, texts }: PreparingCall) => texts.map((text) => prepareEnvelope(context, text));

port.on("message", ({ id, call }: Numbered<PreparingCall>) => reply({ id, value: prepared(call) }));
reply({ id: 0, value: undefined });
// A thread that is ended writes nothing by itself. The language detector's table takes 30 MB less when it is not parsed.
flushCompileCache();
