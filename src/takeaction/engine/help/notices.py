"""Notices about a list of help, with advice where the list is empty or helps only some people.

All sentences are the core's own: no pack can change or hide them. They never name a number or an
organisation: these are in the list.
"""

from collections.abc import Iterable, Iterator

import attrs

from takeaction.core_data import Tongue, first_language_of, form_for, language_of
from takeaction.engine.help.answer import HUMAN, MOST_LINES, Referral
from takeaction.engine.help.identity import Trust
from takeaction.engine.help.order import RankedLine
from takeaction.engine.help.serving import (
    CHILD,
    WORRIED,
    HelpQuestion,
    is_made_for,
    may_end_a_life,
)
from takeaction.engine.reasons import Phrase, Reason, SlotValue
from takeaction.models.region import country_of, is_group, label_in_sentence, place_label
from takeaction.models.resource import Contact, Resource, knows_trafficking
from takeaction.models.text import Text
from takeaction.vocabulary.closed_words import Asks, Reach, Serves, Tells
from takeaction.vocabulary.contacts import ReferralState, SharedWith
from takeaction.vocabulary.needs import NeedTopic
from takeaction.vocabulary.resources import OperatorKind, Purpose

_ONLOOKERS = (None, Asks.OTHER, Asks.PROFESSIONAL)
"""Those who may be about to step in for somebody else; None, since nobody said."""

_MAY_FEAR_AUTHORITIES = (None, Asks.SELF, Asks.WORKER)
"""Those who may fear for their right to stay; None, since nobody said."""

_INDEPENDENT = (OperatorKind.NGO, OperatorKind.TRADE_UNION, OperatorKind.INTERGOVERNMENTAL)
"""Operators who are neither the police nor another part of the state."""


_AUTHORITIES = (SharedWith.POLICE, SharedWith.IMMIGRATION, SharedWith.GOVERNMENT)
"""The bodies that somebody who fears the police may not want to hear of them."""


_FIRST = frozenset({"help.unserved", "help.directory"})
"""The notices above the lines that more languages have, as they have the first sentences."""


class HelpFacts:
    """The facts about a list of help that its notices rest on.

    Attributes:
        question: The question with its matters.
        entries: The list.
        unserved: The topics that no line of the list serves.
        women_only: The topics for which the place has lines that take women and no men.
        unreachable: Whether a contact was left out since it does not work from the caller's
            place.
        has_child_line: Whether a line of the place is for children, on the list or not.
        left_out: Whether a line was left out that may return people to those they fled from.
        other_channel: Whether the list is empty only because of the channel asked for.
        other_purpose: Whether the list is empty only because of the purpose asked for.
        parts: The parts of this country that have further helplines, in order of code.
        referrals: The ways of the list.
        lines: The ways of the list without pages of the whole world, and without finders.
        country: The country of the place; None for a group of countries.
        is_for_child: Whether the help is for a child.
        may_end_a_life: Whether somebody may die.
        is_official: Whether police and other authorities are an answer that was asked for.
    """

    def __init__(  # noqa: PLR0913 - every fact that a notice may need
        self,
        *,
        question: HelpQuestion,
        entries: tuple[RankedLine, ...],
        unserved: tuple[NeedTopic, ...],
        women_only: frozenset[str],
        unreachable: bool,
        has_child_line: bool,
        left_out: bool,
        other_channel: bool,
        other_purpose: bool,
        parts: tuple[str, ...],
    ) -> None:
        self.question = question
        self.entries = entries
        self.unserved = unserved
        self.women_only = women_only
        self.unreachable = unreachable
        self.has_child_line = has_child_line
        self.left_out = left_out
        self.other_channel = other_channel
        self.other_purpose = other_purpose
        self.parts = parts
        self.referrals = tuple(way.referral for entry in entries for way in entry.ways)
        self.lines = tuple(
            way.referral
            for entry in entries
            if not (entry.is_page and (entry.is_finder or entry.best.is_of_the_world))
            for way in entry.ways
        )
        self.country = country_of(question.place.code)
        purpose = question.query.purpose
        self.is_for_child = question.who in (CHILD, WORRIED) or purpose is Purpose.CHILD
        self.may_end_a_life = may_end_a_life(question.about, question.matters)
        self.is_official = purpose in (Purpose.EMERGENCY, Purpose.REPORT)


def notices_for(facts: HelpFacts, language: str, first_language: str) -> tuple[Reason, ...]:
    """Return the notices about a list in order; the traces of a call come last.

    A question for the emergency number gets neither advice nor regret: its answer is the notice.

    Args:
        facts: The facts about the list.
        language: The language of the notices.
        first_language: That of the first sentences, which more languages have.
    """
    parts = {str(label): label for label in map(place_label, facts.parts)}
    slots = {"help.parts": {"regions": tuple(parts.values())}}
    codes = [code for code, applies in (*_regrets(facts), *_obstacles(facts)) if applies]
    return (
        *(attrs.evolve(each, language=first_language) for each in _human_sentence(facts.question)),
        *(
            attrs.evolve(each, language=first_language if each.code in _FIRST else language)
            for each in _about_matters(facts)
        ),
        *(Reason(code=code, slots=slots.get(code, {}), language=language) for code in codes),
    )


def _human_sentence(question: HelpQuestion) -> Iterator[Reason]:
    """Yield the sentence that comes first, by matter; none where nothing is known of the need.

    It names neither the harm nor who did it: somebody may read over a shoulder.
    """
    rows = question.matters
    is_first = any("first" in row.flags for row in rows[:1])
    is_exploited = any(row.flags & {"profit", "held"} for row in rows)  # they can't just not pay
    kept = [row for row in rows if "kept" in row.flags and not (is_first or is_exploited)]
    listens = rows[-1:] if question.about.listen and not is_first else ()
    row = next(iter((*listens, *kept, *rows)), None)
    if not row or not row.sentence:
        return
    yield Reason(code=form_for(f"{HUMAN}{row.sentence}", is_child=question.who == CHILD))


def _about_matters(facts: HelpFacts) -> Iterator[Reason]:
    """Say which matters no line serves, and what stands in the place of one."""
    if facts.unserved and facts.country:
        for line in _missing_lines(facts):
            slots: dict[str, SlotValue] = {
                "lines": Phrase(line, Text("")),
                "place": label_in_sentence(facts.question.place.code),
            }
            yield Reason(code="help.unserved", slots=slots)
        first = facts.entries[0] if facts.entries else None
        is_directory = first and first.is_finder and not first.is_general
        if first and is_directory and first.best.is_of_the_world:
            yield Reason(code="help.directory")
    consulates = (Purpose.CONSULAR in entry.resource.purposes for entry in facts.entries)
    if facts.question.matters and any(consulates):
        yield Reason(code="help.own_government")


def _missing_lines(facts: HelpFacts) -> Iterable[str]:
    """Return the codes of the words for lines that are missing, each once.

    Where nobody said what it is about, no kind of line is missing. A man whom the lines for women
    don't take reads that none takes men. Whoever finds only such a line, made for the matter, reads
    in it for whom it is. Where no line is known for anybody, that is said.
    """
    rows = facts.question.matters
    numbers = {row.name: number for number, row in enumerate(rows)}
    for_women = (each for each in facts.entries[:1] if Serves.WOMEN in each.resource.for_whom)
    of_women = {
        number
        for entry in for_women
        for number in entry.service.matters
        if knows_trafficking(entry.resource) or is_made_for(entry.resource, rows[number])
    }
    left_out = facts.women_only if Serves.MEN in facts.question.about.person else frozenset()
    codes = []
    for topic in facts.unserved:
        number = numbers[topic]
        if rows[number].purposes[0] is Purpose.CHILD:
            codes.append("unserved.children")
        elif topic in left_out:
            codes.append("unserved.men")
        elif topic is not NeedTopic.OTHER and number not in of_women:  # the line says it is theirs
            codes.append(f"unserved.{topic.replace('-', '_')}")
    return dict.fromkeys(codes)


def translator_notices(languages: Iterable[str]) -> tuple[Reason, ...]:
    """Say which pack has translated the first sentences, if it wasn't us."""
    tongue, wish = first_language_of(languages), language_of(languages)
    if not isinstance(tongue, Tongue):
        return ()
    return (Reason(code="help.translated", slots={"pack": tongue.pack}, language=wish),)


def _regrets(facts: HelpFacts) -> Iterator[tuple[str, bool]]:
    """Yield what the list lacks or who answers it, and advice where no line on it gives help."""
    lines, asks, is_for_child = facts.lines, facts.question.about.asks, facts.is_for_child
    is_emergency = facts.question.query.purpose is Purpose.EMERGENCY
    if not is_emergency:
        yield from _absence(facts)
        # The list does not serve everybody, where a reader could expect it to.
        code = "help.no_child_line" if lines else "help.no_child_line_at_all"
        yield code, is_for_child and not facts.has_child_line
        lacks_support = _lacks_support(facts)
        yield "help.no_support", lacks_support
        yield "help.only_reports", lacks_support and any(each.only_reports for each in lines)
        # Police or the state answer, where a reader may have to fear them.
        is_enforcement = bool(lines) and all(each.is_enforcement for each in lines)
        is_governmental = not is_enforcement and _is_governmental(facts)
        yield "help.enforcement", is_enforcement
        if not facts.may_end_a_life:  # then an ambulance has to know where they are
            yield "help.government", is_governmental
            is_other = not is_enforcement and not is_governmental and not is_for_child
            yield "help.inspector", is_other and _has_inspectorate(facts)
            yield "help.state_run", _is_state_alone(facts)
        yield "help.only_for", _is_restricted(facts)
        is_wide = bool(facts.country and lines) and all(is_group(each.via) for each in lines)
        yield "help.several_countries", is_wide
    # A line was left out for the sake of the person, or nobody knows whose it is.
    is_feared = any("family" in row.feared[:1] for row in facts.question.matters[:1])
    yield "help.left_out", facts.left_out
    code = form_for("help.returns_unknown", is_child=facts.question.who == CHILD)
    yield code, is_feared and any(_may_tell_family(x.resource) for x in lines)
    yield "help.resembles", any(each.resembles for each in facts.referrals)
    is_writer = facts.question.who != WORRIED and asks in (None, Asks.SELF)
    # The sentence that comes first has told a child who needs help all but this.
    is_told = facts.question.who == CHILD and bool(facts.question.about.topics)
    is_told = is_told and not facts.question.about.listen
    yield "young.adult" if is_told else "young.tell", is_for_child and is_writer
    limits = (_lacks_support, _is_restricted, _is_governmental, _is_state_alone)
    is_limited = not lines or any(is_limited(facts) for is_limited in limits)
    yield "help.instead", is_limited and not is_emergency
    is_onlooker = asks in _ONLOOKERS and not facts.question.about.stop
    yield "help.calm", is_limited and not is_emergency and is_onlooker


def _absence(facts: HelpFacts) -> Iterator[tuple[str, bool]]:
    """Yield why the list is empty, and whether a wider question would fill it: the first counts."""
    reasons = {
        "help.no_country": facts.country is None,
        "help.pages": bool(facts.referrals),
        "help.other_channel": facts.other_channel,
        "help.other_purpose": facts.other_purpose,
        "help.none": not facts.unreachable and not facts.left_out,
    }
    if not facts.lines:
        yield from [(code, True) for code, applies in reasons.items() if applies][:1]


def _may_tell_family(resource: Resource) -> bool:
    """Whether nobody knows that a line keeps from a family where somebody is."""
    is_known = all(contact.tells and contact.tells.family for contact in resource.contacts)
    return resource.returns_people is None and not is_known


def _obstacles(facts: HelpFacts) -> Iterator[tuple[str, bool]]:
    """Yield obstacles of place, language and hours, and the traces that a call or a page leaves."""
    referrals, query = facts.referrals, facts.question.query
    contacts = [referral.contact for referral in referrals]
    yield "help.unreachable", facts.unreachable
    is_abroad = query.calling_from is not None
    yield "help.abroad", is_abroad and any(referral.reachable is None for referral in referrals)
    yield "help.parts", bool(facts.parts)
    is_known = all(contact.languages or contact.interpreter for contact in contacts)
    is_asked = bool(referrals) and query.spoken is not None
    code = "help.language" if is_known else "help.language_unknown"
    yield code, is_asked and not any(referral.language for referral in referrals)
    states = {referral.state for referral in referrals}
    yield "help.closed", states == {ReferralState.CLOSED}
    yield "help.holidays", any(map(_follows_timetable, referrals))
    # Somebody may hear or read what they do: this is said before any number.
    is_watched = facts.question.about.reach is Reach.TEXT
    yield "trace.device", is_watched and bool(referrals)
    yield "trace.bill", any(referral.may_show_on_bill for referral in referrals)
    yield "trace.history", not is_watched and any(contact.url for contact in contacts)


def independent_name(entries: tuple[RankedLine, ...], question: HelpQuestion) -> Text | None:
    """Return the name of the first line, if it is known to be no part of the police or the state.

    It is the line that the danger notice names, and the first that is listed: nobody who is afraid
    has to choose between two. Somebody answers there. It is for everybody, serves the matter, is
    not known to be closed now, nor to tell the authorities what it hears without asking. A name
    with a digit is passed over: no pack may put a number into the emergency notice, and none that
    nobody accepted may put a name there.
    """
    is_feared = question.about.careful or any("careful" in row.flags for row in question.matters)
    if not is_feared or not entries or not _is_independent(entries[0]):
        return None
    name = entries[0].resource.name
    return None if _has_digit(name) else name


def _is_independent(entry: RankedLine) -> bool:
    resource = entry.resource
    return (
        entry.best.trust is not Trust.UNKNOWN
        and resource.operator_kind in _INDEPENDENT
        and resource.only_for is None
        and not entry.is_page
        and not entry.is_general
        and not entry.is_closed
        and all(not _tells_authorities(contact) for contact in resource.contacts)
    )


def _tells_authorities(contact: Contact) -> bool:
    """Whether a contact is known to tell the authorities without asking."""
    tells = contact.tells
    if tells and Tells.ALWAYS in (tells.police, tells.immigration, tells.home_state):
        return True
    return not contact.shares_with.isdisjoint(_AUTHORITIES)


def _has_digit(name: Text) -> bool:
    """Whether a name, or a translation of it, has a digit of any script."""
    names = (name.source, *(words.text for words in name.translations))
    return any(character.isnumeric() for text in names for character in text)


def _follows_timetable(referral: Referral) -> bool:
    """Whether open or closed comes from a weekly timetable, without holidays."""
    hours = referral.contact.hours
    return hours is not None and not hours.always and referral.state is not ReferralState.UNCERTAIN


def _lacks_support(facts: HelpFacts) -> bool:
    """Whether an adult who wants help gets only lines for reports or for children."""
    if facts.is_official or facts.is_for_child:
        return False
    return bool(facts.lines) and all(
        referral.only_reports or referral.resource.is_only_for_children for referral in facts.lines
    )


def _is_governmental(facts: HelpFacts) -> bool:
    """Whether somebody who may fear the authorities gets nobody independent of them."""
    may_fear = facts.question.about.asks in _MAY_FEAR_AUTHORITIES
    if facts.is_for_child or facts.is_official or not may_fear:
        return False
    return bool(facts.lines) and all(
        referral.is_enforcement or referral.resource.operator_kind is OperatorKind.GOVERNMENT
        for referral in facts.lines
    )


def _is_state_alone(facts: HelpFacts) -> bool:
    """Whether only the state serves, and its confidentiality is not known."""
    helping = [entry for entry in facts.entries if not entry.is_page and not entry.is_general]
    return (
        not facts.is_official
        and bool(helping)
        and all(entry.is_unchecked_state for entry in helping)
    )


def _has_inspectorate(facts: HelpFacts) -> bool:
    """Whether a worker may call an inspectorate of which nobody knows who it tells."""
    if not any("inspectors" in row.flags for row in facts.question.matters):
        return False
    return any(
        referral.resource.operator_kind is OperatorKind.GOVERNMENT
        and Purpose.LABOUR_RIGHTS in referral.resource.purposes
        and not referral.contact.shares_with
        and not (referral.contact.tells and referral.contact.tells.immigration)
        for entry in facts.entries[:MOST_LINES]  # what is true of others is one more fear
        for referral in (way.referral for way in entry.ways)
    )


def _is_restricted(facts: HelpFacts) -> bool:
    """Whether every helpline is only for some people and no other notice says so."""
    if facts.is_for_child or _lacks_support(facts):
        return False
    return bool(facts.lines) and all(referral.resource.only_for for referral in facts.lines)
