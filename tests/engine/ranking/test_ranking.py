"""Recommendations: their order and scores, and the notices and near misses around them."""

from datetime import UTC, datetime

import attrs
import pytest

from takeaction import Factor, Profile, QueryError, Records, UnknownWordError, recommend
from takeaction.engine.ranking.factors import WEIGHTS
from takeaction.models.text import Text, Words
from takeaction.testing import catalog_of
from takeaction.vocabulary.records import WordKind

AT = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
REPORT = {"purpose": "report", "kind": "hotline"}


def _ids(answer):
    return [recommendation.action.id for recommendation in answer]


# Order


def test_actions_are_ordered_by_score_and_equal_ones_by_id(make_action):
    catalog = catalog_of(
        [make_action("b:act"), make_action("a:act"), make_action("c:act", roles=["student"])]
    )

    answer = recommend(catalog, Profile(minutes=30, roles=["student"]))

    assert [(recommendation.action.id, recommendation.score) for recommendation in answer] == [
        ("c:act", 3719),
        ("a:act", 2819),
        ("b:act", 2819),
    ]


@pytest.mark.parametrize(
    ("limit", "length"), [(1, 1), (3, 3), (10, 10), (12, 12), (100, 12), (None, 12)]
)
def test_no_more_is_given_than_asked_for(make_action, limit, length):
    catalog = catalog_of([make_action(f"a:act-{n}") for n in range(12)])

    assert len(recommend(catalog, Profile(minutes=30), limit=limit)) == length


def test_ten_are_given_unless_another_number_is_asked_for(make_action):
    catalog = catalog_of([make_action(f"a:act-{n}") for n in range(12)])

    assert len(recommend(catalog, Profile(minutes=30))) == 10


@pytest.mark.parametrize("limit", [0, -1, True, "5", 2.0], ids=repr)
def test_a_limit_that_is_no_whole_number_above_0_is_refused(make_action, limit):
    with pytest.raises(QueryError) as caught:
        recommend(catalog_of([make_action()]), Profile(minutes=30), limit=limit)

    assert caught.value.code == "query.limit"
    assert str(caught.value) == "Give limit as a whole number from 1 to 1,000,000."


def test_a_moment_without_a_zone_is_refused(make_action):
    with pytest.raises(QueryError, match="datetime with a zone"):
        recommend(catalog_of([make_action()]), Profile(minutes=30), at=AT.replace(tzinfo=None))


def test_the_list_reads_like_a_sequence(make_action):
    catalog = catalog_of([make_action(f"a:act-{n}") for n in range(3)])

    answer = recommend(catalog, Profile(minutes=30))

    assert len(answer) == 3
    assert answer[0].action.id == "a:act-0"
    assert _ids(answer[1:]) == ["a:act-1", "a:act-2"]
    assert _ids(reversed(answer)) == ["a:act-2", "a:act-1", "a:act-0"]


def test_an_empty_catalog_lists_nothing():
    answer = recommend(catalog_of([]), Profile(minutes=30))

    assert (list(answer), sum(answer.excluded.values()), answer.stretch) == ([], 0, ())


def test_an_answer_says_why_whose_and_how_fresh_it_is(make_action):
    # The whole answer as JSON: reasons that add up, source, age and safety messages.
    action = make_action(
        skills_helpful=["writing"],
        roles=["student"],
        topics=["awareness"],
        risk="low",
        safety=["Be safe."],
        verified={"method": "two-sources"},
    )
    person = Profile(
        minutes=30, skills=["writing"], roles=["student"], topics=["awareness"], region="US-OH"
    )

    answer = recommend(catalog_of([action]), person, at=AT)

    assert answer.as_json() == {
        "recommendations": [
            {
                "id": "a:act",
                "title": "Act",
                "summary": "Why and what.",
                "steps": ["One.", "Two.", "Three."],
                "minutes": {"min": 10, "typical": 20, "max": 40},
                "cadence": "once",
                "modes": ["solo-online"],
                "cost": "none",
                "risk": "low",
                "safety": ["Be safe."],
                "links": [],
                "templates": [],
                "note": None,
                "pack": "a",
                "language": "en",
                "score": 1500 + 1140 + 1440 + 1013 + 80 + 533 + 133,
                "moved": 0,
                "why": "A good fit for students.",
                "reasons": [
                    {
                        "code": "time.fits",
                        "points": 1500,
                        "text": "It takes about 20 minutes, so it fits the time you have.",
                    },
                    {
                        "code": "skill.match",
                        "points": 1140,
                        "text": "It uses what you're good at: Writing.",
                    },
                    {
                        "code": "role.match",
                        "points": 1440,
                        "text": "A good fit for students.",
                    },
                    {
                        "code": "topic.match",
                        "points": 1013,
                        "text": "It's about what you care about: Awareness and education.",
                    },
                    {"code": "place.world", "points": 80, "text": "You can do it anywhere."},
                    {"code": "does.other", "points": 533, "text": "It is one way to act."},
                    {"code": "start.easy", "points": 133, "text": "It's an easy first step."},
                ],
                "finds": [],
                "freshness": {"state": "fresh", "since": "2026-08-01", "age_days": 115},
                "source": {
                    "title": "A test",
                    "url": None,
                    "publisher": None,
                    "checked": None,
                    "dated": "2026-08",
                },
                "verified": {
                    "method": "two-sources",
                    "on": None,
                    "by": None,
                    "review_by": None,
                },
                "reviewed": None,
            }
        ],
        "stretch": [],
        "excluded": dict.fromkeys(
            (
                *("status", "region", "age", "roles", "concern", "mode", "cost", "risk"),
                *("minutes", "after", "done", "dismissed"),
            ),
            0,
        ),
        "notices": [],
        "help": answer.help.as_json(),
    }


def test_a_factor_without_points_gives_no_reason(make_action):
    action = make_action(skills_required=["legal-advice"], topics=["fair-trade"], roles=["lawyer"])

    (recommendation,) = recommend(catalog_of([action]), Profile(minutes=30))

    assert [reason.code for reason in recommendation.reasons] == [
        "time.fits",
        "place.world",
        "does.other",
        "start.easy",
    ]


def test_texts_come_in_the_language_of_the_reader(make_action):
    action = attrs.evolve(make_action(), title=Text("Act", "en", (Words("Actúa", "es"),)))

    answer = recommend(catalog_of([action]), Profile(minutes=30, languages=["fr", "es-MX"]))

    (shown,) = answer.as_json()["recommendations"]
    assert (shown["title"], shown["language"], shown["summary"]) == ("Actúa", "es", "Why and what.")


def test_somebody_who_names_no_language_reads_english(make_action):
    answer = recommend(catalog_of([make_action()]), Profile(minutes=30, languages=[]))

    assert answer[0].reasons[0].text.startswith("It takes about 20 minutes")


# Gates


def test_each_action_that_is_kept_out_is_counted_once(make_action):
    catalog = catalog_of(
        [
            make_action("a:listed"),
            make_action("a:gone", status="retired", note="Gone.", cost="high"),
            make_action("a:dear", cost="high", risk="high"),
            make_action("a:risky", risk="high"),
            make_action("a:elsewhere", regions=["GB"]),
            make_action("a:done"),
        ]
    )
    person = Profile(minutes=30, cost="low", risk="low", region="US", done=["a:done"])

    answer = recommend(catalog, person)

    assert _ids(answer) == ["a:listed"]
    counted = {gate: count for gate, count in answer.excluded.items() if count}
    assert counted == {"status": 1, "region": 1, "cost": 1, "risk": 1, "done": 1}


def test_a_concern_lists_help_first_and_moves_nothing(make_action):
    catalog = catalog_of(
        [
            make_action("a:learn", quiet=True, topics=["awareness"]),
            make_action("a:report", concern=True, cost="high", topics=["awareness"]),
            make_action("a:tell", concern=True, topics=["awareness"]),
            make_action("a:post"),
        ]
    )

    answer = recommend(catalog, Profile(minutes=1, cost="none", concern=True))

    assert _ids(answer) == ["a:report", "a:tell", "a:learn"]
    assert [recommendation.moved for recommendation in answer] == [0, 0, 0]
    assert answer.excluded["concern"] == 1
    assert answer.stretch == ()


# Weights


def test_weights_of_the_host_change_the_order(make_action):
    catalog = catalog_of(
        [make_action("a:quick", minutes={"min": 1, "typical": 2, "max": 3}),
         make_action("a:student", roles=["student"])]
    )  # fmt: skip
    person = Profile(minutes=30, roles=["student"])

    by_role = recommend(catalog, person, weights={"role": 10_000})
    by_start = recommend(catalog, person, weights={"start": 9_000, "role": 1_000})

    assert [(recommendation.action.id, recommendation.score) for recommendation in by_role] == [
        ("a:student", 5333),
        ("a:quick", 2000),
    ]
    assert _ids(by_start) == ["a:quick", "a:student"]
    assert [reason.code for reason in by_start[0].reasons] == ["role.anyone", "start.easy"]


@pytest.mark.parametrize(
    ("weights", "text"),
    [
        ({**WEIGHTS, "time": 1_499}, "The weights sum to 9,999; they must sum to 10,000."),
        ({**WEIGHTS, "time": 1_501}, "The weights sum to 10,001; they must sum to 10,000."),
        ({}, "The weights sum to 0; they must sum to 10,000."),
        (
            {"time": 10_001, "place": -1},
            "Give the weight of place as a whole number from 0 to 10,000.",
        ),
        ({"time": True}, "Give the weight of time as a whole number from 0 to 10,000."),
        ({"time": 10_000.0}, "Give the weight of time as a whole number from 0 to 10,000."),
        ({"time": "10000"}, "Give the weight of time as a whole number from 0 to 10,000."),
    ],
    ids=["too-little", "too-much", "none", "negative", "bool", "float", "text"],
)
def test_weights_without_a_meaning_are_refused_by_name(make_action, weights, text):
    # Weights are whole numbers that sum to 10 000; the error names the wrong one.
    with pytest.raises(QueryError) as caught:
        recommend(catalog_of([make_action()]), Profile(minutes=30), weights=weights)

    assert (caught.value.code, str(caught.value)) == ("query.weights", text)


def test_a_weight_for_no_factor_is_refused_with_the_nearest(make_action):
    with pytest.raises(UnknownWordError) as caught:
        recommend(
            catalog_of([make_action()]), Profile(minutes=30), weights={"time": 1, "skils": 9_999}
        )

    error = caught.value
    assert (error.field, error.position, error.nearest) == ("weights", 1, ("skill",))


def _with_factor(catalog, level):
    factor = Factor("nearby", lambda _action, _person: level, "It is close by.")
    return attrs.evolve(catalog, factors=Records({"nearby": factor}))


def test_a_factor_of_a_plugin_counts_by_the_weight_that_the_host_gives_it(make_action):
    catalog = _with_factor(catalog_of([make_action()]), 6)

    (alone,) = recommend(catalog, Profile(minutes=30))
    (counted,) = recommend(catalog, Profile(minutes=30), weights={"nearby": 5_000, "place": 5_000})

    assert "factor.added" not in {reason.code for reason in alone.reasons}
    assert [(reason.points, str(reason)) for reason in counted.reasons] == [
        (2666, "You can do it anywhere."),
        (2000, "It is close by."),
    ]
    assert counted.score == 4666


@pytest.mark.parametrize("level", [-1, 16, True, 7.5, "7", None], ids=repr)
def test_a_plugin_that_gives_no_level_is_refused_by_name(make_action, level):
    catalog = _with_factor(catalog_of([make_action()]), level)

    with pytest.raises(QueryError) as caught:
        recommend(catalog, Profile(minutes=30), weights={"nearby": 10_000})

    assert str(caught.value) == (
        "The factor nearby gave a level that is no whole number from 0 to 15."
    )


# Spread over topics


def test_the_first_places_are_spread_over_topics(make_action):
    # Each further action of a topic loses 60 points, at most 180, and says so.
    same = [make_action(f"a:same-{n}", topics=["legal-aid"]) for n in range(5)]
    other = make_action("a:then-another", topics=["fair-trade"])
    less = make_action("a:then-a-lesser", topics=["girls-education"], skills_required=["video"])

    answer = recommend(catalog_of([*same, other, less]), Profile(minutes=30))

    assert [
        (recommendation.action.id, recommendation.score, recommendation.moved)
        for recommendation in answer
    ] == [
        ("a:same-0", 2819, 0),
        ("a:then-another", 2819, 0),
        ("a:same-1", 2819, 60),
        ("a:same-2", 2819, 120),
        ("a:same-3", 2819, 180),
        ("a:same-4", 2819, 180),
        ("a:then-a-lesser", 2246, 0),
    ]
    assert answer[0].reasons[-1].code == "start.easy"
    moved = answer[2].reasons[-1]
    assert (moved.points, str(moved)) == (
        0,
        "Something above it is about the same topic.",
    )


def test_the_first_places_are_spread_over_kinds(make_action):
    # Each further action of a kind loses 150 points, at most 450, and says so.
    same = [make_action(f"a:same-{n}", kind="talk") for n in range(5)]
    other = make_action("a:then-another", kind="workplace")

    answer = recommend(catalog_of([*same, other]), Profile(minutes=30))

    assert [
        (recommendation.action.local_id, recommendation.moved) for recommendation in answer
    ] == [
        ("same-0", 0),
        ("then-another", 0),
        ("same-1", 150),
        ("same-2", 300),
        ("same-3", 450),
        ("same-4", 450),
    ]
    assert str(answer[2].reasons[-1]) == ("Something above it is the same kind of step.")


def test_topics_that_somebody_asked_for_are_never_spread(make_action):
    same = [make_action(f"a:same-{n}", topics=["fair-trade"]) for n in range(3)]

    answer = recommend(catalog_of(same), Profile(minutes=30, topics=["fair-trade"]))

    assert [recommendation.moved for recommendation in answer] == [0, 0, 0]


def test_only_the_first_thirty_places_are_spread(make_action):
    same = [make_action(f"a:same-{n:02}", topics=["awareness"]) for n in range(32)]

    answer = recommend(catalog_of(same), Profile(minutes=30), limit=None)

    assert [recommendation.moved for recommendation in answer] == [0, 60, 120, *[180] * 27, 0, 0]


def test_an_action_without_a_topic_is_never_moved(make_action):
    answer = recommend(
        catalog_of([make_action("a:one"), make_action("a:two")]), Profile(minutes=30)
    )

    assert [recommendation.moved for recommendation in answer] == [0, 0]


# Notices above the list


def test_a_concern_is_told_what_to_do_in_danger(make_action, make_resource):
    emergency = make_resource("a:emergency", kind="emergency", purposes=["emergency"])
    catalog = catalog_of([make_action(), emergency])

    answer = recommend(catalog, Profile(minutes=30, region="US-OH", concern="other"), at=AT)

    (notice,) = answer.notices
    assert (
        notice.text == "If you or someone else could be hurt right now, call 911 (United States)."
    )
    assert (notice.line, notice.emergency.dial) == (None, "911")
    assert answer.as_json()["notices"][0]["emergency"]["dial"] == "911"


def test_a_slot_for_the_emergency_number_has_that_of_the_core(make_action, make_resource):
    act = make_action(finds=[{"purpose": "emergency"}])
    emergency = make_resource("a:emergency", kind="emergency", purposes=["emergency"])

    answer = recommend(catalog_of([act, emergency]), Profile(minutes=30, region="US"), at=AT)

    (filled,) = answer[0].finds
    assert (filled.line, filled.emergency.dial) == (None, "911")
    assert answer[0].as_json()["finds"][0]["emergency"]["place"] == "US"


def test_a_concern_without_a_known_number_is_told_to_call_the_local_one(make_action):
    answer = recommend(catalog_of([make_action()]), Profile(minutes=30, concern="self"))

    (notice,) = answer.as_json()["notices"]
    assert (
        notice["text"]
        == "If you or someone else could be hurt right now, call your local emergency number."
    )
    assert (notice["line"], notice["emergency"]["dial"]) == (None, None)


@pytest.mark.parametrize(
    ("person", "line"),
    [
        ({"age": "youth", "region": "US"}, "a:children"),
        ({"age": "child", "region": "US"}, "a:children"),
        ({"roles": ["youth"], "region": "US"}, "a:children"),
        ({"age": "youth", "region": "GB"}, None),
    ],
    ids=["youth", "child", "role", "no-line-for-this-country"],
)
def test_the_young_are_always_told_to_talk_to_somebody(make_action, make_resource, person, line):
    children = make_resource("a:children", purposes=["child"], audience=["child"])
    adults = make_resource("a:adults", purposes=["child"], audience=["professional"])
    catalog = catalog_of([make_action(ages=["youth"]), children, adults])

    (notice,) = recommend(catalog, Profile(minutes=30, **person)).notices

    assert notice.text == (
        "If something is wrong, tell an adult you feel safe with, or a child helpline. It doesn't "
        "have to be a parent or anyone at home. It's not your fault, and it's right to tell. You "
        "don't have to give your name. Ask first what they must tell others."
    )
    assert (notice.line and notice.line.resource.id) == line


def test_a_young_person_with_a_concern_is_told_both(make_action):
    person = Profile(minutes=30, age="youth", concern=True)

    answer = recommend(catalog_of([make_action()]), person)

    assert [notice.text[:9] for notice in answer.notices] == ["If you or", "If someth", "Is it abo"]


@pytest.mark.parametrize(
    ("language", "question"),
    [
        ("en", "Is it about you, or about someone else?"),
        ("es", "¿Se trata de usted o de otra persona?"),
        ("fr", "S'agit-il de vous ou de quelqu'un d'autre\xa0?"),
    ],
)
def test_whom_a_concern_is_about_is_asked_last_if_it_was_not_said(make_action, language, question):
    person = Profile(minutes=30, concern=True, languages=[language])

    danger, asked = recommend(catalog_of([make_action()]), person).as_json()["notices"]

    assert danger["emergency"] is not None
    assert asked["text"].startswith(f"{question} ")
    assert (asked["line"], asked["emergency"]) == (None, None)


@pytest.mark.parametrize("concern", ["self", "other"])
def test_nobody_is_asked_what_they_said(make_action, concern):
    answer = recommend(catalog_of([make_action()]), Profile(minutes=30, concern=concern))

    assert [notice.text[:9] for notice in answer.notices] == ["If you or"]


def test_without_actions_nobody_is_asked_whom_it_is_about():
    # The question would change nothing.
    answer = recommend(catalog_of([]), Profile(minutes=30, concern=True))

    assert [notice.text[:9] for notice in answer.notices] == ["If you or", "No pack w"]


def test_an_adult_without_a_concern_gets_no_notice(make_action):
    assert recommend(catalog_of([make_action()]), Profile(minutes=30)).notices == ()


# Near misses


def test_three_near_misses_say_what_would_list_them(make_action):
    # The best three actions that one change would list are named with it, best first.
    catalog = catalog_of(
        [
            make_action("a:listed"),
            make_action("a:long", minutes={"min": 45, "typical": 60, "max": 90}),
            make_action("a:with-others", modes=["group-online"], roles=["student"]),
            make_action("a:dear", cost="medium"),
            make_action("a:dear-too", cost="high"),
            make_action("a:dear-and-with-others", cost="high", modes=["group-online"]),
        ]
    )
    person = Profile(minutes=30, modes=["solo-online"], cost="low", roles=["student"])

    answer = recommend(catalog, person)

    assert answer.as_json()["stretch"] == [
        {
            "id": "a:with-others",
            "title": "With others",
            "score": 3719,
            "change": {"modes": ["group-online"]},
        },
        {"id": "a:dear", "title": "Dear", "score": 2819, "change": {"cost": "medium"}},
        {"id": "a:dear-too", "title": "Dear too", "score": 2819, "change": {"cost": "high"}},
    ]


def test_an_empty_list_gives_the_gates_and_the_nearest_changes(make_action):
    catalog = catalog_of(
        [
            make_action("a:dear", cost="medium", modes=["group-online"]),
            make_action("a:dear-and-long", cost="high", modes=["group-online"],
                        minutes={"min": 45, "typical": 60, "max": 90}),
        ]
    )  # fmt: skip
    person = Profile(minutes=30, modes=["solo-in-person"], cost="none")

    answer = recommend(catalog, person)

    assert len(answer) == 0
    assert {gate: count for gate, count in answer.excluded.items() if count} == {"mode": 2}
    assert [(near.action.id, near.change) for near in answer.stretch] == [
        ("a:dear", {"modes": ("group-online",), "cost": "medium"})
    ]


def test_a_report_is_never_offered_for_more_minutes(make_action):
    catalog = catalog_of([make_action(concern=True, minutes={"min": 45, "typical": 60, "max": 90})])

    assert recommend(catalog, Profile(minutes=30)).stretch == ()


# Contacts that an action asks for


@pytest.fixture
def speak_up(make_action):
    return make_action("a:speak-up", finds=[REPORT])


def test_the_same_action_shows_the_line_of_each_country(make_resource, speak_up):
    us = make_resource("us:line", purposes=["report"], regions=["US"])
    uk = make_resource(
        "uk:line",
        purposes=["report"],
        regions=["GB"],
        contact={"dial": "+448000121700", "display": "0800 012 1700"},
    )
    catalog = catalog_of([speak_up, us, uk])

    shown = {
        region: recommend(catalog, Profile(minutes=30, region=region), at=AT)[0].finds[0].line
        for region in ("US-NJ", "GB-SCT", "uk", "DE")
    }

    assert {region: line and line.contact.display for region, line in shown.items()} == {
        "US-NJ": "1-888-555-0100",
        "GB-SCT": "0800 012 1700",
        "uk": "0800 012 1700",
        "DE": None,
    }


def test_an_empty_slot_is_shown_as_empty(speak_up):
    answer = recommend(catalog_of([speak_up]), Profile(minutes=30, region="US"))

    (shown,) = answer.as_json()["recommendations"]
    assert shown["finds"] == [
        {"purpose": "report", "kind": "hotline", "line": None, "emergency": None}
    ]


def test_a_slot_takes_only_the_kind_that_it_asks_for(make_action, make_resource):
    police = make_resource(
        "a:police", kind="tip-line", purposes=["report"], contact={"hours": "24/7"}
    )
    line = make_resource("a:line", purposes=["report"])
    any_kind = make_action("a:any", finds=[{"purpose": "report"}, REPORT])

    (recommendation,) = recommend(
        catalog_of([any_kind, police, line]), Profile(minutes=30, region="US")
    )

    assert [(filled.kind, filled.line.resource.id) for filled in recommendation.finds] == [
        (None, "a:police"),
        ("hotline", "a:line"),
    ]


def test_a_slot_may_ask_for_something_other_than_help(make_action, make_resource):
    office = make_resource("a:office", kind="organisation", purposes=["advocate"])
    call = make_action("a:call", finds=[{"purpose": "advocate"}])

    (recommendation,) = recommend(catalog_of([call, office]), Profile(minutes=30, region="US"))

    assert recommendation.finds[0].line.resource.id == "a:office"


def test_a_contact_is_chosen_for_the_language_and_the_person(make_action, make_resource):
    english = make_resource("a:english", contact={"languages": ["en"]})
    spanish = make_resource("a:spanish", contact={"languages": ["es"]})
    children = make_resource("a:young", serves=["children"], contact={"languages": ["es"]})
    action = make_action(finds=[{"purpose": "support"}], ages=["adult", "youth"])
    catalog = catalog_of([action, english, spanish, children])

    def line(**person):
        (recommendation,) = recommend(catalog, Profile(minutes=30, region="US", **person))
        return recommendation.finds[0].line.resource.id

    assert line() == "a:english"
    assert line(languages=["es-MX"]) == "a:spanish"
    assert line(languages=["es"], roles=["worker"]) == "a:spanish"
    assert line(languages=["es"], age="youth") == "a:young"


def test_actions_that_ask_for_the_same_show_the_same_contact(make_action, make_resource):
    catalog = catalog_of(
        [
            make_action("a:one", finds=[REPORT]),
            make_action("a:two", finds=[REPORT]),
            make_resource("a:line", purposes=["report"]),
        ]
    )

    one, two = recommend(catalog, Profile(minutes=30, region="US"))

    assert one.finds == two.finds
    assert one.finds[0].line is two.finds[0].line


# Skills that no action asks for

IDLE = "No action here asks for this skill yet: {}."
NEAR = " Near it: Driving and transport."


@pytest.mark.parametrize(
    ("skills", "notices"),
    [
        (["crafts"], [IDLE.format("Crafts and repairs") + NEAR]),
        (["sports"], [IDLE.format("Sport and fitness") + NEAR]),
        (
            ["legal-advice"],
            [IDLE.format("Legal advice and representation")],
        ),
        (["driving"], []),
        ([], []),
    ],
    ids=["near", "near-too", "nothing-near", "asked-for", "none"],
)
def test_a_skill_that_no_action_asks_for_is_said_with_what_is_near(make_action, skills, notices):
    retired = make_action("a:gone", skills_helpful=["crafts"], status="retired", note="Gone.")
    catalog = catalog_of([make_action(skills_helpful=["driving"]), retired])

    answer = recommend(catalog, Profile(minutes=30, skills=skills))

    assert [str(notice.text) for notice in answer.notices] == notices


def test_with_a_concern_nobody_reads_about_skills(make_action):
    worried = Profile(minutes=30, skills=["crafts"], concern="other")

    answer = recommend(catalog_of([make_action()]), worried)

    assert [notice.emergency is not None for notice in answer.notices] == [True]


def test_dozens_of_idle_skills_are_one_notice(make_action, catalog):
    skills = catalog.words.ids(WordKind.SKILL)

    answer = recommend(catalog_of([make_action()]), Profile(minutes=30, skills=skills))

    assert [str(notice.text).count(",") for notice in answer.notices] == [3]
