"""Facts that patches added to a record, each with the pack that says so."""

from typing import NewType

import attrs

from takeaction.value import Value

PackId = NewType("PackId", str)
"""The id of a pack."""


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Added(Value):
    """The regions and languages that a record has only through patches of other packs.

    Attributes:
        regions: (region, pack) pairs: the pack that added each region.
        languages: (contact, language, pack) triples: the pack that added each language to each
            contact, by the id of the contact.
    """

    regions: tuple[tuple[str, PackId], ...] = ()
    languages: tuple[tuple[str, str, PackId], ...] = ()

    def languages_of(self, contact: str) -> dict[str, PackId]:
        """Return the pack that added each language, for one contact."""
        return {tag: pack for id, tag, pack in self.languages if id == contact}


NOTHING_ADDED = Added()
"""The additions to a record that no patch has touched."""
