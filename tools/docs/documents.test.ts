import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { documents } from "./documents.ts";

test("what is made from the operations is what they say; `npm run docs` writes it", async () => {
  for (const [path, text] of Object.entries(await documents())) {
    const written = readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");
    expect(written === text, `${path} is out of date: npm run docs`).toBe(true);
  }
}, 60_000);
