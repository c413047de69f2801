"""What a pack says in other languages is parsed when somebody wants it, and costs nothing else."""

import copy
import json
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from takeaction import load
from takeaction.errors import Outcome
from takeaction.limits import Limits
from takeaction.packs.checking import translations
from takeaction.packs.reading import built
from takeaction.packs.reading.built import apart, parsed
from takeaction.packs.reading.content import Unread
from takeaction.packs.reading.translations import of_built, of_sources

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
    """Return a pack as it is built."""
    text = json.dumps(pack, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode()


RAW = written(PACK)


@pytest.fixture
def parses(monkeypatch):
    """Return the texts that the parser of JSON gets."""
    seen = []
    loads = json.loads

    def counted(text, **rest):
        seen.append(text)
        return loads(text, **rest)

    monkeypatch.setattr(built.json, "loads", counted)
    return seen


def loaded(write, raw=RAW):
    """Load a built pack alone."""
    return load(paths=[write({"pack.json": raw})], packs=[])


def test_translations_are_not_parsed_before_somebody_wants_them(write, parses):
    """An answer in the language of the pack never looks at the others."""
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
    """Return what a text is after it was pickled."""
    return pickle.loads(pickle.dumps(text))  # noqa: S301 - our own


@pytest.mark.parametrize("copied", [copy.copy, copy.deepcopy, pickled])
def test_a_copy_of_a_text_has_its_translations(write, copied):
    """A copy, a deep one and a pickled one are equal to the text, and as good."""
    name = loaded(write).get("trial:line").name
    again = copied(name)

    assert again == name
    assert hash(again) == hash(name)
    assert repr(again) == repr(name)
    assert str(again.pick(["es"])) == "Una línea\n(A line)"


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
def test_translations_that_cannot_be_read_cost_themselves_alone(write, raw, code):
    """The line is there, in the words it was written in, and somebody is told."""
    catalog = loaded(write, raw)
    name = catalog.get("trial:line").name

    assert (name.translations, str(name.pick(["es"]))) == ((), "A line")
    (mistake,) = catalog.mistakes
    assert (mistake.code, mistake.outcome) == (code, Outcome.WARN)
    assert (mistake.where.pack, mistake.where.file) == ("trial", "pack.json")
    assert mistake.problem.endswith(". The translations of this file are left out.")


def test_a_pack_that_is_cut_off_gives_nothing(write):
    """However much of its translations is there: nobody knows what else is missing."""
    for end in range(len(RAW)):
        catalog = loaded(write, RAW[:end])
        assert len(catalog) == 0, end
        assert catalog.mistakes, end


def test_a_fault_of_ours_in_a_translation_costs_no_answer(write, monkeypatch):
    """The source words are shown, and the mistake says what failed."""

    def fails(*_):
        raise ZeroDivisionError("no reason")

    monkeypatch.setattr(translations, "tell_apart", fails)
    catalog = loaded(write)

    assert str(catalog.get("trial:line").name.pick(["es"])) == "A line"
    (mistake,) = catalog.mistakes
    assert (mistake.code, mistake.outcome) == ("read.failed", Outcome.WARN)
    assert "ZeroDivisionError: no reason" in mistake.problem


@pytest.mark.parametrize("error", [MemoryError, RecursionError])
def test_a_machine_that_gives_out_is_asked_again(write, monkeypatch, error):
    """It says nothing of the translations: the next one who asks gets them."""

    def gives_out(*_):
        raise error

    name = loaded(write).get("trial:line").name
    with monkeypatch.context() as patched:
        patched.setattr(translations, "tell_apart", gives_out)
        with pytest.raises(error):
            name.pick(["es"])

    assert name.pick(["es"]).text == "Una línea"


def test_a_po_file_that_cannot_be_read_costs_no_other():
    """Each file is read by itself; its line is named."""
    entry = 'msgctxt "line#name"\nmsgid "A line"\nmsgstr "{}"\n'
    found = of_sources(
        {
            "locale/es.po": b"\n\xff",
            "locale/fr.po": entry.format("Une ligne").encode(),
            "locale/pl.po": entry.format("Linia").encode() + b"rubbish\n",
        }
    )()

    assert [(each.language, each.text) for each in found.translations] == [("fr", "Une ligne")]
    fix = 'write msgctxt, msgid or msgstr and a text in "double quotes".'
    assert found.unread == (
        Unread("read.encoding", "this is not UTF-8.", "locale/es.po", 2, "save it as UTF-8."),
        Unread("parse.po", "this line is no PO.", "locale/pl.po", 4, fix),
    )


def is_json(text):
    """Return whether a text can be parsed."""
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


@given(whole=st.dictionaries(st.sampled_from(["pack", "records", "translations"]), NESTED))
def test_what_is_told_apart_is_the_same_together(whole):
    """Parsing the two parts of any table gives what parsing it whole does."""
    raw = written(whole)
    head, rest = apart(raw)
    try:
        parts = {**json.loads(head), **(json.loads(rest) if rest else {})}
    except ValueError:  # told apart in the middle of something: it is parsed whole
        parts = whole

    assert parts == whole


@given(
    whole=st.dictionaries(st.sampled_from(["pack", "records", "translations"]), NESTED),
    data=st.data(),
)
def test_what_is_cut_off_is_never_taken_for_whole(whole, data):
    """A text that is no JSON is not parsed as two that are."""
    raw = written(whole)
    cut = raw[: data.draw(st.integers(0, len(raw) - 1))]
    head, rest = apart(cut)

    assert not (rest and is_json(head) and is_json(rest))
    assert rest or head == cut


def test_what_gives_translations_of_a_built_pack_reads_them_once():
    """They come in order of language and key."""
    rest = written({"translations": {"fr": {"b": "B"}, "es": {"c": "C", "a": "A"}}})
    found = of_built(rest, Limits())

    assert [(each.language, each.key) for each in found().translations] == [
        ("es", "a"),
        ("es", "c"),
        ("fr", "b"),
    ]
    assert found() is found()
    assert parsed(b"{}", Limits()) == {}
