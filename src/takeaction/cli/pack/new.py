"""``takeaction pack new``: start a pack."""

import argparse
from typing import TYPE_CHECKING

from takeaction.cli import arguments
from takeaction.cli.terminal import line, show_json
from takeaction.errors import shown

if TYPE_CHECKING:  # no answer needs what authors need
    pass


def add_commands(added: arguments.Commands) -> None:
    """Add the command."""
    made = arguments.command(
        added, "new", "start a pack: a project to fill in", run, with_lock=False
    )
    made.add_argument("id", metavar="ID", help="its id, such as kent-help; it never changes")
    made.add_argument("--region", required=True, metavar="C", help="where it is of use")
    made.add_argument("--to", dest="folder", metavar="FOLDER", help="where to write it")


def run(options: argparse.Namespace) -> int:
    """Write the project of a new pack."""
    from takeaction.authoring.new import create

    languages = options.languages or ["en"]
    options.language = languages[0]  # the name by which an error calls it
    if len(languages) > 1:
        raise arguments.UsageError("A pack is written in one language; others are translations.")
    try:
        files = create(
            options.id,
            region=options.region,
            language=options.language,
            today=arguments.moment_of(options).date(),
            folder=options.folder,
        )
    except OSError as error:
        raise arguments.UsageError(
            f"{shown(options.folder or options.id)} cannot be written: {error.strerror}."
        ) from error
    folder = options.folder or options.id
    if options.json:
        show_json({"folder": folder, "files": [path.as_posix() for path in files]})
        return 0
    line(f"{folder}: {len(files)} files. Replace what says EXAMPLE, and read README.md.")
    line(f"Then: takeaction pack check {folder}")
    return 0
