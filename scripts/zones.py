"""Write the core's list of time zones, and those of each country, from the Python package tzdata.

python scripts/zones.py
"""

import json
from collections import defaultdict
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

DATA = Path(__file__).parents[1] / "src" / "takeaction" / "data"
NOT_LISTED = {"XK": ["Europe/Belgrade"]}
"""Kosovo has no code in ISO 3166, so the table of zones lacks it; it keeps this time."""


def main() -> None:
    """Write ``zones.json``: the zones of a country, and behind a bar the old names of those."""
    folder = files("tzdata")
    listed = folder.joinpath("zones").read_text(encoding="utf-8").split()
    zones = sorted(zone for zone in listed if zone != "Factory")
    by_country: dict[str, list[str]] = defaultdict(list, NOT_LISTED)
    for row in folder.joinpath("zoneinfo/zone.tab").read_text(encoding="utf-8").splitlines():
        if not row.startswith("#"):
            country, _, zone, *_ = row.split("\t")
            by_country[country].append(zone)
    rules = folder.joinpath("zoneinfo/tzdata.zi").read_text(encoding="utf-8").splitlines()
    links = dict(reversed(row.split()[1:]) for row in rules if row.startswith("L "))
    known = {zone for of_country in by_country.values() for zone in of_country}
    old = {
        country: [name for name, zone in links.items() if zone in of_country and name not in known]
        for country, of_country in by_country.items()
    }
    value = {
        "source": f"IANA tz database, by tzdata {version('tzdata')}",
        "zones": zones,
        "countries": {
            country: "|".join((" ".join(of_country), " ".join(sorted(old[country])))).strip("|")
            for country, of_country in sorted(by_country.items())
        },
    }
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    (DATA / "zones.json").write_text(text + "\n", encoding="utf-8")
    print(len(zones), "zones of", len(by_country), "countries")


if __name__ == "__main__":
    main()
