"""Mistakes between packs: reported for each pack, up to a limit."""

from takeaction.errors import Outcome, Where
from takeaction.models.action import Action, Minutes
from takeaction.models.record import Source
from takeaction.models.text import Text
from takeaction.packs.merging.merged import find_circles, limit_per_pack, report_suppressed, warning
from takeaction.vocabulary.actions import Cadence, Mode


def action(id, *after):
    return Action(
        id=id,
        after=after,
        title=Text("Do it"),
        summary=Text("It helps."),
        steps=(Text("Begin."),),
        minutes=Minutes(min=1, typical=2, max=3),
        cadence=Cadence.ONCE,
        modes=frozenset({Mode.SOLO_ONLINE}),
        source=Source(title="A page"),
    )


def test_actions_of_two_packs_that_wait_for_each_other_are_reported():
    # Nobody would ever be shown one of them, and neither pack can tell that by itself.
    errors = list(find_circles([action("a:x", "b:y"), action("b:y", "a:x"), action("b:z", "a:x")]))

    problem = "the action comes after itself, in a circle of x, y. Fix: break the circle."
    assert [str(error) for error in errors] == [f"a: x.after: {problem}", f"b: y.after: {problem}"]
    assert {(error.code, error.outcome) for error in errors} == {("ref.cycle", Outcome.WARN)}


def test_only_the_first_of_many_mistakes_of_a_pack_are_reported():
    many = [
        warning("ref.missing", f"{n} is wrong.", Where(pack)) for n in range(4) for pack in "ab"
    ]

    reported = list(limit_per_pack([*many, *many[::2]], 4))

    assert [error.where.pack for error in reported] == [*"abababab", "a"]
    assert reported[:8] == many
    assert (reported[8].code, reported[8].outcome) == ("limit.mistakes", Outcome.WARN)
    assert str(reported[8]) == (
        "a: this pack and others have 4 more mistakes between them. Fix: fix those above first."
    )


def test_a_record_to_hide_that_names_no_pack_is_reported_as_it_was_written():
    # Whoever forgot the pack, or wrote a colon too many, finds the words again in the mistake.
    errors = report_suppressed({}, {"line": "Gone", "a:line:voice": "Gone"})

    problem = "the host hides this record, which does not exist. Fix: remove it from suppress."
    assert [str(error) for error in errors] == [f"a: line:voice: {problem}", f"line: {problem}"]
