"""A pack that was found becomes drafts: its records as dicts, each with its place."""

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from takeaction.errors import Outcome, PackError, PackErrors, Where, mistake, plain, shown
from takeaction.limits import Limits
from takeaction.packs.content import (
    BUILT,
    PATCH,
    SCHEMA,
    SOURCE,
    Content,
    Draft,
    Translation,
    schema_of,
)
from takeaction.packs.faults import meant
from takeaction.packs.files import UnreadableError
from takeaction.packs.nesting import deepest
from takeaction.packs.plugins import DataPack
from takeaction.vocabulary import Kind

if TYPE_CHECKING:
    from takeaction.packs.scan import Path

_PARTS_IN_A_RECORD = 40
"""Lists, tables and values of a built pack, for each record that it may have."""

_MARKS_IN_A_RECORD = 20
"""The same for sources, with lines, dots and escapes: they take ten times as long to parse."""

_MARKS = "[{,=.\n\\"
_FEWEST = 20_000
_ABOVE_A_RECORD = 4  # the whole, its records, those of a kind, and the record itself
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
    except (UnreadableError, _RefusedError) as error:
        reader.report(error.code, error.problem, error.name, mend=error.mend)
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
        self, code: str, problem: str, file: str | None, *, line: int | None = None, mend: str = ""
    ) -> None:
        """Note a mistake that costs the pack."""
        where = Where(self._pack.id or self._pack.place, file, line)
        self.mistakes.append(
            mistake(code, problem, where, mend, Outcome.QUARANTINE, self._pack.distribution)
        )

    def read(self) -> Content:
        """Read either form."""
        names = self._pack.files.names()
        if len(names) > self._limits.files:
            problem = f"it has more than {self._limits.files} files."
            raise _RefusedError("limit.files", problem, None, "write several into one.")
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

    def _text(self, name: str, most: int) -> str | None:
        """Read a file as UTF-8; None with a mistake if it is not."""
        data = self._bytes(name, most)
        try:
            return data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            self.report("read.encoding", "this is not UTF-8.", name, line=line, mend=_SAVE)
            return None

    # The built form

    def _built(self) -> Content:
        raw = self._bytes(BUILT, self._limits.pack_bytes)
        self._count_parts(sum(map(raw.count, (b"[", b"{", b","))), _PARTS_IN_A_RECORD)
        if deepest(raw) > self._limits.depth + _ABOVE_A_RECORD:
            problem = f"lists and tables nest more than {self._limits.depth} deep."
            raise _RefusedError("parse.too_deep", problem, BUILT, _BUILD_AGAIN)
        try:
            whole = json.loads(
                raw.decode(),
                object_pairs_hook=_table_maker(self._limits),
                parse_int=_bounded_int(self._limits),
            )
        except UnicodeDecodeError as error:
            raise _RefusedError("read.encoding", "this is not UTF-8.", BUILT, _SAVE) from error
        except RecursionError as error:
            self._pass_on(error)
            problem = "lists and tables nest too deep."
            raise _RefusedError("parse.too_deep", problem, BUILT, _BUILD_AGAIN) from error
        except ValueError as error:
            problem = f"{plain(str(error))}."
            raise _RefusedError("parse.syntax", problem, BUILT, _BUILD_AGAIN) from error
        return self._content_of(_table(whole), raw)

    def _pass_on(self, error: Exception) -> None:
        """Raise again what is no fault of a text, which the bounds keep shallow: of our caller."""
        if isinstance(error, RecursionError) and self._limits.depth <= Limits().depth:
            raise error

    def _content_of(self, whole: dict[str, Any], raw: bytes) -> Content:
        header = _table(whole.get("pack"))
        if schema_of(header) > SCHEMA:  # what else is in it nobody here can know
            return Content(header, (), (), built=True, raw=raw)
        unknown = sorted(set(whole) - {"pack", "records", "translations"})
        if unknown:
            raise _unknown(f"no part is called {shown(unknown[0])}.")
        drafts = []
        for kind, records in _table(whole.get("records", {})).items():
            if kind not in _PLURALS.values():
                raise _unknown(f"no kind is called {shown(kind)}.")
            key = _key_of(kind)
            for id, fields in _table(records).items():
                if key in _table(fields):
                    raise _unknown(f"the record {shown(id)} has another {key} inside.")
                drafts.append(Draft(kind, id, fields, BUILT, ("records", kind, id)))
        self._count(len(drafts))
        return Content(
            header,
            tuple(drafts),
            tuple(_built_translations(_table(whole.get("translations", {})))),
            built=True,
            raw=raw,
        )

    def _count(self, records: int) -> None:
        if records > self._limits.records:
            problem = f"it has more than {self._limits.records:,} records."
            raise _RefusedError("limit.records", problem, None, _SPLIT)

    def _count_parts(self, parts: int, in_a_record: int) -> None:
        """Refuse what would take long to parse, or much memory: an empty list takes 50 bytes."""
        most = max(self._limits.records * in_a_record, _FEWEST)
        if parts > most:
            problem = f"it has more than {most:,} lists, tables and values."
            raise _RefusedError("limit.size", problem, None, _SPLIT)

    # The sources

    def _sources(self, names: tuple[str, ...]) -> Content:
        everything = self._texts(names)
        texts = {name: text for name, text in everything.items() if kind_of(name) != "po"}
        self._count(sum(len(re.findall(_RECORD, text)) for text in texts.values()))
        self._count_parts(
            sum(text.count(mark) for text in everything.values() for mark in _MARKS),
            _MARKS_IN_A_RECORD,
        )
        parsed = {name: self._toml(name, text) for name, text in texts.items()}
        header = parsed.get(SOURCE) or {}
        if schema_of(header) > SCHEMA and not self.mistakes:  # nor what these files may hold
            return Content(header, (), (), texts)
        drafts = [
            draft
            for name, table in parsed.items()
            if name != SOURCE and table is not None
            for draft in self._drafts(name, table, texts[name])
        ]
        self._count(len(drafts))
        translations = [
            each
            for name, text in everything.items()
            if name not in texts
            for each in self._translations(name, text)
        ]
        return Content(
            header,
            tuple(drafts),
            tuple(sorted(translations, key=lambda each: (each.language, each.key))),
            texts,
            mistakes=tuple(self._passed_over),
        )

    def _texts(self, names: tuple[str, ...]) -> dict[str, str]:
        """Read all sources of a pack before any of them is parsed."""
        texts = {}
        for name in names:
            kind = kind_of(name)
            if kind:
                text = self._text(name, self._limits.file_bytes)
                if text is not None:
                    texts[name] = text
            elif not kind and name.endswith((".toml", ".po")) and name != "pyproject.toml":
                self._pass_over(name)
        return texts

    def _pass_over(self, name: str) -> None:
        known = [f"{plural}.toml" for plural in _PLURALS]
        mend = meant(name, known)() or f"name it one of {', '.join(known)}."
        where = Where(self._pack.id or self._pack.place, name)
        problem = "no file of a pack is called so: it is not read."
        self._passed_over.append(
            mistake(
                "read.unknown_file", problem, where, mend, Outcome.WARN, self._pack.distribution
            )
        )

    def _toml(self, name: str, text: str) -> dict[str, Any] | None:
        """Parse a TOML file; None with a mistake if that fails."""
        import tomllib

        from takeaction.packs.scan import TooMuchError, bound

        try:
            bound(text, self._limits)
            table: dict[str, Any] = _plain_data(tomllib.loads(text))
        except TooMuchError as error:
            mend = _SMALLER if error.code == "limit.number" else _FLATTER
            self.report(error.code, error.problem, name, line=error.line, mend=mend)
        except tomllib.TOMLDecodeError as error:
            found = re.search(_AT_LINE, str(error))
            line = int(found[1]) if found and found[1] else text.count("\n") + 1
            problem = plain(re.sub(_AT_LINE, "", str(error)))
            if problem.startswith("Cannot overwrite"):  # the parser does not say what
                problem += f": {plain(text.split(chr(10))[line - 1].strip())}"
            self.report("parse.syntax", f"{problem}.", name, line=line, mend=_LOOK)
        except (RecursionError, ValueError) as error:
            self._pass_on(error)
            problem = "the parser gives up on this file."
            self.report("parse.too_deep", problem, name, mend=_FLATTER)
        else:
            return table
        return None

    def _drafts(self, name: str, table: dict[str, Any], text: str) -> Iterator[Draft]:
        """Take the records of one file."""
        kind = kind_of(name) or ""
        wrong = [key for key, each in table.items() if key != kind or not isinstance(each, list)]
        if wrong:
            from takeaction.packs.scan import lines

            self._wrong_tables(name, kind, wrong, lines(text))
            return
        for number, record in enumerate(table.get(kind, ())):
            fields = dict(record) if isinstance(record, dict) else {}
            id = fields.pop(_key_of(kind), "")
            yield Draft(kind, id if isinstance(id, str) else "", fields, name, (kind, number))

    def _wrong_tables(
        self, name: str, kind: str, keys: list[str], found: "dict[Path, int]"
    ) -> None:
        """Note what a file may not hold; past the bound the rest is counted."""
        most = self._limits.mistakes
        for key in keys[:most]:
            problem = f"this file holds [[{kind}]] tables, not {shown(key)}."
            mend = f"write [[{kind}]]."
            self.report("shape.unknown_field", problem, name, line=found.get((key,)), mend=mend)
        if len(keys) > most:
            problem = f"this file has {len(keys) - most:,} more mistakes."
            self.report("limit.mistakes", problem, name, mend=_FIRST)

    def _translations(self, name: str, text: str) -> Iterator[Translation]:
        from takeaction.packs.po import PoSyntaxError, entries

        language = name.removeprefix("locale/").removesuffix(".po")
        try:
            for each in entries(text):
                if each.translation:
                    yield Translation(
                        language,
                        each.context,
                        _composed(each.translation),
                        each.reviewed,
                        _composed(each.source),
                        name,
                        each.line,
                    )
        except PoSyntaxError as error:
            self.report("parse.po", "this line is no PO.", name, line=error.line, mend=_PO)


_SAVE = "save it as UTF-8."
_SPLIT = "make two packs of it."
_FIRST = "mend those above first."
_BUILD_AGAIN = "build the pack again from its sources."
_FLATTER = "write it flatter."
_SMALLER = "write a smaller number, or a text."
_LOOK = "look at this line and the one before it."
_PO = 'write msgctxt, msgid or msgstr and a text in "double quotes".'


class _RefusedError(Exception):
    """Something that costs the pack."""

    def __init__(self, code: str, problem: str, name: str | None, mend: str) -> None:
        super().__init__(problem)
        self.code = code
        self.problem = problem
        self.name = name
        self.mend = mend


def _unknown(problem: str) -> _RefusedError:
    return _RefusedError("shape.unknown_field", problem, BUILT, _BUILD_AGAIN)


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
    return "po" if folder == "locale" and file.endswith(".po") else None


def _plain_data(value: Any) -> Any:
    """Make the values of TOML those of JSON: dates as text, text in NFC."""
    if isinstance(value, str):
        return value if value.isascii() else _composed(value)
    if isinstance(value, dict):
        return {_plain_data(key): _plain_data(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_plain_data(each) for each in value]
    if isinstance(value, date) and not isinstance(value, datetime):
        return value.isoformat()
    return value


def marks_in_a_row(text: str) -> int:
    """Return the most combining marks that stand in a row: normalising many is very slow."""
    most = run = 0
    for character in text:
        run = run + 1 if unicodedata.combining(character) else 0
        most = max(most, run)
    return most


def _composed(text: str) -> str:
    """Return text in NFC; one with a crafted pile of marks stays as it is, to be refused."""
    return text if marks_in_a_row(text) > Limits().marks else unicodedata.normalize("NFC", text)


def _table(value: object) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise _RefusedError("shape.wrong_type", "a part of it is no table.", BUILT, _BUILD_AGAIN)
    return value


def _table_maker(limits: Limits) -> Callable[[list[tuple[str, Any]]], dict[str, Any]]:
    """Return what makes a table of a built pack, in which no key stands twice.

    A table of much more than all records costs too much memory to look at it later.
    """
    most = limits.items + limits.records

    def table(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        if len(pairs) > most:
            problem = f"a table has more than {most:,} keys."
            raise _RefusedError("limit.records", problem, BUILT, _SPLIT)
        made = dict(pairs)
        if len(made) != len(pairs):
            keys = Counter(key for key, _ in pairs)
            problem = f"the key {shown(keys.most_common(1)[0][0])} stands twice."
            raise _RefusedError("shape.duplicate_key", problem, BUILT, _BUILD_AGAIN)
        return made

    return table


def _bounded_int(limits: Limits) -> Any:
    def parse(digits: str) -> int:
        if len(digits) > limits.digits:
            problem = f"a number has more than {limits.digits} digits."
            raise _RefusedError("limit.number", problem, BUILT, _BUILD_AGAIN)
        return int(digits)

    return parse


def _built_translations(texts: dict[str, Any]) -> Iterator[Translation]:
    for language in sorted(texts):
        for key, value in sorted(_table(texts[language]).items()):
            draft = value if isinstance(value, dict) else {"text": value, "reviewed": True}
            text, reviewed = draft.get("text"), draft.get("reviewed")
            if not isinstance(text, str) or not isinstance(reviewed, bool):
                problem = f"{shown(key)} has no text."
                raise _RefusedError("shape.wrong_type", problem, BUILT, _BUILD_AGAIN)
            yield Translation(language, key, text, reviewed, None, BUILT, None)
