"""``takeaction show``: one record whole."""

import json

import pytest

from takeaction import load
from takeaction.engine.plain import plain_data

AT = ("--at", "2026-11-24T15:00Z")

LINE = """\
The Helpline
  Know before: Volunteers answer. They tell nobody.
  It listens.
  It has a new number since 2020.
  Run by: Example, an independent organisation
  call 1-888-555-0100
      hours: 24/7
      languages: English, Spanish, many more by interpreter
      what you say may be shared with: immigration, police
      a call or text may show on the telephone bill
      Ask first.
  text 88850 with the word HELP
      hours: Mo-Fr 09:00-17:00 (America/New_York)
      languages: not known
  chat https://example.org/chat
      hours: not known, try anyway
      languages: not known
  kind: hotline
  purposes: report, support
  https://example.org/helpline
  How it works: https://example.org/how
  source: A directory, dated 2026-08
  checked: two sources agree
  pack: First things by Example; id: first:helpline
"""

LETTER = """\
Write a letter
  A letter tells those who decide what you want them to do.
  1. Find the address.
  2. Write one page in your own words.
  3. Send it.
  Keep safe: Name nobody.
  Contacts by region: advocate, support (hotline)
  Words for a letter:
      Dear representative,
      please act. [your name]
  minutes: min 10 typical 20 max 40
  cadence: once
  modes: solo-online
  skills helpful: writing
  roles: student
  cost: none
  risk: low
  ages: adult
  source: A guide, Example, dated 2026, https://example.org/
  checked: two sources agree
  pack: First things by Example; id: first:write-letter
"""

SIGN = """\
Someone keeps the papers of a person who needs them, so that they can go nowhere
alone.
  A sign is not proof.
  concept: papers
  speaks of: means
  grade: medium
  grade basis: editorial
  types: any
  observable by: bystander, self
  comes to be known by: notice
  about: any
  immediate danger: yes
  words of the list: read
  source: A list, dated 2009
  checked: not checked by anybody yet
  pack: First things by Example; id: first:keeps-papers
"""

LABEL = """\
Fair Label
  kind: product-certification
  standard setter: Example
  scope: Coffee farms.
  audited by: Auditors, once a year.
  third party audited: no
  asks: Fair pay.
  does not cover: Transport.
  source: Its page
  checked: not checked by anybody yet
  pack: First things by Example; id: first:fair-label
"""

SHOP = """\
Fair Shop
  kind: retailer
  products: coffee
  claims: label first:fair-label scope All coffee
  https://example.org/shop
  source: Its page
  checked: not checked by anybody yet
  pack: First things by Example; id: first:fair-shop
"""

OLD = """\
The Old Line
No longer there.
Turn to first:helpline instead.
  Run by: operator not known
  kind: hotline
  purposes: support
  source: A directory
  checked: two sources agree
  pack: First things by Example; id: first:old-line
"""

CHILDREN = """\
The Line for Children
Not certain that it is there.
  Only for: Children and young people
  Run by: operator not known
  write to talk@example.org
      hours: not known, try anyway
      languages: not known
  kind: hotline
  purposes: child
  audience: child
  source: A directory
  checked: two sources agree
  pack: First things by Example; id: first:childline
"""


@pytest.mark.parametrize(
    ("id", "text"),
    [
        ("first:helpline", LINE),
        ("write-letter", LETTER),
        ("keeps-papers", SIGN),
        ("fair-label", LABEL),
        ("fair-shop", SHOP),
        ("old-line", OLD),
        ("childline", CHILDREN),
    ],
    ids=["line", "action", "sign", "label", "shop", "retired", "not-certain"],
)
def test_a_record_is_shown_whole(takeaction, id, text):
    """The whole text: what to know first stands first, source and pack last.

    A number of a line that is gone is not given, and what is not known is said.
    """
    ran = takeaction("show", id, *AT)

    assert (ran.code, ran.out, ran.err) == (0, text, "")


def test_json_holds_every_field_and_how_fresh_it_is(takeaction, pack):
    """The JSON is the record as plain data, with its kind and age."""
    record = load(paths=[pack], packs=[]).get("helpline")

    ran = takeaction("show", "helpline", "--json", *AT)

    assert json.loads(ran.out) == {
        **plain_data(record),
        "kind_of_record": "resource",
        "freshness": {"state": "fresh", "since": "2026-08-01", "age_days": 115},
    }


def test_a_record_of_nothing_but_a_name_is_shown(takeaction, make_pack):
    """An organisation without contacts, operator or page is shown without empty lines."""
    bare = make_pack(
        "bare",
        resources=(
            '[[resource]]\nid = "body"\nname = "A Body"\nkind = "organisation"\n'
            'source = { title = "A list" }\n'
        ),
    )

    ran = takeaction("show", "body", *AT, packs=[bare])

    assert ran.out == (
        "A Body\n"
        "  kind: organisation\n"
        "  source: A list\n"
        "  checked: not checked by anybody yet\n"
        "  pack: First things by Example; id: bare:body\n"
    )


def test_an_unknown_id_is_refused_with_the_nearest(takeaction):
    """A slip in an id is answered with the ids that may be meant."""
    ran = takeaction("show", "helplin")

    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        'takeaction: Unknown id "helplin". Did you mean first:helpline or first:childline?\n'
        "Try: takeaction --help\n"
    )


def test_an_action_that_asks_for_no_contact_names_none(takeaction, make_pack, one):
    """Where an action asks for no contact of the region, no line about contacts is printed."""
    ran = takeaction("show", "made:one", packs=[make_pack("made", actions=one)])

    assert ran.code == 0
    assert "Do one thing" in ran.out
    assert "Contacts by region" not in ran.out
