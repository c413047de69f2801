"""A lock: what a person accepted of each pack, and where it had a contact."""

import json
import pickle
from datetime import date

import attrs
import pytest

from takeaction.errors import QueryError
from takeaction.lock.lines import names_digest
from takeaction.lock.lock import Lock, LockedPack, as_lock, parse_lock

DIGEST = f"sha256:{'0' * 64}"
PACK = LockedPack(
    id="first",
    digest=DIGEST,
    distribution="takeaction-pack-first",
    version="2026.11.0",
    publisher="P",
    reviewer="A. Reviewer",
    accepted=date(2026, 11, 24),
    values={
        "resource line contacts[voice].anonymous": False,
        "resource line contacts[voice].dial": "+18885550100",
        "resource line note": 'Say "help"\nor C:\\help \u202e',
        "resource line regions": ("CA", "US"),
        "resource line warning@ar": "\u0627\u0633\u0623\u0644",
    },
    checked={"resource line": "source read 2026-03-02"},
    wording={"resource line": "12 words, 0123456789abcdef"},
    names={"resource line": "The line"},
    cautions={"resource line": ("content.promise",)},
)


def test_a_lock_reads_as_one_line_for_each_record():
    header, pack, record, end = map(json.loads, Lock((PACK,), DIGEST).text().splitlines())

    assert (header["format"], header["core"]) == (2, DIGEST)
    assert pack == {
        "id": "first",
        "digest": DIGEST,
        "distribution": "takeaction-pack-first",
        "version": "2026.11.0",
        "publisher": "P",
        "reviewer": "A. Reviewer",
        "accepted": "2026-11-24",
        "records": 1,
    }
    assert record["id"] == "line"
    assert record["kind"] == "resource"
    assert record["name"] == "The line"
    assert record["values"]["contacts[voice].dial"] == "+18885550100"
    assert record["values"]["regions"] == ["CA", "US"]
    assert record["wording"] == "12 words, 0123456789abcdef"
    assert record["cautions"] == ["content.promise"]
    assert list(end) == ["end"]


def test_a_lock_is_read_back_as_it_was_written():
    lock = Lock((attrs.evolve(PACK, files=DIGEST, record_names=names_digest(["a b"])),), DIGEST)

    assert parse_lock(lock.text(), "a.lock") == lock


def test_the_names_of_the_records_tell_whether_they_are_those_accepted():
    named = attrs.evolve(PACK, record_names=names_digest(["resource line", "word a"]))

    assert named.holds({"word a", "resource line"})
    assert not named.holds({"resource line"})
    assert PACK.holds({"resource line"})
    assert not PACK.holds(set())
    assert LockedPack(id="a", digest=DIGEST).holds({"resource line"})


def test_a_pack_takes_its_place_in_order_and_can_be_taken_out():
    other = LockedPack(id="a", digest=DIGEST)

    lock = Lock((PACK,)).with_changes({other.id: other})

    assert [pack.id for pack in lock.packs] == ["a", "first"]
    newer = LockedPack(id="a", digest=DIGEST, version="2")
    assert lock.with_changes({"a": newer}).get("a").version == "2"
    assert lock.with_changes({"first": None}) == Lock((other,))
    assert lock.get("second") is None


def test_a_lock_survives_pickling():
    assert pickle.loads(pickle.dumps(Lock((PACK,)))) == Lock((PACK,))  # noqa: S301 - our own bytes


def test_a_lock_is_given_as_itself_or_as_its_file(tmp_path):
    path = tmp_path / "takeaction.lock"
    path.write_text(Lock((PACK,)).text(), encoding="utf-8")
    lock = Lock.read(path)

    assert as_lock(lock) is lock
    assert as_lock(str(path)) == as_lock(path) == lock
    with pytest.raises(QueryError, match="Give lock as a Lock") as caught:
        as_lock(7)
    assert caught.value.code == "query.lock"


def resource(id, contacts, **fields):
    values = {f"resource {id} {field}": value for field, value in fields.items()}
    for channel, languages in contacts.items():
        values[f"resource {id} contacts[{channel}].channel"] = channel
        if languages:
            values[f"resource {id} contacts[{channel}].languages"] = languages
    return values


@pytest.mark.parametrize(
    ("values", "pairs"),
    [
        (resource("a", {"voice": ("en",)}, purposes=("support",), regions=("US",)), {("US", "en")}),
        (resource("a", {"chat": ()}, purposes=("support",)), {("001", "und")}),
        (resource("a", {"chat": ("en",)}, purposes=("learn",), regions=("US",)), set()),
        (resource("a", {"chat": ("en",)}, regions=("US",)), set()),
        (resource("a", {"chat": ("en",)}, purposes=("support",), status="retired"), set()),
        (resource("a", {}, purposes=("support",), regions=("US",)), set()),
        (resource("a", {"chat": ("en",)}, purposes="support", regions=("US",)), set()),
        (resource("a", {"chat": "en"}, purposes=("support",), regions="US"), {("001", "und")}),
        (
            resource("a", {"voice": ("en",), "chat": ()}, purposes=("report",), regions=("US",))
            | {"resource a contacts[voice].interpreter": ("mul",)},
            {("US", "en"), ("US", "mul"), ("US", "und")},
        ),
        (
            resource("a", {"voice": ("en",)}, purposes=("child",), regions=("US",))
            | {"patch first:a regions": ("CA",), "patch first:a languages": ("fr",)}
            | {"patch first:b languages": ("fr",)},
            {("US", "en"), ("US", "fr"), ("CA", "en"), ("CA", "fr")},
        ),
    ],
    ids=[
        *("one", "unknown", "learn", "none", "retired", "no-contact", "odd", "texts-for-lists"),
        *("several", "patched"),
    ],
)
def test_a_lock_tells_where_there_was_a_contact(values, pairs):
    lock = Lock((LockedPack(id="first", digest=DIGEST, values=values),))

    assert lock.coverage({"support", "report", "child"}) == pairs


@pytest.mark.parametrize(
    ("pack", "record", "wording", "accepted"),
    [
        ("first", "line", {"resource line": "2 words"}, True),
        ("first", "other", {"resource line": "2 words"}, False),
        ("first", "line", {"action line": "2 words"}, False),
        ("second", "line", {"resource line": "2 words"}, False),
        ("first", "line", {}, True),
    ],
    ids=["record", "another-record", "another-kind", "another-pack", "no-records-listed"],
)
def test_a_lock_tells_which_resources_a_person_accepted(pack, record, wording, accepted):
    lock = Lock((LockedPack(id="first", digest=DIGEST, wording=wording),))

    assert lock.accepts(pack, record) is accepted
