"""Write the names of places and languages, and their three-letter codes, from Unicode CLDR.

Needs Babel, which holds a copy of CLDR::

    python -P scripts/names.py

``OWN`` below has the names that CLDR lacks or uses with another meaning. ``names/further.json`` has
countries, and the cities of time zones, in languages that ``ask`` does not hear, so that somebody
who writes in one is not taken to be elsewhere.
"""

import json
from collections.abc import Iterable
from pathlib import Path

from babel import Locale
from babel.core import get_cldr_version, get_global

from takeaction.models.region import codes_named
from takeaction.vocabulary.words import fold

DATA = Path(__file__).parents[1] / "src" / "takeaction" / "data"
LANGUAGES = ("es", "fr")
FURTHER = [
    "am",
    "az",
    "bg",
    "bn",
    "cs",
    "el",
    "fa",
    "gu",
    "ha",
    "he",
    "hr",
    "hu",
    "hy",
    "id",
    "ig",
    "it",
    "ja",
    "ka",
    "km",
    "kn",
    "ko",
    "ky",
    "lo",
    "lt",
    "lv",
    "ml",
    "mn",
    "mr",
    "ms",
    "my",
    "ne",
    "nl",
    "pa",
    "pl",
    "ps",
    "ro",
    "si",
    "sk",
    "so",
    "sq",
    "sr_Latn",
    "sw",
    "ta",
    "te",
    "th",
    "ti",
    "tr",
    "ur",
    "uz",
    "vi",
    "yo",
]
"""Languages that ``ask`` does not hear, whose names of countries it knows all the same."""

GOALS = """
AE AT AU BE BH CA CH CY CZ DE EG ES FR GB GR HK IE IL IN IT JO JP KE KH KR KW LA LB LY MA MM MY NG
NL NZ OM PH PL PT QA RO RU SA SE SG TH TR TW US ZA
"""
"""Countries to which people go to work, so that their largest cities count."""

EVERYDAY = {
    "AE": "dubay|emirats arab",
    "AU": "ở úc|nước úc",
    "DE": "ở đức|nước đức",
    "FR": "ở pháp|nước pháp",
    "GB": "ở anh|nước anh|sang anh|bên anh|anglia|anglii|anglie|angliában|"
    "inggris|engeland|inghilterra|ingiltere|ইংল্যান্ড|বিলাত|انگلینڈ|"
    "انگلستان|영국|イギリス|อังกฤษ",
    "KR": "ở hàn|hàn quốc|한국",
    "NL": "holandia|olanda|hollandia|hollanda|ha lan|هالینڈ|holandsko",
    "RU": "ở nga|nước nga",
    "SA": "arabia|arab saudi|saudiya|সৌদি|सऊदी|سعودیہ",
    "US": "ở mỹ|nước mỹ|sang mỹ|bên mỹ|amerika|ameryka|ameryce|アメリカ|미국|อเมริกา|আমেরিকা|امریکہ",
}
"""How people call countries whose names in CLDR are longer; none is in a heard language."""

OWN = {
    "es": {
        "ase": "lengua de señas americana",
        "asf": "lengua de señas australiana (Auslan)",
        "bfi": "lengua de señas británica",
        "ckb": "kurdo (sorani)",
        "dse": "lengua de señas neerlandesa",
        "fsl": "lengua de señas francesa",
        "gsg": "lengua de señas alemana",
        "ise": "lengua de señas italiana",
        "isg": "lengua de señas irlandesa",
        "kmr": "kurdo (kurmanyi)",
        "mam": "mam",
        "mfs": "lengua de señas mexicana",
        "nah": "náhuatl",
        "ny": "chichewa",
        "prs": "darí",
        "quc": "quiché",
        "ssp": "lengua de signos española",
        "yua": "maya yucateco",
    },
    "fr": {
        "ase": "langue des signes américaine",
        "asf": "langue des signes australienne (Auslan)",
        "bfi": "langue des signes britannique",
        "ckb": "kurde (sorani)",
        "dse": "langue des signes néerlandaise",
        "fsl": "langue des signes française",
        "gsg": "langue des signes allemande",
        "ise": "langue des signes italienne",
        "isg": "langue des signes irlandaise",
        "kmr": "kurde (kurmandji)",
        "mam": "mam",
        "mfs": "langue des signes mexicaine",
        "nah": "nahuatl",
        "ny": "chichewa",
        "prs": "dari",
        "quc": "quiché",
        "ssp": "langue des signes espagnole",
        "yua": "maya yucatèque",
    },
}

SHORT, LONG = 2, 3
LONGEST = 24
"""The letters of the longest name of a country that people are likely to write."""

FORMER = {"BUR", "DDR", "FXX", "TMP", "YMD", "ZAR"}
"""Three-letter codes of countries whose name or territory has changed since."""

_PARTS = """
als arb azj cmn drh ekk fat fuc gaz gug ike khk kmr lvs mol npi ory pbu pes plt prp quz scc scr swh
twi uzn ydd zsm
"""
"""Three-letter codes that CLDR replaces by the code of a larger or of another language."""

OWN_LETTERS = {"tgl": "tl", "twi": "tw", "in": "id", "iw": "he", "ji": "yi"}
"""Codes that CLDR replaces differently; some systems still send the last three, which are old."""


def load(name: str) -> dict:
    """Read one of the core's files."""
    return json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))


def main() -> None:
    """Write ``names/<language>.json`` for each language, and ``three_letter_codes.json``."""
    regions, tags = load("regions"), load("languages")["names"]
    places = [*regions["countries"], *regions["groups"]]
    (DATA / "names").mkdir(exist_ok=True)
    for language in LANGUAGES:
        cldr, own_names = Locale(language), OWN[language]
        value = {
            "source": f"Unicode CLDR {get_cldr_version()} by way of Babel, names of territories "
            "and languages; names of sign languages and a few others are takeaction's own",
            "license": "Unicode-3.0",
            "places": {code: cldr.territories[code] for code in places},
            "languages": {tag: own_names.get(tag) or cldr.languages[tag] for tag in tags},
        }
        write(f"names/{language}", value)
        print(language, len(value["places"]), "places", len(value["languages"]), "languages")
    value = {
        "source": f"Unicode CLDR {get_cldr_version()} by way of Babel, names of territories and "
        "cities of time zones in languages that are not heard; everyday names are takeaction's own",
        "license": "Unicode-3.0",
        "names": further(regions["countries"]),
    }
    write("names/further", value)
    countries, languages = get_global("territory_aliases"), get_global("language_aliases")
    value = {
        "source": f"Unicode CLDR {get_cldr_version()} by way of Babel, territoryAlias and "
        "languageAlias: ISO 3166-1 alpha-3 and ISO 639-2",
        "license": "Unicode-3.0",
        "countries": {
            letters: codes[0]
            for letters, codes in countries.items()
            if len(letters) == LONG and letters.isalpha() and len(codes) == 1
            if codes[0] in regions["countries"] and letters not in FORMER
        },
        "languages": {
            letters: tag
            for letters, tag in languages.items()
            if len(letters) == LONG
            and len(tag) == SHORT
            and tag in tags
            and letters not in _PARTS.split()
        }
        | OWN_LETTERS,
    }
    write("three_letter_codes", value)
    print(len(value["countries"]), "countries", len(value["languages"]), "codes of languages")


def further(countries: Iterable[str]) -> dict[str, str]:
    """Return the names of each country and its cities; one that several countries have is out."""
    zones = get_global("zone_territories")
    codes: dict[str, set[str]] = {}
    for code, names in EVERYDAY.items():
        for name in names.split("|"):
            codes.setdefault(name, set()).add(code)
    for language in FURTHER:
        cldr = Locale.parse(language)
        named = [(code, cldr.territories.get(code)) for code in countries]
        cities = ((zones.get(zone), names.get("city")) for zone, names in cldr.time_zones.items())
        named += [(code, name) for code, name in cities if code in GOALS.split()]
        for code, name in named:
            if name and code in countries and len(name) <= LONGEST:
                codes.setdefault(name.lower(), set()).add(code)
    by_code: dict[str, list[str]] = {}
    for name, found in sorted(codes.items()):
        if len(found) == 1 and not codes_named(fold(name)) and "(" not in name:
            by_code.setdefault(found.pop(), []).append(name)
    return {code: "|".join(names) for code, names in sorted(by_code.items())}


def write(name: str, value: dict) -> None:
    """Write one of the core's files."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    (DATA / f"{name}.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
