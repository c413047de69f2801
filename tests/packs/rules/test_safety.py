"""Texts that could hurt somebody."""

import attrs
import pytest

from takeaction.errors import Outcome
from takeaction.models.action import Action, Minutes, Slot
from takeaction.models.indicator import Indicator
from takeaction.models.pack import Header
from takeaction.models.record import Link
from takeaction.models.resource import Resource
from takeaction.models.source import Source
from takeaction.models.text import Text
from takeaction.packs.rules.phrases import OF
from takeaction.packs.rules.safety import (
    MOST_CLOSELY,
    Look,
    faults,
    header_faults,
    may_hurt,
    texts,
)
from takeaction.vocabulary import (
    Age,
    Cadence,
    Mode,
    Observer,
    Purpose,
    ResourceKind,
    Risk,
)
from takeaction.vocabulary.signs import (
    Ask,
    Element,
    Exploitation,
    Grade,
    GradeBasis,
    Reading,
)

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


def found(record, **fields):
    """Return code, field and problem of each fault of a record; all are warnings."""
    given = list(faults(attrs.evolve(record, **fields)))
    assert {each.outcome for each in given} <= {Outcome.WARN}
    assert all(each.fix for each in given)
    return [(each.code, each.field, each.problem) for each in given]


def worded(text):
    """Return the codes of the faults of one text."""
    return [code for code, field, _ in found(ACTION, summary=Text(text)) if field == "summary"]


@pytest.mark.parametrize("language", ["en", "de", "und"])
def test_in_a_language_without_phrases_english_ones_are_looked_for(language):
    """A pack that names the wrong language does not get round the rule."""
    mistakes = found(ACTION, title=Text("Act", language), summary=Text("Chase them.", language))

    assert ("content.dangerous_advice", "summary") in {each[:2] for each in mistakes}


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
def test_advice_that_sends_somebody_into_danger_is_found(text):
    """To confront, follow, film or rescue a person is never asked for."""
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
def test_advice_against_danger_is_let_be(text):
    """What is forbidden, and what is no person, is no dangerous advice."""
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
    """Some words blame people, and some promise what nobody can keep."""
    assert worded(text) == [code]


@pytest.mark.parametrize(
    "text", ["Ask St. Johns Hospital.", "The label asks for audits.", "Pimpernel Street"]
)
def test_words_that_only_look_alike_are_let_be(text):
    """A name or a longer word is not the bad one."""
    assert worded(text) == []


def test_every_text_that_people_read_is_looked_at_with_its_path():
    """Steps, templates and parts count; where a record comes from, and other names, do not."""
    record = attrs.evolve(
        ACTION,
        steps=(Text("a"), Text("b")),
        note=Text("c"),
        links=(Link(title=Text("d"), url="https://example.org/"),),
        also_known_as=("Follow him",),
        source=Source(title="Follow him"),
    )

    assert dict(texts(record)) == {
        "note": Text("c"),
        "title": Text("Act"),
        "summary": Text("Do."),
        "steps[0]": Text("a"),
        "steps[1]": Text("b"),
        "links[0].title": Text("d"),
    }


def test_a_message_names_the_words_and_the_field():
    """The author sees which words to change."""
    assert found(ACTION, steps=(Text("Call."), Text("Then follow the driver."))) == [
        (
            "content.dangerous_advice",
            "steps[1]",
            '"follow the driver" sends somebody into danger.',
        )
    ]


@pytest.mark.parametrize(
    ("fields", "mistakes"),
    [
        ({"risk": Risk.NONE}, []),
        (
            {"risk": Risk.LOW},
            [("content.no_safety", "safety", "an action with a risk has a safety line.")],
        ),
        ({"risk": Risk.HIGH, "safety": (Text("Take somebody along."),)}, []),
        (
            {"concern": True},
            [
                (
                    "content.no_emergency",
                    "safety",
                    "an action about a concern names the emergency number first.",
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
                    "reporting is about what somebody saw with their own eyes.",
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
                    "a young person with a concern is told of a trusted adult or a helpline.",
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
    """A risk, a concern, a report and a young reader each ask for words of their own."""
    assert found(ACTION, **fields) == mistakes


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The person is of another nationality.", "nationality"),
        ("Women in headscarves get out of a van.", "headscarves"),
        ("The person is dressed for cold weather.", "dressed"),
        ("Migrants share a room.", "Migrants"),
    ],
)
def test_a_sign_is_what_somebody_does_not_who_somebody_is(text, word):
    """Origin, faith and looks are never signs; an item of context may speak of them."""
    context = {"element": Element.CONTEXT, "grade": Grade.CONTEXT}

    assert found(INDICATOR, text=Text(text)) == [
        (
            "content.identity_sign",
            "text",
            f'"{word}" is about who somebody is, not what anyone does.',
        )
    ]
    assert [fault[:2] for fault in found(INDICATOR, text_self=Text(text))] == [
        ("content.identity_sign", "text_self")
    ]
    assert found(INDICATOR, text=Text(text), text_self=Text(text), **context) == []


def test_a_good_indicator_has_no_fault():
    """A sign that speaks of what somebody does passes."""
    assert found(INDICATOR) == []


@pytest.mark.parametrize(
    ("caveat", "has_indicators", "told"),
    [
        (None, True, True),
        (Text("Look closely."), True, True),
        (Text("A sign is not proof."), True, False),
        (Text("One sign proves nothing."), True, False),
        (None, False, False),
    ],
    ids=["none", "other-words", "not-proof", "proves-nothing", "no-indicators"],
)
def test_a_pack_with_indicators_says_that_no_sign_is_proof(caveat, has_indicators, told):
    """The caveat stands beside every indicator, so that it has to be there."""
    given = list(header_faults(attrs.evolve(HEADER, caveat=caveat), has_indicators=has_indicators))

    assert [(each.code, each.field, each.outcome) for each in given] == [
        ("content.not_proof", "caveat", Outcome.WARN)
    ] * told


def test_a_resource_is_worded_like_everything_else():
    """Records of all kinds are read for words that hurt."""
    resource = Resource(
        id="trial:r", name=Text("Rescue the child"), kind=ResourceKind.SITE, source=SOURCE
    )

    assert [code for code, _, _ in found(resource)] == ["content.dangerous_advice"]


@pytest.mark.parametrize(
    ("text", "closely"),
    [
        ("Write to your representatives.", False),
        ("A pimp sells.", True),
        ("A P\u0131MP sells.", True),
        ("A ptmp sells.", False),
    ],
    ids=["kind", "unkind", "without-its-dot", "a-letter-off"],
)
def test_a_text_wants_a_closer_look_if_a_word_in_it_may_hurt(text, closely):
    """Most texts are passed at a glance, since the patterns are dear; none that one matches."""
    assert may_hurt(text, OF["en"]) is closely


def test_of_more_than_can_be_looked_at_the_rest_is_passed_over_and_told_of():
    """As many characters as are allowed are looked at, to the last; one more is too many."""
    look = Look()

    assert look.takes("a" * MOST_CLOSELY)
    assert not look.is_over
    assert not list(look.faults())
    assert not look.takes("a")
    (fault,) = look.faults()
    assert (fault.code, fault.field, fault.outcome) == ("limit.wording", "", Outcome.WARN)
    assert fault.problem == (
        "words that may hurt stand in more than 2,000,000 characters of text;"
        " the rest was not looked at closely."
    )
    assert fault.fix == "make several packs of it."
