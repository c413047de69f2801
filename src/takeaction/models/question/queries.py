"""A search for help with what is known of the need, and goods to buy.

Nothing in a question is stored, logged or shown by ``repr``. What is known of a need is in closed
words, so that it can be kept from one question to the next.
"""

import json
from collections.abc import Mapping
from typing import Any, Self

import attrs
from attrs import field

from takeaction.errors import Fields, UnknownWordError, refused
from takeaction.models.question.arguments import (
    MAX_GOODS,
    Asked,
    as_place,
    as_spoken_language,
    as_words,
    check_flag,
    check_text,
    check_type,
    closed_or_none,
    closed_set,
    given_fields,
    text_or_none,
    unknown_keys,
)
from takeaction.models.region import WORLD, is_region
from takeaction.privacy import confidential, confidential_init
from takeaction.value import facts, plain_data
from takeaction.vocabulary.closed_words import (
    Asks,
    AsksWord,
    ChildConcerned,
    ChildConcernedWord,
    Danger,
    DangerWord,
    Listen,
    ListenWord,
    Reach,
    ReachWord,
    Serves,
    ServesWord,
    Stops,
    StopsWord,
)
from takeaction.vocabulary.contacts import Channel, ChannelWord
from takeaction.vocabulary.needs import NeedTopic, NeedTopicWord
from takeaction.vocabulary.resources import (
    HELP_PURPOSES,
    Audience,
    AudienceWord,
    Purpose,
    PurposeWord,
)
from takeaction.vocabulary.words import Several, closed_word

LONGEST = 1_500
"""The most characters that are read as JSON: all that can be known has fewer."""

MOST_TOPICS = 6
"""The most topics: those of an answer, and those of the answer before it."""

SAID = frozenset({Serves.WOMEN, Serves.MEN, Serves.DEAF, Serves.MIGRANTS, Serves.SEAFARERS})
SAID |= {Serves.DOMESTIC_WORKERS}
"""The groups that somebody may be said to belong to. Who somebody is or loves, and that they fled,
has no word here: a page that holds it could harm them. It makes an answer *careful*."""


@confidential_init
@attrs.frozen(init=False, eq=False, repr=False)
class About(Asked):
    """What is known of a need, in closed words: all that ``find_help`` reads but where and when.

    ``ask`` makes it from what somebody wrote, and a page or a chat hands it on when it asks for the
    place. So an answer that comes after "Where is help needed?" is the answer that would have come
    at once. It holds no word that somebody typed.

    Attributes:
        topics: What it is about, the most likely first.
        danger: What may be happening to a body right now; empty if nothing was said.
        child: Whether the one who asks is under 18, or it is about a child; None if nobody said.
        asks: Who asks; None if nobody said.
        person: Groups that the person who needs help belongs to, as they said.
        careful: Whether police, consulates or family may be a danger, for a reason that is not
            written here.
        reach: The way to be reached that they need; None for any.
        stop: The harm that they want to stop doing; None for everybody else.
        calling_from: The code of the place the call is made from, if it is another one.
        home: The code of the country that the person comes from, for help of its consulates.
        language: The tag of the language to be helped in, such as ``tl``, if somebody said so.
        listen: Why somebody who listens is looked for, since no more was understood: then *topics*
            is what it may be. None where more is known.

    Raises:
        QueryError: A field has no meaning.
        UnknownWordError: A word is not in its list, or a place is no code.
    """

    topics: tuple[NeedTopic, ...] = attrs.field(metadata=facts(most=MOST_TOPICS))
    danger: frozenset[Danger]
    child: ChildConcerned | None
    asks: Asks | None
    person: frozenset[Serves]
    careful: bool
    reach: Reach | None
    stop: Stops | None
    calling_from: str | None
    home: str | None
    language: str | None
    listen: Listen | None

    def __init__(  # noqa: PLR0913 - one for each field
        self,
        topics: Several[NeedTopicWord] = (),
        *,
        danger: Several[DangerWord] = (),
        child: ChildConcernedWord | None = None,
        asks: AsksWord | None = None,
        person: Several[ServesWord] = (),
        careful: bool = False,
        reach: ReachWord | None = None,
        stop: StopsWord | None = None,
        calling_from: str | None = None,
        home: str | None = None,
        language: str | None = None,
        listen: ListenWord | None = None,
    ) -> None:
        fields = Fields()
        read = fields.read
        self.__attrs_init__(
            topics=read(_as_topics, topics),
            danger=read(closed_set, Danger, danger, "danger"),
            child=read(closed_or_none, ChildConcerned, child, "child"),
            asks=read(closed_or_none, Asks, asks, "asks"),
            person=read(_as_person, person),
            careful=read(check_flag, careful, "careful"),
            reach=read(closed_or_none, Reach, reach, "reach"),
            stop=read(closed_or_none, Stops, stop, "stop"),
            calling_from=read(_as_code, calling_from, "calling_from"),
            home=read(_as_code, home, "home"),
            language=None if language is None else read(_as_tag, language),
            listen=read(closed_or_none, Listen, listen, "listen"),
        )
        fields.raise_wrong()

    @classmethod
    @confidential
    def from_json(cls, about: Mapping[str, object]) -> Self:
        """Read it from plain JSON, as ``as_json`` writes it.

        Args:
            about: The fields by name; one that is missing or None is not known.

        Raises:
            QueryError: It is no object, a field has no meaning, or a key is unknown.
            QueryErrors: Several fields or keys are wrong; it has all of them.

        Example:
            >>> About.from_json({"topics": ["suicide"], "child": "writer"}).topics[0].value
            'suicide'
        """
        if not isinstance(about, Mapping):
            raise refused("query.object", "object", "about", example='{"topics": ["wages"]}')
        names = tuple(field.name for field in attrs.fields(cls))
        fields = Fields()
        read = fields.read(cls, **given_fields(about, names))
        for error in unknown_keys(about, names):
            fields.add(error)
        fields.raise_wrong()
        return read

    @classmethod
    @confidential
    def from_text(cls, text: str) -> Self:
        """Read it from JSON as text, such as a hidden field of a form or an option of a command.

        Args:
            text: The object, as ``as_text`` writes it; empty where nothing is known.

        Raises:
            QueryError: It is no text of an object, or is too long; or as for ``from_json``.

        Example:
            >>> About.from_text('{"topics": ["suicide"]}') == About(["suicide"])
            True
        """
        if not check_text(text, "about", most=LONGEST).strip():
            return cls()
        try:
            about = json.loads(text)
        except (ValueError, RecursionError):
            about = None
        return cls.from_json(about)

    def as_json(self) -> dict[str, Any]:
        """Return it as plain data, ready for JSON: words and codes, and no text."""
        return {field.name: plain_data(getattr(self, field.name)) for field in attrs.fields(About)}

    def known_json(self) -> dict[str, Any]:
        """Return what is known of it as plain data, without the fields that say nothing."""
        return {name: value for name, value in self.as_json().items() if value}

    def as_text(self) -> str:
        """Return what is known of it as JSON in one short line; empty where nothing is.

        Example:
            >>> About(["suicide"], child="writer").as_text()
            '{"topics":["suicide"],"child":"writer"}'
        """
        known = self.known_json()
        return json.dumps(known, separators=(",", ":")) if known else ""

    def joined(self, earlier: "About") -> "About":
        """Return it with what was said before, where this says nothing else.

        A need of which no more is known ("I am in Texas") adds nothing to one with a name.
        """
        told = [about for about in (self, earlier) if about.topics and not about.listen]
        topics = tuple(
            dict.fromkeys(topic for each in told or (self, earlier) for topic in each.topics)
        )
        named = tuple(topic for topic in topics if topic is not NeedTopic.OTHER)
        is_known = bool(told or self.stop or earlier.stop)
        return About(
            (named or topics)[:MOST_TOPICS],
            danger=self.danger | earlier.danger,
            child=self.child or earlier.child,
            asks=self.asks or earlier.asks,
            person=self.person | earlier.person,
            careful=self.careful or earlier.careful,
            reach=self.reach or earlier.reach,
            stop=self.stop or earlier.stop,
            calling_from=self.calling_from or earlier.calling_from,
            home=self.home or earlier.home,
            language=self.language or earlier.language,
            listen=None if is_known else self.listen or earlier.listen,
        )


def _as_topics(topics: Several[str]) -> tuple[NeedTopic, ...]:
    words = as_words(topics, "topics", MOST_TOPICS)
    return tuple(
        dict.fromkeys(
            closed_word(NeedTopic, word, "topics", place) for place, word in enumerate(words)
        )
    )


def _as_person(person: Several[str]) -> frozenset[Serves]:
    groups = closed_set(Serves, person, "person")
    if not groups <= SAID:
        raise UnknownWordError("person", 0, tuple(sorted(SAID)))
    return groups


def _as_code(code: str | None, field: str) -> str | None:
    """Read the code of a place. A name is refused: what holds no words can't hold a person's."""
    if code is not None and not is_region(check_text(code, field)):
        raise UnknownWordError(field, 0, ())
    return code


def _as_tag(language: str) -> str:
    """Read the tag of a language alone. A name is refused, as for a place."""
    if as_spoken_language(language, "language") != language or "-" in language:
        raise refused("query.language", "spoken", "language")
    return language


NOTHING = About()
"""Nothing is known."""


# Questions


@confidential_init
@attrs.frozen(init=False, eq=False, repr=False)
class HelpQuery(Asked):
    """A search for help: the place, and the wishes of the person who needs it.

    Attributes:
        region: The place where help is needed; ``001``, the world, if nobody said one.
        language: The language to be helped in, such as ``es``; None if not given.
        channel: The only channel that suits the person; None for any.
        purpose: The purpose of the help; None for any help.
        topic: The topic of the need; None if not given. The first of *about* in short.
        audience: The group the person belongs to; None if not given.
        concerns_child: Whether it is about a child.
        calling_from: The place the call is made from, if it is another one.
        home: The country of citizenship, for help of its consulates; None if not given.
        about: All that is known of the need, as ``Reply.about`` has it; None if nothing is.
            What *topic*, *audience* and *concerns_child* say is added to it.

    Raises:
        QueryError: A field has no meaning.
        UnknownWordError: A channel, purpose, topic or audience is not in its list.
    """

    _smallest = '{"region": "US-TX"}'

    region: str = field(
        metadata=facts(
            ask="where help is needed, such as US-TX, GB or Kenya", usual=WORLD, is_place=True
        )
    )
    language: str | None
    channel: Channel | None = field(
        metadata=facts(ask="only this way to make contact", metavar="X")
    )
    purpose: Purpose | None = field(
        metadata=facts(
            ask="the kind of help",
            words=tuple(purpose for purpose in Purpose if purpose in HELP_PURPOSES),
        )
    )
    topic: NeedTopic | None = field(metadata=facts(ask="what the help is about"))
    audience: Audience | None = field(metadata=facts(ask="who needs help"))
    concerns_child: bool
    calling_from: str | None = field(
        metadata=facts(ask="where you are calling from, if that is another place", is_place=True)
    )
    home: str | None = field(
        metadata=facts(
            ask="the person's own country, for help of its consulates, such as PH", is_place=True
        )
    )
    about: About | None = field(
        metadata=facts(
            ask="what is known of the need: the about of an answer with --json, as it was",
            metavar="JSON",
        )
    )

    def __init__(  # noqa: PLR0913 - one for each field
        self,
        region: str,
        language: str | None = None,
        *,
        channel: ChannelWord | None = None,
        purpose: PurposeWord | None = None,
        topic: NeedTopicWord | None = None,
        audience: AudienceWord | None = None,
        concerns_child: bool = False,
        calling_from: str | None = None,
        home: str | None = None,
        about: About | None = None,
    ) -> None:
        fields = Fields()
        read = fields.read
        self.__attrs_init__(
            region=read(as_place, region, "region"),
            language=None if language is None else read(as_spoken_language, language, "language"),
            channel=read(closed_or_none, Channel, channel, "channel"),
            purpose=read(closed_or_none, Purpose, purpose, "purpose"),
            topic=read(closed_or_none, NeedTopic, topic, "topic"),
            audience=read(closed_or_none, Audience, audience, "audience"),
            concerns_child=read(check_flag, concerns_child, "concerns_child"),
            calling_from=read(text_or_none, calling_from, "calling_from"),
            home=read(text_or_none, home, "home"),
            about=read(as_about, about),
        )
        fields.raise_wrong(self.language and (self.language,))

    @property
    def spoken(self) -> str | None:
        """The language to be helped in: *language*, or else what *about* has of it."""
        return self.language or (self.about.language if self.about else None)

    @property
    def asked(self) -> About:
        """All that is known of the need: *about* with what the short fields say."""
        if self.audience is None and self.topic is None and not self.concerns_child:
            return self.about or NOTHING
        child: ChildConcernedWord | None = "other" if self.concerns_child else None
        short = About(
            () if self.topic is None else (self.topic,),
            child="writer" if self.audience is Audience.CHILD else child,
            asks=_ASKS[self.audience] if self.audience else None,
        )
        return short.joined(self.about or NOTHING)


_ASKS: Mapping[Audience, Asks] = {
    Audience.CHILD: Asks.SELF,
    Audience.SURVIVOR: Asks.SELF,
    Audience.WORKER: Asks.WORKER,
    Audience.BYSTANDER: Asks.OTHER,
    Audience.PROFESSIONAL: Asks.PROFESSIONAL,
}
"""Who asks, for each audience."""


def as_about(about: object) -> About | None:
    """Read what is known of a need; in JSON it is an object."""
    if isinstance(about, Mapping):
        return About.from_json(about)
    if about is not None:
        check_type(About, about, "about")
    return about  # type: ignore[return-value]  # checked above


@confidential_init
@attrs.frozen(init=False, eq=False, repr=False)
class PurchaseQuery(Asked):
    """A list of goods to buy, with their origin and destination.

    Attributes:
        goods: Kinds of goods in everyday words, such as ``coffee``.
        origin: The country they come from; None if not known.
        ships_to: The place to ship them to; None for any.

    Raises:
        QueryError: *goods* is a single text, or a field is not text.
    """

    _smallest = '{"goods": ["coffee"]}'

    goods: tuple[str, ...] = field(
        metadata=facts(ask='such as coffee or "cotton shirt"', metavar="GOOD", most=MAX_GOODS)
    )
    origin: str | None = field(
        metadata=facts(ask="the country it comes from, if you know it", is_place=True)
    )
    ships_to: str | None = field(
        metadata=facts(ask="where sellers must ship to, such as US, GB or Kenya", is_place=True)
    )

    def __init__(
        self, goods: Several[str], origin: str | None = None, ships_to: str | None = None
    ) -> None:
        fields = Fields()
        self.__attrs_init__(
            goods=fields.read(as_words, goods, "goods", MAX_GOODS),
            origin=fields.read(text_or_none, origin, "origin"),
            ships_to=fields.read(text_or_none, ships_to, "ships_to"),
        )
        fields.raise_wrong()
