"""A mention: a place that a text names, as a code and a position."""

from collections.abc import Sequence

import attrs

from takeaction.models.region import country_of
from takeaction.value import Value


@attrs.frozen(eq=False, repr=False)
class Mention(Value):
    """A place that a text names.

    Attributes:
        code: The code of the place; None if the name is that of several countries.
        start: The index of its first character in the text.
        end: The index after its last character.
        is_certain: Whether it can hardly mean anything else.
        choices: The codes that it can mean.
        preposition: The folded word before it that leads to a place, such as ``in`` or ``from``;
            empty if there is none.
        is_wide: Whether it names a country or a part of one, and no city.
    """

    code: str | None
    start: int
    end: int
    is_certain: bool
    choices: tuple[str, ...]
    preposition: str = ""
    is_wide: bool = False

    def __repr__(self) -> str:
        return "Mention(…)"


def only_code(codes: Sequence[str]) -> str | None:
    """Return the only code; the country where all are in one country; else None."""
    if len(codes) == 1:
        return codes[0]
    countries = {country_of(code) for code in codes}
    return countries.pop() if len(countries) == 1 else None
