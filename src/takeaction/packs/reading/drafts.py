"""A pack that was found becomes drafts: its records as dicts, each with its place."""

import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from takeaction.codes import mistake
from takeaction.errors import Outcome, PackError, PackErrors, Where, plain, shown
from takeaction.lazy import Lazy, computed
from takeaction.limits import Limits
from takeaction.packs.faults import Path, meant
from takeaction.packs.reading.built import (
    PackRefusalError,
    apart,
    count_parts,
    marks,
    parsed,
    pass_on,
    table,
    unknown,
)
from takeaction.packs.reading.content import (
    BUILT,
    PATCH,
    SCHEMA,
    SOURCE,
    Content,
    Draft,
    Spoken,
    composed,
    schema_of,
)
from takeaction.packs.reading.translations import (
    built_translations,
    language_of,
    of_built,
    of_sources,
)
from takeaction.packs.sources.files import UnreadableError
from takeaction.packs.sources.plugins import DataPack
from takeaction.vocabulary import Kind

_MARKS_IN_A_RECORD = 10
"""Lists, tables, values, lines, dots and escapes of sources, for each record of a pack."""

_OF_SOURCES = 3
"""Sources have a third of the bytes of a pack: their parser looks at each character by itself."""

_MARKS = b"[{,=.\n\\"
_PLURALS = {f"{kind}s": str(kind) for kind in Kind} | {"patches": PATCH}
_RECORD = r"(?m:^)[ \t]*\[\["
_AT_LINE = r" ?\(at line (\d+), column \d+\)| ?\(at end of document\)"


def read(pack: DataPack, limits: Limits) -> Content:
    """Read a pack.

    Raises:
        PackErrors: A file cannot be read, parsed or held within the limits; the pack gives
            nothing. Holds every such mistake.
    """
    reader = _Reader(pack, limits)
    try:
        content = reader.read()
        if not reader.mistakes:
            return content
    except (UnreadableError, PackRefusalError) as error:
        reader.report(error.code, error.problem, error.name, fix=error.fix)
    except OSError as error:
        reader.report("read.failed", f"the file cannot be read: {plain(str(error))}.", None)
    raise PackErrors(f"{plain(pack.place)} cannot be read", reader.mistakes)


class _Reader:
    """Reads one pack and keeps the mistakes that cost the whole of it."""

    def __init__(self, pack: DataPack, limits: Limits) -> None:
        self._pack = pack
        self._limits = limits
        self._left = limits.pack_bytes
        self.mistakes: list[PackError] = []
        self._passed_over: list[PackError] = []

    def report(
        self, code: str, problem: str, file: str | None, *, line: int | None = None, fix: str = ""
    ) -> None:
        """Note a mistake that costs the pack."""
        where = Where(self._pack.id or self._pack.place, file, line)
        self.mistakes.append(
            mistake(code, problem, where, fix, Outcome.QUARANTINE, self._pack.distribution)
        )

    def read(self) -> Content:
        """Read either form."""
        names = self._pack.files.names()
        if len(names) > self._limits.files:
            problem = f"it has more than {self._limits.files} files."
            raise PackRefusalError("limit.files", problem, None, "write several into one.")
        if SOURCE in names:
            return self._sources(names)
        if BUILT in names:
            return self._built()
        raise UnreadableError(
            "read.missing",
            None,
            f"there is neither {SOURCE} nor {BUILT}.",
            "name the folder that holds one of them.",
        )

    def _bytes(self, name: str, most: int) -> bytes:
        data = self._pack.files.read(name, min(most, self._left))
        self._left -= len(data)
        return data

    def _text(self, name: str, data: bytes) -> str:
        """Return a file as text; none with a mistake if it is not UTF-8."""
        try:
            return data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            self.report("read.encoding", "this is not UTF-8.", name, line=line, fix=_SAVE)
            return ""

    # The built form

    def _built(self) -> Content:
        raw = self._bytes(BUILT, self._limits.pack_bytes)
        head, rest = apart(raw)
        whole = self._without_translations(head) if rest else None
        if whole is not None:
            return self._content_of(whole, raw, head, of_built(rest, self._limits))
        whole = parsed(raw, self._limits)
        texts = table(whole.pop("translations", {}))
        spoken = computed(Spoken(tuple(built_translations(texts, self._limits)))) if texts else None
        return self._content_of(whole, raw, raw, spoken)

    def _without_translations(self, head: bytes) -> dict[str, Any] | None:
        """Parse a built pack without its translations; None if it has to be looked at whole."""
        try:
            whole = parsed(head, self._limits)
        except PackRefusalError:
            return None
        return None if "translations" in whole else whole

    def _content_of(
        self, whole: dict[str, Any], raw: bytes, head: bytes, spoken: Lazy[Spoken] | None
    ) -> Content:
        header = table(whole.get("pack"))
        if schema_of(header) > SCHEMA:  # what else is in it nobody here can know
            return Content(header, (), built=True, raw=raw)
        strange = sorted(set(whole) - {"pack", "records"})
        if strange:
            raise unknown(f"no part is called {shown(strange[0])}.")
        drafts = []
        for kind, records in table(whole.get("records", {})).items():
            if kind not in _PLURALS.values():
                raise unknown(f"no kind is called {shown(kind)}.")
            key = _key_of(kind)
            for id, fields in table(records).items():
                if key in table(fields):
                    raise unknown(f"the record {shown(id)} has another {key} inside.")
                drafts.append(Draft(kind, id, fields, BUILT, ("records", kind, id)))
        self._count(len(drafts))
        return Content(header, tuple(drafts), spoken, built=True, raw=raw, head=head)

    def _count(self, records: int) -> None:
        if records > self._limits.records:
            problem = f"it has more than {self._limits.records:,} records."
            raise PackRefusalError("limit.records", problem, None, _SPLIT)

    # The sources

    def _sources(self, names: tuple[str, ...]) -> Content:
        everything = self._contents(names)
        texts = {
            name: self._text(name, data)
            for name, data in everything.items()
            if not language_of(name)
        }
        if sum(text.count("[[") for text in texts.values()) > self._limits.records:
            self._count(sum(len(re.findall(_RECORD, text)) for text in texts.values()))
        found = sum(marks(data, _MARKS) for data in everything.values())
        count_parts(found, _MARKS_IN_A_RECORD, self._limits)
        tables = {name: self._toml(name, text) for name, text in texts.items()}
        header = tables.get(SOURCE) or {}
        if schema_of(header) > SCHEMA and not self.mistakes:  # nor what these files may hold
            return Content(header, (), sources=texts)
        drafts = [
            draft
            for name, found in tables.items()
            if name != SOURCE and found is not None
            for draft in self._drafts(name, found, texts[name])
        ]
        self._count(len(drafts))
        files = {name: data for name, data in everything.items() if name not in texts}
        return Content(
            header,
            tuple(drafts),
            of_sources(files) if files else None,
            sources=texts,
            mistakes=tuple(self._passed_over),
        )

    def _contents(self, names: tuple[str, ...]) -> dict[str, bytes]:
        """Read all sources of a pack before any of them is parsed."""
        self._left //= _OF_SOURCES
        contents = {}
        for name in names:
            kind = kind_of(name)
            if kind:
                contents[name] = self._bytes(name, self._limits.file_bytes)
            elif name.endswith((".toml", ".po")) and name != "pyproject.toml":
                self._pass_over(name)
        return contents

    def _pass_over(self, name: str) -> None:
        known = [f"{plural}.toml" for plural in _PLURALS]
        fix = meant(name, known)() or f"name it one of {', '.join(known)}."
        where = Where(self._pack.id or self._pack.place, name)
        problem = "no file of a pack is called so: it is not read."
        self._passed_over.append(
            mistake("read.unknown_file", problem, where, fix, distribution=self._pack.distribution)
        )

    def _toml(self, name: str, text: str) -> dict[str, Any] | None:
        """Parse a TOML file; None with a mistake if that fails."""
        import tomllib

        from takeaction.packs.reading.toml_bounds import TooMuchError, bound

        try:
            bound(text, self._limits)
            table: dict[str, Any] = _plain_data(tomllib.loads(text))
        except TooMuchError as error:
            fix = _SMALLER if error.code == "limit.number" else _FLATTER
            self.report(error.code, error.problem, name, line=error.line, fix=fix)
        except tomllib.TOMLDecodeError as error:
            found = re.search(_AT_LINE, str(error))
            line = int(found[1]) if found and found[1] else text.count("\n") + 1
            problem = plain(re.sub(_AT_LINE, "", str(error)))
            if problem.startswith("Cannot overwrite"):  # the parser does not say what
                problem += f": {plain(text.split(chr(10))[line - 1].strip())}"
            self.report("parse.syntax", f"{problem}.", name, line=line, fix=_LOOK)
        except (RecursionError, ValueError) as error:
            pass_on(error, self._limits)
            problem = "the parser gives up on this file."
            self.report("parse.too_deep", problem, name, fix=_FLATTER)
        else:
            return table
        return None

    def _drafts(self, name: str, table: dict[str, Any], text: str) -> Iterator[Draft]:
        """Take the records of one file."""
        kind = kind_of(name) or ""
        wrong = [key for key, each in table.items() if key != kind or not isinstance(each, list)]
        if wrong:
            from takeaction.packs.reading.toml_lines import lines

            self._wrong_tables(name, kind, wrong, lines(text))
            return
        for number, record in enumerate(table.get(kind, ())):
            fields = dict(record) if isinstance(record, dict) else {}
            id = fields.pop(_key_of(kind), "")
            yield Draft(kind, id if isinstance(id, str) else "", fields, name, (kind, number))

    def _wrong_tables(self, name: str, kind: str, keys: list[str], found: dict[Path, int]) -> None:
        """Note what a file may not hold; past the bound the rest is counted."""
        most = self._limits.mistakes
        for key in keys[:most]:
            problem = f"this file holds [[{kind}]] tables, not {shown(key)}."
            fix = f"write [[{kind}]]."
            self.report("shape.unknown_field", problem, name, line=found.get((key,)), fix=fix)
        if len(keys) > most:
            problem = f"this file has {len(keys) - most:,} more mistakes."
            self.report("limit.mistakes", problem, name, fix=_FIRST)


_SAVE = "save it as UTF-8."
_SPLIT = "make two packs of it."
_FIRST = "fix those above first."
_FLATTER = "write it flatter."
_SMALLER = "write a smaller number, or a text."
_LOOK = "look at this line and the one before it."


def _key_of(kind: str) -> str:
    """Return the key that tells records of a kind apart."""
    return "target" if kind == PATCH else "id"


def kind_of(name: str) -> str | None:
    """Return the kind of record that a file holds, its own name for the header, ``po``, or None."""
    folder, _, file = name.rpartition("/")
    if name == SOURCE:
        return SOURCE
    if file.endswith(".toml"):
        return _PLURALS.get(folder or file.removesuffix(".toml"))
    return "po" if language_of(name) else None


def _plain_data(value: Any) -> Any:
    """Make the values of TOML those of JSON: dates as text, text in NFC."""
    if isinstance(value, str):
        return value if value.isascii() else composed(value)
    if isinstance(value, dict):
        return {_plain_data(key): _plain_data(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_plain_data(each) for each in value]
    if isinstance(value, date) and not isinstance(value, datetime):
        return value.isoformat()
    return value
