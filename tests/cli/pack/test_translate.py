"""``takeaction pack translate``: the commands for translators of packs."""

import gettext
import json
import re
import sys
import unicodedata
from datetime import date
from pathlib import Path

import make
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from takeaction import load
from takeaction.core_data import first_sentences
from takeaction.models.record import Reviewed
from takeaction.packs.reading.po import parse_po, review_comment
from takeaction.packs.rules.reviews import text_seal
from takeaction.vocabulary.records import ReviewScope

AT = ("--at", "2026-11-24T15:00Z")
HEADER = make.header(
    "small", title="Small", publisher="Example", licence="CC0-1.0", languages=["en", "es", "ar"]
)
ACTION = """\
[[action]]
id = "look"
title = {title}
summary = "It helps."
steps = ["Stop.", "Call.", "Rest."]
minutes = {{ min = 1, typical = 2, max = 5 }}
cadence = "once"
modes = ["solo-online"]
safety = ["Name nobody."]
source = {{ title = "A guide" }}
"""
WORD = """\
[[word]]
kind = "skill"
id = "sailing"
label = "Sailing"
"""


@pytest.fixture
def small(tmp_path):
    folder = tmp_path / "small"
    folder.mkdir()
    (folder / "pack.toml").write_text(HEADER, encoding="utf-8")
    write_title(folder, "Look around")
    (folder / "words.toml").write_text(WORD, encoding="utf-8")
    return folder


def write_title(folder, title):
    text = ACTION.format(title=json.dumps(title, ensure_ascii=False))
    (folder / "actions.toml").write_text(text, encoding="utf-8")


def translate(takeaction, command, folder, *more, language="es"):
    return takeaction(
        "pack", "translate", command, folder, "--language", language, *AT, *more, packs="none"
    )


def po_path(folder, language="es"):
    return folder / "locale" / f"{language}.po"


def fill(folder, words, language="es"):
    """Write translations into a PO file as a translator would, behind their originals."""
    path = po_path(folder, language)
    text = path.read_text(encoding="utf-8")
    for source, translation in words.items():
        empty = f'msgid "{source}"\nmsgstr ""'
        assert empty in text
        text = text.replace(empty, f'msgid "{source}"\nmsgstr "{translation}"')
    path.write_text(text, encoding="utf-8")


READ = "# " + review_comment(
    Reviewed(
        by="A nurse, Harbour Hospital in Ashford, Kent",
        on=date(2026, 11, 20),
        scope=frozenset({ReviewScope.TRANSLATION}),
        paid=True,
        seal=text_seal("Look around", "Mire"),
    )
)
"""The mark of a reader, too long for the lines of most tools."""


@pytest.fixture
def begun(takeaction, small):
    translate(takeaction, "extract", small)
    fill(small, {"Look around": "Mire", "Call.": "Llame."})
    text = po_path(small).read_text(encoding="utf-8")
    text = text.replace('#, fuzzy\nmsgctxt "look#title"', f'{READ}\nmsgctxt "look#title"')
    po_path(small).write_text(text, encoding="utf-8")
    return small


def test_a_translation_is_unreviewed_until_a_reader_signs_it(takeaction, small):
    translate(takeaction, "extract", small)
    fill(small, {"Look around": "Mire"})
    text, states = po_path(small).read_text("utf-8"), []

    for mark in ("#, fuzzy\n", "", f"{READ}\n"):
        marked = text.replace('#, fuzzy\nmsgctxt "look#title"', f'{mark}msgctxt "look#title"')
        po_path(small).write_text(marked, encoding="utf-8")
        fields = json.loads(translate(takeaction, "status", small, "--json").out)["fields"]
        states.append({state for state, count in fields["title"].items() if count})

    assert states == [{"fuzzy"}, {"unreviewed"}, {"reviewed"}]


def test_a_mark_of_review_survives_an_update_and_goes_with_its_words(takeaction, begun):
    translate(takeaction, "update", begun)
    kept = po_path(begun).read_text(encoding="utf-8")
    status = json.loads(translate(takeaction, "status", begun, "--json").out)
    changed = kept.replace('msgstr "Mire"', 'msgstr "Mire bien"')
    po_path(begun).write_text(changed, encoding="utf-8")
    checked = takeaction("pack", "check", begun, *AT)
    translate(takeaction, "update", begun)
    gone = po_path(begun).read_text(encoding="utf-8")

    assert status["fields"]["title"]["reviewed"] == 1
    assert "# reviewed:" in kept
    assert "has changed since" in " ".join(checked.out.split())
    assert "reviewed:" not in gone
    assert load(paths=[begun], packs=[]).mistakes == ()


def test_a_mark_is_dropped_when_the_original_changes(takeaction, begun):
    write_title(begun, "Look around you")

    translate(takeaction, "update", begun)

    assert "reviewed:" not in po_path(begun).read_text(encoding="utf-8")


def test_translators_stay_named_and_cannot_review_their_own_words(takeaction, begun):
    path = po_path(begun)
    text = path.read_text(encoding="utf-8")
    header = r'"Last-Translator: A nurse <a@example.org>\n"'
    path.write_text(text.replace('"Language: es', f'{header}\n"Language: es'), encoding="utf-8")

    checked = takeaction("pack", "check", begun, *AT)
    title = load(paths=[begun], packs=[]).actions["small:look"].title.pick(["es"])
    translate(takeaction, "update", begun)

    after = path.read_text(encoding="utf-8")
    assert "published or translated this, and cannot review it." in " ".join(checked.out.split())
    assert (title.text, title.reviewed) == ("Mire", False)
    assert '# translated: by="A nurse"' in after
    assert "reviewed:" not in after
    assert "a@example.org" not in after


def test_what_translators_wrote_above_an_entry_stays(takeaction, begun):
    path = po_path(begun)
    text = path.read_text(encoding="utf-8")
    long = f"# The council {'says it so and ' * 12}likes it.\n# comments-1\n"
    text = text.replace(READ, f"{long}{READ}").replace(
        '#, fuzzy\nmsgctxt "look#summary"', '# Ask a nurse.\n#, fuzzy\nmsgctxt "look#summary"'
    )
    path.write_text(text, encoding="utf-8")

    translate(takeaction, "update", begun)
    translate(takeaction, "update", begun)

    after = path.read_text(encoding="utf-8")
    assert after.count(f"{long}{READ}\n") == 1
    assert after.count("# Ask a nurse.\n") == 1


def test_several_languages_are_extracted_at_once(takeaction, small):
    ran = translate(takeaction, "extract", small, "--language", "pl")

    assert ran.code == 0
    assert po_path(small, "es").exists()
    assert po_path(small, "pl").exists()


def test_no_language_is_a_wrong_call(takeaction, small):
    ran = takeaction("pack", "translate", "status", small)

    assert (ran.code, "Name the languages to translate into" in ran.err) == (2, True)


def test_a_po_file_holds_every_text_of_a_pack(takeaction, small):
    ran = translate(takeaction, "extract", small)

    read = list(parse_po(po_path(small).read_text(encoding="utf-8")))
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.replace("\n", "").startswith(f"{po_path(small)}:")
    assert [(entry.context, entry.source, entry.translation) for entry in read] == [
        ("look#title", "Look around", ""),
        ("look#summary", "It helps.", ""),
        ("look#steps[0]", "Stop.", ""),
        ("look#steps[1]", "Call.", ""),
        ("look#steps[2]", "Rest.", ""),
        ("look#safety[0]", "Name nobody.", ""),
        ("sailing#label", "Sailing", ""),
    ]


def parse_header(text):
    return dict(line.split(": ", 1) for line in text.strip().split("\n"))


def first_message(path):
    block = path.read_text(encoding="utf-8").split("\n\n", 1)[0]
    lines = block.partition("msgstr")[2].strip().split("\n")
    return "".join(json.loads(line) for line in lines)


def test_a_header_holds_only_known_facts(takeaction, small):
    translate(takeaction, "extract", small)
    translate(takeaction, "compile", small, "--output", small / "es.mo")

    with (small / "es.mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file).info()
    header = parse_header(first_message(po_path(small)))
    assert list(header) == [
        "Project-Id-Version",
        "POT-Creation-Date",
        "PO-Revision-Date",
        "Language",
        "Plural-Forms",
        "MIME-Version",
        "Content-Type",
        "Content-Transfer-Encoding",
        "Generated-By",
    ]
    assert header["Project-Id-Version"] == "small"
    assert header["PO-Revision-Date"] == "2026-11-24 15:00+0000"
    assert compiled == {name.lower(): text for name, text in header.items()}


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (
            '[project]\nname = "small-pack"\nentry-points."takeaction.packs".small = "a"\n',
            "small-pack",
        ),
        ('[project]\nname = "my-app"\nentry-points."takeaction.packs".other = "a"\n', "small"),
        ('[project]\nname = "my-app"\n', "small"),
        ('project = "my-app"\n', "small"),
        ("no TOML", "small"),
    ],
    ids=["its-project", "of-another-pack", "an-app", "no-table", "no-toml"],
)
def test_a_header_names_the_distribution_of_the_pack(takeaction, small, content, name):
    (small.parent / "pyproject.toml").write_text(content, encoding="utf-8")

    translate(takeaction, "extract", small)

    assert parse_header(first_message(po_path(small)))["Project-Id-Version"] == name


def test_an_undeclared_language_comes_with_a_reminder(takeaction, small):
    printed = translate(takeaction, "extract", small, language="zh-Hant")
    as_json = translate(takeaction, "update", small, "--json", language="zh-Hant")

    path = po_path(small, "zh-Hant")
    files = [{"file": str(path), "bytes": path.stat().st_size}]
    assert printed.out.endswith("Add zh-Hant to languages in pack.toml.\n")
    assert json.loads(as_json.out) == {"files": files, "removed": []}


def test_an_update_without_a_change_changes_nothing(takeaction, begun):
    before = po_path(begun).read_text(encoding="utf-8")

    translate(takeaction, "update", begun)

    assert list(parse_po(po_path(begun).read_text(encoding="utf-8"))) == list(parse_po(before))


@pytest.mark.parametrize(
    "title",
    ["Look around " * 15, 'Say "look around" to ' * 9, "Back\\slash " * 12],
    ids=["long", "quoted", "escaped"],
)
def test_a_long_changed_original_can_be_read_again(takeaction, begun, title):
    po = po_path(begun).read_text(encoding="utf-8")
    longer = po.replace('msgid "Look around"', f"msgid {json.dumps(title)}")
    po_path(begun).write_text(longer, encoding="utf-8")

    translate(takeaction, "update", begun)

    entries = list(parse_po(po_path(begun).read_text(encoding="utf-8")))
    assert title in [entry.source for entry in entries]
    assert longer != po


def test_a_changed_original_falls_back_with_its_mark(takeaction, begun):
    # An older translation is kept in the file, but not shown until somebody renews it.
    write_title(begun, "Look around you")

    translate(takeaction, "update", begun)

    po = po_path(begun).read_text(encoding="utf-8")
    assert '#| msgid "Look around"\nmsgctxt' in po or '#| msgid "Look around"\n' in po
    catalog = load(paths=[begun], packs=[])
    words = catalog.actions["small:look"].title.pick(["es"])
    assert (words.text, words.language, words.fallback) == ("Look around you", "en", True)
    assert [error.code for error in catalog.mistakes] == ["lang.stale"]
    shown = takeaction("show", "small:look", "--language", "es", packs=[begun]).out
    assert shown.endswith("Lo que está solo en inglés no lo hemos traducido.\n")
    assert "1. Stop. [en]\n  2. Llame.\n     (Call.)\n" in shown


def test_a_step_that_moved_keeps_its_translation(takeaction, begun):
    path = begun / "actions.toml"
    text = path.read_text(encoding="utf-8").replace('["Stop.", "Call.', '["Call.", "Stop.')
    path.write_text(text, encoding="utf-8")

    translate(takeaction, "update", begun)

    read = {entry.context: entry for entry in parse_po(po_path(begun).read_text(encoding="utf-8"))}
    assert read["look#steps[0]"].translation == "Llame."
    assert read["look#steps[0]"].is_fuzzy


def test_the_translation_of_a_removed_text_is_kept_out_of_use(takeaction, begun):
    fill(begun, {"Sailing": "Navegar"})
    (begun / "words.toml").unlink()

    translate(takeaction, "update", begun)

    assert '#~ msgstr "Navegar"' in po_path(begun).read_text(encoding="utf-8")
    assert load(paths=[begun], packs=[]).mistakes == ()


def test_the_status_counts_texts_by_file_and_by_field(takeaction, begun):
    write_title(begun, "Look around you")

    printed = translate(takeaction, "status", begun)
    as_json = json.loads(translate(takeaction, "status", begun, "--json").out)

    assert printed.out == (
        "Files\n"
        "  actions.toml: 1 fuzzy, 1 stale, 4 missing of 6\n"
        "  words.toml: 1 missing of 1\n"
        "Fields\n"
        "  title: 1 stale of 1\n"
        "  summary: 1 missing of 1\n"
        "  steps: 1 fuzzy, 2 missing of 3\n"
        "  safety: 1 missing of 1\n"
        "  label: 1 missing of 1\n"
    )
    assert as_json["language"] == "es"
    assert as_json["fields"]["steps"] == {
        "reviewed": 0,
        "unreviewed": 0,
        "fuzzy": 1,
        "stale": 0,
        "missing": 2,
    }
    assert list(as_json["files"]) == ["actions.toml", "words.toml"]


def test_only_reviewed_translations_are_compiled(takeaction, begun, tmp_path):
    out = tmp_path / "es.mo"

    translate(takeaction, "compile", begun, "--output", out)

    with out.open("rb") as file:
        compiled_words = gettext.GNUTranslations(file)
    assert compiled_words.pgettext("look#title", "Look around") == "Mire"
    assert READ not in out.read_bytes().decode("utf-8", "replace")
    assert compiled_words.pgettext("look#steps[1]", "Call.") == "Call."


def test_a_record_that_is_left_out_is_not_translated(takeaction, small):
    (small / "words.toml").write_text(WORD + 'no = "such key"\n', encoding="utf-8")

    ran = translate(takeaction, "status", small, "--json")

    assert list(json.loads(ran.out)["files"]) == ["actions.toml"]


def test_right_to_left_text_survives_an_update(takeaction, small):
    translate(takeaction, "extract", small, language="ar")
    fill(small, {"Look around": "انظر \u2068911\u2069 حولك"}, language="ar")

    translate(takeaction, "update", small, language="ar")

    first, *_ = parse_po(po_path(small, "ar").read_text(encoding="utf-8"))
    assert first.translation == "انظر \u2068911\u2069 حولك"


@given(title=st.text(st.characters(codec="utf-8", categories=["L", "P", "S", "Nd"]), min_size=1))
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_survives_a_po_file(takeaction, small, title):
    title = f'{title} \\ " #, fuzzy msgid'
    write_title(small, title)
    po_path(small).unlink(missing_ok=True)

    translate(takeaction, "extract", small)

    if po_path(small).exists():
        first, *_ = parse_po(po_path(small).read_text(encoding="utf-8"))
        assert first.source in (unicodedata.normalize("NFC", title), "It helps.")


@pytest.mark.parametrize(
    ("command", "options", "problem"),
    [
        ("update", [], "does not exist. Fix: takeaction pack translate extract."),
        ("compile", ["--language", "fr", "--output", "a.mo"], "Name one language: the answer"),
        ("status", ["en"], "the pack is written in en. Fix: name another language."),
    ],
    ids=["no-file", "two-languages", "own-language"],
)
def test_a_wrong_call_is_refused(takeaction, small, command, options, problem):
    language = "es" if not options or options[0] == "--language" else options.pop()

    ran = translate(takeaction, command, small, *options, language=language)

    assert ran.code == 2
    assert problem in " ".join(ran.err.split())
    assert not po_path(small).exists()


def test_an_existing_file_is_not_overwritten(takeaction, begun):
    # A second extract would lose the work of a translator.
    ran = translate(takeaction, "extract", begun)

    assert ran.code == 2
    assert "already exists. Fix: takeaction pack translate update." in ran.err
    assert "Mire" in po_path(begun).read_text(encoding="utf-8")


@pytest.mark.parametrize("language", ["../../es", "es/../..", "e s"])
def test_no_language_leads_out_of_the_pack(takeaction, small, language):
    ran = translate(takeaction, "extract", small, language=language)

    assert ran.code == 2
    assert not (small / "locale").exists()


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b'msgid "a\n', 1),
        (b'#, fuzzy\n#| nonsense\nmsgctxt "a"\nmsgid "a"\nmsgstr "b"\n', 2),
        (b'#, fuzzy\n#| "no key"\nmsgctxt "a"\nmsgid "a"\nmsgstr "b"\n', 2),
        (b"\n\xff\xfe", 2),
        (b'msgid_plural "a"\n', 1),
        (b'msgstr[0] "a"\n', 1),
    ],
    ids=["open", "older", "older-without-key", "encoding", "plural", "forms"],
)
def test_a_hostile_po_file_is_refused_with_its_line(takeaction, small, content, line):
    po_path(small).parent.mkdir()
    po_path(small).write_bytes(content)

    printed = translate(takeaction, "update", small)
    as_json = translate(takeaction, "update", small, "--json")

    assert (printed.code, as_json.code) == (1, 1)
    assert f"locale/es.po:{line}: " in printed.out
    assert json.loads(as_json.out)["mistakes"][0]["where"]["line"] == line
    assert po_path(small).read_bytes() == content


def test_an_archive_is_refused(takeaction, tmp_path):
    ran = translate(takeaction, "status", tmp_path / "small.whl")

    assert ran.code == 2
    assert "is an archive. Fix: name the folder of the pack." in ran.err


def test_a_file_that_cannot_be_written_is_a_wrong_call(takeaction, begun, tmp_path):
    ran = translate(takeaction, "compile", begun, "--output", tmp_path / "no" / "no" / "es.mo")

    assert ran.code == 2
    assert "cannot be written" in ran.err


def test_without_babel_the_extra_is_named(takeaction, begun, monkeypatch):
    monkeypatch.setitem(sys.modules, "babel.messages.catalog", None)

    ran = translate(takeaction, "update", begun)

    assert ran.code == 2
    assert "takeaction[authoring]" in ran.err
    assert translate(takeaction, "status", begun).code == 0


LONG = "Say it once more. " * 20


@pytest.fixture
def large(takeaction, small):
    (small / "actions.toml").unlink()
    (small / "actions").mkdir()
    for name in ("one", "two"):
        text = "".join(
            ACTION.format(title=json.dumps(f"{name} {number} days"))
            .replace('"look"', f'"{name}-{number}"')
            .replace('"It helps."', json.dumps(LONG.strip()))
            for number in range(130)
        )
        (small / "actions" / f"{name}.toml").write_text(text, encoding="utf-8")
    translate(takeaction, "extract", small)
    path = po_path(small)
    words = json.dumps(LONG.replace("Say it", "Dilo").strip())
    text = path.read_text(encoding="utf-8")
    filled = re.sub(r'(#summary"\nmsgid (?:".*"\n)+)msgstr ""', rf"\1msgstr {words}", text)
    path.write_text(filled, encoding="utf-8")
    return small


def translations(folder):
    """Return the translations of a pack by file of ``locale``."""
    return {
        path.name: {entry.context: entry.translation for entry in parse_po(path.read_text("utf-8"))}
        for path in sorted((folder / "locale").iterdir())
    }


def test_a_po_file_that_is_too_large_is_split(takeaction, large):
    refused = takeaction("pack", "check", large)
    before = translations(large)["es.po"]

    ran = translate(takeaction, "update", large)

    after = translations(large)
    assert "limit.size" in refused.err + refused.out
    assert "Fix: split it with takeaction pack translate update." in refused.err + refused.out
    assert list(after) == ["es.actions-one.po", "es.actions-two.po", "es.words.po"]
    assert {key: text for part in after.values() for key, text in part.items()} == before
    assert all(key.startswith("one-") for key in after["es.actions-one.po"])
    assert "es.po: removed" in " ".join(ran.out.split())
    catalog = load(paths=[large], packs=[])
    assert catalog.mistakes == ()
    assert str(catalog.get("small:two-7").summary.pick(["es"])).startswith("Dilo once more.")


def test_a_split_po_file_stays_split(takeaction, large):
    translate(takeaction, "update", large)
    before = translations(large)
    translate(takeaction, "update", large)
    same = translations(large)
    (large / "words.toml").unlink()
    printed = json.loads(translate(takeaction, "update", large, "--json").out)

    assert same == before
    assert [Path(entry["file"]).name for entry in printed["files"]] == list(before)[:2]
    assert [Path(file).name for file in printed["removed"]] == ["es.words.po"]
    assert list(translations(large)) == list(before)[:2]


def test_translations_without_texts_are_kept_in_one_file(takeaction, large):
    translate(takeaction, "update", large)
    (large / "words.toml").unlink()
    for path in (large / "actions").iterdir():
        path.unlink()

    translate(takeaction, "update", large)

    assert translations(large) == {"es.po": {}}
    assert '#~ msgctxt "two-7#summary"' in po_path(large).read_text(encoding="utf-8")


def test_a_pack_that_cannot_be_read_is_named_with_its_line(takeaction, begun):
    before = po_path(begun).read_bytes()
    (begun / "actions.toml").write_text("[[action]\n", encoding="utf-8")

    ran = translate(takeaction, "update", begun)

    assert ran.code == 1
    assert "actions.toml:1: " in ran.out
    assert po_path(begun).read_bytes() == before


def test_a_compiled_file_is_reported_as_json(takeaction, begun, tmp_path):
    output = tmp_path / "es.mo"

    ran = translate(takeaction, "compile", begun, "--json", "--output", output)

    assert json.loads(ran.out) == {"file": str(output), "bytes": output.stat().st_size}


def test_our_own_first_sentences_are_extracted_for_a_language_that_we_lack(takeaction, small):
    header = (small / "pack.toml").read_text("utf-8").replace('"ar"]', '"ar", "pl"]')
    (small / "pack.toml").write_text(header, encoding="utf-8")
    translate(takeaction, "extract", small, "--first-sentences", language="pl")
    english = "No answer? Try again later. You can hang up any time."
    fill(small, {english: "Nikt nie odbiera?"}, language="pl")

    translate(takeaction, "update", small, language="pl")

    entries = {entry.context: entry for entry in parse_po(po_path(small, "pl").read_text("utf-8"))}
    ours = [context for context in entries if context.startswith("@takeaction#")]
    assert len(ours) == len(first_sentences())
    assert entries["@takeaction#lines.one"].translation == "Nikt nie odbiera?"
    status = json.loads(translate(takeaction, "status", small, "--json", language="pl").out)
    assert status["files"]["takeaction"]["fuzzy"] == 1


def test_our_own_sentences_are_not_extracted_for_a_language_that_we_have(takeaction, small):
    # No pack can replace them, so nobody should translate them.
    ran = translate(takeaction, "extract", small, "--first-sentences")
    plain = translate(takeaction, "extract", small)

    assert ran.code == 2
    assert "takeaction has its own first sentences in es." in ran.err
    assert plain.code == 0
    assert "@takeaction" not in po_path(small).read_text("utf-8")
