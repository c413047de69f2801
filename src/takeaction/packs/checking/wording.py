"""The wording of a pack: texts that could hurt somebody, and numbers that nobody has checked.

It costs no record and is expensive to check, so it is a pass of its own: a load leaves it until
somebody asks for the mistakes.
"""

from collections.abc import Iterator

from takeaction.models.record import Record
from takeaction.models.resource import Resource
from takeaction.packs.faults import Fault
from takeaction.packs.rules import safety


class Wording:
    """Checks the wording of one pack, up to the number of characters that get a close look."""

    def __init__(self) -> None:
        self._allowance = safety.Allowance()

    def faults(self, record: Record) -> Iterator[Fault]:
        """Find the faults in the texts and numbers of a record."""
        # Imported late: it reads the numbering plans, which no load needs.
        from takeaction.packs.rules import prose

        yield from safety.faults(record, self._allowance)
        yield from prose.faults(record)
        if isinstance(record, Resource):
            from takeaction.packs.rules import number_warnings  # likewise

            yield from number_warnings.faults(record)
            yield from number_warnings.reach_faults(record)

    def translation_faults(self, record: Record, language: str) -> Iterator[Fault]:
        """Find the faults in the translations of a record into one language."""
        from takeaction.packs.rules import prose  # likewise

        yield from safety.translation_faults(record, language, self._allowance)
        yield from prose.translation_faults(record, language)

    def bound_faults(self) -> Iterator[Fault]:
        """Report a pack with more text than gets a close look."""
        yield from self._allowance.faults()
