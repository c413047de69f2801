"""The wording of a pack: texts that could hurt somebody, and numbers that nobody has checked.

It costs no record and is expensive to check, so it is a pass of its own: a load leaves it until
somebody asks for the mistakes.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from takeaction.models.record import Record
from takeaction.models.resource import Resource
from takeaction.packs.faults import Fault
from takeaction.packs.rules import deprecated, safety
from takeaction.packs.rules.wording import languages, wording

if TYPE_CHECKING:  # most packs have no patch
    from takeaction.models.amendments.patch import Patch


class WordingCheck:
    """Checks the wording of one pack, up to the number of characters that get a close look."""

    def __init__(self) -> None:
        self._allowance = wording.Allowance()

    def faults(self, record: Record) -> Iterator[Fault]:
        """Find the faults in the texts and numbers of a record."""
        # Imported late: it reads the numbering plans, which no load needs.
        from takeaction.packs.rules.prose import unchecked

        yield from safety.faults(record, self._allowance)
        yield from unchecked.faults(record)
        for field, text in safety.readable_texts(record):
            yield from languages.script_faults(field, text.source, text.language)
        if isinstance(record, Resource):
            from takeaction.packs.rules.numbers import warnings  # likewise

            yield from warnings.faults(record)
            yield from warnings.reach_faults(record)
            yield from deprecated.faults(record)

    def translation_faults(self, record: Record) -> Iterator[tuple[str, Fault]]:
        """Find the faults in the translations of a record, each with its language."""
        from takeaction.packs.rules.prose import unchecked  # likewise

        yield from safety.translation_faults(record, self._allowance)
        yield from unchecked.translated_faults(record)
        for field, text in safety.readable_texts(record):
            for words in text.translations:
                spoken, language = text.language, words.language
                for fault in languages.script_faults(field, words.text, language):
                    yield language, fault
                for fault in languages.loss_faults(
                    field, text.source, spoken, words.text, language
                ):
                    yield language, fault

    def patch_faults(self, patch: "Patch") -> Iterator[Fault]:
        """Find the faults in the texts that a patch adds."""
        for field, text in safety.readable_texts(patch):
            yield from wording.faults(field, text.source, text.language, self._allowance)
        for number, added in enumerate(patch.translations):
            field = f"translations[{number}].text"
            yield from wording.faults(field, added.text, added.language, self._allowance)
            yield from languages.script_faults(field, added.text, added.language)
            yield from languages.loss_faults(field, added.source, None, added.text, added.language)

    def bound_faults(self) -> Iterator[Fault]:
        """Report a pack with more text than gets a close look."""
        yield from self._allowance.faults()
