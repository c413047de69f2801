"""Lines of help: name, who answers, whom they tell, the number, and other ways, in a few rows."""

# ruff: noqa: RUF001 - people read Chinese

import itertools

import pytest

from takeaction.views.terminal import cells

AT = ("--at", "2026-11-24T15:00Z")  # a Tuesday, 10:00 in New York
VOICE = """\
[[resource.contacts]]
channel = "voice"
dial = "+18885550100"
display = "1-888-555-0100"
hours = "24/7"
"""
FAR = """\
[[resource.contacts]]
id = "voice-2"
channel = "voice"
dial = "+442079460123"
display = "+44 20 7946 0123"
"""
TEXT = """\
[[resource.contacts]]
channel = "sms"
dial = "88850"
dial_region = "US"
display = "88850"
keyword = "HELP"
hours = "24/7"
"""
LATER = TEXT.replace('hours = "24/7"', 'hours = "We 09:00-17:00"\nzone = "America/New_York"')
CHAT = """\
[[resource.contacts]]
id = "chat-{number}"
channel = "chat"
url = "https://example.org/chat-with-somebody-who-listens/{number}"
"""
PAGE = """\
[[resource.contacts]]
channel = "web"
url = "{url}"
"""
LONG = "https://example.org/a-page-with-all-the-lines-there-are"


@pytest.fixture
def lines(takeaction, make_pack):
    """Return a function that makes resources from their contacts, and prints the lines of help."""
    count = itertools.count()

    def ask(*resources, options=(), **fields):
        parts = []
        for number, contacts in enumerate(resources, 1):
            record = {
                "id": f"line-{number}",
                "name": f"Line {number}",
                "kind": "hotline",
                "operator_kind": "ngo",
                **fields,
            }
            keys = "\n".join(f'{key} = "{value}"' for key, value in record.items())
            parts.append(
                f'[[resource]]\n{keys}\npurposes = ["support"]\nregions = ["US"]\n'
                'source = { title = "A directory" }\nverified = { method = "two-sources" }\n'
                f"{contacts}"
            )
        folder = make_pack(f"made-{next(count)}", resources="\n".join(parts))
        ran = takeaction("find-help", "--region", "US", *options, *AT, packs=[folder])
        assert (ran.code, ran.err) == (0, "")
        return ran.out

    return ask


def block(out, name="Line 1"):
    rows = out.splitlines()
    start = next(n for n, row in enumerate(rows) if row.startswith(name))
    return rows[start : rows.index("", start)]


def test_a_line_says_who_answers_and_whom_they_tell_before_its_number(lines):
    told = 'shares_with = ["police"]\n'

    out = lines(VOICE + told + TEXT + told)

    assert block(out) == [
        "Line 1",
        "    An independent organisation, not the police. May tell the police.",
        "    Call 1-888-555-0100: open now, day and night",
        "    Or text 88850 with the word HELP",
    ]


def test_what_any_way_tells_others_is_said_of_the_line(lines):
    out = lines(VOICE + TEXT + 'shares_with = ["immigration"]\n')

    assert "May tell immigration." in " ".join(block(out))


@pytest.mark.parametrize("chats", range(8))
def test_other_ways_are_dropped_from_the_tail_to_keep_few_rows(lines, chats):
    ways = "".join(CHAT.format(number=number) for number in range(chats))

    rows = block(lines(VOICE + ways))

    shown = [f"https://example.org/chat-with-somebody-who-listens/{n}" for n in range(chats)]
    kept = [way for way in shown if way in " ".join(rows)]
    assert len(rows) <= 6
    assert rows[3] == "    Call 1-888-555-0100: open now, day and night"
    assert kept == shown[: len(kept)]
    assert len(kept) == min(chats, 2)  # each takes a row, and two are kept for them


def test_a_long_line_still_has_another_way(lines):
    only_for = "People who work in a kitchen, a field, a mine or a house and cannot leave. " * 3

    rows = block(lines(VOICE + TEXT, only_for=only_for.strip()))

    assert "1-888-555-0100" in rows[-2]
    assert rows[-1] == "    Or text 88850 with the word HELP"
    assert "Only for: People who work" in " ".join(" ".join(rows).split())


def test_another_way_that_is_closed_says_when_it_opens(lines):
    rows = block(lines(VOICE + LATER))

    assert " ".join(" ".join(rows[4:]).split()) == (
        "Or text 88850 with the word HELP (closed now, opens Wednesday 25 November, 09:00 in "
        "America/New_York)"
    )


@pytest.mark.parametrize("options", [[], ["--details"]], ids=["usual", "details"])
def test_lines_for_other_matters_stand_under_a_heading_of_their_own(lines, options):
    asked = lines(VOICE, options=["--topic", "suicide", *options])
    plain = lines(VOICE, options=options)

    assert "\nThis line is for other things, " in asked
    assert asked.index("This line is for other things, ") < asked.index("Line 1")
    assert "other things" not in plain


def test_nothing_is_said_of_whom_a_page_tells(lines):
    out = lines(PAGE.format(url=LONG), name="A page", operator_kind="company", kind="site")

    assert block(out, "A page") == [
        "A page",
        "    A web page: nobody answers there.",
        f"    Open {LONG}",
    ]


def test_sources_beneath_the_first_sentences_leave_the_number_in_sight(lines):
    out = lines(VOICE, options=["--language", "es"])

    rows = out.splitlines()
    assert any("1-888-555-0100" in row for row in rows[:10])


@pytest.mark.parametrize(
    ("count", "limit", "words", "more"),
    [
        (1, 3, "No answer? Try again later.", "All about each line"),
        (2, 1, "No answer? Try again later.", "1 more line: add --limit 2. All about"),
        (2, 2, "No answer? Try the next.", "All about each line"),
        (4, 3, "No answer? Try the next.", "1 more line: add --limit 4. All about"),
        (4, 2, "No answer? Try the next.", "2 more lines: add --limit 4. All about"),
    ],
    ids=["one", "one-of-two", "two", "three-of-four", "two-of-four"],
)
def test_below_the_lines_stands_what_to_do_if_nobody_answers(lines, count, limit, words, more):
    contacts = [VOICE.replace("0100", f"010{number}") for number in range(count)]

    out = lines(*contacts, options=["--limit", limit])

    _, _, below = out.partition(f"\n\n{words} You can hang up any time.\n")
    assert f"\n\n{more}" in below


@pytest.mark.parametrize(
    ("language", "who", "way"),
    [
        ("ar", "من يرد: منظمة مستقلة، وليس الشرطة.", "مفتوح الآن، ليلا ونهارا"),
        (
            "uk",
            "Відповідає незалежна організація, не поліція.",
            "Зателефонуйте за номером 1-888-555-0100",
        ),
        ("zh", "对方是独立机构，不是警察。", "拨打 1-888-555-0100"),
    ],
)
def test_a_language_with_first_sentences_has_english_beneath_who_answers(lines, language, who, way):
    # Nobody has reviewed the sentence, so its source is in sight; the number is not repeated.
    rows = block(lines(VOICE, options=["--language", language]))

    assert rows[1].startswith(f"    {who}")
    assert (
        "(An independent organisation, not the police. We don't know who they tell. Ask before "
        "you give your name or place.)"
    ) in " ".join(" ".join(rows).split())
    assert way in rows[-1]
    assert sum("1-888-555-0100" in row for row in rows) == 1
    assert max(map(cells, rows)) <= 80


def test_a_number_among_arabic_words_keeps_its_order(lines):
    # Without marks around it, a screen shows 0100-555-888-1.
    rows = block(lines(VOICE, options=["--language", "ar"]))

    assert "\u20681-888-555-0100\u2069" in rows[-1]


def test_a_line_with_ways_of_different_hours_is_listed_once_with_whom_it_tells(takeaction):
    # Its text line is closed and would come last; what is said of the line is its widest.
    out = takeaction("find-help", "--region", "US", "--at", "2026-11-24T12:00Z").out

    assert out.count("\nThe Helpline\n") == 1
    assert "What you say goes to the police and immigration." in " ".join(
        " ".join(block(out, "The Helpline")).split()
    )


def test_of_several_numbers_it_stands_below_them_which_to_call(lines):
    first = VOICE + 'note = "In the city."\n'
    second = FAR + 'note = "In the country."\n'

    several, alone = lines(first + second), lines(first)

    assert "1-888-555-0100: In the city." in several
    assert "+44 20 7946 0123: In the country." in several
    assert "In the city." not in alone


def test_a_number_behind_a_menu_is_shown_with_the_key_to_press(lines):
    assert "Call 1-888-555-0100, then press 5: open now" in lines(VOICE + 'keyword = "5"\n')
