"""What somebody saw: ids looked up in a catalog, each unknown one named."""

from collections.abc import Iterable, Mapping

import attrs

from takeaction.catalog import Catalog
from takeaction.engine.signs.weighing import counts
from takeaction.errors import QueryError, Unknown, UnknownWordError
from takeaction.models.indicator import Indicator
from takeaction.models.question import text, words
from takeaction.vocabulary import Observer, Status, WordKind, closed, nearest
from takeaction.vocabulary.signs import When

_YOUTH = "youth"


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Observation:
    """What was seen and what was not, each sign once and in order of ids.

    Attributes:
        signs: The signs that were seen and may count.
        context: What was seen and is only who or where somebody is.
        gone: What was seen and is no longer on its list.
        unseen: What was ruled out, and not seen.
        both: Whether something was both seen and ruled out.
        danger: Whether a sign of danger was seen that is not over.
        undated: Whether nobody said of one of these when it was.
    """

    signs: tuple[Indicator, ...]
    context: tuple[Indicator, ...]
    gone: tuple[Indicator, ...]
    unseen: tuple[Indicator, ...]
    both: bool
    danger: bool
    undated: bool


@attrs.frozen(eq=False, repr=False)
class Witness:
    """Who asks.

    Attributes:
        observer: What such a person can come to know.
        young: Whether it is the role of somebody under 18.
    """

    observer: Observer
    young: bool = False


def observe(
    catalog: Catalog,
    observed: Iterable[str],
    not_observed: Iterable[str],
    when: Mapping[str, str] | None,
) -> Observation:
    """Look up what somebody saw.

    Raises:
        UnknownWordError: One id or more is that of no sign; all of them are named. Or a time is
            none of now, past, unknown.
        QueryError: An argument is no list, or *when* no mapping.
    """
    found = _Lookup(catalog)
    seen = found.signs(words(observed, "observed"), "observed")
    unseen = found.signs(words(not_observed, "not_observed"), "not_observed")
    times = _times(when)
    dated = found.signs(tuple(times), "when")
    found.refuse()
    known = _latest(dated, times.values())
    signs = tuple(each for each in seen if counts(each) and each.status is not Status.RETIRED)
    dangers = [known.get(each.id, When.UNKNOWN) for each in signs if each.immediate_danger]
    return Observation(
        signs=_once(signs),
        context=_once(each for each in seen if not counts(each)),
        gone=_once(each for each in seen if counts(each) and each.status is Status.RETIRED),
        unseen=_once(each for each in unseen if each not in seen),
        both=any(each in seen for each in unseen),
        danger=any(time is not When.PAST for time in dangers),
        undated=When.UNKNOWN in dangers,
    )


def witness(catalog: Catalog, role: str) -> Witness:
    """Return who asks, by the name of an observer or by the word for a role.

    Raises:
        UnknownWordError: It is neither.
    """
    written = text(role, "role").strip()
    if written.casefold() in set(Observer):
        return Witness(closed(Observer, written, "role"))
    try:
        word = catalog.words.find(WordKind.ROLE, written, "role")
    except UnknownWordError as error:
        near = (*nearest(written, Observer), *error.nearest)
        raise UnknownWordError("role", 0, tuple(dict.fromkeys(near))[:3]) from None
    return Witness(word.observer or Observer.BYSTANDER, young=word.id == _YOUTH)


class _Lookup:
    """Looks up ids, and keeps those that are unknown until all are known."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._unknown: list[Unknown] = []

    def signs(self, ids: tuple[str, ...], field: str) -> list[Indicator]:
        """Return the sign of each id; one that was replaced is the one that replaced it."""
        found = []
        for position, id in enumerate(ids):
            sign = self._sign(id.strip().casefold())
            if sign is None:
                self._unknown.append((field, position, self._nearest(id)))
            else:
                found.append(sign)
        return found

    def refuse(self) -> None:
        """Refuse what is unknown, all of it at once."""
        if self._unknown:
            (field, position, near), *others = self._unknown
            raise UnknownWordError(field, position, near, tuple(others))

    def _sign(self, id: str) -> Indicator | None:
        found = self._catalog.get(id)
        newer = self._catalog.get(found.replaced_by) if found and found.replaced_by else None
        sign = newer or found
        return sign if isinstance(sign, Indicator) else None

    def _nearest(self, id: str) -> tuple[str, ...]:
        local = {each.partition(":")[2]: each for each in self._catalog.indicators}
        return tuple(local[each] for each in nearest(id.rpartition(":")[2], local))


def _times(when: Mapping[str, str] | None) -> dict[str, When]:
    if when is None:
        return {}
    if not isinstance(when, Mapping) or not all(isinstance(id, str) for id in when):
        problem = "Write when as a mapping of ids to now, past or unknown."
        raise QueryError("query.when", problem, "when")
    return {
        id: closed(When, text(time, "when"), "when", position)
        for position, (id, time) in enumerate(when.items())
    }


def _latest(signs: Iterable[Indicator], times: Iterable[When]) -> dict[str, When]:
    """Return the time of each sign; of two times of one sign the one that is not over."""
    known: dict[str, When] = {}
    for sign, time in zip(signs, times, strict=True):
        if known.get(sign.id, When.PAST) is When.PAST:
            known[sign.id] = time
    return known


def _once(signs: Iterable[Indicator]) -> tuple[Indicator, ...]:
    return tuple(sorted({each.id: each for each in signs}.values(), key=lambda sign: sign.id))
