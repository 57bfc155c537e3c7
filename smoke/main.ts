import { processEnvironment } from "../lib/config.ts";
import { runSmokeProgram } from "./program.ts";

const interrupted = new AbortController();
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => interrupted.abort());

process.exitCode = await runSmokeProgram(process.argv.slice(2), {
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  environment: processEnvironment(),
  interrupted: interrupted.signal,
});
