"""Translations of a pack are parsed on first use, and a mistake in them costs nothing else."""

import copy
import json
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from takeaction import load
from takeaction.errors import Outcome
from takeaction.limits import Limits
from takeaction.models.text import Words
from takeaction.packs.checking import translations
from takeaction.packs.reading import built
from takeaction.packs.reading.built import (
    lazy_built_translations,
    parse_json,
    split_translations,
)
from takeaction.packs.reading.po import po_translations

PACK = {
    "pack": {
        "id": "trial",
        "languages": ["en", "es"],
        "licence": "CC0-1.0",
        "publisher": "The tests",
        "schema": 1,
        "title": "A trial",
    },
    "records": {
        "resource": {
            "line": {
                "kind": "site",
                "name": "A line",
                "purposes": ["learn"],
                "source": {"title": "A page"},
            }
        }
    },
    "translations": {"es": {"line#name": {"reviewed": False, "text": "Una línea"}}},
}


def written(pack):
    text = json.dumps(pack, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode()


RAW = written(PACK)


@pytest.fixture
def parses(monkeypatch):
    texts = []
    loads = json.loads

    def counted(text, **options):
        texts.append(text)
        return loads(text, **options)

    monkeypatch.setattr(built.json, "loads", counted)
    return texts


def loaded(write, raw=RAW):
    return load(paths=[write({"pack.json": raw})], packs=[])


def test_translations_are_not_parsed_before_somebody_wants_them(write, parses):
    catalog = loaded(write)
    name = catalog.get("trial:line").name
    before = [text for text in parses if "Una" in str(text)]
    first = (str(name), str(name.pick(["en", "es"])))
    between = [text for text in parses if "Una" in str(text)]
    words = name.pick(["es"])
    again = name.pick(["es"])

    assert (before, between) == ([], [])
    assert first == ("A line", "A line")
    assert (words.text, words.reviewed, words.source) == ("Una línea", False, "A line")
    assert again == words
    assert len([text for text in parses if "Una" in str(text)]) == 1
    assert catalog.mistakes == ()


def pickled(text):
    return pickle.loads(pickle.dumps(text))  # noqa: S301 - our own


@pytest.mark.parametrize("copied", [copy.copy, copy.deepcopy, pickled])
def test_a_copy_of_a_text_has_its_translations(write, copied):
    name = loaded(write).get("trial:line").name
    again = copied(name)

    assert again == name
    assert hash(again) == hash(name)
    assert repr(again) == repr(name)
    assert again.pick(["es"]) == Words("Una línea", "es", reviewed=False, source="A line")


DAMAGED = {
    "comma": (RAW.replace(b'false,"text"', b'false "text"'), "parse.syntax"),
    "byte": (RAW.replace("í".encode(), b"\xff"), "read.encoding"),
    "twice": (
        RAW.replace(b'"line#name":{', b'"line#name":1,"line#name":{'),
        "shape.duplicate_key",
    ),
    "type": (RAW.replace(b'"reviewed":false', b'"reviewed":0'), "shape.wrong_type"),
    "table": (RAW.replace(b'"es":{', b'"e":[],"es":{'), "shape.wrong_type"),
    "behind": (RAW[:-1] + b',"more":{"a":{}}}', "shape.unknown_field"),
    "digits": (RAW.replace(b"false", b"9" * 5_000), "limit.number"),
    "deep": (RAW.replace(b"false", b"[" * 40 + b"]" * 40), "parse.too_deep"),
}


@pytest.mark.parametrize(("raw", "code"), DAMAGED.values(), ids=DAMAGED)
def test_unreadable_translations_cost_only_themselves(write, raw, code):
    catalog = loaded(write, raw)
    name = catalog.get("trial:line").name

    assert (name.translations, str(name.pick(["es"]))) == ((), "A line")
    (mistake,) = catalog.mistakes
    assert (mistake.code, mistake.outcome) == (code, Outcome.WARN)
    assert (mistake.where.pack, mistake.where.file) == ("trial", "pack.json")
    assert mistake.problem.endswith(". The translations of this file are left out.")


def test_a_pack_that_is_cut_off_gives_nothing(write):
    for end in range(len(RAW)):
        catalog = loaded(write, RAW[:end])
        assert len(catalog) == 0, end
        assert catalog.mistakes, end


def test_a_fault_of_ours_in_a_translation_costs_no_answer(write, monkeypatch):
    def fails(*_):
        raise ZeroDivisionError("no reason")

    monkeypatch.setattr(translations, "sort_translations", fails)
    catalog = loaded(write)

    assert str(catalog.get("trial:line").name.pick(["es"])) == "A line"
    (mistake,) = catalog.mistakes
    assert (mistake.code, mistake.outcome) == ("read.failed", Outcome.WARN)
    assert "ZeroDivisionError: no reason" in mistake.problem


@pytest.mark.parametrize("error", [MemoryError, RecursionError])
def test_a_translation_that_failed_for_want_of_memory_is_read_again(write, monkeypatch, error):
    # The failure says nothing about the translations, so the next request gets them.
    def gives_out(*_):
        raise error

    name = loaded(write).get("trial:line").name
    with monkeypatch.context() as patched:
        patched.setattr(translations, "sort_translations", gives_out)
        with pytest.raises(error):
            name.pick(["es"])

    assert name.pick(["es"]).text == "Una línea"


def test_a_po_file_that_cannot_be_read_costs_no_other():
    entry = 'msgctxt "line#name"\nmsgid "A line"\nmsgstr "{}"\n'
    translation_set = po_translations(
        {
            "locale/es.po": b"\n\xff",
            "locale/fr.po": entry.format("Une ligne").encode(),
            "locale/pl.po": entry.format("Linia").encode() + b"rubbish\n",
        }
    )

    assert [
        (translation.language, translation.text) for translation in translation_set.translations
    ] == [("fr", "Une ligne")]
    fix = 'write msgctxt, msgid or msgstr, then a text in "double quotes".'
    assert [error.args for error in translation_set.unreadable] == [
        ("read.encoding", "locale/es.po", "this is not UTF-8.", "save it as UTF-8.", 2),
        ("parse.po", "locale/pl.po", "this line is not valid PO.", fix, 4),
    ]


def is_json(text):
    try:
        json.loads(text)
    except ValueError:
        return False
    return True


NESTED = st.recursive(
    st.sampled_from(["", "a", '"', "}", ',"translations":{', "{", "\\"]) | st.none(),
    lambda inner: (
        st.dictionaries(
            st.sampled_from(["translations", "pack", "records", "es", '"', "{}"]), inner, max_size=3
        )
        | st.lists(inner, max_size=2)
    ),
    max_leaves=12,
)


@given(pack=st.dictionaries(st.sampled_from(["pack", "records", "translations"]), NESTED))
def test_a_split_pack_parses_to_the_same_as_the_whole(pack):
    raw = written(pack)
    head, tail = split_translations(raw)
    try:
        parts = {**json.loads(head), **(json.loads(tail) if tail else {})}
    except ValueError:  # told apart in the middle of something: it is parsed whole
        parts = pack

    assert parts == pack


@given(
    pack=st.dictionaries(st.sampled_from(["pack", "records", "translations"]), NESTED),
    data=st.data(),
)
def test_a_pack_that_is_cut_off_is_never_split(pack, data):
    raw = written(pack)
    cut = raw[: data.draw(st.integers(0, len(raw) - 1))]
    head, tail = split_translations(cut)

    assert not (tail and is_json(head) and is_json(tail))
    assert tail or head == cut


def test_lazy_translations_of_a_built_pack_are_read_once():
    raw = written({"translations": {"fr": {"b": "B"}, "es": {"c": "C", "a": "A"}}})
    lazy = lazy_built_translations(raw, Limits())

    assert [(translation.language, translation.key) for translation in lazy().translations] == [
        ("es", "a"),
        ("es", "c"),
        ("fr", "b"),
    ]
    assert lazy() is lazy()
    assert parse_json(b"{}", Limits()) == {}
