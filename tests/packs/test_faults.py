"""Faults: mistakes in a value, and hints."""

from takeaction.packs.faults import hint_for


def test_a_hint_escapes_unprintable_characters():
    assert hint_for("line", ["line\ufeff"])() == "did you mean line\\ufeff?"
