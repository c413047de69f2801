"""Warming: everything that the first questions of a process would compute or read, done before.

It asks one fixed question of each kind, the same for every host and at every call, so that what
stays in memory says nothing about anybody. Then it reads what these leave out.
"""

from collections.abc import Callable, Mapping
from typing import Any

from takeaction.catalog import Catalog, check_catalog
from takeaction.core_data import LANGUAGES
from takeaction.engine.ask.ask import ask
from takeaction.engine.help.referral import find_help
from takeaction.engine.planning.planning import plan
from takeaction.engine.ranking.index import MAX_PLACES, index_for
from takeaction.engine.ranking.ranking import recommend
from takeaction.engine.ranking.why_not import why_not
from takeaction.engine.search.search import search
from takeaction.engine.shopping.destination import check_destination
from takeaction.engine.shopping.sourcing import check_purchase
from takeaction.engine.signs.assessment import assess
from takeaction.errors import Fields, UnknownWordError
from takeaction.models.question.arguments import read_languages
from takeaction.models.question.profile import Profile
from takeaction.models.question.queries import HelpQuery, PurchaseQuery
from takeaction.models.region import find_region
from takeaction.privacy import confidential
from takeaction.vocabulary.lists import CLOSED_LISTS
from takeaction.vocabulary.records import WordKind
from takeaction.vocabulary.words import Several, closed_names, find_closed_word

_NO_WORD = "?"
"""A text that is in no list, so that looking it up goes all the way."""

_TEXTS = ("my boss has my passport in London", "is this coffee fair trade", "helpme zzzz")
"""Texts that read the frames of a need and of an errand, the names of places, and the spelling."""


@confidential
def warm(catalog: Catalog, languages: Several[str] | str | None = ("en",)) -> None:
    """Compute now what the first questions of a process would wait for.

    Call it once before the first question: in a server before it forks, so that all its processes
    share the result, and in a function service while the function starts. Another call costs as
    much as a few answers and changes nothing.

    Args:
        catalog: The catalog to answer from.
        languages: The languages to answer in, BCP 47; one text is read as an Accept-Language
            value.

    Raises:
        QueryError: A language does not have the form of a tag.

    Example:
        >>> warm(catalog, ["en", "es"])
    """
    fields = Fields()
    fields.read(check_catalog, catalog)
    wish = fields.read(read_languages, languages)
    fields.raise_wrong(wish)
    _read_words(catalog)
    len(catalog.packs)  # the caveat of a sign is in its pack, whose digest takes a while
    for language in dict.fromkeys(("en", *wish)):
        _ask_everything(catalog, (language,))
    _index_places(catalog)


def _read_words(catalog: Catalog) -> None:
    """Read the names of all words, and look up one that is in no list."""
    for kind in CLOSED_LISTS:
        find_closed_word(kind, _NO_WORD)
        for language in LANGUAGES:
            closed_names(kind, language)
    for word_kind in WordKind:
        try:
            catalog.words.find(word_kind, _NO_WORD, "word")
        except UnknownWordError:
            catalog.words.narrower(word_kind, _NO_WORD)
    catalog.get(_NO_WORD)


def _ask_everything(catalog: Catalog, languages: tuple[str, ...]) -> None:
    """Ask one fixed question of each kind, with a referral, a sign and a product of the packs."""
    how: Mapping[str, Any] = {"languages": languages}
    me = Profile(minutes=30, per="week")
    young = Profile(minutes=30, age="youth", concern=True)
    action, sign = next(iter(catalog.actions), None), next(iter(catalog.indicators), None)
    questions: tuple[Callable[[], object], ...] = (
        lambda: recommend(catalog, me, **how).as_json(),
        lambda: recommend(catalog, young, **how).as_json(),
        lambda: plan(catalog, me, budget=60, **how).as_json(),
        lambda: why_not(catalog, me, action, **how).as_json() if action else None,
        lambda: find_help(catalog, HelpQuery("001"), **how).as_json(),
        lambda: assess(catalog, [sign] if sign else [], **how).as_json(),
        lambda: check_purchase(catalog, PurchaseQuery(["coffee", _NO_WORD]), **how).as_json(),
        lambda: check_destination(catalog, "US", **how).as_json(),
        lambda: search(catalog, "help me", **how).as_json(),
        *(_asking(catalog, text, how) for text in _TEXTS),
    )
    for question in questions:
        question()


def _asking(catalog: Catalog, text: str, how: Mapping[str, Any]) -> Callable[[], object]:
    return lambda: ask(catalog, text, **how).as_json()


def _index_places(catalog: Catalog) -> None:
    """Build the indexes of the world and of the places that some action is for."""
    codes = {code for action in catalog.actions.values() for code in action.regions}
    for code in sorted({"001", *codes})[:MAX_PLACES]:
        index_for(catalog, find_region(code).chain)
