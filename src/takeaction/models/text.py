"""Texts that people read, with their translations, and the tags of languages."""

from collections.abc import Callable, Iterable
from typing import Any, Literal, Protocol, Self

import attrs

from takeaction.errors import UnknownWordError
from takeaction.value import Translations, Value

_TRANSLATIONS = ("beneath", "apart")

_RIGHT_TO_LEFT = frozenset(
    {
        *("ar", "arc", "azb", "bal", "bqi", "ckb", "dv", "fa", "glk", "he", "khw", "ks", "lrc"),
        *("mzn", "nqo", "pnb", "ps", "sd", "sdh", "syr", "ug", "ur", "yi"),
        *("adlm", "arab", "hebr", "mand", "nkoo", "rohg", "syrc", "thaa"),
    }
)
"""Languages mostly written from right to left, and scripts always written that way.

Both are subtags of BCP 47 in lower case.
"""

_SCRIPT_LETTERS = 4
"""The length of a script subtag, such as ``Arab``, in BCP 47."""


def isolated(text: str, language: str) -> str:
    """Mark a number or an address so that it reads correctly inside a text in a language.

    Returns:
        For a language written from right to left, the text between U+2068 and U+2069. Without
        these marks, ``1-888-373-7888`` after an Arabic word is displayed as ``7888-373-888-1``.
    """
    return f"\u2068{text}\u2069" if direction(language) == "rtl" else text


def direction(language: str) -> Literal["ltr", "rtl"]:
    """Return the direction in which a language is written, as the ``dir`` of HTML has it.

    Args:
        language: A BCP 47 tag, such as that of a text in an answer. The script decides if the tag
            has one.

    Example:
        >>> direction("ar"), direction("es-MX"), direction("pa-Arab")
        ('rtl', 'ltr', 'rtl')
    """
    deciding, *subtags = language.casefold().split("-")
    for part in subtags:
        if len(part) == _SCRIPT_LETTERS and part.isalpha():
            deciding = part
            break
    return "rtl" if deciding in _RIGHT_TO_LEFT else "ltr"


def tag_chain(tag: str) -> tuple[str, ...]:
    """Return a language tag and its wider tags: ``zh-Hant-TW``, ``zh-Hant``, ``zh``."""
    parts = tag.split("-")
    return tuple("-".join(parts[:length]) for length in range(len(parts), 0, -1))


@attrs.frozen(eq=False, repr=False)
class Words(Value):
    """A text in one language.

    Attributes:
        text: The words.
        language: The BCP 47 tag of their language.
        fallback: True if the text is in none of the languages asked for.
        reviewed: False for a translation that nobody has checked.
        source: The original text of a translation that nobody has checked; else None.
        source_language: The BCP 47 tag of the language of *source*.
        by: The id of another pack that these are the words of; None for the pack of the text.

    ``str()`` gives the words. For a text that keeps people safe, and for the words of another
    pack, it is ``SafetyWords``, which adds the original.
    """

    text: str
    language: str
    fallback: bool = False
    reviewed: bool = True
    source: str | None = None
    source_language: str = "en"
    by: str | None = None

    _json_names = ("text", "language", "source", "reviewed", "by")

    def __str__(self) -> str:
        return self.text

    def plain(self, languages: tuple[str, ...], translations: Translations) -> Any:
        """Return the words as they are shown, or the words and their source apart."""
        return str(self) if translations == "beneath" else super().plain(languages, translations)


# SafetyWords and SafetyText have no fields of their own, so attrs need not make them: that would
# take a fifth of a millisecond of every first answer.


class SafetyWords(Words):
    """A translation of a text that keeps people safe, or by another pack, that nobody has checked.

    ``str()`` adds the original below the words, unless the two are the same.
    """

    __slots__ = ()

    def __str__(self) -> str:
        original = self.source if self.source != self.text else None
        return f"{self.text}\n({original})" if original else self.text


class ShownText(str):
    """A text as it is shown: a string that also has its words apart."""

    __slots__ = ("_words",)

    _words: Words | Callable[[], Words]

    def __new__(cls, text: str, words: Words | Callable[[], Words]) -> Self:
        """Make a text with its words, or with a function that finds them when they are needed."""
        shown = super().__new__(cls, text)
        shown._words = words
        return shown

    @property
    def words(self) -> Words:
        """The words, with their language, and their source if nobody has reviewed them."""
        return self._words if isinstance(self._words, Words) else self._words()

    def plain(self, languages: tuple[str, ...], translations: Translations) -> Any:
        """Return the text as it is shown, or its words and their source apart."""
        if translations == "beneath":
            return str(self)
        return self.words.plain(languages, translations)

    def __getnewargs__(self) -> tuple[str, Words | Callable[[], Words]]:  # type: ignore[override]
        return str(self), self._words


def check_translations(written: str) -> None:
    """Check the place that a host wants for the sources of translations.

    Raises:
        UnknownWordError: It is neither ``beneath`` nor ``apart``.
    """
    if written not in _TRANSLATIONS:
        raise UnknownWordError("translations", 0, _TRANSLATIONS)


class Translator(Protocol):
    """A source of translations that are looked up on first use."""

    def translate(self, text: "Text") -> tuple[Words, ...]:
        """Return the translations of a text, in order of language."""
        ...


@attrs.frozen(eq=False, repr=False)
class Text(Value):
    """A text and its translations. ``str()`` gives the original.

    Attributes:
        source: The original: plain text in paragraphs, without markup.
        language: The BCP 47 tag of the language of *source*.
        translations: The translations, in order of language, in the same form as *source*. Those
            of a pack are read on first use.
    """

    source: str
    language: str = "en"
    _translations: "tuple[Words, ...] | Translator" = ()

    # Not the translations, which would be read for it.
    _repr_names = ("source", "language")

    @property
    def translations(self) -> tuple[Words, ...]:
        """The same text in other languages, in order of language."""
        words = self._translations
        return words if isinstance(words, tuple) else words.translate(self)

    def __reduce__(self) -> tuple[type["Text"], tuple[str, str, tuple[Words, ...]]]:
        return type(self), (self.source, self.language, self.translations)

    def __str__(self) -> str:
        return self.source

    def pick(self, languages: Iterable[str]) -> Words:
        """Return the text in the first of *languages* it exists in, else the original.

        Args:
            languages: BCP 47 tags in order of preference; ``es`` also serves ``es-MX``.
        """
        for wish in languages:
            for tag in tag_chain(wish):
                if tag == self.language:
                    return Words(self.source, self.language)
                for words in self.translations:
                    if words.language == tag:
                        return words if words.reviewed or words.by else self._with_source(words)
        return Words(self.source, self.language, fallback=True)

    def shown(self, languages: Iterable[str]) -> ShownText:
        """Return the text as it is shown to a reader of *languages*; see ``pick``."""
        words = self.pick(languages)
        return ShownText(str(words), words)

    def plain(self, languages: tuple[str, ...], translations: Translations) -> Any:
        """Return the text in one language, as a string or with its source apart."""
        return self.pick(languages).plain(languages, translations)

    def _with_source(self, words: Words) -> Words:
        return attrs.evolve(words, source=self.source, source_language=self.language)


def is_text(annotation: object) -> bool:
    """Whether the type of a field is a text, of any kind."""
    return isinstance(annotation, type) and issubclass(annotation, Text)


class SafetyText(Text):
    """A text that keeps people safe, such as a safety line, a step or a warning.

    A translation of it that nobody has checked is never shown without its original.
    """

    __slots__ = ()

    def _with_source(self, words: Words) -> Words:
        return SafetyWords(
            words.text,
            words.language,
            reviewed=False,
            source=self.source,
            source_language=self.language,
        )
