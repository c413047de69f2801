"""Attacks on the lock by somebody whose pack was accepted, one for each test.

The pack is accepted as it is first. Then it is published again, or another pack beside it, and
loaded with ``lock_mode="enforce"`` from the text of the lock file, as a host does.
"""

import json
from itertools import permutations

import attrs
import pytest

import takeaction
from takeaction.limits import Limits
from takeaction.lock.changes import PackState, compare_all
from takeaction.lock.held import pin_all
from takeaction.lock.lock import Lock, parse_lock

HEADER = 'id = "{id}"\ntitle = "T"\npublisher = "P"\nlicence = "CC0-1.0"\nschema = 1\n'
LINE = {
    "name": "The line",
    "kind": "hotline",
    "purposes": ["support"],
    "audience": ["worker"],
    "regions": ["US", "US-OH"],
    "operator_kind": "ngo",
    "warning": "A charity answers.",
    "source": {"title": "A page"},
    "verified": {"method": "called"},
}
VOICE = {
    "channel": "voice",
    "dial": "+18885550100",
    "display": "1-888-555-0100",
    "hours": "Mo-Fr 09:00-17:00",
    "zone": "America/New_York",
    "languages": ["en", "es"],
    "shares_with": ["government"],
}
OTHER = {**VOICE, "dial": "+18885550111", "display": "1-888-555-0111"}
TABLE = '[[resource]]\nid = "{id}"\nname = "{name}"\nkind = "site"\nsource = {{ title = "A" }}\n'


def built(id="trial", *, header=(), **records):
    """Return a built pack of resources."""
    pack = {"id": id, "title": "T", "publisher": "P", "licence": "CC0-1.0", "schema": 1}
    content = {"pack": {**pack, **dict(header)}, "records": {"resource": records}}
    return {"pack.json": json.dumps(content)}


def two(one=VOICE, other=OTHER, **more):
    """Return a built pack of two helplines with a contact each."""
    return built(
        line={**LINE, "contacts": [one], **more}, other={**LINE, "name": "Two", "contacts": [other]}
    )


def sources(text, id="trial"):
    """Return the source files of a pack with resources."""
    return {"pack.toml": HEADER.format(id=id), "resources.toml": text}


@pytest.fixture
def accepted(write):
    """Return a function that accepts packs and then loads their next editions."""

    def load(before, after, *, limits=None, **options):
        paths = [write(files, id) for id, files in before.items()]
        lock, _ = pin_all(paths=paths, packs=[], lock=Lock())
        assert all(any(" name" in key for key in pack.values) for pack in lock.packs)
        reread = parse_lock(lock.text(), "a.lock")
        assert reread == lock
        paths = [write(files, id) for id, files in after.items()]
        catalogs = [
            takeaction.load(
                paths=order, packs=[], lock=reread, limits=limits or Limits(), **options
            )
            for order in permutations(paths)
        ]
        assert len({catalog.digest for catalog in catalogs}) == 1
        assert len({tuple(map(str, catalog.mistakes)) for catalog in catalogs}) == 1
        now, _ = pin_all(paths=paths, packs=[], lock=reread)
        states = {pack.id: pack.state for pack in compare_all(reread, now)}
        return catalogs[0], states

    return load


def is_held_back(accepted, before, after, **options):
    """Tell whether a pack is held back, and reported, if it differs from the accepted one."""
    catalog, states = accepted({"trial": before}, {"trial": after}, **options)
    codes = {error.code for error in catalog.mistakes}
    by_default = bool(options) or states["trial"] is PackState.CHANGED
    return "trial" not in catalog.packs and "lock.safety_changed" in codes and by_default


def test_a_record_that_is_dropped_because_it_appears_twice_is_missed(accepted):
    """The second of two is the accepted one, word for word; both are dropped: a change."""
    good = TABLE.format(id="line", name="N") + 'url = "https://example.org"\n'
    decoy = TABLE.format(id="line", name="Decoy")

    assert is_held_back(accepted, sources(good), sources(decoy + good))


def test_a_record_dropped_at_acceptance_does_not_come_back_under_the_same_digest(accepted):
    """Two records of one id are dropped at acceptance; one of them alone was never reviewed."""
    good = TABLE.format(id="seen", name="N")
    trap = TABLE.format(id="trap", name="N") + 'url = "https://evil.example"\n'
    decoy = TABLE.format(id="trap", name="Decoy")

    assert is_held_back(accepted, sources(good + decoy + trap), sources(good + trap))


def test_a_time_in_the_place_of_the_text_that_reads_the_same_is_a_change(accepted):
    """No field takes a time: the record is dropped, and the digest differs."""
    line = TABLE.format(id="line", name="N")
    was, now = '"2026-01-01 00:00:00"', "2026-01-01 00:00:00"

    assert is_held_back(
        accepted, sources(line + f"note = {was}\n"), sources(line + f"note = {now}\n")
    )


def test_the_same_content_with_fewer_records_differs_from_the_accepted_one(accepted):
    """Other limits drop a record, and its absence is noticed under the same digest."""
    pack = two(warning="A charity answers. " * 9)

    assert is_held_back(accepted, pack, pack, limits=Limits(text_characters=100))


def test_two_contacts_that_change_places_between_records_are_noticed(accepted):
    """Each number is still there, at the other helpline."""
    assert is_held_back(accepted, two(), two(OTHER, VOICE))


def test_two_contacts_of_a_record_that_change_names_are_noticed(accepted):
    """Each number is still there, under the id of the other."""
    one, other = {**VOICE, "id": "day"}, {**OTHER, "id": "night"}
    before = built(line={**LINE, "contacts": [one, other]})
    after = built(line={**LINE, "contacts": [{**one, "id": "night"}, {**other, "id": "day"}]})

    assert is_held_back(accepted, before, after)


@pytest.mark.parametrize(
    "change",
    [
        {"regions": ["US-OH"]},
        {"regions": ["US", "US-OH", "CA"]},
        {"audience": ["child"]},
        {"purposes": ["report"]},
        {"operator_kind": "police"},
        {"only_for": "Members only."},
        {"status": "retired", "note": "Closed."},
        {"aliases": ["older"]},
        {"warning": "A charity answer\u0455."},
        {"warning": "A charity answers.\u200e"},
    ],
    ids=json.dumps,
)
def test_a_line_that_is_lost_or_pushed_behind_others_is_noticed(accepted, change):
    """Its places and audience, who answers, and each letter of a warning are pinned."""
    assert is_held_back(accepted, two(), two(**change))


@pytest.mark.parametrize(
    "change",
    [
        {"hours": "Mo-Fr 09:00-16:59"},
        {"hours": "24/7"},
        {"zone": "America/Chicago"},
        {"languages": ["en"]},
        {"interpreter": ["mul"]},
        {"shares_with": ["police"]},
        {"dial_region": "US", "dial": "8885550100", "display": "888-555-0100"},
        {"display": "1 888 555 0100"},
        {"display": "\u0661-\u0668\u0668\u0668-\u0665\u0665\u0665-\u0660\u0661\u0660\u0660"},
        {"note": "Call 1-900-555-0199 first."},
    ],
    ids=json.dumps,
)
def test_a_contact_with_other_hours_or_another_display_is_noticed(accepted, change):
    """Hours, zones, languages, sharing, and each form of a number are pinned."""
    assert is_held_back(accepted, two(), two({**VOICE, **change}))


@pytest.mark.parametrize(
    "id", ["e\u0301", "a b", 'x"] = 1', "a].dial", "line\nnext", "\u202eecoiv"]
)
def test_a_contact_cannot_write_its_id_into_the_lock(accepted, id):
    """An id that would break a line of the lock, or be read as another, costs its record."""
    pack = two({**VOICE, "id": id})
    catalog, _ = accepted({"trial": pack}, {"trial": pack})

    assert "lock.form" not in {error.code for error in catalog.mistakes}
    assert list(catalog.resources) == ["trial:other"]


@pytest.mark.parametrize(
    "text",
    [
        'x"\n[pack.evil]\ndigest = "sha256:0"',
        "x\\",
        '"""',
        "a\u00adb",
        "caf\u00e9 \u05e9\u05dc\u05d5\u05dd \u200f!",
        "\U0001f4de 5",
        "x = 1 # y",
        "true",
        "2026-01-01",
        "[pack.trial]",
    ],
)
def test_a_text_is_the_same_in_the_lock_as_in_the_pack(accepted, text):
    """The lock reads back any warning unchanged, and notices any change in it."""
    catalog, states = accepted({"trial": two(warning=text)}, {"trial": two(warning=text)})

    assert states == {"trial": PackState.SAME}
    assert {error.code for error in catalog.mistakes} <= {"text.number"}  # "pack.evil" is a host
    assert is_held_back(accepted, two(warning=text), two(warning=f"{text}."))


@pytest.mark.parametrize(
    "number",
    [
        "01\u00b723\u00b745\u00b767\u00b789",
        "01,23,45,67,89",
        "01 * 23 * 45 * 67 * 89",
        "0\u200d1\u200d2\u200d3\u200d4\u200d5\u200d6\u200d7",
        "0\ufe0f\u20e31\ufe0f\u20e32\ufe0f\u20e33\ufe0f\u20e34\ufe0f\u20e35\ufe0f\u20e36\ufe0f\u20e3",
        "\u2460\u2461\u2462\u2463\u2464\u2465\u2466",
        "evil\u3002example",
        "evil\uff0eexample",
    ],
    ids=["dots", "commas", "stars", "joined", "keys", "circled", "chinese-dot", "wide-dot"],
)
def test_a_number_in_a_text_is_pinned_with_anything_between_its_digits(accepted, number):
    """A number in a summary that was accepted cannot change as if it were wording."""
    other = number[:-1] + {"9": "8", "7": "8", "e": "a"}.get(number[-1], number[-1])
    other = other if other != number else number.replace("\u2460", "\u2468").replace("5", "4")
    before, after = (two(summary=f"Call {text} today.") for text in (number, other))

    assert before != after
    assert is_held_back(accepted, before, after)


def test_a_pack_that_nobody_accepted_adds_nothing_to_an_accepted_one(accepted):
    """An accepted helpline has only the languages, places, links and words that were accepted."""
    patch = (
        '[[patch]]\ntarget = "trial:line"\nreason = "R."\nregions = ["NP"]\nlanguages = ["ne"]\n'
        'links = [{ title = "Chat", url = "https://evil.example" }]\n'
        '[[patch.translations]]\nlanguage = "fr"\nfield = "warning"\n'
        'source = "A charity answers."\ntext = "La police."\n'
    )
    evil = {"pack.toml": HEADER.format(id="evil"), "patches.toml": patch}
    untouched, _ = accepted({"trial": two()}, {"trial": two()})

    catalog, _ = accepted({"trial": two()}, {"trial": two(), "evil": evil})
    warned, _ = accepted({"trial": two()}, {"trial": two(), "evil": evil}, lock_mode="warn")

    codes = [(error.code, error.outcome) for error in catalog.mistakes]
    assert codes == [("lock.unknown_pack", "warn"), ("lock.unknown_patch", "drop")]
    assert catalog.resources["trial:line"] == untouched.resources["trial:line"]
    assert "NP" in warned.resources["trial:line"].regions
    assert [error.outcome for error in warned.mistakes] == ["warn", "warn"]


def test_only_the_first_of_many_unaccepted_patches_are_reported(accepted):
    """A pack that adds to everything is reported up to a limit."""
    lines = built(**{f"r{n}": {**LINE, "contacts": [VOICE]} for n in range(4)})
    patches = "".join(
        f'[[patch]]\ntarget = "trial:r{n}"\nreason = "R."\nregions = ["NP"]\n' for n in range(4)
    )
    evil = {"pack.toml": HEADER.format(id="evil"), "patches.toml": patches}

    catalog, _ = accepted(
        {"trial": lines}, {"trial": lines, "evil": evil}, limits=Limits(mistakes=3)
    )

    problems = [error.problem for error in catalog.mistakes if error.code == "lock.unknown_patch"]
    assert len(problems) == 4
    assert problems[-1] == "nobody has accepted 1 more of its patches."


def test_another_distribution_with_new_words_is_not_the_one_that_was_accepted(install, write):
    """Somebody else may publish a pack under its id: the wording is not theirs to change."""
    first, second = two(summary="It helps.")["pack.json"], two(summary="Pay first.")["pack.json"]
    install("honest", entries={"takeaction.packs": "trial = mine"}, files={"mine/pack.json": first})
    lock, _ = pin_all(packs=["trial"], lock=Lock())
    by_path = write({"pack.json": second}, "by-path")
    moved = Lock(tuple(attrs.evolve(pack, distribution="gone") for pack in lock.packs))
    install(
        "honest", entries={"takeaction.packs": "trial = mine"}, files={"mine/pack.json": second}
    )

    same = takeaction.load(packs=["trial"], lock=lock)
    other = takeaction.load(packs=["trial"], lock=moved)
    path = takeaction.load(packs=[], paths=[by_path], lock=moved)

    assert [error.code for error in same.mistakes] == ["lock.reworded"]
    (error,) = other.mistakes
    assert (error.code, error.where.field, len(other)) == ("lock.safety_changed", "distribution", 0)
    assert 'was "gone", now "honest"' in error.problem
    assert [error.code for error in path.mistakes] == ["lock.reworded"]


def test_a_pack_that_takes_a_new_id_leaves_the_old_one_missing(accepted):
    """A renamed pack is unknown, and its old records are reported as lost."""
    after = json.loads(two()["pack.json"])
    after["pack"]["id"] = "renamed"

    catalog, states = accepted({"trial": two()}, {"renamed": {"pack.json": json.dumps(after)}})

    assert states == {"trial": PackState.MISSING, "renamed": PackState.NEW}
    assert [error.code for error in catalog.mistakes] == ["lock.unknown_pack"]


def test_an_empty_pack_under_an_accepted_id_is_held_back(accepted):
    """An empty pack under an accepted id removes every helpline, and is reported."""
    assert is_held_back(accepted, two(), built())


@pytest.mark.parametrize(
    "change", [{"publisher": "Q"}, {"caveat": "C"}, {"contact": "https://q.example"}]
)
def test_a_pack_that_passes_to_somebody_else_is_noticed(accepted, change):
    """The publisher of a pack and its contact for mistakes were accepted, too."""
    before = built(line={**LINE, "contacts": [VOICE]})
    after = built(header=change, line={**LINE, "contacts": [VOICE]})

    assert is_held_back(accepted, before, after)


@pytest.mark.parametrize("id", ["tria1", "triai", "trlal", "trials", "trail", "trial-s"])
def test_a_look_alike_of_an_accepted_id_is_left_out(accepted, id):
    """A pack easily mistaken for an accepted one gives nothing until somebody accepts it."""
    catalog, _ = accepted({"trial": two()}, {"trial": two(), id: built(id, x={**LINE})})

    assert list(catalog.packs) == ["trial"]
    assert "pack.look_alike" in {error.code for error in catalog.mistakes}
