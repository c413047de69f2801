"""One pack for each id: the one by path, or the one that the host prefers; then the total size."""

from collections.abc import Iterable, Mapping

from takeaction.errors import PackError, Where, plain
from takeaction.limits import Limits
from takeaction.models.pack import Header
from takeaction.packs.checking.pack import Checked
from takeaction.packs.merging import conflicts
from takeaction.vocabulary.codes import mistake

ChosenPacks = dict[str, tuple[Header, Checked]]
"""One pack for each id, with its header."""


def choose_packs(
    packs: list[Checked], prefer: Mapping[str, str], mistakes: list[PackError]
) -> ChosenPacks:
    """Choose one pack for each id, and none where several are equally good."""
    by_id: dict[str, list[Checked]] = {}
    for pack in packs:
        if pack.header is not None:
            by_id.setdefault(pack.header.id, []).append(pack)
    chosen: ChosenPacks = {}
    for id, rivals in by_id.items():
        best = _choose_one(id, rivals, prefer.get(id), mistakes)
        if best and best.header:
            chosen[id] = best.header, best
    return chosen


def _choose_one(
    id: str, rivals: list[Checked], distribution: str | None, mistakes: list[PackError]
) -> Checked | None:
    """Choose the one pack of an id, the one by path, or the one that the host prefers; else none.

    Args:
        id: The id.
        rivals: The packs of this id.
        distribution: The distribution that the host prefers for it, or None.
        mistakes: The packs that are left out are added to them.
    """
    if len(rivals) == 1:
        return rivals[0]
    candidates = prefer_paths(rivals)
    if len(candidates) == 1:
        replaced = _origins(pack for pack in rivals if pack is not candidates[0])
        problem = f"the pack given by path replaces the installed one ({replaced})."
        mistakes.append(conflicts.warning("pack.shadowed", problem, Where(id)))
        return candidates[0]
    from takeaction.packs.merging import preference  # rivals are rare

    preferred = preference.preferred_of(candidates, distribution)
    if len(preferred) == 1:
        mistakes += preference.report_left_out(id, preferred[0], candidates)
        return preferred[0]
    problem = f"{len(preferred)} packs have this id: {_origins(preferred)}."
    fix = preference.fix_for(id, preferred)
    mistakes.append(mistake("pack.duplicate_id", problem, Where(id), fix))
    return None


def prefer_paths(rivals: list[Checked]) -> list[Checked]:
    """Return the packs that were given by path, or all if none was.

    An author who tries a change names a folder on purpose, so a path goes before an installed pack.
    """
    return [pack for pack in rivals if pack.distribution is None] or rivals


def origin_of(pack: Checked) -> str:
    """Return the distribution that a pack comes from, or ``a path``."""
    return plain(pack.distribution) if pack.distribution else "a path"


def _origins(packs: Iterable[Checked]) -> str:
    return ", ".join(sorted(map(origin_of, packs)))


def leave_out_largest(chosen: ChosenPacks, limits: Limits, mistakes: list[PackError]) -> None:
    """Leave out packs, the largest first, until the others stay within the limit.

    So a large pack cannot crowd out a small one.
    """
    total = 0
    sizes = sorted((len(pack.records), id) for id, (_, pack) in chosen.items())
    for size, id in sizes:
        if total + size > limits.catalog_records:
            problem = f"it takes the total over the limit of {limits.catalog_records:,} records."
            fix = "raise catalog_records in Limits, or load fewer packs."
            mistakes.append(mistake("limit.records", problem, Where(id), fix))
            del chosen[id]
        else:
            total += size
