"""A person who looks for actions. Nothing in a profile is stored, logged or shown by ``repr``."""

from collections.abc import Mapping
from typing import Self

import attrs

from takeaction.errors import Fields, refused
from takeaction.models.question.arguments import (
    MAX_IDS,
    MAX_MINUTES,
    as_closed,
    as_languages,
    as_place,
    as_words,
    check_whole_number,
    closed_set,
    from_object,
    read_languages,
)
from takeaction.privacy import confidential, confidential_init
from takeaction.value import Value
from takeaction.vocabulary.actions import (
    Age,
    AgeWord,
    ConcernFor,
    ConcernWord,
    Cost,
    CostWord,
    Mode,
    ModeWord,
    Per,
    PerWord,
    Risk,
    RiskWord,
)
from takeaction.vocabulary.words import Several


@confidential_init
@attrs.frozen(init=False, eq=False, repr=False)
class Profile(Value):
    """A person who looks for actions: their time, skills, place and limits.

    Attributes:
        minutes: The minutes of one sitting, at least 1 and at most those of a year.
        per: How often the person has these minutes: once, or every day, week or month.
        skills: Skills of the person: ids or everyday words.
        roles: Roles of the person: ids or everyday words.
        topics: Topics the person cares about; empty for any.
        region: The place where the person is; ``001`` if not given.
        modes: The only ways that suit the person; empty for any.
        languages: Languages to answer in, BCP 47, in order of preference.
        cost: The highest cost the person can pay.
        risk: The highest risk the person takes.
        age: Child (under 13), youth (13 to 17) or adult; the role ``youth`` makes an adult a
            youth.
        concern: Who the person is worried about: ``self``, ``other``, or True if they have not
            said. False without a concern.
        done: Actions the person has done.
        dismissed: Actions the person does not want to see.

    Raises:
        QueryError: A field has no meaning, such as 0 minutes.
        UnknownWordError: A word of *modes*, *cost*, *risk*, *age* or *per* is not in its list.
    """

    minutes: int
    per: Per
    skills: tuple[str, ...]
    roles: tuple[str, ...]
    topics: tuple[str, ...]
    region: str
    modes: frozenset[Mode]
    languages: tuple[str, ...]
    cost: Cost
    risk: Risk
    age: Age
    concern: bool | ConcernFor
    done: tuple[str, ...]
    dismissed: tuple[str, ...]

    def __init__(  # noqa: PLR0913 - one for each field
        self,
        *,
        minutes: int,
        per: PerWord = "once",
        skills: Several[str] = (),
        roles: Several[str] = (),
        topics: Several[str] = (),
        region: str = "001",
        modes: Several[ModeWord] = (),
        languages: Several[str] = ("en",),
        cost: CostWord = "high",
        risk: RiskWord = "high",
        age: AgeWord = "adult",
        concern: ConcernWord = False,
        done: Several[str] = (),
        dismissed: Several[str] = (),
    ) -> None:
        fields = Fields()
        read = fields.read
        self.__attrs_init__(
            minutes=read(check_whole_number, minutes, "minutes", MAX_MINUTES),
            per=read(as_closed, Per, per, "per"),
            skills=read(as_words, skills, "skills"),
            roles=read(as_words, roles, "roles"),
            topics=read(as_words, topics, "topics"),
            region=read(as_place, region, "region"),
            modes=read(closed_set, Mode, modes, "modes"),
            languages=read(as_languages, languages, "languages"),
            cost=read(as_closed, Cost, cost, "cost"),
            risk=read(as_closed, Risk, risk, "risk"),
            age=read(as_closed, Age, age, "age"),
            concern=read(_as_concern, concern, "concern"),
            done=read(as_words, done, "done", MAX_IDS),
            dismissed=read(as_words, dismissed, "dismissed", MAX_IDS),
        )
        fields.raise_wrong(self.languages)

    @classmethod
    @confidential
    def from_json(cls, question: Mapping[str, object]) -> Self:
        """Read a profile from plain JSON, such as the body of a request.

        Args:
            question: The fields by name: text, whole numbers, True, False and lists of text; None
                means the default of an optional field.

        Raises:
            QueryError: It is no object, a field has no meaning, or a key is unknown.
            QueryErrors: Several fields or keys are wrong; it has all of them.

        Example:
            >>> Profile.from_json({"minutes": 30, "skills": ["writing"], "region": None}).skills
            ('writing',)
        """
        return from_object(cls, question, "minutes", '{"minutes": 30}')

    def __repr__(self) -> str:
        return "Profile(…)"


def in_languages(profile: Profile, languages: Several[str] | str | None) -> Profile:
    """Return a profile with other languages to answer in; None keeps its own."""
    if languages is None or not isinstance(profile, Profile):  # that is refused elsewhere
        return profile
    return attrs.evolve(profile, languages=read_languages(languages, profile.languages))


def _as_concern(value: object, field: str) -> bool | ConcernFor:
    """Read a concern: True or False, or who it is about.

    Raises:
        QueryError: It is neither.
    """
    if isinstance(value, str) and value.casefold() in tuple(ConcernFor):
        return ConcernFor(value.casefold())
    if not isinstance(value, bool):
        raise refused(f"query.{field}", "concern", field)
    return value
