import anyAscii from "any-ascii";
import oldToNewKanji from "opencc-js/dict/JPShinjitaiCharactersRev";
import traditionalToSimplified from "opencc-js/dict/TSCharacters";

/** Letters that are used for another one, each with its folded form. All in lower case, without marks, NFKD. */
export type LetterForms = readonly (readonly [letter: string, plain: string])[];

/**
 * Ranges with letters and digits that fold to others: Latin and its extensions, digits of every script, letters on
 * black circles and squares. Han and kana have other sources.
 */
const BLOCKS = [
  [0x80, 0x2fff],
  [0xa000, 0xabff],
  [0x10480, 0x107ff],
  [0x10d30, 0x10d4f],
  [0x11000, 0x11fff],
  [0x16a60, 0x16b5f],
  [0x1df00, 0x1dfff],
  [0x1e140, 0x1e95f],
  [0x1f150, 0x1f189],
] as const;
const KATAKANA = [0x30a1, 0x30f6] as const;
const KANA_DISTANCE = 0x60;

/** Letters with a stroke, ligatures, small capitals. Click letters, which have no case, are letters of their own. */
const LATIN_WITHOUT_DECOMPOSITION = /^(?=\p{Script=Latin})[\p{Ll}\p{Lm}]$/u;
const ON_BLACK = /^[\u{1f150}-\u{1f169}\u{1f170}-\u{1f189}]$/u;
const SPELLED_IN_ASCII = /^[a-z]{1,3}$/;

/**
 * Spellings that readers treat as the same. Arabic: Lucene's ArabicNormalizer, PersianNormalizer and SoraniNormalizer.
 * Cyrillic: UTR #30's diacritic folding of letters without a decomposition. Malayalam and Bengali: the atomic letters
 * and the sequences that they replaced (The Unicode Standard, chapter 12). Devanagari: Lucene's HindiNormalizer, for
 * the vowels of English loans; it treats candrabindu as anusvara, and Gurmukhi's tippi is treated the same way.
 * Yiddish: Unicode's names. Others are from CLDR's root collation, such as the final letters of Hebrew.
 */
const SPELLINGS: Readonly<Record<string, string>> = {
  ا: "ٱٲٳࡰࡱࡲࡳࡴࡵࡶࡷࡸࡹࡺࡻࡼࡽࡾࡿࢀࢁࢂࢭ",
  و: "ۥࢄ",
  ي: "ىیےۍېۦࢅࢆ",
  ه: "ةہھەۃۀ",
  ك: "کڪ",
  כ: "ך",
  מ: "ם",
  נ: "ן",
  פ: "ף",
  צ: "ץ",
  וו: "װ",
  וי: "ױ",
  יי: "ײ",
  в: "ᲀ",
  д: "ᲁ",
  о: "ᲂ",
  ъ: "ᲆ",
  ѣ: "ᲇ",
  ꙋ: "ᲈ",
  г: "ґғҕӷ",
  ж: "җ",
  з: "ҙ",
  к: "қҝҟҡӄ",
  л: "ӆԓ",
  м: "ӎ",
  н: "ңӈӊԣ",
  п: "ҧԥ",
  р: "ҏ",
  с: "ҫᲃ",
  т: "ҭᲄᲅ",
  х: "ҳӽӿ",
  ч: "ҷҹӌ",
  "ണ\u0d4d": "ൺ",
  "ന\u0d4d": "ൻ",
  "ര\u0d4d": "ർ",
  "ല\u0d4d": "ൽ",
  "ള\u0d4d": "ൾ",
  "ക\u0d4d": "ൿ",
  "ত\u09cd": "ৎ",
  ए: "ऍऎ",
  ओ: "ऑऒ",
  अ: "ॲ",
  "\u0947": "\u0945\u0946",
  "\u094b": "\u0949\u094a",
  "\u0902": "\u0900\u0901",
  "\u0982": "\u0981",
  "\u0a02": "\u0a01\u0a70",
  "\u0a82": "\u0a81",
  "\u0b02": "\u0b01",
  "\u0c02": "\u0c00\u0c01",
  "\u0c82": "\u0c81",
  "\u0d02": "\u0d00\u0d01",
  // Characters that people type for an apostrophe: Unicode's confusables of U+0027.
  "'": "`´‘’‛′‵ʹʻʼʽʾʿˈˊˋ՚׳ߴߵꞌ",
};

/** The letters whose folded form is not their own lower case without marks. Sources: ADR 0025. */
export default function letterForms(): LetterForms {
  const forms = new Map<string, string>([...latinAndDigits(), ...kana(), ...han()]);
  for (const [plain, letters] of Object.entries(SPELLINGS)) {
    for (const letter of letters) forms.set(letter, plain);
  }
  forms.set("ς", "σ");
  return [...forms];
}

function* latinAndDigits(): Generator<[string, string]> {
  for (const [first, last] of BLOCKS) {
    for (let code = first; code <= last; code += 1) {
      const letter = String.fromCodePoint(code);
      if (/\p{Nd}/u.test(letter)) yield [letter, digitOf(code)];
      else if (LATIN_WITHOUT_DECOMPOSITION.test(letter) || ON_BLACK.test(letter)) {
        const ascii = anyAscii(letter).toLowerCase();
        if (SPELLED_IN_ASCII.test(ascii) && letter.normalize("NFKD") === letter) yield [letter, ascii];
      }
    }
  }
}

/** In every script, a set of ten digits begins at a code that ends in 0 or 6. */
function digitOf(code: number): string {
  const row = code - (code % 16);
  return String(/\p{Nd}/u.test(String.fromCodePoint(row)) ? code - row : code - row - 6);
}

function* kana(): Generator<[string, string]> {
  for (let code = KATAKANA[0]; code <= KATAKANA[1]; code += 1) {
    yield [String.fromCodePoint(code), String.fromCodePoint(code - KANA_DISTANCE)];
  }
}

/** Maps traditional characters to simplified ones, and Japan's new forms to the simplified form of their old one. */
function* han(): Generator<[string, string]> {
  const simplified = new Map(characterPairs(traditionalToSimplified));
  yield* simplified;
  const kanji = characterPairs(oldToNewKanji)
    .map(([old, young]) => `${young} ${simplified.get(old) ?? old}`)
    .filter((pair, at, all) => all.indexOf(pair) === at)
    .map((pair) => pair.split(" ") as [string, string]);
  const plainForms = Map.groupBy(kanji, ([young]) => young);
  const youngForms = Map.groupBy(kanji, ([, plain]) => plain);
  for (const [young, plain] of kanji) {
    // A new form for several old ones is left alone (弁), and so are two that China writes as one (発 and 髪).
    const isOneToOne = plainForms.get(young)?.length === 1 && youngForms.get(plain)?.length === 1;
    if (isOneToOne && young !== plain && !simplified.has(young)) yield [young, plain];
  }
}

/** OpenCC's tables: `from to`, separated by bars. */
const characterPairs = (table: string): [string, string][] =>
  table.split("|").map((entry) => {
    const [from = "", to = ""] = entry.split(" ");
    return [from, to];
  });
