"""From the files of a pack to drafts, in both of its forms."""

import json
import os

import pytest

from takeaction.errors import Outcome, PackErrors, PackSyntaxError
from takeaction.limits import Limits
from takeaction.packs.reading.content import Draft, Translation, digest, marks_in_a_row, steps
from takeaction.packs.reading.drafts import read
from takeaction.packs.sources.discovery import find_path
from takeaction.packs.sources.files import Memory
from takeaction.packs.sources.plugins import DataPack

RESOURCE = '[[resource]]\nid = "line"\nname = "A line"\n'
KNOWN = (
    "actions.toml, resources.toml, indicators.toml, vendors.toml, labels.toml, goods.toml, "
    "ratings.toml, words.toml, patches.toml"
)
MARKS = "e" + "\u0301" * 9


@pytest.fixture
def reading(write, header):
    """Return a function that writes a pack, with a header unless it is built, and reads it."""

    def make(files, limits=Limits()):  # noqa: B008 - frozen
        whole = files if "pack.json" in files else {"pack.toml": header, **files}
        return read(find_path(write(whole)), limits)

    return make


def built(content):
    """Return the files of a built pack."""
    return {"pack.json": content if isinstance(content, (str, bytes)) else json.dumps(content)}


def refused(call, *arguments):
    """Return code, file, line, problem and fix of each mistake with which a pack is refused."""
    with pytest.raises(PackErrors) as caught:
        call(*arguments)
    assert all(each.outcome is Outcome.QUARANTINE for each in caught.value.mistakes)
    return [
        (each.code, each.where.file, each.where.line, each.problem, each.fix)
        for each in caught.value.mistakes
    ]


# The sources


def test_sources_become_drafts_in_order_of_file_and_place(reading):
    """Each record keeps its kind, id, fields, file and place; dates become text."""
    content = reading(
        {
            "words.toml": '[[word]]\nid = "w"\n[[word]]\nid = 5\n',
            "actions/a.toml": '[[action]]\nid = "a"\nday = 2026-11-24\nminutes = {min = 1}\n',
            "patches.toml": '[[patch]]\ntarget = "other:b"\nreason = "c"\n',
            "resources.toml": "resource = [1, {}]\n",
        }
    )

    assert content.header["id"] == "trial"
    assert not content.built
    assert content.drafts == (
        Draft(
            "action",
            "a",
            {"day": "2026-11-24", "minutes": {"min": 1}},
            "actions/a.toml",
            ("action", 0),
        ),
        Draft("patch", "other:b", {"reason": "c"}, "patches.toml", ("patch", 0)),
        Draft("resource", "", {}, "resources.toml", ("resource", 0)),
        Draft("resource", "", {}, "resources.toml", ("resource", 1)),
        Draft("word", "w", {}, "words.toml", ("word", 0)),
        Draft("word", "", {}, "words.toml", ("word", 1)),
    )


def test_texts_of_sources_are_composed(reading):
    """An e with an accent is one character however it was written, in TOML and in PO."""
    content = reading(
        {
            "resources.toml": '[[resource]]\nid = "line"\nname = "Cafe\u0301"\n"e\u0301" = 1\n',
            "locale/es.po": 'msgctxt "line#name"\nmsgid "Cafe\u0301"\nmsgstr "Te\u0301"\n',
        }
    )

    assert content.drafts[0].fields == {"name": "Caf\u00e9", "\u00e9": 1}
    assert content.translations == (
        Translation("es", "line#name", "T\u00e9", True, "Caf\u00e9", "locale/es.po", 1),  # noqa: FBT003
    )


def test_a_crafted_pile_of_marks_is_left_as_it_is(reading):
    """Text with more marks in a row than allowed is not normalised, which would take long."""
    content = reading({"resources.toml": f'[[resource]]\nname = "{MARKS}"\n'})

    assert content.drafts[0].fields == {"name": MARKS}
    assert marks_in_a_row(MARKS) == 9


def test_translations_stand_in_order_and_empty_ones_are_left_out(reading):
    """A text that is not translated yet is passed over; one marked fuzzy is not reviewed."""
    po = (
        'msgctxt "b#name"\nmsgid "B"\nmsgstr "be"\n\n'
        '#, fuzzy\nmsgctxt "a#name"\nmsgid "A"\nmsgstr "a"\n\n'
        'msgctxt "c#name"\nmsgid "C"\nmsgstr ""\n'
    )

    content = reading({"locale/fr.po": po, "locale/es.po": po})

    assert [(each.language, each.key, each.reviewed) for each in content.translations] == [
        ("es", "a#name", False),
        ("es", "b#name", True),
        ("fr", "a#name", False),
        ("fr", "b#name", True),
    ]


def test_a_byte_order_mark_is_no_matter(reading):
    """A TOML file that an editor began with a byte order mark is read like any other."""
    content = reading({"resources.toml": b"\xef\xbb\xbf" + RESOURCE.encode()})

    assert [each.id for each in content.drafts] == ["line"]


def test_pack_toml_goes_before_pack_json(write, header):
    """A folder that holds both forms is read from its sources."""
    folder = write({"pack.toml": header, "pack.json": "rubbish"})

    content = read(find_path(folder), Limits())

    assert not content.built


@pytest.mark.parametrize(
    ("name", "fix"),
    [
        ("action.toml", "did you mean actions.toml?"),
        (
            "qqqqq.toml",
            f"name it one of {KNOWN}.",
        ),
        ("es.po", f"name it one of {KNOWN}."),
    ],
    ids=["near", "far", "translation"],
)
def test_a_file_that_nothing_reads_is_told_of(reading, name, fix):
    """A misspelt file name is a warning, with the name that was meant where that is near."""
    (mistake,) = reading({name: "rubbish ["}).mistakes

    assert (mistake.code, mistake.outcome) == ("read.unknown_file", Outcome.WARN)
    assert mistake.where.file == name
    assert mistake.problem == "no file of a pack is called so: it is not read."
    assert mistake.fix == fix


def test_the_project_file_of_a_pack_is_none_of_ours(reading):
    """A pyproject.toml beside pack.toml is passed over without a word."""
    assert reading({"pyproject.toml": "", "data.json": ""}).mistakes == ()


@pytest.mark.parametrize(
    ("files", "mistake"),
    [
        (
            {"resources.toml": b'[[resource]]\nid = "a"\nname = "\xff"\n'},
            ("read.encoding", "resources.toml", 3, "this is not UTF-8.", "save it as UTF-8."),
        ),
        (
            {"resources.toml": RESOURCE.encode("utf-16")},
            ("read.encoding", "resources.toml", 1, "this is not UTF-8.", "save it as UTF-8."),
        ),
        (
            {"resources.toml": '[[resource]]\nid = "a"\nid = "b"\n'},
            (
                "parse.syntax",
                "resources.toml",
                3,
                'Cannot overwrite a value: id = "b".',
                "look at this line and the one before it.",
            ),
        ),
        (
            {"resources.toml": '[[resource]]\nid = """a\n\n'},
            (
                "parse.syntax",
                "resources.toml",
                4,
                "Unterminated string.",
                "look at this line and the one before it.",
            ),
        ),
        (
            {"resources.toml": "a = " + "[" * 100_000},
            (
                "parse.too_deep",
                "resources.toml",
                1,
                "lists and tables nest more than 16 deep.",
                "write it flatter.",
            ),
        ),
        (
            {"resources.toml": ".".join("a" * 32_768) + " = 1"},
            (
                "parse.too_complex",
                "resources.toml",
                1,
                "a key has more than 8 parts.",
                "write it flatter.",
            ),
        ),
        (
            {"resources.toml": "\n" + RESOURCE + "[name]\n"},
            (
                "shape.unknown_field",
                "resources.toml",
                5,
                'this file holds [[resource]] tables, not "name".',
                "write [[resource]].",
            ),
        ),
        (
            {"resources.toml": "\n[resource]\na = 1\n"},
            (
                "shape.unknown_field",
                "resources.toml",
                2,
                'this file holds [[resource]] tables, not "resource".',
                "write [[resource]].",
            ),
        ),
    ],
    ids=[
        *("byte", "utf-16", "twice", "open", "deep", "complex", "foreign-table", "no-list"),
    ],
)
def test_a_source_that_cannot_be_read_costs_the_pack(reading, files, mistake):
    """A file that is no text or no TOML is named with its line and what to do."""
    assert refused(reading, files) == [mistake]


def test_all_files_that_cannot_be_read_are_listed(reading):
    """An author sees the mistakes of all files at once."""
    mistakes = refused(reading, {"actions.toml": "[", "labels.toml": "=", "goods.toml": "x"})

    assert [(code, file) for code, file, *_ in mistakes] == [
        ("parse.syntax", "actions.toml"),
        ("parse.syntax", "goods.toml"),
        ("parse.syntax", "labels.toml"),
    ]


def test_tables_that_a_file_may_not_hold_are_counted_past_the_bound(reading):
    """A file of nothing but wrong tables gives so many mistakes and the number of the rest."""
    text = "".join(f"[t{number}]\n" for number in range(1_000))

    mistakes = refused(reading, {"actions.toml": text}, Limits(mistakes=2))

    assert [each[:4] for each in mistakes] == [
        (
            "shape.unknown_field",
            "actions.toml",
            1,
            'this file holds [[action]] tables, not "t0".',
        ),
        (
            "shape.unknown_field",
            "actions.toml",
            2,
            'this file holds [[action]] tables, not "t1".',
        ),
        ("limit.mistakes", "actions.toml", None, "this file has 998 more mistakes."),
    ]


@pytest.mark.parametrize(
    ("text", "limits"),
    [("a = " + "[" * 9_999, Limits(depth=10_000)), (f"a = 1{'0' * 9_000}", Limits(digits=10_000))],
    ids=["deep", "digits"],
)
def test_bounds_that_a_host_raised_too_far_are_still_contained(reading, text, limits):
    """Where the parser itself gives up, that is a mistake of the file and no traceback."""
    assert refused(reading, {"actions.toml": text}, limits) == [
        (
            "parse.too_deep",
            "actions.toml",
            None,
            "the parser gives up on this file.",
            "write it flatter.",
        )
    ]


@pytest.mark.parametrize(
    ("files", "limits", "mistake"),
    [
        (
            {"actions.toml": "", "labels.toml": ""},
            Limits(files=2),
            ("limit.files", None, "it has more than 2 files.", "write several into one."),
        ),
        (
            {"actions.toml": "#" * 300},
            Limits(file_bytes=299),
            ("limit.size", "actions.toml", "this has 300 bytes, more than 299.", "split it."),
        ),
        (
            {"actions.toml": "#" * 300, "labels.toml": "#" * 300},
            Limits(pack_bytes=1_500),
            ("limit.size", "labels.toml", "this has 300 bytes, more than 200.", "split it."),
        ),
        (
            {"actions.toml": "[[action]]\n" * 2},
            Limits(records=1),
            ("limit.records", None, "it has more than 1 records.", "make two packs of it."),
        ),
        (
            {"actions.toml": "action = [ {}, {}, {} ]\n"},
            Limits(records=2),
            ("limit.records", None, "it has more than 2 records.", "make two packs of it."),
        ),
        (
            {"actions.toml": f"action = [{{a = [{'[],' * 10_000}]}}]\n"},
            Limits(records=1),
            (
                "limit.size",
                None,
                "it has more than 20,000 lists, tables and values.",
                "make two packs of it.",
            ),
        ),
        (
            {"locale/es.po": "\n" * 20_001},
            Limits(records=1_000),
            (
                "limit.size",
                None,
                "it has more than 20,000 lists, tables and values.",
                "make two packs of it.",
            ),
        ),
    ],
    ids=["files", "file", "pack", "records", "inline-records", "lists", "lines"],
)
def test_a_pack_over_a_bound_is_refused(reading, files, limits, mistake):
    """Too many files, bytes, records or lists cost the pack."""
    ((code, file, _, problem, fix),) = refused(reading, files, limits)

    assert (code, file, problem, fix) == mistake


def test_records_are_counted_before_anything_is_parsed(reading):
    """Very many small records are refused by the look of them, broken TOML among them."""
    files = {f"actions/{number}.toml": "[[action]]\n" * 20_000 + "[" for number in range(20)}

    mistakes = refused(reading, files)

    assert mistakes == [
        (
            "limit.records",
            None,
            None,
            "it has more than 20,000 records.",
            "make two packs of it.",
        )
    ]


@pytest.mark.parametrize("text", ["a [[b]] [[c]]", "'[[action]]'"])
def test_brackets_in_a_text_count_as_no_record(reading, text):
    """Only what starts a line is looked at as a record."""
    files = {"actions.toml": f'[[action]]\n  id = "a"\n  title = "{text}"\n'}

    content = reading(files, Limits(records=1))

    assert [draft.id for draft in content.drafts] == ["a"]


def test_a_huge_file_is_refused_unread(write, header):
    """A file of 200 MiB costs the pack by its size; none of it is read."""
    folder = write({"pack.toml": header, "actions.toml": ""})
    os.truncate(folder / "actions.toml", 200 * 1024 * 1024)

    assert refused(read, find_path(folder), Limits()) == [
        (
            "limit.size",
            "actions.toml",
            None,
            "this has 209,715,200 bytes, more than 262,144.",
            "split it.",
        )
    ]


# The built form


def test_a_built_pack_becomes_the_same_drafts(reading):
    """Kinds, ids and fields are those of the sources; there are no lines."""
    content = reading(
        built(
            {
                "pack": {"id": "trial"},
                "records": {"action": {"a": {"day": "2026-11-24"}}, "patch": {"o:b": {}}},
                "translations": {"es": {"a#name": "x", "a#note": {"text": "y", "reviewed": False}}},
            }
        )
    )

    assert content.built
    assert content.header == {"id": "trial"}
    assert content.drafts == (
        Draft("action", "a", {"day": "2026-11-24"}, "pack.json", ("records", "action", "a")),
        Draft("patch", "o:b", {}, "pack.json", ("records", "patch", "o:b")),
    )
    assert content.translations == (
        Translation("es", "a#name", "x", True, None, "pack.json", None),  # noqa: FBT003
        Translation("es", "a#note", "y", False, None, "pack.json", None),  # noqa: FBT003
    )
    assert content.line("pack.json", ("records", "action", "a")) is None


def test_a_built_pack_needs_a_header_alone(reading):
    """A built pack without records and translations is read."""
    assert reading(built({"pack": {}})).drafts == ()


BUILD_AGAIN = "build the pack again from its sources."


@pytest.mark.parametrize(
    ("content", "code", "problem", "fix"),
    [
        (b"\xff", "read.encoding", "this is not UTF-8.", "save it as UTF-8."),
        (
            '{"pack": {}}'.encode("utf-16"),
            "read.encoding",
            "this is not UTF-8.",
            "save it as UTF-8.",
        ),
        (
            "{",
            "parse.syntax",
            "Expecting property name enclosed in double quotes: line 1 c….",
            BUILD_AGAIN,
        ),
        ("[" * 100_000, "parse.too_deep", "lists and tables nest more than 16 deep.", BUILD_AGAIN),
        ("[]", "shape.wrong_type", "a part of it is no table.", BUILD_AGAIN),
        ({}, "shape.wrong_type", "a part of it is no table.", BUILD_AGAIN),
        (
            {"pack": {}, "extra": 1},
            "shape.unknown_field",
            'no part is called "extra".',
            BUILD_AGAIN,
        ),
        (
            {"pack": {}, "records": {"thing": {}}},
            "shape.unknown_field",
            'no kind is called "thing".',
            BUILD_AGAIN,
        ),
        (
            {"pack": {}, "records": {"action": {"a": {"id": "b:c"}}}},
            "shape.unknown_field",
            'the record "a" has another id inside.',
            BUILD_AGAIN,
        ),
        (
            {"pack": {}, "records": {"patch": {"a:b": {"target": "c:d"}}}},
            "shape.unknown_field",
            'the record "a:b" has another target inside.',
            BUILD_AGAIN,
        ),
        (
            {"pack": {}, "records": {"action": {"a": 1}}},
            "shape.wrong_type",
            "a part of it is no table.",
            BUILD_AGAIN,
        ),
        (
            {"pack": {}, "translations": {"es": {"a#b": 5}}},
            "shape.wrong_type",
            '"a#b" has no text.',
            BUILD_AGAIN,
        ),
        (
            {"pack": {}, "translations": {"es": {"a#b": {"text": "x"}}}},
            "shape.wrong_type",
            '"a#b" has no text.',
            BUILD_AGAIN,
        ),
        (
            '{"id": "a", "b": 1, "id": "b"}',
            "shape.duplicate_key",
            'the key "id" stands twice.',
            BUILD_AGAIN,
        ),
        (
            f'{{"a": {"9" * 1_000_000}}}',
            "limit.number",
            "a number has more than 18 digits.",
            BUILD_AGAIN,
        ),
    ],
    ids=[
        *("byte", "utf-16", "syntax", "deep", "no-table", "no-header", "part", "kind", "id-inside"),
        *("target-inside", "record", "translation", "half-translation", "twice", "digits"),
    ],
)
def test_a_built_pack_that_is_not_canonical_is_refused(reading, content, code, problem, fix):
    """A pack.json that no build has written costs the pack; the last of two values never wins."""
    ((found, _, line, *rest),) = refused(reading, built(content))

    assert (found, line, *rest) == (code, None, problem, fix)


def test_a_built_pack_is_bounded_as_well(reading):
    """Too many bytes, lists or records refuse a pack.json like the sources."""
    records = {"pack": {}, "records": {"action": {"a": {}, "b": {}}}}

    by_size = refused(reading, built(records), Limits(pack_bytes=10))
    by_lists = refused(reading, built("[[]]" * 10_001), Limits(records=500))
    by_records = refused(reading, built(records), Limits(records=1))
    by_keys = refused(
        reading, built({"pack": {"a": 1, "b": 2, "c": 3}}), Limits(records=1, items=1)
    )

    assert [each[0] for each in by_size + by_lists + by_records + by_keys] == [
        "limit.size",
        "limit.size",
        "limit.records",
        "limit.records",
    ]


# Both


def test_a_folder_without_a_pack_is_missing(write):
    """A folder with neither pack.toml nor pack.json is refused with what to do."""
    folder = write({"actions.toml": ""})

    assert refused(read, find_path(folder), Limits()) == [
        (
            "read.missing",
            None,
            None,
            "there is neither pack.toml nor pack.json.",
            "name the folder that holds one of them.",
        )
    ]


class Failing(Memory):
    """Files on a disk that fails."""

    def read(self, name, most):  # noqa: ARG002 - it fails whatever is asked for
        """Fail as a broken disk does."""
        raise OSError(5, "Input/output error", name)


def test_a_disk_that_fails_costs_the_pack():
    """What the system says of a file that it cannot read is passed on, with the distribution."""
    pack = DataPack("trial", Failing(b""), "trial", "trial-pack", "1.0")

    with pytest.raises(PackErrors) as caught:
        read(pack, Limits())

    (mistake,) = caught.value.mistakes
    assert type(mistake) is PackSyntaxError
    assert str(mistake) == (
        "trial: the file cannot be read: [Errno 5] Input/output error: 'pack.json'."
    )
    assert mistake.distribution == "trial-pack"


def test_the_canonical_form_of_sources_is_what_a_built_pack_holds(reading, write):
    """Keys are sorted, blanks are gone, dates are text; the built form is its own."""
    content = reading(
        {
            "resources.toml": RESOURCE + 'note = "é"\nday = 2026-11-24\n',
            "locale/es.po": (
                'msgctxt "line#name"\nmsgid "A line"\nmsgstr "Una línea"\n\n'
                '#, fuzzy\nmsgctxt "line#note"\nmsgid "é"\nmsgstr "e"\n'
            ),
        }
    )

    canonical = content.canonical(content.translations)

    assert canonical.decode() == (
        '{"pack":{"id":"trial","licence":"CC0-1.0","publisher":"The tests","schema":1,'
        '"title":"A trial"},"records":{"resource":{"line":{"day":"2026-11-24","name":"A line",'
        '"note":"é"}}},"translations":{"es":{"line#name":"Una línea","line#note":{"reviewed":false,'
        '"text":"e"}}}}'
    )
    again = read(find_path(write(built(canonical), "built")), Limits())
    assert again.canonical(()) == canonical
    assert content.canonical(()).decode().endswith('"translations":{}}')
    assert digest(b"") == "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def test_a_line_is_that_of_a_field_or_of_what_holds_it(reading):
    """A field that is not there has the line of its table; an unknown path that of the file."""
    content = reading({"resources.toml": "\n" + RESOURCE})

    found = [
        content.line("resources.toml", path)
        for path in (("resource", 0, "name"), ("resource", 0, "kind"), ("nothing",))
    ]

    assert found == [4, 2, 1]
    assert content.line("other.toml", ()) is None


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("", ()),
        ("title", ("title",)),
        ("contacts[0].dial", ("contacts", 0, "dial")),
        ("steps[12]", ("steps", 12)),
    ],
)
def test_the_steps_of_a_field_are_keys_and_numbers(field, expected):
    """A field path such as contacts[0].dial is taken apart into its steps."""
    assert steps(field) == expected


@pytest.mark.parametrize(
    ("parser", "files"),
    [
        ("tomllib.loads", {"actions.toml": ""}),
        ("takeaction.packs.reading.built.json.loads", {"pack.json": "{}"}),
    ],
    ids=["toml", "json"],
)
def test_a_stack_that_gives_out_is_no_mistake_of_a_shallow_file(
    reading, monkeypatch, parser, files
):
    """What the bounds let through needs little stack: whoever called has used it up."""

    def gives_out(*_, **__):
        raise RecursionError

    monkeypatch.setattr(parser, gives_out)

    with pytest.raises(RecursionError):
        reading(files)


def test_a_built_pack_deeper_than_a_host_wanted_is_contained(reading):
    """Bounds that a host raised too far make a mistake of the pack, and no traceback."""
    deep = "[" * 50_000

    ((code, *_),) = refused(reading, {"pack.json": deep}, Limits(depth=60_000))

    assert code == "parse.too_deep"


@pytest.mark.parametrize(
    ("name", "limits", "taken"),
    [
        *[("records", Limits(records=n), n >= 2) for n in (1, 2, 3)],
        *[("digits", Limits(digits=n), n >= 4) for n in (3, 4, 5)],
    ],
)
def test_exactly_as_much_as_a_bound_allows_is_taken(reading, name, limits, taken):
    """A bound is the most that is taken, not the least that is refused."""
    record = {"edition": 2024}
    content = {"pack": {}, "records": {"good": {"a": record, "b": record}}, "translations": {}}

    if taken:
        assert len(reading(built(content), limits).drafts) == 2
    else:
        (error, *_) = refused(reading, built(content), limits)
        assert error[0] == ("limit.records" if name == "records" else "limit.number")


@pytest.mark.parametrize("files", [1, 2, 3])
def test_exactly_as_many_files_as_a_bound_allows_are_taken(reading, files):
    """The header counts as one."""
    call = (reading, {"actions.toml": ""}, Limits(files=files))

    if files >= 2:
        assert reading(*call[1:]).drafts == ()
    else:
        assert [code for code, *_ in refused(*call)] == ["limit.files"]


@pytest.mark.parametrize(("deep", "passes"), [(16, True), (17, False)])
def test_a_field_of_a_built_pack_nests_as_deep_as_one_of_sources(reading, deep, passes):
    """The tables that hold a record do not count: one record too deep costs the pack."""
    nested = "[" * deep + "]" * deep
    content = f'{{"pack":{{}},"records":{{"action":{{"a":{{"title":{nested}}}}}}}}}'

    if passes:
        assert len(reading({"pack.json": content}).drafts) == 1
    else:
        ((code, *_),) = refused(reading, {"pack.json": content})
        assert code == "parse.too_deep"
