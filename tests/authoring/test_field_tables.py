"""The tables of fields on the page of the pack format are made from the classes."""

import runpy
from pathlib import Path

SCRIPT = runpy.run_path(str(Path(__file__).parents[2] / "scripts" / "fields.py"))


def test_the_tables_of_the_pack_format_are_up_to_date():
    # To update them, run ``python scripts/fields.py``.
    text = SCRIPT["PAGE"].read_text("utf-8")

    assert SCRIPT["page"](text) == text


def test_the_rules_of_a_row_are_kept_and_a_new_row_has_none():
    old = "| `name` | x | x | never empty |"

    rows = SCRIPT["_table"]("Label", old).split("\n")

    assert rows[2] == "| `name` | text, needed | its name | never empty |"
    assert rows[-1] == "| `url` | address | its page | |"
