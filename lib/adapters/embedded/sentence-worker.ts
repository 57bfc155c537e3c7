import { parentPort, workerData } from "node:worker_threads";
import { loadReducedModel } from "./sentence-model.ts";
import { failureOf, type Numbered, type Reply } from "./thread-calls.ts";

const port = parentPort;
if (port === null) throw new Error("sentence-worker.ts runs as a worker thread.");
const reply = (answer: Reply) => port.postMessage(answer);

try {
  const read = loadReducedModel(workerData as string);
  port.on("message", ({ id, call }: Numbered<string>) => reply({ id, value: read(call) }));
  reply({ id: 0, value: undefined });
} catch (error) {
  reply({ id: 0, failure: failureOf(error, "sentence-model-failed") });
}
