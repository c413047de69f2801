"""The catalog: read-only, found by any id, the same whatever the order, and made by load()."""

import copy
import gc
import json
import os
import pickle
import shutil
import subprocess
import sys
from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path
from threading import Barrier, Thread

import attrs
import pytest
from examples import EXAMPLES, write
from hypothesis import given
from hypothesis import strategies as st
from make import actions, resources

import takeaction
import takeaction.packs.checking.pack
from takeaction.catalog import Catalog, Records
from takeaction.errors import PackErrors, QueryError, UnknownWordError
from takeaction.limits import Limits
from takeaction.loading import load
from takeaction.lock.held import pin_all
from takeaction.lock.lock import Lock
from takeaction.models.action import Factor
from takeaction.models.record import Source
from takeaction.models.resource import Contact, Resource
from takeaction.models.text import Text
from takeaction.packs.checking.records import RecordMaker
from takeaction.packs.sources.plugins import hookimpl
from takeaction.testing import catalog_of
from takeaction.vocabulary.contacts import Channel
from takeaction.vocabulary.records import Kind, Status, WordKind
from takeaction.vocabulary.resources import HELP_PURPOSES, Purpose, ResourceKind

GOOD_PACK = Path(__file__).parent / "good_pack"
AT = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
KINDS = [f"{kind}s" for kind in Kind if kind is not Kind.WORD]
HEADER = """
id = "{id}"
title = "A pack"
publisher = "A test"
licence = "CC0-1.0"
schema = 1
"""
RESOURCE = """
[[resource]]
id = "{id}"
name = "{id}"
kind = "guide"
purposes = ["learn"]
source = {{ title = "A page", checked = {checked} }}
"""


def resource(id, **fields):
    made = {"name": Text("A line"), "kind": ResourceKind.HOTLINE, "source": Source(title="A page")}
    return Resource(id=id, **{**made, **fields})


def contact(*languages, interpreter=()):
    return Contact(
        channel=Channel.CHAT, id="chat", languages=languages, interpreter=tuple(interpreter)
    )


def written(folder, id, *ids, checked="2026-11-01", more=""):
    place = folder / id
    place.mkdir()
    (place / "pack.toml").write_text(HEADER.format(id=id) + more, encoding="utf-8")
    records = "".join(RESOURCE.format(id=each, checked=checked) for each in ids)
    (place / "resources.toml").write_text(records, encoding="utf-8")
    return place


def refused(**arguments):
    with pytest.raises(QueryError) as caught:
        load(**{"packs": [], **arguments})
    assert type(caught.value) is QueryError
    return caught.value


def count(catalog):
    return len(catalog)


class Plugin:
    """A code plugin that offers one factor."""

    @hookimpl
    def takeaction_factors(self):
        return [Factor("always", high, "It is always good.")]


def high(action, asker):
    return 15 * bool(action and asker)


# Records


def test_records_are_a_mapping_in_order_of_their_keys():
    records = Records({"b": 2, "a": 1})

    assert list(records.items()) == [("a", 1), ("b", 2)]
    assert (records["a"], records.get("c"), "b" in records, len(records)) == (1, None, True, 2)
    assert records == {"b": 2, "a": 1}
    with pytest.raises(KeyError):
        records["c"]


@pytest.mark.parametrize(
    "change",
    [
        lambda records: records.__setitem__("a", 2),
        lambda records: records.__delitem__("a"),
        lambda records: records.pop("a"),
        lambda records: records.clear(),
        lambda records: records.update(a=2),
        lambda records: setattr(records, "more", 2),
    ],
    ids=["set", "delete", "pop", "clear", "update", "attribute"],
)
def test_records_cannot_be_changed(change):
    records = Records({"a": 1})

    with pytest.raises((TypeError, AttributeError)):
        change(records)

    assert records == {"a": 1}


def test_records_do_not_follow_what_they_were_made_of():
    given_dict = {"a": 1}
    records = Records(given_dict)

    given_dict["b"] = 2

    assert list(records) == ["a"]


@pytest.mark.parametrize("protocol", range(2, pickle.HIGHEST_PROTOCOL + 1), ids=str)
def test_records_can_be_pickled(protocol):
    records = Records({"b": 2, "a": 1})

    other = pickle.loads(pickle.dumps(records, protocol))  # noqa: S301 - our own bytes

    assert type(other) is Records
    assert list(other.items()) == list(records.items())


@pytest.mark.parametrize(
    ("keys", "shown"),
    [("", "<0>"), ("a", "<1: a>"), ("dcba", "<4: a, b, c…>"), ("\x1b", "<1: \\u001b>")],
    ids=["none", "one", "many", "unprintable"],
)
def test_records_show_their_number_and_first_keys(keys, shown):
    assert repr(Records(dict.fromkeys(keys))) == shown


def test_an_unknown_id_is_told_with_those_like_it():
    records = Records({"us:line": 1, "gb:line": 2, "us:other": 3})

    for key, like in {"line": "gb:line, us:line", "us:lime": "us:line"}.items():
        with pytest.raises(KeyError, match=f"{key}; like it: {like}"):
            records[key]
    with pytest.raises(KeyError, match=r"^'zzz'$"):
        records["zzz"]


# Finding a record


ONE = resource("a:one", aliases=("first", "shared"))
TWO = resource("a:two", aliases=("old-two",))
SAME = resource("b:two", aliases=("shared", "one"))
FOUND = catalog_of([ONE, TWO, SAME])


@pytest.mark.parametrize(
    ("id", "record"),
    [
        ("a:one", ONE),
        ("a:two", TWO),
        ("b:two", SAME),
        ("a:first", ONE),
        ("first", ONE),
        ("old-two", TWO),
        ("a:shared", ONE),
        ("b:shared", SAME),
        ("b:one", SAME),
        ("one", ONE),
        ("two", None),
        ("shared", None),
        ("b:first", None),
        ("c:one", None),
        ("A:one", None),
        ("", None),
        (":", None),
        (None, None),
    ],
    ids=[
        *("full", "second", "other-pack", "former-full", "former", "former-of-two"),
        *("former-in-a", "former-in-b", "former-like-another", "own-before-former"),
        *("of-two-packs", "former-of-two-packs", "former-of-another", "no-pack", "case"),
        *("empty", "colon", "none"),
    ],
)
def test_a_record_is_got_by_any_id_that_means_one(id, record):
    assert FOUND.get(id) is record


def test_a_former_id_never_hides_a_record():
    now = resource("a:line")
    other = resource("a:zz", aliases=("line",))

    catalog = catalog_of([now, other])

    assert catalog.get("a:line") is catalog.get("line") is now


def test_a_former_id_of_two_records_means_neither():
    catalog = catalog_of([resource("a:x", aliases=("old",)), resource("a:y", aliases=("old",))])

    assert catalog.get("a:old") is None
    assert catalog.get("old") is None


def test_a_local_id_of_two_records_means_neither_though_one_had_it_too():
    catalog = catalog_of([resource("a:x"), resource("b:x"), resource("c:y", aliases=("x",))])

    assert catalog.get("x") is None
    assert catalog.get("c:x").id == "c:y"


@given(st.lists(actions("a") | resources("b"), max_size=6, unique_by=lambda each: each.id))
def test_every_record_is_got_by_its_own_id(records):
    catalog = catalog_of(records)

    assert all(catalog.get(each.id) is each for each in records)
    assert list(catalog) == sorted(
        records, key=lambda each: (each.record_kind != "action", each.id)
    )


def test_to_find_a_record_is_to_get_it():
    assert FOUND.find("first", "done") is ONE


@pytest.mark.parametrize(
    ("id", "nearest"),
    [("a:onne", ("a:one",)), ("onne", ("a:one",)), ("zzz", ()), ("", ())],
    ids=["full", "local", "like-none", "empty"],
)
def test_a_record_that_is_not_there_brings_the_nearest_ids(id, nearest):
    with pytest.raises(UnknownWordError) as caught:
        FOUND.find(id, "done", 4)

    assert (caught.value.field, caught.value.position) == ("done", 4)
    assert caught.value.nearest == nearest


# The whole


def test_a_catalog_holds_every_kind_apart(catalog):
    by_kind = {kind: list(getattr(catalog, kind).values()) for kind in KINDS}

    assert all(f"{each.record_kind}s" == kind for kind, all_ in by_kind.items() for each in all_)
    assert list(catalog) == [each for kind in KINDS for each in by_kind[kind]]
    assert len(catalog) == sum(map(len, by_kind.values()))


@pytest.mark.parametrize("kind", [*KINDS, "words", "packs", "mistakes", "digest"], ids=str)
def test_a_catalog_cannot_be_changed(catalog, kind):
    before = getattr(catalog, kind)

    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        setattr(catalog, kind, {})
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        delattr(catalog, kind)

    assert getattr(catalog, kind) is before


def test_a_catalog_can_be_pickled(catalog):
    catalog.once(count)

    other = pickle.loads(pickle.dumps(catalog))  # noqa: S301 - our own bytes

    assert type(other) is Catalog
    assert repr(other) == repr(catalog)
    assert list(other) == list(catalog)
    assert list(other.words) == list(catalog.words)
    assert dict(other.packs) == dict(catalog.packs)
    assert other.get("phone-nhth") == catalog.get("phone-nhth") is not None
    assert other.once(count) == len(catalog)


def test_what_was_derived_is_not_pickled():
    catalog, calls = catalog_of([ONE]), []
    catalog.once(calls.append)

    other = pickle.loads(pickle.dumps(catalog))  # noqa: S301 - our own bytes
    other.once(count)

    assert calls == [catalog]


@pytest.mark.parametrize("how", [copy.copy, copy.deepcopy], ids=["flat", "deep"])
def test_a_catalog_survives_a_copy(how):
    other = how(FOUND)

    assert list(other) == list(FOUND)
    assert other.digest == FOUND.digest
    assert other.once(count) == 3


def test_a_catalog_shows_its_size_and_digest():
    text = repr(FOUND)

    assert text == f"<Catalog of 2 packs, 3 records, {FOUND.digest[:19]}…>"
    assert FOUND.digest.startswith("sha256:")
    assert len(FOUND.digest) == len("sha256:") + 64


def test_two_catalogs_are_two():
    other = catalog_of([ONE, TWO, SAME])

    assert other != FOUND
    assert other.digest == FOUND.digest
    assert len({other, FOUND}) == 2


# Where there is help


def test_coverage_is_each_region_and_language_that_has_a_contact():
    catalog = catalog_of(
        [
            resource(
                "a:help",
                purposes=frozenset({Purpose.SUPPORT}),
                regions=frozenset({"US", "GB"}),
                contacts=(contact("en", "es"), contact("en", interpreter=["mul"])),
            ),
            resource(
                "a:unknown",
                purposes=frozenset({Purpose.LEGAL, Purpose.GIVE}),
                regions=frozenset({"NP"}),
                status=Status.UNKNOWN,
                contacts=(contact(),),
            ),
        ]
    )

    assert catalog.coverage().pairs == (
        *(("GB", "en"), ("GB", "es"), ("GB", "mul")),
        ("NP", "und"),
        *(("US", "en"), ("US", "es"), ("US", "mul")),
    )


@pytest.mark.parametrize(
    "fields",
    [
        {"purposes": frozenset({Purpose.LEARN, Purpose.ADVOCATE, Purpose.GIVE})},
        {"purposes": frozenset()},
        {"purposes": HELP_PURPOSES, "status": Status.RETIRED},
        {"purposes": HELP_PURPOSES, "contacts": ()},
    ],
    ids=["no-help", "no-purpose", "retired", "no-contact"],
)
def test_what_is_no_help_covers_nothing(fields):
    catalog = catalog_of([resource("a:x", **{"contacts": (contact("en"),), **fields})])

    assert catalog.coverage().pairs == ()


@pytest.mark.parametrize("purpose", sorted(HELP_PURPOSES), ids=str)
def test_every_purpose_of_help_covers(purpose):
    fields = {"purposes": frozenset({purpose}), "contacts": (contact("en"),)}

    assert catalog_of([resource("a:x", **fields)]).coverage().pairs == (("001", "en"),)


# What is derived from a catalog


def test_what_is_derived_is_computed_once():
    catalog, calls = catalog_of([ONE]), []

    made = [catalog.once(lambda_) for lambda_ in [calls.append] * 3]

    assert made == [None] * 3
    assert calls == [catalog]


def test_what_is_derived_belongs_to_its_catalog_and_its_maker():
    small, large = catalog_of([ONE]), catalog_of([ONE, TWO])

    assert (small.once(count), large.once(count)) == (1, 2)
    assert small.once(repr) == repr(small)


def test_eight_threads_compute_once():
    catalog, barrier, calls, made = catalog_of([ONE]), Barrier(8, timeout=10), Counter(), []

    def build(_):
        calls["build"] += 1
        return object()

    def ask():
        barrier.wait()
        made.append(catalog.once(build))

    threads = [Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=10)

    assert calls == {"build": 1}
    assert len(made) == 8
    assert len(set(made)) == 1


def test_a_thread_that_waited_takes_what_the_first_made():
    catalog, started, calls, made = catalog_of([ONE]), Barrier(2, timeout=10), [], []

    def build(_):
        started.wait()
        second.join(timeout=0.2)  # it waits at the lock
        calls.append(1)
        return object()

    def ask():
        started.wait()
        made.append(catalog.once(build))

    second = Thread(target=ask)
    second.start()
    made.append(catalog.once(build))
    second.join(timeout=10)

    assert len(calls) == 1
    assert len(made) == 2
    assert made[0] is made[1]


def test_what_failed_is_tried_again():
    catalog, calls = catalog_of([ONE]), []

    def build(_):
        calls.append(1)
        if len(calls) == 1:
            raise OSError("disk")
        return "made"

    with pytest.raises(OSError, match="disk"):
        catalog.once(build)

    assert catalog.once(build) == "made"


def test_one_derived_thing_may_use_another():
    catalog = catalog_of([ONE, TWO])

    assert catalog.once(lambda own: own.once(count) + 1) == 3


def test_a_process_that_was_forked_meanwhile_does_not_wait_for_ever():
    script = """
import os, signal, threading
from takeaction.testing import catalog_of
catalog, inside, leave = catalog_of([]), threading.Event(), threading.Event()
def slow(_):
    inside.set()
    leave.wait(10)
thread = threading.Thread(target=catalog.once, args=(slow,))
thread.start()
inside.wait(10)
child = os.fork()
if child == 0:
    signal.alarm(5)
    os._exit(catalog.once(len))
status = os.waitpid(child, 0)[1]
leave.set()
thread.join()
print(os.waitstatus_to_exitcode(status))
"""

    done = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-W", "ignore", "-c", script],
        env=dict(os.environ),
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout == "0\n"


# Loading


def test_no_packs_are_the_core_alone():
    catalog = load(packs=[])

    assert (len(catalog), len(catalog.packs)) == (0, 0)
    assert [error.code for error in catalog.mistakes] == ["pack.none"]
    assert catalog.coverage().pairs == ()
    assert catalog.words.get(WordKind.SKILL, "writing")
    assert catalog.get("us-hotline:national-hotline") is None


def test_a_required_pack_that_is_not_there_is_raised_with_the_reason(tmp_path):
    broken = tmp_path / "broken"
    broken.mkdir()
    (broken / "pack.toml").write_text("rubbish", encoding="utf-8")

    assert load(paths=[GOOD_PACK], packs=[], require=["trial"]).packs.keys() == {"trial"}
    assert load(require=["goods-risk"], packs=["goods-risk"]).packs  # read on first use
    with pytest.raises(PackErrors) as caught:
        load(paths=[GOOD_PACK], packs=["our-own"], require=["trial", "our-own"])
    codes = [error.code for error in caught.value.mistakes]
    assert codes == ["pack.missing", "pack.required"]
    assert {error.where.pack for error in caught.value.mistakes} == {"our-own"}


def test_a_machine_without_zone_data_is_told_at_load(monkeypatch, caplog):
    monkeypatch.setattr("os.path.exists", lambda _: False)
    monkeypatch.setattr("takeaction.loading.has_zone_data", lambda: False)

    mistakes = load(paths=[GOOD_PACK], packs=[]).mistakes

    assert [error.code for error in mistakes] == ["pack.no_zones"]
    assert "install takeaction[zones]" in caplog.text


def test_all_installed_packs_are_read(catalog):
    assert {"community-actions", "us-hotline"} <= set(catalog.packs)
    assert catalog.mistakes == ()
    assert sum(count for pack in catalog.packs.values() for _, count in pack.counts) == len(catalog)


def test_a_host_may_name_the_packs_it_wants():
    catalog = load(packs={"us-hotline"})

    assert list(catalog.packs) == ["us-hotline"]
    assert {record.pack for record in catalog} == {"us-hotline"}


def test_a_pack_that_is_not_installed_is_refused():
    catalog = load(packs=["no-such-pack", "us-hotline"])

    assert list(catalog.packs) == ["us-hotline"]
    assert [str(each) for each in catalog.mistakes] == [
        (
            "no-such-pack: no installed distribution contains this pack. Fix: install it, or write "
            "the path of its folder, such as ./my-pack."
        )
    ]


def test_a_pack_is_read_from_a_path(tmp_path):
    place = written(tmp_path, "one", "a", "b")

    by_path, by_text = load(paths=[place], packs=[]), load(paths=(str(place),), packs=[])

    assert [record.id for record in by_path] == ["one:a", "one:b"]
    assert by_path.digest == by_text.digest
    assert by_path.packs["one"].counts == (("resource", 2),)
    assert by_path.get("a").source.checked == date(2026, 11, 1)


def test_the_order_of_paths_changes_nothing(tmp_path):
    places = [written(tmp_path, id, "a", id) for id in ("one", "three", "five")]

    catalogs_ = [
        load(paths=each, packs=[]) for each in (places, places[::-1], places[1:] + places[:1])
    ]

    assert len({catalog.digest for catalog in catalogs_}) == 1
    assert len({tuple(catalog) for catalog in catalogs_}) == 1
    assert list(catalogs_[0].packs) == ["five", "one", "three"]


def test_the_digest_is_that_of_the_content(tmp_path):
    (tmp_path / "there").mkdir()
    here, there = written(tmp_path, "one", "a"), written(tmp_path / "there", "one", "a")
    before = load(paths=[here], packs=[]).digest

    assert load(paths=[there], packs=[]).digest == before
    changed = (here / "resources.toml").read_text(encoding="utf-8").replace("A page", "A book")
    (here / "resources.toml").write_text(changed, encoding="utf-8")
    assert load(paths=[here], packs=[]).digest != before


def test_a_broken_pack_takes_nothing_from_another(tmp_path):
    good, broken = written(tmp_path, "good", "a"), written(tmp_path, "broken", more="= 5")

    catalog = load(paths=[broken, good], packs=[])

    assert catalog.digest == load(paths=[good], packs=[]).digest
    assert [(each.code, each.outcome) for each in catalog.mistakes] == [
        ("parse.syntax", "quarantine")
    ]


def test_mistakes_are_raised_together_if_the_host_wants_that(tmp_path):
    places = [written(tmp_path, id, more="= 5") for id in ("one", "two")]

    with pytest.raises(PackErrors) as caught:
        load(paths=places, packs=[], on_mistake="raise")

    look = "there is no key before the =. Fix: write the key first: key = 5"
    assert str(caught.value).splitlines() == [
        "2 mistakes in packs",
        *(f"{place}/pack.toml:7: {look}" for place in places),
    ]
    assert [each.code for each in caught.value.mistakes] == ["parse.syntax"] * 2


def test_one_mistake_is_raised_as_one(tmp_path):
    place = written(tmp_path, "one", more="= 5")

    with pytest.raises(PackErrors) as caught:
        load(paths=[place], packs=[], on_mistake="raise")

    assert caught.value.message == "1 mistake in packs"


def test_without_mistakes_nothing_is_raised(tmp_path):
    place = written(tmp_path, "one", "a")

    assert len(load(paths=[place], packs=[], on_mistake="raise", at=AT)) == 1


def test_a_host_may_hide_records(tmp_path):
    place = written(tmp_path, "one", "a", "b")

    catalog = load(paths=[place], packs=[], suppress={"one:a": "wrong number"})

    assert [record.id for record in catalog] == ["one:b"]
    assert (catalog.get("one:a"), catalog.get("a")) == (None, None)
    assert dict(catalog.suppressed) == {"one:a": "wrong number"}
    assert [str(each) for each in catalog.mistakes] == [
        'one: a: the host hides this record: "wrong number".'
    ]


def test_what_a_host_hides_is_no_mistake(tmp_path):
    place = written(tmp_path, "one", "a")

    catalog = load(paths=[place], packs=[], suppress={"one:a": "no"}, on_mistake="raise")

    assert [each.code for each in catalog.mistakes] == ["host.suppressed"]


def test_the_digest_tells_what_a_host_hides(tmp_path):
    place = written(tmp_path, "one", "a", "b")
    hidden = [None, {}, {"one:a": "no"}, {"one:a": "yes"}, {"one:b": "no"}]

    digests = [load(paths=[place], packs=[], suppress=each).digest for each in hidden]

    assert digests[0] == digests[1]
    assert len(set(digests)) == 4


def test_a_plugin_that_the_host_passes_may_offer_factors():
    catalog = load(packs=[], plugins=[Plugin()])

    assert dict(catalog.factors) == {"always": Factor("always", high, "It is always good.")}
    assert [error.code for error in catalog.mistakes] == ["pack.none"]
    assert catalog.digest != load(packs=[]).digest


def test_a_host_may_bound_what_is_read(tmp_path):
    place = written(tmp_path, "one", "a", "b")

    catalog = load(paths=[place], packs=[], limits=Limits(catalog_records=1))

    assert len(catalog) == 0
    assert [each.code for each in catalog.mistakes] == ["limit.records"]


def test_dates_that_have_not_come_are_told_where_there_is_a_moment(tmp_path):
    place = written(tmp_path, "one", "a", checked="2026-11-25")

    unknown, known = load(paths=[place], packs=[]), load(paths=[place], packs=[], at=AT)

    assert unknown.mistakes == ()
    assert [(each.code, each.outcome) for each in known.mistakes] == [("date.future", "warn")]
    assert unknown.digest == known.digest


@pytest.mark.parametrize(
    ("arguments", "text", "field"),
    [
        ({"on_mistake": "ignore"}, 'Write on_mistake="skip" or "raise".', "on_mistake"),
        ({"on_mistake": None}, 'Write on_mistake="skip" or "raise".', "on_mistake"),
        ({"paths": "packs/one"}, "Write paths as a list.", "paths"),
        ({"paths": b"packs/one"}, "Write paths as a list.", "paths"),
        ({"paths": Path("packs/one")}, "Write paths as a list.", "paths"),
        ({"paths": None}, "Write paths as a list.", "paths"),
        ({"paths": [5]}, "Every one of paths must be text or a Path.", "paths"),
        ({"plugins": "a-plugin"}, "Write plugins as a list.", "plugins"),
        ({"plugins": None}, "Write plugins as a list.", "plugins"),
        ({"packs": "us-hotline"}, "Write packs as a list, set or tuple of words.", "packs"),
        ({"packs": [5]}, "Every word of packs must be text.", "packs"),
        ({"suppress": ["a:b"]}, "Write suppress as ids, each with the reason.", "suppress"),
        ({"suppress": "a:b"}, "Write suppress as ids, each with the reason.", "suppress"),
        ({"suppress": {"a:b": None}}, "Write suppress as ids, each with the reason.", "suppress"),
        ({"suppress": {5: "no"}}, "Write suppress as ids, each with the reason.", "suppress"),
        (
            {"at": AT.replace(tzinfo=None)},
            "Give at as a datetime with a zone, such as datetime.now(UTC).",
            "at",
        ),
    ],
    ids=[
        *("on-mistake", "on-mistake-none", "path-text", "path-bytes", "path", "no-paths"),
        *("number-as-path", "plugin-text", "no-plugins", "pack-text", "number-as-pack"),
        *("suppress-list", "suppress-text", "no-reason", "number-as-id", "naive"),
    ],
)
def test_arguments_without_meaning_are_refused(arguments, text, field):
    error = refused(**arguments)

    assert (str(error), error.field) == (text, field)


def test_arguments_of_load_are_named():
    with pytest.raises(TypeError):
        load(["packs/one"])


def test_a_host_gets_the_same_load_at_the_front_door():
    assert takeaction.load is load
    assert takeaction.Catalog is Catalog
    assert takeaction.Records is Records


@pytest.mark.parametrize(
    ("limits", "text"),
    [
        (Limits(records=0), "Give records as a whole number from 1."),
        (Limits(depth=True), "Give depth as a whole number from 1."),
        (Limits(files=2.5), "Give files as a whole number from 1."),
        ({"files": 3}, "Give limits as Limits(…)."),
    ],
    ids=["none", "bool", "part", "table"],
)
def test_limits_without_meaning_are_refused(limits, text):
    # A bound that would let nothing in, or is no bound, is refused by its name.
    with pytest.raises(QueryError) as caught:
        load(packs=[], limits=limits)

    assert (caught.value.code, str(caught.value)) == ("query.limits", text)


# Later

FIELDS = (
    *("actions", "resources", "indicators", "vendors", "labels", "goods", "ratings"),
    *("packs", "mistakes", "digest"),
)


def told(catalog, names):
    found = {name: getattr(catalog, name) for name in names}
    return {name: str(each) if name == "mistakes" else each for name, each in found.items()} | {
        name: dict(each) for name, each in found.items() if isinstance(each, Records)
    }


def test_what_is_asked_first_changes_nothing(tmp_path):
    # Each field is the same whatever was asked for before, in good packs and in wrong ones.
    # Beside each stands a pack of one sign, which waits until it is asked for.
    beside = tmp_path / "beside"
    beside.mkdir()
    (beside / "pack.toml").write_text(
        HEADER.format(id="beside") + 'caveat = "A sign is not proof."\n'
    )
    shutil.copy(GOOD_PACK / "indicators.toml", beside)

    wrong = [write(tmp_path / code, files) for code, files in EXAMPLES.items()]
    for path in (GOOD_PACK, *wrong):
        first, last = (load(paths=[path, beside], packs=[]) for _ in range(2))

        assert told(first, FIELDS[::-1]) == told(last, FIELDS)
        assert len(first) == sum(len(getattr(last, name)) for name in FIELDS[:7])
        assert "beside:sign" in last.indicators


def test_a_pack_that_must_wait_for_nothing_is_read_when_it_is_asked_for(monkeypatch):
    catalog = load(packs=["unodc-indicators", "us-hotline"])
    made = []
    models = RecordMaker.models

    def noted(maker, *rest, **options):
        found = models(maker, *rest, **options)
        made.extend(type(model).__name__ for _, model in found.values())
        return found

    monkeypatch.setattr(RecordMaker, "models", noted)

    assert catalog.actions == {}
    assert catalog.reachable
    assert takeaction.find_help(catalog, takeaction.HelpQuery("US"))
    assert made == []
    assert catalog.indicators
    assert set(made) == {"Indicator"}


def test_a_foreign_name_costs_a_pack_of_signs_as_a_whole_at_once(tmp_path):
    # What costs a whole pack is found at loading, also where its records would wait.
    header = {"title": "T", "publisher": "P", "licence": "CC0-1.0", "schema": 1}
    folders = []
    for id, record in (("one", "other:a"), ("two", "b")):
        whole = {"pack": {**header, "id": id}, "records": {"indicator": {record: {}}}}
        folder = tmp_path / id
        folder.mkdir()
        (folder / "pack.json").write_text(json.dumps(whole))
        folders.append(folder)

    catalog = load(paths=folders, packs=[])

    assert list(catalog.packs) == ["two"]
    assert "id.foreign_namespace" in {error.code for error in catalog.mistakes}


def test_a_large_pack_with_mistakes_keeps_nothing_of_its_file(tmp_path):
    header = {"id": "one", "title": "T", "publisher": "P", "licence": "CC0-1.0", "schema": 1}
    guide = {"name": "A", "kind": "guide", "source": {"title": "S"}}
    vendors = {f"a-{n}": {**guide, "note": "x" * 3_000} for n in range(400)}
    for name, records in (("good", vendors), ("bad", {**vendors, "b": {**guide, "year": "x"}})):
        whole = {"pack": header, "records": {"resource": records}, "translations": {}}
        (tmp_path / name).mkdir()
        (tmp_path / name / "pack.json").write_text(json.dumps(whole))

    good, bad = (load(paths=[tmp_path / name], packs=[]) for name in ("good", "bad"))

    assert len(good) == len(bad) == 400
    assert good.mistakes == ()
    assert [error.code for error in bad.mistakes] == ["shape.wrong_type"]
    assert good.digest != bad.digest


@pytest.mark.parametrize("is_on", [True, False])
def test_the_collector_is_left_as_it_was(is_on, monkeypatch):
    (gc.enable if is_on else gc.disable)()
    try:
        load(packs=[])
        after = gc.isenabled()
        monkeypatch.setattr("takeaction.loading.merge", lambda *_, **__: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            load(packs=[])
        after_error = gc.isenabled()
    finally:
        gc.enable()

    assert after is after_error is is_on


def test_a_catalog_knows_what_was_accepted_and_where_a_record_is_from(install_pack):
    install_pack("alpha")
    accepted = pin_all(packs=["alpha"], lock=Lock())[0]

    plain, locked = (takeaction.load(packs=["alpha"], lock=lock) for lock in (None, accepted))
    line = plain.resources["alpha:line"]

    assert (plain.accepts(line), locked.accepts(line)) == (None, True)
    assert plain.distribution_of(line) == "alpha-pack"
    assert catalog_of([line]).distribution_of(line) is None
