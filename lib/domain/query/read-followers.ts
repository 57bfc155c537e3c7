import { type Draft, foldedAt, isFree, take, wordsBetween } from "./draft.ts";
import { isContentWord, isPersonWord, isPlatformName, WORDS } from "./filter-words.ts";
import { comparisonAfter, type Quantity, quantityAt } from "./quantities.ts";

/** Nobody has more, so a larger number was not meant as a count of followers. */
const FOLLOWERS_MAX = 2_000_000_000;
const CURRENCY = /^\p{Sc}$/u;
/** "around 80k followers" sets no bound. */
const APPROXIMATELY =
  /^(?:around|about|approximately|approx|roughly|circa|ca|near|nearly|almost|unos|unas|alrededor|aproximadamente|cerca|environ|rund|etwa|ungefahr|ongeveer|okolo|około|yaklasik|sekitar|около|примерно|حوالي|約|约|약|大约|~)$/u;
/** A quantity without a word for followers counts followers only from this value on, and only with a magnitude. */
const UNNAMED_MIN = 1_000;
const FOLLOWER_WORD_DISTANCE = 3;
const BUDGET_DISTANCE = 3;

interface Found {
  readonly quantity: Quantity;
  /** The first of the tokens that state it. */
  readonly start: number;
  readonly end: number;
}

/** Reads how many followers the query asks for: "10k-100k", "más de 10 millones", "登録者10万人以上". */
export function readFollowers(draft: Draft): void {
  for (let at = 0; at < draft.tokens.length; at += 1) {
    const found = followersAt(draft, at);
    if (found === undefined) continue;
    const range = rangeOf(found.quantity);
    if (range !== undefined && merge(draft, range)) take(draft, found.start, found.end, "followers");
    at = Math.max(at, found.end - 1);
  }
  if (draft.filters.followers === undefined) readTier(draft);
}

function followersAt(draft: Draft, at: number): Found | undefined {
  const quantity = quantityAt(draft, at);
  if (quantity === undefined || APPROXIMATELY.test(foldedAt(draft, quantity.start - 1))) return undefined;
  if (countsSomethingElse(draft, quantity) || isEnglishMil(draft, quantity)) return undefined;
  const found = namedAt(draft, quantity);
  if (found !== undefined) return isPlausible(draft, found) ? found : undefined;
  return standsUnnamed(draft, quantity) ? { quantity, start: quantity.start, end: quantity.end } : undefined;
}

/** A quantity with a word for followers. */
function namedAt(draft: Draft, quantity: Quantity): Found | undefined {
  const after = followerWordAfter(draft, quantity.end);
  if (after !== undefined) return withTrailingComparison(draft, quantity, after);
  const before = followerWordBefore(draft, quantity);
  if (before !== undefined) return { quantity, start: before, end: quantity.end };
  return quantity.countsFollowers === true
    ? { quantity, start: quantity.start, end: quantity.end }
    : undefined;
}

/** No brand asks for fewer. A smaller number is part of a name: "Maroon 5 fans", "Sum 41". */
const ASKED_MIN = 100;
const HAVING = /^(?:with|has|have|having|con|com|avec|mit|met|z|ze|с|مع|עם|dengan|ile)$/u;

/**
 * Whether a brand could mean it. A number without a bound counts followers if it is large and written like a count, or
 * after a word such as "with". It is part of a name in "Blink 182 fans", "World Cup 2026 fans" and "the 1975
 * followers", and in "Warhammer 40k fans" the fans are of the words before it.
 */
function isPlausible(draft: Draft, { quantity, start, end }: Found): boolean {
  const { value, upTo = value, scale, isPlain, bound } = quantity;
  if (Math.max(value, upTo) < ASKED_MIN || (scale === 1 && !Number.isInteger(value))) return false;
  if (isPlain && isYear(value) && isYear(upTo)) return bound !== "none" && bound !== "range";
  if (bound !== "none" || HAVING.test(foldedAt(draft, start - 1))) return true;
  const isStated = start < quantity.start;
  if (isStated) return value >= ASKED_MIN;
  if (value < UNNAMED_MIN || (isPlain && value % 100 !== 0)) return false;
  const isLikeName = isFanWord(draft, end) || (isPlain && (value < 10_000 || value % 1_000 !== 0));
  return !isLikeName || !isNamedBefore(draft, start);
}

const isYear = (value: number): boolean => value >= 1_900 && value <= 2_100 && value !== 2_000;
const isFanWord = (draft: Draft, end: number): boolean => /^fans?$/.test(foldedAt(draft, end - 1));

/** Whether a word of a topic or name comes right before. The number may belong to it. */
const isNamedBefore = (draft: Draft, at: number): boolean => {
  const word = foldedAt(draft, at - 1);
  return /^\p{L}/u.test(word) && isContentWord(word) && !isPersonWord(word) && !isPlatformName(word);
};

/** "10k followers minimum", "2 lakh followers or more". */
function withTrailingComparison(draft: Draft, quantity: Quantity, end: number): Found {
  const trailing = quantity.bound === "none" ? comparisonAfter(draft, end) : undefined;
  const bounded = trailing === undefined ? quantity : { ...quantity, bound: trailing.bound };
  return { quantity: bounded, start: quantity.start, end: trailing?.end ?? end };
}

/**
 * The end of a word for followers, after at most two words for the kind of followers: "10k real Instagram followers".
 */
function followerWordAfter(draft: Draft, from: number): number | undefined {
  for (let at = from; at < from + FOLLOWER_WORD_DISTANCE; at += 1) {
    const length = WORDS.followers.lengthAt(draft.tokens, at);
    if (length > 0) return at + length;
    if (!WORDS.followerKinds.has(foldedAt(draft, at)) && !isPlatformName(foldedAt(draft, at)))
      return undefined;
  }
  return undefined;
}

/** A word for followers before the quantity, with only signs and copulas between: "followers: 15k–60k", "フォロワー1万". */
function followerWordBefore(draft: Draft, { start, bound }: Quantity): number | undefined {
  for (let end = start; end > start - FOLLOWER_WORD_DISTANCE && end > 0; end -= 1) {
    const length = WORDS.followers.lengthBefore(draft.tokens, end);
    const isStated = end < start || bound !== "none" || !isFanWord(draft, end);
    if (length > 0) return isStated ? end - length : undefined;
    const word = foldedAt(draft, end - 1);
    const isLink = /^(?::|=|が|は|数|count|is|are|number|range|가|수|는|से)$/u.test(word);
    if (!isLink && !(word === "of" && bound !== "none")) return undefined;
  }
  return undefined;
}

function countsSomethingElse(draft: Draft, { start, end }: Quantity): boolean {
  const neighbours = [start - 1, start, end, end - 1].map((at) => foldedAt(draft, at));
  if (neighbours.some((word) => CURRENCY.test(word))) return true;
  if (/^(?:%|percent|pct|\/)$/.test(foldedAt(draft, end))) return true;
  return WORDS.otherUnits.lengthAt(draft.tokens, end) > 0;
}

/** "1 mil subs" means a million in American English. Beside Spanish or Portuguese words it means a thousand. */
const isEnglishMil = (draft: Draft, { end }: Quantity): boolean =>
  foldedAt(draft, end - 1) === "mil" &&
  !draft.tokens.some(({ folded }) =>
    /^(?:de|con|com|mas|mais|entre|y|o|e|ou|menos|en|em|ate|hasta|tengan|tenham|seguidor\w*|suscri\w*|inscrit\w*)$/.test(
      folded,
    ),
  );

/**
 * A comparison or range with a magnitude and without a counted noun: "gaming channels over 10M", "500k+ influencers".
 */
function standsUnnamed(draft: Draft, quantity: Quantity): boolean {
  if (quantity.bound === "none" || quantity.scale < UNNAMED_MIN || quantity.value < UNNAMED_MIN) return false;
  for (let at = quantity.start - 1; at >= quantity.start - BUDGET_DISTANCE; at -= 1)
    if (WORDS.otherUnits.has(foldedAt(draft, at))) return false;
  return !isContentWord(foldedAt(draft, quantity.end)) || leadsToPeople(draft, quantity.end);
}

/** "500k+ Mexican makeup artists": people and their attributes follow, not counted things. */
function leadsToPeople(draft: Draft, from: number): boolean {
  for (let at = from; at < from + 4 && draft.tokens[at]?.kind === "word"; at += 1) {
    if (isPersonWord(foldedAt(draft, at))) return true;
    if (!isContentWord(foldedAt(draft, at))) return false;
  }
  return draft.tokens[from]?.kind !== "word";
}

function rangeOf({ bound, value, upTo }: Quantity): Range | undefined {
  const from = Math.round(value);
  const to = Math.round(upTo ?? value);
  if (from > FOLLOWERS_MAX || to > FOLLOWERS_MAX || from < 0) return undefined;
  if (bound === "range") return from <= to ? { min: from, max: to } : undefined;
  return bound === "max" ? { max: to } : { min: from };
}

/** Merges a range with what was read before. If they contradict each other, it changes nothing and returns false. */
function merge(draft: Draft, { min, max }: Range): boolean {
  const known = draft.filters.followers ?? {};
  if ((min !== undefined && known.min !== undefined) || (max !== undefined && known.max !== undefined))
    return false;
  const joined = { ...known, ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) };
  if (joined.min !== undefined && joined.max !== undefined && joined.min > joined.max) return false;
  draft.filters.followers = joined;
  return true;
}

type Range = NonNullable<Draft["filters"]["followers"]>;
const MICRO: Range = { min: 10_000, max: 100_000 };
const MACRO: Range = { min: 500_000, max: 1_000_000 };
/** The industry's tiers, with the limits of `followerTier`. */
const TIERS: ReadonlyMap<string, Range> = new Map(
  Object.entries<Range>({
    ...{ nano: { max: 10_000 }, micro: MICRO, mikro: MICRO, まいくろ: MICRO, микро: MICRO },
    ...{ mid: { min: 100_000, max: 500_000 }, macro: MACRO, makro: MACRO, mega: { min: 1_000_000 } },
  }),
);
const TIER_HEAD =
  /^(?:influenc|influens|creator|creador|criador|createur|creatric|kol|tier|youtuber|tiktoker|blogger|инфлюенсер|いんふるえんさー)/u;

/** "micro influencers", "nano or micro creators", "mid-tier". Counts in numbers have priority. */
function readTier(draft: Draft): void {
  for (let at = 0; at < draft.tokens.length; at += 1) {
    const tiers: Range[] = [];
    let end = at;
    for (; end < at + 5; end += 1) {
      const tier = isFree(draft, end) ? TIERS.get(foldedAt(draft, end)) : undefined;
      if (tier !== undefined) tiers.push(tier);
      else if (tiers.length === 0 || !/^(?:and|or|-|\/|,|y|e|et|und|o)$/.test(foldedAt(draft, end))) break;
    }
    if (tiers.length === 0 || !TIER_HEAD.test(foldedAt(draft, end))) continue;
    draft.filters.followers = spanOf(tiers);
    // The words stay in the text: they do no harm, and some profiles state them.
    draft.read.push({ words: wordsBetween(draft, at, end + 1), filter: "followers" });
    return;
  }
}

function spanOf(tiers: readonly Range[]): Range {
  const min = Math.min(...tiers.map((tier) => tier.min ?? 0));
  const max = Math.max(...tiers.map((tier) => tier.max ?? Number.POSITIVE_INFINITY));
  return { ...(min > 0 ? { min } : {}), ...(Number.isFinite(max) ? { max } : {}) };
}
