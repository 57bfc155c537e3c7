import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { z } from "zod";
import { type Filters, filtersSchema } from "../../../lib/domain/search-request.ts";

const expectedSchema = z.object({
  id: z.string(),
  lang: z.string().optional(),
  /** Absent if the text belongs to a set that is not part of the project. */
  query: z.string().optional(),
  filters: filtersSchema,
  handles: z.array(z.string()).default([]),
});

/** A query with the reading that a careful person gives it. */
export interface ReadingCase {
  readonly id: string;
  readonly query: string;
  readonly filters: Filters;
  readonly handles: readonly string[];
}

/** The part of a reader's answer that is judged here. */
export interface JudgedReading {
  readonly filters: Filters;
  readonly handles: readonly string[];
}

export interface FilterCounts {
  readonly filter: string;
  /** Read as expected. */
  right: number;
  /** Stated, but read with another value. It hides what the query asks for. */
  wrong: number;
  /** Read although nothing was stated. It is as bad as a wrong value. */
  invented: number;
  /** Stated, but not read. It costs little. */
  unread: number;
}

export interface ReadingEvaluation {
  readonly cases: number;
  readonly perFilter: readonly (FilterCounts & {
    /** right / (right + wrong + invented); null if nothing was read. */
    readonly precision: number | null;
    /** right / stated; null if nothing was stated. */
    readonly recall: number | null;
  })[];
  /** Share of queries with at least one wrong or invented filter. */
  readonly wrong: number;
  /** Share of stated filters that were left unread. */
  readonly unread: number;
  /** Share of queries whose reading equals the expected one in every filter. */
  readonly exact: number;
  /** Ids of the queries that were not read exactly, to look at. */
  readonly missed: readonly string[];
}

/** Compares readings with expected ones, filter by filter; lists are compared as sets. */
export function evaluateReading(
  cases: readonly ReadingCase[],
  read: (query: string) => JudgedReading,
): ReadingEvaluation {
  const counts = new Map<string, FilterCounts>();
  let wrongQueries = 0;
  const missed: string[] = [];
  for (const { id, query, filters, handles } of cases) {
    const reading = read(query);
    const verdicts = compare(
      { ...filters, ...(handles.length > 0 ? { handles } : {}) },
      { ...reading.filters, ...(reading.handles.length > 0 ? { handles: reading.handles } : {}) },
    );
    for (const [filter, verdict] of verdicts) {
      const count = counts.get(filter) ?? { filter, right: 0, wrong: 0, invented: 0, unread: 0 };
      count[verdict] += 1;
      counts.set(filter, count);
    }
    if (verdicts.some(([, verdict]) => verdict === "wrong" || verdict === "invented")) wrongQueries += 1;
    if (verdicts.some(([, verdict]) => verdict !== "right")) missed.push(id);
  }
  return summarise(cases.length, [...counts.values()], wrongQueries, missed);
}

type Verdict = "right" | "wrong" | "invented" | "unread";

function compare(
  expected: Readonly<Record<string, unknown>>,
  got: Readonly<Record<string, unknown>>,
): [string, Verdict][] {
  const filters = new Set([...Object.keys(expected), ...Object.keys(got)]);
  return [...filters].map((filter) => {
    if (got[filter] === undefined) return [filter, "unread"];
    if (expected[filter] === undefined) return [filter, "invented"];
    return [filter, canonical(got[filter]) === canonical(expected[filter]) ? "right" : "wrong"];
  });
}

/** Lists sorted, objects by key, so that equal values are equal text. */
function canonical(value: unknown): string {
  if (Array.isArray(value))
    return JSON.stringify([...value].map((item) => String(item).toLowerCase()).sort());
  if (typeof value === "object" && value !== null) return JSON.stringify(Object.entries(value).sort());
  return JSON.stringify(value) ?? "";
}

function summarise(
  cases: number,
  counts: readonly FilterCounts[],
  wrongQueries: number,
  missed: readonly string[],
): ReadingEvaluation {
  const unread = counts.reduce((sum, count) => sum + count.unread, 0);
  const stated = counts.reduce((sum, count) => sum + count.right + count.wrong + count.unread, 0);
  return {
    cases,
    perFilter: counts
      .map((count) => ({
        ...count,
        precision: share(count.right, count.right + count.wrong + count.invented),
        recall: share(count.right, count.right + count.unread + count.wrong),
      }))
      .sort((a, b) => a.filter.localeCompare(b.filter)),
    wrong: share(wrongQueries, cases) ?? 0,
    unread: share(unread, stated) ?? 0,
    exact: share(cases - missed.length, cases) ?? 1,
    missed,
  };
}

const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);

/** The half that a query falls into by its id, so that no person chooses the half for tuning. */
export const halfOf = (id: string): "tuned" | "untuned" =>
  (createHash("sha256").update(id).digest()[0] ?? 0) % 2 === 0 ? "tuned" : "untuned";

/**
 * Reads expected readings of this folder (`own-queries`, `fresh-queries`, `influencer-expected`).
 *
 * @param texts queries by id, for sets whose texts are not part of the project; cases without a text are left out
 */
export function loadCases(
  name: "own-queries" | "fresh-queries" | "influencer-expected",
  texts: ReadonlyMap<string, string> = new Map(),
): ReadingCase[] {
  const lines = readFileSync(new URL(`${name}.jsonl`, import.meta.url), "utf8")
    .trim()
    .split("\n");
  return lines.flatMap((line) => {
    const { id, query, filters, handles } = expectedSchema.parse(JSON.parse(line));
    const text = query ?? texts.get(id);
    return text === undefined ? [] : [{ id, query: text, filters, handles }];
  });
}

const textSchema = z.object({ id: z.string(), query: z.string() });

/** Query texts by id from a JSONL file outside of the project; null if it is absent. */
export function loadTexts(path: string): Map<string, string> | null {
  if (!existsSync(path)) return null;
  const rows = readFileSync(path, "utf8").trim().split("\n");
  return new Map(
    rows.map((line) => {
      const { id, query } = textSchema.parse(JSON.parse(line));
      return [id, query];
    }),
  );
}

/** A table of one evaluation for people to read. */
export function renderEvaluation(title: string, evaluation: ReadingEvaluation): string {
  const percent = (value: number | null) => (value === null ? "-" : `${(value * 100).toFixed(1)}%`);
  const { cases, wrong, unread, exact, perFilter, missed } = evaluation;
  return [
    `${title}: ${cases} queries, exact ${percent(exact)}, with a wrong filter ${percent(wrong)}, stated filters unread ${percent(unread)}`,
    "| filter | right | wrong | invented | unread | precision | recall |",
    "|---|---|---|---|---|---|---|",
    ...perFilter.map(
      (row) =>
        `| ${row.filter} | ${row.right} | ${row.wrong} | ${row.invented} | ${row.unread} | ${percent(row.precision)} | ${percent(row.recall)} |`,
    ),
    ...(missed.length > 0 ? [`not exact: ${missed.join(", ")}`] : []),
  ].join("\n");
}
