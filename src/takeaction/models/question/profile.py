"""A person who looks for actions. Nothing in a profile is stored, logged or shown by ``repr``."""

import attrs
from attrs import field

from takeaction.errors import Fields, refused
from takeaction.models.question.arguments import (
    MAX_IDS,
    MAX_LANGUAGES,
    MAX_MINUTES,
    Asked,
    as_closed,
    as_languages,
    as_place,
    as_words,
    check_whole_number,
    closed_set,
    read_languages,
)
from takeaction.privacy import confidential_init
from takeaction.value import facts
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
class Profile(Asked):
    """A person who looks for actions: their time, skills, place and limits.

    Attributes:
        minutes: The minutes of one sitting, 1 or more.
        per: How often the person has these minutes.
        skills: Skills in everyday words, such as ``writing``; ids as well.
        roles: Roles in everyday words, such as ``nurse`` or ``teacher``; ids as well.
        topics: Topics in everyday words; ids as well, and empty for any.
        region: The place of the person; ``001`` if not given.
        modes: The only ways that suit the person; empty for any.
        languages: Languages to answer in, BCP 47, in order of preference.
        cost: The highest cost the person can pay.
        risk: The highest risk the person takes.
        age: Child (under 13), youth (13 to 17) or adult; the role ``youth`` makes an adult a
            youth.
        concern: Whether the person is worried about somebody, and who; ``self``, ``other``, or True
            if they have not said. False without a concern.
        done: Ids of actions the person has done.
        dismissed: Ids of actions the person does not want.

    Raises:
        QueryError: A field has no meaning, such as 0 minutes.
        UnknownWordError: A word of *modes*, *cost*, *risk*, *age* or *per* is not in its list.
    """

    _smallest = '{"minutes": 30}'

    minutes: int = field(
        metadata=facts(ask="minutes you have", metavar="N", usual=30, most=MAX_MINUTES)
    )
    per: Per = field(metadata=facts(ask="how often you have them"))
    skills: tuple[str, ...] = field(
        metadata=facts(ask="what you are good at, such as writing", option="skill")
    )
    roles: tuple[str, ...] = field(
        metadata=facts(ask="your role, such as student or nurse", option="role")
    )
    topics: tuple[str, ...] = field(
        metadata=facts(ask="what you care about, such as fair-trade", option="topic")
    )
    region: str = field(
        metadata=facts(ask="where you are, such as US-OH, GB or Kenya", is_place=True)
    )
    modes: frozenset[Mode] = field(
        metadata=facts(ask="only ways of working that suit you", option="mode")
    )
    languages: tuple[str, ...] = field(metadata=facts(most=MAX_LANGUAGES))
    cost: Cost = field(metadata=facts(ask="the most it may cost you", metavar="L"))
    risk: Risk = field(metadata=facts(ask="the most risk you accept", metavar="L"))
    age: Age = field(metadata=facts(ask="your age"))
    concern: bool | ConcernFor = field(
        metadata=facts(
            ask="something worries you, or you need help: self if it is about you, else other",
            metavar="FOR",
        )
    )
    done: tuple[str, ...] = field(
        metadata=facts(ask="actions you have already done", metavar="ID", most=MAX_IDS)
    )
    dismissed: tuple[str, ...] = field(metadata=facts(most=MAX_IDS))

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
