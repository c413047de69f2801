"""The first sentences of an answer, in a language that only a pack knows."""

import copy
import json
import pickle
from datetime import UTC, datetime

import pytest
from make import header

import takeaction
from takeaction import HelpQuery, ask, find_help, load
from takeaction.authoring.build import build
from takeaction.core_data import Tongue, first_sentences, is_our_language
from takeaction.lock.held import pin_all
from takeaction.lock.lock import Lock
from takeaction.packs.rules.reviews import text_seal

AT = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
HEADER = header("{id}")
LINE = """\
[[resource]]
id = "line"
name = "A line"
kind = "hotline"
purposes = ["support"]
operator_kind = "ngo"
regions = ["US"]
source = { title = "A page" }
verified = { method = "called", on = 2026-11-20 }

[[resource.contacts]]
channel = "voice"
dial = "+18885550100"
display = "1-888-555-0100"
"""


def po(changed=(), mark="Ą"):
    """Write all first sentences with a Polish letter before each; *changed* by code."""
    texts = {code: f"{mark} {text}" for code, text in first_sentences().items()} | dict(changed)
    return "\n".join(
        f'msgctxt "@takeaction#{code}"\nmsgid {json.dumps(first_sentences()[code])}\n'
        f"msgstr {json.dumps(text, ensure_ascii=False)}\n"
        for code, text in texts.items()
    )


@pytest.fixture
def pack(write):
    def make(text=None, language="pl", id="trial", folder="frame"):
        header = HEADER.format(id=id) + f'languages = ["en", "{language}"]\n'
        files = {"pack.toml": header, "resources.toml": LINE}
        if text is not None:
            files[f"locale/{language}.po"] = text
        return write(files, folder)

    return make


def helped(catalog, *languages):
    return find_help(catalog, HelpQuery(region="US"), languages=languages, at=AT)


def loaded(*paths, **options):
    return load(paths=list(paths), packs=[], at=AT, **options)


def test_danger_and_who_answers_are_in_the_language_of_the_pack(pack):
    catalog = loaded(pack(po()))

    help_ = helped(catalog, "pl-PL", "en")

    assert catalog.mistakes == ()
    danger, english = str(help_.emergency.text).split("\n")
    assert danger.startswith("Ą ")
    assert english == f"({danger.removeprefix('Ą ')})"
    assert str(help_[0].who).startswith("Ą An independent organisation")
    notice = help_.notices[-1]
    assert notice.code == "help.translated"
    assert str(notice).endswith("It comes from the pack trial.")
    apart = help_.as_json(translations="apart")["emergency"]["text"]
    assert (apart["language"], apart["reviewed"]) == ("pl", False)
    assert apart["source"] == english[1:-1]


@pytest.mark.parametrize("unfinished", ["danger", "all"])
def test_a_sentence_that_is_not_finished_speaks_for_nobody(pack, unfinished):
    text = po()
    fuzzy = text.replace("msgctxt", "#, fuzzy\nmsgctxt", 1 if unfinished == "danger" else -1)

    catalog = loaded(pack(fuzzy))

    assert dict(catalog.tongues) == {}
    assert [error.code for error in catalog.mistakes] == ["frame.incomplete"]
    assert "without the flag fuzzy" in catalog.mistakes[0].fix


def test_a_reader_of_the_pack_does_not_take_the_english_away(pack):
    signed = po().replace("msgctxt", '# reviewed: by="A" on=2026-11-20\nmsgctxt')

    help_ = helped(loaded(pack(signed)), "pl")

    assert "\n(If you or someone else could be hurt" in str(help_.emergency.text)


def test_another_catalog_knows_nothing_of_it(pack):
    with_frame = loaded(pack(po()))
    other = loaded(pack(po(mark="Ł"), id="other", folder="other"))
    without = loaded(pack(id="bare", folder="bare"))

    texts = [str(helped(catalog, "pl").emergency.text)[0] for catalog in (with_frame, other)]

    assert texts == ["Ą", "Ł"]
    assert helped(without, "pl").emergency.text.startswith("If you or")
    assert "help.translated" not in [notice.code for notice in helped(without, "pl").notices]
    assert dict(without.tongues) == {}


def test_a_first_choice_that_we_know_goes_before_it(pack):
    catalog = loaded(pack(po()))

    assert helped(catalog, "de", "pl").emergency.text.startswith("Wenn")
    assert helped(catalog, "es", "pl").emergency.text.startswith("Si ")
    assert helped(catalog, "cy", "pl").emergency.text.startswith("Ą")
    assert helped(catalog, "cy").emergency.text.startswith("If")


def test_the_first_of_two_packs_is_taken(pack):
    one = pack(po(), id="one", folder="one")
    two = pack(po(mark="Ł"), id="two", folder="two")

    assert helped(loaded(two, one), "pl").emergency.text.startswith("Ą")
    assert loaded(two, one).tongues["pl"].pack == "one"


def test_sources_and_built_form_have_the_same_frame(pack, tmp_path):
    # The built form names the original, so a later release can tell what it translates.
    source = pack(po())
    folder = tmp_path / "built"
    folder.mkdir()
    (folder / "pack.json").write_bytes(build(source))

    catalog, original = loaded(folder), loaded(source)

    assert catalog.mistakes == ()
    assert catalog.packs["trial"].digest == original.packs["trial"].digest
    assert catalog.tongues == original.tongues
    stale = (folder / "pack.json").read_text("utf-8").replace("(If you or", "(Once you or")
    changed = stale.replace(
        '"source":"If you or someone else could be hurt', '"source":"When someone is hurt'
    )
    (folder / "pack.json").write_text(changed, encoding="utf-8")
    later = loaded(folder)
    assert dict(later.tongues) == {}
    assert "lang.stale" in {error.code for error in later.mistakes}


@pytest.mark.parametrize("copied", [copy.deepcopy, lambda it: pickle.loads(pickle.dumps(it))])  # noqa: S301 - our own
def test_catalogs_and_answers_can_be_copied(pack, copied):
    catalog = loaded(pack(po()))

    again = copied(catalog)

    assert helped(again, "pl").emergency.text == helped(catalog, "pl").emergency.text
    assert str(copied(helped(catalog, "pl"))[0].who) == str(helped(catalog, "pl")[0].who)


def test_a_question_in_plain_words_is_answered_in_it(pack):
    reply = ask(loaded(pack(po())), "help", languages=["pl"], at=AT)

    assert str(reply.closing).startswith("Ą")


def test_a_language_of_ours_never_looks_at_packs(pack, monkeypatch):
    catalog = loaded(pack(po()))
    monkeypatch.setattr("takeaction.packs.reading.po.parse_po", None)

    assert helped(catalog, "es").emergency.text.startswith("Si ")


def test_only_the_edition_that_somebody_accepted_speaks_for_us(pack):
    source = pack(po())
    lock, _ = pin_all(paths=[source], packs=[], lock=Lock())
    same = loaded(source, lock=lock)
    po_file = source / "locale" / "pl.po"
    po_file.write_text(po(mark="Ł"), encoding="utf-8")
    changed = loaded(source, lock=lock)

    assert helped(same, "pl").emergency.text.startswith("Ą")
    assert dict(changed.tongues) == dict(loaded(source, lock=Lock()).tongues) == {}
    assert len(helped(changed, "pl")) == 1


def test_our_own_languages_are_ours():
    assert is_our_language("es-MX")
    assert is_our_language("zh-Hant")
    assert not is_our_language("pl")


def test_a_tongue_is_its_tag():
    tongue = Tongue("pl", "trial", {"a": "b"})

    assert (tongue, hash(tongue), tongue.pack) == ("pl", hash("pl"), "trial")
    assert takeaction.direction(tongue) == "ltr"


def test_the_built_form_keeps_a_mark_of_review(write, tmp_path):
    header = HEADER.format(id="trial") + 'languages = ["en", "es"]\n'
    seal = text_seal("A line", "Una línea")
    entry = (
        f'# reviewed: by="Nurse, Kent" on=2026-11-20 paid=no seal={seal}\n'
        'msgctxt "line#name"\nmsgid "A line"\nmsgstr "Una línea"\n'
    )
    files = {"pack.toml": header, "resources.toml": LINE, "locale/es.po": entry}
    source, folder = write(files, "signed"), tmp_path / "built"
    folder.mkdir()
    raw = build(source)
    (folder / "pack.json").write_bytes(raw)

    built, original = loaded(folder), loaded(source)

    assert built.mistakes == original.mistakes == ()
    assert built.packs["trial"].digest == original.packs["trial"].digest
    names = [catalog.get("trial:line").name.pick(["es"]) for catalog in (built, original)]
    assert [words.reviewed for words in names] == [True, True]
    (folder / "pack.json").write_bytes(raw.replace("Una línea".encode(), "La línea".encode()))
    changed = loaded(folder)
    assert not changed.get("trial:line").name.pick(["es"]).reviewed
    assert [error.code for error in changed.mistakes] == ["content.stale_review"]


def test_no_pack_replaces_the_sentences_of_our_own_languages(pack):
    catalog = load(paths=[pack(po(mark="¡"), language="es")], packs=[])

    assert "frame.language" in {error.code for error in catalog.mistakes}
    assert is_our_language("es")
