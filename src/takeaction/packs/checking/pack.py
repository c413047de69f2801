"""Every rule over one pack, in order. Loading, ``pack check`` and the build hook show the result.

One wrong record is dropped, one broken pack gives nothing; each mistake has its place.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

import attrs

from takeaction.core_data import is_our_language
from takeaction.errors import Outcome, PackError, PackErrors, Where, plain, shown
from takeaction.lazy import Lazy, computed
from takeaction.limits import Limits
from takeaction.models.pack import Header, Pack
from takeaction.models.record import Record
from takeaction.models.word import Word
from takeaction.packs.checking import translations
from takeaction.packs.checking.records import Model, Models, RecordMaker, drop_dependants, is_patch
from takeaction.packs.checking.report import Report, UnusablePackError
from takeaction.packs.faults import Fault
from takeaction.packs.reading.content import (
    PATCH,
    SCHEMA,
    Content,
    Draft,
    Translation,
    TranslationSet,
    UnreadableTranslations,
    digest,
    files_digest,
    schema_version,
)
from takeaction.packs.reading.drafts import read_drafts, read_sound_drafts
from takeaction.packs.rules import address, characters, contact, meaning
from takeaction.packs.sources.files import BUILT, MAX_HELD_BYTES, FileFault, UnreadableError
from takeaction.packs.sources.plugins import DataPack
from takeaction.packs.structuring.strict import structure
from takeaction.packs.structuring.values import Setting
from takeaction.vocabulary.codes import mistake
from takeaction.vocabulary.records import Kind

if TYPE_CHECKING:
    from takeaction.models.amendments import Patch
    from takeaction.packs.rules.wording import WordingCheck


_TOO_MUCH = ("parse.too_deep", "limit.")
"""The codes of packs of which nothing more is read: that would cost what the limits forbid."""


class Checked(NamedTuple):
    """The good records of a pack, and the mistakes in it.

    Attributes:
        header: The pack's own description; None if the pack gives nothing.
        lazy_mistakes: Its mistakes, found when somebody asks.
        records: Its good records, by full id, in order.
        words: Its good words, in order of id.
        patches: Its additions to other packs' records, in order of target.
        distribution: The installed distribution it is from, or None.
        lazy_pack: The pack as answers show it; None if the pack gives nothing.
        lazy_canonical: Its canonical form.
        lazy_files: The digest of its source files, byte for byte, which is known long before that
            of its content; empty for a built pack.
        has_losses: Whether a mistake costs a record or the whole pack.
        held_back: The full ids of the records that a lock holds back, and of their dependants.
        lazy_frames: The first sentences of answers that it translates, by language and code; None
            if it has no language that the core lacks.
    """

    header: Header | None
    lazy_mistakes: Lazy[tuple[PackError, ...]]
    records: Mapping[str, Record]
    words: tuple[Word, ...] = ()
    patches: "tuple[Patch, ...]" = ()
    distribution: str | None = None
    lazy_pack: Lazy[Pack] | None = None
    lazy_canonical: Lazy[bytes] = computed(b"")
    lazy_files: Lazy[str] = computed("")
    has_losses: bool = True
    held_back: frozenset[str] = frozenset()
    lazy_frames: Lazy[Mapping[str, Mapping[str, str]]] | None = None

    @property
    def mistakes(self) -> tuple[PackError, ...]:
        """The mistakes, in order of file and line."""
        return self.lazy_mistakes()

    @property
    def canonical(self) -> bytes:
        """The canonical form, as in ``pack.json``; empty if the pack gives nothing."""
        return self.lazy_canonical()

    @property
    def pack(self) -> Pack | None:
        """The pack as answers show it; None if the pack gives nothing."""
        return self.lazy_pack() if self.lazy_pack else None


def check(pack: DataPack, limits: Limits, today: date | None = None) -> Checked:
    """Read a pack and check it against every rule.

    Args:
        pack: A pack that was discovered.
        limits: The bounds of reading.
        today: The day of the check, to find dates in the future; None looks for none.

    Raises:
        MemoryError: Memory ran out, which says nothing about the pack.
        RecursionError: The stack ran out.
    """
    try:
        content = read_drafts(pack, limits)
        return _checked(_Check(pack, content, limits, today))
    except PackErrors as errors:
        return _refused(Lazy(partial(_mistakes_of_unreadable, errors, pack, limits, today)))
    except (MemoryError, RecursionError):  # the machine's fault: the next try may succeed
        raise
    except Exception as error:  # noqa: BLE001 - our fault, and somebody may need the other packs
        return failed(pack, error)


def _mistakes_of_unreadable(
    errors: PackErrors, pack: DataPack, limits: Limits, today: date | None
) -> tuple[PackError, ...]:
    """Return all mistakes of a pack that cannot be read, those in the sound records among them."""
    further = mistakes_of_unreadable(pack, limits)
    is_too_much = any(each.code.startswith(_TOO_MUCH) for each in errors.mistakes)
    rest = () if is_too_much else _mistakes_of_the_rest(pack, limits, today)
    return (*errors.mistakes, *further, *rest)


def _mistakes_of_the_rest(
    pack: DataPack, limits: Limits, today: date | None
) -> tuple[PackError, ...]:
    """Return the mistakes of the records that have no slip in them.

    A link from one of them may lead to a record that has, so links are not checked.
    """
    content = read_sound_drafts(pack, limits)
    if content is None:
        return ()
    from takeaction.packs.rules.wording import WordingCheck

    report = Report(pack.id or pack.place, pack.distribution, content, limits)
    try:
        header = read_header(content.header, pack.id or pack.files.entry_name(), report, limits)
        setting = Setting(header.id, header.source_language, {}, ())
        wording = WordingCheck()
        maker = RecordMaker(report, limits, today, wording.faults, publisher=header.publisher)
        maker.models(content, setting)
    except UnusablePackError:
        return ()
    return report.mistakes()


def failed(pack: DataPack, error: Exception) -> Checked:
    """Leave out a pack after an error that is not its mistake."""
    unread = _unread(error)
    where = Where(pack.id or pack.place)
    read_error = mistake(
        unread.code, unread.problem, where, unread.fix, distribution=pack.distribution
    )
    return _refused(computed((read_error,)))


def _unread(error: Exception) -> UnreadableTranslations:
    problem = f"it could not be read: {type(error).__name__}: {plain(str(error))}."
    fix = "try again; if it fails again, tell the maintainers of takeaction."
    return UnreadableTranslations("read.failed", problem, None, None, fix)


def _refused(mistakes: Lazy[tuple[PackError, ...]]) -> Checked:
    return Checked(None, mistakes, {})


class _Check:
    """A pack, its content, and the terms of the check."""

    def __init__(
        self, pack: DataPack, content: Content, limits: Limits, today: date | None
    ) -> None:
        self.pack = pack
        self.content = content
        self.limits = limits
        self.today = today


def _checked(check: _Check) -> Checked:
    """Check a pack, and leave its wording until somebody asks for the mistakes."""
    first = _apply_rules(check)
    mistakes = _lazy_mistakes(check, first)
    if first.header is None:
        return _refused(mistakes)
    source, built = check.pack, check.content.built
    canonical = _lazy_canonical(check.content, first.find_translations)
    records = first.records
    counts = counts_of(records.values())
    pack = Lazy(partial(_pack, source, first.header, counts, canonical, built=built))
    if len(check.content.raw) > MAX_HELD_BYTES:
        pack()
    return Checked(
        first.header,
        mistakes,
        dict(sorted(records.items())),
        tuple(sorted((m for m in first.models if isinstance(m, Word)), key=lambda word: word.id)),
        tuple(sorted((m for m in first.models if is_patch(m)), key=lambda patch: patch.target)),
        source.distribution,
        pack,
        canonical,
        computed("") if built else Lazy(partial(files_digest, check.content.files)),
        first.report.has_losses,
        lazy_frames=_lazy_frames(check.content, first.header, first.find_translations),
    )


def _lazy_frames(
    content: Content,
    header: Header,
    find_translations: Callable[[], translations.SortedTranslations],
) -> Lazy[Mapping[str, Mapping[str, str]]] | None:
    """Return the first sentences that a pack translates, found when somebody asks for them."""
    if content.lazy_translations is None or all(map(is_our_language, header.languages)):
        return None
    return Lazy(lambda: find_translations().frames)


class _Result:
    """The result of one pass over a pack.

    It holds no drafts, so that those of a built pack can go.

    Attributes:
        report: The mistakes of the pass.
        header: The header; None if the pack gives nothing.
        models: The good records, words and patches, in the order of reading.
        find_translations: Returns the translations of the pack, told apart at the first call.
    """

    def __init__(
        self,
        report: Report,
        header: Header | None = None,
        models: tuple[Model, ...] = (),
        find_translations: Callable[
            [], translations.SortedTranslations
        ] = translations.SortedTranslations,
    ) -> None:
        self.report = report
        self.header = header
        self.models = models
        self.find_translations = find_translations

    @property
    def records(self) -> dict[str, Record]:
        """The good records by full id, in the order of reading."""
        return {model.id: model for model in self.models if isinstance(model, Record)}


def _apply_rules(check: _Check, wording: "WordingCheck | None" = None) -> _Result:
    """Apply the rules, each after those it depends on."""
    pack, content, limits, today = check.pack, check.content, check.limits, check.today
    report = Report(pack.id or pack.place, pack.distribution, content, limits)
    try:
        header = _read_header(check, report)
        warn_of_files(pack, report, limits)
        translator = translations.PackTranslator() if content.lazy_translations else None
        setting = Setting(header.id, header.source_language, {}, translator or ())
        find_more = wording.faults if wording else None
        maker = RecordMaker(report, limits, today, find_more, publisher=header.publisher)
        models = maker.models(content, setting)
        drop_dependants(models, report)
        kinds = {draft.kind for draft, _ in models.values()}
        report.add_all(contact.caveat_faults(header, has_indicators=Kind.INDICATOR in kinds))
    except UnusablePackError:
        return _Result(report)
    spoken = content.lazy_translations
    find_translations = _lazy_translations(spoken, header, models, limits, today)
    if translator:
        translator.find = find_translations
    good = tuple(model for number, (_, model) in models.items() if number not in report.dropped)
    return _Result(report, header, good, find_translations)


def _read_header(check: _Check, report: Report) -> Header:
    pack, limits = check.pack, check.limits
    try:
        return read_header(check.content.header, pack.id or pack.files.entry_name(), report, limits)
    except UnusablePackError:
        warn_of_wheel(pack, report, limits)
        raise


# The pack as answers show it


def _lazy_canonical(
    content: Content, find_translations: Callable[[], translations.SortedTranslations]
) -> Lazy[bytes]:
    bare = content.without_drafts()
    return Lazy(lambda: bare.canonical(() if bare.built else find_translations().good))


def _pack(
    source: DataPack,
    header: Header,
    counts: tuple[tuple[str, int], ...],
    canonical: Lazy[bytes],
    *,
    built: bool,
) -> Pack:
    return Pack(
        header=header,
        digest=digest(canonical()),
        distribution=source.distribution,
        version=source.version,
        built=built,
        counts=counts,
    )


def counts_of(records: Iterable[Record]) -> tuple[tuple[str, int], ...]:
    """Return (kind, number of records) pairs, in order of kind."""
    counts: dict[str, int] = {}
    for record in records:
        counts[record.record_kind] = counts.get(record.record_kind, 0) + 1
    return tuple(sorted((str(kind), count) for kind, count in counts.items()))


# Mistakes, when somebody asks


def _lazy_mistakes(check: _Check, first: _Result) -> Lazy[tuple[PackError, ...]]:
    """Return the mistakes of a pack, those in its wording among them."""
    if not first.report.has_counted:
        first.report.content = attrs.evolve(check.content.without_drafts(), raw=b"")
        return Lazy(partial(_mistakes_with_wording, first))
    # Only the first mistakes of a file are listed, so a second pass meets all of them in order.
    mistakes = Lazy(partial(_mistakes_in_order, check))
    if len(check.content.raw) > MAX_HELD_BYTES:
        mistakes()
    return mistakes


def _mistakes_with_wording(first: _Result) -> tuple[PackError, ...]:
    """Check the wording of good records, in the order of reading."""
    from takeaction.packs.rules.wording import WordingCheck

    report, wording = first.report, WordingCheck()
    drafts = {f"{report.pack}:{draft.id}": draft for draft in report.content.drafts}
    for id, record in first.records.items():
        draft = drafts.get(id) or Draft(record.record_kind, record.local_id, {}, BUILT, ())
        if not report.is_skimmed(draft.file):
            for fault in wording.faults(record):
                report.add(fault, draft)
    return _complete(first, wording)


def _mistakes_in_order(check: _Check) -> tuple[PackError, ...]:
    """Check the pack again, with the wording of each record in its place."""
    from takeaction.packs.rules.wording import WordingCheck

    wording = WordingCheck()
    return _complete(_apply_rules(check, wording), wording)


def _complete(result: _Result, wording: "WordingCheck") -> tuple[PackError, ...]:
    """Return all mistakes of a pass, after adding those in the translations."""
    if result.header:
        _report_translations(result, wording)
        _report_patches(result, wording)
    result.report.add_all(wording.bound_faults())
    return result.report.mistakes()


# Translations


def _lazy_translations(
    spoken: Lazy[TranslationSet] | None,
    header: Header,
    models: Models,
    limits: Limits,
    today: date | None,
) -> Callable[[], translations.SortedTranslations]:
    """Return a function that tells the translations of a pack apart, once."""
    if spoken is None:
        return translations.SortedTranslations
    by_id = {draft.id: model for draft, model in models.values()}

    def find() -> translations.SortedTranslations:
        try:
            return translations.sort_translations(by_id, spoken(), header, limits, today)
        except (MemoryError, RecursionError):  # the machine's fault: the next try may succeed
            raise
        except Exception as error:  # noqa: BLE001 - our fault: the source words are still there
            return translations.SortedTranslations(unread=(_unread(error),))

    return Lazy(find)


def _report_patches(result: _Result, wording: "WordingCheck") -> None:
    """Report texts in patches that could hurt somebody, or lost something in translation."""
    drafts = {draft.id: draft for draft in result.report.content.drafts if draft.kind == PATCH}
    for patch in filter(is_patch, result.models):
        draft = drafts.get(patch.target) or Draft(PATCH, patch.target, {}, BUILT, ())
        for fault in wording.patch_faults(patch):
            result.report.add(fault, draft)


def _report_translations(result: _Result, wording: "WordingCheck") -> None:
    """Report translations that are wrong, can't be read, or could hurt somebody."""
    report, sorted_out = result.report, result.find_translations()
    for translation, fault in (*sorted_out.faults, *sorted_out.void):
        _warn_of(translation, fault, report)
    for unread in sorted_out.unread:
        problem = f"{unread.problem} The translations of this file are left out."
        where = Where(report.pack, unread.file, unread.line)
        report.warn(unread.code, problem, where, unread.fix)
    by_key = {(good.language, good.key): good for good in sorted_out.good}
    for record in result.records.values() if by_key else ():
        for language, fault in wording.translation_faults(record):
            _warn_of(by_key[language, f"{record.local_id}#{fault.field}"], fault, report)


def _warn_of(translation: Translation, fault: Fault, report: Report) -> None:
    where = Where(report.pack, translation.file, translation.line, translation.key)
    report.warn(fault.code, fault.problem, where, fault.fix)


# The files of a pack, apart from their content: code, foreign files, and lists that don't fit.


def warn_of_files(pack: DataPack, report: Report, limits: Limits) -> None:
    """Warn of the faults of the files of a pack that was read."""
    for fault in _first_of_each_kind(pack, limits):
        where = Where(report.pack, fault.name)
        report.warn_uncounted(fault.code, fault.problem, where, fault.fix)


def mistakes_of_unreadable(pack: DataPack, limits: Limits) -> tuple[PackError, ...]:
    """Return the warnings about the files of a wheel whose pack cannot be read.

    A wheel is checked before it is installed, so all its mistakes are told at once. A folder
    without a pack in it may be any folder, and a look at all its files would take long.
    """
    if not _is_wheel(pack):
        return ()
    return tuple(
        mistake(fault.code, fault.problem, Where(pack.place, fault.name), fault.fix, Outcome.WARN)
        for fault in _first_of_each_kind(pack, limits)
    )


def warn_of_wheel(pack: DataPack, report: Report, limits: Limits) -> None:
    """Warn of the faults of the files of a wheel whose header costs the pack."""
    if _is_wheel(pack):
        warn_of_files(pack, report, limits)


def _is_wheel(pack: DataPack) -> bool:
    from takeaction.packs.sources.wheel import Wheel  # only for a pack that gives nothing

    return isinstance(pack.files, Wheel)


def _first_of_each_kind(pack: DataPack, limits: Limits) -> Iterator[FileFault]:
    """Yield the first faults of each code, and then how many more there are of it.

    An archive of 8 MiB has room for 70,000 files that could be run.
    """
    counts: dict[str, int] = {}
    for fault in _faults(pack):
        counts[fault.code] = counts.get(fault.code, 0) + 1
        if counts[fault.code] <= limits.mistakes:
            yield fault
    for code, count in counts.items():
        if count > limits.mistakes:
            problem = (
                f"mistakes of the kind {code} that are not listed: {count - limits.mistakes:,}."
            )
            yield FileFault("limit.mistakes", None, problem, "fix those above first.")


def _faults(pack: DataPack) -> Iterator[FileFault]:
    try:
        yield from pack.files.faults()
    except (UnreadableError, OSError):  # it was readable a moment ago, and has gone since
        return


# The header of a pack; with a mistake in it, the whole pack gives nothing.


def read_header(
    fields: dict[str, Any], entry: str | None, report: Report, limits: Limits
) -> Header:
    """Return the header of a pack.

    Args:
        fields: Its keys, as they were written.
        entry: The name of the pack's entry point, which must be its id; None if it has none.
        report: The mistakes of the pack; from here on it calls the pack by its id.
        limits: The bounds of reading.

    Raises:
        RefusedPackError: There is a mistake in it.
    """
    _refuse_other_schemas(fields, report)
    enough = limits.mistakes + 1
    faults = [*_id_faults(fields.get("id"), entry, limits)]
    id = "" if any(fault.code == "pack.bad_id" for fault in faults) else fields["id"]
    faults += islice(characters.faults(fields, limits), enough)
    header: Header | None = None
    field_faults: tuple[Fault, ...] = ()
    if not characters.is_costly(faults):
        header, field_faults = _structured(fields, id, enough)
    if header and id and entry in (None, id):
        report.pack = id
    faults += field_faults or islice(meaning.header_faults(header) if header else (), enough)
    if len(faults) >= enough:
        report.skim(report.own_file)
    for fault in faults:
        warns = fault.outcome is Outcome.WARN
        report.add(fault if warns else attrs.evolve(fault, outcome=Outcome.QUARANTINE))
    if header is None or report.is_refused:
        raise UnusablePackError
    return header


def _refuse_other_schemas(fields: dict[str, Any], report: Report) -> None:
    schema = schema_version(fields)
    if 1 <= schema <= SCHEMA:
        return
    written = shown(fields["schema"]) if "schema" in fields else "missing"
    problem = f"the schema is {written}; this release reads schema {SCHEMA}."
    fix = "upgrade takeaction." if schema else f"write schema = {SCHEMA}."
    report.add(Fault("pack.schema", "schema", problem, fix))
    raise UnusablePackError


def _id_faults(id: object, entry: str | None, limits: Limits) -> Iterator[Fault]:
    if not isinstance(id, str) or not address.is_id(id, limits.id_characters):
        problem = f"{shown(id) if isinstance(id, str) else 'this'} is not a valid id of a pack."
        yield Fault("pack.bad_id", "id", problem, "use a-z, 0-9 and hyphens between them.")
    elif entry and id != entry:
        problem = f"the pack is {shown(id)}, its entry point {shown(entry)}."
        yield Fault("pack.id_mismatch", "id", problem, "give both the same name.")


def _structured(
    fields: dict[str, Any], id: str, enough: int
) -> tuple[Header | None, tuple[Fault, ...]]:
    written = fields.get("source_language")
    language = written if isinstance(written, str) else "en"
    return structure(fields, Header, Setting(id, language, {}), max_faults=enough)
