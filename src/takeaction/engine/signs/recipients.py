"""Recipients: a few referrals for each step, by place and role, for the people who saw a sign."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from takeaction.catalog.catalog import Catalog
from takeaction.engine.help.answer import Referral
from takeaction.engine.help.identity.originals import Trust, trusts
from takeaction.engine.help.matters import Matter, matter
from takeaction.engine.help.notices import independent_name
from takeaction.engine.help.referral import find_help
from takeaction.engine.signs.steps import Situation
from takeaction.models.question.languages import spoken_language
from takeaction.models.question.queries import HelpQuery
from takeaction.models.region import WORLD, Region
from takeaction.models.text import Text
from takeaction.vocabulary.contacts import PAGE_CHANNELS
from takeaction.vocabulary.needs import NeedTopic
from takeaction.vocabulary.records import Observer
from takeaction.vocabulary.resources import Audience, Purpose
from takeaction.vocabulary.signs import MINORS

_MOST_PER_PURPOSE = 3
"""The most referrals for one purpose: a longer list is a directory, which ``find_help`` gives."""

_OF_CHILDREN = frozenset({Purpose.CHILD, Purpose.ONLINE_SAFETY})

_AT_HOME = frozenset({NeedTopic.VIOLENCE_HOME, NeedTopic.CHILD_ABUSE})
"""Topics for which a line that knows trafficking comes after those of the topic."""

_BYSTANDERS = frozenset({Observer.BYSTANDER, Observer.EMPLOYER})
"""Observers who call a helpline as bystanders; all other witnesses call as professionals."""


def find_recipients(
    catalog: Catalog,
    situation: Situation,
    place: Region,
    languages: tuple[str, ...],
    at: datetime | None,
) -> tuple[Referral, ...]:
    """Find the referrals for the steps, in the order of the steps, each once.

    The lines for the topic of the signs come first, as ``ask`` lists them, behind those for
    children where a child may be concerned. Helplines for children are listed only there. A person
    who asks for themselves gets support, and lines that take reports only where nothing else is
    known.
    """

    def find(purpose: Purpose) -> list[Referral]:
        query = HelpQuery(
            place.code,
            spoken_language(languages),
            purpose=purpose,
            audience=_audience(situation),
        )
        answer = find_help(catalog, query, languages=languages, at=at)
        return [referral for referral in answer if _suits(referral, situation)][:_MOST_PER_PURPOSE]

    referrals = [referral for purpose in _purposes(situation) for referral in find(purpose)]
    referrals.sort(key=_is_labour_line_of_the_world)
    if situation.topics and not situation.only_conditions:
        topic = situation.topics[0]
        row = matter(topic)
        query = HelpQuery(
            place.code, spoken_language(languages), topic=topic, audience=_audience(situation)
        )
        of_topic = find_help(catalog, query, languages=languages, at=at)
        suited = [each for each in of_topic if _serves(each, row, situation)]
        suited = suited[:_MOST_PER_PURPOSE]
        children = _of_first_record(find(Purpose.CHILD)) if situation.is_child_concern else []
        general = [] if topic in _AT_HOME else find(Purpose.SUPPORT)
        if row.purposes[0] is Purpose.SUPPORT:
            ahead = [*general, *suited]
        elif _is_page(suited):  # a page never stands before a person
            ahead = [*_of_first_record(general), *suited]
        else:
            ahead = [*_of_first_record(suited), *_of_first_record(general), *suited]
        referrals = [*children, *ahead, *referrals]
    if situation.asks_for_self and not referrals:
        referrals += find(Purpose.REPORT)
    unique: dict[tuple[str, str], Referral] = {}
    for referral in referrals:
        unique.setdefault((referral.resource.id, referral.contact.id), referral)
    return tuple(unique.values())


def _of_first_record(referrals: list[Referral]) -> list[Referral]:
    return [each for each in referrals if each.resource.id == referrals[0].resource.id]


def _is_page(referrals: list[Referral]) -> bool:
    """Tell whether nobody answers: a page never stands before a person."""
    return bool(referrals) and referrals[0].contact.channel in PAGE_CHANNELS


def _serves(referral: Referral, row: Matter, situation: Situation) -> bool:
    """Tell whether a line serves the matter of the signs, and is for the person."""
    purposes = referral.resource.purposes
    may_be_child = situation.is_young or situation.person in MINORS
    is_meant = may_be_child or Purpose.CHILD not in purposes
    return is_meant and not purposes.isdisjoint({*row.purposes} - {Purpose.SUPPORT})


def trusted_name(
    catalog: Catalog, referrals: Iterable[Referral], place: Region, topic: NeedTopic | None
) -> Text | None:
    """Return the name of an independent line for the notice about danger, or None.

    It is of a pack that a person accepted, or of our own: the notice names nobody on the word of a
    stranger.
    """
    trust = catalog.once(trusts)
    known = (each for each in referrals if trust[each.resource.id] is not Trust.UNKNOWN)
    return independent_name(known, HelpQuery(place.code, topic=topic))


def is_helpline(referral: Referral) -> bool:
    """Tell whether a referral gives help; a line that only takes tips is no helpline."""
    return not referral.resource.purposes.isdisjoint({Purpose.SUPPORT, Purpose.CHILD})


def _purposes(situation: Situation) -> Iterator[Purpose]:
    """Yield the purposes of the referrals, in the order of the steps."""
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


def _is_labour_line_of_the_world(referral: Referral) -> bool:
    """Tell whether a line on rights at work is for the whole world: most are for one trade.

    Such a line comes after those that know the country.
    """
    resource = referral.resource
    return resource.regions == {WORLD} and Purpose.LABOUR_RIGHTS in resource.purposes


def _suits(referral: Referral, situation: Situation) -> bool:
    """Tell whether a referral suits.

    One for children, or against pictures of children, does only if a child may be concerned.
    """
    may_be_child = situation.is_young or situation.person in MINORS
    return may_be_child or _OF_CHILDREN.isdisjoint(referral.resource.purposes)


def _audience(situation: Situation) -> Audience:
    """Return the audience of the person who asks, as a helpline sees them."""
    if situation.is_young or (situation.asks_for_self and situation.person in MINORS):
        return Audience.CHILD
    if not situation.asks_for_self:
        return Audience.BYSTANDER if situation.role in _BYSTANDERS else Audience.PROFESSIONAL
    return Audience.WORKER if situation.may_be_labour_rights else Audience.SURVIVOR
