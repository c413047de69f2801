"""Blocks on a terminal: wrapped, the first number near the top, and nothing wider than it."""

# ruff: noqa: RUF001 - people read Chinese

import pytest

from takeaction.engine.reasons import say
from takeaction.models.text import Text
from takeaction.views.blocks import (
    Danger,
    Entry,
    Facts,
    Fold,
    Heading,
    Items,
    Line,
    Link,
    Paragraph,
    Tone,
    Way,
)
from takeaction.views.terminal import Weight, as_text, cells, rows, rows_of


def shown(text):
    return Text(text, language="en").shown(("en",))


LONG = shown("It writes that it asks you before it passes on your details. " * 3)
DANGER = Danger(shown("If you or someone else could be hurt right now, call 999."))
CALL = Way(words=shown("call 0800 123 456"), address="tel:0800123456", state="open now")
OPEN = Way(words=shown("open https://example.org/"), address="https://example.org/")


def line(*ways, name="The Line", **parts):
    who = shown("A web page: nobody answers there." if ways[0] is OPEN else "A charity.")
    return Line(name=shown(name), who=who, ways=ways, **parts)


def row_of(text, written):
    return next(place for place, row in enumerate(written, 1) if text in row.text)


def test_who_answers_and_cautions_come_before_the_number_and_long_warnings_below():
    text = as_text(
        [
            line(
                CALL,
                cautions=(
                    (
                        "Only for: ",
                        shown("Women."),
                    ),
                ),
                beneath=((LONG,),),
            )
        ]
    )

    assert text.split("\n")[:4] == [
        "The Line",
        "    A charity. Only for: Women.",
        "    Call 0800 123 456: open now",
        "    It writes that it asks you before it passes on your details. It writes that",
    ]


def test_where_nobody_answers_now_that_comes_before_the_number():
    closed = Way(words=shown("call 0800 123 456"), state="closed now", is_closed=True)

    text = as_text([line(closed), line(CALL, closed)])

    assert "\n    Closed now. Call 0800 123 456\n" in text
    assert text.endswith("\n    Or call 0800 123 456 (closed now)")


def test_a_closed_way_with_the_hours_of_the_first_repeats_nothing():
    first = Way(words=shown("call 0800 123 456"), state="closed now", is_closed=True)
    same = Way(words=shown("chat https://example.org/"), is_closed=True)

    assert as_text([line(first, same)]).endswith("\n    Or chat https://example.org/")
    assert same.in_words == "Chat https://example.org/"


@pytest.mark.parametrize("sentences", range(7))
def test_what_is_above_the_first_number_moves_closer_to_bring_it_near_the_top(sentences):
    above = [Paragraph((shown("A sentence. " * 6),), Tone.LEAD)] * sentences

    written = rows([DANGER, *above, line(CALL, tells=shown("We don't know who they tell."))])

    assert row_of("Call 0800", written) <= max(8, sentences + 3)


def test_what_to_know_of_a_page_above_a_number_comes_below_the_lines_and_all_of_it():
    page = line(OPEN, name="A page", beneath=((LONG,),), cautions=((shown("Only in Wales."),),))
    tells = shown("We don't know who they tell. Ask that first, before you say where you are.")

    written = rows([DANGER, page, line(CALL, tells=tells), Paragraph((shown("No answer?"),))])

    text = "\n".join(row.text for row in written)
    assert row_of("0800 123 456", written) <= 8
    assert "nobody answers there. Only in Wales. Open https://example.org/" in text
    assert text.index("0800 123 456") < text.index("A page: It writes") < text.index("No answer?")


def test_a_page_alone_has_what_to_know_below_its_address():
    text = as_text([DANGER, line(OPEN, beneath=((LONG,),))])

    assert "\n    Open https://example.org/\n    It writes that" in text


def test_folds_are_written_only_where_everything_is_open_and_never_wider_than_the_screen():
    fold = Fold("More", (line(CALL, beneath=((LONG,),)), Items(((LONG,),))))

    assert as_text([fold]) == ""
    assert max(map(len, as_text([fold], is_open=True, width=40).split("\n"))) <= 40


def test_the_address_of_a_link_is_below_its_paragraph_and_a_record_has_a_way_to_it():
    about = Link(shown("A guide"), "https://example.org/guide")
    other = Link(shown("The Line"), "first:line")
    itself = Link("https://example.org/", "https://example.org/")
    call = Link("999", "tel:999")

    written = rows([Items(((about,), (other,), (itself,), (call,)))], lead_to="show {}".format)

    assert [row.text for row in written] == [
        *("- A guide", "  https://example.org/guide"),
        *("- The Line", "  show first:line"),
        *("- https://example.org/", "- 999"),
    ]


def test_names_of_facts_are_a_column_or_before_their_values_where_there_is_no_room():
    facts = Facts((("kind", (("hotline",),)), ("0800 123 456", (("Free.",), ("They record.",)))))

    assert as_text([facts]) == (
        "  kind:         hotline\n  0800 123 456: Free.\n                They record."
    )
    assert as_text([facts], width=30) == (
        "  kind: hotline\n  0800 123 456:\n    Free.\n    They record."
    )


def test_an_entry_has_its_number_its_note_and_the_way_to_its_record():
    entry = Entry(title="Write a letter", note="20 min", number=1, record="first:letter")

    assert as_text([entry], width=30) == "1. Write a letter       20 min\n   first:letter"


def test_the_source_beneath_a_translation_is_faint():
    sentence = say("trace.history", "es")

    written = rows([Paragraph((sentence,), Tone.STRONG)])

    assert written[0].weight is Weight.BOLD
    assert written[-1].weight is Weight.FAINT
    assert written[-1].text.startswith("(Pages and chats")


def test_a_title_with_nothing_but_folded_facts_has_a_gap():
    fold = Fold("Details", (Facts((("kind", (("law",),)),)),))

    assert as_text([Heading("A Body"), fold], is_open=True) == "A Body\n\nDetails\n  kind: law"


# Wrapping.

WIDE = "如果现在可能有人会受到伤害，请拨打 110。你随时可以挂断。"
ADDRESS = "https://example.org/" + "a-folder-of-pages/" * 3 + "a-page-with-a-long-name.html"


@pytest.mark.parametrize("columns", [20, 37, 80])
def test_wide_characters_count_as_two_columns(columns):
    rows = rows_of(WIDE * 3, 4, 2, columns)

    assert max(map(cells, rows)) <= columns
    assert rows[0].startswith("    如果")
    assert all(row.startswith("      ") for row in rows[1:])
    assert not any(row.strip()[0] in "，。" for row in rows)
    assert "".join(row.strip().replace(" ", "") for row in rows) == (WIDE * 3).replace(" ", "")


def test_a_word_among_wide_characters_stays_whole():
    rows = rows_of("请拨打电话 1-888-555-0100。", width=20)

    assert rows == ["请拨打电话", "1-888-555-0100。"]


def test_a_text_in_wide_characters_keeps_its_own_lines():
    assert rows_of("请拨打\n\n110") == ["请拨打", "", "110"]


def test_an_address_wider_than_any_screen_is_broken_after_a_slash():
    rows = rows_of(f"Open {ADDRESS}: open now", 4, 2)

    assert max(map(len, rows)) <= 80
    assert [row.strip() for row in rows] == [
        "Open",
        "https://example.org/a-folder-of-pages/a-folder-of-pages/a-folder-of-pages/",
        "a-page-with-a-long-name.html: open now",
    ]


def test_an_address_that_fits_a_screen_is_never_broken():
    # On a narrow screen it has a row of its own, so that it can be copied whole.
    address = ADDRESS.rpartition("/")[0]

    assert rows_of(f"Open {address}", 4, 2, 40) == ["    Open", f"      {address}"]


def test_a_long_word_without_a_slash_is_left_whole():
    assert rows_of("x" * 90) == ["x" * 90]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"打开 {ADDRESS}", id="wide"),
        pytest.param(
            f"Open {ADDRESS.replace('.html', '/' + 'a-further-folder/' * 6)}", id="longer"
        ),
    ],
)
def test_every_long_address_is_broken(text):
    rows = rows_of(text, 4, 2)

    assert max(map(cells, rows)) <= 80
    assert all(row.endswith("/") for row in rows[1:-1])
    assert "".join(row.strip() for row in rows) == text.replace(" ", "")


@pytest.mark.parametrize(
    "address",
    [f"https://{'h' * 90}", f"https://{'h' * 90}/", f"打开https://{'h' * 90}"],
    ids=["host", "slash", "wide"],
)
def test_an_address_is_never_broken_before_its_host(address):
    # A row with the scheme alone would be no place to go to.
    assert rows_of(address)[-1].startswith("https://h")


def test_an_address_that_fits_a_row_only_without_the_hang_has_no_blank():
    address = f"https://example.org/{'a' * 40}/{'b' * 14}"

    rows = rows_of(address, 4, 6)

    assert [row.strip() for row in rows] == [address.rpartition("/")[0] + "/", "b" * 14]


def test_a_number_in_groups_stays_in_one_row():
    rows = rows_of("If you or someone needs help: call 08000 121 700 now", width=40)

    assert any("08000 121 700" in row for row in rows)
    assert max(map(len, rows)) <= 40
