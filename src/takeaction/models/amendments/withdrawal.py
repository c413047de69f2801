"""Withdrawals: what the publisher of a pack has taken back."""

from datetime import date

import attrs

from takeaction.errors import plain
from takeaction.value import Value

LONGEST_REASON = 200
"""The most characters of a reason, so that it is read in full in one message."""

LONGEST_NAME = 100
"""The most characters of who withdraws."""


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Withdrawal(Value):
    """A record, a contact or an edition of a pack that its publisher has taken back.

    Attributes:
        id: ``pack:record``, ``pack:record#contact``, or the id of a pack with a *digest*.
        on: The day it was withdrawn.
        by: Who withdrew it: a name or an organisation.
        reason: Why, in a sentence.
        digest: The edition of the pack that this is about, as ``sha256:`` and the hex digest of
            its canonical content; None for every edition.
        replaced_by: The id of a record to use instead, or None.
    """

    id: str
    on: date
    by: str
    reason: str
    digest: str | None = None
    replaced_by: str | None = None

    def sentence(self) -> str:
        """Return the day, the name and the reason on one line that can be printed."""
        reason = plain(self.reason, LONGEST_REASON).rstrip(".")
        return f"withdrawn on {self.on} by {plain(self.by, LONGEST_NAME)}: {reason}."

    @property
    def pack(self) -> str:
        """The id of the pack."""
        return self.id.partition(":")[0]

    @property
    def record(self) -> str:
        """The local id of the record; empty for a whole edition."""
        return self.id.partition(":")[2].partition("#")[0]

    @property
    def contact(self) -> str:
        """The id of the contact; empty for a whole record."""
        return self.id.partition("#")[2]
