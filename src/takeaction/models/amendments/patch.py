"""Patches: additions to a record of another pack. A patch can only add."""

import attrs

from takeaction.models.record import Link, RegionCode
from takeaction.models.source import Reviewed
from takeaction.models.text import Text
from takeaction.value import Value


@attrs.frozen(kw_only=True, eq=False, repr=False)
class PatchText(Value):
    """A translation that a patch adds.

    Attributes:
        language: The BCP 47 tag of its language.
        field: The field it translates, such as ``name`` or ``contacts[0].note``.
        source: The text of that field when it was translated; if the text has changed since, the
            translation is not used.
        text: The translation.
        reviewed: Whether its author thinks that it is finished. Only *review* says who read it.
        review: The review by a reader who did not write it, or None if there was none.
    """

    language: str
    field: str
    source: str
    text: str
    reviewed: bool = False
    review: Reviewed | None = None


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Patch(Value):
    """Additions to a record of another pack. A patch can only add.

    Attributes:
        target: The full id of the record.
        reason: The reason for the patch, one sentence.
        regions: Regions to add.
        languages: Languages to add to all its contacts.
        links: Links to add.
        translations: Translations to add, of texts that the record's own pack has not translated.
    """

    target: str
    reason: Text
    regions: frozenset[RegionCode] = frozenset()
    languages: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    translations: tuple[PatchText, ...] = ()
