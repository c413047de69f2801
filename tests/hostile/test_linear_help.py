"""S48: the work of ``find_help`` grows with what is listed, and not faster.

Work is counted: the calls of functions and generators, so that noise changes nothing. The exponent
is that of the last doubling. ``pytest -rP`` prints it.
"""

import math
import sys

import attrs
import pytest

from takeaction import HelpQuery, find_help, search
from takeaction.models.record import Source
from takeaction.models.resource import Contact, Resource
from takeaction.models.text import Text
from takeaction.testing import catalog_of
from takeaction.vocabulary.contacts import Channel
from takeaction.vocabulary.resources import Purpose, ResourceKind

pytestmark = pytest.mark.heavy

MOST = 1.15
SIZES = (500, 1_000, 2_000)


def contact(number, **fields):
    digits = f"1888{number:07}"
    given = {"channel": Channel.VOICE, "dial": f"+{digits}", "display": digits, **fields}
    return Contact(id=f"c{number}", **given)


def line(id, *contacts, name=None):
    return Resource(
        id=id,
        name=Text(name or id),
        kind=ResourceKind.HOTLINE,
        purposes=frozenset({Purpose.SUPPORT}),
        regions=frozenset({"US"}),
        source=Source(title="A test"),
        contacts=contacts,
    )


def page(number):
    url = f"https://h{number}.example.org/"
    return contact(number, channel=Channel.WEB, dial=None, display=None, url=url)


WAYS = {
    "contacts of one record": lambda n: [line("a:r", *map(contact, range(n)))],
    "pages of one record": lambda n: [line("a:r", *map(page, range(n)))],
    "lines of one place": lambda n: [line(f"a:r{i}", contact(i)) for i in range(n)],
    "lines of two packs": lambda n: [
        line(f"{pack}:r{i}", contact(2 * i + (pack == "b")))
        for pack in ("a", "b")
        for i in range(n // 2)
    ],
    "the same lines in two packs": lambda n: [
        line(f"{pack}:r{i}", contact(i)) for pack in ("a", "b") for i in range(n // 2)
    ],
    "lines of one name in two packs": lambda n: [
        line(f"{pack}:r{i}", contact(i + n * (pack == "b")), name="The line")
        for pack in ("a", "b")
        for i in range(n // 2)
    ],
    "one number in many packs": lambda n: [line(f"p{i}:r", contact(1)) for i in range(n)],
    "pages of two packs": lambda n: [
        line(f"{pack}:r{i}", page(i), name="The page") for pack in ("a", "b") for i in range(n // 2)
    ],
}


def counted(work):
    calls = 0

    def note(_, event, __):
        nonlocal calls
        calls += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        work()
    finally:
        sys.setprofile(before)
    return calls


@pytest.mark.parametrize("known", [False, True], ids=["strangers", "ours"])
@pytest.mark.parametrize("records", WAYS.values(), ids=WAYS)
def test_s48_find_help_is_linear(records, known):
    distributions = {"a": "a-pack", "us-hotline": "takeaction-pack-us-hotline"}
    first = line("us-hotline:line", contact(10**6))

    def ask(n):
        given = [*records(n), first] if known else records(n)
        catalog = attrs.evolve(catalog_of(given), distributions=distributions)
        len(catalog.reachable)
        return counted(lambda: find_help(catalog, HelpQuery("US", "es")))

    _, less, more = map(ask, SIZES)

    exponent = math.log2(more / less)
    print(f"{exponent:.2f}, {more / SIZES[-1]:.0f} calls for each")  # noqa: T201
    assert exponent <= MOST


def test_s48_a_search_by_need_is_linear_in_its_lines():
    def ask(n):
        catalog = catalog_of(WAYS["lines of two packs"](n))
        search(catalog, "trapped", region="US")
        return counted(lambda: search(catalog, "trapped", region="US"))

    _, less, more = map(ask, SIZES)

    assert math.log2(more / less) <= MOST
