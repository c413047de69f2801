"""The answer to a search: hits, best first."""

from typing import Any

import attrs

from takeaction.models.record import Record
from takeaction.models.text import Text
from takeaction.value import Value
from takeaction.vocabulary.records import Kind


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Hit(Value):
    """A record that matches a search.

    Attributes:
        record: The record.
        score: The quality of the match, higher first; comparable within one search only.
        matched: The name or text that matches.
        caveat: For a sign, the sentence that it is no proof, to be shown wherever the sign is;
            None for other records.
        languages: The languages of its texts, most wanted first.
    """

    record: Record
    score: int
    matched: str
    caveat: Text | None = None
    languages: tuple[str, ...] = ("en",)

    @property
    def kind(self) -> Kind:
        """The kind of the record."""
        return self.record.record_kind

    def as_json(self) -> dict[str, Any]:
        """Return the hit as plain data."""
        record = self.record
        return {
            "id": record.id,
            "kind": self.kind.value,
            "name": str(record.label.pick(self.languages)),
            "score": self.score,
            "status": record.status.value,
            "replaced_by": record.replaced_by,
            "matched": self.matched,
            "caveat": self.caveat and str(self.caveat.pick(self.languages)),
        }
