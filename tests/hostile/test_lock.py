"""Attacks on the lock by somebody whose pack was accepted, one for each test.

The pack is accepted as it is first. Then it is published again, or another pack beside it, and
loaded with ``lock_mode="enforce"`` from the text of the lock file, as a host does.
"""

import json
from itertools import permutations

import attrs
import make
import pytest

import takeaction
from takeaction import core_data
from takeaction.errors import LockError
from takeaction.limits import Limits
from takeaction.lock.changes import PackState, compare_all
from takeaction.lock.held import pin_all
from takeaction.lock.lock import Lock, parse_lock

HEADER = make.header("{id}", licence="CC0-1.0")
LINE = {
    "name": "The line",
    "kind": "hotline",
    "purposes": ["support"],
    "serves": ["migrants"],
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
    "tells": {"police": "always"},
}
OTHER = {**VOICE, "dial": "+18885550111", "display": "1-888-555-0111"}
TABLE = '[[resource]]\nid = "{id}"\nname = "{name}"\nkind = "site"\nsource = {{ title = "A" }}\n'


def built(id="trial", *, header=(), **records):
    pack = {"id": id, "title": "T", "publisher": "P", "licence": "CC0-1.0", "schema": 1}
    content = {"pack": {**pack, **dict(header)}, "records": {"resource": records}}
    return {"pack.json": json.dumps(content)}


def two(one=VOICE, other=OTHER, **more):
    return built(
        line={**LINE, "contacts": [one], **more}, other={**LINE, "name": "Two", "contacts": [other]}
    )


def sources(text, id="trial"):
    return {"pack.toml": HEADER.format(id=id), "resources.toml": text}


@pytest.fixture
def accepted(write):
    def load(before, after, *, limits=None, **options):
        paths = [write(files, id) for id, files in before.items()]
        lock, _ = pin_all(paths=paths, packs=[], lock=Lock())
        assert all(pack.wording for pack in lock.packs)
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


DIFFERS = {"lock.safety_changed", "lock.unknown_record", "lock.missing_record"}


def is_held_back(accepted, before, after, **options):
    """Tell whether what differs from the accepted pack is reported, and not in the catalog."""
    catalog, states = accepted({"trial": before}, {"trial": after}, **options)
    named = {error.where.record for error in catalog.mistakes if error.code in DIFFERS}
    served = {record.local_id for record in catalog if record.pack == "trial"}
    by_default = bool(options) or states["trial"] is PackState.CHANGED
    return bool(named) and not named & served and by_default


def test_a_record_that_is_dropped_because_it_appears_twice_is_missed(accepted):
    good = TABLE.format(id="line", name="N") + 'url = "https://example.org"\n'
    decoy = TABLE.format(id="line", name="Decoy")

    assert is_held_back(accepted, sources(good), sources(decoy + good))


def test_a_record_dropped_at_acceptance_does_not_come_back_under_the_same_digest(accepted):
    good = TABLE.format(id="seen", name="N")
    trap = TABLE.format(id="trap", name="N") + 'url = "https://evil.example"\n'
    decoy = TABLE.format(id="trap", name="Decoy")

    assert is_held_back(accepted, sources(good + decoy + trap), sources(good + trap))


def test_a_time_in_the_place_of_the_text_that_reads_the_same_is_a_change(accepted):
    line = TABLE.format(id="line", name="N")
    was, now = '"2026-01-01 00:00:00"', "2026-01-01 00:00:00"

    assert is_held_back(
        accepted, sources(line + f"note = {was}\n"), sources(line + f"note = {now}\n")
    )


def test_the_same_content_with_fewer_records_differs_from_the_accepted_one(accepted):
    pack = two(warning="A charity answers. " * 9)

    assert is_held_back(accepted, pack, pack, limits=Limits(text_characters=100))


def test_two_contacts_that_change_places_between_records_are_noticed(accepted):
    assert is_held_back(accepted, two(), two(OTHER, VOICE))


def test_two_contacts_of_a_record_that_change_names_are_noticed(accepted):
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
        {"serves": ["women"]},
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
        {"tells": {"police": "never"}},
        {"dial_region": "US", "dial": "8885550100", "display": "888-555-0100"},
        {"display": "1 888 555 0100"},
        {"display": "\u0661-\u0668\u0668\u0668-\u0665\u0665\u0665-\u0660\u0661\u0660\u0660"},
        {"note": "Call 1-900-555-0199 first."},
    ],
    ids=json.dumps,
)
def test_a_contact_with_other_hours_or_another_display_is_noticed(accepted, change):
    assert is_held_back(accepted, two(), two({**VOICE, **change}))


@pytest.mark.parametrize(
    "id", ["e\u0301", "a b", 'x"] = 1', "a].dial", "line\nnext", "\u202eecoiv"]
)
def test_a_contact_cannot_write_its_id_into_the_lock(accepted, id):
    # An id that would break a line of the lock, or be read as another, costs its record.
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
    other = number[:-1] + {"9": "8", "7": "8", "e": "a"}.get(number[-1], number[-1])
    other = other if other != number else number.replace("\u2460", "\u2468").replace("5", "4")
    before, after = (two(summary=f"Call {text} today.") for text in (number, other))

    assert before != after
    assert is_held_back(accepted, before, after)


def test_a_pack_that_nobody_accepted_adds_nothing_to_an_accepted_one(accepted):
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
    first, second = (
        two(source={"title": title})["pack.json"] for title in ("A page", "Another page")
    )
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
    after = json.loads(two()["pack.json"])
    after["pack"]["id"] = "renamed"

    catalog, states = accepted({"trial": two()}, {"renamed": {"pack.json": json.dumps(after)}})

    assert states == {"trial": PackState.MISSING, "renamed": PackState.NEW}
    assert [error.code for error in catalog.mistakes] == ["lock.unknown_pack"]


def test_an_empty_pack_under_an_accepted_id_is_noticed(accepted):
    catalog, states = accepted({"trial": two()}, {"trial": built()})

    told = [(error.code, error.where.record) for error in catalog.mistakes]
    assert told == [("lock.missing_record", "line"), ("lock.missing_record", "other")]
    assert states["trial"] is PackState.CHANGED
    assert ("US", "en") in catalog.coverage_lost


def test_a_pack_that_passes_to_somebody_else_is_noticed(accepted):
    before = built(line={**LINE, "contacts": [VOICE]})
    after = built(header={"publisher": "Q"}, line={**LINE, "contacts": [VOICE]})

    catalog, states = accepted({"trial": before}, {"trial": after})

    assert [(error.code, error.where.field) for error in catalog.mistakes] == [
        ("lock.safety_changed", "publisher")
    ]
    assert (len(catalog), len(catalog.packs), states["trial"]) == (0, 0, PackState.CHANGED)


@pytest.mark.parametrize("change", [{"caveat": "C"}, {"contact": "https://q.example"}])
def test_what_a_pack_says_of_itself_is_noticed_and_not_shown(accepted, change):
    before = built(line={**LINE, "contacts": [VOICE]})
    after = built(header=change, line={**LINE, "contacts": [VOICE]})

    catalog, states = accepted({"trial": before}, {"trial": after})

    (field,) = change
    assert [(error.code, error.where.field) for error in catalog.mistakes] == [
        ("lock.safety_changed", field)
    ]
    assert getattr(catalog.packs["trial"].header, field) is None
    assert ("trial:line" in catalog.resources, states["trial"]) == (True, PackState.CHANGED)


@pytest.mark.parametrize("id", ["tria1", "triai", "trlal", "trials", "trail", "trial-s"])
def test_a_look_alike_of_an_accepted_id_is_left_out(accepted, id):
    catalog, _ = accepted({"trial": two()}, {"trial": two(), id: built(id, x={**LINE})})

    assert list(catalog.packs) == ["trial"]
    assert "pack.look_alike" in {error.code for error in catalog.mistakes}


# S44


def test_s44_a_lock_keeps_the_digest_of_the_core_data(accepted, monkeypatch):
    same, _ = accepted({"trial": two()}, {"trial": two()})
    read = core_data.read_bytes

    def changed(name):
        return read(name).replace(b"112", b"113") if name == "regions.json" else read(name)

    def load():
        return accepted({"trial": two()}, {"trial": two()})[0]

    before = core_data.data_digest()
    lock = Lock((), before)
    monkeypatch.setattr(core_data, "read_bytes", changed)
    _, error = takeaction.load(packs=[], lock=lock).mistakes  # the first: there is no pack

    assert same.mistakes == ()
    assert core_data.data_digest() != before
    assert (error.code, error.outcome) == ("lock.core_changed", "warn")
    assert str(error) == (
        "the data of takeaction itself are not those that were accepted. Fix: if you have not "
        "updated takeaction, install it again; if you have, accept them with "
        '"takeaction lock --accept core --reviewer NAME".'
    )
    assert load().mistakes == ()


def test_s44_a_new_or_renamed_file_of_the_core_is_noticed(monkeypatch):
    files = [("a.json", b"1"), ("b.json", b"2")]
    others = [
        [("a.json", b"1")],
        [("a.json", b"1"), ("c.json", b"2")],
        [("a.json", b"2"), ("b.json", b"1")],
    ]

    def digest(content):
        monkeypatch.setattr(core_data, "file_names", lambda: tuple(name for name, _ in content))
        monkeypatch.setattr(core_data, "read_bytes", dict(content).get)
        return core_data.data_digest()

    digests = {digest(content) for content in [files, *others]}
    assert len(digests) == 4
    assert digest(files[::-1]) == digest(files)


# S49 and S50


NUMBERS = [
    ("1800 55 1800", "1800 55 1900"),
    ("1800 73 77 32", "1800 73 77 33"),
    ("It helps.", "It helps: 1900 12 34 56."),
    ("08_00_11_22_33", "08_00_11_22_34"),
    ("08 then 00", "08 then 01"),
    ("\u516b\u516b\u4e94", "\u516b\u516b\u516d"),
    ("1-800-HELPNOW", "1-800-HELPNOT"),
    ("HELPNOW", "HELPNOT"),
    ("Text HELP", "Text STOP"),
    ("Ask @good", "Ask @bad"),
    ("aid . org", "aid . net"),
    ("In 17 places", "In 18 places"),
    ("\u2460\u2461", "\u2460\u2462"),
    ("\u2167", "\u2168"),
    ("Ask \uff10\uff11", "Ask \uff10\uff12"),
]
DEED = {
    "title": "Do it",
    "summary": "It helps.",
    "steps": ["Begin."],
    "minutes": {"min": 1, "typical": 2, "max": 3},
    "cadence": "once",
    "modes": ["solo-online"],
    "source": {"title": "A page"},
}
LABELLED = {
    "name": "A label",
    "kind": "site-certification",
    "standard_setter": "They",
    "scope": "All.",
    "audited_by": "Somebody.",
    "third_party_audited": True,
    "asks": "Much.",
    "does_not_cover": "The rest.",
    "source": {"title": "A page"},
}


def whole(records, translations=()):
    """Return a built pack of records by kind, with translations by language and key."""
    header = {"id": "trial", "title": "T", "publisher": "P", "licence": "L", "schema": 1}
    header["languages"] = ["en", *dict(translations)]
    content = {"pack": header, "records": records}
    if translations:
        content["translations"] = dict(translations)
    return {"pack.json": json.dumps(content)}


def of_resource(text):
    return whole({"resource": {"line": {**LINE, "summary": text, "contacts": [VOICE]}}})


def of_action(text):
    return whole({"action": {"do": {**DEED, "summary": text}}})


def of_label(text):
    return whole({"label": {"mark": {**LABELLED, "asks": text}}})


def of_translation(text):
    return whole({"action": {"do": DEED}}, {"es": {"do#summary": text}})


def of_source(text):
    return whole({"action": {"do": {**DEED, "source": {"title": text}}}})


def of_patch(text):
    words = {"language": "fr", "field": "warning", "source": "A", "text": text}
    patch = {"reason": "R.", "translations": [words]}
    return whole({"action": {"do": DEED}, "patch": {"other:line": patch}})


PLACES = [of_resource, of_action, of_label, of_translation, of_source, of_patch]


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.__name__)
@pytest.mark.parametrize(("was", "now"), NUMBERS, ids=range(len(NUMBERS)))
def test_s49_no_other_number_host_handle_or_keyword_passes_in_any_text(accepted, place, was, now):
    catalog, states = accepted({"trial": place(was)}, {"trial": place(now)})

    if place is of_translation and "lang.digits" in {error.code for error in catalog.mistakes}:
        # A number that the source lacks: the translation is gone, and nothing is left to hold.
        assert catalog.get("trial:do").summary.pick(("es",)).language == "en"
        return
    held = [error.where.record for error in catalog.mistakes if error.code == "lock.safety_changed"]
    assert held in (["line"], ["do"], ["mark"], ["other:line"])
    assert catalog.get(f"trial:{held[0]}") is None
    assert states["trial"] is PackState.CHANGED


def test_s49_an_edited_translation_in_po_is_held_back(accepted):
    pack = 'languages = ["en", "es"]\n'
    action = (
        '[[action]]\nid = "do"\ntitle = "Do it"\nsummary = "Ring 1800 55 1800."\n'
        'steps = ["Begin."]\nminutes = { min = 1, typical = 2, max = 3 }\ncadence = "once"\n'
        'modes = ["solo-online"]\nsource = { title = "A page" }\n'
    )

    def spoken(number):
        po = (
            'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
            f'msgctxt "do#summary"\nmsgid "Ring 1800 55 1800."\nmsgstr "Llama al {number}."\n'
        )
        header = HEADER.format(id="trial") + pack
        return {"pack.toml": header, "actions.toml": action, "locale/es.po": po}

    before, after = spoken("1800 55 1800"), spoken("1800 55 1900")
    catalog, _ = accepted({"trial": before}, {"trial": before})
    assert catalog.actions["trial:do"].summary.pick(["es"]).text == "Llama al 1800 55 1800."

    assert is_held_back(accepted, before, after)


SIGN = {
    "text": "They hold the papers.",
    "element": "means",
    "grade": "medium",
    "grade_basis": "editorial",
    "types": ["labour"],
    "observable_by": ["bystander"],
    "ask": "notice",
    "reading": "read",
    "source": {"title": "A page"},
}


@pytest.mark.parametrize(
    ("kind", "record", "change"),
    [
        ("action", DEED, {"steps": ["Confront the driver."]}),
        ("action", DEED, {"safety": ["Be quick."]}),
        ("action", DEED, {"note": "Be quick."}),
        ("action", DEED, {"templates": [{"kind": "letter", "text": "Dear you"}]}),
        ("action", DEED, {"verified": {"method": "called", "on": "2026-11-01", "by": "A. Nobody"}}),
        ("resource", LINE, {"summary": "CLOSED since May: ask your employer to help."}),
        ("resource", LINE, {"name": "Another line"}),
        ("resource", LINE, {"verified": {"method": "operator-confirmed"}}),
        ("resource", LINE, {"verified": {"method": "called", "review_by": "2030-01-01"}}),
        ("indicator", SIGN, {"text": "They carry the papers."}),
        ("indicator", SIGN, {"grade": "strong"}),
        ("indicator", SIGN, {"child_grade": "strong"}),
        ("indicator", SIGN, {"concept": "papers"}),
        ("indicator", SIGN, {"element": "act"}),
        ("indicator", SIGN, {"immediate_danger": True}),
    ],
    ids=lambda value: json.dumps(value) if isinstance(value, dict) and len(value) == 1 else "",
)
def test_s50_a_reworded_step_summary_sign_or_grade_is_held_back(accepted, kind, record, change):
    before = whole({kind: {"one": record}})
    after = whole({kind: {"one": {**record, **change}}})

    assert accepted({"trial": before}, {"trial": before})[0].get("trial:one") is not None
    assert is_held_back(accepted, before, after)


def test_s50_new_words_that_could_hurt_somebody_are_held_back(accepted):
    before, after = of_action("It helps."), of_action("It helps: follow him home.")
    harmless = of_action("It helps you.")

    kept, _ = accepted({"trial": before}, {"trial": harmless})

    assert is_held_back(accepted, before, after)
    assert "trial:do" in kept.actions
    assert [error.code for error in kept.mistakes if error.code.startswith("lock.")] == [
        "lock.reworded"
    ]


# S51


def test_s51_a_lock_that_is_cut_anywhere_is_refused(tmp_path, write):
    lock, _ = pin_all(paths=[write(two(), "trial")], packs=[], lock=Lock())
    data = lock.text().encode()
    path = tmp_path / "takeaction.lock"

    for length in range(len(data)):
        path.write_bytes(data[:length])
        with pytest.raises(LockError):
            takeaction.load(packs=[], lock=path)
    path.write_bytes(data)
    assert [error.code for error in takeaction.load(packs=[], lock=path).mistakes] == ["pack.none"]


def test_s51_any_other_byte_in_a_lock_is_refused(write):
    lock, _ = pin_all(paths=[write(two(), "trial")], packs=[], lock=Lock())
    data = lock.text().encode()

    for place in range(len(data)):
        before, byte, after = data[:place], data[place : place + 1], data[place + 1 :]
        others = [bytes([byte[0] ^ bit]) for bit in (1, 0x10, 0x80)]
        for spoiled in (*others, b"", byte * 2 if byte != after[:1] else b"", b"\r", b"\n"):
            edited = before + spoiled + after
            if edited != data:
                with pytest.raises(LockError):
                    parse_lock(edited.decode("utf-8", "replace"), "a.lock")


# S52


def test_s52_one_changed_digit_costs_one_line(accepted):
    changed = {**VOICE, "dial": "+18885550101", "display": "1-888-555-0101"}
    place = takeaction.HelpQuery("US-OH")
    before, _ = accepted({"trial": two()}, {"trial": two()})

    catalog, _ = accepted({"trial": two()}, {"trial": two(changed)})

    (error,) = catalog.mistakes
    assert (error.code, error.outcome) == ("lock.safety_changed", "drop")
    assert str(error).startswith(
        'trial: line.contacts[voice].display: "The line", phone number: was "1-888-555-0100", now '
        '"1-888-555-0101" (differs in 1 digit). Fix: '
    )
    assert list(catalog.resources) == ["trial:other"]
    assert catalog.coverage_lost == ()
    answers = [takeaction.find_help(known, place) for known in (before, catalog)]
    assert answers[0].emergency == answers[1].emergency
    assert [len(answer) for answer in answers] == [2, 1]


@pytest.mark.parametrize("change", ["added", "removed"])
def test_s52_a_new_or_missing_contact_costs_its_line_alone(accepted, change):
    chat = {"channel": "chat", "url": "https://example.org/chat"}
    one, more = two(), two(contacts=[VOICE, chat])
    before, after = (one, more) if change == "added" else (more, one)

    catalog, _ = accepted({"trial": before}, {"trial": after})

    assert list(catalog.resources) == ["trial:other"]
    assert [error.where.record for error in catalog.mistakes] == ["line"]


def test_s52_what_is_lost_is_told(accepted):
    before = built(line={**LINE, "contacts": [VOICE]})
    after = built(line={**LINE, "contacts": [OTHER]})

    catalog, _ = accepted({"trial": before}, {"trial": after})

    assert catalog.coverage_lost == (("US", "en"), ("US", "es"), ("US-OH", "en"), ("US-OH", "es"))
