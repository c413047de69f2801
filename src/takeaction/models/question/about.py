"""About: what is known of a need, in closed words, to keep it from one question to the next."""

import json
from collections.abc import Mapping
from typing import Any, Self

import attrs

from takeaction.errors import Fields, UnknownWordError, refused
from takeaction.models.question.arguments import (
    Asked,
    as_spoken_language,
    as_words,
    check_flag,
    check_text,
    closed_or_none,
    closed_set,
    unknown_keys,
)
from takeaction.models.region import is_region
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
from takeaction.vocabulary.needs import NeedTopic, NeedTopicWord
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
        listen: Why somebody who listens is all that is looked for; None where more is known.

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
        values: dict[str, Any] = {
            name: about[name] for name in names if about.get(name) is not None
        }
        fields = Fields()
        read = fields.read(cls, **values)
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
        topics = tuple(dict.fromkeys((*self.topics, *earlier.topics)))
        named = tuple(topic for topic in topics if topic is not NeedTopic.OTHER)
        is_known = bool(topics or self.stop or earlier.stop)
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
