"""``takeaction doctor``: the mistakes of the installed packs, and their fixes."""

import argparse
import sys
from collections.abc import Iterable, Sequence
from typing import Any

from takeaction.catalog import Catalog
from takeaction.cli import arguments
from takeaction.cli.catalog import NO_PACKS, load_packs, mistakes_of
from takeaction.cli.mistakes import installed_folders, mistake_json, refuse_pack, show_mistakes
from takeaction.cli.terminal import counted, line, show, show_json
from takeaction.errors import PackError, PackErrors, TakeActionError, plain
from takeaction.packs.sources.core_files import find_core_mistakes

_INSTALL_AGAIN = frozenset(
    {"pack.two_owners", "read.ignored", "read.record_mismatch", "read.unrecorded"}
)
"""The mistakes of a distribution that is good itself, but not as it is installed."""

_DECIDED = ("host.", "lock.", "withdrawn.")
"""The mistakes that somebody's decision makes: the distribution may be as good as ever."""

_DAMAGED = "Nothing else was checked: takeaction cannot read its own data."


def add_commands(subparsers: arguments.Commands) -> None:
    """Add ``takeaction doctor``."""
    text = "find mistakes in the packs, and say how to fix them"
    parser = arguments.add_command(subparsers, "doctor", text, run)
    text = "show the places that have help instead, with their share of the world's people"
    parser.add_argument("--coverage", action="store_true", help=text)


def show_lost_coverage(pairs: Iterable[tuple[str, str]]) -> None:
    """Print each region and language that had a contact in the lock and has none now.

    Places that lost the same languages share a line.
    """
    by_region: dict[str, list[str]] = {}
    for region, language in pairs:
        by_region.setdefault(region, []).append(language)
    by_languages: dict[str, list[str]] = {}
    for region, languages in by_region.items():
        by_languages.setdefault(", ".join(languages), []).append(region)
    for joined, regions in by_languages.items():
        line(f"No contact left for {', '.join(regions)} in {joined}.")


def run(options: argparse.Namespace) -> int:
    """Print facts about the installation and every mistake; 1 if there is one."""
    own = find_core_mistakes()
    catalog = _load(options, own)
    if catalog is None:
        return refuse_pack(PackErrors("takeaction is damaged", own), options, _DAMAGED)
    if options.coverage:
        return _answer_coverage(catalog, options)
    facts = _facts(catalog)
    mistakes = (*own, *mistakes_of(catalog))
    folders = installed_folders(mistakes)
    if options.json:
        answer = {
            **facts,
            "coverage_lost": [list(pair) for pair in catalog.coverage_lost],
            "mistakes": [mistake_json(error, folders) for error in mistakes],
        }
        show_json(answer)
        return int(bool(mistakes))
    for name, value in facts.items():
        line(f"{name.replace('_', ' ')}: {value}")
    if not catalog.packs:
        line(NO_PACKS)
    show_lost_coverage(catalog.coverage_lost)
    show_mistakes(mistakes, folders)
    _show_commands(mistakes)
    line(f"{counted(len(mistakes), 'mistake') if mistakes else 'No mistakes'}.")
    return int(bool(mistakes))


def _show_commands(mistakes: Sequence[PackError]) -> None:
    """Print the commands that remove distributions, then those that install others again.

    That is the order to run them in: to remove one also removes what it wrote over.
    """
    damaged = {e.distribution for e in mistakes if e.code in _INSTALL_AGAIN and e.distribution}
    own = {e for e in mistakes if e.code not in _INSTALL_AGAIN and not e.code.startswith(_DECIDED)}
    others = {error.distribution for error in own if error.distribution}
    for name in sorted(others):
        line(f"To remove it: python -m pip uninstall {plain(name)}")
    for name in sorted(damaged - others):
        command = "python -m pip install --force-reinstall --no-deps"
        show(f"To install it again: {command} {plain(name)}")  # one line, so that it can be copied


def _load(options: argparse.Namespace, own: Sequence[PackError]) -> Catalog | None:
    """Load the packs; None if that fails because takeaction's own data was changed."""
    moment = arguments.requested_moment(options)
    try:
        return load_packs(options, moment)
    except TakeActionError:  # the lock, or the call
        raise
    except Exception:
        if not own:
            raise
        return None


def _answer_coverage(catalog: Catalog, options: argparse.Namespace) -> int:
    from takeaction.cli.coverage import coverage_json, show_coverage  # few ask for it

    if options.json:
        show_json(coverage_json(catalog))
    else:
        show_coverage(catalog)
    return 0


def _facts(catalog: Catalog) -> dict[str, Any]:
    from importlib.metadata import version  # slow, as in arguments

    return {
        "takeaction": version("takeaction"),
        "python": sys.version.split()[0],
        "packs": len(catalog.packs),
        "records": len(catalog),
        "places_with_help": len({region for region, _ in catalog.coverage().pairs}),
        "zone_data": _zone_data(),
        "digest": catalog.digest,
    }


def _zone_data() -> str:
    """Say whether this machine has the time zones that opening hours need."""
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError  # only the doctor asks for this

    try:
        ZoneInfo("America/New_York")
    except ZoneInfoNotFoundError:
        return "missing: opening times are uncertain; install takeaction[zones]"
    return "installed"
