"""The lines of the answers: each text and number once, however many places list them."""

from collections.abc import Mapping
from typing import Any

from takeaction.core_data import language_of
from takeaction.engine.help.answer import Referral
from takeaction.export.contact_lines import (
    describe_cost,
    describe_hours,
    describe_languages,
    describe_verification,
    how_to_reach,
)
from takeaction.export.formats.tables.contacts import TELLS_COLUMNS, tells_cells
from takeaction.value import plain_data
from takeaction.vocabulary.contacts import CHANNELS_WITHOUT_HOURS

_OF_A_REFERRAL = (
    *("id", "contact", "name", "who", "only_for", "warning", "resembles", "channel"),
    *("dial", "dial_region", "display", "keyword", "email", "url", "note", "purposes", "summary"),
    *("operator", "operator_kind", "returns_people", "is_enforcement", "only_reports", "also_in"),
    *("languages", "recorded", "anonymous", "may_show_on_bill", "shares_with", "hours", "zone"),
)
"""The keys of a referral in JSON that have a column of the same name."""

LINE_COLUMNS = (
    "line",
    *_OF_A_REFERRAL,
    *("serves", *TELLS_COLUMNS),
    *("interpreter", "reach", "opening", "spoken", "cost", "checked", "checked_on"),
    *("evidence_since", "source_title", "source_url", "pack"),
)


class LineTable:
    """The lines of all answers.

    Attributes:
        rows: The cells of each line, in order of its number.
    """

    def __init__(self) -> None:
        self.rows: list[tuple[Any, ...]] = []
        self._numbers: dict[tuple[object, ...], int] = {}

    def number_of(self, referral: Referral) -> int:
        """Return the number of the line of a referral, from 1."""
        key = (
            *(referral.resource, referral.contact, referral.also_in),
            *(referral.resembles, referral.added),
        )
        if key not in self._numbers:
            self._numbers[key] = len(self._numbers) + 1
            cells = {"line": self._numbers[key], **_cells(referral)}
            self.rows.append(tuple(cells[name] for name in LINE_COLUMNS))
        return self._numbers[key]


def _cells(referral: Referral) -> dict[str, Any]:
    """Return the cells of a line, but for its number."""
    data: Mapping[str, Any] = referral.as_json()
    contact, resource = referral.contact, referral.resource
    language = language_of(referral.languages)
    has_hours = contact.hours is not None or contact.channel not in CHANNELS_WITHOUT_HOURS
    verified, source = plain_data(referral.verified), plain_data(resource.source)
    since = referral.freshness.since
    return {
        **{name: data[name] for name in _OF_A_REFERRAL},
        "serves": sorted(resource.serves),
        **tells_cells(contact),
        "interpreter": list(contact.interpreter),
        "reach": str(how_to_reach(referral)),
        "opening": str(describe_hours(contact, language)) if has_hours else None,
        "spoken": describe_languages(contact, referral.languages, referral.languages_added),
        "cost": str(describe_cost(referral)),
        "checked": describe_verification(referral.verified.method, referral.languages),
        "checked_on": verified["on"],
        "evidence_since": since and since.isoformat(),
        "source_title": source["title"],
        "source_url": source["url"],
        "pack": resource.pack,
    }
