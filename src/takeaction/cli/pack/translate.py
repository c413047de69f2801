"""``takeaction pack translate``: the commands for translators of packs."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

from takeaction.authoring.translations import (
    PackTranslation,
    count_states,
    mo_file,
    po_files,
    read_translation,
)
from takeaction.cli.arguments import (
    PACK_FOLDER,
    Command,
    CommandGroup,
    Option,
    UsageError,
    flag,
    option,
    report,
    requested_languages,
    requested_moment,
)
from takeaction.cli.files import remove_file, write_file
from takeaction.cli.terminal import bold, line, show_json
from takeaction.errors import LONGEST_PATH, plain, shown

_Run: TypeAlias = Callable[[PackTranslation, argparse.Namespace], None]


def _with_translation(run: _Run) -> Callable[[argparse.Namespace], None]:
    """Wrap a command so that it runs for each language, with the translations into it."""

    def run_with_translation(options: argparse.Namespace) -> None:
        if not options.languages:
            raise UsageError("Name the languages to translate into: --language TAG, once for each.")
        tags = requested_languages(options)
        if len(tags) > 1 and (options.json or "output" in options):
            raise UsageError("Name one language: the answer is about one.")
        also = getattr(options, "first_sentences", False)
        works = [read_translation(options.pack, tag, first_sentences=also) for tag in tags]
        for work in works:
            run(work, options)

    return run_with_translation


def _extract(work: PackTranslation, options: argparse.Namespace) -> None:
    if work.files:
        file = shown(f"{work.folder}/{work.files[0]}")
        raise UsageError(f"{file} already exists. Fix: takeaction pack translate update.")
    _write_po_files(work, options)


def _update(work: PackTranslation, options: argparse.Namespace) -> None:
    if not work.files:
        file = shown(f"{work.folder}/locale/{work.language}.po")
        raise UsageError(f"{file} does not exist. Fix: takeaction pack translate extract.")
    _write_po_files(work, options)


def _write_po_files(work: PackTranslation, options: argparse.Namespace) -> None:
    """Write the PO files, then remove those whose texts are all in other files now."""
    contents = po_files(work, requested_moment(options))
    emptied = sorted(set(work.files) - set(contents))
    for file, content in contents.items():
        write_file(Path(work.folder, file), content, folders=True)
    for file in emptied:
        remove_file(Path(work.folder, file))
    sizes = {f"{work.folder}/{file}": len(content) for file, content in contents.items()}
    removed = [f"{work.folder}/{file}" for file in emptied]
    files = [{"file": file, "bytes": size} for file, size in sizes.items()]
    gone = "removed, its texts are in the files above"
    report(
        options,
        {"files": files, "removed": removed},
        *(f"{plain(file, LONGEST_PATH)}: {size:,} bytes" for file, size in sizes.items()),
        *(f"{plain(file, LONGEST_PATH)}: {gone}" for file in removed),
        *([] if work.declared else [f"Add {work.language} to languages in pack.toml."]),
    )


def _compile(work: PackTranslation, options: argparse.Namespace) -> None:
    content = mo_file(work, requested_moment(options))
    write_file(Path(options.output), content)
    size = f"{plain(options.output, LONGEST_PATH)}: {len(content):,} bytes"
    report(options, {"file": options.output, "bytes": len(content)}, size)


def _status(work: PackTranslation, options: argparse.Namespace) -> None:
    files, fields = count_states(work, "file"), count_states(work, "field")
    if options.json:
        show_json({"language": work.language, "files": files, "fields": fields})
        return
    for title, rows in (("Files", files), ("Fields", fields)):
        line(title, style=bold)
        for name, counts in rows.items():
            parts = [f"{count} {state}" for state, count in counts.items() if count]
            line(f"{name}: {', '.join(parts)} of {sum(counts.values())}", indent=2, hang=4)


def _command(name: str, text: str, run: _Run, *options: Option) -> Command:
    return Command(
        name,
        text,
        _with_translation(run),
        (PACK_FOLDER, *options),
        with_lock=False,
        fixed={"needs": "Babel is not installed. Fix: pip install 'takeaction[authoring]'."},
    )


TRANSLATE = CommandGroup(
    "translate",
    "translate a pack into another language",
    "For translators.",
    (
        _command(
            "extract",
            "write a PO file with every text of a pack",
            _extract,
            flag(
                "--first-sentences",
                "also takeaction's own first sentences, in a language that it lacks",
            ),
        ),
        _command("update", "bring a PO file up to date with the texts of a pack", _update),
        _command("status", "report how much is translated, reviewed and out of date", _status),
        _command(
            "compile",
            "write the reviewed translations as a gettext MO file",
            _compile,
            option(
                "--output", metavar="FILE", required=True, help="the file to write, such as pl.mo"
            ),
        ),
    ),
)
