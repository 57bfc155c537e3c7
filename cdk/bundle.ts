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
  /** The stem that names it everywhere. */
  readonly stem: string;
  /** Folder with `index.mjs`, the chunks and data that it may load, and their source maps: what is deployed. */
  readonly folder: string;
  /** Bytes that are loaded before the first event: `index.mjs` and what it imports statically. */
  readonly bytes: number;
  /** Bytes of all code that is deployed. */
  readonly packageBytes: number;
  /** Files of the project and packages in what is loaded before the first event. */
  readonly startInputs: readonly string[];
  /** Files that composing the system loads before the first answer. */
  readonly composedInputs: readonly string[];
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
 * Bundles every function into a folder of its own under `outFolder`: minified ES modules with source maps, split where
 * the code imports late, so that a start reads only what the answer needs. Needs neither network nor Docker.
 * @throws Error when a function could load an embedded adapter or a native part, or an import cannot be resolved.
 */
export async function bundleFunctions(outFolder: string): Promise<FunctionBundles> {
  const others = functionStems().filter((stem) => !AWAITED.includes(stem));
  const builds = [...AWAITED.map((stem) => [stem]), others];
  const bundles = await Promise.all(builds.map((stems) => bundleTogether(stems, outFolder)));
  return new Map(bundles.flat().sort(([one], [other]) => one.localeCompare(other)));
}

/**
 * Functions whose first answer somebody waits for, or a thousand records. What functions of one build share is cut into
 * a module for each set of them that shares it, and every module costs its function's start: so each of these has a
 * build of its own. The others are built once, in a tenth of the time.
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

/** ES modules for Node, split where the code imports late. */
export const moduleOptions = () =>
  ({
    outExtension: { ".js": ".mjs" },
    // All in one folder, so that a module finds a file of data wherever the code that reads it ends up.
    chunkNames: "[name]-[hash]",
    assetNames: "[name]-[hash]",
    bundle: true,
    splitting: true,
    platform: "node",
    target: "node24",
    format: "esm",
    minify: true,
    sourcemap: "linked",
    // The map names lines; shipping every source a second time would double the package.
    sourcesContent: false,
    banner: { js: REQUIRE },
    plugins: PLUGINS,
    logLevel: "error",
    legalComments: "none",
    // Tables of names in every script are a third as long as with escapes.
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

/** The outputs that one can come to from another by the imports that count. */
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

/** Names Node's SQLite for a cache of answers that nobody asks it for. */
const MAY_NAME_SQLITE = /node_modules\/undici\//;

/** What works on one machine only: adapters with their data, native modules, Node's own SQLite. */
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

/** The entry becomes `index.mjs`; chunks keep their names, which hold a hash of their content. */
async function copyOutputs(
  { stem, folder }: FunctionBundle,
  outFolder: string,
  { outputFiles }: Built,
  deployed: ReadonlySet<string>,
): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  // The metafile names outputs from where the build ran, the files themselves are absolute.
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
