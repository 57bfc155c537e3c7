"""Records what the Hugging Face tokeniser of the sentence model does with texts that tokenisers get wrong."""
import json
import sys

from tokenizers import Tokenizer

TEXTS = [
    "Vegan chef & cookbook author", "Don't stop, it's 100% fun!", "naïve café Köchin São Paulo Ångström",
    "İstanbul'da yemek ve gezi", "ΣΊΣΥΦΟΣ και ταξίδια", "料理と旅行が好きです", "ギター教室 東京", "健身教练 北京",
    "한국 요리 유튜버", "مدونة سفر وطبخ من دبي", "مُدَوِّنَة", "שף טבעוני מתל אביב", "शाकाहारी रसोइया", "путешествия и еда, ёлка",
    "สูตรอาหารไทย", "🎸 guitar lessons 🎶", "🎸guitar", "👩‍🍳 chef", "🇧🇷 futebol", "#plantBasedFood @sunny_days.vlog",
    "https://example.com/a?b=c", "C++ and C# dev", "zero\u200bwidth and soft\u00adhyphen", "tab\tnew\nline\r\u00a0nbsp\u3000wide",
    "“quoted” – dash… ‹angle›", "$100 + 5% = £4 ^ ~ `tick` <tag> |", "ﬁne ﬂow", "fitness 𝓕𝓲𝓽𝓷𝓮𝓼𝓼", "x" * 120, "", "   ", "unaffable pneumonoultramicroscopic",
    "co-founder/CEO (ex-Google)", "1,000,000 followers", "Ⅷ ½ ²", "𠀀𪜀 rare", "\ufffd replacement \x00 null", "Ǆungla ŉ ß ẞ STRASSE",
]


def main(tokenizer_json: str, out: str) -> None:
    import unicodedata

    tokenizer = Tokenizer.from_file(tokenizer_json)
    tokenizer.no_padding()
    tokenizer.no_truncation()
    texts = TEXTS + [unicodedata.normalize("NFKC", t) for t in TEXTS if unicodedata.normalize("NFKC", t) != t]
    cases = [{"text": t, "pieces": tokenizer.encode(t, add_special_tokens=False).tokens} for t in texts]
    with open(out, "w", encoding="utf-8") as file:
        file.write("[\n" + ",\n".join(json.dumps(c, ensure_ascii=True) for c in cases) + "\n]\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
