"""Quality of a model file beside the sentence model: python evaluate.py --data DIR --teacher DIR --work DIR FILE...

DIR holds the evaluation sets (README of the shared data folder); they are read where they lie. Vectors alone, exact cosine.
`overlap` is the share of the sentence model's ten nearest profiles that the static vectors also have among their ten.
"""

from __future__ import annotations

import argparse
import csv
import json
import math
import re
from pathlib import Path

import numpy as np

import model_file
import paraphrases
import texts as text_sources
from teacher import Teacher
from text_pipeline import TextReader, hashed_ngrams


class StaticModel:
    """Reads the model file and embeds as lib/adapters/embedded/static-embedder.ts does."""

    def __init__(self, path, columns=None, hashed_weight=None, piece_weight=None):
        data = Path(path).read_bytes()
        length = int.from_bytes(data[4:8], "little")
        head = json.loads(data[8 : 8 + length])
        at = 8 + length
        self.entries = data[at : at + head["vocabularyBytes"]].decode().split("\n")
        at += head["vocabularyBytes"]
        n = head["rows"]
        costs = np.frombuffer(data, np.uint8, n, at)
        at = (at + n + 3) // 4 * 4
        scale = np.frombuffer(data, "<f4", n, at)
        bits = head.get("bits", 4)
        rows = np.frombuffer(data, np.uint8, n * head["dimensions"] * bits // 8, at + 4 * n).reshape(n, -1)
        levels = model_file.unpacked(rows, bits)
        self.table = levels * scale[:, None]
        self.head, self.columns = head, columns or head["dimensions"]
        self.hashed_weight = head["hashedWeight"] if hashed_weight is None else hashed_weight
        self.piece_weight = head["pieceWeight"] if piece_weight is None else piece_weight
        self.reader = TextReader(self.entries, head["pieces"], costs, scale == 0)

    def embed_one(self, text):
        rows, pieces, unknown = self.reader.read(text)
        meaning = self.table[rows].sum(0) + self.piece_weight * self.table[pieces].sum(0)
        meaning = meaning[: self.columns]
        letters = sum((hashed_ngrams(w, self.head["hashed"]) for w in unknown), np.zeros(self.head["hashed"]))
        length = np.linalg.norm(meaning)
        if length < 1e-6:
            if not unknown:
                letters = hashed_ngrams(text.strip().lower(), self.head["hashed"])
            return np.concatenate([meaning * 0, letters / max(np.linalg.norm(letters), 1e-9)])
        share = self.hashed_weight * len(unknown) / (len(unknown) + len(rows)) if unknown else 0
        if not share:
            return np.concatenate([meaning / length, letters * 0])
        return np.concatenate([meaning / length * math.sqrt(1 - share), letters / np.linalg.norm(letters) * math.sqrt(share)])

    def embed(self, texts):
        return np.array([self.embed_one(t) for t in texts], np.float32)


def profiles(data: Path):
    keys, texts = [], []
    for name in ("x", "youtube"):
        for line in (data / "raw" / f"{name}.ndjson").read_text("utf8").strip().split("\n"):
            payload = json.loads(line)["payload"]
            if name == "x":
                keys.append("x:" + payload["username"].lower())
                texts.append(f"{payload.get('name', '')} {payload.get('description', '')}".strip())
                continue
            snippet = payload["snippet"]
            handle = snippet.get("customUrl", "").lstrip("@").lower()
            keywords = payload.get("brandingSettings", {}).get("channel", {}).get("keywords", "").replace('"', "")
            topics = [u.rsplit("/", 1)[1].replace("_", " ") for u in payload.get("topicDetails", {}).get("topicCategories", [])]
            keys.append("youtube:" + handle if handle else "title:" + snippet["title"])
            texts.append(". ".join(x for x in (snippet["title"], snippet.get("description", ""), keywords, ", ".join(topics)) if x))
    return keys, texts


def collection(data: Path, name: str):
    folder = data / "retrieval" / name
    read = lambda file: [json.loads(line) for line in (folder / file).read_text("utf8").strip().split("\n")]
    relevant: dict[str, dict[str, int]] = {}
    with open(folder / "qrels.tsv", encoding="utf8") as file:
        for query, document, grade in list(csv.reader(file, delimiter="\t"))[1:]:
            relevant.setdefault(query, {})[document] = int(grade)
    documents = read("corpus.jsonl")
    body = [d["text"] if d.get("text", "").startswith(d.get("title", "")) and d.get("text") else f"{d.get('title', '')} {d.get('text', '')}".strip() for d in documents]
    queries = [(q["text"], relevant[q["_id"]]) for q in read("queries.jsonl") if relevant.get(q["_id"])]
    return [d["_id"] for d in documents], body, queries


def ndcg(ranked, relevant, depth=10):
    gain = sum(relevant.get(d, 0) / math.log2(i + 2) for i, d in enumerate(ranked[:depth]))
    best = sum(g / math.log2(i + 2) for i, g in enumerate(sorted(relevant.values(), reverse=True)[:depth]))
    return gain / best if best else 0.0


def scores(keys, documents, queries, relevant):
    order = np.argsort(-(queries @ documents.T), axis=1, kind="stable")[:, :10]
    return np.array([ndcg([keys[j] for j in row], rel) for row, rel in zip(order, relevant)]), order


class Sets:
    def __init__(self, data: Path):
        self.keys, self.profiles = profiles(data)
        self.judged = [json.loads(line) for line in (data / "queries" / "judged_dev.jsonl").read_text("utf8").strip().split("\n")]
        asked = [json.loads(line) for line in (data / "queries" / "influencer_queries.jsonl").read_text("utf8").strip().split("\n")]
        self.asked = [q.get("query") or q.get("text") for q in asked] + text_sources.synthetic(0, 200, seed=123)[:400:2]
        self.paraphrases: list[tuple[str, dict[str, int]]] | None = None
        self.collections = {name: collection(data, name) for name in ("cranfield", "cacm")}

    def judge(self, embed):
        """The sentence model decides what answers the plain wording of each paraphrase."""
        self.paraphrases = paraphrases.judged(self.keys, self.profiles, embed(self.profiles), embed)

    def run(self, embed, nearest=None):
        documents = embed(self.profiles)
        judged, _ = scores(self.keys, documents, embed([q["query"] for q in self.judged]), [q["relevant"] for q in self.judged])
        semantic = np.array([q.get("semantic", False) for q in self.judged])
        asked = np.argsort(-(embed(self.asked) @ documents.T), axis=1, kind="stable")[:, :10]
        out = {"judged": judged.mean(), "semantic": judged[semantic].mean()}
        asked_otherwise = self.paraphrases or []
        found, _ = scores(self.keys, documents, embed([q for q, _ in asked_otherwise]), [g for _, g in asked_otherwise])
        out["paraphrases"] = found.mean()
        for name, (keys, body, queries) in self.collections.items():
            found, _ = scores(keys, embed(body), embed([q for q, _ in queries]), [r for _, r in queries])
            out[name] = found.mean()
        if nearest is not None:
            out["overlap"] = np.mean([len(set(a) & set(b)) / 10 for a, b in zip(asked, nearest)])
        return out, asked


MULTILINGUAL = [
    ("receitas veganas fáceis", "easy vegan recipes"), ("Köchin aus Berlin, vegane Küche", "vegan chef from Berlin"),
    ("futebol brasileiro", "Brazilian football"), ("canal de videojuegos", "video game channel"),
    ("photographe de mariage à Lyon", "wedding photographer"), ("przepisy na ciasta", "cake recipes"),
    ("güzellik ve makyaj", "beauty and makeup"), ("makanan jalanan Jakarta", "street food Jakarta"),
    ("مدونة سفر وطبخ", "travel and cooking blog"), ("שף טבעונית", "vegan chef"), ("यात्रा और फोटोग्राफी", "travel and photography"),
    ("путешествия и фотография", "travel and photography"), ("料理と旅行が好き", "I like cooking and travel"), ("게임 방송", "game streaming"),
    ("健身教练", "fitness coach"), ("giornalista politica", "political journalist"), ("reizen met kinderen", "travelling with children"),
    ("inversiones y finanzas personales", "personal finance and investing"), ("maman de deux enfants", "mother of two children"),
    ("Gitarre und Musikproduktion", "guitar and music production"), ("мама двоих детей", "mother of two children"), ("تعليم البرمجة", "programming lessons"),
    ("テクノロジーレビュー", "technology reviews"), ("한국 요리", "Korean cooking"), ("yoga y meditación", "yoga and meditation"),
]


def multilingual(embed):
    """Share of the foreign texts whose own English meaning is the nearest of all 25."""
    left, right = embed([a for a, _ in MULTILINGUAL]), embed([b for _, b in MULTILINGUAL])
    order = (left @ right.T).argmax(1)
    twins = [[j for j, (_, b) in enumerate(MULTILINGUAL) if b == own] for _, own in MULTILINGUAL]
    return np.mean([o in t for o, t in zip(order, twins)])


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--data", type=Path, required=True)
    options.add_argument("--teacher", type=Path, required=True)
    options.add_argument("--work", type=Path, required=True)
    options.add_argument("files", nargs="*")
    given = options.parse_args()
    sets = Sets(given.data)
    teacher = Teacher(given.teacher, given.work, threads=2)
    kept = given.work / "evaluation-teacher.npz"
    memory: dict[str, np.ndarray] = dict(np.load(kept)) if kept.exists() else {}

    def teach(texts):
        key = re.sub(r"\W", "", f"{len(texts)}{texts[0][:20]}{texts[-1][:20]}")
        if key not in memory:
            memory[key] = teacher.encode(texts)
        return memory[key]

    sets.judge(teach)
    result, nearest = sets.run(teach)
    np.savez(kept, **memory)
    print("sentence model", {k: round(float(v), 3) for k, v in result.items()}, "multilingual", round(float(multilingual(teach)), 2))
    for path in given.files:
        model = StaticModel(path)
        result, _ = sets.run(model.embed, nearest)
        print(path, {k: round(float(v), 3) for k, v in result.items()}, "multilingual", round(float(multilingual(model.embed)), 2), flush=True)


if __name__ == "__main__":
    main()
