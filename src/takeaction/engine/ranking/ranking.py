"""The ranking of actions: a profile becomes a list of actions, each with its reasons.

Gates decide whether an action is listed, and factors decide its place: see ``gates`` and
``factors``. The index and the plain loop give the same order. Then the first places are spread over
topics and kinds. A score is always the sum of the points of the reasons.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from takeaction.catalog import Catalog
from takeaction.core_data import first_language_of, language_of
from takeaction.engine.freshness import freshness
from takeaction.engine.help.answer import MOST_LINES, Help, HelpLine
from takeaction.engine.help.emergency import Emergency, find_emergency
from takeaction.engine.help.referral import find_help, find_referrals, lines_of
from takeaction.engine.ranking.answer import (
    Filled,
    Notice,
    Recommendation,
    Recommendations,
    Stretch,
)
from takeaction.engine.ranking.asker import Asker, look_up_asker
from takeaction.engine.ranking.factors import FACTORS, WEIGHTS, kind_of, wanted_skills
from takeaction.engine.ranking.gates import (
    GATES,
    OneAction,
    closed_gates,
    may_be_near,
    may_open,
    offered_change,
)
from takeaction.engine.ranking.index import (
    RankedActions,
    ScoredAction,
    index_for,
    rank_by_index,
)
from takeaction.engine.reasons import TOP_LEVEL, Level, Reason, points, say
from takeaction.errors import Fields, UnknownWordError, read_each, refused
from takeaction.lazy import Lazy
from takeaction.models.action import Action, Slot
from takeaction.models.question.arguments import (
    check_moment,
    check_most,
    languages_of,
    spoken_language,
)
from takeaction.models.question.profile import Profile, in_languages
from takeaction.models.question.queries import HelpQuery
from takeaction.models.text import Text
from takeaction.privacy import confidential
from takeaction.vocabulary.actions import ActionKind, Age
from takeaction.vocabulary.records import Status, WordKind
from takeaction.vocabulary.resources import Audience, Purpose
from takeaction.vocabulary.words import Several, nearest

if TYPE_CHECKING:
    from takeaction.models.action import Factor


FULL_SCORE = 10_000
"""The sum of all weights: the highest score, in basis points."""

_MAX_NEAR_MISSES = 3
_MAX_SKILLS = 4
"""The skills that a notice names: those that nothing asks for, and those near them."""


class Penalty(NamedTuple):
    """The points that an action loses to those above it: for its topics, and for its kind."""

    topic: int
    kind: int

    @property
    def points(self) -> int:
        """The points together."""
        return self.topic + self.kind


class PlacedAction(NamedTuple):
    """An action in its place, with its score and the points that moved it down."""

    action: Action
    score: int
    penalty: Penalty = Penalty(0, 0)


@confidential
def recommend(  # noqa: PLR0913 - the contract
    catalog: Catalog,
    profile: Profile,
    *,
    limit: int | None = 10,
    weights: Mapping[str, int] | None = None,
    languages: Several[str] | str | None = None,
    at: datetime | None = None,
) -> Recommendations:
    """Rank the actions that a person can do.

    Gates decide whether an action is listed; factors decide its place.

    Args:
        catalog: The source of the actions.
        profile: The person who asks; its minutes count one sitting.
        limit: The most recommendations to return, at least 1; None returns all.
        weights: The most that each factor can add to a score, in basis points that sum to
            10 000: the library's factors and those of code plugins. A factor without a weight
            counts 0. None takes the defaults.
        languages: The languages to answer in, BCP 47, most wanted first; one text is read as an
            Accept-Language value. None takes those of the profile.
        at: An aware moment, which decides the contacts that are open and the age of evidence.

    Returns:
        Best first, equal ones by id; scores in basis points, 0 to 10 000. If the list is empty,
        ``excluded`` counts the gates that excluded everything.

    Raises:
        QueryError: *limit* is below 1, the weights do not sum to 10 000, or *at* has no zone.
        UnknownWordError: A word of the profile, or the name of a weight, is in no list.

    Example:
        >>> [r.action.id for r in recommend(catalog, Profile(minutes=2), limit=1)]
        ['community-actions:save-hotline-number']
    """
    fields = Fields()
    person = fields.read(look_up_asker, catalog, profile)
    fields.read(check_most, limit)
    if isinstance(catalog, Catalog):
        weights = fields.read(check_weights, catalog, weights)
    reader = fields.read(in_languages, profile, languages)
    at = fields.read(check_moment, at)
    fields.raise_wrong(languages_of(reader or profile))
    profile = reader
    places, ranked = arrange(catalog, person, weights, limit)
    writer = _AnswerWriter(catalog, profile, person, at)
    return Recommendations(
        recommendations=tuple(writer.recommendation(placed, weights) for placed in places),
        excluded=ranked.counts(),
        stretch=writer.stretch(ranked.near),
        notices=writer.notices(),
        help=writer.help(),
    )


def arrange(
    catalog: Catalog, person: Asker, weights: Mapping[str, int], limit: int | None
) -> tuple[list[PlacedAction], RankedActions]:
    """Rank the actions of a catalog for a person, and give the first ones their places.

    Returns:
        The listed actions in order of place, before any reason is written; and the ranking, of
        which all else can be read.
    """
    if any(weights[name] for name in weights if name not in FACTORS):  # the factor of a plugin
        ranked = rank_by_loop(catalog.actions.values(), person, weights, catalog.factors)
    else:
        index = index_for(catalog, person.region.chain)
        ranked = rank_by_index(index, person, weights)
    return _place(ranked.listed, person, limit), ranked


def check_weights(catalog: Catalog, weights: Mapping[str, int] | None) -> Mapping[str, int]:
    """Return the weights in the order of the factors, after checking them; None for the defaults.

    Raises:
        QueryError: A weight is no whole number from 0 up, or they do not sum to ``FULL_SCORE``.
        UnknownWordError: There is no factor of that name.
    """
    if weights is None:
        return WEIGHTS
    if not isinstance(weights, Mapping) or not all(isinstance(name, str) for name in weights):
        raise refused("query.weights", "weights", "weights", sum=FULL_SCORE)
    known = (*FACTORS, *catalog.factors)

    def find_factor(name: str, field: str, position: int, suggest: bool) -> str:  # noqa: FBT001 - see read_each
        if name not in known:
            raise UnknownWordError(field, position, nearest(name, known) if suggest else ())
        return name

    for name in read_each(find_factor, weights, "weights"):
        if type(weights[name]) is not int or weights[name] < 0:
            raise refused("query.weights", "weight", "weights", factor=name, sum=FULL_SCORE)
    total = sum(weights.values())
    if total != FULL_SCORE:
        raise refused("query.weights", "sum", "weights", total=total, sum=FULL_SCORE)
    return {name: weights[name] for name in known if name in weights}


def _place(listed: Iterator[ScoredAction], person: Asker, limit: int | None) -> list[PlacedAction]:
    """Give actions their places, the first spread over topics; with a concern none is moved."""
    if person.concern:
        ordered = islice(_with_help_first(listed), limit)
        return [PlacedAction(action, score) for score, action in ordered]
    spread = Spread(listed, person)
    spread_count = SPREAD_PLACES if limit is None else min(limit, SPREAD_PLACES)
    first_places = [PlacedAction(*placed) for placed in islice(spread, spread_count)]
    further_count = None if limit is None else limit - spread_count
    further = islice(spread.remaining(), further_count)
    return first_places + [PlacedAction(action, score) for score, action in further]


def _with_help_first(listed: Iterator[ScoredAction]) -> Iterator[ScoredAction]:
    """Move the best report or help to the first place: no reading comes before it."""
    passed_over = []
    for scored in listed:
        if scored[1].concern:
            yield scored
            break
        passed_over.append(scored)
    yield from passed_over
    yield from listed


class _AnswerWriter:
    """A writer of the reasons, helplines and notices of an answer, for one reader."""

    def __init__(
        self, catalog: Catalog, profile: Profile, person: Asker, at: datetime | None
    ) -> None:
        self._catalog = catalog
        self._profile = profile
        self._person = person
        self._at = at
        self._languages = profile.languages
        self._language = language_of(profile.languages)
        self._lines: dict[Slot, HelpLine | None] = {}

    def recommendation(self, placed: PlacedAction, weights: Mapping[str, int]) -> Recommendation:
        """Return a placed action with the reasons for its place and with its contacts."""
        levels = factor_levels(placed.action, self._person, weights, self._catalog.factors)
        reasons = [
            self._reason(level, added)
            for name, level in levels.items()
            if (added := points(weights[name], level.level))
        ]
        if placed.penalty.points:
            of_topic = placed.penalty.topic > placed.penalty.kind
            reasons.append(self._reason(Level(0, f"moved.{'topic' if of_topic else 'kind'}"), 0))
        return Recommendation(
            action=placed.action,
            score=placed.score,
            reasons=tuple(reasons),
            moved=placed.penalty.points,
            finds=tuple(map(self._filled, placed.action.finds)),
            freshness=freshness(placed.action, self._at),
            languages=self._languages,
        )

    def _filled(self, slot: Slot) -> Filled:
        """Fill a slot; the emergency number is always the core's own."""
        is_emergency = slot.purpose is Purpose.EMERGENCY
        return Filled(
            purpose=slot.purpose,
            kind=slot.kind,
            line=None if is_emergency else self._line(slot),
            emergency=self._emergency if is_emergency else None,
        )

    @cached_property
    def _emergency(self) -> Emergency:
        return find_emergency(self._person.region, first_language_of(self._languages))

    def stretch(self, near: Iterator[ScoredAction]) -> tuple[Stretch, ...]:
        """Return the nearest misses; those that need two changes only if none needs just one."""
        near_misses = [
            Stretch(action, score, change, self._languages)
            for score, action in islice(near, _MAX_NEAR_MISSES)
            if (change := offered_change(action, self._person))
        ]
        return tuple(
            near_miss
            for near_miss in near_misses
            if len(near_miss.change) == len(near_misses[0].change)
        )

    def _reason(self, level: Level, points_added: int) -> Reason:
        return Reason(
            code=level.code, points=points_added, slots=level.slots, language=self._language
        )

    def _line(self, slot: Slot, audience: Audience | None = None) -> HelpLine | None:
        """Return the first helpline for a slot in the reader's region, looked up once a list."""
        if slot not in self._lines:
            query = HelpQuery(
                region=self._person.region.code,
                language=spoken_language(self._languages),
                purpose=slot.purpose,
                audience=audience or self._person.audience,
            )
            referrals = find_referrals(self._catalog, query, languages=self._languages, at=self._at)
            matches = (
                line for line in lines_of(referrals) if slot.kind in (None, line.resource.kind)
            )
            self._lines[slot] = next(matches, None)
        return self._lines[slot]

    def help(self) -> Lazy[Help]:
        """Return the first helplines for the place and the person, to look up on first use.

        What is kept until then is the question for help, and nothing else of the profile.
        """
        catalog, wish, at = self._catalog, self._languages, self._at
        query = HelpQuery(
            region=self._person.region.code,
            language=spoken_language(wish),
            audience=self._person.audience,
        )
        return Lazy(lambda: find_help(catalog, query, limit=MOST_LINES, languages=wish, at=at))

    def notices(self) -> tuple[Notice, ...]:
        """Return the notices for somebody with a concern or under 18, and of what is missing.

        If nobody said who a concern is about, that question comes last: danger comes first.
        """
        notices = []
        if self._person.concern:
            notices.append(Notice(text=self._emergency.text, emergency=self._emergency))
        if self._person.age < Age.ADULT:
            line = self._line(Slot(purpose=Purpose.CHILD), Audience.CHILD)
            notices.append(Notice(text=say("young.tell", self._language), line=line))
        if self._profile.concern is True and self._catalog.actions:
            notices.append(Notice(text=say("notice.whose_concern", self._language)))
        if not self._catalog.actions:
            notices.append(Notice(text=say("notice.no_actions", self._language)))
        elif not self._person.concern and (idle := self._idle_skills()):
            near = self._near_skills(idle)
            code = "notice.idle_skill_near" if near else "notice.idle_skill"
            slots = {"skills": self._labels(idle), "near": self._labels(near)}
            notices.append(Notice(text=say(code, self._language, slots)))
        return tuple(notices)

    def _idle_skills(self) -> list[str]:
        """Return the person's skills that no action asks for."""
        wanted, words = self._catalog.once(_WantedSkills).ids, self._person.words
        wider = {skill: words.wider(WordKind.SKILL, skill) for skill in self._person.own_skills}
        return sorted(skill for skill in wider if wanted.isdisjoint(wider[skill]))

    def _near_skills(self, skills: Iterable[str]) -> list[str]:
        """Return the skills beside some, or within them, that an action asks for."""
        words = self._person.words
        near = {
            part
            for skill in skills
            for wider in words.wider(WordKind.SKILL, skill)
            for part in words.narrower(WordKind.SKILL, wider)
        }
        return sorted(near & self._catalog.once(_WantedSkills).ids)

    def _labels(self, skills: Iterable[str]) -> tuple[Text, ...]:
        words = (
            self._person.words.get(WordKind.SKILL, skill) for skill in islice(skills, _MAX_SKILLS)
        )
        return tuple(word.label for word in words if word)


class _WantedSkills:
    """The skills that actions of a catalog ask for."""

    def __init__(self, catalog: Catalog) -> None:
        active = (each for each in catalog.actions.values() if each.status is not Status.RETIRED)
        self.ids = frozenset[str]().union(*map(wanted_skills, active))


# The spread over topics and kinds: ten actions about one topic are a poor list, so is reading.
#
# Each of the first places goes to the action whose score less a penalty is highest. The penalty
# depends only on the places above that share a topic or are of the same kind, so an action that
# shares neither never reorders two others. Topics that the person asked for cost nothing. As the
# penalty is small, only actions with nearly the same score change places.


SPREAD_PLACES = 30
"""The number of places that are spread: nobody reads further down one by one."""

TOPIC_PENALTY = 60
"""The points an action loses for each place above that shares a topic: 0.6 % of a full score."""

KIND_PENALTY = 150
"""The points an action loses for each place above of its kind: two kinds are more than two topics.

On the people of ``tests/quality`` 120 to 180 agree about equally with the readings, 0 less.
"""

MAX_PENALTIES = 3
"""The most penalties of one sort that an action gets: a much better fit is never given up."""


class Spread:
    """A ranked list, spread over topics and kinds; it reads only what it must.

    Args:
        ranked: Actions in order of score, the highest first.
        person: The person who asks.
    """

    def __init__(self, ranked: Iterator[ScoredAction], person: Asker) -> None:
        self._ranked = ranked
        self._person = person
        self._waiting: list[ScoredAction] = []
        self._topic_counts: Counter[str] = Counter()
        self._kind_counts: Counter[ActionKind] = Counter()

    def __iter__(self) -> Iterator[tuple[Action, int, Penalty]]:
        """Yield the actions in order of place, each with its score and its penalty."""
        while chosen := next(self._candidates(), None):
            best = chosen[0] - self._penalty(chosen[1]).points
            for candidate in self._candidates():
                if candidate[0] <= best:
                    break
                reduced = candidate[0] - self._penalty(candidate[1]).points
                if reduced > best:
                    chosen, best = candidate, reduced
            self._waiting.remove(chosen)
            score, action = chosen
            penalty = self._penalty(action)
            self._topic_counts.update(action.topics - self._person.topics)
            if kind := kind_of(action):
                self._kind_counts[kind] += 1
            yield action, score, penalty

    def remaining(self) -> Iterator[ScoredAction]:
        """Yield the actions that have no place yet, in order of score."""
        yield from self._waiting
        yield from self._ranked

    def _candidates(self) -> Iterator[ScoredAction]:
        """Yield the actions without a place, in order of score, and read on where they end."""
        yield from self._waiting
        for candidate in self._ranked:
            self._waiting.append(candidate)
            yield candidate

    def _penalty(self, action: Action) -> Penalty:
        shared = max((self._topic_counts[topic] for topic in action.topics), default=0)
        kind = kind_of(action)
        alike = self._kind_counts[kind] if kind else 0
        return Penalty(
            TOPIC_PENALTY * min(shared, MAX_PENALTIES), KIND_PENALTY * min(alike, MAX_PENALTIES)
        )


# The plain way to rank: every gate and factor for every action. It defines the order.
#
# It also answers where a code plugin adds a factor, since such a factor may give any level.


def rank_by_loop(
    actions: Iterable[Action],
    asker: Asker,
    weights: Mapping[str, int],
    plugin_factors: "Mapping[str, Factor]",
) -> RankedActions:
    """Rank actions for a person, one by one.

    Args:
        actions: The actions, in any order.
        asker: The person who asks.
        weights: The most that each factor can add to a score.
        plugin_factors: The factors of code plugins, by name.

    Raises:
        QueryError: The factor of a plugin gave no level.
    """
    excluded = dict.fromkeys(GATES, 0)
    listed: list[ScoredAction] = []
    near: list[tuple[int, ScoredAction]] = []
    for action in actions:
        closed = closed_gates(action, asker)
        if not closed:
            listed.append((score(action, asker, weights, plugin_factors), action))
            continue
        excluded[closed[0]] += 1
        if may_open(closed) and may_be_near(OneAction(action), asker):
            near.append((len(closed), (score(action, asker, weights, plugin_factors), action)))
    nearest_first = sorted(near, key=lambda miss: (miss[0], *_rank_key(miss[1])))
    return RankedActions(
        iter(sorted(listed, key=_rank_key)),
        (scored for _, scored in nearest_first),
        lambda: excluded,
    )


def _rank_key(scored: ScoredAction) -> tuple[int, str]:
    return -scored[0], scored[1].id


def score(
    action: Action, asker: Asker, weights: Mapping[str, int], plugin_factors: "Mapping[str, Factor]"
) -> int:
    """Return the score of an action for a person, in basis points."""
    one = OneAction(action)
    levels = {
        name: (
            FACTORS[name].find(one, asker)[0]
            if name in FACTORS
            else _plugin_level(plugin_factors[name], action, asker).level
        )
        for name in weights
    }
    return sum(points(weights[name], levels[name]) for name in weights)


def factor_levels(
    action: Action, asker: Asker, names: Iterable[str], plugin_factors: "Mapping[str, Factor]"
) -> dict[str, Level]:
    """Return the level that each of the named factors gives an action.

    Raises:
        QueryError: The factor of a plugin gave no level.
    """
    one = OneAction(action)
    return {
        name: (
            FACTORS[name].level(one, asker)
            if name in FACTORS
            else _plugin_level(plugin_factors[name], action, asker)
        )
        for name in names
    }


def _plugin_level(factor: "Factor", action: Action, asker: Asker) -> Level:
    """Return the level of a plugin's factor, after checking that it is on our scale."""
    level = factor.level(action, asker)
    if type(level) is not int or not 0 <= level <= TOP_LEVEL:
        raise refused("query.weights", "level", "weights", factor=factor.name, top=TOP_LEVEL)
    return Level(level, "factor.added", {"text": factor.text})
