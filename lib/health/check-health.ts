import { AppError, isAppError } from "../domain/errors.ts";
import { SYSTEM_TENANT } from "../domain/ids.ts";
import { KEYWORD_FIELD_WEIGHTS } from "../domain/ranking/weights.ts";
import { SYSTEM_SCOPE } from "../domain/tenant-scope.ts";
import type { KeywordQuery } from "../ports/keyword-index.ts";
import type { Ports } from "../ports/ports.ts";

/** A store that takes longer than this for such a small question is as good as down. */
const DEADLINE_MS = 2_000;

export interface HealthPorts
  extends Pick<Ports, "openDocuments" | "keywords" | "vectors" | "cache" | "queues"> {
  /** Problems of the data folder under the running system. */
  readonly folderTroubles: () => readonly FolderTrouble[];
}

export interface FolderTrouble extends Trouble {
  /** What is wrong; follows the part's name. */
  readonly says: string;
}

export interface Health {
  readonly status: "ok";
  readonly parts: readonly string[];
}

/**
 * Asks each store that a search or an ingest needs something small, all at the same time.
 * @throws AppError `unavailable`, code `unhealthy`, that names the parts which did not answer, with the remedy if the
 * part knows one.
 */
export async function checkHealth(ports: HealthPorts): Promise<Health> {
  const answers = await askParts(ports);
  const silent = answers.flatMap(({ trouble }) => trouble ?? []);
  const folder = ports.folderTroubles();
  const failed = [...silent, ...folder].map(({ part }) => part);
  if (failed.length > 0) {
    const message = [
      ...(silent.length > 0 ? [`Without an answer: ${silent.map(({ part }) => part).join(", ")}.`] : []),
      ...silent.flatMap(({ remedy }) => (remedy ? [remedy] : [])),
      ...folder.map(({ part, says, remedy }) => `${part} ${says} ${remedy}`),
    ].join(" ");
    throw new AppError("unavailable", "unhealthy", message, { failed });
  }
  return { status: "ok", parts: answers.map(({ part }) => part) };
}

export interface PartAnswer {
  readonly part: string;
  /** Null if the part answered in time. */
  readonly trouble: Trouble | null;
  readonly milliseconds: number;
}

/** Asks every store its small question, and measures how long each took. */
export function askParts(ports: Omit<HealthPorts, "folderTroubles">): Promise<PartAnswer[]> {
  const { openDocuments, keywords, vectors, cache, queues } = ports;
  const questions: Readonly<Record<string, () => Promise<unknown>>> = {
    documents: () => openDocuments(SYSTEM_SCOPE).get("benchmarks", "health"),
    keywords: () => keywords.search(NOBODY),
    vectors: () => vectors.stats(),
    cache: () => cache.getMany(["health"]),
    queues: () => queues.depth("ingest"),
  };
  return Promise.all(
    Object.entries(questions).map(async ([part, ask]) => {
      const begun = performance.now();
      const trouble = await troubleOf(part, ask);
      return { part, trouble, milliseconds: Math.round(performance.now() - begun) };
    }),
  );
}

/** Finds no one, since the system's tenant has no creators. */
const NOBODY: KeywordQuery = {
  tenants: [SYSTEM_TENANT],
  ...{ terms: [], required: [], excluded: [], where: [], fuzzy: false },
  weights: KEYWORD_FIELD_WEIGHTS,
  limit: 1,
};

interface Trouble {
  readonly part: string;
  /** Empty if none is known. */
  readonly remedy: string;
}

/** Returns null if the part answered in time. */
async function troubleOf(part: string, ask: () => Promise<unknown>): Promise<Trouble | null> {
  const asked = await inTime(ask);
  return "answer" in asked ? null : { part, remedy: asked.remedy };
}

/**
 * Returns an answer, or the remedy that its error names. The remedy is empty if the error has none or the answer is
 * late.
 */
export async function inTime<T>(
  ask: () => Promise<T>,
): Promise<{ readonly answer: T } | { readonly remedy: string }> {
  const { promise: late, resolve } = Promise.withResolvers<{ remedy: string }>();
  const timer = setTimeout(() => resolve({ remedy: "" }), DEADLINE_MS);
  const answered = Promise.resolve()
    .then(ask)
    .then(
      (answer) => ({ answer }),
      (error: unknown) => ({ remedy: remedyOf(error) }),
    );
  return Promise.race([answered, late]).finally(() => clearTimeout(timer));
}

const remedyOf = (error: unknown): string =>
  isAppError(error) && typeof error.context.remedy === "string" ? error.context.remedy : "";
