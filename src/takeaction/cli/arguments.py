"""The words of the command line, and what they mean."""

import argparse
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from types import ModuleType
from typing import NoReturn, TypeAlias

from takeaction.cli.terminal import line
from takeaction.core_data import language_of
from takeaction.engine.reasons import say
from takeaction.errors import shown
from takeaction.models.question import tags

_EPILOG = """\
Your shell keeps a history of what you type. If somebody may look at it, use a
device that nobody checks. In danger, call your local emergency number first.
"""


Commands: TypeAlias = "argparse._SubParsersAction[Parser]"  # noqa: SLF001 - its only name
"""What commands are added to."""


class UsageError(Exception):
    """A call that the command line does not know.

    Attributes:
        command: The command whose words are wrong; empty for the one that runs.
    """

    def __init__(self, text: str, command: str = "") -> None:
        super().__init__(text)
        self.command = command


class Parser(argparse.ArgumentParser):
    """A parser that raises where argparse would exit."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the call."""
        raise UsageError(message[:1].upper() + message[1:] + ".", self.prog)


def parser_of(commands: Iterable[ModuleType]) -> Parser:
    """Make the parser of all commands; each module adds its own."""
    parser = Parser(
        prog="takeaction",
        description="Offline answers about human trafficking, with reasons.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action=_Version, nargs=0, help="show the version and exit")
    added = parser.add_subparsers(metavar="COMMAND", required=True, parser_class=Parser)
    for module in commands:
        module.add_commands(added)
    return parser


class _Version(argparse.Action):
    """Shows the version, which is looked up only then."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from importlib.metadata import version

        print(f"takeaction {version('takeaction')}")
        parser.exit()


def command(
    added: Commands,
    name: str,
    text: str,
    run: Callable[[argparse.Namespace], int],
    *,
    with_lock: bool = True,
) -> argparse.ArgumentParser:
    """Add a command with the options that every command has, and that for a lock file."""
    made: argparse.ArgumentParser = added.add_parser(
        name, help=text, description=text[:1].upper() + text[1:] + ".", epilog=_EPILOG
    )
    made.set_defaults(run=run, command=made.prog)
    made.add_argument("--json", action="store_true", help="answer in JSON")
    made.add_argument(
        "--language",
        dest="languages",
        action="append",
        metavar="TAG",
        help="your language, such as es; may be given again",
    )
    made.add_argument(
        "--at", type=moment, metavar="MOMENT", help="the moment, such as 2026-11-24T15:00Z"
    )
    if with_lock:
        made.add_argument(
            "--lock", metavar="FILE", help="leave out packs that differ from this lock file"
        )
    return made


def languages_of(options: argparse.Namespace) -> tuple[str, ...]:
    """Return the languages that were asked for, else English.

    Raises:
        QueryError: One is no language tag.
    """
    return tags(options.languages or ("en",), "languages")


def show_fall_back(languages: Iterable[str]) -> None:
    """Say below an answer in another language what it means that some of it is in English."""
    wish = tuple(languages)
    if "en" not in {each.partition("-")[0] for each in wish}:
        language = language_of(wish)
        line(say("label.marked" if language == "en" else "label.partly", language))


def moment_of(options: argparse.Namespace) -> datetime:
    """Return the moment that was asked for, else the present: faces read the clock."""
    at: datetime | None = options.at
    return at or datetime.now(UTC)


def moment(text: str) -> datetime:
    """Read a moment with its zone."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        found = None
    if found is None or found.utcoffset() is None:
        problem = f"{shown(text)} is no moment with a zone; write it like 2026-11-24T15:00Z"
        raise argparse.ArgumentTypeError(problem)
    return found


def whole(text: str) -> int:
    """Read a whole number."""
    try:
        return int(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{shown(text)} is no whole number") from None


def listed(parser: argparse.ArgumentParser, name: str, dest: str, metavar: str, text: str) -> None:
    """Add an option that takes one word or more, and may be given again."""
    parser.add_argument(
        name, dest=dest, action="extend", nargs="+", default=[], metavar=metavar, help=text
    )
