"""Read a pack as drafts: its records as dicts, each with its place.

All mistakes of its files are found together. A built pack is read as it is; sources are parsed as
TOML, within bounds that are checked before anything expensive.
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import partial
from typing import Any

from takeaction.errors import LONGEST_PATH, Outcome, PackError, PackErrors, Where, plain, shown
from takeaction.lazy import Lazy
from takeaction.limits import Limits
from takeaction.packs.faults import FieldPath, hint_for
from takeaction.packs.reading.built import (
    built_content,
    check_parts,
    check_record_count,
    count_bytes,
)
from takeaction.packs.reading.content import (
    PATCH,
    SCHEMA,
    SOURCE,
    Content,
    Draft,
    TranslationSet,
    id_key,
    po_language,
    schema_version,
)
from takeaction.packs.sources.files import BUILT, NOT_READ, Folder, UnreadableError
from takeaction.packs.sources.plugins import DataPack
from takeaction.vocabulary.codes import mistake
from takeaction.vocabulary.records import Kind

# TOML and PO are read by modules that are imported late: nearly every installed pack is built.

# Sources may have a third of the bytes of a pack, and 10 marks for each record that the limits
# allow, because their parser looks at each character by itself. With that the worst sources take
# 1.8 s; our largest pack takes a tenth of either (docs/explanation/safety.md).
_SOURCES_SHARE = 3
_MARKS_A_RECORD = 10

# The bytes that mark a list, a table, a value, a line, a dotted key or an escape.
_MARKS = b"[{,=.\n\\"

_PLURALS = {f"{kind}s": str(kind) for kind in Kind} | {"patches": PATCH}
_RECORD = r"(?m:^)[ \t]*\[\["
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_UTF32_MARK = b"\xff\xfe\0\0"


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
        reader.report(error)
    except OSError as error:
        problem = f"the file cannot be read: {plain(str(error))}."
        reader.report(UnreadableError("read.failed", None, problem))
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
        self._slipped: dict[str, frozenset[FieldPath]] = {}  # the records with a slip, by file
        self._pack = pack
        self._limits = limits
        self._bytes_left = limits.pack_bytes
        self.mistakes: list[PackError] = []
        self._skipped: list[PackError] = []

    def report(self, error: UnreadableError, file: str | None = None) -> None:
        """Note a mistake that costs the whole pack."""
        where = Where(self._pack.id or self._pack.place, error.name or file, error.line)
        cost, distribution = Outcome.QUARANTINE, self._pack.distribution
        self.mistakes.append(
            mistake(error.code, error.problem, where, error.fix, cost, distribution)
        )

    def read(self) -> Content:
        """Read the sources of the pack, or its built form if there are none."""
        names = self._pack.files.names()
        if len(names) > self._limits.files:
            problem = f"it has more than {self._limits.files} files."
            raise UnreadableError("limit.files", None, problem, "combine some of them.")
        if SOURCE in names:
            return self._read_sources(names)
        if BUILT in names:
            return built_content(self._read_bytes(BUILT, self._limits.pack_bytes), self._limits)
        problem = f"there is neither {SOURCE} nor {BUILT}."
        raise UnreadableError("read.missing", None, problem, self._fix_of_missing())

    def _fix_of_missing(self) -> str:
        from glob import escape, glob

        from takeaction.packs.sources.strays import strays_in

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
            self.report(UnreadableError("read.encoding", name, problem, fix, line))
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
            Lazy(partial(_po_translations, po_files)) if po_files else None,
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
        from takeaction.packs.reading.toml import SYNTAX, TomlTextError, parse_toml

        try:
            return parse_toml(text, self._limits)
        except TomlTextError as error:
            from takeaction.packs.reading.statements import diagnose

            diagnosis = diagnose(text, self._limits.mistakes) if error.code == SYNTAX else None
            slips = diagnosis.slips if diagnosis else ()
            for slip in slips or (error,):
                self.report(slip, name)
            if diagnosis and self._around_slips:
                self._slipped[name] = diagnosis.records
                with suppress(TomlTextError):
                    return parse_toml(diagnosis.rest or "", self._limits)
            return None

    def _drafts_of(self, name: str, table: dict[str, Any], text: str) -> Iterator[Draft]:
        kind = file_kind(name) or ""
        wrong = [key for key, value in table.items() if key != kind or not isinstance(value, list)]
        if wrong:
            from takeaction.packs.reading.statements import find_lines

            self._report_wrong_tables(name, kind, wrong, find_lines(text))
            return
        for number, record in enumerate(table.get(kind, ())):
            if (kind, number) in self._slipped.get(name, ()):
                continue
            fields = dict(record) if isinstance(record, dict) else {}
            id = fields.pop(id_key(kind), "")
            yield Draft(kind, id if isinstance(id, str) else "", fields, name, (kind, number))

    def _report_wrong_tables(
        self, name: str, kind: str, keys: list[str], lines: Mapping[FieldPath, int]
    ) -> None:
        """Note the tables that don't belong in a file; past the limit they are only counted."""
        limit = self._limits.mistakes
        for key in keys[:limit]:
            problem = f"this file takes [[{kind}]] tables, not {shown(key)}."
            fix = f"write [[{kind}]]."
            line = lines.get((key,))
            self.report(UnreadableError("shape.unknown_field", name, problem, fix, line))
        if len(keys) > limit:
            problem = f"this file has {len(keys) - limit:,} more mistakes."
            fix = "fix those above first."
            self.report(UnreadableError("limit.mistakes", name, problem, fix))


def _po_translations(files: Mapping[str, bytes]) -> TranslationSet:
    from takeaction.packs.reading.po import po_translations

    return po_translations(files)


def _encoding_of(data: bytes) -> tuple[str, str, str]:
    """Return the likely encoding of a file that is not UTF-8, the problem with it, and the fix."""
    if data.startswith(_UTF16_MARKS) and not data.startswith(_UTF32_MARK):
        problem = 'this is UTF-16, which Windows calls "Unicode", and not UTF-8.'
        fix = 'save it as UTF-8: in Notepad, "Save as", then "UTF-8" under "Encoding".'
        return "utf-16", problem, fix
    return "cp1252", "this is not UTF-8.", "save it as UTF-8."


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
