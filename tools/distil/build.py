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
from fit import train
from teacher import Teacher
from text_pipeline import TextReader
from vocabulary import english, glosses, stopwords, word_counts

NAME = "static-minilm-l6-v2-r1"
DIMENSIONS, HASHED = 256, 128
HASHED_WEIGHT, PIECE_WEIGHT = 0.4, 0.3
ENGLISH_WORDS, RAREST_WORD, EXTRA_WORDS, CLDR_WORDS = 20_000, 68_000, 4_000, 350
SIF = 1e-4  # Arora et al. 2017: weight a / (a + p)
REPEAT = {"passages": 3}
FIT = dict(epochs=2, batch=1024, lr=0.004, reg=0.1, tau=0.1, tau_t=0.1, seed=0)


def counts_matrix(texts: list[str], reader: TextReader) -> sp.csr_matrix:
    rows, columns = [], []
    for i, text in enumerate(texts):
        found, pieces, _ = reader.read(text)
        rows += [i] * (len(found) + len(pieces))
        columns += found + pieces
    return sp.csr_matrix((np.ones(len(rows), np.float32), (rows, columns)), shape=(len(texts), len(reader.rows)))


def cached(path: Path, make):
    if not path.exists():
        np.save(path, make())
    return np.load(path)


def start_table(entries, pieces, probability, teacher: Teacher, basis, mean, work: Path) -> np.ndarray:
    """The teacher's vector of each word piece and word alone, centred, turned onto the basis, weighted by rarity."""
    ids = {w: i for w, i in teacher.t.get_vocab().items()}
    key = hashlib.sha256("\n".join(entries).encode()).hexdigest()[:12]
    raw = cached(work / f"entries-{key}.npy", lambda: np.concatenate(
        [teacher.encode_ids([[ids["[CLS]"], ids[w], ids["[SEP]"]] for w in entries[:pieces]]), teacher.encode(entries[pieces:])]
    ).astype(np.float32))
    table = (raw - raw.mean(0)) @ basis
    table *= (SIF / (SIF + probability))[:, None]
    # The teacher read English alone: its vectors of other scripts are noise.
    table[[not w.isascii() for w in entries]] = 0
    return (table / np.linalg.norm(table, axis=1).mean()).astype(np.float32)


def fitted(entries, pieces, costs, probability, teacher, quick, corpora, work, evaluate=None):
    reader = TextReader(entries, pieces, costs)
    key = hashlib.sha256("\n".join(entries).encode()).hexdigest()[:12]
    matrices, targets = [], []
    for name, texts in corpora.items():
        path = work / f"counts-{name}-{key}.npz"
        if not path.exists():
            sp.save_npz(path, counts_matrix(texts, reader), compressed=False)
        reads = quick if name == "passages" else teacher
        target = cached(work / f"{name}.npy", lambda texts=texts, reads=reads: reads.encode(texts).astype(np.float16)).astype(np.float32)
        for _ in range(REPEAT.get(name, 1)):
            matrices.append(sp.load_npz(path))
            targets.append(target)
    counts, target = sp.vstack(matrices).tocsr(), np.concatenate(targets)
    used = np.diff(counts.indptr) > 0
    counts, target = counts[np.where(used)[0]], target[used]
    mean = target.mean(0)
    target -= mean
    basis = np.linalg.svd(target.T @ target)[0][:, :DIMENSIONS]
    target = target @ basis
    target /= np.linalg.norm(target, axis=1, keepdims=True)
    table = start_table(entries, pieces, probability, teacher, basis, mean, work)
    return train(counts, target, table, evaluate=evaluate, **FIT)


def add_glossed(entries, costs, table, counts, found, silent_words):
    """Rows for what the teacher cannot read, put where their English gloss is; silent rows for foreign function words."""
    reader = TextReader(entries, 0, costs)
    common = set(sorted(counts, key=lambda w: -counts[w])[:3000])
    entries, rows = list(entries), [row for row in table]
    place = {e: i for i, e in enumerate(entries)}
    lengths = np.linalg.norm(table, axis=1)
    for entry, gloss in found.items():
        if (entry in counts and entry.isascii() and entry in place) or (len(entry) < 2 and entry.isascii()):
            continue  # English has this word
        direction, used = np.zeros(table.shape[1], np.float32), []
        for text, weight in gloss:
            at = reader.read(text)[0]
            vector = table[at].sum(0) if at else direction * 0
            if np.linalg.norm(vector) > 0:
                direction += weight * vector / np.linalg.norm(vector)
                used += at
        if not used:
            continue
        row = direction / max(np.linalg.norm(direction), 1e-9) * float(np.median(lengths[used]))
        if entry in place:
            rows[place[entry]] = row
        else:
            place[entry] = len(entries)
            entries.append(entry)
            rows.append(row)
    for word in silent_words - common:
        if word in place:
            rows[place[word]] = np.zeros(table.shape[1], np.float32)
        else:
            place[word] = len(entries)
            entries.append(word)
            rows.append(np.zeros(table.shape[1], np.float32))
    return entries, np.concatenate([costs, np.zeros(len(entries) - len(costs), np.uint8)]), np.array(rows, np.float32)


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--sources", type=Path, required=True)
    options.add_argument("--work", type=Path, required=True)
    options.add_argument("--out", type=Path, required=True)
    options.add_argument("--threads", type=int, default=2)
    given = options.parse_args()
    sources = text_sources.Sources(given.sources)
    teacher = Teacher(sources.teacher, given.work, threads=given.threads, max_tokens=112)
    # 8-bit weights (cosine .99 to the exact ones) halve the time that the long texts take.
    quick = Teacher(sources.teacher, given.work, threads=given.threads, max_tokens=112, quantised=True)
    corpora = text_sources.all_texts(sources)
    counts = word_counts(sources.symspell)
    vocabulary = (sources.teacher / "vocab.txt").read_text("utf8").splitlines()
    named = [t for name in ("synthetic", "corpora", "debian") for t in corpora[name]]
    entries, pieces, costs, probability = english(vocabulary, counts, ENGLISH_WORDS, RAREST_WORD, named, EXTRA_WORDS)
    table = fitted(entries, pieces, costs, probability, teacher, quick, corpora, given.work)
    found = glosses(sources.cldr_annotations, sources.cldr_names, CLDR_WORDS)
    entries, costs, table = add_glossed(entries, costs, table, counts, found, stopwords())
    np.savez(given.work / "table.npz", entries=np.array(entries, dtype=object), pieces=pieces, costs=costs, table=table)
    size = model_file.write(given.out, NAME, entries, pieces, costs, table, HASHED, HASHED_WEIGHT, PIECE_WEIGHT)
    digests = {name: hashlib.sha256("\n".join(texts).encode()).hexdigest() for name, texts in corpora.items()}
    print(json.dumps({"name": NAME, "rows": len(entries), "bytes": size, "texts": {n: len(t) for n, t in corpora.items()}, "sha256": digests}, indent=1))


if __name__ == "__main__":
    main()
