import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { envelopeSchema } from "../../lib/domain/envelope.ts";
import { PLATFORM_MODULES } from "../../lib/platforms/registry.ts";

/**
 * `node tools/categories/sample.ts FOLDER [SEED] [COUNT]`: prints profiles with a bio and the categories they get, for
 * a person to read. A seed chooses them from envelopes in `FOLDER/*.ndjson`. The output is about people: do not store
 * it.
 */
const [folder = "", seed = "1", count = "200"] = process.argv.slice(2);
const files = readdirSync(folder).filter((file) => file.endsWith(".ndjson"));
const profiles = files
  .toSorted()
  .flatMap((file) => readFileSync(join(folder, file), "utf8").split("\n"))
  .filter((line) => line.trim() !== "")
  .map((line) => envelopeSchema.parse(JSON.parse(line)))
  .map((envelope) => PLATFORM_MODULES[envelope.platform].normalise(envelope))
  .filter(({ bio }) => bio !== "");

for (const profile of drawn(profiles, Number(seed), Number(count))) {
  const { display_name: name, bio, hashtags, keywords, categories } = profile;
  const chosen = [...hashtags.map((tag) => `#${tag}`), ...keywords].join(" ");
  console.log([name, bio.replace(/\s+/g, " "), chosen, categories.join(" ")].join("\t"));
}

/** The first items of a shuffle by Park and Miller's generator (1988), which gives the same sample on any machine. */
function drawn<T>(all: readonly T[], start: number, size: number): T[] {
  const left = [...all];
  let state = start;
  return Array.from({ length: Math.min(size, left.length) }, () => {
    state = (state * 48_271) % 2_147_483_647;
    return left.splice(state % left.length, 1);
  }).flat();
}
