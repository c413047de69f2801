"""Languages, as a person writes them.

Source: ISO 639-1 for codes of two letters. Unicode CLDR for codes of three letters, in
``data/three_letter_codes.json``, and for names: English ones in ``data/languages.json``, others in
``data/names``.
"""

import re
from functools import cache

from takeaction.core_data import LANGUAGES, read
from takeaction.vocabulary.words import fold

_TWO_LETTERS = """
aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da
de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz
ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln
lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi
pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti
tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu
"""
"""The codes of two letters, ISO 639-1. There are too many of three letters to list."""

_SHORT_CODES = frozenset(_TWO_LETTERS.split())

_LONGEST_CODE = 3
"""Letters of the longest code of a language, ISO 639-3; anything longer is a name."""

_ANY = "*"
"""The range of an Accept-Language value that means all languages."""

_WEIGHT = re.compile(r"[qQ][ \t]*=[ \t]*(?:0(?:\.([0-9]{0,3}))?|(1)(?:\.0{0,3})?)")
"""The weight of a range: 0 to 1, with up to three decimals."""


def accepted_languages(header: str) -> tuple[str, ...]:
    """Return the languages of an Accept-Language value, the most wanted first.

    Args:
        header: The value, such as ``es-MX,es;q=0.9,*;q=0.1``. One language is such a value too.

    Returns:
        The ranges as they are written, in order of weight and then of place. ``*``, ranges with
        weight 0 and malformed members are left out.

    Source:
        RFC 9110, section 12.5.4.
    """
    members = [_range_and_weight(member) for member in header.split(",")]
    ordered = sorted(members, key=lambda member: -member[1])
    return tuple(written for written, weight in ordered if weight and written not in ("", _ANY))


def _range_and_weight(member: str) -> tuple[str, int]:
    """Return the range of a member, and its weight in thousandths; 0 for a malformed member."""
    written, *parameters = (part.strip() for part in member.split(";"))
    if not parameters:
        return written, 1000
    match = _WEIGHT.fullmatch(parameters[0])
    if len(parameters) > 1 or match is None:
        return written, 0
    decimals, one = match.groups()
    return written, 1000 if one else int((decimals or "").ljust(3, "0"))


def as_tag(written: str) -> str:
    """Return the shortest tag of a language, in lower case.

    Args:
        written: A tag in any case, or the name of a language in one of the languages of the
            core's own texts.

    Returns:
        The tag; anything that is neither comes back in lower case.
    """
    tag = written.strip().replace("_", "-").casefold()
    first, dash, subtags = tag.partition("-")
    if first in _SHORT_CODES:
        return tag
    if len(first) > _LONGEST_CODE:
        return _codes_by_name().get(fold(written), tag)
    code: str = read("three_letter_codes")["languages"].get(first, first)
    return code + dash + subtags


def may_be_spoken(tag: str) -> bool:
    """Check if a tag begins with a listed code of two letters, or with any three letters."""
    first = tag.partition("-")[0]
    return first in _SHORT_CODES or len(first) == _LONGEST_CODE


@cache
def _codes_by_name() -> dict[str, str]:
    """Return the code of each language by its folded name, in the languages of the core's texts."""
    codes = {fold(name): code for code, name in read("languages")["names"].items()}
    for language in LANGUAGES[1:]:
        names = read(f"names/{language}")["languages"]
        codes |= {fold(name): code for code, name in names.items()}
    return codes
