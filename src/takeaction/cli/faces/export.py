"""``takeaction export``: a command for each format."""

import argparse
import re
import sys
from collections.abc import Callable, Mapping
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias, cast

import attrs

from takeaction.catalog import Catalog
from takeaction.cli import arguments
from takeaction.cli.arguments import UsageError
from takeaction.cli.catalog import load_for_answer
from takeaction.cli.files import replace_folder, write_file
from takeaction.cli.terminal import line, progress, show_json, warn
from takeaction.core_data import LANGUAGES
from takeaction.errors import plain
from takeaction.export.json_text import again_by
from takeaction.export.selection import MANIFEST, Selection
from takeaction.models.region import find_region
from takeaction.value import Value
from takeaction.vocabulary.records import Kind

if TYPE_CHECKING:
    from takeaction.web.static_site.runtime import Runtime


_TEXT = "Write answers or the catalog as files, for other programs and for a site without Python."
_CALENDAR = "A plan as a calendar file: takeaction plan --ics FILE."


def add_commands(subparsers: arguments.Commands) -> None:
    """Add ``takeaction export`` and a command for each format below it."""
    export = subparsers.add_parser(
        "export",
        help="write answers or the catalog as files, for other programs",
        description=_TEXT,
        epilog=_CALENDAR,
    )
    commands = export.add_subparsers(metavar="FORMAT", required=True, parser_class=type(export))
    _add_site(commands)
    _add_widget(commands)
    for form in FORMATS:
        _add_format(commands, form)


Content: TypeAlias = bytes | Mapping[str, bytes]
"""The bytes of a file, or those of each file in a folder by its name."""


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Format(Value):
    """A format for records: to add one is to add an entry to ``FORMATS``.

    Attributes:
        name: Its name on the command line; in the manifest of a folder its kind.
        text: The help of its command: a phrase that starts with a verb, without a full stop.
        module: The module that writes it, imported when a call asks for the format.
        function: Its function there, from a catalog and a selection to the content.
        mark: The bytes by which a file of ours is known, so that it may be replaced; empty for a
            folder, which has a manifest.
        offset: The place of *mark* in the file.
        is_text: Whether it can be printed on a terminal.
        has_lines_only: Whether it holds nothing but helplines.
        versions: The versions of its standard that a call may choose from, the usual one last;
            empty if there is one alone.
    """

    name: str
    text: str
    module: str
    function: str
    mark: bytes = b""
    offset: int = 0
    is_text: bool = True
    has_lines_only: bool = False
    versions: tuple[str, ...] = ()

    @property
    def is_folder(self) -> bool:
        """Whether it is a folder of several files."""
        return not self.mark

    def write(self, catalog: Catalog, selection: Selection, version: str | None = None) -> Content:
        """Write a catalog in this format, in a version of its standard if it has several."""
        function = cast(
            "Callable[..., Content]", getattr(import_module(self.module), self.function)
        )
        return function(catalog, selection, *filter(None, [version]))


FORMATS = (
    Format(
        name="json",
        text="write the catalog as one JSON document",
        module="takeaction.export.json_text",
        function="json_of",
        mark=b'{"takeaction":"json",',
    ),
    Format(
        name="jsonl",
        text="write the catalog as JSON Lines, a record on each line",
        module="takeaction.export.json_text",
        function="json_lines_of",
        mark=b'{"takeaction":"jsonl",',
    ),
    Format(
        name="sqlite",
        text="write the catalog as an SQLite database, with a search and the answers about help",
        module="takeaction.export.sqlite",
        function="sqlite_of",
        mark=b"TAKE",
        offset=68,  # the application id, in the header of a database
        is_text=False,
    ),
    Format(
        name="csv",
        text="write the catalog as a folder of CSV files, for spreadsheets",
        module="takeaction.export.tables",
        function="csv_of",
    ),
    Format(
        name="jsonld",
        text="write helplines as JSON-LD with the words of schema.org, for web pages",
        module="takeaction.export.jsonld",
        function="jsonld_of",
        mark=b'{"@context":"https://schema.org","@graph":[{"@id":"urn:takeaction:export"',
        has_lines_only=True,
    ),
    Format(
        name="vcard",
        text="write helplines as address cards (vCard 4.0), for a phone",
        module="takeaction.export.content_lines",
        function="vcards_of",
        mark=b"BEGIN:VCARD\r\nVERSION:4.0\r\nPRODID:-//takeaction//EN\r\n",
        has_lines_only=True,
    ),
    Format(
        name="geojson",
        text="write the coverage of each country as GeoJSON, for maps",
        module="takeaction.export.json_text",
        function="geojson_of",
        mark=b'{"type":"FeatureCollection","takeaction":{"takeaction":"geojson"',
        has_lines_only=True,
    ),
    Format(
        name="hsds",
        text="write helplines as a directory of services (HSDS 3), for other directories",
        module="takeaction.export.hsds.directory",
        function="hsds_directory",
        mark=b'{"takeaction":{"takeaction":"hsds",',
        has_lines_only=True,
        versions=("3.0", "3.1"),
    ),
)
"""The formats, in the order in which the help lists them."""

_STDOUT = "-"
_MEGABYTE = 1_000_000


def _add_format(commands: arguments.Commands, form: Format) -> None:
    """Add the command of a format."""
    parser = arguments.add_command(commands, form.name, form.text, partial(_run, form))
    noun = "FOLDER" if form.is_folder else "FILE"
    to = f"the {noun.lower()} to write; an earlier export there is replaced"
    output = to if form.is_folder else f"{to}; - prints it"
    parser.add_argument("-o", "--output", required=form.is_folder, metavar=noun, help=output)
    arguments.add_list_option(
        parser,
        "--region",
        "regions",
        "C",
        "only records for these places, such as GB or US-TX, and for the world",
    )
    arguments.add_list_option(
        parser, "--kind", "kinds", "K", f"only these kinds: {', '.join(Kind)}"
    )
    if form.versions:
        version = f"the version of the standard: {' or '.join(form.versions)} ({form.versions[-1]})"
        parser.add_argument(
            "--version", metavar="V", choices=form.versions, default=form.versions[-1], help=version
        )


def _run(form: Format, options: argparse.Namespace) -> int:
    """Write the records that a call selects."""
    _check_output(form, options.output)
    selection = Selection(
        regions=_requested_regions(options),
        languages=arguments.requested_languages(options),
        kinds=options.kinds,
        at=arguments.requested_moment(options).date(),
    )
    if form.has_lines_only and not selection.has_kind(Kind.RESOURCE):
        raise UsageError(f"{form.name} holds helplines alone: --kind resource, or no --kind.")
    catalog = load_for_answer(options)
    with progress("Writing the export…"):
        content = form.write(catalog, selection, getattr(options, "version", None))
    if not content:
        raise UsageError("No record fits, so there is nothing to write: name other places.")
    if isinstance(content, Mapping):
        replace_folder(Path(options.output), content, manifest=MANIFEST, kind=form.name)
        _report(options, selection, {"folder": options.output}, [*map(len, content.values())])
    elif options.output in (None, _STDOUT):
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
    else:
        over = (form.mark, f"{form.name} export of ours")
        write_file(Path(options.output), content, over=over, offset=form.offset)
        _report(options, selection, {"file": options.output}, [len(content)])
    return 0


def _check_output(form: Format, output: str | None) -> None:
    """Refuse a call that names no place for its output, where a screen is none.

    Raises:
        UsageError: It has to name one.
    """
    if form.is_folder and output == _STDOUT:
        raise UsageError("Several files need a folder: name one with -o FOLDER.")
    if output not in (None, _STDOUT) or not sys.stdout.isatty():
        return
    if not form.is_text:
        raise UsageError("A database does not go on a screen: name a file with -o FILE.")
    if output is None:
        raise UsageError("This is long for a screen: name a file with -o FILE, or print it: -o -")


def _report(
    options: argparse.Namespace, selection: Selection, place: dict[str, str], sizes: list[int]
) -> None:
    again, total = again_by(selection).isoformat(), sum(sizes)
    if options.json:
        show_json({**place, "files": len(sizes), "bytes": total, "check_again_by": again})
        return
    files = f"{len(sizes)} files, " if len(sizes) > 1 else ""
    size = f"{total / _MEGABYTE:.1f} MB" if total >= _MEGABYTE else f"{total / 1000:.1f} kB"
    line(f"{plain(options.output)}: {files}{size}. Make it again by {again}.")


# Answers as files for a site without Python.

_BASE = re.compile(r"/([\w.-]+/)*", re.ASCII)
_NEEDS_WEB = "Pages need one more library: install takeaction[web]."
_PAGES_ALONE = (
    "The pages have no question box, no ideas that fit a person and no checklist: these need"
    " --runtime FOLDER."
)
_NO_CONTACT = "No --contact is given, and every page says so."


def _add_site(formats: arguments.Commands) -> None:
    parser = arguments.add_command(
        formats,
        "site",
        "write the finder as a folder of pages that work without a server of yours",
        run_site,
    )
    _add_folder_and_places(parser)
    parser.add_argument("--name", default="Finder", metavar="TEXT", help="your name, on each page")
    parser.add_argument("--contact", metavar="TEXT", help="who to turn to if an answer did harm")
    parser.add_argument(
        "--base",
        metavar="PATH",
        help="the path it is published under, such as /help/; writes 404.html for it",
    )
    parser.add_argument(
        "--runtime",
        metavar="FOLDER",
        help="the unpacked Pyodide and wheels, for a question box that runs in the page",
    )


def _add_widget(formats: arguments.Commands) -> None:
    parser = arguments.add_command(
        formats,
        "widget",
        "write the element <take-action> and its data, for a page of yours",
        run_widget,
    )
    _add_folder_and_places(parser)


def _add_folder_and_places(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "-o",
        "--output",
        required=True,
        metavar="FOLDER",
        help="the folder to write; an earlier export there is replaced",
    )
    arguments.add_list_option(
        parser, "--region", "regions", "C", "only these places, such as GB or US-TX"
    )


def run_site(options: argparse.Namespace) -> int:
    """Write the static finder."""
    _check_pages(options)
    from takeaction.web.settings import Site
    from takeaction.web.static_site.pages import Edition, static_finder

    regions = _requested_regions(options)
    catalog = load_for_answer(options)
    site = Site(
        name=options.name,
        contact=options.contact,
        country=regions[0] if len(regions) == 1 else None,
        languages=tuple(options.languages or LANGUAGES),
    )
    with progress("Writing the pages…"):
        edition = Edition(
            catalog=catalog,
            site=site,
            made=arguments.requested_moment(options).date(),
            regions=regions,
            runtime=_runtime(options, catalog),
        )
        files = static_finder(edition, base=options.base)
        replace_folder(Path(options.output), files, manifest=MANIFEST, kind="site")
    _report_pages(options, files)
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
    from takeaction.web.widget.folder import widget_files

    regions = _requested_regions(options)
    languages = tuple(arguments.requested_languages(options)) if options.languages else LANGUAGES
    catalog = load_for_answer(options)
    made = arguments.requested_moment(options).date()
    with progress("Writing the data…"):
        files = widget_files(catalog, made=made, regions=regions, languages=languages)
        replace_folder(Path(options.output), files, manifest=MANIFEST, kind="widget")
    _report_pages(options, files)
    return 0


def _report_pages(options: argparse.Namespace, files: Mapping[str, bytes]) -> None:
    size = sum(map(len, files.values()))
    if options.json:
        show_json({"folder": options.output, "files": len(files), "bytes": size})
    else:
        line(f"{len(files):,} files, {size / _MEGABYTE:.1f} MB, are in {options.output}.")


def _requested_regions(options: argparse.Namespace) -> tuple[str, ...]:
    return tuple(dict.fromkeys(find_region(written).code for written in options.regions))
