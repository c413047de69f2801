"""Every rule over a pack, once. Loading, ``pack check`` and the build hook only show what it finds.

One wrong record is dropped, one broken pack gives nothing; each mistake is kept with its place.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

import attrs

from takeaction.codes import mistake
from takeaction.errors import PackError, PackErrors, Where, plain
from takeaction.lazy import Lazy, computed
from takeaction.limits import Limits
from takeaction.models.pack import Header, Pack
from takeaction.models.record import Record
from takeaction.models.resource import Resource
from takeaction.models.word import Word
from takeaction.packs.checking import translations
from takeaction.packs.checking.dependants import let_fall
from takeaction.packs.checking.header import header_of
from takeaction.packs.checking.records import Making, Models, is_patch
from takeaction.packs.checking.report import Notes, RefusedPackError
from takeaction.packs.faults import Fault
from takeaction.packs.reading.content import (
    BUILT,
    Content,
    Draft,
    Translation,
    Unread,
    current,
    digest,
)
from takeaction.packs.reading.drafts import read
from takeaction.packs.rules import safety
from takeaction.packs.sources.files import UnreadableError
from takeaction.packs.sources.plugins import DataPack
from takeaction.packs.structuring.values import Setting
from takeaction.vocabulary import Kind

if TYPE_CHECKING:
    from takeaction.models.patch import Patch

_LARGE = 1024 * 1024
"""Bytes of a built pack that are not kept for later."""


class Checked(NamedTuple):
    """What is good in a pack, and everything that is not.

    Attributes:
        header: What it says about itself; None if it gives nothing.
        later_mistakes: Gives everything that was found.
        records: Its good records, by full id, in order.
        words: Its good words, in order of id.
        patches: What it adds to other packs' records, in order of target.
        distribution: The installed distribution it is from, or None.
        later_pack: Gives the pack as answers show it.
        later_canonical: Gives its canonical form.
    """

    header: Header | None
    later_mistakes: Lazy[tuple[PackError, ...]]
    records: Mapping[str, Record]
    words: tuple[Word, ...] = ()
    patches: "tuple[Patch, ...]" = ()
    distribution: str | None = None
    later_pack: Lazy[Pack] | None = None
    later_canonical: Lazy[bytes] = computed(b"")

    @property
    def mistakes(self) -> tuple[PackError, ...]:
        """Everything that was found, in order of file and line."""
        return self.later_mistakes()

    @property
    def canonical(self) -> bytes:
        """Its canonical form: what ``pack.json`` holds. Empty if it gives nothing."""
        return self.later_canonical()

    @property
    def pack(self) -> Pack | None:
        """The pack as answers show it; None if it gives nothing."""
        return self.later_pack() if self.later_pack else None


def check(pack: DataPack, limits: Limits, today: date | None = None) -> Checked:
    """Read a pack and hold every rule against it.

    Args:
        pack: A pack that was found.
        limits: How much is read.
        today: The day it is looked at, to find dates that have not come; None looks for none.

    Raises:
        MemoryError: Memory gave out, which says nothing of the pack.
        RecursionError: The stack did.
    """
    try:
        content = current(read(pack, limits))
        return _Checker(pack, content, limits, today).checked()
    except PackErrors as errors:
        return Checked(None, computed(errors.mistakes), {})
    except (MemoryError, RecursionError):  # of the machine: it may go well the next time
        raise
    except Exception as error:  # noqa: BLE001 - a fault of ours, and somebody may need the others
        return failed(pack, error)


def failed(pack: DataPack, error: Exception) -> Checked:
    """Leave out a pack at which something failed that is no mistake of it."""
    code, problem, _, _, fix = _failed(error)
    where = Where(pack.id or pack.place)
    told = mistake(code, problem, where, fix, distribution=pack.distribution)
    return Checked(None, computed((told,)), {})


def _failed(error: Exception) -> Unread:
    problem = f"to read it failed: {type(error).__name__}: {plain(str(error))}."
    fix = "try again; if it fails again, tell the maintainers of takeaction."
    return Unread("read.failed", problem, None, None, fix)


class _Checker:
    """Checks one pack.

    The wording of records costs none of them, and is dear to look at: that is left for when
    mistakes are asked for.
    """

    def __init__(
        self,
        pack: DataPack,
        content: Content,
        limits: Limits,
        today: date | None,
        *,
        with_wording: bool = False,
    ) -> None:
        self._pack = pack
        self._content = content
        self._limits = limits
        self._today = today
        self._with_wording = with_wording
        self._notes = Notes(pack.id or pack.place, pack.distribution, content, limits)
        self._read: tuple[str, ...] = ()
        self._look = safety.Look()

    def checked(self) -> Checked:
        """Check everything, in the order in which one thing rests on another."""
        translator = translations.PackTranslator() if self._content.spoken else None
        try:
            header = header_of(self._content.header, self._pack.id, self._notes, self._limits)
            self._code()
            setting = Setting(header.id, header.source_language, {}, translator or ())
            more = self._wording_faults if self._with_wording else None
            making = Making(self._notes, self._limits, self._today, more)
            models = making.models(self._content, setting)
            let_fall(models, self._notes)
            self._has_caveat(header, models)
        except RefusedPackError:
            return Checked(None, self._told({}), {})
        found = self._translations(models, header)
        if translator:
            translator.found = found
            self._read = tuple(filter(safety.is_read, header.languages))
        kept = [m for n, (_, m) in models.items() if n not in self._notes.dropped]
        records: dict[str, Record] = {m.id: m for m in kept if isinstance(m, Record)}
        content = self._content.bare()
        canonical = Lazy(lambda: content.canonical(() if content.built else found().kept))
        pack = Lazy(lambda: self._pack_of(header, _counts(records.values()), canonical))
        if len(self._content.raw) > _LARGE:  # its bytes can go
            pack()
        told = self._told(records, found)
        return Checked(
            header,
            told,
            dict(sorted(records.items())),
            tuple(sorted((m for m in kept if isinstance(m, Word)), key=lambda m: m.id)),
            tuple(sorted((m for m in kept if is_patch(m)), key=lambda m: m.target)),
            self._pack.distribution,
            pack,
            canonical,
        )

    def _pack_of(
        self, header: Header, counts: tuple[tuple[str, int], ...], canonical: Lazy[bytes]
    ) -> Pack:
        """Return the pack as answers show it."""
        return Pack(
            header=header,
            digest=digest(canonical()),
            distribution=self._pack.distribution,
            version=self._pack.version,
            built=self._content.built,
            counts=counts,
        )

    # What is told

    def _told(
        self,
        records: Mapping[str, Record],
        found: Callable[[], translations.Sorted] = translations.Sorted,
    ) -> Lazy[tuple[PackError, ...]]:
        """Return the mistakes, with those in the wording of the good records and translations."""
        if self._with_wording:
            self._report_translations(found(), records)
            self._notes.note_all(self._look.faults())
            return computed(self._notes.told())
        if not self._notes.are_counted:
            self._content = self._notes.content = attrs.evolve(self._content.bare(), raw=b"")
            return Lazy(partial(self._wording, records, found))
        # Of many mistakes only the first are told: all of them have to be met in order.
        again = _Checker(self._pack, self._content, self._limits, self._today, with_wording=True)
        told = Lazy(lambda: again.checked().mistakes)
        if len(self._content.raw) > _LARGE:
            told()
        return told

    def _wording(
        self, records: Mapping[str, Record], found: Callable[[], translations.Sorted]
    ) -> tuple[PackError, ...]:
        """Look at the wording of good records, in the order in which they were read."""
        drafts = {f"{self._notes.pack}:{draft.id}": draft for draft in self._content.drafts}
        for id, record in records.items():
            draft = drafts.get(id) or Draft(record.record_kind, record.local_id, {}, BUILT, ())
            for fault in () if self._notes.is_skimmed(draft.file) else self._wording_faults(record):
                self._notes.note(fault, draft)
        self._report_translations(found(), records)
        self._notes.note_all(self._look.faults())
        return self._notes.told()

    def _code(self) -> None:
        """Warn of anything beside the data that could be run."""
        try:
            found = self._pack.files.code()
        except (UnreadableError, OSError):  # it was read a moment ago, and is gone now
            return
        for name in found:
            where = Where(self._notes.pack, name)
            problem = "this could be run; it never is."
            fix = "take it out: a pack is data."
            self._notes.remark("pack.has_code", problem, where, fix)

    def _wording_faults(self, record: Record) -> Iterator[Fault]:
        """Find what costs no record: texts that could hurt, and numbers from somewhere else."""
        yield from safety.faults(record, self._look)
        if isinstance(record, Resource):
            from takeaction.packs.rules import numbers

            yield from numbers.faults(record)

    def _has_caveat(self, header: Header, models: Models) -> None:
        kinds = {draft.kind for draft, _ in models.values()}
        self._notes.note_all(safety.header_faults(header, has_indicators=Kind.INDICATOR in kinds))

    # Translations

    def _translations(self, models: Models, header: Header) -> Callable[[], translations.Sorted]:
        """Return what tells which translations hold, when somebody wants one."""
        spoken = self._content.spoken
        if spoken is None:
            return translations.Sorted
        of = {draft.id: model for draft, model in models.values()}
        limits = self._limits

        def found() -> translations.Sorted:
            try:
                return translations.tell_apart(of, spoken(), header, limits)
            except (MemoryError, RecursionError):  # of the machine: it may go well the next time
                raise
            except Exception as error:  # noqa: BLE001 - a fault of ours: the source words are there
                return translations.Sorted(unread=(_failed(error),))

        return Lazy(found)

    def _report_translations(
        self, found: translations.Sorted, records: Mapping[str, Record]
    ) -> None:
        """Note translations that do not hold, that cannot be read, or that could hurt somebody."""
        for each, fault in found.faults:
            self._report_translation(each, fault)
        for unread in found.unread:
            problem = f"{unread.problem} The translations of this file are left out."
            where = Where(self._notes.pack, unread.file, unread.line)
            self._notes.warn(unread.code, problem, where, unread.fix)
        kept = {(each.language, each.key): each for each in found.kept}
        for record in records.values() if kept else ():
            for language in self._read:
                for fault in safety.translated_faults(record, language, self._look):
                    each = kept[language, f"{record.local_id}#{fault.field}"]
                    self._report_translation(each, fault)

    def _report_translation(self, each: Translation, fault: Fault) -> None:
        where = Where(self._notes.pack, each.file, each.line, each.key)
        self._notes.warn(fault.code, fault.problem, where, fault.fix)


def _counts(records: Iterable[Record]) -> tuple[tuple[str, int], ...]:
    counts: dict[str, int] = {}
    for record in records:
        counts[record.record_kind] = counts.get(record.record_kind, 0) + 1
    return tuple(sorted((str(kind), count) for kind, count in counts.items()))
