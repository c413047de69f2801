"""The evidence of every number: ``evidence.csv`` of each pack of helplines.

A row for each contact that ships, with its sources and the reason to ship it, and a row for each
number that does not ship, with what is missing. Of wrong numbers it has digests alone.
"""

import csv
import hashlib
import re
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKS = sorted(path.parent.name for path in (ROOT / "packs").glob("*/evidence.csv"))
DECISIONS = {"ship", "lead", "dropped", "merged"}
DATED = r"|undated|\d{4}(-\d\d(-\d\d)?)?"


def rows_of(pack):
    text = (ROOT / "packs" / pack / "evidence.csv").read_text("utf-8")
    return list(csv.DictReader(text.splitlines()))


def digest_of(region, number):
    """Return how the sheet writes a number of a country that is known to be wrong."""
    text = f"{region.partition('-')[0]} {re.sub('[^0-9]', '', number)}"
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def contacts_of(catalog, pack):
    return {
        (record.local_id, contact.id): contact.display or contact.email or contact.url or ""
        for record in catalog.resources.values()
        if record.pack == pack
        for contact in record.contacts
    }


@pytest.mark.parametrize("pack", PACKS)
def test_each_contact_has_its_evidence(catalog, pack):
    rows = [row for row in rows_of(pack) if row["decision"] == "ship"]
    shipped = {(row["record"], row["contact"]): row["number"] for row in rows}

    assert shipped == contacts_of(catalog, pack)
    assert len(rows) == len(shipped)


@pytest.mark.parametrize("pack", PACKS)
def test_what_ships_has_a_source_and_a_reason(catalog, pack):
    for row in rows_of(pack):
        assert row["decision"] in DECISIONS, row
        assert row["reason"], row
        assert re.fullmatch(DATED, row["source1_dated"]), row
        assert re.fullmatch(DATED, row["source2_dated"]), row
        if row["decision"] == "ship":
            record = catalog.resources[f"{pack}:{row['record']}"]
            contact = next(each for each in record.contacts if each.id == row["contact"])
            assert row["source1_title"], row
            assert row["source1_url"], row
            if (contact.verified or record.verified).method == "two-sources":
                assert row["source2_title"], row


@pytest.mark.parametrize("pack", PACKS)
def test_a_record_has_the_date_of_the_page_that_it_names(catalog, pack):
    read_on = {}
    for row in rows_of(pack):
        for number in (1, 2):
            place = pack, row["record"], row[f"source{number}_url"]
            read_on.setdefault(place, set()).add(row[f"source{number}_dated"])
    borrowed = [
        record.id
        for record in catalog.resources.values()
        if record.source.dated
        and (dates := read_on.get((record.pack, record.local_id, record.source.url)))
        and record.source.dated not in dates
    ]

    assert borrowed == []


@pytest.mark.parametrize("pack", PACKS)
def test_two_sources_are_not_one_page(pack):
    same = [
        row["record"]
        for row in rows_of(pack)
        if row["source2_url"] and row["source1_url"] == row["source2_url"]
    ]

    assert same == []


def test_no_pack_has_a_number_that_is_known_to_be_wrong(catalog):
    # Misprints and old numbers in circulation stay out, whichever pack would bring them.
    # The sheet has only digests of them, so that nobody can dial one from there.
    wrong = {
        digest for pack in PACKS for row in rows_of(pack) for digest in row["wrong_numbers"].split()
    }
    shown = {
        (record.id, digest_of(region, number))
        for record in catalog.resources.values()
        for region in record.regions
        for contact in record.contacts
        for number in (contact.dial, contact.display)
        if number
    }

    assert len(wrong) > 100
    assert [id for id, digest in sorted(shown) if digest in wrong] == []


def test_most_numbers_that_were_looked_at_ship():
    # The counts of all packs, so that a change of many decisions is seen.
    counts = Counter(row["decision"] for pack in PACKS for row in rows_of(pack))

    assert counts["ship"] > 600
    assert counts["lead"] > 200
