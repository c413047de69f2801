"""Languages, as a person writes them."""

import pytest

from takeaction.core_data import read
from takeaction.errors import QueryError
from takeaction.models.language import as_tag, may_be_spoken
from takeaction.models.question import HelpQuery, Profile, tag


@pytest.mark.parametrize(
    ("written", "found"),
    [
        *(("es", "es"), (" ES_mx ", "es-mx"), ("spa", "es"), ("SPA-MX", "es-mx")),
        *(("Spanish", "es"), ("español", "es"), ("Espanol", "es"), ("espagnol", "es")),
        *(("POLISH", "pl"), ("deu", "de"), ("ger", "de"), ("ckb", "ckb"), ("Twi", "tw")),
        *(("iw", "he"), ("in-ID", "id-id"), ("zz", "zz")),
        *(("klingon", "klingon"), ("", ""), ("x", "x"), ("!", "!")),
    ],
)
def test_a_language_is_a_tag_or_a_name(written, found):
    """A name in a language of the core and three letters become the shortest tag."""
    assert as_tag(written) == found


@pytest.mark.parametrize("written", ["klingon", "polsih", "sp", "gb", "xx-MX", "", "e", "x-y"])
def test_who_asks_to_be_helped_in_what_is_no_language_is_refused(written):
    """Nobody is told that an interpreter speaks what no list has."""
    with pytest.raises(QueryError, match='Write language as "en", "es-MX" or such'):
        HelpQuery(region="US", language=written)


@pytest.mark.parametrize("written", ["klingon", "zz"])
def test_texts_in_what_is_no_language_are_those_that_there_are(written):
    """A host hands over what a device says: somebody in need is not refused for it."""
    assert Profile(minutes=30, languages=[written]).languages == (written,)
    assert not may_be_spoken(written)


def test_a_name_asks_for_the_same_as_its_tag():
    """Who writes Spanish is told who speaks it."""
    assert HelpQuery(region="US", language="Spanish") == HelpQuery(region="US", language="es")
    assert tag("Spanish", "language") == tag("es", "language") == "es"


def test_other_codes_lead_to_a_language_that_is_known():
    """They are those that two letters say as well."""
    letters = read("letters")["languages"]

    assert {code for code in letters if len(code) != 3} == {"in", "iw", "ji"}
    assert set(letters.values()) <= set(read("languages")["names"])
