"""The core's own data: regions, zones, words and messages hold together."""

import ast
import re
from collections import Counter
from functools import cache
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

import takeaction.core_data
from takeaction.core_data import LANGUAGES, is_reviewed, language_of, messages, read, zones
from takeaction.vocabulary import Observer, Rarity, WordKind, fold

SRC = Path(takeaction.core_data.__file__).parent
DATA = SRC / "data"
FILES = sorted(path.relative_to(DATA).with_suffix("").as_posix() for path in DATA.rglob("*.json"))
CODE = re.compile(r"[a-z]+\.[a-z_]+")
SAYING = ("Level", "Reason", "say")
WORDS = read("words")["words"]
ROLES = [row for row in WORDS if row["kind"] == "role"]
REGIONS = read("regions")
PARTS = {
    country: [each.partition("<")[::2] for each in listed.split()]
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
    *("cost", "spoken", "fresh", "who", "method", "state", "by", "basis", "weekday", "month"),
    *("body", "kind", "status", "element", "grade", "presence", "points", "day", "short"),
    *("template", "ask"),
}
"""What stands in a sentence, a calendar or a table, and the sentence of a code plugin."""

ALIKE = {
    *("factor.added", "by.chat", "by.tty"),
    *("label.effort", "for.emergency", "who.police", "communication"),
    *("label.minutes", "label.date", "label.list", "kind.label"),
    *("label.no", "label.field", "label.hours_always", "label.takes", "label.listed_good"),
    *("label.listed_group", "label.points"),
}
"""What reads alike in several languages."""
DIGITS = re.compile(r"\d+")

of_each_kind = pytest.mark.parametrize("kind", WordKind, ids=str)


@cache
def said():
    """Return each code that a module of the source says, with whether it can be shown.

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
    """Return each text that stands in the source, those that something is added to among them."""
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in SRC.rglob("*.py")]
    constants = (
        part for tree in trees for part in ast.walk(tree) if isinstance(part, ast.Constant)
    )
    return {part.value for part in constants if isinstance(part.value, str)}


def beginnings(code):
    """Return what a code that is put together may stand as: a part before it, or one after it."""
    area, _, rest = code.partition(".")
    parts = (f"{area}.{rest[:end]}" for end, sign in enumerate(rest) if sign == "_")
    return {f"{area}.", f".{rest}", rest, *parts}


def named(kind):
    """Return the words of a kind by their id."""
    return {row["id"]: row for row in WORDS if row["kind"] == kind}


def names(row):
    """Return all that a word is called by."""
    return {fold(name) for name in (row["id"], row["label"], *row.get("aliases", ()))}


def forms_of(message):
    """Return the forms of a message; one that counts nothing has one."""
    if isinstance(message, str):
        return {"": message}
    return {form: text for form, text in message.items() if form != "of"}


def slots_of(message):
    """Return what a message leaves to be filled in, which is the same in each of its forms."""
    slots = {frozenset(re.findall(r"\{(\w+)\}", text)) for text in forms_of(message).values()}
    assert len(slots) == 1, message
    return slots.pop()


def counted_in(message):
    """Return what a message counts, and the forms that it has for that; None if it counts none."""
    return None if isinstance(message, str) else (message["of"], set(forms_of(message)))


# Reading


def test_every_file_is_read_here():
    """There is no file of the core's own data that these tests do not know."""
    labels, names = ([f"{each}/{tag}" for tag in LANGUAGES[1:]] for each in ("labels", "names"))
    messages = [f"messages/{language}" for language in LANGUAGES]
    others = ["need", "numbers", "regions", "reviews", "spoken", "words", "zones"]

    assert [*labels, "languages", "letters", *messages, *names, *others] == FILES
    assert all(f" {country}" in read("numbers")["regions"] for country in ("US", "GB", "NP", "XK"))


def test_every_language_has_a_tag_and_a_name_of_its_own():
    """Tags are the short ones of BCP 47, and no name stands for two languages."""
    names = read("languages")["names"]

    assert all(re.fullmatch(r"[a-z]{2,3}", tag) for tag in names)
    assert len(set(names.values())) == len(names)
    assert all(name == name.strip() != tag for tag, name in names.items())


@pytest.mark.parametrize("name", FILES, ids=str)
def test_a_file_is_read_once_and_cannot_be_changed(name):
    """The core's own data is read once a process, and nobody can put anything into it."""
    data = read(name)

    assert read(name) is data
    with pytest.raises(TypeError):
        data["more"] = "x"


@pytest.mark.parametrize("language", LANGUAGES[1:], ids=str)
def test_every_language_and_place_is_named_in_each_language(language):
    """Each has a name of its own, in the order of its code."""
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
    """What a country is called in one language is the name of no other in another."""
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
    """No word is left out, none is the English one, and no two words have one label."""
    labels = read(f"labels/{language}")["labels"][kind]
    english = {row["id"]: row["label"] for row in WORDS if row["kind"] == kind}

    assert list(labels) == list(english)
    assert len({fold(label) for label in labels.values()}) == len(labels)
    assert {id for id in labels if labels[id] == english[id]} <= ALIKE


@pytest.mark.parametrize(
    "name", ["regions", "words", "zones", "need", "reviews", "names/es"], ids=str
)
def test_a_list_says_where_it_is_from(name):
    """Every list of the core names its source."""
    assert read(name)["source"]


def test_a_file_that_is_not_there_is_named():
    """A mistake in the name of a file shows at once."""
    with pytest.raises(FileNotFoundError, match=r"nothing\.json"):
        read("nothing")


# Messages


def test_every_code_that_can_be_shown_has_a_message():
    """No answer can ever come to a reason that has no words."""
    shown = {code for code, seen in said().items() if seen}
    without_points = {"moved.topic"}  # says why something stands lower

    assert shown | without_points <= set(messages("en"))
    assert len(shown) >= 15


def test_every_message_is_said_somewhere():
    """No message is left over from something that is gone."""
    texts = written()

    for code in messages("en"):
        assert code in texts or any(start in texts for start in beginnings(code)), code


@pytest.mark.parametrize("language", LANGUAGES, ids=str)
def test_every_language_has_every_message_with_the_same_slots(language):
    """A translation leaves out no message, and nothing of one that is to be filled in.

    One language has forms for one and for more where another says both alike.
    """
    own, english = messages(language), messages("en")

    assert list(own) == list(english)
    for code, text in own.items():
        assert slots_of(text) == slots_of(english[code]), code
        counted = counted_in(text) or counted_in(english[code])
        assert counted_in(english[code]) in (None, counted), code
        assert counted is None or (counted[0] in slots_of(text) and counted[1] == {"one", "other"})


@pytest.mark.parametrize("language", LANGUAGES, ids=str)
def test_every_message_is_a_sentence(language):
    """Each message is whole: it starts with a capital and ends with a stop."""
    for code, text in messages(language).items():
        for form in forms_of(text).values():
            if code.partition(".")[0] not in PARTS_OF_SENTENCES:
                assert re.fullmatch(r"[A-ZÀÉ¿][^{}]*(\{[a-z]+\}[^{}]*)*\.", form), code


@pytest.mark.parametrize("language", LANGUAGES[1:], ids=str)
def test_every_message_was_translated(language):
    """No sentence of another language is the English one, copied."""
    own, english = messages(language), messages("en")

    same = {code for code in own if own[code] == english[code]}

    assert same <= ALIKE


@pytest.mark.parametrize("language", LANGUAGES[1:], ids=str)
def test_a_translation_has_the_same_numbers(language):
    """No number is lost, added or changed on the way into another language."""
    for code, text in messages(language).items():
        own, english = forms_of(text), forms_of(messages("en")[code])
        for form, said in own.items():
            source = english.get(form) or english[min(english)]
            assert DIGITS.findall(said) == DIGITS.findall(source), code


def test_who_reviewed_a_translation_is_named():
    """A review names a person, a day and the sentence that it rests on, and a message that is."""
    reviews = read("reviews")["reviews"]

    assert list(reviews) == list(LANGUAGES[1:])
    for language, of_language in reviews.items():
        for code, review in of_language.items():
            assert code.startswith("word.") or code in messages(language)
            assert set(review) == {"by", "on", "source"}


def test_a_review_holds_while_the_english_sentence_stays(monkeypatch):
    """What was reviewed once is no longer reviewed when its English sentence changes."""
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
    """A reader who asks for a language the core lacks gets English."""
    assert language_of(wish) == language


def test_what_somebody_in_need_types_is_folded():
    """A phrase that is not in the form in which searches are compared would never be met."""
    for language, phrases in read("need")["phrases"].items():
        assert language in LANGUAGES
        assert [fold(phrase) for phrase in phrases] == phrases
        assert len(set(phrases)) == len(phrases)


# Zones


def test_every_zone_is_one_that_this_machine_knows():
    """A pack may use no zone that has no rules."""
    for zone in zones():
        assert ZoneInfo(zone).key == zone


def test_zones_stand_in_order():
    """The list of zones has each once, in order, so that a change of it can be read."""
    listed = read("zones")["zones"]

    assert listed == sorted(zones())
    assert {"America/New_York", "Europe/Berlin", "Asia/Kathmandu"} <= zones()


# Regions


def test_codes_of_regions_have_their_forms():
    """Countries are two letters, groups three digits or EU, parts up to three characters."""
    assert all(re.fullmatch("[A-Z]{2}", code) for code in REGIONS["countries"])
    assert all(re.fullmatch(r"\d{3}|EU", code) for code in REGIONS["groups"])
    for parts in PARTS.values():
        assert all(re.fullmatch("[A-Z0-9]{1,3}", part) for part, _ in parts)


def test_every_group_of_a_country_is_in_the_list():
    """A country belongs to groups that have names, and every group but the world has members."""
    used = {group for _, groups in REGIONS["countries"].values() for group in groups.split()}

    assert used == set(REGIONS["groups"]) - {"001"}


def test_groups_of_a_country_widen():
    """The groups that a country belongs to stand narrowest first."""
    sizes = Counter(g for _, groups in REGIONS["countries"].values() for g in groups.split())

    for _, groups in REGIONS["countries"].values():
        for narrow, wide in pairwise(groups.split()):
            assert sizes[narrow] <= sizes[wide]


def test_the_european_union_has_its_members():
    """The list of CLDR is of a day when the Union had 27 members."""
    members = {c for c, (_, groups) in REGIONS["countries"].items() if "EU" in groups.split()}

    assert len(members) == 27
    assert {"DE", "FR", "HR"} <= members
    assert members.isdisjoint({"GB", "CH", "NO"})


def test_no_two_places_have_one_name():
    """A country that is written by name is one country."""
    called = [name for name, _ in REGIONS["countries"].values()] + list(REGIONS["groups"].values())

    assert len({fold(name) for name in called}) == len(called)


def test_every_holder_of_a_part_is_a_part_that_nothing_holds():
    """A part is in its country, or in one part of it: there is no circle and no third step."""
    for country, parts in PARTS.items():
        held = dict(parts)
        assert country in REGIONS["countries"]
        assert len(held) == len(parts)
        assert {held[holder] for holder in held.values() if holder} <= {""}


# Words


@of_each_kind
def test_ids_of_words_have_the_form_of_ids_and_stand_once(kind):
    """The id of a word is kebab-case and names one word of its kind."""
    ids = [row["id"] for row in WORDS if row["kind"] == kind]

    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", id) for id in ids)
    assert len(set(ids)) == len(ids) > 20


def test_every_kind_of_word_is_one_that_is_known():
    """There are skills, roles, topics and products, and nothing else."""
    assert {row["kind"] for row in WORDS} == set(WordKind)


@of_each_kind
def test_an_everyday_word_means_one_thing(kind):
    """An everyday word stands for one word of its kind, and is not the name of another.

    A word that only holds others together gives way: its name may be that of one that it holds.
    """
    meant = {}
    for row in named(kind).values():
        if not row.get("group"):
            for name in names(row):
                meant.setdefault(name, []).append(row["id"])

    assert [(name, ids) for name, ids in meant.items() if len(ids) > 1] == []


@of_each_kind
def test_a_group_shares_its_name_with_a_word_that_it_holds(kind):
    """Where the name of a group is taken, it is by a word inside it."""
    words = named(kind)

    for group in (row for row in words.values() if row.get("group")):
        for row in words.values():
            if row is not group and names(row) & names(group):
                assert row["broader"] == group["id"]


@of_each_kind
def test_every_broader_word_exists_in_its_kind(kind):
    """A word is part of a word of its own kind."""
    words = named(kind)

    assert {row["broader"] for row in words.values() if "broader" in row} <= set(words)


@of_each_kind
def test_no_word_is_part_of_itself(kind):
    """From any word, the wider ones come to an end."""
    words = named(kind)

    for id in words:
        chain = [id]
        while broader := words[chain[-1]].get("broader"):
            assert broader not in chain
            chain.append(broader)


@of_each_kind
def test_every_group_of_words_holds_some(kind):
    """A word that only holds others together holds at least one."""
    words = named(kind)
    holders = {row.get("broader") for row in words.values()}

    assert {id for id, row in words.items() if row.get("group")} <= holders


def test_rarity_is_said_of_what_a_person_is_or_can_do():
    """Each rarity is a word of its list, and stands with skills and roles only."""
    rarities = {(row["kind"], row["rarity"]) for row in WORDS if "rarity" in row}

    assert {kind for kind, _ in rarities} <= {"skill", "role"}
    assert {rarity for _, rarity in rarities} <= set(Rarity)


@pytest.mark.parametrize("row", ROLES, ids=lambda row: row["id"])
def test_every_role_says_what_it_can_come_to_know(row):
    """Each role names its observer; those that no rule names are bystanders, never self."""
    assert row["observer"] == OBSERVERS.get(row["id"], Observer.BYSTANDER)


def test_every_role_that_has_a_rule_is_there():
    """No observer is promised for a role that the core does not ship."""
    assert set(OBSERVERS) | {"survivor", "anyone", "youth", "worker"} <= {r["id"] for r in ROLES}


def test_only_roles_observe():
    """A skill, a topic or a product comes to know nothing."""
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
def test_ids_of_other_lists_have_their_forms(field, form):
    """What stands beside a word for other systems looks as those systems write it."""
    written = [str(row[field]) for row in WORDS if row.get(field) is not None]

    assert written
    assert [each for each in written if not re.fullmatch(form, each)] == []


def test_headings_of_the_harmonized_system_have_their_form():
    """A product has headings of two to six digits."""
    headings = [each for row in WORDS for each in row.get("hs", ())]

    assert headings
    assert [each for each in headings if not re.fullmatch(r"\d{2,6}", each)] == []


def test_data_is_read_from_wherever_the_package_lies(monkeypatch):
    """Where what imported the package gives no files, they are read as resources."""
    monkeypatch.setattr(takeaction.core_data, "__spec__", None)

    assert read.__wrapped__("zones") == read("zones")
