"""Calls that the command line does not know, and the options that every command has."""

import argparse
import json
from datetime import UTC, datetime, timedelta, timezone
from importlib.metadata import version

import attrs
import pytest

from takeaction import QueryError
from takeaction.cli import _NOUNS, arguments
from takeaction.core_data import messages
from takeaction.models.question.arguments import MAX_MINUTES
from takeaction.models.word import core_words
from takeaction.value import facts
from takeaction.vocabulary.records import WordKind

NO_MOMENT = "is not a date and time with a zone; write it like 2026-11-24T15:00Z."
NO_NUMBER = "Argument --minutes: write a whole number, such as 30."
MINUTES = f"Give minutes as a whole number from 1 to {MAX_MINUTES:,}."

SKILLS = ", ".join(
    word.id for word in core_words() if word.kind is WordKind.SKILL and not word.group
)

WRONG = {
    "skill": (
        ["recommend", "--skill", "writing", "journalsm"],
        ("word.unknown", "skills", ["journalism"]),
        "We don't know skill number 2. Did you mean journalism?",
    ),
    "role": (
        ["recommend", "--role", "studnet"],
        ("word.unknown", "roles", ["student"]),
        "We don't know that role. Did you mean student?",
    ),
    "topic": (
        ["recommend", "--topic", "fair-trad"],
        ("word.unknown", "topics", ["fair-trade"]),
        "We don't know that topic. Did you mean “Fair trade and ethical buying” (fair-trade)?",
    ),
    "region": (
        ["recommend", "--region", "Keny"],
        ("word.unknown", "region", ["KE"]),
        "We don't know that place. Did you mean “Kenya” (KE)?",
    ),
    "mode": (
        ["recommend", "--mode", "solo-offline"],
        ("word.unknown", "modes", ["solo-online", "solo-in-person"]),
        ("We don't know that mode. Did you mean “alone online” (solo-online) "
        "or “alone in person” (solo-in-person)?"),
    ),
    "mode-like-none": (
        ["recommend", "--mode", "zzz"],
        ("word.unknown", "modes", ["solo-online", "solo-in-person", "group-online"]),
        ("We don't know that mode. Did you mean “alone online” (solo-online) "
        "or “alone in person” (solo-in-person) or “with others online” (group-online)?"),
    ),
    "cost": (
        ["recommend", "--cost", "lo"],
        ("word.unknown", "cost", ["low"]),
        "We don't know that cost. Did you mean low?",
    ),
    "per": (
        ["recommend", "--per", "weeek"],
        ("word.unknown", "per", ["week"]),
        "We don't know that word for how often. Did you mean “every week” (week)?",
    ),
    "age": (
        ["recommend", "--age", "adlut"],
        ("word.unknown", "age", ["adult"]),
        "We don't know that age. Did you mean “18 or older” (adult)?",
    ),
    "done": (
        ["recommend", "--done", "write-leter"],
        ("word.unknown", "done", ["first:write-letter"]),
        "We don't know that action. Did you mean “Write a letter” (first:write-letter)?",
    ),
    "skill-like-none": (
        ["recommend", "--skill", "zzzzzz"],
        ("word.unknown", "skills", []),
        f"We don't know that skill. We know: {SKILLS}.",
    ),
    "skill-with-escapes": (
        ["recommend", "--skill", "\x1b[2J"],
        ("word.unknown", "skills", []),
        f"We don't know that skill. We know: {SKILLS}.",
    ),
    "no-minutes": (
        ["recommend", "--minutes", "0"], ("query.minutes", "minutes", []), MINUTES,
    ),
    "negative-minutes": (
        ["recommend", "--minutes", "-5"], ("query.minutes", "minutes", []), MINUTES,
    ),
    "huge-minutes": (
        ["recommend", "--minutes", "99999999"], ("query.minutes", "minutes", []), MINUTES,
    ),
    "minutes-in-text": (
        ["recommend", "--minutes", "many"],
        ("usage", None, []),
        NO_NUMBER,
    ),
    "minutes-with-a-point": (
        ["recommend", "--minutes", "2.5"],
        ("usage", None, []),
        NO_NUMBER,
    ),
    "minutes-without-end": (
        ["recommend", "--minutes", "9" * 5_000],
        ("usage", None, []),
        NO_NUMBER,
    ),
    "no-answers": (
        ["recommend", "--limit", "0"],
        ("query.limit", "limit", []),
        "Give limit as a whole number from 1 to 1,000,000.",
    ),
    "kind": (
        ["search", "x", "--kind", "action", "vender"],
        ("word.unknown", "kinds", ["vendor"]),
        "We don't know kind number 2. Did you mean “seller” (vendor)?",
    ),
    "nothing-to-search": (
        ["search", "?!"],
        ("query.text", "text", []),
        "Write at least one letter or digit to search for.",
    ),
    "no-text": (
        ["search"], ("usage", None, []), "The following arguments are required: TEXT.",
    ),
    "id": (
        ["show", "zzz"], ("word.unknown", "id", []), "We don't know that id.",
    ),
    "language": (
        ["show", "helpline", "--language", "e"],
        ("query.languages", "languages", []),
        'Write languages as a language tag, such as "en" or "es-MX".',
    ),
    "moment": (
        ["recommend", "--at", "noon"],
        ("usage", None, []),
        f'Argument --at: "noon" {NO_MOMENT}',
    ),
    "moment-without-a-zone": (
        ["recommend", "--at", "2026-11-24"],
        ("usage", None, []),
        f'Argument --at: "2026-11-24" {NO_MOMENT}',
    ),
    "option": (
        ["recommend", "--minuets", "5"],
        ("usage", None, []),
        "Unrecognized arguments: --minuets 5.",
    ),
    "no-inner-command": (
        ["pack"], ("usage", None, []), "The following arguments are required: COMMAND.",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("call", "_", "text"), WRONG.values(), ids=WRONG)
def test_a_wrong_call_names_the_mistake_and_the_nearest_words(takeaction, call, _, text):
    # A wrong call exits with 2; stderr has the mistake, the nearest words and the help page.
    # No row is wider than the terminal.
    ran = takeaction(*call)

    assert (ran.code, ran.out) == (2, "")
    assert ran.err == f"takeaction: {text}\nTry: takeaction {call[0]} --help\n"
    assert max(map(len, ran.err_rows)) <= 80


@pytest.mark.parametrize(
    ("call", "command"),
    [
        (["--nothing"], "takeaction"),
        (["recomend"], "takeaction"),
        (["pack", "nothing"], "takeaction pack"),
        (["pack", "check"], "takeaction pack check"),
        (["pack", "check", ".", "--nothing"], "takeaction pack check"),
        (["pack", "translate"], "takeaction pack translate"),
        (["pack", "translate", "status", ".", "--nothing"], "takeaction pack translate status"),
        (["lock", "--accept", "us-hotline"], "takeaction lock"),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_a_wrong_call_names_the_help_page_of_its_command(takeaction, call, command):
    ran = takeaction(*call)

    assert (ran.code, ran.out) == (2, "")
    assert ran.err.endswith(f"\nTry: {command} --help\n")


@pytest.mark.parametrize(("call", "error", "text"), WRONG.values(), ids=WRONG)
def test_a_wrong_call_for_json_is_answered_in_json(takeaction, call, error, text):
    ran = takeaction(*call, "--json")

    code, field, nearest = error
    shown = {"code": code, "text": text, "field": field, "nearest": nearest, "emergency": None}
    assert (ran.code, json.loads(ran.out), ran.err) == (2, {"error": shown}, "")


def test_an_unknown_command_is_refused_with_the_nearest(takeaction):
    ran = takeaction("recomend")

    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        "takeaction: There's no such command. Did you mean takeaction recommend?\n"
        "Try: takeaction --help\n"
    )


def test_a_word_unlike_any_command_leads_to_ask_and_to_the_emergency_line(takeaction):
    # It may be a word of need, so nobody is sent to a list of options.
    ran = takeaction("nothing")

    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        "To ask in your own words, run: takeaction ask\n"
        "If you or someone else could be hurt right now, call your local emergency number.\n"
    )


@pytest.mark.parametrize(
    "call",
    [["--help"], ["recommend", "--help"], ["pack", "check", "-h"]],
    ids=["all", "command", "inner-command"],
)
def test_help_warns_of_the_history_of_the_shell(takeaction, call, capsys):
    with pytest.raises(SystemExit) as caught:
        takeaction(*call, packs="none")

    page = " ".join(capsys.readouterr().out.split())
    assert caught.value.code == 0
    assert "Your shell keeps a history of what you type." in page
    assert "In danger, call your local emergency number first." in page


def test_the_version_is_that_of_the_distribution(takeaction, capsys):
    # ``--version`` prints one line with the name and the version.
    with pytest.raises(SystemExit) as caught:
        takeaction("--version", packs="none")

    assert caught.value.code == 0
    assert capsys.readouterr().out == f"takeaction {version('takeaction')}\n"


def _options(**values):
    """Return options as the parser would."""
    return argparse.Namespace(**{"languages": None, "at": None, **values})


@pytest.mark.parametrize(
    ("requested", "languages"),
    [(None, ("en",)), (["ES_mx", "en"], ("es-MX", "en"))],
    ids=["none", "two-in-any-case"],
)
def test_languages_are_the_requested_ones(requested, languages):
    assert arguments.requested_languages(_options(languages=requested)) == languages


def test_a_word_that_is_not_a_language_tag_is_refused():
    with pytest.raises(QueryError, match="Write languages as"):
        arguments.requested_languages(_options(languages=["?"]))


@attrs.frozen
class Wish:
    """A question with a field for yes or no."""

    quiet: bool = attrs.field(default=False, metadata=facts(ask="without a sound"))


@pytest.mark.parametrize(("typed", "quiet"), [(["--quiet"], True), ([], False)])
def test_a_field_for_yes_or_no_is_an_option_without_a_value(typed, quiet):
    parser = argparse.ArgumentParser()
    for option in arguments.question_options(Wish):
        parser.add_argument(*option.names, **option.settings)

    assert arguments.requested(Wish, parser.parse_args(typed)) == Wish(quiet=quiet)
    assert "--quiet    " in parser.format_help()


def test_the_moment_is_now_unless_one_is_requested():
    requested = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)

    before = datetime.now(UTC)
    present = arguments.requested_moment(_options())

    assert before <= present <= datetime.now(UTC)
    assert arguments.requested_moment(_options(at=requested)) is requested


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-11-24T15:00Z", datetime(2026, 11, 24, 15, tzinfo=UTC)),
        ("2026-11-24T10:00-05:00", datetime(2026, 11, 24, 15, tzinfo=UTC)),
        (
            "2026-11-24 20:45+05:45",
            datetime(2026, 11, 24, 20, 45, tzinfo=timezone(timedelta(hours=5, minutes=45))),
        ),
    ],
    ids=["utc", "offset", "blank-for-t"],
)
def test_a_moment_is_parsed_with_its_zone(text, moment):
    # A moment is RFC 3339 with a zone, also with a blank in place of the T.
    assert arguments.parse_moment(text) == moment


@pytest.mark.parametrize(
    ("options", "mistakes"),
    [
        (["--role", "trapped"], "We don't know that role."),
        (["--topic", "help"], "We don't know that topic."),
        (["--skill", "trapped"], "We don't know that skill."),
    ],
    ids=["role", "topic", "skill"],
)
def test_a_word_of_need_gets_a_way_to_help_and_no_guess(takeaction, options, mistakes):
    ran = takeaction("recommend", *options)

    need = "If you or someone needs help: takeaction ask, or takeaction find-help --region US."
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == f"takeaction: {mistakes} {need}\nTry: takeaction recommend --help\n"
    assert max(map(len, ran.err_rows)) <= 80


UNKNOWN = ["recommend", "--skill", "writeing", "zz", "--region", "US-TXX", "--done", "write-leter"]


def test_all_wrong_fields_of_a_call_are_told_at_once(takeaction):
    ran = takeaction(*UNKNOWN)

    assert (ran.code, ran.out) == (2, "")
    assert ran.err.splitlines() == [
        (
            "takeaction: We don't know skill number 1. Did you mean writing? "
            "We don't know skill number 2."
        ),
        "takeaction: We don't know that place. Did you mean “Texas” (US-TX)?",
        (
            "takeaction: We don't know that action. Did you mean “Write a letter” "
            "(first:write-letter)?"
        ),
        "Try: takeaction recommend --help",
    ]


def test_all_wrong_fields_of_a_call_are_in_the_json(takeaction):
    # ``error`` is the first, with all texts; ``errors`` has each one.
    answer = json.loads(takeaction(*UNKNOWN, "--json").out)

    assert list(answer) == ["error", "errors"]
    texts = [error["text"] for error in answer["errors"]]
    assert answer["error"] == {**answer["errors"][0], "text": "\n".join(texts)}
    assert [(error["code"], error["field"], error["nearest"]) for error in answer["errors"]] == [
        ("word.unknown", "skills", ["writing"]),
        ("word.unknown", "region", ["US-TX"]),
        ("word.unknown", "done", ["first:write-letter"]),
    ]


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        (
            "es-MX",
            [
                (
                    "No conocemos la palabra número 1 (conocimiento). ¿Quiso decir «Redacción» "
                    "(writing)? No conocemos la palabra número 2 (conocimiento)."
                ),
                "No conocemos esa palabra (lugar). ¿Quiso decir «Texas» (US-TX)?",
                (
                    "No conocemos esa palabra (acción). ¿Quiso decir «Write a letter» "
                    "(first:write-letter)?"
                ),
                "Pruebe: takeaction recommend --help",
            ],
        ),
        (
            "fr",
            [
                (
                    "Nous ne connaissons pas le mot numéro 1 (compétence). Vouliez-vous dire "
                    "«\u00a0Rédaction\u00a0» (writing)\u00a0? "
                    "Nous ne connaissons pas le mot numéro 2 (compétence)."
                ),
                (
                    "Nous ne connaissons pas ce mot (lieu). "
                    "Vouliez-vous dire «\u00a0Texas\u00a0» (US-TX)\u00a0?"
                ),
                (
                    "Nous ne connaissons pas ce mot (action). Vouliez-vous dire "
                    "«\u00a0Write a letter\u00a0» (first:write-letter)\u00a0?"
                ),
                "Essayez\u00a0: takeaction recommend --help",
            ],
        ),
    ],
)
def test_errors_come_in_the_language_of_the_call(takeaction, language, lines):
    # ``--language`` counts for errors too, also for those about other arguments.
    ran = takeaction(*UNKNOWN, "--language", language)

    *errors, last = ran.err.splitlines()
    assert [*(error.removeprefix("takeaction: ") for error in errors), last] == lines


def test_a_wrong_number_is_refused_in_the_language_of_the_call(takeaction):
    # A limit belongs to no question, but its error has a reader all the same.
    ran = takeaction("find-help", "--region", "US", "--limit", "0", "--language", "es")

    assert "Dé limit como número entero de 1 a" in ran.err


def test_an_error_about_languages_is_in_english(takeaction):
    ran = takeaction("recommend", "--skill", "zz", "--language", "e")

    assert ran.err.startswith("takeaction: Write languages as a language tag")


def test_every_field_of_a_call_has_a_noun():
    fields = {"calling_from", "home", "horizon", "weights", "per", "age", "cost", "risk", "id"}
    fields |= {"region", "channel", "purpose", "audience", "person", "origin", "ships_to", "topic"}

    assert {f"noun.{_NOUNS.get(field, field)}" for field in (*fields, *_NOUNS)} <= set(
        messages("en")
    )
