"""``takeaction pack preview``: each record as people will see it."""

import json
import re
import shutil
from pathlib import Path

import pytest

from takeaction import load

AT = ("--at", "2026-11-24T15:00Z")
GOLDEN = Path(__file__).parents[2] / "data" / "schema-1" / "sources"
PARTLY = (
    "Nadie ha revisado todavía estas traducciones, así que debajo está el inglés\n"
    "entre paréntesis. Lo que está solo en inglés no lo hemos traducido.\n"
)
LED = re.compile(r"(?m)^\n\d+ of \d+: [a-z]+\n\n")
HELP = re.compile(r"\nAs find-help --region (\S+) shows it:\n\n")

SIGN = """\
ke-help: 1 action, 1 good, 1 indicator, 1 label, 1 rating, 1 resource, 1 vendor;
0 mistakes
As somebody sees it who asks in English.

1 of 1: indicator

EXAMPLE. What you can see somebody do to another person.
It's gone.

EXAMPLE. This record only shows what a record looks like.

A sign is not proof. Do not act on it by yourself: talk to a helpline first.

  speaks of:            means
  grade:                weak
  grade basis:          editorial
  types:                any
  observable by:        bystander
  comes to be known by: notice
  about:                any
  words of the list:    not-read

Where this comes from
Source: EXAMPLE list
https://example.org/
Not checked yet; date unknown.
No practitioner has reviewed this yet.
Pack: EXAMPLE. Where to turn: Kenya by EXAMPLE organisation; id:
ke-help:example-sign
"""

BROKEN = """\
{folder}/actions.toml:7: one.cadence: "sometimes" is not in the list. Fix: write one of once, \
daily, weekly, monthly, yearly, ongoing, as-needed.
    shape.unknown_word: the record is left out
broken: 1 action; 1 mistake
As somebody sees it who asks in English.

1 of 1: action

Do one thing                                                             1-2 min
It helps.

How to do it
  1. A.
  2. B.
  3. C.

Details of the record
  cadence: once
  modes:   solo-online
  cost:    none
  risk:    none
  ages:    adult

Where this comes from
Source: A guide
Not checked yet; date unknown.
No practitioner has reviewed this yet.
Pack: First things by Example; id: broken:two
"""

EMERGENCY = """\
first: 3 actions, 1 indicator, 1 label, 4 resources, 1 vendor; 0 mistakes
As somebody sees it who asks in English.

1 of 1: resource

Emergency services
    The police.
    Call 911: 24/7

    911: Price unknown; may show on the phone bill.
         Languages: not known.

Details of the record
  kind:     emergency
  purposes: emergency

Where this comes from
Source: A directory
Read on an official page; date unknown.
No practitioner has reviewed this yet.
Pack: First things by Example; id: first:emergency

As find-help --region US --purpose emergency shows it:

Emergency services
    The police.
    Call 911: open now, day and night

    911: Price unknown; may show on the phone bill.
         Languages: not known.
    Read on an official page; date unknown. first:emergency
"""

LINE = """\
[[resource]]
id = "line"
name = "A line"
kind = "hotline"
purposes = ["support"]
regions = {regions}
source = {{ title = "A directory", dated = "2026-08" }}
verified = {{ method = "two-sources" }}
{contact}
"""
PAGE = '[[resource.contacts]]\nchannel = "web"\nurl = "https://example.org/line"\n'


def parts(out):
    """Split a preview into records, and each into its ``show`` and ``find-help`` part."""
    _, *records = LED.split(out.removesuffix(PARTLY))
    return [HELP.split(record) for record in records]


@pytest.fixture
def golden(tmp_path):
    folder = shutil.copytree(GOLDEN, tmp_path / "golden")
    path = folder / "resources.toml"
    text = re.sub(r"(?m)^audience = .*\n", "", path.read_text("utf-8"))
    path.write_text(re.sub(r"(?m)^shares_with = .*", 'tells.police = "always"', text), "utf-8")
    return folder


@pytest.mark.parametrize("language", ["en", "es"])
def test_each_record_is_printed_as_show_prints_it(takeaction, language, golden):
    preferred = (*AT, "--language", language)

    ran = takeaction("pack", "preview", golden, *preferred)

    shown = [
        takeaction("show", record.id, *preferred, packs=[golden]).out.removesuffix(PARTLY)
        for record in load(paths=[golden], packs=[])
    ]
    assert (ran.code, ran.err) == (0, "")
    assert [part[0] for part in parts(ran.out)] == shown
    assert ran.out.endswith(PARTLY) is (language == "es")
    assert ("Pregunta antes." in ran.out) is (language == "es")
    assert "(Ask first.)" not in ran.out
    assert max(map(len, ran.out.splitlines())) <= 80


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_helpline_is_printed_as_find_help_prints_it(takeaction, language, golden):
    preferred = (*AT, "--language", language)

    ran = takeaction("pack", "preview", golden, "--id", "line", *preferred)

    ((_, region, line),) = parts(ran.out)
    help_answer = takeaction(
        "find-help", "--region", region, "--details", *preferred, packs=[golden]
    )
    assert region == "US"
    assert f"\n\n{line}\n" in help_answer.out


def test_a_sign_of_a_new_pack_has_its_caveat_next_to_it(takeaction, tmp_path):
    # The whole text for the example of ``pack new``: the caveat is that of the pack.
    takeaction("pack", "new", "ke-help", "--region", "KE", "--to", tmp_path / "new", *AT)

    ran = takeaction("pack", "preview", tmp_path / "new", "--id", "example-sign", *AT)

    assert (ran.code, ran.out, ran.err) == (0, SIGN, "")


def test_a_new_pack_is_shown_in_the_language_it_is_written_in(takeaction, tmp_path):
    place = tmp_path / "new"
    takeaction("pack", "new", "ke-help", "--region", "KE", "--language", "sw", "--to", place, *AT)

    ran = takeaction("pack", "preview", place, *AT)

    assert (ran.code, ran.err) == (0, "")
    assert "As somebody sees it who asks in Swahili.\n\n1 of 7: action\n" in ran.out
    assert "[sw]" not in ran.out
    assert "find-help" not in ran.out  # examples are retired: no answer shows them
    assert "[sw]" in takeaction("show", "example-line", *AT, packs=[place]).out


def test_mistakes_come_before_sound_records(takeaction, make_pack, one):
    wrong = one.replace('"once"', '"sometimes"') + one.replace('"one"', '"two"')

    folder = make_pack("broken", actions=wrong)
    ran = takeaction("pack", "preview", folder, *AT)

    assert (ran.code, ran.out, ran.err) == (1, BROKEN.replace("{folder}", str(folder)), "")


def test_an_emergency_record_is_shown_as_the_question_for_it_lists_it(takeaction, pack):
    ran = takeaction("pack", "preview", pack, "--id", "emergency", *AT)

    assert (ran.code, ran.out, ran.err) == (0, EMERGENCY, "")


@pytest.mark.parametrize(
    ("header", "regions", "region"),
    [
        ('["UG", "KE"]', '["KE", "UG"]', "KE"),
        ('["KE", "TZ"]', '["TZ"]', "TZ"),
        ('["US-TX"]', '["US"]', "US-TX"),
        ('["KE"]', '["UG", "TZ"]', "TZ"),
        ('["001"]', '["001"]', "001 --purpose support"),
    ],
    ids=["first", "the-one-served", "part", "none-of-the-pack", "world"],
)
def test_help_is_requested_in_a_region_that_the_resource_serves(
    takeaction, make_pack, header, regions, region
):
    # It is the first region of the pack that it serves, or else its own first region.
    place = make_pack("place", resources=LINE.format(regions=regions, contact=PAGE))
    with (place / "pack.toml").open("a", encoding="utf-8") as file:
        file.write(f"regions = {header}\n")

    ran = takeaction("pack", "preview", place, *AT)

    assert f"As find-help --region {region} shows it:\n\nA line\n" in ran.out


def test_a_helpline_without_a_working_contact_is_reported(takeaction, make_pack):
    # The preview says if no answer would list a helpline.
    place = make_pack("place", resources=LINE.format(regions='["KE"]', contact=""))

    ran = takeaction("pack", "preview", place, *AT)
    answer = json.loads(takeaction("pack", "preview", place, "--json", *AT).out)

    assert ran.out.endswith(
        "\n\nfind-help --region KE does not list it: none of its contacts works there.\n"
    )
    assert answer["records"][0]["find_help"] == {
        "region": "KE",
        "purpose": None,
        "lines": [],
    }


def test_json_holds_the_same_preview(takeaction, pack):
    # Each record is as in ``show``, with its caveat and its line of ``find-help``.
    preferred = (*AT, "--json")

    ran = takeaction("pack", "preview", pack, *preferred)

    answer = json.loads(ran.out)
    assert (ran.code, ran.err, list(answer)) == (
        0,
        "",
        ["packs", "mistakes", "languages", "records"],
    )
    assert (answer["packs"][0]["counts"]["action"], answer["languages"]) == (3, ["en"])
    lines = json.loads(takeaction("find-help", "--region", "US", *preferred).out)["lines"]
    for record in answer["records"]:
        caveat, help_answer = record.pop("caveat"), record.pop("find_help")
        assert record == json.loads(takeaction("show", record["id"], *preferred).out)
        assert caveat == ("A sign is not proof." if record["id"] == "first:keeps-papers" else None)
        if record["id"] in {"first:helpline", "first:childline"}:
            of_record = [line for line in lines if line["id"] == record["id"]]
            assert help_answer == {
                "region": "US",
                "purpose": None,
                "lines": of_record,
            }
        if record["id"] == "first:emergency":
            assert help_answer["purpose"] == "emergency"
            (line,) = help_answer["lines"]
            assert [way["dial"] for way in line["ways"]] == ["911"]
    assert [record["id"] for record in answer["records"]] == [
        record.id for record in load(paths=[pack], packs=[])
    ]


def test_on_a_terminal_each_record_waits_for_enter(takeaction, pack, terminal):
    # ``q`` or the end of input stops; nothing is asked after the last record.
    asked = terminal("", "q")

    ran = takeaction("pack", "preview", pack, *AT)

    assert asked == ["Enter for the next one, q to stop: "] * 2
    assert [part in ran.out for part in ("1 of 10:", "2 of 10:", "3 of 10:")] == [True, True, False]
    terminal()
    assert "2 of 10:" not in takeaction("pack", "preview", pack, *AT).out
    asked = terminal()
    takeaction("pack", "preview", pack, "--id", "helpline", *AT)
    assert asked == []


def test_a_broken_pack_is_reported_with_its_fix(takeaction, broken):
    folder, mistake = broken

    ran = takeaction("pack", "preview", folder, *AT)
    answer = takeaction("pack", "preview", folder, "--json", *AT)

    assert (ran.code, ran.err) == (1, "")
    place = str(folder)
    expected = mistake if mistake.startswith(place) else f"{folder.parent}/{mistake}"
    assert ran.out.startswith(f"{expected}\n")
    data = json.loads(answer.out)
    assert answer.code == 1
    assert data["mistakes"]
    assert data["records"] == []
    assert ran.out.endswith(
        "As somebody sees it who asks in English.\n"
        if data["packs"]
        else "The pack was left out, so there is nothing to show.\n"
    )


def test_an_id_that_is_not_in_the_pack_is_refused_with_the_nearest(takeaction, pack):
    ran = takeaction("pack", "preview", pack, "--id", "helplin", *AT)

    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        "takeaction: We don't know that id. Did you mean “The Helpline” (first:helpline) "
        "or “The Line for Children” (first:childline)?\n"
        "Try: takeaction pack preview --help\n"
    )


@pytest.mark.parametrize("preferred", [["pl"], ["es", "pl"]])
def test_a_language_that_the_pack_is_not_in_is_refused(takeaction, preferred, golden):
    languages = [word for tag in preferred for word in ("--language", tag)]

    ran = takeaction("pack", "preview", golden, *languages, *AT)
    answer = takeaction("pack", "preview", golden, *languages, "--json", *AT)

    text = (
        'The pack is not in "pl". It is in en, es: choose one of these, or start a translation '
        "with takeaction pack translate extract."
    )
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == f"takeaction: {text}\nTry: takeaction pack preview --help\n"
    assert json.loads(answer.out)["error"]["text"] == text


def test_a_language_that_is_not_declared_is_refused_below_the_mistake(takeaction, make_pack, one):
    place = make_pack("quiet", actions=one)
    (place / "locale").mkdir()
    words = 'msgctxt "one#title"\nmsgid "Do one thing"\nmsgstr "Haga una cosa"\n'
    (place / "locale" / "es.po").write_text(words, encoding="utf-8")
    preferred = ("--language", "es-MX", *AT)

    ran = takeaction("pack", "preview", place, *preferred)
    with (place / "pack.toml").open("a", encoding="utf-8") as file:
        file.write('languages = ["en", "es"]\n')
    fixed = takeaction("pack", "preview", place, *preferred)

    assert ran.code == 2
    assert "Fix: add it to languages in pack.toml." in ran.out
    assert 'The pack is not in "es-MX". It is in en: ' in ran.err
    assert fixed.code == 0
    assert "\nIt helps. [en]\n" in fixed.out
