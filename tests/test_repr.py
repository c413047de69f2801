"""What ``repr`` shows of our objects: short, printable, and nothing of a question."""

from datetime import UTC, date, datetime

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from make import actions, goods, labels, resources, vendors

from takeaction import (
    Factor,
    HelpLine,
    HelpQuery,
    Limits,
    Lock,
    PackErrors,
    Profile,
    PurchaseQuery,
    QueryError,
    Records,
    Referral,
    assess,
    check_destination,
    check_purchase,
    find_help,
    plan,
    recommend,
    search,
    why_not,
)
from takeaction.engine.reasons import Reason
from takeaction.engine.shopping.basket import read_basket
from takeaction.errors import FieldError, Where
from takeaction.lock.lock import LockedPack
from takeaction.models.resource import Hours
from takeaction.models.text import Text, Words
from takeaction.value import LONGEST_REPR, short_repr

AT = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
ME = Profile(
    minutes=37,
    per="week",
    skills=["writing"],
    roles=["student"],
    region="US-OH",
    languages=["es-MX"],
    age="youth",
    done=["learn-the-basics"],
)


@pytest.fixture(scope="module")
def answers(catalog):
    return {
        "help": find_help(
            catalog, HelpQuery("US-TX", "es", audience="child", calling_from="JP"), at=AT
        ),
        "recommendations": recommend(catalog, ME, at=AT),
        "all recommendations": recommend(catalog, ME, limit=None, at=AT),
        "plan": plan(catalog, ME, budget=143, at=AT),
        "why not": why_not(catalog, ME, "write-editorial"),
        "assessment": assess(
            catalog, ["ilo-op-deceived-housing"], region="US-TX", role="nurse", at=AT
        ),
        "purchase": check_purchase(
            catalog, PurchaseQuery(["coffee", "espresso", "zzz"], ships_to="JP"), at=AT
        ),
        "destination": check_destination(catalog, "TH", languages=["es-MX"], at=AT),
        "hits": search(catalog, "kidnapped"),
        "need": find_help(catalog, HelpQuery("GB", topic="domestic-work"), at=AT),
        "concern": recommend(catalog, attrs.evolve(ME, concern=True), at=AT),
    }


def parts(value):
    if isinstance(value, (tuple, frozenset)):
        for member in value:
            yield from parts(member)
    elif attrs.has(type(value)):
        yield value
        for field in attrs.fields(type(value)):
            yield from parts(getattr(value, field.name))


def test_every_part_of_an_answer_prints_on_two_lines(answers):
    # No part of an answer needs 200 characters; a list needs a line for each of ten, no more.
    every = [part for answer in answers.values() for part in parts(answer)]

    long = [part for part in every if len(repr(part)) > LONGEST_REPR]

    assert len({type(part) for part in every}) > 40
    assert {type(part).__name__ for part in long} <= {"Help", "Recommendations", "Hits"}
    assert max(len(repr(part)) for part in every) < 1_500
    assert max(len(repr(part).splitlines()) for part in every) == 13


def test_every_record_prints_on_two_lines(catalog):
    # No record, pack or word needs 200 characters, and nothing unprintable is printed.
    things = [*catalog, *catalog.packs.values(), *catalog.words]
    every = [repr(part) for thing in things for part in parts(thing)]

    assert max(map(len, every)) <= LONGEST_REPR
    assert all(text.isprintable() for text in every)


def test_no_repr_shows_a_value_of_a_question(answers):
    asked = ["US-TX", "US-OH", "Texas", "Ohio", "United", "Estados", "'JP'", "'es'", "es-MX"]
    asked += ["=37,", "=143,", "writing", "student", "youth", "nurse", "espresso", "zzz"]
    asked += ["deceived-housing", "kidnapped", "domestic-work"]

    for answer in answers.values():
        for part in parts(answer):
            if type(part).__module__.startswith("takeaction.engine"):
                shown = [word for word in asked if word in repr(part)]
                assert shown == [], part


@pytest.mark.parametrize(
    "question",
    [ME, HelpQuery("US-TX"), PurchaseQuery(["coffee"])],
    ids=lambda question: type(question).__name__,
)
def test_a_question_prints_its_class_alone(question):
    assert repr(question) == f"{type(question).__name__}(…)"


def test_a_list_has_a_line_for_each_of_ten(answers):
    every = answers["all recommendations"]

    lines = repr(every).splitlines()

    assert lines[0] == "Recommendations(["
    for line, each in ((lines[1], every[0]), (lines[10], every[9])):
        assert line.startswith(f"  Recommendation(id={each.action.id!r}, score={each.score}, ")
    assert lines[11] == f"  … {len(every) - 10} more,"
    assert lines[12] == f"], stretch={len(every.stretch)}, notices={len(every.notices)})"


def test_a_basket_shows_what_it_knows_and_no_word_of_the_shopper(catalog):
    basket = read_basket(catalog, ["dark chocolate bar", "nothing of the kind"])

    assert repr(basket) == "Basket(items=1, unknown=1)"
    assert repr(basket.items[0]).startswith("BasketItem(products=")
    assert "dark" not in repr(basket.items[0])


def test_coverage_prints_its_size_and_a_place_its_facts(catalog):
    coverage = catalog.coverage()

    assert repr(coverage) == f"Coverage(pairs={len(coverage.pairs)})"
    assert repr(coverage.places[0]).startswith("PlaceCoverage(place=")


def test_a_set_aside_sign_prints_its_code_alone(catalog):
    # Which sign it is would tell what somebody saw.
    contexts = (sign.id for sign in catalog.indicators.values() if sign.grade == "context")
    answer = assess(catalog, [next(contexts)], region="US")

    assert [repr(sign) for sign in answer.set_aside] == ["SetAside(code='aside.context')"]


def test_an_empty_list_prints_on_one_line(answers):
    nobody = answers["help"][:0]

    assert repr(nobody) == f"Help([], emergency='911', notices={len(nobody.notices)})"


class Thing:
    """An object of a test; a class of attrs would take this module into our caches by class."""

    def __init__(self, id, other=None):
        self.parts = {"id": id} if other is None else {"id": id, "other": other}

    def __repr__(self):
        return short_repr(self, self.parts)


class Unusual:
    """An object of somebody else."""

    def __repr__(self):
        return "Unusual" * 40


DIGEST = "sha256:" + "0" * 64
SHOWN = {
    "defaults are not shown": (Words("Hola", "es"), "Words(text='Hola', language='es')"),
    "few words": (Thing("a", ("b", 1)), "Thing(id='a', other=['b', 1])"),
    "a set in order": (Thing("a", frozenset("cb")), "Thing(id='a', other=['b', 'c'])"),
    "a mapping": (Thing("a", {"b": ("c",)}), "Thing(id='a', other={'b': ['c']})"),
    "many words": (Thing("a", tuple("abcde")), "Thing(id='a', other=<5>)"),
    "long words": (Thing("a", ("x" * 40, "y" * 40)), "Thing(id='a', other=<2>)"),
    "values": (Thing("a", (Hours(),)), "Thing(id='a', other=<1>)"),
    "a value": (Thing("a", Hours()), "Thing(id='a', other=Hours(text='24/7', zone=None))"),
    "a text": (Thing("a", Text("Call", "en")), "Thing(id='a', other='Call')"),
    "a day": (Thing("a", date(2026, 11, 24)), "Thing(id='a', other=2026-11-24)"),
    "bytes": (Thing("a", b"abc"), "Thing(id='a', other=b'abc')"),
    "a long text": (Thing("a", "x" * 80), f"Thing(id='a', other='{'x' * 57}…')"),
    "an object": (Thing("a", Unusual()), f"Thing(id='a', other={('Unusual' * 9)[:58]}…l)"),
    "an id is whole": (Thing("p" * 64 + ":" + "i" * 64), f"Thing(id='{'p' * 64}:{'i' * 64}')"),
    "an endless id": (Thing("p" * 300), f"Thing(id='{'p' * 128}…')"),
    "unprintable": (Thing("\x1b[2J\u202e\n"), r"Thing(id='\x1b[2J\u202e\n')"),
    "hours": (Hours(), "Hours(text='24/7', zone=None)"),
    "reason": (Reason(code="skill.match", points=5), "Reason(code='skill.match', points=5)"),
    "factor": (Factor("near", len, "It is close."), "Factor(name='near', text='It is close.')"),
    "limits": (Limits(records=5), "Limits(records=5)"),
    "lock": (Lock(core=DIGEST), f"Lock(packs=0, core='{DIGEST[:19]}')"),
    "locked pack": (
        LockedPack(id="a", digest=DIGEST, reviewer="Ana", accepted=date(2026, 1, 2)),
        f"LockedPack(id='a', version=None, digest='{DIGEST[:19]}', accepted=2026-01-02)",
    ),
    "long error": (FieldError("a.b", "x" * 300, Where()), f"FieldError('a.b', '{'x' * 178}…)"),
    "error": (QueryError("a.b", "No.", "c"), "QueryError('No.')"),
    "long question": (QueryError("a.b", "x" * 300), f"QueryError('{'x' * 185}…)"),
    "errors": (
        PackErrors("No.", [FieldError("a.b", "x", Where())]),
        "PackErrors(message='No.', mistakes=1)",
    ),
    "records": (Records({"a": 1}), "<1: a>"),
}  # fmt: skip


@pytest.mark.parametrize("name", SHOWN)
def test_a_repr_is_short_and_plain(name):
    thing, shown = SHOWN[name]

    assert repr(thing) == shown


def test_parts_that_do_not_fit_are_left_out_from_the_end():
    text = short_repr(Thing("a"), {f"part{number}": "x" * 50 for number in range(9)})

    assert text == f"Thing(part0='{'x' * 50}', part1='{'x' * 50}', part2='{'x' * 50}', …)"


def test_a_member_with_a_long_id_still_has_one_short_line(answers):
    # Ten members with the longest ids stay below 1,500 characters.
    way = answers["help"][0].ways[0]
    resource = attrs.evolve(way.resource, id="p" * 64 + ":" + "i" * 64)
    far = HelpLine(ways=(attrs.evolve(way, resource=resource),))

    text = repr(attrs.evolve(answers["help"], lines=(far,) * 11))

    assert len(text) < 1_500
    assert text.splitlines()[1].startswith(f"  HelpLine(id='{'p' * 64}:i")
    assert repr(far).startswith(f"HelpLine(id='{resource.id}', contact=")


@given(st.one_of(actions(), resources(), goods(), labels(), vendors()))
def test_any_record_prints_on_two_printable_lines(record):
    # Whatever a pack writes, a record prints its id in at most 199 printable characters.
    text = repr(record)

    assert len(text) <= LONGEST_REPR
    assert text.isprintable()
    assert record.id in text


@given(st.text(), st.lists(st.text()), st.binary())
def test_any_text_prints_in_printable_characters(text, words, content):
    shown = short_repr(Unusual(), {"id": text, "other": content, "many": tuple(words)})

    assert len(shown) <= LONGEST_REPR
    assert shown.isprintable()


def test_a_line_and_its_ways_say_which_they_are(catalog):
    line = find_help(catalog, HelpQuery("US"), at=AT)[0]

    assert repr(line) == (
        "HelpLine(id='us-hotline:national-hotline', contact='voice', dial='+18883737888', "
        "state='open', ways=4)"
    )
    assert type(line.ways[0]) is Referral
    assert repr(line.ways[0]) == (
        "Referral(id='us-hotline:national-hotline', contact='voice', dial='+18883737888', "
        "state='open', freshness='stale')"
    )
