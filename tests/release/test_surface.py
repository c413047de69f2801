"""The public surface: what hosts and authors depend on changes on purpose or not at all."""

from pathlib import Path

import pytest

KEPT = Path(__file__).parent / "surface.txt"
AGAIN = "If this is on purpose, run: python scripts/release/surface.py"


def differences(kept, now):
    gone, new = sorted({*kept} - {*now}), sorted({*now} - {*kept})
    parts = []
    if gone:
        parts += ["Gone, and somebody may depend on it (docs/explanation/stability.md):"]
        parts += [f"  - {line}" for line in gone]
    if new:
        parts += ["New, so it has to be kept from the next release on:"]
        parts += [f"  + {line}" for line in new]
    return "\n".join([*parts, AGAIN]) if parts else ""


@pytest.fixture
def surface(script):
    return script("surface")


def test_the_surface_is_the_one_that_somebody_has_read(surface):
    message = differences(KEPT.read_text("utf-8").splitlines(), surface.surface())

    assert not message, message


def test_a_change_of_the_surface_is_named_with_the_way_to_keep_it():
    kept = ["error contact.dial: drop", "function is_need(text)"]
    now = ["error contact.dial: drop", "function is_need(text, *, region=None)"]

    assert differences(kept, kept) == ""
    assert differences(kept, now) == (
        "Gone, and somebody may depend on it (docs/explanation/stability.md):\n"
        "  - function is_need(text)\n"
        "New, so it has to be kept from the next release on:\n"
        "  + function is_need(text, *, region=None)\n"
        "If this is on purpose, run: python scripts/release/surface.py"
    )


@pytest.mark.parametrize(
    "line",
    [
        "function is_need(text)",
        "class Referral: opens",
        "class Channel: sms",
        "function asgi(catalog, site=None, *, contact=None)",
        "command takeaction find-help: --calling-from",
        "command takeaction pack check: PATH|WHEEL|ID needed",
        "error contact.dial: drop",
        "error word.unknown: refused",
        "pack Contact.dial_region",
        "json Referral.operator_kind needed",
        "http POST /find-help",
        "extra takeaction[packs]",
    ],
)
def test_each_part_of_the_surface_is_in_the_file(line):
    assert line in KEPT.read_text("utf-8").splitlines()


def test_the_surface_is_in_order_and_has_each_line_once():
    lines = KEPT.read_text("utf-8").splitlines()

    assert lines == sorted(set(lines))


def test_arguments_are_listed_with_their_kinds_and_plain_defaults(surface):
    def example(first, /, second=1, *rest, named="a", table=..., **others):
        raise NotImplementedError

    assert surface.arguments(example) == ("(first, second=1, *rest, named='a', table=…, **others)")
