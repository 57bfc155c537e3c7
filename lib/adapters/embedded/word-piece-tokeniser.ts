/**
 * BERT's uncased tokeniser: clean, isolate ideographs, strip accents, lower-case, split at punctuation, then take the
 * longest known piece again and again. It agrees token for token with the Hugging Face tokeniser of the model that
 * gave the static vectors (`static-model/tokeniser-cases.json`).
 */
export interface WordPieceTokeniser {
  /** All pieces of a text in order. A word that the pieces cannot spell is `[UNK]`. */
  tokenise(text: string): string[];
  /** Pieces of one word that is already in normal form; empty if the pieces cannot spell it. */
  piecesOf(word: string): string[];
}

/** Longer words get no pieces, as in BERT (`max_input_chars_per_word`). */
const MAX_WORD_CHARACTERS = 100;

const WHITE_SPACE = /[\t\n\r\p{Zs}\u2028\u2029]/gu;
const CONTROL = /[\0\uFFFD\p{Cc}\p{Cf}\p{Cn}\p{Co}\p{Cs}]/gu;
// The blocks that BERT's reference code calls ideographs, without kana and hangul.
const IDEOGRAPH =
  /[\u4E00-\u9FFF\u3400-\u4DBF\u{20000}-\u{2A6DF}\u{2A700}-\u{2B73F}\u{2B740}-\u{2B81F}\u{2B920}-\u{2CEAF}\uF900-\uFAFF\u{2F800}-\u{2FA1F}]/gu;
const ACCENT = /\p{Mn}/gu;
const WORD_OR_PUNCTUATION = /[!-/:-@[-`{-~\p{P}]|[^!-/:-@[-`{-~\p{P}\s]+/gu;
const PLAIN_ASCII = /^[\x20-\x7E]*$/;

/** A word in the vocabulary's form: lower case, without accents. */
export function foldWord(word: string): string {
  if (PLAIN_ASCII.test(word)) return word.toLowerCase();
  return lowerCase(word).normalize("NFD").replace(ACCENT, "");
}

/** Lower-cases one letter at a time, as BERT does: a sigma at the end of a word stays an ordinary sigma. */
const lowerCase = (text: string): string => text.replaceAll("\u03A3", "\u03C3").toLowerCase();

function normalise(text: string): string {
  if (PLAIN_ASCII.test(text)) return text.toLowerCase();
  const clean = text.replace(WHITE_SPACE, " ").replace(CONTROL, "").replace(IDEOGRAPH, " $& ");
  return lowerCase(clean.normalize("NFD").replace(ACCENT, ""));
}

export function createWordPieceTokeniser(isPiece: (piece: string) => boolean): WordPieceTokeniser {
  function piecesOf(word: string): string[] {
    const pieces: string[] = [];
    let start = 0;
    while (start < word.length) {
      let end = word.length;
      let piece = start === 0 ? word : `##${word.slice(start)}`;
      while (end > start && !isPiece(piece)) {
        end -= 1;
        piece = piece.slice(0, -1);
      }
      if (end === start) return [];
      pieces.push(piece);
      start = end;
    }
    return pieces;
  }

  return {
    piecesOf: (word) => (word.length > MAX_WORD_CHARACTERS ? [] : piecesOf(word)),
    tokenise(text) {
      const words = normalise(text).match(WORD_OR_PUNCTUATION) ?? [];
      return words.flatMap((word) => {
        const pieces = [...word].length > MAX_WORD_CHARACTERS ? [] : piecesOf(word);
        return pieces.length > 0 ? pieces : ["[UNK]"];
      });
    },
  };
}
