"""A search for help, and goods to buy. Nothing in them is stored, logged or shown by ``repr``."""

from collections.abc import Mapping

import attrs
from attrs import field

from takeaction.errors import Fields
from takeaction.models.question.about import NOTHING, About
from takeaction.models.question.arguments import (
    MAX_GOODS,
    Asked,
    as_place,
    as_spoken_language,
    as_words,
    check_flag,
    check_type,
    closed_or_none,
    text_or_none,
)
from takeaction.models.region import WORLD
from takeaction.privacy import confidential_init
from takeaction.value import facts
from takeaction.vocabulary.closed_words import Asks, ChildConcernedWord
from takeaction.vocabulary.contacts import Channel, ChannelWord
from takeaction.vocabulary.needs import NeedTopic, NeedTopicWord
from takeaction.vocabulary.resources import (
    HELP_PURPOSES,
    Audience,
    AudienceWord,
    Purpose,
    PurposeWord,
)
from takeaction.vocabulary.words import Several


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
