"""Languages, as a person writes them.

Source: ISO 639-1; Unicode CLDR for three letters and for names, in ``data/letters.json`` and
``data/names``. English names stand in ``data/languages.json``.
"""

from functools import cache

from takeaction.core_data import LANGUAGES, read
from takeaction.vocabulary import fold

_TWO_LETTERS = """
aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da
de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz
ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln
lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi
pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti
tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu
"""
"""The codes of two letters, ISO 639-1. Those of three letters are too many to list."""

_SHORT = frozenset(_TWO_LETTERS.split())

_LONGEST = 3


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
    if first in _SHORT:
        return tag
    if len(first) > _LONGEST:
        return _codes_by_name().get(fold(written), tag)
    known: str = read("letters")["languages"].get(first, first)
    return known + dash + rest


def may_be_spoken(tag: str) -> bool:
    """Tell whether a tag begins with a code of two letters that there is, or with three letters."""
    first = tag.partition("-")[0]
    return first in _SHORT or len(first) == _LONGEST


@cache
def _codes_by_name() -> dict[str, str]:
    names = {fold(name): code for code, name in read("languages")["names"].items()}
    for language in LANGUAGES[1:]:
        called = read(f"names/{language}")["languages"]
        names |= {fold(name): code for code, name in called.items()}
    return names
