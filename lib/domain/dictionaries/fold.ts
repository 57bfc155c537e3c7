const LETTERS_WITHOUT_DECOMPOSITION: Readonly<Record<string, string>> = {
  ß: "ss",
  ø: "o",
  ł: "l",
  đ: "d",
  ð: "d",
  þ: "th",
  æ: "ae",
  œ: "oe",
  ı: "i",
  // Arabic spellings that writers exchange freely.
  أ: "ا",
  إ: "ا",
  آ: "ا",
  ى: "ي",
  ة: "ه",
};
const SPECIAL = new RegExp(`[${Object.keys(LETTERS_WITHOUT_DECOMPOSITION).join("")}]`, "g");
/** Latin accents, Arabic and Hebrew vowel points, joiners and variation selectors; never Indic vowel signs, which are letters. */
const MARKS = /[\u0300-\u036f\u0591-\u05c7\u064b-\u0652\u0670\u0640]|[\u200c-\u200f]|\ufe0e|\ufe0f/g;
const ASCII = /^[\x20-\x7e]*$/;

/**
 * The form in which dictionary words are compared: NFKC, lower case, without diacritics.
 * Turkish dotless ı and dotted İ both become i; fancy Unicode letters become plain ones.
 */
export function fold(text: string): string {
  if (ASCII.test(text)) return text.toLowerCase();
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(SPECIAL, (letter) => LETTERS_WITHOUT_DECOMPOSITION[letter] ?? letter)
    .normalize("NFD")
    .replace(MARKS, "")
    .normalize("NFC");
}
