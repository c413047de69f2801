"""``takeaction signs``: is what I saw a sign?"""

import argparse
from collections.abc import Sequence

from takeaction.catalog import Catalog
from takeaction.cli import arguments, checklist
from takeaction.cli.catalog import the_catalog
from takeaction.cli.contact_lines import named, reach_of, shown, state_of
from takeaction.cli.terminal import bold, dim, is_terminal, line, show_json
from takeaction.core_data import language_of
from takeaction.engine.reasons import say
from takeaction.engine.signs.answer import Assessment
from takeaction.engine.signs.assessment import assess
from takeaction.vocabulary.signs import PointsTo

_EXAMPLE = ("unodc-indicators:documents-held-by-someone-else", "unodc-indicators:no-days-off")
_NO_SIGN = "that-is-not-a-sign"
"""The step above which nothing stands, not even what to do in danger."""


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
    seen = checklist.Seen(
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
        found = seen.assessed(catalog)
        show(found)
        line()
        line(say("label.shell", found.language))
        arguments.show_fall_back(seen.languages)
    elif not catalog.indicators:
        line(say("label.no_signs", language_of(seen.languages)))
    elif is_terminal():
        ticked = checklist.ask(catalog, seen)
        line()
        show(ticked.assessed(catalog))
    else:
        _show_example(catalog, seen)
    return 0


def _show_example(catalog: Catalog, seen: checklist.Seen) -> None:
    """Show what an answer looks like, from signs that are there."""
    signs = [id for id in _EXAMPLE if id in catalog.indicators] or list(catalog.indicators)[:1]
    written = " ".join(id.partition(":")[2] for id in signs)
    line(say("label.example_signs", language_of(seen.languages)))
    line(f"takeaction signs --observed {written} --region US", indent=2, hang=4)
    line()
    show(assess(catalog, signs, region="US", languages=seen.languages, at=seen.at))


def show(found: Assessment) -> None:
    """Print an answer: danger first, then what to do and whom to turn to, then why."""
    if found.steps[0].id != _NO_SIGN:
        line(found.emergency.text)
        line()
        line(say(f"level.{found.level}", found.language), style=bold)
        kinds = (kind for kind in found.types if kind is not PointsTo.UNSPECIFIED)
        named = tuple(say(f"points.{kind}", found.language) for kind in kinds)
        if named:
            line(say("label.goes_with", found.language, {"kinds": named}))
        line()
    _show_steps(found)
    _show_contacts(found)
    _show_caveats(found)
    _show_reasons(found)
    _show_aside(found)
    _show_questions(found)
    line(found.disclaimer)


def _show_steps(found: Assessment) -> None:
    line(say("label.what_to_do", found.language), style=bold)
    left = [step for step in found.steps if step.id != "call-emergency"]  # it stands above all
    for number, step in enumerate(left, 1):
        line(f"{number}. {step.text}", indent=2, hang=3)
    line()


def _show_contacts(found: Assessment) -> None:
    """Say whom to turn to; who answers, and what to know before, stands before the numbers."""
    if not found.contacts:
        return
    line(say("label.whom", found.language), style=bold)
    told: set[str] = set()
    for referral in found.contacts:
        resource = referral.resource
        if resource.id not in told:
            line(named(resource, referral.languages), indent=2, hang=2)
            if resource.warning:
                line(shown(resource.warning, referral.languages), indent=4)
        told.add(resource.id)
        words = (reach_of(referral), state_of(referral))
        line(": ".join(filter(None, words)), indent=4, hang=2, style=bold)
    if any(referral.may_show_on_bill for referral in found.contacts):
        line(say("label.bill", found.language), indent=2)
    line()


def _show_reasons(found: Assessment) -> None:
    """Say what counted: the points of an element add up."""
    if not found.reasons:
        return
    line(say("label.why", found.language), style=bold)
    for each in found.reasons:
        line(f"{each.points:+}  {each.text}", indent=2, hang=4)
        slots = {
            "element": say(f"element.{each.indicator.element}", found.language),
            "grade": say(f"grade.{each.grade}", found.language),
            "basis": say(f"basis.{each.indicator.grade_basis}", found.language),
        }
        line(say("label.graded", found.language, slots), indent=6, style=dim)
    parts = tuple(
        say(
            "label.element",
            found.language,
            {
                "element": say(f"element.{name}", found.language),
                "presence": say(f"presence.{value}", found.language),
            },
        )
        for name, value in found.elements.items()
    )
    line(say("label.so", found.language, {"parts": parts}), indent=2, hang=4)
    line()


def _show_aside(found: Assessment) -> None:
    if not found.set_aside:
        return
    line(say("label.not_counted", found.language), style=bold)
    for each in found.set_aside:
        line(f"- {each.text}", indent=2, hang=2)
        line(each.why, indent=4, style=dim)
    line()


def _show_caveats(found: Assessment) -> None:
    _show_list(say("label.about", found.language), [each.text for each in found.caveats])


def _show_questions(found: Assessment) -> None:
    """Say what it would help to know; in danger nobody is kept with questions."""
    asked = () if found.urgent else found.next_questions
    _show_list(say("label.think", found.language), [each.text for each in asked])


def _show_list(title: str, texts: Sequence[str]) -> None:
    """Print texts under a title; nothing where there is none."""
    if not texts:
        return
    line(title, style=bold)
    for text in texts:
        line(f"- {text}", indent=2, hang=2)
    line()
