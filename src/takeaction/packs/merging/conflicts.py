"""Mistakes between packs that are merged. None of them costs a record."""

from collections.abc import Container, Iterable, Iterator, Mapping

from takeaction.errors import Outcome, PackError, Where, shown
from takeaction.models.action import Action
from takeaction.models.pack import Header
from takeaction.models.record import Record
from takeaction.models.resource import Resource
from takeaction.packs.rules import identity, links
from takeaction.vocabulary.codes import mistake


def warning(code: str, problem: str, where: Where, fix: str = "") -> PackError:
    """Return a mistake that only warns, even if its code usually costs a record."""
    return mistake(code, problem, where, fix, Outcome.WARN)


def limit_per_pack(errors: Iterable[PackError], limit: int) -> Iterator[PackError]:
    """Return the first mistakes of each pack, then the number of its others.

    Args:
        errors: In any order, which is kept.
        limit: The most mistakes to return for one pack.
    """
    counts: dict[str | None, int] = {}
    for error in errors:
        pack = error.where.pack
        counts[pack] = counts.get(pack, 0) + 1
        if counts[pack] <= limit:
            yield error
    for pack, count in counts.items():
        if count > limit:
            mistakes = f"{count - limit:,} more mistake{'s' * (count - limit > 1)}"
            problem = f"this pack and others have {mistakes} between them."
            yield warning("limit.mistakes", problem, Where(pack), "fix those above first.")


def find_look_alikes(ids: list[str]) -> Iterator[PackError]:
    """Find packs whose ids are easily mistaken for one another.

    Args:
        ids: In order.
    """
    for one, other in identity.look_alike_pairs(ids):
        problem = f"its id is easily mistaken for {shown(other)}."
        fix = "check that you know both publishers."
        yield warning("pack.look_alike", problem, Where(one), fix)


def find_unmet_requirements(packs: Mapping[str, Header]) -> Iterator[PackError]:
    """Find packs that require a missing pack, or require themselves in a circle."""
    loaded = {
        id: [required for required in header.requires if required in packs]
        for id, header in packs.items()
    }
    circular = set().union(*links.circles_in(loaded))
    for id, header in sorted(packs.items()):
        for required in header.requires:
            if required not in packs:
                problem = f"it requires the pack {shown(required)}, which is not loaded."
                yield warning("pack.requires", problem, Where(id), f"install {required}.")
        if id in circular:
            problem = "it requires itself, through the packs it requires."
            yield warning("pack.requires", problem, Where(id), "break the circle.")


def find_dangling_links(
    records: Mapping[str, Record], packs: Container[str], held_back: Container[str]
) -> Iterator[PackError]:
    """Find links to missing records of packs that are loaded.

    Args:
        records: The records of all packs, by full id.
        packs: The ids of the packs.
        held_back: The full ids of the records that a lock holds back: that is another mistake.
    """
    for record in records.values():
        for field, id, _ in links.references(record):
            owner = id.partition(":")[0]
            is_foreign = owner != record.pack and owner in packs
            if is_foreign and id not in records and id not in held_back:
                problem = f"there is no record {shown(id)}."
                where = Where(record.pack, record=record.local_id, field=field)
                yield warning("ref.missing", problem, where, "name another record.")


def find_circles(records: Iterable[Record]) -> Iterator[PackError]:
    """Find actions that come after themselves through other packs, so that nobody is shown them."""
    actions: dict[str, Action] = {
        record.id: record for record in records if isinstance(record, Action)
    }
    for action, fault in links.cycle_faults(actions):
        where = Where(action.pack, record=action.local_id, field=fault.field)
        yield warning(fault.code, fault.problem, where, fault.fix)


def find_contact_conflicts(records: Iterable[Record]) -> Iterator[PackError]:
    """Find phone numbers and hosts of several packs that contradict or resemble each other."""
    # They compare many values, and are needed only when somebody asks for the mistakes.
    from takeaction.packs.rules import host_conflicts
    from takeaction.packs.rules.numbers import conflicts

    resources = [record for record in records if isinstance(record, Resource)]
    for resource, fault in (
        *conflicts.conflicting_numbers(resources),
        *host_conflicts.look_alike_hosts(resources),
    ):
        where = Where(resource.pack, record=resource.local_id, field=fault.field)
        yield warning(fault.code, fault.problem, where, fault.fix)


def report_suppressed(records: Container[str], suppress: Mapping[str, str]) -> Iterator[PackError]:
    """Report each record that the host hides, and each that does not exist."""
    for id, reason in sorted(suppress.items()):
        where = Where(id.partition(":")[0], record=id.partition(":")[2])
        if id in records:
            problem = f"the host hides this record: {shown(reason)}."
            yield warning("host.suppressed", problem, where)
        else:
            problem = "the host hides this record, which does not exist."
            yield warning("host.suppressed", problem, where, "remove it from suppress.")
