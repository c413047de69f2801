"""Every address of a pack is found with its places, and asked once."""

import json

import pytest

from takeaction.authoring.links.addresses import MOST, SECONDS, Asked, addresses, ask, mistakes
from takeaction.authoring.links.client import Answer, State
from takeaction.errors import Outcome, Where
from takeaction.packs.sources.discovery import find_path

HEADER = """\
id = "links"
title = "Links"
publisher = "Example"
licence = "CC0-1.0"
schema = 1
contact = "https://example.org/report"
"""

RESOURCES = """\
[[resource]]
id = "helpline"
name = "https://example.org/is-a-name"
url = "https://example.org/page#top"
links = [
    { title = "One", url = "https://example.org/page" },
    { title = "Two", url = "http://example.org:22/" },
]
source = { title = "A page", url = "https://example.com/source" }

[[resource.contacts]]
channel = "chat"
url = "https://example.net/chat"

[[resource]]
url = 5
source = { url = "https://example.com/source" }
"""


@pytest.fixture
def pack(write):
    """Return the folder of a pack with addresses in all places, mistakes among them."""
    return write({"pack.toml": HEADER, "resources.toml": RESOURCES}, name="links")


def test_every_address_is_found_with_each_place(pack):
    """In the header, in records, in their parts; what follows # makes no other address."""
    found = addresses(find_path(pack))

    assert {url: [str(where) for where in places] for url, places in found.items()} == {
        "https://example.org/report": ["links/pack.toml:6: contact"],
        "https://example.org/page": [
            "links/resources.toml:4: helpline.url",
            "links/resources.toml:6: helpline.links[0].url",
        ],
        "http://example.org:22/": ["links/resources.toml:7: helpline.links[1].url"],
        "https://example.com/source": [
            "links/resources.toml:9: helpline.source.url",
            "links/resources.toml:17: resource[1].source.url",
        ],
        "https://example.net/chat": ["links/resources.toml:13: helpline.contacts[0].url"],
    }


def test_a_built_pack_has_no_lines(write):
    """Its places are records and fields."""
    header = {"id": "links", "schema": 1, "contact": "https://example.org/"}
    claims = [{"label": "l", "evidence": "https://example.com/"}]
    content = {"pack": header, "records": {"vendor": {"shop": {"claims": claims}}}}
    folder = write({"pack.json": json.dumps(content)})

    assert addresses(find_path(folder)) == {
        "https://example.org/": (Where("links", "pack.json", None, None, "contact"),),
        "https://example.com/": (Where("links", "pack.json", None, "shop", "claims[0].evidence"),),
    }


def test_a_pack_without_an_id_is_called_by_its_place(write):
    """As its mistakes are."""
    folder = write({"pack.toml": 'id = 5\ncontact = "https://example.org/"\n'})

    (places,) = addresses(find_path(folder)).values()

    assert [where.pack for where in places] == [str(folder)]


def test_a_pack_that_cannot_be_read_has_no_addresses(tmp_path):
    """The check has told why."""
    assert addresses(find_path(tmp_path / "nothing")) == {}


def places(*urls):
    """Return addresses, each with a place."""
    return {url: (Where("links", "pack.toml", 1, None, "contact"),) for url in urls}


def test_each_address_is_asked_once_and_hosts_in_turn(web):
    """The answers stand in the order of the addresses."""
    urls = [
        *("https://a.example/1", "https://a.example/2", "https://a.example/3"),
        *("https://b.example/1", "https://c.example/1", "https://c.example/2", "nonsense"),
    ]
    web.pages["a.example/2"] = b"HTTP/1.1 404 No\r\n\r\n"

    asked = ask(places(*urls), web.client())

    assert [each.url for each in asked] == urls
    assert [each.answer.state for each in asked] == ["ok", "gone", *["ok"] * 4, "refused"]
    assert [each.removeprefix("HEAD ") for each in web.requests if "GET" not in each] == [
        *("a.example/1", "b.example/1", "c.example/1"),
        *("a.example/2", "c.example/2", "a.example/3"),
    ]


def test_past_the_bound_nothing_more_is_asked(web):
    """It says so, and is no mistake."""
    asked = ask(places("https://a.example/", "https://b.example/"), web.client(), most=1)

    assert asked[1].answer == Answer(State.NOT_ASKED, why="only 1 addresses are asked")
    assert web.requests == ["HEAD a.example/"]


def test_when_the_time_is_over_nothing_more_is_asked(web):
    """What was begun is ended."""
    now = iter([0, 59, 60])
    found = places("https://a.example/", "https://b.example/")

    asked = ask(found, web.client(), seconds=60, clock=lambda: next(now))

    assert [each.answer for each in asked] == [
        Answer(State.OK, 200),
        Answer(State.NOT_ASKED, why="60 seconds were over"),
    ]


def test_the_bounds_are_those_that_are_documented():
    """Half an hour, and 2,000 addresses."""
    assert (MOST, SECONDS) == (2_000, 1_800)


@pytest.mark.parametrize("state", State)
def test_only_what_is_gone_or_refused_is_a_mistake(state):
    """The rest may be of the moment. Each place has a warning of its own."""
    one, other = Where("links", "a.toml", 1), Where("links", "a.toml", 2)
    url = "https://example.org/\u202e"
    asked = Asked(url, Answer(state, why="it is so"), (one, other))

    found = list(mistakes([asked]))

    if state in {State.GONE, State.REFUSED}:
        assert [error.where for error in found] == [one, other]
        assert {error.code for error in found} == {f"url.{state}"}
        assert {error.outcome for error in found} == {Outcome.WARN}
        assert found[0].problem == "https://example.org/\\u202e: it is so."
        assert found[0].fix
    else:
        assert found == []
