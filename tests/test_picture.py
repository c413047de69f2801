"""The picture in the README is the answer that the command line gives."""

import runpy
from pathlib import Path
from xml.etree import ElementTree as ET

ROOT = Path(__file__).parents[1]
SCRIPT = runpy.run_path(str(ROOT / "scripts" / "picture.py"))


def test_the_picture_is_the_answer_of_today():
    # If an answer changes, the picture is drawn again: ``python -P scripts/picture.py``.
    assert SCRIPT["PICTURE"].read_text(encoding="utf-8") == SCRIPT["picture"](SCRIPT["answer"]())


def test_the_picture_can_be_read_without_seeing_it():
    said = ET.fromstring(SCRIPT["PICTURE"].read_text(encoding="utf-8")).attrib["aria-label"]  # noqa: S314 - our own file
    for text in ("my boss has my passport", "1-888-373-7888", "not the police"):
        assert text in said


def test_the_picture_loads_nothing():
    text = SCRIPT["PICTURE"].read_text(encoding="utf-8")
    assert "<script" not in text
    assert "url(" not in text
    assert "href" not in text
