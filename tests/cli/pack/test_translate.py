"""``takeaction pack translate``: for those who put a pack into another language."""

import gettext
import json
import re
import sys
import unicodedata
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from takeaction import load
from takeaction.packs.reading.po import entries

AT = ("--at", "2026-11-24T15:00Z")
HEADER = """\
id = "small"
title = "Small"
publisher = "Example"
licence = "CC0-1.0"
schema = 1
languages = ["en", "es", "ar"]
"""
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
    """Return a pack with one action and one word."""
    folder = tmp_path / "small"
    folder.mkdir()
    (folder / "pack.toml").write_text(HEADER, encoding="utf-8")
    write_title(folder, "Look around")
    (folder / "words.toml").write_text(WORD, encoding="utf-8")
    return folder


def write_title(folder, title):
    """Give the action of the pack another title."""
    text = ACTION.format(title=json.dumps(title, ensure_ascii=False))
    (folder / "actions.toml").write_text(text, encoding="utf-8")


def translate(takeaction, command, folder, *more, language="es"):
    """Run one of the commands for a language."""
    return takeaction(
        "pack", "translate", command, folder, "--language", language, *AT, *more, packs="none"
    )


def po_of(folder, language="es"):
    """Return where the PO file of a language is."""
    return folder / "locale" / f"{language}.po"


def fill(folder, words, language="es"):
    """Write translations into a PO file as a translator would: behind their source."""
    path = po_of(folder, language)
    text = path.read_text(encoding="utf-8")
    for source, said in words.items():
        empty = f'msgid "{source}"\nmsgstr ""'
        assert empty in text
        text = text.replace(empty, f'msgid "{source}"\nmsgstr "{said}"')
    path.write_text(text, encoding="utf-8")


@pytest.fixture
def begun(takeaction, small):
    """Return the pack with two translations, of which nobody has reviewed one."""
    translate(takeaction, "extract", small)
    fill(small, {"Look around": "Mire", "Call.": "Llame."})
    text = po_of(small).read_text(encoding="utf-8")
    text = text.replace('msgctxt "look#steps[1]"', '#, fuzzy\nmsgctxt "look#steps[1]"')
    po_of(small).write_text(text, encoding="utf-8")
    return small


def test_a_po_file_holds_every_text_of_a_pack(takeaction, small):
    """What translators get names each text by its record and field, and has no words yet."""
    ran = translate(takeaction, "extract", small)

    read = list(entries(po_of(small).read_text(encoding="utf-8")))
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(f"{po_of(small)}:")
    assert [(each.context, each.source, each.translation) for each in read] == [
        ("look#title", "Look around", ""),
        ("look#summary", "It helps.", ""),
        ("look#steps[0]", "Stop.", ""),
        ("look#steps[1]", "Call.", ""),
        ("look#steps[2]", "Rest.", ""),
        ("look#safety[0]", "Name nobody.", ""),
        ("sailing#label", "Sailing", ""),
    ]


def header_of(text):
    """Return the lines of a header, by their name."""
    return dict(line.split(": ", 1) for line in text.strip().split("\n"))


def first_message(path):
    """Return the header of a PO file as it is meant."""
    block = path.read_text(encoding="utf-8").split("\n\n", 1)[0]
    said = block.partition("msgstr")[2].strip().split("\n")
    return "".join(json.loads(line) for line in said)


def test_a_header_says_what_is_known_and_makes_nothing_up(takeaction, small):
    """It has no line with a made-up name or address, in PO and in MO."""
    translate(takeaction, "extract", small)
    translate(takeaction, "compile", small, "--output", small / "es.mo")

    with (small / "es.mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file).info()
    header = header_of(first_message(po_of(small)))
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
    """The project that offers the pack gives its name; any other file is of no account."""
    (small.parent / "pyproject.toml").write_text(content, encoding="utf-8")

    translate(takeaction, "extract", small)

    assert header_of(first_message(po_of(small)))["Project-Id-Version"] == name


def test_a_language_that_the_pack_does_not_name_is_asked_for(takeaction, small):
    """The pack has to say that it speaks the language; as JSON there is the file alone."""
    told = translate(takeaction, "extract", small, language="zh-Hant")
    asked = translate(takeaction, "update", small, "--json", language="zh-Hant")

    path = po_of(small, "zh-Hant")
    files = [{"file": str(path), "bytes": path.stat().st_size}]
    assert told.out.endswith("Add zh-Hant to languages in pack.toml.\n")
    assert json.loads(asked.out) == {"files": files, "removed": []}


def test_an_update_without_a_change_changes_nothing(takeaction, begun):
    """What is done stays: words, flags and order."""
    before = po_of(begun).read_text(encoding="utf-8")

    translate(takeaction, "update", begun)

    assert list(entries(po_of(begun).read_text(encoding="utf-8"))) == list(entries(before))


def test_a_changed_source_falls_back_with_its_mark(takeaction, begun):
    """Words made from an older text are kept beside it, and not shown until they are renewed."""
    write_title(begun, "Look around you")

    translate(takeaction, "update", begun)

    po = po_of(begun).read_text(encoding="utf-8")
    assert '#| msgid "Look around"\nmsgctxt' in po or '#| msgid "Look around"\n' in po
    catalog = load(paths=[begun], packs=[])
    words = catalog.actions["small:look"].title.pick(["es"])
    assert (words.text, words.language, words.fallback) == ("Look around you", "en", True)
    assert [error.code for error in catalog.mistakes] == ["lang.stale"]
    shown = takeaction("show", "small:look", "--language", "es", packs=[begun]).out
    assert shown.endswith("Lo que está solo en inglés no está traducido.\n")
    assert "1. Stop. [en]\n  2. Llame.\n  (Call.)\n" in shown


def test_a_step_that_moved_keeps_its_words(takeaction, begun):
    """A step that is put before others does not cost them their translation."""
    path = begun / "actions.toml"
    text = path.read_text(encoding="utf-8").replace('["Stop.", "Call.', '["Call.", "Stop.')
    path.write_text(text, encoding="utf-8")

    translate(takeaction, "update", begun)

    read = {each.context: each for each in entries(po_of(begun).read_text(encoding="utf-8"))}
    assert read["look#steps[0]"].translation == "Llame."
    assert not read["look#steps[0]"].reviewed


def test_words_for_a_text_that_is_gone_are_kept_out_of_use(takeaction, begun):
    """A translation is work: it stands at the end of the file until somebody takes it out."""
    fill(begun, {"Sailing": "Navegar"})
    (begun / "words.toml").unlink()

    translate(takeaction, "update", begun)

    assert '#~ msgstr "Navegar"' in po_of(begun).read_text(encoding="utf-8")
    assert load(paths=[begun], packs=[]).mistakes == ()


def test_the_status_counts_by_file_and_by_field(takeaction, begun):
    """How much is there, reviewed, fuzzy, stale and missing."""
    write_title(begun, "Look around you")

    told = translate(takeaction, "status", begun)
    asked = json.loads(translate(takeaction, "status", begun, "--json").out)

    assert told.out == (
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
    assert asked["language"] == "es"
    assert asked["fields"]["steps"] == {"reviewed": 0, "fuzzy": 1, "stale": 0, "missing": 2}
    assert list(asked["files"]) == ["actions.toml", "words.toml"]


def test_what_is_compiled_was_reviewed(takeaction, begun, tmp_path):
    """A program that reads gettext gets no words that nobody has read."""
    out = tmp_path / "es.mo"

    translate(takeaction, "compile", begun, "--output", out)

    with out.open("rb") as file:
        made = gettext.GNUTranslations(file)
    assert made.pgettext("look#title", "Look around") == "Mire"
    assert made.pgettext("look#steps[1]", "Call.") == "Call."


def test_a_record_that_is_left_out_is_not_translated(takeaction, small):
    """Nobody translates a record that no answer shows; the others are counted."""
    (small / "words.toml").write_text(WORD + 'no = "such key"\n', encoding="utf-8")

    ran = translate(takeaction, "status", small, "--json")

    assert list(json.loads(ran.out)["files"]) == ["actions.toml"]


def test_right_to_left_words_come_back_as_they_were(takeaction, small):
    """Arabic, with marks of direction of its own, goes through an update unchanged."""
    translate(takeaction, "extract", small, language="ar")
    fill(small, {"Look around": "انظر \u2068911\u2069 حولك"}, language="ar")

    translate(takeaction, "update", small, language="ar")

    first, *_ = entries(po_of(small, "ar").read_text(encoding="utf-8"))
    assert first.translation == "انظر \u2068911\u2069 حولك"


@given(title=st.text(st.characters(codec="utf-8", categories=["L", "P", "S", "Nd"]), min_size=1))
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_comes_back_from_a_po_file(takeaction, small, title):
    """Quotes, backslashes, what looks like PO: a source text is read as it was written."""
    title = f'{title} \\ " #, fuzzy msgid'
    write_title(small, title)
    po_of(small).unlink(missing_ok=True)

    translate(takeaction, "extract", small)

    if po_of(small).exists():
        first, *_ = entries(po_of(small).read_text(encoding="utf-8"))
        assert first.source in (unicodedata.normalize("NFC", title), "It helps.")


@pytest.mark.parametrize(
    ("command", "options", "problem"),
    [
        ("update", [], "is not there. Fix: takeaction pack translate extract."),
        ("status", ["--language", "fr"], "--language names the one language"),
        ("status", ["en"], "the pack is written in en. Fix: name another language."),
    ],
    ids=["no-file", "two-languages", "own-language"],
)
def test_a_call_that_means_nothing_is_refused(takeaction, small, command, options, problem):
    """Each refusal says what to do instead, and nothing is written."""
    language = "es" if not options or options[0] == "--language" else options.pop()

    ran = translate(takeaction, command, small, *options, language=language)

    assert ran.code == 2
    assert problem in " ".join(ran.err.split())
    assert not po_of(small).exists()


def test_a_file_that_is_there_is_not_written_over(takeaction, begun):
    """Extracting twice would lose what a translator wrote."""
    ran = translate(takeaction, "extract", begun)

    assert ran.code == 2
    assert "is there already. Fix: takeaction pack translate update." in ran.err
    assert "Mire" in po_of(begun).read_text(encoding="utf-8")


@pytest.mark.parametrize("language", ["../../es", "es/../..", "e s"])
def test_no_language_leads_out_of_the_pack(takeaction, small, language):
    """What is no language tag names no file."""
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
    """What is no PO is named with its line, as text and as JSON, and stays as it is."""
    po_of(small).parent.mkdir()
    po_of(small).write_bytes(content)

    told = translate(takeaction, "update", small)
    asked = translate(takeaction, "update", small, "--json")

    assert (told.code, asked.code) == (1, 1)
    assert f"locale/es.po:{line}: " in told.out
    assert json.loads(asked.out)["mistakes"][0]["where"]["line"] == line
    assert po_of(small).read_bytes() == content


def test_an_archive_is_refused(takeaction, tmp_path):
    """Translations are written beside the sources, and an archive has none."""
    ran = translate(takeaction, "status", tmp_path / "small.whl")

    assert ran.code == 2
    assert "is an archive. Fix: name the folder of the pack." in ran.err


def test_a_place_that_cannot_be_written_is_named(takeaction, begun, tmp_path):
    """The reason of the operating system is passed on."""
    ran = translate(takeaction, "compile", begun, "--output", tmp_path / "no" / "no" / "es.mo")

    assert ran.code == 2
    assert "cannot be written" in ran.err


def test_without_babel_the_extra_is_named(takeaction, begun, monkeypatch):
    """Only those who translate need Babel; without it nothing else fails."""
    monkeypatch.setitem(sys.modules, "babel.messages.catalog", None)

    ran = translate(takeaction, "update", begun)

    assert ran.code == 2
    assert "takeaction[authoring]" in ran.err
    assert translate(takeaction, "status", begun).code == 0


LONG = "Say it once more. " * 20


@pytest.fixture
def large(takeaction, small):
    """Return a pack whose PO file grew, while it was filled, over what is loaded."""
    (small / "actions.toml").unlink()
    (small / "actions").mkdir()
    for name in ("one", "two"):
        text = "".join(
            ACTION.format(title=json.dumps(f"{name} {number}"))
            .replace('"look"', f'"{name}-{number}"')
            .replace('"It helps."', json.dumps(LONG.strip()))
            for number in range(130)
        )
        (small / "actions" / f"{name}.toml").write_text(text, encoding="utf-8")
    translate(takeaction, "extract", small)
    path = po_of(small)
    words = json.dumps(LONG.replace("Say it", "Dilo").strip())
    text = path.read_text(encoding="utf-8")
    filled = re.sub(r'(#summary"\nmsgid (?:".*"\n)+)msgstr ""', rf"\1msgstr {words}", text)
    path.write_text(filled, encoding="utf-8")
    return small


def said(folder):
    """Return what is translated of a pack, and into which file of ``locale`` it is written."""
    return {
        path.name: {each.context: each.translation for each in entries(path.read_text("utf-8"))}
        for path in sorted((folder / "locale").iterdir())
    }


def test_a_po_file_that_is_too_large_is_taken_apart(takeaction, large):
    """Each file of the pack gets its own; no word is lost, and then the pack can be loaded."""
    refused = takeaction("pack", "check", large)
    before = said(large)["es.po"]

    ran = translate(takeaction, "update", large)

    after = said(large)
    assert "limit.size" in refused.err + refused.out
    assert "Fix: takeaction pack translate update takes it apart." in refused.err + refused.out
    assert list(after) == ["es.actions-one.po", "es.actions-two.po", "es.words.po"]
    assert {key: text for part in after.values() for key, text in part.items()} == before
    assert all(key.startswith("one-") for key in after["es.actions-one.po"])
    assert "es.po: taken away" in " ".join(ran.out.split())
    catalog = load(paths=[large], packs=[])
    assert catalog.mistakes == ()
    assert str(catalog.get("small:two-7").summary.pick(["es"])).startswith("Dilo once more.")


def test_what_is_taken_apart_stays_so(takeaction, large):
    """An update of parts writes the same parts, and takes away that of a file that is gone."""
    translate(takeaction, "update", large)
    before = said(large)
    translate(takeaction, "update", large)
    same = said(large)
    (large / "words.toml").unlink()
    told = json.loads(translate(takeaction, "update", large, "--json").out)

    assert same == before
    assert [Path(each["file"]).name for each in told["files"]] == list(before)[:2]
    assert [Path(file).name for file in told["removed"]] == ["es.words.po"]
    assert list(said(large)) == list(before)[:2]


def test_words_for_nothing_are_kept_in_one_file(takeaction, large):
    """A pack that lost all its texts keeps the words at the end of a PO file, out of use."""
    translate(takeaction, "update", large)
    (large / "words.toml").unlink()
    for path in (large / "actions").iterdir():
        path.unlink()

    translate(takeaction, "update", large)

    assert said(large) == {"es.po": {}}
    assert '#~ msgctxt "two-7#summary"' in po_of(large).read_text(encoding="utf-8")


def test_a_pack_that_cannot_be_read_is_named_with_its_line(takeaction, begun):
    """What is wrong with the pack comes first; its translations stay as they are."""
    before = po_of(begun).read_bytes()
    (begun / "actions.toml").write_text("[[action]\n", encoding="utf-8")

    ran = translate(takeaction, "update", begun)

    assert ran.code == 1
    assert "actions.toml:1: " in ran.out
    assert po_of(begun).read_bytes() == before


def test_a_compiled_file_is_told_of_as_json(takeaction, begun, tmp_path):
    """A program learns where it is and how large."""
    output = tmp_path / "es.mo"

    ran = translate(takeaction, "compile", begun, "--json", "--output", output)

    assert json.loads(ran.out) == {"file": str(output), "bytes": output.stat().st_size}
