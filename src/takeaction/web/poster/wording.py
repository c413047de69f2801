"""The sentences of a poster in each of its languages, the library's own wherever it has them."""

from collections.abc import Callable, Mapping
from datetime import date

from takeaction.core_data import FIRST_LANGUAGES, LANGUAGES, first_language_of
from takeaction.engine.reasons import say
from takeaction.models.text import ShownText, Words, isolated
from takeaction.web.settings.dates import day_in_words
from takeaction.web.settings.texts import PageTexts


class Wording:
    """The languages of a poster, and sentences in them.

    Attributes:
        tongues: The languages of its sentences: those asked for that the library has sentences in,
            and English for the others.
        page_tongues: Those of them that the pages have, or English.
        fact_tongues: All of them, and English where the pages have none of them.
        fine: The texts of the small print, in the first of *page_tongues*.
    """

    def __init__(self, languages: tuple[str, ...], own: Mapping[str, Mapping[str, str]]) -> None:
        self.tongues = tuple(dict.fromkeys(first_language_of((tag,)) for tag in languages))
        self.page_tongues = tuple(tag for tag in self.tongues if tag in LANGUAGES) or ("en",)
        self.fact_tongues = tuple(dict.fromkeys((*self.tongues, *self.page_tongues)))
        self._own = own
        self.fine = PageTexts(self.page_tongues, own)

    def headings(self) -> tuple[Words, ...]:
        """Return the heading: that there is somebody to talk to."""
        return tuple(self._heading(tag) for tag in self.tongues)

    def _heading(self, tag: str) -> Words:
        if tag in FIRST_LANGUAGES:
            return Words(say("label.help_line", tag, {"line": ""}), tag)
        return Words(self._texts(tag)("poster.heading"), tag)

    def calm(self) -> tuple[Words, ...]:
        """Say that a caller needs no name and may hang up."""
        parts: list[Words] = []
        for tag in self.tongues:
            if tag in FIRST_LANGUAGES:
                parts += [*self.with_source(say("reply.child", tag))]
            else:
                parts.append(Words(self._texts(tag)("poster.calm"), tag))
        return tuple(parts)

    def scan(self, code: str, message: str, target: str) -> Words:
        """Say what a code to scan does, in the first language.

        Args:
            code: The text of the pages, such as ``poster.scan_call``.
            message: The message of the library for a language without pages, such as ``by.voice``.
            target: The number for that message; empty for a page, whose address is beside it.
        """
        tag = self.tongues[0]
        if tag in FIRST_LANGUAGES:
            # A number on two rows would be read as two.
            shown = isolated(target.replace(" ", "\N{NO-BREAK SPACE}"), tag) if target else ""
            return Words(say(message, tag, {"target": shown}).words.text.strip(), tag)
        return Words(self._texts(tag)(code), tag)

    def each(self, sentence: Callable[[str], ShownText]) -> tuple[Words, ...]:
        """Return a sentence in each language, for a function that writes it in one."""
        return tuple(w for tag in self.tongues for w in self.with_source(sentence(tag)))

    def with_source(self, text: ShownText) -> tuple[Words, ...]:
        """Return a sentence, with its English beneath where the library shows that as well.

        A poster that is in English too has it once.
        """
        words = text.words
        if "en" in self.tongues or not words.source or str(text) == words.text:
            return (words,)
        return words, Words(words.source, "en")

    def day(self, day: date) -> str:
        """Write a day in the language of the small print."""
        return self.dated(day.isoformat())

    def dated(self, written: str) -> str:
        """Write YYYY, YYYY-MM or YYYY-MM-DD in the language of the small print."""
        return day_in_words(written, self.fine)

    def _texts(self, tag: str) -> PageTexts:
        return PageTexts((tag,), self._own)
