"""The command line: a face that formats and never decides.

Exit codes: 0 answered, also when a pack was left out; 1 from ``packs``, ``doctor``, ``lock`` and
``pack`` when there are mistakes, and where an answer cannot be written; 2 for a wrong call. Only
this face reads the environment: ``TAKEACTION_PACKS`` is ``none``, or folders and archives to read
beside the installed packs.
"""

import argparse
import sys
from collections.abc import Sequence
from contextlib import suppress

from takeaction.cli import (
    buy,
    doctor,
    find_help,
    four_questions,
    lock,
    packs,
    plan,
    recommend,
    search,
    show,
    signs,
    travel,
    why_not,
)
from takeaction.cli.arguments import UsageError, parser_of
from takeaction.cli.pack import commands
from takeaction.cli.terminal import give_up_output, prepare, show_json
from takeaction.errors import LockError, QueryError, UnknownWordError, meant, plain, shown

_CALLED = {"observed": "sign", "not_observed": "sign", "when": "sign", "accepted": "pack"}
_COMMANDS = (
    recommend,
    why_not,
    plan,
    find_help,
    signs,
    buy,
    travel,
    search,
    show,
    packs,
    doctor,
    lock,
    commands,
)


def main(arguments: Sequence[str]) -> int:
    """Run one command.

    Args:
        arguments: What stands after the name of the program.

    Returns:
        The exit code.
    """
    prepare()
    try:
        code = _run(arguments) if arguments else four_questions.run()
        sys.stdout.flush()
    except BrokenPipeError:
        give_up_output()
        return 0
    except OSError as error:
        with suppress(OSError):  # the error output may be as full
            print(f"takeaction: {plain(str(error))}.", file=sys.stderr)
        with suppress(OSError):  # a stream of the host's need not be a file
            give_up_output()
        return 1
    except KeyboardInterrupt:
        return 130
    else:
        return code


def _run(arguments: Sequence[str]) -> int:
    options = argparse.Namespace(command="takeaction")
    try:
        parser_of(_COMMANDS).parse_args(arguments, options)
        code: int = options.run(options)
    except UsageError as error:
        command = max(options.command, error.command, key=len)  # the inner one is longer
        return _refuse(arguments, command, _error("usage", str(error)))
    except QueryError as error:
        told = _error(error.code, _with_the_word(error, options), error.field, error.nearest)
        return _refuse(arguments, options.command, told)
    except LockError as error:
        return _refuse(arguments, options.command, _error(error.code, str(error), "lock"))
    else:
        return code


def _with_the_word(error: QueryError, options: object) -> str:
    """Say which word is unknown: the command line was given it, so it may print it."""
    if not isinstance(error, UnknownWordError):
        return error.text
    return " ".join(_named(options, *each) for each in error.unknown)


def _named(options: object, field: str, position: int, nearest: Sequence[str]) -> str:
    value = getattr(options, field, None)
    word = value if isinstance(value, str) else (value or [""])[position]
    called = _CALLED.get(field) or (field or "word").rstrip("s").removesuffix("_id").replace(
        "_", " "
    )
    return f"Unknown {called} {shown(word)}.{meant(nearest)}"


def _error(
    code: str, text: str, field: str | None = None, nearest: Sequence[str] = ()
) -> dict[str, object]:
    return {"code": code, "text": text, "field": field, "nearest": list(nearest)}


def _refuse(arguments: Sequence[str], command: str, error: dict[str, object]) -> int:
    """Say what is wrong with a call, as JSON where that was asked for."""
    if "--json" in arguments:
        show_json({"error": error})
    else:
        print(f"takeaction: {error['text']}", file=sys.stderr)
        print(f"Try: {command} --help", file=sys.stderr)
    return 2
