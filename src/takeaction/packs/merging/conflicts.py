"""What is wrong with several packs being together. None of it costs a record."""

from collections.abc import Container, Iterable, Iterator, Mapping

from takeaction.codes import mistake
from takeaction.errors import Outcome, PackError, Where, shown
from takeaction.models.action import Action
from takeaction.models.pack import Header
from takeaction.models.record import Record
from takeaction.models.resource import Resource
from takeaction.packs.rules import identity, links


def warning(code: str, problem: str, where: Where, fix: str = "") -> PackError:
    """Make a mistake that costs nothing."""
    return mistake(code, problem, where, fix, Outcome.WARN)


def bounded(errors: Iterable[PackError], most: int) -> Iterator[PackError]:
    """Return the mistakes of each pack up to a bound, and how many more there are."""
    met: dict[str | None, int] = {}
    for error in errors:
        pack = error.where.pack
        met[pack] = met.get(pack, 0) + 1
        if met[pack] <= most:
            yield error
    for pack, times in met.items():
        if times > most:
            problem = f"this pack has {times - most:,} more mistakes with others."
            yield warning("limit.mistakes", problem, Where(pack), "fix those above first.")


def look_alikes(ids: list[str]) -> Iterator[PackError]:
    """Find packs whose ids are easily taken for one another.

    Args:
        ids: In order.
    """
    for one, other in identity.look_alikes(ids):
        problem = f"its id is easily taken for {shown(other)}."
        fix = "make sure that you know both publishers."
        yield warning("pack.look_alike", problem, Where(one), fix)


def requirements(packs: Mapping[str, Header]) -> Iterator[PackError]:
    """Find packs that need one that is not there, or need themselves."""
    needs = {
        id: [each for each in header.requires if each in packs] for id, header in packs.items()
    }
    circular = set().union(*links.circles_in(needs))
    for id, header in sorted(packs.items()):
        for needed in header.requires:
            if needed not in packs:
                problem = f"it needs the pack {shown(needed)}, which is not there."
                yield warning("pack.requires", problem, Where(id), f"install {needed}.")
        if id in circular:
            problem = "it needs itself, by way of the packs it needs."
            yield warning("pack.requires", problem, Where(id), "break the circle.")


def dangling(records: Mapping[str, Record], packs: Container[str]) -> Iterator[PackError]:
    """Find references into other packs that are there but have no such record."""
    for record in records.values():
        for field, id, _ in links.references(record):
            owner = id.partition(":")[0]
            if owner != record.pack and owner in packs and id not in records:
                problem = f"there is no {shown(id)}."
                where = Where(record.pack, record=record.local_id, field=field)
                yield warning("ref.missing", problem, where, "name another record.")


def circles(records: Iterable[Record]) -> Iterator[PackError]:
    """Find actions that come after themselves by way of other packs: nobody will be shown them."""
    actions: dict[str, Action] = {each.id: each for each in records if isinstance(each, Action)}
    for action, fault in links.cycles(actions):
        where = Where(action.pack, record=action.local_id, field=fault.field)
        yield warning(fault.code, fault.problem, where, fault.fix)


def conflicts(records: Iterable[Record]) -> Iterator[PackError]:
    """Find numbers of several packs that contradict each other."""
    from takeaction.packs.rules import conflict

    resources = [record for record in records if isinstance(record, Resource)]
    for resource, fault in conflict.conflicts(resources):
        where = Where(resource.pack, record=resource.local_id, field=fault.field)
        yield warning(fault.code, fault.problem, where, fault.fix)


def suppressed(records: Container[str], suppress: Mapping[str, str]) -> Iterator[PackError]:
    """Tell of each record that the host hides, and of each that is not there to be hidden."""
    for id, reason in sorted(suppress.items()):
        where = Where(id.partition(":")[0], record=id.partition(":")[2])
        if id in records:
            yield warning("host.suppressed", f"the host hides it: {shown(reason)}.", where)
        else:
            problem = "the host hides it, and it is not there."
            yield warning("host.suppressed", problem, where, "take it out of suppress.")
