"""The core's own data: words, regions, time zones and messages.

The files are part of the wheel and never change while a program runs, so each is read once a
process and cached.
"""

import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import cycle
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Self, TypeAlias

if TYPE_CHECKING:
    from importlib_resources.abc import Traversable


_FOLDER = os.path.join(os.path.dirname(__file__), "data")


@cache
def read(name: str) -> Mapping[str, Any]:
    """Read ``data/<name>.json``.

    Args:
        name: The file name without its ending, such as ``regions`` or ``messages/en``.

    Returns:
        The object in the file; its top level is read-only.

    Raises:
        FileNotFoundError: The core has no such file.
    """
    return MappingProxyType(json.loads(read_bytes(f"{name}.json")))


def read_bytes(name: str) -> bytes:
    """Return the bytes of a file of ``data/``, through the loader of this module.

    Most loaders can read files, also from a zip archive. importlib_resources is only imported for
    one that cannot, which saves its import.
    """
    get_data = getattr(__spec__ and __spec__.loader, "get_data", None)
    if get_data is not None:
        content: bytes = get_data(os.path.join(_FOLDER, name))
        return content
    from importlib_resources import files

    return files("takeaction").joinpath("data", name).read_bytes()


def data_digest() -> str:
    """Return ``sha256:`` and the hex digest of all files of ``data/``, in order of name."""
    import hashlib  # only a comparison with a lock needs it

    whole = hashlib.sha256()
    for name in sorted(file_names()):
        content = read_bytes(name)
        whole.update(f"{name}\0{len(content)}\0".encode())
        whole.update(content)
    return f"sha256:{whole.hexdigest()}"


def file_names() -> tuple[str, ...]:
    """Return the paths of the files in ``data/``, as they are now."""
    if not os.path.isdir(_FOLDER):  # Python imports from an archive
        from importlib_resources import files

        return tuple(_names_in(files("takeaction").joinpath("data"), ""))
    return tuple(
        os.path.relpath(os.path.join(folder, name), _FOLDER).replace(os.sep, "/")
        for folder, _, names in os.walk(_FOLDER)
        for name in names
    )


def _names_in(folder: "Traversable", path: str) -> Iterator[str]:
    for entry in folder.iterdir():
        name = f"{path}{entry.name}"
        if entry.is_dir():
            yield from _names_in(entry, f"{name}/")
        else:
            yield name


@cache
def zones() -> frozenset[str]:
    """Return the names of the IANA time zones that packs may use."""
    return frozenset(read("zones")["zones"])


def zones_in(country: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the time zones of a country, the largest first, and the old names of those."""
    names, _, old = read("zones")["countries"].get(country, "").partition("|")
    return tuple(names.split()), tuple(old.split())


LANGUAGES = ("en", "es", "fr")
"""The languages of the core's own texts; the others are translated from English."""

FIRST_LANGUAGES: Mapping[str, str] = {
    "ar": "العربية",
    "de": "Deutsch",
    "hi": "हिन्दी",
    "pt": "Português",
    "ru": "Русский",
    "tl": "Tagalog",
    "uk": "Українська",
    "zh": "中文",
}
"""Further languages that are heard, and that have the first sentences of an answer alone: danger,
who answers, how to reach them, and the next question. Each has its name in itself.
``scripts/words.py`` writes them here from ``data/words.toml``."""

_OURS = frozenset({*LANGUAGES, *FIRST_LANGUAGES})

_FRAGMENTS = ("body.", "by.", "state.", "label.", "lines.ways", "unserved.")
"""The codes of first sentences that are parts of a line, such as "call 911"."""


@cache
def messages(language: str) -> Mapping[str, str | Mapping[str, str]]:
    """Return the core's own texts in one of LANGUAGES or FIRST_LANGUAGES.

    A text with a count is a mapping: ``of`` names the slot of the count, and ``one`` and ``other``
    are the forms for one and for more. What a language of FIRST_LANGUAGES lacks is in English.
    """
    if language in FIRST_LANGUAGES:
        return MappingProxyType({**messages("en"), **read(f"first_words/{language}")})
    return read(f"messages/{language}")


@cache
def first_sentences() -> Mapping[str, str]:
    """Return the English of the texts that a language of FIRST_LANGUAGES has, by their codes."""
    english = read("messages/en")
    return MappingProxyType({code: english[code] for code in read("first_words/de")})


class Tongue(str):
    """The tag of a language that the core lacks, with the first sentences that a pack gives it.

    It goes from the catalog of that pack into one answer, as one of the languages of the answer.
    So nothing that a pack says in our place is ever kept outside its catalog.

    Attributes:
        pack: The id of the pack.
        texts: Its translations of ``first_sentences()``, by the same codes.
    """

    __slots__ = ("pack", "texts")

    pack: str
    texts: Mapping[str, str]

    def __new__(cls, tag: str, pack: str, texts: Mapping[str, str]) -> Self:
        """Make a tag with the texts of a pack."""
        tongue = super().__new__(cls, tag)
        tongue.pack, tongue.texts = pack, texts
        return tongue

    def __getnewargs__(self) -> tuple[str, str, Mapping[str, str]]:  # type: ignore[override]
        return str(self), self.pack, self.texts


def with_tongues(languages: tuple[str, ...], tongues: Mapping[str, Tongue]) -> tuple[str, ...]:
    """Return languages of an answer, in which those that only a pack knows have its texts.

    Args:
        languages: BCP 47 tags, best first.
        tongues: The languages that packs have added, by tag; not looked at for our own.
    """
    if all(is_our_language(tag) for tag in languages):
        return languages
    return tuple(tag if is_our_language(tag) else _tongue_of(tag, tongues) for tag in languages)


def _tongue_of(tag: str, tongues: Mapping[str, Tongue]) -> str:
    """Return the tongue of a tag or of a wider one; the tag itself if no pack has it."""
    wider = tag
    while wider:
        if wider in tongues:
            return tongues[wider]
        wider = wider.rpartition("-")[0]
    return tag


def is_our_language(tag: str) -> bool:
    """Whether the core has sentences of its own in a language: no pack can replace these."""
    return tag.partition("-")[0] in _OURS


def has_message(code: str, language: str) -> bool:
    """Whether there is a message with a code, in a language or in English beneath it."""
    return code in messages("en" if isinstance(language, Tongue) else language)


def form_for(code: str, *, is_child: bool) -> str:
    """Return the code of a sentence as a child is spoken to, where it has such a form."""
    own = f"{code}_child"
    return own if is_child and has_message(own, "en") else code


def text_language(code: str, language: str) -> str:
    """Return the language of one of the core's own texts: English where *language* lacks it."""
    if isinstance(language, Tongue):
        return str(language) if code in language.texts else "en"
    is_lacking = language in FIRST_LANGUAGES and code not in read(f"first_words/{language}")
    return "en" if is_lacking else language


Slot: TypeAlias = "int | str | tuple[int | str, ...]"
"""A plain value that fills a slot of a message: a number is written as in the language."""

_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_SINGULAR_COUNTS = {"fr": (0, 1)}
"""The counts that take the singular, by language; only 1 in all others.

Source:
    Unicode CLDR, plural rules.
"""
_COMMAS = {"ar": "\u060c ", "zh": "\u3001"}
"""What separates the members of a list, by language; a comma and a blank in all others."""

_THOUSANDS_SEPARATORS = {"en": ","}
"""The separator of thousands, by language; a narrow no-break space in all others."""


def fill_message(code: str, language: str, slots: Mapping[str, Slot]) -> str:
    """Return one of the core's own messages with its slots filled.

    The text in a slot is never read as a template, since it may come from a pack.
    """
    if isinstance(language, Tongue) and code not in language.texts:
        language = "en"
    template = language.texts[code] if isinstance(language, Tongue) else messages(language)[code]
    if not isinstance(template, str):
        is_singular = slots[template["of"]] in _SINGULAR_COUNTS.get(language, (1,))
        template = template["one" if is_singular else "other"]
    before, *rest = _parts(template)
    if not rest:
        return before
    filled = (
        part if is_text else _slot_text(slots[part], language)
        for part, is_text in zip(rest, cycle((False, True)))
    )
    text = before + "".join(filled)
    return text if rest[-1] else text.rstrip()  # the last slot may be empty


@cache
def _parts(template: str) -> tuple[str, ...]:
    """Split one of the core's templates: a text, then in turn the name of a slot and a text."""
    return tuple(_PLACEHOLDER.split(template))


def _slot_text(value: Slot, language: str) -> str:
    if isinstance(value, tuple):
        comma = _COMMAS.get(language, ", ")
        return comma.join(_slot_text(part, language) for part in value)
    return format_number(value, language) if isinstance(value, int) else value


def format_number(value: int, language: str) -> str:
    """Write a whole number with its thousands separated, as is usual in a language."""
    return f"{value:,}".replace(",", _THOUSANDS_SEPARATORS.get(language, "\u202f"))


def is_reviewed(code: str, language: str, english: str | None = None) -> bool:
    """Whether a named person has reviewed a translation of the current English text.

    Args:
        code: The code of the text, such as ``skill.match``.
        language: One of LANGUAGES or FIRST_LANGUAGES.
        english: The English text, for a text that is not a message; None for a message.
    """
    if language == "en" or text_language(code, language) == "en":
        return True
    review = read("reviews")["reviews"].get(language, {}).get(code)
    return review is not None and review["source"] == (english or messages("en")[code])


def is_first_sentence(code: str, language: str) -> bool:
    """Whether a text is a whole sentence in one of FIRST_LANGUAGES."""
    has_first = isinstance(language, Tongue) or language in FIRST_LANGUAGES
    is_first = has_first and text_language(code, language) == language
    return is_first and not code.startswith(_FRAGMENTS)


def language_of(languages: Iterable[str]) -> str:
    """Return the first of *languages* that the core's own texts have, else English.

    ``es`` also serves ``es-MX``.
    """
    wishes = (wish.partition("-")[0] for wish in languages)
    return next((wish for wish in wishes if wish in LANGUAGES), "en")


def first_language_of(languages: Iterable[str]) -> str:
    """Return the language of the first sentences of an answer.

    It is the first of *languages* that has them: that of the rest of the answer, or one of
    FIRST_LANGUAGES or of a pack that is wished for before it.
    """
    for wish in languages:
        if isinstance(wish, Tongue):
            return wish
        if is_our_language(wish):
            return wish.partition("-")[0]
    return "en"
