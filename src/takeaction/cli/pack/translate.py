"""``takeaction pack translate``: for those who put a pack into another language."""

import argparse
from collections.abc import Callable
from pathlib import Path

from takeaction.authoring.translations import (
    TranslationError,
    Work,
    compiled,
    counted,
    work_on,
    written,
)
from takeaction.cli import arguments
from takeaction.cli.files import remove, write
from takeaction.cli.mistakes import mistake_json, show_mistakes
from takeaction.cli.terminal import bold, line, show_json
from takeaction.errors import PackErrors, shown

_COMMANDS: tuple[tuple[str, str], ...] = (
    ("extract", "write a PO file with every text of a pack"),
    ("update", "bring a PO file up to the texts as they are now"),
    ("status", "tell how much is translated, reviewed and out of date"),
    ("compile", "write what is reviewed as a gettext MO file"),
)


def add_commands(added: arguments.Commands) -> None:
    """Add the commands under ``pack translate``."""
    translate = added.add_parser(
        "translate", help="put a pack into another language", description="For translators."
    )
    inner = translate.add_subparsers(
        metavar="COMMAND", required=True, parser_class=arguments.Parser
    )
    runs = {"extract": _extract, "update": _update, "status": _status, "compile": _compile}
    for name, text in _COMMANDS:
        made = arguments.command(inner, name, text, _running(runs[name]), with_lock=False)
        made.add_argument("pack", metavar="PATH", help="the folder of the pack or of its project")
        if name == "compile":
            made.add_argument("--output", metavar="FILE", help="where to write it (LANGUAGE.mo)")


def _running(
    run: Callable[[Work, argparse.Namespace], int],
) -> Callable[[argparse.Namespace], int]:
    """Return a command that reads the pack first."""

    def running(options: argparse.Namespace) -> int:
        languages = options.languages or []
        if len(languages) != 1:
            raise arguments.UsageError("--language names the one language to translate into.")
        try:
            work = work_on(options.pack, *arguments.languages_of(options))
            return run(work, options)
        except PackErrors as errors:
            return _mistaken(errors, options)
        except TranslationError as error:
            raise arguments.UsageError(str(error)) from error
        except ModuleNotFoundError as error:
            problem = "Babel is not installed. Fix: pip install 'takeaction[authoring]'."
            raise arguments.UsageError(problem) from error

    return running


def _mistaken(errors: PackErrors, options: argparse.Namespace) -> int:
    if options.json:
        show_json({"mistakes": [mistake_json(error) for error in errors.mistakes]})
    else:
        show_mistakes(errors.mistakes)
    return 1


def _extract(work: Work, options: argparse.Namespace) -> int:
    if work.files:
        file = shown(f"{work.folder}/{work.files[0]}")
        problem = f"{file} is there already. Fix: takeaction pack translate update."
        raise arguments.UsageError(problem)
    return _update_files(work, options)


def _update(work: Work, options: argparse.Namespace) -> int:
    if not work.files:
        file = shown(f"{work.folder}/locale/{work.language}.po")
        problem = f"{file} is not there. Fix: takeaction pack translate extract."
        raise arguments.UsageError(problem)
    return _update_files(work, options)


def _update_files(work: Work, options: argparse.Namespace) -> int:
    """Write the PO files; one whose texts all stand in others now is taken away at the end."""
    contents = written(work, arguments.moment_of(options))
    over = sorted(set(work.files) - set(contents))
    for file, content in contents.items():
        write(Path(work.folder, file), content, folders=True)
    for file in over:
        remove(Path(work.folder, file))
    sizes = {f"{work.folder}/{file}": len(content) for file, content in contents.items()}
    if options.json:
        files = [{"file": file, "bytes": size} for file, size in sizes.items()]
        show_json({"files": files, "removed": [f"{work.folder}/{file}" for file in over]})
        return 0
    for file, size in sizes.items():
        line(f"{file}: {size:,} bytes")
    for file in over:
        line(f"{work.folder}/{file}: taken away, its texts stand in the files above")
    if not work.declared:
        line(f"Add {work.language} to languages in pack.toml.")
    return 0


def _compile(work: Work, options: argparse.Namespace) -> int:
    file = options.output or f"{work.language}.mo"
    content = compiled(work, arguments.moment_of(options))
    write(Path(file), content)
    if options.json:
        show_json({"file": file, "bytes": len(content)})
        return 0
    line(f"{file}: {len(content):,} bytes")
    return 0


def _status(work: Work, options: argparse.Namespace) -> int:
    files, fields = counted(work, "file"), counted(work, "field")
    if options.json:
        show_json({"language": work.language, "files": files, "fields": fields})
        return 0
    for title, rows in (("Files", files), ("Fields", fields)):
        line(title, style=bold)
        for name, counts in rows.items():
            line(f"{name}: {_parts(counts)}", indent=2, hang=4)
    return 0


def _parts(counts: dict[str, int]) -> str:
    parts = [f"{count} {state}" for state, count in counts.items() if count]
    return f"{', '.join(parts)} of {sum(counts.values())}"
