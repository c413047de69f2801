"""``takeaction pack preview``: each record of a pack as a person will see it.

It only says where one is. What is shown is what ``show`` and ``find-help`` show, printed by them,
so that a preview cannot say anything else than an answer.
"""

import argparse
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

import attrs

from takeaction.catalog import Catalog
from takeaction.cli import arguments
from takeaction.cli.catalog import one_pack
from takeaction.cli.contact_lines import language_name
from takeaction.cli.find_help import lines_of, show_line
from takeaction.cli.mistakes import mistake_json, show_mistakes
from takeaction.cli.packs import counts, pack_json
from takeaction.cli.show import record_json, show_record
from takeaction.cli.terminal import bold, counted, dim, is_terminal, line, show_json
from takeaction.engine.help.answer import Referral
from takeaction.engine.help.referral import find_help
from takeaction.engine.search.search import caveat_of
from takeaction.errors import shown
from takeaction.models.pack import Header, Pack
from takeaction.models.question import HelpQuery
from takeaction.models.record import Record
from takeaction.models.region import find_region
from takeaction.models.resource import Resource
from takeaction.models.text import shortened
from takeaction.vocabulary import HELP_PURPOSES, Purpose, Status

_NEXT = "Enter: the next one; q: stop. "


def add_commands(added: arguments.Commands) -> None:
    """Add the command."""
    made = arguments.command(
        added, "preview", "show each record as a person will see it", run, with_lock=False
    )
    made.add_argument(
        "pack", metavar="PATH|WHEEL|ID", help="a folder, an archive, or an installed id"
    )
    made.add_argument("--id", metavar="RECORD", help="only this record")


def run(options: argparse.Namespace) -> int:
    """Show the mistakes of a pack, and then what stands of it."""
    at = arguments.moment_of(options)
    catalog = one_pack(options, at)
    if not options.json:
        show_mistakes(catalog.mistakes)
    pack = next(iter(catalog.packs.values()), None)
    languages = _languages(options, pack.header) if pack else ()
    spoken = languages[0] if languages and options.languages else None
    viewer = _Viewer(catalog, languages, spoken, at)
    records = [catalog.find(options.id, "id")] if pack and options.id else list(catalog)
    if options.json:
        show_json(viewer.as_json(records))
    elif pack:
        _show_head(pack, catalog, languages)
        viewer.show(records)
        arguments.show_fall_back(languages)
    else:
        line("Nothing of it stands, so that there is nothing to show.")
    return int(bool(catalog.mistakes))


def _languages(options: argparse.Namespace, header: Header) -> tuple[str, ...]:
    """Return what texts are shown in: what was asked for, else what the pack is written in."""
    if not options.languages:
        return (header.source_language,)
    wish = arguments.languages_of(options)
    spoken = {header.source_language, *header.languages}
    for tag in wish:
        if spoken.isdisjoint(shortened(tag)):
            raise arguments.UsageError(
                f"The pack does not speak {shown(tag)}. It speaks {', '.join(sorted(spoken))}: "
                "name one of these, or start a translation with takeaction pack translate extract."
            )
    return wish


def _show_head(pack: Pack, catalog: Catalog, languages: tuple[str, ...]) -> None:
    line(f"{bold(pack.id)}: {counts(pack)}; {counted(len(catalog.mistakes), 'mistake')}")
    line(f"As somebody sees it who asks in {', then '.join(map(language_name, languages))}.")


@attrs.frozen
class _Seen:
    """What ``find-help`` answers where a resource is of use.

    Attributes:
        place: The code of the region that is asked about.
        purpose: The purpose that is asked for, or None for any help.
        lines: The lines of the answer that are of this resource.
        emergency: What to do in danger, if this resource has the number for it; else None.
    """

    place: str
    purpose: Purpose | None
    lines: list[list[Referral]]
    emergency: str | None

    @property
    def command(self) -> str:
        """What somebody would type."""
        purpose = f" --purpose {self.purpose}" if self.purpose else ""
        return f"find-help --region {self.place}{purpose}"

    def as_json(self) -> dict[str, Any]:
        """Return it as plain data."""
        return {
            "region": self.place,
            "purpose": self.purpose,
            "referrals": [referral.as_json() for referrals in self.lines for referral in referrals],
            "emergency": self.emergency,
        }


@attrs.frozen
class _Viewer:
    """Shows the records of one pack.

    Attributes:
        catalog: The pack alone.
        languages: What texts are shown in, in order of wish.
        spoken: The language to be helped in, or None.
        at: The moment.
    """

    catalog: Catalog
    languages: tuple[str, ...]
    spoken: str | None
    at: datetime

    def show(self, records: Sequence[Record]) -> None:
        """Print records one after the other; on a terminal each waits for Enter."""
        for number, record in enumerate(records, 1):
            line()
            line(f"{number} of {len(records)}: {record.record_kind}", style=dim)
            line()
            show_record(self.catalog, record, self.languages)
            seen = self._seen(record)
            if seen:
                self._show_help(seen)
            if number < len(records) and is_terminal() and not _goes_on():
                return

    def _show_help(self, seen: _Seen) -> None:
        line()
        if not seen.lines:
            line(f"{seen.command} lists nothing of it: no contact of it works there.")
            return
        line(f"As {seen.command} shows it:", style=dim)
        told: set[str] = set()
        for referrals in seen.lines:
            line()
            show_line(referrals, self.spoken, told)
        if seen.emergency:
            line()
            line(seen.emergency, style=bold)

    def _seen(self, record: Record) -> _Seen | None:
        """Ask for help where a resource is of use; None for what is no help, or gone."""
        if not isinstance(record, Resource) or record.status is Status.RETIRED:
            return None
        purposes = record.purposes & HELP_PURPOSES
        if not purposes:
            return None
        place = _place(self.catalog.packs[record.pack].header, record)
        purpose = Purpose.EMERGENCY if purposes == {Purpose.EMERGENCY} else None
        query = HelpQuery(region=place, language=self.spoken, purpose=purpose)
        found = find_help(self.catalog, query, languages=self.languages, at=self.at)
        lines = [
            referrals for referrals in lines_of(found) if referrals[0].resource.id == record.id
        ]
        called = found.emergency.id == record.id
        return _Seen(place, purpose, lines, found.emergency.text if called else None)

    def as_json(self, records: Iterable[Record]) -> dict[str, Any]:
        """Return what is shown as plain data."""
        return {
            "packs": [pack_json(pack) for pack in self.catalog.packs.values()],
            "mistakes": [mistake_json(error) for error in self.catalog.mistakes],
            "languages": list(self.languages),
            "records": [self._record_json(record) for record in records],
        }

    def _record_json(self, record: Record) -> dict[str, Any]:
        caveat, seen = caveat_of(self.catalog, record), self._seen(record)
        return {
            **record_json(record, self.languages, self.at),
            "caveat": caveat and str(caveat.pick(self.languages)),
            "find_help": seen and seen.as_json(),
        }


def _place(header: Header, resource: Resource) -> str:
    """Return the first region of the pack that a resource serves, else its own first region."""
    served = (
        code
        for code in sorted(header.regions)
        if not resource.regions.isdisjoint(find_region(code).chain)
    )
    return next(served, min(resource.regions))


def _goes_on() -> bool:
    """Ask whether to show the next record; the end of input stops."""
    try:
        return not input(_NEXT).strip().casefold().startswith("q")
    except EOFError:
        return False
