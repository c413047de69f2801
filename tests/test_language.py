"""Languages, as a person writes them."""

import pytest

from takeaction.core_data import read
from takeaction.errors import QueryError
from takeaction.models.question.arguments import (
    MAX_LANGUAGES,
    as_language,
    read_languages,
    spoken_language,
)
from takeaction.models.question.profile import Profile
from takeaction.models.question.queries import HelpQuery
from takeaction.vocabulary.language import accepted_languages, as_tag, may_be_spoken


@pytest.mark.parametrize(
    ("written", "tag"),
    [
        *(("es", "es"), (" ES_mx ", "es-mx"), ("spa", "es"), ("SPA-MX", "es-mx")),
        *(("Spanish", "es"), ("español", "es"), ("Espanol", "es"), ("espagnol", "es")),
        *(("POLISH", "pl"), ("deu", "de"), ("ger", "de"), ("ckb", "ckb"), ("Twi", "tw")),
        *(("iw", "he"), ("in-ID", "id-id"), ("zz", "zz")),
        *(("klingon", "klingon"), ("", ""), ("x", "x"), ("!", "!")),
    ],
)
def test_a_language_is_a_tag_or_a_name(written, tag):
    assert as_tag(written) == tag


@pytest.mark.parametrize("written", ["klingon", "polsih", "sp", "gb", "xx-MX", "", "e", "x-y"])
def test_help_in_an_unknown_language_is_refused(written):
    with pytest.raises(QueryError, match=r'Write language as .*"en" or "es-MX"'):
        HelpQuery(region="US", language=written)


@pytest.mark.parametrize("written", ["klingon", "zz"])
def test_texts_in_an_unknown_language_are_not_refused(written):
    assert Profile(minutes=30, languages=[written]).languages == (written,)
    assert not may_be_spoken(written)


def test_a_name_asks_for_the_same_as_its_tag():
    assert HelpQuery(region="US", language="Spanish") == HelpQuery(region="US", language="es")
    assert as_language("Spanish", "language") == as_language("es", "language") == "es"


def test_other_codes_lead_to_a_language_that_is_known():
    letters = read("three_letter_codes")["languages"]

    assert {code for code in letters if len(code) != 3} == {"in", "iw", "ji"}
    assert set(letters.values()) <= set(read("languages")["names"])


# Accept-Language

CHROME = "en-US,en;q=0.9,es-419;q=0.8,es;q=0.7"
FIREFOX = "fr,fr-FR;q=0.8,en-US;q=0.5,en;q=0.3"
SAFARI = "es-ES,es;q=0.9"
SAFARI_OF_PHONES = "zh-TW,zh-Hant;q=0.9"
EDGE = "de,de-DE;q=0.9,en;q=0.8,en-GB;q=0.7,en-US;q=0.6"
CURL = "*"


@pytest.mark.parametrize(
    ("header", "languages"),
    [
        (CHROME, ("en-US", "en", "es-419", "es")),
        (FIREFOX, ("fr", "fr-FR", "en-US", "en")),
        (SAFARI, ("es-ES", "es")),
        (SAFARI_OF_PHONES, ("zh-TW", "zh-Hant")),
        (EDGE, ("de", "de-DE", "en", "en-GB", "en-US")),
        ("da, en-gb;q=0.8, en;q=0.7", ("da", "en-GB", "en")),
        ("es", ("es",)),
        ("Spanish", ("es",)),
        ("en_US", ("en-US",)),
        ("fr;q=0.5, es;q=0.9, de", ("de", "es", "fr")),
        ("fr;q=0.5,es;q=0.5,de;q=0.5", ("fr", "es", "de")),
        ("es;q=1.000,fr;q=0.999,de;q=1.", ("es", "de", "fr")),
        ("es ; q = 0.1 ,\tfr;Q=0.2", ("fr", "es")),
        ("es,es;q=0.1,ES", ("es",)),
        ("es;q=0,fr", ("fr",)),
        ("es;q=0.000", ("en",)),
        ("*", ("en",)),
        ("*;q=0.5, es;q=0.1", ("es",)),
        ("", ("en",)),
        (" , ,, ", ("en",)),
        ("es;q=2, fr", ("fr",)),
        ("es;q=-1,fr;q=0.5555,de;q=.5,it;q=,pt;q,nl;q=0.5;q=0.6,pl;level=1,ro", ("ro",)),
        ("es;q=\u0661", ("en",)),
        ("q=1", ("en",)),
        ("es-419;q=0,9", ("en",)),
        ("en; q=0.8; v=b3", ("en",)),
        ("../../etc/passwd, <script>, es", ("es",)),
        ("es\r\nSet-Cookie: a=b", ("en",)),
        ("\x00es, fr", ("fr",)),
        ("i-klingon, x-private, en-a-bbb", ("en",)),
        ("c++, abcdefghij-klmnop, e", ("en",)),
    ],
    ids=str,
)
def test_one_text_is_an_accept_language_value(header, languages):
    assert read_languages(header) == languages


def test_a_text_that_names_no_language_leaves_those_of_the_question():
    assert read_languages("*", ("fr",)) == ("fr",)
    assert read_languages(None, ("fr",)) == ("fr",)
    assert read_languages("es", ("fr",)) == ("es",)
    assert read_languages((), ("fr",)) == ()


@pytest.mark.parametrize(
    "header",
    [
        "es," * 100_000,
        "es;q=0." + "1" * 1_000_000,
        "es" + ";" * 1_000_000,
        "es" + " " * 1_000_000 + ";q=1",
        "-".join(["a"] * 500_000),
        ",".join(f"{a}{b}{c}" for a in "abcdefghij" for b in "abcdefghij" for c in "abcdefghij"),
    ],
    ids=["members", "digits", "parameters", "blanks", "subtags", "languages"],
)
def test_a_hostile_value_is_read_in_part_and_at_once(header, at_most):
    with at_most(seconds=0.05):
        languages = read_languages(header)

    assert len(languages) <= MAX_LANGUAGES


def test_the_ranges_are_as_they_are_written():
    assert accepted_languages("ES-mx, *, tlh;q=0.3, tlh;q=0") == ("ES-mx", "tlh")


@pytest.mark.parametrize(
    ("languages", "language"),
    [((), None), (("klingon",), None), (("klingon", "es-MX", "en"), "es-MX")],
    ids=["none", "unknown", "second"],
)
def test_help_is_looked_for_in_the_first_language_that_somebody_speaks(languages, language):
    assert spoken_language(languages) == language
