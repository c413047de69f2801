"""The lock: its text is read back unchanged, and no edit of a critical value passes it."""

import json
import tomllib

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from takeaction.limits import Limits
from takeaction.loading import load
from takeaction.lock import critical
from takeaction.lock.changes import find_changes
from takeaction.lock.held import pin_all
from takeaction.lock.lock import Lock, LockedPack, parse_lock
from takeaction.packs.checking.pack import check
from takeaction.packs.reading.drafts import read_drafts
from takeaction.packs.sources.discovery import discover
from takeaction.packs.structuring.strict import CLASSES, structure
from takeaction.packs.structuring.values import Setting
from takeaction.testing import catalogs
from takeaction.vocabulary.records import Kind
from takeaction.vocabulary.resources import HELP_PURPOSES

DIGEST = f"sha256:{'0' * 64}"
LEAST_EDITS = 5_000
PACKS = {pack.id: pack for pack in discover().packs}
NO_CONTROLS = st.characters(
    exclude_categories=["Cc", "Cs"],
    include_characters="\n\t",
    exclude_characters="\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
    + "".join(map(chr, range(0xE0000, 0xE0080))),
)
TEXTS = st.text(NO_CONTROLS)
VALUES = TEXTS | st.booleans() | st.integers(-(10**17), 10**17) | st.lists(TEXTS).map(tuple)
KEYS = st.from_regex(r"[a-z]{4,8} [a-z-]{1,8} [a-z_.]{1,8}(\[[a-z0-9-]{1,4}\])?", fullmatch=True)
LOCKED = st.builds(
    LockedPack,
    id=st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,6})?", fullmatch=True),
    digest=st.from_regex(r"sha256:[0-9a-f]{64}", fullmatch=True),
    distribution=st.none() | TEXTS,
    version=st.none() | TEXTS,
    reviewer=st.none() | TEXTS,
    accepted=st.none() | st.dates(),
    values=st.dictionaries(KEYS, VALUES, max_size=5),
    checked=st.dictionaries(KEYS, TEXTS, max_size=2),
    wording=st.dictionaries(KEYS, TEXTS, max_size=2),
)
LOCKS = st.lists(LOCKED, max_size=3, unique_by=lambda pack: pack.id).map(
    lambda packs: Lock(tuple(sorted(packs, key=lambda pack: pack.id)))
)
FACTS = ("digest", "distribution", "version", "reviewer", "accepted")


@given(LOCKS)
def test_a_lock_is_read_back_as_it_was_written(lock):
    """The text of any lock gives the same lock again, and the same text."""
    again = parse_lock(lock.text(), "a.lock")

    assert again == lock
    assert again.text() == lock.text()


@given(LOCKS)
def test_any_reader_of_toml_reads_a_lock_alike(lock):
    """A lock is plain TOML: the parser of the standard library finds the same values in it."""
    content = tomllib.loads(lock.text())

    assert content["format"] == 1
    assert list(content.get("pack", {})) == [pack.id for pack in lock.packs]
    for pack in lock.packs:
        stored = content["pack"][pack.id]
        assert [stored.get(name) for name in FACTS] == [getattr(pack, name) for name in FACTS]
        for name in ("values", "checked", "wording"):
            table = {
                key: list(v) if type(v) is tuple else v for key, v in getattr(pack, name).items()
            }
            assert stored.get(name, {}) == table


@given(LOCKS)
def test_a_line_of_a_lock_has_one_value_and_hides_nothing(lock):
    """No text ends its line, and the file has no invisible characters."""
    lines = lock.text().split("\n")
    values = sum(len(pack.values) + len(pack.checked) + len(pack.wording) for pack in lock.packs)

    assert sum(line.startswith('"') for line in lines) == values
    assert all(c.isprintable() or c > "\uffff" for line in lines for c in line)


@given(catalogs())
def test_a_lock_covers_what_its_catalog_covers(catalog):
    """The places and languages of a lock are those of the records it was made from."""
    contacts = [resource.contacts for resource in catalog.resources.values()]
    ids = [[contact.id for contact in listed] for listed in contacts]
    assume(all(len(set(listed)) == len(listed) for listed in ids))  # as in every good pack
    values = {
        f"resource {record.local_id} {field}": value
        for record in catalog.resources.values()
        for field, value in critical.pinned_values(record).items()
    }
    lock = Lock((LockedPack(id="a", digest=DIGEST, values=values),))

    assert lock.coverage(HELP_PURPOSES) == set(catalog.coverage())
    assert catalog.coverage(against=lock) == ()


def leaves(value, path=()):
    """Return the texts of a written record, each with its path."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, (dict, list)):
        for key, item in value.items() if isinstance(value, dict) else enumerate(value):
            yield from leaves(item, (*path, key))


def put(value, path, new):
    """Return a value with another text at a path."""
    if not path:
        return new
    copy = dict(value) if isinstance(value, dict) else list(value)
    copy[path[0]] = put(copy[path[0]], path[1:], new)
    return copy


def edits(text):
    """Return every text that is one slip of a key away; of a digit, all other digits."""
    for place, character in enumerate(text):
        before, after = text[:place], text[place + 1 :]
        if character.isdigit():
            yield from (before + digit + after for digit in "0123456789" if digit != character)
        else:
            yield before + ("q" if character != "q" else "z") + after
        if len(text) < 40:  # of longer ones every character is changed, not also left out
            yield before + after
            if after and after[0] != character:
                yield before + after[0] + character + after[1:]


def is_critical(kind, path):
    """Tell whether a lock pins the text at a path of a record."""
    first, *inside = [step for step in path if isinstance(step, str)]
    unpinned = critical.UNPINNED_FIELDS
    inner = {"contacts": unpinned["Contact"] | {"id"}, "source": unpinned["Source"]}
    if first in unpinned[kind.title()]:
        return False
    return not (inside and inside[0] in inner.get(first, ()))


def reduced_to(fields, path):
    """Return a record with its required fields and the one at a path."""
    needed = {"name", "title", "kind", "source", "text", "summary", "steps", "minutes", "cadence"}
    needed |= {"modes", "element", "grade", "grade_basis", "types", "observable_by", "ask"}
    needed |= {"reading", "product", "country", "edition", "history", "meaning", "standard_setter"}
    needed |= {"scope", "audited_by", "third_party_audited", "asks", "does_not_cover", path[0]}
    reduced = {name: value for name, value in fields.items() if name in needed}
    if path[0] == "contacts":
        reduced["contacts"] = [fields["contacts"][path[1]]]
        path = ("contacts", 0, *path[2:])
    return reduced, path


def try_edits(pack, draft):
    """Edit each critical text of a record; return the number of edits and the missed ones."""
    cls, count, unnoticed, shared = CLASSES[Kind(draft.kind)], 0, [], {}
    for place, text in leaves(draft.fields):
        if not is_critical(draft.kind, place):
            continue
        fields, path = reduced_to({**draft.fields, "id": f"{pack.id}:{draft.id}"}, place)
        fields["id"] = f"{pack.id}:{draft.id}"
        name = [step for step in path if isinstance(step, str)][-1]
        model, _ = structure(fields, cls, Setting(pack.id, "en", shared))
        was = LockedPack(id=pack.id, digest=DIGEST, values=flat(draft, model))
        for edited in edits(text):
            count += 1
            changed = put(fields, path, edited)
            model, faults = structure(changed, cls, Setting(pack.id, "en", shared))
            if model is None:  # the record is dropped, and a lock misses its values
                fields_told = [fault.field for fault in faults]
            else:
                now = LockedPack(id=pack.id, digest="", values=flat(draft, model))
                fields_told = [change.field for change in find_changes(was, now) if change.critical]
            if not any(name in field for field in fields_told):
                unnoticed.append((draft.id, path, text, edited))
    return count, unnoticed


def flat(draft, model):
    """Return the safety-critical values of a record as a lock has them."""
    values = critical.pinned_values(model)
    return {f"{draft.kind} {draft.id} {field}": value for field, value in values.items()}


SAMPLES = 8
"""Edits of each pack that are tried in a complete load."""


@pytest.mark.parametrize("id", PACKS)
def test_a_load_holds_back_an_edited_pack(tmp_path, id):
    """An edit that is caught in a record is caught in a load: the pack gives nothing."""
    content = json.loads(check(PACKS[id], Limits()).canonical)
    places = [
        (("records", kind, name, *path), text)
        for kind, records in content["records"].items()
        for name, fields in records.items()
        for path, text in leaves(fields)
        if is_critical(kind, path)
    ]
    folder = tmp_path / id
    folder.mkdir()
    file = folder / "pack.json"
    file.write_text(json.dumps(content), encoding="utf-8")
    lock, _ = pin_all(paths=[folder], packs=[], lock=Lock())
    assert load(paths=[folder], packs=[], lock=lock).packs[id]
    step = max(1, len(places) // SAMPLES)

    for path, text in places[::step]:
        edited = put(content, path, list(edits(text))[-1])
        file.write_text(json.dumps(edited), encoding="utf-8")

        catalog = load(paths=[folder], packs=[], lock=lock)

        assert id not in catalog.packs
        assert "lock.safety_changed" in {error.code for error in catalog.mistakes}


def test_every_edit_of_a_critical_value_of_our_packs_is_caught_and_named():
    """A single wrong character in a value that people rely on is found, with its field.

    All values of all shipped packs: every digit as every other digit, every other character as
    another one, and in short values each left out and each swapped with the next.
    """
    total, unnoticed = 0, []
    for pack in PACKS.values():
        for draft in read_drafts(pack, Limits()).drafts:
            count, missed = try_edits(pack, draft)
            total += count
            unnoticed += missed

    assert total >= LEAST_EDITS
    assert unnoticed == []
