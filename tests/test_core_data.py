"""The core's own data: regions, zones, words and messages."""

import ast
import re
import tomllib
from collections import Counter
from functools import cache
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

import takeaction.core_data
from takeaction.core_data import (
    FIRST_LANGUAGES,
    LANGUAGES,
    first_language_of,
    is_reviewed,
    language_of,
    messages,
    read,
    zones,
)
from takeaction.export.schemas.shipped import GROUPS
from takeaction.vocabulary.records import Observer, Rarity, WordKind
from takeaction.vocabulary.words import fold

SRC = Path(takeaction.core_data.__file__).parent
DATA = SRC / "data"
FILES = sorted(path.relative_to(DATA).with_suffix("").as_posix() for path in DATA.rglob("*.json"))
CODE = re.compile(r"[a-z]+\.[a-z_]+")
SAYING = ("Level", "Reason", "say")
WORDS = read("words")["words"]
ROLES = [row for row in WORDS if row["kind"] == "role"]
REGIONS = read("regions")
PARTS = {
    country: [part.partition("<")[::2] for part in listed.split()]
    for country, listed in REGIONS["parts"].items()
}
OBSERVERS = {
    "health-professional": "health",
    "educator": "education",
    "counsellor": "social-services",
    "youth-worker": "social-services",
    "social-service-provider": "social-services",
    "ngo-staff": "social-services",
    "law-enforcement": "law-enforcement",
    "first-responder": "law-enforcement",
    "border-official": "law-enforcement",
    "labour-inspector": "labour-inspector",
    "employer": "employer",
    "hr-recruiter": "employer",
    "venue-owner": "employer",
    "procurement": "employer",
}
PARTS_OF_SENTENCES = {
    *("factor", "age", "mode", "calendar", "listed", "edition", "report", "label", "hidden", "for"),
    *("cost", "spoken", "who", "method", "state", "by", "basis", "weekday", "month"),
    *("gone", "body", "kind", "element", "grade", "presence", "points", "day", "short"),
    *("template", "ask", "scope", "service", "hint", "noun", "people", "lines", "unserved"),
}
"""What stands in a sentence, a calendar or a table, and the sentence of a code plugin."""

ALIKE = {
    *("factor.added", "by.chat", "by.tty"),
    *("for.emergency", "who.police", "communication", "label.day", "label.month", "label.field"),
    *(
        "label.minutes",
        "label.minutes_from",
        "label.headline",
        "label.date",
        "label.list",
        "kind.label",
    ),
    *("noun.action", "noun.horizon", "noun.weights"),
    *("label.no", "label.hours_always", "label.takes", "label.listed_good"),
    *("label.listed_group", "label.points", "label.services"),
    *("service.police", "service.ambulance"),
}
"""What reads alike in several languages."""
HEARD = ("ar", "de", "en", "es", "fr", "hi", "pt", "ru", "tl", "uk", "zh")
"""The languages that are heard."""

DIGITS = re.compile(r"\d+")

of_each_kind = pytest.mark.parametrize("kind", WordKind, ids=str)


@cache
def said():
    """Return each code that a module of the source uses, and whether it can be shown.

    A factor of level 0 adds no points, so its reason is never shown.
    """
    codes = {}
    for path in SRC.rglob("*.py"):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(call, ast.Call) or getattr(call.func, "id", "") not in SAYING:
                continue
            level = call.args[0] if call.args else None
            silent = isinstance(level, ast.Constant) and level.value == 0
            for part in ast.walk(call):
                text = part.value if isinstance(part, ast.Constant) else None
                if isinstance(text, str) and CODE.fullmatch(text):
                    codes[text] = codes.get(text, False) or not silent
    return codes


@cache
def written():
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in SRC.rglob("*.py")]
    constants = (
        part for tree in trees for part in ast.walk(tree) if isinstance(part, ast.Constant)
    )
    return {part.value for part in constants if isinstance(part.value, str)}


def beginnings(code):
    area, _, name = code.partition(".")
    parts = (f"{area}.{name[:end]}" for end, sign in enumerate(name) if sign == "_")
    return {f"{area}.", f".{name}", name, *parts}


def named(kind):
    return {row["id"]: row for row in WORDS if row["kind"] == kind}


def names(row):
    return {fold(name) for name in (row["id"], row["label"], *row.get("aliases", ()))}


def forms_of(message):
    if isinstance(message, str):
        return {"": message}
    return {form: text for form, text in message.items() if form != "of"}


def slots_of(message):
    slots = {frozenset(re.findall(r"\{(\w+)\}", text)) for text in forms_of(message).values()}
    assert len(slots) == 1, message
    return slots.pop()


def counted_in(message):
    return None if isinstance(message, str) else (message["of"], set(forms_of(message)))


# Reading


def test_the_packs_of_our_own_are_those_of_the_repository():
    projects = sorted((Path(__file__).parents[1] / "packs").glob("*/pyproject.toml"))
    names = {path.parent.name: tomllib.loads(path.read_text("utf-8")) for path in projects}

    assert read("first_party")["packs"] == {
        id: project["project"]["name"] for id, project in names.items()
    }


def test_every_file_is_read_here():
    translated = [f"{folder}/{tag}" for folder in ("aliases", "names") for tag in LANGUAGES[1:]]
    labels, messages = (
        [f"{folder}/{language}" for language in LANGUAGES] for folder in ("labels", "messages")
    )
    heard = (*HEARD, "frames", "languages", "letters", "rules", "signs", "topics", "weights")
    phrases = sorted(f"phrases/{name}" for name in heard)
    others = [
        "capitals",
        "codes",
        "crosswalk",
        "editions",
        "emergency",
        "first_party",
        "hosts",
        "lookalikes",
        "matters",
        "numbering_plans",
        "place_aliases",
        "place_scripts",
        "places",
        "population",
        "regions",
        "reviews",
        "safety_lines",
        "search",
        "signs",
        "speech",
    ]
    first = [f"first_words/{language}" for language in FIRST_LANGUAGES]
    first += [f"pages/{language}" for language in LANGUAGES]
    wording = [f"wording/{language}" for language in LANGUAGES]
    last = ["names/further", "three_letter_codes", *wording, "words", "zones"]
    schemas = [f"schemas/{group}" for group in (*GROUPS, "parts")]

    listed = [
        *first,
        *labels,
        "languages",
        *messages,
        *translated,
        *others,
        *phrases,
        *schemas,
        *last,
    ]
    assert sorted(listed) == FILES
    assert all(
        f" {country}" in read("numbering_plans")["regions"] for country in ("US", "GB", "NP", "XK")
    )


def test_the_population_has_every_country_and_is_about_that_of_the_world():
    thousands = read("population")["thousands"]

    assert sorted(thousands) == sorted(read("regions")["countries"])
    assert 7_000_000 < sum(thousands.values()) < 9_000_000
    assert all(people >= 0 for people in thousands.values())


def test_every_language_has_a_tag_and_a_name_of_its_own():
    names = read("languages")["names"]

    assert all(re.fullmatch(r"[a-z]{2,3}", tag) for tag in names)
    assert len(set(names.values())) == len(names)
    assert all(name == name.strip() != tag for tag, name in names.items())


def test_a_file_is_read_once_and_cannot_be_changed(subtests):
    for name in FILES:
        with subtests.test(str(name)):
            data = read(name)

            assert read(name) is data
            with pytest.raises(TypeError):
                data["more"] = "x"


@pytest.mark.parametrize("language", LANGUAGES[1:], ids=str)
def test_every_language_and_place_is_named_in_each_language(language):
    names = read(f"names/{language}")
    places = names["places"]

    assert set(places) == {*REGIONS["countries"], *REGIONS["groups"]}
    assert set(names["languages"]) == set(read("languages")["names"])
    assert len({fold(name) for name in places.values()}) == len(places)
    assert len(set(names["languages"].values())) == len(names["languages"])
    assert all(
        name == name.strip() != ""
        for kind in ("places", "languages")
        for name in names[kind].values()
    )


def test_one_name_means_one_place_in_all_languages():
    meant = {}
    for language in LANGUAGES[1:]:
        for code, name in read(f"names/{language}")["places"].items():
            meant.setdefault(fold(name), set()).add(code)
    for code, (name, _) in REGIONS["countries"].items():
        meant.setdefault(fold(name), set()).add(code)

    assert {name: codes for name, codes in meant.items() if len(codes) > 1} == {}


@pytest.mark.parametrize("language", LANGUAGES[1:], ids=str)
@of_each_kind
def test_every_word_has_a_label_in_each_language(language, kind):
    labels = read(f"labels/{language}")["labels"][kind]
    english = {row["id"]: row["label"] for row in WORDS if row["kind"] == kind}

    assert list(labels) == list(english)
    assert len({fold(label) for label in labels.values()}) == len(labels)
    assert {id for id in labels if labels[id] == english[id]} <= ALIKE


@pytest.mark.parametrize(
    "name",
    [
        *("regions", "words", "zones", "phrases/en", "places", "emergency", "reviews"),
        *("names/es", "crosswalk", "matters", "hosts"),
    ],
    ids=str,
)
def test_a_list_says_where_it_is_from(name):
    assert read(name)["source"]


def test_a_missing_file_is_named():
    with pytest.raises(FileNotFoundError, match=r"nothing\.json"):
        read("nothing")


# Messages


def test_every_code_that_can_be_shown_has_a_message():
    shown = {code for code, is_shown in said().items() if is_shown}
    without_points = {"moved.topic"}  # says why something stands lower

    assert shown | without_points <= set(messages("en"))
    assert len(shown) >= 15


def test_every_message_is_used_somewhere():
    texts = written()

    for code in messages("en"):
        assert code in texts or any(start in texts for start in beginnings(code)), code


@pytest.mark.parametrize("language", LANGUAGES, ids=str)
def test_every_language_has_every_message_with_the_same_slots(language):
    # A translation leaves out no message and no slot.
    # One language has forms for one and for more where another says both alike.
    translated, english = messages(language), messages("en")

    assert list(translated) == list(english)
    for code, text in translated.items():
        assert slots_of(text) == slots_of(english[code]), code
        counted = counted_in(text) or counted_in(english[code])
        assert counted_in(english[code]) in (None, counted), code
        assert counted is None or (counted[0] in slots_of(text) and counted[1] == {"one", "other"})


@pytest.mark.parametrize("language", LANGUAGES, ids=str)
def test_every_message_is_a_sentence(language):
    for code, text in messages(language).items():
        for form in forms_of(text).values():
            if code.partition(".")[0] not in PARTS_OF_SENTENCES:
                assert re.fullmatch(r"[A-ZÀÉ¿][^{}]*(\{[a-z]+\}[^{}]*)*\.", form), code


@pytest.mark.parametrize("language", LANGUAGES[1:], ids=str)
def test_every_message_was_translated(language):
    translated, english = messages(language), messages("en")

    same = {code for code in translated if translated[code] == english[code]}

    assert same <= ALIKE


@pytest.mark.parametrize("language", LANGUAGES[1:], ids=str)
def test_a_translation_has_the_same_numbers(language):
    for code, text in messages(language).items():
        translated, english = forms_of(text), forms_of(messages("en")[code])
        for form, form_text in translated.items():
            source = english.get(form) or english[min(english)]
            assert DIGITS.findall(form_text) == DIGITS.findall(source), code


def test_a_review_names_its_reviewer():
    reviews = read("reviews")["reviews"]

    assert list(reviews) == list(LANGUAGES[1:])
    for language, of_language in reviews.items():
        for code, review in of_language.items():
            assert code.startswith("word.") or code in messages(language)
            assert set(review) == {"by", "on", "source"}


def test_a_review_holds_until_the_english_text_changes(monkeypatch):
    english = messages("en")["trace.history"]
    review = {"by": "Ana Reyes", "on": "2026-11-25", "source": english}
    fake = {"reviews": {"es": {"trace.history": review, "trace.bill": review}}}
    real = takeaction.core_data.read
    monkeypatch.setattr(
        takeaction.core_data, "read", lambda name: fake if name == "reviews" else real(name)
    )

    assert is_reviewed("trace.history", "es")
    assert not is_reviewed("trace.bill", "es")
    assert not is_reviewed("young.tell", "es")
    assert is_reviewed("young.tell", "en")
    assert is_reviewed("trace.history", "es", english)
    assert not is_reviewed("trace.history", "es", "Another text.")


@pytest.mark.parametrize(
    ("wish", "language"),
    [
        *[(["en"], "en"), (["xx", "en"], "en"), (["xx"], "en"), ([], "en")],
        *[(["es"], "es"), (["es-MX"], "es"), (["xx", "fr", "es"], "fr")],
    ],
    ids=["english", "second", "unknown", "nothing", "spanish", "of-mexico", "first-known"],
)
def test_the_core_speaks_the_first_language_it_can(wish, language):
    assert language_of(wish) == language


@pytest.mark.parametrize(
    ("wish", "language"),
    [
        *[(["ar", "en"], "ar"), (["ar", "fr"], "ar"), (["fr", "ar"], "fr"), (["en", "ar"], "en")],
        *[(["xx", "uk-UA", "es"], "uk"), (["xx"], "en"), ([], "en")],
    ],
    ids=["before-english", "before-french", "after-french", "after", "of-ukraine", "unknown", "no"],
)
def test_the_first_sentences_are_in_the_first_language_that_has_them(wish, language):
    assert first_language_of(wish) == language


# Zones


def test_this_machine_knows_every_zone():
    for zone in zones():
        assert ZoneInfo(zone).key == zone


def test_zones_are_in_order():
    # The list has each zone once, in order, so that its changes are easy to read.
    listed = read("zones")["zones"]

    assert listed == sorted(zones())
    assert {"America/New_York", "Europe/Berlin", "Asia/Kathmandu"} <= zones()


# Regions


def test_codes_of_regions_have_their_forms():
    assert all(re.fullmatch("[A-Z]{2}", code) for code in REGIONS["countries"])
    assert all(re.fullmatch(r"\d{3}|EU", code) for code in REGIONS["groups"])
    for parts in PARTS.values():
        assert all(re.fullmatch("[A-Z0-9]{1,3}", part) for part, _ in parts)


def test_every_group_of_a_country_is_in_the_list():
    # Every group of a country has a name, and every group but the world has members.
    used = {group for _, groups in REGIONS["countries"].values() for group in groups.split()}

    assert used == set(REGIONS["groups"]) - {"001"}


def test_groups_of_a_country_widen():
    sizes = Counter(g for _, groups in REGIONS["countries"].values() for g in groups.split())

    for _, groups in REGIONS["countries"].values():
        for narrow, wide in pairwise(groups.split()):
            assert sizes[narrow] <= sizes[wide]


def test_the_european_union_has_its_members():
    members = {c for c, (_, groups) in REGIONS["countries"].items() if "EU" in groups.split()}

    assert len(members) == 27
    assert {"DE", "FR", "HR"} <= members
    assert members.isdisjoint({"GB", "CH", "NO"})


def test_no_two_places_have_one_name():
    called = [name for name, _ in REGIONS["countries"].values()] + list(REGIONS["groups"].values())

    assert len({fold(name) for name in called}) == len(called)


def test_parts_of_a_country_nest_one_level_deep():
    for country, parts in PARTS.items():
        holders = dict(parts)
        assert country in REGIONS["countries"]
        assert len(holders) == len(parts)
        assert {holders[holder] for holder in holders.values() if holder} <= {""}


# Words


@of_each_kind
def test_ids_of_words_are_valid_and_unique(kind):
    ids = [row["id"] for row in WORDS if row["kind"] == kind]

    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", id) for id in ids)
    assert len(set(ids)) == len(ids) > 20


def test_every_kind_of_word_is_known():
    assert {row["kind"] for row in WORDS} == set(WordKind)


@of_each_kind
def test_an_everyday_word_means_one_thing(kind):
    # An everyday word stands for one word of its kind, and is not the name of another.
    # A word that only holds others together gives way: its name may be that of one that it holds.
    meant = {}
    for row in named(kind).values():
        if not row.get("group"):
            for name in names(row):
                meant.setdefault(name, []).append(row["id"])

    assert [(name, ids) for name, ids in meant.items() if len(ids) > 1] == []


@pytest.mark.parametrize("language", LANGUAGES[1:], ids=str)
@of_each_kind
def test_an_everyday_word_of_another_language_means_one_thing(language, kind):
    aliases = read(f"aliases/{language}")["aliases"][kind]
    rows = {row["id"]: row for row in WORDS if row["kind"] == kind}
    labels = read(f"labels/{language}")["labels"][kind]
    singles = {id: row for id, row in rows.items() if not row.get("group")}
    english = {
        fold(name)
        for id, row in singles.items()
        for name in (*row.get("aliases", ()), row["label"], id)
    }
    meanings = {}
    for tag in LANGUAGES[1:]:
        for id, words in read(f"aliases/{tag}")["aliases"][kind].items():
            for alias in words:
                meanings.setdefault(fold(alias), []).append(id)

    assert set(aliases) <= set(singles)
    assert all(len(ids) == 1 for ids in meanings.values())
    assert english.isdisjoint(meanings)
    assert {fold(labels[id]) for id in singles}.isdisjoint(
        fold(alias) for words in aliases.values() for alias in words
    )


@of_each_kind
def test_a_group_may_only_share_its_name_with_one_of_its_words(kind):
    words = named(kind)

    for group in (row for row in words.values() if row.get("group")):
        for row in words.values():
            if row is not group and names(row) & names(group):
                assert row["broader"] == group["id"]


@of_each_kind
def test_every_broader_word_exists_in_its_kind(kind):
    words = named(kind)

    assert {row["broader"] for row in words.values() if "broader" in row} <= set(words)


@of_each_kind
def test_no_word_is_broader_than_itself(kind):
    words = named(kind)

    for id in words:
        chain = [id]
        while broader := words[chain[-1]].get("broader"):
            assert broader not in chain
            chain.append(broader)


@of_each_kind
def test_every_group_of_words_has_members(kind):
    words = named(kind)
    holders = {row.get("broader") for row in words.values()}

    assert {id for id, row in words.items() if row.get("group")} <= holders


def test_only_skills_and_roles_have_a_rarity():
    rarities = {(row["kind"], row["rarity"]) for row in WORDS if "rarity" in row}

    assert {kind for kind, _ in rarities} <= {"skill", "role"}
    assert {rarity for _, rarity in rarities} <= set(Rarity)


def test_every_role_has_its_observer(subtests):
    for row in ROLES:
        with subtests.test(str(row["id"])):
            assert row["observer"] == OBSERVERS.get(row["id"], Observer.BYSTANDER)


def test_every_role_with_a_rule_exists():
    assert set(OBSERVERS) | {"survivor", "anyone", "youth", "worker"} <= {r["id"] for r in ROLES}


def test_only_roles_have_an_observer():
    assert {row["kind"] for row in WORDS if "observer" in row} == {"role"}


@pytest.mark.parametrize(
    ("field", "form"),
    [
        ("esco", r"http://data\.europa\.eu/esco/(skill|occupation|isced-f)/[\w-]+"),
        ("onet", r"\d\d-\d{4}\.\d\d"),
        ("google", r"\d+"),
        ("label", r"\S.*\S"),
    ],
    ids=["esco", "onet", "google", "label"],
)
def test_ids_of_other_systems_have_their_forms(field, form):
    written = [str(row[field]) for row in WORDS if row.get(field) is not None]

    assert written
    assert [id for id in written if not re.fullmatch(form, id)] == []


def test_headings_of_the_harmonized_system_have_their_form():
    headings = [heading for row in WORDS for heading in row.get("hs", ())]

    assert headings
    assert [heading for heading in headings if not re.fullmatch(r"\d{2,6}", heading)] == []


def test_data_is_read_from_wherever_the_package_is(monkeypatch):
    monkeypatch.setattr(takeaction.core_data, "__spec__", None)

    assert read.__wrapped__("zones") == read("zones")


def test_the_files_are_known_inside_an_archive_too(monkeypatch, tmp_path):
    names, digest = takeaction.core_data.file_names(), takeaction.core_data.data_digest()

    monkeypatch.setattr(takeaction.core_data, "__file__", str(tmp_path / "core_data.py"))
    monkeypatch.setattr(takeaction.core_data, "__spec__", None)

    assert sorted(takeaction.core_data.file_names()) == sorted(names)
    assert takeaction.core_data.data_digest() == digest


def test_how_people_speak_is_of_words_that_exist():
    kinds = {
        kind: {row["id"] for row in named(kind).values() if not row.get("group")}
        for kind in WordKind
    }
    for language, spoken in read("speech")["spoken"].items():
        assert language in HEARD
        for kind, phrases in spoken.items():
            assert set(phrases) <= kinds[kind]
            for listed in phrases.values():
                names = listed.split("|")
                assert all(names)
                assert len(set(names)) == len(names)
