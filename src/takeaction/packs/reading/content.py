"""What a pack holds as it was written, and its canonical form.

Both forms of a pack, TOML sources and a built ``pack.json``, give the same drafts and the same
digest: that of the canonical form, which ``pack.json`` holds byte for byte.
"""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

import attrs

from takeaction.errors import PackError
from takeaction.lazy import Lazy
from takeaction.packs.faults import Path
from takeaction.value import Value

if TYPE_CHECKING:
    from takeaction.packs.reading.toml_lines import Lines

import unicodedata

from takeaction.limits import Limits


def composed(text: str) -> str:
    """Return text in NFC; one with a crafted pile of marks stays as it is, to be refused."""
    return text if marks_in_a_row(text) > Limits().marks else unicodedata.normalize("NFC", text)


def marks_in_a_row(text: str) -> int:
    """Return the most combining marks that stand in a row: normalising many is very slow."""
    marks = "".join(sorted(filter(unicodedata.combining, set(text))))  # of which a text has few
    rows = re.findall(f"[{marks}]+", text) if marks else ()
    return max(map(len, rows), default=0)


SCHEMA = 1
"""The newest version of the format that is read here."""

PATCH = "patch"
BUILT = "pack.json"
SOURCE = "pack.toml"
_STEP = r"\.?([^.\[\]]+)|\[(\d+)\]"


class Draft(NamedTuple):
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


class Translation(NamedTuple):
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


class Unread(NamedTuple):
    """Translations that cannot be read.

    Attributes:
        code: The code of the mistake.
        problem: What is wrong.
        file: The file it stands in, or None.
        line: Where, or None.
        fix: What to do about it.
    """

    code: str
    problem: str
    file: str | None
    line: int | None
    fix: str


class Spoken(NamedTuple):
    """What a pack says in other languages.

    Attributes:
        translations: In order of language and key.
        unread: What cannot be read of them, in order of file.
    """

    translations: tuple[Translation, ...] = ()
    unread: tuple[Unread, ...] = ()


@attrs.frozen(eq=False, repr=False)
class Content(Value):
    """What a pack holds, before anything is made of it.

    Attributes:
        header: The keys at the top of ``pack.toml``.
        drafts: Its records, in order of file and place.
        spoken: Gives what it says in other languages; None if that is nothing.
        sources: The text of each TOML file, to find lines in.
        built: Whether it was read from ``pack.json``.
        raw: The bytes of that file; empty for sources.
        head: Those of them that are not translations; empty for sources.
        mistakes: What was passed over.
    """

    header: dict[str, Any]
    drafts: tuple[Draft, ...]
    spoken: Lazy[Spoken] | None = None
    sources: Mapping[str, str] = attrs.field(factory=dict)
    built: bool = False
    raw: bytes = b""
    head: bytes = b""
    mistakes: tuple[PackError, ...] = ()
    _lines: "dict[str, Lines]" = attrs.field(factory=dict, init=False, repr=False)

    @property
    def translations(self) -> tuple[Translation, ...]:
        """What it says in other languages, in order of language and key."""
        return self.spoken().translations if self.spoken else ()

    def canonical(self, translations: Iterable[Translation]) -> bytes:
        """Return the canonical form: what ``pack.json`` holds.

        Args:
            translations: Those that hold.
        """
        if self.built:
            return self.raw
        records: dict[str, dict[str, Any]] = {}
        for draft in self.drafts:  # all that have one id: what they fall for changes the digest
            of_kind = records.setdefault(draft.kind, {})
            if draft.id not in of_kind:
                of_kind[draft.id] = draft.fields
            elif isinstance(of_kind[draft.id], list):
                of_kind[draft.id].append(draft.fields)
            else:
                of_kind[draft.id] = [of_kind[draft.id], draft.fields]
        texts: dict[str, dict[str, Any]] = {}
        for each in translations:
            value = each.text if each.reviewed else {"text": each.text, "reviewed": False}
            texts.setdefault(each.language, {})[each.key] = value
        whole = {"pack": self.header, "records": records, "translations": texts}
        text = json.dumps(
            whole, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_as_no_text
        )
        return text.encode("utf-8", "surrogatepass")

    def bare(self) -> "Content":
        """Return what gives the canonical form and the places: of a built pack its bytes alone."""
        return attrs.evolve(self, drafts=(), head=b"") if self.built else self

    def line(self, file: str, path: Path) -> int | None:
        """Return the line of a path in a file, or of what holds it; None for built packs."""
        if file not in self.sources:
            return None
        if file not in self._lines:
            from takeaction.packs.reading.toml_lines import Lines

            self._lines[file] = Lines(self.sources[file])
        return self._lines[file].of(path)


def _as_no_text(value: object) -> dict[str, str]:
    """Write a time, which no field takes, otherwise than the text that reads the same."""
    return {"": str(value)}


MIGRATIONS: dict[int, Callable[[Content], Content]] = {}
"""What makes of a pack of each older schema one of the next; empty, since there is only the first.

A step changes the header, in which it counts up the schema, the drafts and what gives the
translations. What was built stays as it lies, and so does its digest.
"""


def schema_of(header: Mapping[str, Any]) -> int:
    """Return the version of the format that a header names; 0 if it names none."""
    schema = header.get("schema")
    return schema if type(schema) is int and schema > 0 else 0


def current(content: Content) -> Content:
    """Return a pack in the newest schema, one step after another."""
    for schema in range(schema_of(content.header) or SCHEMA, SCHEMA):
        content = MIGRATIONS[schema](content)
    return content


def digest(canonical: bytes) -> str:
    """Return the digest of a canonical form."""
    import hashlib

    return f"sha256:{hashlib.sha256(canonical).hexdigest()}"


def steps(field: str) -> Path:
    """Return the steps of a field path: ``contacts[0].dial`` is contacts, 0, dial."""
    return tuple(int(found[2]) if found[2] else found[1] for found in re.finditer(_STEP, field))
