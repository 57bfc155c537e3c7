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
  "(?:brand|company|business|startup|start up|shop|store|label|maker|manufacturer|firm|marca|empresa|tienda|loja|marque|marke|firma|azienda|hersteller|unternehmen|nhan hang|thuong hieu|cong ty|бренд|марка|компания|merek|perusahaan)";
const ARTICLES = "(?: (?:an?|some|any|the|my|our|few|good|una?|unos|unas|des|une|eine[nr]?|um))*";

const SEEKS =
  "(?:(?:is |are )?(?:looking|searching) for|seeking|seeks?|needs?|wants?|in search of|busca(?:mos)?|procura(?:mos)?|cherche|sucht|cerca|tim(?: kiem)?|can tim|ищет|ищем|mencari)";
const SEEKS_OR_BACKS = `(?:(?:wants?|would like|hopes|plans) to (?:sponsor|support|fund|hire|book|reach|work with|partner with|team up with|collaborate with)|would like|${SEEKS})`;

/** How people phrase a question before the thing they need, folded and without marks. */
const FRAMES: readonly RegExp[] = [
  // "who would suit a campaign for", "which creators should I hire to promote my"
  `(?:${PEOPLE} )+${MODAL}(?: ${ASKER})? ${FITTING}(?: (?:with|for|to|as|at))*(?: (?:promote|advertise|launch|sell|represent))?(?: (?:a|an|my|our|the|your))?(?: ${OCCASION})*(?: (?:for|about|on|around|of|selling|with))?(?: (?:a|an|my|our|the|some))?`,
  `(?:${PEOPLE} )+to (?:hire|use|book|ask|contact|partner|collaborate|work|promote|advertise|represent)(?: (?:with|for|to))*(?: (?:promote|advertise|launch|sell))?(?: (?:a|an|my|our|the))?(?: ${OCCASION})*(?: (?:for|about|of))?`,
  // "what should I make for", "what can we do about"
  `what (?:should|can|could|shall) ${ASKER}(?: (?:make|do|get|try|have)(?: (?:for|with|about|as|in))?)?`,
  // "warn me when", "tell me how to", "teach me to", "help me with"
  `(?:warn|tell|teach|help|remind|notify|inform|alert|update) ${ASKER}(?: (?:when|if|how|where|what|why|about|to|with|on|the|a|my|is|are|do|i))+`,
  `let (?:me|us) know(?: (?:when|if|how|where|what|about))?`,
  `(?:can|could|would|will) you (?:please )?(?:find|show|recommend|suggest|give|get|list|tell|help)(?: (?:me|us|find))*`,
  `(?:i|we) (?:(?:am|are|m|re) )?(?:need|want|looking|searching|would like|d like) (?:for |to )*(?:(?:find|hire|book) )?(?:someone|somebody|anyone|people) (?:who |that |to )*(?:can |could )?(?:promote|advertise|represent|help|sell)(?: (?:me|us|my|our|the|a|with))*`,
  `(?:quien|quienes|quem|qui|wer|chi) (?:podria|puede|poderia|pode|pourrait|peut|konnte|kann|potrebbe|puo)(?: (?:ser|etre|sein|essere))?(?: (?:promocionar|promover|promouvoir|bewerben|promuovere|ideal|adecuado))?(?: (?:para|pour|fur|per|una|uma|une|eine|un|mi|minha|ma|meine|mia))*(?: (?:campana|campanha|campagne|kampagne|campagna))?(?: (?:de|di|para|pour|fur|per|sobre|sur|uber))?`,
  // "where can I find people who", "is there anyone who", "who should we follow for", "how do I"
  `where (?:can|could|do|should|would) ${ASKER} (?:find|get|hire|meet|book|look for)${ARTICLES}`,
  `(?:is|are) there (?:any|some)(?:one|body)?(?: (?:here|out there))?(?: (?:who|that|to))*`,
  `(?:any|some)(?:one|body) (?:here|out there)(?: (?:who|that))*(?: does)?`,
  `who (?:should|can|could|do|would) ${ASKER} (?:follow|watch|read|know|listen to|subscribe to|turn to)(?: (?:for|about|on|that|who|if|to))*`,
  `how (?:can|could|do|should|would) (?:i|we)`,
  `show (?:me|us) how(?: (?:to|i|we|can|you))+`,
  `(?:can|could|does|do) (?:anyone|anybody|someone|somebody) (?:please )?(?:recommend|suggest|know|name)(?: (?:me|us|of))*${ARTICLES}(?: (?:someone|somebody|anyone|people) (?:who|that))?`,
  `(?:suggest|recommend)(?: (?:me|us))?${ARTICLES} ${PEOPLE}(?: (?:who|that|for|about|on|to))+(?: (?:someone|somebody|anyone|people))?`,
  // "we are looking for", "looking for a creator to review our"
  `(?:i|we) (?:(?:am|are|m|re) )?(?:looking|searching) for${ARTICLES}`,
  `looking for${ARTICLES} ${PEOPLE} (?:to (?:review|test|try|promote|present|represent|advertise)${ARTICLES}|who(?: (?:can|could))?)`,
  // "ideal partners for a", "best people to promote our"
  `(?:ideal|perfect|best|suitable|right|good) (?:partners?|ambassadors?|promoters?|faces?|matches|match|fits?) (?:for|to (?:promote|advertise|represent))${ARTICLES}`,
  // "we are launching a new", "my brand sells"
  `(?:i|we)(?: (?:am|are|m|re|will|ll))? (?:launch|launching|sell|selling|make|making|release|releasing|open|opening)(?: (?:an?|our|my|new|the))+`,
  `(?:i|we) (?:want|would like|plan|need) to (?:advertise|promote|market|launch|sell)(?: (?:an?|our|my|new|the))*`,
  `wer passt zu (?:einer|unserer|meiner) kampagne (?:fur|uber)`,
].map((frame) => new RegExp(`^(?:(?:hi|hello|hey|please|so|and) )*${frame}(?= |$)`, "u"));

const FACES =
  "(?:(?:brand|media|marken) ?)?(?:ambassadors?|promoters?|partners?|affiliates?|endorsers?|faces?|creators?|influencers?|testers?|embajador(?:e|a)?s?|embaixador(?:e|a)?s?|ambassadeurs?|botschafter(?:innen)?|ambasciator[ei]|influenciador(?:e|a)?s?|creador(?:e|a)?s?|nguoi (?:quang ba|dai dien)|dai su(?: thuong hieu)?|kol|амбассадор(?:а|ов)|блогер(?:а|ов)|duta)";
const ENGAGE =
  "(?:book|hire|invite|interview|contact|engage|cast|approach|follow|sponsor|feature|work with|partner with|collaborate with|team up with|reach out to)";
const STAGE = `(?:conference|event|podcast|show|panel|webinar|talk|keynote|summit|meetup|interview|episode|stage|${OCCASION})`;

/** An opening only together with one of the endings below: "marca de" alone opens nothing ("company of heroes"). */
const SOUGHT_BY = new RegExp(
  `^(?:(?:an?|my|our|the|una|uma|une|eine|nuestra|nossa|notre|unsere) )?${SELLER} (?:of|de|di|da|do|d|fur|von|for|cua)(?= )|^(?:nhan hang|thuong hieu|бренд|merek)(?= )`,
  "u",
);

/** What joins a seller to the people it needs: "phone case brand would like gadget reviewers". */
const SELLER_SEEKS = new RegExp(` ${SELLER} ${SEEKS_OR_BACKS}${ARTICLES}(?= )`, "u");
/** The same after an opening that names the seller: "marca de zapatillas busca corredores". */
const SOUGHT_SEEKS = new RegExp(` ${SEEKS}${ARTICLES}(?= )`, "u");
/** Most words that tell what is sold, before each of both. */
const SOLD_MAX_WORDS = { bySeller: 4, afterOpening: 3 };

/** Phrases after the thing that people need, in the same form as the openings. */
const ENDINGS: readonly RegExp[] = [
  // "carry-on suitcase brand looking for ambassadors", "marca de cafe busca embajadores"
  `(?: ${SELLER})? ${SEEKS}(?: (?:an?|some|new|our|unos|uns|des|neue))* ${FACES}`,
  // "keynote speakers to book for a conference", "chefs we could work with"
  `(?: (?:to|(?:i|we|you) (?:can|could|should))) ${ENGAGE}(?: (?:for|at|on|in|to)(?: (?:an?|my|our|the))?(?: ${STAGE})+)?`,
  // "a new energy drink, who should promote it"
  ` (?:who|which creators?|which influencers?) ${MODAL} (?:promote|advertise|represent|sell|review|present) (?:it|this|them|us)`,
  ` who (?:fits|suits|would (?:fit|suit))(?: (?:it|us|best))?`,
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
  const before = text.slice(0, text.length - takeEnding(draft, text, words));
  const isSought = before.length < text.length || takeJoin(draft, text, words);
  const frames = isSought ? [...FRAMES, SOUGHT_BY] : FRAMES;
  const length = Math.max(...frames.map((frame) => frame.exec(before)?.[0].length ?? 0));
  const last = words.findLast(({ end }) => end <= length)?.at;
  if (length === 0 || last === undefined || !saysMore(draft, last + 1)) return;
  draft.taken.fill(true, 0, last + 1);
  for (let at = draft.tokens.length - 1; at > last + 1 && isClosing(draft, at); at -= 1)
    draft.taken[at] = true;
}

/** The length of the ending that is taken off, 0 if there is none. */
function takeEnding(
  draft: Draft,
  text: string,
  words: readonly { readonly at: number; readonly end: number }[],
): number {
  if (words.at(-1)?.at !== draft.tokens.findLastIndex(({ kind }) => kind === "word")) return 0;
  const length = Math.max(...ENDINGS.map((frame) => frame.exec(text)?.[0].length ?? 0));
  const first = words.find(({ end }) => end > text.length - length)?.at;
  if (length === 0 || first === undefined || !saysMore(draft, 0, first)) return 0;
  draft.taken.fill(true, first);
  return length;
}

/** The thing that is sold stays, since it tells the field. */
function takeJoin(
  draft: Draft,
  text: string,
  words: readonly { readonly at: number; readonly end: number }[],
): boolean {
  const opening = SOUGHT_BY.exec(text)?.[0].length;
  const join =
    joinAfter(text, 0, SELLER_SEEKS, SOLD_MAX_WORDS.bySeller) ??
    (opening === undefined ? null : joinAfter(text, opening + 1, SOUGHT_SEEKS, SOLD_MAX_WORDS.afterOpening));
  if (join === null) return false;
  for (const { at, end } of words) if (end > join.start && end <= join.end) draft.taken[at] = true;
  return true;
}

/** Where the words between are, if at least one word and at most `soldMax` stand before them from `from` on. */
function joinAfter(
  text: string,
  from: number,
  join: RegExp,
  soldMax: number,
): { readonly start: number; readonly end: number } | null {
  const rest = text.slice(from);
  const match = join.exec(rest);
  if (match === null || rest.slice(0, match.index).split(" ").length > soldMax) return null;
  const start = from + match.index;
  return { start, end: start + match[0].length };
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
