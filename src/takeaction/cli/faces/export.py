"""``takeaction export``, a command for each format, and ``poster``: answers as files."""

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
from takeaction.cli.arguments import (
    Command,
    CommandGroup,
    Option,
    UsageError,
    load_for_answer,
    option,
    report,
    requested_languages,
    requested_moment,
    several,
)
from takeaction.cli.files import replace_folder, write_file
from takeaction.cli.terminal import counted, line, progress, show, show_json, warn
from takeaction.core_data import LANGUAGES
from takeaction.errors import LONGEST_PATH, plain
from takeaction.export.json_text import again_by
from takeaction.export.selection import MANIFEST, Selection
from takeaction.models.region import find_region
from takeaction.value import Value
from takeaction.vocabulary.records import Kind

if TYPE_CHECKING:  # jinja2 and segno are extras, and few commands need them
    from takeaction.web.poster.fitting import Poster, PosterLines
    from takeaction.web.static_site.runtime import Runtime


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


def _format_command(form: Format) -> Command:
    """Return the command of a format."""
    noun = "FOLDER" if form.is_folder else "FILE"
    to = f"the {noun.lower()} to write; an earlier export there is replaced"
    output = to if form.is_folder else f"{to}; - prints it"
    places = "only records for these places, such as GB or US-TX, and for the world"
    options = [
        option("-o", "--output", required=form.is_folder, metavar=noun, help=output),
        several("--region", "regions", "C", places),
        several("--kind", "kinds", "K", f"only these kinds: {', '.join(Kind)}"),
    ]
    if form.versions:
        usual = form.versions[-1]
        text = f"the version of the standard: {' or '.join(form.versions)} ({usual})"
        version = {"metavar": "V", "choices": form.versions, "default": usual, "help": text}
        options.append(Option(("--version",), version))
    return Command(form.name, form.text, partial(_run, form), options)


def _run(form: Format, options: argparse.Namespace) -> None:
    """Write the records that a call selects."""
    _check_output(form, options.output)
    selection = Selection(
        regions=_requested_regions(options),
        languages=requested_languages(options),
        kinds=options.kinds,
        at=requested_moment(options).date(),
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
    files = f"{len(sizes)} files, " if len(sizes) > 1 else ""
    size = f"{total / _MEGABYTE:.1f} MB" if total >= _MEGABYTE else f"{total / 1000:.1f} kB"
    report(
        options,
        {**place, "files": len(sizes), "bytes": total, "check_again_by": again},
        f"{plain(options.output)}: {files}{size}. Make it again by {again}.",
    )


# Answers as files for a site without Python.

_BASE = re.compile(r"/([\w.-]+/)*", re.ASCII)


def _run_site(options: argparse.Namespace) -> None:
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
            made=requested_moment(options).date(),
            regions=regions,
            runtime=_runtime(options, catalog),
        )
        files = static_finder(edition, base=options.base)
        replace_folder(Path(options.output), files, manifest=MANIFEST, kind="site")
    report_pages(options, files)
    if options.runtime is None:
        warn(
            "The pages have no question box, no ideas that fit a person and no checklist: these"
            " need --runtime FOLDER."
        )
    if not options.contact:
        warn("No --contact is given, and every page says so.")


def _check_pages(options: argparse.Namespace) -> None:
    """Refuse options that no page can serve."""
    import jinja2  # noqa: F401 - whether the extra is there

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


def _run_widget(options: argparse.Namespace) -> None:
    """Write the widget and its data."""
    from takeaction.web.widget.folder import widget_files

    regions = _requested_regions(options)
    languages = tuple(requested_languages(options)) if options.languages else LANGUAGES
    catalog = load_for_answer(options)
    made = requested_moment(options).date()
    with progress("Writing the data…"):
        files = widget_files(catalog, made=made, regions=regions, languages=languages)
        replace_folder(Path(options.output), files, manifest=MANIFEST, kind="widget")
    report_pages(options, files)


def report_pages(options: argparse.Namespace, files: Mapping[str, bytes], *more: str) -> None:
    """Print how many files of a site are in its folder, and what else a person has to know."""
    size = sum(map(len, files.values()))
    report(
        options,
        {"folder": options.output, "files": len(files), "bytes": size},
        f"{len(files):,} files, {size / _MEGABYTE:.1f} MB, are in {options.output}.",
        *more,
    )


def _requested_regions(options: argparse.Namespace) -> tuple[str, ...]:
    return tuple(dict.fromkeys(find_region(written).code for written in options.regions))


_FOLDER_AND_PLACES = (
    option(
        "-o",
        "--output",
        required=True,
        metavar="FOLDER",
        help="the folder to write; an earlier export there is replaced",
    ),
    several("--region", "regions", "C", "only these places, such as GB or US-TX"),
)
EXPORT = CommandGroup(
    "export",
    "write answers or the catalog as files, for other programs",
    "Write answers or the catalog as files, for other programs and for a site without Python.",
    (
        Command(
            "site",
            "write the finder as a folder of pages that work without a server of yours",
            _run_site,
            (
                *_FOLDER_AND_PLACES,
                option("--name", default="Finder", metavar="TEXT", help="your name, on each page"),
                option("--contact", metavar="TEXT", help="who to turn to if an answer did harm"),
                option(
                    "--base",
                    metavar="PATH",
                    help="the path it is published under, such as /help/; writes 404.html for it",
                ),
                option(
                    "--runtime",
                    metavar="FOLDER",
                    help=(
                        "the unpacked Pyodide and wheels, for a question box that runs in the page"
                    ),
                ),
            ),
            fixed={"needs": "Pages need one more library: install takeaction[web]."},
        ),
        Command(
            "widget",
            "write the element <take-action> and its data, for a page of yours",
            _run_widget,
            _FOLDER_AND_PLACES,
        ),
        *map(_format_command, FORMATS),
    ),
    noun="FORMAT",
    epilog="A plan as a calendar file: takeaction plan --ics FILE.",
)

# ``takeaction poster``: a poster of a place, with its numbers, to print

_POSTER = (b"<!doctype html>", "web page")
"""The only files that a poster replaces."""


def _run_poster(options: argparse.Namespace) -> None:
    """Write the poster, and say which numbers were left out and why."""
    from takeaction.web.poster.fitting import poster_lines
    from takeaction.web.poster.sheet import make_poster, read_choice
    from takeaction.web.settings import PageTexts

    at = requested_moment(options)
    choice = read_choice(options.region, options.languages or ("en",), options.size, options.page)
    texts = PageTexts(choice.languages, {})
    chosen = poster_lines(load_for_answer(options), choice.region, choice.languages, at)
    for each in chosen.left_out:
        warn(f"{each.id}, {each.contact}: {texts(each.why.text_code)}.")
    poster = make_poster(choice, chosen, at)
    from takeaction.web.visit import render_poster

    html = render_poster(poster, texts("poster.name")).decode()
    if options.file:
        write_file(Path(options.file), html.encode(), over=_POSTER)
    if options.json:
        show_json(_poster_json(poster, chosen, html, options.file))
    elif options.file:
        lines = counted(len(poster.lines), "line")
        line(f"{plain(options.file, LONGEST_PATH)}: {lines}. {poster.again}")
        line(texts("poster.before"))
    else:
        show(html)


def _poster_json(
    poster: "Poster", chosen: "PosterLines", html: str, file: str | None
) -> dict[str, object]:
    """Return a poster as plain data; the page itself where no file has it."""
    return {
        "file": file,
        "size": poster.paper.value,
        "lines": [
            {"id": each.id, "number": each.number, "code": each.code.address}
            for each in poster.lines
        ],
        "again": poster.again,
        "left_out": [
            {"id": each.id, "contact": each.contact, "why": each.why.value}
            for each in chosen.left_out
        ],
        **({} if file else {"html": html}),
    }


POSTER = Command(
    "poster",
    "write a poster with the numbers of a place, to print",
    _run_poster,
    (
        option(
            "--region",
            required=True,
            metavar="C",
            help="the place where it will hang, such as US or GB",
        ),
        option(
            "--size",
            default="a4",
            metavar="S",
            help="the paper: a4, letter, wallet (cards to cut out) or door (half of A4) (a4)",
        ),
        option("--page", metavar="URL", help="the https address of a page to read more on"),
        option(
            "-o",
            dest="file",
            metavar="FILE",
            help="the HTML file to write; without it the poster is printed on the screen",
        ),
    ),
    fixed={"needs": "A poster needs the extra web: install takeaction[web]."},
)
