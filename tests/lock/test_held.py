"""Loading with a lock: accepted packs are used, changed ones are held back or reported."""

import json
import pickle
import subprocess
import sys
from itertools import permutations

import attrs
import pytest

from takeaction import HelpQuery, Lock, find_help
from takeaction.errors import DuplicateIdError, LockError, PackErrors, PackRefusedError, QueryError
from takeaction.limits import Limits
from takeaction.loading import load
from takeaction.lock.held import pin_all

HOTLINE = "zz-hotline"
GOOD = ("alpha", "bravo", "charlie")


def content(id=HOTLINE, *, contact=(), text="A good line.", records=None, **fields):
    voice = {
        "channel": "voice",
        "dial": "+18885550100",
        "display": "1-888-555-0100",
        "languages": ["en", "es"],
        "hours": "24/7",
    }
    chat = {"channel": "chat", "url": "https://example.org/chat", "languages": ["en"]}
    line = {
        "name": f"The line of {id}",
        "kind": "hotline",
        "purposes": ["support"],
        "summary": text,
        "regions": ["US"],
        "source": {"title": "A page", "dated": "2026-08"},
        "verified": {"method": "called"},
        "contacts": [{**voice, **dict(contact)}, chat],
        **fields,
    }
    header = {"id": id, "title": "T", "publisher": "P", "licence": "CC0-1.0", "schema": 1}
    more = {"line": line, **(records or {})}
    pack = {"pack": header, "records": {"resource": more}, "translations": {}}
    return json.dumps(pack, sort_keys=True)


LINE = json.loads(content())["records"]["resource"]["line"]
LAST_DIGIT = {"contact": {"dial": "+18885550101", "display": "1-888-555-0101"}}


@pytest.fixture
def packs(tmp_path):
    def write(**files):
        paths = []
        for id, text in files.items():
            folder = tmp_path / id.replace("_", "-")
            folder.mkdir(exist_ok=True)
            (folder / "pack.json").write_text(text, encoding="utf-8")
            paths.append(folder)
        return paths

    return write


@pytest.fixture
def good(packs):
    return packs(**{id: content(id) for id in GOOD})


@pytest.fixture
def locked(packs, good):
    paths = [*good, *packs(zz_hotline=content())]
    lock, mistakes = pin_all(paths=paths, packs=[], lock=Lock())
    assert mistakes == ()
    return lock, paths


def reported(catalog):
    return [
        (error.code, error.where.pack, error.where.field, error.outcome)
        for error in catalog.mistakes
    ]


def has_good_packs(catalog):
    return all(str(catalog.resources[f"{id}:line"].name) == f"The line of {id}" for id in GOOD)


def test_accepted_packs_load_without_a_mistake(locked):
    lock, paths = locked

    catalog = load(paths=paths, packs=[], lock=lock, on_mistake="raise")

    assert (catalog.mistakes, catalog.coverage_lost) == ((), ())
    assert catalog.digest == load(paths=paths, packs=[]).digest


def test_s01_a_changed_digit_of_a_locked_hotline_is_held_back(locked, packs):
    lock, paths = locked
    packs(zz_hotline=content(**LAST_DIGIT))

    catalog = load(paths=paths, packs=[], lock=lock, lock_mode="enforce")

    assert reported(catalog) == [
        ("lock.safety_changed", HOTLINE, "contacts[voice].display", "drop"),
    ]
    assert str(catalog.mistakes[0]) == (
        'zz-hotline: line.contacts[voice].display: "The line of zz-hotline", phone number: was '
        '"1-888-555-0100", now "1-888-555-0101" (differs in 1 digit). Fix: see "takeaction lock '
        '--diff", then accept it with "takeaction lock --accept zz-hotline --reviewer NAME".'
    )
    assert all(type(error) is LockError for error in catalog.mistakes)
    assert f"{HOTLINE}:line" not in catalog.resources
    assert catalog.packs[HOTLINE].held_back == (f"{HOTLINE}:line",)
    assert catalog.packs[HOTLINE].counts == ()
    assert catalog.digest != load(paths=paths, packs=[]).digest
    assert has_good_packs(catalog)


def test_the_place_that_lost_its_only_contact_is_reported(locked, packs):
    lock, paths = locked
    (path,) = packs(zz_hotline=content(**LAST_DIGIT))
    lock = Lock(tuple(pack for pack in lock.packs if pack.id == HOTLINE))

    catalog = load(paths=[path], packs=[], lock=lock)

    assert catalog.coverage_lost == (("US", "en"), ("US", "es"))
    assert catalog.coverage_lost_since(lock) == catalog.coverage_lost
    assert pickle.loads(pickle.dumps(catalog)).coverage_lost == catalog.coverage_lost  # noqa: S301
    assert load(paths=paths, packs=[]).coverage_lost_since(lock) == ()


def test_a_pack_that_is_held_back_leaves_the_emergency_notice(locked, packs):
    # The emergency number is the core's, so no lock can take it away.
    lock, _ = locked
    (path,) = packs(zz_hotline=content(**LAST_DIGIT))

    answer = find_help(load(paths=[path], packs=[], lock=lock), HelpQuery("US"))

    assert list(answer) == []
    assert answer.emergency.dial == "911"


@pytest.mark.parametrize(("mode", "cost"), [("enforce", "drop"), ("warn", "warn")])
def test_s02_content_that_changed_under_one_version_is_noticed(locked, packs, mode, cost):
    lock, paths = locked
    text = content().replace("https://example.org/chat", "https://example.net/chat")
    packs(zz_hotline=text)

    catalog = load(paths=paths, packs=[], lock=lock, lock_mode=mode)

    assert reported(catalog) == [("lock.safety_changed", HOTLINE, "contacts[chat].url", cost)]
    assert (f"{HOTLINE}:line" in catalog.resources) == (mode == "warn")
    assert has_good_packs(catalog)


DISTRIBUTIONS = {"honest": content(), "other": content(**LAST_DIGIT)}


@pytest.fixture
def locked_as(packs):
    def lock(distribution):
        accepted, _ = pin_all(paths=packs(zz_hotline=content()), packs=[], lock=Lock())
        return Lock(tuple(attrs.evolve(pack, distribution=distribution) for pack in accepted.packs))

    return lock


@pytest.mark.parametrize("order", list(permutations(DISTRIBUTIONS)), ids=" before ".join)
@pytest.mark.parametrize("mode", ["warn", "enforce"])
def test_s05_of_two_packs_with_one_id_the_lock_names_one(install_pack, locked_as, order, mode):
    for name in reversed(order):
        install_pack(
            HOTLINE, name=name, module=name, content=DISTRIBUTIONS[name], site=f"site-{name}"
        )

    both = load(packs=[HOTLINE])
    catalog = load(packs=[HOTLINE], lock=locked_as("honest"), lock_mode=mode)

    assert reported(both) == [("pack.duplicate_id", HOTLINE, None, "warn")] * 2
    assert both.packs[HOTLINE].distribution == order[-1]  # it was installed first
    assert reported(catalog) == [("pack.duplicate_id", HOTLINE, None, "quarantine")]
    assert catalog.packs[HOTLINE].distribution == "honest"
    (error,) = catalog.mistakes
    assert (type(error), error.distribution) == (DuplicateIdError, "other")
    assert error.problem == ("the lock names the pack from honest, not this one from other.")


def test_of_each_id_that_several_packs_have_the_lock_names_one(install_pack, packs):
    ids = ("yy-hotline", HOTLINE)
    paths = packs(**{id.replace("-", "_"): content(id) for id in ids})
    accepted, _ = pin_all(paths=paths, packs=[], lock=Lock())
    lock = Lock(
        tuple(attrs.evolve(pack, distribution="honest-" + pack.id) for pack in accepted.packs)
    )
    for id in ids:
        for who, changed in (("honest", {}), ("other", LAST_DIGIT)):
            name = f"{who}-{id}"
            install_pack(
                id,
                name=name,
                module=name.replace("-", "_"),
                content=content(id, **changed),
                site=f"site-{name}",
            )

    catalog = load(packs=ids, lock=lock)

    assert [pack.distribution for pack in catalog.packs.values()] == [f"honest-{id}" for id in ids]
    assert [(error.code, error.distribution) for error in catalog.mistakes] == [
        ("pack.duplicate_id", f"other-{id}") for id in ids
    ]


def test_the_pack_that_a_lock_names_still_has_to_match_it(install_pack, locked_as):
    for name, text in DISTRIBUTIONS.items():
        install_pack(HOTLINE, name=name, module=name, content=text, site=f"site-{name}")

    catalog = load(packs=[HOTLINE], lock=locked_as("other"))

    assert {error.code for error in catalog.mistakes} == {
        "pack.duplicate_id",
        "lock.safety_changed",
    }
    assert len(catalog) == 0


@pytest.mark.parametrize("order", list(permutations(DISTRIBUTIONS)), ids=" before ".join)
def test_where_a_name_decides_nothing_the_content_does(install_pack, locked_as, order):
    for name in reversed(order):
        install_pack(
            HOTLINE, name=name, module=name, content=DISTRIBUTIONS[name], site=f"site-{name}"
        )

    catalog = load(packs=[HOTLINE], lock=locked_as("renamed-since"))

    assert catalog.packs[HOTLINE].distribution == "honest"
    assert reported(catalog) == [("pack.duplicate_id", HOTLINE, None, "quarantine")]


def test_a_lock_that_names_neither_of_two_packs_leaves_both_out(install_pack, packs):
    for name, text in DISTRIBUTIONS.items():
        install_pack(HOTLINE, name=name, module=name, content=text, site=f"site-{name}")
    paths = packs(zz_hotline=content(text="Another wording."))
    lock, _ = pin_all(paths=paths, packs=[], lock=Lock())
    lock = Lock(tuple(attrs.evolve(pack, distribution="gone") for pack in lock.packs))

    catalog = load(packs=[HOTLINE], lock=lock)

    assert reported(catalog) == [
        *[("pack.duplicate_id", HOTLINE, None, "warn")] * 2,
        ("lock.safety_changed", HOTLINE, "distribution", "quarantine"),
    ]
    assert len(catalog.packs) == 0


def test_a_path_goes_before_an_installed_pack_and_is_compared(install_pack, locked_as, packs):
    install_pack(HOTLINE, name="honest", module="honest", content=content(), site="site-honest")
    lock = locked_as("honest")
    paths = packs(zz_hotline=content(**LAST_DIGIT))

    catalog = load(paths=paths, packs=[HOTLINE], lock=lock, lock_mode="warn")

    assert {error.code for error in catalog.mistakes} == {"lock.safety_changed", "pack.shadowed"}
    assert catalog.resources["zz-hotline:line"].contacts[0].dial == "+18885550101"


@pytest.mark.parametrize("mode", ["warn", "enforce"])
def test_s06_a_look_alike_of_a_locked_pack_is_left_out_and_an_honest_one_is_not(
    locked, packs, mode
):
    lock, paths = locked
    paths += packs(zz_hotlines=content("zz-hotlines"), uk_hotline=content("uk-hotline"))
    bad = [("zz-hotIine", "bad-1"), ("zz-h\u043etline", "bad-2")]
    for id, folder in bad:
        paths += packs(**{folder: content(id)})

    catalog = load(paths=paths, packs=[], lock=lock, lock_mode=mode)

    by_pack = {(error.code, error.where.pack, error.outcome) for error in catalog.mistakes}
    assert ("pack.look_alike", "zz-hotlines", "quarantine") in by_pack
    assert sum(code == "pack.bad_id" for code, _, _ in by_pack) == 2
    assert list(catalog.packs) == [*GOOD, "uk-hotline", HOTLINE]
    assert has_good_packs(catalog)


def test_a_look_alike_is_left_out_when_the_locked_pack_is_missing(locked, packs):
    lock, paths = locked
    paths = [*paths[:-1], *packs(zz_hotlines=content("zz-hotlines"))]

    catalog = load(paths=paths, packs=[], lock=lock)

    assert list(catalog.packs) == list(GOOD)
    (error,) = [error for error in catalog.mistakes if error.code == "pack.look_alike"]
    assert type(error) is PackRefusedError
    assert str(error) == (
        'zz-hotlines: its id is easily mistaken for "zz-hotline", which is in the lock. Fix: if '
        "you know its publisher, accept it too."
    )


def test_a_look_alike_that_was_accepted_as_well_is_kept(packs):
    paths = packs(zz_hotline=content(), zz_hotlines=content("zz-hotlines"))
    lock, _ = pin_all(paths=paths, packs=[], lock=Lock())

    catalog = load(paths=paths, packs=[], lock=lock)

    assert list(catalog.packs) == [HOTLINE, "zz-hotlines"]
    assert reported(catalog) == [("pack.look_alike", HOTLINE, None, "warn")]


@pytest.mark.parametrize("mode", ["warn", "enforce"])
def test_a_pack_that_nobody_accepted_is_kept_and_reported(locked, packs, mode):
    lock, paths = locked
    paths += packs(uk_hotline=content("uk-hotline"))

    catalog = load(paths=paths, packs=[], lock=lock, lock_mode=mode)

    assert reported(catalog) == [("lock.unknown_pack", "uk-hotline", None, "warn")]
    assert "uk-hotline" in catalog.packs


@pytest.mark.parametrize("mode", ["warn", "enforce"])
def test_a_new_wording_is_kept_and_reported(locked, packs, mode):
    lock, paths = locked
    packs(zz_hotline=content(source={"title": "Another page", "dated": "2026-09"}))

    catalog = load(paths=paths, packs=[], lock=lock, lock_mode=mode)

    assert reported(catalog) == [("lock.reworded", HOTLINE, None, "warn")]
    assert catalog.coverage_lost == ()


def test_a_new_record_was_never_accepted_and_a_missing_one_is_told(locked, packs):
    lock, paths = locked
    pack = json.loads(content())
    pack["records"]["resource"]["other"] = pack["records"]["resource"].pop("line")
    packs(zz_hotline=json.dumps(pack, sort_keys=True))

    catalog = load(paths=paths, packs=[], lock=lock)
    warned = load(paths=paths, packs=[], lock=lock, lock_mode="warn")

    assert [(error.code, error.where.record, error.outcome) for error in catalog.mistakes] == [
        ("lock.missing_record", "line", "warn"),
        ("lock.unknown_record", "other", "drop"),
    ]
    assert [error.problem for error in catalog.mistakes] == [
        '"The line of zz-hotline" was accepted, and is gone.',
        '"The line of zz-hotline" is new; nobody has accepted it.',
    ]
    assert HOTLINE in catalog.packs
    assert f"{HOTLINE}:other" not in catalog.resources
    assert f"{HOTLINE}:other" in warned.resources


def test_a_record_with_many_changes_is_reported_once(locked, packs):
    lock, paths = locked
    packs(zz_hotline=content(**LAST_DIGIT, name="Another", kind="site", operator="X"))

    (error,) = load(paths=paths, packs=[], lock=lock).mistakes

    assert error.where.field == "contacts[voice].display"
    assert error.problem == (
        '"The line of zz-hotline", phone number: was "1-888-555-0100", now "1-888-555-0101" '
        "(differs in 1 digit). 3 more of its values changed."
    )


@pytest.mark.parametrize(
    ("limit", "last"),
    [
        (2, "1 more record differs from what was accepted."),
        (1, "2 more records differ from what was accepted."),
    ],
)
def test_of_many_records_only_the_first_are_reported(packs, limit, last):
    old, new = (
        content(records={f"l{n}": {**LINE, **extra} for n in range(2)}, **extra)
        for extra in ({}, {"operator": "X"})
    )
    paths = packs(zz_hotline=old)
    lock, _ = pin_all(paths=paths, packs=[], lock=Lock())
    packs(zz_hotline=new)

    catalog = load(paths=paths, packs=[], lock=lock, limits=Limits(mistakes=limit))

    assert [error.problem for error in catalog.mistakes][-1] == last
    assert len([error for error in catalog.mistakes if error.code != "limit.mistakes"]) == limit + 1
    assert len(catalog) == 0


def action(**fields):
    return {
        "title": "Do it",
        "summary": "It helps.",
        "steps": ["Begin."],
        "minutes": {"min": 1, "typical": 2, "max": 3},
        "cadence": "once",
        "modes": ["solo-online"],
        "source": {"title": "A page"},
        **fields,
    }


@pytest.fixture
def pack_of(packs):
    """Return a function that accepts a pack of some records, and then loads another edition."""

    def edited(before, after, **options):
        paths = packs(zz_hotline=with_records(before))
        lock, _ = pin_all(paths=paths, packs=[], lock=Lock())
        packs(zz_hotline=with_records(after))
        return load(paths=paths, packs=[], lock=lock, **options)

    return edited


def with_records(records):
    pack = json.loads(content())
    pack["records"] = records
    return json.dumps(pack, sort_keys=True)


def test_what_needs_a_record_goes_with_it(pack_of):
    first = action(steps=["Ask them."])
    chain = {
        "second": action(after=["zz-hotline:first"]),
        "third": action(after=["zz-hotline:second", "zz-hotline:first"]),
        "other": action(replaced_by="zz-hotline:first", status="retired"),
    }
    before = {"action": {**chain, "first": first}}
    after = {"action": {**chain, "first": action(steps=["Confront them."])}}

    catalog = pack_of(before, after)

    told = [(error.code, error.where.record, error.outcome) for error in catalog.mistakes]
    assert [entry for entry in told if entry[0].startswith(("lock.", "ref."))] == [
        ("lock.safety_changed", "first", "drop"),
        ("ref.dropped", "other", "warn"),
        ("ref.dropped", "second", "drop"),
        ("ref.dropped", "third", "drop"),
        ("ref.dropped", "third", "drop"),
    ]
    assert list(catalog.actions) == ["zz-hotline:other"]
    (error, *_) = [error for error in catalog.mistakes if error.code == "ref.dropped"]
    assert error.problem == "it needs something of this pack that the lock holds back."


def test_a_record_that_needs_two_held_back_has_one_mistake_for_each(pack_of):
    both = action(resources=["zz-hotline:line", "zz-hotline:other"])
    lines = {"line": LINE, "other": {**LINE, "name": "Another"}}
    changed = {id: {**line, "kind": "site"} for id, line in lines.items()}

    catalog = pack_of(
        {"action": {"both": both}, "resource": lines},
        {"action": {"both": both}, "resource": changed},
    )

    dropped = [error.where.field for error in catalog.mistakes if error.code == "ref.dropped"]
    assert dropped == ["resources[0]", "resources[1]"]


def test_of_many_dependants_only_the_first_are_reported(pack_of):
    chain = {f"after-{n}": action(after=["zz-hotline:first"]) for n in range(4)}

    catalog = pack_of(
        {"action": {**chain, "first": action()}},
        {"action": {**chain, "first": action(steps=["Ask."])}},
        limits=Limits(mistakes=2),
    )

    problems = [error.problem for error in catalog.mistakes if error.code == "ref.dropped"]
    assert problems[2:] == ["2 more of its records need what is held back."]
    assert len(catalog.actions) == 0


def test_what_went_for_want_of_another_record_says_whose_it_is_and_how_it_comes_back(install_pack):
    chain = {f"after-{n}": action(after=["zz-hotline:first"]) for n in range(4)}
    install_pack(HOTLINE, content=with_records({"action": {**chain, "first": action()}}))
    lock, _ = pin_all(packs=[HOTLINE], lock=Lock())
    changed = {**chain, "first": action(steps=["Ask."])}
    install_pack(HOTLINE, content=with_records({"action": changed}))

    catalog = load(packs=[HOTLINE], lock=lock, limits=Limits(mistakes=2))

    dropped = [error for error in catalog.mistakes if error.code == "ref.dropped"]
    assert [(error.distribution, error.fix) for error in dropped] == [
        ("zz-hotline-pack", "accept what it needs, and it is back.")
    ] * 3


def test_a_word_goes_with_what_needs_it(pack_of):
    words = {
        "keeper": {"kind": "role", "label": "Keeper"},
        "night-keeper": {"kind": "role", "label": "Night keeper", "broader": "zz-hotline:keeper"},
        "cook": {"kind": "role", "label": "Cook"},
    }
    actions = {
        "for-keepers": action(roles=["zz-hotline:night-keeper"]),
        "for-cooks": action(roles=["zz-hotline:cook"]),
    }
    changed = {**words, "keeper": {**words["keeper"], "observer": "education"}}

    catalog = pack_of({"word": words, "action": actions}, {"word": changed, "action": actions})

    assert list(catalog.actions) == ["zz-hotline:for-cooks"]
    codes = [(error.code, error.where.record) for error in catalog.mistakes]
    assert ("lock.safety_changed", "keeper") in codes
    assert ("word.unknown", "night-keeper") in codes
    assert ("word.unknown", "for-keepers") in codes


@pytest.mark.parametrize(
    ("texts", "is_held"),
    [
        (("It helps.", "It helps you."), False),
        (("It helps.", "We guarantee that every product is slave-free."), True),
        (("This is slave-free, we promise.", "It is slave-free, we promise."), False),
    ],
    ids=["harmless", "new-warning", "old-warning"],
)
def test_new_words_that_raise_a_warning_are_held_back(pack_of, texts, is_held):
    # A reworded text is kept, unless the safety rules have something new to say about it.
    before, after = ({"action": {"do": action(summary=text)}} for text in texts)

    catalog = pack_of(before, after)

    codes = {error.code for error in catalog.mistakes if error.code.startswith("lock.")}
    assert codes == {"lock.safety_changed" if is_held else "lock.reworded"}
    assert len(catalog.actions) == (not is_held)


@pytest.mark.parametrize(
    ("field", "shown"),
    [
        ("title", HOTLINE),
        ("summary", "None"),
        ("caveat", "None"),
        ("contact", "None"),
    ],
)
def test_a_changed_text_of_the_header_is_emptied(packs, field, shown):
    old, new = "https://example.org/1", "https://example.org/2"

    def described(text):
        pack = json.loads(content())
        pack["pack"][field] = text
        return json.dumps(pack, sort_keys=True)

    paths = packs(zz_hotline=described(old))
    lock, _ = pin_all(paths=paths, packs=[], lock=Lock())
    packs(zz_hotline=described(new))

    catalog = load(paths=paths, packs=[], lock=lock)
    warned = load(paths=paths, packs=[], lock=lock, lock_mode="warn")

    assert [(error.code, error.where.field) for error in catalog.mistakes] == [
        ("lock.safety_changed", field)
    ]
    assert str(getattr(catalog.packs[HOTLINE].header, field)) == shown
    assert str(getattr(warned.packs[HOTLINE].header, field)) == new
    assert f"{HOTLINE}:line" in catalog.resources


def test_only_another_publisher_costs_a_whole_pack(packs):
    paths = packs(zz_hotline=content())
    lock, _ = pin_all(paths=paths, packs=[], lock=Lock())
    packs(zz_hotline=content().replace('"publisher": "P"', '"publisher": "Q"'))

    catalog = load(paths=paths, packs=[], lock=lock)
    warned = load(paths=paths, packs=[], lock=lock, lock_mode="warn")

    assert reported(catalog) == [("lock.safety_changed", HOTLINE, "publisher", "quarantine")]
    assert len(catalog.packs) == 0
    assert reported(warned) == [("lock.safety_changed", HOTLINE, "publisher", "warn")]
    assert len(warned) == 1


@pytest.mark.parametrize("mode", ["warn", "enforce"])
def test_a_host_may_hold_back_packs_that_nobody_accepted(locked, packs, mode):
    lock, paths = locked
    paths += packs(uk_hotline=content("uk-hotline"))

    catalog = load(paths=paths, packs=[], lock=lock, lock_mode=mode, unknown="hold")

    assert reported(catalog) == [("lock.unknown_pack", "uk-hotline", None, "quarantine")]
    assert list(catalog.packs) == [*GOOD, HOTLINE]


def test_another_core_is_reported(locked):
    lock, paths = locked
    other = attrs.evolve(lock, core=f"sha256:{'0' * 64}")

    catalog = load(paths=paths, packs=[], lock=other)

    assert [(error.code, error.outcome) for error in catalog.mistakes] == [
        ("lock.core_changed", "warn"),
    ]


def test_equal_sources_are_not_worked_out_again(write, monkeypatch):
    files = {
        "pack.toml": 'id = "a"\ntitle = "T"\npublisher = "P"\nlicence = "L"\nschema = 1\n',
        "resources.toml": (
            '[[resource]]\nid = "b"\nname = "N"\nkind = "site"\nsource = { title = "A" }\n'
        ),
    }
    path = write(files)
    lock, _ = pin_all(paths=[path], packs=[], lock=Lock())
    spaced = write({**files, "resources.toml": files["resources.toml"] + "\n"}, "spaced")

    assert load(paths=[spaced], packs=[], lock=lock, on_mistake="raise").packs["a"]
    monkeypatch.setattr("takeaction.packs.checking.pack.digest", lambda _: "never")
    assert load(paths=[path], packs=[], lock=lock, on_mistake="raise").resources["a:b"]


def test_an_accepted_pack_that_is_not_installed_is_reported(locked):
    lock, paths = locked

    catalog = load(paths=paths[:-1], lock=lock, packs=[HOTLINE, *GOOD])
    only_some = load(paths=paths[:-1], lock=lock, packs=[])

    assert reported(only_some) == []
    assert [error.code for error in catalog.mistakes if error.where.pack == HOTLINE] == [
        "pack.missing"
    ]


def test_without_a_choice_of_packs_every_missing_one_is_reported(locked, monkeypatch):
    lock, paths = locked
    monkeypatch.setattr("takeaction.packs.sources.discovery.find_all_entries", lambda _: ((), ()))

    catalog = load(paths=paths[:-1], lock=lock)

    assert reported(catalog) == [("lock.missing_pack", HOTLINE, None, "warn")]
    assert catalog.coverage_lost == ()


def test_a_broken_pack_is_reported_once(install_pack, locked_as):
    broken = content().replace('"schema": 1', '"schema": 99')
    install_pack(HOTLINE, name="honest", module="honest", content=broken, site="site-honest")

    catalog = load(packs=[HOTLINE], lock=locked_as("honest"))

    assert reported(catalog) == [("pack.schema", HOTLINE, "schema", "quarantine")]
    assert catalog.coverage_lost == (("US", "en"), ("US", "es"))


def test_strict_loading_raises_the_mistakes_of_the_lock(locked, packs):
    lock, paths = locked
    packs(zz_hotline=content(**LAST_DIGIT))

    with pytest.raises(PackErrors) as caught:
        load(paths=paths, packs=[], lock=lock, on_mistake="raise")

    assert {error.code for error in caught.value.mistakes} == {"lock.safety_changed"}


def test_a_lock_is_given_by_the_path_of_its_file(locked, packs, tmp_path):
    lock, paths = locked
    file = tmp_path / "takeaction.lock"
    file.write_text(lock.text(), encoding="utf-8")
    packs(zz_hotline=content(**LAST_DIGIT))

    line = f"{HOTLINE}:line"
    assert line not in load(paths=paths, packs=[], lock=file).resources
    assert line not in load(paths=paths, packs=[], lock=str(file)).resources
    assert line in load(paths=paths, packs=[], lock=tmp_path / "none", lock_mode="off").resources


def test_a_lock_that_cannot_be_used_stops_the_load(tmp_path):
    with pytest.raises(LockError, match="there is no such file"):
        load(packs=[], lock=tmp_path / "takeaction.lock")


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ({"lock_mode": "enforce"}, "query.lock"),
        ({"lock_mode": "warn"}, "query.lock"),
        ({"lock": 7}, "query.lock"),
        ({"lock_mode": "strict"}, "query.lock_mode"),
        ({"unknown": "hold"}, "query.lock"),
        ({"unknown": "drop"}, "query.unknown"),
    ],
    ids=["enforce-nothing", "warn-nothing", "no-path", "no-mode", "hold-nothing", "no-word"],
)
def test_a_call_with_a_mode_or_a_lock_that_means_nothing_is_refused(options, code):
    with pytest.raises(QueryError) as caught:
        load(packs=[], **options)

    assert caught.value.code == code


def test_without_a_lock_nothing_of_it_is_imported():
    code = (
        "import json, sys, takeaction\n"
        "takeaction.load(packs=[], lock_mode='off').coverage_lost\n"
        "print(json.dumps(sorted(sys.modules)))"
    )
    done = subprocess.run(  # noqa: S603 - our own code
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )

    names = json.loads(done.stdout)
    assert "takeaction.loading" in names
    assert not [name for name in names if name.startswith("takeaction.lock")]


def test_words_and_patches_of_a_pack_are_pinned_with_it(packs):
    more = json.loads(content("zz-more"))
    patch = {"reason": "It serves it.", "regions": ["CA"], "languages": ["fr"]}
    more["records"]["patch"] = {"zz-hotline:line": patch}
    word = {"kind": "role", "label": "Keeper", "observer": "education"}
    more["records"]["word"] = {"keeper": word}
    paths = packs(zz_hotline=content(), zz_more=json.dumps(more, sort_keys=True))

    lock, mistakes = pin_all(paths=paths, packs=[], lock=Lock())
    pack = lock.get("zz-more")

    assert mistakes == ()
    assert pack is not None
    assert pack.values["patch zz-hotline:line regions"] == ("CA",)
    assert pack.values["patch zz-hotline:line languages"] == ("fr",)
    assert pack.values["word keeper observer"] == "education"
    assert pack.publisher == "P"
    assert pack.checked == {"resource line": "source of 2026-08"}
    assert lock.coverage({"support"}) == set(load(paths=paths, packs=[]).coverage().pairs)


def test_a_patch_that_changed_is_held_back_and_the_others_are_not(packs):
    def written(region):
        more = json.loads(content("zz-more"))
        patches = {
            "zz-hotline:line": {"regions": [region]},
            "zz-hotline:other": {"regions": ["CA"]},
        }
        more["records"]["patch"] = {
            id: {**patch, "reason": "It serves it."} for id, patch in patches.items()
        }
        hotline = content(records={"other": {**LINE, "name": "Another", "purposes": ["legal"]}})
        return packs(zz_hotline=hotline, zz_more=json.dumps(more, sort_keys=True))

    lock, _ = pin_all(paths=written("CA"), packs=[], lock=Lock())

    catalog = load(paths=written("NP"), packs=[], lock=lock)

    assert [error.code for error in catalog.mistakes] == ["lock.safety_changed"]
    assert catalog.resources["zz-hotline:line"].regions == {"US"}
    assert catalog.resources["zz-hotline:other"].regions == {"US", "CA"}


@pytest.mark.parametrize(("long", "expected"), [(200, 200), (201, 200)], ids=["whole", "cut"])
def test_a_long_name_and_version_are_pinned_up_to_a_bound(install_pack, long, expected):
    name, version = "n" * long, "1" * long
    metadata = f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n"
    install_pack("alpha", METADATA=metadata)

    (pinned,) = pin_all(packs=["alpha"], lock=Lock())[0].packs

    assert len(pinned.distribution) == len(pinned.version) == expected
    assert name.startswith(pinned.distribution.removesuffix("…"))
    assert version.startswith(pinned.version.removesuffix("…"))


REVIEWED = {"reviewed": {"by": "a nurse, Harbour", "on": "2026-11-20", "scope": ["wording"]}}


@pytest.mark.parametrize(
    ("was", "now", "codes"),
    [
        ({}, REVIEWED, ["lock.safety_changed"]),
        (
            REVIEWED,
            {"reviewed": {**REVIEWED["reviewed"], "scope": ["digits", "wording"]}},
            ["lock.safety_changed"],
        ),
        (REVIEWED, {}, ["lock.reworded"]),
    ],
    ids=["added", "raised", "taken-back"],
)
def test_a_review_is_pinned_and_may_be_taken_back(packs, was, now, codes):
    paths = packs(zz_hotline=content(**was))
    lock, _ = pin_all(paths=paths, packs=[], lock=Lock())

    catalog = load(paths=packs(zz_hotline=content(**now)), packs=[], lock=lock)

    assert [error.code for error in catalog.mistakes] == codes
    assert bool(catalog.resources) is (codes == ["lock.reworded"])
