"""Fields that say one thing and do another: numbers, titles, characters and hours."""

import json

import pytest

from takeaction.errors import Outcome

SOURCE = 'source = { title = "A page" }\n'
INVISIBLE = ["\u00ad", "\u2061", "\u2064", "\u206a", "\u206f", "\ufff9", "\u200d"]
LOOKS_EMPTY = ["\u3164", "\uffa0", "\u2800"]
SPOILT = [*INVISIBLE, *LOOKS_EMPTY]


def toml(fields):
    return "".join(f"{key} = {json.dumps(value)}\n" for key, value in fields.items())


def resource_of(lines, more=""):
    start = '[[resource]]\nid = "bad"\nname = "N"\nkind = "hotline"\nregions = ["GB"]\n'
    return {"resources.toml": f"{start}{SOURCE}{lines}verified = {{ method = 'called' }}\n{more}"}


def contact_of(**fields):
    """Write a file of one resource with one contact by voice, some fields changed."""
    given = {"channel": "voice", "dial": "+448000121700", "display": "08000 121 700", **fields}
    return resource_of("", f"[[resource.contacts]]\n{toml(given)}")


def link(title, url="https://www.help.example/page"):
    return resource_of(f"links = [{{ title = {json.dumps(title)}, url = {json.dumps(url)} }}]\n")


# Numbers


@pytest.mark.parametrize("dial", ["+44 (0)8000 121 700", "+4408000121700", "08000 121 700"])
def test_a_trunk_zero_is_never_advised_and_never_accepted(dropped, dial):
    catalog = dropped(contact_of(dial=dial), "contact.dial")

    assert [error.fix for error in catalog.mistakes] == ['write "+448000121700".']


def test_a_number_that_lost_its_zero_in_display_costs_its_record(dropped):
    # People would dial 8000121700 and reach nobody.
    dropped(contact_of(display="8000121700"), "contact.label_mismatch")


@pytest.mark.parametrize(
    "text",
    [
        "Answers on 0800 555 0199 too.",
        "Call 08_00_55_50_19_99.",
        "Dial 08 then 00 then 55 then 50",
        "Ring \uff10\uff18\uff10\uff10\uff15\uff15\uff15\uff10\uff11",
        "\u0660\u0668\u0660\u0660\u0665\u0665\u0665\u0660\u0661",
        "Write to help@other.example.",
    ],
)
def test_a_number_in_prose_is_told_to_the_author(hostile, told, text):
    catalog = hostile(resource_of(f"summary = {json.dumps(text)}\n"))

    assert told(catalog) == [("text.number", Outcome.WARN)]


# S53, titles that promise another place


@pytest.mark.parametrize(
    "title",
    [
        "Official site: other.example",
        "Go to HTTPS://Other.Example/help now",
        "Official site: h\u0435lp.example",
        "help.example or other.example",
        "help.example.other.example",
        "Write to anna@other.example",
        "Official site: other\u3002example",
        "Call 1-888-373-7888",
        "Call 911 first",
        "The line (0800 555 0199) of the charity",
        "\uff11\uff18\uff18\uff18\uff13\uff17\uff13\uff17\uff18\uff18\uff18 helps",
    ],
)
def test_s53_a_title_that_promises_another_host_or_a_number_costs_its_record(dropped, title):
    dropped(link(title), "contact.label_mismatch")


@pytest.mark.parametrize(
    "title",
    [
        "Official site: help.example",
        "More on www.help.example/about",
        "The report of 2024-2026, 27,600,000 people",
        "Article 12 of the U.S. Code",
    ],
)
def test_s53_a_title_of_the_page_itself_stays(hostile, title):
    catalog = hostile(link(title))

    assert catalog.mistakes == ()


# S54, characters


@pytest.mark.parametrize("character", SPOILT, ids=map(ascii, SPOILT))
@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("dial", "+44800{}0121700"),
        ("display", "08000{} 121 700"),
        ("keyword", "HE{}LP"),
        ("url", "https://help.example/{}page"),
        ("email", "help{}@help.example"),
    ],
)
def test_s54_an_invisible_character_in_a_contact_costs_its_record(hostile, field, value, character):
    catalog = hostile(contact_of(**{field: value.format(character)}))

    assert {error.outcome for error in catalog.mistakes} == {Outcome.DROP}
    assert not [record for record in catalog if record.pack == "hostile"]


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("display", "08000 121 700, call Bob", "contact.characters"),
        ("display", "call 08000 121 700", "contact.label_mismatch"),
        ("display", "08000 121 700 (closed: write your boss)", "contact.characters"),
        ("display", "\uff10\uff18\uff10\uff10\uff10 121 700", "contact.characters"),
        ("keyword", "HELP to 0900 123456, not", "contact.characters"),
        ("keyword", "\u041dELP", "contact.characters"),
        ("url", "https://help.example/p\u0430ge", "url.bad"),
    ],
)
def test_s54_other_characters_than_those_of_the_field_cost_its_record(dropped, field, value, code):
    dropped(contact_of(**{field: value}), code)


@pytest.mark.parametrize("display", ["+44 8000 121 700", "(08000) 121/700", "08000.121-700"])
def test_s54_the_ways_to_write_a_number_stay(hostile, display):
    catalog = hostile(contact_of(display=display))

    assert catalog.mistakes == ()


def test_s54_the_letters_of_a_vanity_number_are_its_digits(hostile):
    # 1-888-HELP-NOW dials 1-888-435-7669 and nothing else.
    catalog = hostile(contact_of(dial="+18884357669", display="1-888-HELP-NOW"))

    assert {error.code for error in catalog.mistakes} == {"contact.region_mismatch"}


def test_s54_letters_of_another_number_cost_the_record(dropped):
    # Whoever presses the letters would reach somebody else.
    dropped(contact_of(display="0800-0121-ROO"), "contact.label_mismatch")


# S55, hours


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"hours": "Mo-Su off"}, "date.hours"),
        ({"hours": "closed", "zone": "Europe/London"}, "date.hours"),
        ({"hours": ""}, "date.hours"),
        ({"hours": "9 to 5", "zone": "Europe/London"}, "date.hours"),
        ({"hours": "Mo 10:00-12:00, Mo 11:00-13:00", "zone": "Europe/London"}, "date.hours"),
        ({"hours": "Mo-Fr 09:00-17:00"}, "date.no_zone"),
        ({"hours": "Mo-Fr 09:00-17:00", "zone": "BST"}, "date.zone"),
        ({"hours": "Mo-Fr 09:00-17:00", "zone": ""}, "date.zone"),
    ],
)
def test_s55_hours_that_cannot_be_relied_on_never_cost_the_number(hostile, told, fields, code):
    catalog = hostile(contact_of(**fields))

    assert told(catalog) == [(code, Outcome.WARN)]
    (contact,) = catalog.get("hostile:bad").contacts
    assert (contact.dial, contact.hours) == ("+448000121700", None)
