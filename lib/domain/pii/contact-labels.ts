import {
  EMAIL_WORDS,
  EMAIL_WORDS_UNSPACED,
  FILLER_WORDS,
  LABEL_COMPANIONS,
  PHONE_WORDS,
  PHONE_WORDS_UNSPACED,
} from "./contact-label-words.ts";

/** Maximum distance before a contact at which its announcement is searched for. */
const WINDOW = 60;
/** `M:`, `т.`: a single letter announces a number only with a sign after it. */
const LETTER_LABEL = /(?<![\p{L}\p{N}])[mtpcfhтм]\.?\s?[:：.]\s?$/iu;
/** Maximum number of words between an announcement and its number: "call us now on". */
const FILLERS_MAX = 4;

/** Without case, accents and the dots of İ and ё, so that one spelling covers all. */
const labelKey = (text: string): string =>
  text
    .normalize("NFKD")
    .replace(/[\u0300-\u036f\u0591-\u05c7\u064b-\u0652]/g, "")
    .toLowerCase();

const wordSet = (lists: readonly string[]): ReadonlySet<string> =>
  new Set(lists.flatMap((list) => list.split(", ").map(labelKey)));

const PHONE = wordSet(PHONE_WORDS);
const PHONE_UNSPACED = wordSet(PHONE_WORDS_UNSPACED);
const EMAIL = wordSet(EMAIL_WORDS);
const EMAIL_UNSPACED = wordSet(EMAIL_WORDS_UNSPACED);
const FILLERS = wordSet([FILLER_WORDS]);
const COMPANIONS = wordSet([LABEL_COMPANIONS]);

const SEPARATORS_AT_END = /[@\s.:：#=>→👉|/~*,;"'“”•·–—()[\]【】「」_\p{Emoji_Modifier}-]$/u;
const PHONE_SIGN = /[📞☎📱📲🤙📟📠✆☏]$/u;
const EMAIL_SIGN = /[📧✉📩📨📤💌📬📮🖂]$/u;
const OTHER_SIGN = /[\p{So}\p{Emoji_Presentation}]$/u;
/** Bounded: windows of WINDOW characters, as all that stand at an end here. */
const WORD_AT_END = /[\p{L}\p{M}\p{N}'’&]+$/u;
/** `Tel (office)` */
const REMARK_AT_END = /\([^()\d]{1,12}\)[\s:：.]{0,3}$/u;
const UNSPACED_SCRIPT =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}]/u;
const SUFFIX_MAX = 14;

/** Whether the text before a number announces a phone number. */
export const announcesPhone = (before: string): boolean =>
  LETTER_LABEL.test(before.slice(-6)) || announces(before.slice(-WINDOW), PHONE_SIGN, PHONE, PHONE_UNSPACED);

/** Whether the text before a name announces an e-mail address. */
export const announcesEmail = (before: string): boolean =>
  announces(before.slice(-WINDOW), EMAIL_SIGN, EMAIL, EMAIL_UNSPACED);

function announces(
  window: string,
  sign: RegExp,
  words: ReadonlySet<string>,
  unspaced: ReadonlySet<string>,
): boolean {
  let before = window;
  for (let fillers = 0; fillers <= FILLERS_MAX; fillers += 1) {
    before = withoutSeparators(before, sign);
    if (sign.test(before)) return true;
    const word = WORD_AT_END.exec(before)?.[0];
    if (word === undefined) return false;
    if (isLabel(before, word, words, unspaced)) return true;
    if (!FILLERS.has(labelKey(word))) return false;
    before = before.slice(0, -word.length);
  }
  return false;
}

function isLabel(
  before: string,
  word: string,
  words: ReadonlySet<string>,
  unspaced: ReadonlySet<string>,
): boolean {
  const key = labelKey(word);
  if (words.has(key) || words.has(twoWords(before))) return true;
  if (!UNSPACED_SCRIPT.test(word)) return false;
  for (let length = 1; length <= Math.min(SUFFIX_MAX, key.length); length += 1)
    if (unspaced.has(key.slice(-length))) return true;
  return false;
}

const twoWords = (before: string): string => labelKey(before.split(/\s/).slice(-2).join(" "));

function withoutSeparators(text: string, sign: RegExp): string {
  let end = text.length;
  while (end > 0) {
    const rest = text.slice(Math.max(0, end - 20), end);
    const remark = REMARK_AT_END.exec(rest);
    const isOther = OTHER_SIGN.test(rest) && !sign.test(rest);
    if (remark !== null && !sign.test(remark[0])) end -= remark[0].length;
    else if (SEPARATORS_AT_END.test(rest) || isOther) end -= (rest.match(/.$/su)?.[0] ?? " ").length;
    else break;
  }
  return text.slice(0, end);
}

/** `(WA)`, `<- whatsapp`: a label after its number. */
const LABEL_BEHIND = /^[\s([<←\-–|/]{0,4}([\p{L}\p{M}]{2,12})(?![\p{L}\p{M}\p{N}])[)\]]?/u;
const BEHIND: ReadonlySet<string> = wordSet([
  "wa, whatsapp, whats, wpp, zap, tel, phone, mobile, cell, call, text, sms, viber, telegram, zalo, signal, imo, telp, hp, cp, fax, only",
]);

/**
 * The number of characters directly after a number that say that it was a phone number: "(WA)" after a space is five. 0
 * if there are none.
 */
export function labelBehind(after: string): number {
  const [written = "", word] = LABEL_BEHIND.exec(after) ?? [];
  return word !== undefined && BEHIND.has(labelKey(word)) ? written.length : 0;
}

/** What a label's word says about a contact that was cut out after it. */
export type LabelWord = "strong" | "companion" | null;

/** `strong` words say nothing once the contact is gone, with or without a colon. `companion` words go with them. */
export function labelWord(word: string): LabelWord {
  const key = labelKey(word);
  if (STRONG.has(key)) return "strong";
  const known = PHONE.has(key) || EMAIL.has(key) || PHONE_UNSPACED.has(key) || EMAIL_UNSPACED.has(key);
  return known || COMPANIONS.has(key) ? "companion" : null;
}
const STRONG = wordSet([
  "email, emails, e-mail, mail, correo, contact, contacto, contato, kontakt, tel, telefon, telefono, telefone, téléphone, phone, whatsapp, wa, call, fax, sms, zalo, واتساب, واتس, هاتف, جوال, تماس, телефон, тел, почта, 電話, 电话, 微信, 邮箱, メール, 문의, โทร, お問い合わせ, iletişim, sđt",
]);
