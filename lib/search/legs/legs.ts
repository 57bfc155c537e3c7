import { setImmediate } from "node:timers/promises";
import { eq, oneOf } from "../../domain/condition.ts";
import type { SearchedCreator } from "../../domain/creator.ts";
import { dot } from "../../domain/dot.ts";
import { conceptCodes } from "../../domain/ranking/concepts.ts";
import { otherTerms } from "../../domain/ranking/other-words.ts";
import { FEEDBACK_AMONG, KEYWORD_FIELD_WEIGHTS, movedCosineRange } from "../../domain/ranking/weights.ts";
import type { SearchMeta } from "../../domain/search-request.ts";
import type { KeywordHit } from "../../ports/keyword-index.ts";
import type { VectorHit } from "../../ports/vector-index.ts";
import type { SearchPorts } from "../ports.ts";
import type { Question } from "../question/question.ts";
import { searchUnavailable, settle } from "./deadline.ts";
import { isNarrowed, nearestVectors } from "./nearest-vectors.ts";
import { type Records, readRecords } from "./records.ts";
import { storedVectors } from "./stored-vectors.ts";
import { type WordEvidence, wordEvidence } from "./word-evidence.ts";

/** Most accounts that are looked up by handle. No more can share a handle over all platforms and the tenants read. */
const NAMESAKES_MAX = 20;

export interface LegAnswers {
  /** Null: the leg was not asked, or it did not answer. */
  readonly keyword: readonly KeywordHit[] | null;
  readonly vector: readonly VectorHit[] | null;
  /**
   * The query's vector and more of the nearest profiles, with vectors, to move the query by. Null if it is not moved.
   */
  readonly around: Around | null;
  /** Accounts whose handle the query names. */
  readonly namesakes: readonly SearchedCreator[];
  /**
   * Where words are found, and the records of the keyword hits that tell it. Both are read while the vectors are
   * asked.
   */
  readonly words: WordEvidence;
  readonly records: Records;
  readonly failures: SearchMeta["degraded"];
}

export interface Around {
  readonly asked: Float32Array;
  readonly nearest: readonly VectorHit[];
}

/**
 * Runs both legs at the same time, and looks up handles beside them. A leg that fails or is later than `signal` is
 * left out and named in `failures`. A query of handles alone has no meaning, so vectors are not asked.
 * @throws AppError `unavailable`, code `search-unavailable`, if none of the asked legs answered.
 */
export async function runLegs(
  ports: SearchPorts,
  question: Question,
  signal: AbortSignal,
): Promise<LegAnswers> {
  const { text, request } = question;
  const { mode } = request;
  const asksVectors = mode !== "keyword" && text !== "";
  const byMeaning = asksVectors ? settle("vectors", signal, () => vectorLeg(ports, question, signal)) : null;
  // Awaited below, together with the other leg. Until then nobody would handle a failure.
  byMeaning?.catch(() => {});
  // On one machine this thread searches words and another one vectors. Let the other one start first.
  if (byMeaning) await setImmediate();
  const byWords =
    mode === "vector" ? null : settle("keywords", signal, () => keywordLeg(ports, question, signal));
  const evidence = byWords?.then(async ({ value }) => {
    // The question's vector may have been read meanwhile. Let it leave for the index before records are read here.
    if (byMeaning) await setImmediate();
    return evidenceOf(ports, question, value);
  });
  evidence?.catch(() => {});
  if (byMeaning && evidence) lookAhead(question, evidence, byMeaning).catch(() => {});
  const [keyword, vector, namesakes] = await Promise.all([
    byWords,
    byMeaning,
    findNamesakes(ports, question),
  ]);
  const failures = [keyword, vector].flatMap((leg) => leg?.failures ?? []);
  if (failures.length > 0 && !keyword?.value && !vector?.value) throw searchUnavailable(failures);
  const found = keyword?.value ?? null;
  // If the records could not be read then, read them once more.
  const early = await evidence?.catch(() => null);
  return {
    ...(early ?? (await evidenceOf(ports, question, found))),
    keyword: found,
    vector: vector?.value?.hits ?? null,
    around: vector?.value?.around ?? null,
    namesakes,
    failures,
  };
}

/** While the vectors are awaited: looks for words in the profiles that the page will most likely show. */
async function lookAhead(
  { request }: Question,
  evidence: Promise<Pick<LegAnswers, "words">>,
  byMeaning: Promise<unknown>,
): Promise<void> {
  let isWaiting = true;
  const stop = (): void => {
    isWaiting = false;
  };
  byMeaning.then(stop, stop);
  const { words } = await evidence;
  await words.lookAhead(request.limit, () => isWaiting);
}

async function evidenceOf(
  ports: SearchPorts,
  question: Question,
  hits: readonly KeywordHit[] | null,
): Promise<Pick<LegAnswers, "words" | "records">> {
  const records = await readRecords(ports, hits ?? []);
  return { words: wordEvidence(question, hits, records), records };
}

/** Searches for the query's words, the categories that they name and other words with the same meaning. */
async function keywordLeg(
  { keywords, settings }: SearchPorts,
  question: Question,
  signal: AbortSignal,
): Promise<KeywordHit[]> {
  const codes = conceptCodes(question.concepts, question.terms);
  return keywords.search(
    {
      tenants: question.tenants,
      terms: [...new Set([...question.terms, ...codes, ...otherTerms(question.terms).keys()])],
      required: question.required,
      excluded: question.excluded,
      where: question.conditions,
      weights: KEYWORD_FIELD_WEIGHTS,
      fuzzy: true,
      limit: Math.max(settings.candidatesPerLeg, question.among?.length ?? 0),
    },
    { signal },
  );
}

async function vectorLeg(
  ports: SearchPorts,
  question: Question,
  signal: AbortSignal,
): Promise<{ readonly hits: readonly VectorHit[]; readonly around: Around | null }> {
  const embedding = ports.embedder.embed([question.meaning], { signal, as: "question" });
  // Read in the meantime, so that it is known when the index is asked.
  const [[vector]] = await Promise.all([embedding, isNarrowed(ports)]);
  if (!vector) return { hits: [], around: null };
  const named = question.among ?? (await creatorsListed(ports, question));
  // The nearest profiles in the index do not tell anything about creators that the caller names.
  if (named) return { hits: await hitsAmong(ports, named, vector), around: null };
  const { candidatesPerLeg } = ports.settings;
  const withValues = movedCosineRange(ports.embedder.model) !== null;
  const topK = withValues ? Math.max(candidatesPerLeg, FEEDBACK_AMONG) : candidatesPerLeg;
  const nearest = await nearestVectors(ports, { ...question, vector, topK, withValues }, signal);
  const around = withValues ? { asked: vector, nearest } : null;
  return { hits: nearest.slice(0, candidatesPerLeg), around };
}

/** The creators on the wanted lists; null if the filters name no list. */
async function creatorsListed(
  { documents }: SearchPorts,
  question: Question,
): Promise<SearchedCreator[] | null> {
  const { listed } = question.filters;
  if (listed === undefined) return null;
  const records = await documents.getSearched(listed);
  return [...records.values()].filter((record) => !record.erased);
}

/** The cosines of all named creators. The index would only give the nearest of the whole catalogue. */
async function hitsAmong(
  ports: SearchPorts,
  creators: readonly SearchedCreator[],
  asked: Float32Array,
): Promise<VectorHit[]> {
  const records = await storedVectors(ports, creators);
  const hits = records.map(({ id, namespace, values }) => ({ id, namespace, score: dot(asked, values) }));
  return hits.sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
}

async function findNamesakes({ documents }: SearchPorts, question: Question): Promise<SearchedCreator[]> {
  if (question.handles.length === 0) return [];
  const { items } = await documents.find("creators", {
    where: [oneOf("handle_lc", question.handles), eq("erased", false), ...question.conditions],
    limit: NAMESAKES_MAX,
  });
  return items.filter((record) => !record.erased);
}
