import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["{lib,functions,local,cli,cdk,scrapers,bench,eval,test,tools}/**/*.test.ts"],
    testTimeout: 30_000,
    // A developer's own key must never be spent by a test; an empty setting is an unset one.
    env: { OPENAI_API_KEY: "" },
  },
});
