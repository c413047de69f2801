"""What a pack adds to another pack's record; it can add, and nothing else."""

import attrs

from takeaction.models.record import Link, RegionCode
from takeaction.models.text import Text
from takeaction.value import Value


@attrs.frozen(kw_only=True, eq=False, repr=False)
class PatchText(Value):
    """A translation that a patch adds.

    Attributes:
        language: Its language, BCP 47.
        field: The text that it translates, such as ``name`` or ``contacts[0].note``.
        source: The words of that text when it was translated: one that has changed since is
            not translated.
        text: The words.
        reviewed: Whether somebody has checked it.
    """

    language: str
    field: str
    source: str
    text: str
    reviewed: bool = False


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Patch(Value):
    """What a pack adds to another pack's record; it can add, and nothing else.

    Attributes:
        target: Full id of the record.
        reason: Why, a sentence.
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
