"""``takeaction pack preview``: each record of a pack as people will see it.

``show`` and ``find-help`` print the records, so that a preview can never differ from an answer.
"""

import argparse
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import attrs

from takeaction.catalog import Catalog
from takeaction.cli.arguments import (
    PACK,
    Command,
    UsageError,
    load_pack,
    option,
    requested_languages,
    requested_moment,
    show_english_note,
)
from takeaction.cli.doctor import mistake_json, pack_json, record_counts, show_mistakes, sources_of
from takeaction.cli.find_help import record_json
from takeaction.cli.terminal import counted, dim, is_terminal, line, show_blocks, show_json
from takeaction.engine.help.answer import HelpLine
from takeaction.engine.help.referral import find_help
from takeaction.engine.search.search import caveat_of
from takeaction.errors import shown
from takeaction.models.pack import Header
from takeaction.models.question.queries import HelpQuery
from takeaction.models.record import Record
from takeaction.models.region import find_region
from takeaction.models.resource import Resource
from takeaction.models.text import tag_chain
from takeaction.value import Value, plain_data
from takeaction.views.contact_lines import language_name
from takeaction.views.help import line_block
from takeaction.views.records import record_blocks
from takeaction.vocabulary.records import Status
from takeaction.vocabulary.resources import ASKED_PURPOSES, HELP_PURPOSES, Purpose


def _run(options: argparse.Namespace) -> int:
    """Print the mistakes of a pack, then its sound records; 1 if there is a mistake."""
    at = requested_moment(options)
    catalog = load_pack(options, at)
    folder = sources_of(options.pack)
    if not options.json:
        show_mistakes(catalog.mistakes, folder)
    pack = next(iter(catalog.packs.values()), None)
    languages = _text_languages(options, pack.header) if pack else ()
    spoken = languages[0] if languages and options.languages else None
    viewer = Viewer(catalog, languages, spoken, at)
    records = [catalog.find(options.id, "id")] if pack and options.id else list(catalog)
    if options.json:
        answer = {
            "packs": [pack_json(pack) for pack in catalog.packs.values()],
            "mistakes": [mistake_json(error, folder) for error in catalog.mistakes],
            "languages": list(languages),
            "records": [viewer.record_json(record) for record in records],
        }
        show_json(answer)
    elif pack:
        mistakes = counted(len(catalog.mistakes), "mistake")
        line(f"{record_counts(pack)}; {mistakes}", lead=f"{pack.id}:")
        line(f"As somebody sees it who asks in {', then '.join(map(language_name, languages))}.")
        viewer.show(records)
        show_english_note(languages)
    else:
        line("The pack was left out, so there is nothing to show.")
    return int(bool(catalog.mistakes))


PREVIEW = Command(
    "preview",
    "show each record the way people will see it",
    _run,
    (PACK, option("--id", metavar="RECORD", help="only this record")),
    with_lock=False,
)


def _text_languages(options: argparse.Namespace, header: Header) -> tuple[str, ...]:
    """Return the languages for texts: those of the call, or else the one the pack is written in."""
    if not options.languages:
        return (header.source_language,)
    preferred = requested_languages(options)
    available = {header.source_language, *header.languages}
    for tag in preferred:
        if available.isdisjoint(tag_chain(tag)):
            raise UsageError(
                f"The pack is not in {shown(tag)}. It is in {', '.join(sorted(available))}: choose "
                "one of these, or start a translation with takeaction pack translate extract."
            )
    return preferred


@attrs.frozen
class HelpPreview(Value):
    """The answer of ``find-help`` about one resource, in a place that it serves.

    Attributes:
        place: The code of the region to ask about.
        purpose: The purpose to ask for, or None for any help.
        lines: The helpline, as ``find-help`` prints it; empty if that does not list it.
    """

    place: str
    purpose: Purpose | None
    lines: tuple[HelpLine, ...]

    _json_names = ("place as region", "purpose", "lines")

    @property
    def command(self) -> str:
        """The command that gives this answer."""
        purpose = f" --purpose {self.purpose}" if self.purpose else ""
        return f"find-help --region {self.place}{purpose}"


@attrs.frozen
class Viewer:
    """A viewer for the records of one pack.

    Attributes:
        catalog: The catalog of only this pack.
        languages: The languages for texts, best first.
        spoken: The language to be helped in, or None.
        at: The moment to answer for.
    """

    catalog: Catalog
    languages: tuple[str, ...]
    spoken: str | None
    at: datetime

    def show(self, records: Sequence[Record]) -> None:
        """Print records one after the other; on a terminal, wait for Enter after each."""
        for number, record in enumerate(records, 1):
            line()
            line(f"{number} of {len(records)}: {record.record_kind}", style=dim)
            line()
            view = record_blocks(record, self.languages, catalog=self.catalog, at=self.at)
            show_blocks(view, is_open=True)
            preview = self.preview_help(record)
            if preview:
                self._show_help(preview)
            if number < len(records) and is_terminal() and not _wants_next():
                return

    def _show_help(self, preview: HelpPreview) -> None:
        line()
        if not preview.lines:
            line(f"{preview.command} does not list it: none of its contacts works there.")
            return
        line(f"As {preview.command} shows it:", style=dim)
        for help_line in preview.lines:
            line()
            show_blocks([line_block(help_line, spoken=self.spoken)], is_open=True)

    def preview_help(self, record: Record) -> HelpPreview | None:
        """Ask ``find-help`` about a record, for any help and then for its own purposes.

        None if it is not help, or is retired.
        """
        if not isinstance(record, Resource) or record.status is Status.RETIRED:
            return None
        purposes = record.purposes & HELP_PURPOSES
        if not purposes:
            return None
        place = _place(self.catalog.packs[record.pack].header, record)
        asked = (None, *sorted(purposes)) if purposes - ASKED_PURPOSES else sorted(purposes)
        previews = (self._ask(record, place, purpose) for purpose in asked)
        first = next(previews)
        return first if first.lines else next((each for each in previews if each.lines), first)

    def _ask(self, record: Resource, place: str, purpose: Purpose | None) -> HelpPreview:
        query = HelpQuery(region=place, language=self.spoken, purpose=purpose)
        answer = find_help(self.catalog, query, languages=self.languages, at=self.at)
        lines = tuple(each for each in answer if each.resource.id == record.id)
        return HelpPreview(place, purpose, lines)

    def record_json(self, record: Record) -> dict[str, Any]:
        """Return the preview of a record as plain data."""
        caveat, preview = caveat_of(self.catalog, record), self.preview_help(record)
        return {
            **record_json(record, self.languages, self.at),
            "caveat": caveat and str(caveat.pick(self.languages)),
            "find_help": plain_data(preview),
        }


def _place(header: Header, resource: Resource) -> str:
    """Return the first region of the pack that a resource serves, else its own first region."""
    served = (
        code
        for code in sorted(header.regions)
        if not resource.regions.isdisjoint(find_region(code).chain)
    )
    return next(served, min(resource.regions))


def _wants_next() -> bool:
    """Ask whether to show the next record; the end of input means no."""
    try:
        return not input("Enter for the next one, q to stop: ").strip().casefold().startswith("q")
    except EOFError:
        return False
