"""Write the golden answers anew: what the shipped packs answer to a few people at one moment.

Run it when content or an answer has changed on purpose, and read what it changed as the person it
is for::

    python tests/golden/write.py
"""

import json
import os
import shlex
from contextlib import redirect_stdout
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from unittest.mock import patch

from takeaction import (
    HelpQuery,
    Profile,
    PurchaseQuery,
    assess,
    check_destination,
    check_purchase,
    find_help,
    load,
    plan,
    recommend,
    search,
    why_not,
)
from takeaction.cli import main as run
from takeaction.value import plain_data
from takeaction.views.html import STYLE

GOLDEN = Path(__file__).parent
AT = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
CHRISTMAS = datetime(2026, 12, 25, 3, 0, tzinfo=UTC)

PEOPLE = {
    "student-who-writes": Profile(
        minutes=30, skills=["writing"], roles=["student"], region="US-OH"
    ),
    "worried-neighbour": Profile(minutes=15, roles=["neighbour"], region="US-NJ", concern=True),
    "fifteen-year-old": Profile(
        minutes=30, skills=["social-media"], roles=["student"], region="US", age="youth"
    ),
    "nurse": Profile(
        minutes=240,
        per="month",
        skills=["healthcare", "trauma-informed", "confidentiality"],
        roles=["nurse"],
        region="US-CA",
        cost="low",
    ),
    "shopper": Profile(
        minutes=20,
        per="week",
        skills=["ethical-shopping"],
        roles=["consumer", "parent"],
        topics=["fair-trade", "supply-chains"],
        region="US",
        cost="low",
    ),
}


def _recommended(person):
    return lambda catalog: recommend(catalog, person, limit=5, at=AT).as_json()


def _planned(person, budget, horizon):
    return lambda catalog: plan(catalog, person, budget=budget, horizon=horizon, at=AT).as_json()


def _help(query, *languages):
    return lambda catalog: find_help(catalog, query, languages=languages, at=AT).as_json()


def _assessed(*seen, **question):
    return lambda catalog: assess(catalog, seen, **question, at=AT).as_json()


def _hits(text, region=None):
    return lambda catalog: search(catalog, text, region=region, limit=10, at=AT).as_json()


def _bought(goods, **query):
    asked = PurchaseQuery(goods, **query)
    return lambda catalog: check_purchase(catalog, asked, at=AT).as_json()


def _visited(place):
    return lambda catalog: check_destination(catalog, place, at=AT).as_json()


CASES = {
    **{f"recommend-{name}": _recommended(person) for name, person in PEOPLE.items()},
    "plan-month-of-a-parent": _planned(
        Profile(minutes=60, per="week", roles=["parent"], region="US"), 240, "month"
    ),
    "help-us-in-spanish": _help(HelpQuery("US", "es"), "es", "en"),
    "help-texas-survivor": _help(HelpQuery("US-TX", audience="survivor"), "en"),
    "help-britain-in-polish-at-christmas": lambda catalog: find_help(
        catalog, HelpQuery("GB", "pl"), languages=["pl"], at=CHRISTMAS
    ).as_json(),
    "help-ireland-worker": _help(HelpQuery("IE", audience="worker"), "en"),
    "help-kenya-child": _help(HelpQuery("KE", audience="child"), "en"),
    "help-netherlands-from-japan": _help(HelpQuery("NL", calling_from="JP"), "en"),
    "help-nepal": _help(HelpQuery("NP"), "en"),
    "buy-coffee-and-chocolate-in-the-us": _bought(["coffee", "chocolate"], ships_to="US"),
    "buy-beef-from-paraguay": _bought(["beef", "beaf"], origin="PY"),
    "buy-tea-in-britain": _bought(["tea"], ships_to="GB"),
    "travel-thailand": _visited("TH"),
    "travel-mexico": _visited("MX"),
    "signs-worker-about-himself": _assessed(
        "documents-held-by-someone-else",
        "very-long-hours",
        "labour-charged-for-tools-food-housing",
        person="adult",
        role="self",
        region="US",
    ),
    "signs-nurse-and-adult": _assessed(
        "others-speak-for-them", "dhs-bruises-different-stages", role="nurse", region="US-CA"
    ),
    "signs-quiet-family": _assessed(
        "unfamiliar-with-language", person="possibly-child", region="US"
    ),
    "search-trapped": _hits("trapped", "US"),
    "search-free2work": _hits("free2work"),
    "show-national-hotline": lambda catalog: plain_data(
        catalog.resources["us-hotline:national-hotline"]
    ),
}
"""What is asked, by the name of the file that holds the answer."""

VIEWS = {
    "help": lambda catalog: find_help(catalog, HelpQuery("US-TX"), at=AT)[:6],
    "help-in-spanish": lambda catalog: find_help(
        catalog, HelpQuery("GB", "es", audience="worker"), languages=["es"], at=AT
    ),
    "help-nowhere": lambda catalog: find_help(catalog, HelpQuery("ML"), at=AT),
    "line": lambda catalog: find_help(catalog, HelpQuery("KE"), at=AT)[0],
    "referral": lambda catalog: find_help(catalog, HelpQuery("KE"), at=AT)[0].ways[0],
    "emergency": lambda catalog: find_help(catalog, HelpQuery("TH"), at=AT).emergency,
    "recommendations": lambda catalog: recommend(
        catalog, PEOPLE["student-who-writes"], limit=6, at=AT
    ),
    "recommendations-in-french": lambda catalog: recommend(
        catalog,
        Profile(minutes=15, region="FR", concern=True, languages=["fr"]),
        limit=2,
        at=AT,
    ),
    "recommendations-none": lambda catalog: recommend(
        catalog, Profile(minutes=1, region="US", modes=["group-in-person"]), at=AT
    ),
    "recommendation": lambda catalog: recommend(catalog, PEOPLE["nurse"], at=AT)[0],
    "plan": lambda catalog: plan(catalog, PEOPLE["shopper"], budget=120, at=AT),
    "why-not": lambda catalog: why_not(catalog, PEOPLE["shopper"], "write-editorial"),
    "assessment": lambda catalog: assess(
        catalog,
        ["documents-held-by-someone-else", "very-long-hours"],
        region="US-TX",
        at=AT,
    ),
    "purchase": lambda catalog: check_purchase(
        catalog, PurchaseQuery(["coffee", "nothing known"], ships_to="US"), at=AT
    ),
    "destination": lambda catalog: check_destination(catalog, "TH", at=AT),
    "hits": lambda catalog: search(catalog, "trapped", region="US", limit=6, at=AT),
    "hit": lambda catalog: search(catalog, "passport", kinds=["indicator"], at=AT)[0],
    "action": lambda catalog: catalog.actions["community-actions:write-editorial"],
    "resource": lambda catalog: catalog.resources["us-hotline:national-hotline"],
    "indicator": lambda catalog: catalog.indicators[
        "unodc-indicators:documents-held-by-someone-else"
    ],
    "vendor": lambda catalog: next(iter(catalog.vendors.values())),
    "label": lambda catalog: next(iter(catalog.labels.values())),
    "good": lambda catalog: next(iter(catalog.goods.values())),
    "rating": lambda catalog: catalog.ratings["goods-risk:tip-th"],
}
"""Answers and records, by the name of the files that hold their ``repr`` and their HTML."""

EVERY_KEY = GOLDEN.parent / "data" / "schema-1" / "sources"
COMMANDS = {
    "recommend-worried-neighbour-in-spanish": (
        "recommend --concern --region US-TX --language es --limit 2"
    ),
    # The ten usual answers, read aloud as the person each is for
    "recommend-survivor-with-a-concern": "recommend --role survivor --concern self --region US-OH",
    "ask-neighbour-with-a-suspicion": (
        'ask "the nanny next door never leaves the house and they keep her passport" --region GB'
    ),
    "ask-fifteen-year-old": 'ask "im 15, a man online has my pictures, wants money" --region US',
    "recommend-nurse-in-texas": "recommend --minutes 30 --role nurse --region US-TX",
    "recommend-parent-in-britain": (
        "recommend --minutes 20 --per week --role parent --topic fair-trade --region GB"
    ),
    "buy-coffee-in-the-us": "buy coffee --ships-to US",
    "ask-worker-in-spanish": 'ask "mi jefe no me paga y tiene mi pasaporte" --region US-CA',
    "find-help-britain": "find-help --region GB",
    "find-help-india": "find-help --region IN",
    "find-help-brazil": "find-help --region BR",
    "signs-papers-kept": "signs --observed documents-held-by-someone-else --region US",
    "buy-three-goods-in-the-us": 'buy coffee chocolate "cotton shirt" --ships-to US',
    "travel-thailand": "travel TH",
    "find-help-britain-in-polish-at-christmas": (
        "find-help --region GB --language pl --at 2026-12-25T03:00+00:00"
    ),
    "find-help-mexico-in-spanish": "find-help --region MX --language es",
    "find-help-france-in-french": "find-help --region FR --language fr",
    "signs-worker-about-himself": (
        "signs --observed documents-held-by-someone-else very-long-hours "
        "labour-charged-for-tools-food-housing --person adult --role self --region US"
    ),
    "preview-every-key": f"pack preview {shlex.quote(str(EVERY_KEY))}",
}
"""What is typed, by the name of the file that holds what a terminal shows."""


def printed(command):
    shown = StringIO()
    arguments = shlex.split(command)
    if "--at" not in arguments:
        arguments += ["--at", AT.isoformat()]
    environment = {"COLUMNS": "80", "LINES": "24", "TAKEACTION_PACKS": ""}
    with patch.dict(os.environ, environment), redirect_stdout(shown):
        run(arguments)
    return shown.getvalue()


def written(answer):
    return json.dumps(answer, ensure_ascii=False, indent=1) + "\n"


def viewed(answer):
    """Return the ``repr`` and the HTML of an answer, without the style that all of them share."""
    html = answer._repr_html_().replace(f"<style>{STYLE}</style>", "")
    return {"txt": f"{answer!r}\n", "html": f"{html}\n"}


def main():
    catalog = load(on_mistake="raise")
    for old in (*GOLDEN.glob("*.json"), *GOLDEN.glob("*.txt"), *GOLDEN.glob("views/*.*")):
        old.unlink()
    for name, answer in VIEWS.items():
        for ending, text in viewed(answer(catalog)).items():
            (GOLDEN / "views" / f"{name}.{ending}").write_text(text, encoding="utf-8")
    for name, answer in CASES.items():
        (GOLDEN / f"{name}.json").write_text(written(answer(catalog)), encoding="utf-8")
    for name, command in COMMANDS.items():
        (GOLDEN / f"{name}.txt").write_text(printed(command), encoding="utf-8")


if __name__ == "__main__":
    main()
