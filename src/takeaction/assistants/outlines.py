"""The outlines of answers: the keys that a result has of each, who answers before the number."""

from collections.abc import Mapping
from typing import Any

from takeaction.assistants.outline import Outline
from takeaction.engine.help.emergency import Emergency, find_emergency
from takeaction.models.region import WORLD, Region, find_region

FRESHNESS = Outline(keys=("state", "since"), always=frozenset({"state", "since"}))
"""The date of the evidence, and its age in a word."""

_SOURCE = Outline(
    keys=("title", "checked", "dated"),
    always=frozenset({"title"}),
    detailed=("publisher", "url"),
)

_VERIFIED = Outline(keys=("method", "on", "by", "review_by"), always=frozenset({"method"}))

EVIDENCE: Mapping[str, Outline] = {
    "freshness": FRESHNESS,
    "source": _SOURCE,
    "verified": _VERIFIED,
}
"""The outlines of the evidence for a record."""

EMERGENCY = Outline(
    keys=("text", "place", "dial", "caution", "note", "services", "caller", "source"),
    always=frozenset({"text"}),
    flags=frozenset({"caution"}),
)

LINE = Outline(
    keys=(
        *("id", "name", "who", "operator_kind", "is_enforcement", "only_reports"),
        *("returns_people", "resembles", "warning", "only_for"),
    ),
    always=frozenset({"id", "name", "who", "operator_kind", "is_enforcement"}),
    flags=frozenset({"only_reports"}),
    detailed=("summary", "operator", "purposes", "also_in", "via", "reviewed", "source"),
    parts=EVIDENCE,
)
"""A helpline without the ways to reach it: what to know before a number."""

WAY = Outline(
    keys=(
        *("channel", "display", "dial", "dial_region", "keyword", "url", "email", "note", "cost"),
        *("state", "hours", "zone", "opens", "languages", "interpreter", "reachable", "freshness"),
    ),
    always=frozenset({"channel", "state", "freshness"}),
    flags=frozenset({"interpreter"}),
    detailed=(
        *("shares_with", "anonymous", "recorded", "shows_on_bill", "may_show_on_bill"),
        *("contact", "verified"),
    ),
    parts=EVIDENCE,
)
"""One way to reach a helpline."""

ACTION = Outline(
    keys=("id", "title", "summary", "minutes", "cost", "risk", "safety", "freshness"),
    always=frozenset({"id", "title", "minutes", "risk", "safety", "freshness"}),
    detailed=("steps", "cadence", "modes", "note", "links", "templates", "verified", "source"),
    parts=EVIDENCE,
)

RECOMMENDATION = Outline(
    keys=("id", "title", "why", *ACTION.keys[2:]),
    always=ACTION.always,
    detailed=("score", *ACTION.detailed),
    parts=ACTION.parts,
)

SIGN = Outline(
    keys=("id", "text", "grade", "element", "freshness"),
    always=frozenset({"id", "text", "freshness"}),
    detailed=("points", "concept", "grade_basis", "reading", "verified", "source"),
    parts=EVIDENCE,
)

LISTING = Outline(
    keys=("id", "text", "country", "kind", "edition", "beside", "later_change", "freshness"),
    always=frozenset({"id", "text", "country", "kind", "edition", "freshness"}),
    detailed=("also", "note", "status", "verified", "source"),
    parts={"source": _SOURCE, "verified": _VERIFIED},
    flags=frozenset({"beside"}),
)

LABEL = Outline(
    keys=(
        *("id", "name", "kind", "does_not_cover", "third_party_audited"),
        *("forced_labour_criterion", "freshness"),
    ),
    always=frozenset({"id", "name", "does_not_cover", "freshness"}),
    detailed=("scope", "asks", "audited_by", "made_in", "note", "url", "verified", "source"),
    parts=EVIDENCE,
)

SELLER = Outline(
    keys=("id", "name", "kind", "status", "ships", "replaced_by", "note", "url", "freshness"),
    always=frozenset({"id", "name", "status", "ships", "freshness"}),
    detailed=("summary", "products", "ships_to", "made_in", "claims", "verified", "source"),
    parts=EVIDENCE,
)

RATING = Outline(
    keys=("id", "name", "country", "history", "newest", "agreement", "meaning", "freshness"),
    always=frozenset({"id", "name", "history", "newest", "meaning", "freshness"}),
    detailed=("note", "status", "verified", "source"),
    parts={
        "source": _SOURCE,
        "verified": _VERIFIED,
        "history": Outline(
            keys=("year", "tier"),
            always=frozenset({"year", "tier"}),
            detailed=("source", "confirmed_by"),
        ),
    },
)

HIT = Outline(
    keys=("id", "kind", "name", "status", "replaced_by"),
    always=frozenset({"id", "kind", "name", "status"}),
    detailed=("language", "score", "matched"),
)


def danger_of(emergency: Emergency, *, details: bool) -> dict[str, Any]:
    """Return an emergency notice.

    Args:
        emergency: The notice of the library.
        details: Whether to add services with the same number, and all sources, not the newest one.
    """
    notice: dict[str, Any] = {**emergency.as_json()}
    if not details:
        dated = sorted(notice["source"], key=lambda source: source["dated"] or "", reverse=True)
        others = [one for one in notice["services"] if one["dial"] != notice["dial"]]
        notice |= {"source": dated[:1], "services": others}
    return EMERGENCY.shorten(notice, details=details)


def danger_in(place: Region | None, language: str) -> dict[str, Any]:
    """Return the emergency notice for a place, or for one that is not known.

    Args:
        place: The place, or None.
        language: The language of the notice, one of those of the core's own texts.
    """
    return danger_of(find_emergency(place or find_region(WORLD), language), details=False)


def danger_anywhere(language: str) -> dict[str, Any]:
    """Return the emergency notice for a place that is not known."""
    return danger_in(None, language)
