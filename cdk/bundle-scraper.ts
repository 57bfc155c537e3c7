import { rm } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { moduleOptions } from "./bundle.ts";

const SCRAPERS = new URL("../scrapers/", import.meta.url);
const EMBEDDED_ADAPTERS = /lib\/adapters\/embedded\//;

/**
 * `npm run build:scraper`: bundles the scraper and the follower of changes as modules under `outFolder`, for their
 * Dockerfile.
 * @throws Error when a bundle would include an embedded adapter.
 */
export async function bundleScraper(
  outFolder: string = fileURLToPath(new URL("dist/", SCRAPERS)),
): Promise<{ readonly bytes: number }> {
  await rm(outFolder, { recursive: true, force: true });
  const { metafile } = await build({
    entryPoints: {
      index: fileURLToPath(new URL("main.ts", SCRAPERS)),
      "follow-changes": fileURLToPath(new URL("follow-changes.ts", SCRAPERS)),
    },
    outdir: outFolder,
    ...moduleOptions(),
    metafile: true,
  });
  const embedded = Object.keys(metafile.inputs).filter((input) => EMBEDDED_ADAPTERS.test(input));
  if (embedded.length > 0) throw new Error(`The scraper would ship ${embedded.join(", ")}.`);
  const modules = Object.entries(metafile.outputs).filter(([path]) => path.endsWith(".mjs"));
  return { bytes: modules.reduce((sum, [, { bytes }]) => sum + bytes, 0) };
}

if (import.meta.main) {
  const { bytes } = await bundleScraper();
  process.stdout.write(`scrapers/dist: ${Math.round(bytes / 1_024)} kB\n`);
}
