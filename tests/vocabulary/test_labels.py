"""Labels: a name for every word in each core language, and the names that questions understand."""

import itertools
import re
from enum import StrEnum
from typing import get_args

import attrs
import pytest

from takeaction import HelpQuery, Profile, assess, check_purchase, core_data, recommend
from takeaction.core_data import LANGUAGES, is_reviewed, read
from takeaction.engine.signs.assessment import find_witness
from takeaction.errors import Outcome, QueryError, UnknownWordError
from takeaction.models.question.queries import PurchaseQuery
from takeaction.models.text import Text, Words
from takeaction.models.word import Vocabulary, Word, closed_label, core_words
from takeaction.vocabulary import (
    actions,
    closed_words,
    contacts,
    goods,
    needs,
    records,
    resources,
    signs,
    words,
)
from takeaction.vocabulary.actions import Age, Cost
from takeaction.vocabulary.contacts import Channel, ReferralState
from takeaction.vocabulary.goods import GoodKind
from takeaction.vocabulary.lists import CLOSED_LISTS
from takeaction.vocabulary.records import FreshnessState, Observer, WordKind
from takeaction.vocabulary.resources import Audience, Purpose
from takeaction.vocabulary.signs import Person, When
from takeaction.vocabulary.words import closed_names, find_closed_word, fold

MODULES = (actions, closed_words, contacts, goods, needs, records, resources, signs)
ALIKE = {
    *("label", "police", "service", "organisation", "guide", "inspection", "immigration"),
    *("rare", "crisis", "action", "danger", "application", "site", "site web"),
}
"""Labels that are spelt alike in English and in Spanish or French."""
of_each_list = pytest.mark.parametrize("kind", CLOSED_LISTS, ids=lambda kind: kind.__name__)
in_each_language = pytest.mark.parametrize("language", LANGUAGES, ids=str)


def test_every_closed_list_is_known():
    lists = {
        value
        for module in MODULES
        for value in vars(module).values()
        if isinstance(value, type)
        and issubclass(value, StrEnum)
        and value.__module__ == module.__name__
    }

    assert set(CLOSED_LISTS) == lists | {Outcome}
    assert len(set(CLOSED_LISTS)) == len(CLOSED_LISTS)


def test_the_lists_of_a_language_are_those_of_the_vocabulary():
    for language in LANGUAGES:
        lists = read(f"labels/{language}")["closed"]
        assert {name: list(of_list) for name, of_list in lists.items()} == {
            kind.__name__: [word.value for word in kind] for kind in CLOSED_LISTS
        }


def test_every_closed_word_has_a_label_in_each_language(subtests):
    for language, kind in itertools.product(LANGUAGES, CLOSED_LISTS):
        with subtests.test(f"{language} {kind.__name__}"):
            labels = {word: closed_label(word).pick([language]) for word in kind}

            assert all(
                words.language == language and not words.fallback for words in labels.values()
            )
            assert len({fold(words.text) for words in labels.values()}) == len(kind)
            assert all(words.text == words.text.strip() != "" for words in labels.values())


def test_every_label_was_translated(subtests):
    for language, kind in itertools.product(LANGUAGES[1:], CLOSED_LISTS):
        with subtests.test(f"{language} {kind.__name__}"):
            labels = [closed_label(word) for word in kind]

            assert {
                text.source for text in labels if text.pick([language]).text == text.source
            } <= ALIKE


def test_a_name_means_one_word_of_its_list_in_all_languages(subtests):
    for kind in CLOSED_LISTS:
        with subtests.test(kind.__name__):
            meant = {}
            for language in LANGUAGES:
                for value, names in closed_names(kind, language).items():
                    for name in names:
                        meant.setdefault(fold(name), set()).add(value)
            for word in kind:
                meant.setdefault(fold(word.value), set()).add(word.value)

            assert {name: values for name, values in meant.items() if len(values) > 1} == {}


def test_every_name_of_a_closed_word_is_read(subtests):
    for kind in CLOSED_LISTS:
        with subtests.test(kind.__name__):
            for language in LANGUAGES:
                for value, names in closed_names(kind, language).items():
                    for name in names:
                        assert find_closed_word(kind, name) == find_closed_word(
                            kind, fold(name).upper()
                        )
                        assert find_closed_word(kind, f" {name} ") is kind(value)


@pytest.mark.parametrize(
    ("word", "language", "text"),
    [
        (ReferralState.OPEN, "en", "open"),
        ("open", "es", "abierto"),
        ("ngo", "fr", "organisation indépendante (ONG)"),
        ("stale", "en", "old, to be checked again"),
        ("writing", "es", "Redacción"),
        ("student", "en", "Student"),
        ("none", "en", "none"),
        (records.Method.NONE, "en", "not checked yet"),
        ("child", "en", "under 13"),
        (Purpose.CHILD, "en", "help for children"),
        (GoodKind.CHILD, "es", "trabajo infantil"),
        ("unknown", "en", "age not known"),
        (When.UNKNOWN, "en", "time not known"),
        ("worker", "en", "workers"),
        (Outcome.DROP, "en", "the record was left out"),
    ],
    ids=str,
)
def test_a_label_is_that_of_the_word(catalog, word, language, text):
    label = catalog.label(word, [language])

    assert (label.text, label.language) == (text, language)


def test_plain_text_of_several_lists_has_the_label_of_the_first(catalog):
    values = {word.value for kind in CLOSED_LISTS for word in kind}

    for value in values:
        first = next(kind for kind in CLOSED_LISTS if value in {word.value for word in kind})
        assert catalog.label(value) == closed_label(first(value)).pick(["en"])


def test_every_open_word_has_its_label(catalog):
    # A word is itself; an id is that of the first kind, unless it is a closed word.
    closed = {word.value for kind in CLOSED_LISTS for word in kind}
    seen = set()

    for word in catalog.words:
        assert catalog.label(word, ["fr"]) == word.label.pick(["fr"])
        if word.id not in closed | seen:
            first = next(kind for kind in WordKind if catalog.words.get(kind, word.id))
            assert catalog.label(word.id) == catalog.words.get(first, word.id).label.pick(["en"])


def test_a_word_of_a_pack_has_a_label(catalog):
    more = attrs.evolve(
        catalog,
        **{name: getattr(catalog, f"_{name}") for name in ("mistakes", "read_lock")},
        words=Vocabulary([*core_words(), word_of("made:baking", "Baking bread", es="Hacer pan")]),
    )

    assert more.label("made:baking", "es").text == "Hacer pan"


def test_a_label_can_be_asked_for_as_a_browser_asks(catalog):
    assert catalog.label("open", "de, fr;q=0.5, es;q=0.9").text == "abierto"
    assert catalog.label("open", None) == catalog.label("open")
    assert catalog.label("open", ["de"]).fallback


def test_an_unreviewed_label_says_so(catalog, monkeypatch):
    label = catalog.label(Age.YOUTH, ["es"])
    assert (label.reviewed, label.source) == (False, "13 to 17")

    review = {"by": "Ana Reyes", "on": "2026-11-25", "source": "13 to 17"}
    reviews = {"reviews": {"es": {"word.Age.youth": review}, "fr": {}}}
    monkeypatch.setattr(
        core_data, "read", lambda name: reviews if name == "reviews" else read(name)
    )

    assert is_reviewed("word.Age.youth", "es", "13 to 17")
    assert catalog.label(Age.YOUTH, ["es"]).reviewed
    assert not catalog.label(Age.YOUTH, ["fr"]).reviewed


@pytest.mark.parametrize("word", ["zz-canary", "", "opne", "x" * 2_000], ids=lambda w: w[:5])
def test_an_unknown_word_is_refused_without_repeating_it(catalog, word):
    with pytest.raises(UnknownWordError) as caught:
        catalog.label(word)

    assert caught.value.field == "word"
    assert "canary" not in repr(caught.value.args) + str(caught.value)
    assert word != "opne" or "open" in caught.value.nearest


@pytest.mark.parametrize("word", [None, 5, b"open", ["open"]], ids=str)
def test_a_word_that_is_no_text_is_refused(catalog, word):
    with pytest.raises(QueryError, match=r"^Write word as text\.$"):
        catalog.label(word)


def test_a_text_that_is_a_foreign_enum_is_read_as_its_text(catalog):
    class Mine(StrEnum):
        """States of a host."""

        STATE = "open"

    assert catalog.label(Mine.STATE).text == "open"


# Labels as input


@pytest.mark.parametrize(
    ("fields", "read_as"),
    [
        ({"age": "joven"}, {"age": Age.YOUTH}),
        ({"age": "De 13 à 17 ans"}, {"age": Age.YOUTH}),
        ({"cost": "gratis"}, {"cost": Cost.NONE}),
        ({"cost": "Élevé"}, {"cost": Cost.HIGH}),
        ({"per": "cada semana"}, {"per": "week"}),
        ({"modes": ["a solas en linea"]}, {"modes": frozenset({"solo-online"})}),
    ],
    ids=str,
)
def test_a_profile_understands_labels(fields, read_as):
    profile = Profile(minutes=5, **fields)

    assert {field: getattr(profile, field) for field in read_as} == read_as


def test_a_query_understands_labels():
    query = HelpQuery(
        "US", channel="Teléfono", purpose="apoyo", topic="salaire impayé", audience="menores"
    )

    assert (query.channel, query.purpose) == (Channel.VOICE, Purpose.SUPPORT)
    assert (query.topic, query.audience) == (needs.NeedTopic.WAGES, Audience.CHILD)


@pytest.mark.parametrize("language", LANGUAGES, ids=str)
@pytest.mark.parametrize("kind", list(WordKind), ids=str)
def test_every_label_of_an_open_word_is_read(language, kind):
    vocabulary = Vocabulary(core_words())

    for word in vocabulary.of(kind):
        label = word.label.pick([language]).text
        assert vocabulary.find(kind, label, "words") == word
        assert vocabulary.find(kind, fold(label).upper(), "words") == word


@pytest.mark.parametrize("kind", list(WordKind), ids=str)
def test_no_label_of_the_core_means_two_words(kind):
    vocabulary = Vocabulary(core_words())

    for word in vocabulary.of(kind):
        for translation in word.label.translations:
            for name in (translation.text, translation.text.partition(" (")[0]):
                assert vocabulary.translated(kind, name) in ((word,), ()) or word.group


def test_recommend_understands_labels_of_open_words(catalog):
    plain = Profile(minutes=30, skills=["writing"], roles=["student"], topics=["fair-trade"])
    labels = Profile(
        minutes=30, skills=["REDACCION"], roles=["Student"], topics=["Commerce équitable"]
    )
    spanish = attrs.evolve(plain, topics=["Comercio justo y compras éticas"])

    expected = recommend(catalog, plain)
    assert recommend(catalog, spanish) == expected
    french = catalog.label("fair-trade", ["fr"]).text
    assert recommend(catalog, attrs.evolve(labels, topics=[french])) == expected


def test_traduccion_is_a_skill_without_what_stands_in_brackets(catalog):
    assert catalog.words.find(WordKind.SKILL, "Traducción", "skills").id == "translation"


def word_of(id, text, language="en", **translations):
    labels = tuple(Words(label, tag) for tag, label in sorted(translations.items()))
    return Word(id=id, kind=WordKind.SKILL, label=Text(text, language, labels))


def test_a_label_of_two_words_is_refused_with_both():
    vocabulary = Vocabulary(
        [word_of("a:paper", "Paper", fr="Carta"), word_of("a:letter", "Letter", es="Carta")]
    )

    with pytest.raises(UnknownWordError) as caught:
        vocabulary.find(WordKind.SKILL, "carta", "skills", 3)

    assert (caught.value.field, caught.value.position) == ("skills", 3)
    assert caught.value.nearest == ("a:letter", "a:paper")


def test_a_core_word_goes_before_a_pack_word_of_its_label():
    vocabulary = Vocabulary([*core_words(), word_of("a:mine", "Mine", es="Redacción")])

    assert vocabulary.find(WordKind.SKILL, "Redacción", "skills").id == "writing"


def test_labels_are_read_only_for_what_is_no_plain_word(monkeypatch):
    files = []
    monkeypatch.setattr(words, "read", lambda name: files.append(name) or read(name))
    monkeypatch.setattr(
        "takeaction.models.word.read", lambda name: files.append(name) or read(name)
    )
    words._values_by_name.cache_clear()  # noqa: SLF001 - this process may have read them
    vocabulary = Vocabulary(core_words())

    Profile(minutes=5, age="youth", cost="LOW")
    vocabulary.find(WordKind.SKILL, "Writer", "skills")
    assert files == []

    Profile(minutes=5, age="joven")
    vocabulary.find(WordKind.SKILL, "Redacción", "skills")
    assert set(files) == {"labels/en", "labels/es", "labels/fr"}


def test_a_shopper_may_write_the_label_of_a_product(catalog):
    plain = check_purchase(catalog, PurchaseQuery(["coffee"]))
    spanish = check_purchase(catalog, PurchaseQuery(["Café"]))

    assert spanish.unknown == ()
    assert {risk.id for risk in spanish.risks} == {risk.id for risk in plain.risks}


@pytest.mark.parametrize("observer", list(Observer), ids=str)
@in_each_language
def test_a_witness_may_write_the_label_of_an_observer(catalog, observer, language):
    label = catalog.label(observer, [language]).text

    assert find_witness(catalog, label).observer is observer


def test_names_of_observers_hide_no_role(catalog):
    for word in catalog.words.of(WordKind.ROLE):
        for name in (word.id, str(word.label), *word.aliases):
            observer = find_closed_word(Observer, name)
            assert observer in (None, word.observer or Observer.BYSTANDER, *by_value(name))


def by_value(name):
    return [observer for observer in Observer if observer.value == name.strip().casefold()]


def test_assess_understands_labels(catalog):
    sign = next(iter(catalog.indicators))
    plain = assess(catalog, [sign], person="child", when={sign: "past"}, role="health")
    labels = assess(
        catalog, [sign], person="menor de 18 años", when={sign: "en el pasado"}, role="Salud"
    )

    assert labels == plain


# Words for type checkers


def test_the_words_in_signatures_are_those_of_their_list():
    aliases = {
        name: alias
        for module in MODULES
        for name, alias in vars(module).items()
        if re.fullmatch(r"\w+Word", name) and name != "OrderedWord" and get_args(alias)
    }

    assert len(aliases) >= 13
    for name, alias in aliases.items():
        kind, literal = (each for each in get_args(alias) if each is not bool)
        assert name == f"{kind.__name__.removesuffix('For')}Word"
        assert list(get_args(literal)) == [word.value for word in kind]


def test_a_person_is_a_literal():
    kind, literal = get_args(signs.PersonWord)

    assert kind is Person
    assert get_args(literal) == ("adult", "child", "possibly-child", "unknown")


def test_the_ids_of_words_are_in_order(catalog):
    for kind in WordKind:
        ids = catalog.words.ids(kind)
        assert ids == tuple(sorted(ids)) == tuple(word.id for word in catalog.words.of(kind))
        assert catalog.words.has_all(kind, ids)
        assert not catalog.words.has_all(kind, [*ids, "nothing"])
    assert FreshnessState.UNKNOWN in FreshnessState
