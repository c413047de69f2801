"""``warm``: after it, a first question computes, reads and imports nothing more."""

import json
import os
import subprocess
import sys
from threading import Thread

import pytest

import takeaction as ta
from takeaction import QueryError, load, warm
from takeaction.testing import catalog_of

PROGRAM = """
import json, sys
import takeaction as ta
from takeaction import core_data
from takeaction.models.region import find_region
catalog = ta.load()
ta.warm(catalog, {languages})
def state():
    return [
        sorted(name for name in sys.modules if name.startswith("takeaction")),
        sorted(build.__qualname__ for build in catalog._derived.values),
        [core_data.read.cache_info().currsize, core_data.messages.cache_info().currsize],
    ]
before = state()
me = ta.Profile(minutes=30, skills=["Redacción"], region="US-OH", languages={languages})
shown = [
    ta.recommend(catalog, me),
    ta.recommend(catalog, ta.Profile(minutes=9, age="joven", concern=True, region="GB")),
    ta.plan(catalog, me, budget=240),
    ta.why_not(catalog, me, "write-editorial"),
    ta.find_help(catalog, ta.HelpQuery("FR", topic="wages"), languages={languages}),
    ta.assess(catalog, ["documents-held-by-someone-else"], role="nurse", languages={languages}),
    ta.check_purchase(catalog, ta.PurchaseQuery(["Café", "chocolate"]), languages={languages}),
    ta.check_destination(catalog, "TH", languages={languages}),
    ta.search(catalog, "me quitaron el pasaporte", region="MX", languages={languages}),
    ta.search(catalog, "they took my id in chicago", languages={languages}),
    ta.ask(catalog, "mi jefe tiene mi pasaporte en Madrid", languages={languages}),
    ta.ask(catalog, "20 min to spare, nurse in texas", languages={languages}),
    ta.ask(catalog, "is this rug made by kids", languages={languages}),
]
for answer in shown:
    answer.as_json()
after = state()
print(json.dumps([before, after]))
"""


@pytest.mark.parametrize("languages", [["en"], ["es", "fr"]], ids=["english", "others"])
def test_after_warming_a_first_question_reads_and_imports_nothing(languages):
    done = subprocess.check_output(  # noqa: S603 - our own code
        [sys.executable, "-c", PROGRAM.format(languages=languages)], text=True
    )

    before, after = json.loads(done)
    assert after == before


def test_warming_again_changes_nothing():
    catalog = load()

    assert warm(catalog, ["en", "es"]) is None
    values = dict(catalog._derived.values)  # noqa: SLF001 - what is kept
    warm(catalog, ["en", "es"])

    assert catalog._derived.values == values  # noqa: SLF001
    assert all(value is values[key] for key, value in catalog._derived.values.items())  # noqa: SLF001


def test_warming_changes_no_answer():
    cold, warmed = load(), load()

    warm(warmed)

    me = ta.Profile(minutes=30, region="US")
    assert ta.recommend(cold, me) == ta.recommend(warmed, me)
    assert ta.search(cold, "trapped") == ta.search(warmed, "trapped")
    assert (cold.digest, len(cold), cold.mistakes) == (warmed.digest, len(warmed), warmed.mistakes)


def test_warming_leaves_the_same_after_any_question():
    catalog = load()
    ta.recommend(catalog, ta.Profile(minutes=5, region="US-OH"))

    warm(catalog)

    fresh = load()
    warm(fresh)
    assert catalog._derived.values.keys() == fresh._derived.values.keys()  # noqa: SLF001


def test_several_threads_may_warm_one_catalog():
    catalog = load()
    errors = []

    def run():
        try:
            warm(catalog)
        except BaseException as error:  # noqa: BLE001 - any error fails the test
            errors.append(error)

    threads = [Thread(target=run) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert errors == []
    assert ta.recommend(catalog, ta.Profile(minutes=5)) == ta.recommend(
        load(), ta.Profile(minutes=5)
    )


FORK = """
import os
import takeaction as ta
catalog = ta.load()
ta.warm(catalog)
child = os.fork()
if not child:
    os._exit(0 if ta.search(catalog, "trapped") else 1)
raise SystemExit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
"""


def test_a_process_that_is_forked_after_warming_answers():
    assert hasattr(os, "fork")
    done = subprocess.run([sys.executable, "-c", FORK], check=False)  # noqa: S603 - our own code

    assert done.returncode == 0


@pytest.mark.parametrize("packs", [[], ["us-hotline"], ["goods-risk"]], ids=str)
def test_a_catalog_without_some_records_is_warmed_too(packs):
    catalog = load(packs=packs)

    warm(catalog, "fr-CA, fr;q=0.9")

    assert ta.find_help(catalog, ta.HelpQuery("US")).emergency


def test_a_catalog_of_a_test_is_warmed(catalog):
    own = catalog_of(catalog.actions.values())

    warm(own, None)

    assert ta.search(own, "write a letter")


@pytest.mark.parametrize(
    ("arguments", "field"),
    [((None,), "catalog"), ((load, ["en"]), "catalog"), ((load(packs=[]), 5), "languages")],
    ids=["none", "function", "number"],
)
def test_a_wrong_argument_is_named(arguments, field):
    # It is no question, but it refuses as one.
    with pytest.raises(QueryError) as caught:
        warm(*arguments)

    assert caught.value.field == field
