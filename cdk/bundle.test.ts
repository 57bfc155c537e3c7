import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import categoryVocabulary from "../lib/domain/dictionaries/category-vocabulary.computed.ts";
import demonyms from "../lib/domain/dictionaries/demonyms.computed.ts";
import englishNames from "../lib/domain/dictionaries/english-names.computed.ts";
import languageNames from "../lib/domain/dictionaries/language-names.computed.ts";
import placeLabels from "../lib/domain/dictionaries/place-labels.computed.ts";
import placeTable from "../lib/domain/dictionaries/place-table.computed.ts";
import emojiNames from "../lib/domain/query/emoji-names.computed.ts";
import filterPhrases from "../lib/domain/query/filter-phrases.computed.ts";
import magnitudes from "../lib/domain/query/magnitudes.computed.ts";
import numberWords from "../lib/domain/query/number-words.computed.ts";
import indexLetters from "../lib/domain/text/index-letters.computed.ts";
import letterForms from "../lib/domain/text/letter-forms.computed.ts";
import { bundleFunctions, type FunctionBundles, functionStems } from "./bundle.ts";

/** Larger than any package should grow unseen. */
const PACKAGE_BYTES_MAX = 7 * 1_048_576;
/** A cold start compiles every byte that is loaded before the first event. */
const START_BYTES_MAX = 750_000;

/** What functions read whole instead of computing it. All of it is deployed with `ingest-raw`. */
const COMPUTED = {
  "category-vocabulary": categoryVocabulary,
  demonyms,
  "emoji-names": emojiNames,
  "english-names": englishNames,
  "filter-phrases": filterPhrases,
  "index-letters": indexLetters,
  "language-names": languageNames,
  "letter-forms": letterForms,
  magnitudes,
  "number-words": numberWords,
  "place-labels": placeLabels,
  "place-table": placeTable,
};

const folder = mkdtempSync(join(tmpdir(), "increator-bundle-"));
let bundles: FunctionBundles;

beforeAll(async () => {
  bundles = await bundleFunctions(folder);
}, 120_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("every function is bundled with its modules and source maps, and small enough", () => {
  expect([...bundles.keys()]).toEqual(functionStems());
  for (const { stem, packageBytes, folder: own } of bundles.values()) {
    expect(packageBytes, stem).toBeLessThan(PACKAGE_BYTES_MAX);
    const files = readdirSync(own);
    const modules = files.filter((file) => file.endsWith(".mjs") && file !== "index.mjs");
    const maps = files.filter((file) => file.endsWith(".mjs.map"));
    expect(maps, stem).toEqual(modules.map((module) => `${module}.map`));
  }
});

test("what is loaded before the first event is one module below 750 kB", () => {
  for (const { stem, bytes, folder: own } of bundles.values()) {
    expect(bytes, stem).toBeLessThan(START_BYTES_MAX);
    expect(readFileSync(join(own, "start.mjs"), "utf8"), stem).not.toMatch(/(from|import)"\.\//);
  }
});

test("no bundle imports Node's http, because that loads the client behind fetch", () => {
  for (const { folder: own } of bundles.values()) {
    const modules = readdirSync(own).filter((file) => file.endsWith(".mjs"));
    const importing = modules.filter((file) =>
      /from"(node:)?http"/.test(readFileSync(join(own, file), "utf8")),
    );
    expect(importing, own).toEqual([]);
  }
});

test("large tables are deployed as JSON, and say what they say where nothing is bundled", () => {
  const own = bundles.get("ingest-raw")?.folder ?? "";
  const tables = readdirSync(own).filter((file) => file.endsWith(".json"));
  const names = tables.map((file) => file.replace(/-[A-Z0-9]{8}\.json$/, "")).sort();
  const ours = Object.keys(COMPUTED).map((name) => `${name}.computed.ts`);
  expect(names).toEqual([...ours, "extrasmall.js"].sort());
  for (const [name, compute] of Object.entries(COMPUTED)) {
    const file = tables.find((one) => one.startsWith(`${name}.computed`)) ?? "";
    expect(JSON.parse(readFileSync(join(own, file), "utf8")), name).toEqual(compute());
  }
});

const startInputsOf = (stem: string, part: RegExp): string[] =>
  (bundles.get(stem)?.startInputs ?? []).filter((input) => part.test(input));

test("no function loads an SDK before it is asked for something, but that of the cache, which all ask", () => {
  const sdk = /node_modules\/(mongodb|bson|openai|@pinecone-database|@aws-sdk|@smithy)\//;
  for (const stem of functionStems()) expect(startInputsOf(stem, sdk), stem).toEqual([]);
});

test("a search loads neither dictionaries of the reader nor ranking before a cache was asked, nor the audit before a refusal", () => {
  expect(
    startInputsOf(
      "search-creators",
      /domain\/query\/|dictionaries\/translation|node_modules\/(eld|libphonenumber-js)\/|lib\/(search\/(rank\/rank|legs\/legs|page\/pages)|audit\/(audit|record-refusal))\.ts/,
    ),
  ).toEqual([]);
});

test("a search loads nothing that reads profiles", () => {
  const reading = /node_modules\/eld\/|lib\/ingest\/prepare-envelope\.ts|lib\/domain\/pii\/|\/normalise\.ts$/;
  expect(startInputsOf("search-creators", /^lib\/compose\/cloud\.ts$/)).not.toEqual([]);
  expect(startInputsOf("search-creators", reading)).toEqual([]);
});

test("of zod no function takes messages in other languages than English", () => {
  for (const { stem, inputs } of bundles.values()) {
    const locales = inputs.filter((input) => /zod\/v4\/locales\/(?!en\.js)/.test(input));
    expect(locales, stem).toEqual([]);
  }
});

test("no function can load an embedded adapter, or a native part", () => {
  for (const { inputs } of bundles.values()) {
    expect(inputs.filter((input) => /adapters\/embedded|\.node$/.test(input))).toEqual([]);
  }
});

/** In a process of its own: vitest would rewrite what Lambda runs as it is. */
const IMPORT_ALL = `
for (const file of process.argv.slice(1)) {
  const { handler } = await import(file);
  if (typeof handler !== "function") throw new Error(file + " exports no handler");
}`;

test("each bundle is imported as it is, without settings, and exports its handler", async () => {
  const files = [...bundles.values()].map((one) => pathToFileURL(join(one.folder, "index.mjs")).href);
  const node = promisify(execFile)(process.execPath, ["--input-type=module", "-e", IMPORT_ALL, ...files], {
    env: {},
  });
  await expect(node).resolves.toMatchObject({ stderr: "" });
}, 120_000);

test("MongoDB's driver reads connection strings by Node's URL, which stands in for a package's, as by its own", () => {
  const texts = [
    "mongodb+srv://user:p%40ss@cluster0.example.net/db?retryWrites=true&w=majority&appName=x",
    "mongodb://a:b@h1:27017,h2:27018,h3/db?replicaSet=rs0&readPreferenceTags=dc:ny&readPreferenceTags=",
    "mongodb://%2Ftmp%2Fmongodb-27017.sock/db",
    "mongodb://[::1]:27017/?TLS=true&authSource=%24external",
    "mongodb://h/äö",
    "mongodb://u:p@ss@h/",
    "http://h",
  ];
  const require = createRequire(import.meta.url);
  const parser = require.resolve("mongodb-connection-string-url");
  const read = () => {
    delete require.cache[parser];
    return texts.map((text) => connectionOf(require(parser).ConnectionString, text));
  };
  const byItsOwn = read();
  Object.assign(createRequire(parser)("whatwg-url"), { URL, URLSearchParams });
  expect(byItsOwn[1]).toMatchObject({ hosts: ["h1:27017", "h2:27018", "h3"], tags: "dc:ny" });
  expect(read()).toEqual(byItsOwn);
});

const FAIL_TO_START = `
const { handler } = await import(process.argv[1]);
await handler({ Records: [] }, {}).catch(() => undefined);`;

test("what fails in a bundle is logged by the source's file and line", async () => {
  const file = pathToFileURL(join(bundles.get("run-erasure")?.folder ?? "", "index.mjs")).href;
  const args = ["--input-type=module", "-e", FAIL_TO_START, file];
  const { stdout, stderr } = await promisify(execFile)(process.execPath, args, { env: {} });
  expect(stdout + stderr).toMatch(/lib\/compose\/cloud\.ts:\d+:\d+/);
}, 60_000);

test("a provisioned copy composes before it is asked, and answers later if that failed", async () => {
  const file = pathToFileURL(join(bundles.get("search-creators")?.folder ?? "", "index.mjs")).href;
  const ask = "import(process.argv[1]).then(({ handler }) => console.log(typeof handler))";
  const run = (env: Record<string, string>) =>
    promisify(execFile)(process.execPath, ["-e", ask, file], { env });
  expect(await run({})).toEqual({ stdout: "function\n", stderr: "" });
  const { stdout, stderr } = await run({ AWS_LAMBDA_INITIALIZATION_TYPE: "provisioned-concurrency" });
  expect(stdout).toBe("function\n");
  expect(stderr).toContain("start failed");
  expect(stderr).toMatch(/[A-Z_]+ is not set/);
}, 60_000);

type ConnectionString = new (text: string) => URL & { readonly hosts: readonly string[] };

/** What a driver reads of a connection string, or why it refuses it. */
function connectionOf(Connection: ConnectionString, text: string): object {
  try {
    const { href, hosts, pathname, username, password, searchParams } = new Connection(text);
    const tags = searchParams.get("READPREFERENCETAGS");
    return { href, hosts, pathname, username, password, tags, all: [...searchParams] };
  } catch (error) {
    return { error: String(error) };
  }
}
