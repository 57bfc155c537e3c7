import { writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { type Dataset, type EngineProcess, type PeerDocument, type PeerQuery, startLines } from "./engine.ts";

const SPACES = /[\t\r\n\0]+/g;

/** Talks to Lucene in tab-separated lines: Lucene has no JSON, and these lines need no library. */
export function startLucene(jar: string, source: string): EngineProcess {
  const flags = ["--add-modules", "jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED", "-Xmx2g"];
  const { ask, close } = startLines("lucene", "java", [...flags, "-cp", jar, source]);
  const search = async (op: string, query: PeerQuery) => {
    const { text, vector, filters, limit } = query;
    const { followers, categories } = filters;
    const bounds = [followers?.min ?? "", followers?.max ?? ""];
    const fields = [
      op,
      text.replace(SPACES, " "),
      vector.join(","),
      ...bounds,
      categories?.join(",") ?? "",
      limit,
    ];
    const [ms, ids = ""] = (await ask(fields.join("\t"))).split("\t");
    return { ms: Number(ms), ids: ids === "" ? [] : ids.split(",") };
  };
  return {
    name: "lucene",
    async build(dataset) {
      const rows = await rowsOf(dataset);
      const fields = ["build", rows, dataset.vectors, dataset.dimensions, dataset.folder];
      const [seconds, diskMb] = (await ask(fields.join("\t"))).split("\t").map(Number);
      return { seconds: seconds ?? 0, from: "vectors", diskMb: diskMb ?? 0 };
    },
    hybrid: (query) => search("hybrid", query),
    nearest: (query) => search("nearest", query),
    listen: async () => null,
    memoryMb: async () => Number(await ask("memory")),
    close,
  };
}

async function rowsOf({ documents, folder }: Dataset): Promise<string> {
  const lines = (await readFile(documents, "utf8")).trimEnd().split("\n");
  const rows = lines.map((line) => {
    const { id, text, followers, categories } = JSON.parse(line) as PeerDocument;
    return [id, text.replace(SPACES, " "), followers ?? "", categories.join(",")].join("\t");
  });
  const file = `${folder}.tsv`;
  writeFileSync(file, `${rows.join("\n")}\n`);
  return file;
}
