import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["{lib,functions,local,cli,cdk,scrapers,bench,eval,test,tools}/**/*.test.ts"],
    testTimeout: 30_000,
  },
});
