"""``takeaction pack translate``: the commands for translators of packs."""

import argparse
from collections.abc import Callable
from pathlib import Path

from takeaction.authoring.translations import (
    PackTranslation,
    TranslationError,
    count_states,
    mo_file,
    po_files,
    read_translation,
)
from takeaction.cli import arguments
from takeaction.cli.doctor import refuse_pack
from takeaction.cli.files import remove_file, write_file
from takeaction.cli.terminal import bold, line, show_json
from takeaction.errors import LONGEST_PATH, PackErrors, plain, shown


def add_commands(subparsers: arguments.Commands) -> None:
    """Add ``takeaction pack translate`` and the commands below it."""
    translate = subparsers.add_parser(
        "translate", help="translate a pack into another language", description="For translators."
    )
    inner = translate.add_subparsers(
        metavar="COMMAND", required=True, parser_class=arguments.Parser
    )
    for name, run, text in (
        ("extract", _extract, "write a PO file with every text of a pack"),
        ("update", _update, "bring a PO file up to date with the texts of a pack"),
        ("status", _status, "report how much is translated, reviewed and out of date"),
        ("compile", _compile, "write the reviewed translations as a gettext MO file"),
    ):
        command = _with_translation(run)
        parser = arguments.add_command(inner, name, text, command, with_lock=False)
        arguments.add_pack_folder(parser)
        if name == "extract":
            also = "also takeaction's own first sentences, in a language that it lacks"
            parser.add_argument("--first-sentences", action="store_true", help=also)
        if name == "compile":
            output = "the file to write, such as pl.mo"
            parser.add_argument("--output", metavar="FILE", required=True, help=output)


def _with_translation(
    run: Callable[[PackTranslation, argparse.Namespace], int],
) -> Callable[[argparse.Namespace], int]:
    """Wrap a command so that it runs for each language, with the translations into it."""

    def run_with_translation(options: argparse.Namespace) -> int:
        if not options.languages:
            problem = "Name the languages to translate into: --language TAG, once for each."
            raise arguments.UsageError(problem)
        tags = arguments.requested_languages(options)
        if len(tags) > 1 and (options.json or "output" in options):
            raise arguments.UsageError("Name one language: the answer is about one.")
        try:
            also = getattr(options, "first_sentences", False)
            works = [read_translation(options.pack, tag, first_sentences=also) for tag in tags]
            return max([run(work, options) for work in works])
        except PackErrors as errors:
            return refuse_pack(errors, options)
        except TranslationError as error:
            raise arguments.UsageError(str(error)) from error
        except ModuleNotFoundError as error:
            problem = "Babel is not installed. Fix: pip install 'takeaction[authoring]'."
            raise arguments.UsageError(problem) from error

    return run_with_translation


def _extract(work: PackTranslation, options: argparse.Namespace) -> int:
    if work.files:
        file = shown(f"{work.folder}/{work.files[0]}")
        problem = f"{file} already exists. Fix: takeaction pack translate update."
        raise arguments.UsageError(problem)
    return _write_po_files(work, options)


def _update(work: PackTranslation, options: argparse.Namespace) -> int:
    if not work.files:
        file = shown(f"{work.folder}/locale/{work.language}.po")
        problem = f"{file} does not exist. Fix: takeaction pack translate extract."
        raise arguments.UsageError(problem)
    return _write_po_files(work, options)


def _write_po_files(work: PackTranslation, options: argparse.Namespace) -> int:
    """Write the PO files, then remove those whose texts are all in other files now."""
    contents = po_files(work, arguments.requested_moment(options))
    emptied = sorted(set(work.files) - set(contents))
    for file, content in contents.items():
        write_file(Path(work.folder, file), content, folders=True)
    for file in emptied:
        remove_file(Path(work.folder, file))
    sizes = {f"{work.folder}/{file}": len(content) for file, content in contents.items()}
    removed = [f"{work.folder}/{file}" for file in emptied]
    if options.json:
        files = [{"file": file, "bytes": size} for file, size in sizes.items()]
        show_json({"files": files, "removed": removed})
        return 0
    for file, size in sizes.items():
        line(f"{plain(file, LONGEST_PATH)}: {size:,} bytes")
    for file in removed:
        line(f"{plain(file, LONGEST_PATH)}: removed, its texts are in the files above")
    if not work.declared:
        line(f"Add {work.language} to languages in pack.toml.")
    return 0


def _compile(work: PackTranslation, options: argparse.Namespace) -> int:
    content = mo_file(work, arguments.requested_moment(options))
    write_file(Path(options.output), content)
    if options.json:
        show_json({"file": options.output, "bytes": len(content)})
        return 0
    line(f"{plain(options.output, LONGEST_PATH)}: {len(content):,} bytes")
    return 0


def _status(work: PackTranslation, options: argparse.Namespace) -> int:
    files, fields = count_states(work, "file"), count_states(work, "field")
    if options.json:
        show_json({"language": work.language, "files": files, "fields": fields})
        return 0
    for title, rows in (("Files", files), ("Fields", fields)):
        line(title, style=bold)
        for name, counts in rows.items():
            parts = [f"{count} {state}" for state, count in counts.items() if count]
            line(f"{name}: {', '.join(parts)} of {sum(counts.values())}", indent=2, hang=4)
    return 0
