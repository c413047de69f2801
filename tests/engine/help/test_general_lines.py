"""General lines of another pack never stand before the specialist, and no number is told twice.

All shipped packs, and a pack of eight general lines of Britain: open day and night or by day, in
English, Polish and Welsh, run by charities, an office and the police; three of their numbers are in
shipped packs already.
"""

from collections import Counter
from datetime import UTC, datetime

import make
import pytest

import takeaction as ta

HEADER = make.header(
    "aa-general",
    title="General lines",
    publisher="The tests",
    licence="CC0-1.0",
    regions=["GB"],
    languages=["en"],
)
LINE = """\
[[resource]]
id = "{id}"
name = "{id} line"
kind = "hotline"
purposes = [{purposes}]
operator_kind = "{operator}"
regions = ["GB"]
source = {{ title = "Its page", checked = 2026-11-20 }}
verified = {{ method = "called", on = 2026-11-20, by = "A. Reader" }}

[[resource.contacts]]
channel = "voice"
dial = "{dial}"
display = "{display}"
{more}
"""
DAY = 'hours = "Mo-Fr 09:00-17:00"\nzone = "Europe/London"'
IN_POLISH = 'languages = ["en", "pl", "cy"]\nhours = "24/7"'
IN_BRITAIN = 'dial_region = "GB"\nhours = "24/7"'
LINES = (
    ("childline", '"child", "support"', "ngo", "08001111", "0800 1111", IN_BRITAIN),
    ("listening", '"support", "crisis"', "ngo", "116123", "116 123", IN_BRITAIN),
    ("abuse", '"support"', "ngo", "+448082000247", "0808 2000 247", IN_POLISH),
    ("advice", '"support", "legal"', "ngo", "+448001448848", "0800 144 8848", IN_POLISH),
    ("migrants", '"support", "legal"', "ngo", "+448088010503", "0808 801 0503", IN_POLISH),
    ("work", '"support", "labour-rights"', "government", "+443001231100", "0300 123 1100", DAY),
    ("homes", '"support", "shelter"', "ngo", "+448088004444", "0808 800 4444", DAY),
    ("police", '"report"', "police", "101", "101", IN_BRITAIN),
)
AT = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
PLACES = ("GB", "GB-ENG", "GB-NIR", "GB-SCT", "GB-WLS")
LANGUAGES = ("en", "pl", "cy", None)


@pytest.fixture(scope="module")
def shipped(catalog):
    return catalog


@pytest.fixture(scope="module")
def joined(tmp_path_factory):
    folder = tmp_path_factory.mktemp("aa-general")
    names = ("id", "purposes", "operator", "dial", "display", "more")
    texts = [LINE.format(**dict(zip(names, line, strict=True))) for line in LINES]
    (folder / "pack.toml").write_text(HEADER, encoding="utf-8")
    (folder / "resources.toml").write_text("\n".join(texts), encoding="utf-8")
    catalog = ta.load(paths=[folder])
    assert catalog.packs["aa-general"].counts == (("resource", 8),)
    return catalog


def listed(catalog, place, language):
    return ta.find_help(catalog, ta.HelpQuery(place, language), at=AT)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("place", PLACES)
def test_the_specialist_stays_first(shipped, joined, place, language):
    alone, together = (listed(catalog, place, language) for catalog in (shipped, joined))

    assert together[0].resource.id == alone[0].resource.id == "helplines-europe:gb-unseen"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("place", PLACES)
def test_other_lines_keep_their_order(shipped, joined, place, language):
    keys = [
        [(referral.resource.id, referral.contact.id) for referral in listed(*question)]
        for question in ((shipped, place, language), (joined, place, language))
    ]

    assert [key for key in keys[1] if not key[0].startswith("aa-general:")] == keys[0]


@pytest.mark.parametrize("place", PLACES)
def test_no_number_is_told_twice_because_of_another_pack(shipped, joined, place):
    before, after = (
        Counter(
            each.contact.dial for each in listed(catalog, place, "en").ways if each.contact.dial
        )
        for catalog in (shipped, joined)
    )
    merged = {
        id for each in listed(joined, place, "en") for id in each.also_in if id.startswith("aa-")
    }

    assert {number for number, count in after.items() if count > before[number] > 0} == set()
    assert {"aa-general:listening", "aa-general:childline"} <= merged


@pytest.mark.parametrize("place", ["US-TX", "DE", "GB"])
def test_three_lines_are_three_helplines_whatever_ways_they_have(shipped, place):
    answer = ta.find_help(shipped, ta.HelpQuery(place), limit=3, at=AT)

    assert len({line.resource.id for line in answer}) == len({line.name for line in answer}) == 3
    assert sum(len(line.ways) for line in answer) > 3


def test_signs_lead_to_who_knows_trafficking_before_any_police_line(joined):
    answer = ta.assess(joined, ["documents-held-by-someone-else"], region="GB-SCT", at=AT)

    ids = [line.resource.id for line in answer.help]
    kinds = [line.resource.operator_kind for line in answer.help]
    assert ids[0] == "helplines-europe:gb-migrant-help-scotland"
    assert "helplines-europe:gb-unseen" in ids[:3]
    assert "police" not in kinds[:3]
