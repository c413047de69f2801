"""``takeaction.packs.faults``: what is wrong with a value."""

from takeaction.packs.faults import meant


def test_a_hint_escapes_what_cannot_be_printed():
    """An id of a crafted pack is named harmlessly, also where it is only meant."""
    assert meant("line", ["line\ufeff"])() == "did you mean line\\ufeff?"
