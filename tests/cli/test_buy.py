"""``takeaction buy``: the known risks of goods, their labels, and their sellers."""

import json

import pytest

AT = ("--at", "2026-11-24T15:00Z")
GOODS = """\
[[good]]
id = "ci-cocoa"
name = "Cocoa"
product = "cocoa-chocolate"
country = "CI"
kind = "forced"
also = ["child"]
edition = 2022
source = { title = "A list", publisher = "A ministry" }

[[good]]
id = "gh-cocoa"
name = "Cocoa"
product = "cocoa-chocolate"
country = "GH"
kind = "child"
edition = 2022
source = { title = "A list", publisher = "A ministry" }

[[good]]
id = "th-shrimp"
name = "Shrimp"
product = "seafood"
country = "TH"
kind = "forced"
edition = 2022
status = "retired"
later_change = "It was taken off in 2024."
note = "That alone does not show that the problem is gone."
source = { title = "A list" }

[[good]]
id = "th-fish"
name = "Fish"
product = "seafood"
country = "TH"
kind = "forced"
edition = 2022
source = { title = "A list" }
"""

LABEL = """\
[[label]]
id = "{id}"
name = "{id}"
kind = "product-certification"
standard_setter = "Example"
scope = "Farms."
audited_by = "Auditors, once a year."
third_party_audited = true
forced_labour_criterion = true
asks = "Fair pay."
does_not_cover = "{does_not_cover}"
covers = ["cocoa-chocolate"]
source = {{ title = "Its page" }}
"""

NONE_SHOWS = "No label shows everything."
LABELS = LABEL.format(id="one", does_not_cover=f"{NONE_SHOWS} Transport.") + LABEL.format(
    id="two", does_not_cover=f"{NONE_SHOWS} Packing."
)

VENDOR = """\
[[vendor]]
id = "{id}"
name = "{name}"
kind = "retailer"
{more}
products = ["cocoa-chocolate"]
source = {{ title = "Its page" }}
"""

SHOPS = {
    "fair-shop": """ships_to = ["US"]
summary = "It sells."
url = "https://a.example/"
""",
    "bare-shop": 'ships_to = ["US"]',
    "old-shop": 'status = "retired"\nreplaced_by = "fair-shop"',
    "lost-shop": 'status = "retired"\nbased_in = "US"\nnote = "It ended."',
    "quiet-shop": 'status = "unknown"',
}

VENDORS = "".join(
    VENDOR.format(id=id, name=id.replace("-", " ").title(), more=more) for id, more in SHOPS.items()
)

DISCLAIMER = """\
Lists name a good and a country, never a brand, a shop or a worker. Newer
editions may say more. Not listed doesn't mean safe. Don't drop a whole country
because of a list: people there can lose their work. Ask the shop what it
checks, and look for a label that fits.
"""

NO_LINE = """\
If you or someone else could be hurt right now, call your local emergency
number.
"""

LINE = """\
If you need help, or someone you know does: The Helpline. An independent
organisation, not the police. What you say goes to the police and immigration.
"""

CHOCOLATE = f"""\
If you or someone else could be hurt right now, call 911 (United States).
Cocoa: From some countries it's on a list for forced labour.

What you can do
  - Look for a label: one, two.
  - Ask the shop where it comes from, and what they check.

Labels to look for, and what they don't cover
  one: Transport.
  two: Packing.

No label shows everything.

Shops that sell these and ship to the United States (not a recommendation)
  - Bare Shop
  - Fair Shop: https://a.example/

Where the risk is known
  - Cocoa, forced labour and child labour: Côte d\u2019Ivoire (list of 2022, 4 years
    old)
  - Cocoa, child labour: Ghana (list of 2022, 4 years old)

{DISCLAIMER}
More with --why: about these shops, where this comes from.
"""

BASKET = f"""\
{NO_LINE}
We have no information on 2 of these goods. Not listed doesn't mean safe.

Did you mean chocolate or hot chocolate or chocolate bar?

The good where a change does most comes first.

Cocoa
    From some countries it's on a list for forced labour. Look for a label: one,
    two.

Shrimp
    Similar goods are listed: forced labour.

Toys
    It's not on a list here. Not listed doesn't mean safe.

What you can do
  - Ask the shop where it comes from, and what they check.

Labels to look for, and what they don't cover
  one: Transport.
  two: Packing.

No label shows everything.

Shops that sell these (not a recommendation)
  - Bare Shop (Cocoa)
  - Fair Shop (Cocoa): https://a.example/

About these shops
Bare Shop
    takeaction show buying:bare-shop
Fair Shop
    It sells.
    takeaction show buying:fair-shop

We're not sure these are open: Quiet Shop.

Lost Shop has closed: look for a label above.

Old Shop has closed: try Fair Shop.

Where the risk is known
  - Cocoa, forced labour and child labour: Côte d\u2019Ivoire (list of 2022, 4 years
    old)
  - Cocoa, child labour: Ghana (list of 2022, 4 years old)
  - Shrimp, once listed for forced labour: Thailand (list of 2022, 4 years old).
    It was taken off in 2024. That alone does not show that the problem is gone.

Similar goods on the lists
  - forced labour: Fish (list of 2022, 4 years old)

{DISCLAIMER}
Why in this order
  Cocoa:  +5,000 From some countries it's on a list for forced labour.
          +1,066 It's listed for 2 countries.
          +2,000 There's a label that bans forced labour and is checked by
          outsiders.
          +1,000 We know a shop that sells this.
  Shrimp: +2,333 Similar goods are listed: forced labour.
          +533 It's listed for one country.

Where this comes from
  - A list, A ministry
  - A list
"""


@pytest.fixture
def lists(make_pack):
    return make_pack("buying", goods=GOODS, labels=LABELS, vendors=VENDORS)


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        (["chocolate", "--ships-to", "US"], CHOCOLATE),
        (["toys", "zzzz", "shrimp", "chocolatt", "chocolate", "--why"], BASKET),
    ],
    ids=["one", "basket"],
)
def test_an_answer_about_goods_reads_well(takeaction, lists, arguments, text):
    ran = takeaction("buy", *arguments, *AT, packs=[lists])

    assert (ran.code, ran.out, ran.err) == (0, text, "")


SPANISH = [
    "¿Quiso decir chocolate o hot chocolate o chocolate bar?\n",
    "Primero va el producto con el que un cambio logra más.\n",
    "\nCacao y chocolate\n    De algunos países, está en una lista por trabajo forzoso. Busque",
    "Sellos que conviene buscar, y lo que no incluyen\n",
    "Tiendas que venden esto (no es una recomendación)\n",
    "No sabemos bien si están abiertas: Quiet Shop.\n",
    "Lost Shop cerró: busque un sello de los de arriba.\n",
    "Old Shop cerró: pruebe con Fair Shop.\n",
    "  - Cocoa [en], trabajo forzoso y trabajo infantil: Côte d\u2019Ivoire",
    "Shrimp [en], estuvo en la lista por trabajo forzoso: Tailandia",
    "Productos parecidos en las listas\n  - trabajo forzoso: Fish (lista de 2022",
    "  Cacao y chocolate:  +5\u202f000 De algunos países, está en una lista por trabajo",
]


def test_an_answer_about_goods_is_in_the_language_of_the_reader(takeaction, lists):
    goods = ("toys", "zzzz", "shrimp", "chocolatt", "chocolate")

    ran = takeaction("buy", *goods, "--why", "--language", "es", *AT, packs=[lists])

    assert [words for words in SPANISH if words not in ran.out] == []


def test_an_answer_says_if_the_list_uses_another_name(takeaction, make_pack):
    beef = GOODS.replace('"Fish"', '"Fish fingers"').replace("retired", "active")
    shop = VENDOR.format(id="gone", name="Gone", more='status = "retired"\nnote = "It ended."')
    other = make_pack("other", goods=beef.replace("TH", "VN", 1), vendors=shop)

    ran = takeaction("buy", "shrimp", "--origin", "TH", "--why", packs=[other])
    closed = takeaction("buy", "chocolate", packs=[other])

    assert ran.out.startswith(
        f"{NO_LINE}Fish and seafood: Similar goods are listed: forced labour.\n"
    )
    assert "Similar goods on the lists\n  - forced labour: Fish fingers (list of" in ran.out
    assert "Gone has closed: ask a shop near you.\n" in closed.out


def test_a_place_is_given_as_region_too(takeaction, lists):
    shipped, region = (
        takeaction("buy", "chocolate", option, "US", *AT, packs=[lists])
        for option in ("--ships-to", "--region")
    )

    assert (region.code, region.out) == (0, shipped.out)


def test_what_is_folded_is_named_in_one_quiet_row(takeaction, lists):
    ran = takeaction("buy", "chocolate", *AT, packs=[lists])

    assert "\nMore with --why: about these shops, where this comes from.\n" in ran.out
    assert "A ministry" not in ran.out


def test_a_good_with_one_label_and_no_list(takeaction, make_pack):
    only_label = make_pack(
        "alone", labels=LABEL.format(id="one", does_not_cover="Much. Transport.")
    )

    ran = takeaction("buy", "cocoa", packs=[only_label])

    assert "  one: Much. Transport.\n" in ran.out
    nothing = "No list of risky goods is installed, so we can't tell.\n"
    assert ran.out.startswith(f"{NO_LINE}\n{nothing}")
    assert f"\n\n{DISCLAIMER}" in ran.out


def test_an_answer_about_goods_begins_with_danger_and_ends_with_a_way_to_help(
    takeaction, lists, pack
):
    placed, placeless = (
        takeaction("buy", "chocolate", *options, *AT, packs=[lists, pack]).out
        for options in (["--ships-to", "US"], [])
    )

    assert placed.rpartition("\n\n")[2] == f"{LINE}Call 1-888-555-0100\n"
    assert placeless.startswith(NO_LINE)


def test_goods_that_nobody_knows_are_answered_with_what_to_ask(takeaction, lists):
    ran = takeaction("buy", "zzzz", *AT, packs=[lists])

    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(
        f"{NO_LINE}\n"
        "We know nothing about that. Not listed doesn't mean safe.\n\n"
        "What you can do\n"
        "  - Ask the shop where it comes from, and what they check.\n\n"
    )
    assert ran.out.endswith(DISCLAIMER)


def test_json_is_the_answer_of_the_library(takeaction, lists):
    # The command prints the whole answer as JSON.
    ran = takeaction("buy", "chocolate", "--json", *AT, packs=[lists])

    risks = json.loads(ran.out)["risks"]
    assert [risk["id"] for risk in risks] == ["buying:ci-cocoa", "buying:gh-cocoa"]


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        (["buy", "tea", "--origin", "Narnia"], "We don't know that country of origin."),
        (["buy", "tea", "--origin", "EU"], "Give origin as one country"),
        (["buy", "tea", "--ships-to", "Narnia"], "We don't know that place to ship to."),
        (["buy"], "The following arguments are required: GOOD."),
    ],
)
def test_a_call_with_a_wrong_place_is_refused(takeaction, arguments, text):
    ran = takeaction(*arguments)

    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"takeaction: {text}")
