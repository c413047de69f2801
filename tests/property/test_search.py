"""Laws of the search."""

from hypothesis import example, given
from hypothesis import strategies as st
from make import our_catalog

from takeaction import search
from takeaction.engine.search import search as module
from takeaction.engine.search.fields import terms
from takeaction.engine.search.index import Query, TermIndex, matches, weights_of

INSTALLED = our_catalog()
WORDS = ("hotline", "coffee", "signs", "child", "trafficking", "violence", "work", "help", "rights")


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=6), st.integers(1, 25))
def test_records_that_are_not_looked_at_would_not_be_among_the_first(words, most):
    index = INSTALLED.once(TermIndex)
    weights = weights_of(index, terms(words), (), {})
    query = Query(weights, *[frozenset()] * 4)

    def best(scores):
        return sorted(scores.values(), reverse=True)[:most]

    quick, full = matches(index, query, most), matches(index, query, None)

    assert best(quick) == best(full)
    assert all(full[number] == score for number, score in quick.items() if score in best(full))


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=4))
@example(["violence", "work", "help"])  # words of need, by whose scores help is chosen
def test_the_first_five_are_the_head_of_the_first_ten(words):
    text = " ".join(words)

    five, ten = search(INSTALLED, text, limit=5), search(INSTALLED, text, limit=10)

    assert five.hits == ten.hits[:5]


@given(st.text(max_size=200))
def test_every_text_with_a_letter_has_an_answer_with_help(text):
    if module.words_of([text]):
        assert search(INSTALLED, text).closing.words.text
