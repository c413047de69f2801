"""Loading with a lock: what was accepted is taken, and what changed is held back or reported."""

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
    """Return a pack.json of one hotline, with some of its fields changed."""
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
    whole = {"pack": header, "records": {"resource": more}, "translations": {}}
    return json.dumps(whole, sort_keys=True)


LAST_DIGIT = {"contact": {"dial": "+18885550101", "display": "1-888-555-0101"}}


@pytest.fixture
def packs(tmp_path):
    """Return a function that writes packs, and returns their paths; and the last one's lock."""

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
    """Return the paths of three good packs."""
    return packs(**{id: content(id) for id in GOOD})


@pytest.fixture
def locked(packs, good):
    """Return the lock of a hotline and three good packs, and their paths."""
    paths = [*good, *packs(zz_hotline=content())]
    lock, mistakes = pin_all(paths=paths, packs=[], lock=Lock())
    assert mistakes == ()
    return lock, paths


def told(catalog):
    """Return the code, the pack, the field and the cost of each mistake."""
    return [
        (each.code, each.where.pack, each.where.field, each.outcome) for each in catalog.mistakes
    ]


def is_whole(catalog):
    """Tell whether the three good packs give all that they have."""
    return all(str(catalog.resources[f"{id}:line"].name) == f"The line of {id}" for id in GOOD)


def test_what_was_accepted_is_loaded_without_a_word(locked):
    """A catalog of accepted packs is the same as without a lock."""
    lock, paths = locked

    catalog = load(paths=paths, packs=[], lock=lock, on_mistake="raise")

    assert (catalog.mistakes, catalog.coverage_lost) == ((), ())
    assert catalog.digest == load(paths=paths, packs=[]).digest


def test_s01_a_changed_digit_of_a_locked_hotline_is_held_back(locked, packs):
    """The pack gives nothing, the place that lost its contact is listed, the others stay."""
    lock, paths = locked
    packs(zz_hotline=content(**LAST_DIGIT))

    catalog = load(paths=paths, packs=[], lock=lock, lock_mode="enforce")

    assert told(catalog) == [
        ("lock.safety_changed", HOTLINE, "contacts[voice].dial", "quarantine"),
        ("lock.safety_changed", HOTLINE, "contacts[voice].display", "quarantine"),
    ]
    assert str(catalog.mistakes[0]) == (
        'zz-hotline: line.contacts[voice].dial: phone number: it was "+18885550100", and is '
        '"+18885550101" now (differs in 1 digit). Fix: see "takeaction lock --diff"; then '
        '"takeaction lock --accept zz-hotline --reviewer NAME".'
    )
    assert all(type(error) is LockError for error in catalog.mistakes)
    assert HOTLINE not in catalog.packs
    assert is_whole(catalog)


def test_the_place_that_lost_its_only_contact_is_told(locked, packs):
    """Loss of help is itself reported, by region and language."""
    lock, paths = locked
    (path,) = packs(zz_hotline=content(**LAST_DIGIT))
    lock = Lock(tuple(pack for pack in lock.packs if pack.id == HOTLINE))

    catalog = load(paths=[path], packs=[], lock=lock)

    assert catalog.coverage_lost == (("US", "en"), ("US", "es"))
    assert catalog.coverage(against=lock) == catalog.coverage_lost
    assert pickle.loads(pickle.dumps(catalog)).coverage_lost == catalog.coverage_lost  # noqa: S301
    assert load(paths=paths, packs=[]).coverage(against=lock) == ()


def test_a_pack_that_is_held_back_leaves_the_emergency_notice(locked, packs):
    """Whoever asks is still told to call their emergency number first, and no number is guessed."""
    lock, _ = locked
    (path,) = packs(zz_hotline=content(**LAST_DIGIT))

    found = find_help(load(paths=[path], packs=[], lock=lock), HelpQuery("US"))

    assert list(found) == []
    assert "emergency number" in found.emergency.text
    assert found.emergency.dial is None


@pytest.mark.parametrize(("mode", "cost"), [("enforce", "quarantine"), ("warn", "warn")])
def test_s02_content_that_changed_under_one_version_is_noticed(locked, packs, mode, cost):
    """The host of a chat is another one: held back if that is enforced, else marked."""
    lock, paths = locked
    text = content().replace("https://example.org/chat", "https://example.net/chat")
    packs(zz_hotline=text)

    catalog = load(paths=paths, packs=[], lock=lock, lock_mode=mode)

    assert told(catalog) == [("lock.safety_changed", HOTLINE, "contacts[chat].url", cost)]
    assert (HOTLINE in catalog.packs) == (mode == "warn")
    assert is_whole(catalog)


DISTRIBUTIONS = {"honest": content(), "other": content(**LAST_DIGIT)}


@pytest.fixture
def locked_as(packs):
    """Return a function that locks the good hotline as that of a distribution."""

    def lock(distribution):
        found, _ = pin_all(paths=packs(zz_hotline=content()), packs=[], lock=Lock())
        return Lock(tuple(attrs.evolve(pack, distribution=distribution) for pack in found.packs))

    return lock


@pytest.mark.parametrize("order", list(permutations(DISTRIBUTIONS)), ids=" before ".join)
@pytest.mark.parametrize("mode", ["warn", "enforce"])
def test_s05_of_two_packs_with_one_id_the_lock_names_one(install_pack, locked_as, order, mode):
    """Without a lock both are refused; with one the other is, in both orders of the path."""
    for name in reversed(order):
        install_pack(
            HOTLINE, name=name, module=name, content=DISTRIBUTIONS[name], site=f"site-{name}"
        )

    both = load(packs=[HOTLINE])
    catalog = load(packs=[HOTLINE], lock=locked_as("honest"), lock_mode=mode)

    assert told(both) == [("pack.duplicate_id", HOTLINE, None, "quarantine")]
    assert len(both.packs) == 0
    assert told(catalog) == [("pack.duplicate_id", HOTLINE, None, "quarantine")]
    assert catalog.packs[HOTLINE].distribution == "honest"
    (error,) = catalog.mistakes
    assert (type(error), error.distribution) == (DuplicateIdError, "other")
    assert error.problem == (
        "this one, from other, is not the one that the lock names, from honest."
    )


def test_of_each_id_that_several_packs_have_the_lock_names_one(install_pack, packs):
    """Two accepted packs, each with another one of its id beside it, are both taken."""
    ids = ("yy-hotline", HOTLINE)
    given = packs(**{id.replace("-", "_"): content(id) for id in ids})
    found, _ = pin_all(paths=given, packs=[], lock=Lock())
    lock = Lock(tuple(attrs.evolve(pack, distribution="honest-" + pack.id) for pack in found.packs))
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
    assert [(each.code, each.distribution) for each in catalog.mistakes] == [
        ("pack.duplicate_id", f"other-{id}") for id in ids
    ]


def test_the_pack_that_a_lock_names_has_to_be_as_it_was_accepted(install_pack, locked_as):
    """A lock chooses by name and then compares: the right name does not excuse a wrong number."""
    for name, text in DISTRIBUTIONS.items():
        install_pack(HOTLINE, name=name, module=name, content=text, site=f"site-{name}")

    catalog = load(packs=[HOTLINE], lock=locked_as("other"))

    assert {each.code for each in catalog.mistakes} == {"pack.duplicate_id", "lock.safety_changed"}
    assert len(catalog.packs) == 0


@pytest.mark.parametrize("order", list(permutations(DISTRIBUTIONS)), ids=" before ".join)
def test_where_a_name_decides_nothing_the_content_does(install_pack, locked_as, order):
    """Of two packs that the lock has no name for, the one with the accepted content is taken."""
    for name in reversed(order):
        install_pack(
            HOTLINE, name=name, module=name, content=DISTRIBUTIONS[name], site=f"site-{name}"
        )

    catalog = load(packs=[HOTLINE], lock=locked_as("renamed-since"))

    assert catalog.packs[HOTLINE].distribution == "honest"
    assert told(catalog) == [("pack.duplicate_id", HOTLINE, None, "quarantine")]


def test_a_lock_that_names_neither_of_two_packs_leaves_both_out(install_pack, packs):
    """Where nobody can tell which is right, neither is."""
    for name, text in DISTRIBUTIONS.items():
        install_pack(HOTLINE, name=name, module=name, content=text, site=f"site-{name}")
    paths = packs(zz_hotline=content(text="Another wording."))
    lock, _ = pin_all(paths=paths, packs=[], lock=Lock())
    lock = Lock(tuple(attrs.evolve(pack, distribution="gone") for pack in lock.packs))

    catalog = load(packs=[HOTLINE], lock=lock)

    assert told(catalog) == [("pack.duplicate_id", HOTLINE, None, "quarantine")]
    assert len(catalog.packs) == 0


def test_a_path_goes_before_what_is_installed_and_is_compared(install_pack, locked_as, packs):
    """An author who tries a pack by its path is told what differs, too."""
    install_pack(HOTLINE, name="honest", module="honest", content=content(), site="site-honest")
    lock = locked_as("honest")
    paths = packs(zz_hotline=content(**LAST_DIGIT))

    catalog = load(paths=paths, packs=[HOTLINE], lock=lock, lock_mode="warn")

    assert {each.code for each in catalog.mistakes} == {"lock.safety_changed", "pack.shadowed"}
    assert catalog.resources["zz-hotline:line"].contacts[0].dial == "+18885550101"


@pytest.mark.parametrize("mode", ["warn", "enforce"])
def test_s06_a_look_alike_of_a_locked_pack_is_left_out_and_an_honest_one_is_not(
    locked, packs, mode
):
    """What is easily taken for an accepted pack gives nothing; another country's pack does."""
    lock, paths = locked
    paths += packs(zz_hotlines=content("zz-hotlines"), uk_hotline=content("uk-hotline"))
    bad = [("zz-hotIine", "bad-1"), ("zz-h\u043etline", "bad-2")]
    for id, folder in bad:
        paths += packs(**{folder: content(id)})

    catalog = load(paths=paths, packs=[], lock=lock, lock_mode=mode)

    by_pack = {(each.code, each.where.pack, each.outcome) for each in catalog.mistakes}
    assert ("pack.look_alike", "zz-hotlines", "quarantine") in by_pack
    assert sum(code == "pack.bad_id" for code, _, _ in by_pack) == 2
    assert list(catalog.packs) == [*GOOD, "uk-hotline", HOTLINE]
    assert is_whole(catalog)


def test_a_look_alike_is_left_out_when_the_locked_pack_is_not_there(locked, packs):
    """A pack cannot take the place of an accepted one that somebody has taken away."""
    lock, paths = locked
    paths = [*paths[:-1], *packs(zz_hotlines=content("zz-hotlines"))]

    catalog = load(paths=paths, packs=[], lock=lock)

    assert list(catalog.packs) == list(GOOD)
    (error,) = [each for each in catalog.mistakes if each.code == "pack.look_alike"]
    assert type(error) is PackRefusedError
    assert str(error) == (
        'zz-hotlines: its id is easily taken for "zz-hotline", which is in the lock. Fix: if you '
        "know its publisher, accept it as well."
    )


def test_a_look_alike_that_was_accepted_as_well_is_kept(packs):
    """A person who knows both publishers may accept both."""
    paths = packs(zz_hotline=content(), zz_hotlines=content("zz-hotlines"))
    lock, _ = pin_all(paths=paths, packs=[], lock=Lock())

    catalog = load(paths=paths, packs=[], lock=lock)

    assert list(catalog.packs) == [HOTLINE, "zz-hotlines"]
    assert told(catalog) == [("pack.look_alike", HOTLINE, None, "warn")]


@pytest.mark.parametrize("mode", ["warn", "enforce"])
def test_a_pack_that_nobody_accepted_is_kept_and_reported(locked, packs, mode):
    """Another country's line may be all that somebody has; that nobody looked at it is said."""
    lock, paths = locked
    paths += packs(uk_hotline=content("uk-hotline"))

    catalog = load(paths=paths, packs=[], lock=lock, lock_mode=mode)

    assert told(catalog) == [("lock.unknown_pack", "uk-hotline", None, "warn")]
    assert "uk-hotline" in catalog.packs


@pytest.mark.parametrize("mode", ["warn", "enforce"])
def test_a_new_wording_is_kept_and_reported(locked, packs, mode):
    """A summary that reads otherwise sends nobody to a wrong place."""
    lock, paths = locked
    packs(zz_hotline=content(text="A very good line."))

    catalog = load(paths=paths, packs=[], lock=lock, lock_mode=mode)

    assert told(catalog) == [("lock.reworded", HOTLINE, None, "warn")]
    assert catalog.coverage_lost == ()


def test_a_record_that_is_gone_or_new_is_a_critical_change(locked, packs):
    """A line that is taken away is missed, and one that is added was never looked at."""
    lock, paths = locked
    whole = json.loads(content())
    whole["records"]["resource"]["other"] = whole["records"]["resource"].pop("line")
    packs(zz_hotline=json.dumps(whole, sort_keys=True))

    catalog = load(paths=paths, packs=[], lock=lock)

    assert {each.where.record for each in catalog.mistakes} == {"line", "other"}
    assert HOTLINE not in catalog.packs


def test_of_many_changes_only_the_first_are_told(locked, packs):
    """Past the bound the rest is counted."""
    lock, paths = locked
    packs(zz_hotline=content(**LAST_DIGIT, name="Another", kind="site", operator="X"))

    catalog = load(paths=paths, packs=[], lock=lock, limits=Limits(mistakes=2))

    assert [each.problem for each in catalog.mistakes][2:] == [
        "3 more safety-critical values changed."
    ]
    assert len(catalog.mistakes) == 3


def test_an_accepted_pack_that_is_not_installed_is_missed(locked):
    """What the lock knows and nobody finds is reported, once."""
    lock, paths = locked

    catalog = load(paths=paths[:-1], lock=lock, packs=[HOTLINE, *GOOD])
    only_some = load(paths=paths[:-1], lock=lock, packs=[])

    assert told(only_some) == []
    assert [each.code for each in catalog.mistakes if each.where.pack == HOTLINE] == [
        "pack.missing"
    ]


def test_without_a_choice_of_packs_every_accepted_one_is_missed(locked, monkeypatch):
    """A host that loads all packs is told of each accepted one that is gone."""
    lock, paths = locked
    monkeypatch.setattr("takeaction.packs.sources.discovery._entry_points", lambda _: ((), ()))

    catalog = load(paths=paths[:-1], lock=lock)

    assert told(catalog) == [("lock.missing_pack", HOTLINE, None, "warn")]
    assert catalog.coverage_lost == ()


def test_a_broken_pack_is_told_of_once(install_pack, locked_as):
    """A pack that cannot be read is not said to be missing as well."""
    broken = content().replace('"schema": 1', '"schema": 99')
    install_pack(HOTLINE, name="honest", module="honest", content=broken, site="site-honest")

    catalog = load(packs=[HOTLINE], lock=locked_as("honest"))

    assert told(catalog) == [("pack.schema", HOTLINE, "schema", "quarantine")]
    assert catalog.coverage_lost == (("US", "en"), ("US", "es"))


def test_strict_loading_raises_what_the_lock_finds(locked, packs):
    """A host that wants no mistake at all gets them together, and no catalog."""
    lock, paths = locked
    packs(zz_hotline=content(**LAST_DIGIT))

    with pytest.raises(PackErrors) as caught:
        load(paths=paths, packs=[], lock=lock, on_mistake="raise")

    assert {each.code for each in caught.value.mistakes} == {"lock.safety_changed"}


def test_a_lock_is_given_by_the_path_of_its_file(locked, packs, tmp_path):
    """A host names the file; a lock that is off is not even opened."""
    lock, paths = locked
    file = tmp_path / "takeaction.lock"
    file.write_text(lock.text(), encoding="utf-8")
    packs(zz_hotline=content(**LAST_DIGIT))

    assert HOTLINE not in load(paths=paths, packs=[], lock=file).packs
    assert HOTLINE not in load(paths=paths, packs=[], lock=str(file)).packs
    assert HOTLINE in load(paths=paths, packs=[], lock=tmp_path / "none", lock_mode="off").packs


def test_a_lock_that_cannot_be_used_stops_the_load(tmp_path):
    """A host that means to hold to a lock gets no catalog without it."""
    with pytest.raises(LockError, match="there is no such file"):
        load(packs=[], lock=tmp_path / "takeaction.lock")


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ({"lock_mode": "enforce"}, "query.lock"),
        ({"lock_mode": "warn"}, "query.lock"),
        ({"lock": 7}, "query.lock"),
        ({"lock_mode": "strict"}, "query.lock_mode"),
    ],
    ids=["enforce-nothing", "warn-nothing", "no-path", "no-mode"],
)
def test_a_call_that_means_no_lock_is_refused(options, code):
    """Nothing is silently not enforced."""
    with pytest.raises(QueryError) as caught:
        load(packs=[], **options)

    assert caught.value.code == code


def test_without_a_lock_nothing_of_it_is_imported():
    """Who uses no lock pays nothing for it."""
    code = (
        "import json, sys, takeaction\n"
        "takeaction.load(packs=[], lock_mode='off').coverage_lost\n"
        "print(json.dumps(sorted(sys.modules)))"
    )
    done = subprocess.run(  # noqa: S603 - our own code
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )

    names = {"holding", "locking", "comparing", "pinning"}
    assert not {f"takeaction.packs.{name}" for name in names} & set(json.loads(done.stdout))


def test_words_and_patches_of_a_pack_are_pinned_with_it(packs):
    """What a pack adds to another's record is looked at like what it says itself."""
    whole = json.loads(content("zz-more"))
    patch = {"reason": "It serves it.", "regions": ["CA"], "languages": ["fr"]}
    whole["records"]["patch"] = {"zz-hotline:line": patch}
    word = {"kind": "role", "label": "Keeper", "observer": "education"}
    whole["records"]["word"] = {"keeper": word}
    paths = packs(zz_hotline=content(), zz_more=json.dumps(whole, sort_keys=True))

    lock, mistakes = pin_all(paths=paths, packs=[], lock=Lock())
    pack = lock.get("zz-more")

    assert mistakes == ()
    assert pack is not None
    assert pack.values["patch zz-hotline:line regions"] == ("CA",)
    assert pack.values["patch zz-hotline:line languages"] == ("fr",)
    assert pack.values["word keeper observer"] == "education"
    assert pack.values["pack zz-more publisher"] == "P"
    assert pack.checked == {"resource line": "source of 2026-08"}
    assert lock.coverage({"support"}) == set(load(paths=paths, packs=[]).coverage())


@pytest.mark.parametrize(("long", "kept"), [(200, 200), (201, 200)], ids=["whole", "cut"])
def test_a_long_name_and_version_are_pinned_up_to_a_bound(install_pack, long, kept):
    """A distribution calls itself as it likes, and a lock keeps one line of it."""
    name, version = "n" * long, "1" * long
    metadata = f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n"
    install_pack("alpha", METADATA=metadata)

    (pinned,) = pin_all(packs=["alpha"], lock=Lock())[0].packs

    assert len(pinned.distribution) == len(pinned.version) == kept
    assert name.startswith(pinned.distribution.removesuffix("…"))
    assert version.startswith(pinned.version.removesuffix("…"))
