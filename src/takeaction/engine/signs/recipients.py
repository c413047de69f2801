"""Recipients: a few helplines for each step, by place and role, for the people who saw a sign."""

from collections.abc import Iterator
from datetime import datetime

from takeaction.catalog.catalog import Catalog
from takeaction.core_data import first_language_of
from takeaction.engine.help.answer import Help, HelpLine
from takeaction.engine.help.emergency import find_emergency
from takeaction.engine.help.referral import find_help, searched_places
from takeaction.engine.signs.steps import Situation
from takeaction.models.question.languages import spoken_language
from takeaction.models.question.queries import HelpQuery
from takeaction.models.region import WORLD, Region
from takeaction.vocabulary.records import Observer
from takeaction.vocabulary.resources import Audience, Purpose
from takeaction.vocabulary.signs import MINORS

_MOST_PER_PURPOSE = 3
"""The most helplines for one purpose: a longer list is a directory, which ``find_help`` gives."""

_OF_CHILDREN = frozenset({Purpose.CHILD, Purpose.ONLINE_SAFETY})

_BYSTANDERS = frozenset({Observer.BYSTANDER, Observer.EMPLOYER})
"""Observers who call a helpline as bystanders; all other witnesses call as professionals."""


def find_recipients(
    catalog: Catalog,
    situation: Situation,
    place: Region,
    languages: tuple[str, ...],
    at: datetime | None,
) -> Help:
    """Find the helplines for the steps, in the order of the steps, each once.

    Helplines for children are listed only where somebody may be a child. A person who asks for
    themselves gets support, and lines that take reports only where nothing else is known.
    """

    def find(purpose: Purpose) -> list[HelpLine]:
        query = HelpQuery(
            place.code,
            spoken_language(languages),
            purpose=purpose,
            audience=_audience(situation),
        )
        answer = find_help(catalog, query, languages=languages, at=at)
        return [line for line in answer if _suits(line, situation)][:_MOST_PER_PURPOSE]

    lines = [line for purpose in _purposes(situation) for line in find(purpose)]
    lines.sort(key=_is_labour_line_of_the_world)
    if situation.topic:
        query = HelpQuery(place.code, spoken_language(languages), topic=situation.topic)
        of_topic = find_help(catalog, query, languages=languages, at=at)
        is_minor = situation.is_young or situation.person in MINORS
        suited = [each for each in of_topic if is_minor or not _is_for_children(each)]
        children = lines[:1] if situation.is_child_concern else []
        lines = [*children, *find(Purpose.SUPPORT)[:1], *suited[:1], *lines]
    if situation.asks_for_self and not lines:
        lines += find(Purpose.REPORT)
    unique: dict[str, HelpLine] = {}
    for line in lines:
        unique.setdefault(line.resource.id, line)
    ways = (way for line in unique.values() for way in line.ways)
    return Help(
        lines=tuple(unique.values()),
        emergency=find_emergency(place, first_language_of(languages)),
        chain=searched_places(place, ways),
    )


def _is_for_children(line: HelpLine) -> bool:
    return Purpose.CHILD in line.resource.purposes


def is_helpline(line: HelpLine) -> bool:
    """Tell whether a line gives help; one that only takes tips does not."""
    return not line.resource.purposes.isdisjoint({Purpose.SUPPORT, Purpose.CHILD})


def _purposes(situation: Situation) -> Iterator[Purpose]:
    """Yield the purposes of the lines, in the order of the steps."""
    if situation.is_child_concern or (situation.is_young and not situation.only_context):
        yield Purpose.CHILD
    if situation.only_violence:
        yield Purpose.DOMESTIC_VIOLENCE
    if situation.asks_for_self and not situation.only_conditions:
        yield Purpose.SUPPORT
    if situation.may_be_labour_rights:
        yield Purpose.LABOUR_RIGHTS
    if situation.asks_for_self and situation.only_conditions:
        yield Purpose.SUPPORT
    if not situation.asks_for_self and not situation.only_context:
        yield from (Purpose.SUPPORT, Purpose.REPORT)


def _is_labour_line_of_the_world(line: HelpLine) -> bool:
    """Tell whether a line on rights at work is for the whole world: most are for one trade.

    Such a line comes after those that know the country.
    """
    resource = line.resource
    return resource.regions == {WORLD} and Purpose.LABOUR_RIGHTS in resource.purposes


def _suits(line: HelpLine, situation: Situation) -> bool:
    """Tell whether a line suits.

    One for children, or against pictures of children, does only if a child may be concerned.
    """
    may_be_child = situation.is_young or situation.person in MINORS
    return may_be_child or _OF_CHILDREN.isdisjoint(line.resource.purposes)


def _audience(situation: Situation) -> Audience:
    """Return the audience of the person who asks, as a helpline sees them."""
    if situation.is_young or (situation.asks_for_self and situation.person in MINORS):
        return Audience.CHILD
    if not situation.asks_for_self:
        return Audience.BYSTANDER if situation.role in _BYSTANDERS else Audience.PROFESSIONAL
    return Audience.WORKER if situation.may_be_labour_rights else Audience.SURVIVOR
