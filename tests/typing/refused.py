"""Calls that type checkers refuse, each with the rule of mypy and that of pyright on its line.

Never run and never collected: ``checkers.py`` compares the marks with what the checkers find, so a
mark without an error fails as an error without a mark does.
"""

from collections.abc import Iterable

import takeaction as ta
from takeaction.vocabulary.actions import Cost, Mode


def words_of_other_lists(catalog: ta.Catalog, me: ta.Profile) -> None:
    ta.Profile(minutes=5, age="teenager")  # error: arg-type, reportArgumentType
    ta.Profile(minutes=5, age=Cost.LOW)  # error: arg-type, reportArgumentType
    ta.Profile(minutes=5, per="year")  # error: arg-type, reportArgumentType
    ta.Profile(minutes=5, cost="free")  # error: arg-type, reportArgumentType
    ta.Profile(minutes=5, risk="some")  # error: arg-type, reportArgumentType
    ta.Profile(minutes=5, modes=["online"])  # error: list-item, reportArgumentType
    ta.HelpQuery("US", channel="phone")  # error: arg-type, reportArgumentType
    ta.HelpQuery("US", purpose="help")  # error: arg-type, reportArgumentType
    ta.HelpQuery("US", topic="money")  # error: arg-type, reportArgumentType
    ta.HelpQuery("US", audience="adult")  # error: arg-type, reportArgumentType
    ta.plan(catalog, me, budget=60, horizon="year")  # error: arg-type, reportArgumentType
    ta.assess(catalog, [], person="minor")  # error: arg-type, reportArgumentType
    ta.assess(catalog, [], when={"a": "later"})  # error: dict-item, reportArgumentType
    ta.search(catalog, "a", kinds=["actions"])  # error: list-item, reportArgumentType
    ta.load(on_mistake="ignore")  # error: arg-type, reportArgumentType
    ta.load(lock="a.lock", lock_mode="strict")  # error: arg-type, reportArgumentType
    ta.load(lock="a.lock", unknown="skip")  # error: arg-type, reportArgumentType


def one_text_for_several_words(catalog: ta.Catalog) -> None:
    ta.Profile(minutes=5, skills="writing")  # error: arg-type, reportArgumentType
    ta.Profile(minutes=5, roles="student")  # error: arg-type, reportArgumentType
    ta.Profile(minutes=5, topics="fair-trade")  # error: arg-type, reportArgumentType
    ta.Profile(minutes=5, modes="solo-online")  # error: arg-type, reportArgumentType
    ta.Profile(minutes=5, languages="es")  # error: arg-type, reportArgumentType
    ta.Profile(minutes=5, done="a:b")  # error: arg-type, reportArgumentType
    ta.PurchaseQuery("coffee")  # error: arg-type, reportArgumentType
    ta.assess(catalog, "a:b")  # error: arg-type, reportArgumentType
    ta.assess(catalog, [], not_observed="a:b")  # error: arg-type, reportArgumentType
    ta.search(catalog, "a", kinds="action")  # error: arg-type, reportArgumentType
    ta.load(packs="us-hotline")  # error: arg-type, reportArgumentType
    ta.Profile(minutes=5, skills=b"writing")  # error: arg-type, reportArgumentType


def arguments_of_another_form(catalog: ta.Catalog, me: ta.Profile, some: Iterable[str]) -> None:
    ta.Profile(minutes="30")  # error: arg-type, reportArgumentType
    ta.Profile(minutes=30.5)  # error: arg-type, reportArgumentType
    ta.Profile(minutes=5, skills=[1])  # error: list-item, reportArgumentType
    ta.Profile(minutes=5, skills=some)  # error: arg-type, reportArgumentType
    ta.Profile(minutes=5, modes=[Mode.SOLO_ONLINE, 1])  # error: list-item, reportArgumentType
    ta.find_help(catalog, "US")  # error: arg-type, reportArgumentType
    ta.recommend(catalog, me, at="2026-11-24")  # error: arg-type, reportArgumentType
    ta.recommend(catalog, me, 10)  # error: call-arg, reportCallIssue
    ta.recommend(catalog, me, languages=5)  # error: arg-type, reportArgumentType
    catalog.label(5)  # error: arg-type, reportArgumentType
