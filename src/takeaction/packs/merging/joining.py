"""Records of all packs together: with their patches, without what is hidden or taken back."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from takeaction.errors import PackError
from takeaction.lazy import Lazy
from takeaction.models.amendments.added import Added
from takeaction.models.record import Record
from takeaction.packs.merging import conflicts
from takeaction.packs.merging.choice import ChosenPacks
from takeaction.packs.merging.former_ids import (
    current_ids_of,
    group_by_former_id,
    with_current_links,
)

if TYPE_CHECKING:
    from takeaction.packs.merging.withdrawal import Withdrawals


class Joined:
    """The records of all packs with their patches, what these added, and the mistakes."""

    def __init__(
        self, records: dict[str, Record], added: dict[str, Added], mistakes: list[PackError]
    ) -> None:
        self.records = records
        self.added = added
        self.mistakes = mistakes


def join_records(
    chosen: ChosenPacks,
    suppress: Mapping[str, str],
    withdrawals: "Withdrawals | None",
    limit: int,
) -> Joined:
    """Join the records of all packs, add the patches, and find the mistakes between packs."""
    from takeaction.packs.merging import patches  # only once somebody asks for so much

    mistakes: list[PackError] = []
    originals = _records_of(chosen)
    by_former_id = group_by_former_id(originals)
    current_ids = current_ids_of(by_former_id)
    records = with_current_links(originals, current_ids)
    added: dict[str, Added] = {}
    patch_mistakes = (
        error
        for id, (_, pack) in sorted(chosen.items())
        for patch in sorted(pack.patches, key=lambda patch: patch.target)
        for error in patches.add_patch(
            records, added, patches.retarget(patch, current_ids), id, chosen
        )
    )
    mistakes += conflicts.limit_per_pack(patch_mistakes, limit)
    held_back = frozenset().union(*(pack.held_back for _, pack in chosen.values()))
    dangling_links = conflicts.find_dangling_links(records, chosen, held_back)
    mistakes += conflicts.limit_per_pack(dangling_links, limit)
    mistakes += conflicts.limit_per_pack(conflicts.find_circles(records.values()), limit)
    mistakes += conflicts.report_suppressed({**by_former_id, **records}, suppress)
    if withdrawals:
        mistakes += withdrawals.mistakes(without_hidden(chosen, suppress, None, records), limit)
    return Joined(records, added, mistakes)


def has_patches(chosen: ChosenPacks) -> bool:
    """Tell whether one of the packs adds to another."""
    return any(pack.patches for _, pack in chosen.values())


def patched_records(chosen: ChosenPacks, joined: Lazy[Joined]) -> Mapping[str, Record]:
    """Return the records with their patches; without patches, skip the search for mistakes."""
    if has_patches(chosen):
        return joined().records
    records = _records_of(chosen)
    # The links of a single pack already follow its own former ids.
    current_ids = current_ids_of(group_by_former_id(records)) if len(chosen) > 1 else {}
    return with_current_links(records, current_ids)


def _records_of(chosen: ChosenPacks) -> dict[str, Record]:
    """Return the records of all packs by full id, without patches."""
    return {id: record for _, pack in chosen.values() for id, record in pack.records.items()}


def without_hidden(
    chosen: ChosenPacks,
    suppress: Mapping[str, str],
    withdrawals: "Withdrawals | None",
    records: Mapping[str, Record],
) -> Mapping[str, Record]:
    """Return the records that nobody hides or has taken back, in order of id."""
    hidden = _hidden_ids(chosen, suppress) if suppress else frozenset()
    remaining = {id: records[id] for id in sorted(records) if id not in hidden}
    return withdrawals.remaining(remaining) if withdrawals else remaining


def _hidden_ids(chosen: ChosenPacks, suppress: Mapping[str, str]) -> frozenset[str]:
    """Return the ids that the host hides; a former id hides every record that had it."""
    by_former_id = group_by_former_id(_records_of(chosen))
    return frozenset(suppress).union(*(by_former_id.get(id, ()) for id in suppress))
