/** Words for the @ sign between a name and its host, in the languages that creators write most. */
const AT_NAMES =
  "at[ -]?(?:sign|symbol)|arrobas?|arr?obas(?:e|es)?|chiocciol(?:a|ina)|klammeraffe|affenschwanz|apenstaartje|apestaartje|snabel-?a|krøllalfa|alfakrøll|miukumauku|kissanhäntä|kukac|zavin[aá]č|zavinac|ma[łl]pa|малпа|собак[аи]|собачка|ет|эт|равлик|кльомба|маймунско а|мајмун|afna|majmun|papaki|παπάκι|παπακι|at the rate(?: of)?|et işareti|kuyruklu a|güzel a|a móc|a còng|שטרודל|כרוכית|آت|أت|ات|एट|ऐट|এট|แอท|แอด|アットマーク|アット|あっとまーく|あっと|골뱅이|앳|艾特|小老鼠|圈a";
const AT_SHORT = "at|@t|ät|et|ad";
const OPEN = "[\\[({<（【「『〔《〈⟨«‹“|\"'*_~=:/\\\\-]";
const CLOSE = "[\\])}>）】」』〕》〉⟩»›”|\"'*_~=:/\\\\-]";

/**
 * The kind of mark, from strong to weak: the sign, a word for it in brackets, its name, a bare word, or another symbol
 * in its place.
 */
type Strength = "sign" | "wrapped" | "named" | "word" | "symbol";

export interface AtMark {
  readonly start: number;
  readonly end: number;
  readonly strength: Strength;
}

const WRAPPED = `${OPEN}{1,2}\\s{0,3}(?:${AT_NAMES}|${AT_SHORT})\\s{0,3}${CLOSE}{1,2}`;
/** `(a)` only without spaces around it: with spaces it numbers a list. */
const WRAPPED_LETTER = "(?<=[a-z0-9])[\\[({<（【]a[\\])}>）】](?=[a-z0-9])";
const WRAPPED_SIGN = `${OPEN}{1,2}\\s{0,3}@{1,3}\\s{0,3}${CLOSE}{1,2}`;
const NAMED = `(?<![\\p{L}\\p{N}])(?:${AT_NAMES})(?![\\p{L}\\p{N}])`;
const SHORT = `(?<![^\\s])(?:${AT_SHORT})(?![^\\s])`;
/** In scripts without spaces, the sign's name comes directly between the two parts. */
const GLUED = "(?<=[a-z0-9])(?:アットマーク|アット|あっと|골뱅이|艾特|圈a)(?=[a-z0-9])";
/** Emoji and signs in its place ("name☆host"), except those that point to a page. */
const SYMBOL =
  "(?<=[a-z0-9])(?:(?![←-⇿➔-➾⬀-⬕👆-👉☛☞☜🔗🌐💻🖥🎥📹📷📸🎙🎧🎬📺▶🛒🛍🏠📍©®™°])[⊙⊚⊛⦿\\p{So}\\p{Sk}\\p{Emoji_Presentation}]){1,3}(?=[a-z0-9])";
const PROVIDER_SIGN =
  "(?<=[a-z0-9])(?:[#*=^~!$%&|+:;,]{1,2}|=40)(?=(?:gmail|googlemail|hotmail|icloud|yahoo|outlook|proton(?:mail)?|naver|qq|163|126)\\.)";

const MARK = new RegExp(
  `(?<sign>${WRAPPED_SIGN}|@{1,8})|(?<wrapped>${WRAPPED}|${WRAPPED_LETTER})|(?<named>${NAMED}|${GLUED})|(?<word>${SHORT})|(?<symbol>${SYMBOL}|${PROVIDER_SIGN})`,
  "giu",
);
/** `nameATexample.com` */
const CAPITALS = /(?<=[a-z0-9])AT(?=[a-z0-9])/g;
const STRENGTHS: readonly Strength[] = ["sign", "wrapped", "named", "word", "symbol"];

/** A quick test that most texts fail. */
const ANY_MARK = new RegExp(
  `@|${OPEN}\\s{0,3}(?:${AT_SHORT}|a)\\s{0,3}${CLOSE}|\\s(?:${AT_SHORT})\\s|AT|${AT_NAMES}|${SYMBOL}|${PROVIDER_SIGN}`,
  "iu",
);
export const mayHoldAtMark = (text: string): boolean => ANY_MARK.test(text);

/**
 * Everything in a folded text that may mean the @ of an address. The text on both sides decides whether it does. If
 * marks overlap, the strongest comes first.
 */
export function atMarks(text: string): AtMark[] {
  const marks = Array.from(
    text.matchAll(MARK),
    (match): AtMark => ({
      start: match.index,
      end: match.index + match[0].length,
      strength: STRENGTHS.find((name) => match.groups?.[name] !== undefined) ?? "symbol",
    }),
  );
  for (const { index } of text.matchAll(CAPITALS))
    marks.push({ start: index, end: index + 2, strength: "symbol" });
  return [...marks, ...declaredMarks(text)];
}

/** "(☆を@に変えてください)", "replace # with @", "[x] = @": a text that declares something to be the sign. */
const DECLARED = [
  /(\S{1,8}?)["'」』]?\s{0,2}(?:を|は|→|➡|⇒|->|=>|=|\bis\b|\bto\b|\bwith\b|\bby\b|\bpar\b|\bdurch\b|\bpor\b|\bcon\b|\bна\b)\s{0,2}["'「『]?@(?![\w.])/giu,
];
const DECLARED_MAX = 3;
const OCCURRENCES_MAX = 50;

function declaredMarks(text: string): AtMark[] {
  if (!text.includes("@")) return [];
  const tokens = new Set<string>();
  for (const pattern of DECLARED) {
    for (const match of text.matchAll(pattern)) {
      const token = (match[1] ?? "").replace(/^["'「『(（<]/, "");
      if (token !== "" && token !== "@" && tokens.size < DECLARED_MAX) tokens.add(token);
    }
  }
  return [...tokens].flatMap((token) => occurrences(text, token));
}

function occurrences(text: string, token: string): AtMark[] {
  const marks: AtMark[] = [];
  for (let at = text.indexOf(token); at !== -1; at = text.indexOf(token, at + token.length)) {
    if (marks.length === OCCURRENCES_MAX) break;
    marks.push({ start: at, end: at + token.length, strength: "wrapped" });
  }
  return marks;
}
