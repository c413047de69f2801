"""Ask: the question that plain words ask, and its answer, with help first for a need.

Everything happens here, in this process: no network, no model, nothing kept. The words themselves
are in no answer, error or log. A question back is one thing that would make the answer better,
never proof.
"""

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING

import attrs

from takeaction.catalog import Catalog, check_catalog
from takeaction.core_data import first_language_of, read, with_tongues
from takeaction.engine.ask.slots import TextSlot, first, place_inside, slots_in, values
from takeaction.engine.hearing.hearing import Heard, hear
from takeaction.engine.help.answer import Help
from takeaction.engine.help.emergency import emergency_of, find_emergency
from takeaction.engine.help.need import closing_line
from takeaction.engine.help.referral import find_help, raise_with_danger
from takeaction.engine.help.serving import matter
from takeaction.engine.ranking.answer import Recommendations
from takeaction.engine.ranking.ranking import recommend
from takeaction.engine.reasons import CodedText, IdentifiedText, Reason, coded, say
from takeaction.engine.search.answer import Hits
from takeaction.engine.search.search import excerpt, search
from takeaction.engine.serialization import Answer
from takeaction.engine.shopping.answer import PurchaseAdvice
from takeaction.engine.shopping.destination import DestinationAdvice, check_destination
from takeaction.engine.shopping.sourcing import check_purchase
from takeaction.engine.signs.weighing import askable_signs, concept_of
from takeaction.errors import Fields
from takeaction.limits import Limits
from takeaction.models.indicator import Indicator
from takeaction.models.question.arguments import as_region, check_moment, check_text, read_languages
from takeaction.models.question.profile import Profile
from takeaction.models.question.queries import NOTHING, About, HelpQuery, PurchaseQuery, as_about
from takeaction.models.region import (
    WORLD,
    Region,
    country_of,
    is_group,
    label_in_sentence,
    part_name,
    place_label,
    region_written,
)
from takeaction.models.region import region as region_of
from takeaction.models.text import ShownText, Text
from takeaction.privacy import confidential
from takeaction.vocabulary.closed_words import Asks, ChildConcerned, Listen, Stops
from takeaction.vocabulary.needs import NEED_INTENTS, Intent, NeedTopic, Sureness
from takeaction.vocabulary.records import Observer
from takeaction.vocabulary.resources import Purpose
from takeaction.vocabulary.signs import Person
from takeaction.vocabulary.words import Several, fold

if TYPE_CHECKING:
    from takeaction.engine.json_types import NextQuestionData, ReplyData, WordsData


@attrs.frozen(kw_only=True, eq=False, repr=False)
class NextQuestion(Answer["NextQuestionData[str]", "NextQuestionData[WordsData]"]):
    """A question back, which nobody has to answer.

    Attributes:
        id: ``where``, ``part``, ``home`` (the country somebody comes from), ``minutes``,
            ``goods``, ``destination`` or ``what``.
        text: The question.
        options: Answers to choose from, each an id and a text; empty where any answer will do.
            Those of ``where``, for a name of several places, and of ``part`` are codes of
            places, in lower case as all ids.
    """

    id: str
    text: ShownText
    options: tuple[tuple[str, ShownText], ...] = ()

    @property
    def _options(self) -> tuple[IdentifiedText, ...]:
        """Answers to choose from; empty where any answer will do."""
        return tuple(IdentifiedText(id, text) for id, text in self.options)

    _json_names = ("id", "text", "_options as options")


HELPED = frozenset({Intent.NEED_SELF, Intent.NEED_OTHER, Intent.FIND_LINE, Intent.REPORT})
HELPED |= {Intent.OTHER_HARM, Intent.OTHER_TROUBLE, Intent.UNKNOWN, Intent.SIGNS}
"""The intents answered with help first: words that were not understood may be a need too."""


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Reply(Answer["ReplyData[str]", "ReplyData[WordsData]"]):
    """The answer of ``ask``, with help first. Nothing in it repeats what was typed.

    It is a guess from words and says nothing about a person: no verdict, and no probability.

    Attributes:
        intent: The likely wish of the writer.
        sure: How sure it is that somebody may need help. ``maybe`` for distress without a harm
            that was named: then a line that listens is offered, and no topic.
        topics: The topics of a need, most likely first, at most three; empty without one.
        danger: Whether somebody may be hurt right now.
        writer_child: Whether the writer says that they are under 18.
        concerns_child: Whether a child is spoken of.
        truncated: Whether the text was so long that only its beginning and its end were read.
        messages: The library's own sentences to show first, in order.
        slots: Facts that the text says: codes and numbers, and their positions in it.
        help: Help for the first topic and the place, with the emergency notice; never empty where
            a pack has any line.
        signs: Signs to confirm, at most eight; none of them is ticked.
        recommendations: What the writer can do, where they ask for that; else None.
        purchase: What is known of the goods, where the text is about buying; else None.
        destination: What is known of the country, where the text is about a journey; else None.
        hits: Records that have the words, where the text asks for knowledge or was not understood;
            else None.
        question: A question back, which nobody has to answer; or None.
        about: What is known of the need: hand it to ``find_help`` or ``ask`` with the place that
            somebody adds.
        closing: The last line of every answer: a way to help, for any reader.
        languages: The languages of the texts, most wanted first.
    """

    intent: Intent
    sure: Sureness
    topics: tuple[NeedTopic, ...]
    danger: bool
    writer_child: bool
    concerns_child: bool
    truncated: bool
    messages: tuple[Reason, ...]
    slots: tuple[TextSlot, ...]
    help: Help
    signs: tuple[Indicator, ...]
    recommendations: Recommendations | None
    purchase: PurchaseAdvice | None
    destination: DestinationAdvice | None
    hits: Hits | None
    question: NextQuestion | None
    about: About
    closing: ShownText
    languages: tuple[str, ...] = ("en",)

    def __repr__(self) -> str:
        return f"Reply(intent={self.intent.value!r}, …)"

    @property
    def _messages(self) -> tuple[CodedText, ...]:
        """The library's own sentences to show first, in order."""
        return coded(self.messages)

    @property
    def _signs(self) -> tuple[IdentifiedText, ...]:
        """Signs to confirm, at most eight; none of them is ticked."""
        return tuple(
            IdentifiedText(sign.id, sign.text.shown(self.languages)) for sign in self.signs
        )

    _json_names = (  # danger comes first
        *("help", "intent", "sure", "topics", "danger", "writer_child", "concerns_child"),
        *("truncated", "_messages as messages", "slots", "_signs as signs", "recommendations"),
        *("purchase", "destination", "hits", "question", "closing", "about"),
    )


_OF_NO_COUNTRY = frozenset({"help.no_country", "help.pages"})
"""The notices of an answer without a country, which lines of two don't need."""

_USUAL_MINUTES = 30
"""The minutes of somebody who does not say how long they have."""

_MOST_ACTIONS = 5
_GOES_ON = frozenset({Intent.UNKNOWN, Intent.FIND_LINE, Intent.LEARN, Intent.TRAVEL})
"""The intents of a few words that may only add a place to what was said before."""

_SHORTEST_NAME, _LONGEST_NAME = 4, 60
"""The letters of a text that may be a name of a place: "me" is no answer of Montenegro."""

_MOST_HITS = 10
_MOST_GUESSES = 3
"""The most records that may answer what was not understood."""


_SEARCHED = frozenset({Intent.LEARN, Intent.UNKNOWN, Intent.FIND_LINE, Intent.SIGNS})
"""The intents that records by word may answer."""


@confidential
def ask(  # noqa: PLR0913 - the question, and what was said before
    catalog: Catalog,
    text: str,
    *,
    region: str | None = None,
    about: About | None = None,
    languages: Several[str] | str | None = None,
    at: datetime | None = None,
) -> Reply:
    """Answer plain words: what somebody thinks, asks or fears, in any of eleven languages.

    Args:
        catalog: The records.
        text: The words of a person. Empty, long or strange texts are answered too; of a long one
            the first and the last 1,000 characters are read (``Limits.question_characters``).
        region: The place where help is needed, if the host knows it; it counts before a place in
            the text. Empty: no place was said.
        about: What an earlier answer understood (``Reply.about``), so that "in Kenya" after
            "my boss has my passport" still has to do with the passport.
        languages: The languages of the answer, BCP 47, most wanted first; one text is read as an
            Accept-Language value. None takes the language of the text.
        at: An aware moment, to list open helplines first.

    Returns:
        What was understood, and the answer of that question. In doubt it is a need, with help
        first. The same words give the same answer. Nothing in it repeats them.

    Raises:
        QueryError: *text* is no text, or *at* has no zone. What to do in danger is in its
            ``emergency``.
        UnknownWordError: The region is in no list.

    Example:
        >>> reply = ask(catalog, "my boss has my passport", region="US-TX")
        >>> reply.intent.value, [topic.value for topic in reply.topics][:1]
        ('need-self', ['documents'])
    """
    fields = Fields()
    fields.read(check_catalog, catalog)
    typed = fields.read(check_text, text, "text", most=None)
    place = None if region in (None, "") else fields.read(as_region, region, "region")
    earlier = fields.read(as_about, about)
    wish = fields.read(read_languages, languages, ())
    at = fields.read(check_moment, at)
    raise_with_danger(fields, place, wish or ("en",))
    parts = excerpt(typed, catalog.question_characters)
    heard = hear(parts)
    slots = slots_in(catalog, typed, parts, heard)
    asked = _Asked(
        catalog=catalog,
        parts=parts,
        heard=heard,
        earlier=earlier or NOTHING,
        slots=slots,
        inside=place_inside(typed, slots),
        region=place,
        languages=with_tongues(
            wish or tuple(dict.fromkeys((heard.language or "en", "en"))), catalog.tongues
        ),
        at=at,
    )
    return asked.reply()


@confidential
def is_need(text: str) -> bool:
    """Whether somebody who needs help may have written this.

    It errs towards help: some who are shown where help is do not need it. It says nothing about a
    person, and no decision about anybody may rest on it.

    Args:
        text: The words of a person; of a long text the first and last 1,000 characters are read.

    Raises:
        QueryError: *text* is no text.

    Example:
        >>> is_need("my boss has my passport"), is_need("us passport photo size")
        (True, False)
    """
    typed = check_text(text, "text", most=None)
    return hear(excerpt(typed, Limits().question_characters)).is_need


class _Asked:
    """A question in plain words, and its likely meaning."""

    def __init__(  # noqa: PLR0913 - the question
        self,
        *,
        catalog: Catalog,
        parts: tuple[str, ...],
        heard: Heard,
        earlier: About,
        slots: tuple[TextSlot, ...],
        inside: str | None,
        region: Region | None,
        languages: tuple[str, ...],
        at: datetime | None,
    ) -> None:
        self.catalog = catalog
        self.parts = parts
        self.heard = heard
        self.slots = slots
        self.region = region
        self.languages = languages
        self.language = first_language_of(languages)
        self.at = at
        # A few words after a need, such as a place, belong to it; "the UK" is all of a place.
        is_after_need = bool(earlier.topics or earlier.stop or earlier.child or earlier.listen)
        text = fold(" ".join(parts))
        is_name = _SHORTEST_NAME <= len(text) <= _LONGEST_NAME
        named = region_written(text) if is_after_need and is_name else None
        self.intent, self.sure = heard.intent, heard.sure
        is_placed = heard.intent is Intent.OTHER_TROUBLE and first(slots, "region") is not None
        goes_on = heard.intent in _GOES_ON or is_placed or named is not None
        if is_after_need and (heard.sure is Sureness.MAYBE or (goes_on and not heard.is_need)):
            is_other = earlier.asks is Asks.OTHER
            self.intent = Intent.NEED_OTHER if is_other else Intent.NEED_SELF
            self.sure = Sureness.MAYBE if earlier.listen else Sureness.SURE
            if earlier.stop:
                self.intent = Intent.OTHER_HARM
            if earlier.listen is Listen.TROUBLE:
                self.intent = Intent.OTHER_TROUBLE
        self.is_need = heard.is_need or self.intent in NEED_INTENTS
        said = str(first(slots, "region") or WORLD)
        is_finer = region is not None and country_of(said) == region.code
        self.place = (not is_finer and (region or named)) or region_of(said)
        self.choices = self._choices(inside)
        # Somebody who writes of others is seldom where these are.
        self.is_far = self.intent is Intent.NEED_OTHER and self.place.code in self.choices
        self.about = _known(heard, slots, earlier)

    def reply(self) -> Reply:
        """Answer it."""
        about = self.about
        help_ = self._help()
        others = tuple(notice for notice in help_.notices if notice not in help_.human)
        is_need = self.is_need or bool(about.topics or about.stop or about.listen)
        human = help_.human if is_need else ()  # nobody hurt a child who wants to volunteer
        help_ = attrs.evolve(help_, notices=others)
        question = self._next_question(help_.parts)
        if not question and self.intent in NEED_INTENTS and _may_ask_home(about, help_):
            code = "ask.home" if self.intent is Intent.NEED_SELF else "ask.home_of_other"
            question = NextQuestion(id="home", text=say(code, self.language))
        return Reply(
            intent=self.intent,
            sure=self.sure,
            topics=() if about.listen else about.topics,
            danger=self.heard.danger,
            writer_child=about.child is ChildConcerned.WRITER,
            concerns_child=about.child is not None,
            truncated=len(self.parts) > 1,
            messages=(*human, *self._messages(human)),
            slots=self.slots,
            help=help_,
            signs=_likely_signs(self.catalog, self.heard),
            recommendations=self._recommendations(),
            purchase=self._purchase(),
            destination=self._destination(),
            hits=self._hits(),
            question=question,
            about=about,
            closing=closing_line(help_, self.languages),
            languages=self.languages,
        )

    def _choices(self, inside: str | None) -> tuple[str, ...]:
        """Return the places of which one is meant; none where it is certain, or nobody knows.

        They are those that a name may mean, or the place of the host and another where the text
        says that somebody is.
        """
        here = country_of(self.place.code)
        if here is None:
            return values(self.slots, "maybe_region")
        if inside is None or country_of(inside) == here or self.intent not in NEED_INTENTS:
            return ()
        return self.place.code, inside

    def _help(self) -> Help:
        """Return help for the place; for each of those that may be meant, the first line."""

        def find(code: str) -> Help:
            query = HelpQuery(code, about=self.about)
            return find_help(self.catalog, query, languages=self.languages, at=self.at)

        choices = self.choices
        if not choices:
            return find(self.place.code)
        found = list(map(find, choices))
        help_ = found[0] if country_of(self.place.code) else find(WORLD)
        firsts = (line for each in found for line in each[:1] if not is_group(line.via))
        known = {line.resource.id: line for line in (*firsts, *help_)}
        places = list(map(region_of, choices))
        return attrs.evolve(
            help_,
            lines=tuple(known.values()),
            emergency=find_emergency(places[-1], self.language, self.about, calling_from=self.place)
            if self.is_far
            else emergency_of(places, self.language, self.about),
            notices=tuple(each for each in help_.notices if each.code not in _OF_NO_COUNTRY),
        )

    def _next_question(self, parts: tuple[str, ...]) -> NextQuestion | None:
        """Return the question whose answer would help most, or None.

        Args:
            parts: The codes of the parts of the place that have more helplines.
        """
        if self.intent in _HELP and self.choices:  # such as Manchester, which several places have
            return NextQuestion(
                id="where",
                text=say("ask.which", self.language),
                options=_places(self.choices, self.language),
            )
        id = _id(self.intent, self.slots, has_region=self.place.code != WORLD)
        if id is None and parts and self.intent in _HELP:
            text = say("ask.part", self.language)
            return NextQuestion(id="part", text=text, options=_places(parts, self.language))
        if id is None:
            return None
        wants = _WANTS if id == "what" else ()
        options = tuple((want, say(f"ask.{want}", self.language)) for want in wants)
        return NextQuestion(id=id, text=say(f"ask.{id}", self.language), options=options)

    def _messages(self, human: tuple[Reason, ...]) -> Iterator[Reason]:
        for code, applies in self._sentences({reason.code for reason in human}):
            if applies:
                yield Reason(code=code, language=self.language)
        place = first(self.slots, "region")
        if place is not None and not self.region:
            slots = {"place": label_in_sentence(str(place))}
            yield Reason(code="reply.place", slots=slots, language=self.language)

    def _sentences(self, said: set[str]) -> Iterator[tuple[str, bool]]:
        """Yield the codes of sentences in order, each with whether to say it."""
        is_child = self.about.child is ChildConcerned.WRITER and self.is_need
        yield "reply.other_harm", self.about.stop is Stops.OTHER
        yield "reply.unknown", self.intent is Intent.UNKNOWN
        yield "reply.greeting", self.intent is Intent.GREETING
        yield "reply.nobody_reads", "anyonethere" in self.heard.concepts
        yield "reply.private", "private" in self.heard.concepts
        yield "reply.child", is_child and "human.child_tells" not in said
        yield "label.only_ends", len(self.parts) > 1

    def _recommendations(self) -> Recommendations | None:
        if self.intent is not Intent.ACT:
            return None
        minutes = first(self.slots, "minutes")
        profile = Profile(
            minutes=minutes if isinstance(minutes, int) else _USUAL_MINUTES,
            skills=values(self.slots, "skills"),
            roles=values(self.slots, "role"),
            region=self.place.code,
            languages=self.languages,
            age="youth" if self.heard.writer_child else "adult",
        )
        return recommend(self.catalog, profile, limit=_MOST_ACTIONS, at=self.at)

    def _purchase(self) -> PurchaseAdvice | None:
        goods = values(self.slots, "goods")
        if self.intent is not Intent.PURCHASE or not goods:
            return None
        ships_to = None if self.place.code == WORLD else self.place.code
        query = PurchaseQuery(goods, ships_to=ships_to)
        return check_purchase(self.catalog, query, languages=self.languages, at=self.at)

    def _destination(self) -> DestinationAdvice | None:
        country = country_of(self.place.code)
        if self.intent is not Intent.TRAVEL or country is None:
            return None
        return check_destination(self.catalog, country, languages=self.languages, at=self.at)

    def _hits(self) -> Hits | None:
        """Return the records that have the words, for a question about knowledge."""
        text = " ".join(self.parts)
        if self.intent not in _SEARCHED or not fold(text):
            return None
        most = _MOST_GUESSES if self.intent is Intent.UNKNOWN else _MOST_HITS
        return search(self.catalog, text, limit=most, languages=self.languages, at=self.at)


def _known(heard: Heard, slots: tuple[TextSlot, ...], earlier: About) -> About:
    """Return the need as heard, joined with the need as said before."""
    home, caller = first(slots, "home"), first(slots, "asker_region")
    language = first(slots, "language")
    said = About(
        calling_from=None if caller is None else str(caller),
        home=None if home is None else country_of(str(home)),
        language=None if language is None else str(language),
    )
    about = heard.about
    if earlier.asks and {*about.topics} <= {NeedTopic.OTHER}:
        # "I am in Texas" is about the writer, and still about the person who needs help.
        about = attrs.evolve(about, asks=None)
    return about.joined(said).joined(earlier)


# The next question


_HELP = frozenset({Intent.NEED_SELF, Intent.NEED_OTHER, Intent.FIND_LINE, Intent.REPORT})
_HELP |= {Intent.OTHER_TROUBLE}
_WANTS = ("need", "signs", "act", "purchase")
"""The ids of what somebody may want, where nothing was understood."""


def _may_ask_home(about: About, help_: Help) -> bool:
    """Whether the consulate of the own country may help where nobody else answers, or the state.

    Nobody who may fear their own country is asked which it is.
    """
    is_wanted = any(Purpose.CONSULAR in matter(topic).purposes for topic in about.topics[:1])
    if not is_wanted or about.home or about.careful or about.listen or about.child:
        return False
    is_state = any(notice.code == "help.state_run" for notice in help_.notices)
    return is_state or not help_ or help_[0].resource.is_page


def _places(codes: Collection[str], language: str) -> tuple[tuple[str, ShownText], ...]:
    """Return places to choose from; parts of several countries each with its country."""
    is_wide = len({*map(country_of, codes)}) > 1
    return tuple((code.lower(), _place(code, language, is_wide=is_wide)) for code in codes)


def _place(code: str, language: str, *, is_wide: bool) -> ShownText:
    label, country = place_label(code), country_of(code)
    if is_wide and country and country != code and part_name(code):
        label = Text(f"{label} ({region_of(country).label.pick((language,))})")
    return label.shown((language,))


def _id(intent: Intent, slots: tuple[TextSlot, ...], *, has_region: bool) -> str | None:
    if intent in (Intent.UNKNOWN, Intent.GREETING):
        return "what"
    if intent is Intent.TRAVEL and not has_region:
        return "destination"
    if intent in _HELP and not has_region:
        return "where"
    if intent is Intent.ACT and first(slots, "minutes") is None:
        return "minutes"
    if intent is Intent.PURCHASE and first(slots, "goods") is None:
        return "goods"
    return None


# Likely signs: a few signs that somebody may confirm, from what was heard. None is ticked.
#
# ``data/phrases/signs.json`` has the concepts of signs for each concept of hearing.


_MOST = 8

_ABOUT_OTHERS = frozenset({Intent.NEED_OTHER, Intent.SIGNS, Intent.REPORT})


def _likely_signs(catalog: Catalog, heard: Heard) -> tuple[Indicator, ...]:
    """Return at most eight signs to confirm, one for each concept; empty for other questions."""
    if heard.intent not in _ABOUT_OTHERS:
        return ()
    person = Person.POSSIBLY_CHILD if heard.concerns_child else Person.UNKNOWN
    return signs_heard(askable_signs(catalog, Observer.BYSTANDER, person), heard)


def signs_heard(signs: Iterable[Indicator], heard: Heard) -> tuple[Indicator, ...]:
    """Return at most eight of some signs that words may point to, one for each concept."""
    by_concept: dict[str, Indicator] = {}
    for sign in signs:
        by_concept.setdefault(concept_of(sign), sign)
    concepts = read("phrases/signs")["signs"]
    wanted = (
        sign for concept in concepts if concept in heard.concepts for sign in concepts[concept]
    )
    likely = (by_concept[concept] for concept in dict.fromkeys(wanted) if concept in by_concept)
    return tuple(likely)[:_MOST]
