"""What changed since a pack was accepted: which record, which field, what was and what is."""

import attrs
import pytest

from takeaction.lock.changes import Change, State, changes_of, compare, compare_all
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
    """Return the pack after some changes; a value of None is taken away."""

    def changed(table, changes):
        return {key: each for key, each in {**table, **(changes or {})}.items() if each is not None}

    return LockedPack(
        id="first",
        digest=digest,
        values=changed(WAS.values, values),
        checked=changed(WAS.checked, checked),
        wording=changed(WAS.wording, wording),
    )


def change(field, was, after, record=("resource", "line", "The Line")):
    """Make a change of a record: its kind, id and name."""
    kind, id, name = record
    return Change(kind=kind, id=id, name=name, field=field, was=was, now=after)


def test_equal_digests_end_the_comparison():
    """Nothing else is looked at where the whole content is the same, and gives the same records."""
    same = attrs.evolve(WAS, values={"resource line name": "Another"})

    found = compare(WAS, same, "first")

    assert (found.id, found.state, found.changes) == ("first", State.SAME, ())
    assert (found.was, found.now) == (WAS, same)


def test_equal_digests_do_not_hide_that_a_record_is_missing():
    """The same content may give fewer records: then each value is looked at."""
    fewer = {key: text for key, text in WAS.wording.items() if key != "resource line"}
    gone = {key: value for key, value in WAS.values.items() if "resource" not in key}

    found = compare(WAS, attrs.evolve(WAS, values=gone, wording=fewer), "first")

    assert found.state is State.CHANGED
    assert "contacts[voice].dial" in {change.field for change in found.critical}


def test_a_number_that_changed_is_critical_and_stands_first():
    """What can send a person to the wrong place stands before what cannot."""
    found = compare(
        WAS,
        now(
            values={"resource line contacts[voice].dial": "+18885550101"},
            wording={"action do": "13 words, 0c"},
            checked={"resource line": "2026-05-01", "resource line contacts[voice]": None},
        ),
        "first",
    )

    assert found.state is State.CHANGED
    assert found.changes == (
        change("contacts[voice].dial", "+18885550100", "+18885550101"),
        change("wording", "12 words, 0a", "13 words, 0c", ("action", "do", "do")),
        change("checked", "2026-03-02", "2026-05-01"),
        change("contacts[voice].checked", "2026-04-01", None),
    )
    assert found.critical == found.changes[:1]
    assert [each.critical for each in found.changes] == [True, False, False, False]


def test_a_pack_of_which_only_words_changed_is_told_apart():
    """A new wording or a new day of review sends nobody to a wrong place."""
    found = compare(WAS, now(wording={"action do": "13 words, 0c"}), "first")

    assert (found.state, found.critical, len(found.changes)) == (State.REWORDED, (), 1)


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
def test_a_pack_from_another_distribution_is_told_first(before, after, is_told):
    """Whoever takes over an id is told of; a pack by path comes from no distribution."""
    was = attrs.evolve(WAS, distribution=before)
    is_now = attrs.evolve(now(values={"resource line name": "A Line"}), distribution=after)

    other = change("distribution", "acme-pack", "evil-pack", ("pack", "first", "first"))
    renamed = change("name", "The Line", "A Line")
    assert changes_of(was, is_now) == ((other, renamed) if is_told else (renamed,))


def test_a_value_that_comes_or_goes_is_a_change():
    """What is added or taken away is as critical as what is changed."""
    found = changes_of(
        WAS, now(values={"action do safety[0]": None, "resource line warning": "Police answer."})
    )

    assert found == (
        change("warning", None, "Police answer."),
        change("safety[0]", "Name nobody.", None, ("action", "do", "do")),
    )


def test_true_is_not_one_and_a_list_of_one_is_no_text():
    """Values are compared with their types."""
    one = LockedPack(id="a", digest=DIGEST, values={"resource a b": True, "resource a c": "x"})
    two = LockedPack(id="a", digest=OTHER, values={"resource a b": 1, "resource a c": ("x",)})

    assert [(each.was, each.now) for each in changes_of(one, two)] == [(True, 1), ("x", ("x",))]


def test_packs_that_come_and_go_are_told_with_all_they_have():
    """A pack that nobody accepted is new; one that is not there any more is missing."""
    new, missing = compare_all(
        Lock((WAS,)),
        Lock((LockedPack(id="another", digest=OTHER, values={"pack another b": "c"}),)),
    )

    assert (new.id, new.state, [each.now for each in new.changes]) == ("another", State.NEW, ["c"])
    assert (missing.id, missing.state, len(missing.critical)) == ("first", State.MISSING, 3)


@pytest.mark.parametrize(
    ("field", "called"),
    [
        ("contacts[voice].dial", "phone number"),
        ("contacts[voice].hours.text", "opening times"),
        ("contacts[sms].keyword", "word to text"),
        ("warning@es", "warning"),
        ("safety[2]@pt-BR", "what keeps people from harm"),
        ("claims[0].valid_until", "valid until"),
        ("regions", "places it is for"),
        ("numbers_in_words@ar", "a number or an address in its texts"),
        ("7", "7"),
    ],
)
def test_a_field_has_a_name_in_plain_words(field, called):
    """Somebody who does not program reads what it is."""
    assert change(field, "a", "b").called == called


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
def test_how_far_two_numbers_are_apart_is_told(was, after, difference):
    """One digit is easily overlooked, so it is said."""
    assert change("contacts[voice].display", was, after).difference == difference


def test_only_numbers_have_digits_that_count():
    """How far two addresses are apart says nothing."""
    assert change("url", "https://example.org/1", "https://example.org/2").difference == ""


@pytest.mark.parametrize(
    ("one", "text"),
    [
        (
            change("contacts[voice].dial", "+18885550100", "+18885550101"),
            'phone number: it was "+18885550100", and is "+18885550101" now (differs in 1 digit).',
        ),
        (
            change("regions", ("CA", "US"), ("US",)),
            'places it is for: it was "CA, US", and is "US" now.',
        ),
        (
            change("contacts[voice].note", "Ask first.", None),
            'note: it was "Ask first.", and is not given now.',
        ),
        (
            change("warning", "ok\nCRITICAL all verified", "\x1b[2J\u202e"),
            'warning: it was "ok\\nCRITICAL all verified", and is "\\u001b[2J\\u202e" now.',
        ),
    ],
    ids=["number", "list", "gone", "hostile"],
)
def test_a_change_is_told_in_one_harmless_line(one, text):
    """A change names its field, what was and what is, whatever a pack says."""
    assert str(one) == text
