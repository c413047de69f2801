"""``takeaction find-help``, ``search`` and ``show``: a helpline for a place, or any record."""

import argparse
from datetime import datetime
from typing import Any

import attrs

from takeaction.cli.arguments import (
    Command,
    check_limit,
    flag,
    limit_option,
    load_for_answer,
    option,
    question_options,
    requested,
    requested_language,
    requested_languages,
    requested_moment,
    several,
    show_answer,
    show_english_note,
)
from takeaction.cli.terminal import line, progress, show_blocks, show_json
from takeaction.engine.freshness import freshness
from takeaction.engine.help.answer import MOST_LINES, Help
from takeaction.engine.help.referral import find_help
from takeaction.engine.reasons import SlotValue, say
from takeaction.engine.search.search import search
from takeaction.models.question.queries import HelpQuery
from takeaction.models.record import Record
from takeaction.models.region import region
from takeaction.value import plain_data
from takeaction.views.blocks import Blocks, Fold, Items, Paragraph, Tone, paragraphs
from takeaction.views.help import emergency_blocks, help_blocks
from takeaction.views.records import hits_blocks, record_blocks
from takeaction.vocabulary.resources import Purpose


def _find_help(options: argparse.Namespace) -> None:
    """Print the referrals for a place; the first language is also the one to be helped in."""
    check_limit(options)
    languages = requested_languages(options)
    language = languages[0] if options.languages else None
    query = requested(HelpQuery, options, language=language)
    moment = requested_moment(options)
    answer = find_help(load_for_answer(options), query, languages=languages, at=moment)
    show_answer(
        options, answer, lambda: _help_blocks(answer, query, options), is_open=options.details
    )


def _help_blocks(answer: Help, query: HelpQuery, options: argparse.Namespace) -> Blocks:
    blocks = _with_traces(
        help_blocks(answer, most=options.limit, spoken=query.spoken), requested_language(options)
    )
    if options.details:  # of the lines that were asked for, and of no others
        blocks = tuple(block for block in blocks if not isinstance(block, Fold))
    if options.details or query.purpose is Purpose.EMERGENCY:
        head = emergency_blocks(answer.emergency, requested_language(options))
        sources = [each for each in head if isinstance(each, Paragraph) and each.tone is Tone.QUIET]
        blocks = (*(each for each in head if each not in sources), *blocks[1:], *sources)
    return blocks + _foot(answer, options)


def _with_traces(blocks: Blocks, language: str) -> Blocks:
    """Add to the notices that a shell keeps what was typed."""
    said = (say("label.shell", language),)
    if isinstance(blocks[-1], Items):
        return (*blocks[:-1], attrs.evolve(blocks[-1], items=(*blocks[-1].items, said)))
    return (*blocks, Paragraph(said, Tone.CARE))


def _foot(answer: Help, options: argparse.Namespace) -> Blocks:
    """Return how to see more, and where we looked."""
    language = requested_language(options)
    hidden = max(len(answer) - options.limit, 0)
    slots: dict[str, SlotValue] = {"count": hidden, "limit": str(len(answer))}
    more = [say("lines.more", language, slots)] if hidden else []
    if answer and not options.details:
        more.append(say("lines.details", language))
    places = tuple(region(code).label for code in answer.chain)
    quiet = [" ".join(more)] if more else []
    quiet.append(say("label.looked_in", language, {"places": places}))
    return tuple(paragraphs(quiet, Tone.QUIET))


FIND_HELP = Command(
    "find-help",
    "find somebody who can help",
    _find_help,
    (
        *question_options(HelpQuery),
        limit_option(MOST_LINES, "lines"),
        flag("--details", "show all about each line, and the emergency number of each service"),
    ),
    fixed={"is_for_help": True},
)


def _search(options: argparse.Namespace) -> None:
    """Print the records that match a text; words of need bring the emergency number first."""
    options.text = " ".join(options.text)
    catalog = load_for_answer(options)
    language = requested_language(options)
    with progress(say("label.moment", language)):
        hits = search(
            catalog,
            options.text,
            kinds=options.kinds,
            region=options.region,
            limit=options.limit,
            languages=requested_languages(options),
            at=requested_moment(options),
        )
    has_need = hits.help is not None
    texts = [say("label.say_where", language)] if has_need and hits and not options.region else []
    texts += [say("label.shell", language)] if has_need else []
    show_answer(options, hits, lambda: (*hits_blocks(hits), *paragraphs(texts)))


SEARCH = Command(
    "search",
    "search everything: actions, help, signs and shops",
    _search,
    (
        option("text", nargs="+", metavar="TEXT", help="what to look for"),
        several(
            "--kind",
            "kinds",
            "K",
            "only these kinds: action, resource, indicator, vendor or label",
        ),
        option("--region", metavar="C", help="only records for this place"),
        limit_option(10, "records"),
    ),
)


def _show(options: argparse.Namespace) -> None:
    """Print one record; if it was taken back, that and why in its place."""
    catalog = load_for_answer(options)
    languages, moment = requested_languages(options), requested_moment(options)
    withdrawal = catalog.withdrawn.get(options.id)
    if withdrawal and not catalog.get(options.id):
        if options.json:
            facts = plain_data(withdrawal)  # what somebody wrote is for those who run the host
            told = {name: fact for name, fact in facts.items() if name not in ("by", "detail")}
            show_json({"id": options.id, "withdrawn": told})
            return
        language = requested_language(options)
        line(f"{withdrawal.id}: {withdrawal.sentence(language)}")
        if withdrawal.replaced_by:
            line(say("label.turn_to", language, {"id": withdrawal.replaced_by}))
        return
    record = catalog.find(options.id, "id")
    if options.json:
        show_json(record_json(record, languages, moment))
    else:
        show_blocks(record_blocks(record, languages, catalog=catalog, at=moment), is_open=True)
        show_english_note(languages)


def record_json(record: Record, languages: tuple[str, ...], at: datetime) -> dict[str, Any]:
    """Return a record as plain data, with its kind and its age."""
    data: dict[str, Any] = plain_data(record, languages)
    fresh = plain_data(freshness(record, at))
    return data | {"kind_of_record": record.record_kind.value, "freshness": fresh}


SHOW = Command(
    "show",
    "show one record in full",
    _show,
    (option("id", metavar="ID", help="the id of a record, such as us-hotline:national-hotline"),),
)
