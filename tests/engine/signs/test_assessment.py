"""Is what I saw a sign? The shared cases, and each part of an answer by itself."""

import tomllib
from datetime import UTC, datetime
from pathlib import Path

import pytest

from takeaction import QueryError, UnknownWordError, assess
from takeaction.testing import catalog_of
from takeaction.vocabulary import Observer
from takeaction.vocabulary.signs import Concern, Presence

DATA = Path(__file__).parents[2] / "data"
CASES, METHOD_CASES = (
    tomllib.loads((DATA / name).read_text(encoding="utf-8"))["case"]
    for name in ("cases.toml", "method_cases.toml")
)
NOW = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
SIGN = {
    "text": "Something is done.",
    "element": "means",
    "grade": "medium",
    "grade_basis": "law",
    "types": ["any"],
    "observable_by": ["bystander", "self"],
    "ask": "notice",
    "reading": "read",
}


@pytest.fixture(scope="module")
def sign(make):
    """Return a function that makes a sign: a means, medium, that anybody can notice."""

    def indicator(id, /, **fields):
        given = {**SIGN, "concept": id.partition(":")[2], **fields}
        return make("indicator", id, **{key: value for key, value in given.items() if value})

    return indicator


@pytest.fixture(scope="module")
def few(sign, make_resource):
    """Return a few signs, one of each sort, and a helpline of the United States."""
    return catalog_of(
        [
            sign("a:medium"),
            sign("a:strong", grade="strong"),
            sign("a:used", element="purpose", grade="strong", types=["labour"]),
            sign("a:weak", grade="weak", observable_by=["bystander"]),
            sign("a:danger", immediate_danger=True, concept="medium"),
            sign("a:danger-too", immediate_danger=True),
            sign("a:who", element="context", grade="context", concept=None),
            sign("a:of-child", applies_to="child", concept="strong"),
            sign("a:no-concept", concept=None),
            sign("a:private", ask="private", grade="strong"),
            sign("a:judged", grade_basis="editorial", reading="secondary"),
            sign("a:gone", status="retired"),
            sign("a:old", status="retired", replaced_by="a:medium", aliases=["older"]),
            make_resource("a:line", purposes=["support", "report"], operator_kind="ngo"),
        ]
    )


def ids(found):
    """Return the ids of steps, questions, reasons or what was set aside."""
    return [each.id for each in found]


def codes(found):
    """Return the codes of the caveats of an answer."""
    return [each.code for each in found.caveats]


# What is said to somebody who asks about themselves


@pytest.fixture(scope="module")
def own(sign):
    """Return signs with words for oneself, without them, of danger and of children."""
    return catalog_of(
        [
            sign("a:papers", text="Papers of a person.", text_self="Your papers."),
            sign("a:pay", text="Pay of a person.", text_self="Your pay.", concept="papers"),
            sign("a:debt", text="Debt of a person.", text_self="Your debt.", grade="strong"),
            sign("a:food", text="Food of a person.", element="purpose"),
            sign("a:school", text="School.", text_self="Your school.", applies_to="child"),
        ]
    )


def test_somebody_who_asks_about_themselves_reads_about_themselves(own):
    """What counts, what does not and what is asked is said to them, in JSON too."""
    found = assess(own, ["papers", "pay"], person="adult", role="self")

    assert [each.text for each in found.reasons] == ["Your papers."]
    assert [each.text for each in found.set_aside] == ["Your pay."]
    assert [each.text for each in found.next_questions] == ["Your debt.", "Food of a person."]
    assert found.as_json()["reasons"][0]["text"] == "Your papers."
    assert found.as_json()["set_aside"][0]["text"] == "Your pay."
    assert "caveat.self" not in codes(found)


def test_a_sign_without_words_for_oneself_says_that_it_is_about_another(own):
    """The plain words stand there, and the answer says whom they are about."""
    found = assess(own, ["food"], role="self")

    assert [each.text for each in found.reasons] == ["Food of a person."]
    assert "caveat.self" in codes(found)


def test_somebody_who_saw_another_reads_about_another(own):
    """Words for oneself are for nobody else."""
    found = assess(own, ["papers", "food"], role="bystander")

    assert [each.text for each in found.reasons] == ["Food of a person.", "Papers of a person."]
    assert "caveat.self" not in codes(found)


@pytest.mark.parametrize(
    ("seen", "person", "code"),
    [
        ("debt", "unknown", "caveat.age_matters"),
        ("school", "adult", "caveat.age_conflict"),
        ("school", "unknown", "caveat.age_from_sign"),
    ],
)
def test_what_is_said_of_an_age_is_said_to_oneself(own, seen, person, code):
    """The code is the same; the words speak of you and not of a person."""
    for role, word in (("self", "you are"), ("bystander", "person")):
        found = assess(own, [seen], person=person, role=role)
        told = next(each.text for each in found.caveats if each.code == code)

        assert word in told
        assert ("person" in told) is (role == "bystander")


# The shared cases


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_a_shared_case_has_the_answer_that_practitioners_read(catalog, case):
    """Level, types, urgency and steps are what was agreed for this story."""
    found = assess(
        catalog,
        case["observed"],
        not_observed=case["not_observed"],
        person=case["person"],
        role=case["role"],
        region=case["region"],
        at=NOW,
    )

    assert found.level == case["expect_level"]
    assert found.level in case["accept_levels"]
    assert set(case["expect_types_include"]) <= set(found.types)
    assert found.urgent is case["expect_urgent"]
    assert set(case["expect_steps_include"]) <= set(ids(found.steps))
    assert set(case["expect_steps_exclude"]).isdisjoint(ids(found.steps))


def test_there_are_eight_cases():
    """The copy is whole."""
    assert len(CASES) == 8


@pytest.mark.parametrize("case", METHOD_CASES, ids=lambda case: case["id"])
def test_an_answer_worked_out_by_hand_is_the_answer(catalog, case):
    """What the text of the method gives by hand is what the library gives, steps in order."""
    found = assess(
        catalog,
        case["observed"],
        not_observed=case.get("not_observed", ()),
        when=case.get("when"),
        person=case["person"],
        role=case["role"],
        region=case["region"],
    )

    assert found.level == case["level"]
    assert found.urgent is case.get("urgent", False)
    assert dict(found.elements) == case["elements"]
    assert list(found.types) == case["types"]
    assert found.age_matters is case.get("age_matters", False)
    assert {sign.indicator.local_id: sign.code for sign in found.set_aside} == (
        case.get("set_aside", {})
    )
    assert set(case.get("caveats", ())) <= set(codes(found))
    assert [id for id in ids(found.steps) if id in case["steps"]] == case["steps"]
    assert set(case["no_steps"]).isdisjoint(ids(found.steps))


# What is looked up


def test_nothing_seen_is_not_enough_information(few):
    """Without any sign there is no level but the lowest, and a helpline to talk to all the same."""
    found = assess(few, [], region="US")

    assert found.level is Concern.NOT_ENOUGH_INFORMATION
    assert (found.reasons, found.decisive, found.other_help) == ((), (), None)
    assert ids(found.steps)[0] == "call-hotline-if-worried"
    assert [referral.resource.id for referral in found.contacts] == ["a:line"]


def test_an_id_is_found_in_any_case_by_its_local_id_and_by_a_former_one(few):
    """``Medium`` is ``a:medium``, and a sign that was replaced is the one that replaced it."""
    for written in ("a:medium", " MEDIUM ", "old", "a:older"):
        assert ids(assess(few, [written]).reasons) == ["a:medium"]


def test_every_unknown_id_is_named_in_one_error(few):
    """Nobody fixes one id after the other: all are told, each with what it may be."""
    with pytest.raises(UnknownWordError) as caught:
        assess(
            few,
            ["medum", "medium", "line"],
            not_observed=["strog"],
            when={"weak ": "past", "x": "now"},
        )

    assert caught.value.unknown == (
        ("observed", 0, ("a:medium",)),
        ("observed", 2, ()),
        ("not_observed", 0, ("a:strong",)),
        ("when", 1, ()),
    )
    assert str(caught.value) == (
        "4 unknown words: observed[0]. Did you mean a:medium? observed[2]. "
        "not_observed[0]. Did you mean a:strong? when[1]."
    )


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"person": "baby"}, "person"),
        ({"role": "astronaut"}, "role"),
        ({"region": "Atlantis"}, "region"),
        ({"when": {"a:danger": "soon"}}, "when"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_word_of_no_list_is_refused(few, wrong, field):
    """Person, role, region and time are words of their lists."""
    with pytest.raises(UnknownWordError) as caught:
        assess(few, ["a:danger"], **wrong)

    assert caught.value.field == field


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"observed": "a:medium"}, "query.words"),
        ({"not_observed": 3}, "query.words"),
        ({"when": ["a:medium"]}, "query.when"),
        ({"when": {1: "now"}}, "query.when"),
        ({"person": None}, "query.text"),
        ({"region": 5}, "query.text"),
        ({"at": datetime(2026, 11, 24)}, "query.at"),  # noqa: DTZ001 - the mistake
        ({"languages": "en"}, "query.words"),
    ],
    ids=str,
)
def test_an_argument_of_the_wrong_form_is_refused(few, wrong, code):
    """A bare text is no list, a list is no mapping, and a moment says its zone."""
    with pytest.raises(QueryError) as caught:
        assess(few, **{"observed": [], **wrong})

    assert caught.value.code == code


def test_a_misspelt_role_is_met_with_observers_and_roles(few):
    """What may be meant is looked for in both lists."""
    with pytest.raises(UnknownWordError) as caught:
        assess(few, [], role="bystandr")

    assert caught.value.nearest[0] == "bystander"


@pytest.mark.parametrize(
    ("role", "step"),
    [
        ("nurse", "see-person-alone-with-own-interpreter"),
        ("TEACHER", "tell-safeguarding-lead"),
        ("social worker", "refer-to-national-mechanism"),
        ("police", "make-safe-and-separate"),
        ("labour inspector", "make-safe-and-separate"),
        ("employer", "do-not-dismiss-the-worker"),
        ("survivor", "write-down-what-you-saw"),
    ],
)
def test_a_word_for_a_role_is_what_such_a_person_can_come_to_know(few, role, step):
    """Each role names its observer; a survivor who saw something is asked as any bystander."""
    found = assess(few, ["a:strong"], role=role)

    assert step in ids(found.steps)
    assert "do-not-confront" in ids(found.steps)


# What counts


def test_what_is_set_aside_says_why(few):
    """Context, what says the same, a second weak sign, and what is no longer listed."""
    found = assess(few, ["a:who", "a:medium", "a:danger", "a:gone", "a:strong"])

    assert [(each.id, each.code, each.counted) for each in found.set_aside] == [
        ("a:gone", "aside.gone", None),
        ("a:medium", "aside.same", "a:danger"),
        ("a:who", "aside.context", None),
    ]
    assert all(each.why.endswith(".") and each.text for each in found.set_aside)


def test_a_second_weak_sign_of_an_element_adds_nothing(sign):
    """One weak sign counts for each element, and the other stands aside."""
    catalog = catalog_of([sign("a:one", grade="weak"), sign("a:two", grade="weak")])

    found = assess(catalog, ["a:one", "a:two"])

    assert [(each.id, each.points) for each in found.reasons] == [("a:one", 1)]
    assert [(each.id, each.code) for each in found.set_aside] == [("a:two", "aside.weak")]


def test_a_sign_without_a_concept_is_a_fact_of_its_own(few):
    """It says the same as nothing else."""
    found = assess(few, ["a:no-concept", "a:medium"])

    assert [each.points for each in found.reasons] == [2, 2]


def test_a_sign_of_children_makes_an_adult_perhaps_a_child(few):
    """It is said so, and the rule for children holds, also where a stronger sign says the same."""
    found = assess(few, ["a:of-child", "a:strong"], person="adult")

    assert found.level is Concern.SERIOUS_CONCERN
    assert [(each.id, each.points) for each in found.reasons] == [
        ("a:of-child", 0),
        ("a:strong", 4),
    ]
    assert found.decisive == ("a:of-child", "a:strong")
    assert found.set_aside == ()
    assert "caveat.age_conflict" in codes(found)
    assert "contact-child-protection" in ids(found.steps)


def test_a_sign_of_children_says_so_where_nobody_said_how_old_the_person_is(few):
    """Then there is no conflict to tell of."""
    found = assess(few, ["a:of-child"])

    assert "caveat.age_from_sign" in codes(found)
    assert found.age_matters is False


def test_the_age_matters_where_a_child_would_be_met_with_more_care(few):
    """It is said, and asked first, but nobody is sent to ask."""
    found = assess(few, ["a:strong"])

    assert (found.level, found.age_matters) == (Concern.SOME_CONCERN, True)
    assert ids(found.next_questions)[0] == "age"
    assert "Do not ask" in found.next_questions[0].text
    assert "caveat.age_matters" in codes(found)
    assert assess(few, ["a:strong"], person="adult").age_matters is False


def test_no_means_is_needed_for_a_child(few):
    """Where none was seen it is not required; what was seen is still told."""
    none = assess(few, ["a:used"], person="child").elements
    some = assess(few, ["a:used", "a:medium"], person="child").elements

    assert none == {"act": "none", "means": "not-required", "purpose": "some"}
    assert some["means"] is Presence.SOME


@pytest.mark.parametrize(
    ("region", "code"), [("US-TX", "caveat.minor_law_us"), ("IE", "caveat.minor_law")]
)
def test_the_law_for_a_child_is_told_for_the_place(few, region, code):
    """In the United States it differs for work. To the child itself no law is read out."""
    assert code in codes(assess(few, ["a:used"], person="child", region=region))
    assert code not in codes(assess(few, ["a:used"], person="child", region=region, role="self"))


# When


@pytest.mark.parametrize(
    ("when", "urgent", "undated"),
    [
        (None, True, True),
        ({"a:danger": "unknown"}, True, True),
        ({"danger": "NOW"}, True, False),
        ({"a:danger": "past"}, False, False),
        ({"a:danger": "past", "danger": "now"}, True, False),
        ({"danger": "now", "a:danger": "past"}, True, False),
        ({"a:strong": "past"}, True, True),
    ],
    ids=["nothing", "unknown", "now", "past", "both", "both-again", "another"],
)
def test_a_sign_of_danger_is_urgent_unless_it_is_over(few, when, urgent, undated):
    """What is not said counts as now, and the answer says that it does."""
    found = assess(few, ["a:danger"], when=when)

    assert found.urgent is urgent
    assert (ids(found.steps)[0] == "call-emergency") is urgent
    assert ("caveat.now" in codes(found)) is undated


def test_of_two_dangers_one_is_enough(few):
    """One that is over does not take the other away."""
    assert assess(few, ["a:danger", "a:danger-too"], when={"a:danger": "past"}).urgent


def test_what_is_seen_and_ruled_out_counts_as_seen(few):
    """A slip is told, and takes nothing away."""
    found = assess(few, ["a:medium"], not_observed=["a:medium", "a:strong"])

    assert ids(found.reasons) == ["a:medium"]
    assert "caveat.both" in codes(found)
    assert found.looked_at == (2, 10)


# What to do


def test_context_alone_is_first_told_to_be_no_sign(few):
    """Nothing is to be reported, nobody to be called, and nothing more to be asked."""
    found = assess(few, ["a:who"], region="US")

    assert ids(found.steps) == ["that-is-not-a-sign", "do-not-confront", "do-not-share-publicly"]
    assert (found.contacts, found.next_questions) == ((), ())


def test_somebody_who_asks_about_themselves_is_never_sent_away(few):
    """Also where it is no sign: there is somebody to talk to."""
    found = assess(few, ["a:who"], role="self", region="US")

    assert ids(found.steps) == [
        "that-is-not-a-sign",
        "you-are-not-in-trouble",
        "use-a-safe-phone",
        "call-hotline-if-worried",
    ]
    assert [referral.resource.id for referral in found.contacts] == ["a:line"]


def test_weak_signs_alone_bring_a_gentle_word(few):
    """For a child child protection is named, but neither an emergency nor a report."""
    found = assess(few, ["a:weak"], person="child")
    texts = {step.id: step.text for step in found.steps}

    assert found.level is Concern.SOME_CONCERN
    assert "call-hotline-if-worried" in texts
    assert "call-hotline" not in texts
    assert "emergency" not in texts["contact-child-protection"]
    assert (
        "emergency"
        in {step.id: step.text for step in assess(few, ["a:strong"], person="child").steps}[
            "contact-child-protection"
        ]
    )


@pytest.mark.parametrize("role", Observer, ids=str)
def test_choices_are_offered_to_an_adult_only(few, role):
    """A child is not left to choose."""
    adult = ids(assess(few, ["a:strong"], person="adult", role=role).steps)
    child = ids(assess(few, ["a:strong"], person="child", role=role).steps)

    assert ("offer-choices" in adult) == (role in ("health", "social-services"))
    assert "offer-choices" not in child
    assert ("mandated-report" in child) == (role in ("education", "health", "social-services"))


def test_bad_work_alone_is_first_a_matter_of_rights_at_work(few):
    """Without a means, and only for an adult; with one the helpline is first."""
    assert "contact-labour-rights" in ids(assess(few, ["a:used"]).steps)
    assert "contact-labour-rights" not in ids(assess(few, ["a:used", "a:medium"]).steps)
    assert "contact-labour-rights" not in ids(assess(few, ["a:used"], person="child").steps)


def test_a_worker_hears_of_rights_at_work_after_the_helpline(few):
    """Also with a means; and inspectors come after those who are independent."""
    told = ids(assess(few, ["a:used", "a:medium"], role="self").steps)

    assert told.index("call-hotline") < told.index("contact-labour-rights")


def test_a_young_witness_is_not_left_alone_with_it(few):
    """Somebody under 18 is first told to tell an adult; the finding is that of any bystander."""
    found = assess(few, ["a:strong"], role="youth")

    assert ids(found.steps)[0] == "tell-an-adult-you-trust"
    assert found.level == assess(few, ["a:strong"]).level
    assert "tell-an-adult-you-trust" not in ids(assess(few, ["a:who"], role="youth").steps)


# Whom to turn to


@pytest.fixture(scope="module")
def lines(sign, make_resource):
    """Return lines of several kinds in the United States, and police alone in Ireland."""
    police = {"operator_kind": "police", "regions": ["IE"], "purposes": ["report"]}
    return catalog_of(
        [
            sign("a:strong", grade="strong"),
            sign("a:used", element="purpose"),
            sign("a:danger", immediate_danger=True),
            make_resource("a:help", purposes=["support", "report"], operator_kind="ngo"),
            make_resource("a:children", purposes=["child", "support"], operator_kind="ngo"),
            make_resource("a:work", purposes=["labour-rights"], operator_kind="government"),
            make_resource("a:tips", purposes=["report"], operator_kind="police"),
            make_resource("a:number", purposes=["emergency"], operator_kind="police"),
            make_resource("a:garda", **police),
        ]
    )


def referrals(found):
    """Return the local ids of whom an answer turns to."""
    return [referral.resource.local_id for referral in found.contacts]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ({"observed": ["a:strong"]}, ["help", "tips"]),
        ({"observed": ["a:strong"], "person": "child"}, ["children", "help", "tips"]),
        ({"observed": ["a:used"]}, ["work", "help", "tips"]),
        ({"observed": ["a:used"], "role": "self"}, ["help", "work"]),
        ({"observed": ["a:danger"]}, ["number", "help", "tips"]),
        ({"observed": ["a:danger"], "role": "self"}, ["number", "help"]),
        ({"observed": ["a:strong"], "role": "youth"}, ["children", "help", "tips"]),
        ({"observed": ["a:strong"], "person": "child", "role": "self"}, ["children", "help"]),
    ],
    ids=["bystander", "child", "work", "worker", "danger", "own-danger", "youth", "own-child"],
)
def test_referrals_are_those_of_the_steps_each_once(lines, question, expected):
    """Lines for children only where somebody may be one; nobody is sent to report on themselves."""
    assert referrals(assess(lines, **question, region="US")) == expected


def test_where_only_police_answer_the_answer_says_so(lines):
    """Who asks for themselves is not left without anybody either."""
    for role in ("bystander", "self"):
        found = assess(lines, ["a:strong"], role=role, region="IE")
        assert referrals(found) == ["garda"]
        assert {"caveat.no_helpline", "caveat.only_police"} <= set(codes(found))


def test_where_nobody_is_known_the_answer_says_so(lines):
    """No line of another country is put in its place."""
    found = assess(lines, ["a:strong"], region="NP")

    assert found.contacts == ()
    assert "caveat.no_helpline" in codes(found)
    assert "caveat.only_police" not in codes(found)


def test_at_most_three_referrals_stand_for_one_purpose(sign, make_resource):
    """More would be a directory."""
    many = [make_resource(f"a:line-{n}", purposes=["support"]) for n in range(5)]

    found = assess(catalog_of([sign("a:strong", grade="strong"), *many]), ["a:strong"], region="US")

    assert len(found.contacts) == 3


# What to ask


def test_questions_are_the_strongest_means_first(few):
    """A stronger sign before a weaker, and a private one to somebody who asks for themselves."""
    lay = assess(few, ["a:used"], person="adult").next_questions
    own = assess(few, ["a:used"], person="adult", role="self").next_questions

    assert ids(lay) == ["a:strong", "a:danger", "a:danger-too"]
    assert ids(own) == ["a:private", "a:strong", "a:danger"]


def test_a_question_about_a_child_is_worth_what_it_is_worth_for_a_child(few):
    """A sign of children would bring the rule for children with it; an adult is not asked."""
    unknown = assess(few, [], not_observed=["a:strong"])
    assert "a:of-child" not in ids(unknown.next_questions)  # the same concept has an answer

    assert "a:of-child" not in ids(assess(few, ["a:weak"], person="adult").next_questions)


def test_a_weak_sign_is_no_question_where_one_counts_already(sign):
    """It would neither raise the level nor open anything."""
    catalog = catalog_of([sign("a:one", grade="weak"), sign("a:two", grade="weak")])

    assert ids(assess(catalog, [], person="adult").next_questions) == ["a:one", "a:two"]
    assert ids(assess(catalog, ["a:one"], person="adult").next_questions) == []


def test_nothing_more_is_asked_of_a_strong_concern(few):
    """There is nothing left that could raise it, and somebody waits."""
    found = assess(few, ["a:strong", "a:medium", "a:used"])

    assert found.level is Concern.STRONG_CONCERN
    assert found.next_questions == ()


# What it says


def test_what_rests_on_judgement_or_was_not_read_is_told(few):
    """The answer counts what nobody has reviewed."""
    texts = {each.code: each.text for each in assess(few, ["a:judged", "a:medium"]).caveats}

    assert " 1 of the signs" in texts["caveat.editorial"]
    assert " 1 of the signs" in texts["caveat.unread"]


def test_a_reason_says_whose_it_is_and_how_fresh(few):
    """Enough to work the level out by hand, and to look the sign up."""
    shown = assess(few, ["a:strong"], at=NOW).as_json()["reasons"][0]

    expected = {
        "id": "a:strong", "element": "means", "grade": "strong", "points": 4,
        "grade_basis": "law", "pack": "a",
    }  # fmt: skip

    assert {key: shown[key] for key in expected} == expected
    assert shown["source"]["title"] == "A test"
    assert shown["freshness"]["age_days"] == 115


def test_an_answer_shows_nothing_of_who_asks(few):
    """What was seen and who saw it stand in no log."""
    found = assess(few, ["a:strong"], role="self", person="child")

    assert repr(found) == "Assessment(…)"
    assert {"role", "person", "region"}.isdisjoint(found.as_json())
