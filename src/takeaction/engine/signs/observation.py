"""The observation of a witness: the signs that its ids name, or all unknown ids in one error."""

from collections.abc import Iterable, Mapping

import attrs

from takeaction.catalog import Catalog
from takeaction.engine.signs.weighing import can_count
from takeaction.errors import Fields, UnknownWordError, read_each, refused
from takeaction.models.indicator import Indicator
from takeaction.models.question.arguments import as_words, check_text
from takeaction.models.word import ROLES_OF_THOSE_CONCERNED
from takeaction.vocabulary.records import Observer, Status, WordKind
from takeaction.vocabulary.signs import When, WhenWord
from takeaction.vocabulary.words import (
    ClosedLabel,
    Several,
    closed_word,
    find_closed_word,
    nearest,
)

_YOUTH_ROLE = "youth"


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
        may_be_self: Whether people in the role often ask about themselves.
    """

    observer: Observer
    is_young: bool = False
    may_be_self: bool = False


def observe(
    catalog: Catalog,
    observed: Several[str],
    not_observed: Several[str],
    when: Mapping[str, WhenWord] | None,
) -> Observation:
    """Look up the signs that somebody saw or ruled out.

    Raises:
        UnknownWordError: Some ids of one argument are not those of signs, and it has all of them;
            or a time is none of now, past, unknown.
        QueryError: An argument is no list, or *when* no mapping.
        QueryErrors: Several arguments are wrong.
    """
    fields = Fields()
    observed_signs = fields.read(_find_signs, catalog, observed, "observed")
    ruled_out = fields.read(_find_signs, catalog, not_observed, "not_observed")
    times_by_id = fields.read(_times_by_id, when)
    dated = fields.read(_find_signs, catalog, times_by_id or (), "when")
    fields.raise_wrong()
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
        observers = {near: ClosedLabel("Observer", near) for near in nearest(written, Observer)}
        labels = {**observers, **error.labels}
        near = tuple(dict.fromkeys((*observers, *error.nearest)))[:3]
        raise UnknownWordError("role", 0, near, labels=labels) from None
    return Witness(
        word.observer or Observer.BYSTANDER,
        is_young=word.id == _YOUTH_ROLE,
        may_be_self=word.id in ROLES_OF_THOSE_CONCERNED,
    )


def _find_signs(catalog: Catalog, ids: Several[str], field: str) -> tuple[Indicator, ...]:
    """Return the sign with each id; for a sign that was replaced, its successor.

    Raises:
        UnknownWordError: Some ids are not those of signs.
        QueryError: It is no list.
    """

    def find_sign(id: str, field: str, position: int, suggest: bool) -> Indicator:  # noqa: FBT001 - see read_each
        record = catalog.get(id.strip().casefold())
        successor = catalog.get(record.replaced_by) if record and record.replaced_by else None
        sign = successor or record
        if isinstance(sign, Indicator):
            return sign
        signs = {sign.local_id: sign for sign in catalog.indicators.values()} if suggest else {}
        near = [signs[name] for name in nearest(id.rpartition(":")[2], signs)]
        labels = {sign.id: sign.label for sign in near}
        raise UnknownWordError(field, position, tuple(labels), labels=labels)

    return read_each(find_sign, as_words(ids, field), field)


def _times_by_id(when: Mapping[str, WhenWord] | None) -> dict[str, When]:
    if when is None:
        return {}
    if not isinstance(when, Mapping) or not all(isinstance(id, str) for id in when):
        raise refused("query.when", "when", "when")
    ids = as_words(when, "when")
    times = (check_text(time, "when") for time in when.values())
    return dict(zip(ids, read_each(_find_time, times, "when"), strict=True))


def _find_time(time: str, field: str, position: int, suggest: bool) -> When:  # noqa: FBT001 - see read_each
    return closed_word(When, time, field, position, suggest=suggest)


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
