"""Each gate and each factor, level by level."""

import attrs
import pytest

from takeaction import Profile, UnknownWordError
from takeaction.engine.criteria import FACTORS, GATES, WEIGHTS, closed_gate, only_change, points
from takeaction.engine.person import asker
from takeaction.engine.reasons import say
from takeaction.models.text import Text
from takeaction.models.word import Vocabulary, Word
from takeaction.testing import catalog_of
from takeaction.vocabulary import Audience, WordKind


@pytest.fixture(scope="module")
def actions(make_action):
    """Return a catalog of two actions, one of which has a former id."""
    return catalog_of([make_action("a:write"), make_action("a:call", aliases=["phone"])])


@pytest.fixture(scope="module")
def ask(actions):
    """Return a function that makes somebody who asks; 30 minutes unless it is told more."""

    def somebody(**fields):
        return asker(actions, Profile(**{"minutes": 30, **fields}))

    return somebody


@pytest.fixture(scope="module")
def gate_of(make_action, ask):
    """Return a function that tells whether a gate is open for an action and somebody."""
    return lambda gate, action, person: GATES[gate](make_action(**action), ask(**person))


@pytest.fixture(scope="module")
def level_of(make_action, ask):
    """Return a function that gives the level of a factor for an action and somebody."""
    return lambda factor, action, person: FACTORS[factor](make_action(**action), ask(**person))


def _said(found):
    """Return a level and the sentence that a person reads."""
    return found.level, say(found.code, "en", found.slots)


# Who asks


def test_words_are_looked_up_in_everyday_forms_and_widened(ask):
    """Everyday words become ids, and the wider words that they are part of count too."""
    person = ask(
        skills=["Blogging"], roles=["Undergraduate"], topics=["ethical consumption"], region="us_oh"
    )

    assert (person.own_skills, person.skills) == ({"writing"}, {"writing", "communication"})
    assert (person.own_roles, person.roles) == ({"student"}, {"student", "anyone"})
    assert (person.own_topics, person.topics) == ({"fair-trade"}, {"fair-trade", "supply-chains"})
    assert person.region.code == "US-OH"


def test_everybody_is_anyone(ask):
    """Somebody who names no role still counts as anyone."""
    person = ask()

    assert (person.own_roles, person.roles) == (frozenset(), {"anyone"})


@pytest.mark.parametrize(
    ("fields", "field", "position", "nearest"),
    [
        ({"skills": ["writing", "wirting"]}, "skills", 1, "writing"),
        ({"roles": ["studnet"]}, "roles", 0, "student"),
        ({"topics": ["fair-trad"]}, "topics", 0, "fair-trade"),
        ({"region": "Keny"}, "region", 0, "Kenya"),
        ({"done": ["write", "wriet"]}, "done", 1, "a:write"),
        ({"dismissed": ["cal"]}, "dismissed", 0, "a:call"),
    ],
    ids=["skill", "role", "topic", "region", "done", "dismissed"],
)
def test_an_unknown_word_is_refused_with_its_place_and_the_nearest(
    ask, fields, field, position, nearest
):
    """A word in no list is refused: which field, which place in it, and what may be meant."""
    with pytest.raises(UnknownWordError) as caught:
        ask(**fields)

    error = caught.value
    assert (error.code, error.field, error.position) == ("word.unknown", field, position)
    assert error.nearest[0] == nearest


def test_actions_that_are_done_may_be_of_packs_that_are_gone(ask):
    """Full, local and former ids are taken; a full id that no pack has now breaks no answer."""
    person = ask(done=["a:write", "gone:read"], dismissed=["phone"])

    assert person.done == {"a:write", "gone:read"}
    assert person.dismissed == {"a:call"}


@pytest.mark.parametrize(
    ("fields", "age"),
    [
        ({}, "adult"),
        ({"age": "youth"}, "youth"),
        ({"roles": ["youth"]}, "youth"),
        ({"roles": ["teen"], "age": "child"}, "child"),
    ],
    ids=["said-nothing", "said-youth", "role-of-a-youth", "a-child-stays-a-child"],
)
def test_the_role_of_a_young_person_implies_the_age(ask, fields, age):
    """Somebody who says that they are a young person is one, whatever age was filled in."""
    assert ask(**fields).age == age


@pytest.mark.parametrize(
    ("fields", "audience"),
    [
        ({}, Audience.BYSTANDER),
        ({"roles": ["worker"]}, Audience.WORKER),
        ({"roles": ["worker", "survivor"]}, Audience.SURVIVOR),
        ({"roles": ["survivor"], "age": "youth"}, Audience.CHILD),
        ({"roles": ["nurse"]}, Audience.BYSTANDER),
    ],
    ids=["anyone", "worker", "survivor-before-worker", "under-18-before-all", "nurse"],
)
def test_contacts_are_looked_up_for_who_somebody_is(ask, fields, audience):
    """Under 18, survivor and worker are the words that choose who answers."""
    assert ask(**fields).audience is audience


def test_nobody_is_shown_by_repr(ask):
    """What somebody says about themselves does not get into logs by way of repr."""
    assert repr(ask(roles=["survivor"], concern=True)) == "Asker(…)"


# Gates


@pytest.mark.parametrize(
    ("gate", "action", "person", "is_open"),
    [
        ("status", {"status": "active"}, {}, True),
        ("status", {"status": "unknown"}, {}, True),
        ("status", {"status": "retired", "note": "Gone."}, {}, False),
        ("region", {"regions": ["001"]}, {"region": "US-OH"}, True),
        ("region", {"regions": ["US"]}, {"region": "US-OH"}, True),
        ("region", {"regions": ["150"]}, {"region": "DE"}, True),
        ("region", {"regions": ["US-TX", "GB"]}, {"region": "US-OH"}, False),
        ("region", {"regions": ["US"]}, {}, False),
        ("age", {"ages": ["adult"]}, {}, True),
        ("age", {"ages": ["adult"]}, {"age": "youth"}, False),
        ("age", {"ages": ["child", "youth"]}, {}, False),
        ("roles", {}, {}, True),
        ("roles", {"roles_only": ["lawyer"]}, {"roles": ["lawyer"]}, True),
        ("roles", {"roles_only": ["employer"]}, {"roles": ["venue-owner"]}, True),
        ("roles", {"roles_only": ["lawyer"]}, {"roles": ["student"]}, False),
        ("concern", {}, {}, True),
        ("concern", {"concern": True}, {"concern": True}, True),
        ("concern", {"quiet": True}, {"concern": True}, True),
        ("concern", {}, {"concern": True}, False),
        ("mode", {}, {}, True),
        ("mode", {"modes": ["solo-online", "group-online"]}, {"modes": ["group-online"]}, True),
        ("mode", {"modes": ["group-in-person"]}, {"modes": ["solo-online"]}, False),
        ("mode", {"modes": ["solo-online"]}, {"modes": ["group-online"], "concern": True}, True),
        ("cost", {"cost": "low"}, {"cost": "low"}, True),
        ("cost", {"cost": "medium"}, {"cost": "low"}, False),
        ("cost", {"cost": "medium"}, {"cost": "low", "concern": True}, True),
        ("risk", {"risk": "low"}, {"risk": "low"}, True),
        ("risk", {"risk": "medium"}, {"risk": "low"}, False),
        ("risk", {"risk": "medium"}, {"risk": "low", "concern": True}, True),
        ("minutes", {}, {"minutes": 10}, True),
        ("minutes", {}, {"minutes": 9}, False),
        ("minutes", {"cadence": "ongoing"}, {"minutes": 9}, False),
        ("minutes", {}, {"minutes": 9, "per": "week"}, False),
        ("minutes", {"cadence": "ongoing"}, {"minutes": 9, "per": "week"}, True),
        ("minutes", {}, {"minutes": 9, "concern": True}, True),
        ("after", {}, {}, True),
        ("after", {"after": ["write", "call"]}, {"done": ["write", "call"]}, True),
        ("after", {"after": ["write", "call"]}, {"done": ["write"]}, False),
        ("done", {}, {"done": ["a:act"]}, False),
        ("done", {}, {"done": ["write"]}, True),
        ("dismissed", {}, {"dismissed": ["a:act"]}, False),
        ("dismissed", {}, {"dismissed": ["write"]}, True),
    ],
)
def test_a_gate_is_open_for_those_whom_an_action_is_for(gate_of, gate, action, person, is_open):
    """Each gate is open or closed as the record and the profile say, also with a concern."""
    assert gate_of(gate, action, person) is is_open


def test_gates_stand_in_the_order_in_which_they_are_told():
    """The order decides under which gate an action is counted."""
    assert list(GATES) == [
        *("status", "region", "age", "roles", "concern", "mode", "cost", "risk", "minutes"),
        *("after", "done", "dismissed"),
    ]


@pytest.mark.parametrize(
    ("action", "gate"),
    [
        ({}, None),
        ({"cost": "high", "risk": "high"}, "cost"),
        ({"risk": "high"}, "risk"),
        ({"ages": ["child"], "cost": "high"}, "age"),
    ],
    ids=["open", "cost-before-risk", "risk", "age-before-cost"],
)
def test_an_action_is_counted_under_its_first_closed_gate(make_action, ask, action, gate):
    """Of several closed gates the first in order is named; None if the action is listed."""
    assert closed_gate(make_action(**action), ask(cost="low", risk="low")) == gate


@pytest.mark.parametrize(
    ("action", "change"),
    [
        ({"minutes": {"min": 45, "typical": 60, "max": 90}}, ("minutes", 45)),
        ({"modes": ["solo-in-person", "group-in-person"]}, ("modes", "group-in-person")),
        ({"cost": "medium"}, ("cost", "medium")),
        ({"cost": "medium", "modes": ["group-online"]}, None),
        ({"risk": "medium"}, None),
        ({"ages": ["youth"]}, None),
        ({"roles_only": ["lawyer"]}, None),
        ({"regions": ["GB"]}, None),
        ({"after": ["write"]}, None),
        ({}, None),
    ],
    ids=[
        *("minutes", "mode", "cost", "two-gates", "risk", "age", "profession", "region"),
        *("comes-after", "listed-anyway"),
    ],
)
def test_only_minutes_mode_or_cost_are_ever_named_as_a_change(make_action, ask, action, change):
    """The least value that lists it is named; nobody is told to be somebody else or take a risk."""
    person = ask(modes=["solo-online"], cost="low", risk="low", region="US")

    assert only_change(make_action(**action), person) == change


# Factors


def _minutes(least, typical):
    """Write the minutes of an action as a pack does."""
    return {"minutes": {"min": least, "typical": typical, "max": 600}}


@pytest.mark.parametrize(
    ("action", "person", "level", "text"),
    [
        (_minutes(5, 8), {}, 15, "It takes about 8 minutes, which fits the time you have."),
        (_minutes(5, 30), {}, 15, "It takes about 30 minutes, which fits the time you have."),
        (_minutes(2, 7), {}, 13, "It takes about 7 minutes, which fits the time you have."),
        (_minutes(2, 3), {}, 13, "It takes about 3 minutes, which fits the time you have."),
        (_minutes(1, 2), {}, 11, "It takes about 2 minutes, which fits the time you have."),
        (
            _minutes(30, 60),
            {},
            12,
            "Most people take about 60 minutes; 30 are enough to make a start.",
        ),
        (
            _minutes(30, 61),
            {},
            8,
            "Most people take about 61 minutes; 30 are enough to make a start.",
        ),
        (
            {**_minutes(45, 60), "cadence": "ongoing"},
            {"per": "week"},
            8,
            "It has no fixed end, so you can do it a part at a time.",
        ),
    ],
    ids=["a-quarter", "all", "less", "a-tenth", "a-moment", "twice", "more-than-twice", "spread"],
)
def test_work_that_fills_the_sitting_fits_best(level_of, action, person, level, text):
    """The time factor, level by level, for somebody with 30 minutes."""
    assert _said(level_of("time", action, person)) == (level, text)


@pytest.mark.parametrize(
    ("typical", "minutes", "level"),
    [(7, 28, 15), (7, 29, 13), (3, 36, 13), (3, 37, 11)],
    ids=["a-quarter", "less-than-a-quarter", "a-twelfth", "less-than-a-twelfth"],
)
def test_a_quarter_and_a_twelfth_of_the_sitting_are_the_bounds(level_of, typical, minutes, level):
    """Just a quarter still fills the sitting, and just a twelfth is still more than a moment."""
    found = level_of("time", _minutes(1, typical), {"minutes": minutes})

    assert found.level == level


def test_time_says_nothing_when_there_is_a_concern(level_of):
    """With a concern no minutes move an action."""
    found = level_of("time", {}, {"concern": True})

    assert (found.level, found.code) == (0, "time.concern")


@pytest.mark.parametrize(
    ("action", "skills", "level", "text"),
    [
        ({}, ["writing"], 2, "It needs no special skill."),
        ({"skills_helpful": ["writing"]}, [], 2, "It can be done without special skills."),
        ({"skills_helpful": ["writing"]}, ["writing"], 7, "It uses what you can do: Writing."),
        (
            {"skills_required": ["video"]},
            ["video"],
            9,
            "It uses what you can do: Video making and editing.",
        ),
        (
            {"skills_helpful": ["journalism"]},
            ["journalism"],
            12,
            "It uses what you can do: Journalism.",
        ),
        (
            {"skills_helpful": ["communication"]},
            ["writing"],
            4,
            "It uses what you can do: Communication.",
        ),
        (
            {"skills_required": ["writing"], "skills_helpful": ["editing", "research"]},
            ["writing", "editing"],
            12,
            "It uses what you can do: Editing and proofreading, Writing.",
        ),
        (
            {"skills_helpful": ["journalism", "writing", "editing"]},
            ["journalism", "writing", "editing"],
            15,
            "It uses what you can do: Editing and proofreading, Journalism, Writing.",
        ),
    ],
    ids=["none-wanted", "none-had", "common", "some", "rare", "wider", "two", "never-above-15"],
)
def test_skills_count_by_how_rare_they_are(level_of, action, skills, level, text):
    """The skill factor, level by level; a wider skill than one has counts half."""
    assert _said(level_of("skill", action, {"skills": skills})) == (level, text)


def test_a_missing_required_skill_gives_nothing_for_the_others(level_of):
    """Helpful skills do not make up for one without which it does not go well."""
    action = {"skills_required": ["legal-advice"], "skills_helpful": ["writing"]}

    found = level_of("skill", action, {"skills": ["writing"]})

    assert (found.level, found.code) == (0, "skill.missing")
    assert [str(skill) for skill in found.slots["skills"]] == ["Legal advice and representation"]


@pytest.mark.parametrize(
    ("action", "roles", "level", "text"),
    [
        ({"roles": ["student"]}, ["student"], 12, "It suits people like you: Student."),
        (
            {"roles": ["educator"]},
            ["teacher"],
            13,
            "It suits people like you: Teacher or educator.",
        ),
        (
            {"roles": ["lawyer", "student"]},
            ["lawyer", "student"],
            15,
            "It suits people like you: Lawyer (licensed), Student.",
        ),
        (
            {"roles": ["employer"]},
            ["venue-owner"],
            9,
            "It suits a group that you belong to: Employer or business owner.",
        ),
        (
            {"roles_only": ["employer"]},
            ["venue-owner"],
            9,
            "It suits a group that you belong to: Employer or business owner.",
        ),
        ({"roles": ["anyone", "student"]}, ["lawyer"], 6, "It is for anyone."),
        ({}, ["lawyer"], 6, "It is for anyone."),
        ({}, [], 6, "It is for anyone."),
    ],
    ids=["common", "some", "rare", "wider", "wider-only", "anyone", "no-role", "nobody"],
)
def test_what_suits_somebody_stands_above_what_is_for_anyone(level_of, action, roles, level, text):
    """The role factor, level by level."""
    assert _said(level_of("role", action, {"roles": roles})) == (level, text)


def test_an_action_for_others_gets_nothing_for_roles(level_of):
    """What is not for anyone and not for such a person gets no points."""
    found = level_of("role", {"roles": ["lawyer"]}, {"roles": ["student"]})

    assert (found.level, found.code) == (0, "role.other")


@pytest.mark.parametrize(
    ("action", "topics", "level", "text"),
    [
        (
            ["fair-trade"],
            ["fair-trade"],
            15,
            "It is about what you care for: Fair trade and ethical buying.",
        ),
        (
            ["supply-chains"],
            ["fair-trade"],
            9,
            "It is close to what you care for: Supply chains and risky goods.",
        ),
        (
            ["fair-trade", "awareness"],
            ["supply-chains"],
            9,
            "It is close to what you care for: Fair trade and ethical buying.",
        ),
    ],
    ids=["asked-for", "the-whole-of-it", "a-part-of-it"],
)
def test_what_somebody_cares_for_counts_and_what_is_near_it_counts_less(
    level_of, action, topics, level, text
):
    """The topic factor, level by level."""
    found = level_of("topic", {"topics": action}, {"topics": topics})

    assert _said(found) == (level, text)


@pytest.mark.parametrize("topics", [[], ["awareness"]], ids=["cares-for-anything", "other"])
def test_other_topics_count_nothing(level_of, topics):
    """Topics that nobody asked for give no points."""
    found = level_of("topic", {"topics": ["fair-trade"]}, {"topics": topics})

    assert (found.level, found.code) == (0, "topic.other")


@pytest.mark.parametrize(
    ("regions", "region", "level", "text"),
    [
        (["US-OH"], "US-OH", 15, "It is made for the place where you are."),
        (["US", "001"], "US-OH", 15, "It is made for the place where you are."),
        (["EU"], "DE", 15, "It is made for the place where you are."),
        (["150"], "150", 15, "It is made for the place where you are."),
        (["001"], "US-OH", 8, "It can be done anywhere."),
        (["001"], "001", 8, "It can be done anywhere."),
    ],
    ids=["part", "country", "bloc", "asked-for-a-bloc", "world", "asked-for-no-place"],
)
def test_what_is_made_for_a_place_stands_above_what_is_for_all(
    level_of, regions, region, level, text
):
    """The place factor: a part of a country, a country or a bloc is here, the world anywhere."""
    found = level_of("place", {"regions": regions}, {"region": region})

    assert _said(found) == (level, text)


@pytest.mark.parametrize(
    ("action", "person", "level", "text"),
    [
        (
            {**_minutes(1, 5), "quiet": True},
            {},
            15,
            "Learning is the first step, and nobody needs to know.",
        ),
        (_minutes(1, 5), {}, 10, "It is an easy first step."),
        (_minutes(1, 10), {}, 9, "It is an easy first step."),
        (_minutes(1, 30), {}, 8, "It is an easy first step."),
        (_minutes(1, 60), {}, 7, "It is an easy first step."),
        (_minutes(1, 61), {}, 6, "It is an easy first step."),
        ({**_minutes(1, 61), "cost": "low"}, {}, 4, "It is an easy first step."),
        (
            {**_minutes(1, 61), "cost": "low", "risk": "low", "safety": ["Be safe."]},
            {},
            2,
            "It is an easy first step.",
        ),
        (
            {**_minutes(1, 10), "concern": True},
            {"concern": True},
            14,
            "When something worries you, help and reporting come first.",
        ),
        (
            {**_minutes(1, 61), "concern": True},
            {"concern": True},
            11,
            "When something worries you, help and reporting come first.",
        ),
        (
            {**_minutes(1, 5), "quiet": True},
            {"concern": True},
            4,
            "You can do it quietly, without anyone noticing.",
        ),
        (
            {**_minutes(1, 60), "quiet": True, "topics": ["indicators-reporting"]},
            {"concern": True},
            6,
            "You can do it quietly, without anyone noticing.",
        ),
    ],
    ids=[
        *("learn", "5", "10", "30", "60", "61", "costs", "costs-and-risks"),
        *("help-soon", "help-slow", "quiet", "quiet-signs"),
    ],
)
def test_a_first_step_is_short_free_without_risk_or_skill(level_of, action, person, level, text):
    """The start factor, level by level, without and with a concern."""
    assert _said(level_of("start", action, person)) == (level, text)


@pytest.mark.parametrize(
    ("action", "level", "code"),
    [
        ({"concern": True}, 0, "start.no_concern"),
        (
            {
                **_minutes(1, 61),
                "cost": "low",
                "risk": "low",
                "skills_required": ["video"],
            },
            0,
            "start.easy",
        ),
    ],
    ids=["a-report-without-a-concern", "everything-against-it"],
)
def test_what_is_no_first_step_gets_nothing_for_it(level_of, action, level, code):
    """A report stands last while nothing worries anybody; long, costly work gets nothing."""
    found = level_of("start", action, {})

    assert (found.level, found.code) == (level, code)


def test_a_word_that_is_not_there_now_counts_as_one_that_some_have(make_action, actions):
    """A wider word whose pack was left out still counts, half as any wider word, without a name."""
    diving = Word(id="a:diving", kind=WordKind.SKILL, label=Text("Diving"), broader="gone:sport")
    catalog = attrs.evolve(actions, words=Vocabulary([diving]))
    person = asker(catalog, Profile(minutes=30, skills=["diving"]))

    found = FACTORS["skill"](make_action(skills_helpful=["gone:sport"]), person)

    assert (found.level, found.slots) == (2 + 7 // 2, {"skills": ()})


def test_weights_sum_to_the_highest_score_and_points_are_whole():
    """The default weights sum to 10 000; a level is worth its share of the weight, cut off."""
    assert sum(WEIGHTS.values()) == 10_000
    assert list(WEIGHTS) == list(FACTORS)
    assert [points(300, level) for level in (0, 1, 8, 15)] == [0, 20, 160, 300]
    assert points(100, 8) == 53
