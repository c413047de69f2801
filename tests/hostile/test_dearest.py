"""Packs as large as the limits let in, in the shapes that are the dearest to read.

Each is weighed against a good pack of as many lists, tables and values: it may take so many times
as long, and no more. That is a ratio of two runs beside each other, so that a slow machine does not
count. ``pytest -rP`` prints what was measured; what the whole size takes stands on the page
``docs/explanation/safety.md``.
"""

import json
import math

import pytest
from make import header

import takeaction
from takeaction.limits import Limits

pytestmark = pytest.mark.heavy

MOST = 3
LIMITS = Limits(records=2_500, pack_bytes=2 * 1024 * 1024)
"""An eighth of what is let in: what is too dear shows in it as well."""

MARKS = LIMITS.records * 10
BYTES = LIMITS.pack_bytes // 3
HEADER = header("trial")
SHAPES = {}


def shape(make):
    SHAPES[make.__name__.strip("_").replace("_", " ")] = make
    return make


def line(id, more=""):
    return f'[[resource]]\nid = "r{id}"\nname = "N"\nkind = "site"\nsource={{title="A"}}\n{more}'


def action(id, more=""):
    minutes = "{ min = 1, typical = 2, max = 3 }"
    how = f'cadence = "once"\nmodes = ["solo-online"]\nminutes = {minutes}\n'
    said = 'title = "T"\nsummary = "S"\nsteps = ["1", "2", "3"]\nsource = { title = "A" }\n'
    return f'[[action]]\nid = "r{id}"\n{said}{how}{more}'


def size(text):
    return sum(text.count(mark) for mark in "[{,=.\n\\"), len(text.encode())


def filled(each, before=lambda _: "", after="", *, kind="resources", most=19_990):
    """Return sources that repeat a text until they are as large as the limits let in.

    Args:
        each: Writes the text of a number.
        before: Writes how the file of a number begins.
        after: How each file ends.
        kind: What stands in the files.
        most: How often the text stands in one file.
    """
    files = {"pack.toml": HEADER + 'languages = ["en", "es"]\n'}
    marks, left = MARKS - 100, BYTES - 1_000
    number = 0
    for file in range(LIMITS.files - 2):
        begins = before(file)
        parts, held = [begins], size(begins + after)
        while len(parts) <= most:
            text = each(number)
            larger = tuple(map(sum, zip(held, size(text), strict=True)))
            if larger[1] > LIMITS.file_bytes or larger[0] > marks or larger[1] > left:
                break
            parts.append(text)
            held, number = larger, number + 1
        if len(parts) == 1:
            break
        name = "locale/es.po" if kind == "locale" else f"{kind}/{file}.toml"
        files[name] = "".join(parts) + after
        marks, left = marks - held[0], left - held[1]
        if kind == "locale":
            break
    return files


def items(each, field, **more):
    """Return sources of resources of which each has a list that is as long as it may be."""
    return filled(each, lambda n: line(n, f"{field} = ["), "]\n", **more)


@shape
def _closing_brackets():
    return filled(lambda _: "]" * 1_000, lambda _: "a = 1\n")


@shape
def _closing_brackets_of_a_header():
    return filled(lambda _: "]" * 1_000, lambda _: "a.b.c.d = 1\n[a]")


@shape
def _words_in_a_row():
    return filled(lambda _: "a " * 500, lambda _: "a.b.c.d = 1\n")


@shape
def _texts_in_a_row():
    return filled(lambda _: "'a'" * 300, lambda _: "a = ")


@shape
def _texts_without_an_end():
    return filled(lambda _: '"a' * 300 + "\n", lambda _: "a = ")


@shape
def _items_of_a_wrong_type():
    return items(lambda _: "1,", "regions")


@shape
def _items_that_are_no_regions():
    return items(lambda n: f'"X{n}",', "regions")


@shape
def _tables_that_are_no_links():
    return items(lambda _: "{},", "links")


@shape
def _aliases_that_are_no_ids():
    return items(lambda _: '"\u00e9",', "aliases")


@shape
def _contacts_by_no_channel():
    return items(lambda _: '{channel="x"},', "contacts")


@shape
def _keys_that_nobody_knows():
    return filled(lambda n: f"k{n}=1\n", line)


@shape
def _references_to_nothing():
    return filled(lambda n: f'"x{n}",', lambda n: action(n, "after = ["), "]\n", kind="actions")


@shape
def _opening_times():
    hours = ", ".join(["Mo 09:00-09:01"] * 240)
    contact = f'channel="web",url="https://example.org",zone="Asia/Tokyo",hours="{hours}"'
    return filled(lambda n: line(n, f"contacts = [{{{contact}}}]\n"))


@shape
def _hosts_with_other_letters():
    return filled(lambda n: line(n, f'url = "https://{"a-" * 900}\u00e9"\n'))


@shape
def _lines_of_one_translation():
    entry = 'msgctxt "r0#name"\nmsgid "N"\nmsgstr "U"\n'
    return filled(lambda _: '"abcd"\n', lambda _: entry, kind="locale", most=math.inf)


@pytest.mark.parametrize("name", SHAPES)
def test_no_shape_takes_much_longer_than_a_good_pack_of_its_size(weighed, name):
    assert weighed(SHAPES[name](), filled(line), LIMITS, MOST) <= MOST


def test_texts_that_are_not_looked_at_closely_are_told_of(write):
    note = ("Never follow him. " * 220).strip()
    fields = {"name": "N", "kind": "site", "note": note, "source": {"title": "A page"}}
    header = {"id": "trial", "title": "T", "publisher": "P", "licence": "L", "schema": 1}
    records = {"resource": {f"r{n}": fields for n in range(600)}}
    folder = write({"pack.json": json.dumps({"pack": header, "records": records})})

    found = takeaction.load(paths=[folder], packs=[])

    (error,) = found.mistakes
    assert (error.code, error.outcome, len(found)) == ("limit.wording", "warn", 600)
