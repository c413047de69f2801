"""Ages in a text."""

import pytest

from takeaction.engine.hearing.lexicon import folded_words
from takeaction.engine.hearing.matters import ages_in


@pytest.mark.parametrize(
    ("text", "writer", "others"),
    [
        ("im 13 and he hits me", 13, ()),
        ("tengo 13 años", 13, ()),
        ("j'ai 13 ans", 13, ()),
        ("I am 22 and my parents", 22, ()),
        ("my husband (34M) and me (31F)", 31, (34,)),
        ("my 13 year old daughter", None, (13,)),
        ("ma fille de 14 ans", None, (14,)),
        ("mi hija de 16 años", None, (16,)),
        ("a boy (7) told me", None, (7,)),
        ("my sister 16", None, (16,)),
        ("i have a 9 year old", None, (9,)),
        ("i was 12 when it began", None, ()),
        ("j'avais 12 ans", None, ()),
        ("married for 14 years", None, ()),
        ("desde hace 12 años", None, ()),
        ("depuis 15 ans", None, ()),
        ("i work 14 hours", None, ()),
        ("im 6 months pregnant", None, ()),
        ("im 6'2 and she is 5 foot", None, ()),
        ("14", None, ()),
        ("we r 12", 12, ()),
        ("i think maybe 16", None, (16,)),
        ("11 years here", None, ()),
        ("she looks bout 12", None, (12,)),
        ("he seems like 15", None, (15,)),
        ("i get home around 12", None, ()),
        ("عمري \u0661\u0665", 15, ()),
        ("عمرها ١٢", None, (12,)),
        ("मैं १६ की हूँ", 16, ()),
        ("main 16 ki hoon", 16, ()),
        ("meri behen 13 ki hai", None, (13,)),
        ("8 saal se kaam", None, ()),
    ],
    ids=str,
)
def test_an_age_is_the_writers_or_somebody_elses(text, writer, others):
    assert ages_in(folded_words(text)) == (writer, others)
