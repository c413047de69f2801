"""Assessments: the shared cases, and each part of an answer by itself."""

import tomllib
from datetime import UTC, datetime
from pathlib import Path

import pytest

from takeaction import QueryError, UnknownWordError, assess
from takeaction.errors import QueryErrors
from takeaction.testing import catalog_of
from takeaction.vocabulary.records import Observer
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
    """Return a function that makes a medium sign of means that anybody can notice."""

    def indicator(id, /, **fields):
        values = {**SIGN, "concept": id.partition(":")[2], **fields}
        return make("indicator", id, **{key: value for key, value in values.items() if value})

    return indicator


@pytest.fixture(scope="module")
def few(sign, make_resource):
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


def ids(parts):
    return [part.id for part in parts]


def codes(answer):
    return [caveat.code for caveat in answer.caveats]


# Words for somebody who asks about themselves


@pytest.fixture(scope="module")
def signs_for_self(sign):
    return catalog_of(
        [
            sign("a:papers", text="Papers of a person.", text_self="Your papers."),
            sign("a:pay", text="Pay of a person.", text_self="Your pay.", concept="papers"),
            sign("a:debt", text="Debt of a person.", text_self="Your debt.", grade="strong"),
            sign("a:food", text="Food of a person.", element="purpose"),
            sign("a:school", text="School.", text_self="Your school.", applies_to="child"),
        ]
    )


def test_somebody_who_asks_about_themselves_reads_about_themselves(signs_for_self):
    answer = assess(signs_for_self, ["papers", "pay"], person="adult", role="self")

    assert [reason.text for reason in answer.reasons] == ["Your papers."]
    assert [sign.text for sign in answer.set_aside] == ["Your pay."]
    assert [question.text for question in answer.next_questions] == [
        "Your debt.",
        "Food of a person.",
    ]
    assert answer.as_json()["reasons"][0]["text"] == "Your papers."
    assert answer.as_json()["set_aside"][0]["text"] == "Your pay."
    assert "caveat.self" not in codes(answer)


def test_a_sign_without_words_for_oneself_says_that_it_is_about_another(signs_for_self):
    answer = assess(signs_for_self, ["food"], role="self")

    assert [reason.text for reason in answer.reasons] == ["Food of a person."]
    assert "caveat.self" in codes(answer)


def test_somebody_who_saw_another_reads_about_another(signs_for_self):
    answer = assess(signs_for_self, ["papers", "food"], role="bystander")

    assert [reason.text for reason in answer.reasons] == [
        "Food of a person.",
        "Papers of a person.",
    ]
    assert "caveat.self" not in codes(answer)


@pytest.mark.parametrize(
    ("observed", "person", "code"),
    [
        ("debt", "unknown", "caveat.age_matters"),
        ("school", "adult", "caveat.age_conflict"),
        ("school", "unknown", "caveat.age_from_sign"),
    ],
)
def test_caveats_about_an_age_speak_to_oneself(signs_for_self, observed, person, code):
    for role, word in (("self", "you're"), ("bystander", "person")):
        answer = assess(signs_for_self, [observed], person=person, role=role)
        text = next(caveat.text for caveat in answer.caveats if caveat.code == code)

        assert word in text
        assert ("person" in text) is (role == "bystander")


# The shared cases


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_a_shared_case_has_the_answer_that_practitioners_read(catalog, case):
    answer = assess(
        catalog,
        case["observed"],
        not_observed=case["not_observed"],
        person=case["person"],
        role=case["role"],
        region=case["region"],
        at=NOW,
    )

    assert answer.level == case["expect_level"]
    assert answer.level in case["accept_levels"]
    assert set(case["expect_types_include"]) <= set(answer.types)
    assert answer.urgent is case["expect_urgent"]
    assert set(case["expect_steps_include"]) <= set(ids(answer.steps))
    assert set(case["expect_steps_exclude"]).isdisjoint(ids(answer.steps))


def test_there_are_eight_shared_cases():
    assert len(CASES) == 8


@pytest.mark.parametrize("case", METHOD_CASES, ids=lambda case: case["id"])
def test_an_answer_worked_out_by_hand_is_the_answer(catalog, case):
    answer = assess(
        catalog,
        case["observed"],
        not_observed=case.get("not_observed", ()),
        when=case.get("when"),
        person=case["person"],
        role=case["role"],
        region=case["region"],
    )

    assert answer.level == case["level"]
    assert answer.urgent is case.get("urgent", False)
    assert dict(answer.elements) == case["elements"]
    assert list(answer.types) == case["types"]
    assert answer.age_matters is case.get("age_matters", False)
    assert {sign.indicator.local_id: sign.code for sign in answer.set_aside} == (
        case.get("set_aside", {})
    )
    assert set(case.get("caveats", ())) <= set(codes(answer))
    assert [id for id in ids(answer.steps) if id in case["steps"]] == case["steps"]
    assert set(case["no_steps"]).isdisjoint(ids(answer.steps))


# The look-up of ids and words


def test_nothing_seen_is_not_enough_information(few):
    answer = assess(few, [], region="US")

    assert answer.level is Concern.NOT_ENOUGH_INFORMATION
    assert (answer.reasons, answer.decisive, answer.other_help) == ((), (), None)
    assert ids(answer.steps)[0] == "call-hotline-if-worried"
    assert [referral.resource.id for referral in answer.help] == ["a:line"]


def test_an_id_is_found_in_any_case_by_its_local_id_and_by_a_former_one(few):
    # ``Medium`` is ``a:medium``, and a sign that was replaced gives its successor.
    for written in ("a:medium", " MEDIUM ", "old", "a:older"):
        assert ids(assess(few, [written]).reasons) == ["a:medium"]


def test_every_unknown_id_is_named_in_one_error(few):
    with pytest.raises(QueryErrors) as caught:
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
    assert str(caught.value).splitlines() == [
        "2 unknown words: observed[0]. Did you mean “Something is done.” (a:medium)? observed[2].",
        "Unknown word in not_observed. Did you mean “Something is done.” (a:strong)?",
        "Unknown word in when.",
    ]


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
        ({"languages": 5}, "query.words"),
    ],
    ids=str,
)
def test_an_argument_of_the_wrong_form_is_refused(few, wrong, code):
    with pytest.raises(QueryError) as caught:
        assess(few, **{"observed": [], **wrong})

    assert caught.value.code == code


def test_a_misspelt_role_gets_observers_and_roles_as_suggestions(few):
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
def test_a_word_for_a_role_gives_the_steps_of_its_observer(few, role, step):
    answer = assess(few, ["a:strong"], role=role)

    assert step in ids(answer.steps)
    assert "do-not-confront" in ids(answer.steps)


# The signs that count


def test_every_sign_set_aside_has_its_reason(few):
    answer = assess(few, ["a:who", "a:medium", "a:danger", "a:gone", "a:strong"])

    assert [(sign.id, sign.code, sign.counted) for sign in answer.set_aside] == [
        ("a:gone", "aside.gone", None),
        ("a:medium", "aside.same", "a:danger"),
        ("a:who", "aside.context", None),
    ]
    assert all(sign.why.endswith(".") and sign.text for sign in answer.set_aside)


def test_a_second_weak_sign_of_an_element_adds_nothing(sign):
    catalog = catalog_of([sign("a:one", grade="weak"), sign("a:two", grade="weak")])

    answer = assess(catalog, ["a:one", "a:two"])

    assert [(reason.id, reason.points) for reason in answer.reasons] == [("a:one", 1)]
    assert [(sign.id, sign.code) for sign in answer.set_aside] == [("a:two", "aside.weak")]


def test_a_sign_without_a_concept_states_its_own_fact(few):
    answer = assess(few, ["a:no-concept", "a:medium"])

    assert [reason.points for reason in answer.reasons] == [2, 2]


def test_a_sign_of_children_makes_an_adult_possibly_a_child(few):
    answer = assess(few, ["a:of-child", "a:strong"], person="adult")

    assert answer.level is Concern.SERIOUS_CONCERN
    assert [(reason.id, reason.points) for reason in answer.reasons] == [
        ("a:of-child", 0),
        ("a:strong", 4),
    ]
    assert answer.decisive == ("a:of-child", "a:strong")
    assert answer.set_aside == ()
    assert "caveat.age_conflict" in codes(answer)
    assert "contact-child-protection" in ids(answer.steps)


def test_a_sign_of_children_tells_the_age_that_nobody_gave(few):
    answer = assess(few, ["a:of-child"])

    assert "caveat.age_from_sign" in codes(answer)
    assert answer.age_matters is False


def test_the_age_matters_where_the_level_would_be_higher_for_a_child(few):
    # The answer says so and asks for the age first, but sends nobody to ask.
    answer = assess(few, ["a:strong"])

    assert (answer.level, answer.age_matters) == (Concern.SOME_CONCERN, True)
    assert ids(answer.next_questions)[0] == "age"
    assert "Don't ask" in answer.next_questions[0].text
    assert "caveat.age_matters" in codes(answer)
    assert assess(few, ["a:strong"], person="adult").age_matters is False


def test_no_means_is_needed_for_a_child(few):
    none = assess(few, ["a:used"], person="child").elements
    some = assess(few, ["a:used", "a:medium"], person="child").elements

    assert none == {"act": "none", "means": "not-required", "purpose": "some"}
    assert some["means"] is Presence.SOME


@pytest.mark.parametrize(
    ("region", "code"), [("US-TX", "caveat.minor_law_us"), ("IE", "caveat.minor_law")]
)
def test_the_caveat_on_the_law_for_children_is_that_of_the_place(few, region, code):
    assert code in codes(assess(few, ["a:used"], person="child", region=region))
    assert code not in codes(assess(few, ["a:used"], person="child", region=region, role="self"))


# Times


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
    answer = assess(few, ["a:danger"], when=when)

    assert answer.urgent is urgent
    assert (ids(answer.steps)[0] == "call-emergency") is urgent
    assert ("caveat.now" in codes(answer)) is undated


def test_of_two_dangers_one_is_enough(few):
    assert assess(few, ["a:danger", "a:danger-too"], when={"a:danger": "past"}).urgent


def test_what_is_seen_and_ruled_out_counts_as_seen(few):
    answer = assess(few, ["a:medium"], not_observed=["a:medium", "a:strong"])

    assert ids(answer.reasons) == ["a:medium"]
    assert "caveat.both" in codes(answer)
    assert answer.looked_at == (2, 10)


# Steps


def test_context_alone_is_called_no_sign_first(few):
    answer = assess(few, ["a:who"], region="US")

    assert ids(answer.steps) == ["that-is-not-a-sign", "do-not-confront", "do-not-share-publicly"]
    assert (list(answer.help), answer.next_questions) == ([], ())


def test_somebody_who_asks_about_themselves_is_never_sent_away(few):
    answer = assess(few, ["a:who"], role="self", region="US")

    assert ids(answer.steps) == [
        "that-is-not-a-sign",
        "you-are-not-in-trouble",
        "use-a-safe-phone",
        "call-hotline-if-worried",
    ]
    assert [referral.resource.id for referral in answer.help] == ["a:line"]


def test_weak_signs_alone_get_gentle_words(few):
    answer = assess(few, ["a:weak"], person="child")
    texts = {step.id: step.text for step in answer.steps}

    assert answer.level is Concern.SOME_CONCERN
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
def test_only_adults_are_offered_choices(few, role):
    adult = ids(assess(few, ["a:strong"], person="adult", role=role).steps)
    child = ids(assess(few, ["a:strong"], person="child", role=role).steps)

    assert ("offer-choices" in adult) == (role in ("health", "social-services"))
    assert "offer-choices" not in child
    assert ("mandated-report" in child) == (role in ("education", "health", "social-services"))


def test_bad_work_alone_is_a_matter_of_labour_rights_first(few):
    alone = ids(assess(few, ["a:used"]).steps)
    with_means = ids(assess(few, ["a:used", "a:medium"]).steps)

    assert alone.index("contact-labour-rights") < alone.index("call-hotline")
    assert with_means.index("call-hotline") < with_means.index("contact-labour-rights")
    assert "contact-labour-rights" not in ids(assess(few, ["a:used"], person="child").steps)


def test_a_worker_reads_about_labour_rights_after_the_helpline(few):
    steps = ids(assess(few, ["a:used", "a:medium"], role="self").steps)

    assert steps.index("call-hotline") < steps.index("contact-labour-rights")


def test_a_young_witness_is_told_to_tell_an_adult(few):
    answer = assess(few, ["a:strong"], role="youth")

    assert ids(answer.steps)[0] == "tell-an-adult-you-trust"
    assert answer.level == assess(few, ["a:strong"]).level
    assert "tell-an-adult-you-trust" not in ids(assess(few, ["a:who"], role="youth").steps)


# Referrals


@pytest.fixture(scope="module")
def lines(sign, make_resource):
    """Return several kinds of lines in the United States, and only police in Ireland."""
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


def referrals(answer):
    return [referral.resource.local_id for referral in answer.help]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ({"observed": ["a:strong"]}, ["help", "tips"]),
        ({"observed": ["a:strong"], "person": "child"}, ["children", "help", "tips"]),
        ({"observed": ["a:used"]}, ["work", "help", "tips"]),
        ({"observed": ["a:used"], "role": "self"}, ["help", "work"]),
        ({"observed": ["a:danger"]}, ["help", "tips"]),
        ({"observed": ["a:danger"], "role": "self"}, ["help"]),
        ({"observed": ["a:strong"], "role": "youth"}, ["children", "help", "tips"]),
        ({"observed": ["a:strong"], "person": "child", "role": "self"}, ["children", "help"]),
    ],
    ids=["bystander", "child", "work", "worker", "danger", "own-danger", "youth", "own-child"],
)
def test_referrals_are_those_of_the_steps_without_repeats(lines, question, expected):
    assert referrals(assess(lines, **question, region="US")) == expected


def test_where_only_police_answer_the_answer_says_so(lines):
    for role in ("bystander", "self"):
        answer = assess(lines, ["a:strong"], role=role, region="IE")
        assert referrals(answer) == ["garda"]
        assert {"caveat.no_helpline", "caveat.only_police"} <= set(codes(answer))


def test_where_nobody_is_known_the_answer_says_so(lines):
    answer = assess(lines, ["a:strong"], region="NP")

    assert list(answer.help) == []
    assert "caveat.no_helpline" in codes(answer)
    assert "caveat.only_police" not in codes(answer)


def test_one_purpose_has_at_most_three_referrals(sign, make_resource):
    # A longer list would be a directory.
    many = [make_resource(f"a:line-{n}", purposes=["support"]) for n in range(5)]

    answer = assess(
        catalog_of([sign("a:strong", grade="strong"), *many]), ["a:strong"], region="US"
    )

    assert len(answer.help) == 3


# Questions


def test_questions_start_with_the_strongest_means(few):
    lay = assess(few, ["a:used"], person="adult").next_questions
    personal = assess(few, ["a:used"], person="adult", role="self").next_questions

    assert ids(lay) == ["a:strong", "a:danger", "a:danger-too"]
    assert ids(personal) == ["a:private", "a:strong", "a:danger"]


def test_a_sign_of_children_is_asked_only_if_it_is_open_and_the_age_may_fit(few):
    # A sign of children would bring the rule for children; nobody asks an adult for it.
    unknown = assess(few, [], not_observed=["a:strong"])
    assert "a:of-child" not in ids(unknown.next_questions)  # the same concept has an answer

    assert "a:of-child" not in ids(assess(few, ["a:weak"], person="adult").next_questions)


def test_a_second_weak_sign_is_no_question(sign):
    # It would neither raise the level nor open an element.
    catalog = catalog_of([sign("a:one", grade="weak"), sign("a:two", grade="weak")])

    assert ids(assess(catalog, [], person="adult").next_questions) == ["a:one", "a:two"]
    assert ids(assess(catalog, ["a:one"], person="adult").next_questions) == []


def test_a_strong_concern_has_no_next_question(few):
    answer = assess(few, ["a:strong", "a:medium", "a:used"])

    assert answer.level is Concern.STRONG_CONCERN
    assert answer.next_questions == ()


# Caveats, reasons and privacy


def test_an_answer_counts_signs_that_are_judgement_or_unread(few):
    caveats = assess(few, ["a:judged", "a:medium"]).caveats
    texts = {caveat.code: caveat.text for caveat in caveats}

    assert " 1 of the signs" in texts["caveat.editorial"]
    assert " 1 of the signs" in texts["caveat.unread"]


def test_a_reason_has_its_source_and_its_freshness(few):
    shown = assess(few, ["a:strong"], at=NOW).as_json()["reasons"][0]

    expected = {
        "id": "a:strong", "element": "means", "grade": "strong", "points": 4,
        "grade_basis": "law", "pack": "a",
    }  # fmt: skip

    assert {key: shown[key] for key in expected} == expected
    assert shown["source"]["title"] == "A test"
    assert shown["freshness"]["age_days"] == 115


def test_an_answer_shows_nothing_of_who_asks(few):
    answer = assess(few, ["a:strong"], role="self", person="child")

    shown = "Assessment(level='serious-concern', urgent=False, steps=5, help=0)"
    assert repr(answer) == shown
    assert "a:strong" not in repr(answer.reasons)
    assert {"role", "person", "region"}.isdisjoint(answer.as_json())
