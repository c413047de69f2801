"""What people type when they mean a record: its form, its bounds, and that nothing shows it."""

from datetime import UTC, datetime

import attrs
import pytest
from make import header

import takeaction
from takeaction.cli.find_help import record_json
from takeaction.errors import Outcome
from takeaction.lock.critical import state_of
from takeaction.models.record import LONGEST_TERM, MOST_TERMS, PeopleSay
from takeaction.value import plain_data

AT = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
HEADER = header("a")
LINE = """\
[[resource]]
id = "line"
name = "A line"
kind = "hotline"
purposes = ["support"]
regions = ["US"]
source = { title = "A page" }
verified = { method = "called", by = "A. Reader" }
PEOPLE_SAY
[[resource.contacts]]
channel = "voice"
dial = "+18885550100"
display = "1-888-555-0100"
"""


@pytest.fixture
def loaded(write):
    def make(line):
        text = LINE.replace("PEOPLE_SAY", line)
        return takeaction.load(
            paths=[write({"pack.toml": HEADER, "resources.toml": text})], packs=[], at=AT
        )

    return make


def test_terms_are_read_by_language(loaded):
    catalog = loaded('people_say = { fr = ["paie volée"], en = ["wage theft", "no pay"] }')

    assert not catalog.mistakes
    assert catalog.resources["a:line"].people_say == PeopleSay(
        (("en", ("wage theft", "no pay")), ("fr", ("paie volée",)))
    )


def test_a_record_without_terms_has_none(loaded):
    assert loaded("").resources["a:line"].people_say is None


@pytest.mark.parametrize(
    ("line", "field"),
    [
        ('people_say = ["wage theft"]', "people_say"),
        ('people_say.en = "wage theft"', "people_say"),
        ("people_say.en = [1]", "people_say"),
    ],
    ids=["no-language", "no-list", "no-text"],
)
def test_terms_of_another_shape_are_refused(loaded, line, field):
    (mistake,) = loaded(line).mistakes

    assert (mistake.code, mistake.where.field) == ("shape.wrong_type", field)


@pytest.mark.parametrize(
    ("line", "code", "field"),
    [
        (f"people_say.en = {['a' + str(n) for n in range(41)]}", "terms.count", "people_say"),
        (f"people_say.en = ['{'a' * 81}']", "terms.form", "people_say.en[0]"),
        ("people_say.en = ['?']", "terms.form", "people_say.en[0]"),
        ("people_say.en = ['one | two']", "terms.form", "people_say.en[0]"),
        ("people_say.english = ['one']", "lang.tag", "people_say"),
    ],
    ids=["too-many", "too-long", "no-letter", "two-in-one", "no-language"],
)
def test_a_wrong_term_costs_no_helpline(loaded, line, code, field):
    catalog = loaded(line)

    (mistake,) = catalog.mistakes
    assert (mistake.code, mistake.where.field) == (code, field)
    assert mistake.outcome is Outcome.WARN
    assert "a:line" in catalog.resources


def test_only_the_first_terms_count():
    terms = tuple(f"{'a' * 90}{n}" for n in range(30))

    counted = PeopleSay((("en", terms), ("es", terms))).counted()

    assert (len(counted), {len(term) for term in counted}) == (MOST_TERMS, {LONGEST_TERM})


def test_no_answer_shows_what_people_say(loaded):
    record = loaded('people_say.en = ["hard word"]').resources["a:line"]

    assert "people_say" not in plain_data(record)
    assert "people_say" not in record.as_json(["en"], translations="apart")
    for shown in (repr(record), repr(record.people_say), record._repr_html_()):
        assert "hard word" not in shown
        assert "people_say" not in shown
    assert "hard word" not in str(record_json(record, ["en"], AT))


def test_a_lock_lets_terms_be_reworded(loaded):
    # They send nobody anywhere, so that a change is told as wording, even one with digits.
    record = loaded("").resources["a:line"]
    say = PeopleSay((("en", ("988",)),))
    changed = attrs.evolve(record, people_say=say)

    assert state_of(changed).values == state_of(record).values
    assert state_of(changed).wording != state_of(record).wording
