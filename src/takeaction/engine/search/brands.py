"""Brands: what kind of goods a brand is for. That is all that is said of a brand.

Lists name a good and a country. A search for a brand leads to its kind of goods, to labels, shops
and what to ask the company, and never to a listed good: that would be read as a verdict.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from takeaction.core_data import read

_MOST_WORDS = 3
"""The most words of a brand."""


def products_of(words: Sequence[str]) -> tuple[str, ...]:
    """Return the ids of the products of the brands among some folded words, in order."""
    brands, first = _brands()
    starts = (start for start, word in enumerate(words) if word in first)
    runs = (run for start in starts for run in _runs(words[start : start + _MOST_WORDS]))
    return tuple(dict.fromkeys(brands[run] for run in runs if run in brands))


def _runs(words: Sequence[str]) -> Iterator[str]:
    for end in range(1, len(words) + 1):
        yield " ".join(words[:end])


@cache
def _brands() -> tuple[Mapping[str, str], frozenset[str]]:
    """Return the product of each brand, and the first words of all brands."""
    listed = read("search")["brands"]
    brands = {brand: product for product, names in listed.items() for brand in names}
    return brands, frozenset(brand.partition(" ")[0] for brand in brands)
