"""Numbers of a directory: the one right form to dial, or none."""

import re
from typing import NamedTuple

from takeaction.models.numbers.emergency import emergency_numbers, emergency_place
from takeaction.models.region import country_of
from takeaction.packs.rules.contact import agrees
from takeaction.packs.rules.numbers.numbering import digits_in, international_form

_WRITTEN = r"\+?[0-9 ().\-/]+"
_NATIONAL = r"[0-9]{2,15}"
_LONGEST_SHORT = 6
"""The most digits of a short number, which works inside one country only."""


class Number(NamedTuple):
    """A number to dial.

    Attributes:
        dial: ``+`` and its digits, or national digits.
        region: The country in which national digits work; None for an international number.
        display: The number as people there write it.
    """

    dial: str
    region: str | None
    display: str


def read_number(written: str, country: str | None, own: str = "") -> Number | str:
    """Return a number as we dial it, or the reason why it is not carried.

    Args:
        written: The number as the directory has it.
        country: The only country of the service; None if there are several.
        own: The country in which its digits work, as our own export says.
    """
    if not re.fullmatch(_WRITTEN, written):
        return "it has letters or signs that no number has" if written else "it is empty"
    place = own or country
    digits = digits_in(written)
    if _is_emergency(digits, place):
        return "it is the emergency number of the place, which every answer shows already"
    if own and re.fullmatch(_NATIONAL, digits):
        return Number(digits, own, written.strip())
    dial = international_form(written, country)
    if dial is not None:
        return Number(dial, None, written.strip() if agrees(dial, written) else dial)
    if country and not written.startswith("+") and len(digits) <= _LONGEST_SHORT:
        return Number(digits, country, written.strip())
    return "it is not certain which number is meant: write it with + and the country code"


def _is_emergency(digits: str, place: str | None) -> bool:
    """Tell whether digits are an emergency number of a place, or one of every mobile phone."""
    code = emergency_place(place) if place else None
    known = emergency_numbers(code) if code else None
    return digits in {"112", "911"} or (known is not None and digits in known.digits)


def only_country(regions: list[str]) -> str | None:
    """Return the country that all regions lie in; None without a single one."""
    countries = {country_of(code) for code in regions}
    return countries.pop() if len(countries) == 1 else None
