"""The API as type checkers see it. Read by mypy, never run and never collected.

The calls pass the arguments that hosts pass, and ``assert_type`` fixes the types of the answers.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Literal, assert_type

import takeaction as ta
from takeaction.authoring.build import build
from takeaction.engine.freshness import freshness
from takeaction.engine.json_types import (
    AssessmentData,
    DestinationAdviceData,
    HelpData,
    HelpLineData,
    HitsData,
    IdentifiedTextData,
    KindWord,
    LinkData,
    PlanData,
    PurchaseAdviceData,
    RecommendationsData,
    ReferralData,
    ReplyData,
    WhyNotData,
    WordsData,
)
from takeaction.models.goods import Good
from takeaction.models.record import Record, RecordId, RegionCode, Source
from takeaction.models.text import SafetyText, ShownText, Text, Words
from takeaction.testing import catalog_of, check_pack
from takeaction.views import as_html, as_markdown, as_messages, as_text
from takeaction.vocabulary.actions import Age, Cost, Horizon, Mode, Per
from takeaction.vocabulary.closed_words import Serves
from takeaction.vocabulary.contacts import Channel, ReferralState
from takeaction.vocabulary.goods import GoodKind
from takeaction.vocabulary.needs import NeedTopic
from takeaction.vocabulary.records import FreshnessState, Kind, Status
from takeaction.vocabulary.signs import Concern, Person, PointsTo, Presence, When

NOW = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)


class Plugin:
    """A code plugin, as its author writes one."""

    @ta.hookimpl
    def takeaction_packs(self) -> Iterable[Mapping[str, Any]]:
        return [{"pack": {"id": "mine"}}]

    @ta.hookimpl
    def takeaction_factors(self) -> Iterable[ta.Factor]:
        return [ta.Factor("nearby", lambda _action, _person: 7, "It is close by.")]


def plain_words(catalog: ta.Catalog) -> ta.Reply:
    reply = ta.ask(catalog, "my boss has my passport", region="US-TX", languages=["en"], at=NOW)
    assert_type(reply.help, ta.Help)
    assert_type(reply.recommendations, ta.Recommendations | None)
    assert_type(reply.purchase, ta.PurchaseAdvice | None)
    assert_type(reply.signs, tuple[ta.Indicator, ...])
    assert_type(reply.destination, ta.DestinationAdvice | None)
    assert_type(reply.hits, ta.Hits | None)
    assert_type((reply.danger, reply.writer_child, reply.concerns_child), tuple[bool, bool, bool])
    names: list[str] = [reply.intent.value, *(topic.value for topic in reply.topics)]
    assert_type(names[0].title(), str)
    assert_type([message.code for message in reply.messages], list[str])
    assert_type(reply.slots[0].value, str | int)
    assert_type((reply.slots[0].start, reply.slots[0].end), tuple[int, int])
    if reply.question:
        assert_type(reply.question.id, str)
    assert_type(reply.closing, ShownText)
    assert_type(reply.as_json(), ReplyData[str])
    assert_type(ta.is_need("help"), bool)
    assert_type(as_messages(ta.view(reply), longest=160), tuple[str, ...])
    assert_type(as_text(ta.view(reply.help[0]), width=40, is_open=True), str)
    assert_type(as_markdown(ta.view(reply.hits)), str)
    html: str = as_html(ta.view(reply.signs), language="es", lead_to=str.upper)
    names.append(html)
    return reply


def loading() -> ta.Catalog:
    assert_type(ta.load(), ta.Catalog)
    assert_type(ta.__version__, str)
    ta.warm(ta.load(), ["en", "es"])
    ta.warm(ta.load(packs=[]))
    try:
        return ta.load(
            paths=["packs/us-hotline", Path("other.whl")],
            plugins=["a-distribution", Plugin()],
            packs={"us-hotline"},
            suppress={"us-hotline:us-988": "we have our own"},
            on_mistake="raise",
            limits=ta.Limits(records=10),
            at=NOW,
            lock="takeaction.lock",
            lock_mode="enforce",
            unknown="hold",
            prefer={"us-hotline": "takeaction-pack-us-hotline"},
            withdrawn=Path("withdrawn.jsonl"),
        )
    except ta.PackErrors as errors:
        assert_type(errors.mistakes, tuple[ta.PackError, ...])
        raise
    except ta.LockError as error:
        assert_type(error.code, str)
        raise


def reading(catalog: ta.Catalog) -> None:
    assert_type(catalog.actions, ta.Records[ta.Action])
    assert_type(catalog.resources, ta.Records[ta.Resource])
    assert_type(catalog.indicators, ta.Records[ta.Indicator])
    assert_type(catalog.vendors, ta.Records[ta.Vendor])
    assert_type(catalog.labels, ta.Records[ta.Label])
    assert_type(catalog.factors, ta.Records[ta.Factor])
    assert_type(catalog.mistakes, tuple[ta.PackError, ...])
    assert_type(catalog.digest, str)
    assert_type(catalog.get("national-hotline"), Record | None)
    assert_type(catalog.coverage().pairs, tuple[tuple[str, str], ...])
    assert_type(catalog.coverage().share(), float)
    lock = ta.Lock.read(Path("takeaction.lock"))
    assert_type(catalog.coverage_lost_since(lock), tuple[tuple[str, str], ...])
    assert_type(catalog.coverage_lost, tuple[tuple[str, str], ...])
    assert_type(ta.load(lock=lock, packs=[pack.id for pack in lock.packs]), ta.Catalog)
    assert_type(catalog.once(len), int)
    assert_type(list(catalog), list[Record])
    contacts: tuple[ta.Contact, ...] = catalog.resources["us-hotline:us-988"].contacts
    assert_type(contacts[0].channel, Channel)
    assert_type(contacts[0].dial, str | None)
    assert_type(catalog.actions["a:b"].title, Text)
    assert_type(catalog.actions["a:b"].title.pick(["es", "en"]), Words)
    assert_type(ta.direction("ar"), Literal["ltr", "rtl"])


def asking(catalog: ta.Catalog) -> ta.Recommendations:
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
    answer = ta.recommend(catalog, me, limit=None, weights={"time": 10_000}, at=NOW)
    sequence: Sequence[ta.Recommendation] = answer
    assert_type(sequence[0], ta.Recommendation)
    assert_type(answer[0], ta.Recommendation)
    assert_type(answer[:3], ta.Recommendations)
    assert_type(answer.excluded, Mapping[str, int])
    for entry in answer:
        assert_type(entry.action, ta.Action)
        assert_type(entry.score, int)
        assert_type(entry.moved, int)
        assert_type(entry.reasons, tuple[ta.Reason, ...])
        assert_type(entry.freshness, ta.Freshness)
        assert_type(entry.freshness.state, FreshnessState)
        assert_type(entry.freshness.since, date | None)
        assert_type([filled.line for filled in entry.finds], list[ta.HelpLine | None])
        assert_type([(reason.code, reason.points, reason.text) for reason in entry.reasons],
                    list[tuple[str, int, ShownText]])  # fmt: skip
    assert_type(answer.stretch, tuple[ta.Stretch, ...])
    assert_type(answer.stretch[0].change, Mapping[str, int | str | tuple[str, ...]])
    why = ta.why_not(catalog, me, "write-editorial")
    assert_type(why, ta.WhyNot)
    assert_type(why.gates, tuple[str, ...])
    assert_type(why.reasons, tuple[ta.Reason, ...])
    assert_type(why.change, Mapping[str, int | str | tuple[str, ...]] | None)
    assert_type(why.rank, int | None)
    assert_type([notice.text for notice in answer.notices], list[ShownText])
    assert_type(answer.as_json(), RecommendationsData[str])
    data = answer.as_json(translations="apart")
    assert_type(data, RecommendationsData[WordsData])
    assert_type(data["recommendations"][0]["title"], WordsData)
    assert_type(data["recommendations"][0]["links"], list[LinkData[WordsData]])
    assert_type(data["recommendations"][0]["cost"], Literal["none", "low", "medium", "high"])
    assert_type(why.as_json(), WhyNotData[str])
    return answer


def planning(catalog: ta.Catalog) -> bytes:
    my_plan = ta.plan(catalog, ta.Profile(minutes=60), budget=240, horizon=Horizon.WEEK, at=NOW)
    assert_type(ta.plan(catalog, ta.Profile(minutes=60), budget=240), ta.Plan)
    assert_type(my_plan.items, tuple[ta.Planned, ...])
    assert_type(my_plan.left_out, tuple[ta.LeftOut, ...])
    assert_type((my_plan.total, my_plan.weeks), tuple[int, int])
    assert_type([notice.text for notice in my_plan.notices], list[ShownText])
    for item in my_plan.items:
        assert_type(item.action, ta.Action)
        assert_type(item.recommendation, ta.Recommendation)
        assert_type(item.title, ShownText)
        assert_type((item.minutes, item.times, item.week, item.day), tuple[int, int, int, int])
        assert_type(item.every, int)
        assert_type(item.days, tuple[int, ...])
        assert_type(item.start, date | int)
    for omitted in my_plan.left_out:
        assert_type(omitted.action, ta.Action)
        assert_type(omitted.title, ShownText)
        assert_type(omitted.reason, ta.Reason)
    assert_type(my_plan.as_json(), PlanData[str])
    assert_type(ta.calendar_of(my_plan, at=NOW), bytes)
    return ta.calendar_of(my_plan, at=NOW, titles=True)


def helping(catalog: ta.Catalog) -> ta.Help:
    query = ta.HelpQuery(
        "US-TX", "es", channel="voice", purpose="support", audience="survivor", calling_from="US"
    )
    answer = ta.find_help(catalog, query, languages=("es", "en"), at=NOW)
    assert_type(answer[0], ta.HelpLine)
    assert_type(answer[:3], ta.Help)
    assert_type(answer.chain, tuple[str, ...])
    assert_type(answer.emergency.dial, str | None)
    assert_type(answer.emergency.place, str | None)
    assert_type(answer.emergency.caution, bool)
    assert_type([each.dial for each in answer.emergency.services], list[str])
    assert_type(answer.notices, tuple[ta.Reason, ...])
    assert_type(answer.unserved, tuple[NeedTopic, ...])
    for line in answer:
        assert_type(line.resource, ta.Resource)
        assert_type((line.name, line.who_answers, line.tells),
                    tuple[ShownText, ShownText, ShownText | None])  # fmt: skip
        assert_type(line.serves, frozenset[Serves])
        assert_type(line.ways, tuple[ta.Referral, ...])
        assert_type((line.contact, line.display), tuple[ta.Contact, str | None])
        assert_type((line.state, line.opens), tuple[ReferralState, datetime | None])
        assert_type(line.is_general, bool)
        assert_type(line.as_json(), HelpLineData[str])
    for referral in answer.ways:
        assert_type(referral.resource, ta.Resource)
        assert_type(referral.contact, ta.Contact)
        assert_type(referral.state, ReferralState)
        assert_type(referral.opens, datetime | None)
        assert_type(referral.reachable, bool | None)
        assert_type(referral.also_in, tuple[str, ...])
        assert_type(referral.resembles, str | None)
        assert_type(referral.display, str | None)
        assert_type(referral.as_json(), ReferralData[str])
        assert_type(referral.as_json()["dial_region"], str | None)
    assert_type(answer[:3].as_json(), HelpData[str])
    assert_type(answer.as_json()["lines"][0]["name"], str)
    assert_type(ta.find_help(catalog, ta.HelpQuery(region="NP", topic="wages"), limit=3), ta.Help)
    return answer


def buying(catalog: ta.Catalog) -> ta.PurchaseAdvice:
    query = ta.PurchaseQuery({"coffee", "cotton shirt"}, origin="BR", ships_to="US")
    assert_type(query.goods, tuple[str, ...])
    advice = ta.check_purchase(catalog, query, languages=["es", "en"], at=NOW)
    for risk in advice.risks:
        assert_type((risk.id, risk.name, risk.country), tuple[RecordId, ShownText, RegionCode])
        assert_type((risk.edition, risk.age_days), tuple[int, int | None])
        assert_type((risk.kind, risk.later_change), tuple[GoodKind, ShownText | None])
        assert_type(risk.source, Source)
        assert_type(risk.kinds, tuple[GoodKind, ...])
        assert_type(risk.freshness, ta.Freshness)
        assert_type((risk.beside, risk.past, risk.text), tuple[bool, bool, ShownText])
    for fitting in advice.labels:
        assert_type(fitting.label, ta.Label)
        assert_type((fitting.id, fitting.name), tuple[RecordId, ShownText])
        assert_type((fitting.scope, fitting.does_not_cover), tuple[ShownText, ShownText])
        assert_type(fitting.wanted, tuple[str, ...])
    for seller in advice.vendors:
        assert_type(seller.vendor, ta.Vendor)
        assert_type((seller.id, seller.name, seller.status), tuple[RecordId, ShownText, Status])
        assert_type(seller.ships_to, frozenset[RegionCode] | None)
        assert_type(seller.replaced_by, RecordId | None)
        assert_type(seller.ships, bool | None)
        assert_type(seller.instead, RecordId | None)
    for line in advice.where_most:
        assert_type(line.score, int)
        assert_type(line.reasons, tuple[ta.Reason, ...])
        assert_type((line.good, line.listed), tuple[str, bool])
    assert_type(advice.unknown, tuple[str, ...])
    assert_type(advice.near, Mapping[str, tuple[str, ...]])
    assert_type((advice.notes, advice.disclaimer), tuple[tuple[ShownText, ...], ShownText])
    assert_type(advice.as_json(), PurchaseAdviceData[str])
    trip = ta.check_destination(catalog, "TH", languages=["en"], at=NOW)
    assert_type(trip, ta.DestinationAdvice)
    assert_type([(tier.year, tier.tier) for tier in trip.ratings[0].history],
                list[tuple[int, str]])  # fmt: skip
    assert_type(trip.help, ta.Help)
    assert_type([advised.action for advised in trip.actions], list[ta.Action])
    assert_type(trip.help.emergency.dial, str | None)
    assert_type(trip.as_json(translations="apart"), DestinationAdviceData[WordsData])
    return ta.check_purchase(catalog, ta.PurchaseQuery(goods=["coffee"]))


def assessing(catalog: ta.Catalog) -> ta.Assessment:
    answer = ta.assess(
        catalog,
        {"documents-held-by-someone-else"},
        not_observed=iter(["no-days-off"]),
        when={"documents-held-by-someone-else": When.NOW, "no-days-off": "past"},
        person=Person.ADULT,
        role="nurse",
        region="US-TX",
        languages=["es", "en"],
        at=NOW,
    )
    assert_type(answer, ta.Assessment)
    assert_type(answer.level, Concern)
    assert_type(answer.urgent, bool)
    assert_type(answer.elements, Mapping[str, Presence])
    assert_type(answer.types, tuple[PointsTo, ...])
    assert_type([(sign.id, sign.text, sign.points) for sign in answer.reasons],
                list[tuple[str, ShownText, int]])  # fmt: skip
    assert_type(answer.reasons[0].indicator, ta.Indicator)
    assert_type(answer.decisive, tuple[str, ...])
    assert_type([(sign.id, sign.code, sign.why) for sign in answer.set_aside],
                list[tuple[str, str, ShownText]])  # fmt: skip
    assert_type(answer.looked_at, tuple[int, int])
    assert_type(answer.age_matters, bool)
    assert_type(
        [(caveat.code, caveat.text) for caveat in answer.caveats], list[tuple[str, ShownText]]
    )
    assert_type(
        [(question.id, question.text) for question in answer.next_questions],
        list[tuple[str, ShownText]],
    )
    assert_type([(step.id, step.text) for step in answer.steps], list[tuple[str, ShownText]])
    assert_type(answer.help, ta.Help)
    assert_type(answer.summary, ShownText)
    assert_type(answer.other_help, ShownText | None)
    assert_type(answer.disclaimer.words.language, str)
    assert_type(answer.as_json(), AssessmentData[str])
    assert_type(answer.as_json()["steps"], list[IdentifiedTextData[str]])
    return ta.assess(catalog, [])


def searching(catalog: ta.Catalog) -> ta.Hits:
    hits = ta.search(
        catalog, "trapped", kinds=["action", Kind.RESOURCE], region="US", limit=5,
        languages=["es"], at=NOW,
    )  # fmt: skip
    assert_type(hits, ta.Hits)
    assert_type(hits.truncated, bool)
    assert_type(hits[:2], ta.Hits)
    assert_type((hits.help, hits.closing), tuple[ta.Help | None, ShownText])
    assert_type((hits.products, hits.nearest), tuple[tuple[str, ...], tuple[str, ...]])
    assert_type(hits.notices, tuple[ta.Reason, ...])
    record: Record = hits[0].record
    kind: Kind = hits[0].kind
    assert_type((record.id, kind == Kind.GOOD), tuple[RecordId, bool])
    assert_type(hits[0].score, int)
    assert_type(hits[0].matched, str)
    if isinstance(record, ta.Resource):
        assert_type(record.contacts, tuple[ta.Contact, ...])
    assert_type(hits.as_json(), HitsData[str])
    assert_type(hits.as_json()["hits"][0]["kind"], KindWord)
    for hit in hits:
        narrowing(hit)
    return hits


def describing() -> dict[str, Any]:
    assert_type(ta.schema_names(), tuple[str, ...])
    assert_type(ta.answer_schema("Profile"), dict[str, Any])
    return ta.answer_schema("Help", translations="apart")


def reading_json(body: dict[str, object]) -> tuple[ta.Profile, ta.HelpQuery, ta.PurchaseQuery]:
    assert_type(ta.Profile.from_json(body), ta.Profile)
    assert_type(ta.HelpQuery.from_json(body), ta.HelpQuery)
    assert_type(ta.PurchaseQuery.from_json(body), ta.PurchaseQuery)
    return (
        ta.Profile.from_json(body),
        ta.HelpQuery.from_json(body),
        ta.PurchaseQuery.from_json(body),
    )


def narrowing(hit: ta.Hit) -> Record:
    if hit.kind is Kind.RESOURCE:
        assert_type(hit.record, ta.Resource)
    elif hit.kind == Kind.ACTION:
        assert_type(hit.record, ta.Action)
        assert_type(hit.record.steps, tuple[SafetyText, ...])
    elif hit.kind is Kind.GOOD:
        assert_type(hit.record, Good)
    assert_type(hit.record.as_json(["es"], translations="apart"), dict[str, Any])
    return hit.record


def catching(catalog: ta.Catalog) -> str:
    try:
        ta.recommend(catalog, ta.Profile(minutes=0))
    except ta.UnknownWordError as error:
        assert_type(error.nearest, tuple[str, ...])
        assert_type(error.position, int)
        return str(error.field)
    except ta.QueryErrors as error:
        assert_type(error.unknown, tuple[tuple[str, int, tuple[str, ...]], ...])
        return "; ".join(wrong.text_in("es-MX,es;q=0.9") for wrong in error.errors)
    except ta.QueryError as error:
        assert_type(error.code, str)
        assert_type(error.field, str | None)
        assert_type(error.errors, tuple[ta.QueryError, ...])
        assert_type(error.as_json(["es"]), dict[str, Any])
        assert_type(error.text_in(["es", "en"]), str)
        return error.text
    except ta.TakeActionError as error:
        return str(error)
    mistakes: list[ta.PackError] = list(catalog.mistakes)
    return mistakes[0].fix


def publishing(folder: Path) -> bytes:
    catalog = check_pack("us-hotline")
    assert_type(catalog, ta.Catalog)
    assert_type(check_pack(folder), ta.Catalog)
    assert_type(catalog_of(catalog.actions.values()), ta.Catalog)
    assert_type(freshness(catalog.actions["a:b"], NOW), ta.Freshness)
    return build(folder)
