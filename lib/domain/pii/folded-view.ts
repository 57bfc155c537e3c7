/** A text as a reader of contact details sees it, and the way back to the text as it stands. */
export interface FoldedView {
  readonly text: string;
  /** Index in the original of the character that stands at `index` of the view; the original's length at its end. */
  originalIndex(index: number): number;
}

/** What hides between letters: format characters (joiners, soft hyphen, bidi marks, byte-order mark) and variation selectors. */
const HIDDEN = /^(?:\u034f|[\p{Cf}\p{Variation_Selector}])$/u;
/** The hidden, full-width and fancy letters and digits, Arabic and Devanagari digits. */
const FOLDABLE =
  /\u034f|[\p{Cf}\p{Variation_Selector}\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\u2100-\u218f\u2460-\u24ff\u3000\ufe52-\ufe6b\uff00-\uffef\u{1d400}-\u{1d7ff}\u{1f100}-\u{1f1ff}]/u;

/** The text with every character replaced by its NFKC form and hidden ones left out, so that tricks do not hide a contact. */
export function foldedView(text: string): FoldedView {
  if (!FOLDABLE.test(text)) return { text, originalIndex: (index) => index };
  const starts: number[] = [];
  let folded = "";
  let at = 0;
  for (const character of text) {
    const plain = HIDDEN.test(character) ? "" : (digitOf(character) ?? character.normalize("NFKC"));
    for (let unit = 0; unit < plain.length; unit += 1) starts.push(at);
    folded += plain;
    at += character.length;
  }
  return { text: folded, originalIndex: (index) => starts[index] ?? at };
}

/** Zeros of the three other digit sets that creators write numbers in. */
const ZEROS = [0x660, 0x6f0, 0x966];

function digitOf(character: string): string | null {
  const code = character.charCodeAt(0);
  const zero = ZEROS.find((first) => code >= first && code < first + 10);
  return zero === undefined ? null : String(code - zero);
}
