"""The content of a pack as it was written, and its canonical form.

Both forms of a pack, TOML sources and a built ``pack.json``, give the same drafts and the same
digest. The digest is that of the canonical form, which ``pack.json`` is byte for byte.
"""

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

import attrs

from takeaction.errors import PackError
from takeaction.lazy import Lazy
from takeaction.limits import Limits
from takeaction.models.record import Reviewed
from takeaction.packs.faults import FieldPath
from takeaction.packs.sources.files import UnreadableError
from takeaction.value import Value
from takeaction.vocabulary.records import ReviewScope

if TYPE_CHECKING:
    from takeaction.packs.reading.statements import LineFinder


_DAY = r"\d{4}-\d\d-\d\d"
_TRANSLATION = frozenset({ReviewScope.TRANSLATION})
"""The scope of every review of a translation."""


class Marks(NamedTuple):
    """The marks of one entry.

    Attributes:
        review: The last review, or None.
        translators: The people who wrote the translation, as far as it says.
        is_odd: Whether a mark of review is in no form that can be read.
    """

    review: Reviewed | None = None
    translators: tuple[str, ...] = ()
    is_odd: bool = False


NO_MARKS = Marks()


def make_review(by: str, on: str, *, paid: bool | None, seal: str | None) -> Reviewed:
    """Return the review of a translation; *on* is a day as ``day_of`` takes it."""
    day = date.fromisoformat(on)
    return Reviewed(by=by, on=day, scope=_TRANSLATION, paid=paid, seal=seal)


def day_of(text: str) -> date | None:
    """Return the day that ``YYYY-MM-DD`` names; None for any other text."""
    try:
        return date.fromisoformat(text) if re.fullmatch(_DAY, text, re.ASCII) else None
    except ValueError:
        return None


SCHEMA = 1
"""The newest version of the format that this release reads."""

FRAME_ID = "@takeaction"
"""What a translation of our own sentences has instead of the id of a record: none is called so."""

PATCH = "patch"
SOURCE = "pack.toml"
_STEP = r"\.?([^.\[\]]+)|\[(\d+)\]"


class Draft(NamedTuple):
    """A record as it was written.

    Attributes:
        kind: Its kind, or ``patch``.
        id: Its local id; for a patch, its target. Empty if it has none.
        fields: All its other fields.
        file: The file that contains it.
        path: Its path in that file.
    """

    kind: str
    id: str
    fields: dict[str, Any]
    file: str
    path: FieldPath


class Translation(NamedTuple):
    """The translation of one text.

    Attributes:
        language: Its language.
        key: The field that it translates, ``local-id#field``.
        text: The translated text.
        is_fuzzy: Whether its translator says that it isn't finished.
        source: The text it was translated from; None in a built pack, since the build has
            compared it with the current text.
        file: The file that contains it.
        line: Its line in that file, from 1; None in a built pack.
        marks: Who translated it and who has read it, as far as it says.
    """

    language: str
    key: str
    text: str
    is_fuzzy: bool
    source: str | None
    file: str
    line: int | None
    marks: Marks = NO_MARKS

    @property
    def review(self) -> Reviewed | None:
        """Its review, which may not count; None if there is none or it is fuzzy again."""
        return None if self.is_fuzzy else self.marks.review


class TranslationSet(NamedTuple):
    """All translations of a pack.

    Attributes:
        translations: Those that could be read, in order of language and key.
        unreadable: The files that could not be read, in order of path.
    """

    translations: tuple[Translation, ...] = ()
    unreadable: tuple[UnreadableError, ...] = ()


@attrs.frozen(eq=False, repr=False)
class Content(Value):
    """The content of a pack, read but not checked.

    Attributes:
        header: The keys at the top of ``pack.toml``.
        drafts: The records, in order of file and place.
        lazy_translations: The translations, parsed on first use; None if there are none.
        sources: The text of each TOML file, in which lines are looked up.
        built: Whether the pack was read from ``pack.json``.
        raw: The bytes of ``pack.json``; empty for sources.
        head: The part of *raw* without the translations; empty for sources.
        mistakes: The files that were skipped.
        files: The bytes of each source file, by name; empty for a built pack.
    """

    header: dict[str, Any]
    drafts: tuple[Draft, ...]
    lazy_translations: Lazy[TranslationSet] | None = None
    sources: Mapping[str, str] = attrs.field(factory=dict)
    built: bool = False
    raw: bytes = b""
    head: bytes = b""
    mistakes: tuple[PackError, ...] = ()
    files: Mapping[str, bytes] = attrs.field(factory=dict)
    _lines: "dict[str, LineFinder]" = attrs.field(factory=dict, init=False, repr=False)

    @property
    def translations(self) -> tuple[Translation, ...]:
        """The translations that could be read, in order of language and key."""
        return self.lazy_translations().translations if self.lazy_translations else ()

    def canonical(self, translations: Iterable[Translation]) -> bytes:
        """Return the canonical form: the bytes of ``pack.json``.

        Args:
            translations: The translations that belong in it; not used for a built pack.
        """
        if self.built:
            return self.raw
        same: dict[str, dict[str, list[Any]]] = {}
        for draft in self.drafts:
            same.setdefault(draft.kind, {}).setdefault(draft.id, []).append(draft.fields)
        # Records with the same id are refused, but all of them count for the digest.
        records = {
            kind: {id: fields if len(fields) > 1 else fields[0] for id, fields in by_id.items()}
            for kind, by_id in same.items()
        }
        texts: dict[str, dict[str, Any]] = {}
        for translation in translations:
            of_language = texts.setdefault(translation.language, {})
            of_language[translation.key] = _canonical_text(translation)
        pack = {"pack": self.header, "records": records, "translations": texts}
        canonical = json.dumps(
            pack,
            ensure_ascii=False,
            sort_keys=True,
            separators=(",", ":"),
            # No field takes a time, but the record counts for the digest all the same. As a table
            # its digest differs from that of a text that looks like it.
            default=lambda time: {"": str(time)},
        )
        return canonical.encode("utf-8", "surrogatepass")

    def without_drafts(self) -> "Content":
        """Return the content without drafts if it is built; its bytes are all that is needed later.

        Sources need their drafts for the canonical form.
        """
        return attrs.evolve(self, drafts=(), head=b"") if self.built else self

    def line(self, file: str, path: FieldPath) -> int | None:
        """Return the line of a path in a file, or of its nearest container.

        None for a file that is not a source.
        """
        if file not in self.sources:
            return None
        if file not in self._lines:
            # Lines are looked up only for mistakes, and most packs have none.
            from takeaction.packs.reading.statements import LineFinder

            self._lines[file] = LineFinder(self.sources[file])
        return self._lines[file].line_of(path)


def _canonical_text(translation: Translation) -> str | dict[str, Any]:
    """Return a translation as ``pack.json`` has it: a text, or an object with its review.

    One of our own sentences names its original, since that may differ in another release.
    """
    review = translation.review
    is_frame = translation.key.startswith(FRAME_ID)
    if review is None and not translation.is_fuzzy and not is_frame:
        return translation.text
    reviewed: object = not translation.is_fuzzy
    if review is not None:
        facts = {"by": review.by, "on": str(review.on), "paid": review.paid, "seal": review.seal}
        reviewed = {name: fact for name, fact in facts.items() if fact is not None}
    value = {"text": translation.text, "reviewed": reviewed}
    return value | {"source": translation.source} if is_frame else value


def po_language(name: str) -> str | None:
    """Return the language of a PO file, such as ``locale/es.po`` or ``locale/es.more.po``."""
    folder, _, file = name.rpartition("/")
    return file.split(".")[0] if folder == "locale" and file.endswith(".po") else None


def id_key(kind: str) -> str:
    """Return the key that identifies a record of a kind."""
    return "target" if kind == PATCH else "id"


def schema_version(header: Mapping[str, Any]) -> int:
    """Return the version of the format that a header names; 0 if it names none."""
    schema = header.get("schema")
    return schema if type(schema) is int and schema > 0 else 0


def digest(canonical: bytes) -> str:
    """Return the digest of a canonical form."""
    import hashlib  # slow to import, and a first answer needs no digest

    return f"sha256:{hashlib.sha256(canonical).hexdigest()}"


def files_digest(files: Mapping[str, bytes]) -> str:
    """Return the digest of source files as they were read, without parsing any of them.

    Files that are equal byte for byte have equal content; the opposite need not be true.
    """
    parts = (f"{name}\0{len(files[name])}\0".encode() + files[name] for name in sorted(files))
    return digest(b"".join(parts))


def parse_field(field: str) -> FieldPath:
    """Return the steps of a field path: ``contacts[0].dial`` gives contacts, 0, dial."""
    return tuple(int(step[2]) if step[2] else step[1] for step in re.finditer(_STEP, field))


# Composed text


def compose(text: str) -> str:
    """Return text in NFC.

    Text with more combining marks in a row than allowed is returned as it is: to normalise it takes
    long, and it will be refused anyway.
    """
    return text if marks_in_a_row(text) > Limits().marks else unicodedata.normalize("NFC", text)


def marks_in_a_row(text: str) -> int:
    """Return the length of the longest run of combining marks in a text."""
    marks = "".join(sorted(filter(unicodedata.combining, set(text))))  # a text has few different
    runs = re.findall(f"[{marks}]+", text) if marks else ()
    return max(map(len, runs), default=0)
