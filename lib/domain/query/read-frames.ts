import { type Draft, foldedAt } from "./draft.ts";
import { isContentWord } from "./filter-words.ts";

/** No frame has more words. */
const FRAME_MAX_WORDS = 16;

const MODAL = "(?:would|could|should|can|might|may|will|do|does|are|is)";
const ASKER = "(?:i|we|you|me|us|my brand|our brand)";
const PEOPLE =
  "(?:who|which|what|whom|creators?|influencers?|people|accounts?|youtubers?|anyone|someone|somebody)";
const OCCASION =
  "(?:campaign|launch|brand|collab|collaboration|ad|ads|advert|promotion|promo|project|product|partnership|shoot|event|sponsorship|brief|giveaway)";
const FITTING =
  "(?:be )?(?:an? |the )?(?:good |right |best |ideal |perfect |great )?(?:suit(?:able)?|fit(?:s|ting)?|match|choice|person|creators?|right|good|best|ideal|perfect|work|hire|use|book|ask|contact|partner|collaborate|team up|go|talk|pick|choose|promote|advertise|represent)";

const SELLER =
  "(?:brand|company|business|startup|start up|shop|store|label|maker|manufacturer|firm|marca|empresa|tienda|loja|marque|marke|firma|azienda)";

/** How people phrase a question before the thing they need, folded and without marks. */
const FRAMES: readonly RegExp[] = [
  // "who would suit a campaign for", "which creators should I hire to promote my"
  `(?:${PEOPLE} )+${MODAL}(?: ${ASKER})? ${FITTING}(?: (?:with|for|to|as))*(?: (?:promote|advertise|launch|sell|represent))?(?: (?:a|an|my|our|the|your))?(?: ${OCCASION})*(?: (?:for|about|on|around|of|selling|with))?(?: (?:a|an|my|our|the|some))?`,
  `(?:${PEOPLE} )+to (?:hire|use|book|ask|contact|partner|collaborate|work)(?: (?:with|for|to))*(?: (?:promote|advertise|launch|sell))?(?: (?:a|an|my|our|the))?(?: ${OCCASION})*(?: (?:for|about|of))?`,
  // "what should I make for", "what can we do about"
  `what (?:should|can|could|shall) ${ASKER}(?: (?:make|do|get|try|have)(?: (?:for|with|about|as|in))?)?`,
  // "warn me when", "tell me how to", "teach me to", "help me with"
  `(?:warn|tell|teach|help|remind|notify|inform|alert|update) ${ASKER}(?: (?:when|if|how|where|what|why|about|to|with|on|the|a|my|is|are|do|i))+`,
  `let (?:me|us) know(?: (?:when|if|how|where|what|about))?`,
  `(?:can|could|would|will) you (?:please )?(?:find|show|recommend|suggest|give|get|list|tell|help)(?: (?:me|us|find))*`,
  `(?:i|we) (?:(?:am|are|m|re) )?(?:need|want|looking|searching|would like|d like) (?:for |to )*(?:(?:find|hire|book) )?(?:someone|somebody|anyone|people) (?:who |that |to )*(?:can |could )?(?:promote|advertise|represent|help|sell)(?: (?:me|us|my|our|the|a|with))*`,
  `(?:quien|quienes|quem|qui|wer|chi) (?:podria|puede|poderia|pode|pourrait|peut|konnte|kann|potrebbe|puo)(?: (?:ser|etre|sein|essere))?(?: (?:promocionar|promover|promouvoir|bewerben|promuovere|ideal|adecuado))?(?: (?:para|pour|fur|per|una|uma|une|eine|un|mi|minha|ma|meine|mia))*(?: (?:campana|campanha|campagne|kampagne|campagna))?(?: (?:de|di|para|pour|fur|per|sobre|sur|uber))?`,
  // "we are launching a new", "my brand sells"
  `(?:i|we)(?: (?:am|are|m|re|will|ll))? (?:launch|launching|sell|selling|make|making|release|releasing|open|opening)(?: (?:an?|our|my|new|the))+`,
  `wer passt zu (?:einer|unserer|meiner) kampagne (?:fur|uber)`,
].map((frame) => new RegExp(`^(?:(?:hi|hello|hey|please|so|and) )*${frame}(?= |$)`, "u"));

const SEEKS =
  "(?:(?:is |are )?(?:looking|searching) for|seeking|seeks?|needs?|wants?|in search of|busca(?:mos)?|procura(?:mos)?|cherche|sucht|cerca)";
const FACES =
  "(?:(?:brand|media|marken) ?)?(?:ambassadors?|promoters?|partners?|affiliates?|endorsers?|faces?|creators?|influencers?|testers?|embajador(?:e|a)?s?|embaixador(?:e|a)?s?|ambassadeurs?|botschafter(?:innen)?|ambasciator[ei]|influenciador(?:e|a)?s?|creador(?:e|a)?s?)";
const ENGAGE =
  "(?:book|hire|invite|interview|contact|engage|cast|approach|follow|sponsor|feature|work with|partner with|collaborate with|team up with|reach out to)";
const STAGE = `(?:conference|event|podcast|show|panel|webinar|talk|keynote|summit|meetup|interview|episode|stage|${OCCASION})`;

/** An opening only together with one of the endings below: "marca de" alone opens nothing ("company of heroes"). */
const SOUGHT_BY = new RegExp(
  `^(?:(?:an?|my|our|the|una|uma|une|eine|nuestra|nossa|notre|unsere) )?${SELLER} (?:of|de|di|da|do|d|fur|von|for)(?= )`,
  "u",
);

/** Phrases after the thing that people need, in the same form as the openings. */
const ENDINGS: readonly RegExp[] = [
  // "carry-on suitcase brand looking for ambassadors", "marca de cafe busca embajadores"
  `(?: ${SELLER})? ${SEEKS}(?: (?:an?|some|new|our|unos|uns|des|neue))* ${FACES}`,
  // "keynote speakers to book for a conference", "chefs we could work with"
  `(?: (?:to|(?:i|we|you) (?:can|could|should))) ${ENGAGE}(?: (?:for|at|on|in|to)(?: (?:an?|my|our|the))?(?: ${STAGE})+)?`,
  // "a new energy drink, who should promote it"
  ` (?:who|which creators?|which influencers?) ${MODAL} (?:promote|advertise|represent|sell|review|present) (?:it|this|them|us)`,
].map((frame) => new RegExp(`${frame}$`, "u"));

/** Words that people add at the end. */
const CLOSING =
  /^(?:tonight|today|now|please|pls|thanks|asap|tomorrow|heute|hoy|hoje|oggi|aujourd|hui|bitte|сегодня|пожалуйста)$/u;

/**
 * Removes the phrasing of a question and keeps the need: "who would suit a campaign for vegan snacks" asks for vegan
 * snacks. Only if something is left to search for.
 */
export function readFrames(draft: Draft): void {
  const words: { at: number; end: number }[] = [];
  let text = "";
  for (let at = 0; at < draft.tokens.length && words.length < FRAME_MAX_WORDS; at += 1) {
    if (draft.tokens[at]?.kind === "break") break;
    if (draft.tokens[at]?.kind === "symbol") continue;
    text += (text === "" ? "" : " ") + foldedAt(draft, at);
    words.push({ at, end: text.length });
  }
  const frames = takeEnding(draft, text, words) ? [...FRAMES, SOUGHT_BY] : FRAMES;
  const length = Math.max(...frames.map((frame) => frame.exec(text)?.[0].length ?? 0));
  const last = words.findLast(({ end }) => end <= length)?.at;
  if (length === 0 || last === undefined || !saysMore(draft, last + 1)) return;
  draft.taken.fill(true, 0, last + 1);
  for (let at = draft.tokens.length - 1; at > last + 1 && isClosing(draft, at); at -= 1)
    draft.taken[at] = true;
}

function takeEnding(
  draft: Draft,
  text: string,
  words: readonly { readonly at: number; readonly end: number }[],
): boolean {
  if (words.at(-1)?.at !== draft.tokens.findLastIndex(({ kind }) => kind === "word")) return false;
  const length = Math.max(...ENDINGS.map((frame) => frame.exec(text)?.[0].length ?? 0));
  const first = words.find(({ end }) => end > text.length - length)?.at;
  if (length === 0 || first === undefined || !saysMore(draft, 0, first)) return false;
  draft.taken.fill(true, first);
  return true;
}

const isClosing = (draft: Draft, at: number): boolean =>
  CLOSING.test(foldedAt(draft, at)) || draft.tokens[at]?.kind === "symbol";

function saysMore(draft: Draft, from: number, end = draft.tokens.length): boolean {
  for (let at = from; at < end; at += 1)
    if (
      draft.taken[at] === false &&
      draft.tokens[at]?.kind === "word" &&
      isContentWord(foldedAt(draft, at)) &&
      !CLOSING.test(foldedAt(draft, at))
    )
      return true;
  return false;
}
