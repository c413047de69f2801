"""What is found in a pack is told in order, and of many things only the first."""

import pytest

from takeaction.errors import Outcome, Where
from takeaction.limits import Limits
from takeaction.packs.checking.report import Report, UnusablePackError
from takeaction.packs.faults import Fault
from takeaction.packs.reading.content import Content, Draft

MOST = 3
FILE, OTHER = "actions.toml", "words.toml"


def draft(id="one", file=FILE, number=0):
    return Draft("action", id, {}, file, ("action", number))


def fault(number=0, outcome=Outcome.DROP, **fields):
    return Fault(
        "shape.wrong_type", f"field{number}", f"{number} is wrong.", "fix it.", outcome, **fields
    )


def notes(**fields):
    return Report("trial", "a-wheel", Content({}, (), **fields), Limits(mistakes=MOST))


def told(found):
    return [str(each) for each in found.mistakes()]


def test_nothing_is_told_where_nothing_is_found():
    found = notes()

    assert (found.mistakes(), found.dropped) == ((), set())
    assert not any([found.is_refused, found.is_skimmed(FILE)])


def test_what_is_found_has_its_place_and_the_wheel_that_it_came_from():
    found = notes()
    found.add(fault(1), draft())
    found.add(fault(2), draft(id="", number=7))
    found.add(fault(3))

    assert told(found) == [
        "trial/actions.toml: action[7].field2: 2 is wrong. Fix: fix it.",
        "trial/actions.toml: one.field1: 1 is wrong. Fix: fix it.",
        "trial/pack.toml: field3: 3 is wrong. Fix: fix it.",
    ]
    assert {each.distribution for each in found.mistakes()} == {"a-wheel"}


def test_what_is_said_of_a_built_pack_stands_in_its_one_file():
    found = notes(built=True)
    found.add(fault())

    assert found.own_file == "pack.json"
    assert found.mistakes()[0].where == Where("trial", "pack.json", None, None, "field0")


def test_it_is_told_in_order_of_file_line_record_and_field():
    found = notes()
    places = [
        Where("trial", "b.toml", 1),
        Where("trial", "a.toml", 2, "b", "c"),
        Where("trial", "a.toml", 2, "b", "a"),
        Where("trial", "a.toml", 2, "a", "b"),
        Where("trial", "a.toml", 2, "a"),
        Where("trial", "a.toml", 2),
        Where("trial", "a.toml", 1),
        Where("trial", "a.toml"),
        Where("trial"),
    ]
    for place in places:
        found.warn("pack.has_code", "it is there.", place, "fix it.", is_rare=True)

    assert [each.where for each in found.mistakes()] == places[::-1]
    assert {each.outcome for each in found.mistakes()} == {Outcome.WARN}
    assert found.is_skimmed("a.toml") is False


@pytest.mark.parametrize("many", [MOST - 1, MOST, MOST + 1, MOST + 4])
def test_of_each_file_so_many_are_told_and_the_rest_is_counted(many):
    found = notes()
    found.warn("lang.tag", "one is wrong.", Where("trial", OTHER), "fix it.")
    for number in range(many):
        found.add(fault(number), draft())

    lines = told(found)
    more = many - MOST
    assert len(lines) == 1 + min(many, MOST) + (more > 0)
    if more > 0:
        assert lines[-1] == (
            f"trial/actions.toml: this file has {more} more mistakes. Fix: fix those above first."
        )
    assert found.is_skimmed(FILE) is (more > 0)
    assert not found.is_skimmed(OTHER)


def test_warnings_without_a_file_are_counted_together():
    found = notes()
    for _ in range(MOST + 2):
        found.warn("lang.tag", "one is wrong.", Where("trial"), "fix it.")

    assert len(found.mistakes()) == MOST + 1


def test_what_costs_the_pack_is_told_after_any_number_of_other_things():
    found = notes()
    for number in range(MOST + 1):
        found.add(fault(number), draft())
    for number in (8, 9):
        found.add(fault(number, Outcome.QUARANTINE), draft())

    costly = [each for each in found.mistakes() if each.outcome is Outcome.QUARANTINE]
    assert [each.where.field for each in costly] == ["field8"]
    assert found.is_refused


def test_only_so_many_are_given_a_hint():
    asked = []
    found = Report("trial", None, Content({}, ()), Limits())
    for number in range(60):
        found.add(fault(number, hint=lambda: asked.append(1) or "a hint."), draft(file=f"{number}"))

    assert len(asked) == 50
    assert [each.fix for each in found.mistakes()].count("a hint.") == 50


def test_a_record_is_dropped_for_what_costs_it_and_kept_for_a_warning():
    found = notes()

    assert found.accept(1, draft(), [])
    assert found.accept(2, draft(), [fault(1, Outcome.WARN)])
    assert not found.accept(3, draft(), [fault(2), fault(3, Outcome.WARN)])
    assert found.dropped == {3}
    assert len(found.mistakes()) == 3


def test_nothing_more_is_taken_of_a_pack_that_is_refused():
    found = notes()

    with pytest.raises(UnusablePackError):
        found.accept(1, draft(), [fault(1, Outcome.QUARANTINE), fault(2)])

    assert len(found.mistakes()) == 1


@pytest.mark.parametrize(
    ("many", "looked_at"), [(MOST, MOST), (MOST + 1, MOST + 1), (MOST + 5, MOST + 1)]
)
def test_a_record_with_much_wrong_is_looked_at_until_it_is_enough(many, looked_at):
    found = notes()

    assert len(list(found.bounded(draft(), map(fault, range(many))))) == looked_at
    assert found.is_skimmed(FILE) is (many > MOST)
    assert len(list(found.bounded(draft("two"), map(fault, range(2))))) == (1 if many > MOST else 2)
    assert len(list(found.bounded(draft("three", OTHER), map(fault, range(2))))) == 2


def test_warnings_are_never_enough():
    # They drop no record, so what drops it may still come.
    found = notes()
    found.skim(FILE)
    faults = [*(fault(number, Outcome.WARN) for number in range(9)), fault(9), fault(10)]

    assert list(found.bounded(draft(), faults)) == faults[:-1]


def test_a_file_that_is_skimmed_has_at_least_as_many_mistakes():
    found = notes()
    found.skim(FILE)
    for number in range(MOST + 1):
        found.add(fault(number), draft())

    assert "has at least 1 more mistakes" in told(found)[-1]
