"""The API as type checkers see it. Read by mypy, never run and never collected.

Each call passes what hosts pass, and each ``assert_type`` holds what they get.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, assert_type

import takeaction as ta
from takeaction.authoring.build import build
from takeaction.engine.freshness import freshness
from takeaction.models.record import Record
from takeaction.models.text import Text, Words
from takeaction.testing import catalog_of, check_pack
from takeaction.vocabulary import (
    Age,
    Channel,
    Cost,
    DeskState,
    FreshnessState,
    Horizon,
    Kind,
    Mode,
    Per,
)

NOW = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)


class Plugin:
    """A code plugin, as its author writes one."""

    @ta.hookimpl
    def takeaction_packs(self) -> Iterable[Mapping[str, Any]]:
        """Give canonical content."""
        return [{"pack": {"id": "mine"}}]

    @ta.hookimpl
    def takeaction_factors(self) -> Iterable[ta.Factor]:
        """Give a factor."""
        return [ta.Factor("nearby", lambda _action, _person: 7, "It is close by.")]


def loading() -> ta.Catalog:
    """Load packs in every way that a host may."""
    assert_type(ta.load(), ta.Catalog)
    assert_type(ta.__version__, str)
    try:
        return ta.load(
            paths=["packs/us-hotline", Path("other.whl")],
            plugins=["a-distribution", Plugin()],
            packs={"us-hotline"},
            suppress={"us-hotline:us-988": "we have our own"},
            on_mistake="raise",
            limits=ta.Limits(records=10),
            at=NOW,
        )
    except ta.PackErrors as errors:
        assert_type(errors.mistakes, tuple[ta.PackError, ...])
        raise


def reading(catalog: ta.Catalog) -> None:
    """Look into a catalog."""
    assert_type(catalog.actions, ta.Records[ta.Action])
    assert_type(catalog.resources, ta.Records[ta.Resource])
    assert_type(catalog.indicators, ta.Records[ta.Indicator])
    assert_type(catalog.vendors, ta.Records[ta.Vendor])
    assert_type(catalog.labels, ta.Records[ta.Label])
    assert_type(catalog.factors, ta.Records[ta.Factor])
    assert_type(catalog.mistakes, tuple[ta.PackError, ...])
    assert_type(catalog.digest, str)
    assert_type(catalog.get("national-hotline"), Record | None)
    assert_type(catalog.coverage(), tuple[tuple[str, str], ...])
    assert_type(catalog.once(len), int)
    assert_type(list(catalog), list[Record])
    contacts: tuple[ta.Contact, ...] = catalog.resources["us-hotline:us-988"].contacts
    assert_type(contacts[0].channel, Channel)
    assert_type(contacts[0].dial, str | None)
    assert_type(catalog.actions["a:b"].title, Text)
    assert_type(catalog.actions["a:b"].title.pick(["es", "en"]), Words)


def asking(catalog: ta.Catalog) -> ta.Recommendations:
    """Ask what one can do, with words as text, in any iterable, or as closed words."""
    me = ta.Profile(
        minutes=30,
        per="week",
        skills={"writing"},
        roles=("student",),
        topics=["fair-trade"],
        region="US-OH",
        modes=[Mode.SOLO_ONLINE, "group-online"],
        languages=["es-MX", "en"],
        cost=Cost.LOW,
        risk="low",
        age=Age.ADULT,
        concern=False,
        done=iter(["a:b"]),
        dismissed=frozenset({"a:c"}),
    )
    assert_type(me.per, Per)
    assert_type(me.skills, tuple[str, ...])
    found = ta.recommend(catalog, me, limit=None, weights={"time": 10_000}, at=NOW)
    sequence: Sequence[ta.Recommendation] = found
    assert_type(sequence[0], ta.Recommendation)
    assert_type(found[0], ta.Recommendation)
    assert_type(found[:3], tuple[ta.Recommendation, ...])
    assert_type(found.excluded, Mapping[str, int])
    for each in found:
        assert_type(each.action, ta.Action)
        assert_type(each.score, int)
        assert_type(each.moved, int)
        assert_type(each.reasons, tuple[ta.Reason, ...])
        assert_type(each.freshness, ta.Freshness)
        assert_type(each.freshness.state, FreshnessState)
        assert_type(each.freshness.since, date | None)
        assert_type([filled.desk for filled in each.finds], list[ta.Desk | None])
        assert_type([(reason.code, reason.points, reason.text) for reason in each.reasons],
                    list[tuple[str, int, str]])  # fmt: skip
    assert_type(found.stretch, tuple[ta.Stretch, ...])
    assert_type(found.stretch[0].change, Mapping[str, int | str | tuple[str, ...]])
    why = ta.why_not(catalog, me, "write-editorial")
    assert_type(why, ta.WhyNot)
    assert_type(why.gates, tuple[str, ...])
    assert_type(why.reasons, tuple[ta.Reason, ...])
    assert_type(why.change, Mapping[str, int | str | tuple[str, ...]] | None)
    assert_type(why.rank, int | None)
    assert_type([notice.text for notice in found.notices], list[str])
    assert_type(found.as_json(), dict[str, Any])
    return found


def planning(catalog: ta.Catalog) -> bytes:
    """Ask for a plan, and for a calendar of it."""
    made = ta.plan(catalog, ta.Profile(minutes=60), budget=240, horizon=Horizon.WEEK, at=NOW)
    assert_type(ta.plan(catalog, ta.Profile(minutes=60), budget=240), ta.Plan)
    assert_type(made.items, tuple[ta.Planned, ...])
    assert_type(made.left_out, tuple[ta.LeftOut, ...])
    assert_type((made.total, made.weeks), tuple[int, int])
    assert_type([notice.text for notice in made.notices], list[str])
    for item in made.items:
        assert_type(item.action, ta.Action)
        assert_type(item.recommendation, ta.Recommendation)
        assert_type(item.title, str)
        assert_type((item.minutes, item.times, item.week, item.day), tuple[int, int, int, int])
        assert_type(item.every, int)
        assert_type(item.days, tuple[int, ...])
        assert_type(item.start, date | int)
    for left in made.left_out:
        assert_type(left.action, ta.Action)
        assert_type(left.title, str)
        assert_type(left.reason, ta.Reason)
    assert_type(made.as_json(), dict[str, Any])
    assert_type(ta.calendar_of(made, at=NOW), bytes)
    return ta.calendar_of(made, at=NOW, titles=True)


def helping(catalog: ta.Catalog) -> ta.Help:
    """Ask where help is."""
    query = ta.HelpQuery(
        "US-TX", "es", channel="voice", purpose="support", audience="survivor", calling_from="US"
    )
    found = ta.find_help(catalog, query, languages=("es", "en"), at=NOW)
    assert_type(found[0], ta.Desk)
    assert_type(found[:3], tuple[ta.Desk, ...])
    assert_type(found.chain, tuple[str, ...])
    assert_type(found.emergency.dial, str | None)
    assert_type(found.notices, tuple[ta.Reason, ...])
    for desk in found:
        assert_type(desk.resource, ta.Resource)
        assert_type(desk.contact, ta.Contact)
        assert_type(desk.state, DeskState)
        assert_type(desk.opens, datetime | None)
        assert_type(desk.reachable, bool | None)
        assert_type(desk.display, str | None)
        assert_type(desk.as_json(), dict[str, Any])
    assert_type(ta.find_help(catalog, ta.HelpQuery(region="NP")), ta.Help)
    return found


def searching(catalog: ta.Catalog) -> tuple[ta.Hit, ...]:
    """Search everything."""
    hits = ta.search(
        catalog, "trapped", kinds=["action", Kind.RESOURCE], region="US", limit=5,
        languages=["es"], at=NOW,
    )  # fmt: skip
    assert_type(hits, tuple[ta.Hit, ...])
    assert_type(hits[0].record, Record)
    assert_type(hits[0].kind, Kind)
    assert_type(hits[0].score, int)
    record = hits[0].record
    if isinstance(record, ta.Resource):
        assert_type(record.contacts, tuple[ta.Contact, ...])
    return hits


def catching(catalog: ta.Catalog) -> str:
    """Catch what is raised on purpose, from the narrowest to the widest."""
    try:
        ta.recommend(catalog, ta.Profile(minutes=0))
    except ta.UnknownWordError as error:
        assert_type(error.nearest, tuple[str, ...])
        assert_type(error.position, int)
        return str(error.field)
    except ta.QueryError as error:
        assert_type(error.code, str)
        assert_type(error.field, str | None)
        return error.text
    except ta.TakeActionError as error:
        return str(error)
    mistakes: list[ta.PackError] = list(catalog.mistakes)
    return mistakes[0].mend


def publishing(folder: Path) -> bytes:
    """Check and build a pack, as its author does."""
    catalog = check_pack("us-hotline")
    assert_type(catalog, ta.Catalog)
    assert_type(check_pack(folder), ta.Catalog)
    assert_type(catalog_of(catalog.actions.values()), ta.Catalog)
    assert_type(freshness(catalog.actions["a:b"], NOW), ta.Freshness)
    return build(folder)
