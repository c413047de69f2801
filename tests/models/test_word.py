"""The open words: found by id, label or everyday word, and part of wider ones."""

import pickle

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from takeaction import core_data
from takeaction.errors import UnknownWordError
from takeaction.models.text import Text
from takeaction.models.word import Vocabulary, Word, core_words, vocabulary_with
from takeaction.vocabulary import Observer, Rarity, WordKind, fold

CORE = vocabulary_with()
SKILL, ROLE, TOPIC, PRODUCT = WordKind.SKILL, WordKind.ROLE, WordKind.TOPIC, WordKind.PRODUCT


def word(id, label="A label", kind=SKILL, **fields):
    """Make a word."""
    return Word(id=id, kind=kind, label=Text(label), **fields)


def found(words, written, kind=SKILL):
    """Return the id of the word that is meant."""
    return Vocabulary(words).find(kind, written, "skills").id


@given(st.sampled_from(core_words()))
def test_every_word_of_the_core_is_found_by_its_names(each):
    """Any word that holds none together is found by its id, its label and its aliases."""
    for name in (each.id, str(each.label), *each.aliases):
        meant = CORE.find(each.kind, name.upper(), "field")

        assert meant is each or (each.group and meant.broader == each.id)


def test_a_word_of_the_core_has_a_label_in_each_language():
    """Nobody has reviewed the Spanish and French ones, and they say so."""
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
    """An everyday word in any case means the word of the list."""
    assert CORE.find(kind, written, "field").id == id


def test_a_word_of_another_kind_is_not_found():
    """A role is no skill, even if both lists are at hand."""
    with pytest.raises(UnknownWordError):
        CORE.find(SKILL, "student", "skills")


@pytest.mark.parametrize("written", ["", "  ", "…", "x" * 100_000], ids=repr)
def test_what_names_no_word_is_refused(written):
    """Nothing is guessed for a text that is no word of the list."""
    with pytest.raises(UnknownWordError) as caught:
        CORE.find(SKILL, written, "skills", 3)

    assert (caught.value.field, caught.value.position, caught.value.nearest) == ("skills", 3, ())


def test_a_near_miss_brings_ids_each_once():
    """The nearest words of a misspelt one are ids, even where an alias was nearer."""
    words = [word("writing", "Writing", aliases=("writer",)), word("riding", "Riding")]

    with pytest.raises(UnknownWordError) as caught:
        found(words, "writting")

    assert caught.value.nearest == ("writing", "riding")


def test_the_core_goes_before_a_pack():
    """No pack can take a name from a word of the core, nor from a group of them."""
    own = [word("own", "Law"), word("many", "Many things", group=True)]
    theirs = [word("pack:x", "law", aliases=("Own", "many", "Many things"))]

    assert found([*theirs, *own], "law") == "own"
    assert found([*theirs, *own], "own") == "own"
    assert found([*theirs, *own], "many") == "many"
    assert found([*theirs, *own], "many things") == "many"


def test_an_id_is_that_word_whoever_calls_another_so():
    """An everyday word takes the place of a group's id, and of no other."""
    words = [word("a", aliases=("b", "c")), word("b"), word("c", group=True)]

    assert [found(words, written) for written in ("a", "b", "c")] == ["a", "b", "a"]


def test_of_two_packs_with_one_name_the_first_id_counts():
    """Which of two packs a name belongs to does not depend on their order."""
    words = [word("b:x", "Knitting"), word("a:y", "knitting")]

    assert found(words, "knitting") == found(words[::-1], "knitting") == "a:y"


def test_a_group_of_a_pack_gives_way_to_a_word_of_a_pack():
    """A word that only holds others together is not what a person can do."""
    words = [word("a:group", "Knitting", group=True), word("b:one", "Knitting")]

    assert found(words, "knitting") == "b:one"


def test_nothing_takes_the_full_id_of_a_pack():
    """The full id of a word finds it, whatever another pack calls its own words."""
    words = [word("b:x", "Knitting"), word("a:y", "Sewing", aliases=("b:x", "b x"))]

    assert found(words, "b:x") == "b:x"
    assert found(words, "B x") == "a:y"


def test_words_stand_in_order_of_kind_and_id():
    """To walk through the words gives them in one order, whatever order they came in."""
    words = [word("b"), word("a:z"), word("a"), word("z", kind=PRODUCT)]

    listed = [each.id for each in Vocabulary(words)]

    assert listed == ["z", "a", "a:z", "b"]
    assert listed == [each.id for each in Vocabulary(reversed(words))]


def test_words_of_one_kind_are_had_apart():
    """Skills are had without roles, and the counts add up."""
    assert sum(len(CORE.of(kind)) for kind in WordKind) == len(CORE) == len(core_words())
    assert [each.kind for each in CORE.of(TOPIC)] == [TOPIC] * len(CORE.of(TOPIC))


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
def test_a_word_is_got_by_its_exact_id_only(id, kind, there):
    """To get a word, its id has to be written as it is."""
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
    """The wider words come narrowest first, and a circle comes to an end."""
    broader = {"d": "c", "c": "b", "b": "a", "a": None, "lost": "gone", "x": "y", "y": "x"}
    words = Vocabulary(
        word(each, broader=wide) for each, wide in {**broader, "self": "self"}.items()
    )

    assert words.wider(SKILL, id) == chain


def test_wider_words_are_of_one_kind():
    """A topic with the id of a skill is not part of what the skill is part of."""
    words = Vocabulary([word("law", broader="civics"), word("law", kind=TOPIC)])

    assert words.wider(TOPIC, "law") == ("law",)
    assert words.wider(SKILL, "law") == ("law", "civics")


def test_words_of_packs_join_those_of_the_core():
    """The words of a catalog are the core's and those of its packs."""
    words = vocabulary_with([word("a:knitting", "Knitting", broader="creative")])

    assert len(words) == len(core_words()) + 1
    assert words.find(SKILL, "Knitting", "skills").id == "a:knitting"
    assert words.wider(SKILL, "a:knitting") == ("a:knitting", "creative")


def test_without_packs_the_words_are_those_of_the_core():
    """Catalogs without words of their own share the core's, which nobody can change."""
    assert vocabulary_with(()) is CORE
    assert [each.id for each in CORE.of(ROLE)] == sorted(
        each.id for each in core_words() if each.kind is ROLE
    )


def test_a_vocabulary_can_be_pickled():
    """Words are found in another process as they are here."""
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
def test_the_words_of_the_core_are_read_as_they_stand(kind, id, fields):
    """What the list says of a word is what the word says, and the rest is its default."""
    each = CORE.get(kind, id)

    assert {name: getattr(each, name) for name in fields} == fields


def test_a_word_needs_a_name_and_nothing_else():
    """A word of a pack that says nothing more is one that some have, and that people shop for."""
    each = word("a:knitting", "Knitting")

    assert (each.rarity, each.shopping, each.group) == (Rarity.SOME, True, False)
    assert (each.aliases, each.hs) == ((), ())
    unknown = (each.broader, each.observer, each.esco, each.onet, each.google)
    assert unknown == (None,) * 5
    with pytest.raises(TypeError):
        Word("a:knitting")


def test_a_word_that_is_asked_for_alone_stands_first():
    """A word that is no part of a list has the place 0."""
    with pytest.raises(UnknownWordError) as caught:
        CORE.find(SKILL, "zzz", "skills")

    assert caught.value.position == 0


def test_codes_of_other_lists_stand_with_the_words_of_the_core():
    """A word carries the ids that other systems have for it."""
    coffee, writing = CORE.get(PRODUCT, "coffee"), CORE.get(SKILL, "writing")

    assert coffee.hs
    assert all(fold(heading) == heading for heading in coffee.hs)
    assert writing.esco.startswith("http://data.europa.eu/esco/")


def test_a_word_cannot_be_changed():
    """Nobody can give a word another meaning."""
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        CORE.get(SKILL, "writing").broader = "law"


def test_labels_in_other_languages_are_read_when_somebody_wants_one(monkeypatch):
    """A first answer in English reads none of them."""
    asked = []

    def reads(name):
        asked.append(name)
        return core_data.read(name)

    monkeypatch.setattr("takeaction.models.word.read", reads)
    labels = [each.label for each in core_words.__wrapped__()]
    before = set(asked)
    shown = {str(label.pick(["en"])) for label in labels}

    assert len(shown) > 100
    assert before == set(asked) == {"words"}
    assert labels[0].pick(["es"]).language == "es"
    assert set(asked) == {"words", "labels/es", "labels/fr"}
