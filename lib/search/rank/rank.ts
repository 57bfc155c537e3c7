import type { SearchedCreator } from "../../domain/creator.ts";
import { isAnsweredByWords, isRoleFound, rarityOf } from "../../domain/ranking/coverage.ts";
import { exactNameScore } from "../../domain/ranking/exact-name.ts";
import { agreementOf, type Candidate, fuse } from "../../domain/ranking/fusion.ts";
import { priorsOf } from "../../domain/ranking/priors.ts";
import type { WordMatch } from "../../domain/ranking/profile-fields.ts";
import { scoreParts } from "../../domain/ranking/score.ts";
import { type CosineRange, cosineRange, movedCosineRange } from "../../domain/ranking/weights.ts";
import type { ScoreParts, SearchMeta } from "../../domain/search-request.ts";
import { liveCreators } from "../creators/live-creators.ts";
import { type Around, runLegs } from "../legs/legs.ts";
import { narrowedNotes } from "../legs/nearest-vectors.ts";
import type { Records } from "../legs/records.ts";
import type { WordEvidence } from "../legs/word-evidence.ts";
import type { SearchPorts } from "../ports.ts";
import type { Question } from "../question/question.ts";
import { type SureHit, withCertainty } from "./certainty.ts";
import { hitsOfMoved } from "./feedback.ts";
import { rerank } from "./rerank.ts";

export interface RankedCreator {
  readonly creator: SearchedCreator;
  readonly parts: ScoreParts;
  readonly matches: readonly WordMatch[];
}

export interface Ranking {
  /**
   * All of them, best first. The profile of a hit that only the keyword index found has not been checked: `isRelevant`
   * does it, for the creators that are about to be shown.
   */
  readonly creators: readonly RankedCreator[];
  /** Query word to the spelling that profiles use, if a typing error was corrected. */
  readonly spellings: ReadonlyMap<string, string>;
  readonly failures: SearchMeta["degraded"];
  readonly notes: SearchMeta["degraded"];
}

/**
 * Runs both legs, fuses their hits, reads the live documents, reranks, and sorts every creator that may be an answer.
 */
export async function rank(ports: SearchPorts, question: Question, signal: AbortSignal): Promise<Ranking> {
  const { namesakes, failures, words, ...legs } = await runLegs(ports, question, signal);
  const { hits: first, records } = await withCertainty(ports, legs.vector, legs.records);
  const { keyword, spellings } = words;
  const isWhole = (legs.keyword?.length ?? 0) < ports.settings.candidatesPerLeg;
  const rarity = rarityOf(question.terms, keyword ?? [], isWhole);
  const isAnswered = isAnsweredByWords(keyword ?? [], rarity);
  const meaning = byMeaning(ports, { vector: first, around: isAnswered ? null : legs.around });
  const { cosines } = meaning;
  const { hits: vector, records: read } = await withCertainty(ports, meaning.vector, records, first ?? []);
  const agreement = isRoleFound(question.terms, keyword ?? [])
    ? 1
    : agreementOf(keyword ?? [], first ?? [], cosineRange(ports.embedder.model));
  const fused = fuse({ keyword, vector, rarity, cosines, agreement });
  const all = withUnfound(fused, question.among ?? namesakes);
  const found = await withEvidence(ports, question, all, { words, records: read });
  const { scores, notes, failures: late } = await rerank(ports, { question, candidates: found });
  const ranked = found
    .map(({ candidate, creator, exactName }) => {
      const priors = priorsOf(creator, question.today);
      const second = scores.get(creator.id) ?? null;
      return new Ranked(creator, scoreParts(candidate, exactName, priors, second), words.matchesOf);
    })
    .sort((a, b) => b.parts.final - a.parts.final || (a.creator.id < b.creator.id ? -1 : 1));
  const creators = question.request.collapse ? onePerIdentity(ranked) : ranked;
  const narrowed = first === null || isNamed(question) ? [] : await narrowedNotes(ports);
  return {
    ...{ creators, spellings },
    failures: [...failures, ...late],
    notes: [...notes, ...narrowed],
  };
}

/** Its words are looked for when they are shown. A class for the reason of `LiveHit` in word-evidence.ts. */
class Ranked implements RankedCreator {
  readonly creator: SearchedCreator;
  readonly parts: ScoreParts;
  readonly #matchesOf: WordEvidence["matchesOf"];
  constructor(creator: SearchedCreator, parts: ScoreParts, matchesOf: WordEvidence["matchesOf"]) {
    this.creator = creator;
    this.parts = parts;
    this.#matchesOf = matchesOf;
  }
  get matches(): readonly WordMatch[] {
    return this.#matchesOf(this.creator);
  }
}

/** The vector leg's answer. If the words do not answer the whole query, the query is first moved towards its hits. */
function byMeaning(
  ports: SearchPorts,
  { vector, around }: { readonly vector: readonly SureHit[] | null; readonly around: Around | null },
): { readonly vector: readonly SureHit[] | null; readonly cosines: CosineRange } {
  const moved = movedCosineRange(ports.embedder.model);
  const nearer = vector && around && moved && hitsOfMoved(ports, vector, around);
  return nearer ? { vector: nearer, cosines: moved } : { vector, cosines: cosineRange(ports.embedder.model) };
}

/** Whether the caller names the creators to compare, so that the index is not asked for neighbours. */
const isNamed = ({ among, filters }: Question): boolean =>
  among !== undefined || filters.listed !== undefined;

/**
 * Whether a creator is near to the query in name, meaning or words. If it is not, no answer is better than this one.
 */
export const isRelevant = ({ parts, matches }: RankedCreator): boolean =>
  parts.exact_name > 0 || (parts.vector ?? 0) > 0 || matches.length > 0;

interface CandidateWithEvidence {
  readonly candidate: Candidate;
  readonly creator: SearchedCreator;
  readonly exactName: number;
}

/** The candidates that are still live and near to the query in name, words or meaning. */
async function withEvidence(
  ports: SearchPorts,
  question: Question,
  candidates: readonly Candidate[],
  { words, records }: { readonly words: WordEvidence; readonly records: Records },
): Promise<CandidateWithEvidence[]> {
  const ids = candidates.map(({ id }) => id);
  const byWords = new Set(candidates.filter(({ keyword }) => keyword !== null).map(({ id }) => id));
  const live = await liveCreators(ports, ids, question, byWords, records);
  return candidates.flatMap((candidate) => {
    const creator = live.get(candidate.id);
    if (!creator) return [];
    const exactName = exactNameScore(creator, question.names);
    const isNear =
      exactName > 0 ||
      candidate.keyword !== null ||
      (candidate.vector ?? 0) > 0 ||
      question.among !== undefined;
    return isNear || words.matchesOf(creator).length > 0 ? [{ candidate, creator, exactName }] : [];
  });
}

/** Adds creators that no leg found: accounts with the wanted name, or those that the caller names. */
function withUnfound(candidates: Candidate[], creators: readonly SearchedCreator[]): Candidate[] {
  const known = new Set(candidates.map(({ id }) => id));
  const missing = creators
    .filter(({ id }) => !known.has(id))
    .map(({ id }) => ({ id, keyword: null, vector: null, fused: 0 }));
  return [...candidates, ...missing];
}

/** The best-ranked account of each person or brand. */
function onePerIdentity(creators: readonly RankedCreator[]): RankedCreator[] {
  const seen = new Set<string>();
  return creators.filter(({ creator: { identity_id: identity } }) => {
    if (identity === null) return true;
    if (seen.has(identity)) return false;
    seen.add(identity);
    return true;
  });
}
