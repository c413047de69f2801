"""Languages, as a person writes them."""

import pytest

from takeaction.core_data import read
from takeaction.errors import QueryError
from takeaction.models.language import as_tag, may_be_spoken
from takeaction.models.question import HelpQuery, Profile, as_language


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
    """A name in a language of the core, or three letters, become the shortest tag."""
    assert as_tag(written) == tag


@pytest.mark.parametrize("written", ["klingon", "polsih", "sp", "gb", "xx-MX", "", "e", "x-y"])
def test_help_in_an_unknown_language_is_refused(written):
    """Nobody is offered an interpreter for a language that is in no list."""
    with pytest.raises(QueryError, match=r'Write language as .*"en" or "es-MX"'):
        HelpQuery(region="US", language=written)


@pytest.mark.parametrize("written", ["klingon", "zz"])
def test_texts_in_an_unknown_language_are_not_refused(written):
    """A host passes on the language of a device: nobody in need is refused for it."""
    assert Profile(minutes=30, languages=[written]).languages == (written,)
    assert not may_be_spoken(written)


def test_a_name_asks_for_the_same_as_its_tag():
    """A person who writes Spanish is shown the helplines that speak it."""
    assert HelpQuery(region="US", language="Spanish") == HelpQuery(region="US", language="es")
    assert as_language("Spanish", "language") == as_language("es", "language") == "es"


def test_other_codes_lead_to_a_language_that_is_known():
    """Every code in the table leads to a listed language."""
    letters = read("three_letter_codes")["languages"]

    assert {code for code in letters if len(code) != 3} == {"in", "iw", "ji"}
    assert set(letters.values()) <= set(read("languages")["names"])
