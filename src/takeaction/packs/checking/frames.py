"""The first sentences of an answer that a pack translates, gathered by language.

A pack has them among its other translations, so they are read, limited and digested like these.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from takeaction.models.text import Text
from takeaction.packs.faults import Fault
from takeaction.packs.reading.content import FRAME_ID, Translation

if TYPE_CHECKING:  # few packs have a frame
    from collections.abc import Iterator

__all__ = ["FRAME_ID", "FrameCheck"]


class FrameCheck:
    """The first sentences that one pack translates, while its translations are read."""

    def __init__(self) -> None:
        self._entries: dict[str, dict[str, Translation]] = {}
        self._refused: set[str] = set()

    def originals(self) -> dict[str, Text]:
        """Return the English of the sentences by their codes."""
        from takeaction.core_data import first_sentences

        return {code: Text(english, "en") for code, english in first_sentences().items()}

    def faults_of(self, translation: Translation) -> "Iterator[Fault]":
        """Find the faults of one sentence."""
        from takeaction.packs.rules.frame import frame_faults

        code = translation.key.partition("#")[2]
        return frame_faults(code, translation.text, translation.language)

    def refuse(self, language: str) -> None:
        """Leave out a language, since one of its sentences has a fault."""
        self._refused.add(language)

    def add(self, translation: Translation) -> None:
        """Take in a sentence without a fault."""
        code = translation.key.partition("#")[2]
        self._entries.setdefault(translation.language, {})[code] = translation

    def complete(
        self,
    ) -> tuple[Mapping[str, Mapping[str, str]], tuple[tuple[Translation, Fault], ...]]:
        """Return the languages with all sentences, and the fault of each in which some lack.

        One that its translator has not finished is missing: it would speak of danger in our name.
        """
        frames: dict[str, Mapping[str, str]] = {}
        faults: list[tuple[Translation, Fault]] = []
        for language, entries in self._entries.items():
            if language in self._refused:
                continue
            from takeaction.packs.rules.frame import completeness_fault

            finished = {code: entry for code, entry in entries.items() if not entry.is_fuzzy}
            fault = completeness_fault(finished)
            if fault:
                faults.append((next(iter(entries.values())), fault))
            else:
                frames[language] = {code: entry.text for code, entry in entries.items()}
        return frames, tuple(faults)
