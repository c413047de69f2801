"""The answer of ``why_not``: closed gates, and a change of the profile that opens them.

It tells who an action is for and coaches nobody. There is no change where a gate depends on who
somebody is, where they are, or what they have done.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

import attrs

from takeaction.catalog import Catalog, unknown_record
from takeaction.core_data import language_of
from takeaction.engine.ranking.asker import look_up_asker
from takeaction.engine.ranking.factors import WEIGHTS
from takeaction.engine.ranking.gates import GATES, Change, answered_change, closed_gates
from takeaction.engine.ranking.ranking import arrange
from takeaction.engine.reasons import Reason
from takeaction.engine.serialization import Answer
from takeaction.errors import Fields
from takeaction.models.action import Action
from takeaction.models.question.arguments import check_moment, check_text, languages_of
from takeaction.models.question.profile import Profile, in_languages
from takeaction.privacy import confidential
from takeaction.value import facts
from takeaction.vocabulary.words import Several

if TYPE_CHECKING:  # describes JSON; no answer needs it
    from takeaction.engine.json_types import WhyNotData, WordsData


@attrs.frozen(kw_only=True, eq=False, repr=False)
class WhyNot(Answer["WhyNotData[str]", "WhyNotData[WordsData]"]):
    """Why an action is not listed, or its place if it is: the answer of ``why_not``.

    Attributes:
        action: The action.
        gates: Every closed gate, in order; empty if the action is listed.
        reasons: A sentence for each closed gate, without points.
        change: The smallest change of the profile that lists the action; None if it is listed, or
            if nothing that is up to the person would list it.
        rank: Its place in the whole list, from 1, now or after the change; None if it is not listed
            and there is no change.
        languages: The reader's languages, preferred first; texts are shown in them.
    """

    action: Action
    gates: tuple[str, ...] = attrs.field(metadata=facts(words=GATES))
    reasons: tuple[Reason, ...]
    change: Change | None
    rank: int | None
    languages: tuple[str, ...] = ("en",)

    _repr_names = ("action.id", "gates", "change", "rank")

    _json_names = ("action.id", "action.title", "gates", "reasons", "change", "rank")


@confidential
def why_not(
    catalog: Catalog,
    profile: Profile,
    action_id: str,
    *,
    languages: Several[str] | str | None = None,
    at: datetime | None = None,
) -> WhyNot:
    """Explain why an action is not listed for a person.

    Args:
        catalog: The source of the action.
        profile: The person who asks.
        action_id: ``pack:local``, the local id if only one record has it, or a former id.
        languages: The languages to answer in, BCP 47, most wanted first; one text is read as an
            Accept-Language value. None takes those of the profile.
        at: An aware moment, as for the other questions. No gate depends on it so far.

    Returns:
        Every closed gate with its reason, and the smallest change that lists the action. All
        values of a change come from the action and can be passed to ``Profile`` as they are.

    Raises:
        QueryError: *at* has no zone.
        UnknownWordError: There is no such action, or a word of the profile is in no list.

    Example:
        >>> answer = why_not(catalog, Profile(minutes=2), "community-actions:learn-the-basics")
        >>> answer.gates, answer.change
        (('minutes',), {'minutes': 15})
    """
    fields = Fields()
    person = fields.read(look_up_asker, catalog, profile)
    if isinstance(catalog, Catalog):
        action = fields.read(_find_action, catalog, action_id)
    reader = fields.read(in_languages, profile, languages)
    fields.read(check_moment, at)
    fields.raise_wrong(languages_of(reader or profile))
    profile = reader
    gates = closed_gates(action, person)
    change = answered_change(action, person)
    language = language_of(profile.languages)
    return WhyNot(
        action=action,
        gates=gates,
        reasons=tuple(
            Reason(
                code=f"gate.{gate}",
                slots=GATES[gate].slots(action, catalog, language),
                language=language,
            )
            for gate in gates
        ),
        change=change,
        rank=_rank(catalog, profile, change or {}, action) if change or not gates else None,
        languages=profile.languages,
    )


def _find_action(catalog: Catalog, id: str) -> Action:
    """Return the action with an id.

    Raises:
        UnknownWordError: No action has this id; the error has the nearest ids.
    """
    record = catalog.get(check_text(id, "action_id"))
    if isinstance(record, Action):
        return record
    raise unknown_record(catalog.actions.values(), id, "action_id")


def _rank(catalog: Catalog, profile: Profile, change: Change, action: Action) -> int:
    """Return the place of an action after a change of the profile, from 1."""
    fields: Mapping[str, Any] = change
    changed = attrs.evolve(profile, **fields)
    places, _ = arrange(catalog, look_up_asker(catalog, changed), WEIGHTS, None)
    return next(place for place, placed in enumerate(places, 1) if placed.action is action)
