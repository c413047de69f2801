"""S77: one number in two packs that say others answer it, or tell others.

The more careful of two that are known alike is shown; that they differ is said, and reported.
"""

import json
from datetime import UTC, datetime
from itertools import permutations

import pytest

import takeaction
from takeaction import HelpQuery, find_help
from takeaction.cli import main as run
from takeaction.lock.held import pin_all
from takeaction.lock.lock import Lock

AT = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
CALL = {"channel": "voice", "dial": "1195", "dial_region": "KE", "display": "1195"}
SAID = "Our sources disagree on who answers or who they tell"


def line(kind, contact=CALL, **fields):
    return {
        "name": "Violence hotline",
        "kind": "hotline",
        "purposes": ["support"],
        "regions": ["KE"],
        "operator": f"The {kind}",
        "operator_kind": kind,
        "verified": {"method": "called"},
        "source": {"title": "A page"},
        "contacts": [contact],
        **fields,
    }


def built(id, resource):
    header = {"id": id, "title": "T", "publisher": "P", "licence": "CC0-1.0", "schema": 1}
    records = {"resource": {"line": resource}}
    return json.dumps({"pack": header, "records": records, "translations": {}}, sort_keys=True)


@pytest.fixture
def folders(write):
    def make(*resources, ids=("ke-one", "ke-two", "ke-three")):
        return [
            write({"pack.json": built(id, resource)}, id)
            for id, resource in zip(ids, resources, strict=False)
        ]

    return make


def codes(catalog):
    return [error.code for error in catalog.mistakes]


def way_of(catalog):
    (line,) = find_help(catalog, HelpQuery("KE"), at=AT)
    (way,) = line.ways
    return line, way


@pytest.mark.parametrize(
    ("one", "other", "shown"),
    [
        ("ngo", "police", "The police."),
        ("ngo", "government", "A government office."),
        ("police", "immigration-enforcement", "Immigration officers."),
        ("trade-union", "company", "A company, not the police."),
    ],
)
def test_s77_the_more_careful_is_shown_and_said_to_differ(folders, one, other, shown):
    for first, second in ((one, other), (other, one)):
        for paths in permutations(folders(line(first), line(second))):
            catalog = takeaction.load(paths=paths, packs=[], at=AT)

            found, way = way_of(catalog)
            assert found.who_answers.startswith(f"{shown} {SAID}")
            assert way.who.startswith(shown)
            assert SAID in way.who
            assert way.as_json()["is_disputed"]
            assert way.is_enforcement is (shown in ("The police.", "Immigration officers."))
            assert codes(catalog) == ["contact.disagree"]


def test_s77_other_people_told_are_told_and_said_to_differ(folders):
    silent = line("ngo", {**CALL, "tells": {"police": "never", "family": "never"}})
    open_ = line("ngo", {**CALL, "tells": {"police": "always"}})
    catalog = takeaction.load(paths=folders(silent, open_), packs=[], at=AT)

    found, way = way_of(catalog)
    assert way.contact.tells.police == "always"
    assert SAID in found.who_answers
    assert codes(catalog) == ["contact.disagree"]


@pytest.mark.parametrize(
    "other",
    [
        {},
        {"operator_kind": None},
        {"operator": "Another name"},
        {"contacts": [{**CALL, "tells": {"police": "if-you-agree"}}]},
    ],
    ids=["same", "unknown", "name", "tells more"],
)
def test_s77_what_one_does_not_say_contradicts_nothing(folders, other):
    second = {key: value for key, value in line("ngo", **other).items() if value is not None}
    catalog = takeaction.load(paths=folders(line("ngo"), second), packs=[], at=AT)

    found, way = way_of(catalog)
    assert not way.is_disputed
    assert SAID not in found.who_answers
    assert codes(catalog) == []


def test_s77_doctor_packs_and_check_say_it(folders, capsys, monkeypatch):
    paths = folders(line("ngo"), line("police"))
    monkeypatch.setenv("TAKEACTION_PACKS", ":".join(map(str, paths)))

    for words in (["doctor"], ["packs"], ["pack", "check", str(paths[1]), "--with", str(paths[0])]):
        assert run(words) == 1
        assert "others answer it" in " ".join(capsys.readouterr().out.split()), words


# Attacks of our own: a stranger that makes an accepted line look like the police, three packs, a
# line with a second way, another writing of the number.


def test_a_stranger_does_not_turn_an_accepted_line_into_the_police(folders):
    paths = folders(line("ngo"), line("immigration-enforcement"))
    lock = pin_all(paths=paths[:1], packs=[], lock=Lock())[0]
    catalog = takeaction.load(paths=paths, packs=[], lock=lock, at=AT)

    found, way = way_of(catalog)
    assert found.resource.operator_kind == "ngo"
    assert not way.is_enforcement
    assert found.who_answers.startswith(f"An independent organisation, not the police. {SAID}")
    assert "contact.disagree" in codes(catalog)


def test_of_three_packs_the_most_careful_is_shown(folders):
    paths = folders(line("ngo"), line("government"), line("police"))
    catalog = takeaction.load(paths=paths, packs=[], at=AT)

    found, _ = way_of(catalog)
    assert found.who_answers.startswith("The police.")
    assert codes(catalog) == ["contact.disagree"] * 2


def test_all_ways_of_the_line_say_who_answers_one_of_them(folders):
    chat = {"channel": "chat", "url": "https://help.example.org/chat", "hours": "24/7"}
    both = line("ngo", contacts=[{**CALL}, chat])
    catalog = takeaction.load(paths=folders(both, line("police")), packs=[], at=AT)

    (found,) = find_help(catalog, HelpQuery("KE"), at=AT)
    assert len(found.ways) == 2
    assert found.who_answers.startswith(f"The police. {SAID}")
    assert {way.resource.operator_kind for way in found.ways} == {"police"}


def test_another_writing_of_the_number_is_the_same_number(folders):
    whole = {"channel": "voice", "dial": "+254800720181", "display": "0800 720 181"}
    inside = {**CALL, "dial": "0800720181", "display": "0800 720 181"}
    paths = folders(line("ngo", whole), line("police", inside))
    catalog = takeaction.load(paths=paths, packs=[], at=AT)

    found, _ = way_of(catalog)
    assert found.who_answers.startswith("The police.")
    assert "contact.disagree" in codes(catalog)


def test_our_own_packs_agree(catalog):
    assert "contact.disagree" not in codes(catalog)
