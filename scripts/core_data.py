"""Write the core's list of regions from its source.

Needs the unpacked npm packages ``cldr-core`` and ``cldr-localenames-full``::

    python scripts/core_data.py CLDR-CORE CLDR-LOCALENAMES
"""

import json
import sys
from pathlib import Path

DATA = Path(__file__).parents[1] / "src" / "takeaction" / "data"
NOT_ISO = {"AC", "CP", "CQ", "DG", "EA", "IC", "TA", "ZZ"}  # CLDR's own, not in ISO 3166-1
GROUPINGS = ("EU", "003", "202", "419")  # outside the tree of UN M49
WORLD = "001"


def load(path: Path) -> dict:
    """Read one JSON file."""
    return json.loads(path.read_text(encoding="utf-8"))


def tree(core: Path) -> dict[str, list[str]]:
    """Return the members of each group of countries."""
    data = load(core / "supplemental/territoryContainment.json")["supplemental"]
    return {
        code: entry["_contains"]
        for code, entry in data["territoryContainment"].items()
        if code in GROUPINGS or (code.isdigit() and code != WORLD)
    }


def members(code: str, groups: dict[str, list[str]]) -> set[str]:
    """Return the countries of a group."""
    if code not in groups:
        return set() if code in NOT_ISO or code == "QO" else {code}
    return set().union(*(members(inner, groups) for inner in groups[code]))


def parts(core: Path) -> dict[str, str]:
    """Return the parts of each country: the code of a part, or ``part<larger part>``."""
    data = load(core / "supplemental/subdivisionContainment.json")["supplemental"]
    by_country: dict[str, dict[str, str]] = {}
    for holder, entry in (data.get("subdivisionContainment") or data).items():
        country, larger = holder[:2].upper(), holder[2:].upper()
        for part in entry["_contains"]:
            code = part[2:].upper()
            by_country.setdefault(country, {})[code] = f"{code}<{larger}" if larger else code
    return {c: " ".join(sorted(codes.values())) for c, codes in sorted(by_country.items())}


def write(name: str, value: dict) -> None:
    """Write one of the core's files."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    (DATA / name).write_text(text + "\n", encoding="utf-8")


def main(core: Path, names: Path) -> None:
    """Write ``regions.json``."""
    groups = tree(core)
    display = load(names / "main/en/territories.json")["main"]["en"]["localeDisplayNames"]
    territories = display["territories"]
    by_group = {code: members(code, groups) for code in groups}
    countries = sorted(set().union({"AQ"}, *by_group.values()))
    release = load(core / "package.json")["version"]
    write(
        "regions.json",
        {
            "source": f"Unicode CLDR {release}, territoryContainment, subdivisionContainment, "
            "English territory names",
            "license": "Unicode-3.0",
            "groups": {code: territories[code] for code in (*groups, WORLD)},
            "countries": {
                country: [
                    territories[country],
                    " ".join(
                        sorted(
                            (code for code in by_group if country in by_group[code]),
                            key=lambda code: (len(by_group[code]), code),
                        )
                    ),
                ]
                for country in countries
            },
            "parts": {c: p for c, p in parts(core).items() if c in countries},
        },
    )
    print(len(countries), "countries")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
