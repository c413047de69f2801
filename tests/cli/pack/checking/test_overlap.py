"""``takeaction pack check --with``: what others say already, and how answers change."""

import json

import pytest

from takeaction.authoring.build import build

AT = ("--at", "2026-11-24T15:00Z")
LINE = """\
[[resource]]
id = "{id}"
name = "{name}"
kind = "hotline"
purposes = ["support"]
operator = "{operator}"
operator_kind = "ngo"
regions = ["GB"]
{more}source = {{ title = "Its page" }}
verified = {{ method = "called", on = 2026-11-20 }}

[[resource.contacts]]
channel = "{channel}"
dial = "{dial}"
display = "{display}"
hours = "24/7"
"""


def resource(id, dial, **fields):
    usual = {"name": "Help", "operator": "A charity", "channel": "voice", "more": ""}
    display = f"0{dial.removeprefix('+44')}"
    return LINE.format(id=id, dial=dial, display=display, **{**usual, **fields})


@pytest.fixture
def other(make_pack):
    lines = resource("first", "+448081570001", name="First line", operator="Alpha")
    more = resource("second", "+448081577722", name="Second line", operator="Beta")
    return make_pack("other", resources=lines + more)


@pytest.fixture
def check(takeaction, other):
    return lambda pack, *more: takeaction("pack", "check", pack, "--with", other, *AT, *more)


def test_a_number_and_a_name_that_others_have_are_told(check, make_pack):
    again = resource("again", "+448081570001", name="My line", operator="Gamma")
    named = resource("named", "+448081579999", name="Second Line", operator="Beta")
    pack = make_pack("mine", resources=again + named)

    printed = " ".join(check(pack).out.split())

    number = "mine:again (voice), 08081570001: also in other:first. Answers list it once."
    assert number in printed
    assert "mine:named, Second Line: the same name or operator as other:second." in printed


def test_the_first_lines_of_an_answer_before_and_after(check, make_pack):
    special = 'topics = ["labour-trafficking"]\n'
    pack = make_pack("mine", resources=resource("expert", "+448081570333", more=special))
    header = pack / "pack.toml"
    header.write_text(header.read_text("utf-8") + 'regions = ["GB", "FR"]\n', encoding="utf-8")

    answer = json.loads(check(pack, "--json").out)["with"]
    printed = check(pack).out

    assert answer["packs"] == ["other"]
    assert answer["answers"][1] == {
        "region": "GB",
        "language": "en",
        "before": ["other:first", "other:second"],
        "after": ["mine:expert", "other:first", "other:second"],
    }
    assert (answer["numbers"], answer["mistakes"]) == ([], [])
    assert "Help in FR, in en, the first lines:\n    before and after: " in printed
    assert "    before:    other:first, other:second\n" in printed
    assert "    after:     mine:expert, other:first, other:second\n" in printed


def test_a_pack_that_shares_nothing_is_told_so(check, make_pack):
    pack = make_pack("mine", resources=resource("own", "+448081570333", operator="Delta"))

    ran = check(pack)

    assert ran.code == 0
    assert "Beside other:\n    Nothing in it is in another pack.\n" in ran.out


def test_one_wrong_digit_is_a_mistake_that_only_both_packs_have(check, make_pack):
    pack = make_pack("mine", resources=resource("own", "+448081570002", operator="Alpha"))

    alone = check(pack, "--json")

    assert alone.code == 1
    assert [error["code"] for error in json.loads(alone.out)["with"]["mistakes"]] == [
        "contact.near_miss"
    ]


def test_a_number_under_two_records_may_be_listed_twice(check, make_pack):
    # A call and a message to one number are two ways, so nobody is told that they are one.
    sms = resource("texts", "+448081570001", operator="Delta", channel="sms")
    pack = make_pack("mine", resources=sms)

    assert json.loads(check(pack, "--json").out)["with"]["numbers"] == []


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (["nowhere"], 'No pack with the id "nowhere" is installed'),
        (["mine"], "Name packs other than mine"),
        (["all"], "Name packs other than mine"),
    ],
    ids=["missing", "itself", "none"],
)
def test_packs_that_cannot_be_compared_are_a_wrong_call(takeaction, make_pack, words, problem):
    pack = make_pack("mine", resources=resource("own", "+448081570333"))
    words = [str(pack) if word == "mine" else word for word in words]

    ran = takeaction("pack", "check", pack, "--with", *words)

    assert (ran.code, problem in ran.err) == (2, True), ran.err


def test_a_broken_pack_is_not_compared(check, make_pack):
    pack = make_pack("mine", resources="[[resource]]\nid = \n")

    ran, answer = check(pack), check(pack, "--json")

    assert ran.code == answer.code == 1
    assert "Beside" not in ran.out
    assert json.loads(answer.out)["with"] is None


def test_installed_packs_are_named_by_id(takeaction, make_pack, other, install):
    # With ``all`` every installed pack but the checked one is compared.
    pack = make_pack("mine", resources=resource("own", "+448081570001"))
    for folder in (pack, other):
        id = folder.name
        install(f"{id}-pack", pack=id, module=f"pack_{id}", files={"pack.json": build(folder)})

    every = takeaction("pack", "check", pack, "--with", "all", "--json", *AT)
    installed = takeaction("pack", "check", "mine", "--with", "other", "--json", *AT)

    for answer in (json.loads(every.out)["with"], json.loads(installed.out)["with"]):
        assert answer["packs"] == ["other"]
        assert answer["numbers"][0]["others"] == ["other:first"]
