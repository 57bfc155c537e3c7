import { type CreatorId, creatorIdOf, LOCAL_TENANT } from "../../lib/domain/ids.ts";
import type { Filters } from "../../lib/domain/search-request.ts";
import { type CreatorTruth, generateEnvelopes, truthOf } from "../../local/generate/generate-envelopes.ts";
import { type Random, randomOf } from "../../local/generate/random.ts";
import type { Topic } from "../../local/generate/topics.ts";
import type { JudgedQuery, JudgedSet } from "../judged-set.ts";
import { generatedLookalikes } from "./generated-lookalikes.ts";
import { ASKER_LANGUAGES, type AskerLanguage } from "./generated-words.ts";
import { profileText } from "./profile-text.ts";

const SEED = 3;
const QUERIES = 200;
/** With fewer, luck decides the result. With more, any ten results would do. */
const RELEVANT = { least: 5, most: 1_000 };
/** A draw that too few or too many creators fit is thrown away. Most draws are good. */
const DRAWS_MAX = 50 * QUERIES;

type Known = CreatorTruth & { readonly id: CreatorId };

/**
 * Invented creators of whom everything is known, and questions about topic, country, language and size, in five
 * languages. Their words differ from the profiles' words. Grade 2: the main topic and every condition match. Grade 1:
 * the second topic matches. Truth that a profile does not show (a quarter give no place) counts too, so no system
 * finds everyone.
 */
export function generatedSet(count: number): JudgedSet {
  const now = new Date();
  const truths = Array.from({ length: count }, (_, index) => knownOf(index));
  const envelopes = () => generateEnvelopes({ count, seed: SEED, now });
  return {
    name: "generated",
    envelopes,
    *documents() {
      let index = 0;
      for (const envelope of envelopes()) {
        const { platform, platformUserId } = truthOf(SEED, index);
        yield { id: creatorIdOf(LOCAL_TENANT, platform, platformUserId), text: profileText(envelope) };
        index += 1;
      }
    },
    queries: drawQueries(truths),
    lookalikes: generatedLookalikes(truths),
  };
}

function knownOf(index: number): Known {
  const truth = truthOf(SEED, index);
  return { ...truth, id: creatorIdOf(LOCAL_TENANT, truth.platform, truth.platformUserId) };
}

function drawQueries(truths: readonly Known[]): JudgedQuery[] {
  const random = randomOf(SEED, 0, truths.length);
  const queries = new Map<string, JudgedQuery>();
  for (let draw = 0; draw < DRAWS_MAX && queries.size < QUERIES; draw += 1) {
    const query = drawQuery(random, truths, `g${queries.size + 1}`);
    if (query && !queries.has(query.text)) queries.set(query.text, query);
  }
  return [...queries.values()];
}

/**
 * Starts from an existing creator, so that a combination is as common as its creators. Null if too few or too many
 * fit.
 */
function drawQuery(random: Random, truths: readonly Known[], id: string): JudgedQuery | null {
  const about = random.pick(truths);
  const [topic] = about.topics;
  const asker = random.pick(ASKER_LANGUAGES);
  const word = topic === undefined ? undefined : asker.topics[topic];
  if (topic === undefined || word === undefined) return null;
  const conditions = drawConditions(random, about);
  const grades = gradesOf(truths, topic, conditions);
  if (grades.size < RELEVANT.least || grades.size > RELEVANT.most) return null;
  const text = phrased(random, asker, word, conditions);
  return { id, text, kind: asker.code, isSemantic: false, grades, filtersExpected: conditions };
}

type Conditions = Pick<Filters, "countries" | "languages" | "followers">;

/** The ranges that people in the trade usually ask for. */
const SIZES: readonly { readonly min?: number; readonly max?: number }[] = [
  { max: 10_000 },
  { min: 10_000, max: 100_000 },
  { min: 100_000, max: 500_000 },
  { min: 500_000 },
];

function drawConditions(random: Random, { country, language, followers }: Known): Conditions {
  const size = SIZES.find((range) => isWithin(followers, range));
  return {
    ...(random.chance(0.75) ? { countries: [country] } : {}),
    ...(random.chance(0.2) ? { languages: [language] } : {}),
    ...(size && random.chance(0.6) ? { followers: size } : {}),
  };
}

function gradesOf(truths: readonly Known[], topic: Topic, conditions: Conditions): Map<string, number> {
  const fitting = truths.filter((truth) => truth.topics.includes(topic) && holds(truth, conditions));
  return new Map(fitting.map(({ id, topics }) => [id, topics[0] === topic ? 2 : 1]));
}

const holds = ({ country, language, followers }: Known, conditions: Conditions): boolean =>
  (conditions.countries?.includes(country) ?? true) &&
  (conditions.languages?.includes(language) ?? true) &&
  (conditions.followers === undefined || isWithin(followers, conditions.followers));

const isWithin = (
  value: number,
  { min = 0, max = Number.POSITIVE_INFINITY }: { min?: number | undefined; max?: number | undefined },
): boolean => value >= min && value <= max;

function phrased(random: Random, asker: AskerLanguage, topic: string, asked: Conditions): string {
  const region = asked.countries?.[0];
  const language = asked.languages?.[0];
  return random
    .pick(asker.patterns)
    .replace("{topic}", topic)
    .replace("{country}", region ? asker.inCountry.replace("{country}", nameOf(asker, "region", region)) : "")
    .replace(
      "{language}",
      language ? asker.inLanguage.replace("{language}", nameOf(asker, "language", language)) : "",
    )
    .replace("{size}", sizePhrase(asker, asked.followers));
}

const nameOf = (asker: AskerLanguage, type: "region" | "language", code: string): string =>
  new Intl.DisplayNames([asker.code], { type }).of(code) ?? code;

function sizePhrase(asker: AskerLanguage, followers: Conditions["followers"]): string {
  if (followers === undefined) return "";
  const { min, max } = followers;
  const pattern = min === undefined ? asker.under : max === undefined ? asker.over : asker.between;
  const number = new Intl.NumberFormat(asker.code, { useGrouping: "always" });
  return pattern.replace("{min}", number.format(min ?? 0)).replace("{max}", number.format(max ?? 0));
}
