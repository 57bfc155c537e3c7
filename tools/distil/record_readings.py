"""Records how the reference reads texts and the first values of their vectors: record_readings.py MODEL OUT."""

import json
import sys

from evaluate import StaticModel
from record_cases import TEXTS

MORE = [
    "Vegan chef & cookbook author | Berlin 📍", "#plantBasedFood #fitnessmotivation @xqzvlogger", "iPhoneReviews24 by GaryExplains", "요리를 좋아해요",
    "في السفر والطبخ", "מתכונים ובישול", "путешественница", "ギター好き", "旅行と料理", "C++ C# c", "machinelearning engineer", "skateboarders",
    "Ünlü şef İstanbul'da", "xX_pr0gamer_Xx", "👩🏽‍🍳🇫🇷", "qwrtzpsdfg", "12 34", "de la", "e\u0301clair ÉCLAIR", "日本語テスト文字列",
]


def main(path: str, out: str) -> None:
    model = StaticModel(path)
    cases = []
    for text in MORE + [t for t in TEXTS if len(t) < 100 and "\x00" not in t]:
        rows, pieces, unknown = model.reader.read(text)
        vector = model.embed_one(text)
        cases.append({
            "text": text, "rows": [model.entries[r] for r in rows], "pieces": [model.entries[r] for r in pieces], "unknown": unknown,
            "meaning": [round(float(x), 4) for x in vector[:4]], "letters": [round(float(x), 4) for x in vector[-128:][:12]],
        })
    with open(out, "w", encoding="utf-8") as file:
        file.write("[\n" + ",\n".join(json.dumps(c) for c in cases) + "\n]\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
