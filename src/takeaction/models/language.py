"""Languages, as a person writes them.

Source: Unicode CLDR, ``languageAlias`` and the names of languages, in ``data/spoken.json`` and
``data/names``; English names stand in ``data/languages.json``.
"""

from functools import cache

from takeaction.core_data import LANGUAGES, read
from takeaction.vocabulary import fold

_LONGEST_CODE = 3


def as_tag(written: str) -> str:
    """Return a language tag in lower case, as short as it may be.

    Args:
        written: A tag in any case, or the name of a language in one that the core's own texts
            are in.

    Returns:
        The tag; what is neither comes back in lower case.
    """
    tag = written.strip().replace("_", "-").casefold()
    first, dash, rest = tag.partition("-")
    if len(first) > _LONGEST_CODE:
        return _codes_by_name().get(fold(written), tag)
    if len(first) == _LONGEST_CODE:
        first = read("spoken")["languages"].get(first, first)
    return f"{first}{dash}{rest}"


@cache
def _codes_by_name() -> dict[str, str]:
    names = {fold(name): code for code, name in read("languages")["names"].items()}
    for language in LANGUAGES[1:]:
        called = read(f"names/{language}")["languages"]
        names |= {fold(name): code for code, name in called.items()}
    return names
