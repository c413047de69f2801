"""What is fuzzed: everything that reads what strangers write.

Each target takes bytes and lets nothing escape but what is promised. It needs no fuzzer: the tests
run each of them over the kept corpus.
"""

import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path

from takeaction import Catalog, QueryError, load, search
from takeaction.engine.serialization import plain_data
from takeaction.errors import LockError
from takeaction.limits import Limits
from takeaction.lock.lock import parse
from takeaction.packs.checking.pack import Checked, check
from takeaction.packs.reading.drafts import kind_of
from takeaction.packs.sources.files import Kept, Memory
from takeaction.packs.sources.plugins import DataPack

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
LIMITS = Limits()
LONGEST_MESSAGE = 2_000
MOST = 5


def manifest(data: bytes) -> None:
    """Read a ``pack.toml``."""
    _whole({"pack.toml": data})


def records(data: bytes) -> None:
    """Read a file of records; its first table header says of which kind."""
    found = re.search(rb"\[\[\s*([a-z]+)", data)
    kind = found[1].decode() if found else "resource"
    name = "patches.toml" if kind == "patch" else f"{kind}s.toml"
    _whole({"pack.toml": HEADER, name if kind_of(name) else "resources.toml": data})


def built(data: bytes) -> None:
    """Read a ``pack.json``."""
    _told(_checked(Memory(data)))


def po(data: bytes) -> None:
    """Read a file of translations."""
    _whole({"pack.toml": HEADER, "indicators.toml": SIGN, "locale/es.po": data})


def search_text(data: bytes) -> None:
    """Search for a text; bytes that are no UTF-8 arrive as those of a shell do."""
    text = data.decode("utf-8", "surrogateescape")
    try:
        hits = search(_catalog(), text, limit=MOST)
    except QueryError:  # a text without a word
        return
    assert len(hits) <= MOST
    json.dumps([hit.as_json() for hit in hits])


def lock(data: bytes) -> None:
    """Read a lock file; one that is read is written again as it was understood."""
    said = ""
    found = None
    try:
        found = parse(data.decode("utf-8", "replace"), "takeaction.lock")
    except LockError as error:
        said = str(error)
    assert said.isprintable(), repr(said)
    assert found is None or parse(found.text(), "again") == found


def _whole(files: Mapping[str, bytes]) -> None:
    """Check a pack of sources; what is taken reads the same from its built form.

    Two records of one id are in the canonical form, since they count for the digest; but nothing
    can be built of them, so that such a form is refused.
    """
    checked = _checked(Kept(Memory(b""), tuple(sorted(files)), files))
    _told(checked)
    if not checked.header:
        return
    again = _checked(Memory(checked.canonical))
    if _holds_two_of_one_id(checked.canonical):
        assert again.header is None
        assert checked.mistakes
    else:
        assert dict(again.records) == dict(checked.records)
        assert again.canonical == checked.canonical


def _holds_two_of_one_id(canonical: bytes) -> bool:
    kinds = json.loads(canonical)["records"].values()
    return any(isinstance(each, list) for of_kind in kinds for each in of_kind.values())


def _checked(files: Kept | Memory) -> Checked:
    return check(DataPack("fuzzed", files), LIMITS)


def _told(checked: Checked) -> None:
    """Look at everything that a pack gave: mistakes are one printable line each."""
    for each in checked.mistakes:
        assert str(each).isprintable(), repr(str(each))
        assert len(str(each)) < LONGEST_MESSAGE
    for record in checked.records.values():
        json.dumps(plain_data(record))
    if checked.pack:
        json.dumps(plain_data(checked.pack.header))
    assert checked.header or checked.mistakes


_LOADED: list[Catalog] = []


def _catalog() -> Catalog:
    """Return a catalog with each kind of record, small enough for a million searches."""
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
}
