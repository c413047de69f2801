"""Former ids and retired records, between packs of several publishers."""

import make
import pytest

from takeaction import Profile, load, recommend, search

HEADER = make.header("{id}", title="A pack", publisher="The tests", licence="CC0-1.0")

LINE = """\
[[resource]]
id = "{id}"
name = "The {id} line"
kind = "hotline"
purposes = ["support"]
regions = ["US"]
source = {{ title = "A page" }}
{more}
"""

ACTION = """\
[[action]]
id = "act"
title = "Act"
summary = "Do it."
steps = ["One.", "Two.", "Three."]
minutes = {{ min = 1, typical = 2, max = 3 }}
cadence = "once"
modes = ["solo-online"]
source = {{ title = "A page" }}
resources = ["{resource}"]
"""

PATCH = """\
[[patch]]
target = "{target}"
reason = "It serves this country too."
regions = ["GB"]
"""


LABEL = """\
[[label]]
id = "label"
name = "A label"
kind = "membership"
standard_setter = "The tests"
scope = "The company."
audited_by = "Nobody."
third_party_audited = false
asks = "Fair pay."
does_not_cover = "Transport."
aliases = ["mark"]
source = { title = "A page" }
"""

OWN_LABEL = (
    LABEL.replace('"label"', '"own"').replace('aliases = ["mark"]\n', "").replace("A label", "Own")
)
SHOP = """\
[[vendor]]
id = "shop"
name = "A shop"
kind = "retailer"
claims = [{ label = "alpha:mark" }, { label = "own" }]
memberships = ["alpha:mark"]
source = { title = "A page" }
"""

RATING = """\
[[rating]]
id = "rating"
name = "A report"
country = "US"
history = [
    { year = 2025, tier = "1" },
    { year = 2026, tier = "1", source = "alpha:old", confirmed_by = "alpha:old" },
]
meaning = "What it means."
source = { title = "A page" }
"""


def line(id, more=""):
    return LINE.format(id=id, more=more)


@pytest.fixture
def loaded(tmp_path):
    def of(suppress=None, **packs):
        folders = []
        for id, files in packs.items():
            folder = tmp_path / id
            folder.mkdir(exist_ok=True)
            for name, text in {"pack": HEADER.format(id=id), **files}.items():
                (folder / f"{name}.toml").write_text(text, encoding="utf-8")
            folders.append(folder)
        return load(paths=folders, packs=[], suppress=suppress)

    return of


RENAMED = {"resources": line("new", 'aliases = ["old"]')}


def test_a_record_of_another_pack_is_pointed_at_by_its_former_id(loaded):
    catalog = loaded(alpha=RENAMED, bravo={"actions": ACTION.format(resource="alpha:old")})

    assert catalog.actions["bravo:act"].resources == ("alpha:new",)
    assert catalog.mistakes == ()
    assert catalog.get("bravo:act").resources == ("alpha:new",)


def test_all_links_to_a_record_follow_it_to_its_new_name(loaded):
    renamed = {
        "actions": ACTION.format(resource="new").replace('"act"', '"first"') + 'aliases = ["one"]',
        "resources": line("new", 'aliases = ["old"]'),
        "labels": LABEL,
    }
    pointing = {
        "actions": ACTION.format(resource="alpha:new") + 'after = ["alpha:one"]',
        "labels": OWN_LABEL,
        "vendors": SHOP,
        "ratings": RATING,
    }
    patch = {"patches": PATCH.format(target="alpha:new")}

    for others in ({}, {"charlie": patch}):
        catalog = loaded(alpha=renamed, bravo=pointing, **others)

        vendor, rating = catalog.vendors["bravo:shop"], catalog.ratings["bravo:rating"]
        assert catalog.actions["bravo:act"].after == ("alpha:first",)
        assert [claim.label for claim in vendor.claims] == ["alpha:label", "bravo:own"]
        assert vendor.memberships == ("alpha:label",)
        assert [tier.source for tier in rating.history] == [None, "alpha:new"]
        assert [tier.confirmed_by for tier in rating.history] == [None, "alpha:new"]
        assert [error.code for error in catalog.mistakes] == []


def test_a_person_who_has_done_the_first_action_is_shown_the_next(loaded):
    first = ACTION.format(resource="new").replace('"act"', '"first"') + 'aliases = ["one"]'
    catalog = loaded(
        alpha={"actions": first, "resources": line("new")},
        bravo={"actions": ACTION.format(resource="alpha:new") + 'after = ["alpha:one"]'},
    )

    listed = recommend(catalog, Profile(minutes=30, done=["alpha:one"]))

    assert [recommendation.action.id for recommendation in listed] == ["bravo:act"]


def test_a_patch_adds_to_a_record_by_its_former_id(loaded):
    catalog = loaded(alpha=RENAMED, bravo={"patches": PATCH.format(target="alpha:old")})

    assert catalog.mistakes == ()
    assert catalog.resources["alpha:new"].regions == {"US", "GB"}


def test_a_hidden_record_stays_hidden_under_a_new_name(loaded):
    catalog = loaded(suppress={"alpha:old": "It moved"}, alpha=RENAMED)

    (mistake,) = catalog.mistakes
    assert mistake.code == "host.suppressed"
    assert "the host hides this record" in str(mistake)
    assert "does not exist" not in str(mistake)
    assert "alpha:new" not in catalog.resources
    assert catalog.get("alpha:old") is None


def test_a_current_id_goes_before_a_former_one(loaded):
    both = {"resources": line("old") + line("new", 'aliases = ["old"]')}

    catalog = loaded(
        suppress={"alpha:old": "It moved"},
        alpha=both,
        bravo={"patches": PATCH.format(target="alpha:old")},
    )

    assert set(catalog.resources) == {"alpha:new"}
    assert catalog.resources["alpha:new"].regions == {"US"}


def test_a_current_id_of_another_kind_goes_before_a_former_one_as_well(loaded):
    catalog = loaded(
        suppress={"alpha:act": "It moved"},
        alpha={
            "resources": line("new", 'aliases = ["act"]'),
            "actions": ACTION.format(resource="new"),
        },
    )

    assert [record.id for record in catalog] == ["alpha:new"]
    assert list(catalog.resources) == ["alpha:new"]


def test_a_former_id_of_two_records_means_neither(loaded):
    # Nobody can tell the intended record, so nothing is added and the mistake is reported.
    both = {"resources": line("new", 'aliases = ["old"]') + line("newer", 'aliases = ["old"]')}

    catalog = loaded(alpha=both, bravo={"patches": PATCH.format(target="alpha:old")})

    assert [mistake.code for mistake in catalog.mistakes] == ["ref.missing"]
    assert {str(record.regions) for record in catalog.resources.values()} == {"frozenset({'US'})"}


def test_a_hidden_former_id_hides_every_record_that_had_it(loaded):
    both = {"resources": line("new", 'aliases = ["old"]') + line("newer", 'aliases = ["old"]')}

    catalog = loaded(suppress={"alpha:old": "It moved"}, alpha=both)

    assert list(catalog.resources) == []


def test_a_former_id_belongs_only_to_its_own_pack(loaded):
    thief = {"resources": line("mine", 'aliases = ["line"]')}

    catalog = loaded(alpha={"resources": line("line")}, bravo=thief)

    assert catalog.get("alpha:line").id == "alpha:line"
    assert catalog.get("line").id == "alpha:line"
    assert catalog.get("bravo:line").id == "bravo:mine"


def test_a_retired_record_names_its_replacement_in_another_pack(loaded):
    closed = {"resources": line("closed", 'status = "retired"\nreplaced_by = "bravo:heir"')}

    catalog = loaded(alpha=closed, bravo={"resources": line("heir")})

    assert catalog.mistakes == ()
    gone = catalog.get("closed")
    assert (str(gone.status), gone.replaced_by) == ("retired", "bravo:heir")
    hits = {hit.record.id: hit.record.replaced_by for hit in search(catalog, "closed line")}
    assert hits["alpha:closed"] == "bravo:heir"


def test_the_replacement_of_a_retired_record_may_be_named_by_its_former_id(loaded):
    closed = {"resources": line("closed", 'status = "retired"\nreplaced_by = "bravo:heir"')}

    catalog = loaded(alpha=closed, bravo={"resources": line("heiress", 'aliases = ["heir"]')})

    assert catalog.mistakes == ()
    assert catalog.get(catalog.get("closed").replaced_by).id == "bravo:heiress"


def test_a_replacement_in_a_pack_that_is_not_installed_is_no_mistake(loaded):
    closed = {"resources": line("closed", 'status = "retired"\nreplaced_by = "bravo:heir"')}

    catalog = loaded(alpha=closed)

    assert catalog.mistakes == ()
    assert catalog.get("bravo:heir") is None
