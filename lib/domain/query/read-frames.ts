import { type Draft, foldedAt } from "./draft.ts";
import { isContentWord } from "./filter-words.ts";

/** No frame is longer. */
const FRAME_MAX_WORDS = 16;

const MODAL = "(?:would|could|should|can|might|may|will|do|does|are|is)";
const ASKER = "(?:i|we|you|me|us|my brand|our brand)";
const PEOPLE =
  "(?:who|which|what|whom|creators?|influencers?|people|accounts?|youtubers?|anyone|someone|somebody)";
const OCCASION =
  "(?:campaign|launch|brand|collab|collaboration|ad|ads|advert|promotion|promo|project|product|partnership|shoot|event|sponsorship|brief|giveaway)";
const FITTING =
  "(?:be )?(?:an? |the )?(?:good |right |best |ideal |perfect |great )?(?:suit(?:able)?|fit(?:s|ting)?|match|choice|person|creators?|right|good|best|ideal|perfect|work|hire|use|book|ask|contact|partner|collaborate|team up|go|talk|pick|choose|promote|advertise|represent)";

/** How people put a question, around what they need: longest first; folded, without marks. */
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
  `wer passt zu (?:einer|unserer|meiner) kampagne (?:fur|uber)`,
].map((frame) => new RegExp(`^(?:(?:hi|hello|hey|please|so|and) )*${frame}(?= |$)`, "u"));

/** What people add at the end. */
const CLOSING =
  /^(?:tonight|today|now|please|pls|thanks|asap|tomorrow|heute|hoy|hoje|oggi|aujourd|hui|bitte|сегодня|пожалуйста)$/u;

/**
 * Takes off how a question is put, so that the need stays: "who would suit a campaign for vegan snacks" asks for vegan
 * snacks. Only where something is left to search for.
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
  const length = Math.max(...FRAMES.map((frame) => frame.exec(text)?.[0].length ?? 0));
  const last = words.findLast(({ end }) => end <= length)?.at;
  if (length === 0 || last === undefined || !saysMore(draft, last + 1)) return;
  draft.taken.fill(true, 0, last + 1);
  for (let at = draft.tokens.length - 1; at > last + 1 && isClosing(draft, at); at -= 1)
    draft.taken[at] = true;
}

const isClosing = (draft: Draft, at: number): boolean =>
  CLOSING.test(foldedAt(draft, at)) || draft.tokens[at]?.kind === "symbol";

function saysMore(draft: Draft, from: number): boolean {
  for (let at = from; at < draft.tokens.length; at += 1)
    if (
      draft.taken[at] === false &&
      draft.tokens[at]?.kind === "word" &&
      isContentWord(foldedAt(draft, at)) &&
      !CLOSING.test(foldedAt(draft, at))
    )
      return true;
  return false;
}
