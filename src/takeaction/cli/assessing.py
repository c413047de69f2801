"""``takeaction signs``: is what I saw a sign?"""

import argparse
from collections.abc import Sequence

from takeaction.catalog import Catalog
from takeaction.cli import arguments, ticking
from takeaction.cli.catalogs import the_catalog
from takeaction.cli.desks import reach, state_of, who_answers
from takeaction.cli.terminal import SHELL_KEEPS, bold, dim, is_terminal, line, show_json
from takeaction.engine.account import Assessment
from takeaction.engine.assessment import assess
from takeaction.vocabulary.signs import Concern, GradeBasis, PointsTo

_MEANS = {
    Concern.NOT_ENOUGH_INFORMATION: "That does not mean that all is well.",
    Concern.SOME_CONCERN: "There is reason to ask somebody who knows.",
    Concern.SERIOUS_CONCERN: "There is good reason to ask somebody who knows, soon.",
    Concern.STRONG_CONCERN: "There is strong reason to ask somebody who knows, today.",
}
_BASIS = {
    GradeBasis.ILO_DELPHI: "as experts graded it for the ILO and the European Commission",
    GradeBasis.ILO_BY_CONCEPT: "as experts graded one that says the same",
    GradeBasis.LAW: "as the law has it",
    GradeBasis.EDITORIAL: "by our own judgement",
}
_EXAMPLE = ("unodc-indicators:documents-held-by-someone-else", "unodc-indicators:no-days-off")
_FIRST = ("call-emergency", "that-is-not-a-sign")
"""Steps above which nothing stands, not even what to do in danger."""

_NO_SIGNS = "No signs are installed. takeaction-pack-unodc-indicators has some."


def add_commands(added: arguments.Commands) -> None:
    """Add the command."""
    text = "tell what signs say together, and what to do next"
    made = arguments.command(added, "signs", text, run)
    arguments.listed(made, "--observed", "observed", "ID", "signs that you saw")
    arguments.listed(made, "--not-observed", "not_observed", "ID", "signs that you ruled out")
    arguments.listed(made, "--past", "when", "ID", "of what you saw, what is over")
    made.add_argument("--person", metavar="P", help="adult, child, possibly-child or unknown")
    made.add_argument(
        "--role", metavar="R", help="who you are: self, bystander, or such as teacher or nurse"
    )
    made.add_argument("--region", metavar="C", help="where it is, such as US-OH, GB or Kenya")


def run(options: argparse.Namespace) -> int:
    """Answer, or ask first."""
    seen = ticking.Seen(
        observed=tuple(options.observed),
        not_observed=tuple(options.not_observed),
        past=tuple(options.when),
        person=options.person,
        role=options.role,
        region=options.region,
        languages=arguments.languages_of(options),
        at=arguments.moment_of(options),
    )
    catalog = the_catalog(options)
    given = seen.observed or seen.not_observed
    if options.json:
        show_json(seen.assessed(catalog).as_json())
    elif given:
        show(seen.assessed(catalog))
        line()
        line(SHELL_KEEPS)
    elif not catalog.indicators:
        line(_NO_SIGNS)
    elif is_terminal():
        ticked = ticking.ask(catalog, seen)
        line()
        show(ticked.assessed(catalog))
    else:
        _show_example(catalog, seen)
    return 0


def _show_example(catalog: Catalog, seen: ticking.Seen) -> None:
    """Show what an answer looks like, from signs that are there."""
    signs = [id for id in _EXAMPLE if id in catalog.indicators] or list(catalog.indicators)[:1]
    written = " ".join(id.partition(":")[2] for id in signs)
    line("An example. Ask your own question; takeaction search finds ids of signs:")
    line(f"takeaction signs --observed {written} --region US", indent=2, hang=4)
    line()
    show(assess(catalog, signs, region="US", at=seen.at))


def show(found: Assessment) -> None:
    """Print an answer: danger first, then what to do and whom to turn to, then why."""
    if found.steps[0].id not in _FIRST:
        line(found.emergency.text)
        line()
    if found.steps[0].id != "that-is-not-a-sign":
        line(f"{_words(found.level).capitalize()}. {_MEANS[found.level]}", style=bold)
        named = [_words(kind) for kind in found.types if kind is not PointsTo.UNSPECIFIED]
        if named:
            line(f"What was seen can go with: {', '.join(named)}.")
        line()
    _show_steps(found)
    _show_contacts(found)
    _show_caveats(found)
    _show_reasons(found)
    _show_aside(found)
    _show_questions(found)
    line(found.disclaimer)


def _words(value: str) -> str:
    return value.replace("-", " ")


def _show_steps(found: Assessment) -> None:
    line("What to do", style=bold)
    for number, step in enumerate(found.steps, 1):
        line(f"{number}. {step.text}", indent=2, hang=3)
    line()


def _show_contacts(found: Assessment) -> None:
    """Say whom to turn to; who answers, and what to know before, stands before the numbers."""
    if not found.contacts:
        return
    line("Whom to turn to", style=bold)
    told: set[str] = set()
    for desk in found.contacts:
        resource = desk.resource
        if resource.id not in told:
            who = who_answers(resource, desk.languages)
            line(f"{resource.name.pick(desk.languages)} ({who})", indent=2, hang=2)
            if resource.warning:
                line(str(resource.warning.pick(desk.languages)), indent=4)
        told.add(resource.id)
        words = (reach(desk.contact, desk.text_language), state_of(desk))
        line(": ".join(filter(None, words)), indent=4, hang=2, style=bold)
    if any(desk.may_show_on_bill for desk in found.contacts):
        line("A call or text may show on the telephone bill.", indent=2)
    line()


def _show_reasons(found: Assessment) -> None:
    """Say what counted: the points of an element add up."""
    if not found.reasons:
        return
    line("Why", style=bold)
    for each in found.reasons:
        line(f"{each.points:+}  {each.text}", indent=2, hang=4)
        basis = _BASIS[each.indicator.grade_basis]
        line(f"{each.indicator.element}, {each.grade}: {basis}", indent=6, style=dim)
    parts = (f"{name} {_words(value)}" for name, value in found.elements.items())
    line(f"So: {', '.join(parts)}. An element is positive from 5 points.", indent=2, hang=4)
    line()


def _show_aside(found: Assessment) -> None:
    if not found.set_aside:
        return
    line("Not counted", style=bold)
    for each in found.set_aside:
        line(f"- {each.text}", indent=2, hang=2)
        line(each.why, indent=4, style=dim)
    line()


def _show_caveats(found: Assessment) -> None:
    _show_list("What to know about this answer", [each.text for each in found.caveats])


def _show_questions(found: Assessment) -> None:
    """Say what it would help to know; in danger nobody is kept with questions."""
    asked = () if found.urgent else found.next_questions
    title = "It may help to think about these. Ask nobody, and look for nothing."
    _show_list(title, [each.text for each in asked])


def _show_list(title: str, texts: Sequence[str]) -> None:
    """Print texts under a title; nothing where there is none."""
    if not texts:
        return
    line(title, style=bold)
    for text in texts:
        line(f"- {text}", indent=2, hang=2)
    line()
