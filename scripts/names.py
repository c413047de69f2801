"""Write the names of places and languages, and their three-letter codes, from Unicode CLDR.

Needs Babel, which holds a copy of CLDR::

    python -P scripts/names.py

``OWN`` below has the names that CLDR lacks or uses with another meaning.
"""

import json
from pathlib import Path

from babel import Locale
from babel.core import get_cldr_version, get_global

DATA = Path(__file__).parents[1] / "src" / "takeaction" / "data"
LANGUAGES = ("es", "fr")
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


def write(name: str, value: dict) -> None:
    """Write one of the core's files."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    (DATA / f"{name}.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
