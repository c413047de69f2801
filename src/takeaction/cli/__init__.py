"""The command line: it formats answers and decides nothing.

Exit codes: 0 answered, also when a pack was left out; 1 from ``packs``, ``doctor``, ``lock`` and
``pack`` when there are mistakes, and from any command whose answer cannot be written; 2 for a
wrong call. Only the command line reads the environment: ``TAKEACTION_PACKS`` is ``none``, or the
folders and archives to read besides the installed packs.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress

from takeaction.authoring.readings import PeopleError
from takeaction.authoring.translations import TranslationError
from takeaction.cli import doctor, judge, lock, schema
from takeaction.cli.arguments import (
    CommandGroup,
    UsageError,
    build_parser,
    requested_languages,
)
from takeaction.cli.ask import ASK, ask_first_question
from takeaction.cli.buy import BUY, TRAVEL
from takeaction.cli.faces import batch, export, serve
from takeaction.cli.find_help import FIND_HELP, SEARCH, SHOW
from takeaction.cli.pack import check, exchange, preview, publishing, review, translate, workbench
from takeaction.cli.recommend import PLAN, RECOMMEND, WHY_NOT
from takeaction.cli.signs import SIGNS
from takeaction.cli.terminal import discard_output, prepare_streams, show_json, warn
from takeaction.core_data import has_message, language_of
from takeaction.engine.help.emergency import find_emergency, tell_danger
from takeaction.engine.reasons import say
from takeaction.errors import (
    LONGEST_PATH,
    LockError,
    PackErrors,
    QueryError,
    UnknownWordError,
    WithdrawnError,
    plain,
)
from takeaction.models.region import WORLD, find_region
from takeaction.models.word import core_words
from takeaction.vocabulary.records import WordKind
from takeaction.vocabulary.words import nearest

_NOUNS = {
    **dict.fromkeys(("observed", "not_observed", "when"), "sign"),
    **dict.fromkeys(("action_id", "done", "dismissed"), "action"),
    "accepted": "pack",
    **{f"{noun}s": noun for noun in ("kind", "language", "mode", "role", "skill", "topic")},
}
"""The noun for the value of a field in a message; for the other fields, the field itself."""

_OF_A_PERSON = frozenset({"roles", "role", "topics", "topic", "skills", "purpose", "audience"})
"""The fields in which people may write what has happened to them."""

_COMMANDS = (
    ASK,
    RECOMMEND,
    WHY_NOT,
    PLAN,
    FIND_HELP,
    SIGNS,
    BUY,
    TRAVEL,
    SEARCH,
    export.POSTER,
    serve.SERVE,
    serve.MCP,
    serve.TOOLS,
    export.EXPORT,
    batch.BATCH,
    SHOW,
    doctor.PACKS,
    doctor.DOCTOR,
    lock.LOCK,
    publishing.WITHDRAWN,
    schema.SCHEMA,
    schema.CROSSWALK,
    judge.JUDGE,
    CommandGroup(
        "pack",
        "start, check or build a pack",
        "For authors of packs.",
        (
            publishing.NEW,
            publishing.SCHEMA,
            check.DUE,
            check.CHECK,
            review.REVIEW,
            publishing.BUILD,
            preview.PREVIEW,
            exchange.SHEET,
            exchange.IMPORT,
            exchange.EXPORT,
            publishing.DIFF,
            publishing.INDEX,
            translate.TRANSLATE,
            workbench.WORKBENCH,
        ),
    ),
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
        code = _run(arguments)
        sys.stdout.flush()
    except BrokenPipeError:
        discard_output()
        return 0
    except OSError as error:
        with suppress(OSError):  # the error output may be as full
            warn(f"takeaction: {plain(str(error), LONGEST_PATH)}.")
        with suppress(OSError):  # a host may have replaced the stream by one that is no file
            discard_output()
        return 1
    except KeyboardInterrupt:
        return 130  # 128 + SIGINT, as shells expect
    else:
        return code


def _run(arguments: Sequence[str]) -> int:  # noqa: PLR0911 - one return for each kind of error
    options = argparse.Namespace(command="takeaction")
    names = frozenset(command.name for command in _COMMANDS)
    words = [word for word in arguments if not word.startswith("-")]
    if words and words[0] == arguments[0] and words[0] not in names:
        return _refuse_words(arguments, words, names)
    try:
        build_parser(_COMMANDS).parse_args(arguments or [ASK.name], options)
        run = options.run if arguments else ask_first_question
        code: int | None = run(options)
    except PackErrors as errors:
        return doctor.refuse_pack(errors, options, *getattr(options, "refusal", ()))
    except (UsageError, TranslationError, PeopleError) as error:
        # Both start with "takeaction"; the longer one names the inner command.
        command = max(options.command, getattr(error, "command", ""), key=len)
        return _refuse(arguments, command, _error_json("usage", str(error)))
    except ImportError as error:
        if "needs" not in options or (error.name or "").startswith("takeaction"):
            raise
        return _refuse(arguments, options.command, _error_json("usage", options.needs))
    except QueryError as error:
        return _refuse_question(arguments, options, error)
    except (LockError, WithdrawnError) as error:
        field = "lock" if isinstance(error, LockError) else "withdrawn"
        answer = _error_json(error.code, str(error), field)
        return _refuse(arguments, options.command, answer)
    else:
        return code or 0


def _refuse_words(arguments: Sequence[str], words: Sequence[str], commands: frozenset[str]) -> int:
    """Refuse words that are no command, without repeating them: others may read the screen.

    One word like a command may be a typing error. Anything else leads to ``ask`` and to the
    emergency line.
    """
    near = nearest(words[0], commands) if len(words) == 1 and not _is_need(words[0]) else ()
    if near:
        text = f"There's no such command. Did you mean takeaction {near[0]}?"
        return _refuse(arguments, "takeaction", _error_json("usage", text))
    emergency = find_emergency(find_region(WORLD), "en").text
    text = f"To ask in your own words, run: takeaction ask\n{emergency}"
    if "--json" in arguments:
        answer = _error_json("usage", text, emergency=str(emergency))
        return _refuse(arguments, "takeaction", answer)
    warn(text)
    return 2


def _is_need(word: str) -> bool:
    from takeaction.engine.ask.ask import is_need  # only a wrong word needs to be heard

    return is_need(word)


def _refuse_question(
    arguments: Sequence[str], options: argparse.Namespace, error: QueryError
) -> int:
    """Report every wrong field of a question, in the language of the reader."""
    language = _language_of(options, error)
    if getattr(options, "is_for_help", False):
        tell_danger(error, options.region, options.languages)
    answers = [
        {**single.as_json(), "text": _text_with_words(single, options, language)}
        for single in error.errors
    ]
    text = "\n".join(str(answer["text"]) for answer in answers)
    answer = {**answers[0], "text": text, "emergency": error.emergency}
    return _refuse(arguments, options.command, answer, answers, language)


def _language_of(options: argparse.Namespace, error: QueryError) -> str:
    # English if what they asked for is no language.
    try:
        wish = requested_languages(options) if getattr(options, "languages", None) else ()
    except QueryError:
        wish = ()
    return language_of(wish or error.languages)


def _text_with_words(error: QueryError, options: argparse.Namespace, language: str) -> str:
    """Return the text of an error, with a sentence for each unknown word.

    No sentence repeats a word: others may read the screen. A word of somebody in need gets no
    guess at what they meant, but a way to help.
    """
    is_option = has_message(f"noun.{_NOUNS.get(error.field or '', error.field)}", language)
    if not isinstance(error, UnknownWordError) or not is_option:  # a field inside of an option
        return error.text_in((language,))
    sentences = []
    for field, position, near in error.unknown:
        value = getattr(options, field, None)
        words = [value] if isinstance(value, str) else list(value or [""])
        number = position + 1 if len(words) > 1 else None
        sentence = _unknown_word(field, number, language)
        if field in _OF_A_PERSON and any(map(_is_need, words[position : position + 1])):
            sentences += [sentence, say("hint.need", language)]
        else:
            sentences.append(sentence + error.did_you_mean(near, language))
            if not near and number is None:
                sentences += _known_words(field, language)
    return " ".join(dict.fromkeys(sentences))


def _known_words(field: str, language: str) -> Iterator[str]:
    """Yield a sentence with all words of an open list of ours, for a word that is near none."""
    noun = _NOUNS.get(field, field)
    if noun in list(WordKind):
        ids = tuple(word.id for word in core_words() if word.kind == noun and not word.group)
        yield say("hint.known_words", language, {"words": ids})


def _unknown_word(field: str, number: int | None, language: str) -> str:
    noun = say(f"noun.{_NOUNS.get(field, field)}", language)
    if number is None:
        return say("hint.unknown_word", language, {"noun": noun})
    return say("hint.unknown_number", language, {"noun": noun, "number": number})


def _error_json(
    code: str, text: str, field: str | None = None, emergency: str | None = None
) -> dict[str, object]:
    error: dict[str, object] = {"code": code, "text": text, "field": field, "nearest": []}
    return {**error, "emergency": emergency}


def _refuse(
    arguments: Sequence[str],
    command: str,
    error: dict[str, object],
    errors: Sequence[dict[str, object]] = (),
    language: str = "en",
) -> int:
    """Report a wrong call, as JSON if the call asks for JSON, and return its exit code."""
    if "--json" in arguments:
        show_json({"error": error} | ({"errors": list(errors)} if len(errors) > 1 else {}))
    else:
        if error["emergency"]:
            warn(str(error["emergency"]))
        for text in str(error["text"]).splitlines():
            warn(f"takeaction: {text}")
        warn(say("hint.try", language, {"command": command}))
    return 2
