import { editDistance } from "../text/edit-distance.ts";

/**
 * Words of filters that people mistype, with the words that look like one and are not. Content words are never
 * corrected here: a search for "Chanel" must not become one for "channel", so that word is not in the list.
 */
const OFTEN_MISTYPED =
  "followers|follower|subscribers|subscriber|youtubers|youtuber|instagram|instagrammers|instagramers|tiktokers|tiktok|influencers|influencer|" +
  "engagement|verified|without|between|creators|bloggers|vloggers|excluding|minimum|maximum|twitter|youtube|" +
  "seguidores|suscriptores|inscritos|influenciadores|influenciadoras|abonnenten|followern|obserwujacych|subskrybentow|millones|milhoes";
const NOT_TYPOS =
  "versified|followed|following|creations|creator|blogger|vlogger|influence|influences|influenced|youtubes|abonnement|abonnements|abonnentin|creatures";

/** Shorter words are too near to too many others. */
const SHORTEST = 6;

const targets = OFTEN_MISTYPED.split("|");
const targetSet = new Set(targets);
const spared = new Set(NOT_TYPOS.split("|"));

/** A folded word, corrected when it is one slip away from a filter word that begins with the same letter. */
export function correctFilterWord(word: string): string {
  if (word.length < SHORTEST || targetSet.has(word) || spared.has(word)) return word;
  return targets.find((target) => isOneSlipAway(word, target)) ?? word;
}

/** One letter missing, added, changed, or two neighbours swapped; the first letter must be right. */
export const isOneSlipAway = (typed: string, meant: string): boolean =>
  typed[0] === meant[0] && editDistance(typed, meant, 1) === 1;
