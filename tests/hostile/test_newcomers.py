"""S45, S46 and S47: packs that push in before the lines of others, one attack for each test.

The newcomer is given by path beside our own packs, which are installed. It may write whatever a
pack may hold, and choose its id.
"""

from datetime import UTC, datetime

import make
import pytest

import takeaction
from takeaction import HelpQuery, Profile, find_help, recommend, search
from takeaction.cli import main as run
from takeaction.core_data import read
from takeaction.lock.held import pin_all
from takeaction.lock.lock import Lock
from takeaction.models.region import is_group
from takeaction.vocabulary.contacts import ReferralState
from takeaction.vocabulary.resources import ResourceKind

AT = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
HEADER = make.header("aa-first", title="Aid first", publisher="A. Nobody", licence="CC0-1.0")
PLACES = [*sorted(read("regions")["countries"]), "US-TX", "US-OH", "GB-SCT", "GB-ENG", "CA-ON"]
HOTLINE = "us-hotline:national-hotline"
NAME = "National Human Trafficking Hotline"
NEW = {"dial": "+12025550143", "display": "202-555-0143"}


def line(**changed):
    """Return a resource in TOML: open day and night, independent, for everything, everywhere."""
    contact = {"channel": "voice", **NEW, "hours": "24/7", "languages": ["en", "es"]}
    contact |= changed.pop("contact", {})
    fields = {
        "id": "aid",
        "name": "Aid",
        "kind": "hotline",
        "operator": "Aid",
        "operator_kind": "ngo",
        "purposes": ["child", "labour-rights", "legal", "report", "support"],
        "topics": ["indicators-reporting", "survivor-support"],
        "regions": ["*"],
        **changed,
    }
    lines = [f"{name} = {toml(value)}" for name, value in fields.items()]
    lines += ['source = { title = "A page" }', 'verified = { method = "called" }']
    lines += ["[[resource.contacts]]"]
    lines += [f"{name} = {toml(value)}" for name, value in contact.items()]
    return "\n".join(["[[resource]]", *lines, ""])


def toml(value):
    return repr(value).replace("'", '"') if isinstance(value, list) else f'"{value}"'


@pytest.fixture
def beside(write):
    def load(files, **options):
        if isinstance(files, str):
            files = {"resources.toml": files}
        folder = write({"pack.toml": HEADER, **files}, "aa-first")
        return takeaction.load(paths=[folder], at=AT, **options)

    return load


@pytest.fixture(scope="module")
def lock():
    return pin_all(lock=Lock())[0]


def ids(answer):
    return [referral.resource.id for referral in answer]


def others(answer):
    """Return what is listed of the other packs, in order, with whether somebody answers."""
    return [
        (referral.resource.id, referral.contact.id, referral.state)
        for referral in answer.ways
        if referral.resource.pack != "aa-first"
    ]


def is_help(referral):
    is_near = not is_group(referral.via) and not referral.is_enforcement
    is_open = referral.state is not ReferralState.CLOSED
    takes_tips = referral.only_reports or referral.resource.kind is ResourceKind.TIP_LINE
    return is_near and is_open and not takes_tips


def is_hotline(referral):
    return referral.resource.id == HOTLINE


@pytest.mark.parametrize("audience", [None, "child", "worker", "bystander"])
def test_s45_a_line_of_the_whole_world_never_comes_before_one_of_the_country(
    beside, catalog, audience
):
    # in no place does it come before a line of the country that helps and is not closed.
    # The lines of the others keep their order, and so do their states.
    attacked = beside(line())

    for place in PLACES:
        query = HelpQuery(place, "es", audience=audience)
        answer = find_help(attacked, query, at=AT)
        before = [referral.resource.pack for referral in answer]
        local = [number for number, referral in enumerate(answer) if is_help(referral)]
        assert others(answer) == others(find_help(catalog, query, at=AT))
        assert "aa-first" not in before[: max(local, default=-1) + 1]


def test_s45_a_line_of_the_whole_world_is_reported(beside):
    assert [error.code for error in beside(line()).mistakes] == ["region.too_wide"]


def test_s45_with_a_lock_a_newcomer_never_comes_before_an_accepted_line(beside, lock, catalog):
    # even for the very place, open day and night: last, unless only officers were accepted.
    # Where the person accepted nothing but police and tip lines, somebody independent may come
    # first.
    attacked = beside(line(regions=["US", "US-TX", "GB", "IE", "CN"]), lock=lock)

    for place in ("US", "US-TX", "GB"):
        listed = ids(find_help(attacked, HelpQuery(place, "es"), at=AT))
        assert listed[-1] == "aa-first:aid"
        assert listed[:-1] == ids(find_help(catalog, HelpQuery(place, "es"), at=AT))
    assert ids(find_help(attacked, HelpQuery("ES", "es"), at=AT))[-1] != "aa-first:aid"


def test_s45_a_newcomer_leads_no_search_and_fills_no_slot(beside):
    attacked = beside(line())

    hits = search(attacked, "I am trapped", region="US", at=AT)
    slots = [
        slot.line.resource.id
        for answer in recommend(attacked, Profile(minutes=30, region="US", concern=True), at=AT)
        for slot in answer.finds
        if slot.line
    ]

    assert next(hit.record.id for hit in hits if hit.kind == "resource") == HOTLINE
    assert slots
    assert "aa-first:aid" not in slots


DISGUISES = {
    "plain": NAME,
    "joiner": NAME.replace("Human", "Hu\u200dman"),
    "soft-hyphen": NAME.replace("Human", "Hu\u00adman"),
    "invisible-times": NAME.replace("Human", "Hu\u2062man"),
    "cyrillic": NAME.replace("a", "\u0430"),
    "full-width": NAME.replace("H", "\uff28"),
    "digit": NAME.replace("l", "1"),
    "case-and-blanks": NAME.upper().replace(" ", "  "),
    "hyphens": NAME.replace(" ", "-"),
}


@pytest.mark.heavy
@pytest.mark.parametrize("name", DISGUISES.values(), ids=DISGUISES)
@pytest.mark.parametrize("closed", [False, True], ids=["open", "closed"])
def test_s46_a_line_with_the_name_of_another_is_last_and_marked(beside, name, closed):
    hours = {"hours": "Mo 00:00-01:00", "zone": "America/New_York"} if closed else {}
    attacked = beside(line(name=name, regions=["US", "US-TX"], contact=hours))

    if "aa-first:aid" in attacked.resources:
        answer = find_help(attacked, HelpQuery("US-TX", "es"), at=AT)

        assert ids(answer)[-1] == "aa-first:aid"
        assert answer[-1].resembles == HOTLINE
        assert "help.resembles" in [notice.code for notice in answer.notices]
        assert "contact.two_numbers" in [error.code for error in attacked.mistakes]
    else:
        assert {error.code for error in attacked.mistakes} <= {"text.control"}


@pytest.mark.parametrize(
    "dial", ["+18883737889", "+18883737808", "+18883377888", "+18883737788"], ids=str
)
def test_s46_a_number_one_slip_away_from_another_is_last(beside, dial):
    display = f"{dial[2:5]}-{dial[5:8]}-{dial[8:]}"
    contact = {"dial": dial, "display": display}
    attacked = beside(line(name="Freedom Line", regions=["US"], contact=contact))

    answer = find_help(attacked, HelpQuery("US"), at=AT)

    assert (ids(answer)[-1], answer[-1].resembles) == ("aa-first:aid", HOTLINE)


@pytest.mark.parametrize(
    "host",
    ["humantrafficklnghotline.org", "hurnantraffickinghotline.org", "human-traffickinghotline.org"],
)
def test_s46_a_look_alike_host_is_last_and_reported(beside, host):
    chat = f"""\
[[resource]]
id = "aid"
name = "Freedom Chat"
kind = "hotline"
operator_kind = "ngo"
purposes = ["report", "support"]
topics = ["indicators-reporting"]
regions = ["US"]
source = {{ title = "A page" }}
verified = {{ method = "called" }}
contacts = [{{ channel = "chat", url = "https://{host}/chat", hours = "24/7" }}]
"""
    attacked = beside(chat)

    answer = find_help(attacked, HelpQuery("US"), at=AT)

    assert (ids(answer)[-1], answer[-1].resembles) == ("aa-first:aid", HOTLINE)
    assert [error.code for error in attacked.mistakes] == ["url.lookalike"]


def test_s46_a_copy_leads_no_search_by_the_name_of_the_original(beside):
    attacked = beside(line(name=NAME, regions=["US"]))

    hits = search(attacked, NAME, region="US", limit=500, at=AT)

    found = [hit.record.id for hit in hits]
    assert found.index(HOTLINE) == 0
    assert found[-1] == "aa-first:aid"


@pytest.mark.parametrize(
    ("dial", "region", "place"),
    [("116006", "GB", "GB"), ("112", "US", "US"), ("999", "US", "US"), ("989", "US", "US")],
)
def test_s46_short_numbers_that_are_close_on_purpose_resemble_nothing(beside, dial, region, place):
    # 116006 is not 116000, and 112 is not 911.
    contact = {"dial": dial, "dial_region": region, "display": dial}
    attacked = beside(line(regions=[place], contact=contact))

    answer = find_help(attacked, HelpQuery(place), at=AT)

    assert {referral.resembles for referral in answer} == {None}


def test_s46_an_accepted_newcomer_is_the_original(beside, write):
    copy = line(name=NAME, regions=["US"])
    folder = write({"pack.toml": HEADER, "resources.toml": copy}, "aa-first")
    accepted = pin_all(paths=[folder], lock=Lock())[0]

    answer = find_help(beside(copy, lock=accepted), HelpQuery("US"), at=AT)

    assert {referral.resembles for referral in answer} == {None}


def test_s46_one_number_in_two_packs_is_one_referral_with_the_words_of_the_original(beside):
    contact = {"dial": "+18883737888", "display": "1-888-373-7888", "hours": "Mo-Fr 09:00-17:00"}
    contact |= {"zone": "America/New_York", "shares_with": ["immigration"]}
    text = line(name="Freedom Line", regions=["US"], warning="Call 0900 first.", contact=contact)
    attacked = beside(text)

    first = find_help(attacked, HelpQuery("US"), at=AT).ways[0]

    assert first.as_json()["also_in"] == ["aa-first:aid"]
    assert (first.resource.id, str(first.resource.name)) == (HOTLINE, NAME)
    assert "0900" not in str(first.as_json())
    assert first.contact.shares_with == {"immigration"}
    assert first.contact.tells.police == "danger-or-child"


PATCH = """\
[[patch]]
target = "us-hotline:national-hotline"
reason = "R."
regions = ["MX", "001"]
languages = ["vi"]
"""


def test_s47_a_patched_place_never_comes_before_lines_whose_own_record_names_it(beside):
    attacked = beside({"patches.toml": PATCH})

    packs = {"MX": "americas", "CA": "americas", "IT": "europe", "NL": "europe"}
    for place, pack in packs.items():
        answer = find_help(attacked, HelpQuery(place), at=AT)
        assert answer[0].resource.id.startswith(f"helplines-{pack}:{place.lower()}")
        claimed = [referral for referral in answer.ways if referral.resource.id == HOTLINE]
        assert claimed
        assert all(referral.is_place_added for referral in claimed)
        assert claimed[0].as_json()["added"]["regions"] == {"001": "aa-first", "MX": "aa-first"}


def test_s47_a_patched_language_never_comes_before_an_interpreter(beside, catalog):
    attacked = beside({"patches.toml": PATCH})
    query = HelpQuery("US", "vi")

    answer = find_help(attacked, query, at=AT)

    assert ids(answer)[0] == ids(find_help(catalog, query, at=AT))[0]
    voice, sms = (
        next(referral for referral in answer.ways if referral.contact.id == id)
        for id in ("voice", "sms")
    )
    assert (voice.interpreter, voice.is_language_added) == (True, False)
    assert (sms.language, sms.is_language_added) == ("vi", True)
    assert sms.as_json()["added"]["languages"] == {"vi": "aa-first"}


def test_s47_the_terminal_says_whose_word_it_is(capsys, write, monkeypatch):
    folder = write({"pack.toml": HEADER, "patches.toml": PATCH}, "aa-first")
    monkeypatch.setenv("TAKEACTION_PACKS", str(folder))

    run(["find-help", "--region", "MX", "--language", "vi", "--limit", "9", "--details"])

    shown = " ".join(capsys.readouterr().out.split())
    assert "The pack aa-first says this line serves Mexico. The line's own pack doesn't." in shown
    assert "Vietnamese (says the pack aa-first)" in shown
