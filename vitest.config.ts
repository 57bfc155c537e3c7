import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

const shared = {
  testTimeout: 30_000,
  // A developer's own key must never be spent by a test; an empty setting is an unset one.
  env: { OPENAI_API_KEY: "" },
};
/** Functions without state of their own: their files may share a process, which saves loading dictionaries each time. */
const pure = "lib/domain/**/*.test.ts";

export default defineConfig({
  test: {
    maxWorkers: availableParallelism(),
    projects: [
      { test: { ...shared, name: "pure", include: [pure], isolate: false } },
      {
        test: {
          ...shared,
          name: "whole",
          include: ["{lib,functions,local,cli,cdk,scrapers,smoke,bench,eval,test,tools}/**/*.test.ts"],
          exclude: [pure],
        },
      },
    ],
  },
});
