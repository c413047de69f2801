"""The rules for texts that could hurt somebody."""

import attrs
import pytest

from takeaction.errors import Outcome
from takeaction.models.action import Action, Minutes, Slot
from takeaction.models.indicator import Indicator
from takeaction.models.pack import Header
from takeaction.models.record import Link, Source
from takeaction.models.resource import Resource
from takeaction.models.text import Text
from takeaction.packs.rules.contact import caveat_faults, readable_texts
from takeaction.packs.rules.wording import MOST_CHARACTERS, Allowance, WordingCheck
from takeaction.vocabulary.actions import Age, Cadence, Mode, Risk
from takeaction.vocabulary.records import Observer
from takeaction.vocabulary.resources import Purpose, ResourceKind
from takeaction.vocabulary.signs import Ask, Element, Exploitation, Grade, GradeBasis, Reading

SOURCE = Source(title="A page")
ACTION = Action(
    id="trial:act",
    title=Text("Act"),
    summary=Text("Do."),
    steps=(Text("One."),),
    minutes=Minutes(min=1, typical=1, max=1),
    cadence=Cadence.ONCE,
    modes=frozenset({Mode.SOLO_ONLINE}),
    source=SOURCE,
)
SAFE = (
    Text("Danger now: call the emergency number first."),
    Text("Report what you saw yourself, not what you read online."),
)
INDICATOR = Indicator(
    id="trial:sign",
    text=Text("Someone keeps the papers of the person."),
    element=Element.MEANS,
    grade=Grade.MEDIUM,
    grade_basis=GradeBasis.EDITORIAL,
    types=frozenset({Exploitation.ANY}),
    observable_by=frozenset({Observer.BYSTANDER}),
    ask=Ask.NOTICE,
    reading=Reading.READ,
    source=SOURCE,
)
HEADER = Header(id="trial", title=Text("A trial"), publisher="P", licence="CC0-1.0", schema=1)


def faults_of(record, **fields):
    reported = list(WordingCheck(cautions_only=True).faults(attrs.evolve(record, **fields)))
    assert {fault.outcome for fault in reported} <= {Outcome.WARN}
    assert all(fault.fix for fault in reported)
    return [(fault.code, fault.field, fault.problem) for fault in reported]


def worded(text):
    return [code for code, field, _ in faults_of(ACTION, summary=Text(text)) if field == "summary"]


@pytest.mark.parametrize("language", ["en", "de", "und"])
def test_a_language_without_phrases_gets_the_english_ones(language):
    mistakes = faults_of(ACTION, title=Text("Act", language), summary=Text("Chase them.", language))

    assert ("content.dangerous_advice", "summary") in {fault[:2] for fault in mistakes}


@pytest.mark.parametrize(
    "text",
    [
        "Confront the trafficker.",
        "You could follow them home.",
        "Film the driver, then call.",
        "Take photos of anyone who looks afraid.",
        "RESCUE A VICTIM yourself!",
        "Free the two workers.",
        "Not sure? Follow him.",
        "Stay calm. Track somebody by phone",
        "Do not wait.\nChase that man.",
        "Bargain with the boss.",
        "Photograph a young woman",
    ],
)
def test_dangerous_advice_is_found(text):
    assert worded(text) == ["content.dangerous_advice"]


@pytest.mark.parametrize(
    "text",
    [
        "Do not confront, follow or film anyone, and do not try a rescue.",
        "Never follow them.",
        "Call instead of trying to rescue somebody.",
        "Watch a film about people who got free.",
        "Follow the steps of the guide.",
        "Follow the organisation on its page.",
        "Track your own spending.",
        "Report it without a picture: don't photograph someone.",
    ],
)
def test_a_warning_passes(text):
    assert worded(text) == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Arrest the johns and pimps.", "content.stigma"),
        ("Former prostitutes tell.", "content.stigma"),
        ("Goods that are slave-free.", "content.stigma"),
        ("Freed slaves work here.", "content.stigma"),
        ("Illegal immigrants are at risk.", "content.stigma"),
        ("This shop is guaranteed safe.", "content.promise"),
        ("A 100% ethical brand.", "content.promise"),
        ("Slavery-free chocolate.", "content.promise"),
        ("Proven free of child labour.", "content.promise"),
    ],
)
def test_words_that_blame_or_promise_are_found(text, code):
    assert worded(text) == [code]


@pytest.mark.parametrize(
    "text", ["Ask St. Johns Hospital.", "The label asks for audits.", "Pimpernel Street"]
)
def test_similar_words_pass(text):
    assert worded(text) == []


def test_every_text_that_people_read_is_checked_with_its_path():
    record = attrs.evolve(
        ACTION,
        steps=(Text("a"), Text("b")),
        note=Text("c"),
        links=(Link(title=Text("d"), url="https://example.org/"),),
        also_known_as=("Follow him",),
        source=Source(title="Follow him"),
    )

    assert dict(readable_texts(record)) == {
        "note": Text("c"),
        "title": Text("Act"),
        "summary": Text("Do."),
        "steps[0]": Text("a"),
        "steps[1]": Text("b"),
        "links[0].title": Text("d"),
    }


def test_a_message_names_the_words_and_the_field():
    assert faults_of(ACTION, steps=(Text("Call."), Text("Then follow the driver."))) == [
        (
            "content.dangerous_advice",
            "steps[1]",
            '"follow the driver" can put people in danger.',
        )
    ]


@pytest.mark.parametrize(
    ("fields", "mistakes"),
    [
        ({"risk": Risk.NONE}, []),
        (
            {"risk": Risk.LOW},
            [("content.no_safety", "safety", "the action has a risk and no safety line.")],
        ),
        ({"risk": Risk.HIGH, "safety": (Text("Take somebody along."),)}, []),
        (
            {"concern": True},
            [
                (
                    "content.no_emergency",
                    "safety",
                    "the action is about a concern and does not give the emergency number first.",
                )
            ],
        ),
        ({"concern": True, "safety": SAFE[:1]}, []),
        (
            {"concern": True, "safety": SAFE[:1], "finds": (Slot(purpose=Purpose.REPORT),)},
            [
                (
                    "content.own_eyes",
                    "safety",
                    "the action asks for reports, but not only of what people saw themselves.",
                )
            ],
        ),
        ({"concern": True, "safety": SAFE, "finds": (Slot(purpose=Purpose.REPORT),)}, []),
        ({"concern": True, "safety": SAFE[:1], "finds": (Slot(purpose=Purpose.SUPPORT),)}, []),
        (
            {"concern": True, "safety": SAFE[:1], "ages": frozenset({Age.YOUTH})},
            [
                (
                    "content.child_help",
                    "steps",
                    "an action for young people with a concern names no trusted adult or helpline.",
                )
            ],
        ),
        (
            {
                "concern": True,
                "safety": SAFE[:1],
                "ages": frozenset({Age.CHILD}),
                "steps": (Text("Tell an adult you trust."),),
                "finds": (Slot(purpose=Purpose.REPORT),),
            },
            [],
        ),
        (
            {
                "concern": True,
                "safety": SAFE[:1],
                "ages": frozenset({Age.CHILD}),
                "summary": Text("Tell an adult you trust."),
            },
            [],
        ),
        ({"ages": frozenset({Age.CHILD})}, []),
    ],
    ids=[
        *("no-risk", "risk", "risk-with-safety", "concern", "emergency", "reports", "own-eyes"),
        *("support", "young", "young-and-told", "young-and-told-above", "young-without-a-concern"),
    ],
)
def test_an_action_says_what_keeps_people_safe(fields, mistakes):
    assert faults_of(ACTION, **fields) == mistakes


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The person is of another nationality.", "nationality"),
        ("Women in headscarves get out of a van.", "headscarves"),
        ("The person is dressed for cold weather.", "dressed"),
        ("Migrants share a room.", "Migrants"),
    ],
)
def test_a_sign_is_never_about_identity(text, word):
    context = {"element": Element.CONTEXT, "grade": Grade.CONTEXT}

    assert faults_of(INDICATOR, text=Text(text)) == [
        (
            "content.identity_sign",
            "text",
            f'"{word}" is about who somebody is, not what anyone does.',
        )
    ]
    assert [fault[:2] for fault in faults_of(INDICATOR, text_self=Text(text))] == [
        ("content.identity_sign", "text_self")
    ]
    assert faults_of(INDICATOR, text=Text(text), text_self=Text(text), **context) == []


def test_a_good_indicator_has_no_fault():
    assert faults_of(INDICATOR) == []


@pytest.mark.parametrize(
    ("caveat", "has_indicators", "is_missing"),
    [
        (None, True, True),
        (Text("Look closely."), True, True),
        (Text("A sign is not proof."), True, False),
        (Text("One sign proves nothing."), True, False),
        (None, False, False),
    ],
    ids=["none", "other-words", "not-proof", "proves-nothing", "no-indicators"],
)
def test_a_pack_with_indicators_says_that_no_sign_is_proof(caveat, has_indicators, is_missing):
    # The caveat is shown with every indicator, so it is required.
    reported = list(
        caveat_faults(attrs.evolve(HEADER, caveat=caveat), has_indicators=has_indicators)
    )

    assert [(fault.code, fault.field, fault.outcome) for fault in reported] == [
        ("content.not_proof", "caveat", Outcome.WARN)
    ] * is_missing


def test_a_resource_is_checked_like_every_record():
    resource = Resource(
        id="trial:r", name=Text("Rescue the child"), kind=ResourceKind.SITE, source=SOURCE
    )

    assert [code for code, _, _ in faults_of(resource)] == ["content.dangerous_advice"]


def test_a_warning_says_that_not_every_text_was_checked():
    # The allowance is used to its last character; one more is too many.
    look = Allowance()

    assert look.takes(MOST_CHARACTERS)
    assert not look.is_over
    assert not list(look.faults())
    assert not look.takes(1)
    (fault,) = look.faults()
    assert (fault.code, fault.field, fault.outcome) == ("limit.wording", "", Outcome.WARN)
    assert fault.problem == (
        "more than 2,000,000 characters of text contain words that may hurt;"
        " the rest was not checked closely."
    )
    assert fault.fix == "split the pack."


def test_a_pack_that_used_up_its_allowance_is_not_read_any_further():
    used_up = WordingCheck()
    used_up.allowance.takes(MOST_CHARACTERS + 1)

    assert list(used_up.faults(attrs.evolve(ACTION, summary=Text("Follow him.")))) == []
    assert [fault.code for fault in used_up.bound_faults()] == ["limit.wording"]
