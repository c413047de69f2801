"""Changes since a pack was accepted: the record, the field, the old value and the new one."""

import attrs
import pytest

from takeaction.lock.changes import (
    ChangedValue,
    PackState,
    changed_records,
    compare,
    compare_all,
    find_changes,
)
from takeaction.lock.lock import Lock, LockedPack

DIGEST = f"sha256:{'0' * 64}"
OTHER = f"sha256:{'1' * 64}"
WAS = LockedPack(
    id="first",
    digest=DIGEST,
    values={
        "action do safety[0]": "Name nobody.",
        "resource line contacts[voice].dial": "+18885550100",
        "resource line name": "The Line",
    },
    checked={"resource line": "2026-03-02", "resource line contacts[voice]": "2026-04-01"},
    wording={"action do": "12 words, 0a", "resource line": "3 words, 0b"},
)


def now(*, values=None, checked=None, wording=None, digest=OTHER):
    def changed(table, changes):
        return {
            key: value for key, value in {**table, **(changes or {})}.items() if value is not None
        }

    return LockedPack(
        id="first",
        digest=digest,
        values=changed(WAS.values, values),
        checked=changed(WAS.checked, checked),
        wording=changed(WAS.wording, wording),
    )


def change(field, was, after, record=("resource", "line", "The Line")):
    kind, id, name = record
    return ChangedValue(kind=kind, id=id, name=name, field=field, was=was, now=after)


def test_equal_digests_end_the_comparison():
    same = attrs.evolve(WAS, values={"resource line name": "Another"})

    comparison = compare(WAS, same, "first")

    assert (comparison.id, comparison.state, comparison.changes) == ("first", PackState.SAME, ())
    assert (comparison.was, comparison.now) == (WAS, same)


def test_equal_digests_do_not_hide_a_missing_record():
    fewer = {key: text for key, text in WAS.wording.items() if key != "resource line"}
    gone = {key: value for key, value in WAS.values.items() if "resource" not in key}

    comparison = compare(WAS, attrs.evolve(WAS, values=gone, wording=fewer), "first")

    assert comparison.state is PackState.CHANGED
    assert "contacts[voice].dial" in {change.field for change in comparison.critical}


def test_a_changed_number_is_critical_and_comes_first():
    comparison = compare(
        WAS,
        now(
            values={"resource line contacts[voice].dial": "+18885550101"},
            wording={"action do": "13 words, 0c"},
            checked={"resource line": "2026-05-01", "resource line contacts[voice]": None},
        ),
        "first",
    )

    assert comparison.state is PackState.CHANGED
    assert comparison.changes == (
        change("contacts[voice].dial", "+18885550100", "+18885550101"),
        change("wording", "12 words, 0a", "13 words, 0c", ("action", "do", "do")),
        change("checked", "2026-03-02", "2026-05-01"),
        change("contacts[voice].checked", "2026-04-01", None),
    )
    assert comparison.critical == comparison.changes[:1]
    assert [changed.critical for changed in comparison.changes] == [True, False, False, False]


def test_what_people_dial_text_open_or_write_to_comes_before_other_changes():
    points = ("display", "dial", "keyword", "url", "email")
    fields = [*(f"contacts[v].{name}" for name in points), "contacts[a].hours", "kind", "name"]
    keys = {f"resource line {field}": "x" for field in fields}
    was = attrs.evolve(WAS, values=keys)

    (record,) = changed_records(was, attrs.evolve(was, values=dict.fromkeys(keys, "y")))

    assert [each.field for each in record.changes] == [
        *(f"contacts[v].{name}" for name in points),
        *("contacts[a].hours", "kind", "name"),
    ]


def test_a_pack_with_only_new_wording_is_reworded():
    comparison = compare(WAS, now(wording={"action do": "13 words, 0c"}), "first")

    assert (comparison.state, comparison.critical, len(comparison.changes)) == (
        PackState.REWORDED,
        (),
        1,
    )


@pytest.mark.parametrize(
    ("before", "after", "is_told"),
    [
        ("acme-pack", "evil-pack", True),
        ("acme-pack", "acme-pack", False),
        ("acme-pack", None, False),
        (None, "evil-pack", False),
    ],
    ids=["other", "same", "by-path-now", "by-path-then"],
)
def test_a_pack_from_another_distribution_is_reported_first(before, after, is_told):
    was = attrs.evolve(WAS, distribution=before)
    is_now = attrs.evolve(now(values={"resource line name": "A Line"}), distribution=after)

    other = change("distribution", "acme-pack", "evil-pack", ("pack", "first", "first"))
    renamed = change("name", "The Line", "A Line")
    assert find_changes(was, is_now) == ((other, renamed) if is_told else (renamed,))


def test_a_value_that_comes_or_goes_is_a_change():
    changes = find_changes(
        WAS, now(values={"action do safety[0]": None, "resource line warning": "Police answer."})
    )

    assert changes == (
        change("warning", None, "Police answer."),
        change("safety[0]", "Name nobody.", None, ("action", "do", "do")),
    )


def test_true_is_not_one_and_a_list_of_one_is_not_a_text():
    one = LockedPack(id="a", digest=DIGEST, values={"resource a b": True, "resource a c": "x"})
    two = LockedPack(id="a", digest=OTHER, values={"resource a b": 1, "resource a c": ("x",)})

    assert [(changed.was, changed.now) for changed in find_changes(one, two)] == [
        (True, 1),
        ("x", ("x",)),
    ]


def test_a_new_warning_about_a_text_is_critical_and_an_accepted_one_is_not():
    promise = ("content.promise",)
    warned = attrs.evolve(WAS, cautions={"action do": promise})
    more = attrs.evolve(warned, digest=OTHER, cautions={"action do": (*promise, "content.stigma")})

    assert find_changes(warned, attrs.evolve(warned, digest=OTHER)) == ()
    assert find_changes(warned, more) == (
        change("cautions", promise, (*promise, "content.stigma"), ("action", "do", "do")),
    )
    assert compare(warned, more, "first").state is PackState.CHANGED


def test_a_new_warning_is_told_with_the_name_of_its_record():
    warned = attrs.evolve(WAS, digest=OTHER, cautions={"resource line": ("content.promise",)})

    assert find_changes(WAS, warned) == (change("cautions", None, ("content.promise",)),)


def test_new_and_missing_packs_are_reported_with_all_their_values():
    new, missing = compare_all(
        Lock((WAS,)),
        Lock((LockedPack(id="another", digest=OTHER, values={"pack another b": "c"}),)),
    )

    assert (new.id, new.state, [changed.now for changed in new.changes]) == (
        "another",
        PackState.NEW,
        ["c"],
    )
    assert (missing.id, missing.state, len(missing.critical)) == ("first", PackState.MISSING, 5)


@pytest.mark.parametrize(
    ("field", "label"),
    [
        ("contacts[voice].dial", "phone number"),
        ("contacts[voice].hours.text", "opening hours"),
        ("contacts[sms].keyword", "word to text or keys to press"),
        ("warning@es", "warning"),
        ("safety[2]@pt-BR", "safety advice"),
        ("claims[0].valid_until", "valid until"),
        ("regions", "places it serves"),
        ("verified", "last check"),
        ("contacts[voice].verified", "last check"),
        ("steps[2]@fr", "step"),
        ("templates[0].text", "words to send"),
        ("text", "text"),
        ("7", "7"),
    ],
)
def test_a_field_has_a_name_in_plain_words(field, label):
    assert change(field, "a", "b").label == label


@pytest.mark.parametrize(
    ("was", "after", "difference"),
    [
        ("1-888-555-0100", "1-888-555-0101", "differs in 1 digit"),
        ("1-888-555-0100", "1-888-555-1000", "differs in 2 digits"),
        ("1-888-555-0100", "1 888 555 0100", ""),
        ("1-888-555-0100", "1-888-555-010", "has 1 digit fewer"),
        ("88850", "1-888-555-0100", "has 6 digits more"),
        (None, "112", ""),
        ("112", None, ""),
    ],
)
def test_the_difference_of_two_numbers_is_counted_in_digits(was, after, difference):
    # One digit is easily overlooked, so the text counts the digits.
    assert change("contacts[voice].display", was, after).difference == difference


def test_digits_count_only_where_all_else_is_equal():
    summary = change("summary", "Call 112 or 113.", "Call 112 or 114.")

    assert summary.difference == "differs in 1 digit"
    assert change("url", "https://example.org/1", "https://example.net/2").difference == ""


@pytest.mark.parametrize(
    ("one", "text"),
    [
        (
            change("contacts[voice].dial", "+18885550100", "+18885550101"),
            'phone number: was "+18885550100", now "+18885550101" (differs in 1 digit).',
        ),
        (
            change("regions", ("CA", "US"), ("US",)),
            'places it serves: was "CA, US", now "US".',
        ),
        (
            change("contacts[voice].anonymous", None, True),  # noqa: FBT003 - the value
            "anonymous use: was not given, now yes.",
        ),
        (
            change("contacts[voice].recorded", True, False),  # noqa: FBT003 - the values
            "recording of calls: was yes, now no.",
        ),
        (
            change("contacts[voice].note", "Ask first.", None),
            'note: was "Ask first.", now not given.',
        ),
        (
            change("warning", "ok\nCRITICAL all verified", "\x1b[2J\u202e"),
            'warning: was "ok\\nCRITICAL all verified", now "\\u001b[2J\\u202e".',
        ),
    ],
    ids=["number", "list", "new", "yes-or-no", "gone", "hostile"],
)
def test_a_change_reads_as_one_harmless_line(one, text):
    assert str(one) == text


def test_a_renamed_record_that_also_gets_another_alias_tells_of_it():
    was = attrs.evolve(WAS, values={"resource old name": "The Line"}, wording={"resource old": "a"})
    values = {"resource new name": "The Line", "resource new aliases": ("old",)}
    renamed = attrs.evolve(WAS, digest=OTHER, values=values, wording={"resource new": "a"})
    more = attrs.evolve(renamed, values={**values, "resource new aliases": ("old", "theirs")})

    assert [each.field for each in compare(was, renamed, "first").changes] == ["id"]
    assert "aliases" in [each.field for each in compare(was, more, "first").changes]
