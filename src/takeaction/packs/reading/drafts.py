"""Read a pack as drafts: its records as dicts, each with its place.

All mistakes of its files are found together. A built pack is read as it is; sources are parsed as
TOML, within bounds that are checked before anything expensive.
"""

import re
import tomllib
from bisect import bisect_right
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, Any

from takeaction.errors import LONGEST_PATH, Outcome, PackError, PackErrors, Where, plain, shown
from takeaction.lazy import Lazy, computed
from takeaction.limits import Limits
from takeaction.packs.faults import FieldPath, hint_for
from takeaction.packs.reading.built import (
    as_table,
    check_parts,
    count_bytes,
    parse_json,
    raise_if_callers_fault,
    split_translations,
    unknown_part,
)
from takeaction.packs.reading.content import (
    PATCH,
    SCHEMA,
    SOURCE,
    Content,
    Draft,
    TranslationSet,
    compose,
    id_key,
    schema_version,
)
from takeaction.packs.reading.tokens import NEST_LESS, TomlTextError, check_bounds
from takeaction.packs.reading.translations import (
    built_translations,
    lazy_built_translations,
    lazy_po_translations,
    po_language,
)
from takeaction.packs.sources.files import BUILT, NOT_READ, Folder, UnreadableError
from takeaction.packs.sources.plugins import DataPack
from takeaction.vocabulary.codes import mistake
from takeaction.vocabulary.records import Kind

if TYPE_CHECKING:
    from takeaction.packs.reading.statements import Diagnosis


_KINDS = frozenset(map(str, Kind)) | {PATCH}
_SPLIT = "split it into two packs."


def built_content(raw: bytes, limits: Limits) -> Content:
    """Return the records and translations of a built pack.

    Raises:
        UnreadableError: It is not JSON of the right form, or exceeds the limits.
    """
    head, translations = split_translations(raw)
    pack: dict[str, Any] | None = None
    if translations:
        with suppress(UnreadableError):  # then it has to be parsed as a whole
            pack = parse_json(head, limits)
    if pack is not None and "translations" not in pack:
        lazy = lazy_built_translations(translations, limits)
        return _content_of(pack, raw, head, lazy, limits)
    pack = parse_json(raw, limits)
    texts = as_table(pack.pop("translations", {}))
    parsed = TranslationSet(tuple(built_translations(texts, limits)))
    return _content_of(pack, raw, raw, computed(parsed) if texts else None, limits)


def _content_of(
    pack: dict[str, Any],
    raw: bytes,
    head: bytes,
    translations: Lazy[TranslationSet] | None,
    limits: Limits,
) -> Content:
    header = as_table(pack.get("pack"))
    if schema_version(header) > SCHEMA:  # this release cannot know what else is in it
        return Content(header, (), built=True, raw=raw)
    unknown = sorted(set(pack) - {"pack", "records"})
    if unknown:
        raise unknown_part(f"there is no part called {shown(unknown[0])}.")
    drafts = []
    for kind, records in as_table(pack.get("records", {})).items():
        if kind not in _KINDS:
            raise unknown_part(f"there is no kind called {shown(kind)}.")
        key = id_key(kind)
        for id, fields in as_table(records).items():
            if key in as_table(fields):
                raise unknown_part(f"the record {shown(id)} contains another {key}.")
            drafts.append(Draft(kind, id, fields, BUILT, ("records", kind, id)))
    check_record_count(len(drafts), limits)
    return Content(header, tuple(drafts), translations, built=True, raw=raw, head=head)


def check_record_count(records: int, limits: Limits) -> None:
    """Refuse a pack with too many records.

    Raises:
        UnreadableError: It has more than the limits allow.
    """
    if records > limits.records:
        problem = f"it has more than {limits.records:,} records."
        raise UnreadableError("limit.records", None, problem, _SPLIT)


# A pack in either form


# Sources may have a third of the bytes of a pack, and 10 marks for each record that the limits
# allow, because their parser looks at each character by itself. With that the worst sources take
# 1.8 s; our largest pack takes a tenth of either (docs/explanation/safety.md).
_SOURCES_SHARE = 3
_MARKS_A_RECORD = 10

# The bytes that mark a list, a table, a value, a line, a dotted key or an escape.
_MARKS = b"[{,=.\n\\"

_PLURALS = {f"{kind}s": str(kind) for kind in Kind} | {"patches": PATCH}
_RECORD = r"(?m:^)[ \t]*\[\["
_SYNTAX = "parse.syntax"
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_UTF32_MARK = b"\xff\xfe\0\0"
_NOT_UTF8 = "this is not UTF-8."
_SAVE_AS_UTF8 = "save it as UTF-8."
_IN_NOTEPAD = 'save it as UTF-8: in Notepad, "Save as", then "UTF-8" under "Encoding".'
_COMBINE = "combine some of them."
_FIX_FIRST = "fix those above first."


def read_drafts(pack: DataPack, limits: Limits) -> Content:
    """Read the drafts and translations of a pack.

    Raises:
        PackErrors: A file cannot be read or parsed, or exceeds the limits. It contains every such
            mistake; the pack gives nothing.
    """
    reader = _Reader(pack, limits)
    try:
        content = reader.read()
        if not reader.mistakes:
            return content
    except UnreadableError as error:
        reader.report(error.code, error.problem, error.name, fix=error.fix)
    except OSError as error:
        reader.report("read.failed", f"the file cannot be read: {plain(str(error))}.", None)
    raise PackErrors(f"{plain(pack.place)} cannot be read", reader.mistakes)


def read_sound_drafts(pack: DataPack, limits: Limits) -> Content | None:
    """Read what is sound in the sources of a pack that ``read_drafts`` refused.

    Returns:
        The records without a slip in them, so that all their other mistakes can be listed at once;
        None if there are no sources, or if nothing can be read.
    """
    try:
        has_sources = SOURCE in pack.files.names()
        return _Reader(pack, limits, around_slips=True).read() if has_sources else None
    except (UnreadableError, OSError):
        return None


class _Reader:
    """The reader of one pack.

    Args:
        pack: The pack.
        limits: The limits of reading.
        around_slips: Whether to leave out the records with a slip in them, instead of the pack.

    Attributes:
        mistakes: The mistakes that cost the whole pack.
    """

    def __init__(self, pack: DataPack, limits: Limits, *, around_slips: bool = False) -> None:
        self._around_slips = around_slips
        self._diagnoses: dict[str, Diagnosis] = {}  # of the files with a slip in them
        self._pack = pack
        self._limits = limits
        self._bytes_left = limits.pack_bytes
        self.mistakes: list[PackError] = []
        self._skipped: list[PackError] = []

    def report(
        self, code: str, problem: str, file: str | None, *, line: int | None = None, fix: str = ""
    ) -> None:
        """Note a mistake that costs the whole pack."""
        where = Where(self._pack.id or self._pack.place, file, line)
        self.mistakes.append(
            mistake(code, problem, where, fix, Outcome.QUARANTINE, self._pack.distribution)
        )

    def read(self) -> Content:
        """Read the sources of the pack, or its built form if there are none."""
        names = self._pack.files.names()
        if len(names) > self._limits.files:
            problem = f"it has more than {self._limits.files} files."
            raise UnreadableError("limit.files", None, problem, _COMBINE)
        if SOURCE in names:
            return self._read_sources(names)
        if BUILT in names:
            return built_content(self._read_bytes(BUILT, self._limits.pack_bytes), self._limits)
        problem = f"there is neither {SOURCE} nor {BUILT}."
        raise UnreadableError("read.missing", None, problem, self._fix_of_missing())

    def _fix_of_missing(self) -> str:
        from glob import escape, glob

        from takeaction.packs.strays import strays_in

        place = self._pack.files.root if isinstance(self._pack.files, Folder) else ""
        folders = [place, *sorted(glob(f"{escape(place)}/src/*/"))] if place else []
        for folder in folders:
            for name, fix in strays_in(folder):
                if name.lower().startswith("pack."):
                    return f"{plain(name, LONGEST_PATH)} has another name: {fix}"
        return "give the folder that contains one of them."

    def _read_bytes(self, name: str, limit: int) -> bytes:
        data = self._pack.files.read(name, min(limit, self._bytes_left))
        self._pack.files.verify(name, data)
        self._bytes_left -= len(data)
        return data

    def _decode(self, name: str, data: bytes) -> str:
        try:
            return data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            encoding, problem, fix = _encoding_of(data)
            self.report("read.encoding", problem, name, line=line, fix=fix)
            return data.decode(encoding, "replace") if self._around_slips else ""

    def _read_sources(self, names: tuple[str, ...]) -> Content:
        data_by_name = self._source_bytes(names)
        texts = {
            name: self._decode(name, data)
            for name, data in data_by_name.items()
            if not po_language(name)
        }
        # A quick count first; brackets inside texts count too, so only a closer look is certain.
        if sum(text.count("[[") for text in texts.values()) > self._limits.records:
            check_record_count(
                sum(len(re.findall(_RECORD, text)) for text in texts.values()), self._limits
            )
        marks = sum(count_bytes(data, _MARKS) for data in data_by_name.values())
        check_parts(marks, _MARKS_A_RECORD, self._limits)
        tables = {name: self._parse_toml(name, text) for name, text in texts.items()}
        header = tables.get(SOURCE) or {}
        if schema_version(header) > SCHEMA and not self.mistakes:  # as for the built form
            return Content(header, (), sources=texts)
        drafts = [
            draft
            for name, table in tables.items()
            if name != SOURCE and table is not None
            for draft in self._drafts_of(name, table, texts[name])
        ]
        check_record_count(len(drafts), self._limits)
        po_files = {name: data for name, data in data_by_name.items() if name not in texts}
        return Content(
            header,
            tuple(drafts),
            lazy_po_translations(po_files) if po_files else None,
            sources=texts,
            mistakes=tuple(self._skipped),
            files=data_by_name,
        )

    def _source_bytes(self, names: tuple[str, ...]) -> dict[str, bytes]:
        # All sources are read before any of them is parsed.
        self._bytes_left //= _SOURCES_SHARE
        contents = {}
        for name in names:
            if file_kind(name):
                contents[name] = self._read_bytes(name, self._limits.file_bytes)
            elif name.endswith((".toml", ".po")) and name != "pyproject.toml":
                self._skip(name)
        return contents

    def _skip(self, name: str) -> None:
        known = [f"{plural}.toml" for plural in _PLURALS]
        fix = hint_for(name, known)() or f"name it one of {', '.join(known)}."
        where = Where(self._pack.id or self._pack.place, name)
        self._skipped.append(
            mistake("read.unknown_file", NOT_READ, where, fix, distribution=self._pack.distribution)
        )

    def _parse_toml(self, name: str, text: str) -> dict[str, Any] | None:
        # A built pack does not need it.
        from takeaction.packs.reading.statements import diagnose

        try:
            return parse_toml(text, self._limits)
        except TomlTextError as error:
            diagnosis = diagnose(text, self._limits.mistakes) if error.code == _SYNTAX else None
            for slip in diagnosis.slips if diagnosis else ():
                self.report(_SYNTAX, slip.problem, name, line=slip.line, fix=slip.fix)
            if not diagnosis or not diagnosis.slips:
                self.report(error.code, error.problem, name, line=error.line, fix=error.fix)
            return self._parse_rest(name, diagnosis) if diagnosis and self._around_slips else None

    def _parse_rest(self, name: str, diagnosis: "Diagnosis") -> dict[str, Any] | None:
        self._diagnoses[name] = diagnosis
        try:
            return parse_toml(diagnosis.rest or "", self._limits)
        except TomlTextError:
            return None

    def _drafts_of(self, name: str, table: dict[str, Any], text: str) -> Iterator[Draft]:
        kind = file_kind(name) or ""
        slipped = self._slipped_records(name, kind)
        wrong = [key for key, value in table.items() if key != kind or not isinstance(value, list)]
        if wrong:
            from takeaction.packs.reading.statements import find_lines

            self._report_wrong_tables(name, kind, wrong, find_lines(text))
            return
        for number, record in enumerate(table.get(kind, ())):
            if number in slipped:
                continue
            fields = dict(record) if isinstance(record, dict) else {}
            id = fields.pop(id_key(kind), "")
            yield Draft(kind, id if isinstance(id, str) else "", fields, name, (kind, number))

    def _slipped_records(self, name: str, kind: str) -> frozenset[int]:
        """Return the numbers of the records of a file that have a slip in them."""
        diagnosis = self._diagnoses.get(name)
        if diagnosis is None:
            return frozenset()
        from takeaction.packs.reading.statements import find_lines

        lines = find_lines(diagnosis.rest or "").items()
        headings = sorted((line, path[1]) for path, line in lines if path[0] == kind and path[1:])
        starts = [line for line, _ in headings]
        places = (bisect_right(starts, line) - 1 for line in diagnosis.lines)
        return frozenset(int(headings[place][1]) for place in places if place >= 0)

    def _report_wrong_tables(
        self, name: str, kind: str, keys: list[str], lines: dict[FieldPath, int]
    ) -> None:
        """Note the tables that don't belong in a file; past the limit they are only counted."""
        limit = self._limits.mistakes
        for key in keys[:limit]:
            problem = f"this file takes [[{kind}]] tables, not {shown(key)}."
            fix = f"write [[{kind}]]."
            self.report("shape.unknown_field", problem, name, line=lines.get((key,)), fix=fix)
        if len(keys) > limit:
            problem = f"this file has {len(keys) - limit:,} more mistakes."
            self.report("limit.mistakes", problem, name, fix=_FIX_FIRST)


def _encoding_of(data: bytes) -> tuple[str, str, str]:
    """Return the likely encoding of a file that is not UTF-8, the problem with it, and the fix."""
    if data.startswith(_UTF16_MARKS) and not data.startswith(_UTF32_MARK):
        problem = 'this is UTF-16, which Windows calls "Unicode", and not UTF-8.'
        return "utf-16", problem, _IN_NOTEPAD
    return "cp1252", _NOT_UTF8, _SAVE_AS_UTF8


def file_kind(name: str) -> str | None:
    """Return the kind of records in a file.

    Returns:
        A kind, ``patch``, ``pack.toml`` for the header, ``po`` for translations; None for a file
        that no pack uses.
    """
    folder, _, file = name.rpartition("/")
    if name == SOURCE:
        return SOURCE
    if file.endswith(".toml"):
        return _PLURALS.get(folder or file.removesuffix(".toml"))
    return "po" if po_language(name) else None


# TOML


_AT_LINE = r" ?\(at line (\d+), column \d+\)| ?\(at end of document\)"
_CHECK_LINE = "check this line and the one before it."


def parse_toml(text: str, limits: Limits) -> dict[str, Any]:
    """Parse a TOML text; dates become text as in JSON, and text is in NFC.

    Raises:
        TomlTextError: It is not TOML, or exceeds the limits.
    """
    check_bounds(text, limits)
    try:
        table: dict[str, Any] = _json_value(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        place = re.search(_AT_LINE, str(error))
        line = int(place[1]) if place and place[1] else text.count("\n") + 1
        problem = plain(re.sub(_AT_LINE, "", str(error)))
        if problem.startswith("Cannot overwrite"):  # the parser does not name the key
            problem += f": {plain(text.split(chr(10))[line - 1].strip())}"
        raise TomlTextError("parse.syntax", f"{problem}.", line, _CHECK_LINE) from error
    except (RecursionError, ValueError) as error:
        raise_if_callers_fault(error, limits)
        problem = "the parser gives up on this file."
        raise TomlTextError("parse.too_deep", problem, None, NEST_LESS) from error
    return table


def _json_value(value: Any) -> Any:
    """Return a value of TOML as its value in JSON: dates as text, and text in NFC."""
    kind = type(value)  # the parser makes no subclass of these
    if kind is str:
        return value if value.isascii() else compose(value)
    if kind is dict:
        # Most values are plain texts: a call for each of them would be expensive.
        return {
            key if key.isascii() else compose(key): inner
            if type(inner) is str and inner.isascii()
            else _json_value(inner)
            for key, inner in value.items()
        }
    if kind is list:
        return [_json_value(item) for item in value]
    return value.isoformat() if kind is date else value
