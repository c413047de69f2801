"""``takeaction signs``: weigh the signs that somebody saw."""

import argparse

from takeaction.catalog import Catalog
from takeaction.cli import arguments, checklist
from takeaction.cli.catalog import load_for_answer
from takeaction.cli.terminal import is_terminal, line, show_blocks, show_json
from takeaction.core_data import language_of
from takeaction.engine.reasons import say
from takeaction.engine.signs.answer import Assessment
from takeaction.engine.signs.assessment import assess
from takeaction.views.blocks import Blocks, Facts, paragraphs, titled
from takeaction.views.help import help_blocks
from takeaction.views.reply import assessment_blocks

_EXAMPLE = ("unodc-indicators:documents-held-by-someone-else", "unodc-indicators:no-days-off")


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
    arguments.add_why(parser, "all lines, why we say this, and what to think about")


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
        shell = paragraphs([say("label.shell", assessment.language)])
        _show_assessment(assessment, options, tuple(shell))
        arguments.show_english_note(account.languages)
    elif not catalog.indicators:
        line(say("label.no_signs", language_of(account.languages)))
    elif is_terminal():
        completed = checklist.run_checklist(catalog, account)
        line()
        _show_assessment(completed.assess(catalog), options)
    elif account.has_answers:
        _show_signs_to_choose(catalog, account)
    else:
        _show_example(catalog, account, options)
    return 0


def _show_signs_to_choose(catalog: Catalog, account: checklist.Account) -> None:
    """Print the signs that a person in this role may choose from, where nobody can be asked.

    Where no sign is for their role, only help is printed.
    """
    language = language_of(account.languages)
    is_self = account.is_self(catalog)
    rows = tuple(
        (
            sign.id.partition(":")[2],
            ((sign.wording(about_self=is_self).shown(account.languages),),),
        )
        for sign in checklist.signs_for(catalog, account)
    )
    signs = titled("label.choose_signs", language, [Facts(rows)] if rows else [])
    show_blocks((*help_blocks(account.assess(catalog).help, most=1), *signs))


def _show_example(
    catalog: Catalog, account: checklist.Account, options: argparse.Namespace
) -> None:
    """Print an example call and its answer, from signs in the catalog."""
    signs = [id for id in _EXAMPLE if id in catalog.indicators] or list(catalog.indicators)[:1]
    ids = " ".join(id.partition(":")[2] for id in signs)
    line(say("label.example_signs", language_of(account.languages)))
    line(f"takeaction signs --observed {ids} --region US", indent=2, hang=4)
    line()
    answer = assess(catalog, signs, region="US", languages=account.languages, at=account.at)
    _show_assessment(answer, options)


def _show_assessment(
    assessment: Assessment, options: argparse.Namespace, last: Blocks = ()
) -> None:
    blocks = arguments.with_why(assessment_blocks(assessment), options, assessment.language)
    show_blocks((*blocks, *last))
