"""From text to rows of the table: the reference of lib/adapters/embedded/static-vocabulary.ts and hashed-ngrams.ts."""

from __future__ import annotations

import unicodedata

import numpy as np
import regex

ADDRESS = regex.compile(r"(?:https?://|www\.)\S+", regex.I)
SKIN_TONE = regex.compile(r"[\U0001F3FB-\U0001F3FF]")
TOKEN = regex.compile(
    r"[\U0001F1E6-\U0001F1FF]{2}|(?![\d#*\U0001F1E6-\U0001F1FF])\p{Emoji}|[Cc](?:\+\+|#)(?![\p{L}\p{N}_])|[\p{L}\p{M}\p{N}]+"
)
CAMEL = regex.compile(
    r"(?<=\p{Ll})(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})|(?<=\p{L})(?=\p{N})|(?<=\p{N})(?=\p{L})", regex.V1
)
UNSPACED = regex.compile(r"[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\u30FC]")
HANGUL = regex.compile(r"\p{sc=Hangul}")
COMPOUND = regex.compile(r"[a-z]{6,40}\Z")
# Written together with the word that follows: Arabic articles and prepositions, Hebrew one-letter ones.
PREFIXES = ("وال", "بال", "كال", "فال", "لل", "ال", "و", "ب", "ل", "ה", "ו", "ב", "ל", "מ", "כ", "ש")
LONGEST_PART, LONGEST_UNSPACED, LONGEST_PIECED, SHORTEST_STEM = 20, 8, 100, 4


def fold_word(word: str) -> str:
    """Lower case without accents, as BERT's normaliser does it."""
    if word.isascii():
        return word.lower()
    return "".join(c for c in unicodedata.normalize("NFD", word.replace("Σ", "σ").lower()) if unicodedata.category(c) != "Mn")


class TextReader:
    def __init__(self, entries, piece_count, costs, silent=None):
        self.rows = {e: i for i, e in enumerate(entries)}
        self.piece_count, self.costs = piece_count, costs
        self.silent = silent if silent is not None else np.zeros(len(entries), bool)

    def read(self, text):
        """(rows, rows of word pieces, words without a row)."""
        rows, pieces, unknown, previous = [], [], [], ""
        text = ADDRESS.sub(" ", SKIN_TONE.sub("", unicodedata.normalize("NFKC", text)))
        for word in TOKEN.findall(text):
            key = fold_word(word)
            phrase = self.rows.get(previous + " " + key) if previous else None
            if phrase is not None:
                rows[-1] = phrase
                previous = ""
                continue
            before = len(rows)
            self._word(word, key, rows, pieces, unknown, True)
            previous = key if len(rows) == before + 1 else ""
        return rows, pieces, unknown

    def _word(self, word, key, rows, pieces, unknown, may_be_camel):
        row = self.rows.get(key)
        if row is not None and (key.isascii() or row >= self.piece_count or not self.silent[row]):
            rows.append(row)
            return
        if not key:
            return
        if may_be_camel:
            humps = CAMEL.split(word)
            if len(humps) > 1:
                for hump in humps:
                    self._word(hump, fold_word(hump), rows, pieces, unknown, False)
                return
        if UNSPACED.search(key):
            self._unspaced(key, rows, unknown)
            return
        if len(key) == 1:
            return
        found = self._compound(key) if COMPOUND.match(key) else []
        if not found:
            stem = self._stem(key)
            found = [stem] if stem is not None else []
        if found:
            rows.extend(found)
            return
        pieces.extend(self._pieces(key))
        unknown.append(key)

    def _unspaced(self, key, rows, unknown):
        start = 0
        while start < len(key):
            for size in range(min(LONGEST_UNSPACED, len(key) - start), 0, -1):
                row = self.rows.get(key[start : start + size])
                if row is not None and not self.silent[row]:
                    rows.append(row)
                    break
            else:
                size = 1
                unknown.append(key[start : start + 2])
            start += size

    def _compound(self, word):
        n = len(word)
        best, came, ending = [0] + [10**9] * n, [0] * (n + 1), [0] * (n + 1)
        for end in range(2, n + 1):
            for start in range(max(0, end - LONGEST_PART), end - 1):
                if best[start] >= best[end]:
                    continue
                row = self.rows.get(word[start:end])
                cost = 0 if row is None else int(self.costs[row])
                if cost == 0 or best[start] + cost >= best[end]:
                    continue
                best[end], came[end], ending[end] = best[start] + cost, start, row
        if best[n] == 10**9:
            return []
        out, end = [], n
        while end > 0:
            out.append(ending[end])
            end = came[end]
        return out[::-1]

    def _stem(self, key):
        for prefix in ("",) + PREFIXES:
            if prefix and not key.startswith(prefix):
                continue
            bare = key[len(prefix) :]
            if prefix and len(bare) >= 3:
                row = self.rows.get(bare)
                if row is not None and not self.silent[row]:
                    return row
            most = 9 if HANGUL.search(bare) else 3 if len(bare) >= 8 else 2
            for cut in range(1, most + 1):
                stem = bare[:-cut]
                if len(stem) < SHORTEST_STEM:
                    break
                row = self.rows.get(stem)
                if row is not None and not self.silent[row]:
                    return row
        return None

    def _pieces(self, key):
        if len(key) > LONGEST_PIECED:
            return []
        found, start = [], 0
        while start < len(key):
            for end in range(len(key), start, -1):
                row = self.rows.get(("##" if start else "") + key[start:end])
                if row is not None and row < self.piece_count:
                    found.append(row)
                    start = end
                    break
            else:
                return []
        return found


def _fnv(data: bytes) -> int:
    h = 0x811C9DC5
    for i in range(0, len(data), 2):
        h = ((h ^ (data[i] | data[i + 1] << 8)) * 0x01000193) & 0xFFFFFFFF
    h ^= h >> 15
    h = (h * 0x2C1B3C6D) & 0xFFFFFFFF
    return h ^ (h >> 12)


def hashed_ngrams(word: str, places: int) -> np.ndarray:
    out = np.zeros(places, np.float64)
    marked = f"<{word}>".encode("utf-16-le", "surrogatepass")
    n = len(marked) // 2
    grams = [(s, s + k) for k in (3, 4, 5) for s in range(n - k + 1)]
    each = 1 / np.sqrt(max(1, len(grams)))
    for s, e in grams:
        h = _fnv(marked[2 * s : 2 * e])
        out[(h >> 1) % places] += each if h & 1 else -each
    h = _fnv(marked)
    out[(h >> 1) % places] += 1 if h & 1 else -1
    return out
