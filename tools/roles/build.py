"""Writes lib/domain/dictionaries/role-table.ts: python build.py WORDNET_FOLDER MODEL_FILE OUT (see README.md).

Words for people by what they do, by WordNet's first sense, and other words that profiles of such people use: synonyms
and kinds of that sense, where the vectors of the model file say that the two words are near. A wider word is left out: every
journalist is a writer, but few writers are journalists.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parent.parent / "distil"))
from evaluate import StaticModel  # noqa: E402

PERSON = 18  # WordNet's lexicographer file
# Everything below these: who works, performs, competes, creates, reports or knows. Nations, kin and character are not.
ROOTS = {
    "worker": "a person who works at a specific occupation",
    "professional": "a person engaged in one of the learned professions",
    "entertainer": "a person who tries to please or amuse",
    "athlete": "a person trained to compete in sports",
    "artist": "a person whose creative work shows sensitivity and imagination",
    "performer": "an entertainer who performs a dramatic or musical work for an audience",
    "writer": "writes (books or stories or articles or the like) professionally (for pay)",
    "communicator": "a person who communicates with others",
    "scientist": "a person with advanced knowledge of one or more sciences",
    "educator": "someone who educates young people",
    "businessperson": "a capitalist who engages in industrial commercial enterprise",
    "capitalist": "a person who invests capital in a business (especially a large business)",
    "politician": "a leader engaged in civil administration",
    "legislator": "someone who makes or enacts laws",
    "musician": "someone who plays a musical instrument (as a profession)",
}
NEAR, WORDS_MAX = 0.42, 8


def synsets(folder: Path) -> dict[str, dict]:
    found = {}
    for line in (folder / "data.noun").read_text("utf8").splitlines():
        if line.startswith(" "):
            continue
        head, gloss = line.split("|", 1)
        fields = head.split()
        words = int(fields[3], 16)
        after = 5 + 2 * words
        links = [(fields[after + 4 * k], fields[after + 1 + 4 * k]) for k in range(int(fields[after - 1]))]
        found[fields[0]] = {
            "person": int(fields[1]) == PERSON,
            "lemmas": [fields[4 + 2 * k] for k in range(words)],
            "kinds": [place for sign, place in links if sign == "~"],
            "gloss": gloss.strip(),
        }
    return found


def first_senses(folder: Path) -> dict[str, str]:
    senses = {}
    for line in (folder / "index.noun").read_text("utf8").splitlines():
        if not line.startswith(" "):
            fields = line.split()
            senses[fields[0]] = fields[6 + int(fields[3])]
    return senses


def below(found: dict[str, dict], roots: list[str]) -> set[str]:
    inside, open_ = set(), list(roots)
    while open_:
        place = open_.pop()
        if place not in inside and found[place]["person"]:
            inside.add(place)
            open_ += found[place]["kinds"]
    return inside


def main() -> None:
    wordnet, model_path, out = map(Path, sys.argv[1:4])
    found, senses = synsets(wordnet), first_senses(wordnet)
    roots = [p for p, s in found.items() for lemma, gloss in ROOTS.items() if lemma in s["lemmas"] and s["gloss"].startswith(gloss)]
    missing = set(ROOTS) - {lemma for p in roots for lemma in found[p]["lemmas"]}
    if missing:
        sys.exit(f"not in this WordNet: {', '.join(sorted(missing))}")
    inside = below(found, roots)
    model = StaticModel(model_path)
    known = set(model.entries)
    columns = model.head["dimensions"]

    def vector(word: str) -> np.ndarray:
        meaning = model.embed_one(word)[:columns]
        return meaning / max(float(np.linalg.norm(meaning)), 1e-9)

    rows = defaultdict(list)
    for word, place in sorted(senses.items()):
        if place not in inside or not re.fullmatch("[a-z]{3,}", word) or word not in known:
            continue
        sense = found[place]
        kinds = [k for k in sense["kinds"]] + [k for first in sense["kinds"] for k in found[first]["kinds"]]
        others = {lemma for p in [place, *kinds] if p in inside for lemma in found[p]["lemmas"]}
        others = {o for o in others if re.fullmatch("[a-z]{4,}", o) and o != word and o in known}
        own = vector(word)
        near = sorted(((round(float(own @ vector(o)), 4), o) for o in others), reverse=True)
        rows[word] = [o for score, o in near if score >= NEAR][:WORDS_MAX]
    lines = [" ".join([word, *others]) for word, others in sorted(rows.items())]
    out.write_text(HEADER + "export const ROLES = `\n" + "\n".join(lines) + "\n`;\n", "utf8")
    print(len(lines), "words", out.stat().st_size, "bytes")


HEADER = """/**
 * Words for people by what they do, each followed by other words for such people, if any, nearest first. Made by
 * `tools/roles/build.py` from WordNet 3.0, Copyright 2006 by Princeton University; its licence allows use, copying and
 * change with this notice: https://wordnet.princeton.edu/license-and-commercial-use
 */
"""

if __name__ == "__main__":
    main()
