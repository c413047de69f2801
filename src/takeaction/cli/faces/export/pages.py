"""``takeaction export site`` and ``widget``: answers as files for a site without Python."""

import argparse
import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from takeaction.catalog import Catalog
from takeaction.cli import arguments
from takeaction.cli.arguments import UsageError
from takeaction.cli.catalog import load_for_answer
from takeaction.cli.faces.export.places import requested_regions
from takeaction.cli.files import write_folder
from takeaction.cli.progress import progress
from takeaction.cli.terminal import line, show_json, warn
from takeaction.core_data import LANGUAGES

if TYPE_CHECKING:  # the web face is an extra
    from takeaction.web.static_site.runtime import Runtime

_BASE = re.compile(r"/([\w.-]+/)*", re.ASCII)
_NEEDS_WEB = "Pages need one more library: install takeaction[web]."
_PAGES_ALONE = (
    "The pages have no question box, no ideas that fit a person and no checklist: these need"
    " --runtime FOLDER."
)
_NO_CONTACT = "No --contact is given, and every page says so."


def add_commands(subparsers: arguments.Commands) -> None:
    """Add ``takeaction export site`` and ``widget``."""
    _add_site(subparsers)
    _add_widget(subparsers)


def _add_site(formats: arguments.Commands) -> None:
    text = "write the finder as a folder of pages that work without a server of yours"
    parser = arguments.add_command(formats, "site", text, run_site)
    _add_folder_and_places(parser)
    parser.add_argument("--name", default="Finder", metavar="TEXT", help="your name, on each page")
    contact = "who to turn to if an answer did harm"
    parser.add_argument("--contact", metavar="TEXT", help=contact)
    base = "the path it is published under, such as /help/; writes 404.html for it"
    parser.add_argument("--base", metavar="PATH", help=base)
    runtime = "the unpacked Pyodide and wheels, for a question box that runs in the page"
    parser.add_argument("--runtime", metavar="FOLDER", help=runtime)


def _add_widget(formats: arguments.Commands) -> None:
    text = "write the element <take-action> and its data, for a page of yours"
    parser = arguments.add_command(formats, "widget", text, run_widget)
    _add_folder_and_places(parser)


def _add_folder_and_places(parser: argparse.ArgumentParser) -> None:
    folder = "the folder to write; an earlier export there is replaced"
    parser.add_argument("-o", "--output", required=True, metavar="FOLDER", help=folder)
    regions = "only these places, such as GB or US-TX"
    arguments.add_list_option(parser, "--region", "regions", "C", regions)


def run_site(options: argparse.Namespace) -> int:
    """Write the static finder."""
    _check_pages(options)
    from takeaction.export.selection import MANIFEST
    from takeaction.web.settings import Site
    from takeaction.web.static_site.pages import Edition, static_finder

    regions = requested_regions(options)
    catalog = load_for_answer(options)
    site = Site(
        name=options.name,
        contact=options.contact,
        country=regions[0] if len(regions) == 1 else None,
        languages=tuple(options.languages or LANGUAGES),
    )
    made = arguments.requested_moment(options).date()
    with progress("Writing the pages…"):
        edition = Edition(
            catalog=catalog,
            site=site,
            made=made,
            regions=regions,
            runtime=_runtime(options, catalog),
        )
        files = static_finder(edition, base=options.base)
        write_folder(Path(options.output), files, manifest=MANIFEST, kind="site")
    _report(options, files)
    if options.runtime is None:
        warn(_PAGES_ALONE)
    if not options.contact:
        warn(_NO_CONTACT)
    return 0


def _check_pages(options: argparse.Namespace) -> None:
    """Refuse options that no page can serve."""
    try:
        import jinja2  # noqa: F401 - whether the extra is there
    except ImportError:
        raise UsageError(_NEEDS_WEB) from None
    if not set(options.languages or ()) <= set(LANGUAGES):
        raise UsageError(f"--language takes the languages of the pages: {', '.join(LANGUAGES)}.")
    if options.base is not None and not _BASE.fullmatch(options.base):
        raise UsageError("--base takes a path from slash to slash, such as /help/.")
    terms = ("lock", "withdrawn", "prefer")
    wrong = [name for name in terms if getattr(options, name)]
    if options.runtime is not None and wrong:
        raise UsageError(
            f"--runtime does not go with --{wrong[0]}: the packs in the page would not know of it."
        )


def _runtime(options: argparse.Namespace, catalog: Catalog) -> "Runtime | None":
    """Read the Python of the question box, if the call names its folder."""
    if options.runtime is None:
        return None
    from importlib.metadata import version

    from takeaction.web.static_site.runtime import RuntimeRefusedError, read_runtime

    try:
        return read_runtime(options.runtime, catalog, version("takeaction"))
    except (RuntimeRefusedError, OSError, ValueError) as error:
        is_ours = isinstance(error, RuntimeRefusedError)
        text = str(error) if is_ours else "The folder of --runtime cannot be read."
        raise UsageError(text) from error


def run_widget(options: argparse.Namespace) -> int:
    """Write the widget and its data."""
    from takeaction.export.selection import MANIFEST
    from takeaction.web.widget.folder import widget_files

    regions = requested_regions(options)
    languages = tuple(arguments.requested_languages(options)) if options.languages else LANGUAGES
    catalog = load_for_answer(options)
    made = arguments.requested_moment(options).date()
    with progress("Writing the data…"):
        files = widget_files(catalog, made=made, regions=regions, languages=languages)
        write_folder(Path(options.output), files, manifest=MANIFEST, kind="widget")
    _report(options, files)
    return 0


def _report(options: argparse.Namespace, files: Mapping[str, bytes]) -> None:
    size = sum(map(len, files.values()))
    if options.json:
        show_json({"folder": options.output, "files": len(files), "bytes": size})
    else:
        line(f"{len(files):,} files, {size / 1_000_000:.1f} MB, are in {options.output}.")
