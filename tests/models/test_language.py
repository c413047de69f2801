"""Languages, as a person writes them."""

import pytest

from takeaction.core_data import read
from takeaction.errors import QueryError
from takeaction.models.language import as_tag
from takeaction.models.question import HelpQuery, tag


@pytest.mark.parametrize(
    ("written", "found"),
    [
        *(("es", "es"), (" ES_mx ", "es-mx"), ("spa", "es"), ("SPA-MX", "es-mx")),
        *(("Spanish", "es"), ("español", "es"), ("Espanol", "es"), ("espagnol", "es")),
        *(("POLISH", "pl"), ("deu", "de"), ("ger", "de"), ("ckb", "ckb"), ("Twi", "tw")),
        *(("klingon", "klingon"), ("", ""), ("x", "x"), ("!", "!")),
    ],
)
def test_a_language_is_a_tag_or_a_name(written, found):
    """A name in a language of the core and three letters become the shortest tag."""
    assert as_tag(written) == found


@pytest.mark.parametrize("written", ["klingon", "polsih", "english-speaking", "", "e", "x-y"])
def test_what_is_no_language_is_refused(written):
    """Nobody is told that an interpreter speaks what no list has."""
    with pytest.raises(QueryError, match='Write language as "en", "es-MX" or such'):
        HelpQuery(region="US", language=written)


def test_a_name_asks_for_the_same_as_its_tag():
    """Who writes Spanish is told who speaks it."""
    assert HelpQuery(region="US", language="Spanish") == HelpQuery(region="US", language="es")
    assert tag("Spanish", "language") == tag("es", "language") == "es"


def test_three_letters_lead_to_a_language_that_is_known():
    """They are those that two letters say as well."""
    names = read("languages")["names"]

    assert {len(code) for code in read("spoken")["languages"]} == {3}
    assert set(read("spoken")["languages"].values()) <= set(names)
