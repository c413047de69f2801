"""Ask: the question that plain words ask, and its answer, with help first for a need.

Everything happens here, in this process: no network, no model, nothing kept. The words themselves
are in no answer, error or log.
"""

from collections.abc import Iterator
from datetime import datetime

import attrs

from takeaction.catalog.catalog import Catalog, check_catalog
from takeaction.core_data import first_language_of, with_tongues
from takeaction.engine.ask.answer import Reply
from takeaction.engine.ask.likely_signs import likely_signs
from takeaction.engine.ask.next_question import next_question
from takeaction.engine.ask.slots.reading import slots_in
from takeaction.engine.ask.slots.text_slot import TextSlot, first, values
from takeaction.engine.hearing.hearing import Heard, hear
from takeaction.engine.help.answer import Help
from takeaction.engine.help.closing import closing_line
from takeaction.engine.help.emergency import find_emergency
from takeaction.engine.help.matters import matter
from takeaction.engine.help.notices import independent_name
from takeaction.engine.help.referral import find_help
from takeaction.engine.ranking.answer import Recommendations
from takeaction.engine.ranking.ranking import recommend
from takeaction.engine.reasons import Reason
from takeaction.engine.search.answer import Hits
from takeaction.engine.search.excerpt import excerpt
from takeaction.engine.search.search import search
from takeaction.engine.shopping.answer import PurchaseAdvice
from takeaction.engine.shopping.destination import DestinationAdvice, check_destination
from takeaction.engine.shopping.sourcing import check_purchase
from takeaction.errors import Fields
from takeaction.limits import Limits
from takeaction.models.places import part_name
from takeaction.models.question.arguments import as_region, check_moment, check_text
from takeaction.models.question.languages import read_languages
from takeaction.models.question.profile import Profile
from takeaction.models.question.queries import HelpQuery, PurchaseQuery
from takeaction.models.region import WORLD, Region, country_of
from takeaction.models.region import region as region_of
from takeaction.privacy import confidential
from takeaction.vocabulary.contacts import Channel
from takeaction.vocabulary.needs import NEED_INTENTS, Intent, NeedTopic
from takeaction.vocabulary.resources import Audience, Purpose
from takeaction.vocabulary.words import Several, fold

_USUAL_MINUTES = 30
"""The minutes of somebody who does not say how long they have."""

_MOST_ACTIONS = 5
_LINES_IN_SIGHT = 3
"""The helplines that a face shows: the notice of danger names none but these."""

_MOST_HITS = 10
_MOST_GUESSES = 3
"""The most records that may answer what was not understood."""


_SEARCHED = frozenset({Intent.LEARN, Intent.UNKNOWN, Intent.FIND_LINE, Intent.SIGNS})
"""The intents that records by word may answer."""


@confidential
def ask(
    catalog: Catalog,
    text: str,
    *,
    region: str | None = None,
    languages: Several[str] | str | None = None,
    at: datetime | None = None,
) -> Reply:
    """Answer plain words: what somebody thinks, asks or fears, in any of eleven languages.

    Args:
        catalog: The records.
        text: The words of a person. Empty, long or strange texts are answered too; of a long one
            the first and the last 1,000 characters are read (``Limits.question_characters``).
        region: The place where help is needed, if the host knows it; it counts before a place in
            the text.
        languages: The languages of the answer, BCP 47, most wanted first; one text is read as an
            Accept-Language value. None takes the language of the text.
        at: An aware moment, to list open helplines first.

    Returns:
        What was understood, and the answer of that question. In doubt it is a need, with help
        first. The same words give the same answer. Nothing in it repeats them.

    Raises:
        QueryError: *text* is no text, or *at* has no zone.
        UnknownWordError: The region is in no list.

    Example:
        >>> reply = ask(catalog, "my boss has my passport", region="US-TX")
        >>> reply.intent.value, [topic.value for topic in reply.topics][:1]
        ('need-self', ['documents'])
    """
    fields = Fields()
    fields.read(check_catalog, catalog)
    typed = fields.read(_read_text, text)
    place = None if region is None else fields.read(as_region, region, "region")
    wish = fields.read(read_languages, languages, ())
    at = fields.read(check_moment, at)
    fields.raise_wrong(wish or ("en",))
    parts = excerpt(typed, catalog.question_characters)
    heard = hear(parts)
    asked = _Asked(
        catalog=catalog,
        parts=parts,
        heard=heard,
        slots=slots_in(catalog, typed, parts, heard),
        region=place,
        languages=with_tongues(wish or _languages_of(heard), catalog.tongues),
        at=at,
    )
    return asked.reply()


def _languages_of(heard: Heard) -> tuple[str, ...]:
    """Return the languages to answer in, where nobody said: that of the text, then English."""
    return tuple(dict.fromkeys((heard.language or "en", "en")))


@confidential
def is_need(text: str) -> bool:
    """Tell whether somebody who needs help may have written this.

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
    return hear(excerpt(_read_text(text), Limits().question_characters)).is_need


def _read_text(text: str) -> str:
    """Read the words of a person, which may be of any length.

    Raises:
        QueryError: They are no text.
    """
    return check_text(text, "text", most=None)


@attrs.frozen(kw_only=True, eq=False, repr=False)
class _Asked:
    """A question in plain words, and its likely meaning."""

    catalog: Catalog
    parts: tuple[str, ...]
    heard: Heard
    slots: tuple[TextSlot, ...]
    region: Region | None
    languages: tuple[str, ...]
    at: datetime | None

    @property
    def language(self) -> str:
        """The language of the core's own sentences."""
        return first_language_of(self.languages)

    @property
    def place(self) -> Region:
        """The place of the host, else that of the text, else the world."""
        if self.region:
            return self.region
        return region_of(str(first(self.slots, "region") or WORLD))

    @property
    def intent(self) -> Intent:
        """The writer's likely intent."""
        return self.heard.intent

    def reply(self) -> Reply:
        """Answer it."""
        help_ = self._help()
        has_region = self.place.code != WORLD
        return Reply(
            intent=self.intent,
            topics=self.heard.topics,
            danger=self.heard.danger,
            writer_child=self.heard.writer_child,
            concerns_child=self.heard.concerns_child,
            truncated=len(self.parts) > 1,
            messages=tuple(self._messages()),
            slots=self.slots,
            help=help_,
            signs=likely_signs(self.catalog, self.heard),
            recommendations=self._recommendations(),
            purchase=self._purchase(),
            destination=self._destination(),
            hits=self._hits(),
            question=next_question(self.intent, self.slots, self.language, has_region=has_region),
            closing=closing_line(help_, self.languages),
            languages=self.languages,
        )

    def _help(self) -> Help:
        """Return help for the first topic, for whoever asks; without these wishes if none fits."""
        if self.intent is Intent.OTHER_HARM:
            return self._help_to_stop()
        topic = self.heard.topics[0] if self.heard.topics else None
        wishes = (
            (topic, self._audience(), self._channel()),
            (topic, self._audience(), None),
            (topic, None, None),
        )
        for wish in wishes:
            help_ = self._find(*wish)
            if help_:
                break
        return self._with_caution(help_, topic)

    def _with_caution(self, help_: Help, topic: NeedTopic | None) -> Help:
        """Return help with the cautious sentence of danger where any topic asks for it."""
        cautious = next((each for each in self.heard.topics if matter(each).careful), topic)
        if cautious is topic:
            return help_
        query = HelpQuery(self.place.code, topic=cautious)
        name = independent_name(help_.of_first(_LINES_IN_SIGHT), query)
        emergency = find_emergency(self.place, self.language, cautious, talk_first=name)
        return attrs.evolve(help_, emergency=emergency)

    def _help_to_stop(self) -> Help:
        """Return lines for those who want to stop hurting others, and no others."""
        query = HelpQuery(self.place.code, purpose=Purpose.STOP_HARM_CHILD)
        return find_help(self.catalog, query, languages=self.languages, at=self.at)

    def _find(
        self, topic: NeedTopic | None, audience: Audience | None, channel: Channel | None
    ) -> Help:
        asker, home = first(self.slots, "asker_region"), first(self.slots, "home")
        query = HelpQuery(
            self.place.code,
            topic=topic,
            audience=audience,
            channel=channel,
            language=self._spoken(),
            calling_from=None if asker is None else str(asker),
            home=None if home is None else country_of(str(home)),
        )
        return find_help(self.catalog, query, languages=self.languages, at=self.at)

    def _spoken(self) -> str | None:
        language = first(self.slots, "language")
        return None if language is None else str(language)

    def _audience(self) -> Audience | None:
        if self.intent is Intent.NEED_OTHER:
            return Audience.BYSTANDER
        return Audience.CHILD if self.heard.writer_child else None

    def _channel(self) -> Channel | None:
        return Channel.SMS if "bytext" in self.heard.concepts else None

    def _messages(self) -> Iterator[Reason]:
        """Yield the core's own sentences, in order."""
        for code in self._codes():
            yield Reason(code=code, language=self.language)
        place = first(self.slots, "region")
        if place is not None and not self.region:
            slots = {"place": part_name(str(place)) or region_of(str(place)).label}
            yield Reason(code="reply.place", slots=slots, language=self.language)

    def _codes(self) -> Iterator[str]:
        heard = self.heard
        if self.intent is Intent.OTHER_HARM:
            yield "reply.other_harm"
        if self.intent is Intent.UNKNOWN:
            yield "reply.unknown"
        if "anyonethere" in heard.concepts:
            yield "reply.nobody_reads"
        if "private" in heard.concepts:
            yield "reply.private"
        if heard.writer_child and (heard.is_need or heard.intent in NEED_INTENTS):
            yield "reply.child"
        if NeedTopic.SEXTORTION in heard.topics[:1]:
            yield "reply.blackmail"
        if heard.is_need and "missing" in heard.concepts:
            yield "reply.missing"
        if len(self.parts) > 1:
            yield "label.only_ends"

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
        if self.intent not in _SEARCHED:
            return None
        text = " ".join(self.parts)
        if not fold(text):
            return None
        most = _MOST_GUESSES if self.intent is Intent.UNKNOWN else _MOST_HITS
        return search(self.catalog, text, limit=most, languages=self.languages, at=self.at)
