"""Coverage: the places that have help, and the share of the world's people in them."""

import csv
import json
from pathlib import Path

import pytest

from takeaction.core_data import read
from takeaction.coverage import Coverage
from takeaction.models.record import Source
from takeaction.models.resource import Contact, Resource
from takeaction.models.text import Text
from takeaction.vocabulary.closed_words import Serves
from takeaction.vocabulary.contacts import Channel
from takeaction.vocabulary.records import Status
from takeaction.vocabulary.resources import Audience, OperatorKind, Purpose, ResourceKind

ROOT = Path(__file__).parents[2]
VOICE = Contact(channel=Channel.VOICE, id="voice", dial="116", dial_region="KE", languages=("sw",))
PAGE = Contact(channel=Channel.WEB, id="web", url="https://example.org/")


def line(id="a:line", *, contacts=(VOICE,), regions=("KE",), purposes=("support",), **fields):
    made = {"name": Text("A line"), "kind": ResourceKind.HOTLINE, "source": Source(title="A page")}
    return Resource(
        id=id,
        contacts=tuple(contacts),
        regions=frozenset(regions),
        purposes=frozenset(map(Purpose, purposes)),
        **{**made, **fields},
    )


def place(*lines, code="KE"):
    return next(each for each in Coverage(lines).places if each.place == code)


def test_every_country_and_territory_has_its_people():
    places = Coverage([]).places

    assert [each.place for each in places] == sorted(read("regions")["countries"])
    assert sum(each.people > 0 for each in places) > 230


def test_a_line_counts_for_the_country_of_its_part():
    assert place(line(regions=["GB-SCT"]), code="GB").lines
    assert place(line(regions=["US-PR"]), code="PR").lines
    assert not place(line(regions=["US-PR"]), code="US").lines
    assert place(line(regions=["EU"]), code="FR").lines


@pytest.mark.parametrize(
    "fields",
    [
        {"regions": ["001"]},
        {"contacts": [PAGE]},
        {"contacts": []},
        {"kind": ResourceKind.SITE},
        {"purposes": ["learn"]},
        {"purposes": ["emergency"]},
        {"status": Status.RETIRED},
        {"regions": ["UG"]},
    ],
    ids=["world", "page", "no-contact", "site", "learn", "emergency", "retired", "elsewhere"],
)
def test_what_nobody_of_the_country_answers_is_no_line(fields):
    covered = place(line(**fields))

    assert (covered.lines, covered.reports) == ((), ())


@pytest.mark.parametrize(
    "fields",
    [
        {"purposes": ["report"]},
        {"kind": ResourceKind.TIP_LINE},
        {"operator_kind": OperatorKind.POLICE},
        {"operator_kind": OperatorKind.IMMIGRATION_ENFORCEMENT},
    ],
    ids=["reports", "tips", "police", "immigration"],
)
def test_a_line_that_takes_reports_is_no_help(fields):
    covered = place(line(**fields))

    assert covered.lines == ()
    assert [each.id for each in covered.reports] == ["a:line"]


@pytest.mark.parametrize(
    ("fields", "knows"),
    [
        ({"topics": frozenset({"labour-trafficking"})}, True),
        ({}, False),
        ({"topics": frozenset({"survivor-support"})}, False),
        ({"topics": frozenset({"labour-trafficking"}), "purposes": ["labour-rights"]}, False),
        (
            {"topics": frozenset({"labour-trafficking"}), "purposes": ["support", "consular"]},
            False,
        ),
        (
            {
                "topics": frozenset({"labour-trafficking"}),
                "purposes": ["child", "support"],
                "serves": frozenset({Serves.CHILDREN}),
            },
            False,
        ),
    ],
    ids=["knows", "no-topic", "other-topic", "no-support", "consulate", "children"],
)
def test_a_line_that_knows_trafficking_supports_adults_of_the_country(fields, knows):
    assert place(line(**fields)).helps_trafficked_people is knows


@pytest.mark.parametrize(
    ("wanted", "has"),
    [
        ({}, True),
        ({"purpose": Purpose.SUPPORT}, True),
        ({"purpose": Purpose.LEGAL}, False),
        ({"audience": Audience.SURVIVOR}, True),
        ({"audience": Audience.CHILD}, False),
        ({"language": "sw"}, True),
        ({"language": "en"}, False),
        ({"purpose": Purpose.SUPPORT, "language": "fr"}, False),
    ],
)
def test_one_line_must_have_all_that_is_wanted(wanted, has):
    other = Contact(channel=Channel.CHAT, id="chat", url="https://a.org", interpreter=("fr",))
    lines = [
        line(audience=frozenset({Audience.SURVIVOR})),
        line("a:other", contacts=[other], purposes=["crisis"], audience=frozenset({"survivor"})),
    ]

    assert place(*lines).has(**wanted) is has
    assert (Coverage(lines).share(**wanted) > 0) is has


@pytest.mark.parametrize(
    ("serves", "audiences"),
    [
        (["children", "worried-adults"], {"child", "bystander", "professional"}),
        (["women"], {"survivor", "worker"}),
        (["professionals"], {"professional"}),
        (["young-people", "adults"], {"child", "survivor", "worker"}),
    ],
    ids=["children", "women", "professionals", "all-ages"],
)
def test_whom_a_line_serves_are_its_audiences(serves, audiences):
    covered = place(line(serves=frozenset(map(Serves, serves))))

    assert {audience for audience in Audience if covered.has(audience=audience)} == audiences


def test_a_line_for_everybody_is_for_each_audience():
    assert place(line()).has(audience=Audience.CHILD)


def test_the_facts_of_a_place_are_those_of_all_its_lines():
    chat = Contact(
        channel=Channel.CHAT, id="chat", url="https://a.org", languages=("en",), interpreter=("fr",)
    )
    covered = place(
        line("a:z", purposes=["crisis"], regions=["KE", "014"]), line("a:b", contacts=[VOICE, chat])
    )

    assert covered.as_json() == {
        "place": "KE",
        "people": read("population")["thousands"]["KE"],
        "emergency": "999",
        "trafficking": False,
        "purposes": ["crisis", "support"],
        "languages": ["en", "fr", "sw"],
        "lines": ["a:b", "a:z"],
        "reports": [],
    }


def test_the_shares_are_of_the_people_of_all_places():
    thousands = read("population")["thousands"]
    kenya = thousands["KE"] / sum(thousands.values())
    shares = Coverage([line(purposes=["child", "support"])]).shares

    assert shares["any_line"] == shares["child"] == shares["support"] == pytest.approx(kenya)
    assert shares["trafficking"] == shares["legal"] == 0
    assert shares["emergency"] == Coverage([]).shares["emergency"] > 0.98
    assert shares["neither"] < 0.02


def test_the_countries_of_each_kind_are_those_with_such_a_line():
    served = Coverage([line(purposes=["child", "support"], regions=["KE", "UG"])]).served

    assert [place.place for place in served["child"]] == ["KE", "UG"]
    assert served["any_line"] == served["support"] == served["child"]
    assert served["legal"] == served["consular"] == ()
    assert all(place.people for places in served.values() for place in places)


def test_tip_lines_alone_are_counted_apart():
    tips = line(purposes=["report"])

    assert Coverage([tips]).shares["only_reports"] > 0
    assert Coverage([tips, line("a:help")]).shares["only_reports"] == 0


def test_the_coverage_is_plain_data(catalog):
    data = json.loads(json.dumps(catalog.coverage().as_json()))

    assert set(data) == {"shares", "countries", "places"}
    assert data["countries"].keys() == data["shares"].keys()
    assert len(data["places"]) == len(read("regions")["countries"])
    assert all(0 <= share <= 1 for share in data["shares"].values())


# Our own packs


def test_our_packs_reach_most_of_the_world(catalog):
    shares = catalog.coverage().shares

    assert shares["emergency"] >= 0.98
    assert shares["any_line"] >= 0.90
    assert shares["child"] >= 0.78
    assert shares["trafficking"] >= 0.29
    assert shares["neither"] <= 0.02


def test_most_of_the_sixty_largest_countries_have_somebody_to_call(catalog):
    coverage = catalog.coverage()
    largest = sorted(coverage.places, key=lambda place: -place.people)[:60]
    counts = {
        name: sum(place in largest for place in coverage.served[name])
        for name in ("crisis", "labour-rights", "consular")
    }

    assert counts["crisis"] >= 38
    assert counts["labour-rights"] >= 22
    assert counts["consular"] >= 18


def test_no_country_loses_its_last_line_without_a_note(catalog):
    # ``lines.csv`` has the kinds of help of each country; one that is gone needs its reason.
    places = {each.place: each for each in catalog.coverage().places}
    rows = csv.DictReader((Path(__file__).parent / "lines.csv").read_text("utf-8").splitlines())
    lost = [
        f"{row['place']} has no line for {kind} any more"
        for row in rows
        for kind in row["kinds"].split()
        if not row["note"] and not _has(places[row["place"]], kind)
    ]

    assert lost == []


def _has(covered, kind):
    if kind == "trafficking":
        return covered.helps_trafficked_people
    return covered.has(purpose=Purpose(kind))


def test_the_page_of_coverage_is_current(catalog):
    # ``python -P scripts/coverage.py`` writes it.
    page = (ROOT / "docs" / "reference" / "coverage.md").read_text("utf-8")
    code = (ROOT / "scripts" / "coverage.py").read_text("utf-8")
    module = {"__name__": "page", "__file__": str(ROOT / "scripts" / "coverage.py")}
    exec(compile(code, "coverage.py", "exec"), module)  # noqa: S102 - our own script

    assert module["as_page"](catalog.coverage()) == page
