"""The rules for open words and for references to other records."""

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from takeaction.errors import Outcome, shown
from takeaction.models.action import Action, Minutes
from takeaction.models.goods import Claim, Good, Rating, Tier, Vendor
from takeaction.models.record import Source
from takeaction.models.resource import Resource
from takeaction.models.text import Text
from takeaction.models.word import Vocabulary, Word, vocabulary_with
from takeaction.packs.rules.links import (
    broader_faults,
    cycle_faults,
    reference_faults,
    references,
    with_current_ids,
    word_faults,
)
from takeaction.vocabulary.actions import Cadence, Mode
from takeaction.vocabulary.goods import GoodKind, VendorKind
from takeaction.vocabulary.records import Kind, WordKind
from takeaction.vocabulary.resources import ResourceKind

SOURCE = Source(title="A page")
WORDS = Vocabulary(
    [
        Word(id="writing", kind=WordKind.SKILL, label=Text("Writing")),
        Word(id="coffee", kind=WordKind.PRODUCT, label=Text("Coffee")),
        Word(id="trial:own", kind=WordKind.TOPIC, label=Text("Own")),
    ]
)


def action(id="trial:act", **fields):
    defaults = {
        "title": Text("Act"),
        "summary": Text("Do."),
        "steps": (Text("One."),),
        "minutes": Minutes(min=1, typical=1, max=1),
        "cadence": Cadence.ONCE,
        "modes": frozenset({Mode.SOLO_ONLINE}),
        "source": SOURCE,
    }
    return Action(id=id, **{**defaults, **fields})


def vendor(**fields):
    return Vendor(
        id="trial:shop", name=Text("Shop"), kind=VendorKind.RETAILER, source=SOURCE, **fields
    )


def faults_of(record):
    return [
        (fault.field, fault.problem, fault.hint() or fault.fix)
        for fault in word_faults(record, WORDS)
        if fault.code == "word.unknown"
    ]


# Words


def test_known_words_and_words_of_other_packs_pass():
    record = action(skills_helpful=frozenset({"writing"}), topics=frozenset({"trial:own", "o:x"}))

    assert faults_of(record) == []


def test_unknown_words_are_reported_in_order():
    record = action(
        skills_helpful=frozenset({"writting", "coffee"}), topics=frozenset({"trial:none"})
    )

    assert faults_of(record) == [
        ("topics", '"trial:none" is not a known topic.', "did you mean trial:own?"),
        (
            "skills_helpful",
            '"coffee" is not a known skill.',
            'write "coffee" in products. It is a product, not a skill.',
        ),
        ("skills_helpful", '"writting" is not a known skill.', "did you mean writing?"),
    ]


def test_a_single_word_is_looked_up_like_a_set_of_them():
    good = Good(
        id="trial:tea-np",
        name=Text("Tea"),
        product="qqq",
        country="NP",
        kind=GoodKind.CHILD,
        edition=2024,
        source=SOURCE,
    )

    assert faults_of(good) == [
        ("product", '"qqq" is not a known product.', "add it to words.toml.")
    ]
    (alias,) = word_faults(attrs.evolve(good, product="tee"), vocabulary_with())
    assert alias.hint() == 'write "clothing": "tee" is another name for it.'
    assert faults_of(attrs.evolve(good, product="q" * 65)) == [
        ("product", f"{shown('q' * 65)} is not a known product.", "add it to words.toml.")
    ]
    assert faults_of(attrs.evolve(good, product="coffee")) == []


def chain(*ids):
    """Make topics of which each but the last is part of the next, and their vocabulary."""
    words = [
        Word(id=id, kind=WordKind.TOPIC, label=Text(id), broader=broader)
        for id, broader in zip(ids, [*ids[1:], None], strict=True)
        if id
    ]
    return words, Vocabulary(words)


def broader(word, words):
    return [(fault.code, fault.problem) for fault in broader_faults(word, words)]


def test_a_word_may_have_a_broader_one():
    words, known = chain(*(f"w{number}" for number in range(17)))

    assert [broader(word, known) for word in words] == [[]] * 17


def test_an_unknown_broader_word_is_refused():
    (word,) = [word for word in chain("a", "b")[0] if word.id == "a"]

    assert broader(word, Vocabulary([word])) == [("word.unknown", '"b" is not a known topic.')]


@pytest.mark.parametrize("ids", [("a", "a"), ("a", "b", "a"), ("a", "b", "c", "a")])
def test_a_word_that_is_broader_than_itself_is_refused(ids):
    words, _ = chain(*ids)
    known = Vocabulary(words[:-1])

    assert [broader(word, known) for word in words[:-1]] == [
        [("ref.cycle", "the word is broader than itself.")]
    ] * (len(ids) - 1)


def test_too_long_a_row_of_broader_words_is_refused():
    # Rows of words are limited, since every question walks along them.
    words, known = chain(*(f"w{number}" for number in range(20)))

    assert [broader(word, known) for word in words] == [
        *[[("limit.broader", "there are more than 16 words, each broader than the last.")]] * 3,
        *[[]] * 17,
    ]


def test_a_word_that_leads_into_a_circle_of_others_is_refused():
    words, _ = chain("a", "b", "c", "b")
    known = Vocabulary(words[:-1])

    assert broader(words[0], known) == [
        ("limit.broader", "there are more than 16 words, each broader than the last.")
    ]


def test_a_row_that_ends_in_an_unknown_word_is_reported_once():
    words, _ = chain("a", "b", "c")
    known = Vocabulary(words[:2])

    assert broader(words[0], known) == []
    assert broader(words[1], known) == [("word.unknown", '"c" is not a known topic.')]


# References


def test_all_references_of_a_record_are_returned():
    records = [
        action(
            after=("trial:a",),
            resources=("trial:b", "o:c"),
            indicators=("trial:d",),
            vendors=("trial:e",),
            labels=("trial:f",),
            replaced_by="trial:g",
        ),
        vendor(claims=(Claim(label="trial:h"),), memberships=("trial:i",)),
        Rating(
            id="trial:np",
            name=Text("Nepal"),
            country="NP",
            meaning=Text("m"),
            history=(
                Tier(year=2023, tier="2"),
                Tier(year=2024, tier="2", source="trial:j", confirmed_by="trial:k"),
            ),
            source=SOURCE,
        ),
    ]

    assert [reference for record in records for reference in references(record)] == [
        ("replaced_by", "trial:g", "any"),
        ("after[0]", "trial:a", Kind.ACTION),
        ("resources[0]", "trial:b", Kind.RESOURCE),
        ("resources[1]", "o:c", Kind.RESOURCE),
        ("indicators[0]", "trial:d", Kind.INDICATOR),
        ("vendors[0]", "trial:e", Kind.VENDOR),
        ("labels[0]", "trial:f", Kind.LABEL),
        ("claims[0].label", "trial:h", Kind.LABEL),
        ("memberships[0]", "trial:i", Kind.LABEL),
        ("history[1].source", "trial:j", Kind.RESOURCE),
        ("history[1].confirmed_by", "trial:k", Kind.RESOURCE),
    ]


KNOWN = {"trial:line": Kind.RESOURCE, "trial:act": Kind.ACTION, "trial:open": Kind.INDICATOR}
WRITTEN = KNOWN | {"trial:fallen": Kind.RESOURCE}


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"resources": ("trial:line", "other:any")}, None),
        ({"replaced_by": "trial:act"}, None),
        (
            {"resources": ("trial:lin",)},
            (
                "ref.missing",
                "resources[0]",
                'there is no "lin" in this pack.',
                "did you mean line?",
                Outcome.DROP,
            ),
        ),
        (
            {"resources": ("trial:line", "trial:lin")},
            (
                "ref.missing",
                "resources[1]",
                'there is no "lin" in this pack.',
                "did you mean line?",
                Outcome.DROP,
            ),
        ),
        (
            {"after": ("trial:zzz",)},
            (
                "ref.missing",
                "after[0]",
                'there is no "zzz" in this pack.',
                "add it.",
                Outcome.DROP,
            ),
        ),
        (
            {"resources": ("other:<b>",)},
            (
                "id.bad",
                "resources[0]",
                '"other:<b>" is not the full id of a record.',
                'write "pack:record".',
                Outcome.DROP,
            ),
        ),
        (
            {"indicators": ("trial:act",)},
            (
                "ref.kind",
                "indicators[0]",
                '"act" is an action, not an indicator.',
                "name an indicator.",
                Outcome.DROP,
            ),
        ),
        (
            {"resources": ("trial:act",)},
            (
                "ref.kind",
                "resources[0]",
                '"act" is an action, not a resource.',
                "name a resource.",
                Outcome.DROP,
            ),
        ),
        (
            {"resources": ("trial:fallen",)},
            (
                "ref.dropped",
                "resources[0]",
                '"fallen" has a mistake and was left out.',
                "fix that record.",
                Outcome.WARN,
            ),
        ),
        (
            {"after": ("trial:fallen",)},
            (
                "ref.dropped",
                "after[0]",
                '"fallen" has a mistake and was left out.',
                "fix that record.",
                Outcome.DROP,
            ),
        ),
    ],
    ids=[
        "there",
        "any-kind",
        "misspelt",
        "misspelt-after-a-good-one",
        "missing",
        "no-id",
        "kind",
        "other-kind",
        "fell",
        "fell-before",
    ],
)
def test_a_reference_leads_to_a_valid_record_of_its_kind(fields, fault):
    faults = [
        (fault.code, fault.field, fault.problem, fault.hint() or fault.fix, fault.outcome)
        for fault in reference_faults(action(**fields), KNOWN, WRITTEN)
    ]

    assert faults == [fault] * bool(fault)


def test_a_claim_to_a_label_that_was_left_out_costs_the_vendor():
    (fault,) = reference_faults(
        vendor(claims=(Claim(label="trial:fallen"),)), KNOWN, WRITTEN | {"trial:l": Kind.LABEL}
    )

    assert (fault.code, fault.outcome) == ("ref.dropped", Outcome.DROP)


def test_a_resource_has_no_references():
    record = Resource(id="trial:r", name=Text("R"), kind=ResourceKind.SITE, source=SOURCE)

    assert list(references(record)) == []


# Circles


def actions_of(before):
    return {
        f"trial:{id}": action(f"trial:{id}", after=tuple(f"trial:{earlier}" for earlier in after))
        for id, after in before.items()
    }


def circles(before):
    return [(record.local_id, fault.problem) for record, fault in cycle_faults(actions_of(before))]


def test_each_circle_is_reported_with_its_own_members():
    before = {"a": "b", "b": "c", "c": "a", "d": "d", "e": "az", "f": "", "g": "hd", "h": "e"}

    assert sorted(circles(before)) == [
        ("a", "the action comes after itself, in a circle of a, b, c."),
        ("b", "the action comes after itself, in a circle of a, b, c."),
        ("c", "the action comes after itself, in a circle of a, b, c."),
        ("d", "the action comes after itself, in a circle of d."),
    ]


def test_an_action_between_two_circles_is_in_neither():
    assert {id for id, _ in circles({"a": "a", "b": "a", "c": "cb"})} == {"a", "c"}


def test_a_message_names_at_most_six_members():
    before = {f"x{n:02}": [f"x{(n + 1) % 20:02}"] for n in range(20)}

    (first, problem), *_ = circles(before)

    assert first == "x00"
    assert problem == "the action comes after itself, in a circle of x00, x01, x02, x03, x04, x05."


@given(st.dictionaries(st.sampled_from("abcdefg"), st.text("abcdefg", max_size=3), max_size=7))
def test_an_action_is_in_a_circle_if_and_only_if_it_comes_after_itself(before):
    def comes_after(id):
        reached, waiting = set(), [id]
        while waiting:
            for later in before.get(waiting.pop(), ""):
                if later in before and later not in reached:
                    reached.add(later)
                    waiting.append(later)
        return id in reached

    expected = {id for id in before if comes_after(id)}

    assert {id for id, _ in circles(before)} == expected


def test_five_thousand_actions_in_a_row_or_a_circle_are_walked_once(at_most):
    count = 5_000
    row = {f"trial:{n}": action(f"trial:{n}", after=(f"trial:{n + 1}",)) for n in range(count)}
    ring = row | {f"trial:{count}": action(f"trial:{count}", after=("trial:0",))}

    with at_most(seconds=2):
        assert list(cycle_faults(row)) == []
        assert len(list(cycle_faults(ring))) == count + 1


def test_references_use_current_ids():
    today = {"b:old": "b:new"}
    one = action(after=("b:old", "b:x"), replaced_by="b:y", resources=("b:z",))
    shop = vendor(claims=(Claim(label="b:old"), Claim(label="b:x")), memberships=("b:old",))

    assert with_current_ids(one, today) == attrs.evolve(one, after=("b:new", "b:x"))
    assert with_current_ids(attrs.evolve(one, replaced_by="b:old"), today).replaced_by == "b:new"
    assert with_current_ids(shop, today) == attrs.evolve(
        shop, claims=(Claim(label="b:new"), Claim(label="b:x")), memberships=("b:new",)
    )
    assert with_current_ids(one, {"b:other": "b:new"}) is one
