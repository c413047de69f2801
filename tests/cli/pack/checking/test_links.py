"""``takeaction pack check --links``: the state of each web address of a pack."""

import json
import shutil
import sys

import pytest

from takeaction.authoring import links
from takeaction.authoring.build import build

ROOM = "takeaction.authoring.links"
GONE = b"HTTP/1.1 404 No\r\n\r\n"


@pytest.fixture(autouse=True)
def use_web(web, monkeypatch):
    monkeypatch.setattr(links, "Client", web.client)


@pytest.fixture
def check(takeaction, pack):
    return lambda *options: takeaction("pack", "check", pack, "--links", *options)


def test_without_the_option_nothing_is_requested(takeaction, pack, web, monkeypatch):
    for name in [name for name in sys.modules if name.startswith(ROOM)]:
        monkeypatch.delitem(sys.modules, name)

    ran = takeaction("pack", "check", pack)

    assert (ran.code, ran.err, web.requests) == (0, "", [])
    assert not [name for name in sys.modules if name.startswith(ROOM)]


def test_a_pack_with_working_addresses_passes(check, web):
    ran = check()

    assert (ran.code, ran.err) == (0, "Checking 5 addresses, one at a time.\n")
    assert "Web addresses:\n    working:   5.\n" in ran.out
    text = " ".join(ran.out.split())
    assert "A working page proves neither what it says nor that somebody answers" in text
    assert 'No date in "verified" was changed, and nothing was written.' in text
    assert len(web.requests) == 5


def test_an_address_that_is_gone_is_listed_with_each_place(check, web, pack):
    web.pages["example.org/chat"] = GONE

    ran = check()

    assert ran.code == 1
    assert "0 mistakes" in ran.out
    assert (
        "https://example.org/chat\n"
        "    gone: it answers 404\n"
        f"    {pack}/resources.toml:39: helpline.contacts[2].url\n"
    ) in ran.out


def test_an_address_outside_the_open_web_is_refused(check, web):
    web.names["example.org"] = ["192.168.0.1"]

    ran = check()

    assert (ran.code, web.dialled) == (1, [])
    text = " ".join(ran.out.split())
    assert 'refused by us: "example.org" is at 192.168.0.1, not on the open web' in text


@pytest.mark.parametrize(
    ("page", "line"),
    [
        (
            b"HTTP/1.1 301 M\r\nLocation: /new\r\n\r\n",
            "moved permanently: to https://example.org/new",
        ),
        (b"HTTP/1.1 503 B\r\n\r\n", "answered with an error: it answers 503"),
        (b"\x1b[2Jnonsense\r\n", "answered with an error: its answer is not HTTP"),
    ],
    ids=["moved", "error", "garbage"],
)
def test_a_passing_problem_does_not_change_the_exit_code(check, web, page, line):
    # Somebody should look at it, but a calendar job should not fail.
    web.pages["example.org/shop"] = page

    ran = check()

    assert (ran.code, f"    {line}\n" in ran.out) == (0, True)
    assert "\x1b" not in ran.out


def test_a_machine_without_a_network_is_told_so(check, web):
    web.names["example.org"] = OSError('there is no host called "example.org"')

    ran = check()

    assert ran.code == 0
    assert "Nothing could be reached: perhaps this machine is not on the network." in ran.out


def test_json_holds_each_address(check, web):
    web.pages["example.org/how"] = b"HTTP/1.1 308 M\r\nLocation: https://example.com/\r\n\r\n"

    links = {link["url"]: link for link in json.loads(check("--json").out)["links"]}

    assert links["https://example.org/how"] == {
        "url": "https://example.org/how",
        "state": "moved",
        "status": 200,
        "to": "https://example.com/",
        "why": "",
        "places": [
            {
                "pack": "first",
                "file": "resources.toml",
                "line": 12,
                "record": "helpline",
                "field": "links[0].url",
            }
        ],
    }
    assert {link["state"] for link in links.values()} == {"ok", "moved"}


def test_an_address_that_is_gone_is_written_for_a_code_host(check, web, tmp_path):
    web.pages["example.org/how"] = GONE

    ran = check("--sarif", tmp_path / "found.sarif")

    log = json.loads((tmp_path / "found.sarif").read_text(encoding="utf-8"))
    (result,) = log["runs"][0]["results"]
    assert (ran.code, result["ruleId"], result["level"]) == (1, "url.gone", "warning")
    assert result["message"]["text"].startswith(
        "helpline.links[0].url: https://example.org/how: it answers 404. Fix: "
    )
    place = result["locations"][0]["physicalLocation"]
    assert place["region"] == {"startLine": 12}


def test_hostile_addresses_are_escaped_and_not_requested(takeaction, make_pack, web):
    link = '{ title = "One", url = "https://example.org/\\u001b[2J\\u202e" }'
    action = f'[[action]]\nid = "x"\nlinks = [{", ".join([link] * 12)}]\n'
    place = make_pack("hostile", actions=action)

    ran = takeaction("pack", "check", place, "--links")
    answer = takeaction("pack", "check", place, "--links", "--json").out

    assert (ran.code, web.requests) == (1, [])
    shown = "\nhttps://example.org/\\u001b[2J\\u202e\n    refused by us: it has characters that"
    assert shown in ran.out
    assert "    and in 2 more places\n" in ran.out
    assert ran.err == "Checking 1 address, one at a time.\n"
    assert not {"\x1b", "\u202e"} & set(ran.out + json.loads(answer)["links"][0]["url"])


def test_lines_are_no_wider_than_the_terminal(check, web):
    # An address and a path may be wider: each has its own line, so that it can be copied.
    web.pages["*"] = (
        b"HTTP/1.1 302 F\r\nLocation: https://example.net/" + b"x" * 2_000 + b"\r\n\r\n"
    )

    lines = check().out.splitlines()

    whole = ("https://", "    /")
    assert max(len(line) for line in lines if not line.startswith(whole)) <= 80


def test_checking_links_writes_nothing(takeaction, pack, tmp_path, web):
    place = tmp_path / "again"
    shutil.copytree(pack, place)
    before = {path: path.read_bytes() for path in place.rglob("*")}
    web.pages["example.org/chat"] = GONE

    takeaction("pack", "check", place, "--links")

    assert {path: path.read_bytes() for path in place.rglob("*")} == before


def test_a_pack_that_cannot_be_read_has_no_addresses(takeaction, tmp_path):
    ran = takeaction("pack", "check", tmp_path / "nothing", "--links")

    assert (ran.code, ran.err) == (1, "Checking 0 addresses, one at a time.\n")
    assert "read.missing" in ran.out
    assert "Nothing could be reached" not in ran.out


def test_an_installed_pack_is_found_by_its_id(takeaction, install, site, pack, web):
    install("a-distribution", pack="first", module="a_module", files={"pack.json": build(pack)})
    web.pages["example.org/chat"] = GONE

    ran = takeaction("pack", "check", "first", "--links", packs="none")

    assert ran.code == 1
    path = (site / "a_module" / "pack.json").as_posix()
    assert f"    {path}: helpline.contacts[2].url\n" in ran.out
