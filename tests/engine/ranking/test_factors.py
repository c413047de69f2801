"""Each factor, level by level, with the sentence that a person reads."""

import attrs
import pytest

from takeaction import Profile
from takeaction.engine.points import points
from takeaction.engine.ranking.asker import look_up_asker
from takeaction.engine.ranking.factors import FACTORS, WEIGHTS
from takeaction.engine.reasons import say
from takeaction.models.text import Text
from takeaction.models.word import Vocabulary, Word
from takeaction.testing import catalog_of
from takeaction.vocabulary.records import WordKind


@pytest.fixture(scope="module")
def level_of(make_action, ask):
    """Return a function that gives the level of a factor for an action and somebody."""
    return lambda factor, action, person: FACTORS[factor](make_action(**action), ask(**person))


def _level_and_text(actual):
    """Return a level and the sentence that a person reads."""
    return actual.level, say(actual.code, "en", actual.slots)


def _minutes(least, typical):
    """Write the minutes of an action as a pack does."""
    return {"minutes": {"min": least, "typical": typical, "max": 600}}


# Time

FITS = "It takes about {} minutes, which fits the time you have."
START = "Most people take about {} minutes; 30 are enough to make a start."


@pytest.mark.parametrize(
    ("action", "person", "level", "text"),
    [
        (_minutes(5, 30), {}, 15, FITS.format(30)),
        (_minutes(2, 3), {}, 15, FITS.format(3)),
        (_minutes(1, 1), {}, 10, FITS.format(1).replace("minutes", "minute")),
        (_minutes(30, 60), {}, 14, START.format(60)),
        (_minutes(30, 61), {}, 10, START.format(61)),
        (
            {**_minutes(45, 60), "cadence": "ongoing"},
            {"per": "week"},
            11,
            "It has no fixed end, so you can do it a part at a time.",
        ),
    ],
    ids=["all", "a-tenth", "a-moment", "twice", "more-than-twice", "spread"],
)
def test_work_that_fits_the_sitting_fits_best(level_of, action, person, level, text):
    """The time factor, level by level, for somebody with 30 minutes."""
    assert _level_and_text(level_of("time", action, person)) == (level, text)


@pytest.mark.parametrize(("minutes", "level"), [(45, 15), (46, 10)], ids=["a-fifteenth", "less"])
def test_a_fifteenth_of_the_sitting_is_the_bound(level_of, minutes, level):
    """Work that takes a fifteenth of the sitting still fills it; less does not."""
    assert level_of("time", _minutes(1, 3), {"minutes": minutes}).level == level


def test_time_counts_nothing_with_a_concern(level_of):
    """With a concern no minutes move an action."""
    actual = level_of("time", {}, {"concern": True})

    assert (actual.level, actual.code) == (0, "time.concern")


# Skill


@pytest.mark.parametrize(
    ("action", "skills", "level", "text"),
    [
        ({}, ["writing"], 1, "It needs no special skill."),
        ({"skills_helpful": ["writing"]}, [], 2, "It can be done without special skills."),
        ({"skills_helpful": ["writing"]}, ["writing"], 6, "It uses what you can do: Writing."),
        (
            {"skills_required": ["video"]},
            ["video"],
            8,
            "It uses what you can do: Video making and editing.",
        ),
        (
            {"skills_helpful": ["journalism"]},
            ["journalism"],
            9,
            "It uses what you can do: Journalism.",
        ),
        (
            {"skills_helpful": ["communication"]},
            ["writing"],
            3,
            "It uses what you can do: Communication.",
        ),
        (
            {"skills_required": ["writing"], "skills_helpful": ["editing", "research"]},
            ["writing", "editing"],
            11,
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
    assert _level_and_text(level_of("skill", action, {"skills": skills})) == (level, text)


def test_a_missing_required_skill_gives_nothing_for_the_others(level_of):
    """Helpful skills do not make up for a required one."""
    action = {"skills_required": ["legal-advice"], "skills_helpful": ["writing"]}

    actual = level_of("skill", action, {"skills": ["writing"]})

    assert actual.level == 0


def test_a_missing_word_counts_as_one_that_some_people_have(make_action):
    """A wider word whose pack was left out still counts half, without a name."""
    diving = Word(id="a:diving", kind=WordKind.SKILL, label=Text("Diving"), broader="gone:sport")
    catalog = attrs.evolve(catalog_of([]), words=Vocabulary([diving]))
    person = look_up_asker(catalog, Profile(minutes=30, skills=["diving"]))

    actual = FACTORS["skill"](make_action(skills_helpful=["gone:sport"]), person)

    assert (actual.level, actual.slots) == (1 + 7 // 2, {"skills": ()})


# Role

FOR_VENUES = "It suits a group that you belong to: Employer or business owner."


@pytest.mark.parametrize(
    ("action", "roles", "level", "text"),
    [
        ({"roles_only": ["student"]}, ["student"], 10, "It suits people like you: Student."),
        (
            {"roles": ["lawyer"], "roles_only": ["lawyer", "writer"]},
            ["lawyer"],
            15,
            "It suits people like you: Lawyer (licensed).",
        ),
        (
            {"roles_only": ["employer"]},
            ["venue-owner"],
            10,
            "It suits people like you: Employer or business owner.",
        ),
        ({"roles": ["student"]}, ["student"], 9, "It suits people like you: Student."),
        (
            {"roles": ["lawyer", "student"]},
            ["lawyer", "student"],
            14,
            "It suits people like you: Lawyer (licensed), Student.",
        ),
        ({"roles": ["anyone", "student"]}, ["student"], 8, "It suits people like you: Student."),
        ({"roles": ["employer"]}, ["venue-owner"], 5, FOR_VENUES),
        ({"roles": ["anyone"]}, ["student"], 5, "It is for anyone."),
        ({}, [], 5, "It is for anyone."),
        ({"roles": ["anyone", "student"]}, ["parent"], 3, "It is for anyone."),
        ({"roles": ["anyone"], "quiet": True}, ["lawyer"], 5, "It is for anyone."),
        ({"roles": ["student"], "quiet": True}, ["lawyer"], 3, "It is for anyone."),
    ],
    ids=[
        *("reserved", "reserved-and-rare", "reserved-for-a-wider-word", "named", "named-and-rare"),
        *("named-beside-anyone", "wider", "anyone", "no-role", "beside-anyone"),
        *("a-profession-learns-too", "learning-is-for-anyone"),
    ],
)
def test_the_narrower_the_circle_the_better_it_suits(level_of, action, roles, level, text):
    """The role factor, level by level."""
    assert _level_and_text(level_of("role", action, {"roles": roles})) == (level, text)


@pytest.mark.parametrize(
    ("action", "roles"),
    [(["lawyer"], ["student"]), (["anyone"], ["lawyer"]), ([], ["lawyer"])],
    ids=["for-others", "for-anyone-but-asked-of-a-profession", "no-role"],
)
def test_an_action_for_others_gets_nothing_for_roles(level_of, action, roles):
    """An action for others gets none, and one for anyone none if the person has a profession."""
    actual = level_of("role", {"roles": action}, {"roles": roles})

    assert (actual.level, actual.code) == (0, "role.other")


@pytest.mark.parametrize(
    ("action", "person", "level"),
    [
        ({"roles": ["anyone"]}, {}, 0),
        ({"roles": ["anyone"], "quiet": True}, {}, 0),
        ({"roles": []}, {}, 0),
        ({"roles": ["anyone"]}, {"concern": True}, 5),
        ({"roles": ["survivor"]}, {"roles": ["survivor"]}, 9),
    ],
    ids=["anyone", "quiet", "no-role", "something-to-report", "made-for-such-people"],
)
def test_nobody_is_asked_to_report_while_there_is_nothing_to_report(
    level_of, action, person, level
):
    """Without a concern a report is for the people it names, and for nobody else."""
    assert level_of("role", {**action, "concern": True}, person).level == level


# Topic


@pytest.mark.parametrize(
    ("action", "topics", "level", "text"),
    [
        (
            ["fair-trade"],
            ["fair-trade"],
            15,
            "It is about what you care about: Fair trade and ethical buying.",
        ),
        (
            ["fair-trade", "awareness"],
            ["fair-trade", "legal-aid"],
            12,
            "It is about what you care about: Fair trade and ethical buying.",
        ),
        (
            ["fair-trade", "awareness", "survivor-support"],
            ["legal-aid", "fair-trade"],
            7,
            "It is about what you care about: Fair trade and ethical buying.",
        ),
        (
            ["supply-chains"],
            ["fair-trade"],
            5,
            "It is close to what you care about: Supply chains and risky goods.",
        ),
        (
            ["fair-trade", "awareness"],
            ["supply-chains"],
            5,
            "It is close to what you care about: Fair trade and ethical buying.",
        ),
        (["awareness"], ["legal-aid"], 4, "It is about what is good for everyone to know."),
        (
            ["awareness", "indicators-reporting"],
            [],
            4,
            "It is about what is good for everyone to know.",
        ),
    ],
    ids=["all-of-it", "half-of-it", "a-third", "the-whole-of-it", "a-part", "general", "both"],
)
def test_an_action_counts_more_the_more_of_its_topics_were_asked_for(
    level_of, action, topics, level, text
):
    """The topic factor, level by level."""
    actual = level_of("topic", {"topics": action}, {"topics": topics})

    assert _level_and_text(actual) == (level, text)


@pytest.mark.parametrize(
    ("action", "person", "level", "text"),
    [
        (
            ["indicators-reporting"],
            {"roles": ["nurse"]},
            14,
            "People in work like yours are the ones who meet this.",
        ),
        (
            ["indicators-reporting", "awareness"],
            {"roles": ["nurse"]},
            5,
            "People in work like yours are the ones who meet this.",
        ),
        (
            ["online-exploitation"],
            {"age": "youth"},
            14,
            "It is about what helps young people stay safe.",
        ),
    ],
    ids=["work", "work-in-part", "young"],
)
def test_work_and_age_bring_topics_near(level_of, action, person, level, text):
    """People who meet others at work hear of signs first, young people of their safety."""
    assert _level_and_text(level_of("topic", {"topics": action}, person)) == (level, text)


@pytest.mark.parametrize(
    ("topic", "person"),
    [
        ("online-exploitation", {"age": "youth"}),
        ("online-exploitation", {"age": "youth", "concern": True}),
    ],
    ids=["nothing-to-report", "concern"],
)
def test_a_report_is_not_guessed_from_the_age(level_of, topic, person):
    """Work and age bring learning near, but never a report on the same topic."""
    assert level_of("topic", {"topics": [topic], "concern": True}, person).level == 0


def test_a_report_is_not_guessed_from_the_work(level_of):
    """A report is as near to a nurse as to anyone else."""
    action = {"topics": ["indicators-reporting"], "concern": True}

    assert level_of("topic", action, {"roles": ["nurse"]}).level == 4


@pytest.mark.parametrize(
    ("action", "topics"),
    [(["fair-trade"], []), (["fair-trade", "awareness"], ["legal-aid"]), ([], ["awareness"])],
    ids=["cares-for-anything", "other", "about-nothing"],
)
def test_other_topics_count_nothing(level_of, action, topics):
    """Topics that nobody asked for give no points."""
    assert level_of("topic", {"topics": action}, {"topics": topics}).level == 0


# Place


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
def test_an_action_for_a_place_counts_more_than_one_for_the_world(
    level_of, regions, region, level, text
):
    """The place factor: a part of a country, a country or a bloc is here, the world anywhere."""
    actual = level_of("place", {"regions": regions}, {"region": region})

    assert _level_and_text(actual) == (level, text)


# Start

EASY = "It is an easy first step."
QUIETLY = "You can do it quietly, without telling anyone."
HELP = "When something worries you, help and reporting come first."
RISKY = {"risk": "low", "safety": ["Be safe."]}


@pytest.mark.parametrize(
    ("action", "person", "level", "text"),
    [
        (
            {**_minutes(1, 5), "quiet": True},
            {},
            12,
            "Learning is the first step, and nobody needs to know.",
        ),
        ({**_minutes(1, 5), "quiet": True}, {"roles": ["survivor"]}, 6, EASY),
        (_minutes(1, 5), {}, 6, EASY),
        (_minutes(1, 10), {}, 5, EASY),
        (_minutes(1, 30), {}, 4, EASY),
        (_minutes(1, 60), {}, 3, EASY),
        (_minutes(1, 61), {}, 2, EASY),
        ({**_minutes(1, 61), **RISKY}, {}, 1, EASY),
        ({**_minutes(1, 61), **RISKY, "skills_required": ["video"]}, {}, 0, EASY),
        ({**_minutes(1, 10), "concern": True}, {"concern": True}, 13, HELP),
        ({**_minutes(1, 61), "concern": True}, {"concern": True}, 10, HELP),
        ({**_minutes(1, 5), "quiet": True}, {"concern": True}, 4, QUIETLY),
        (
            {**_minutes(1, 60), "quiet": True, "topics": ["indicators-reporting"]},
            {"concern": True},
            6,
            QUIETLY,
        ),
    ],
    ids=[
        *("learn", "a-survivor-is-taught-nothing", "5", "10", "30", "60", "61", "risk"),
        *("risk-and-skill", "help-soon", "help-slow", "quiet", "quiet-signs"),
    ],
)
def test_a_first_step_is_short_without_risk_or_skill(level_of, action, person, level, text):
    """The start factor, level by level, without and with a concern."""
    assert _level_and_text(level_of("start", action, person)) == (level, text)


ABOUT_TRADE = {"topics": ["fair-trade"]}


@pytest.mark.parametrize(
    ("action", "person", "level"),
    [
        ({"topics": ["awareness", "indicators-reporting"]}, {}, 8),
        (ABOUT_TRADE, {}, 6),
        (ABOUT_TRADE, {"topics": ["fair-trade"]}, 8),
        (ABOUT_TRADE, {"topics": ["supply-chains"]}, 8),
        ({"topics": ["awareness", "fair-trade"]}, {}, 6),
        ({"topics": ["online-exploitation"]}, {"age": "youth"}, 8),
        ({"topics": ["fair-trade", "indicators-reporting"]}, {"roles": ["nurse"]}, 8),
        ({**ABOUT_TRADE, "roles": ["student"]}, {"roles": ["student"]}, 8),
        ({**ABOUT_TRADE, "roles": ["anyone", "student"]}, {"roles": ["student"]}, 6),
        ({**ABOUT_TRADE, "roles": ["anyone"]}, {"roles": ["anyone"]}, 6),
        (ABOUT_TRADE, {"roles": ["survivor"]}, 2),
    ],
    ids=[
        *("for-everybody", "far", "asked-for", "near", "far-in-part", "young", "work"),
        *("made-for-such-people", "for-anyone-as-well", "for-anyone", "a-survivor"),
    ],
)
def test_learning_something_far_is_less_of_a_first_step(level_of, action, person, level):
    """Learning is less of a first step if its topics have nothing to do with the person."""
    quiet = {**_minutes(1, 61), "quiet": True, "ages": ["youth", "adult"], **action}

    assert level_of("start", quiet, person).level == level


@pytest.mark.parametrize(
    ("action", "person", "level"),
    [
        ({"topics": ["indicators-reporting"]}, {}, 10),
        (ABOUT_TRADE, {}, 8),
        (ABOUT_TRADE, {"topics": ["fair-trade"]}, 10),
        ({**ABOUT_TRADE, "roles": ["worker"]}, {"roles": ["worker"]}, 10),
    ],
    ids=["about-signs", "far", "about-it", "made-for-such-people"],
)
def test_help_for_something_else_counts_less(level_of, action, person, level):
    """With a concern, help on other topics comes after help on the topic of the concern."""
    help_ = {**_minutes(1, 61), "concern": True, **action}

    assert level_of("start", help_, {**person, "concern": True}).level == level


@pytest.mark.parametrize(("typical", "level"), [(10, 3), (61, 0)], ids=["quick", "slow"])
def test_a_report_comes_last_without_a_concern(level_of, typical, level):
    """Without a concern a report gains a level only for being quick."""
    action = {**_minutes(1, typical), "concern": True, "quiet": True}

    assert _level_and_text(level_of("start", action, {})) == (level, HELP)


# Weights


def test_weights_sum_to_the_highest_score_and_points_are_whole():
    """The default weights sum to 10 000; a level is worth its share of the weight, cut off."""
    assert sum(WEIGHTS.values()) == 10_000
    assert list(WEIGHTS) == list(FACTORS)
    assert [points(300, level) for level in (0, 1, 8, 15)] == [0, 20, 160, 300]
    assert points(100, 8) == 53
