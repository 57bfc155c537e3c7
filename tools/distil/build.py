"""Makes the model file. python build.py --sources DIR --work DIR --out FILE (see README.md)."""

from __future__ import annotations

import argparse
import hashlib
import json
from pathlib import Path

import numpy as np
import scipy.sparse as sp

import model_file
import texts as text_sources
from encoding import digest, encoded
from fit import Settings, train
from foreign import add_glossed
from teacher import Teacher
from text_pipeline import TextReader
from vocabulary import english, glosses, pair_counts, phrases, stopwords, word_counts

NAME = "static-minilm-l6-v2-r2"
DIMENSIONS, BITS, HASHED = 256, 3, 128
HASHED_WEIGHT, PIECE_WEIGHT = 0.4, 0.3
ENGLISH_WORDS, RAREST_WORD, EXTRA_WORDS, CLDR_WORDS, PHRASES = 20_000, 68_000, 4_000, 350, 12_000
SIF = 1e-4  # Arora et al. 2017: weight a / (a + p)
# Share of its definitions in where a rare word starts, half of it at this frequency.
DEFINED, RARE = 0.5, 2e-6
REPEAT = {"passages": 3}
FIT = Settings()


def counts_matrix(texts: list[str], reader: TextReader) -> sp.csr_matrix:
    rows, columns = [], []
    for i, text in enumerate(texts):
        found, pieces, _ = reader.read(text)
        rows += [i] * (len(found) + len(pieces))
        columns += found + pieces
    return sp.csr_matrix((np.ones(len(rows), np.float32), (rows, columns)), shape=(len(texts), len(reader.rows)))


def counted(texts: list[str], reader: TextReader, work: Path) -> sp.csr_matrix:
    path = work / f"counts-{digest(list(reader.rows))[:8]}-{digest(texts)[:8]}.npz"
    if not path.exists():
        sp.save_npz(path, counts_matrix(texts, reader), compressed=False)
    return sp.load_npz(path)


def alone(entries: list[str], pieces: int, teacher: Teacher, work: Path) -> np.ndarray:
    """The teacher's vector of each word piece and word by itself."""
    path = work / f"entries-{digest(entries)[:12]}.npy"
    if not path.exists():
        ids = teacher.t.get_vocab()
        split = [[ids["[CLS]"], ids[w], ids["[SEP]"]] for w in entries[:pieces]]
        np.save(path, np.concatenate([teacher.encode_ids(split), teacher.encode(entries[pieces:])]).astype(np.float32))
    return np.load(path)


def with_definitions(raw: np.ndarray, entries: list[str], probability: np.ndarray, sources, defined: dict[str, np.ndarray]) -> np.ndarray:
    """Draws rare words towards their dictionary entries: of a rare word by itself the teacher sees little but its spelling."""
    place = {entry: i for i, entry in enumerate(entries)}
    total = np.zeros_like(raw)
    for lemmas, gloss, _ in text_sources.synsets(sources.wordnet):
        vector = defined[text_sources.defined(lemmas, gloss)]
        for lemma in lemmas:
            at = place.get(lemma.lower().replace("-", " "))
            if at is not None:
                total[at] += vector
    length = np.linalg.norm(total, axis=1, keepdims=True)
    share = (DEFINED * RARE / (RARE + probability))[:, None] * (length > 0)
    return (1 - share) * raw + share * total / np.maximum(length, 1e-9)


def start_table(raw: np.ndarray, entries: list[str], probability: np.ndarray, basis: np.ndarray) -> np.ndarray:
    """Centred, turned onto the basis, weighted by rarity."""
    table = (raw - raw.mean(0)) @ basis
    table *= (SIF / (SIF + probability))[:, None]
    # The teacher read English alone: its vectors of other scripts are noise.
    table[[not w.isascii() for w in entries]] = 0
    return (table / np.linalg.norm(table, axis=1).mean()).astype(np.float32)


def fitted(entries, pieces, costs, probability, teacher, sources, corpora, work, settings=FIT, evaluate=None):
    reader = TextReader(entries, pieces, costs)
    matrices, targets, defined = [], [], {}
    for name, texts in corpora.items():
        target = encoded(texts, teacher, work / "vectors").astype(np.float32)
        if name == "definitions":
            defined = dict(zip(texts, target))
        matrices += [counted(texts, reader, work)] * REPEAT.get(name, 1)
        targets += [target] * REPEAT.get(name, 1)
    counts, target = sp.vstack(matrices).tocsr(), np.concatenate(targets)
    used = np.where(np.diff(counts.indptr) > 0)[0]
    counts, target = counts[used], target[used]
    target -= target.mean(0)
    basis = np.linalg.svd(target.T @ target)[0][:, :DIMENSIONS]
    target = target @ basis
    target /= np.linalg.norm(target, axis=1, keepdims=True)
    raw = with_definitions(alone(entries, pieces, teacher, work), entries, probability, sources, defined)
    return train(counts, target, start_table(raw, entries, probability, basis), settings, evaluate)


def english_entries(sources, corpora):
    vocabulary = (sources.teacher / "vocab.txt").read_text("utf8").splitlines()
    texts = [t for name in ("synthetic", "corpora", "debian") for t in corpora[name]]
    lemmas = {lemma for found, _, _ in text_sources.synsets(sources.wordnet) for lemma in found}
    pairs = pair_counts(sources.symspell)
    chosen = {pair: pairs[pair] for pair in phrases(lemmas, pairs, PHRASES)}
    return english(vocabulary, word_counts(sources.symspell), ENGLISH_WORDS, RAREST_WORD, texts, EXTRA_WORDS, chosen)


def differences(made: dict[str, str]) -> list[str]:
    """What is not as it was when the file in the repository was made: another Debian, another processor, a change here."""
    recorded = json.loads((Path(__file__).parent / "data" / "digests.json").read_text("utf8"))
    return [name for name in recorded if made.get(name) != recorded[name]]


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--sources", type=Path, required=True)
    options.add_argument("--work", type=Path, required=True)
    options.add_argument("--out", type=Path, required=True)
    options.add_argument("--threads", type=int, default=2)
    given = options.parse_args()
    given.work.mkdir(parents=True, exist_ok=True)
    sources = text_sources.Sources(given.sources)
    # 8-bit weights (cosine .99 to the exact ones) take 0.4 of the time.
    teacher = Teacher(sources.teacher, given.work, threads=given.threads, max_tokens=112, quantised=True)
    corpora = text_sources.all_texts(sources)
    entries, pieces, costs, probability = english_entries(sources, corpora)
    table = fitted(entries, pieces, costs, probability, teacher, sources, corpora, given.work)
    found = glosses(sources.cldr_annotations, sources.cldr_names, CLDR_WORDS)
    entries, costs, table = add_glossed(entries, costs, table, word_counts(sources.symspell), found, stopwords())
    size = model_file.write(given.out, NAME, entries, pieces, costs, table, HASHED, HASHED_WEIGHT, PIECE_WEIGHT, BITS)
    made = {name: digest(texts) for name, texts in corpora.items()} | {"file": hashlib.sha256(given.out.read_bytes()).hexdigest()}
    print(json.dumps({"name": NAME, "rows": len(entries), "bytes": size, "texts": {n: len(t) for n, t in corpora.items()}, "sha256": made}, indent=1))
    print("differs from the record:", ", ".join(differences(made)) or "nothing")


if __name__ == "__main__":
    main()
