import { readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, type Metafile } from "esbuild";

const FUNCTIONS = fileURLToPath(new URL("../functions/", import.meta.url));

/** Native parts and data of the one-machine system; a cloud function needs none of them. */
const EMBEDDED_ADAPTERS = /lib\/adapters\/embedded\//;

/** CommonJS packages inside the bundle still call `require`, which an ES module does not have. */
const REQUIRE = [
  'import { createRequire as __createRequire } from "node:module";',
  "const require = __createRequire(import.meta.url);",
].join("");

/** One bundled function. */
export interface FunctionBundle {
  /** The stem that names it everywhere. */
  readonly stem: string;
  /** Folder with `index.mjs` and its source map: what is deployed. */
  readonly folder: string;
  /** Bytes of `index.mjs`. */
  readonly bytes: number;
  /** Files of the project and packages that went in. */
  readonly inputs: readonly string[];
}

export type FunctionBundles = ReadonlyMap<string, FunctionBundle>;

/** Stems of all deployables, in order. */
export const functionStems = (): string[] =>
  readdirSync(FUNCTIONS)
    .flatMap((file) => /^(.+)\.lambda\.ts$/.exec(file)?.[1] ?? [])
    .sort();

/**
 * Bundles every function into a folder of its own under `outFolder`: one minified ES module with a source map.
 * Needs neither network nor Docker.
 * @throws Error when a bundle would take an embedded adapter, or when esbuild cannot resolve an import.
 */
export async function bundleFunctions(outFolder: string): Promise<FunctionBundles> {
  const stems = functionStems();
  const { metafile } = await build({
    entryPoints: Object.fromEntries(
      stems.map((stem) => [`${stem}/index`, join(FUNCTIONS, `${stem}.lambda.ts`)]),
    ),
    outdir: outFolder,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    platform: "node",
    target: "node24",
    format: "esm",
    minify: true,
    // Errors are told apart by the names of their classes, and logged by them.
    keepNames: true,
    sourcemap: "linked",
    // The map names lines; shipping every source a second time would double the package.
    sourcesContent: false,
    banner: { js: REQUIRE },
    metafile: true,
    logLevel: "error",
    legalComments: "none",
  });
  return new Map(stems.map((stem) => [stem, bundleOf(stem, outFolder, metafile)]));
}

function bundleOf(stem: string, outFolder: string, { outputs }: Metafile): FunctionBundle {
  const output = Object.entries(outputs).find(([path]) => path.endsWith(`/${stem}/index.mjs`))?.[1];
  if (!output) throw new Error(`${stem} was not bundled.`);
  const inputs = Object.keys(output.inputs);
  const forbidden = inputs.filter((input) => EMBEDDED_ADAPTERS.test(input));
  if (forbidden.length > 0) throw new Error(`${stem} would ship embedded adapters: ${forbidden.join(", ")}`);
  return { stem, folder: join(outFolder, stem), bytes: output.bytes, inputs };
}
