"""The laws of the writers: what holds in all four of them, whatever the answer."""

import re
from datetime import UTC, datetime
from functools import cache
from itertools import count

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from make import catalogs, our_catalog, regions
from markdown_it import MarkdownIt
from tests.views.conftest import Page
from tests.views.test_notebook import ATTRIBUTES, HOSTILE, TAGS

import takeaction.views
from takeaction import (
    HelpQuery,
    Profile,
    PurchaseQuery,
    ask,
    assess,
    check_destination,
    check_purchase,
    find_help,
    plan,
    recommend,
    search,
    view,
    why_not,
)
from takeaction.models.text import SafetyWords, ShownText, Words
from takeaction.views import as_html, as_markdown, as_messages, as_text
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
    Question,
    Tone,
    Way,
)
from takeaction.views.html import notebook_html
from takeaction.views.terminal import WIDEST, cells, rows, rows_of
from takeaction.vocabulary.needs import NeedTopic

AT = datetime(2026, 11, 24, 15, tzinfo=UTC)
SHIPPED = our_catalog()
MOST = 480
"""The characters of a message."""

# Answers of drawn catalogs and of our own packs, and blocks made by hand.


TYPED = "zqxwv"
"""A word that somebody typed: no answer shows it."""

ASKED = (
    f"my boss {TYPED} took my passport",
    f"i want to kill myself {TYPED}",
    f"my husband hits me {TYPED}",
    f"is this {TYPED} chocolate slave free",
    f"how can i volunteer, i am {TYPED}",
    f"what is debt bondage {TYPED}",
    f"{TYPED} hotline",
    TYPED,
)
LANGUAGES = (["en"], ["es", "en"], ["ar"], ["zh"])


def questions(catalog, region, topic, languages):
    """Yield an answer to each question that has a view."""
    same = {"languages": languages, "at": AT}
    yield find_help(catalog, HelpQuery(region, topic=topic), **same)
    yield from (ask(catalog, text, region=region, **same) for text in ASKED)
    yield search(catalog, f"help {TYPED}", region=region, **same)
    yield search(catalog, f"act {TYPED}", **same)
    for concern in (False, "self", "other"):
        me = Profile(minutes=30, region=region, concern=concern)
        yield recommend(catalog, me, **same)
        yield plan(catalog, me, budget=120, **same)
        yield from (why_not(catalog, me, id) for id in list(catalog.actions)[:1])
    yield recommend(catalog, Profile(minutes=1, modes=["group-online"]), **same)
    for seen in ([], list(catalog.indicators)[:9:4]):
        yield assess(catalog, seen, region=region, **same)
    yield check_purchase(catalog, PurchaseQuery([TYPED, "coffee", "shirts"]), **same)
    yield check_purchase(catalog, PurchaseQuery(["chocolate"], ships_to="US"), **same)
    yield check_destination(catalog, "TH", **same)


def drawn_answers():
    """Draw a catalog and answers from it."""
    topics = st.none() | st.sampled_from([*NeedTopic])
    drawn = st.builds(questions, catalogs(), regions(), topics, st.sampled_from(LANGUAGES))
    return drawn.map(list).flatmap(st.sampled_from)


@cache
def our_answers():
    """Return answers of our packs in several languages."""
    places = (("US-TX", "police-feared"), ("GB", None), ("CL", "suicide"), ("001", None))
    asked = zip(places, LANGUAGES, strict=True)
    answers = [each for args, tags in asked for each in questions(SHIPPED, *args, tags)]
    kinds = (SHIPPED.resources, SHIPPED.actions, SHIPPED.indicators, SHIPPED.labels)
    others = (SHIPPED.vendors, SHIPPED.goods, SHIPPED.ratings)
    records = (record for kind in (*kinds, *others) for record in [*kind.values()][::60])
    return [*answers, *records]


def safety_text(text, source, language="es"):
    words = SafetyWords(text, language, reviewed=False, source=source)
    return ShownText(str(words), words)


TEXTS = (
    *("A", "Two words", "\u0627\u062a\u0635\u0644 1-888", "\u884c\u52a8" * 300, "", " ", "\n\n"),
    *("1 2 3 4", "a" * 10_000, "One of many sentences. " * 450, "1 234 " * 1_700, "\u2068", "...."),
    *("# a\n- b\n1. c", "| a | b |", "[a](https://a.example)", "`a` **b**", "https://a.example"),
    *HOSTILE.values(),
)


def hand_made():
    """Draw blocks with texts that a pack could try."""
    plain, tags = st.sampled_from(TEXTS), st.sampled_from(["en", "es", "ar", "zh-Hant"])
    ours = st.sampled_from(["en", "es", "ar", "zh"])
    shown = st.builds(lambda text, tag: ShownText(text, Words(text, tag)), plain, tags)
    unreviewed = st.builds(safety_text, plain, plain, tags)
    texts = plain | shown | unreviewed
    links = st.builds(Link, texts, plain | st.sampled_from(["tel:112", "mailto:a@b", "a:b"]))
    proses = st.lists(texts | links, min_size=1, max_size=3).map(tuple)
    several = st.lists(proses, max_size=2).map(tuple)
    numbers = st.none() | st.builds(Link, st.sampled_from(["112", "<b>", "a"]), st.just("tel:112"))
    ways = st.builds(
        Way, words=shown, target=plain, address=st.none() | plain, state=plain,
        is_closed=st.booleans(),
    )  # fmt: skip
    flat = st.one_of(
        st.builds(Danger, shown | unreviewed, numbers),
        st.builds(Paragraph, proses, st.sampled_from(Tone), numbers),
        st.builds(Heading, texts, plain),
        st.builds(Items, several, st.booleans(), st.sampled_from(Tone)),
        st.builds(Facts, st.lists(st.tuples(texts, several), max_size=2).map(tuple)),
        st.builds(Question, plain, shown, st.lists(st.tuples(plain, shown), max_size=2).map(tuple)),
    )
    inside = st.lists(flat, max_size=2).map(tuple)
    nested = st.one_of(
        st.builds(
            Line, name=shown, who=shown, tells=st.none() | shown, alerts=several,
            cautions=several, ways=st.lists(ways, max_size=3).map(tuple), beneath=several,
            details=inside, evidence=plain, record=plain, language=ours,
            body=st.sampled_from(["", "police", "state", "other"]),
        ),
        st.builds(
            Entry, title=texts, note=plain, blocks=inside, record=plain,
            number=st.none() | st.integers(1, 99),
        ),
        st.builds(Fold, plain, inside, plain),
    )  # fmt: skip
    return st.lists(flat | nested, max_size=5).map(tuple)


ANSWERS, BLOCKS = drawn_answers(), hand_made()

SHOWN = ShownText("a", Words("a", "en"))

# Blocks with a mark in place of each text, so that a test finds every text in what is written.


class Marking:
    """A walk through blocks that puts a mark of its own in place of each text."""

    kept = ("number", "body", "language", "id", "address", "record")

    def __init__(self):
        self.numbers = count(1)

    def text(self, value):
        mark = f"w{next(self.numbers)}w" if value else value
        if not isinstance(value, ShownText):
            return mark
        words = value.words
        if not words.source or value == words.text:
            return ShownText(mark, attrs.evolve(words, text=mark, source=None))
        return safety_text(mark, mark.replace("w", "s"), words.language)

    def way(self, way):
        target = f"+1555{next(self.numbers):07}"
        words, state = f"{self.text('w')} {target}", self.text(way.state)
        shown = ShownText(words, Words(words, "en"))
        return attrs.evolve(way, words=shown, state=state, target=target, address=f"tel:{target}")

    def changed(self, value, name=""):
        if isinstance(value, Way):
            return self.way(value)
        if name == "options":
            return tuple((id, self.text(option)) for id, option in value)
        if isinstance(value, tuple):
            return tuple(self.changed(member, name) for member in value)
        if isinstance(value, str) and name not in self.kept:
            return self.text(value)
        if name in self.kept or not attrs.has(type(value)):
            return value
        fields = [field.name for field in attrs.fields(type(value))]
        return type(value)(**{name: self.changed(getattr(value, name), name) for name in fields})


def marked(blocks):
    """Put ``w1w``, ``w2w`` … in place of all texts, and ``s1s``, ``s2s`` … of their sources."""
    return Marking().changed(tuple(blocks))


def marks(value, letter="w"):
    """Return the marks in a text or a block, in order."""
    written = value if type(value) is str else repr(value)
    return [mark.lower() for mark in re.findall(rf"(?i){letter}\d+{letter}", written)]


def unfolded(block):
    """Return the part of a block that every writer shows, without its record and its language."""
    if isinstance(block, Line):
        return attrs.evolve(block, ways=block.ways[:1], details=(), evidence="", record="")
    if isinstance(block, Entry):
        return attrs.evolve(block, record="", blocks=tuple(map(unfolded, block.blocks)))
    return () if isinstance(block, Fold) else block


def inside(blocks):
    """Yield blocks with those inside them."""
    for block in blocks:
        yield block
        yield from inside((*getattr(block, "blocks", ()), *getattr(block, "details", ())))


def lines_in(blocks):
    return (block for block in inside(blocks) if isinstance(block, Line))


WRITERS = {
    "text": as_text,
    "html": as_html,
    "markdown": as_markdown,
    "messages": lambda blocks: "\n\n".join(as_messages(blocks)),
}
OPEN = {
    "text": lambda blocks: as_text(blocks, is_open=True),
    "html": as_html,
    "markdown": lambda blocks: as_markdown(blocks, is_open=True),
}
"""The writers that show what is folded too."""


def check_order(blocks):
    """Check that all writers show the texts of all blocks, block after block."""
    places = {mark: place for place, block in enumerate(blocks) for mark in marks(block)}
    for name, write in WRITERS.items():
        written = write(blocks)
        found = marks(written)

        missing = {mark for block in blocks for mark in marks(unfolded(block))} - {*found}
        assert not missing, (name, missing, written)
        order = [places[mark] for mark in found]
        assert order == sorted(order), (name, written)


def check_numbers(blocks):
    """Check that who answers, who they tell and for whom come before a number, in each writer."""
    for name, write in (WRITERS | OPEN).items():
        written = write(blocks)
        for line in lines_in(blocks):
            above = marks((line.name, line.who, line.tells, line.cautions, line.alerts))
            targets = [written.find(way.target) for way in line.ways]
            number = min((place for place in targets if place >= 0), default=None)
            if number is not None:
                assert all(0 <= written.find(mark) < number for mark in above), (name, written)


def check_sources(blocks):
    """Check that an original follows its translation before anything else."""
    sources = {mark for block in blocks for mark in marks(unfolded(block), "s")}
    for name, write in WRITERS.items():
        written = write(blocks)
        for source in sources:
            before = written[: written.find(source)]
            assert source in written, (name, source, written)
            own = source.replace("s", "w")
            later = [mark for mark in marks(before) if int(mark[1:-1]) > int(own[1:-1])]
            assert own in before, (name, source, written)
            assert not later or min(int(mark[1:-1]) for mark in later) - int(own[1:-1]) < 4


def check_messages(blocks):
    """Check that a number stands in one message with its line, and danger in the first."""
    messages = as_messages(blocks)
    assert all(0 < len(message) <= MOST for message in messages)
    for line in lines_in(blocks):
        needed = marks((line.name, line.who, line.tells, line.cautions[:1]))
        for way in line.ways:
            for message in messages:
                if way.target in message:
                    assert {*needed} <= {*marks(message)}


@given(ANSWERS)
def test_every_writer_gives_the_same_blocks_in_the_same_order(answer):
    blocks = marked(view(answer))

    check_order(blocks)
    check_numbers(blocks)
    check_sources(blocks)
    check_messages(blocks)


@pytest.mark.parametrize("check", [check_order, check_numbers, check_sources, check_messages])
def test_so_it_is_with_the_answers_of_our_packs(check):
    for answer in our_answers():
        check(marked(view(answer)))


@given(ANSWERS)
def test_danger_comes_first_and_nothing_that_was_typed(answer):
    check_first(view(answer))


def test_so_it_is_in_those_of_our_packs():
    for answer in our_answers():
        check_first(view(answer))


def check_first(blocks):
    """Check that danger is first in every writer, and that no answer repeats what was typed."""
    dangers = [place for place, block in enumerate(blocks) if isinstance(block, Danger)]
    assert dangers in ([], [0])
    for write in (*WRITERS.values(), *OPEN.values()):
        assert TYPED not in write(blocks)
        if dangers:
            number_of = marked(blocks)
            assert marks(write(number_of))[0] == marks(number_of)[0]


@given(ANSWERS)
def test_rows_and_messages_have_their_bounds(answer):
    check_bounds(view(answer))


def test_so_have_those_of_our_packs():
    for answer in our_answers():
        check_bounds(view(answer))


def check_bounds(blocks):
    for width in (WIDEST, 40):
        for row in as_text(blocks, width=width, is_open=True).split("\n"):
            assert cells(row) <= width or len(row.removeprefix("- ").split()) == 1, row
    assert all(0 < len(message) <= MOST for message in as_messages(blocks))
    check_first_number(blocks)


def check_first_number(blocks):
    """Check that the first number is in the first eight rows where all above it has room there."""
    written = rows(blocks)
    number = next((place for place, row in enumerate(written, 1) if row.is_number), 0)
    place = next((place for place, block in enumerate(blocks) if isinstance(block, Line)), 0)
    above = [block for block in blocks[:place] if isinstance(block, Danger | Paragraph)]
    if number and len(above) == place and not blocks[place].alerts:
        line = blocks[place]
        texts = [block.text if isinstance(block, Danger) else block.prose[0] for block in above]
        who = " ".join([line.name, line.who, line.tells or "", *map("".join, line.cautions)])
        least = sum(len(rows_of(text, hang=4)) for text in (*texts, f"{who}:"))
        assert number <= max(8, least + 1) or "\n" in who, as_text(blocks)


@pytest.mark.parametrize("length", [100, 300, 4_000])
@pytest.mark.parametrize("part", ["name", "who", "tells", "cautions", "alerts"])
def test_a_number_is_never_apart_from_its_line(part, length):
    # Whatever is long is in a message before, whole; beside the number it is cut.
    blocks = marked((Line(name="a", who=SHOWN, tells=SHOWN, ways=(Way(words=SHOWN),)),))
    long = f"{getattr(blocks[0], part) or 'w9w'} {'and so on ' * (length // 10)}END".strip()
    value = ((long,),) if part in ("cautions", "alerts") else ShownText(long, Words(long, "en"))
    blocks = (attrs.evolve(blocks[0], **{part: value}),)

    check_messages(blocks)
    check_numbers(blocks)
    assert "END" in "".join(as_messages(blocks))


def test_messages_are_never_shorter_than_one_of_a_phone():
    blocks = (Paragraph(("One of many sentences. " * 99,)),)

    assert as_messages(blocks, longest=0) == as_messages(blocks, longest=160)


def test_no_message_ends_inside_a_number():
    prose = (f"Call one of these {'12 345 678 90 or ' * 60}",)

    for message in as_messages((Paragraph(prose),))[:-1]:
        assert message.endswith(("90", "or"))


@given(BLOCKS)
def test_no_text_of_a_pack_becomes_markup(blocks):
    for html in (as_html(blocks), notebook_html(blocks, "en")):
        page = Page(html)
        assert page.left_open == []
        assert {tag for tag, _, _ in page.elements} <= TAGS | {"b", "bdi", "h2"}
        assert {name for _, names, _ in page.elements for name in names} <= ATTRIBUTES
        for attributes in page.of("a"):
            assert re.match("(https|mailto|tel|sms):", attributes["href"])
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\ud800-\udfff]", html)


@given(BLOCKS, st.sampled_from([20, 40, 80, 1_000]))
def test_any_blocks_can_be_written(blocks, width):
    text = as_text(blocks, width=width, is_open=True)
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\ud800-\udfff]", text)
    for message in as_messages(blocks):
        assert message.strip()
        assert len(message) <= MOST
        assert message.encode()
    assert as_markdown(blocks, is_open=True).encode() is not None
    assert text.encode() is not None


@given(BLOCKS)
def test_no_text_of_a_pack_becomes_markup_of_markdown(blocks):
    page = Page(MarkdownIt().enable("table").render(as_markdown(blocks, is_open=True)))

    assert {tag for tag, _, _ in page.elements} <= MARKDOWN
    for attributes in page.of("a"):
        assert attributes["href"].startswith("https://")
    headings = sum(isinstance(block, Heading) for block in inside(blocks))
    assert len(page.of("h3")) <= headings


@pytest.mark.parametrize("is_ordered", [False, True], ids=["dashes", "numbers"])
@pytest.mark.parametrize("empty", ["", " ", "A "])
def test_an_item_without_words_makes_no_heading_of_the_row_above(empty, is_ordered):
    listed = Items(((empty, " "), ("A",)), is_ordered=is_ordered, tone=Tone.PLAIN)
    entry = Entry(title="A", note="A", blocks=(listed,), record="a:a")

    page = Page(MarkdownIt().render(as_markdown((entry,), is_open=True)))

    assert {tag for tag, _, _ in page.elements} <= MARKDOWN - {"br", "h3"}


MARKDOWN = {"p", "strong", "em", "ul", "ol", "li", "h3", "code", "pre", "a", "br"}


def test_a_writer_that_is_none_is_named():
    with pytest.raises(AttributeError, match="no attribute 'as_song'"):
        _ = takeaction.views.as_song
