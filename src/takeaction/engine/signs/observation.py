"""The observation of a witness: the signs that its ids name, or all unknown ids in one error."""

from collections.abc import Iterable, Mapping

import attrs

from takeaction.catalog.catalog import Catalog
from takeaction.engine.signs.weighing import can_count
from takeaction.errors import QueryError, Unknown, UnknownWordError
from takeaction.models.indicator import Indicator
from takeaction.models.question import as_words, check_text
from takeaction.vocabulary.records import Observer, Status, WordKind
from takeaction.vocabulary.signs import When, WhenWord
from takeaction.vocabulary.words import Several, closed_word, find_closed_word, nearest

_YOUTH_ROLE = "youth"

_MOST_SUGGESTED = 10
"""The most unknown ids that get suggestions: whoever has more gave another kind of list."""


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Observation:
    """The signs that were seen or ruled out, each once and in order of id.

    Attributes:
        signs: Signs that were seen and may count.
        context: Context that was seen: only who or where somebody is.
        retired: Signs that were seen and have left their list.
        ruled_out: Signs that were ruled out and not seen.
        is_contradictory: Whether a sign was both seen and ruled out.
        is_dangerous: Whether a sign of danger was seen that is not over.
        is_undated: Whether nobody said when a sign of danger was seen.
    """

    signs: tuple[Indicator, ...]
    context: tuple[Indicator, ...]
    retired: tuple[Indicator, ...]
    ruled_out: tuple[Indicator, ...]
    is_contradictory: bool
    is_dangerous: bool
    is_undated: bool


@attrs.frozen(eq=False, repr=False)
class Witness:
    """The person who asks about signs.

    Attributes:
        observer: The kind of observer: it decides which signs such a person can come to know.
        is_young: Whether the role is one of people under 18.
    """

    observer: Observer
    is_young: bool = False


def observe(
    catalog: Catalog,
    observed: Several[str],
    not_observed: Several[str],
    when: Mapping[str, WhenWord] | None,
) -> Observation:
    """Look up the signs that somebody saw or ruled out.

    Raises:
        UnknownWordError: Some ids are not those of signs, and all of them are named; or a time is
            none of now, past, unknown.
        QueryError: An argument is no list, or *when* no mapping.
    """
    lookup = _Lookup(catalog)
    observed_signs = lookup.signs(as_words(observed, "observed"), "observed")
    ruled_out = lookup.signs(as_words(not_observed, "not_observed"), "not_observed")
    times_by_id = _times_by_id(when)
    dated = lookup.signs(tuple(times_by_id), "when")
    lookup.raise_unknown()
    times = _latest_times(dated, times_by_id.values())
    observed_ids = {sign.id for sign in observed_signs}
    signs = tuple(
        sign for sign in observed_signs if can_count(sign) and sign.status is not Status.RETIRED
    )
    danger_times = [times.get(sign.id, When.UNKNOWN) for sign in signs if sign.immediate_danger]
    return Observation(
        signs=_unique(signs),
        context=_unique(sign for sign in observed_signs if not can_count(sign)),
        retired=_unique(
            sign for sign in observed_signs if can_count(sign) and sign.status is Status.RETIRED
        ),
        ruled_out=_unique(sign for sign in ruled_out if sign.id not in observed_ids),
        is_contradictory=any(sign.id in observed_ids for sign in ruled_out),
        is_dangerous=any(time is not When.PAST for time in danger_times),
        is_undated=When.UNKNOWN in danger_times,
    )


def find_witness(catalog: Catalog, role: str) -> Witness:
    """Return the witness with a role: the name of an observer, or a word for a role.

    Raises:
        UnknownWordError: It is neither.
    """
    written = check_text(role, "role").strip()
    observer = find_closed_word(Observer, written)
    if observer is not None:
        return Witness(observer)
    try:
        word = catalog.words.find(WordKind.ROLE, written, "role")
    except UnknownWordError as error:
        near = (*nearest(written, Observer), *error.nearest)
        raise UnknownWordError("role", 0, tuple(dict.fromkeys(near))[:3]) from None
    return Witness(word.observer or Observer.BYSTANDER, is_young=word.id == _YOUTH_ROLE)


class _Lookup:
    """A look-up of ids that collects the unknown ones, to name them all in one error."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._unknown: list[Unknown] = []

    def signs(self, ids: tuple[str, ...], field: str) -> list[Indicator]:
        """Return the sign of each known id; for a sign that was replaced, its successor."""
        signs = []
        for position, id in enumerate(ids):
            sign = self._sign(id.strip().casefold())
            if sign is None:
                self._unknown.append((field, position, self._nearest(id)))
            else:
                signs.append(sign)
        return signs

    def raise_unknown(self) -> None:
        """Raise one error for all unknown ids, if there are any."""
        if self._unknown:
            (field, position, near), *further = self._unknown
            raise UnknownWordError(field, position, near, tuple(further))

    def _sign(self, id: str) -> Indicator | None:
        record = self._catalog.get(id)
        successor_id = record.replaced_by if record else None
        successor = self._catalog.get(successor_id) if successor_id else None
        sign = successor or record
        return sign if isinstance(sign, Indicator) else None

    def _nearest(self, id: str) -> tuple[str, ...]:
        """Return the nearest ids; none after the first few unknown ones, since each takes long."""
        if len(self._unknown) >= _MOST_SUGGESTED:
            return ()
        full_ids = {full_id.partition(":")[2]: full_id for full_id in self._catalog.indicators}
        return tuple(full_ids[near] for near in nearest(id.rpartition(":")[2], full_ids))


def _times_by_id(when: Mapping[str, WhenWord] | None) -> dict[str, When]:
    if when is None:
        return {}
    if not isinstance(when, Mapping) or not all(isinstance(id, str) for id in when):
        problem = "Write when as a mapping of ids to now, past or unknown."
        raise QueryError("query.when", problem, "when")
    return {
        id: closed_word(When, check_text(when[id], "when"), "when", position)
        for position, id in enumerate(as_words(when, "when"))
    }


def _latest_times(signs: Iterable[Indicator], times: Iterable[When]) -> dict[str, When]:
    """Return the time of each sign by id; of two times of one sign, the one that is not over."""
    latest: dict[str, When] = {}
    for sign, time in zip(signs, times, strict=True):
        if latest.get(sign.id, When.PAST) is When.PAST:
            latest[sign.id] = time
    return latest


def _unique(signs: Iterable[Indicator]) -> tuple[Indicator, ...]:
    """Return each sign once, in order of id."""
    return tuple(sorted({sign.id: sign for sign in signs}.values(), key=lambda sign: sign.id))
