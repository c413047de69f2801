"""What a lock pins: the safety-critical values of a pack.

A change of one can send a person to the wrong place: to a number, a page, a mailbox, a handle or a
keyword. Every field of every model counts, unless it is marked as loose, so a field that somebody
adds is pinned before anybody has thought of it. Loose fields may be reworded, as long as their
texts point nowhere.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from datetime import date
from enum import Enum
from typing import Any, NamedTuple

import attrs

from takeaction.lazy import cached_by_class
from takeaction.lock.lines import LockValue
from takeaction.models.record import NOT_VERIFIED, PeopleSay, Record, Verified
from takeaction.models.text import Text

# Texts that point somewhere. A lock keeps such a text whole. It is better to keep one too many than
# one too few, so nothing here tries to understand: any digit will do, in any script, and a year is
# one.

_SIGNS = re.compile(r"[@/\\]")
"""A sign of a mailbox, a handle or a path."""

_HOST = re.compile(
    r"""[.\u3002\uff61](?:
    (?<=\w.)\w                                         # example.org
    | (?<=\s.)\s*\w                                    # example . org
    | (?<=\w.)\s+(?:app|com|edu|gov|info|int|io|net|ngo|org)\b
    | (?<=\w.)\s+[^\W\d_]{2,4}\b(?=\s*(?:[^\w\s]|$))   # example. org, and nothing more
    )""",
    re.VERBOSE,
)
"""What a host looks like, also with blanks around its dots.

Two more characters count as a dot, since browsers read them as one; a wide dot is normalised.
"""

_CALLS = frozenset(
    (  # noqa: SIM905 - a word a line is a page
        "call calls called calling text texts texted texting mobile ring rings hotline "
        "helpline line sms whatsapp signal telegram viber wechat tty fax mail website webpage "
        "press extension code keyword send write dot página pagina sitio punto écrire tape "
        "taper tapez site mot point"
    ).split()
)
"""Words around which people expect a number, a keyword or an address, in three languages."""

_CALL_STEMS = tuple(
    (  # noqa: SIM905 - a word a line is a page
        "dial phon telephon number message chat email llam marc teléfon telefon número numero "
        "mensaje enví envi escrib correo línea linea puls código codigo appel compos numéro "
        "téléphon envoy écriv ecriv courriel ligne"
    ).split()
)
"""The beginnings of more such words."""

_DIGIT_NAMES = frozenset(
    (  # noqa: SIM905 - a word a line is a page
        "zero oh one two three four five six seven eight nine ten double triple hundred cero "
        "uno dos tres cuatro cinco seis siete ocho nueve diez cien ochocientos novecientos "
        "zéro un deux trois quatre cinq sept huit neuf dix vingt soixante cent"
    ).split()
)

_SPOKEN_DIGITS = 3
"""The number of digits in words from which a text may hold a phone number."""

_SHORTEST_KEYWORD = 4
"""The letters of the shortest word in capitals that counts as a keyword or a vanity number."""

_KNOWN_LANGUAGES = frozenset({"en", "es", "fr"})
"""The languages of these words. A text in any other language is kept whole."""

_NUMBERED = frozenset({"Nd", "Nl", "No"})
_UNSEEN = frozenset({"Cf", "Mn", "Me"})
_WORD = re.compile(r"[^\W_]+")
_BLANKS = {code: " " for code in range(128) if not chr(code).isalnum()}
_MIXED = re.compile(r"[a-z][\u0370-\u052f]|[\u0370-\u052f][a-z]")
"""Letters of two scripts in one word, of which one looks like the other."""


def points_somewhere(text: str, language: str = "en") -> bool:
    """Return whether a text has a digit, an address, or a word that people call by."""
    if language.partition("-")[0] not in _KNOWN_LANGUAGES or _has_number(text):
        return True
    plain = _plain(text)
    folded = plain.casefold()
    if _SIGNS.search(plain) or _HOST.search(folded) or _MIXED.search(folded):
        return True
    has_keyword = plain != folded and any(
        word.isupper() and len(word) >= _SHORTEST_KEYWORD for word in _words_of(plain)
    )
    return has_keyword or _asks_to_call(_words_of(folded))


def _words_of(text: str) -> list[str]:
    # Words of plain letters are found more quickly.
    return text.translate(_BLANKS).split() if text.isascii() else _WORD.findall(text)


def _asks_to_call(words: Sequence[str]) -> bool:
    different = set(words)
    if not _CALLS.isdisjoint(different) or any(w.startswith(_CALL_STEMS) for w in different):
        return True
    return sum(map(_DIGIT_NAMES.__contains__, words)) >= _SPOKEN_DIGITS


def _has_number(text: str) -> bool:
    # A digit or a numeral of any script, such as the Chinese ones.
    letters = set(text)
    if text.isascii():
        return any(map(str.isdigit, letters))
    return any(c.isnumeric() or unicodedata.category(c) in _NUMBERED for c in letters)


def _plain(text: str) -> str:
    # Without anything that cannot be seen.
    if text.isascii():
        return text
    normal = unicodedata.normalize("NFKC", text)
    unseen = {ord(c): None for c in set(normal) if unicodedata.category(c) in _UNSEEN}
    return normal.translate(unseen)


# Fields and values


@cached_by_class
def loose_fields(model: type[Any]) -> frozenset[str]:
    """Return the fields of a model that may be reworded; all others are pinned."""
    kind = getattr(model, "record_kind", None)
    return frozenset(
        field.name
        for field in attrs.fields(model)
        if (loose := field.metadata.get("loose", ())) is True or kind in loose
    )


CODES = frozenset({"licence", "requires", "languages", "source_language", "broader", "esco"})
"""Loose fields of text that is not prose: a digit in them is no number to call."""

_COMPACT = frozenset({"Action", "Indicator", "Vendor", "Label", "Good", "Rating", "Word"})
"""Models with many records: their fields are pinned only where they differ from the default."""

ELSEWHERE = frozenset({"id", "checked", "dated", "spans"})
"""Fields that are kept elsewhere: ids in the key of a record, dates in its last check, and the
spans of opening hours in their text."""

_EMPTY: tuple[object, ...] = (None, (), frozenset())


class _Leaf(NamedTuple):
    """A value without parts, somewhere in a model.

    Attributes:
        path: The path of its field.
        value: The value, as a lock has it.
        language: The language of its text; None if it is no text that people read.
        is_pinned: Whether its field is always pinned.
    """

    path: str
    value: LockValue
    language: str | None
    is_pinned: bool

    @property
    def is_critical(self) -> bool:
        """Whether a lock keeps it: its field is pinned, or the text points somebody somewhere."""
        if self.is_pinned or self.language is None:
            return self.is_pinned
        texts = self.value if isinstance(self.value, tuple) else (str(self.value),)
        language = self.language
        return any(points_somewhere(text, language) for text in texts)


class State(NamedTuple):
    """The pinned values of a record, a word, a patch or a header.

    Attributes:
        values: Its safety-critical values by field path, such as ``contacts[voice].dial``, where a
            contact is named by its id, and ``warning@es`` for a translation. A value that is
            unknown or empty is left out.
        wording: The number of words in what may be reworded, and a short digest of it. It
            differs if anything else differs, but for the dates of sources.
    """

    values: dict[str, LockValue]
    wording: str


def state_of(model: Any) -> State:
    """Return the pinned values of a record, a word, a patch or a header."""
    values: dict[str, LockValue] = {}
    loose: list[_Leaf] = []
    for leaf in _leaves(model, ""):
        if leaf.is_critical:
            values[leaf.path] = leaf.value
        else:
            loose.append(leaf)
    return State(values, _fingerprint(loose))


def _fingerprint(loose: list[_Leaf]) -> str:
    import hashlib  # only for a pack that differs, or to write a lock

    parts = [f"{leaf.path} {leaf.value!r}" for leaf in loose]
    words = sum(
        len(str(leaf.value).split()) for leaf in loose if leaf.language and "@" not in leaf.path
    )
    digest = hashlib.sha256("\n".join(parts).encode("utf-8", "backslashreplace")).hexdigest()
    return f"{words} words, {digest[:16]}"


def name_of(model: Any) -> str:
    """Return the name that people know a record or a word by; empty for anything else."""
    label = getattr(model, "label", None)
    return label.source if isinstance(label, Text) else ""


def _leaves(model: Any, path: str) -> Iterator[_Leaf]:
    """Return the values in the fields of a model, in order, without empty ones."""
    loose = loose_fields(type(model))
    is_compact = type(model).__name__ in _COMPACT
    for field in attrs.fields(type(model)):
        value = getattr(model, field.name)
        is_pinned = field.name not in loose
        is_empty = value == field.default if is_compact and is_pinned else value in _EMPTY
        if field.name not in ELSEWHERE and not is_empty:
            leaves = _parts(value, f"{path}.{field.name}".lstrip("."), field.name)
            yield from leaves if is_pinned else (leaf._replace(is_pinned=False) for leaf in leaves)


def _parts(  # noqa: C901 - one branch for each kind of value
    value: Any, path: str, field: str
) -> Iterator[_Leaf]:
    if isinstance(value, PeopleSay):
        # Nobody reads or dials a term: a digit in it is no number.
        for tag, terms in value.terms:
            yield _Leaf(f"{path}@{tag}", terms, None, is_pinned=True)
    elif isinstance(value, Text):
        yield _Leaf(path, value.source, value.language, is_pinned=True)
        for words in value.translations:
            yield _Leaf(f"{path}@{words.language}", words.text, words.language, is_pinned=True)
    elif isinstance(value, Verified):
        yield from _check_of(value, path)
    elif attrs.has(type(value)):
        yield from _leaves(value, path)
    elif isinstance(value, tuple) and any(attrs.has(type(part)) for part in value):
        for number, part in enumerate(value):
            yield from _parts(part, f"{path}[{getattr(part, 'id', number)}]", field)
    elif isinstance(value, tuple):
        language = None if field in CODES else "en"
        yield _Leaf(path, tuple(map(str, value)), language, is_pinned=True)
    elif isinstance(value, frozenset):
        yield _Leaf(path, tuple(sorted(map(str, value))), None, is_pinned=True)
    elif isinstance(value, (int, date, Enum)):
        plain = value if isinstance(value, int) else str(value)
        yield _Leaf(path, plain, None, is_pinned=True)
    else:
        yield _Leaf(path, str(value), None if field in CODES else "en", is_pinned=True)


def _check_of(verified: Verified, path: str) -> Iterator[_Leaf]:
    # One value, in which every field that it has is named.
    facts = [
        f"{field.name} {value}"
        for field in attrs.fields(Verified)
        if (value := getattr(verified, field.name)) is not None
    ]
    if verified != NOT_VERIFIED:
        yield _Leaf(path, tuple(facts), None, is_pinned=True)


def last_checked(model: Any) -> dict[str, str]:
    """Return the day on which somebody read the source of a record, by ``""``.

    A source without a day of reading has its own date instead; anything else is left out.
    """
    if not isinstance(model, Record):
        return {}
    checked, dated = model.source.checked, model.source.dated
    if checked:
        return {"": f"source read {checked}"}
    return {"": f"source of {dated}"} if dated else {}
