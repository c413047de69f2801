"""The limits on a TOML text before it is parsed, and the line of each of its paths."""

import json
import tomllib
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from takeaction.limits import Limits
from takeaction.packs.reading.statements import LineFinder, diagnose, find_lines
from takeaction.packs.reading.toml import SYNTAX, TomlTextError, check_bounds, is_flat

SMALL = Limits(depth=3, key_parts=2)
SMALL_DEPTH = SMALL.depth + SMALL.key_parts
BARE = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_")
FRAGMENTS = (
    *("[", "[[", "]", "]]", "{", "}", "=", ".", ",", "#", "\\", " ", "\t", "\n", "\r\n", "\r"),
    *(
        '"',
        '""',
        '"""',
        "'",
        "''",
        "'''",
        '\\"',
        '"a"',
        "'b'",
        "a",
        "b",
        "1",
        "-1.5",
        "a.b",
        "\x0b",
    ),
    *("a = ", "a.b = ", "= [", "= {", "{a = ", "{a.b = ", "}\n", "]\n", "= 1\n", "'''\n", '"""\n'),
    *("[a]\n", "[a.b]\n", "[[a]]\n", "[[a.b]]\n", "[b]\n", "# ]}\"'\n", "\u2028", "\ud800", "é"),
)
PIECES = st.lists(st.sampled_from(FRAGMENTS), max_size=16).map("".join)

DEEP = st.lists(
    st.sampled_from(["[", "]", "{", "}", "[[a.b.c]]\n", "a.b.c = ", "{a.b.c = ", "1", '"["', "\n"]),
    max_size=60,
).map("".join)


def depth(value):
    if isinstance(value, dict):
        value = list(value.values())
    return 1 + max(map(depth, value), default=0) if isinstance(value, list) else 0


def paths(value, path=()):
    steps = value.items() if isinstance(value, dict) else enumerate(value)
    for step, inner in steps:
        yield (*path, step)
        if isinstance(inner, (dict, list)):
            yield from paths(inner, (*path, step))


class Writer:
    """Writes TOML in every style, and notes the line of each path as it goes."""

    def __init__(self, draw):
        self.draw = draw
        self.text = ""
        self.lines = {}
        self.names = 0

    def pick(self, *choices):
        return self.draw(st.sampled_from(choices))

    def maybe(self):
        return self.draw(st.booleans())

    def note(self, *path):
        """Note that a path is in the current line, unless it began before."""
        self.lines.setdefault(path, self.text.count("\n") + 1)

    def blank(self):
        self.text += self.pick("", "", " ", "\t ")

    def comment(self):
        self.blank()
        self.text += self.pick("", "", '# it\'s """ [[ ', "#]}", "# '''", "#=", '# "\\') + "\n"

    def name(self):
        self.names += 1
        odd = st.text(st.characters(codec="utf-8"), max_size=3)
        return f"{self.pick('k', 'some-key', self.draw(odd))}{self.names}"

    def key(self, name):
        literal = "'" not in name and name.isprintable()
        bare = set(name) <= BARE and self.maybe()
        if bare:
            self.text += name
        elif literal and self.maybe():
            self.text += f"'{name}'"
        elif self.maybe():
            self.text += json.dumps(name, ensure_ascii=False).replace("\x7f", "\\u007f")
        else:
            self.text += '"' + "".join(f"\\U{ord(character):08x}" for character in name) + '"'

    def parts(self, *path, limit=3):
        """Write a dotted key of new names and note each of its parts; return its path."""
        for number in range(self.draw(st.integers(1, limit))):
            if number:
                self.blank()
                self.text += "."
                self.blank()
            path = (*path, self.name())
            self.key(path[-1])
            self.note(*path)
        return path

    def pair(self, *table, depth=0):
        path = self.parts(*table)
        self.blank()
        self.text += "="
        self.blank()
        self.value(path, depth)

    def value(self, path, depth):
        kind = self.pick("scalar", "scalar", "list", "table") if depth < 3 else "scalar"
        if kind == "scalar":
            self.text += self.pick(*SCALARS)
        elif kind == "list":
            self.items(path, depth)
        else:
            self.table(path, depth)

    def items(self, path, depth):
        self.text += "["
        for number in range(self.draw(st.integers(0, 3))):
            if number:
                self.text += ","
            self.gap()
            self.note(*path, number)
            self.value((*path, number), depth + 1)
            self.gap()
        self.text += self.pick("]", "]", "\n]") if self.text[-1] == "[" else self.pick("]", ",\n]")

    def gap(self):
        if self.maybe():
            self.comment()
        else:
            self.blank()

    def table(self, path, depth):
        self.text += "{"
        for number in range(self.draw(st.integers(0, 2))):
            self.text += ", " * bool(number)
            self.pair(*path, depth=depth + 1)
        self.text += "}"

    def body(self, *table):
        for _ in range(self.draw(st.integers(0, 3))):
            self.pair(*table)
            self.comment()

    def section(self):
        self.blank()
        self.text += "["
        path = self.parts()
        self.text += "]"
        self.comment()
        self.body(*path)

    def list_of_tables(self):
        name = self.name()
        for number in range(self.draw(st.integers(1, 3))):
            inner = self.name()
            self.headed("[[", (name,), "]]", (name, number))
            for count in range(self.draw(st.integers(0, 2))):
                self.headed("[[", (name, inner), "]]", (name, number, inner, count))
            if self.maybe():
                other = self.name()
                self.headed("[", (name, other), "]", (name, number, other))

    def headed(self, opens, names, closes, path):
        self.text += opens
        for number, name in enumerate(names):
            self.text += "." * bool(number)
            self.key(name)
        for length in range(1, len(path) + 1):
            self.note(*path[:length])
        self.text += closes
        self.comment()
        self.body(*path)


SCALARS = (
    *("1", "-17", "0xff", "1_000", "1.5", "6.02e23", "inf", "true", "1979-05-27"),
    *("07:32:00", "1979-05-27 07:32:00.5", "1979-05-27T07:32:00Z", "1979-05-27T00:32:00-07:00"),
    *('""', '"a \\" ] [ # b"', '"\\\\"', "''", "'c:\\d'", "'\" = ]'"),
    *('""""""', '"""\n"" ] # \\""" [\n"""', '"""a\n"""""', '"""\\\n  b"""', "''''''"),
    *("'''\n'' [ # \\\n'''", "'''a\n'''''", "'''\"\"\"'''"),
)


@st.composite
def documents(draw):
    writer = Writer(draw)
    writer.body()
    for _ in range(draw(st.integers(0, 3))):
        if writer.maybe():
            writer.section()
        else:
            writer.list_of_tables()
    return writer.text, writer.lines


@given(documents(), st.sampled_from(["\n", "\r\n"]))
def test_each_key_and_item_has_its_line(document, line_end):
    text, expected = document

    lines = find_lines(text.replace("\n", line_end))

    assert lines == expected
    assert set(lines) == set(paths(tomllib.loads(text)))


@given(st.one_of(PIECES, documents().map(lambda document: document[0])))
def test_a_text_that_passes_is_never_deeper_than_the_limits(text):
    try:
        check_bounds(text, SMALL)
        value = tomllib.loads(text)
    except ValueError:
        value = {}

    assert depth(value) - 1 <= SMALL_DEPTH


@given(st.one_of(PIECES, documents().map(lambda document: document[0]), DEEP))
def test_a_flat_text_is_within_the_usual_limits(text):
    # A closer look would find nothing but slips, and no value is too deep.
    usual = Limits()
    if not is_flat(text):
        return

    finder = LineFinder(text, usual)
    finder.walk_to(None)
    assert finder.slip is None or finder.slip.code == SYNTAX
    try:
        value = tomllib.loads(text)
    except ValueError:
        value = {}

    assert depth(value) - 1 <= usual.depth + usual.key_parts


@pytest.mark.parametrize(
    ("text", "flat"),
    [
        ('[[a.b]]\nc = [{ d = ["[[[[[["] }] # [[[[[[', True),
        ('a = """[[[[["""', True),
        ("a = '''[[[[['''", True),
        ("a.b.c = 12345678901234567", True),
        ("a.b.c.d = 1", False),
        ("a = [[[[[1]]]]]", False),
        ("a = [{]}", False),
        ("a = 123456789012345678", True),
        ("a = 1234567890123456789", False),
        ('a = "b', False),
        ("a = 'b\n'", False),
        ("\ud800 = [1]", True),
    ],
    ids=[
        *("everyday", "long-text", "literal", "dotted", "many-parts", "deep", "crossed"),
        *("digits", "long-number", "open-text", "open-literal", "surrogate"),
    ],
)
def test_a_text_is_flat_if_its_brackets_keys_and_numbers_are_few(text, flat):
    assert is_flat(text) is flat


def test_flat_texts_are_checked_if_a_host_allows_less():
    with pytest.raises(TomlTextError):
        check_bounds("a.b.c = 1", Limits(key_parts=2))


@given(st.one_of(PIECES, st.text()))
def test_the_check_raises_only_its_own_error(text):
    try:
        check_bounds(text, SMALL)
    except TomlTextError as error:
        assert error.code in (SYNTAX, "parse.too_deep", "parse.too_complex", "limit.number")  # noqa: PT017
        assert 1 <= error.line <= text.count("\n") + 1  # noqa: PT017
        assert error.problem.endswith(".")  # noqa: PT017


@given(st.one_of(PIECES, st.text()))
def test_lines_are_found_in_any_text(text):
    lines = find_lines(text)

    assert all(1 <= line <= text.count("\n") + 1 for line in lines.values())


@pytest.mark.parametrize(
    "text",
    [
        "a = [[[1]]]",
        "a = [[[1]],\n[[2]], [[3]]]",
        "a.b = [{c = [1]}]",
        "[a.b]\nc = 1",
        "[[a]]\n[[a.b]]\nc = 1",
        "a = 123456789012345678",
        "a = 12345678_9012345678",
        "a = 2026-11-24T15:00:00.123456789Z",
        "a = '123456789012345678901234567890'",
        "a = 1.5\nb = [1.5, 2.5, 3.5]",
        'a = """[[[[[[ a.b.c.d.e ]]]"""  # [[[[[[ a.b.c',
    ],
    ids=[
        *("brackets", "brackets-again", "dotted", "header", "headers", "digits", "underscores"),
        *("moment", "text", "points", "many-lines"),
    ],
)
def test_a_text_within_the_limits_passes(text):
    check_bounds(text, SMALL)

    assert SMALL_DEPTH == 5


@pytest.mark.parametrize(
    "text", ["]]]] }}} , a", "a = '''[[[[[[", 'a = "[[[[[[', "a b c\nx = [[[[1]]]]"]
)
def test_a_text_that_only_a_closer_look_can_judge_is_refused_at_its_first_slip(text):
    with pytest.raises(TomlTextError) as caught:
        check_bounds(text, SMALL)

    assert (caught.value.code, caught.value.line) == (SYNTAX, 1)


@pytest.mark.parametrize(
    ("text", "code", "line", "problem"),
    [
        (
            "a = 1\nb = [[[[1]]]]",
            "parse.too_deep",
            2,
            "lists and tables are nested more than 3 deep.",
        ),
        (
            "a = [\n[{b = [\n1]}]]",
            "parse.too_deep",
            2,
            "lists and tables are nested more than 3 deep.",
        ),
        (
            "[[a.b]]\nc = [[1]]",
            "parse.too_deep",
            2,
            "lists and tables are nested more than 5 deep.",
        ),
        (
            "a.b = {c.d = {e.f = {g.h = 1}}}",
            "parse.too_deep",
            1,
            "lists and tables are nested more than 5 deep.",
        ),
        ("\na.b.c = 1", "parse.too_complex", 2, "a key has more than 2 parts."),
        ("a = 1\n[a.b.c]", "parse.too_complex", 2, "a key has more than 2 parts."),
        ("[[a . b . c]]", "parse.too_complex", 1, "a key has more than 2 parts."),
        ("a = 1234567890123456789", "limit.number", 1, "a number has more than 18 digits."),
        ("a = [\n0xabcdefabcdefabcdef]", "limit.number", 2, "a number has more than 18 digits."),
        ("a = -1.1234567890123456789", "limit.number", 1, "a number has more than 18 digits."),
        (
            'a = """\n\n"""\nb = 1234567890123456789',
            "limit.number",
            4,
            "a number has more than 18 digits.",
        ),
    ],
    ids=[
        *("lists", "lists-and-tables", "below-a-header", "below-dotted-keys", "key", "header"),
        *("header-of-a-list", "digits", "hex-digits", "digits-of-a-fraction", "after-lines"),
    ],
)
def test_a_text_over_a_limit_is_refused_with_its_line(text, code, line, problem):
    # Too much depth, too many parts or digits are refused before the parser sees them.
    with pytest.raises(TomlTextError) as caught:
        check_bounds(text, SMALL)

    assert (caught.value.code, caught.value.line, caught.value.problem) == (code, line, problem)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a = 1\nb = ", {("a",): 1, ("b",): 2}),
        ("a = 1\nb 2\nc = 3", {("a",): 1}),
        ("a = 1\n= 2", {("a",): 1}),
        ("a = 1\n[b\nc = 3", {("a",): 1}),
        ("a = 1\n[[b]\nc = 3", {("a",): 1}),
        ("a = 1\n[b. ]\nc = 3", {("a",): 1}),
        ("a = [1,\n[2] 3,\n4", {("a",): 1, ("a", 0): 1, ("a", 1): 2, ("a", 1, 0): 2}),
        ("a = [1,,2]\nb = 1", {("a",): 1, ("a", 0): 1, ("a", 1): 1}),
        ("a = {b = 1, = 2}\nc = 3", {("a",): 1, ("a", "b"): 1}),
        ("a = {b = 1; c = 2}\nc = 3", {("a",): 1, ("a", "b"): 1}),
        ('a = "b\nc = 3', {("a",): 1}),
        ('a = 1\n"\\q" = 2\nc = 3', {("a",): 1}),
    ],
    ids=[
        *("no-value", "no-equals", "no-key", "open-header", "half-header", "half-key", "no-comma"),
        *("no-item", "no-inner-key", "semicolon", "open-text", "odd-escape"),
    ],
)
def test_lines_stop_at_invalid_toml(text, expected):
    assert find_lines(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        'a = """\n' + '\\"""\n' * 40_000,
        'a = """b"\n' + '\\"""b"\n' * 30_000,
        "a = '''\n" + "'' '\n" * 40_000,
        '"' * 200_000,
        "a = [" + '"",' * 60_000,
    ],
    ids=["escaped-quotes", "escaped-quotes-and-text", "apostrophes", "quotes", "open-list"],
)
def test_a_text_that_never_closes_is_scanned_once(at_most, text):
    with at_most(seconds=2):
        with suppress(TomlTextError):
            check_bounds(text, Limits())
        find_lines(text)


@pytest.mark.parametrize(
    ("text", "passes"),
    [
        ("[x]\na.b = [1, [1]]", True),
        ("[x]\na.b.c = [1, [1]]", False),
        ("\n[x]\na.b.c = [1, [1]]", False),
        ("[x]\na.b = [[1], 1]", True),
        ("[x]\na.b = [{ c = 1 }, { c = 1 }]", True),
        ("[x]\na.b = [1, [1, [1]]]", False),
    ],
)
def test_the_deepest_allowed_value_passes_and_a_deeper_one_does_not(text, passes):
    limits = Limits(depth=2, key_parts=3)  # five below the top

    if passes:
        check_bounds(text, limits)
    else:
        with pytest.raises(TomlTextError):
            check_bounds(text, limits)


@pytest.mark.parametrize("statement", ["{} = 1", "[{}]", "[[{}]]", "a = {{ {} = 1 }}"])
def test_a_key_of_very_many_parts_costs_little_behind_a_slip(at_most, statement):
    # The lines of 20,000 parts took 1.9 GiB: each has the parts before it in its path.
    text = f"a b c d\n{statement.format('.'.join(['x'] * 60_000))}\n"

    with at_most(seconds=2):
        slips = diagnose(text, 50).slips

    assert [(slip.code, slip.line) for slip in slips] == [(SYNTAX, 1), ("parse.too_complex", 2)]
