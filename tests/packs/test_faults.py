"""Faults: mistakes in a value, and hints."""

from takeaction.packs.faults import hint_for


def test_a_hint_escapes_unprintable_characters():
    """The id of a crafted pack does no harm in a hint either."""
    assert hint_for("line", ["line\ufeff"])() == "did you mean line\\ufeff?"
