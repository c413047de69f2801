"""Folding: a text as the phrases match it."""

import pytest

from takeaction.packs.rules.phrases import fold_text, quoted


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Follow  the\nVAN", "follow the van"),
        ("N\u2019hésitez\u00a0pas", "n'hesitez pas"),
        ("Enfréntate a él", "enfrentate a él"),
        ("filmé, filmées, filmó", "filmé, filmées, filmó"),
        ("sûr, sûres, sûreté", "sûr, sûres, sureté"),
        ("cœur, niño, ça", "coeur, nino, ca"),
        ("f\u0336o\u0336llow", "follow"),
        ("p\u0131mps", "pimps"),
    ],
)
def test_a_text_is_folded_as_a_reader_sees_it(text, folded):
    # Case, accents, blanks and overlays go, except for accents that tell words apart.
    assert fold_text(text) == folded


def test_a_quote_is_what_the_author_wrote():
    text = "Primero,  Enfréntate\nal Jefe. Llame."
    folded = fold_text(text)
    start = folded.index("enfrentate")

    assert quoted(text, folded, start, folded.index("jefe") + 4) == "Enfréntate al Jefe"


def test_a_character_that_stands_for_several_words_is_quoted_folded():
    # One Arabic character is a phrase of four words, so that words cannot be counted.
    text = "\ufdfa follow him"
    folded = fold_text(text)
    start = folded.index("follow")

    assert quoted(text, folded, start, len(folded)) == "follow him"
