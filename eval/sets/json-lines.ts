import { readFileSync } from "node:fs";
import type { z } from "zod";

/**
 * The values of a file of JSON lines.
 * @throws ZodError that names the field of a line that does not fit.
 */
export function readJsonLines<S extends z.ZodType>(path: string | URL, schema: S): z.infer<S>[] {
  return readFileSync(path, "utf8")
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => schema.parse(JSON.parse(line)));
}
