"""``takeaction pack new``: start a pack."""

import argparse

from takeaction.cli import arguments
from takeaction.cli.terminal import line, show_json
from takeaction.errors import LONGEST_PATH, plain, shown


def add_commands(subparsers: arguments.Commands) -> None:
    """Add ``takeaction pack new``."""
    text = "start a pack: write a project for you to fill in"
    parser = arguments.add_command(subparsers, "new", text, run, with_lock=False)
    parser.add_argument("id", metavar="ID", help="its id, such as kent-help; it never changes")
    parser.add_argument(
        "--region",
        dest="regions",
        action="extend",
        nargs="+",
        required=True,
        metavar="C",
        help="the region it is for; repeat it to add more",
    )
    folder = "where to write the project (a folder named after the id)"
    parser.add_argument("--to", dest="folder", metavar="FOLDER", help=folder)


def run(options: argparse.Namespace) -> int:
    """Write the project of a new pack."""
    from takeaction.authoring.new import create_project

    try:
        files = create_project(
            options.id,
            regions=options.regions,
            languages=options.languages or ["en"],
            today=arguments.requested_moment(options).date(),
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
    place = plain(folder, LONGEST_PATH)
    line(f"{place}: {len(files)} files. Replace every EXAMPLE, and read README.md.")
    line(f"Then: takeaction pack check {place}")
    return 0
