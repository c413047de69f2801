"""Write the emergency numbers of the core, and the page that lists them.

With the facts, write both::

    python -P scripts/emergency_numbers.py FACTS.csv

After a correction of ``data/emergency.json`` by hand, write the page alone::

    python -P scripts/emergency_numbers.py

The facts have a row for each country and territory: ``iso2``, ``main``, ``police``, ``ambulance``,
``fire``, ``usable`` (true or false), ``note``, and for each number its sources, such as
``n=2: UK 2026-08-22; ITU 2024-05-01``. How they were compiled: ``docs/explanation/sources.md``.
"""

import csv
import json
import re
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
FILE = ROOT / "src" / "takeaction" / "data" / "emergency.json"
PAGE = ROOT / "docs" / "reference" / "emergency-numbers.md"
COMPILED = "2026-11-27"
SERVICES = ("main", "police", "ambulance", "fire")
SOURCE = "Public pages and lists, named below; scripts/emergency_numbers.py reads their facts."

SOURCES = {
    "UK": ["FCDO travel advice (United Kingdom)", "2026-08-22"],
    "AU": ["Smartraveller (Australia)", "2025-08-15"],
    "US": ["State Department country pages (United States)", "2025-08-14"],
    "IE": ["Department of Foreign Affairs travel advice (Ireland)", "2026-08-22"],
    "CA": ["travel.gc.ca (Canada)", "2026-04-23"],
    "ITU": ["ITU-T E.129, notified by the regulator", None],
    "EU": ["European Commission, COM(2020) 808", "2020"],
    "AOSP": ["Android Open Source Project", "2023-12-28"],
    "PN": ["libphonenumber 9.0.43", None],
    "US08": ["State Department, 911 Abroad (United States)", "2008-07-08"],
    "JE": ["Government of Jersey (gov.je)", None],
    "GG": ["Guernsey Press", "2024-04-11"],
    "IM": ["Government of the Isle of Man (gov.im)", "2020-06"],
    "IQ": ["Interior Ministry of Iraq, reported by Ultra Iraq", "2025-01-12"],
    "PLAN": ["numbering plan shared with another state", None],
}
"""The name and the date of each source. Where the date is None, each record has its own, or there
is only a version."""

LOCAL = {"gov.je": "JE", "guernseypress": "GG", "gov.im": "IM", "Iraq": "IQ"}
"""Words that tell the local sources apart."""

DOUBTFUL = (
    r"answer|unreliable|unlikely|unresponsive|services (very )?limited|no central number"
    r"|does not cover the whole country"
)
"""Words of a note which say that a call may not be answered."""

ALSO_DOUBTFUL = frozenset({"MR"})
"""Places whose warning is in a source and not in the note: "may not answer calls" (UK)."""

NOTES = {
    "FR": "sms 114",
    "GB": "sms_registered_by_text 999",
    "MA": "landline 19",
    "MH": "station 6258666",
    "NZ": "sms_registered 111",
    "TJ": "landline 02",
    "US": "sms_uncertain 911",
}
"""What a reader needs to know: the end of a message's code, and its number.

A way for deaf people stands here only with two sources: the FCDO, ITU and AOSP (FR), two police
forces and a hospital trust (GB), the police and a disability service (NZ). The other number for
landlines is that of UK, AU and IE (TJ), US and ITU (MA).
"""

TERRITORIES = {
    **{f"CN-{code}": code for code in ("HK", "MO", "TW")},
    **{f"FR-{code}": code for code in ("BL", "MF", "NC", "PF", "PM", "TF", "WF")},
    "FR-971": "GP",
    "FR-972": "MQ",
    "FR-973": "GF",
    "FR-974": "RE",
    "FR-976": "YT",
    "FI-01": "AX",
    "NO-21": "SJ",
    "NO-22": "SJ",
    "NL-AW": "AW",
    "NL-CW": "CW",
    "NL-SX": "SX",
    "NL-BQ1": "BQ",
    "NL-BQ2": "BQ",
    "NL-BQ3": "BQ",
    **{f"US-{code}": code for code in ("AS", "GU", "MP", "PR", "UM", "VI")},
}
"""Parts of a country (ISO 3166-2) that are territories with numbers of their own (ISO 3166-1)."""


def main() -> None:
    """Write the file from the facts, if they are given, and then the page."""
    if sys.argv[1:]:
        rows = csv.DictReader(Path(sys.argv[1]).read_text(encoding="utf-8").splitlines())
        FILE.write_text(as_file(rows), encoding="utf-8")
    PAGE.write_text(as_page(json.loads(FILE.read_text(encoding="utf-8"))), encoding="utf-8")


def as_file(rows: csv.DictReader) -> str:
    """Return the file: one line a place, so that a correction is one line of a diff."""
    places = {row["iso2"]: place_text(row) for row in rows if row["usable"] == "true"}
    head = {
        "source": SOURCE,
        "compiled": COMPILED,
        "sources": SOURCES,
        "territories": known_territories(),
    }
    start = json.dumps(head, ensure_ascii=False).removesuffix("}")
    lines = ",\n".join(f'"{code}": {json.dumps(text)}' for code, text in sorted(places.items()))
    return f'{start}, "places": {{\n{lines}\n}}}}\n'


def known_territories() -> dict[str, str]:
    """Return those parts that our list of regions has."""
    regions = json.loads((FILE.parent / "regions.json").read_text(encoding="utf-8"))["parts"]
    listed = {
        f"{country}-{part.partition('<')[0]}"
        for country, parts in regions.items()
        for part in parts.split()
    }
    return {part: code for part, code in sorted(TERRITORIES.items()) if part in listed}


def place_text(row: dict[str, str]) -> str:
    """Return a row as text: numbers; caution; note; the sources of each number.

    ``-`` is a number that is not agreed, ``=`` the same sources as for ``main``.
    """
    numbers = " ".join(row[name] or "-" for name in SERVICES)
    sources = [source_tags(row[f"sources_{name}"]) for name in SERVICES]
    same = ["=" if index and tags == sources[0] else tags for index, tags in enumerate(sources)]
    is_doubtful = row["iso2"] in ALSO_DOUBTFUL or re.search(DOUBTFUL, row["note"], re.IGNORECASE)
    parts = [numbers, "caution" if is_doubtful else "", NOTES.get(row["iso2"], ""), *same]
    return ";".join(parts)


def source_tags(written: str) -> str:
    """Return the tags of sources, such as ``UK ITU:2024-05-01``."""
    entries = written.partition(": ")[2]
    return " ".join(source_tag(entry) for entry in entries.split("; ") if entry)


def source_tag(entry: str) -> str:
    """Return the tag of one source; its date only where the source has many."""
    tag, _, rest = entry.partition(" ")
    if tag == "LOC":
        return next(local for word, local in LOCAL.items() if word in rest)
    if tag == "PARENT":
        return f"PLAN:{rest.removeprefix('parent ')}"
    return f"ITU:{rest}" if tag == "ITU" else tag


PAGE_START = """\
# Emergency numbers

The number to call when somebody is in danger, for each country and territory. We compiled the
numbers on {compiled} from stored copies of public pages. Nobody called them, and **no person has
reviewed the list**. Read [how it was made, what is doubtful, and how to correct a
number](../explanation/sources.md#emergency-numbers). `python scripts/emergency_numbers.py` writes
this page from `data/emergency.json`.

Every answer shows `main` for the place of the question; `takeaction find-help --details` shows the
whole line. An empty field means that our sources don't agree on a number. "May not be answered"
means that a government warns about it. The digits are those for a mobile phone. If a place isn't
listed, we aren't certain of any number, and answers say "your local emergency number".

| Code | Place | Main | Police | Ambulance | Fire | May not be answered | Sources of `main` |
| --- | --- | --- | --- | --- | --- | --- | --- |
"""


PAGE_END = """
A tag with a date, such as `ITU:2024-05-01`, is one record of that day. `PLAN:FI` means: as in
Finland.
"""


def as_page(data: dict) -> str:
    """Return the page: a table of the places, and the list of sources."""
    regions = json.loads((FILE.parent / "regions.json").read_text(encoding="utf-8"))["countries"]
    lines = [PAGE_START.format(compiled=data["compiled"])]
    for code, text in data["places"].items():
        numbers, caution, _, tags, *_ = text.split(";")
        agreed = ("" if number == "-" else number for number in numbers.split(" "))
        cells = [code, regions[code][0], *agreed, "yes" if caution else "", tags]
        lines.append(f"| {' | '.join(cells)} |\n")
    lines.append("\n## Sources\n\n| Tag | Source | Date |\n| --- | --- | --- |\n")
    for tag, (title, dated) in data["sources"].items():
        lines.append(f"| {tag} | {title} | {dated or ''} |\n")
    lines.append(PAGE_END)
    return re.sub(" +\n", "\n", "".join(lines))


if __name__ == "__main__":
    main()
