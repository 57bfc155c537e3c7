import { queryOfId } from "../cache/seal.ts";
import type { Judged, Lesson } from "../domain/adapter/lessons.ts";
import { inChunks } from "../domain/chunks.ts";
import { type Creator, namespaceOf } from "../domain/creator.ts";
import type { Feedback, FeedbackKind } from "../domain/feedback.ts";
import { idsOf, type TenantId } from "../domain/ids.ts";
import { readQuery } from "../domain/query/read-query.ts";
import { ownScope } from "../domain/tenant-scope.ts";
import type { Embedder } from "../ports/embedder.ts";
import type { Ports } from "../ports/ports.ts";
import type { TenantDocuments } from "../ports/tenant-documents.ts";
import { everyPage } from "../stored/every-page.ts";

export type LessonPorts = Pick<Ports, "openDocuments" | "embedder" | "vectors" | "keyring">;

/** How well creators answer a question, from -1 to 1: above 0 is liked, below 0 disliked. */
export interface JudgedQuestion {
  readonly query: string;
  readonly grades: ReadonlyMap<string, number>;
}

/** Acts of one tenant to read, newest first: some ten seconds of learning. */
const ACTS_MAX = 5_000;
const PAGE = 1_000;
const TEXTS_PER_CALL = 100;

/** Opening a creator may be mere curiosity; saving or hiding one is a judgement. */
const GRADES: Readonly<Record<FeedbackKind, number>> = {
  opened: 0.3,
  saved: 1,
  hidden: -1,
  wrong_reason: -0.5,
};

/**
 * What a tenant's callers did, by question. Of several acts with one creator the strongest counts, and of equally
 * strong ones the latest.
 */
export async function questionsOf(
  { openDocuments, keyring }: LessonPorts,
  tenantId: TenantId,
): Promise<{ readonly acts: number; readonly questions: readonly JudgedQuestion[] }> {
  const documents = openDocuments(ownScope(tenantId));
  const acts = await newestActs(documents);
  const byQuery = new Map<string, Map<string, number>>();
  for (const { query_id, creator_id, kind } of acts) {
    const query = queryOfId(keyring, tenantId, query_id);
    if (query === null) continue;
    const grades = byQuery.get(query) ?? new Map<string, number>();
    byQuery.set(query, grades);
    const known = grades.get(creator_id) ?? 0;
    if (Math.abs(GRADES[kind]) > Math.abs(known)) grades.set(creator_id, GRADES[kind]);
  }
  return { acts: acts.length, questions: [...byQuery].map(([query, grades]) => ({ query, grades })) };
}

async function newestActs(documents: TenantDocuments): Promise<Feedback[]> {
  const acts: Feedback[] = [];
  const newest = { where: [], sort: { field: "at", direction: "descending" }, limit: PAGE } as const;
  for await (const page of everyPage(documents, "feedback", newest)) {
    acts.push(...page);
    if (acts.length >= ACTS_MAX) break;
  }
  return acts;
}

/**
 * Questions and creators as vectors. Leaves out questions without words, and creators that are gone or not embedded.
 */
export async function lessonsOf(
  ports: LessonPorts,
  documents: TenantDocuments,
  questions: readonly JudgedQuestion[],
): Promise<{ readonly query: string; readonly lesson: Lesson }[]> {
  const worded = questions
    .map((question) => ({ ...question, text: readQuery(question.query).text }))
    .filter(({ text, grades }) => text !== "" && grades.size > 0);
  const vectors = await vectorsOf(
    ports,
    documents,
    worded.flatMap(({ grades }) => [...grades.keys()]),
  );
  const embedded = await embeddedTexts(
    ports.embedder,
    worded.map(({ text }) => text),
  );
  return worded.flatMap(({ query, text, grades }) => {
    const question = embedded.get(text);
    const judged = (sign: 1 | -1): Judged[] =>
      [...grades].flatMap(([id, grade]) => {
        const vector = vectors.get(id);
        return vector && grade * sign > 0 ? [{ vector, weight: Math.abs(grade) }] : [];
      });
    const liked = judged(1);
    return question && liked.length > 0 ? [{ query, lesson: { question, liked, disliked: judged(-1) } }] : [];
  });
}

async function vectorsOf(
  { vectors }: LessonPorts,
  documents: TenantDocuments,
  ids: readonly string[],
): Promise<Map<string, Float32Array>> {
  const wanted = [...new Set(ids)];
  const creators: Creator[] = [];
  for (const part of inChunks(wanted, PAGE)) {
    const records = await documents.getMany("creators", part);
    for (const record of records.values()) if (!record.erased) creators.push(record);
  }
  const found = new Map<string, Float32Array>();
  const byNamespace = Map.groupBy(creators, ({ tenant_id, platform }) => namespaceOf(tenant_id, platform));
  for (const [namespace, ones] of byNamespace) {
    for (const part of inChunks(ones, TEXTS_PER_CALL)) {
      for (const { id, values } of await vectors.fetch(namespace, idsOf(part))) found.set(id, values);
    }
  }
  return found;
}

async function embeddedTexts(
  embedder: Embedder,
  texts: readonly string[],
): Promise<Map<string, Float32Array>> {
  const wanted = [...new Set(texts)];
  const found = new Map<string, Float32Array>();
  for (const part of inChunks(wanted, TEXTS_PER_CALL)) {
    const vectors = await embedder.embed(part, { as: "question" });
    for (const [index, text] of part.entries()) {
      const vector = vectors[index];
      if (vector) found.set(text, vector);
    }
  }
  return found;
}
