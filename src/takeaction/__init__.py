"""Offline answers about human trafficking, from content packs, with reasons.

Four questions: what can I do (``recommend``, ``plan``), where is help (``find_help``), is what I
saw a sign (``assess``), what to buy or know of a place (``check_purchase``,
``check_destination``). Everything here is loaded at first use, so that importing the package costs
a host next to nothing.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from takeaction.catalog import Catalog, Records
    from takeaction.engine.freshness import Freshness
    from takeaction.engine.help.answer import Help, Referral
    from takeaction.engine.help.referral import find_help
    from takeaction.engine.planning.answer import LeftOut, Plan, Planned
    from takeaction.engine.planning.planning import plan
    from takeaction.engine.ranking.answer import Recommendation, Recommendations, Stretch
    from takeaction.engine.ranking.ranking import recommend
    from takeaction.engine.ranking.why_not import WhyNot, why_not
    from takeaction.engine.reasons import Reason
    from takeaction.engine.search.search import Hit, search
    from takeaction.engine.shopping.answer import PurchaseAdvice
    from takeaction.engine.shopping.destination import DestinationAdvice, check_destination
    from takeaction.engine.shopping.sourcing import check_purchase
    from takeaction.engine.signs.answer import Assessment
    from takeaction.engine.signs.assessment import assess
    from takeaction.errors import (
        LockError,
        PackError,
        PackErrors,
        QueryError,
        TakeActionError,
        UnknownWordError,
    )
    from takeaction.export.icalendar import calendar_of
    from takeaction.limits import Limits
    from takeaction.loading import load
    from takeaction.lock.lock import Lock
    from takeaction.models.action import Action
    from takeaction.models.contact import Contact
    from takeaction.models.factor import Factor
    from takeaction.models.indicator import Indicator
    from takeaction.models.question import HelpQuery, Profile, PurchaseQuery
    from takeaction.models.resource import Resource
    from takeaction.models.vendor import Label, Vendor
    from takeaction.packs.sources.plugins import hookimpl

    __version__: str
else:  # hidden from type checkers, which would take every name for known

    def __getattr__(name: str) -> object:
        """Load a public name at its first use."""
        from importlib import import_module

        if name == "__version__":
            from importlib.metadata import version

            return version("takeaction")
        from takeaction.lazy import without_gc

        for place, names in _PLACES.items():
            if name in names:
                with without_gc():
                    found = getattr(import_module(place), name)
                globals()[name] = found
                return found
        raise AttributeError(f"module 'takeaction' has no attribute {name!r}")


_PLACES = {
    "takeaction.catalog": ("Catalog", "Records"),
    "takeaction.loading": ("load",),
    "takeaction.engine.shopping.destination": ("DestinationAdvice", "check_destination"),
    "takeaction.engine.signs.answer": ("Assessment",),
    "takeaction.engine.signs.assessment": ("assess",),
    "takeaction.engine.ranking.why_not": ("WhyNot", "why_not"),
    "takeaction.engine.freshness": ("Freshness",),
    "takeaction.engine.search.search": ("Hit", "search"),
    "takeaction.engine.ranking.answer": ("Recommendation", "Recommendations", "Stretch"),
    "takeaction.engine.planning.answer": ("LeftOut", "Plan", "Planned"),
    "takeaction.engine.planning.planning": ("plan",),
    "takeaction.engine.ranking.ranking": ("recommend",),
    "takeaction.engine.reasons": ("Reason",),
    "takeaction.engine.help.answer": ("Referral", "Help"),
    "takeaction.engine.help.referral": ("find_help",),
    "takeaction.engine.shopping.answer": ("PurchaseAdvice",),
    "takeaction.engine.shopping.sourcing": ("check_purchase",),
    "takeaction.errors": (
        "LockError",
        "PackError",
        "PackErrors",
        "QueryError",
        "TakeActionError",
        "UnknownWordError",
    ),
    "takeaction.export.icalendar": ("calendar_of",),
    "takeaction.limits": ("Limits",),
    "takeaction.models.action": ("Action",),
    "takeaction.models.contact": ("Contact",),
    "takeaction.models.factor": ("Factor",),
    "takeaction.models.indicator": ("Indicator",),
    "takeaction.models.question": ("HelpQuery", "Profile", "PurchaseQuery"),
    "takeaction.models.resource": ("Resource",),
    "takeaction.models.vendor": ("Label", "Vendor"),
    "takeaction.lock.lock": ("Lock",),
    "takeaction.packs.sources.plugins": ("hookimpl",),
}

__all__ = [
    "Action",
    "Assessment",
    "Catalog",
    "Contact",
    "DestinationAdvice",
    "Factor",
    "Freshness",
    "Help",
    "HelpQuery",
    "Hit",
    "Indicator",
    "Label",
    "LeftOut",
    "Limits",
    "Lock",
    "LockError",
    "PackError",
    "PackErrors",
    "Plan",
    "Planned",
    "Profile",
    "PurchaseAdvice",
    "PurchaseQuery",
    "QueryError",
    "Reason",
    "Recommendation",
    "Recommendations",
    "Records",
    "Referral",
    "Resource",
    "Stretch",
    "TakeActionError",
    "UnknownWordError",
    "Vendor",
    "WhyNot",
    "assess",
    "calendar_of",
    "check_destination",
    "check_purchase",
    "find_help",
    "hookimpl",
    "load",
    "plan",
    "recommend",
    "search",
    "why_not",
]


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
