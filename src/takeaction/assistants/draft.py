"""A result before it is cut to a length: the library's own words apart from those of packs."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import attrs

from takeaction.views.blocks import Block

PACK_TEXT = "from_packs"
"""The key of everything that the authors of packs wrote. All other words are the library's own."""

MAX_LISTED = 50
"""The most members of a list that a caller may ask for."""


@attrs.frozen(kw_only=True)
class ResultList:
    """A list of a result, best first.

    Attributes:
        members: All its members, as plain data.
        usual: The number that is shown where the caller names none.
        noun: Its members in the plural, such as ``helplines``.
    """

    members: Sequence[Any]
    usual: int
    noun: str

    def left_out(self, shown: int) -> str:
        """Say how many members are left out, and how to get them.

        Args:
            shown: The number of members in the result, fewer than there are.
        """
        more = f"{self.noun}: {len(self.members) - shown} more"
        if shown >= MAX_LISTED:
            return f"{more}; no call gives them, so ask for less, such as a smaller place."
        return f"{more}; ask with limit={min(len(self.members), MAX_LISTED)}."


@attrs.frozen(kw_only=True)
class ResultDraft:
    """The parts of a result.

    Attributes:
        danger: The emergency notice, which comes first.
        own: The library's own words, and codes of closed lists, by key.
        single: Texts of packs that are no list, by key.
        lists: Lists with texts of packs, the one that matters most first.
        blocks: The function that returns its view, danger first, from the number of members of
            each list that it may show.
    """

    danger: Mapping[str, Any]
    own: Mapping[str, Any] = attrs.field(factory=dict)
    single: Mapping[str, Any] = attrs.field(factory=dict)
    lists: Mapping[str, ResultList] = attrs.field(factory=dict)
    blocks: Callable[[Mapping[str, int]], Iterable[Block]]
