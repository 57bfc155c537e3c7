import { editDistance } from "../text/edit-distance.ts";

/**
 * Filter words that people often mistype, then words that look like typing errors but are not. Content words are never
 * corrected here: a search for "Chanel" must not become one for "channel", so that word is not in the list.
 */
const OFTEN_MISTYPED =
  "followers|follower|subscribers|subscriber|youtubers|youtuber|instagram|instagrammers|instagramers|tiktokers|tiktok|influencers|influencer|" +
  "engagement|verified|without|between|creators|bloggers|vloggers|excluding|minimum|maximum|twitter|youtube|" +
  "seguidores|suscriptores|inscritos|influenciadores|influenciadoras|abonnenten|followern|obserwujacych|subskrybentow|millones|milhoes";
const NOT_TYPOS =
  "versified|followed|following|creations|creator|blogger|vlogger|influence|influences|influenced|youtubes|abonnement|abonnements|abonnentin|creatures";

/** Shorter words are too similar to too many other words. */
const SHORTEST = 6;

const targets = OFTEN_MISTYPED.split("|");
const targetSet = new Set(targets);
const spared = new Set(NOT_TYPOS.split("|"));

/** Corrects a folded word that is one typing error away from a filter word with the same first letter. */
export function correctFilterWord(word: string): string {
  if (word.length < SHORTEST || targetSet.has(word) || spared.has(word)) return word;
  return targets.find((target) => isOneSlipAway(word, target)) ?? word;
}

/** Whether one letter is missing, added or changed, or two neighbours are swapped. The first letter must be right. */
export const isOneSlipAway = (typed: string, meant: string): boolean =>
  typed[0] === meant[0] && editDistance(typed, meant, 1) === 1;
