"""Offline answers about human trafficking, from content packs, with reasons.

Four questions: what can I do (``recommend``, ``plan``), where is help (``find_help``), is it a sign
(``assess``), what should I buy or know before a trip (``check_purchase``, ``check_destination``).
Every name loads on first use, so importing the package costs a host next to nothing.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:  # The form "as" tells type checkers that a name is exported.
    from takeaction.catalog import Catalog as Catalog
    from takeaction.catalog import Records as Records
    from takeaction.engine.ask.ask import Reply as Reply
    from takeaction.engine.ask.ask import ask as ask
    from takeaction.engine.ask.ask import is_need as is_need
    from takeaction.engine.freshness import Freshness as Freshness
    from takeaction.engine.help.answer import Help as Help
    from takeaction.engine.help.answer import HelpLine as HelpLine
    from takeaction.engine.help.answer import Referral as Referral
    from takeaction.engine.help.referral import find_help as find_help
    from takeaction.engine.planning.answer import LeftOut as LeftOut
    from takeaction.engine.planning.answer import Plan as Plan
    from takeaction.engine.planning.answer import Planned as Planned
    from takeaction.engine.planning.planning import plan as plan
    from takeaction.engine.ranking.answer import Recommendation as Recommendation
    from takeaction.engine.ranking.answer import Recommendations as Recommendations
    from takeaction.engine.ranking.answer import Stretch as Stretch
    from takeaction.engine.ranking.ranking import recommend as recommend
    from takeaction.engine.ranking.why_not import WhyNot as WhyNot
    from takeaction.engine.ranking.why_not import why_not as why_not
    from takeaction.engine.reasons import Reason as Reason
    from takeaction.engine.search.answer import Hit as Hit
    from takeaction.engine.search.answer import Hits as Hits
    from takeaction.engine.search.search import search as search
    from takeaction.engine.shopping.answer import PurchaseAdvice as PurchaseAdvice
    from takeaction.engine.shopping.destination import DestinationAdvice as DestinationAdvice
    from takeaction.engine.shopping.destination import check_destination as check_destination
    from takeaction.engine.shopping.sourcing import check_purchase as check_purchase
    from takeaction.engine.signs.answer import Assessment as Assessment
    from takeaction.engine.signs.assessment import assess as assess
    from takeaction.engine.warming import warm as warm
    from takeaction.errors import LockError as LockError
    from takeaction.errors import PackError as PackError
    from takeaction.errors import PackErrors as PackErrors
    from takeaction.errors import QueryError as QueryError
    from takeaction.errors import QueryErrors as QueryErrors
    from takeaction.errors import TakeActionError as TakeActionError
    from takeaction.errors import UnknownWordError as UnknownWordError
    from takeaction.export.content_lines import calendar_of as calendar_of
    from takeaction.export.schemas.shipped import answer_schema as answer_schema
    from takeaction.export.schemas.shipped import schema_names as schema_names
    from takeaction.limits import Limits as Limits
    from takeaction.loading import load as load
    from takeaction.lock.lock import Lock as Lock
    from takeaction.models.action import Action as Action
    from takeaction.models.action import Factor as Factor
    from takeaction.models.goods import Label as Label
    from takeaction.models.goods import Vendor as Vendor
    from takeaction.models.indicator import Indicator as Indicator
    from takeaction.models.question.profile import Profile as Profile
    from takeaction.models.question.queries import About as About
    from takeaction.models.question.queries import HelpQuery as HelpQuery
    from takeaction.models.question.queries import PurchaseQuery as PurchaseQuery
    from takeaction.models.resource import Contact as Contact
    from takeaction.models.resource import Resource as Resource
    from takeaction.models.text import direction as direction
    from takeaction.packs.sources.plugins import hookimpl as hookimpl
    from takeaction.views.view import view as view

    __version__: str
else:  # Type checkers do not see this function: they would accept any name.

    def __getattr__(name: str) -> object:
        """Load a public name on first use."""
        from importlib import import_module

        if name == "__version__":
            from importlib.metadata import version

            return version("takeaction")
        if name not in _PLACES:
            raise AttributeError(f"module 'takeaction' has no attribute {name!r}")
        from takeaction.lazy import without_gc

        with without_gc():
            value = getattr(import_module(_PLACES[name]), name)
        globals()[name] = value
        return value


_PLACES = {
    "About": "takeaction.models.question.queries",
    "Action": "takeaction.models.action",
    "Assessment": "takeaction.engine.signs.answer",
    "Catalog": "takeaction.catalog",
    "Contact": "takeaction.models.resource",
    "DestinationAdvice": "takeaction.engine.shopping.destination",
    "Factor": "takeaction.models.action",
    "Freshness": "takeaction.engine.freshness",
    "Help": "takeaction.engine.help.answer",
    "HelpLine": "takeaction.engine.help.answer",
    "HelpQuery": "takeaction.models.question.queries",
    "Hit": "takeaction.engine.search.answer",
    "Hits": "takeaction.engine.search.answer",
    "Indicator": "takeaction.models.indicator",
    "Label": "takeaction.models.goods",
    "LeftOut": "takeaction.engine.planning.answer",
    "Limits": "takeaction.limits",
    "Lock": "takeaction.lock.lock",
    "LockError": "takeaction.errors",
    "PackError": "takeaction.errors",
    "PackErrors": "takeaction.errors",
    "Plan": "takeaction.engine.planning.answer",
    "Planned": "takeaction.engine.planning.answer",
    "Profile": "takeaction.models.question.profile",
    "PurchaseAdvice": "takeaction.engine.shopping.answer",
    "PurchaseQuery": "takeaction.models.question.queries",
    "QueryError": "takeaction.errors",
    "QueryErrors": "takeaction.errors",
    "Reason": "takeaction.engine.reasons",
    "Recommendation": "takeaction.engine.ranking.answer",
    "Recommendations": "takeaction.engine.ranking.answer",
    "Records": "takeaction.catalog",
    "Referral": "takeaction.engine.help.answer",
    "Reply": "takeaction.engine.ask.ask",
    "Resource": "takeaction.models.resource",
    "Stretch": "takeaction.engine.ranking.answer",
    "TakeActionError": "takeaction.errors",
    "UnknownWordError": "takeaction.errors",
    "Vendor": "takeaction.models.goods",
    "WhyNot": "takeaction.engine.ranking.why_not",
    "answer_schema": "takeaction.export.schemas.shipped",
    "ask": "takeaction.engine.ask.ask",
    "assess": "takeaction.engine.signs.assessment",
    "calendar_of": "takeaction.export.content_lines",
    "check_destination": "takeaction.engine.shopping.destination",
    "check_purchase": "takeaction.engine.shopping.sourcing",
    "direction": "takeaction.models.text",
    "find_help": "takeaction.engine.help.referral",
    "hookimpl": "takeaction.packs.sources.plugins",
    "is_need": "takeaction.engine.ask.ask",
    "load": "takeaction.loading",
    "plan": "takeaction.engine.planning.planning",
    "recommend": "takeaction.engine.ranking.ranking",
    "schema_names": "takeaction.export.schemas.shipped",
    "search": "takeaction.engine.search.search",
    "view": "takeaction.views.view",
    "warm": "takeaction.engine.warming",
    "why_not": "takeaction.engine.ranking.why_not",
}
"""The module of each public name, in alphabetical order. A test holds the imports above equal."""

__all__ = list(_PLACES)


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
