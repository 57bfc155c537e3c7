import { readdirSync } from "node:fs";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { type BuildOptions, type BuildResult, build, type Metafile } from "esbuild";
import { PLUGINS } from "./bundle-plugins.ts";

const FUNCTIONS = fileURLToPath(new URL("../functions/", import.meta.url));

/** CommonJS packages inside the bundle still call `require`, which an ES module does not have. */
const REQUIRE = [
  'import { createRequire as __createRequire } from "node:module";',
  "const require = __createRequire(import.meta.url);",
].join("");

/** One bundled function. */
export interface FunctionBundle {
  /** The stem that names the function everywhere. */
  readonly stem: string;
  /** What is deployed: a folder with `index.mjs`, the chunks and data that it may load, and their source maps. */
  readonly folder: string;
  /** Bytes loaded before the first event: `index.mjs` and its static imports. */
  readonly bytes: number;
  /** Bytes of all deployed code. */
  readonly packageBytes: number;
  /** Files of the project and of packages that are loaded before the first event. */
  readonly startInputs: readonly string[];
  /** Files that are loaded to compose the system before the first answer. */
  readonly composedInputs: readonly string[];
  /** All files of the project and of packages in the bundle. */
  readonly inputs: readonly string[];
}

export type FunctionBundles = ReadonlyMap<string, FunctionBundle>;

/** Stems of all deployables, sorted. */
export const functionStems = (): string[] =>
  readdirSync(FUNCTIONS)
    .flatMap((file) => /^(.+)\.lambda\.ts$/.exec(file)?.[1] ?? [])
    .sort();

/**
 * Bundles every function into a folder of its own under `outFolder`, as minified ES modules with source maps. The code
 * is split at late imports, so that a start reads only what the answer needs. Needs neither network nor Docker.
 * @throws Error when a function could load an embedded adapter or a native part, or an import cannot be resolved.
 */
export async function bundleFunctions(outFolder: string): Promise<FunctionBundles> {
  const others = functionStems().filter((stem) => !AWAITED.includes(stem));
  const builds = [...AWAITED.map((stem) => [stem]), others];
  const bundles = await Promise.all(builds.map((stems) => bundleTogether(stems, outFolder)));
  return new Map(bundles.flat().sort(([one], [other]) => one.localeCompare(other)));
}

/**
 * Functions whose first answer a person, or a thousand records, wait for. esbuild cuts what several functions of one
 * build share into modules, one for each set of functions, and every module slows a start. So each of these functions
 * gets a build of its own. The others are built together, in a tenth of the time.
 */
const AWAITED: readonly string[] = ["authorise", "search-creators", "ingest-raw", "embed-creators"];

async function bundleTogether(stems: readonly string[], outFolder: string) {
  const built = await build({
    entryPoints: Object.fromEntries(stems.map((stem) => [stem, join(FUNCTIONS, `${stem}.lambda.ts`)])),
    outdir: outFolder,
    ...moduleOptions(),
    metafile: true,
    write: false,
  });
  return Promise.all(stems.map(async (stem) => [stem, await writeBundle(stem, outFolder, built)] as const));
}

/** ES modules for Node, split at late imports. */
export const moduleOptions = () =>
  ({
    outExtension: { ".js": ".mjs" },
    // All in one folder, so that a module finds a data file no matter which chunk holds the code that reads it.
    chunkNames: "[name]-[hash]",
    assetNames: "[name]-[hash]",
    bundle: true,
    splitting: true,
    platform: "node",
    target: "node24",
    format: "esm",
    minify: true,
    sourcemap: "linked",
    // Line numbers are enough. Shipping all sources again would double the package.
    sourcesContent: false,
    banner: { js: REQUIRE },
    plugins: PLUGINS,
    logLevel: "error",
    legalComments: "none",
    // Tables of names in non-Latin scripts are a third as long without escapes.
    charset: "utf8",
  }) as const satisfies BuildOptions;

type Built = BuildResult<{ metafile: true; write: false }>;

async function writeBundle(stem: string, outFolder: string, built: Built): Promise<FunctionBundle> {
  const { outputs } = built.metafile;
  const entry = Object.keys(outputs).find((path) =>
    outputs[path]?.entryPoint?.endsWith(`/${stem}.lambda.ts`),
  );
  if (entry === undefined) throw new Error(`${stem} was not bundled.`);
  const loaded = reachable(outputs, entry, ({ kind }) => kind === "import-statement");
  const deployed = reachable(outputs, entry, () => true);
  const composed = [...deployed]
    .filter((path) => outputs[path]?.entryPoint?.endsWith(COMPOSITION))
    .flatMap((path) => [...reachable(outputs, path, ({ kind }) => kind === "import-statement")]);
  const bundle = {
    stem,
    folder: join(outFolder, stem),
    bytes: bytesOf(outputs, loaded),
    packageBytes: bytesOf(outputs, deployed),
    startInputs: inputsOf(outputs, loaded),
    composedInputs: inputsOf(outputs, composed),
    inputs: inputsOf(outputs, deployed),
  };
  refuseForeignParts(bundle, built);
  await copyOutputs(bundle, outFolder, built, deployed);
  return bundle;
}

/** What the first event of every function loads. */
const COMPOSITION = "lib/compose/cloud.ts";

type Outputs = Metafile["outputs"];
type Import = Outputs[string]["imports"][number];

/** The outputs that can be reached from one output by the imports that count. */
function reachable(outputs: Outputs, from: string, counts: (one: Import) => boolean): Set<string> {
  const seen = new Set([from]);
  for (const path of seen) {
    for (const one of outputs[path]?.imports ?? []) if (!one.external && counts(one)) seen.add(one.path);
  }
  return seen;
}

const bytesOf = (outputs: Outputs, paths: ReadonlySet<string>): number =>
  [...paths].reduce((sum, path) => sum + (outputs[path]?.bytes ?? 0), 0);

const inputsOf = (outputs: Outputs, paths: Iterable<string>): string[] => [
  ...new Set([...paths].flatMap((path) => Object.keys(outputs[path]?.inputs ?? {}))),
];

/** Undici names Node's SQLite for a response cache that nobody uses. */
const MAY_NAME_SQLITE = /node_modules\/undici\//;

/** Refuses what works on one machine only: embedded adapters and their data, native modules, Node's own SQLite. */
function refuseForeignParts({ stem, inputs }: FunctionBundle, { metafile }: Built): void {
  const embedded = inputs.filter((input) => /lib\/adapters\/embedded\/|\.node$/.test(input));
  const native = inputs
    .filter((input) => !MAY_NAME_SQLITE.test(input))
    .flatMap((input) => metafile.inputs[input]?.imports ?? [])
    .filter(({ external, path }) => external && /\.node$|^node:sqlite$|^usearch$/.test(path))
    .map(({ path }) => path);
  const foreign = [...embedded, ...native];
  if (foreign.length > 0)
    throw new Error(`${stem} would ship parts of the one-machine system: ${foreign.join(", ")}`);
}

/** The entry becomes `index.mjs`. Chunks keep their names, which contain a hash of their content. */
async function copyOutputs(
  { stem, folder }: FunctionBundle,
  outFolder: string,
  { outputFiles }: Built,
  deployed: ReadonlySet<string>,
): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  // The metafile's paths are relative to where the build ran; those of the output files are absolute.
  const wanted = new Set([...deployed].flatMap((path) => [resolve(path), resolve(`${path}.map`)]));
  for (const { path, text } of outputFiles) {
    if (!wanted.has(path)) continue;
    const target = join(folder, relative(outFolder, path).replace(`${stem}.mjs`, "index.mjs"));
    await mkdir(dirname(target), { recursive: true });
    await writeFile(
      target,
      text.replace(`sourceMappingURL=${stem}.mjs.map`, "sourceMappingURL=index.mjs.map"),
    );
  }
}
