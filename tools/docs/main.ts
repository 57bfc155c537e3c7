/** Writes what is made from the operations; a test says when one is out of date. */
import { writeFileSync } from "node:fs";
import { documents } from "./documents.ts";

for (const [path, text] of Object.entries(await documents()))
  writeFileSync(new URL(`../../${path}`, import.meta.url), text);
