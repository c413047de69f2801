"""The lock: its text is read back unchanged, and no edit of a critical value passes it."""

import json
import runpy
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from make import catalogs

from takeaction.errors import LockError
from takeaction.limits import Limits
from takeaction.loading import load
from takeaction.lock import critical
from takeaction.lock.held import pin_all
from takeaction.lock.lock import Lock, LockedPack, parse_lock
from takeaction.models.record import Source
from takeaction.packs.checking.pack import check
from takeaction.packs.sources.discovery import discover
from takeaction.packs.structuring import model_of
from takeaction.vocabulary.records import Kind
from takeaction.vocabulary.resources import HELP_PURPOSES

pytestmark = pytest.mark.heavy

DIGEST = f"sha256:{'0' * 64}"
EDITS = runpy.run_path(str(Path(__file__).parents[1] / "lock" / "edits.py"))
EVERY, LEAST_EDITS = 300, 10_000
PACKS = {pack.id: pack for pack in discover().packs}
TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
VALUES = TEXTS | st.booleans() | st.integers(-(10**17), 10**17) | st.lists(TEXTS).map(tuple)
RECORDS = st.from_regex(r"[a-z]{4,8} [a-z-]{1,8}", fullmatch=True)
FIELDS = st.from_regex(r"[a-z_.]{1,8}(\[[a-z0-9-]{1,4}\])?(@[a-z]{2})?", fullmatch=True)
KEYS = st.tuples(RECORDS, FIELDS).map(" ".join)
DIGESTS = st.from_regex(r"sha256:[0-9a-f]{64}", fullmatch=True)
LOCKED = st.builds(
    LockedPack,
    id=st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,6})?", fullmatch=True),
    digest=DIGESTS,
    distribution=st.none() | TEXTS,
    version=st.none() | TEXTS,
    reviewer=st.none() | TEXTS,
    accepted=st.none() | st.dates(),
    publisher=st.none() | TEXTS,
    files=st.none() | DIGESTS,
    record_names=st.none() | DIGESTS,
    values=st.dictionaries(KEYS, VALUES, max_size=5),
    checked=st.dictionaries(RECORDS, TEXTS, max_size=2),
    wording=st.dictionaries(RECORDS, TEXTS, max_size=2),
    names=st.dictionaries(RECORDS, TEXTS, max_size=2),
    cautions=st.dictionaries(RECORDS, st.lists(TEXTS, min_size=1).map(tuple), max_size=2),
)
LOCKS = st.builds(
    lambda packs, core: Lock(tuple(sorted(packs, key=lambda pack: pack.id)), core),
    st.lists(LOCKED, max_size=3, unique_by=lambda pack: pack.id),
    st.none() | DIGESTS,
)


@given(LOCKS)
def test_a_lock_is_read_back_as_it_was_written(lock):
    again = parse_lock(lock.text(), "a.lock")

    assert again == lock
    assert again.text() == lock.text()


@given(LOCKS)
def test_any_reader_of_json_reads_a_lock_line_by_line(lock):
    text = lock.text()
    lines = text.split("\n")

    assert lines.pop() == ""
    assert all(isinstance(json.loads(line), dict) for line in lines)
    assert all(line.isprintable() for line in lines)
    assert sum("digest" in json.loads(line) for line in lines) == len(lock.packs)


@given(LOCKS, st.data())
def test_a_lock_is_refused_with_any_other_byte_and_where_it_is_cut(lock, data):
    whole = lock.text().encode()
    place = data.draw(st.integers(0, len(whole) - 1))
    byte = data.draw(st.binary(max_size=2).filter(lambda new: new != whole[place : place + 1]))

    for spoiled in (whole[:place], whole[:place] + byte + whole[place + 1 :]):
        assume(spoiled != whole)
        with pytest.raises(LockError):
            parse_lock(spoiled.decode("utf-8", "replace"), "a.lock")


@given(catalogs())
def test_a_lock_covers_what_its_catalog_covers(catalog):
    contacts = [resource.contacts for resource in catalog.resources.values()]
    ids = [[contact.id for contact in listed] for listed in contacts]
    assume(all(len(set(listed)) == len(listed) for listed in ids))  # as in every good pack
    values = {
        f"resource {record.local_id} {field}": value
        for record in catalog.resources.values()
        for field, value in critical.state_of(record).values.items()
    }
    lock = Lock((LockedPack(id="a", digest=DIGEST, values=values),))

    assert lock.coverage(HELP_PURPOSES) == set(catalog.coverage().pairs)
    assert catalog.coverage_lost_since(lock) == ()


SAMPLES = 8
"""Edits of each pack that are tried in a complete load."""


def leaves(value, path=()):
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, (dict, list)):
        for key, item in value.items() if isinstance(value, dict) else enumerate(value):
            yield from leaves(item, (*path, key))


def put(value, path, new):
    if not path:
        return new
    copy = dict(value) if isinstance(value, dict) else list(value)
    copy[path[0]] = put(copy[path[0]], path[1:], new)
    return copy


def is_critical(kind, path, text):
    if path[-1] in critical.ELSEWHERE:
        return False
    if path[0] == "source" and path[1] in critical.loose_fields(Source):
        return path[1] == "title" and any(map(str.isdigit, text))
    is_loose = path[0] in critical.loose_fields(model_of(Kind(kind)))
    return not is_loose or (any(map(str.isdigit, text)) and path[-1] in {"title", "summary"})


@pytest.mark.parametrize("id", PACKS)
def test_a_load_holds_back_an_edited_record(tmp_path, id):
    content = json.loads(check(PACKS[id], Limits()).canonical)
    places = [
        (("records", kind, name, *path), text)
        for kind, records in content["records"].items()
        if kind not in {"patch", "word"}
        for name, fields in records.items()
        for path, text in leaves(fields)
        if is_critical(kind, path, text)
    ]
    folder = tmp_path / id
    folder.mkdir()
    file = folder / "pack.json"
    file.write_text(json.dumps(content), encoding="utf-8")
    lock, _ = pin_all(paths=[folder], packs=[], lock=Lock())
    whole = load(paths=[folder], packs=[], lock=lock)
    step = max(1, len(places) // SAMPLES)

    for path, text in places[::step]:
        edited = put(content, path, list(EDITS["edits"](text))[-1])
        file.write_text(json.dumps(edited), encoding="utf-8")

        catalog = load(paths=[folder], packs=[], lock=lock)

        name = path[2]
        assert f"{id}:{name}" in {record.id for record in whole}
        assert f"{id}:{name}" not in {record.id for record in catalog}, path
        codes = {error.code for error in catalog.mistakes if error.where.record == name}
        assert codes & {"lock.safety_changed", "lock.missing_record"}
        assert len(whole) > len(catalog) > 0


def test_s49_no_edit_of_what_a_lock_pins_in_our_packs_passes():
    # S49, S50: a wrong character in a pinned value, or in a text with a digit, is found.
    # A sample of each text, in each of its languages; ``tests/lock/edits.py`` tries all edits.
    records, total, missed = EDITS["run"](EVERY)

    assert records > 1_000
    assert total >= LEAST_EDITS
    assert missed == []


def test_s66_no_digit_of_any_text_name_or_term_of_our_packs_changes_unnoticed():
    # Each in turn becomes the next digit: in prose, translations, other names, everyday terms.
    records, total, missed = EDITS["run"](None)

    assert records > 1_000
    assert total >= LEAST_EDITS
    assert missed == []
