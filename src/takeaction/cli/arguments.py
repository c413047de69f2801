"""The parser of the command line, and the options that commands share."""

import argparse
import inspect
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, NoReturn, TypeAlias, TypeVar, get_args, get_origin

import attrs

from takeaction.cli.terminal import line, show
from takeaction.core_data import language_of
from takeaction.engine.reasons import say
from takeaction.errors import shown
from takeaction.models.question.arguments import MAX_LIMIT, as_languages, check_whole_number
from takeaction.models.question.queries import About
from takeaction.views.blocks import Blocks, Fold, Tone, opened, paragraphs, plain_text

_EPILOG = """\
Your shell keeps a history of what you type. If somebody may look at it, use a
device that nobody checks. In danger, call your local emergency number first.
"""

Commands: TypeAlias = "argparse._SubParsersAction[Parser]"  # noqa: SLF001 - its only name
"""The subparsers of a command line, to which each command adds its own."""

PACK_HELP = "a folder, an archive, or an installed id"
"""The forms in which a call may name a pack."""


class UsageError(Exception):
    """A call that the command line cannot carry out as it was typed.

    Attributes:
        command: The command that the call names, such as ``takeaction pack check``; empty if the
            command itself raised this.
    """

    def __init__(self, text: str, command: str = "") -> None:
        super().__init__(text)
        self.command = command


class Parser(argparse.ArgumentParser):
    """A parser that raises an error where argparse would exit.

    Attributes:
        commands: The names of the commands, for the parser of the whole command line.
    """

    commands: frozenset[str] = frozenset()

    def error(self, message: str) -> NoReturn:
        """Raise a UsageError that has the message as a sentence."""
        raise UsageError(message[:1].upper() + message[1:] + ".", self.prog)


def build_parser(commands: Iterable[Callable[["Commands"], None]]) -> Parser:
    """Build the parser of the whole command line, by the functions that add a command each."""
    parser = Parser(
        prog="takeaction",
        description="Offline answers about human trafficking, with reasons.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action=_Version, nargs=0, help="show the version and exit")
    subparsers = parser.add_subparsers(metavar="COMMAND", required=True, parser_class=Parser)
    for add in commands:
        add(subparsers)
    parser.commands = frozenset(subparsers.choices)
    return parser


class _Version(argparse.Action):
    """An option that prints the version, and looks it up only then."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        # Its import takes about 10 ms, a twentieth of what a call takes to start.
        from importlib.metadata import version

        show(f"takeaction {version('takeaction')}")
        parser.exit()


def add_command(
    subparsers: Commands,
    name: str,
    text: str,
    run: Callable[[argparse.Namespace], int],
    *,
    with_lock: bool = True,
) -> argparse.ArgumentParser:
    """Add a command with the options that every command has.

    Args:
        subparsers: Where to add it.
        name: The command as it is typed.
        text: Its help: a phrase that starts with a verb, without a full stop.
        run: The function that carries it out and returns the exit code.
        with_lock: Whether it takes the options of loading too, such as ``--lock FILE``.

    Returns:
        The parser of the command, for options of its own.
    """
    parser: argparse.ArgumentParser = subparsers.add_parser(
        name, help=text, description=text[:1].upper() + text[1:] + ".", epilog=_EPILOG
    )
    parser.set_defaults(run=run, command=parser.prog)
    parser.add_argument("--json", action="store_true", help="answer in JSON")
    parser.add_argument(
        "--language",
        dest="languages",
        action="append",
        metavar="TAG",
        help="your language, such as es; repeat it to add a second choice",
    )
    parser.add_argument(
        "--at",
        type=parse_moment,
        metavar="MOMENT",
        help="answer for this moment instead of now, such as 2026-11-24T15:00Z",
    )
    if with_lock:
        parser.add_argument(
            "--lock", metavar="FILE", help="leave out records that differ from this lock file"
        )
        parser.add_argument(
            "--unknown",
            choices=("warn", "hold"),
            default="warn",
            help="with --lock: hold leaves out packs that are not in it (warn)",
        )
        parser.add_argument(
            "--prefer",
            type=parse_preference,
            action="append",
            default=[],
            metavar="ID=DISTRIBUTION",
            help="the distribution to use for a pack id that several have; repeat it for more ids",
        )
        parser.add_argument(
            "--withdrawn", metavar="FILE", help="leave out what publishers took back in this list"
        )
    return parser


def add_list_option(
    parser: argparse.ArgumentParser, name: str, dest: str, metavar: str, text: str
) -> None:
    """Add an option that takes one word or more, and that can be repeated."""
    parser.add_argument(name, dest=dest, metavar=metavar, help=text, **_SEVERAL)


_SEVERAL: Mapping[str, Any] = {"action": "extend", "nargs": "+", "default": []}
"""The settings of an option that takes one word or more, and that can be repeated."""


_Question = TypeVar("_Question", bound=attrs.AttrsInstance)


def add_question(parser: argparse.ArgumentParser, kind: type[_Question]) -> None:
    """Add an option for each field of a question that the command line asks for.

    A field that a call has to give is an argument. ``facts`` has the words.
    """
    for field in _asked_fields(kind):
        add_field(parser, kind, field.name)


def add_field(parser: argparse.ArgumentParser, kind: type[_Question], name: str) -> None:
    """Add the option of one field of a question."""
    field = attrs.fields_dict(kind)[name]
    usual = field.metadata.get("usual", inspect.signature(kind).parameters[name].default)
    option = option_of(kind, name)
    if field.type is bool:
        text = field.metadata["ask"]
        parser.add_argument(option, dest=name, action="store_true", help=text)
        return
    is_required = usual is inspect.Parameter.empty
    settings: dict[str, Any] = {} if is_required else {"dest": name, "default": usual}
    if get_origin(field.type) in (tuple, frozenset):
        settings |= {"nargs": "+"} if is_required else _SEVERAL
    members = get_args(field.type) or (field.type,)
    if bool in members:
        settings |= {"nargs": "?", "const": True}
    elif int in members:
        settings["type"] = parse_whole_number
    letter = "C" if "is_place" in field.metadata else option.lstrip("-")[0].upper()
    settings["metavar"] = field.metadata.get("metavar", letter)
    settings["help"] = _help_of(field, members, usual)
    parser.add_argument(name if is_required else option, **settings)


def option_of(kind: type[_Question], name: str) -> str:
    """Return the option of a field of a question, such as ``--calling-from``."""
    option = attrs.fields_dict(kind)[name].metadata.get("option", name)
    return f"--{option.replace('_', '-')}"


def requested(kind: type[_Question], options: argparse.Namespace, **others: object) -> _Question:
    """Return the question that the options of ``add_question`` ask.

    Args:
        kind: The class of the question.
        options: The options of the call.
        **others: The fields that have no option of their own.

    Raises:
        QueryError: A field has no meaning.
    """
    given = {field.name: getattr(options, field.name) for field in _asked_fields(kind)}
    if "about" in given:
        given["about"] = requested_about(options)
    return kind(**given, **others)


def _asked_fields(kind: type[_Question]) -> "list[attrs.Attribute[Any]]":
    return [field for field in attrs.fields(kind) if "ask" in field.metadata]


def _help_of(field: "attrs.Attribute[Any]", members: Iterable[Any], usual: object) -> str:
    """Return the help of an option: what it asks, its words if it takes one, and the usual one."""
    kinds = [kind for kind in members if isinstance(kind, type) and issubclass(kind, StrEnum)]
    text: str = field.metadata["ask"]
    if kinds and bool not in members:
        *first, last = field.metadata.get("words", kinds[0])
        text += f": {', '.join(first)} or {last}"
    return f"{text} ({usual})" if usual and (kinds or int in members) else text


def add_limit(parser: argparse.ArgumentParser, default: int, noun: str) -> None:
    """Add ``--limit K``, the largest number of answers to print.

    Args:
        parser: The parser of the command.
        default: The limit of a call that names none.
        noun: The answers in the plural, such as ``contacts``.
    """
    parser.add_argument(
        "--limit",
        type=parse_whole_number,
        default=default,
        metavar="K",
        help=f"show at most K {noun} ({default})",
    )


def add_why(parser: argparse.ArgumentParser, text: str) -> None:
    """Add ``--why``, which opens what an answer folds.

    Args:
        parser: The parser of the command.
        text: What it shows, such as "all lines".
    """
    parser.add_argument("--why", action="store_true", help=f"show {text}")


def with_why(blocks: Blocks, options: argparse.Namespace, language: str) -> Blocks:
    """Return an answer with what it folds, if a call asks for that; else with how to see it."""
    if options.why:
        return tuple(opened(blocks))
    titles = (plain_text(block.title) for block in blocks if isinstance(block, Fold))
    folded = tuple(f"{title[:1].lower()}{title[1:]}" for title in titles)
    more = say("label.more_with_why", language, {"titles": folded})
    return (*blocks, *paragraphs([more] if folded else [], Tone.QUIET))


def add_pack(parser: argparse.ArgumentParser) -> None:
    """Add a pack as an argument: a folder, an archive or an installed id."""
    parser.add_argument("pack", metavar="PATH|WHEEL|ID", help=PACK_HELP)


def add_pack_folder(parser: argparse.ArgumentParser) -> None:
    """Add the folder of a pack as an argument, for commands that work on its sources."""
    parser.add_argument("pack", metavar="PATH", help="the folder of the pack or of its project")


def requested_about(options: argparse.Namespace) -> About | None:
    """Return what an earlier answer understood; None if a call hands nothing on.

    Raises:
        QueryError: It is no JSON of that, or has a word that is in no list.
    """
    return None if options.about is None else About.from_text(options.about)


def requested_languages(options: argparse.Namespace) -> tuple[str, ...]:
    """Return the languages to answer in, best first: English if a call names none.

    Raises:
        QueryError: One of them is not a language tag.
    """
    return as_languages(options.languages or ("en",), "languages")


def show_english_note(languages: Iterable[str]) -> None:
    """Explain below an answer in another language why parts of it are in English."""
    preferred = tuple(languages)
    if "en" not in {tag.partition("-")[0] for tag in preferred}:
        language = language_of(preferred)
        line(say("label.marked" if language == "en" else "label.partly", language))


def requested_moment(options: argparse.Namespace) -> datetime:
    """Return the moment to answer for: now if a call names none.

    Only the command line reads the clock; the engine gets the moment as an argument.
    """
    at: datetime | None = options.at
    return at or datetime.now(UTC)


def check_limit(options: argparse.Namespace) -> None:
    """Check ``--limit``, for commands whose limit only cuts the text that they print.

    Raises:
        QueryError: It is not from 1 to 1 000 000.
    """
    check_whole_number(options.limit, "limit", MAX_LIMIT)


def parse_moment(text: str) -> datetime:
    """Parse a date and time with its zone.

    Raises:
        ArgumentTypeError: It is neither, or names no zone.
    """
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        moment = None
    if moment is None or moment.utcoffset() is None:
        problem = (
            f"{shown(text)} is not a date and time with a zone; write it like 2026-11-24T15:00Z"
        )
        raise argparse.ArgumentTypeError(problem)
    return moment


def parse_preference(text: str) -> tuple[str, str]:
    """Parse the id of a pack and the distribution to use for it.

    Raises:
        ArgumentTypeError: It does not have two sides.
    """
    id, _, distribution = text.partition("=")
    if not id or not distribution:
        problem = f"{shown(text)} is not an id and a distribution; write it like us-hotline=NAME"
        raise argparse.ArgumentTypeError(problem)
    return id, distribution


def parse_whole_number(text: str) -> int:
    """Parse a whole number.

    Raises:
        ArgumentTypeError: It is none, or too long for Python to convert.
    """
    try:
        return int(text)
    except ValueError:
        raise argparse.ArgumentTypeError("write a whole number, such as 30") from None
