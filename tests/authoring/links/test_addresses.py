"""Every address of a pack is found with its places, and checked once."""

import json

import make
import pytest

from takeaction.authoring.links import (
    MAX_ADDRESSES,
    MAX_SECONDS,
    AddressResult,
    AddressState,
    CheckedAddress,
    address_warnings,
    check_addresses,
    find_addresses,
)
from takeaction.errors import Outcome, Where
from takeaction.packs.sources.discovery import pack_at

HEADER = make.header(
    "links",
    title="Links",
    publisher="Example",
    licence="CC0-1.0",
    contact="https://example.org/report",
)

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
    """Return the folder of a pack with addresses in all possible places, some in bad records."""
    return write({"pack.toml": HEADER, "resources.toml": RESOURCES}, name="links")


def test_every_address_is_found_with_all_its_places(pack):
    addresses = find_addresses(pack_at(pack))

    assert {url: [str(where) for where in places] for url, places in addresses.items()} == {
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
    header = {"id": "links", "schema": 1, "contact": "https://example.org/"}
    claims = [{"label": "l", "evidence": "https://example.com/"}]
    content = {"pack": header, "records": {"vendor": {"shop": {"claims": claims}}}}
    folder = write({"pack.json": json.dumps(content)})

    assert find_addresses(pack_at(folder)) == {
        "https://example.org/": (Where("links", "pack.json", None, None, "contact"),),
        "https://example.com/": (Where("links", "pack.json", None, "shop", "claims[0].evidence"),),
    }


def test_a_pack_without_an_id_is_named_by_its_path(write):
    folder = write({"pack.toml": 'id = 5\ncontact = "https://example.org/"\n'})

    (places,) = find_addresses(pack_at(folder)).values()

    assert [where.pack for where in places] == [str(folder)]


def test_a_pack_that_cannot_be_read_has_no_addresses(tmp_path):
    assert find_addresses(pack_at(tmp_path / "nothing")) == {}


def with_places(*urls):
    return {url: (Where("links", "pack.toml", 1, None, "contact"),) for url in urls}


def test_each_address_is_checked_once_taking_hosts_in_turn(web):
    urls = [
        *("https://a.example/1", "https://a.example/2", "https://a.example/3"),
        *("https://b.example/1", "https://c.example/1", "https://c.example/2", "nonsense"),
    ]
    web.pages["a.example/2"] = b"HTTP/1.1 404 No\r\n\r\n"

    checked = check_addresses(with_places(*urls), web.client())

    assert [address.url for address in checked] == urls
    assert [address.result.state for address in checked] == ["ok", "gone", *["ok"] * 4, "refused"]
    assert [request.removeprefix("HEAD ") for request in web.requests if "GET" not in request] == [
        *("a.example/1", "b.example/1", "c.example/1"),
        *("a.example/2", "c.example/2", "a.example/3"),
    ]


def test_addresses_past_the_limit_are_not_checked(web):
    checked = check_addresses(
        with_places("https://a.example/", "https://b.example/"), web.client(), limit=1
    )

    assert checked[1].result == AddressResult(
        AddressState.NOT_ASKED, why="one check covers 1 addresses"
    )
    assert web.requests == ["HEAD a.example/"]


def test_no_check_starts_after_the_time_is_over(web):
    now = iter([0, 59, 60])
    addresses = with_places("https://a.example/", "https://b.example/")

    checked = check_addresses(addresses, web.client(), seconds=60, clock=lambda: next(now))

    assert [address.result for address in checked] == [
        AddressResult(AddressState.OK, 200),
        AddressResult(AddressState.NOT_ASKED, why="the check ended after 60 seconds"),
    ]


def test_the_limits_are_the_documented_ones():
    # Half an hour, and 2,000 addresses.
    assert (MAX_ADDRESSES, MAX_SECONDS) == (2_000, 1_800)


@pytest.mark.parametrize("state", AddressState)
def test_only_gone_and_refused_addresses_give_warnings(state):
    one, other = Where("links", "a.toml", 1), Where("links", "a.toml", 2)
    url = "https://example.org/\u202e"
    checked = CheckedAddress(url, AddressResult(state, why="it is so"), (one, other))

    warnings = list(address_warnings([checked]))

    if state in {AddressState.GONE, AddressState.REFUSED}:
        assert [error.where for error in warnings] == [one, other]
        assert {error.code for error in warnings} == {f"url.{state}"}
        assert {error.outcome for error in warnings} == {Outcome.WARN}
        assert warnings[0].problem == "https://example.org/\\u202e: it is so."
        assert warnings[0].fix
    else:
        assert warnings == []
