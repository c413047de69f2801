"""Write the core's lists of regions and time zones from their sources.

Needs the unpacked npm packages ``cldr-core`` and ``cldr-localenames-full`` and the file ``zones``
of the Python package ``tzdata``::

    python scripts/core_data.py CLDR-CORE CLDR-LOCALENAMES TZDATA-ZONES
"""

import json
import sys
from pathlib import Path

DATA = Path(__file__).parents[1] / "src" / "takeaction" / "data"
NOT_ISO = {"AC", "CP", "CQ", "DG", "EA", "IC", "TA", "ZZ"}  # CLDR's own, not in ISO 3166-1
GROUPINGS = ("EU", "003", "202", "419")  # beside the tree of UN M49
WORLD = "001"


def load(path: Path) -> dict:
    """Read one JSON file."""
    return json.loads(path.read_text(encoding="utf-8"))


def tree(core: Path) -> dict[str, list[str]]:
    """Return what each group of countries holds."""
    held = load(core / "supplemental/territoryContainment.json")["supplemental"]
    return {
        code: entry["_contains"]
        for code, entry in held["territoryContainment"].items()
        if code in GROUPINGS or (code.isdigit() and code != WORLD)
    }


def members(code: str, groups: dict[str, list[str]]) -> set[str]:
    """Return the countries of a group."""
    if code not in groups:
        return set() if code in NOT_ISO or code == "QO" else {code}
    return set().union(*(members(inner, groups) for inner in groups[code]))


def parts(core: Path) -> dict[str, str]:
    """Return, by country, ``part`` or ``part<holder`` for each part, after the dash of its code."""
    held = load(core / "supplemental/subdivisionContainment.json")["supplemental"]
    found: dict[str, dict[str, str]] = {}
    for holder, entry in (held.get("subdivisionContainment") or held).items():
        country, holding = holder[:2].upper(), holder[2:].upper()
        for part in entry["_contains"]:
            name = part[2:].upper()
            found.setdefault(country, {})[name] = f"{name}<{holding}" if holding else name
    return {c: " ".join(sorted(names.values())) for c, names in sorted(found.items())}


def write(name: str, value: dict) -> None:
    """Write one of the core's files."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    (DATA / name).write_text(text + "\n", encoding="utf-8")


def main(core: Path, names: Path, zones: Path) -> None:
    """Write regions.json and zones.json."""
    groups = tree(core)
    called = load(names / "main/en/territories.json")["main"]["en"]["localeDisplayNames"]
    called = called["territories"]
    held = {code: members(code, groups) for code in groups}
    countries = sorted(set().union({"AQ"}, *held.values()))
    release = load(core / "package.json")["version"]
    write(
        "regions.json",
        {
            "source": f"Unicode CLDR {release}, territoryContainment, subdivisionContainment, "
            "English territory names",
            "license": "Unicode-3.0",
            "groups": {code: called[code] for code in (*groups, WORLD)},
            "countries": {
                country: [
                    called[country],
                    " ".join(
                        sorted(
                            (code for code in held if country in held[code]),
                            key=lambda code: (len(held[code]), code),
                        )
                    ),
                ]
                for country in countries
            },
            "parts": {c: p for c, p in parts(core).items() if c in countries},
        },
    )
    listed = zones.read_text(encoding="utf-8").split()
    write(
        "zones.json",
        {
            "source": "IANA tz database, by tzdata",
            "zones": sorted(zone for zone in listed if zone != "Factory"),
        },
    )
    print(len(countries), "countries", len(listed), "zones")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
