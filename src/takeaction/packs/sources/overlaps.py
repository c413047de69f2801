"""Files that an installed distribution claims in the folder of another pack, or of this library.

An installer overwrites what is there. So a distribution whose record lists a file of somebody else
has replaced it, or can.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from takeaction.errors import Outcome, PackError, Where, plain, shown
from takeaction.packs.sources.files import CORE
from takeaction.packs.sources.record import RecordRow
from takeaction.vocabulary.codes import mistake

_CHOOSE = "remove the one that you trust less, and install the other one again."


class FileClaim(NamedTuple):
    """The files that the distribution of a pack claims.

    Attributes:
        id: The id of the pack.
        folder: The folder of the pack.
        distribution: The name of the distribution.
        rows: The files in its record.
    """

    id: str
    folder: str
    distribution: str | None
    rows: Sequence[RecordRow]


def find_overlaps(claims: Sequence[FileClaim]) -> list[PackError]:
    """Return a mistake for each side of each overlap of two distributions, one for each folder.

    Quarantine: of a pack whose distribution claims files of this library, the record of another
    distribution, or the ``pack.json`` of another pack; of both, where two claim one ``pack.json``
    for one id and only one can be right.
    """
    owners: dict[str, list[FileClaim]] = {}
    for claim in claims:
        owners.setdefault(claim.folder, []).append(claim)
    return [error for claim in claims for error in _overlaps_of(claim, owners)]


def _overlaps_of(claim: FileClaim, owners: dict[str, list[FileClaim]]) -> Iterator[PackError]:
    told: set[tuple[str, str | None]] = set()
    for row in sorted(claim.rows, key=lambda row: (not row.path.endswith("/pack.json"), row.path)):
        top = row.path.partition("/")[0]
        if (top == CORE or _is_foreign_info(top, claim)) and (top, None) not in told:
            told.add((top, None))
            yield _claims_too_much(claim, row.path, CORE if top == CORE else top.partition("-")[0])
        for owner in owners.get(top, ()):
            is_other = owner.distribution != claim.distribution
            if is_other and (top, owner.distribution) not in told:
                told.add((top, owner.distribution))
                yield from _overlap(claim, owner, row)


def _overlap(claim: FileClaim, owner: FileClaim, row: RecordRow) -> Iterator[PackError]:
    """Yield the mistakes of a claim to a file in the folder of another pack."""
    is_built = row.path == f"{owner.folder}/pack.json"
    owned = {own.path: own.hash for own in owner.rows}.get(row.path)
    if claim.folder == owner.folder:
        is_rival = is_built and claim.id == owner.id and row.hash != owned
        yield _two_owners(claim, owner, row.path, is_refused=is_rival)
        return
    problem = f"its distribution claims this file of the pack {shown(owner.id)}."
    outcome = Outcome.QUARANTINE if is_built else Outcome.WARN
    fix = _remove(plain(owner.distribution or owner.id))
    where = Where(claim.id, row.path)
    yield mistake("pack.foreign_file", problem, where, fix, outcome, claim.distribution)
    if owned is not None:
        yield _two_owners(owner, claim, row.path, is_refused=False)


def _is_foreign_info(folder: str, claim: FileClaim) -> bool:
    """Tell whether a folder is the ``dist-info`` of another distribution."""
    name = folder.partition("-")[0] if folder.endswith(".dist-info") else None
    return bool(name and claim.distribution and _plain(name) != _plain(claim.distribution))


def _plain(name: str) -> str:
    return re.sub("[-_.]+", "-", name).lower()


def _claims_too_much(claim: FileClaim, path: str, owner: str) -> PackError:
    problem = f"its distribution claims this file of {plain(owner)} itself."
    where, fix = Where(claim.id, path), _remove(plain(owner))
    outcome = Outcome.QUARANTINE
    return mistake("pack.foreign_file", problem, where, fix, outcome, claim.distribution)


def _two_owners(claim: FileClaim, other: FileClaim, path: str, *, is_refused: bool) -> PackError:
    name = plain(other.distribution or other.id)
    problem = f"two distributions claim this file: its own and {name}."
    outcome = Outcome.QUARANTINE if is_refused else Outcome.WARN
    where = Where(claim.id, path)
    return mistake("pack.two_owners", problem, where, _CHOOSE, outcome, claim.distribution)


def _remove(owner: str) -> str:
    return f"remove this distribution, and install {owner} again."
