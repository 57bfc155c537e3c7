import type { Creator, CreatorRecord } from "../domain/creator.ts";
import { conceptTerms } from "../domain/ranking/concepts.ts";
import type { KeywordCandidate } from "../domain/ranking/fusion.ts";
import type { WordMatch } from "../domain/ranking/profile-fields.ts";
import { KEYWORD_FIELD_WEIGHTS } from "../domain/ranking/weights.ts";
import type { SearchMeta } from "../domain/search-request.ts";
import type { KeywordHit } from "../ports/keyword-index.ts";
import type { VectorHit } from "../ports/vector-index.ts";
import { metadataConditions } from "./conditions.ts";
import { searchUnavailable, settle } from "./deadline.ts";
import type { SearchPorts } from "./ports.ts";
import type { Question } from "./question.ts";

/** Accounts looked up by handle; more than this share a handle on no set of platforms and tenants. */
const NAMESAKES_MAX = 20;

export interface LegAnswers {
  /** Null: not asked, or it did not answer. */
  readonly keyword: readonly KeywordCandidate[] | null;
  readonly vector: readonly VectorHit[] | null;
  /** Accounts whose handle was asked. */
  readonly namesakes: readonly Creator[];
  /** The records behind the keyword hits, as far as they were read while the vectors were still being asked. */
  readonly ahead: Promise<Records>;
  readonly failures: SearchMeta["degraded"];
}

export type Records = ReadonlyMap<string, CreatorRecord>;

/**
 * Both legs at the same time, and the look-up by handle beside them. A leg that fails or comes after `signal` is
 * left out and labelled. A handle has no meaning to be near to.
 * @throws AppError `unavailable`, code `search-unavailable`, when no leg that was asked answered.
 */
export async function runLegs(
  ports: SearchPorts,
  question: Question,
  signal: AbortSignal,
): Promise<LegAnswers> {
  const { text, request } = question;
  const { mode } = request;
  const asksVectors = mode !== "keyword" && text !== "";
  const byWords =
    mode === "vector" ? null : settle("keywords", signal, () => keywordLeg(ports, question, signal));
  const ahead =
    asksVectors && byWords
      ? byWords.then(
          ({ value }) => readAhead(ports, value ?? []),
          () => NOTHING,
        )
      : NOTHING;
  const [keyword, vector, namesakes] = await Promise.all([
    byWords,
    asksVectors ? settle("vectors", signal, () => vectorLeg(ports, question, signal)) : null,
    findNamesakes(ports, question),
  ]);
  const failures = [keyword, vector].flatMap((leg) => leg?.failures ?? []);
  if (failures.length > 0 && !keyword?.value && !vector?.value) throw searchUnavailable(failures);
  return { keyword: keyword?.value ?? null, vector: vector?.value ?? null, namesakes, ahead, failures };
}

const NOTHING: Promise<Records> = Promise.resolve(new Map());

/** What cannot be read now is read again, and missed, with the others. */
const readAhead = ({ documents }: SearchPorts, hits: readonly KeywordCandidate[]): Promise<Records> =>
  documents
    .getMany(
      "creators",
      hits.map(({ id }) => id),
    )
    .catch(() => NOTHING);

/** Looks for the asked words and for the categories that they name. */
async function keywordLeg(
  { keywords, settings }: SearchPorts,
  question: Question,
  signal: AbortSignal,
): Promise<KeywordCandidate[]> {
  const byCode = conceptTerms(question.concepts, question.terms);
  const hits = await keywords.search(
    {
      tenants: question.tenants,
      terms: [...question.terms, ...byCode.keys()],
      required: question.required,
      excluded: question.excluded,
      where: question.conditions,
      weights: KEYWORD_FIELD_WEIGHTS,
      fuzzy: true,
      limit: settings.candidatesPerLeg,
    },
    { signal },
  );
  return byCode.size === 0
    ? hits
    : hits.map((hit) => ({ ...hit, matches: inAskedWords(hit.matches, byCode) }));
}

/** Matches of a category code as matches of the word that named it; in other fields a code is a word nobody asked for. */
function inAskedWords(matches: KeywordHit["matches"], byCode: ReadonlyMap<string, string>): WordMatch[] {
  return matches.flatMap((match) => {
    const term = byCode.get(match.term);
    if (term === undefined) return [match];
    return match.field === "tags" ? [{ field: match.field, term, found: match.term, byConcept: true }] : [];
  });
}

async function vectorLeg(ports: SearchPorts, question: Question, signal: AbortSignal): Promise<VectorHit[]> {
  const [vector] = await ports.embedder.embed([question.meaning], { signal });
  if (!vector) return [];
  const where = metadataConditions(question.conditions);
  const topK = ports.settings.candidatesPerLeg;
  return ports.vectors.query({ namespaces: question.namespaces, vector, topK, where }, { signal });
}

async function findNamesakes({ documents }: SearchPorts, question: Question): Promise<Creator[]> {
  if (question.handles.length === 0) return [];
  const { items } = await documents.find("creators", {
    where: [
      { field: "handle_lc", op: "in", values: question.handles },
      { field: "erased", op: "eq", value: false },
      ...question.conditions,
    ],
    limit: NAMESAKES_MAX,
  });
  return items.filter((record) => !record.erased);
}
