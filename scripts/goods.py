"""takeaction-goods: fetch the list of goods from the US Department of Labor, as a table for us.

Needs a free key: register at https://dataportal.dol.gov/registration, and put the key into the
environment, where no shell keeps it in its history::

    read -rs DOL_API_KEY && export DOL_API_KEY
    python scripts/goods.py --edition 2024 goods.csv
    python scripts/goods_risk.py goods.csv TIERS

The table has the columns that ``goods_risk.py`` reads. A good that the pack does not know yet has
no product: the command names it, and a person writes the product into the column ``category``.
Nothing is guessed. We have seen two recorded rows of this data set, not all of it: compare the
counts that the command prints with the department's page. Goods that are listed for an input alone
may be missing, and the sectors of customs are: copy their rows from the table before.

Source:
    The Open Data Portal of the US Department of Labor, data set ``ILAB/LaborShield_Goods``: a row
    for each country, good and reason (CL child labour, FL forced labour, FCL forced child labour),
    with the year of the list in which it was added and removed.
"""

import argparse
import csv
import json
import os
import sys
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

ADDRESS = "https://apiprod.dol.gov/v4/get/ILAB/LaborShield_Goods/json"
PORTAL = "https://dataportal.dol.gov/registration"
KEY = "DOL_API_KEY"
PAGE = 1_000
"""Rows a call: far below the portal's 10,000, so that a page stays under its 5 MB."""

MOST_ROWS = 20_000
"""The list has about 1,000 rows; more are another data set, or pages that never end."""

SECONDS = 60
PACK = Path(__file__).parents[1] / "packs/goods-risk/src/takeaction_pack_goods_risk/goods"
REASONS = {"CL": "child_labor", "FL": "forced_labor", "FCL": "forced_child_labor"}
CRIMES = {  # not goods that people shop for; goods_risk.py leaves these categories out
    "Coca (stimulant plant)": "drug-crops",
    "Khat (stimulant plant)": "drug-crops",
    "Khat/Miraa (stimulant plant)": "drug-crops",
    "Poppies": "drug-crops",
    "Pornography": "sexual-content",
}
COLUMNS = (
    "country_iso", "good", "child_labor", "forced_labor", "forced_child_labor", "edition_year",
    "made_with_risky_input", "input_country", "later_change", "list", "category", "current",
)  # fmt: skip

Row = Mapping[str, Any]


class GoodsError(Exception):
    """A list that cannot be fetched or is not what we expect; the text is for a person."""


def fetch(offset: int, key: str) -> bytes:
    """Fetch a page of the data set.

    Raises:
        GoodsError: The portal refuses or cannot be reached. The key is in no text.
    """
    address = f"{ADDRESS}?limit={PAGE}&offset={offset}"
    headers = {"X-API-KEY": key, "Accept": "application/json"}
    request = Request(address, headers=headers)  # noqa: S310 - the address above is https
    try:
        with urlopen(request, timeout=SECONDS) as answer:  # noqa: S310 - as above
            return bytes(answer.read())
    except HTTPError as error:
        if error.code in {401, 403}:
            problem = f"The portal does not accept the key in {KEY}. Get one at {PORTAL}."
            raise GoodsError(problem) from None
        raise GoodsError(f"The portal answers {error.code}. Try again later.") from None
    except (URLError, TimeoutError) as error:
        reason = getattr(error, "reason", error)
        raise GoodsError(f"The portal cannot be reached: {reason}.") from None


def all_rows(page_at: Callable[[int], bytes]) -> Iterator[Row]:
    """Yield the rows of every page.

    Args:
        page_at: A function that returns the page from a row on.

    Raises:
        GoodsError: A page is no JSON, or has no rows of the form that we know.
    """
    for offset in range(0, MOST_ROWS, PAGE):
        try:
            rows = json.loads(page_at(offset))["data"]
            complete = [row for row in rows if {"country_iso_code", "good"} <= row.keys()]
        except (ValueError, KeyError, TypeError, AttributeError):
            rows, complete = [], None
        if complete is None or len(complete) < len(rows):
            raise GoodsError("The portal answers in another form than before: see its guide.")
        yield from rows
        if len(rows) < PAGE:
            return
    raise GoodsError(f"The data set has more than {MOST_ROWS:,} rows: see the portal's guide.")


def is_listed(row: Row, edition: int) -> bool:
    """Tell whether a row is on the list of an edition: added by then, and not removed by then."""
    removed = row.get("year_removed")
    return int(row["year_added"]) <= edition and (not removed or int(removed) > edition)


def table(rows: Iterable[Row], edition: int, products: Mapping[str, str]) -> list[dict[str, str]]:
    """Return a line for each country and good of an edition, in order.

    Args:
        rows: The rows of the data set.
        edition: The year of the edition.
        products: The product of each good that we know.

    Raises:
        GoodsError: A row has no year, or a reason that we do not know.
    """
    lines: dict[tuple[str, str], dict[str, str]] = {}
    for row in rows:
        country, good, reason = row["country_iso_code"], row["good"], row.get("exploitation_type")
        if reason not in REASONS:
            problem = f"{country}, {good}: the reason {reason!r} is new."
            raise GoodsError(f"{problem} Look it up, and add it to this script.")
        try:
            listed = is_listed(row, edition)
        except (KeyError, TypeError, ValueError):
            raise GoodsError(f"{country}, {good}: the years are no numbers.") from None
        if listed:
            line = lines.setdefault((country, good), _line(country, good, edition, products))
            line[REASONS[reason]] = "true"
    return [line for _, line in sorted(lines.items())]


def _line(country: str, good: str, edition: int, products: Mapping[str, str]) -> dict[str, str]:
    known = {"country_iso": country, "good": good, "edition_year": str(edition), "list": "TVPRA"}
    flags = dict.fromkeys([*REASONS.values(), "made_with_risky_input"], "false")
    empty = dict.fromkeys(COLUMNS, "")
    return {**empty, **flags, **known, "category": products.get(good, "")}


def products_of(folder: Path) -> dict[str, str]:
    """Return the product of each good in our pack, and of those that we leave out."""
    files = [tomllib.loads(path.read_text(encoding="utf-8")) for path in folder.glob("*.toml")]
    return CRIMES | {good["name"]: good["product"] for file in files for good in file["good"]}


def report(lines: Iterable[Mapping[str, str]]) -> str:
    """Count the table, to compare with the department's page, and name goods without a product."""
    lines = tuple(lines)
    goods = {line["good"] for line in lines}
    countries = {line["country_iso"] for line in lines}
    unknown = sorted({line["good"] for line in lines if not line["category"]})
    text = f"{len(lines)} lines: {len(goods)} goods, {len(countries)} countries."
    return "\n".join([text, *(f"no product yet: {good}" for good in unknown)])


def write(path: Path, lines: Iterable[Mapping[str, str]]) -> None:
    """Write the table to a new file.

    Raises:
        GoodsError: There is a file already, or none can be written there.
    """
    try:
        with path.open("x", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, COLUMNS)
            writer.writeheader()
            writer.writerows(lines)
    except FileExistsError:
        raise GoodsError(f"{path} is there already, and is not written over.") from None
    except OSError as error:
        raise GoodsError(f"{path} cannot be written: {error.strerror}.") from None


def main(arguments: list[str], page_at: Callable[[int, str], bytes] = fetch) -> int:
    """Write the table; return the exit code."""
    parser = argparse.ArgumentParser(prog="takeaction-goods", description=__doc__.split("\n")[0])
    parser.add_argument("--edition", type=int, required=True, metavar="YEAR", help="such as 2024")
    parser.add_argument("out", type=Path, metavar="FILE", help="where to write the table")
    options = parser.parse_args(arguments)
    key = os.environ.get(KEY, "")
    if not key:
        print(f"takeaction-goods: put a key into {KEY}. Get one at {PORTAL}.", file=sys.stderr)
        return 2
    try:
        rows = all_rows(lambda offset: page_at(offset, key))
        lines = table(rows, options.edition, products_of(PACK))
        write(options.out, lines)
    except GoodsError as error:
        print(f"takeaction-goods: {error}", file=sys.stderr)
        return 1
    print(report(lines))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
