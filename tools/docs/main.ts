/** Writes the files that are generated from the operations. A test fails if one is out of date. */
import { writeFileSync } from "node:fs";
import { documents } from "./documents.ts";

for (const [path, text] of Object.entries(await documents()))
  writeFileSync(new URL(`../../${path}`, import.meta.url), text);
