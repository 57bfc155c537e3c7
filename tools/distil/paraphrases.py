"""Questions in other words than profiles use, judged by rule: for choosing between models without the judged queries.

A profile is relevant where the sentence model puts it among the 40 nearest to the question's *plain* words and it also has
one of the words of its pattern: grade 2 among the first 15, else 1. The paraphrase itself is never shown to the judge.
"""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np

FIRST, NEAR = 15, 40


def read(path: Path = Path(__file__).parent / "data" / "paraphrases.tsv") -> list[tuple[str, str, re.Pattern]]:
    lines = [line.split("\t") for line in path.read_text("utf8").splitlines() if line and not line.startswith("#")]
    return [(asked, plain, re.compile(pattern, re.I)) for asked, plain, pattern in lines]


def judged(keys: list[str], texts: list[str], documents: np.ndarray, embed) -> list[tuple[str, dict[str, int]]]:
    """Paraphrases with the grades of relevant profiles; those that nobody answers are left out."""
    questions = read()
    order = np.argsort(-(embed([plain for _, plain, _ in questions]) @ documents.T), axis=1, kind="stable")[:, :NEAR]
    out = []
    for (asked, _, pattern), row in zip(questions, order):
        grades = {keys[j]: 2 if rank < FIRST else 1 for rank, j in enumerate(row) if pattern.search(texts[j])}
        if len(grades) >= 3:
            out.append((asked, grades))
    return out
