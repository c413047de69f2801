"""Attacks by the publisher of a pack on other packs, one for each test.

An attacker may write whatever a pack may hold, and choose its id. The pack that is attacked is
``us-hotline`` with one line; it has to be as it is alone, or as a patch may honestly leave it.
"""

from datetime import UTC, datetime
from itertools import permutations

import pytest

import takeaction
from takeaction import HelpQuery, Profile, find_help, plan, recommend
from takeaction.limits import Limits

AT = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
SOURCE = 'source = { title = "A page" }\n'
NUMBER = "+18885550100"
LINE = f"""\
[[resource]]
id = "line"
name = "The line"
kind = "hotline"
purposes = ["support"]
regions = ["US"]
warning = "A charity answers. Call 1-888-555-0100 from a safe phone."
verified = {{ method = "called" }}
aliases = ["old-line"]
{SOURCE}[[resource.contacts]]
channel = "voice"
dial = "{NUMBER}"
display = "1-888-555-0100"
languages = ["en"]
"""
WARNING = "A charity answers. Call 1-888-555-0100 from a safe phone."


def header(id, **more):
    fields = {"id": id, "title": "T", "publisher": "P", "licence": "CC0-1.0", **more}
    lines = (
        f"{key} = {list(v) if isinstance(v, tuple) else repr(v)}\n" for key, v in fields.items()
    )
    return "schema = 1\n" + "".join(lines).replace("'", '"')


def resource(id, more="", name="N"):
    return f'[[resource]]\nid = "{id}"\nname = "{name}"\nkind = "site"\n{SOURCE}{more}'


def action(id, *after):
    return (
        f'[[action]]\nid = "{id}"\ntitle = "T"\nsummary = "S"\nsteps = ["1", "2", "3"]\n'
        'minutes = { min = 1, typical = 1, max = 1 }\ncadence = "once"\nmodes = ["solo-online"]\n'
        f"{SOURCE}after = {list(after)}\n".replace("'", '"')
    )


def patch(target="us-hotline:line", **fields):
    lines = "".join(f"{key} = {value}\n" for key, value in fields.items())
    return f'[[patch]]\ntarget = "{target}"\nreason = "R."\n{lines}'


def words(language, text, field="warning", source=WARNING):
    """Write a patch that translates a text and says that somebody has reviewed it."""
    row = f'language = "{language}", field = "{field}", source = "{source}", text = "{text}"'
    return patch(translations=f"[{{ {row}, reviewed = true }}]")


@pytest.fixture
def attacked(write):
    """Return a function that loads the hotline next to hostile packs, in every order."""
    victim = write({"pack.toml": header("us-hotline"), "resources.toml": LINE}, "us-hotline")

    def load(packs, **options):
        folders = [
            write({"pack.toml": header(id), **files} if "pack.toml" not in files else files, id)
            for id, files in packs.items()
        ]
        catalogs = [
            takeaction.load(paths=paths, packs=[], **options)
            for paths in permutations([victim, *folders])
        ]
        assert len({catalog.digest for catalog in catalogs}) == 1
        assert len({tuple(map(str, catalog.mistakes)) for catalog in catalogs}) == 1
        assert all(list(catalog) == list(catalogs[0]) for catalog in catalogs)
        return catalogs[0]

    return load


def codes(catalog):
    return [error.code for error in catalog.mistakes]


def line_of(catalog):
    return catalog.resources["us-hotline:line"]


@pytest.mark.parametrize("language", ["en-US", "en-GB", "en"])
def test_a_patch_in_a_regional_language_does_not_replace_the_packs_own_words(attacked, language):
    catalog = attacked({"evil": {"patches.toml": words(language, "The police listen in.")}})

    assert line_of(catalog).warning.pick([language]).text == WARNING
    assert codes(catalog) == ["lang.taken"]


def test_a_patch_in_a_regional_language_does_not_replace_a_translation(write):
    po = 'msgctxt "line#name"\nmsgid "The line"\nmsgstr "La línea"\n'
    files = {"pack.toml": header("us-hotline", languages=("en", "es")), "locale/es.po": po}
    victim = write({**files, "resources.toml": LINE}, "us-hotline")
    text = words("es-MX", "Cerrado", "name", "The line")
    evil = write({"pack.toml": header("evil"), "patches.toml": text}, "evil")

    catalog = takeaction.load(paths=[victim, evil], packs=[])

    assert line_of(catalog).name.pick(["es-MX"]).text == "La línea"
    assert codes(catalog) == ["lang.taken"]


@pytest.mark.parametrize(
    "text",
    [
        "Llame al 1-900-555-0199.",
        "Llame al 1\u00b7900\u00b7555\u00b70199.",
        "Llame al \u0661\u0669\u0660\u0660\u0665\u0665\u0665.",
        "Llame al \u2460\u2468\u24ea\u24ea\u2464.",
        "Escriba a help@evil.example.",
        "Vea evil\u3002example y llame.",
    ],
    ids=["number", "dots", "arabic", "circled", "mail", "host"],
)
def test_s66_a_patch_adds_no_number_to_a_text_of_another_pack(attacked, text):
    # A translation mentions nothing to dial or open except what its text mentions.
    catalog = attacked({"evil": {"patches.toml": words("es", text)}})

    assert line_of(catalog).warning.translations == ()
    assert {"lang.number", "lang.digits"} & set(codes(catalog))


def test_an_honest_translation_may_write_a_number_as_people_there_do(attacked):
    text = "Responde una ONG. Llame al 1 888 555 0100 desde un tel\u00e9fono seguro."
    catalog = attacked({"good": {"patches.toml": words("es", text)}})

    assert f"El paquete good dice: {text}" in line_of(catalog).warning.pick(["es"]).text
    assert codes(catalog) == []


def test_a_patch_of_a_contact_through_another_field_changes_none(attacked):
    fields = ["contacts[0].dial", "contacts[0].display", "contacts[9].note", "source.title", "id"]
    rows = ", ".join(
        f'{{ language = "es", field = "{field}", source = "{NUMBER}", text = "x" }}'
        for field in fields
    )
    catalog = attacked({"evil": {"patches.toml": patch(translations=f"[{rows}]")}})

    assert line_of(catalog).contacts[0].dial == NUMBER
    assert codes(catalog) == ["lang.stale"] * len(fields)


@pytest.mark.parametrize("field", ["contacts", "status", "replaced_by", "aliases", "warning"])
def test_a_patch_with_a_field_of_the_record_itself_is_dropped(attacked, field):
    catalog = attacked({"evil": {"patches.toml": patch(**{field: '"retired"'})}})

    assert codes(catalog) == ["shape.unknown_field"]
    assert [contact.dial for contact in line_of(catalog).contacts] == [NUMBER]


def test_a_patch_through_a_former_id_adds_no_more_than_one_through_the_new(attacked):
    both = patch("us-hotline:old-line", regions='["CA"]') + patch(regions='["MX"]')
    catalog = attacked({"evil": {"patches.toml": both}})

    assert line_of(catalog).regions == {"US", "CA", "MX"}
    assert line_of(catalog).contacts[0].dial == NUMBER


def test_a_former_id_of_another_pack_captures_nothing(attacked):
    evil = resource("trap", 'aliases = ["line", "old-line"]\n', name="Trap")
    catalog = attacked({"evil": {"resources.toml": evil}})

    assert catalog.get("us-hotline:line").id == "us-hotline:line"
    assert catalog.get("us-hotline:old-line").id == "us-hotline:line"
    assert catalog.get("line").id == "us-hotline:line"
    full = resource("trap", 'aliases = ["us-hotline:line"]\n')
    assert codes(attacked({"evil": {"resources.toml": full}})) == ["id.bad"]


def test_a_local_id_of_two_packs_leads_to_neither(attacked):
    catalog = attacked({"evil": {"resources.toml": resource("line", name="Trap")}})

    assert catalog.get("line") is None
    assert catalog.get("us-hotline:line").id == "us-hotline:line"


def test_a_tombstone_retires_nothing_of_another_pack(attacked):
    grave = resource("line", 'status = "retired"\nreplaced_by = "us-hotline:line"\n')
    turned = resource("two", 'status = "retired"\nreplaced_by = "evil:line"\n')
    catalog = attacked({"evil": {"resources.toml": grave + turned}})

    assert line_of(catalog).status == "active"
    assert [referral.resource.id for referral in find_help(catalog, HelpQuery("US"), at=AT)] == [
        "us-hotline:line"
    ]


def test_actions_of_two_packs_that_follow_each_other_end_no_plan(attacked):
    catalog = attacked(
        {
            "evil": {"actions.toml": action("a", "evil-two:b") + action("c")},
            "evil-two": {"actions.toml": action("b", "evil:a")},
        }
    )

    me = Profile(minutes=60)
    assert [str(error) for error in catalog.mistakes] == [
        f"{place}.after: the action comes after itself, in a circle of b, a. Fix: break the circle."
        for place in ("evil: a", "evil-two: b")
    ]
    assert recommend(catalog, me, limit=None, at=AT).excluded["after"] == 2
    items = plan(catalog, me, budget=120, at=AT).items
    assert {item.action.id for item in items} == {"evil:c"}


def test_packs_cannot_crowd_out_a_small_one_by_their_ids(write):
    # If all packs have too many records together, the largest are left out, not the last.
    small = write({"pack.toml": header("us-hotline"), "resources.toml": LINE}, "us-hotline")
    many = "".join(resource(f"r{n}") for n in range(4))
    large = [
        write({"pack.toml": header(id), "resources.toml": many}, id)
        for id in ("aaa-one", "bbb-two", "ccc-six")
    ]

    catalog = takeaction.load(paths=[*large, small], packs=[], limits=Limits(catalog_records=12))

    assert "us-hotline:line" in catalog.resources
    assert list(catalog.packs) == ["aaa-one", "bbb-two", "us-hotline"]
    assert codes(catalog) == ["limit.records"]


@pytest.mark.parametrize(
    "id",
    [
        "us-hotiine",
        "us-hot-1ine",
        "us-hotlin",
        "us-hotllne",
        "su-hotline",
        "uss-hotline",
        "usa-hotline",
    ],
)
def test_an_id_that_reads_like_another_is_reported(attacked, id):
    assert "pack.look_alike" in codes(attacked({id: {"resources.toml": resource("r")}}))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("community-actions", "cornmunity-actions"),
        ("community-actions", "comunity-actions"),
        ("helplines-europe", "helpines-europe"),
        ("helplines-worldwide", "helplines-vvorldwide"),
        ("child-line", "chilcl-line"),
        ("unodc-indicators", "undoc-indicators"),
    ],
)
def test_an_id_without_a_region_is_compared_with_its_look_alikes(write, one, other):
    # A slip before the first hyphen counts as well, unless it is between two regions.
    folders = [
        write({"pack.toml": header(id), "resources.toml": resource("r")}, id) for id in (one, other)
    ]

    assert codes(takeaction.load(paths=folders, packs=[])) == ["pack.look_alike"]


@pytest.mark.parametrize(
    "id", ["us-hotl\u00edne", "us-hotl\u0456ne", "us\u2010hotline", "US-hotline"]
)
def test_an_id_outside_plain_letters_is_not_an_id(attacked, id):
    catalog = attacked({"folder": {"pack.toml": header(id), "resources.toml": LINE}})

    assert codes(catalog) == ["pack.bad_id"]
    assert list(catalog.packs) == ["us-hotline"]


@pytest.mark.parametrize("id", ["li\u0301ne", "\uff4cine", "line\u2060", "\u2113ine"])
def test_an_id_of_a_record_in_another_form_of_unicode_is_not_an_id(attacked, id):
    catalog = attacked({"evil": {"resources.toml": resource(id)}})

    assert "id.bad" in codes(catalog)
    assert len(catalog) == 1


@pytest.mark.parametrize(
    ("files", "code"),
    [
        (
            {"pack.toml": header("evil", requires=tuple(f"x{n}" for n in range(500)))},
            "pack.requires",
        ),
        ({"patches.toml": "".join(patch(f"us-hotline:x{n}") for n in range(500))}, "ref.missing"),
        ({"actions.toml": action("a", *(f"us-hotline:x{n}" for n in range(500)))}, "ref.missing"),
    ],
    ids=["requires", "patches", "references"],
)
def test_a_pack_cannot_drown_the_mistakes_of_others_in_its_own(attacked, files, code):
    catalog = attacked({"evil": files})

    assert codes(catalog) == [*[code] * 50, "limit.mistakes"]
    assert "450 more" in catalog.mistakes[-1].problem


def test_packs_that_require_each_other_cost_nobody_anything(attacked):
    catalog = attacked(
        {
            "evil": {"pack.toml": header("evil", requires=("evil", "us-hotline", "evil-two"))},
            "evil-two": {"pack.toml": header("evil-two", requires=("evil",))},
        }
    )

    assert {(error.code, error.where.pack) for error in catalog.mistakes} == {
        ("pack.requires", "evil"),
        ("pack.requires", "evil-two"),
    }
    assert line_of(catalog).contacts[0].dial == NUMBER


@pytest.mark.parametrize(
    "display",
    [
        "1-888-555-0100 \u2022 \u0661-\u0669\u0660\u0660-\u0665\u0665\u0665",
        "1-888-555-0100 \uff11\uff19\uff10\uff10\uff15\uff15\uff15",
        "1-888-555-010\u2460",
        "1-888-555-0100\u00b9",
    ],
    ids=["arabic", "wide", "circled", "raised"],
)
def test_a_number_in_other_digits_next_to_the_right_one_is_refused(attacked, display):
    shown = LINE.replace('display = "1-888-555-0100"', f'display = "{display}"')
    catalog = attacked({"evil": {"resources.toml": shown}})

    assert codes(catalog) == ["contact.characters"]
    assert list(catalog.resources) == ["us-hotline:line"]
