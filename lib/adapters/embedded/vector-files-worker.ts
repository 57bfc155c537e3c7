import { parentPort } from "node:worker_threads";
import type { VectorRecord } from "../../ports/vector-index.ts";
import { growingFile, readGroups } from "../parquet-vector-files.ts";
import { failureOf, type Numbered, type Reply } from "./thread-calls.ts";
import type { FileCall } from "./threaded-vector-files.ts";

const port = parentPort;
if (port === null) throw new Error("vector-files-worker.ts runs as a worker thread.");
const reply = (answer: Reply, transfer: ArrayBuffer[] = []) => port.postMessage(answer, transfer);

const written = growingFile();
let read: AsyncGenerator<VectorRecord[]> | undefined;

port.on("message", async ({ id, call }: Numbered<FileCall>) => {
  try {
    await answer(id, call);
  } catch (error) {
    reply({ id, failure: failureOf(error, "vector-files-failed") });
  }
});
reply({ id: 0, value: undefined });

async function answer(id: number, call: FileCall): Promise<void> {
  if (call.name === "append") return reply({ id, value: await written.append(call.records) });
  if (call.name === "finish") {
    const value = await written.finish();
    return reply({ id, value }, [value.buffer]);
  }
  if (call.name === "open") read = readGroups(call.file);
  const group = await read?.next();
  reply({ id, value: group?.done ? null : group?.value });
}
