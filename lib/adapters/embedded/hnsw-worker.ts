import { parentPort, workerData } from "node:worker_threads";
import { type Engine, type EngineSettings, openEngine } from "./hnsw-engine.ts";
import type { Call, EngineCall } from "./hnsw-messages.ts";
import { failureOf, type Numbered, type Reply } from "./thread-calls.ts";

/** The latest save of graphs and log after a change, unless saving takes long. It is soon after a deletion. */
const SAVE_AFTER_MS = { upsert: 60_000, replaceMetadata: 60_000, delete: 5_000 } as const;
/** Saving takes no more than 2% of the time. After a disk error it is tried again. */
const SAVE_SHARE = 50;

const port = parentPort;
if (port === null) throw new Error("hnsw-worker.ts runs as a worker thread.");
const reply = (answer: Reply, transfer: ArrayBuffer[] = []) => port.postMessage(answer, transfer);

let engine: Engine;
let stepping: NodeJS.Immediate | undefined;
let saving: { readonly timer: NodeJS.Timeout; readonly at: number } | undefined;
let saveTook = 0;
const flushes: number[] = [];

function save(): void {
  clearTimeout(saving?.timer);
  saving = undefined;
  const start = performance.now();
  engine.save();
  saveTook = performance.now() - start;
}

function saveWithin(ms: number): void {
  const at = performance.now() + Math.max(ms, saveTook * SAVE_SHARE);
  if (saving && saving.at <= at) return;
  clearTimeout(saving?.timer);
  saving = { at, timer: setTimeout(saveInTime, at - performance.now()) };
}

/** The index works without saving, so a full disk must not end it: saving is tried again later. */
function saveInTime(): void {
  try {
    save();
  } catch {
    saveWithin(SAVE_AFTER_MS.delete);
  }
}

/** Grows the graphs while there is no call: one step, then the messages, then the next step. */
function step(): void {
  stepping = engine.step() ? setImmediate(step) : undefined;
  if (stepping) return;
  for (const id of flushes.splice(0)) {
    guarded(id, () => {
      save();
      reply({ id, value: undefined });
    });
  }
}

function growSoon(): void {
  stepping ??= setImmediate(step);
}

function answer(call: EngineCall): unknown {
  switch (call.name) {
    case "upsert":
      return engine.upsert(...call.input);
    case "replaceMetadata":
      return engine.replaceMetadata(...call.input);
    case "query":
      return engine.query(...call.input);
    case "fetch":
      return engine.fetch(...call.input);
    case "list":
      return engine.list(...call.input);
    case "delete":
      return engine.delete(...call.input);
    case "stats":
      return engine.stats();
  }
}

/** A block of vectors is transferred, not copied. */
function blocksOf(value: unknown): ArrayBuffer[] {
  const block = typeof value === "object" && value !== null && "values" in value ? value.values : null;
  return block instanceof Float32Array && block.length > 0 ? [block.buffer as ArrayBuffer] : [];
}

function close(id: number): void {
  clearImmediate(stepping);
  save();
  engine.close();
  reply({ id, value: undefined });
  port?.close();
}

function receive(id: number, call: Call): void {
  if (call.name === "close") close(id);
  else if (call.name === "flush") {
    flushes.push(id);
    growSoon();
  } else if (call.name === "scrub") {
    save();
    reply({ id, value: undefined });
  } else {
    const value = answer(call);
    reply({ id, value }, blocksOf(value));
    if (call.name === "upsert" || call.name === "replaceMetadata" || call.name === "delete") {
      saveWithin(SAVE_AFTER_MS[call.name]);
      growSoon();
    }
  }
}

function guarded(id: number, act: () => void): void {
  try {
    act();
  } catch (error) {
    reply({ id, failure: failureOf(error, "vector-index-failed") });
  }
}

guarded(0, () => {
  engine = openEngine(workerData as EngineSettings);
  port.on("message", ({ id, call }: Numbered<Call>) => guarded(id, () => receive(id, call)));
  reply({ id: 0, value: undefined });
  saveWithin(SAVE_AFTER_MS.upsert);
  growSoon();
});
