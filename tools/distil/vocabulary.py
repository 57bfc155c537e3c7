"""The rows of the table: which there are, how common they are, and how the ones that the teacher cannot read get a meaning."""

from __future__ import annotations

import json
import math
import re
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np
import regex

from text_pipeline import TOKEN, fold_word

DATA = Path(__file__).parent / "data"
# Parts of compounds: every common word of 4 letters, the commonest of 3, and these of 2 and 3.
SHORT_PARTS = {"of", "in", "to", "my", "by", "up", "go", "tv", "uk", "us", "dj", "on", "we", "me", "dr", "vs", "is", "it", "and", "the", "for"}
CLDR_LANGUAGES = "es pt fr de it nl pl tr id ar he hi ru uk ja ko zh sv da no fi cs ro hu el th vi fa".split()
WRITTEN_LANGUAGES = CLDR_LANGUAGES[:13] + ["ja", "ko", "zh"]  # those of lexicon.tsv
COUNTRY_CODES = "US GB DE FR ES IT NL PL TR ID SA AE EG IL IN RU UA JP KR CN BR PT MX AR CO CL PE CA AU NG ZA KE SE NO DK FI AT CH BE IE GR CZ RO HU TH VN PH MY SG PK BD MA".split()


def word_counts(symspell: Path) -> dict[str, int]:
    lines = (symspell / "frequency_dictionary_en_82_765.txt").read_text("utf-8-sig").splitlines()
    return {word: int(count) for word, count in (line.split() for line in lines)}


def pair_counts(symspell: Path) -> dict[str, int]:
    lines = (symspell / "frequency_bigramdictionary_en_243_342.txt").read_text("utf-8-sig").splitlines()
    return {f"{first} {second}": int(count) for first, second, count in (line.split() for line in lines)}


def phrases(lemmas: set[str], counts: dict[str, int], number: int) -> list[str]:
    """Pairs that a dictionary has as one ("real estate"): what they mean is not the sum of their words."""
    pairs = {lemma.lower().replace("-", " ") for lemma in lemmas}
    known = [pair for pair in pairs if re.fullmatch("[a-z]+ [a-z]+", pair) and pair in counts]
    return sorted(known, key=lambda pair: (-counts[pair], pair))[:number]


def english(bert_vocab: list[str], counts: dict[str, int], words: int, rarest: int, texts: list[str], names: int, pairs: dict[str, int]):
    """Entries, number of word pieces, compound costs, probability of each entry; pairs of words come last."""
    pieces = [w for w in bert_vocab if not re.fullmatch(r"\[(unused\d+|PAD|UNK|CLS|SEP|MASK)\]", w)]
    ranked = sorted(counts, key=lambda w: -counts[w])
    known = set(pieces)
    entries = pieces + [w for rank, w in enumerate(ranked) if w not in known and (rank < words or (rank < rarest and not _is_inflected(w, counts)))]
    known.update(entries)
    seen = Counter(fold_word(w) for text in texts for w in TOKEN.findall(text))
    extra = [w for w, c in seen.most_common() if c >= 3 and w not in known and re.fullmatch(r"[a-z][a-z0-9]+", w)]
    entries += sorted(extra[:names]) + list(pairs)
    total = sum(counts.values())
    costs = np.zeros(len(entries), np.uint8)
    row = {w: i for i, w in enumerate(entries)}
    for rank, word in enumerate(ranked[:30000]):
        if word in row and (len(word) >= 4 or (len(word) == 3 and rank < 2500) or word in SHORT_PARTS):
            costs[row[word]] = min(255, round(-10 * math.log(counts[word] / total)) + 20)
    probability = np.array([counts.get(w.removeprefix("##"), pairs.get(w, 0)) / total for w in entries])
    return entries, len(pieces), costs, probability


def _is_inflected(word: str, counts: dict[str, int]) -> bool:
    """Whether the reader finds the word through its stem anyway, so that a rare form needs no row."""
    return any(word.endswith(end) and len(word) - len(end) >= 4 and word[: -len(end)] in counts and (len(end) < 3 or len(word) >= 8)
               for end in ("s", "es", "ed", "er", "ly", "ing", "n't"))


def stopwords() -> set[str]:
    lines = (DATA / "stopwords.txt").read_text("utf8").splitlines()
    return {fold_word(w) for line in lines if line and not line.startswith("#") for w in line.split(":", 1)[1].split()}


def glosses(cldr_annotations: Path, cldr_names: Path, limit_cldr: int) -> dict[str, list[tuple[str, float]]]:
    """Entry -> English glosses with weights, for what an English teacher cannot read. The first source of an entry wins."""
    out: dict[str, list[tuple[str, float]]] = {}

    def add(entry: str, gloss: list[tuple[str, float]]) -> None:
        key = " ".join(fold_word(w) for w in TOKEN.findall(entry))
        if key and key.count(" ") <= 1:
            out.setdefault(key, gloss)

    for line in (DATA / "slang.tsv").read_text("utf8").splitlines():
        if line and not line.startswith("#"):
            word, gloss = line.split("\t")
            out.setdefault(word, [(gloss, 1.0)])
    rows = (DATA / "lexicon.tsv").read_text("utf8").splitlines()
    meanings = defaultdict(list)
    for line in rows[1:]:
        gloss, *cells = line.split("\t")
        for cell in cells:
            for word in cell.split("/"):
                meanings[word.strip()].append((gloss, 1.0))
    for word, gloss in meanings.items():
        add(word, gloss)
    _emoji(cldr_annotations, cldr_names, out)
    _countries(cldr_names, add)
    _cldr(cldr_annotations, add, limit_cldr)
    return out


def _annotations(folder: Path, language: str) -> dict:
    return json.loads((folder / "annotations" / language / "annotations.json").read_text("utf8"))["annotations"]["annotations"]


def _territories(folder: Path, language: str) -> dict:
    return json.loads((folder / "main" / language / "territories.json").read_text("utf8"))["main"][language]["localeDisplayNames"]["territories"]


def _emoji(annotations: Path, names: Path, out) -> None:
    for emoji, note in _annotations(annotations, "en").items():
        if len(emoji) == 1 and regex.fullmatch(r"(?![\d#*])\p{Emoji}", emoji):
            name = note["tts"][0]
            out.setdefault(emoji, [(name, 2.0), (" ".join(k for k in note["default"] if k != name), 1.0)])
    for code, name in _territories(names, "en").items():
        if re.fullmatch("[A-Z]{2}", code):
            out.setdefault("".join(chr(0x1F1E6 + ord(c) - 65) for c in code), [(name, 1.0)])


def _countries(names: Path, add) -> None:
    english_names = _territories(names, "en")
    for language in CLDR_LANGUAGES:
        for code, name in _territories(names, language).items():
            if code in COUNTRY_CODES:
                add(name, [(english_names[code], 1.0)])


def _cldr(annotations: Path, add, limit: int) -> None:
    """Aligns keywords through the pictures they describe: Dice's coefficient of the two sets of emoji."""
    english_notes = _annotations(annotations, "en")
    english_sets, titles = defaultdict(set), {}
    for emoji, note in english_notes.items():
        titles[emoji] = note["tts"][0]
        for word in note["default"] + note["tts"]:
            english_sets[word].add(emoji)
    for language in CLDR_LANGUAGES:
        sets, title = defaultdict(set), defaultdict(set)
        for emoji, note in _annotations(annotations, language).items():
            if emoji not in english_notes:
                continue
            for word in note.get("default", []) + note.get("tts", []):
                sets[word].add(emoji)
            title[note.get("tts", [""])[0]].add(emoji)
        found = []
        for word, emoji in sets.items():
            if " " in word or len(word) < 2:
                continue
            scores = []
            for candidate in {w for e in emoji for w in english_notes[e]["default"] + english_notes[e]["tts"]}:
                other = english_sets[candidate]
                dice = 2 * len(emoji & other) / (len(emoji) + len(other))
                if any(titles[e] == candidate for e in title.get(word, ())):
                    dice += 0.5
                scores.append((dice, candidate))
            scores.sort(key=lambda s: (-s[0], s[1]))
            if scores and scores[0][0] >= 0.4:
                best = [(c, d) for d, c in scores[:2] if d >= 0.75 * scores[0][0]]
                found.append((scores[0][0] * (1 + math.log(len(emoji))), word, best))
        found.sort(key=lambda f: (-f[0], f[1]))
        for _, word, best in found[: limit if language in WRITTEN_LANGUAGES else limit // 2]:
            add(word, best)
