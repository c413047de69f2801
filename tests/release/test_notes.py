"""The changelog: no fragment gets lost when it is cut, and each is a sentence for a reader."""

import re

import pytest

TYPES = {"security", "removed", "added", "changed", "fixed", "content"}
CUT = "## 0.1.0 - 2026-11-28\n\n### Added\n\n- `takeaction ask` hears\n  plain words.\n"


@pytest.fixture
def notes(script):
    return script("notes")


@pytest.fixture
def copy(tmp_path):
    (tmp_path / "changelog.d").mkdir()
    (tmp_path / "CHANGELOG.md").write_text(CUT, "utf-8")
    return tmp_path


def test_a_complete_cut_has_no_mistakes(notes, copy):
    fragments = {"19-ask.added.md": "`takeaction ask` hears plain words.\n"}

    assert list(notes.note_mistakes(copy, "0.1.0", fragments)) == []


def test_a_lost_fragment_and_a_leftover_one_are_named(notes, copy):
    (copy / "changelog.d" / "1.added.md").write_text("Gone.", "utf-8")

    assert list(notes.note_mistakes(copy, "0.2.0", {"1.added.md": "Gone."})) == [
        "CHANGELOG.md has no heading for 0.2.0.",
        "changelog.d/1.added.md is not in the changelog.",
        "changelog.d/1.added.md is still there after the cut.",
    ]


def test_every_fragment_has_a_type_and_full_sentences(notes, script):
    # A fragment of an unknown type would be left out of the changelog without a word.
    fragments = notes.read_fragments(script("projects").ROOT)

    for name, text in fragments.items():
        assert re.fullmatch(r"(\+[a-z0-9-]+|\d+(-[a-z0-9-]+)?)\.(\w+)\.md", name), name
        assert name.split(".")[-2] in TYPES, name
        assert text.strip().endswith((".", "`", ")", "”", ":", "|")), name
