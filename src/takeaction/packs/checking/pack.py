"""Every rule over one pack, in order. Loading, ``pack check`` and the build hook show the result.

One wrong record is dropped, one broken pack gives nothing; each mistake has its place.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
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
from takeaction.packs.checking import translations as sorting
from takeaction.packs.checking.records import Model, Models, RecordMaker, drop_dependants, is_patch
from takeaction.packs.checking.report import Report, UnusablePackError
from takeaction.packs.checking.translations import PackTranslator, SortedTranslations
from takeaction.packs.faults import Fault
from takeaction.packs.reading.content import (
    PATCH,
    SCHEMA,
    Content,
    Draft,
    Translation,
    TranslationSet,
    digest,
    files_digest,
    schema_version,
)
from takeaction.packs.reading.drafts import read_drafts, read_sound_drafts
from takeaction.packs.rules import address, characters, contact, meaning
from takeaction.packs.sources.files import BUILT, MAX_HELD_BYTES, FileFault, UnreadableError
from takeaction.packs.sources.plugins import DataPack
from takeaction.packs.structuring import Setting, structure
from takeaction.vocabulary.codes import mistake
from takeaction.vocabulary.records import Kind

if TYPE_CHECKING:
    from takeaction.models.pack import Patch
    from takeaction.packs.rules.wording import WordingCheck


_TOO_MUCH = ("parse.too_deep", "limit.")
"""The codes of packs of which nothing more is read: that would cost what the limits forbid."""


class Checked(NamedTuple):
    """The good records of a pack, and the mistakes in it.

    Attributes:
        header: The pack's own description; None if the pack gives nothing.
        lazy_mistakes: Its mistakes, found on first use.
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
        since: When it was installed, to compare; 0 if that is not known.
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
    since: int = 0

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
        return _check_content(pack, read_drafts(pack, limits), limits, today)
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
    # A folder without a pack in it may be any folder, and a look at all its files would take long.
    in_files = _first_of_each_kind(pack, limits) if _is_wheel(pack) else ()
    further = (
        mistake(fault.code, fault.problem, Where(pack.place, fault.name), fault.fix, Outcome.WARN)
        for fault in in_files
    )
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
    report = Report(pack.id or pack.place, pack.distribution, content, limits)
    try:
        header = read_header(content.header, pack.id or pack.files.entry_name(), report, limits)
        setting = Setting(header.id, header.source_language, {}, ())
        made = RecordMaker(report, limits, today, header.publisher).models(content, setting)
    except UnusablePackError:
        return ()
    return _mistakes_with_wording(_Result(report, models=_without_drafts(made)))


def failed(pack: DataPack, error: Exception) -> Checked:
    """Leave out a pack after an error that is not its mistake."""
    where = Where(pack.id or pack.place)
    problem, distribution = _why_unread(error), pack.distribution
    read_error = mistake("read.failed", problem, where, _TRY_AGAIN, distribution=distribution)
    return _refused(computed((read_error,)))


_TRY_AGAIN = "try again; if it fails again, tell the maintainers of takeaction."


def _why_unread(error: Exception) -> str:
    return f"it could not be read: {type(error).__name__}: {plain(str(error))}."


def _refused(mistakes: Lazy[tuple[PackError, ...]]) -> Checked:
    return Checked(None, mistakes, {})


class _Result(NamedTuple):
    """The result of the rules over a pack, all but those about wording.

    It holds no drafts, so that those of a built pack can go.

    Attributes:
        report: The mistakes so far.
        header: The header; None if the pack gives nothing.
        models: The records, words and patches, those that a mistake costs too, by the number of
            their draft.
        translations: The translations of the pack, sorted on first use.
    """

    report: Report
    header: Header | None = None
    models: Mapping[int, Model] = {}
    translations: Lazy[SortedTranslations] = computed(SortedTranslations())

    def good(self) -> tuple[Model, ...]:
        """Return the models that no mistake costs, in the order of reading."""
        dropped = self.report.dropped
        return tuple(model for number, model in self.models.items() if number not in dropped)


def _without_drafts(models: Models) -> dict[int, Model]:
    return {number: model for number, (_, model) in models.items()}


def _check_content(pack: DataPack, content: Content, limits: Limits, today: date | None) -> Checked:
    """Check a pack, but its wording only when the mistakes are used: that takes longer."""
    result = _apply_rules(pack, content, limits, today)
    bare, is_large = content.without_drafts(), len(content.raw) > MAX_HELD_BYTES
    result.report.content = attrs.evolve(bare, raw=b"")
    mistakes = Lazy(partial(_mistakes_with_wording, result))
    if result.header is None:
        return _refused(mistakes)
    header, good = result.header, result.good()
    records = {model.id: model for model in good if isinstance(model, Record)}
    translations = result.translations
    canonical = Lazy(lambda: bare.canonical(() if bare.built else translations().good))
    counts = counts_of(records.values())
    shown_pack = Lazy(
        lambda: Pack(
            header=header,
            digest=digest(canonical()),
            distribution=pack.distribution,
            version=pack.version,
            built=bare.built,
            counts=counts,
        )
    )
    if is_large:
        shown_pack()
    has_frames = content.lazy_translations and not all(map(is_our_language, header.languages))
    return Checked(
        header,
        mistakes,
        dict(sorted(records.items())),
        tuple(sorted((m for m in good if isinstance(m, Word)), key=lambda word: word.id)),
        tuple(sorted(filter(is_patch, good), key=lambda patch: patch.target)),
        pack.distribution,
        shown_pack,
        canonical,
        computed("") if bare.built else Lazy(partial(files_digest, content.files)),
        result.report.has_losses,
        lazy_frames=Lazy(lambda: translations().frames) if has_frames else None,
        since=pack.since,
    )


def _apply_rules(pack: DataPack, content: Content, limits: Limits, today: date | None) -> _Result:
    """Apply the rules, each after those it depends on."""
    report = Report(pack.id or pack.place, pack.distribution, content, limits)
    header: Header | None = None
    try:
        header = read_header(content.header, pack.id or pack.files.entry_name(), report, limits)
        _warn_of_files(pack, report, limits)
        translator = PackTranslator() if content.lazy_translations else None
        setting = Setting(header.id, header.source_language, {}, translator or ())
        made = RecordMaker(report, limits, today, header.publisher).models(content, setting)
        models = {number: pair for number, pair in made.items() if number not in report.dropped}
        drop_dependants(models, report)
        kinds = {draft.kind for draft, _ in models.values()}
        report.add_all(contact.caveat_faults(header, has_indicators=Kind.INDICATOR in kinds))
    except UnusablePackError:
        if header is None and _is_wheel(pack):
            _warn_of_files(pack, report, limits)
        return _Result(report)
    if not (content.lazy_translations and translator):
        return _Result(report, header, _without_drafts(made))
    by_id = {draft.id: model for draft, model in models.values()}
    sort = partial(_sort_translations, content.lazy_translations, header, by_id, limits, today)
    translator.find = translations = Lazy(sort)
    return _Result(report, header, _without_drafts(made), translations)


def _sort_translations(
    spoken: Lazy[TranslationSet],
    header: Header,
    models: Mapping[str, Model],
    limits: Limits,
    today: date | None,
) -> SortedTranslations:
    try:
        return sorting.sort_translations(models, spoken(), header, limits, today)
    except (MemoryError, RecursionError):  # the machine's fault: the next try may succeed
        raise
    except Exception as error:  # noqa: BLE001 - our fault: the source words are still there
        unread = UnreadableError("read.failed", None, _why_unread(error), _TRY_AGAIN)
        return SortedTranslations(unread=(unread,))


def counts_of(records: Iterable[Record]) -> tuple[tuple[str, int], ...]:
    """Return (kind, number of records) pairs, in order of kind."""
    counts = Counter(record.record_kind for record in records)
    return tuple(sorted((str(kind), count) for kind, count in counts.items()))


# Wording, checked where the mistakes are used


def _mistakes_with_wording(result: _Result) -> tuple[PackError, ...]:
    """Return all mistakes of a pack, after adding those in its words and its translations."""
    from takeaction.packs.rules.wording import WordingCheck

    report, wording = result.report, WordingCheck()
    drafts = report.content.drafts
    for number, model in result.models.items():
        if isinstance(model, Record):
            draft = drafts[number] if drafts else _place_of(model.record_kind, model.local_id)
            if not report.is_skimmed(draft.file):
                for fault in wording.faults(model):
                    report.add(fault, draft)
    if result.header:
        _report_translations(result, wording)
        for number, model in result.models.items():
            if is_patch(model) and number not in report.dropped:
                draft = drafts[number] if drafts else _place_of(PATCH, model.target)
                for fault in wording.patch_faults(model):
                    report.add(fault, draft)
    report.add_all(wording.bound_faults())
    return report.mistakes()


def _place_of(kind: str, id: str) -> Draft:
    return Draft(kind, id, {}, BUILT, ())


def _report_translations(result: _Result, wording: "WordingCheck") -> None:
    """Report translations that are wrong, can't be read, or could hurt somebody."""
    report, sorted_out = result.report, result.translations()
    for translation, fault in (*sorted_out.faults, *sorted_out.void):
        _warn_of(translation, fault, report)
    for unread in sorted_out.unread:
        problem = f"{unread.problem} The translations of this file are left out."
        where = Where(report.pack, unread.name, unread.line)
        report.warn(unread.code, problem, where, unread.fix)
    by_key = {(good.language, good.key): good for good in sorted_out.good}
    for record in result.good() if by_key else ():
        if isinstance(record, Record):
            for language, fault in wording.translation_faults(record):
                _warn_of(by_key[language, f"{record.local_id}#{fault.field}"], fault, report)


def _warn_of(translation: Translation, fault: Fault, report: Report) -> None:
    where = Where(report.pack, translation.file, translation.line, translation.key)
    report.warn(fault.code, fault.problem, where, fault.fix)


# The files of a pack, apart from their content: code, foreign files, and lists that don't fit.


def _warn_of_files(pack: DataPack, report: Report, limits: Limits) -> None:
    for fault in _first_of_each_kind(pack, limits):
        where = Where(report.pack, fault.name)
        report.warn(fault.code, fault.problem, where, fault.fix, is_rare=True)


def _is_wheel(pack: DataPack) -> bool:
    # A wheel is checked before it is installed, so all its mistakes are listed at once.
    from takeaction.packs.sources.wheel import Wheel  # only for a pack that gives nothing

    return isinstance(pack.files, Wheel)


def _first_of_each_kind(pack: DataPack, limits: Limits) -> Iterator[FileFault]:
    """Yield the first faults of each code, and then how many more there are of it.

    An archive of 8 MiB has room for 70,000 files that could be run.
    """
    counts: dict[str, int] = {}
    with suppress(UnreadableError, OSError):  # it was readable a moment ago, and has gone since
        for fault in pack.files.faults():
            counts[fault.code] = counts.get(fault.code, 0) + 1
            if counts[fault.code] <= limits.mistakes:
                yield fault
    for code, count in counts.items():
        if count > limits.mistakes:
            problem = (
                f"mistakes of the kind {code} that are not listed: {count - limits.mistakes:,}."
            )
            yield FileFault("limit.mistakes", None, problem, "fix those above first.")


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
        written = fields.get("source_language")
        setting = Setting(id, written if isinstance(written, str) else "en", {})
        header, field_faults = structure(fields, Header, setting, max_faults=enough)
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
