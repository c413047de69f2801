"""A pack that was found becomes drafts: its records as dicts, each with its place.

Both forms of a pack, TOML sources and a built ``pack.json``, give the same drafts and the same
digest: that of the canonical form, which ``pack.json`` holds byte for byte.
"""

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

import attrs

from takeaction.errors import Outcome, PackError, PackErrors, Where, mistake, plain, shown
from takeaction.limits import Limits
from takeaction.packs.discovery import DataPack
from takeaction.packs.files import UnreadableError
from takeaction.packs.po import PoSyntaxError, entries
from takeaction.packs.scan import Path, TooMuchError, bound, lines
from takeaction.vocabulary import Kind, nearest

SCHEMA = 1
"""The newest version of the format that is read here."""

PATCH = "patch"
BUILT = "pack.json"
SOURCE = "pack.toml"
_PLURALS = {f"{kind}s": str(kind) for kind in Kind} | {"patches": PATCH}
_AT_LINE = re.compile(r" ?\(at line (\d+), column \d+\)| ?\(at end of document\)")
_STEP = re.compile(r"\.?([^.\[\]]+)|\[(\d+)\]")


@attrs.frozen
class Draft:
    """A record as it was written.

    Attributes:
        kind: Its kind, or ``patch``.
        id: Its local id; of a patch, its target. Empty if it has none.
        fields: Everything else.
        file: The file it stands in.
        path: Where it stands in that file.
    """

    kind: str
    id: str
    fields: dict[str, Any]
    file: str
    path: Path


@attrs.frozen
class Translation:
    """A translated text.

    Attributes:
        language: Its language.
        key: Which field, ``local-id#field``.
        text: The words.
        reviewed: Whether somebody has checked it.
        source: The source text it was made from; None in a built pack, which has checked that.
        file: The file it stands in.
        line: Where, or None.
    """

    language: str
    key: str
    text: str
    reviewed: bool
    source: str | None
    file: str
    line: int | None


@attrs.frozen
class Content:
    """What a pack holds, before anything is made of it.

    Attributes:
        header: The keys at the top of ``pack.toml``.
        drafts: Its records, in order of file and place.
        translations: In order of language and key.
        sources: The text of each TOML file, to find lines in.
        built: Whether it was read from ``pack.json``.
        raw: The bytes of that file; empty for sources.
        mistakes: What was passed over.
    """

    header: dict[str, Any]
    drafts: tuple[Draft, ...]
    translations: tuple[Translation, ...]
    sources: Mapping[str, str] = attrs.field(factory=dict)
    built: bool = False
    raw: bytes = b""
    mistakes: tuple[PackError, ...] = ()
    _lines: dict[str, dict[Path, int]] = attrs.field(factory=dict, init=False, repr=False)

    def canonical(self, translations: tuple[Translation, ...] | None = None) -> bytes:
        """Return the canonical form: what ``pack.json`` holds.

        Args:
            translations: Those that hold, if some do not.
        """
        if self.built:
            return self.raw
        records: dict[str, dict[str, Any]] = {}
        for draft in self.drafts:
            records.setdefault(draft.kind, {})[draft.id] = draft.fields
        texts: dict[str, dict[str, Any]] = {}
        for each in self.translations if translations is None else translations:
            value = each.text if each.reviewed else {"text": each.text, "reviewed": False}
            texts.setdefault(each.language, {})[each.key] = value
        whole = {"pack": self.header, "records": records, "translations": texts}
        text = json.dumps(
            whole, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str
        )
        return text.encode("utf-8", "surrogatepass")

    def line(self, file: str, path: Path) -> int | None:
        """Return the line of a path in a file, or of what holds it; None for built packs."""
        if file not in self.sources:
            return None
        if file not in self._lines:
            self._lines[file] = lines(self.sources[file])
        found = self._lines[file]
        while path and path not in found:
            path = path[:-1]
        return found.get(path, 1)


def digest(canonical: bytes) -> str:
    """Return the digest of a canonical form."""
    return f"sha256:{hashlib.sha256(canonical).hexdigest()}"


def steps(field: str) -> Path:
    """Return the steps of a field path: ``contacts[0].dial`` is contacts, 0, dial."""
    return tuple(int(found[2]) if found[2] else found[1] for found in _STEP.finditer(field))


def read(pack: DataPack, limits: Limits) -> Content:
    """Read a pack.

    Raises:
        PackErrors: A file cannot be read, parsed or held within the limits; the pack gives
            nothing. Holds every such mistake.
    """
    reader = _Reader(pack, limits)
    try:
        return reader.read()
    except UnreadableError as error:
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
            self.report("limit.files", f"it has more than {self._limits.files} files.", None)
            raise PackErrors("too many files", self.mistakes)
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
        try:
            whole = json.loads(
                raw, object_pairs_hook=_no_duplicates, parse_int=_bounded_int(self._limits)
            )
            return self._content_of(_table(whole), raw)
        except UnicodeDecodeError:
            self.report("read.encoding", "this is not UTF-8.", BUILT, mend=_SAVE)
        except _RefusedError as error:
            self.report(error.code, error.problem, BUILT, mend=_BUILD_AGAIN)
        except RecursionError:
            self.report("parse.too_deep", "lists and tables nest too deep.", BUILT)
        except ValueError as error:
            self.report("parse.syntax", f"{plain(str(error))}.", BUILT, mend=_BUILD_AGAIN)
        raise PackErrors("not built well", self.mistakes)

    def _content_of(self, whole: dict[str, Any], raw: bytes) -> Content:
        unknown = sorted(set(whole) - {"pack", "records", "translations"})
        if unknown:
            raise _RefusedError("shape.unknown_field", f"no part is called {shown(unknown[0])}.")
        drafts = []
        for kind, records in _table(whole.get("records", {})).items():
            if kind not in _PLURALS.values():
                raise _RefusedError("shape.unknown_field", f"no kind is called {shown(kind)}.")
            for id, fields in _table(records).items():
                drafts.append(Draft(kind, id, _table(fields), BUILT, ("records", kind, id)))
        self._count(len(drafts))
        return Content(
            _table(whole.get("pack")),
            tuple(drafts),
            tuple(_built_translations(_table(whole.get("translations", {})))),
            built=True,
            raw=raw,
        )

    def _count(self, records: int) -> None:
        if records > self._limits.records:
            problem = f"it has more than {self._limits.records:,} records."
            raise _RefusedError("limit.records", problem)

    # The sources

    def _sources(self, names: tuple[str, ...]) -> Content:
        texts = self._texts(names)
        self._count(sum(text.count("[[") for text in texts.values()))
        parsed = {name: self._toml(name, text) for name, text in texts.items()}
        drafts = [
            draft
            for name, table in parsed.items()
            if name != SOURCE and table is not None
            for draft in self._drafts(name, table, texts[name])
        ]
        translations = [
            each for name in names if _kind_of(name) == "po" for each in self._translations(name)
        ]
        if self.mistakes:
            raise PackErrors("not readable", self.mistakes)
        return Content(
            parsed[SOURCE] or {},
            tuple(drafts),
            tuple(sorted(translations, key=lambda each: (each.language, each.key))),
            texts,
            mistakes=tuple(self._passed_over),
        )

    def _texts(self, names: tuple[str, ...]) -> dict[str, str]:
        """Read all TOML files of a pack before any of them is parsed."""
        texts = {}
        for name in names:
            kind = _kind_of(name)
            if kind and kind != "po":
                text = self._text(name, self._limits.file_bytes)
                if text is not None:
                    texts[name] = text
            elif not kind and name.endswith((".toml", ".po")) and name != "pyproject.toml":
                self._pass_over(name)
        return texts

    def _pass_over(self, name: str) -> None:
        known = [f"{plural}.toml" for plural in _PLURALS]
        near = nearest(name, known)
        mend = f"did you mean {near[0]}?" if near else f"name it one of {', '.join(known)}."
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

        try:
            bound(text, self._limits)
            table: dict[str, Any] = _plain_data(tomllib.loads(text))
        except TooMuchError as error:
            self.report(error.code, error.problem, name, line=error.line, mend="write it flatter.")
        except tomllib.TOMLDecodeError as error:
            found = _AT_LINE.search(str(error))
            line = int(found[1]) if found and found[1] else text.count("\n") + 1
            problem = _AT_LINE.sub("", str(error))
            self.report("parse.syntax", f"{plain(problem)}.", name, line=line, mend=_LOOK)
        except (RecursionError, MemoryError, ValueError):
            self.report("parse.too_deep", "the parser gives up on this file.", name)
        else:
            return table
        return None

    def _drafts(self, name: str, table: dict[str, Any], text: str) -> Iterator[Draft]:
        """Take the records of one file."""
        kind = _kind_of(name)
        for key, records in table.items():
            if key != kind or not isinstance(records, list):
                found = lines(text)
                line = found.get((key, 0)) or found.get((key,))
                problem = f"this file holds [[{kind}]] tables, not {shown(key)}."
                self.report(
                    "shape.unknown_field", problem, name, line=line, mend=f"write [[{kind}]]."
                )
                continue
            for number, record in enumerate(records):
                fields = dict(record) if isinstance(record, dict) else {}
                id = fields.pop("target" if kind == PATCH else "id", "")
                yield Draft(kind, id if isinstance(id, str) else "", fields, name, (key, number))

    def _translations(self, name: str) -> Iterator[Translation]:
        text = self._text(name, self._limits.file_bytes)
        language = name.removeprefix("locale/").removesuffix(".po")
        try:
            for each in entries(text or ""):
                if each.translation:
                    yield Translation(
                        language,
                        each.context,
                        unicodedata.normalize("NFC", each.translation),
                        each.reviewed,
                        unicodedata.normalize("NFC", each.source),
                        name,
                        each.line,
                    )
        except PoSyntaxError as error:
            self.report("parse.po", "this line is no PO.", name, line=error.line, mend=_PO)


_SAVE = "save it as UTF-8."
_SPLIT = "make two packs of it."
_BUILD_AGAIN = "build the pack again from its sources."
_LOOK = "look at this line and the one before it."
_PO = 'write msgctxt, msgid or msgstr and a text in "double quotes".'


class _RefusedError(Exception):
    """Something in a built pack that costs the pack."""

    def __init__(self, code: str, problem: str) -> None:
        super().__init__(problem)
        self.code = code
        self.problem = problem


def _kind_of(name: str) -> str | None:
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
        raise _RefusedError("shape.wrong_type", "a part of it is no table.")
    return value


def _no_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise _RefusedError("shape.duplicate_key", f"the key {shown(twice)} stands twice.")
    return made


def _bounded_int(limits: Limits) -> Any:
    def parse(digits: str) -> int:
        if len(digits) > limits.digits:
            problem = f"a number has more than {limits.digits} digits."
            raise _RefusedError("limit.number", problem)
        return int(digits)

    return parse


def _built_translations(texts: dict[str, Any]) -> Iterator[Translation]:
    for language in sorted(texts):
        for key, value in sorted(_table(texts[language]).items()):
            draft = value if isinstance(value, dict) else {"text": value, "reviewed": True}
            text, reviewed = draft.get("text"), draft.get("reviewed")
            if not isinstance(text, str) or not isinstance(reviewed, bool):
                raise _RefusedError("shape.wrong_type", f"{shown(key)} has no text.")
            yield Translation(language, key, text, reviewed, None, BUILT, None)
