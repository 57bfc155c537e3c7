#!/usr/bin/env node
import { processEnvironment } from "../lib/config.ts";
import { EXIT } from "./io.ts";
import { runProgram } from "./program.ts";

/** Columns if the output is no terminal: wide enough to keep most rows whole. */
const COLUMNS_WITHOUT_TERMINAL = 160;

const interrupted = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.on(signal, () => {
    // A second press ends the process at once. The queues deliver its unfinished messages again.
    if (interrupted.signal.aborted) process.exit(EXIT.interrupted);
    interrupted.abort();
  });
}

// A program that reads the output (head, less) may close it early. That is no failure.
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") process.exit(EXIT.ok);
    throw error;
  });
}

process.exitCode = await runProgram(process.argv.slice(2), {
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  stdin: process.stdin,
  environment: processEnvironment(),
  columns: process.stdout.columns ?? COLUMNS_WITHOUT_TERMINAL,
  isWatched: process.stderr.isTTY ?? false,
  signal: interrupted.signal,
});
