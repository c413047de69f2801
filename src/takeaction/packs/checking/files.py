"""The files of a pack, apart from their content: code, foreign files, and lists that don't fit."""

from collections.abc import Iterator

from takeaction.errors import Outcome, PackError, Where
from takeaction.limits import Limits
from takeaction.packs.checking.report import Report
from takeaction.packs.sources.files import FileFault, UnreadableError
from takeaction.packs.sources.plugins import DataPack
from takeaction.vocabulary.codes import mistake


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
