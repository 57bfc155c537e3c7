import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["{lib,functions,local,cli,cdk,scrapers,smoke,bench,eval,test,tools}/**/*.test.ts"],
    // Test files share their worker's modules: dictionaries and models load once a worker. What a file changes of the
    // process (environment, timers), it puts back.
    isolate: false,
    setupFiles: ["test/property-seed.ts"],
    // One more than cores: a third of a test's time is waiting, for timers and for processes that it starts.
    maxWorkers: availableParallelism() + 1,
    // Threads and processes that tests start find the sources compiled, as those of `npm start` do.
    execArgv: ["--import", new URL("./local/keep-compiled.js", import.meta.url).href],
    testTimeout: 30_000,
    hookTimeout: 30_000,
    // What is polled for comes late on a machine that is busy with other tests.
    expect: { poll: { timeout: 15_000 } },
    // A developer's own key must never be spent by a test; an empty setting is an unset one.
    // Tests of the sentence model turn it on; for the others it would only take time.
    env: { OPENAI_API_KEY: "", INCREATOR_SENTENCES: "off" },
  },
});
