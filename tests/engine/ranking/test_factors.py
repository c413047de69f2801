"""Each factor, level by level, with the sentence that a person reads."""

import attrs
import pytest

from takeaction import Profile
from takeaction.engine.ranking.asker import look_up_asker
from takeaction.engine.ranking.factors import FACTORS, WEIGHTS
from takeaction.engine.ranking.gates import OneAction
from takeaction.engine.reasons import points, say
from takeaction.models.text import Text
from takeaction.models.word import Vocabulary, Word
from takeaction.testing import catalog_of
from takeaction.vocabulary.records import WordKind


@pytest.fixture(scope="module")
def level_of(make_action, ask):
    return lambda factor, action, person: FACTORS[factor].level(
        OneAction(make_action(**action)), ask(**person)
    )


def _level_and_text(actual):
    return actual.level, say(actual.code, "en", actual.slots)


def _minutes(least, typical):
    return {"minutes": {"min": least, "typical": typical, "max": 600}}


# Time

FITS = "It takes about {} minutes, so it fits the time you have."
START = "It usually takes {} minutes; 30 are enough to start."


@pytest.mark.parametrize(
    ("action", "person", "level", "text"),
    [
        (_minutes(5, 30), {}, 15, FITS.format(30)),
        (_minutes(2, 3), {}, 15, FITS.format(3)),
        (_minutes(1, 1), {}, 10, FITS.format(1).replace("minutes", "minute")),
        (_minutes(30, 60), {}, 14, START.format(60)),
        (_minutes(30, 61), {}, 12, START.format(61)),
        (
            {**_minutes(45, 60), "cadence": "ongoing"},
            {"per": "week"},
            9,
            "It has no fixed end, so you can do a bit at a time.",
        ),
        (
            {**_minutes(45, 60), "in_parts": True},
            {"per": "week"},
            9,
            "You can do it a little at a time.",
        ),
        (
            {**_minutes(45, 60), "begin": 15},
            {},
            9,
            "You can start with 15 minutes. All of it takes about 60.",
        ),
    ],
    ids=["all", "a-tenth", "a-moment", "twice", "more-than-twice", "spread", "in-parts", "begin"],
)
def test_work_that_fits_the_sitting_fits_best(level_of, action, person, level, text):
    assert _level_and_text(level_of("time", action, person)) == (level, text)


@pytest.mark.parametrize(("minutes", "level"), [(45, 15), (46, 10)], ids=["a-fifteenth", "less"])
def test_a_fifteenth_of_the_sitting_is_the_bound(level_of, minutes, level):
    assert level_of("time", _minutes(1, 3), {"minutes": minutes}).level == level


@pytest.mark.parametrize("factor", ["time", "skill"], ids=str)
def test_neither_time_nor_skill_counts_with_a_concern(level_of, factor):
    action = {"skills_helpful": ["writing"]}

    actual = level_of(factor, action, {"concern": True, "skills": ["writing"]})

    assert (actual.level, actual.code) == (0, f"{factor}.concern")


# Skill


@pytest.mark.parametrize(
    ("action", "skills", "level", "text"),
    [
        ({"skills_helpful": ["writing"]}, [], 3, "You don't need special skills."),
        ({"skills_helpful": ["writing"]}, ["writing"], 9, "It uses what you're good at: Writing."),
        (
            {"skills_required": ["video"]},
            ["video"],
            12,
            "It uses what you're good at: Video making and editing.",
        ),
        (
            {"skills_helpful": ["journalism"]},
            ["journalism"],
            11,
            "It uses what you're good at: Journalism.",
        ),
        (
            {"skills_helpful": ["communication"]},
            ["writing"],
            7,
            "It uses what you're good at: Communication.",
        ),
        (
            {"skills_required": ["writing"], "skills_helpful": ["editing", "research"]},
            ["writing", "editing"],
            15,
            "It uses what you're good at: Editing and proofreading, Writing.",
        ),
        (
            {"skills_helpful": ["journalism", "writing", "editing"]},
            ["journalism", "writing", "editing"],
            15,
            "It uses what you're good at: Editing and proofreading, Journalism, Writing.",
        ),
    ],
    ids=["none-had", "common", "required", "rare", "wider", "two", "never-above-15"],
)
def test_skills_count_by_how_rare_they_are(level_of, action, skills, level, text):
    assert _level_and_text(level_of("skill", action, {"skills": skills})) == (level, text)


def test_an_action_that_wants_no_skill_gains_nothing_by_it(level_of):
    assert level_of("skill", {}, {"skills": ["writing"]}).level == 0


@pytest.mark.parametrize("factor", ["skill", "role"], ids=str)
def test_a_missing_required_skill_gives_nothing_for_the_rest(level_of, factor):
    action = {
        "skills_required": ["legal-advice"],
        "skills_helpful": ["writing"],
        "made_for": ["student"],
    }

    person = {"skills": ["writing"], "roles": ["student"]}

    assert level_of(factor, action, person | {"topics": ["awareness"]}).level == 0
    # Where no topic chooses, somebody whom it is made for may want to learn the skill.
    assert level_of(factor, action, person).level == (6 if factor == "role" else 0)


def test_a_missing_word_counts_as_one_that_some_people_have(make_action):
    diving = Word(id="a:diving", kind=WordKind.SKILL, label=Text("Diving"), broader="gone:sport")
    catalog = attrs.evolve(catalog_of([]), words=Vocabulary([diving]))
    person = look_up_asker(catalog, Profile(minutes=30, skills=["diving"]))

    actual = FACTORS["skill"].level(OneAction(make_action(skills_helpful=["gone:sport"])), person)

    assert (actual.level, actual.slots) == (5 + 5 // 2, {"skills": ()})


# Role

MADE = "Made for {}."
SUITS = "A good fit for {}."
AMONG = "A good fit for {}, and that includes you."
ANYBODY = "Anyone can do it."


@pytest.mark.parametrize(
    ("action", "roles", "level", "text"),
    [
        ({"made_for": ["student", "parent"]}, ["student"], 12, MADE.format("students")),
        (
            {"made_for": ["lawyer", "student"], "roles": ["anyone"]},
            ["lawyer", "student"],
            12,
            MADE.format("lawyers, students"),
        ),
        ({"made_for": ["employer"]}, ["venue-owner"], 5, AMONG.format("employers")),
        ({"made_for": ["student"], "roles": ["parent"]}, ["parent"], 8, SUITS.format("parents")),
        (
            {"roles_only": ["student", "parent"], "made_for": ["student"], "kind": "join"},
            ["parent"],
            2,
            SUITS.format("parents"),
        ),
        ({"roles_only": ["student"]}, ["student"], 10, SUITS.format("students")),
        ({"roles_only": ["employer"]}, ["venue-owner"], 10, SUITS.format("employers")),
        ({"roles": ["student"]}, ["student"], 8, SUITS.format("students")),
        ({"roles": ["anyone", "student"]}, ["student"], 8, SUITS.format("students")),
        ({"roles": ["employer"]}, ["venue-owner"], 4, AMONG.format("employers")),
        ({"roles": ["anyone"]}, ["student"], 3, ANYBODY),
        ({}, [], 3, ANYBODY),
        ({"roles": ["anyone", "student"], "made_for": ["student"]}, ["parent"], 3, ANYBODY),
        ({"roles": ["anyone"], "quiet": True}, ["lawyer"], 3, ANYBODY),
        ({"roles": ["student"], "quiet": True}, ["lawyer"], 3, ANYBODY),
    ],
    ids=[
        *("made-for-them", "made-for-two-of-theirs", "made-for-a-wider-word", "named"),
        *("open-to-some-made-for-others", "reserved-unsaid", "reserved-for-a-wider-word"),
        *("named-unsaid", "named-beside-anyone", "wider", "anyone", "no-role", "beside-anyone"),
        *("a-profession-learns-too", "learning-is-for-anyone"),
    ],
)
def test_those_an_action_is_made_for_come_first(level_of, action, roles, level, text):
    person = {"roles": roles, "topics": ["awareness"]}
    assert _level_and_text(level_of("role", action, person)) == (level, text)


ROLES = ["student", "parent", "voter", "donor", "consumer", "traveller", "volunteer", "neighbour"]
ROLES += ["lawyer", "writer", "educator"]


@pytest.mark.parametrize(
    ("others", "anyone", "level"),
    [
        *[(0, False, 15), (2, False, 13), (5, False, 12), (9, False, 11), (10, False, 9)],
        *[(0, True, 12), (2, True, 12), (3, True, 11), (6, True, 11), (7, True, 9)],
    ],
    ids=str,
)
def test_the_fewer_roles_an_action_is_made_for_the_more_it_counts(level_of, others, anyone, level):
    # An action that is open to anyone counts as made for three roles more.
    roles = ["anyone"] if anyone else ["student"]
    action = {"made_for": ROLES[: others + 1], "roles": roles, "kind": "talk"}

    assert level_of("role", action, {"roles": ["student"]}).level == level
    # Whoever asks for a topic has said what to choose by.
    asked = {"roles": ["student"], "topics": ["awareness"]}
    assert level_of("role", action, asked).level == 12


def test_a_role_of_a_pack_is_called_by_its_label(make_action):
    # The core has no words for the people of another pack's role, so its label is shown.
    diver = Word(id="a:diver", kind=WordKind.ROLE, label=Text("Pearl diver"))
    catalog = attrs.evolve(catalog_of([]), words=Vocabulary([diver]))
    person = look_up_asker(catalog, Profile(minutes=30, roles=["a:diver"]))

    actual = FACTORS["role"].level(OneAction(make_action(made_for=["a:diver"])), person)

    assert _level_and_text(actual) == (12, "Made for Pearl diver.")


@pytest.mark.parametrize(
    ("action", "roles"),
    [
        ({"roles": ["lawyer"]}, ["student"]),
        ({"roles": ["anyone"]}, ["lawyer"]),
        ({}, ["lawyer"]),
        (
            {"made_for": ["voter"], "addressed_to": ["public-official"]},
            ["border-official", "voter"],
        ),
    ],
    ids=["for-others", "for-anyone-but-asked-of-a-profession", "no-role", "addressed-to-them"],
)
def test_an_action_for_others_gets_nothing_for_roles(level_of, action, roles):
    # It is for others, or for anyone but asked of no profession, or they are its receiving end.
    actual = level_of("role", action, {"roles": roles})

    assert (actual.level, actual.code) == (0, "role.other")


SIGNS = "You asked about signs, and this is where to report them."


@pytest.mark.parametrize(
    ("action", "person", "level"),
    [
        ({"roles": ["anyone"], "kind": "report"}, {}, 0),
        ({"roles": ["anyone"], "quiet": True}, {}, 0),
        ({"roles": []}, {}, 0),
        ({"roles": ["anyone"], "kind": "report"}, {"concern": True}, 3),
        ({"made_for": ["neighbour"], "kind": "report"}, {"roles": ["neighbour"]}, 12),
        ({"kind": "report"}, {"topics": ["indicators-reporting"]}, 12),
        ({"kind": "help"}, {"topics": ["indicators-reporting"]}, 0),
        ({"made_for": ["survivor"], "kind": "help"}, {"roles": ["survivor"]}, 4),
        ({"roles": ["survivor"]}, {"roles": ["survivor"]}, 4),
    ],
    ids=[
        *("anyone", "quiet", "no-role", "something-to-report", "made-for-such-people"),
        *("asked-about-signs", "help-is-no-report", "help-for-another-day", "unsaid"),
    ],
)
def test_nobody_is_asked_to_report_while_there_is_nothing_to_report(
    level_of, action, person, level
):
    assert level_of("role", {**action, "concern": True}, person).level == level


EVERYBODY = "It's for everybody: anyone may need it one day."
DUTY = "People with your work may meet this, so it's good to know where to report it."
CLOSE = "It's there for people like you, on any day you need it."


@pytest.mark.parametrize(
    ("action", "person", "level", "text"),
    [
        ({"kind": "report", "concern": True}, {}, 10, EVERYBODY),
        ({"kind": "prepare"}, {}, 10, EVERYBODY),
        ({"kind": "report", "concern": True}, {"roles": ["nurse"]}, 10, DUTY),
        (
            {"kind": "help", "concern": True, "made_for": ["youth"], "ages": ["youth"]},
            {"age": "youth"},
            13,
            CLOSE,
        ),
        (
            {
                "kind": "help",
                "concern": True,
                "made_for": ["survivor"],
                "topics": ["survivor-support"],
            },
            {"roles": ["survivor"]},
            13,
            CLOSE,
        ),
    ],
    ids=["report", "number", "who-may-meet-signs-at-work", "young", "survivor"],
)
def test_some_things_are_for_everybody(level_of, action, person, level, text):
    action = {"topics": ["indicators-reporting"], "roles": ["anyone"], **action}

    assert _level_and_text(level_of("role", action, person)) == (level, text)


@pytest.mark.parametrize(
    ("action", "person"),
    [
        ({"kind": "report", "concern": True}, {"topics": ["fair-trade"]}),
        ({"kind": "report", "concern": True}, {"roles": ["student"]}),
        ({"kind": "report", "concern": True, "topics": ["online-exploitation"]}, {}),
        ({"kind": "help", "concern": True, "made_for": ["survivor"]}, {}),
    ],
    ids=["other-topics", "a-role-without-duty", "a-special-report", "help-of-others"],
)
def test_and_nothing_special_is(level_of, action, person):
    action = {"topics": ["indicators-reporting"], "roles": ["anyone"], **action}

    assert level_of("role", action, person).level == 0


def test_rights_that_come_with_some_work_are_for_those_who_do_it(level_of):
    action = {"kind": "rights", "quiet": True, "roles": ["worker"], "made_for": ["farm-worker"]}

    assert level_of("role", action, {"roles": ["lawyer"]}).level == 0
    assert level_of("role", action, {"roles": ["farm-worker"]}).level == 15


def test_whoever_asks_about_signs_reads_why_a_report_is_there(level_of):
    action = {"kind": "report", "concern": True, "made_for": ["neighbour"]}

    actual = level_of("role", action, {"topics": ["indicators-reporting"]})

    assert _level_and_text(actual) == (12, SIGNS)


# Topic

CARE = "It's about what you care about: {}."
FAIR, GENERAL = "Fair trade and ethical buying", "Useful for everyone to know."


@pytest.mark.parametrize(
    ("action", "topics", "level", "text"),
    [
        (["fair-trade"], ["fair-trade"], 15, CARE.format(FAIR)),
        (["fair-trade", "awareness"], ["fair-trade", "legal-aid"], 12, CARE.format(FAIR)),
        (
            ["fair-trade", "awareness", "survivor-support"],
            ["legal-aid", "fair-trade"],
            8,
            CARE.format(FAIR),
        ),
        (["awareness"], ["awareness"], 8, CARE.format("Awareness and education")),
        (
            ["awareness", "fair-trade"],
            ["awareness", "fair-trade"],
            15,
            CARE.format(f"Awareness and education, {FAIR}"),
        ),
        (
            ["supply-chains"],
            ["fair-trade"],
            6,
            "It's close to what you care about: Supply chains and risky goods.",
        ),
        (
            ["fair-trade", "awareness"],
            ["supply-chains"],
            6,
            f"It's close to what you care about: {FAIR}.",
        ),
        (["awareness"], ["legal-aid"], 3, GENERAL),
        (["awareness", "indicators-reporting"], [], 3, GENERAL),
    ],
    ids=[
        *("all-of-it", "half-of-it", "a-third", "only-awareness", "awareness-and-more"),
        *("the-whole-of-it", "a-part", "general", "both"),
    ],
)
def test_an_action_counts_more_the_more_of_its_topics_were_asked_for(
    level_of, action, topics, level, text
):
    actual = level_of("topic", {"topics": action}, {"topics": topics})

    assert _level_and_text(actual) == (level, text)


@pytest.mark.parametrize(
    ("action", "person", "level", "text"),
    [
        (
            ["indicators-reporting"],
            {"roles": ["nurse"]},
            7,
            "In your job you may come across this.",
        ),
        (
            ["indicators-reporting", "awareness"],
            {"roles": ["nurse"]},
            4,
            "In your job you may come across this.",
        ),
        (
            ["online-exploitation"],
            {"age": "youth"},
            7,
            "It helps young people stay safe.",
        ),
    ],
    ids=["work", "work-in-part", "young"],
)
def test_work_and_age_bring_topics_near(level_of, action, person, level, text):
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
    # Work and age bring learning near, but never a report on the same topic.
    assert level_of("topic", {"topics": [topic], "concern": True}, person).level == 0


def test_a_report_is_not_guessed_from_the_work(level_of):
    action = {"topics": ["indicators-reporting"], "concern": True}

    assert level_of("topic", action, {"roles": ["nurse"]}).level == 3


@pytest.mark.parametrize(
    ("topics", "level"),
    [([], 0), (["indicators-reporting"], 15), (["child-trafficking"], 0)],
    ids=["asked-for-nothing", "asked-for-it", "asked-for-other"],
)
def test_with_a_concern_only_what_was_asked_for_counts(level_of, topics, level):
    person = {"roles": ["nurse"], "concern": True, "topics": topics}

    assert level_of("topic", {"topics": ["indicators-reporting"]}, person).level == level


@pytest.mark.parametrize(
    ("action", "topics"),
    [(["fair-trade"], []), (["fair-trade", "awareness"], ["legal-aid"]), ([], ["awareness"])],
    ids=["cares-for-anything", "other", "about-nothing"],
)
def test_other_topics_count_nothing(level_of, action, topics):
    assert level_of("topic", {"topics": action}, {"topics": topics}).level == 0


# Place


@pytest.mark.parametrize(
    ("regions", "region", "level", "text"),
    [
        (["US-OH"], "US-OH", 15, "It's made for where you are."),
        (["US", "001"], "US-OH", 15, "It's made for where you are."),
        (["EU"], "DE", 15, "It's made for where you are."),
        (["150"], "150", 15, "It's made for where you are."),
        (["001"], "US-OH", 8, "You can do it anywhere."),
        (["001"], "001", 8, "You can do it anywhere."),
    ],
    ids=["part", "country", "bloc", "asked-for-a-bloc", "world", "asked-for-no-place"],
)
def test_an_action_for_a_place_counts_more_than_one_for_the_world(
    level_of, regions, region, level, text
):
    actual = level_of("place", {"regions": regions}, {"region": region})

    assert _level_and_text(actual) == (level, text)


# Kind

LEARN = "It tells you what to know before you act."
ORGANISE = "It brings people together."
OTHER = "It is one way to act."


@pytest.mark.parametrize(
    ("action", "person", "level", "text"),
    [
        ({"kind": "learn"}, {"minutes": 19}, 10, LEARN),
        ({"kind": "learn"}, {"minutes": 20}, 9, LEARN),
        ({"kind": "learn"}, {"roles": ["survivor"]}, 2, LEARN),
        ({"kind": "organise"}, {"minutes": 19}, 2, ORGANISE),
        ({"kind": "organise"}, {"minutes": 20}, 10, ORGANISE),
        ({"kind": "organise"}, {"minutes": 19, "roles": ["lawyer"]}, 7, ORGANISE),
        ({"kind": "organise"}, {"age": "youth", "roles": ["lawyer"]}, 0, ORGANISE),
        ({"kind": "organise"}, {"age": "youth", "roles": ["survivor"]}, 6, ORGANISE),
        ({"quiet": True}, {}, 9, LEARN),
        ({}, {}, 5, OTHER),
        ({"concern": True}, {}, 4, OTHER),
    ],
    ids=[
        *("brief", "with-time", "survivor", "not-in-a-moment", "bring-together", "work", "young"),
        *("survivor-first", "quiet-is-learning", "unsaid", "unsaid-report"),
    ],
)
def test_a_kind_suits_a_situation(level_of, action, person, level, text):
    action = {"ages": ["youth", "adult"], **action}

    assert _level_and_text(level_of("kind", action, person)) == (level, text)


@pytest.mark.parametrize(
    ("topics", "level"),
    [(["awareness"], 2), (["indicators-reporting"], 2), (["policy-advocacy", "awareness"], 7)],
    ids=["the-basics", "the-signs", "the-law"],
)
def test_a_survivor_is_not_taught_what_trafficking_is(level_of, topics, level):
    action = {"kind": "learn", "topics": topics}

    assert level_of("kind", action, {"roles": ["survivor"]}).level == level
    assert level_of("kind", action, {}).level == 9


def test_whoever_is_at_the_receiving_end_is_not_asked(level_of):
    action = {"kind": "ask", "addressed_to": ["public-official"]}

    assert level_of("kind", action, {"roles": ["public-official"]}).level == 0
    assert level_of("kind", action, {"roles": ["voter"]}).level == 6


HELP = "When something worries you, help and reporting come first."
QUIETLY = "You can do it quietly, without telling anyone."


@pytest.mark.parametrize(
    ("action", "person", "level", "text"),
    [
        ({**_minutes(1, 10), "concern": True}, {"concern": True}, 13, HELP),
        ({**_minutes(1, 61), "concern": True, "kind": "help"}, {"concern": "self"}, 10, HELP),
        ({**_minutes(1, 61), "concern": True, "kind": "report"}, {"concern": "other"}, 9, HELP),
        ({**_minutes(1, 5), "quiet": True}, {"concern": True}, 4, QUIETLY),
        (
            {**_minutes(1, 60), "quiet": True, "topics": ["indicators-reporting"]},
            {"concern": True},
            7,
            QUIETLY,
        ),
        ({**_minutes(1, 61), "kind": "rights"}, {"concern": "self"}, 4, QUIETLY),
        ({**_minutes(1, 61), "kind": "prepare", "quiet": True}, {"concern": True}, 7, QUIETLY),
        ({**_minutes(1, 61)}, {"concern": True}, 0, QUIETLY),
    ],
    ids=["soon", "help", "report", "learning", "signs", "rights", "prepare", "unsaid"],
)
def test_with_a_concern_the_soonest_help_comes_first(level_of, action, person, level, text):
    assert _level_and_text(level_of("kind", action, person)) == (level, text)


ABOUT_TRADE = {"topics": ["fair-trade"]}


@pytest.mark.parametrize(
    ("action", "person", "level"),
    [
        ({"topics": ["indicators-reporting"]}, {}, 10),
        (ABOUT_TRADE, {}, 6),
        ({"topics": ["fair-trade", "indicators-reporting"]}, {}, 6),
        (ABOUT_TRADE, {"topics": ["fair-trade"]}, 10),
        ({**ABOUT_TRADE, "made_for": ["worker"]}, {"roles": ["worker"]}, 10),
        ({**ABOUT_TRADE, "concern": False, "quiet": True, "kind": "prepare"}, {}, 7),
        ({**ABOUT_TRADE, "kind": "spread"}, {}, 0),
    ],
    ids=["about-signs", "far", "far-in-part", "about-it", "made-for-them", "quiet", "never-below"],
)
def test_help_for_something_else_counts_less(level_of, action, person, level):
    help_ = {**_minutes(1, 61), "concern": True, **action}

    assert level_of("kind", help_, {**person, "concern": True}).level == level


# Start

EASY = "It's an easy first step."
READING = "Reading is a good, private first step."
RISKY = {"risk": "low", "safety": ["Be safe."]}


@pytest.mark.parametrize(
    ("action", "person", "level", "text"),
    [
        ({**_minutes(1, 5), "quiet": True}, {}, 14, READING),
        (_minutes(1, 5), {}, 14, EASY),
        (_minutes(1, 10), {}, 12, EASY),
        (_minutes(1, 30), {}, 10, EASY),
        (_minutes(1, 60), {}, 8, EASY),
        (_minutes(1, 61), {}, 6, EASY),
        ({**_minutes(1, 61), **RISKY}, {}, 4, EASY),
        ({**_minutes(1, 61), **RISKY, "skills_required": ["video"]}, {}, 2, EASY),
        (_minutes(1, 5), {"done": ["write"]}, 0, EASY),
        (_minutes(1, 5), {"concern": True}, 0, EASY),
    ],
    ids=["read", "5", "10", "30", "60", "61", "risk", "risk-and-skill", "not-new", "concern"],
)
def test_a_first_step_is_short_without_risk_or_skill(level_of, action, person, level, text):
    assert _level_and_text(level_of("start", action, person)) == (level, text)


# Weights


def test_weights_sum_to_the_highest_score_and_points_are_whole():
    # The default weights sum to 10 000; a level is worth its share of the weight, cut off.
    assert sum(WEIGHTS.values()) == 10_000
    assert list(WEIGHTS) == list(FACTORS)
    assert [points(300, level) for level in (0, 1, 8, 15)] == [0, 20, 160, 300]
    assert points(100, 8) == 53
