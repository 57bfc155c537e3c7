import { PLATFORMS, type Platform } from "../platform.ts";
import { addTo, type Draft, foldedAt, freeWord, isFree, note, take } from "./draft.ts";
import { isPersonWord, WORDS } from "./filter-words.ts";

/** Words before the letter x that make it the platform: "on X", "sur X", "journalists in X". */
const BEFORE_X =
  /^(?:on|sur|en|em|auf|su|op|na|no|via|from|di|twitter|\/|and|or|instagram|tiktok|youtube|only|в|على|علي|platform)$/u;
/** "Generation X", "Space X". */
const NOT_BEFORE_X = /^(?:generation|gen|space)$/;
const AFTER_X = /^(?:profiles?|accounts?|users?|posts?|creators?|influencers?|twitter|app|platform|\/)$/;

/**
 * Reads the platforms. "Youtubers" and "tiktokers" name theirs. "Channels" means YouTube unless another platform is
 * named. A single x is the platform only in capitals or between words that ask for a platform.
 *
 * @param fromAddresses platforms of profile addresses: used if the words name none
 */
export function readPlatforms(draft: Draft, fromAddresses: readonly Platform[]): void {
  const without = new Set<Platform>();
  for (let at = 0; at < draft.tokens.length; at += 1) {
    const named = isFree(draft, at) ? platformAt(draft, at) : undefined;
    if (named === undefined) continue;
    const { platform, length } = named;
    if (draft.negated[at] === true) without.add(platform);
    else draft.filters.platforms = addTo(draft.filters.platforms, [platform]);
    take(draft, at, at + length, "platforms");
    at += length - 1;
  }
  if (without.size > 0 && draft.filters.platforms === undefined)
    draft.filters.platforms = PLATFORMS.filter((platform) => !without.has(platform));
  if (draft.filters.platforms === undefined && fromAddresses.length > 0)
    draft.filters.platforms = addTo(undefined, fromAddresses);
  if (draft.filters.platforms === undefined) readChannels(draft);
}

function platformAt(draft: Draft, at: number): { platform: Platform; length: number } | undefined {
  const { tokens } = draft;
  for (const platform of PLATFORMS) {
    const length = WORDS[platform].lengthAt(tokens, at);
    if (length > 0) return { platform, length };
    // Hebrew prepositions are attached to the name: "באינסטגרם".
    const bare = /^[במל]/u.test(foldedAt(draft, at)) ? foldedAt(draft, at).slice(1) : "";
    if (bare !== "" && WORDS[platform].has(bare)) return { platform, length: 1 };
  }
  return isLetterX(draft, at) ? { platform: "x", length: 1 } : undefined;
}

function isLetterX(draft: Draft, at: number): boolean {
  const token = draft.tokens[at];
  if (token?.folded !== "x" || token.joined || draft.tokens[at + 1]?.joined === true) return false;
  const before = foldedAt(draft, at - 1);
  const after = foldedAt(draft, at + 1);
  if (NOT_BEFORE_X.test(before) || draft.tokens[at - 1]?.kind === "number") return false;
  if (AFTER_X.test(after)) return true;
  return BEFORE_X.test(before) && (token.raw === "X" || before === "on" || before === "/");
}

const NOT_AFTER_CHANNEL = /^(?:tv|partners?|manager|telegram|sales|islands?)$/;

/** The English Channel and the canals of Panama and Suez. */
const isWaterway = (draft: Draft, at: number): boolean =>
  (foldedAt(draft, at) === "channel" && foldedAt(draft, at - 1) === "english") ||
  /^(?:panama|suez)$/.test(foldedAt(draft, at + 2));

/** "canales de España": a channel is YouTube's, unless it is a Telegram, TV or sales channel. */
function readChannels(draft: Draft): void {
  for (let at = 0; at < draft.tokens.length; at += 1) {
    if (!WORDS.channels.has(freeWord(draft, at)) || draft.negated[at] === true) continue;
    if (WORDS.otherChannels.has(foldedAt(draft, at - 1)) && !isPersonWord(foldedAt(draft, at - 1))) continue;
    if (NOT_AFTER_CHANNEL.test(foldedAt(draft, at + 1)) || isWaterway(draft, at)) continue;
    draft.filters.platforms = ["youtube"];
    note(draft, at, at + 1, "platforms");
    return;
  }
}
