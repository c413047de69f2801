"""Recipients: a few helplines for each step, by place and role, for the people who saw a sign."""

from collections.abc import Iterator
from datetime import datetime

import attrs

from takeaction.catalog import Catalog
from takeaction.engine.help.answer import Help, HelpLine
from takeaction.engine.help.referral import find_help
from takeaction.engine.signs.steps import Situation
from takeaction.models.question.about import MOST_TOPICS, About
from takeaction.models.question.arguments import spoken_language
from takeaction.models.question.queries import HelpQuery
from takeaction.models.region import WORLD, Region
from takeaction.vocabulary.closed_words import Asks, ChildConcerned, NeedTopic, Serves
from takeaction.vocabulary.records import Observer
from takeaction.vocabulary.resources import Purpose
from takeaction.vocabulary.signs import MINORS

_MOST_PER_PURPOSE = 3
"""The most lines for one purpose: a longer list is a directory, which ``find_help`` gives."""

_AT_HOME = frozenset({NeedTopic.VIOLENCE_HOME, NeedTopic.CHILD_ABUSE})
"""Topics for which a line that knows trafficking comes after those of the topic."""

_UNNAMED = frozenset({Serves.DEAF, Serves.NATIONALS, Serves.REFUGEES, Serves.SEAFARERS})
"""Groups that no sign names."""

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

    The lines that serve the matter of the signs come first, as ``ask`` lists them; then those for
    the steps. Lines that only take reports are listed for somebody who asks for themselves only
    where nothing else is known.
    """

    def find(about: About, purpose: Purpose | None = None) -> Help:
        query = HelpQuery(place.code, spoken_language(languages), purpose=purpose, about=about)
        return find_help(catalog, query, languages=languages, at=at)

    def for_step(purpose: Purpose) -> list[HelpLine]:
        suited = [line for line in find(about, purpose) if _suits(line, situation)]
        return [line for line in suited if _is_apt(line, purpose)][:_MOST_PER_PURPOSE] or (
            suited[:1] if purpose is Purpose.SUPPORT else []
        )

    about = _about(situation)
    answer = find(about)
    serving = [line for line in answer if not line.is_general and _suits(line, situation)]
    lines = serving[:_MOST_PER_PURPOSE] if about.topics or about.child else []
    if about.topics and not about.child and not _AT_HOME.intersection(about.topics):
        lines[:0] = for_step(Purpose.SUPPORT)[:1]  # signs are those of exploitation first
    steps = [line for purpose in _purposes(situation) for line in for_step(purpose)]
    lines += sorted(steps, key=_is_labour_line_of_the_world)
    if situation.asks_for_self and not lines:
        lines = for_step(Purpose.REPORT)
    unique = {line.resource.id: line for line in reversed(lines)}
    listed = tuple(unique[id] for id in dict.fromkeys(line.resource.id for line in lines))
    return attrs.evolve(answer, lines=listed, notices=(), parts=())


def _about(situation: Situation) -> About:
    """Return what the signs say of the need."""
    is_writer = situation.is_young or (situation.asks_for_self and situation.person in MINORS)
    is_about_child = situation.person in MINORS and not situation.only_context
    other = Asks.OTHER if situation.role in _BYSTANDERS else Asks.PROFESSIONAL
    own = Asks.WORKER if situation.may_be_labour_rights else Asks.SELF
    return About(
        () if situation.only_conditions else situation.topics[:MOST_TOPICS],
        child=(
            ChildConcerned.WRITER if is_writer else ChildConcerned.OTHER if is_about_child else None
        ),
        asks=own if situation.asks_for_self else other,
    )


def is_helpline(line: HelpLine) -> bool:
    """Tell whether a line gives help; one that only takes tips does not."""
    return not line.resource.purposes.isdisjoint({Purpose.SUPPORT, Purpose.CHILD})


def _purposes(situation: Situation) -> Iterator[Purpose]:
    """Yield the purposes of the lines, in the order of the steps."""
    if situation.is_child_concern or (situation.is_young and not situation.only_context):
        yield Purpose.CHILD
    if situation.asks_for_self and not situation.only_conditions:
        yield Purpose.SUPPORT
    is_last = not situation.asks_for_self and situation.has_means
    if situation.may_be_labour_rights and not is_last:
        yield Purpose.LABOUR_RIGHTS
    if situation.asks_for_self and situation.only_conditions:
        yield Purpose.SUPPORT
    if not situation.asks_for_self and not situation.only_context:
        yield from (Purpose.SUPPORT, Purpose.REPORT)
    if situation.may_be_labour_rights and is_last:
        yield Purpose.LABOUR_RIGHTS


def _is_labour_line_of_the_world(line: HelpLine) -> bool:
    """Tell whether a line on rights at work is for the whole world: most are for one trade.

    Such a line comes after those that know the country.
    """
    resource = line.resource
    return resource.regions == {WORLD} and Purpose.LABOUR_RIGHTS in resource.purposes


def _is_apt(line: HelpLine, purpose: Purpose) -> bool:
    """Tell whether a line for a step is about no matter that the signs don't name.

    A crisis line is support as well, and a page against pictures of children takes reports. Nor is
    it only for a group that nobody named, such as seafarers.
    """
    resource = line.resource
    is_of_pictures = purpose is not Purpose.CHILD and Purpose.ONLINE_SAFETY in resource.purposes
    is_another = is_of_pictures or resource.is_about_another_matter({purpose})
    return not is_another and _UNNAMED.isdisjoint(resource.serves)


def _suits(line: HelpLine, situation: Situation) -> bool:
    """Tell whether a line suits: one for children does only if a child may be concerned."""
    may_be_child = situation.is_young or situation.person in MINORS
    resource = line.resource
    is_for_children = Purpose.CHILD in resource.purposes or resource.is_only_for_children
    return may_be_child or not is_for_children
