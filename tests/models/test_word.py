"""The open words: looked up by id, label or everyday word, and part of wider ones."""

import pickle

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from takeaction import core_data
from takeaction.errors import UnknownWordError
from takeaction.models.text import Text
from takeaction.models.word import Vocabulary, Word, core_words, vocabulary_with
from takeaction.vocabulary.records import Observer, Rarity, WordKind
from takeaction.vocabulary.words import fold

CORE = vocabulary_with()
SKILL, ROLE, TOPIC, PRODUCT = WordKind.SKILL, WordKind.ROLE, WordKind.TOPIC, WordKind.PRODUCT


def word(id, label="A label", kind=SKILL, **fields):
    return Word(id=id, kind=kind, label=Text(label), **fields)


def id_meant(words, written, kind=SKILL):
    return Vocabulary(words).find(kind, written, "skills").id


@given(st.sampled_from(core_words()))
def test_every_word_of_the_core_is_found_by_its_names(core_word):
    for name in (core_word.id, str(core_word.label), *core_word.aliases):
        meant = CORE.find(core_word.kind, name.upper(), "field")

        assert meant is core_word or (core_word.group and meant.broader == core_word.id)


def test_a_word_of_the_core_has_a_label_in_each_language():
    label = CORE.find(SKILL, "writing", "skills").label

    spanish = label.pick(["es-MX"])

    assert (spanish.text, spanish.language, spanish.reviewed) == ("Redacción", "es", False)
    assert label.pick(["fr"]).text == "Rédaction"
    assert label.pick(["en"]).text == str(label) == "Writing"


@pytest.mark.parametrize(
    ("kind", "written", "id"),
    [
        (SKILL, "Blogging", "writing"),
        (SKILL, "phone_banking", "phone-calls"),
        (SKILL, "  PUBLIC   SPEAKING ", "public-speaking"),
        (SKILL, "teaching", "teaching-skill"),
        (ROLE, "student", "student"),
        (PRODUCT, "coffee", "coffee"),
    ],
    ids=["alias", "underscore", "blanks", "group-gives-way", "role", "product"],
)
def test_a_person_may_use_everyday_words(kind, written, id):
    assert CORE.find(kind, written, "field").id == id


@pytest.mark.parametrize(
    ("kind", "written", "id"),
    [
        (ROLE, "Enfermera", "health-professional"),
        (ROLE, "femme de ménage", "domestic-worker"),
        (SKILL, "fotografía", "photography"),
        (SKILL, "cuisiner", "cooking"),
        (PRODUCT, "zapatos", "footwear"),
        (TOPIC, "commerce équitable", "fair-trade"),
    ],
    ids=["role", "phrase", "label", "skill", "product", "topic"],
)
def test_a_person_may_use_everyday_words_of_other_languages(kind, written, id):
    assert CORE.find(kind, written, "field").id == id


def test_a_word_of_a_pack_goes_before_one_in_another_language():
    words = [word("health", kind=ROLE), word("a:sister", "Infirmière", kind=ROLE)]

    assert id_meant(words, "infirmière", ROLE) == "a:sister"


def test_a_word_of_another_kind_is_not_found():
    with pytest.raises(UnknownWordError):
        CORE.find(SKILL, "student", "skills")


@pytest.mark.parametrize("written", ["", "  ", "…", "x" * 100_000], ids=repr)
def test_an_unknown_word_is_refused(written):
    with pytest.raises(UnknownWordError) as caught:
        CORE.find(SKILL, written, "skills", 3)

    assert (caught.value.field, caught.value.position, caught.value.nearest) == ("skills", 3, ())


def test_nearest_words_are_ids_without_repeats():
    words = [word("writing", "Writing", aliases=("writer",)), word("riding", "Riding")]

    with pytest.raises(UnknownWordError) as caught:
        id_meant(words, "writting")

    assert caught.value.nearest == ("writing",)


def test_the_core_goes_before_a_pack():
    core = [word("own", "Law"), word("many", "Many things", group=True)]
    theirs = [word("pack:x", "law", aliases=("Own", "many", "Many things"))]

    assert id_meant([*theirs, *core], "law") == "own"
    assert id_meant([*theirs, *core], "own") == "own"
    assert id_meant([*theirs, *core], "many") == "many"
    assert id_meant([*theirs, *core], "many things") == "many"


def test_an_id_goes_before_an_alias():
    words = [word("a", aliases=("b", "c")), word("b"), word("c", group=True)]

    assert [id_meant(words, written) for written in ("a", "b", "c")] == ["a", "b", "a"]


def test_if_two_packs_use_one_name_the_first_id_counts():
    words = [word("b:x", "Knitting"), word("a:y", "knitting")]

    assert id_meant(words, "knitting") == id_meant(words[::-1], "knitting") == "a:y"


def test_a_group_of_a_pack_gives_way_to_a_word_of_a_pack():
    words = [word("a:group", "Knitting", group=True), word("b:one", "Knitting")]

    assert id_meant(words, "knitting") == "b:one"


def test_nothing_takes_the_full_id_of_a_word():
    words = [word("b:x", "Knitting"), word("a:y", "Sewing", aliases=("b:x", "b x"))]

    assert id_meant(words, "b:x") == "b:x"
    assert id_meant(words, "B x") == "a:y"


def test_words_are_in_order_of_kind_and_id():
    words = [word("b"), word("a:z"), word("a"), word("z", kind=PRODUCT)]

    ids = [item.id for item in Vocabulary(words)]

    assert ids == ["z", "a", "a:z", "b"]
    assert ids == [item.id for item in Vocabulary(reversed(words))]


def test_words_of_one_kind_are_listed_separately():
    assert sum(len(CORE.of(kind)) for kind in WordKind) == len(CORE) == len(core_words())
    assert [topic.kind for topic in CORE.of(TOPIC)] == [TOPIC] * len(CORE.of(TOPIC))


@pytest.mark.parametrize(
    ("id", "kind", "there"),
    [
        ("writing", SKILL, True),
        ("Writing", SKILL, False),
        ("writing", ROLE, False),
        ("blogging", SKILL, False),
    ],
    ids=["id", "case", "kind", "alias"],
)
def test_get_needs_the_exact_id(id, kind, there):
    assert (CORE.get(kind, id) is not None) is there


@pytest.mark.parametrize(
    ("id", "chain"),
    [
        ("d", ("d", "c", "b", "a")),
        ("a", ("a",)),
        ("nowhere", ("nowhere",)),
        ("lost", ("lost", "gone")),
        ("x", ("x", "y")),
        ("self", ("self",)),
    ],
    ids=["chain", "top", "unknown", "broader-unknown", "circle", "itself"],
)
def test_a_word_is_part_of_all_wider_ones(id, chain):
    broader = {"d": "c", "c": "b", "b": "a", "a": None, "lost": "gone", "x": "y", "y": "x"}
    words = Vocabulary(
        word(narrow, broader=wide) for narrow, wide in {**broader, "self": "self"}.items()
    )

    assert words.wider(SKILL, id) == chain


def test_wider_words_are_of_one_kind():
    words = Vocabulary([word("law", broader="civics"), word("law", kind=TOPIC)])

    assert words.wider(TOPIC, "law") == ("law",)
    assert words.wider(SKILL, "law") == ("law", "civics")


def test_words_of_packs_join_those_of_the_core():
    words = vocabulary_with([word("a:falconry", "Falconry", broader="creative")])

    assert len(words) == len(core_words()) + 1
    assert words.find(SKILL, "Falconry", "skills").id == "a:falconry"
    assert words.wider(SKILL, "a:falconry") == ("a:falconry", "creative")


def test_without_packs_the_words_are_those_of_the_core():
    assert vocabulary_with(()) is CORE
    assert [role.id for role in CORE.of(ROLE)] == sorted(
        item.id for item in core_words() if item.kind is ROLE
    )


def test_a_vocabulary_can_be_pickled():
    other = pickle.loads(pickle.dumps(CORE))  # noqa: S301 - our own bytes

    assert list(other) == list(CORE)
    assert other.find(SKILL, "blogging", "skills") == CORE.find(SKILL, "blogging", "skills")


@pytest.mark.parametrize(
    ("kind", "id", "fields"),
    [
        (SKILL, "writing", {"rarity": Rarity.COMMON, "broader": "communication", "observer": None}),
        (SKILL, "communication", {"group": True, "broader": None}),
        (SKILL, "public-speaking", {"rarity": Rarity.SOME, "group": False}),
        (ROLE, "educator", {"observer": Observer.EDUCATION}),
        (ROLE, "survivor", {"observer": Observer.BYSTANDER}),
        (ROLE, "researcher", {"onet": "19-3041.00", "rarity": Rarity.RARE}),
        (PRODUCT, "coffee", {"hs": ("0901",), "google": 1868, "observer": None}),
        (PRODUCT, "medical-instruments", {"shopping": False}),
    ],
    ids=[
        *("skill", "group", "default-rarity", "role", "survivor", "rare-role", "product"),
        "not-shopped-for",
    ],
)
def test_core_words_have_the_fields_of_the_data(kind, id, fields):
    core_word = CORE.get(kind, id)

    assert {name: getattr(core_word, name) for name in fields} == fields


def test_a_word_needs_a_name_and_nothing_else():
    knitting = word("a:knitting", "Knitting")

    assert (knitting.rarity, knitting.shopping, knitting.group) == (Rarity.SOME, True, False)
    assert (knitting.aliases, knitting.hs) == ((), ())
    unknown = [
        getattr(knitting, name) for name in ("broader", "observer", "esco", "onet", "google")
    ]
    assert unknown == [None] * 5
    with pytest.raises(TypeError):
        Word("a:knitting")


def test_the_position_of_a_single_word_is_0():
    with pytest.raises(UnknownWordError) as caught:
        CORE.find(SKILL, "zzz", "skills")

    assert caught.value.position == 0


def test_core_words_carry_their_ids_in_other_systems():
    coffee, writing = CORE.get(PRODUCT, "coffee"), CORE.get(SKILL, "writing")

    assert coffee.hs
    assert all(fold(heading) == heading for heading in coffee.hs)
    assert writing.esco.startswith("http://data.europa.eu/esco/")


def test_a_word_cannot_be_changed():
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        CORE.get(SKILL, "writing").broader = "law"


def test_labels_in_other_languages_are_read_on_first_use(monkeypatch):
    files = []

    def reads(name):
        files.append(name)
        return core_data.read(name)

    monkeypatch.setattr("takeaction.models.word.read", reads)
    labels = [item.label for item in core_words.__wrapped__()]
    before = set(files)
    shown = {str(label.pick(["en"])) for label in labels}

    assert len(shown) > 100
    assert before == set(files) == {"words"}
    assert labels[0].pick(["es"]).language == "es"
    assert set(files) == {"words", "labels/es", "labels/fr"}
