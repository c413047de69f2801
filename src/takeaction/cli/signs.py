"""``takeaction signs``: weigh the signs that somebody saw."""

import argparse
from collections.abc import Sequence

from takeaction.catalog import Catalog
from takeaction.cli import arguments, checklist
from takeaction.cli.catalog import load_for_answer
from takeaction.cli.help.lines import show_first, show_help, show_lines
from takeaction.cli.terminal import bold, dim, is_terminal, line, show_json
from takeaction.core_data import language_of
from takeaction.engine.reasons import say
from takeaction.engine.signs.answer import Assessment
from takeaction.engine.signs.assessment import assess
from takeaction.models.text import ShownText
from takeaction.vocabulary.signs import PointsTo

_EXAMPLE = ("unodc-indicators:documents-held-by-someone-else", "unodc-indicators:no-days-off")
_NO_SIGN = "that-is-not-a-sign"
"""The first step of an answer that starts with it: not even the emergency number is above it."""

_EMERGENCY = "call-emergency"
"""The step that is left out of the list, because the first line of the answer says the same."""


def add_commands(subparsers: arguments.Commands) -> None:
    """Add ``takeaction signs``."""
    text = "weigh the signs you saw, and say what to do next"
    parser = arguments.add_command(subparsers, "signs", text, run)
    parser.add_argument("signs", nargs="*", metavar="ID", help="signs you saw, as with --observed")
    arguments.add_list_option(parser, "--observed", "observed", "ID", "signs you saw")
    arguments.add_list_option(parser, "--not-observed", "not_observed", "ID", "signs you ruled out")
    arguments.add_list_option(parser, "--past", "when", "ID", "signs you saw that are over now")
    people = "the person it is about: adult, child, possibly-child or unknown (unknown)"
    parser.add_argument("--person", metavar="P", help=people)
    roles = "your role: self, bystander, or one such as teacher or nurse (bystander)"
    parser.add_argument("--role", metavar="R", help=roles)
    parser.add_argument("--region", metavar="C", help="where it is, such as US-OH, GB or Kenya")


def run(options: argparse.Namespace) -> int:
    """Print the answer about some signs; without signs, ask for them on a terminal."""
    options.observed = [*options.signs, *options.observed]  # an error names its place among them
    account = checklist.Account(
        observed=tuple(options.observed),
        not_observed=tuple(options.not_observed),
        past=tuple(options.when),
        person=options.person,
        role=options.role,
        region=options.region,
        languages=arguments.requested_languages(options),
        at=arguments.requested_moment(options),
    )
    catalog = load_for_answer(options)
    if options.json:
        show_json(account.assess(catalog).as_json())
    elif account.observed or account.not_observed:
        assessment = account.assess(catalog)
        show_assessment(assessment)
        line()
        line(say("label.shell", assessment.language))
        arguments.show_english_note(account.languages)
    elif not catalog.indicators:
        line(say("label.no_signs", language_of(account.languages)))
    elif is_terminal():
        completed = checklist.run_checklist(catalog, account)
        line()
        show_assessment(completed.assess(catalog))
    elif account.has_answers:
        _show_signs_to_choose(catalog, account)
    else:
        _show_example(catalog, account)
    return 0


def _show_signs_to_choose(catalog: Catalog, account: checklist.Account) -> None:
    """Print the signs that a person in this role may choose from, where nobody can be asked.

    Where no sign is for their role, only help is printed.
    """
    language = language_of(account.languages)
    show_help(account.assess(catalog).help, most=1)
    if not (signs := checklist.signs_for(catalog, account)):
        return
    line()
    line(say("label.choose_signs", language), style=bold)
    for sign in signs:
        text = sign.wording(about_self=account.is_self(catalog)).pick(account.languages)
        line(f"- {text}", indent=2, hang=2)
        line(sign.id.partition(":")[2], indent=6, style=dim)


def _show_example(catalog: Catalog, account: checklist.Account) -> None:
    """Print an example call and its answer, from signs in the catalog."""
    signs = [id for id in _EXAMPLE if id in catalog.indicators] or list(catalog.indicators)[:1]
    ids = " ".join(id.partition(":")[2] for id in signs)
    line(say("label.example_signs", language_of(account.languages)))
    line(f"takeaction signs --observed {ids} --region US", indent=2, hang=4)
    line()
    show_assessment(assess(catalog, signs, region="US", languages=account.languages, at=account.at))


def show_assessment(assessment: Assessment) -> None:
    """Print an answer: danger, the level and the helplines, then the steps, then the reasons.

    What is no sign comes with its explanation first, and without a word of danger.
    """
    if assessment.steps[0].id == _NO_SIGN:
        _show_steps(assessment)
        if assessment.help:
            _show_lines(assessment, is_close=True)
    else:
        help_ = assessment.help
        sentences = (*(each.text for each in help_.human), assessment.summary)
        above = (each.text for each in help_.above)
        rows = show_first(help_.emergency.text, [*sentences, *above], help_)
        _show_lines(assessment, above=rows)
        _show_steps(assessment)
    _show_caveats(assessment)
    _show_reasons(assessment)
    _show_not_counted(assessment)
    _show_questions(assessment)
    line(assessment.disclaimer)


def _show_lines(assessment: Assessment, *, above: int = 0, is_close: bool = False) -> None:
    """Print the helplines; they are few, so no command leads to more."""
    show_lines(assessment.help, above=above, is_close=is_close)
    if any(way.may_show_on_bill for way in assessment.help.ways):
        line(say("label.bill", assessment.language))
    line()


def _show_steps(assessment: Assessment) -> None:
    line(say("label.what_to_do", assessment.language), style=bold)
    steps = [step for step in assessment.steps if step.id != _EMERGENCY]
    for number, step in enumerate(steps, 1):
        line(f"{number}. {step.text}", indent=2, hang=3)
    line()


def _types_of(assessment: Assessment) -> tuple[ShownText, ...]:
    """Name the kinds of exploitation that what was seen can go with."""
    types = (kind for kind in assessment.types if kind is not PointsTo.UNSPECIFIED)
    return tuple(say(f"points.{kind}", assessment.language) for kind in types)


def _show_reasons(assessment: Assessment) -> None:
    """Print the signs that count: the points of an element add up.

    Somebody who asks for themselves reads no points and no elements.
    """
    if not assessment.reasons:
        return
    language = assessment.language
    line(say("label.why", language), style=bold)
    if names := _types_of(assessment):
        line(say("label.goes_with", language, {"kinds": names}), indent=2)
    if assessment.reasons[0].own:
        for own_sign in assessment.reasons:
            line(f"- {own_sign.text}", indent=2, hang=2)
        line()
        return
    for counted_sign in assessment.reasons:
        line(f"{counted_sign.points:+}  {counted_sign.text}", indent=2, hang=4)
        slots = {
            "element": say(f"element.{counted_sign.indicator.element}", language),
            "grade": say(f"grade.{counted_sign.grade}", language),
            "basis": say(f"basis.{counted_sign.basis}", language),
        }
        line(say("label.graded", language, slots), indent=6, style=dim)
    parts = tuple(
        say(
            "label.element",
            language,
            {
                "element": say(f"element.{element}", language),
                "presence": say(f"presence.{presence}", language),
            },
        )
        for element, presence in assessment.elements.items()
    )
    line(say("label.so", language, {"parts": parts}), indent=2, hang=4)
    line()


def _show_not_counted(assessment: Assessment) -> None:
    if not assessment.set_aside:
        return
    line(say("label.not_counted", assessment.language), style=bold)
    for sign in assessment.set_aside:
        line(f"- {sign.text}", indent=2, hang=2)
        line(sign.why, indent=4, style=dim)
    line()


def _show_caveats(assessment: Assessment) -> None:
    texts = [caveat.text for caveat in assessment.caveats]
    _show_list(say("label.about", assessment.language), texts)


def _show_questions(assessment: Assessment) -> None:
    """Print the signs worth thinking about; in danger no question holds anybody up."""
    questions = () if assessment.urgent else assessment.next_questions
    _show_list(say("label.think", assessment.language), [question.text for question in questions])


def _show_list(title: str, texts: Sequence[str]) -> None:
    """Print texts under a title; nothing if there are none."""
    if not texts:
        return
    line(title, style=bold)
    for text in texts:
        line(f"- {text}", indent=2, hang=2)
    line()
