"""``takeaction export FORMAT`` for records: a file, a folder, or the output of the command."""

import argparse
import sys
from collections.abc import Mapping
from functools import partial
from pathlib import Path

from takeaction.cli import arguments
from takeaction.cli.arguments import UsageError
from takeaction.cli.catalog import load_for_answer
from takeaction.cli.faces.export.formats import Format
from takeaction.cli.faces.export.places import requested_regions
from takeaction.cli.files import write_file, write_folder
from takeaction.cli.progress import progress
from takeaction.cli.terminal import line, show_json
from takeaction.errors import plain
from takeaction.export.json_text import again_by
from takeaction.export.selection import MANIFEST, Selection
from takeaction.vocabulary.records import Kind

_STDOUT = "-"


def add_format(commands: arguments.Commands, form: Format) -> None:
    """Add the command of a format."""
    parser = arguments.add_command(commands, form.name, form.text, partial(_run, form))
    noun = "FOLDER" if form.is_folder else "FILE"
    to = f"the {noun.lower()} to write; an earlier export there is replaced"
    output = to if form.is_folder else f"{to}; - prints it"
    parser.add_argument("-o", "--output", required=form.is_folder, metavar=noun, help=output)
    regions = "only records for these places, such as GB or US-TX, and for the world"
    arguments.add_list_option(parser, "--region", "regions", "C", regions)
    kinds = f"only these kinds: {', '.join(Kind)}"
    arguments.add_list_option(parser, "--kind", "kinds", "K", kinds)
    if form.versions:
        version = f"the version of the standard: {' or '.join(form.versions)} ({form.versions[-1]})"
        parser.add_argument(
            "--version", metavar="V", choices=form.versions, default=form.versions[-1], help=version
        )


def _run(form: Format, options: argparse.Namespace) -> int:
    """Write the records that a call selects."""
    _check_output(form, options.output)
    selection = Selection(
        regions=requested_regions(options),
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
        write_folder(Path(options.output), content, manifest=MANIFEST, kind=form.name)
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
    """Say how large the export is, and by which day to make it again."""
    again = again_by(selection).isoformat()
    if options.json:
        show_json({**place, "files": len(sizes), "bytes": sum(sizes), "check_again_by": again})
        return
    files = f"{len(sizes)} files, " if len(sizes) > 1 else ""
    line(f"{plain(options.output)}: {files}{_size(sum(sizes))}. Make it again by {again}.")


def _size(size: int) -> str:
    megabyte = 1_000_000
    return f"{size / megabyte:.1f} MB" if size >= megabyte else f"{size / 1000:.1f} kB"
