"""The rules for the characters and the length of every text."""

import json

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from takeaction.limits import Limits
from takeaction.packs.reading.content import marks_in_a_row
from takeaction.packs.rules.characters import faults, is_costly, is_plain, text_faults

TIGHT = Limits(title_characters=5, text_characters=8, url_characters=10, items=2, depth=3, marks=2)


def faults_of(fields, limits=Limits()):  # noqa: B008 - frozen
    return [(fault.code, fault.field, fault.problem) for fault in faults(fields, limits)]


def test_texts_within_their_limits_pass():
    fields = {
        "title": "12345",
        "text": "12345678",
        "url": "1234567890",
        "links": [{"title": "12345"}],
        "other": [1, True, None, 1.5],
    }

    assert faults_of(fields, Limits(title_characters=5, text_characters=8, url_characters=10)) == []


@pytest.mark.parametrize(
    ("fields", "field", "problem"),
    [
        ({"title": "123456"}, "title", "this has 6 characters; the limit is 5."),
        ({"a": {"name": "123456"}}, "a.name", "this has 6 characters; the limit is 5."),
        ({"steps": ["123456789"]}, "steps[0]", "this has 9 characters; the limit is 8."),
        (
            {"links": [{"url": "x" * 11}]},
            "links[0].url",
            "this has 11 characters; the limit is 10.",
        ),
        ({"contact": "x" * 4_000}, "contact", "this has 4,000 characters; the limit is 10."),
        ({"name": ["123456"]}, "name[0]", "this has 6 characters; the limit is 5."),
    ],
    ids=["title", "name", "item", "address", "contact", "name-in-a-list"],
)
def test_a_text_that_is_too_long_is_refused(fields, field, problem):
    assert faults_of(fields, TIGHT) == [("limit.length", field, problem)]


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"topics": ["a", "b", "c"]}, "topics"),
        ({"minutes": {"a": 1, "b": 2, "c": 3}}, "minutes"),
        ({"a": {"b": {"c": {"d": {"e": {"f": "x"}}}}}}, "a.b.c.d.e"),
        ({"a": [[[[["x" * 100]]]]]}, "a[0][0][0][0]"),
    ],
    ids=["list", "table", "deep-table", "deep-list"],
)
def test_a_value_that_is_too_wide_or_too_deep_is_reported_once(fields, field):
    (code, path, problem), *others = faults_of(fields, TIGHT)

    assert (code, others) == ("limit.items", [])
    assert problem == "this has more than 2 items, or is nested too deep."
    assert path == field
    assert is_costly(faults(fields, TIGHT))


@pytest.mark.parametrize(
    ("field", "text", "code", "shown"),
    [
        ("title", "a\u202eb", "text.bidi", "a\\u202eb"),
        ("display", "1\u2066", "text.bidi", "1\\u2066"),
        ("note", "a\x1b[2J", "text.control", "a\\u001b[2J"),
        ("note", "a\r", "text.control", "a\\r"),
        ("note", "a\x00", "text.control", "a\\u0000"),
        ("note", "a\x85", "text.control", "a\\u0085"),
        ("note", "a\ud800", "text.control", "a\\ud800"),
        ("note", "a\ue000", "text.control", "a\\ue000"),
        ("note", "a\U000e0041", "text.control", "a\\udb40\\udc41"),
        ("id", "a\u200db", "text.control", "a\\u200db"),
        ("dial", "+1\u200e", "text.control", "+1\\u200e"),
        ("display", "1\n2", "text.control", "1\\n2"),
        ("keyword", "a\tb", "text.control", "a\\tb"),
        ("url", "https://a\u200b.example", "text.control", "https://a\\u200b.example"),
        ("email", "a\u2060@b.example", "text.control", "a\\u2060@b.example"),
        ("contacts[0].display", "1\u061c", "text.control", "1\\u061c"),
    ],
)
def test_a_harmful_character_is_refused(field, text, code, shown):
    (fault,) = text_faults(field, text, Limits())

    assert (fault.code, fault.field) == (code, field)
    assert f'"{shown}"' in fault.problem
    assert fault.problem.isprintable()
    assert fault.fix == "remove that character."


def test_the_first_bad_character_is_reported():
    (fault,) = text_faults("note", "ab\x07\x08", Limits())

    assert fault.problem == '"ab\\u0007\\b" contains the character U+0007.'


@pytest.mark.parametrize(
    "text",
    [
        *("first\n\nsecond\tthird", "می\u200cروم", "नी\u200dल", "abc \u200f(עברית)", "👩\u200d🚒"),
        *("Ünïcödé", "漢字", "\u1ec7"),
    ],
    ids=["paragraphs", "persian", "hindi", "hebrew", "emoji", "accents", "chinese", "vietnamese"],
)
def test_prose_in_any_language_passes(text):
    assert list(text_faults("note", text, Limits())) == []


def test_a_text_that_is_not_composed_is_refused_in_a_built_pack():
    # A pack.json holds text in NFC, since a build writes it so.
    (fault,) = text_faults("note", "e\u0301", Limits())

    assert (fault.code, fault.problem, fault.fix) == (
        "text.not_nfc",
        "this is not in Unicode form NFC.",
        "build the pack again.",
    )


def test_a_pile_of_marks_is_refused_before_it_is_normalised(at_most):
    pile = "a" + "\u0315\u0300\u05ae" * 33_000

    with at_most(seconds=2):
        (fault,) = text_faults("note", pile, Limits(text_characters=1_000_000))

    assert (fault.code, fault.problem) == (
        "text.marks",
        "there are more than 8 combining marks in a row.",
    )
    assert is_costly([fault])


@given(st.text(), st.sampled_from(["note", "title", "id", "contacts[0].display"]))
def test_a_text_without_a_fault_is_safe_anywhere(text, field):
    # It is UTF-8 without direction overrides, and without controls but newline and tab.
    passes = not list(text_faults(field, text, Limits()))

    if passes:
        text.encode()
        assert not set(text) & {chr(code) for code in (*range(9), *range(11, 32), *range(127, 160))}
        assert not set(text) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


TEXTS = st.one_of(
    st.text(max_size=12),
    st.text("aé\u0301\u0302\u0316 \n\t\x07\u200d\u202e\u0e35\u212b\u00a0\x7f", max_size=12),
    st.integers(1, 30).map(lambda length: "x" * length),
)
NAMES = st.sampled_from(["title", "note", "url", "dial", "steps"])


@given(
    st.dictionaries(NAMES, TEXTS, max_size=3),
    st.lists(TEXTS, max_size=3),
    st.sampled_from([Limits(), TIGHT, Limits(title_characters=9, text_characters=20, marks=4)]),
)
def test_the_quick_check_passes_only_texts_without_a_fault(fields, listed, limits):
    roomy = attrs.evolve(limits, items=100, depth=8)
    of_fields = [fault for name, text in fields.items() for fault in text_faults(name, text, roomy)]
    below = [fault for name, text in fields.items() for fault in text_faults(name, text, roomy)]
    of_list = [f for n, text in enumerate(listed) for f in text_faults(f"a[{n}]", text, roomy)]

    reported = list(faults({**fields, "source": fields, "a": listed, "b": []}, roomy))

    assert [fault.code for fault in reported] == [f.code for f in (*of_fields, *below, *of_list)]


@given(st.dictionaries(NAMES, st.one_of(TEXTS, st.lists(TEXTS, max_size=2)), max_size=4))
def test_a_plain_pack_has_no_text_with_a_fault(fields):
    limits = Limits(title_characters=9, text_characters=20, url_characters=9)
    raw = json.dumps(fields, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")

    if is_plain(raw, limits):
        assert list(faults(fields, limits)) == list(faults(fields, limits, plain=True)) == []


@pytest.mark.parametrize(
    ("raw", "plain"),
    [
        (b"", False),
        (b'{"note":"short"}', True),
        (b'{"note":"12345678"}', True),
        (b'{"note":"123456789"}', False),
        (b'{"title":"12345678"}', False),
        (b'{"steps":["1","12345678"]}', True),
        (b'{"name":["1","12345678"]}', False),
        (b'{"steps":["}","12345678"]}', False),
        (b'["12345678"]', False),
        (b'{"url":"123456789"}', True),
        (b'{"note":"a\\nb\\tc"}', True),
        (b'{"note":"a\\nb","dial":"a\\nb"}', False),
        (b'{"steps":["a\\nb"]}', True),
        (b'{"dial":["a\\nb"]}', False),
        (b'["a\\nb"]', False),
        (b'{"note":"\\"123\\""}', True),
        (b'{"note":"\\"12345\\""}', False),
        (b'{"note":"a\\\\"}', False),
        (b'{"note":"\\u0007"}', False),
        (b'{"note":"\x7f\x7f"}', False),
        ('{"note":"é\x7f"}'.encode(), False),
        ('{"note":"é"}'.encode(), True),
        ('{"note":"e\u0301"}'.encode(), False),
        ('{"note":"\u202e"}'.encode(), False),
        ('{"note":"\u2019"}'.encode(), True),
        ('{"note":"ổΩЯ"}'.encode(), True),
        ('{"note":"\u2126"}'.encode(), False),
        ('{"note":"שלום"}'.encode(), False),
        (b'{"note":"\xff"}', False),
        ('{"note":"\u1e00"}'.encode(), True),
        (b'{"title":"123456"}', False),
        (b'{"note":"12345678","id":"x"}', True),
        (b'{"title":["x"],"steps":["1","12345678"]}', True),
        (b'{"steps":["1","12345678"],"title":["x"]}', True),
        (b'{"a":{"b":"x"},"steps":["1","12345678"]}', True),
        (b'{"note":"a\\nb","title":"c\\nd","summary":"e\\nf"}', False),
        (b'{"title":"a\\nb","note":"c\\nd"}', False),
    ],
    ids=[
        *("sources", "short", "prose", "too-long", "title", "in-a-list"),
        *("in-a-list-of-titles", "in-an-odd-list", "without-a-key", "address"),
        *(
            "lines",
            "lines-of-a-number",
            "lines-in-a-list",
            "lines-in-numbers",
            "lines-alone",
            "quoted",
            "quoted-and-long",
        ),
        *(
            "backslash",
            "other-escape",
            "control",
            "control-among-letters",
            "letters",
            "not-composed",
            "turned",
        ),
        *("quotation-mark", "european", "not-composed-alone", "other-letters", "no-utf-8"),
        *("letter-with-ring-below", "a-little-too-long", "before-another", "after-a-title"),
        *("before-a-title", "after-a-table", "lines-of-a-title", "lines-of-a-title-first"),
    ],
)
def test_a_pack_is_plain_if_all_its_texts_are(raw, plain):
    limits = Limits(title_characters=5, text_characters=8, url_characters=10)

    assert is_plain(raw, limits) is plain


@pytest.mark.parametrize(
    "fields",
    [
        {"a": [{"b": "x"}, "y"]},
        {"a": ["x", {"b": "y"}]},
        {"a": [{"b": ["x"] * 70}]},
        {"a": [["x"]]},
        {"name": ["x"]},
        {"a": [{"name": ["x"]}]},
        {"a": {"name": ["x"]}},
    ],
)
def test_unusual_lists_need_the_full_check(fields):
    assert faults_of(fields) == list(faults(fields, Limits(), plain=True)) == []


BAD = ["a\u202eb"]


@pytest.mark.parametrize(
    "fields",
    [
        {"name": BAD},
        {"x": {"name": BAD}},
        {"x": [{"name": BAD}]},
        {"x": [{"y": {"name": BAD}}]},
        {"x": [{"y": "fine"}, {"y": {"z": BAD}}]},
    ],
    ids=["list", "in-a-table", "in-a-list", "deep", "after-a-good-one"],
)
def test_a_mark_in_a_list_where_a_text_belongs_is_found(fields):
    assert [code for code, *_ in faults_of(fields)] == ["text.bidi"]


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("", 0),
        ("a", 0),
        ("e\u0301", 1),
        ("e\u0301\u0302", 2),
        ("e\u0301\u0302a\u0303", 2),
        ("\u0301a\u0301\u0301\u0301", 3),
    ],
)
def test_marks_are_counted_in_a_row(text, marks):
    assert marks_in_a_row(text) == marks


@pytest.mark.parametrize("marks", [7, 8, 9])
def test_the_allowed_number_of_marks_passes(marks):
    text = "q" + "\u0323" * marks  # no letter holds this mark, so it stays one

    assert ("text.marks" in [code for code, *_ in faults_of({"note": text})]) is (marks > 8)


@pytest.mark.parametrize("limits", [Limits(depth=1), Limits(items=1), Limits(depth=1, items=1)])
def test_a_pack_is_never_plain_under_low_limits(limits):
    raw = b'{"title":"A"}'

    assert is_plain(raw, Limits())
    assert not is_plain(raw, limits)


@pytest.mark.parametrize(
    ("limits", "raw"),
    [
        (Limits(title_characters=9, text_characters=5, url_characters=9), b'{"note":"123456"}'),
        (Limits(title_characters=9, text_characters=9, url_characters=5), b'{"url":"123456"}'),
        (
            Limits(),
            f'{{"steps":[{",".join([json.dumps("x" * 190)] * 30)},"{"x" * 300}"]}}'.encode(),
        ),
    ],
    ids=["texts", "addresses", "far-from-its-key"],
)
def test_a_pack_with_a_text_that_may_be_too_long_is_not_plain(limits, raw):
    assert not is_plain(raw, limits)


def test_a_pack_can_be_plain_under_just_high_enough_limits():
    assert is_plain(b'{"title":"A"}', Limits(depth=4, items=64))


SMALL = Limits(title_characters=5, text_characters=8, url_characters=10)
NO_TEXT = Limits(title_characters=0, text_characters=0, url_characters=0)


@pytest.mark.parametrize(
    ("fields", "limits", "is_ordinary"),
    [
        ({"name": "A line", "steps": ["One.", "Two."], "minutes": {"min": 1}}, Limits(), True),
        ({"note": "one\ntwo\tthree", "links": [{"title": "There"}]}, Limits(), True),
        ({"note": "Una línea"}, Limits(), True),
        ({"note": "Una línea"}, Limits(marks=4), True),
        ({"note": "Una línea"}, Limits(marks=3), False),
        ({"note": "12345678", "title": "12345"}, SMALL, True),
        ({"note": "123456789"}, SMALL, False),
        ({"title": "123456"}, SMALL, False),
        ({"steps": ["1234", "567"]}, SMALL, True),
        ({"steps": ["1234", "5678"]}, SMALL, False),
        ({"one": {"two": "123456"}, "three": [{"four": "123456"}]}, SMALL, True),
        ({}, NO_TEXT, True),
        ({"a": "x", "b": ["x", "y"]}, Limits(items=2), True),
        ({"a": {"b": {"c": {"d": {"e": "x"}}}}}, Limits(), True),
        ({"a": {"b": {"c": {"d": {"e": {"f": "x"}}}}}}, Limits(), False),
        ({"a": [{"b": [{"c": "x"}]}]}, Limits(), True),
        ({"a": [{"b": [{"c": ["x"]}]}]}, Limits(), False),
        ({"a": {"b": {"c": {"d": ["x"]}}}}, Limits(), True),
        ({"a": {"b": {"c": {"d": {"e": ["x"]}}}}}, Limits(), False),
    ],
)
def test_an_ordinary_record_passes_the_quick_check(fields, limits, is_ordinary):
    assert (faults(fields, limits) == ()) is is_ordinary


def test_a_record_of_a_plain_pack_is_not_checked_again():
    assert faults({"note": "one \u0007 two"}, Limits(), plain=True) == ()


def test_a_full_check_leaves_the_item_limits_alone():
    mistakes = faults_of({"a": ["x", "y"], "b": "e\u0301"}, Limits(items=2))

    assert mistakes == [("text.not_nfc", "b", "this is not in Unicode form NFC.")]


def test_most_faults_are_not_costly():
    assert not is_costly(faults({"title": "a" * 201, "note": "\x07"}, Limits()))
    assert not is_costly([])


def test_a_long_list_of_a_plain_pack_is_not_walked():
    limits = Limits(items=100)
    walked = {"links": [{"title": "\x07"}] * 100}

    assert not list(faults(walked, limits, plain=True))
    assert [fault.code for fault in faults({"a": ["b"] * 101}, limits, plain=True)] == [
        "limit.items"
    ]
    assert [fault.code for fault in faults(walked, limits)] == ["text.control"] * 100
