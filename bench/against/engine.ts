import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import type { Filters } from "../../lib/domain/search-request.ts";

/** The files that every engine gets: documents as NDJSON, and the vectors in the same order as 32-bit floats. */
export interface Dataset {
  readonly documents: string;
  readonly vectors: string;
  readonly dimensions: number;
  /** A folder for what the engine builds. */
  readonly folder: string;
}

/** One line of the documents' file. */
export interface PeerDocument {
  readonly id: string;
  readonly text: string;
  readonly followers: number | null;
  readonly categories: readonly string[];
}

export interface PeerQuery {
  readonly text: string;
  readonly vector: readonly number[];
  /** Of the filters, only `followers` and `categories` are used. */
  readonly filters: Pick<Filters, "followers" | "categories">;
  readonly limit: number;
}

export interface Answer {
  readonly ids: readonly string[];
  /**
   * Milliseconds in the engine's own process, from the question to the ids, without the pipe between the processes.
   */
  readonly ms: number;
}

export interface Built {
  /** Seconds until indexes can answer the first question. */
  readonly seconds: number;
  /** The input of the build: ready vectors or raw profiles. */
  readonly from: "vectors" | "profiles";
  readonly diskMb: number;
}

/** The operations that an engine's process answers, one JSON per line. */
export interface Engine {
  build(dataset: Dataset): Promise<Built>;
  /** Words, vector and filters together. */
  hybrid(query: PeerQuery): Promise<Answer>;
  /** The vector and filters alone. */
  nearest(query: PeerQuery): Promise<Answer>;
}

export interface EngineProcess extends Engine {
  readonly name: string;
  /**
   * The port of a minimal HTTP server around the engine, which answers each `PeerQuery` with ids. Null: there is none.
   */
  listen(): Promise<number | null>;
  /** Megabytes of main memory that the process and its children use now. */
  memoryMb(): Promise<number>;
  close(): Promise<void>;
}

/** Starts a process that answers each line of input with one line. */
export function startLines(name: string, command: string, args: readonly string[], env = {}) {
  const child = spawn(command, [...args], {
    stdio: ["pipe", "pipe", "inherit"],
    env: { ...process.env, ...env },
  });
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  let failure: Error | undefined;
  for (const stream of [child, child.stdin]) {
    stream.on("error", (error: Error) => {
      failure = error;
    });
  }
  const tell = (line: string): void => void child.stdin.write(`${line}\n`);
  return {
    /** Writes a line that gets no answer. */
    tell,
    async ask(line: string): Promise<string> {
      tell(line);
      const { value, done } = await answers.next();
      if (done) throw new Error(`${name} ended without an answer.`, { cause: failure });
      return value;
    },
    async close(): Promise<void> {
      const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
      child.stdin.end();
      if (child.pid !== undefined && child.exitCode === null && child.signalCode === null) await ended;
    },
  };
}

/** An engine whose requests are `{op, input}` and whose answers are `{value}` or `{error}`. */
export function startEngine(name: string, command: string, args: readonly string[], env = {}): EngineProcess {
  const lines = startLines(name, command, args, env);
  const ask = async (op: string, input: unknown = null) => {
    const answer = JSON.parse(await lines.ask(JSON.stringify({ op, input })));
    if ("error" in answer) throw new Error(`${name}: ${answer.error}`);
    return answer.value;
  };
  return {
    name,
    build: (dataset) => ask("build", dataset),
    hybrid: (query) => ask("hybrid", query),
    nearest: (query) => ask("nearest", query),
    listen: () => ask("listen"),
    memoryMb: () => ask("memory"),
    close: lines.close,
  };
}
