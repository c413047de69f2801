"""What is wrong with several packs being together: told of each pack, and bounded."""

from takeaction.errors import Outcome, Where
from takeaction.models.action import Action, Minutes
from takeaction.models.source import Source
from takeaction.models.text import Text
from takeaction.packs.merging.conflicts import bounded, circles, warning
from takeaction.vocabulary import Cadence, Mode


def action(id, *after):
    """Make an action that comes after others."""
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


def test_actions_of_two_packs_that_wait_for_each_other_are_told_of():
    """Nobody would ever be shown one of them, and neither pack can see that by itself."""
    found = list(circles([action("a:x", "b:y"), action("b:y", "a:x"), action("b:z", "a:x")]))

    problem = "it comes after itself, in a circle of x, y. Fix: break the circle."
    assert [str(each) for each in found] == [f"a: x.after: {problem}", f"b: y.after: {problem}"]
    assert {(each.code, each.outcome) for each in found} == {("ref.cycle", Outcome.WARN)}


def test_of_many_mistakes_of_a_pack_the_first_are_told():
    """As many as are allowed are told, and no more is said; the rest of one pack is counted."""
    many = [
        warning("ref.missing", f"{n} is wrong.", Where(pack)) for n in range(4) for pack in "ab"
    ]

    told = list(bounded([*many, *many[::2]], 4))

    assert [each.where.pack for each in told] == [*"abababab", "a"]
    assert told[:8] == many
    assert (told[8].code, told[8].outcome) == ("limit.mistakes", Outcome.WARN)
    assert str(told[8]) == (
        "a: this pack has 4 more mistakes with others. Fix: fix those above first."
    )
