"""Words that people read, in the language they were written in and in others."""

from collections.abc import Iterable

import attrs


def shortened(tag: str) -> tuple[str, ...]:
    """Return a language tag and the wider ones that serve it: ``zh-Hant-TW`` is also ``zh``."""
    parts = tag.split("-")
    return tuple("-".join(parts[:length]) for length in range(len(parts), 0, -1))


@attrs.frozen
class Words:
    """A text in one language.

    Attributes:
        text: The words.
        language: The BCP 47 tag of their language.
        fallback: True if this is none of the languages that were asked for.
        reviewed: False for a translation that nobody has checked.
        source: The sentence it was made from, where nobody has checked it; else None.

    ``str()`` gives the words, and beneath a translation that nobody has checked its source.
    """

    text: str
    language: str
    fallback: bool = False
    reviewed: bool = True
    source: str | None = None

    def __str__(self) -> str:
        return f"{self.text}\n({self.source})" if self.source else self.text


@attrs.frozen
class Text:
    """A text and its translations. ``str()`` gives the words it was written in.

    Attributes:
        source: Plain text in paragraphs, without any markup.
        language: The BCP 47 tag of the language of *source*.
        translations: In order of their language; each as *source*.
    """

    source: str
    language: str = "en"
    translations: tuple[Words, ...] = ()

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
