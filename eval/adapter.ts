import { fileURLToPath } from "node:url";
import { Command } from "commander";
import { learnAdapter } from "../lib/domain/adapter/learn.ts";
import { pairsOf } from "../lib/domain/adapter/lessons.ts";
import { adapted } from "../lib/search/legs/adapted-embedder.ts";
import type { SearchPorts } from "../lib/search/search-creators.ts";
import { lessonsOf } from "../lib/workspace/lessons.ts";
import { halfOf } from "../test/eval/query-reading/evaluate.ts";
import { bootstrapMean } from "./bootstrap.ts";
import type { JudgedQuery, JudgedSet } from "./judged-set.ts";
import { measure } from "./measure.ts";
import { openSet } from "./sets/open-set.ts";
import { type LoadedSystem, loadSystem } from "./systems/increator.ts";
import { fullSearch, vectorSearch } from "./systems/variants.ts";

const DATA = fileURLToPath(new URL("../../shared/data", import.meta.url));
/** The grade for "clear" in these sets. */
const GRADE_MAX = 2;

/** Judged sets over the same documents count as one, so that each half has enough questions. */
const SETS = [["judged_dev", "judged_dev2"], ["cranfield"], ["cacm"]] as const;

/**
 * Measures how adapters that are learnt from judgements change unseen questions: each half of a set's questions is
 * asked with an adapter learnt from the other half.
 */
async function main(): Promise<void> {
  const { data } = new Command("npm run eval:adapter --")
    .description(
      "Measures adapters of question vectors: learnt from one half of judged questions, measured on the other.",
    )
    .option("--data <folder>", "where judged data lies", DATA)
    .parse()
    .opts<{ data: string }>();
  process.stdout.write(
    "set                   search        nDCG@10 before, after, difference with its 95% interval\n",
  );
  for (const names of SETS) {
    const sets = names.flatMap((name) => openSet(name, { data, generated: 0 }) ?? []);
    const [first] = sets;
    if (!first) {
      process.stdout.write(`${names.join("+")}: its files are not in ${data}\n`);
      process.exitCode = 2;
      continue;
    }
    for (const line of await measured(
      first,
      sets.flatMap(({ queries }) => queries),
    ))
      process.stdout.write(`${names.join("+").padEnd(22)}${line}\n`);
  }
}

async function measured(set: JudgedSet, queries: readonly JudgedQuery[]): Promise<string[]> {
  const system = await loadSystem(set.envelopes(), () => undefined);
  try {
    const halves = [queries.filter(isTuned), queries.filter((query) => !isTuned(query))] as const;
    const lines: string[] = [];
    for (const [name, searchOf] of [
      ["vectors", vectorSearch],
      ["whole", fullSearch],
    ] as const) {
      const before: number[] = [];
      const after: number[] = [];
      for (const [taught, asked] of [halves, [halves[1], halves[0]]] as const) {
        const ports = { ...system.ports(), embedder: await taughtEmbedder(system, taught) };
        before.push(...(await gains(searchOf(system.ports()), asked)));
        after.push(...(await gains(searchOf(ports), asked)));
      }
      const { mean, low, high } = bootstrapMean(after.map((value, at) => value - (before[at] ?? 0)));
      const figures = [bootstrapMean(before).mean, bootstrapMean(after).mean, mean].map((one) =>
        one.toFixed(3),
      );
      lines.push(`${name.padEnd(14)}${figures.join("  ")} (${low.toFixed(3)} to ${high.toFixed(3)})`);
    }
    return lines;
  } finally {
    await system.close();
  }
}

const isTuned = ({ id }: JudgedQuery): boolean => halfOf(id) === "tuned";

const gains = async (search: ReturnType<typeof fullSearch>, queries: readonly JudgedQuery[]) =>
  (await measure(search, queries)).map(({ ndcg10 }) => ndcg10);

async function taughtEmbedder(
  { system, ports }: LoadedSystem,
  taught: readonly JudgedQuery[],
): Promise<SearchPorts["embedder"]> {
  const { services } = system.composition;
  const questions = taught.map(({ text, grades }) => ({
    query: text,
    grades: new Map([...grades].map(([id, grade]) => [id, grade / GRADE_MAX])),
  }));
  const lessons = await lessonsOf(services, ports().documents, questions);
  const learning = learnAdapter(pairsOf(lessons.map(({ lesson }) => lesson)), services.embedder.dimensions);
  for (;;) {
    const step = learning.next();
    if (step.done) return adapted(services.embedder, step.value);
  }
}

await main();
