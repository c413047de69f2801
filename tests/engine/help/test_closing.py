"""The last lines of an answer: a way to help, and what to do if nobody answers."""

import pytest

from takeaction import HelpQuery, find_help
from takeaction.core_data import messages
from takeaction.engine.help.need import next_step
from takeaction.testing import catalog_of

PAGE = {"contacts": [{"channel": "web", "url": "https://example.org/"}]}
MAIL = {"contacts": [{"channel": "email", "email": "a@example.org"}]}


@pytest.mark.parametrize(
    ("others", "code"),
    [([], "lines.one"), ([PAGE], "lines.one"), ([MAIL], "lines.next"), ([{}], "lines.next")],
    ids=["alone", "page", "mail", "number"],
)
def test_the_next_line_is_one_that_somebody_answers(make_resource, others, code):
    lines = [make_resource("a:a"), *(make_resource("a:b", **fields) for fields in others)]

    after = next_step(find_help(catalog_of(lines), HelpQuery("US")))

    assert after.words.text == messages("en")[code]


@pytest.mark.parametrize("lines", [[], [PAGE, PAGE], [MAIL]], ids=["none", "pages", "mail"])
def test_without_a_number_nothing_is_said_of_hanging_up(make_resource, lines):
    made = [make_resource(f"a:line-{n}", **fields) for n, fields in enumerate(lines)]

    assert next_step(find_help(catalog_of(made), HelpQuery("US"))) is None
