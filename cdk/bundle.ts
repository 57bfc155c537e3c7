import { readdirSync } from "node:fs";
import { copyFile, rm, stat, writeFile } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { type BuildOptions, build, type Metafile } from "esbuild";
import { PLUGINS } from "./bundle-plugins.ts";
import { START, startModule } from "./start-module.ts";

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
  /** What is deployed: a folder with `index.mjs`, the modules and data that it may load, and their source maps. */
  readonly folder: string;
  /** Bytes of code that is loaded before the first event. */
  readonly bytes: number;
  /** Bytes of all deployed code and data. */
  readonly packageBytes: number;
  /** Files of the project and of packages that are loaded before the first event. */
  readonly startInputs: readonly string[];
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
 * is split at late imports, so that a start reads only what the answer needs, and reads it as one module. Needs
 * neither network nor Docker.
 * @throws Error when a function could load an embedded adapter or a native part, or an import cannot be resolved.
 */
export async function bundleFunctions(outFolder: string): Promise<FunctionBundles> {
  const stems = functionStems();
  const parts = join(outFolder, "parts");
  const { metafile } = await build({
    entryPoints: Object.fromEntries(stems.map((stem) => [stem, join(FUNCTIONS, `${stem}.lambda.ts`)])),
    outdir: parts,
    ...moduleOptions(),
    metafile: true,
  });
  const bundles = await Promise.all(stems.map((stem) => bundleOne(stem, outFolder, metafile)));
  await rm(parts, { recursive: true });
  return new Map(bundles.map((bundle) => [bundle.stem, bundle]));
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

async function bundleOne(stem: string, outFolder: string, parts: Metafile): Promise<FunctionBundle> {
  const { outputs } = parts;
  const entry = Object.keys(outputs).find((path) =>
    outputs[path]?.entryPoint?.endsWith(`/${stem}.lambda.ts`),
  );
  if (entry === undefined) throw new Error(`${stem} was not bundled.`);
  const start = [...reachable(outputs, entry, ({ kind }) => kind === "import-statement")];
  const all = [...reachable(outputs, entry, () => true)];
  const data = all.filter((path) => !path.endsWith(".mjs"));
  const inputs = inputsOf(outputs, all);
  refuseForeignParts(stem, inputs, parts);

  const folder = join(outFolder, stem);
  await rm(folder, { recursive: true, force: true });
  const { metafile } = await build({
    entryPoints: [START],
    outdir: folder,
    ...moduleOptions(),
    banner: {},
    plugins: [startModule(new Map(start.map((path) => [resolve(path), outputs[path]?.exports ?? []])))],
    metafile: true,
  });
  await writeFile(join(folder, "index.mjs"), `export{handler}from"./${START}.mjs";\n`);
  await Promise.all(data.map((path) => copyFile(path, join(folder, basename(path)))));
  const modules = Object.keys(metafile.outputs).filter((path) => path.endsWith(".mjs"));
  return {
    ...{ stem, folder, inputs },
    bytes: (await stat(join(folder, `${START}.mjs`))).size,
    packageBytes: bytesOf(metafile.outputs, modules) + bytesOf(outputs, data),
    startInputs: inputsOf(outputs, start),
  };
}

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

const bytesOf = (outputs: Outputs, paths: readonly string[]): number =>
  paths.reduce((sum, path) => sum + (outputs[path]?.bytes ?? 0), 0);

const inputsOf = (outputs: Outputs, paths: Iterable<string>): string[] => [
  ...new Set([...paths].flatMap((path) => Object.keys(outputs[path]?.inputs ?? {}))),
];

/** Undici names Node's SQLite for a response cache that nobody uses. */
const MAY_NAME_SQLITE = /node_modules\/undici\//;

/** Refuses what works on one machine only: embedded adapters and their data, native modules, Node's own SQLite. */
function refuseForeignParts(stem: string, inputs: readonly string[], metafile: Metafile): void {
  const embedded = inputs.filter((input) => /lib\/adapters\/embedded\/|\.node$/.test(input));
  const native = inputs
    .filter((input) => !MAY_NAME_SQLITE.test(input))
    .flatMap((input) => metafile.inputs[input]?.imports ?? [])
    .filter(({ external, path }) => external && /\.node$|^node:sqlite$/.test(path))
    .map(({ path }) => path);
  const foreign = [...embedded, ...native];
  if (foreign.length > 0)
    throw new Error(`${stem} would ship parts of the one-machine system: ${foreign.join(", ")}`);
}
