"""Words of questions as hosts write them: every form that type checkers have to accept.

Read by mypy and pyright, never run and never collected.
"""

from collections import deque
from collections.abc import Sequence
from typing import assert_type

import takeaction as ta
from takeaction.models.text import Words
from takeaction.vocabulary.actions import Age, Cost, Horizon, Mode, Per, Risk
from takeaction.vocabulary.contacts import Channel
from takeaction.vocabulary.needs import NeedTopic
from takeaction.vocabulary.records import Kind, WordKind
from takeaction.vocabulary.resources import Audience, Purpose
from takeaction.vocabulary.signs import Person, When


def closed_words(modes: Sequence[Mode], ages: dict[str, Age]) -> None:
    ta.Profile(minutes=5, age="youth", per="week", cost="low", risk="none", modes=["solo-online"])
    ta.Profile(minutes=5, age=Age.YOUTH, per=Per.WEEK, cost=Cost.LOW, risk=Risk.NONE, modes=modes)
    ta.Profile(minutes=5, age=ages["me"], modes={Mode.SOLO_ONLINE, "group-online"})
    ta.HelpQuery("US", channel="sms", purpose="legal", topic="wages", audience="worker")
    ta.HelpQuery("US", channel=Channel.SMS, purpose=Purpose.LEGAL)
    ta.HelpQuery("US", topic=NeedTopic.WAGES, audience=Audience.WORKER)


def several_words(written: list[str], seen: frozenset[str], by_id: dict[str, int]) -> None:
    ta.Profile(minutes=5, skills=written, roles=seen, topics=by_id, done=by_id.keys())
    ta.Profile(minutes=5, skills=("a", "b"), roles={"a"}, topics=iter(written), done=deque(["a"]))
    ta.Profile(minutes=5, skills=(word.lower() for word in written), dismissed=map(str, [1]))
    ta.PurchaseQuery(word for word in written)
    ta.PurchaseQuery({"coffee"})


def other_questions(catalog: ta.Catalog, me: ta.Profile, header: str) -> None:
    ta.recommend(catalog, me, languages=["es", "en"])
    ta.recommend(catalog, me, languages=header)
    ta.plan(catalog, me, budget=60, horizon="week", languages=("es",))
    ta.plan(catalog, me, budget=60, horizon=Horizon.WEEK, languages=None)
    ta.why_not(catalog, me, "a:b", languages=header)
    ta.find_help(catalog, ta.HelpQuery("US"), languages=header)
    ta.assess(catalog, seen(), person="child", when={"a": "past"}, languages=header)
    ta.assess(catalog, seen(), person=Person.CHILD, when={"a": When.PAST, "b": "now"})
    ta.check_purchase(catalog, ta.PurchaseQuery(["tea"]), languages=header)
    ta.check_destination(catalog, "TH", languages=header)
    ta.search(catalog, "a", kinds=["action"], languages=header)
    ta.search(catalog, "a", kinds=(Kind.ACTION, Kind.GOOD))
    ta.calendar_of(ta.plan(catalog, me, budget=60), languages=header)
    ta.load(packs={"us-hotline"}, on_mistake="skip", lock_mode="off", unknown="warn")


def seen() -> tuple[str, ...]:
    return ("a:b",)


def words(catalog: ta.Catalog) -> None:
    assert_type(catalog.label("open"), Words)
    assert_type(catalog.label(Age.YOUTH, ["es"]), Words)
    assert_type(catalog.label("ngo", "es-MX,es;q=0.9"), Words)
    assert_type(catalog.words.ids(WordKind.SKILL), tuple[str, ...])
    for word in catalog.words.of(WordKind.ROLE):
        assert_type(catalog.label(word, ("fr",)).text, str)
