"""The command line: it formats answers and decides nothing.

Exit codes: 0 answered, also when a pack was left out; 1 from ``packs``, ``doctor``, ``lock`` and
``pack`` when there are mistakes, and from any command whose answer cannot be written; 2 for a
wrong call. Only the command line reads the environment: ``TAKEACTION_PACKS`` is ``none``, or the
folders and archives to read besides the installed packs.
"""

import argparse
import sys
from collections.abc import Sequence
from contextlib import suppress

from takeaction.cli import (
    ask,
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
    withdrawn,
)
from takeaction.cli.arguments import UsageError, build_parser
from takeaction.cli.pack import commands
from takeaction.cli.terminal import discard_output, prepare_streams, show_json, warn
from takeaction.engine.help.emergency import find_emergency
from takeaction.errors import (
    LockError,
    QueryError,
    UnknownWordError,
    WithdrawnError,
    did_you_mean,
    plain,
    shown,
)
from takeaction.models.region import WORLD, find_region

_NOUNS = {"observed": "sign", "not_observed": "sign", "when": "sign", "accepted": "pack"}
"""What a message calls the value of a field; the others are called by the field itself."""

_COMMANDS = (
    ask,
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
    withdrawn,
    commands,
)


def main(arguments: Sequence[str]) -> int:
    """Run one command.

    Args:
        arguments: The words typed after the name of the program.

    Returns:
        The exit code.
    """
    prepare_streams()
    try:
        code = _run(arguments) if arguments else four_questions.run()
        sys.stdout.flush()
    except BrokenPipeError:
        discard_output()
        return 0
    except OSError as error:
        with suppress(OSError):  # the error output may be as full
            warn(f"takeaction: {plain(str(error))}.")
        with suppress(OSError):  # a host may have replaced the stream by one that is no file
            discard_output()
        return 1
    except KeyboardInterrupt:
        return 130  # 128 + SIGINT, as shells expect
    else:
        return code


def _run(arguments: Sequence[str]) -> int:
    """Parse the arguments, run the command they name, and report a wrong call."""
    options = argparse.Namespace(command="takeaction")
    parser = build_parser(_COMMANDS)
    if _are_plain_words(arguments, parser.commands):
        return _refuse_plain_words(arguments)
    try:
        parser.parse_args(arguments, options)
        code: int = options.run(options)
    except UsageError as error:
        # Both start with "takeaction"; the longer one names the inner command.
        command = max(options.command, error.command, key=len)
        return _refuse(arguments, command, _error_json("usage", str(error)))
    except QueryError as error:
        text = _text_with_words(error, options)
        answer = _error_json(error.code, text, error.field, error.nearest)
        return _refuse(arguments, options.command, answer)
    except LockError as error:
        return _refuse(arguments, options.command, _error_json(error.code, str(error), "lock"))
    except WithdrawnError as error:
        answer = _error_json(error.code, str(error), "withdrawn")
        return _refuse(arguments, options.command, answer)
    else:
        return code


def _are_plain_words(arguments: Sequence[str], commands: frozenset[str]) -> bool:
    """Tell whether somebody typed a sentence where a command is wanted."""
    words = [word for word in arguments if not word.startswith("-")]
    is_sentence = len(words) > 1 or any(" " in word.strip() for word in words)
    return is_sentence and words[0] == arguments[0] and words[0] not in commands


def _refuse_plain_words(arguments: Sequence[str]) -> int:
    """Lead to ``ask`` and to the emergency line, without the words: others may read the screen."""
    emergency = find_emergency(find_region(WORLD), "en").text
    text = f"To ask in your own words, run: takeaction ask\n{emergency}"
    if "--json" in arguments:
        return _refuse(arguments, "takeaction", _error_json("usage", text))
    warn(text)
    return 2


def _text_with_words(error: QueryError, options: object) -> str:
    """Return the text of an error, with each unknown word in it.

    The library never repeats the words of a person. The command line may: they were typed on the
    same screen.
    """
    if not isinstance(error, UnknownWordError):
        return error.text
    return " ".join(_unknown_word(options, *unknown) for unknown in error.unknown)


def _unknown_word(options: object, field: str, position: int, nearest: Sequence[str]) -> str:
    value = getattr(options, field, None)
    word = value if isinstance(value, str) else (value or [""])[position]
    noun = _NOUNS.get(field) or (field or "word").rstrip("s").removesuffix("_id").replace("_", " ")
    return f"Unknown {noun} {shown(word)}.{did_you_mean(nearest)}"


def _error_json(
    code: str, text: str, field: str | None = None, nearest: Sequence[str] = ()
) -> dict[str, object]:
    return {"code": code, "text": text, "field": field, "nearest": list(nearest)}


def _refuse(arguments: Sequence[str], command: str, error: dict[str, object]) -> int:
    """Report a wrong call, as JSON if the call asks for JSON, and return its exit code."""
    if "--json" in arguments:
        show_json({"error": error})
    else:
        warn(f"takeaction: {error['text']}")
        warn(f"Try: {command} --help")
    return 2
