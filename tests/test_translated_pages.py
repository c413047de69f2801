"""The translated pages of the documentation: nothing is stale, and no fact changes in them."""

import re
import runpy
from pathlib import Path

import pytest
from babel.messages import Catalog, Message

from takeaction.packs.rules import wording

DOCS = Path(__file__).parents[1] / "docs"
SENTENCES = runpy.run_path(str(DOCS / "sentences.py"))
PAGES = SENTENCES["PAGES"]
OTHERS = [language for language in SENTENCES["LANGUAGES"] if language != "en"]
TRANSLATED = [(language, page) for language in OTHERS for page in PAGES]

BLOCK = re.compile(r"^( *)(`{3,})[^\n]*\n.*?^\1\2$", re.MULTILINE | re.DOTALL)
READ = re.compile(r"^```\{code-block\} text\n:class: prose\n\n(.*?)^```$", re.MULTILINE | re.DOTALL)
IMAGE = re.compile(r"^```\{image\} \S+\n:alt: (.*)\n(?::.*\n)*```$", re.MULTILINE)
CONTENTS = re.compile(r"^```\{toctree\}\n:hidden:\n:caption: (.*)\n(?:.+\n|\n)*?```$", re.MULTILINE)
MARKS = re.compile(r"^(:::(\{\w+\})?|:class: \w+|\([a-z-]+\)=)", re.MULTILINE)


def one_line(text):
    return " ".join(re.sub(r"^ *(>|-|#+|\d+\.) ", "", text, flags=re.MULTILINE).split())


def prose(page):
    text = (DOCS / f"{page}.md").read_text(encoding="utf-8")
    for directive in (READ, IMAGE, CONTENTS):
        text = directive.sub(r"\n\1\n", text)
    return MARKS.sub("", BLOCK.sub("\n", text))


def left_over(page, catalog):
    text = one_line(prose(page))
    for sentence in sorted((one_line(message.id) for message in catalog if message.id), key=len)[
        ::-1
    ]:
        text = text.replace(sentence, "|")
    return re.findall(r"[A-Za-z][^|]*", text)


@pytest.mark.parametrize(("language", "page"), TRANSLATED)
def test_no_translation_is_stale(language, page):
    # A sentence that was changed or added in English is named; so is one that is gone.
    catalog = SENTENCES["read"](language, page)

    text = one_line(prose(page))

    assert left_over(page, catalog) == []
    assert [message.id for message in catalog if one_line(message.id) not in text] == []


@pytest.mark.parametrize(("language", "page"), TRANSLATED)
def test_every_sentence_is_translated_with_its_facts(language, page):
    catalog = SENTENCES["read"](language, page)

    untranslated = [message.id for message in catalog if message.id and not message.string]
    changed = [
        (part, message.id) for message in catalog for part in SENTENCES["changed_parts"](message)
    ]

    assert untranslated == []
    assert changed == []


@pytest.mark.parametrize(("language", "page"), TRANSLATED)
def test_a_translation_passes_the_checks_of_a_pack(language, page):
    check = wording.WordingCheck()
    faults = [
        (fault.code, message.string)
        for message in SENTENCES["read"](language, page)
        for fault in check.sentence_faults(message.id, message.string, language)
    ]
    assert faults == []


@pytest.mark.parametrize("page", PAGES)
def test_french_has_its_spaces(page):
    for message in SENTENCES["read"]("fr", page):
        text = re.sub(r"`[^`]+`|\]\([^)]+\)|<[^>]+>", "", message.string)
        if "\n" not in text:  # a form to copy keeps its columns
            assert not re.search(r" [;:!?»]|« ", text), text
            assert not re.search(r"[^\W_][;!?»]|«\w", text), text


@pytest.mark.parametrize(
    ("english", "translated", "parts"),
    [
        ("Call 911 now.", "Llame ya al 991.", ["911", "991"]),
        ("Run `takeaction ask`.", "Ejecute `takeaction pregunta`.", ["`takeaction ask`"]),
        ("See [this](a.md#b).", "Vea [esto](a.md).", ["a.md#b", "a.md"]),
        ("Open <http://127.0.0.1:8000/>.", "Abra la página.", ["http://127.0.0.1:8000/"]),
        ("Read SECURITY.md.", "Lea SEGURIDAD.md.", ["SECURITY.md", "SEGURIDAD.md"]),
        ("Ofcom reserves it.", "Lo reserva el regulador.", ["Ofcom"]),
        ("**First.** Ask.", "Primero. Pregunte.", ["**"]),
        ("It takes 5 to 10.", "Lleva 5.", ["10"]),
    ],
    ids=["number", "command", "link", "address", "file", "name", "bold", "lost"],
)
def test_a_changed_fact_is_named(english, translated, parts):
    message = Message(english, translated)

    changed = SENTENCES["changed_parts"](message)

    assert set(parts) <= set(changed)


def test_words_may_move():
    message = Message("`show` prints 9 of **10**.", "De **10**, `show` muestra 9.")

    assert SENTENCES["changed_parts"](message) == []


def test_an_update_keeps_what_still_fits():
    old = Catalog(locale="es")
    old.add("Ask.", "Pregunte.", flags=["fuzzy"])
    old.add("Call 1.", "Llame al 1.")

    new = SENTENCES["updated"](old, ["Call 2.", "Ask."])

    assert [(message.id, message.string) for message in new if message.id] == [
        ("Call 2.", ""),
        ("Ask.", "Pregunte."),
    ]
    assert new.get("Ask.").fuzzy
    assert [*new.obsolete] == ["Call 1."]
    assert SENTENCES["missing"](new, ["Call 2.", "Ask."]) == ["Call 2."]
    assert SENTENCES["unused"](new, ["Call 2."]) == ["Ask."]
    assert SENTENCES["updated"](new, ["Call 1."]).get("Call 1.").string == "Llame al 1."


def test_a_page_is_reviewed_when_no_sentence_is_fuzzy():
    catalog = Catalog(locale="es", fuzzy=False)
    catalog.add("Ask.", "Pregunte.", flags=["fuzzy"])
    assert SENTENCES["unreviewed"](catalog)

    catalog.get("Ask.").flags.clear()

    assert not SENTENCES["unreviewed"](catalog)


def test_a_page_without_a_file_has_no_sentences(tmp_path, monkeypatch):
    monkeypatch.setitem(SENTENCES["read"].__globals__, "_LOCALE", tmp_path)

    catalog = SENTENCES["read"]("es", "index")
    assert not [message for message in catalog if message.id]
    SENTENCES["write"]("es", "index", SENTENCES["updated"](catalog, ["Ask."]))

    assert SENTENCES["read"]("es", "index").get("Ask.").string == ""
