"""The fuzz targets: every reader of content that strangers write.

Each target takes bytes and lets only documented errors escape. A target needs no fuzzer: the tests
run each one over the corpus.
"""

import hashlib
import json
import re
from collections.abc import Callable, Iterator, Mapping
from email.parser import BytesParser
from pathlib import Path

from takeaction import (
    Catalog,
    HelpQuery,
    Profile,
    PurchaseQuery,
    QueryError,
    check_purchase,
    is_need,
    load,
    search,
)
from takeaction.engine.hearing.lexicon import tokens_of
from takeaction.errors import LockError, Where
from takeaction.limits import Limits
from takeaction.lock.lock import parse_lock
from takeaction.models.numbers import host_of
from takeaction.models.question.queries import About
from takeaction.models.resource import Contact, Resource
from takeaction.packs.checking.pack import Checked, check
from takeaction.packs.reading.drafts import file_kind
from takeaction.packs.rules.numbering import rate_of
from takeaction.packs.sources.files import FileFault, Memory, RecordRow, Snapshot, UnreadableError
from takeaction.packs.sources.plugins import DataPack
from takeaction.packs.sources.wheel import case_faults, hash_faults, read_rows, row_faults
from takeaction.packs.sources.wheel_install import metadata_faults
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
BUILT = {"id": "fuzzed", "title": "T", "publisher": "P", "licence": "L", "schema": 1}
LINE = {
    "name": "A line",
    "kind": "hotline",
    "regions": ["US"],
    "source": {"title": "A page"},
}
CANARY = "quillfeather"
"""A word that stands in every typed text, and in nothing that leaves the library."""

LIMITS = Limits()
LONGEST_MESSAGE = 2_000
"""The most characters of a mistake: names and values in it are cut, so it cannot grow further."""

FEW = 20
"""The faults of one input that are written out: the others would take most of the time."""

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


def metadata(data: bytes) -> None:
    """Read the METADATA of a wheel: what passes asks an installer for takeaction alone.

    The reader of the law is that of the standard library, which installers have.
    """
    faults = [*metadata_faults(data, "p-1.dist-info/METADATA", "p-1-py3-none-any.whl")]
    for fault in faults[:FEW]:  # of a thousand lines each has one, and each is written alike
        text = str(mistake(fault.code, fault.problem, Where("fuzzed", fault.name), fault.fix))
        assert text.isprintable(), repr(text)
        assert len(text) < LONGEST_MESSAGE
    if not faults:
        headers = BytesParser().parsebytes(data, headersonly=True)
        for asked in headers.get_all("Requires-Dist", []):
            assert re.match(r"(?i)takeaction\b(?!\s*[\[@-])", asked.strip()), asked
        assert {name.strip().lower() for name in headers.get_all("Name", [])} <= {"p"}


def number(data: bytes) -> None:
    """Read the number of a contact: what is shown can be dialled, and leads where its plan says."""
    code, _, written = data.decode("utf-8", "replace").partition(":")
    region = {"dial_region": code} if code else {}
    for contact in _contacts({"channel": "voice", "dial": written, "display": written, **region}):
        dial = str(contact.dial)
        assert re.fullmatch(r"\+[1-9][0-9]{6,14}|[0-9]{2,15}", dial), dial
        assert contact.dial_region or dial.startswith("+"), dial
        assert not dial.startswith("+") or rate_of(dial, None) != "premium", dial


def host(data: bytes) -> None:
    """Read the host of an address and of an email: what is shown is one name on the internet."""
    written = data.decode("utf-8", "replace")
    for channel, field, value in (
        ("web", "url", f"https://{written}"),
        ("email", "email", f"help@{written}"),
    ):
        for contact in _contacts({"channel": channel, field: value}):
            shown = str(contact.url or contact.email)
            assert shown.isascii(), shown
            assert shown.isprintable(), shown
            name = host_of(contact) or ""
            assert "." in name, shown
            assert not re.fullmatch(r"[0-9.]+|.*[\\/@:].*", name), shown


def typed(data: bytes) -> None:
    """Read what somebody typed, with halves of characters: no answer is lost, no error holds it."""
    text = CANARY + data.decode("utf-16-le", "surrogatepass") if len(data) % 2 == 0 else CANARY
    text += data.decode("utf-8", "surrogateescape")
    for token in tokens_of(text):
        assert 0 <= token.start < token.end <= len(text)
    is_need(text)
    bought = check_purchase(_catalog(), PurchaseQuery([text[:2_000]]))
    json.dumps(bought.as_json(), ensure_ascii=False).encode()
    for ask in (
        lambda: HelpQuery(text, text, home=text, calling_from=text),
        lambda: Profile.from_json({"minutes": text, text: text, "skills": [text], "per": text}),
        lambda: About.from_text(text),
    ):
        try:
            ask()
        except QueryError as error:
            parts = [error.args, vars(error), error.__cause__, error.__context__, str(error)]
            assert CANARY not in repr(parts), parts


def _contacts(fields: Mapping[str, str]) -> Iterator[Contact]:
    """Yield the contacts of a helpline, as far as they pass, after checking what is wrong.

    From a built pack: to read TOML takes most of the time, and has targets of its own.
    """
    records = {"resource": {"line": {**LINE, "contacts": [fields]}}}
    whole = json.dumps({"pack": BUILT, "records": records, "translations": {}})
    checked = _checked(Memory(whole.encode()))
    _check_results(checked)
    for record in checked.records.values():
        if isinstance(record, Resource):
            yield from record.contacts


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
    "metadata": metadata,
    "number": number,
    "host": host,
    "typed": typed,
}
