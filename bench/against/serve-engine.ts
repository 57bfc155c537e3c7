import { once } from "node:events";
import { createReadStream, readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createInterface } from "node:readline";
import { json } from "node:stream/consumers";
import type { Dataset, Engine, PeerDocument, PeerQuery } from "./engine.ts";

/** Called by an engine's file. Answers the requests of `startEngine` until the input ends. */
export async function serveEngine(
  engine: Engine,
  close: () => Promise<void> = async () => {},
): Promise<void> {
  for await (const line of createInterface({ input: process.stdin })) {
    const { op, input } = JSON.parse(line);
    try {
      process.stdout.write(`${JSON.stringify({ value: await answer(engine, op, input) })}\n`);
    } catch (error) {
      process.stdout.write(`${JSON.stringify({ error: String(error) })}\n`);
    }
  }
  await close();
}

type Ask = (input: never) => unknown;

function answer(engine: Engine, op: string, input: unknown): unknown {
  const memory: Ask = () => process.memoryUsage.rss() / 1e6;
  const asks: Readonly<Record<string, Ask>> = { ...engine, memory, listen: () => listen(engine) };
  const ask = asks[op];
  if (!ask) throw new Error(`There is no operation ${op}.`);
  return ask(input as never);
}

async function listen({ hybrid }: Engine): Promise<number> {
  const server = createServer(async (request, response) => {
    try {
      const { ids } = await hybrid((await json(request)) as PeerQuery);
      response.end(JSON.stringify(ids));
    } catch (error) {
      response.writeHead(500).end(String(error));
    }
  });
  server.listen(0, "127.0.0.1").unref();
  await once(server, "listening");
  return (server.address() as AddressInfo).port;
}

/** The documents with their vectors, in batches of 2,000. */
export async function* readDataset({
  documents,
  vectors,
  dimensions,
}: Dataset): AsyncGenerator<(PeerDocument & { vector: Float32Array })[]> {
  const bytes = readFileSync(vectors);
  const values = new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
  let batch: (PeerDocument & { vector: Float32Array })[] = [];
  let at = 0;
  for await (const line of createInterface({ input: createReadStream(documents) })) {
    const document = JSON.parse(line) as PeerDocument;
    batch.push({ ...document, vector: values.slice(at * dimensions, (at + 1) * dimensions) });
    at += 1;
    if (batch.length < 2_000) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

/** The ids that `search` returns, and the time it took. */
export async function timedIds(search: () => Promise<readonly { id: string }[]>) {
  const started = performance.now();
  const found = await search();
  return { ids: found.map(({ id }) => id), ms: performance.now() - started };
}
