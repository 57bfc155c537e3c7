import { type AtMark, atMarks, mayHoldAtMark } from "./at-marks.ts";
import { announcesEmail } from "./contact-labels.ts";
import { normalisedEmail } from "./email-address.ts";
import type { FoundContact } from "./found-contact.ts";
import { type Host, hostAt, mayHoldHost } from "./hosts.ts";
import { type LocalPart, localPartBefore } from "./local-parts.ts";

/** `logo@2x.png` is a file. */
const FILE_ENDING = /\.(?:png|jpe?g|gif|webp|svg|ico|mp4|css|js)$/i;
/** A whole mailto address, with everything after the addressee. */
const MAILTO = /\bmailto:[^\s<>"']{1,2048}/giu;

/** Whether a search can find anything. Most texts have no host, and searching for marks is slow. */
export const mayHoldEmail = (text: string): boolean =>
  (mayHoldHost(text) && mayHoldAtMark(text)) || /mailto:/i.test(text);

/** E-mail addresses in a folded text, plain and disguised; they may overlap. The work for each mark is bounded. */
export const findEmails = (text: string): FoundContact[] => [
  ...atMarks(text).flatMap((mark) => addressAt(text, mark) ?? []),
  ...Array.from(text.matchAll(MAILTO), (match) => ({
    start: match.index,
    end: match.index + match[0].length,
    value: null,
  })),
];

/** Maximum white space on each side of a mark: "name @ host", also over a line break. */
const GAP_MAX = 3;

function addressAt(text: string, mark: AtMark): FoundContact | null {
  const [end, start] = [gapBefore(text, mark.start), gapAfter(text, mark.end)];
  const host = hostAt(text, start);
  if (host === null || FILE_ENDING.test(host.name)) return null;
  const local = localPartBefore(text, end);
  if (local === null) return null;
  const gaps = { before: end < mark.start, after: start > mark.end };
  if (!isAddress(text, { mark, local, host, gaps })) return null;
  return { start: local.start, end: host.end, value: normalisedEmail(`${local.name}@${host.name}`) };
}

function gapBefore(text: string, index: number): number {
  let at = index;
  while (at > 0 && index - at < GAP_MAX && isSpace(text[at - 1])) at -= 1;
  return at;
}

function gapAfter(text: string, index: number): number {
  let at = index;
  while (at < text.length && at - index < GAP_MAX && isSpace(text[at])) at += 1;
  return at;
}

const isSpace = (character: string | undefined): boolean => character !== undefined && /\s/.test(character);

interface Reading {
  readonly mark: AtMark;
  readonly local: LocalPart;
  readonly host: Host;
  readonly gaps: { readonly before: boolean; readonly after: boolean };
}

/** Mailboxes of offices (RFC 2142), and creators' usual names for theirs. */
const ROLE =
  /^(?:info|contact|contacto|contato|kontakt|hello|hallo|hola|hi|hey|mail|email|office|press|presse|prensa|pr|media|booking|bookings|business|biz|sales|support|help|admin|team|management|mgmt|marketing|collabs?|partnerships?|inquir(?:y|ies)|enquir(?:y|ies)|submissions?|jobs|name|my\.?name)$/i;
const LOOKS_MADE = /^(?=.*[\p{L}])(?=.*[\d_+.]).{3,}$/u;
/** Words of a sentence. In prose the word before "at" is a verb, a pronoun, a particle or a profession. */
const PROSE =
  /^(?:a|an|am|and|are|all|also|back|be|born|buy|by|chat|check|click|come|did|do|down|everyone|find|follow|for|found|from|ft|feat|get|go|good|great|have|her|here|him|home|is|it|join|just|know|learn|link|listen|live|look|made|me|meet|message|more|my|new|not|now|of|off|on|one|only|order|our|out|over|page|play|posts?|reach|read|see|shop|shows?|sign|stay|store|stream|streaming|subscribe|team|that|the|them|there|this|to|today|too|tour|up|us|via|video|videos|visit|w|was|watch|we|web|website|with|work|working|works|write|you|your|ceo|cto|coo|cfo|vp|svp|evp|md|head|lead|chief|staff|alum|alumn[aiu]s?|boss|fellow|host|coach|model|dj|mc|prof|phd|intern|talent|athlete|chef|dad|mom|student|agent|guide|friend|star|voice|king|queen|ambassador|correspondent|reporter|founder|cofounder|partner|member|producer)$/i;
const PROFESSION = /(?:er|or|ist|ian|eur|euse|ing|ant|ent|man|woman)$/i;

/**
 * Whether the text around a mark makes it an address. The sign without gaps is enough. Every weaker mark needs a host
 * that exists. A bare word for "at" alone is no evidence: "meet me at gmail headquarters".
 */
function isAddress(text: string, reading: Reading): boolean {
  const { mark, local, host, gaps } = reading;
  if (mark.strength === "sign" && !gaps.before && !gaps.after) return true;
  if (!host.isReal || host.isSocial || text[host.end] === "/") return false;
  switch (mark.strength) {
    case "sign":
      return isSpacedAddress(text, reading);
    case "wrapped":
      return true;
    case "named":
      return !host.lacksEnding || isMade(text, local);
    case "word":
      return isSpokenAddress(text, reading);
    case "symbol":
      return (
        !gaps.before && !gaps.after && !isProse(local.name) && local.name.length > 1 && !host.lacksEnding
      );
  }
}

const isProse = (word: string): boolean => PROSE.test(word);
const isMade = (text: string, local: LocalPart): boolean =>
  local.isDisguised || LOOKS_MADE.test(local.name) || isAnnounced(text, local);
const isAnnounced = (text: string, { start }: LocalPart): boolean => announcesEmail(text.slice(0, start));

/** "jo at paper dot com", "jo.lee at paper.com", "jo at gmail.com". */
function isSpokenAddress(text: string, { local, host }: Reading): boolean {
  if (isProse(local.name)) return false;
  if (isMade(text, local)) return true;
  return !host.lacksEnding && (host.isDisguised || host.isProvider);
}

const ENDS_CLAUSE = /(?:^|[\n|:;,.!?•·/()[\]–—-]\s{0,3}|[^\p{L}\p{N}\s]\s{0,3})$/u;
const STARTS_CLAUSE = /^(?:$|\s{0,3}[\n|;,.!?•·/()[\]–—-])/u;

/** "jo @paper.com" can mention an account with this name, and "editor @ paper.com" names a workplace. */
function isSpacedAddress(text: string, { local, host, gaps }: Reading): boolean {
  if (isProse(local.name)) return false;
  if (ROLE.test(local.name) || isMade(text, local)) return true;
  if (host.lacksEnding) return STARTS_CLAUSE.test(text.slice(host.end, host.end + 4));
  if (host.isProvider || host.isDisguised || !gaps.before) return true;
  return (
    !PROFESSION.test(local.name) && ENDS_CLAUSE.test(text.slice(Math.max(0, local.start - 4), local.start))
  );
}
