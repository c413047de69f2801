"""``takeaction pack preview``: what a person will see, printed by what answers them."""

import json
import re
from pathlib import Path

import pytest

from takeaction import load

AT = ("--at", "2026-11-24T15:00Z")
GOLDEN = Path(__file__).parents[2] / "data" / "schema-1" / "sources"
PARTLY = (
    "El inglés entre paréntesis está debajo de una traducción que nadie ha revisado\n"
    "todavía. Lo que está solo en inglés no está traducido.\n"
)
LED = re.compile(r"(?m)^\n\d+ of \d+: [a-z]+\n\n")
HELP = re.compile(r"\nAs find-help --region (\S+) shows it:\n\n")

SIGN = """\
ke-help: 1 action, 1 good, 1 indicator, 1 label, 1 rating, 1 resource, 1 vendor;
0 mistakes
As somebody sees it who asks in English.

1 of 1: indicator

EXAMPLE. What one can see that somebody does to another.
No longer there.
  EXAMPLE. This record only shows what a record looks like.
  A sign is not proof. Do not act on it by yourself: talk it over with a help
  line.
  speaks of: means
  grade: weak
  grade basis: editorial
  types: any
  observable by: bystander
  comes to be known by: notice
  about: any
  words of the list: not-read
  source: EXAMPLE list, https://example.org/
  checked: not checked by anybody yet
  pack: EXAMPLE. Where to turn: Kenya by EXAMPLE organisation; id:
        ke-help:example-sign
"""

BROKEN = """\
broken/actions.toml:7: one.cadence: "sometimes" is not in the list. Fix: write one of once, \
daily, weekly, monthly, yearly, ongoing, as-needed.
    shape.unknown_word: the record is left out
broken: 1 action; 1 mistake
As somebody sees it who asks in English.

1 of 1: action

Do one thing
  It helps.
  1. A.
  2. B.
  3. C.
  minutes: min 1 typical 2 max 5
  cadence: once
  modes: solo-online
  cost: none
  risk: none
  ages: adult
  source: A guide
  checked: not checked by anybody yet
  pack: First things by Example; id: broken:two
"""

EMERGENCY = """\
first: 3 actions, 1 indicator, 1 label, 4 resources, 1 vendor; 0 mistakes
As somebody sees it who asks in English.

1 of 1: resource

Emergency services
  Run by: police
  call 911
      hours: 24/7
      languages: not known
      a call or text may show on the telephone bill
  kind: emergency
  purposes: emergency
  source: A directory
  checked: read on an official page
  pack: First things by Example; id: first:emergency

As find-help --region US --purpose emergency shows it:

Emergency services
    police
    call 911: open now, day and night
        cost not known; may show on the telephone bill
        languages: not known
    read on an official page; of no known date; id: first:emergency

If someone is in danger right now, call 911 first.
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
    """Return what a preview says of each record: as ``show`` has it, and as ``find-help``."""
    _, *records = LED.split(out.removesuffix(PARTLY))
    return [HELP.split(record) for record in records]


@pytest.mark.parametrize("language", ["en", "es"])
def test_each_record_is_shown_as_show_shows_it(takeaction, language):
    """Word for word, in order of kind and id, with what is not translated and not reviewed."""
    wish = (*AT, "--language", language)

    ran = takeaction("pack", "preview", GOLDEN, *wish)

    shown = [
        takeaction("show", record.id, *wish, packs=[GOLDEN]).out.removesuffix(PARTLY)
        for record in load(paths=[GOLDEN], packs=[])
    ]
    assert (ran.code, ran.err) == (0, "")
    assert [part[0] for part in parts(ran.out)] == shown
    assert ran.out.endswith(PARTLY) is (language == "es")
    assert ("(Ask first.)" in ran.out) is (language == "es")
    assert max(map(len, ran.out.splitlines())) <= 80


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_line_is_shown_as_find_help_shows_it(takeaction, language):
    """Word for word, for the first region of the pack that it serves, at the same moment."""
    wish = (*AT, "--language", language)

    ran = takeaction("pack", "preview", GOLDEN, "--id", "line", *wish)

    ((_, region, line),) = parts(ran.out)
    found = takeaction("find-help", "--region", region, *wish, packs=[GOLDEN])
    assert region == "US"
    assert f"\n\n{line}\n" in found.out


def test_a_sign_of_a_new_pack_has_its_caveat_beside_it(takeaction, tmp_path):
    """The whole text, of the example that ``pack new`` writes: the caveat is that of the pack."""
    takeaction("pack", "new", "ke-help", "--region", "KE", "--to", tmp_path / "new", *AT)

    ran = takeaction("pack", "preview", tmp_path / "new", "--id", "example-sign", *AT)

    assert (ran.code, ran.out, ran.err) == (0, SIGN, "")


def test_a_new_pack_is_shown_in_the_language_it_is_written_in(takeaction, tmp_path):
    """Without a wish nothing is a fall-back, and what is not the pack's own is in English."""
    place = tmp_path / "new"
    takeaction("pack", "new", "ke-help", "--region", "KE", "--language", "sw", "--to", place, *AT)

    ran = takeaction("pack", "preview", place, *AT)

    assert (ran.code, ran.err) == (0, "")
    assert "As somebody sees it who asks in Swahili.\n\n1 of 7: action\n" in ran.out
    assert "[sw]" not in ran.out
    assert "find-help" not in ran.out  # examples are retired: no answer shows them
    assert "[sw]" in takeaction("show", "example-line", *AT, packs=[place]).out


def test_mistakes_come_first_and_then_what_stands(takeaction, make_pack, one):
    """A record with a mistake is told of and left out; the exit code says so."""
    wrong = one.replace('"once"', '"sometimes"') + one.replace('"one"', '"two"')

    ran = takeaction("pack", "preview", make_pack("broken", actions=wrong), *AT)

    assert (ran.code, ran.out, ran.err) == (1, BROKEN, "")


def test_a_line_for_danger_is_shown_as_the_first_sentence_of_answers(takeaction, pack):
    """The whole text: a pack with an emergency number changes what stands above all."""
    ran = takeaction("pack", "preview", pack, "--id", "emergency", *AT)

    assert (ran.code, ran.out, ran.err) == (0, EMERGENCY, "")


@pytest.mark.parametrize(
    ("header", "regions", "region"),
    [
        ('["UG", "KE"]', '["KE", "UG"]', "KE"),
        ('["KE", "TZ"]', '["TZ"]', "TZ"),
        ('["US-TX"]', '["US"]', "US-TX"),
        ('["KE"]', '["UG", "TZ"]', "TZ"),
        ('["001"]', '["001"]', "001"),
    ],
    ids=["first", "the-one-served", "part", "none-of-the-pack", "world"],
)
def test_help_is_asked_for_where_a_resource_is_of_use(
    takeaction, make_pack, header, regions, region
):
    """The first region of the pack that it serves; if it serves none, its own first."""
    place = make_pack("place", resources=LINE.format(regions=regions, contact=PAGE))
    with (place / "pack.toml").open("a", encoding="utf-8") as file:
        file.write(f"regions = {header}\n")

    ran = takeaction("pack", "preview", place, *AT)

    assert f"As find-help --region {region} shows it:\n\nA line\n" in ran.out


def test_a_line_that_nobody_can_reach_is_told_of(takeaction, make_pack):
    """What no answer lists is not shown as if one did."""
    place = make_pack("place", resources=LINE.format(regions='["KE"]', contact=""))

    ran = takeaction("pack", "preview", place, *AT)
    told = json.loads(takeaction("pack", "preview", place, "--json", *AT).out)

    assert ran.out.endswith(
        "\n\nfind-help --region KE lists nothing of it: no contact of it works there.\n"
    )
    assert told["records"][0]["find_help"] == {
        "region": "KE",
        "purpose": None,
        "referrals": [],
        "emergency": None,
    }


def test_programs_get_the_same(takeaction, pack):
    """Each record as in ``show``, with the caveat of a sign and the referrals of ``find-help``."""
    wish = (*AT, "--json")

    ran = takeaction("pack", "preview", pack, *wish)

    told = json.loads(ran.out)
    assert (ran.code, ran.err, list(told)) == (0, "", ["packs", "mistakes", "languages", "records"])
    assert (told["packs"][0]["counts"]["action"], told["languages"]) == (3, ["en"])
    referrals = json.loads(takeaction("find-help", "--region", "US", *wish).out)["referrals"]
    for record in told["records"]:
        caveat, found = record.pop("caveat"), record.pop("find_help")
        assert record == json.loads(takeaction("show", record["id"], *wish).out)
        assert caveat == ("A sign is not proof." if record["id"] == "first:keeps-papers" else None)
        if record["id"] in {"first:helpline", "first:childline"}:
            own = [referral for referral in referrals if referral["id"] == record["id"]]
            assert found == {"region": "US", "purpose": None, "referrals": own, "emergency": None}
        if record["id"] == "first:emergency":
            assert found["emergency"] == "If someone is in danger right now, call 911 first."
    assert [record["id"] for record in told["records"]] == [
        record.id for record in load(paths=[pack], packs=[])
    ]


def test_on_a_terminal_each_record_waits_for_enter(takeaction, pack, terminal):
    """``q`` stops; so does the end of input. What follows no record is not asked for."""
    asked = terminal("", "q")

    ran = takeaction("pack", "preview", pack, *AT)

    assert asked == ["Enter: the next one; q: stop. "] * 2
    assert [part in ran.out for part in ("1 of 10:", "2 of 10:", "3 of 10:")] == [True, True, False]
    terminal()
    assert "2 of 10:" not in takeaction("pack", "preview", pack, *AT).out
    asked = terminal()
    takeaction("pack", "preview", pack, "--id", "helpline", *AT)
    assert asked == []


def test_a_pack_that_is_not_there_is_told_with_its_fix(takeaction, broken):
    """As by every other command for authors, and there is nothing to show."""
    folder, mistake = broken

    ran = takeaction("pack", "preview", folder, *AT)
    told = takeaction("pack", "preview", folder, "--json", *AT)

    assert (ran.code, ran.err) == (1, "")
    assert ran.out.startswith(f"{mistake}\n")
    data = json.loads(told.out)
    assert told.code == 1
    assert data["mistakes"]
    assert data["records"] == []
    assert ran.out.endswith(
        "As somebody sees it who asks in English.\n"
        if data["packs"]
        else "Nothing of it stands, so that there is nothing to show.\n"
    )


def test_an_id_that_is_not_in_the_pack_is_refused_with_the_nearest(takeaction, pack):
    """Only this pack is looked at."""
    ran = takeaction("pack", "preview", pack, "--id", "helplin", *AT)

    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        'takeaction: Unknown id "helplin". Did you mean first:helpline or first:childline?\n'
        "Try: takeaction pack preview --help\n"
    )


@pytest.mark.parametrize("wish", [["pl"], ["es", "pl"]])
def test_a_language_that_the_pack_does_not_speak_is_refused(takeaction, wish):
    """It says which it speaks, and how to start a translation."""
    languages = [word for tag in wish for word in ("--language", tag)]

    ran = takeaction("pack", "preview", GOLDEN, *languages, *AT)
    told = takeaction("pack", "preview", GOLDEN, *languages, "--json", *AT)

    text = (
        'The pack does not speak "pl". It speaks en, es: name one of these, or start a '
        "translation with takeaction pack translate extract."
    )
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == f"takeaction: {text}\nTry: takeaction pack preview --help\n"
    assert json.loads(told.out)["error"]["text"] == text


def test_a_language_that_is_not_declared_is_refused_below_the_mistake(takeaction, make_pack, one):
    """Answers do not show such translations either; the mistake says how to fix it."""
    place = make_pack("quiet", actions=one)
    (place / "locale").mkdir()
    words = 'msgctxt "one#title"\nmsgid "Do one thing"\nmsgstr "Haga una cosa"\n'
    (place / "locale" / "es.po").write_text(words, encoding="utf-8")
    wish = ("--language", "es-MX", *AT)

    ran = takeaction("pack", "preview", place, *wish)
    with (place / "pack.toml").open("a", encoding="utf-8") as file:
        file.write('languages = ["en", "es"]\n')
    fixed = takeaction("pack", "preview", place, *wish)

    assert ran.code == 2
    assert "Fix: add it to languages in pack.toml." in ran.out
    assert 'The pack does not speak "es-MX". It speaks en: ' in ran.err
    assert fixed.code == 0
    assert "\nHaga una cosa\n  It helps. [en]\n" in fixed.out
