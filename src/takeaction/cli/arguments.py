"""The commands as data, the options that they share, and the packs that they load."""

import argparse
import inspect
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, NamedTuple, NoReturn, TypeAlias, TypeVar, get_args, get_origin

import attrs

from takeaction.catalog import Catalog
from takeaction.cli.terminal import line, show, show_blocks, show_json, warn
from takeaction.core_data import language_of
from takeaction.engine.reasons import say
from takeaction.engine.serialization import Answer
from takeaction.errors import PackError, plain, shown
from takeaction.loading import load
from takeaction.models.question.arguments import MAX_LIMIT, as_languages, check_whole_number
from takeaction.models.question.queries import About
from takeaction.packs.sources.discovery import is_path
from takeaction.views.blocks import Blocks, Fold, Tone, opened, paragraphs, plain_text
from takeaction.vocabulary.records import Kind

_Subparsers: TypeAlias = "argparse._SubParsersAction[Parser]"  # noqa: SLF001 - its only name

_EPILOG = """\
Your shell keeps a history of what you type. If somebody may look at it, use a
device that nobody checks. In danger, call your local emergency number first.
"""

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
    """A parser that raises an error where argparse would exit."""

    def error(self, message: str) -> NoReturn:
        """Raise a UsageError that has the message as a sentence."""
        raise UsageError(message[:1].upper() + message[1:] + ".", self.prog)


class Option(NamedTuple):
    """An option of a command, or an argument.

    Attributes:
        names: As it is typed, such as ``--limit``; an argument has the name of its value.
        settings: What ``ArgumentParser.add_argument`` is told about it.
    """

    names: tuple[str, ...]
    settings: Mapping[str, Any]


class OptionGroup(NamedTuple):
    """Options that belong together.

    Attributes:
        options: The options.
        title: The title above them in the help; empty where a call names one of them at most.
    """

    options: tuple[Option, ...]
    title: str = ""

    def add_to(self, parser: argparse.ArgumentParser) -> None:
        """Add its options to a command."""
        titled, exclusive = parser.add_argument_group, parser.add_mutually_exclusive_group
        group = titled(self.title) if self.title else exclusive()
        for one in self.options:
            group.add_argument(*one.names, **one.settings)


@attrs.frozen
class Command:
    """A command: what its help says, what it takes, and what carries it out.

    Attributes:
        name: The command as it is typed.
        text: Its help: a phrase that starts with a verb, without a full stop.
        run: The function that carries it out; its exit code, or None for 0.
        options: Its own options, beside those that every command has.
        with_lock: Whether it takes the options of loading too, such as ``--lock FILE``.
        fixed: Values that its function needs and no option of it gives. Of these, ``needs`` is the
            sentence for a missing extra, and ``refusal`` what ``refuse_pack`` is told.
    """

    name: str
    text: str
    run: Callable[[argparse.Namespace], int | None]
    options: Sequence[Option | OptionGroup] = ()
    with_lock: bool = attrs.field(default=True, kw_only=True)
    fixed: Mapping[str, Any] = attrs.field(factory=dict, kw_only=True)

    def add_to(self, subparsers: "_Subparsers") -> None:
        """Add it to the commands of a parser."""
        parser = subparsers.add_parser(
            self.name,
            help=self.text,
            description=self.text[:1].upper() + self.text[1:] + ".",
            epilog=_EPILOG,
        )
        parser.set_defaults(run=self.run, command=parser.prog, **self.fixed)
        shared = (*_OF_EVERY_COMMAND, *(_OF_LOADING if self.with_lock else ()))
        for one in (*shared, *self.options):
            if isinstance(one, Option):
                parser.add_argument(*one.names, **one.settings)
            else:
                one.add_to(parser)


@attrs.frozen
class CommandGroup:
    """Commands below a common word, such as ``takeaction pack``.

    Attributes:
        name: The word.
        text: Its help.
        description: Who the commands are for, or what they do; a sentence.
        commands: The commands.
        noun: What the help calls one of them.
        epilog: A sentence below its help.
    """

    name: str
    text: str
    description: str
    commands: Sequence["Command | CommandGroup"]
    noun: str = "COMMAND"
    epilog: str | None = None

    def add_to(self, subparsers: "_Subparsers") -> None:
        """Add it to the commands of a parser."""
        parser = subparsers.add_parser(
            self.name, help=self.text, description=self.description, epilog=self.epilog
        )
        _add_commands(parser, self.commands, self.noun)


def build_parser(commands: Iterable[Command | CommandGroup]) -> Parser:
    """Build the parser of the whole command line."""
    parser = Parser(
        prog="takeaction",
        description="Offline answers about human trafficking, with reasons.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action=_Version, nargs=0, help="show the version and exit")
    _add_commands(parser, commands, "COMMAND")
    return parser


def _add_commands(
    parser: argparse.ArgumentParser, commands: Iterable[Command | CommandGroup], noun: str
) -> None:
    subparsers = parser.add_subparsers(metavar=noun, required=True, parser_class=Parser)
    for command in commands:
        command.add_to(subparsers)


class _Version(argparse.Action):
    """An option that prints the version, and looks it up only then."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        # Its import takes about 10 ms, a twentieth of what a call takes to start.
        from importlib.metadata import version

        show(f"takeaction {version('takeaction')}")
        parser.exit()


def option(*names: str, help: str, **settings: Any) -> Option:  # noqa: ANN401 - as argparse has it
    """Return an option, such as ``option("--limit", type=int, help="…")``."""
    return Option(names, {"help": help, **settings})


def flag(name: str, help: str, **settings: Any) -> Option:  # noqa: ANN401 - as argparse has it
    """Return an option without a value."""
    return Option((name,), {"action": "store_true", "help": help, **settings})


def several(name: str, dest: str, metavar: str, help: str, **settings: Any) -> Option:  # noqa: ANN401
    """Return an option that takes one word or more, and that can be repeated."""
    return Option((name,), {"dest": dest, "metavar": metavar, "help": help, **_SEVERAL, **settings})


_SEVERAL: Mapping[str, Any] = {"action": "extend", "nargs": "+", "default": []}
"""The settings of an option that takes one word or more, and that can be repeated."""


_Question = TypeVar("_Question", bound=attrs.AttrsInstance)


def question_options(kind: type[_Question]) -> tuple[Option, ...]:
    """Return an option for each field of a question that the command line asks for.

    A field that a call has to give is an argument. ``facts`` has the words.
    """
    return tuple(field_option(kind, field.name) for field in _asked_fields(kind))


def field_option(kind: type[_Question], name: str) -> Option:
    """Return the option of one field of a question."""
    field = attrs.fields_dict(kind)[name]
    usual = field.metadata.get("usual", inspect.signature(kind).parameters[name].default)
    typed = option_of(kind, name)
    if field.type is bool:
        return flag(typed, field.metadata["ask"], dest=name)
    is_required = usual is inspect.Parameter.empty
    settings: dict[str, Any] = {} if is_required else {"dest": name, "default": usual}
    if get_origin(field.type) in (tuple, frozenset):
        settings |= {"nargs": "+"} if is_required else _SEVERAL
    members = get_args(field.type) or (field.type,)
    if bool in members:
        settings |= {"nargs": "?", "const": True}
    elif int in members:
        settings["type"] = parse_whole_number
    letter = "C" if "is_place" in field.metadata else typed.lstrip("-")[0].upper()
    settings["metavar"] = field.metadata.get("metavar", letter)
    return option(name if is_required else typed, help=_help_of(field, members, usual), **settings)


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


def limit_option(default: int, noun: str) -> Option:
    """Return ``--limit K``, the largest number of answers to print.

    Args:
        default: The limit of a call that names none.
        noun: The answers in the plural, such as ``contacts``.
    """
    text = f"show at most K {noun} ({default})"
    return option("--limit", type=parse_whole_number, default=default, metavar="K", help=text)


def kind_option(help: str, **settings: Any) -> Option:  # noqa: ANN401 - as argparse has it
    """Return ``--kind KIND``, a kind of record; its help ends with the list of kinds."""
    kinds = [str(kind) for kind in Kind]
    return option(
        "--kind",
        type=str.casefold,
        choices=kinds,
        metavar="KIND",
        help=help.format(kinds=", ".join(kinds)),
        **settings,
    )


def with_why(blocks: Blocks, options: argparse.Namespace) -> Blocks:
    """Return an answer with what it folds, if a call asks for that; else with how to see it."""
    if options.why:
        return tuple(opened(blocks))
    titles = (plain_text(block.title) for block in blocks if isinstance(block, Fold))
    folded = tuple(f"{title[:1].lower()}{title[1:]}" for title in titles)
    more = say("label.more_with_why", requested_language(options), {"titles": folded})
    return (*blocks, *paragraphs([more] if folded else [], Tone.QUIET))


PACK = option("pack", metavar="PATH|WHEEL|ID", help=PACK_HELP)
"""A pack as an argument: a folder, an archive or an installed id."""

PACK_FOLDER = option("pack", metavar="PATH", help="the folder of the pack or of its project")
"""The folder of a pack as an argument, for commands that work on its sources."""


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


def requested_language(options: argparse.Namespace) -> str:
    """Return the language of our own sentences in an answer: one that they are written in."""
    return language_of(requested_languages(options))


def show_answer(
    options: argparse.Namespace,
    answer: Answer[Any, Any],
    blocks: Callable[[], Blocks],
    *,
    is_open: bool = False,
) -> None:
    """Print an answer: as JSON if a call asks for that, else its blocks.

    Args:
        options: The options of the call.
        answer: The answer.
        blocks: Returns what people read.
        is_open: Whether to print what is folded.
    """
    if options.json:
        show_json(answer.as_json())
    else:
        show_blocks(blocks(), is_open=is_open)
        show_english_note(requested_languages(options))


def report(options: argparse.Namespace, data: object, *lines: str) -> None:
    """Print what a command did: as JSON if a call asks for that, else in lines."""
    if options.json:
        show_json(data)
    for text in () if options.json else lines:
        line(text)


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
        raise argparse.ArgumentTypeError(
            f"{shown(text)} is not a date and time with a zone; write it like 2026-11-24T15:00Z"
        )
    return moment


def parse_pair(problem: str) -> Callable[[str], tuple[str, str]]:
    """Return a function that parses two words with ``=`` between them.

    Args:
        problem: What it says of a text without two sides, which goes into the braces.
    """

    def parse(text: str) -> tuple[str, str]:
        before, _, after = map(str.strip, text.partition("="))
        if not before or not after:
            raise argparse.ArgumentTypeError(problem.format(shown(text)))
        return before, after

    return parse


def parse_whole_number(text: str) -> int:
    """Parse a whole number.

    Raises:
        ArgumentTypeError: It is none, or too long for Python to convert.
    """
    try:
        return int(text)
    except ValueError:
        raise argparse.ArgumentTypeError("write a whole number, such as 30") from None


_OF_EVERY_COMMAND = (
    flag("--json", "answer in JSON"),
    option(
        "--language",
        dest="languages",
        action="append",
        metavar="TAG",
        help="your language, such as es; repeat it to add a second choice",
    ),
    option(
        "--at",
        type=parse_moment,
        metavar="MOMENT",
        help="answer for this moment instead of now, such as 2026-11-24T15:00Z",
    ),
)
_OF_LOADING = (
    option("--lock", metavar="FILE", help="leave out records that differ from this lock file"),
    option(
        "--unknown",
        choices=("warn", "hold"),
        default="warn",
        help="with --lock: hold leaves out packs that are not in it (warn)",
    ),
    option(
        "--prefer",
        type=parse_pair("{} is not an id and a distribution; write it like us-hotline=NAME"),
        action="append",
        default=[],
        metavar="ID=DISTRIBUTION",
        help="the distribution to use for a pack id that several have; repeat it for more ids",
    ),
    option(
        "--withdrawn",
        action="append",
        metavar="FILE",
        help="leave out what publishers took back in this list; of several the newest counts",
    ),
)


# The packs that a command answers from

NO_PACK = "pack.none"
"""The code of the mistake of a catalog without packs."""

NO_PACKS = "No packs are installed. To have all of ours, install takeaction[packs]."
"""The line of a command that lists packs."""


def environment_packs() -> tuple[list[str], list[str] | None]:
    """Return the packs that ``TAKEACTION_PACKS`` names.

    Returns:
        Paths to read, and the ids of installed packs: an empty list for none of them, None for
        all of them.
    """
    value = os.environ.get("TAKEACTION_PACKS", "")
    if value == "none":
        return [], []
    return [path for path in value.split(os.pathsep) if path], None


def load_packs(options: argparse.Namespace, at: datetime | None = None) -> Catalog:
    """Load the installed packs and those of the environment, on the terms of a call."""
    paths, packs = environment_packs()
    return load(
        paths=paths,
        packs=packs,
        at=at,
        lock=options.lock,
        unknown=options.unknown,
        prefer=dict(options.prefer),
        withdrawn=options.withdrawn,
    )


def load_pack(options: argparse.Namespace, at: datetime) -> Catalog:
    """Load only the pack that a call names, by its path or as an installed id."""
    path: str = options.pack
    if is_path(path):
        return load(paths=[path], packs=[], at=at)
    return load(packs=[path], at=at)


def load_for_answer(options: argparse.Namespace) -> Catalog:
    """Load the packs, and report on stderr if something was left out or none is installed.

    A broken pack never stops an answer: somebody may be looking for a helpline.
    """
    catalog = load_packs(options)
    if catalog.left_out:
        names, terms = join_pack_names(catalog.left_out), _terms_as_typed(options)
        warn(f"Something was left out of {names}. See: takeaction doctor{terms}")
    elif not catalog.packs:
        warn(
            "No content packs are installed, so there is nothing to answer from. Install some, such"
            " as takeaction-pack-community-actions and takeaction-pack-us-hotline, the way you"
            " installed takeaction; or name their folders in TAKEACTION_PACKS."
        )
    return catalog


def mistakes_of(catalog: Catalog) -> tuple[PackError, ...]:
    """Return the mistakes of a catalog; to have no pack is none if ``TAKEACTION_PACKS`` says so."""
    is_wanted = environment_packs() == ([], [])
    return tuple(e for e in catalog.mistakes if not (is_wanted and e.code == NO_PACK))


def _terms_as_typed(options: argparse.Namespace) -> str:
    """Return the options of loading that a call names, so that the doctor sees the same."""
    lists = [("withdrawn", file) for file in options.withdrawn or ()]
    files = [("lock", options.lock), *lists]
    terms = [f" --{name} {plain(file)}" for name, file in files if file]
    terms += [f" --prefer {plain(id)}={plain(name)}" for id, name in options.prefer]
    return "".join(terms)


def join_pack_names(names: Iterable[str | None]) -> str:
    """Join names of packs into one printable line, in alphabetical order."""
    return ", ".join(sorted(plain(name or "a pack") for name in names))
