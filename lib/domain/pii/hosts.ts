import tlds from "tlds" with { type: "json" };

/** All endings that exist: IANA's root zone database. */
const ENDINGS: ReadonlySet<string> = new Set(tlds);

/**
 * Mail hosts that people name without their ending. Other hosts (Yahoo, Outlook) are also employers: "editor at Yahoo".
 */
const PROVIDER = "(?:gmail|googlemail|hotmail|icloud|protonmail)";
const PROVIDER_ALONE = new RegExp(`(${PROVIDER})(\\s{1,2}com)?(?![\\p{L}\\p{N}])`, "iuy");
/** Hosts that offer mail addresses and little else, with any ending. */
const PROVIDER_HOST =
  /^(?:(?:gmail|googlemail|hotmail|icloud|protonmail|proton|yahoo|ymail|rocketmail|outlook|live|msn|aol|gmx|web|mail|yandex|ya|rambler|bk|inbox|list|naver|daum|hanmail|nate|qq|163|126|sina|foxmail|seznam|wp|o2|onet|interia|libero|virgilio|orange|wanadoo|free|laposte|sfr|t-online|freenet|posteo|zoho|fastmail|tutanota|uol|bol|terra|rediffmail|docomo|ezweb|softbank|me|mac|btinternet|comcast|verizon|att|zohomail|duck|hey|pm|abv|ukr|i)\.(?:com|net|de|ru|ua|fr|it|pl|cz|jp|co\.jp|ne\.jp|co\.uk|co\.in|in|com\.br|br|me|es|com\.mx|com\.ar|com\.au|ca|kr|cn|at|ch|bg|eu|ch|by|kz))$/i;
/** Sites where people have pages: the word before them is not a local part. */
const SOCIAL_HOST =
  /(?:^|\.)(?:instagram|youtube|tiktok|twitter|x|facebook|fb|twitch|patreon|snapchat|linkedin|pinterest|reddit|discord|spotify|soundcloud|onlyfans|linktr|beacons|t|youtu|medium|substack|tumblr|threads|telegram|whatsapp|wa|vk|bandcamp|etsy|amazon|apple|google|netflix)\.[a-z.]{2,6}$/i;

export interface Host {
  /** Lower case, with plain dots and with its ending. */
  readonly name: string;
  readonly end: number;
  /** Whether a dot was written as a word, in brackets or with spaces. */
  readonly isDisguised: boolean;
  /** Whether its ending exists. */
  readonly isReal: boolean;
  /** Whether it is a known mail host. */
  readonly isProvider: boolean;
  readonly isSocial: boolean;
  /** Whether the text has only the name of a provider. */
  readonly lacksEnding: boolean;
}

const LABEL = /[\p{L}\p{M}\p{N}](?:[\p{L}\p{M}\p{N}-]{0,61}[\p{L}\p{M}\p{N}])?/uy;
/** An ending with the next word attached: "paper.comまで". */
const ENDING_THEN_MORE = /^[a-z]{2,24}(?=[^a-z])/i;
const PLAIN_DOT = /\.(?=[\p{L}\p{N}])/uy;
/** Words for the dot, in the languages that creators write most; folded. */
export const DOT_WORDS =
  "dot|d0t|dawt|dott|punkt|punto|ponto|point|punktum|prikk?|piste|tečka|tecka|bodka|kropka|nokta|punct|pont|titik|chấm|cham|точка|крапка|кропка|τελεία|τελεια|נקודה|نقطة|نقطه|डॉट|डाट|ডট|จุด|ดอท|ドット|どっと|点|點|점|닷|쩜";
const OPEN = "[\\[({<（【「『〔《〈⟨«‹“|\"'*_~-]";
const CLOSE = "[\\])}>）】」』〕》〉⟩»›”|\"'*_~-]";
/** `paper-dot-com`: otherwise the dash would belong to a label. */
const DASHED_DOT = new RegExp(`-(?:${DOT_WORDS})-`, "iu");
/** Gaps are bounded, so that a page of spaces takes no time. */
const DISGUISED_DOT = new RegExp(
  [
    `\\s{0,3}${OPEN}{1,2}\\s{0,2}(?:${DOT_WORDS}|[.。·•,]|d)\\s{0,2}${CLOSE}{1,2}\\s{0,3}`,
    `\\s{1,3}(?:${DOT_WORDS})(?:\\s{1,3}|(?=[.]))`,
    "(?:ドット|点|點|점|닷|。|·|•|‧|∙|・)",
    "\\s{1,2}\\.\\s{0,2}",
    "\\.\\s{1,2}(?=(?:com|net|org)(?![\\p{L}\\p{N}]))",
    ",(?=(?:com|net|org|co)(?![\\p{L}\\p{N}]))",
    "(?<=[a-z0-9])DOT(?=[a-z0-9])",
  ].join("|"),
  "iuy",
);
/**
 * A quick test that most texts fail: the characters of all ways to separate a host's labels, and the hosts without an
 * ending.
 */
const ANY_HOST = new RegExp(`[.,。·•‧∙・]|${DOT_WORDS}|${OPEN}\\s{0,2}d\\s{0,2}${CLOSE}|${PROVIDER}`, "iu");
export const mayHoldHost = (text: string): boolean => ANY_HOST.test(text);
/** `example[.com]` */
const ENDING_IN_BRACKETS = /\s?[[({<]\s?\.\s?([a-z]{2,24})\s?[\])}>]/iy;
const LABELS_MAX = 6;
/** RFC 1035 section 2.3.4. */
const HOST_MAX = 255;

/** The host at an index of a folded text; null if there is none. Reads no more than its maximum length. */
export function hostAt(text: string, index: number): Host | null {
  const first = labelAt(text, index);
  if (first === null) return null;
  const labels = [first];
  let end = index + first.length;
  let isDisguised = false;
  let last: Reading | null = null;
  while (labels.length < LABELS_MAX && end - index < HOST_MAX) {
    const step = nextLabel(text, end);
    // A complete host continues only at a plain dot: "paper.com . In May".
    if (step === null || (step.isDisguised && last !== null && step.isApart)) break;
    isDisguised ||= step.isDisguised;
    labels.push(step.label);
    end = step.end;
    const isReal = isEnding(step.label);
    if (isReal || (!step.isDisguised && last === null && looksLikeEnding(step.label)))
      last = { labels: [...labels], end, isDisguised };
    if (step.isLast) break;
  }
  return last === null ? providerAlone(text, index) : hostOf(last);
}

interface Reading {
  readonly labels: readonly string[];
  readonly end: number;
  readonly isDisguised: boolean;
}

interface Step {
  readonly label: string;
  readonly end: number;
  readonly isDisguised: boolean;
  /** Whether there is white space at the dot. */
  readonly isApart: boolean;
  readonly isLast: boolean;
}

function nextLabel(text: string, index: number): Step | null {
  const bracketed = matchAt(ENDING_IN_BRACKETS, text, index);
  if (bracketed !== null) {
    const end = index + bracketed[0].length;
    return { label: bracketed[1] ?? "", end, isDisguised: true, isApart: false, isLast: true };
  }
  const plain = matchAt(PLAIN_DOT, text, index);
  const dot = plain ?? matchAt(DISGUISED_DOT, text, index);
  if (dot === null) return null;
  const at = index + dot[0].length;
  const whole = labelAt(text, at);
  if (whole === null) return null;
  const ending = isEnding(whole) ? undefined : ENDING_THEN_MORE.exec(whole)?.[0];
  const isLast = ending !== undefined && isEnding(ending) && text[at + whole.length] !== ".";
  const label = isLast ? ending : whole;
  const isApart = /\s/.test(dot[0]);
  return { label, end: at + label.length, isDisguised: plain === null, isApart, isLast };
}

function labelAt(text: string, index: number): string | null {
  const label = matchAt(LABEL, text, index)?.[0] ?? null;
  const dashed = label === null ? -1 : label.search(DASHED_DOT);
  return dashed > 0 && label !== null ? label.slice(0, dashed) : label;
}

function hostOf({ labels, end, isDisguised }: Reading): Host {
  const name = labels.join(".").toLowerCase();
  return {
    name,
    end,
    isDisguised,
    isReal: isEnding(labels.at(-1) ?? ""),
    isProvider: PROVIDER_HOST.test(name),
    isSocial: SOCIAL_HOST.test(name),
    lacksEnding: false,
  };
}

function providerAlone(text: string, index: number): Host | null {
  const match = matchAt(PROVIDER_ALONE, text, index);
  if (match === null) return null;
  const [written, name = "", ending] = match;
  return {
    name: `${name.toLowerCase()}.com`,
    end: index + written.length,
    isDisguised: ending !== undefined,
    isReal: true,
    isProvider: true,
    isSocial: false,
    lacksEnding: ending === undefined,
  };
}

const isEnding = (label: string): boolean =>
  ENDINGS.has(label.toLowerCase()) || /^xn--[a-z0-9-]{2,59}$/i.test(label);
/** For an address with the sign: an ending of letters of one kind is enough. */
const looksLikeEnding = (label: string): boolean =>
  /^(?:[a-z]{2,24}|(?:(?![a-z])\p{L}\p{M}{0,3}){2,24})$/iu.test(label);

function matchAt(pattern: RegExp, text: string, index: number): RegExpExecArray | null {
  pattern.lastIndex = index;
  return pattern.exec(text);
}
