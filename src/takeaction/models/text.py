"""Words that people read, in the language they were written in and in others."""

from collections.abc import Iterable
from typing import Protocol

import attrs

from takeaction.value import Value

_RIGHT_TO_LEFT = frozenset(
    {
        *("ar", "arc", "azb", "bal", "bqi", "ckb", "dv", "fa", "glk", "he", "khw", "ks", "lrc"),
        *("mzn", "nqo", "pnb", "ps", "sd", "sdh", "syr", "ug", "ur", "yi"),
        *("adlm", "arab", "hebr", "mand", "nkoo", "rohg", "syrc", "thaa"),
    }
)
"""Languages that are mostly, and scripts that are always, written from right to left."""
_SCRIPT = 4


def isolated(text: str, language: str) -> str:
    """Return a number or an address as it is put into a text of a language.

    Returns:
        In a language that is written from right to left, between U+2068 and U+2069: otherwise
        ``1-888-373-7888`` behind an Arabic word is displayed as ``7888-373-888-1``.
    """
    first, *others = language.casefold().split("-")
    script = next((each for each in others if len(each) == _SCRIPT and each.isalpha()), first)
    return f"\u2068{text}\u2069" if script in _RIGHT_TO_LEFT else text


def shortened(tag: str) -> tuple[str, ...]:
    """Return a language tag and the wider ones that serve it: ``zh-Hant-TW`` is also ``zh``."""
    parts = tag.split("-")
    return tuple("-".join(parts[:length]) for length in range(len(parts), 0, -1))


@attrs.frozen(eq=False, repr=False)
class Words(Value):
    """A text in one language.

    Attributes:
        text: The words.
        language: The BCP 47 tag of their language.
        fallback: True if this is none of the languages that were asked for.
        reviewed: False for a translation that nobody has checked.
        source: The sentence it was made from, where nobody has checked it; else None.

    ``str()`` gives the words, and beneath a translation that nobody has checked its source,
    unless that says the same, as with names.
    """

    text: str
    language: str
    fallback: bool = False
    reviewed: bool = True
    source: str | None = None

    def __str__(self) -> str:
        beneath = self.source if self.source != self.text else None
        return f"{self.text}\n({beneath})" if beneath else self.text


class Translator(Protocol):
    """Gives texts their translations when they are first asked for."""

    def of(self, text: "Text") -> tuple[Words, ...]:
        """Return the translations of a text, in order of their language."""
        ...


@attrs.frozen(eq=False, repr=False)
class Text(Value):
    """A text and its translations. ``str()`` gives the words it was written in.

    Attributes:
        source: Plain text in paragraphs, without any markup.
        language: The BCP 47 tag of the language of *source*.
        translations: In order of their language; each as *source*. A pack reads its own when they
            are first asked for.
    """

    source: str
    language: str = "en"
    _translations: "tuple[Words, ...] | Translator" = ()

    @property
    def translations(self) -> tuple[Words, ...]:
        """The same text in other languages, in order of these."""
        held = self._translations
        return held if isinstance(held, tuple) else held.of(self)

    def __reduce__(self) -> tuple[type["Text"], tuple[str, str, tuple[Words, ...]]]:
        return Text, (self.source, self.language, self.translations)

    def __str__(self) -> str:
        return self.source

    def pick(self, languages: Iterable[str]) -> Words:
        """Return the words in the first of *languages* that has them, else the source words.

        Args:
            languages: BCP 47 tags in order of wish; ``es`` also serves ``es-MX``.
        """
        for wish in languages:
            for tag in shortened(wish):
                if tag == self.language:
                    return Words(self.source, self.language)
                for words in self.translations:
                    if words.language == tag:
                        return words if words.reviewed else self._with_source(words)
        return Words(self.source, self.language, fallback=True)

    def _with_source(self, words: Words) -> Words:
        return attrs.evolve(words, source=self.source)
