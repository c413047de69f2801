"""The fuzz targets: every reader of content that strangers write.

Each target takes bytes and lets only documented errors escape. A target needs no fuzzer: the tests
run each one over the corpus.
"""

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path

from takeaction import Catalog, QueryError, load, search
from takeaction.errors import LockError, Where
from takeaction.limits import Limits
from takeaction.lock.lock import parse_lock
from takeaction.packs.checking.pack import Checked, check
from takeaction.packs.reading.drafts import file_kind
from takeaction.packs.sources.files import FileFault, Memory, RecordRow, Snapshot, UnreadableError
from takeaction.packs.sources.plugins import DataPack
from takeaction.packs.sources.wheel import case_faults, hash_faults, read_rows, row_faults
from takeaction.value import plain_data
from takeaction.vocabulary.codes import mistake

HEADER = b"""\
id = "fuzzed"
title = "T"
publisher = "P"
licence = "L"
schema = 1
languages = ["en", "es"]
caveat = "A sign is not proof."
"""
SIGN = b"""\
[[indicator]]
id = "sign"
text = "A sign"
concept = "documents"
element = "means"
grade = "strong"
grade_basis = "editorial"
types = ["begging"]
observable_by = ["bystander"]
ask = "notice"
reading = "not-read"
source = { title = "A page" }
"""
EVERY_KIND = Path(__file__).parents[1] / "tests" / "data" / "schema-1"
WHEEL_FILES = {"p/pack.json": b"{}", "p-1.dist-info/METADATA": b"Name: p", "p/a\u0301.txt": b""}
LIMITS = Limits()
LONGEST_MESSAGE = 2_000
"""The most characters of a mistake: names and values in it are cut, so it cannot grow further."""

SEARCH_LIMIT = 5
"""The most hits of a search. Few, so that a search takes little time."""


def manifest(data: bytes) -> None:
    """Read a ``pack.toml``."""
    _check_sources({"pack.toml": data})


def records(data: bytes) -> None:
    """Read a file of records, of the kind in its first table header."""
    header = re.search(rb"\[\[\s*([a-z]+)", data)
    kind = header[1].decode() if header else "resource"
    name = "patches.toml" if kind == "patch" else f"{kind}s.toml"
    _check_sources({"pack.toml": HEADER, name if file_kind(name) else "resources.toml": data})


def built(data: bytes) -> None:
    """Read a ``pack.json``."""
    _check_results(_checked(Memory(data)))


def po(data: bytes) -> None:
    """Read a PO file."""
    _check_sources({"pack.toml": HEADER, "indicators.toml": SIGN, "locale/es.po": data})


def search_text(data: bytes) -> None:
    """Search for a text; bytes that are not UTF-8 arrive as they do from a shell."""
    text = data.decode("utf-8", "surrogateescape")
    try:
        hits = search(_catalog(), text, limit=SEARCH_LIMIT)
    except QueryError:  # the text has no word in it
        return
    assert len(hits) <= SEARCH_LIMIT
    json.dumps([hit.as_json() for hit in hits])


def lock(data: bytes) -> None:
    """Read a lock file, and the same with an end that belongs to it, so that its lines are read."""
    text = data.decode("utf-8", "replace")
    end = hashlib.sha256(text.encode()).hexdigest()
    for whole in (text, f'{text}{{"end":"sha256:{end}"}}\n'):
        _read_lock(whole)


def _read_lock(text: str) -> None:
    """Read a lock file; a valid one, written again, reads the same."""
    message = ""
    parsed = None
    try:
        parsed = parse_lock(text, "takeaction.lock")
        list(map(len, (pack.values for pack in parsed.packs)))
    except LockError as error:
        parsed = None
        message = str(error)
    assert message.isprintable(), repr(message)
    if parsed:
        assert parse_lock(parsed.text(), "again") == parsed


def wheel(data: bytes) -> None:
    """Compare the RECORD of a wheel with its files; every fault of it is one printable line."""
    rows: list[RecordRow] = []
    try:
        rows = read_rows(data, "RECORD")
    except UnreadableError as error:
        faults = [FileFault(error.code, error.name, error.problem, error.fix)]
    else:
        assert len(rows) <= len(data)
        paths = [*WHEEL_FILES, *(row.path for row in rows)]
        faults = [
            *row_faults(rows, WHEEL_FILES, "RECORD"),
            *hash_faults(rows, WHEEL_FILES, "p/pack.json", lambda name, _: WHEEL_FILES[name]),
            *case_faults(paths),
        ]
    assert faults or {row.path for row in rows} >= WHEEL_FILES.keys()
    for fault in faults:
        assert fault.code == "wheel.record"
        text = str(mistake(fault.code, fault.problem, Where("fuzzed", fault.name), fault.fix))
        assert text.isprintable(), repr(text)
        assert len(text) < LONGEST_MESSAGE


def _check_sources(files: Mapping[str, bytes]) -> None:
    """Check a source pack; its built form must read the same.

    Two records with one id are in the canonical form, since they count for the digest. But such a
    pack cannot be built, so its canonical form is refused.
    """
    checked = _checked(Snapshot(Memory(b""), tuple(sorted(files)), files))
    _check_results(checked)
    if not checked.header:
        return
    again = _checked(Memory(checked.canonical))
    if _has_duplicate_id(checked.canonical):
        assert again.header is None
        assert checked.mistakes
    else:
        assert dict(again.records) == dict(checked.records)
        assert again.canonical == checked.canonical


def _has_duplicate_id(canonical: bytes) -> bool:
    kinds = json.loads(canonical)["records"].values()
    return any(isinstance(fields, list) for records in kinds for fields in records.values())


def _checked(files: Snapshot | Memory) -> Checked:
    return check(DataPack("fuzzed", files), LIMITS)


def _check_results(checked: Checked) -> None:
    """Check all results of a pack; a mistake must be one printable line."""
    for text in map(str, checked.mistakes):
        assert text.isprintable(), repr(text)
        assert len(text) < LONGEST_MESSAGE
    for record in checked.records.values():
        json.dumps(plain_data(record))
    if checked.pack:
        json.dumps(plain_data(checked.pack.header))
    assert checked.header or checked.mistakes


_LOADED: list[Catalog] = []


def _catalog() -> Catalog:
    """Return a catalog with every kind of record, small enough for a million searches."""
    if not _LOADED:
        _LOADED.append(load(packs=["us-hotline"], paths=[EVERY_KIND]))
    return _LOADED[0]


TARGETS: Mapping[str, Callable[[bytes], None]] = {
    "manifest": manifest,
    "records": records,
    "built": built,
    "po": po,
    "search": search_text,
    "lock": lock,
    "wheel": wheel,
}
