"""Brands: what kind of goods a brand is for. That is all that is said of a brand.

Lists name a good and a country. A search for a brand leads to its kind of goods, to labels, shops
and what to ask the company, and never to a listed good: that would be read as a verdict.
"""

from collections.abc import Iterator, Sequence
from functools import cache

from takeaction.core_data import read

_MOST_WORDS = 3
"""The most words of a brand."""


def products_of(words: Sequence[str]) -> tuple[str, ...]:
    """Return the ids of the products of the brands among some folded words, in order."""
    brands = _brands()
    return tuple(dict.fromkeys(brands[run] for run in _runs(words) if run in brands))


def _runs(words: Sequence[str]) -> Iterator[str]:
    """Yield all runs of words that may be a brand."""
    for start in range(len(words)):
        for end in range(start + 1, min(start + _MOST_WORDS, len(words)) + 1):
            yield " ".join(words[start:end])


@cache
def _brands() -> dict[str, str]:
    """Return the product of each brand."""
    return {
        brand: product for product, brands in read("search")["brands"].items() for brand in brands
    }
