"""What can I do? Order, scores, and what stands around the list."""

from datetime import UTC, datetime

import attrs
import pytest

from takeaction import Factor, Profile, QueryError, Records, UnknownWordError, recommend
from takeaction.engine.ranking.factors import WEIGHTS
from takeaction.models.text import Text, Words
from takeaction.testing import catalog_of

AT = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
REPORT = {"purpose": "report", "kind": "hotline"}


def _ids(found):
    """Return the ids of what was found, in order."""
    return [each.action.id for each in found]


# Order


def test_actions_stand_by_score_and_equal_ones_by_id(make_action):
    """What scores more stands higher; of equal ones the id decides, whatever order they came in."""
    catalog = catalog_of(
        [make_action("b:act"), make_action("a:act"), make_action("c:act", roles=["student"])]
    )

    found = recommend(catalog, Profile(minutes=30, roles=["student"]))

    assert [(each.action.id, each.score) for each in found] == [
        ("c:act", 3926),
        ("a:act", 3232),
        ("b:act", 3232),
    ]


@pytest.mark.parametrize(
    ("limit", "length"), [(1, 1), (3, 3), (10, 10), (12, 12), (100, 12), (None, 12)]
)
def test_no_more_is_given_than_asked_for(make_action, limit, length):
    """A limit cuts the list; None gives all of it."""
    catalog = catalog_of([make_action(f"a:act-{n}") for n in range(12)])

    assert len(recommend(catalog, Profile(minutes=30), limit=limit)) == length


def test_ten_are_given_unless_another_number_is_asked_for(make_action):
    """The list has ten answers by default."""
    catalog = catalog_of([make_action(f"a:act-{n}") for n in range(12)])

    assert len(recommend(catalog, Profile(minutes=30))) == 10


@pytest.mark.parametrize("limit", [0, -1, True, "5", 2.0], ids=repr)
def test_a_limit_that_is_no_whole_number_above_0_is_refused(make_action, limit):
    """A limit of nothing, of less, or of no whole number has no meaning."""
    with pytest.raises(QueryError) as caught:
        recommend(catalog_of([make_action()]), Profile(minutes=30), limit=limit)

    assert caught.value.code == "query.limit"
    assert str(caught.value) == "Give limit as a whole number from 1 to 1,000,000."


def test_a_moment_without_a_zone_is_refused(make_action):
    """Nobody can say which moment a clock without a zone means."""
    with pytest.raises(QueryError, match="datetime with a zone"):
        recommend(catalog_of([make_action()]), Profile(minutes=30), at=AT.replace(tzinfo=None))


def test_the_list_reads_like_a_sequence(make_action):
    """Answers have a length, an index and slices."""
    catalog = catalog_of([make_action(f"a:act-{n}") for n in range(3)])

    found = recommend(catalog, Profile(minutes=30))

    assert len(found) == 3
    assert found[0].action.id == "a:act-0"
    assert _ids(found[1:]) == ["a:act-1", "a:act-2"]
    assert _ids(reversed(found)) == ["a:act-2", "a:act-1", "a:act-0"]


def test_an_empty_catalog_lists_nothing():
    """Without actions there is nothing to list, and nothing to keep out."""
    found = recommend(catalog_of([]), Profile(minutes=30))

    assert (list(found), sum(found.excluded.values()), found.stretch) == ([], 0, ())


def test_an_answer_says_why_whose_and_how_fresh_it_is(make_action):
    """The whole answer as JSON: reasons that add up, source, age, and the safety lines."""
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

    found = recommend(catalog_of([action]), person, at=AT)

    assert found.as_json() == {
        "recommendations": [
            {
                "id": "a:act",
                "title": "Act",
                "summary": "Why and what.",
                "steps": ["One.", "Two.", "Three."],
                "minutes": {"min": 10, "typical": 20, "max": 40},
                "safety": ["Be safe."],
                "pack": "a",
                "language": "en",
                "score": 1500 + 880 + 1560 + 1300 + 160 + 420,
                "moved": 0,
                "reasons": [
                    {
                        "code": "time.fits",
                        "points": 1500,
                        "text": "It takes about 20 minutes, which fits the time you have.",
                    },
                    {
                        "code": "skill.match",
                        "points": 880,
                        "text": "It uses what you can do: Writing.",
                    },
                    {
                        "code": "role.match",
                        "points": 1560,
                        "text": "It suits people like you: Student.",
                    },
                    {
                        "code": "topic.match",
                        "points": 1300,
                        "text": "It is about what you care about: Awareness and education.",
                    },
                    {"code": "place.world", "points": 160, "text": "It can be done anywhere."},
                    {"code": "start.easy", "points": 420, "text": "It is an easy first step."},
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
    }


def test_what_gives_no_points_gives_no_reason(make_action):
    """A missing skill or another topic is no reason to do something."""
    action = make_action(skills_required=["legal-advice"], topics=["fair-trade"], roles=["lawyer"])

    (found,) = recommend(catalog_of([action]), Profile(minutes=30))

    assert [reason.code for reason in found.reasons] == ["time.fits", "place.world", "start.easy"]


def test_texts_come_in_the_language_of_the_reader(make_action):
    """The first language of the reader that a text has is shown, and named beside it."""
    action = attrs.evolve(make_action(), title=Text("Act", "en", (Words("Actúa", "es"),)))

    found = recommend(catalog_of([action]), Profile(minutes=30, languages=["fr", "es-MX"]))

    (shown,) = found.as_json()["recommendations"]
    assert (shown["title"], shown["language"], shown["summary"]) == ("Actúa", "es", "Why and what.")


def test_somebody_who_names_no_language_reads_english(make_action):
    """No wish for a language is no mistake."""
    found = recommend(catalog_of([make_action()]), Profile(minutes=30, languages=[]))

    assert found[0].reasons[0].text.startswith("It takes about 20 minutes")


# Gates


def test_each_action_that_is_kept_out_is_counted_once(make_action):
    """An action is counted under its first closed gate, and every gate has its number."""
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

    found = recommend(catalog, person)

    assert _ids(found) == ["a:listed"]
    counted = {gate: count for gate, count in found.excluded.items() if count}
    assert counted == {"status": 1, "region": 1, "cost": 1, "risk": 1, "done": 1}


def test_a_concern_lists_help_first_and_moves_nothing(make_action):
    """With a concern, reports and quiet steps are listed whatever they take, reports first."""
    catalog = catalog_of(
        [
            make_action("a:learn", quiet=True, topics=["awareness"]),
            make_action("a:report", concern=True, cost="high", topics=["awareness"]),
            make_action("a:tell", concern=True, topics=["awareness"]),
            make_action("a:post"),
        ]
    )

    found = recommend(catalog, Profile(minutes=1, cost="none", concern=True))

    assert _ids(found) == ["a:report", "a:tell", "a:learn"]
    assert [each.moved for each in found] == [0, 0, 0]
    assert found.excluded["concern"] == 1
    assert found.stretch == ()


# Weights


def test_weights_of_the_host_change_the_order(make_action):
    """A host may let other factors count; what it does not name counts nothing."""
    catalog = catalog_of(
        [make_action("a:quick", minutes={"min": 1, "typical": 2, "max": 3}),
         make_action("a:student", roles=["student"])]
    )  # fmt: skip
    person = Profile(minutes=30, roles=["student"])

    by_role = recommend(catalog, person, weights={"role": 10_000})
    by_start = recommend(catalog, person, weights={"start": 9_000, "role": 1_000})

    assert [(each.action.id, each.score) for each in by_role] == [
        ("a:student", 6000),
        ("a:quick", 3333),
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
    """Weights are whole numbers that sum to 10 000; the error says which is wrong."""
    with pytest.raises(QueryError) as caught:
        recommend(catalog_of([make_action()]), Profile(minutes=30), weights=weights)

    assert (caught.value.code, str(caught.value)) == ("query.weights", text)


def test_a_weight_for_no_factor_is_refused_with_the_nearest(make_action):
    """The name of a factor that is not there is refused: which one, and what may be meant."""
    with pytest.raises(UnknownWordError) as caught:
        recommend(
            catalog_of([make_action()]), Profile(minutes=30), weights={"time": 1, "skils": 9_999}
        )

    error = caught.value
    assert (error.field, error.position, error.nearest) == ("weights", 1, ("skill",))


def _with_factor(catalog, level):
    """Return a catalog to which a plugin has added a factor that always gives one level."""
    factor = Factor("nearby", lambda _action, _person: level, "It is close by.")
    return attrs.evolve(catalog, factors=Records({"nearby": factor}))


def test_a_factor_of_a_plugin_counts_by_the_weight_that_the_host_gives_it(make_action):
    """A plugin's factor says nothing by itself; with a weight it gives points and a reason."""
    catalog = _with_factor(catalog_of([make_action()]), 6)

    (alone,) = recommend(catalog, Profile(minutes=30))
    (counted,) = recommend(catalog, Profile(minutes=30), weights={"nearby": 5_000, "place": 5_000})

    assert "factor.added" not in {reason.code for reason in alone.reasons}
    assert [(reason.points, str(reason)) for reason in counted.reasons] == [
        (2666, "It can be done anywhere."),
        (2000, "It is close by."),
    ]
    assert counted.score == 4666


@pytest.mark.parametrize("level", [-1, 16, True, 7.5, "7", None], ids=repr)
def test_a_plugin_that_gives_no_level_is_refused_by_name(make_action, level):
    """A factor of a plugin is held to whole levels from 0 to 15."""
    catalog = _with_factor(catalog_of([make_action()]), level)

    with pytest.raises(QueryError) as caught:
        recommend(catalog, Profile(minutes=30), weights={"nearby": 10_000})

    assert str(caught.value) == (
        "The factor nearby gave a level that is no whole number from 0 to 15."
    )


# Spread over topics


def test_the_first_places_are_spread_over_topics(make_action):
    """Each further action of a topic stands 30 points lower, at most 90, and says so."""
    same = [make_action(f"a:same-{n}", topics=["legal-aid"]) for n in range(5)]
    other = make_action("a:then-another", topics=["fair-trade"])
    less = make_action("a:then-a-lesser", topics=["girls-education"], skills_required=["video"])

    found = recommend(catalog_of([*same, other, less]), Profile(minutes=30))

    assert [(each.action.id, each.score, each.moved) for each in found] == [
        ("a:same-0", 3232, 0),
        ("a:then-another", 3232, 0),
        ("a:same-1", 3232, 30),
        ("a:same-2", 3232, 60),
        ("a:same-3", 3232, 90),
        ("a:same-4", 3232, 90),
        ("a:then-a-lesser", 2946, 0),
    ]
    assert found[0].reasons[-1].code == "start.easy"
    moved = found[2].reasons[-1]
    assert (moved.points, str(moved)) == (
        0,
        "It stands a little lower because something above it is about the same topic.",
    )


def test_topics_that_somebody_asked_for_are_never_spread(make_action):
    """Who asks for a topic gets it, as often as it is there."""
    same = [make_action(f"a:same-{n}", topics=["fair-trade"]) for n in range(3)]

    found = recommend(catalog_of(same), Profile(minutes=30, topics=["fair-trade"]))

    assert [each.moved for each in found] == [0, 0, 0]


def test_only_the_first_thirty_places_are_spread(make_action):
    """Further down nobody reads one after the other, and nothing is moved."""
    same = [make_action(f"a:same-{n:02}", topics=["awareness"]) for n in range(32)]

    found = recommend(catalog_of(same), Profile(minutes=30), limit=None)

    assert [each.moved for each in found] == [0, 30, 60, *[90] * 27, 0, 0]


def test_an_action_without_a_topic_is_never_moved(make_action):
    """What is about no topic shares none."""
    found = recommend(catalog_of([make_action("a:one"), make_action("a:two")]), Profile(minutes=30))

    assert [each.moved for each in found] == [0, 0]


# What stands above the list


def test_a_concern_is_told_what_to_do_in_danger(make_action, make_resource):
    """With a concern the emergency number of the place stands above the list."""
    emergency = make_resource(
        "a:emergency",
        kind="emergency",
        purposes=["emergency"],
        contact={"dial": "911", "dial_region": "US", "display": "911", "hours": "24/7"},
    )
    catalog = catalog_of([make_action(), emergency])

    found = recommend(catalog, Profile(minutes=30, region="US-OH", concern=True), at=AT)

    (notice,) = found.notices
    assert notice.text == "If someone is in danger right now, call 911 first."
    assert notice.referral.resource.id == "a:emergency"
    assert found.as_json()["notices"][0]["referral"]["dial"] == "911"


def test_a_concern_without_a_known_number_is_told_to_call_the_local_one(make_action):
    """Where no pack has an emergency number none is guessed."""
    found = recommend(catalog_of([make_action()]), Profile(minutes=30, concern=True))

    assert found.as_json()["notices"] == [
        {
            "text": "If someone is in danger right now, call your local emergency number first.",
            "referral": None,
        }
    ]


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
    """Under 18 an adult to trust or a child line stands above the list; never an adult's line."""
    children = make_resource("a:children", purposes=["child"], audience=["child"])
    adults = make_resource("a:adults", purposes=["child"], audience=["professional"])
    catalog = catalog_of([make_action(ages=["youth"]), children, adults])

    (notice,) = recommend(catalog, Profile(minutes=30, **person)).notices

    assert notice.text == (
        "If something is wrong, tell an adult you trust, or a child helpline. "
        "It is not your fault, and it is right to tell."
    )
    assert (notice.referral and notice.referral.resource.id) == line


def test_a_young_person_with_a_concern_is_told_both(make_action):
    """Danger comes first, then whom to tell."""
    person = Profile(minutes=30, age="youth", concern=True)

    found = recommend(catalog_of([make_action()]), person)

    assert [notice.text[:9] for notice in found.notices] == ["If someon", "If someth"]


def test_nothing_stands_above_the_list_of_an_adult_without_a_concern(make_action):
    """Nobody is warned who has nothing to be warned of."""
    assert recommend(catalog_of([make_action()]), Profile(minutes=30)).notices == ()


# Near misses


def test_three_near_misses_say_what_would_list_them(make_action):
    """Actions that one change would list are named with it, the best three, best first."""
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

    found = recommend(catalog, person)

    assert found.as_json()["stretch"] == [
        {
            "id": "a:with-others",
            "title": "With others",
            "score": 3926,
            "change": {"modes": ["group-online"]},
        },
        {"id": "a:dear", "title": "Dear", "score": 3232, "change": {"cost": "medium"}},
        {"id": "a:dear-too", "title": "Dear too", "score": 3232, "change": {"cost": "high"}},
    ]


def test_wishes_that_nothing_meets_hear_of_the_gates_and_the_nearest_changes(make_action):
    """An empty list says what keeps everything out; two changes are named if one is not enough."""
    catalog = catalog_of(
        [
            make_action("a:dear", cost="medium", modes=["group-online"]),
            make_action("a:dear-and-long", cost="high", modes=["group-online"],
                        minutes={"min": 45, "typical": 60, "max": 90}),
        ]
    )  # fmt: skip
    person = Profile(minutes=30, modes=["solo-in-person"], cost="none")

    found = recommend(catalog, person)

    assert len(found) == 0
    assert {gate: count for gate, count in found.excluded.items() if count} == {"mode": 2}
    assert [(near.action.id, near.change) for near in found.stretch] == [
        ("a:dear", {"modes": ("group-online",), "cost": "medium"})
    ]


def test_nobody_is_led_to_a_report_by_way_of_minutes(make_action):
    """A report is no near miss for somebody whom nothing worries."""
    catalog = catalog_of([make_action(concern=True, minutes={"min": 45, "typical": 60, "max": 90})])

    assert recommend(catalog, Profile(minutes=30)).stretch == ()


# Contacts that an action asks for


@pytest.fixture
def speak_up(make_action):
    """Return an action that asks for the line of the reader's country."""
    return make_action("a:speak-up", finds=[REPORT])


def test_the_same_action_shows_the_line_of_each_country(make_resource, speak_up):
    """With a pack of the United Kingdom beside it, people there see their own line."""
    us = make_resource("us:line", purposes=["report"], regions=["US"])
    uk = make_resource(
        "uk:line",
        purposes=["report"],
        regions=["GB"],
        contact={"dial": "+448000121700", "display": "0800 012 1700"},
    )
    catalog = catalog_of([speak_up, us, uk])

    shown = {
        region: recommend(catalog, Profile(minutes=30, region=region), at=AT)[0].finds[0].referral
        for region in ("US-NJ", "GB-SCT", "uk", "DE")
    }

    assert {
        region: referral and referral.contact.display for region, referral in shown.items()
    } == {
        "US-NJ": "1-888-555-0100",
        "GB-SCT": "0800 012 1700",
        "uk": "0800 012 1700",
        "DE": None,
    }


def test_an_empty_slot_is_shown_as_empty(speak_up):
    """Where no pack has a line the answer says what is missing."""
    found = recommend(catalog_of([speak_up]), Profile(minutes=30, region="US"))

    (shown,) = found.as_json()["recommendations"]
    assert shown["finds"] == [{"purpose": "report", "kind": "hotline", "referral": None}]


def test_a_slot_takes_only_the_kind_that_it_asks_for(make_action, make_resource):
    """A tip line of the police does not fill a slot for a hotline."""
    police = make_resource(
        "a:police", kind="tip-line", purposes=["report"], contact={"hours": "24/7"}
    )
    line = make_resource("a:line", purposes=["report"])
    any_kind = make_action("a:any", finds=[{"purpose": "report"}, REPORT])

    (found,) = recommend(catalog_of([any_kind, police, line]), Profile(minutes=30, region="US"))

    assert [(each.kind, each.referral.resource.id) for each in found.finds] == [
        (None, "a:police"),
        ("hotline", "a:line"),
    ]


def test_a_slot_may_ask_for_what_is_no_help(make_action, make_resource):
    """An action may name an office to write to, which is never listed as help."""
    office = make_resource("a:office", kind="organisation", purposes=["advocate"])
    call = make_action("a:call", finds=[{"purpose": "advocate"}])

    (found,) = recommend(catalog_of([call, office]), Profile(minutes=30, region="US"))

    assert found.finds[0].referral.resource.id == "a:office"


def test_a_contact_is_chosen_for_the_language_and_the_person(make_action, make_resource):
    """The line that speaks the reader's language, for somebody like them, fills the slot."""
    english = make_resource("a:english", contact={"languages": ["en"]})
    spanish = make_resource("a:spanish", contact={"languages": ["es"]})
    workers = make_resource("a:workers", audience=["worker"], contact={"languages": ["es"]})
    catalog = catalog_of([make_action(finds=[{"purpose": "support"}]), english, spanish, workers])

    def line(**person):
        (found,) = recommend(catalog, Profile(minutes=30, region="US", **person))
        return found.finds[0].referral.resource.id

    assert line() == "a:english"
    assert line(languages=["es-MX"]) == "a:spanish"
    assert line(languages=["es"], roles=["worker"]) == "a:workers"


def test_actions_that_ask_for_the_same_show_the_same(make_action, make_resource):
    """Two actions of one list never send somebody to two different lines for one thing."""
    catalog = catalog_of(
        [
            make_action("a:one", finds=[REPORT]),
            make_action("a:two", finds=[REPORT]),
            make_resource("a:line", purposes=["report"]),
        ]
    )

    one, two = recommend(catalog, Profile(minutes=30, region="US"))

    assert one.finds == two.finds
    assert one.finds[0].referral is two.finds[0].referral
