"""``takeaction pack check --links``: what becomes of each address of a pack."""

import json
import shutil
import sys

import pytest

from takeaction.authoring.build import build
from takeaction.authoring.links import client

ROOM = "takeaction.authoring.links"
GONE = b"HTTP/1.1 404 No\r\n\r\n"


@pytest.fixture(autouse=True)
def asked(web, monkeypatch):
    """Let the command ask the web of the test."""
    monkeypatch.setattr(client, "Client", web.client)


@pytest.fixture
def check(takeaction, pack):
    """Return a function that checks the links of the good pack."""
    return lambda *options: takeaction("pack", "check", pack, "--links", *options)


def test_without_the_option_nothing_is_asked(takeaction, pack, web, monkeypatch):
    """What knows the network is not even imported."""
    for name in [name for name in sys.modules if name.startswith(ROOM)]:
        monkeypatch.delitem(sys.modules, name)

    ran = takeaction("pack", "check", pack)

    assert (ran.code, ran.err, web.requests) == (0, "", [])
    assert not [name for name in sys.modules if name.startswith(ROOM)]


def test_a_pack_whose_addresses_answer_passes(check, web):
    """They are counted, and it says that this proves nothing."""
    ran = check()

    assert (ran.code, ran.err) == (0, "Asking 5 addresses, one by one.\n")
    assert "What the addresses answer:\n    they answer: 5.\n" in ran.out
    said = " ".join(ran.out.split())
    assert "That a page answers proves nothing of what it says" in said
    assert 'No date in "verified" was moved, and nothing was written.' in said
    assert len(web.requests) == 5


def test_one_that_is_gone_is_told_with_each_place(check, web):
    """The exit code is 1, though the pack has no mistake."""
    web.pages["example.org/chat"] = GONE

    ran = check()

    assert ran.code == 1
    assert "0 mistakes" in ran.out
    assert (
        "https://example.org/chat\n"
        "    gone: it answers 404\n"
        "    first/resources.toml:39: helpline.contacts[2].url\n"
    ) in ran.out


def test_one_that_is_not_on_the_open_web_is_told(check, web):
    """We refuse to ask it, and the exit code is 1."""
    web.names["example.org"] = ["192.168.0.1"]

    ran = check()

    assert (ran.code, web.dialled) == (1, [])
    told = " ".join(ran.out.split())
    assert 'refused by us: "example.org" is at 192.168.0.1, not on the open web' in told


@pytest.mark.parametrize(
    ("page", "told"),
    [
        (b"HTTP/1.1 301 M\r\nLocation: /new\r\n\r\n", "moved for good: to https://example.org/new"),
        (b"HTTP/1.1 503 B\r\n\r\n", "answered with an error: it answers 503"),
        (b"\x1b[2Jnonsense", "answered with an error: what it answers is no HTTP"),
    ],
    ids=["moved", "error", "garbage"],
)
def test_what_may_be_of_the_moment_leaves_the_exit_code(check, web, page, told):
    """Somebody should look, and a calendar should not fail."""
    web.pages["example.org/shop"] = page

    ran = check()

    assert (ran.code, f"    {told}\n" in ran.out) == (0, True)
    assert "\x1b" not in ran.out


def test_where_nothing_is_reachable_it_says_so(check, web):
    """No network is no mistake of a pack."""
    web.names["example.org"] = OSError('no machine is known by the name "example.org"')

    ran = check()

    assert ran.code == 0
    assert "Nothing could be reached: perhaps this machine is not on the network." in ran.out


def test_all_is_told_to_programs(check, web):
    """Each address has its state, status and places."""
    web.pages["example.org/how"] = b"HTTP/1.1 308 M\r\nLocation: https://example.com/\r\n\r\n"

    links = {each["url"]: each for each in json.loads(check("--json").out)["links"]}

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
    assert {each["state"] for each in links.values()} == {"ok", "moved"}


def test_a_code_host_is_told_what_is_gone(check, web, tmp_path):
    """A warning at its line; what answers is none."""
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


def test_hostile_addresses_are_told_harmlessly_and_not_asked(takeaction, make_pack, web):
    """Controls and direction marks are escaped in both forms; many places are counted."""
    link = '{ title = "One", url = "https://example.org/\\u001b[2J\\u202e" }'
    action = f'[[action]]\nid = "x"\nlinks = [{", ".join([link] * 12)}]\n'
    place = make_pack("hostile", actions=action)

    ran = takeaction("pack", "check", place, "--links")
    told = takeaction("pack", "check", place, "--links", "--json").out

    assert (ran.code, web.requests) == (1, [])
    shown = "\nhttps://example.org/\\u001b[2J\\u202e\n    refused by us: it holds characters that"
    assert shown in ran.out
    assert "    and in 2 more places\n" in ran.out
    assert ran.err == "Asking 1 address, one by one.\n"
    assert not {"\x1b", "\u202e"} & set(ran.out + json.loads(told)["links"][0]["url"])


def test_lines_are_no_wider_than_the_terminal(check, web):
    """But for an address, which stands on a line of its own so that it can be copied."""
    web.pages["*"] = (
        b"HTTP/1.1 302 F\r\nLocation: https://example.net/" + b"x" * 2_000 + b"\r\n\r\n"
    )

    lines = check().out.splitlines()

    assert max(len(line) for line in lines if not line.startswith("https://")) <= 80


def test_nothing_is_written(takeaction, pack, tmp_path, web):
    """The pack is byte for byte what it was."""
    place = tmp_path / "again"
    shutil.copytree(pack, place)
    before = {path: path.read_bytes() for path in place.rglob("*")}
    web.pages["example.org/chat"] = GONE

    takeaction("pack", "check", place, "--links")

    assert {path: path.read_bytes() for path in place.rglob("*")} == before


def test_a_pack_that_cannot_be_read_has_nothing_to_ask(takeaction, tmp_path):
    """Its mistakes are told as ever."""
    ran = takeaction("pack", "check", tmp_path / "nothing", "--links")

    assert (ran.code, ran.err) == (1, "Asking 0 addresses, one by one.\n")
    assert "read.missing" in ran.out
    assert "Nothing could be reached" not in ran.out


def test_an_installed_pack_is_found_by_its_id(takeaction, install, pack, web):
    """Its addresses are asked as well."""
    install("a-distribution", pack="first", module="a_module", files={"pack.json": build(pack)})
    web.pages["example.org/chat"] = GONE

    ran = takeaction("pack", "check", "first", "--links", packs="none")

    assert ran.code == 1
    assert "    first/pack.json: helpline.contacts[2].url\n" in ran.out
