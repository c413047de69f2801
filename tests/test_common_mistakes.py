"""Forty common mistakes: the page that lists them has the messages that people get now.

If a message is changed on purpose, let the test write the page anew, and read what has changed::

    WRITE_MESSAGES=1 python -m pytest tests/test_common_mistakes.py
"""

import importlib.util
import os
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from takeaction import load

FOLDER = Path(__file__).parent
PAGE = FOLDER.parent / "docs" / "reference" / "common-mistakes.md"
ROW = re.compile(r"^\| (\d+) \| (.+?) \| (.+?) \| `` (.+?) `` \|$", re.MULTILINE)
AT = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)


def _cases():
    spec = importlib.util.spec_from_file_location("common_mistakes", FOLDER / "common_mistakes.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


CASES = _cases()


@pytest.fixture
def messages(tmp_path):
    def of(files):
        folder = tmp_path / CASES.PACK
        folder.mkdir()
        for name, data in files.items():
            (folder / name).write_bytes(data)
        mistakes = load(paths=[folder], packs=[], at=AT).mistakes
        place = re.compile(rf"{re.escape(str(folder))}/|{CASES.PACK}/")
        return [place.sub("", str(error), count=1) for error in mistakes]

    return of


def test_the_pack_is_right_without_the_mistakes(messages):
    # Each mistake is the only one, so its message is about nothing else.
    assert messages({name: text.encode() for name, text in CASES.FILES.items()}) == []


@pytest.mark.parametrize("number", range(40))
def test_a_common_mistake_has_one_message_with_place_and_fix(messages, number):
    mistake = CASES.MISTAKES[number]

    (message,) = messages(CASES.files_with(mistake))

    if "WRITE_MESSAGES" in os.environ:
        rows = ROW.findall(PAGE.read_text("utf-8"))
        old = "| {} | {} | {} | `` {} `` |".format(*rows[number])
        new = f"| {number + 1} | {mistake.what} | {rows[number][2]} | `` {message} `` |"
        PAGE.write_text(PAGE.read_text("utf-8").replace(old, new), "utf-8")
    row = ROW.findall(PAGE.read_text("utf-8"))[number]
    assert (row[0], row[1], row[3]) == (str(number + 1), mistake.what, message)
    assert message.startswith(mistake.name or mistake.file)
    assert " Fix: " in message


def test_no_two_mistakes_are_the_same():
    assert len({mistake.what for mistake in CASES.MISTAKES}) == len(CASES.MISTAKES) == 40
