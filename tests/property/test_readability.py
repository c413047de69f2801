"""Laws of the measure of how hard a text is to read."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from takeaction.authoring.readability import measure

LETTERS = "abdefgiklmnorstuvzéñçвжз"
WORDS = st.text(LETTERS, min_size=1, max_size=12)
SHORT = st.text(LETTERS, min_size=1, max_size=6)
SENTENCES = st.lists(st.lists(WORDS, min_size=1, max_size=8), min_size=1, max_size=6)
MARKS = st.lists(st.sampled_from("\u0327\u0301\u0323\u064e\u0652"), max_size=3).map("".join)


def written(sentences):
    return " ".join(f"A{' '.join(words)}." for words in sentences)


@given(SENTENCES, st.data())
def test_more_words_in_the_same_sentences_never_lower_the_sentence_length(sentences, data):
    place = data.draw(st.integers(0, len(sentences) - 1))
    longer = [*sentences]
    longer[place] = [*longer[place], data.draw(WORDS)]

    before, after = measure([written(sentences)]), measure([written(longer)])

    assert after.sentences == before.sentences == len(sentences)
    assert after.sentence_length > before.sentence_length


@given(SENTENCES, st.data())
def test_short_words_never_raise_the_share_of_long_ones(sentences, data):
    more = data.draw(st.lists(SHORT, min_size=1, max_size=5))
    place = data.draw(st.integers(0, len(sentences) - 1))
    wider = [*sentences]
    wider[place] = [*wider[place], *more]

    before, after = measure([written(sentences)]), measure([written(wider)])

    assert after.long_words == before.long_words
    assert after.long_share < before.long_share or before.long_words == 0


@given(SENTENCES, st.randoms(use_true_random=False))
def test_the_order_of_paragraphs_changes_nothing(sentences, random):
    lines = [written([words]) for words in sentences]
    mixed = random.sample(lines, len(lines))

    assert measure(["\n".join(lines)]) == measure(["\n".join(mixed)]) == measure(mixed)


@given(st.text(), st.text())
def test_texts_together_have_the_words_and_sentences_of_each(first, second):
    apart = [found for found in (measure([first]), measure([second])) if found]

    together = measure([first, second])

    assert (together is None) is (not apart)
    if together:
        assert tuple(together) == tuple(map(sum, zip(*apart, strict=True)))
        assert 1 <= together.sentences <= together.words
        assert 0 <= together.long_words <= together.words
        assert 1 <= together.lix <= together.words + 100


@given(st.text(st.characters(exclude_categories=["L"])))
def test_what_has_no_letter_has_no_figure(text):
    assert measure([text]) is None


@given(SENTENCES, st.data())
def test_slots_addresses_and_numbers_change_nothing(sentences, data):
    added = st.sampled_from(["[your name]", "https://example.org/a-b", "a@example.org", "1-888"])
    fuller = [[word for each in words for word in (each, data.draw(added))] for words in sentences]

    assert measure([written(fuller)]) == measure([written(sentences)])


@given(st.lists(st.tuples(st.sampled_from("nqxнд"), MARKS), min_size=1, max_size=12))
def test_marks_change_nothing(letters):
    bare = "".join(letter for letter, _ in letters)
    marked = "".join(letter + marks for letter, marks in letters)

    for form in ("NFC", "NFD"):
        assert measure([unicodedata.normalize(form, marked)]) == measure([bare])


@given(SENTENCES)
def test_a_figure_and_its_advice_agree(sentences):
    found = measure([written(sentences)])

    assert (found.advice is not None) is (found.lix >= 50) is found.band.endswith("hard")
    assert abs(found.lix - found.sentence_length - found.long_share) * 2 <= 1
