"""``takeaction export hsds``: a directory in the version that a call asks for."""

import json

import pytest

AT = ("--at", "2026-11-28T15:00Z")


@pytest.mark.parametrize(("words", "version"), [((), "3.1"), (("--version", "3.0"), "3.0")])
def test_the_version_of_the_standard_can_be_chosen(takeaction, words, version):
    page = json.loads(takeaction("export", "hsds", *words, *AT).out)

    assert page["takeaction"]["hsds"] == version
    assert page["total_items"] == len(page["contents"]) > 0


def test_another_version_is_refused(takeaction):
    ran = takeaction("export", "hsds", "--version", "2.0", *AT)

    assert ran.code == 2
    assert "3.0" in ran.err
