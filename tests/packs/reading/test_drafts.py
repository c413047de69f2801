"""Reading packs as drafts, in both of their forms."""

import json
import os

import pytest

from takeaction.errors import Outcome, PackErrors, PackSyntaxError
from takeaction.limits import Limits
from takeaction.packs.reading.content import Draft, Translation, digest, marks_in_a_row, parse_field
from takeaction.packs.reading.drafts import read_drafts
from takeaction.packs.sources.discovery import pack_at
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
        pack = files if "pack.json" in files else {"pack.toml": header, **files}
        return read_drafts(pack_at(write(pack)), limits)

    return make


def built(content):
    return {"pack.json": content if isinstance(content, (str, bytes)) else json.dumps(content)}


def refused(call, *arguments):
    """Return the code, file, line, problem and fix of each mistake that a call raises."""
    with pytest.raises(PackErrors) as caught:
        call(*arguments)
    assert all(mistake.outcome is Outcome.QUARANTINE for mistake in caught.value.mistakes)
    return [
        (mistake.code, mistake.where.file, mistake.where.line, mistake.problem, mistake.fix)
        for mistake in caught.value.mistakes
    ]


# The sources


def test_sources_become_drafts_in_order_of_file_and_place(reading):
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
    content = reading(
        {
            "resources.toml": '[[resource]]\nid = "line"\nname = "Cafe\u0301"\n"e\u0301" = 1\n',
            "locale/es.po": 'msgctxt "line#name"\nmsgid "Cafe\u0301"\nmsgstr "Te\u0301"\n',
        }
    )

    assert content.drafts[0].fields == {"name": "Caf\u00e9", "\u00e9": 1}
    assert content.translations == (
        Translation("es", "line#name", "T\u00e9", False, "Caf\u00e9", "locale/es.po", 1),  # noqa: FBT003
    )


def test_a_crafted_pile_of_marks_is_left_as_it_is(reading):
    # Text with more marks in a row than allowed is not normalised, which would take long.
    content = reading({"resources.toml": f'[[resource]]\nname = "{MARKS}"\n'})

    assert content.drafts[0].fields == {"name": MARKS}
    assert marks_in_a_row(MARKS) == 9


def test_translations_come_in_order_without_empty_ones(reading):
    po = (
        'msgctxt "b#name"\nmsgid "B"\nmsgstr "be"\n\n'
        '#, fuzzy\nmsgctxt "a#name"\nmsgid "A"\nmsgstr "a"\n\n'
        'msgctxt "c#name"\nmsgid "C"\nmsgstr ""\n'
    )

    content = reading({"locale/fr.po": po, "locale/es.po": po})

    assert [
        (translation.language, translation.key, translation.is_fuzzy)
        for translation in content.translations
    ] == [
        ("es", "a#name", True),
        ("es", "b#name", False),
        ("fr", "a#name", True),
        ("fr", "b#name", False),
    ]


def test_a_byte_order_mark_is_ignored(reading):
    content = reading({"resources.toml": b"\xef\xbb\xbf" + RESOURCE.encode()})

    assert [draft.id for draft in content.drafts] == ["line"]


def test_pack_toml_goes_before_pack_json(write, header):
    folder = write({"pack.toml": header, "pack.json": "rubbish"})

    content = read_drafts(pack_at(folder), Limits())

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
def test_a_file_that_no_pack_uses_is_reported(reading, name, fix):
    (mistake,) = reading({name: "rubbish ["}).mistakes

    assert (mistake.code, mistake.outcome) == ("read.unknown_file", Outcome.WARN)
    assert mistake.where.file == name
    assert mistake.problem == "no pack uses a file with this name, so it is not read."
    assert mistake.fix == fix


def test_the_project_file_of_a_pack_is_ignored(reading):
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
            (
                "read.encoding",
                "resources.toml",
                1,
                'this is UTF-16, which Windows calls "Unicode", and not UTF-8.',
                'save it as UTF-8: in Notepad, "Save as", then "UTF-8" under "Encoding".',
            ),
        ),
        (
            {"resources.toml": '[[resource]]\nid = "a"\nid = "b"\n'},
            (
                "parse.syntax",
                "resources.toml",
                3,
                "id is already in line 2.",
                "keep one of them; a new record starts with its own heading in [[ ]].",
            ),
        ),
        (
            {"resources.toml": '[[resource]]\nid = """a\n\n'},
            (
                "parse.syntax",
                "resources.toml",
                2,
                'the text that opens here with """ is never closed.',
                'write """ at its end.',
            ),
        ),
        (
            {"resources.toml": "a = " + "[" * 100_000},
            (
                "parse.too_deep",
                "resources.toml",
                1,
                "lists and tables are nested more than 16 deep.",
                "use fewer levels.",
            ),
        ),
        (
            {"resources.toml": ".".join("a" * 32_768) + " = 1"},
            (
                "parse.too_complex",
                "resources.toml",
                1,
                "a key has more than 8 parts.",
                "use fewer levels.",
            ),
        ),
        (
            {"resources.toml": "\n" + RESOURCE + "[name]\n"},
            (
                "shape.unknown_field",
                "resources.toml",
                5,
                'this file takes [[resource]] tables, not "name".',
                "write [[resource]].",
            ),
        ),
        (
            {"resources.toml": "\n[resource]\na = 1\n"},
            (
                "shape.unknown_field",
                "resources.toml",
                2,
                'this file takes [[resource]] tables, not "resource".',
                "write [[resource]].",
            ),
        ),
    ],
    ids=[
        *("byte", "utf-16", "twice", "open", "deep", "complex", "foreign-table", "no-list"),
    ],
)
def test_a_source_that_cannot_be_read_costs_the_pack(reading, files, mistake):
    assert refused(reading, files) == [mistake]


def test_all_files_that_cannot_be_read_are_listed(reading):
    mistakes = refused(reading, {"actions.toml": "[", "labels.toml": "=", "goods.toml": "x"})

    assert [(code, file) for code, file, *_ in mistakes] == [
        ("parse.syntax", "actions.toml"),
        ("parse.syntax", "goods.toml"),
        ("parse.syntax", "labels.toml"),
    ]


def test_wrong_tables_past_the_limit_are_counted(reading):
    text = "".join(f"[t{number}]\n" for number in range(1_000))

    mistakes = refused(reading, {"actions.toml": text}, Limits(mistakes=2))

    assert [mistake[:4] for mistake in mistakes] == [
        (
            "shape.unknown_field",
            "actions.toml",
            1,
            'this file takes [[action]] tables, not "t0".',
        ),
        (
            "shape.unknown_field",
            "actions.toml",
            2,
            'this file takes [[action]] tables, not "t1".',
        ),
        ("limit.mistakes", "actions.toml", None, "this file has 998 more mistakes."),
    ]


@pytest.mark.parametrize(
    ("text", "limits"),
    [("a = " + "[" * 9_999, Limits(depth=10_000)), (f"a = 1{'0' * 9_000}", Limits(digits=10_000))],
    ids=["deep", "digits"],
)
def test_limits_that_a_host_raised_too_far_are_contained(reading, text, limits):
    assert refused(reading, {"actions.toml": text}, limits) == [
        (
            "parse.too_deep",
            "actions.toml",
            None,
            "the parser gives up on this file.",
            "use fewer levels.",
        )
    ]


@pytest.mark.parametrize(
    ("files", "limits", "mistake"),
    [
        (
            {"actions.toml": "", "labels.toml": ""},
            Limits(files=2),
            ("limit.files", None, "it has more than 2 files.", "combine some of them."),
        ),
        (
            {"actions.toml": "#" * 300},
            Limits(file_bytes=299),
            (
                "limit.size",
                "actions.toml",
                "this has 300 bytes; the limit is 299.",
                "split it.",
            ),
        ),
        (
            {"actions.toml": "#" * 300, "labels.toml": "#" * 300},
            Limits(pack_bytes=1_500),
            (
                "limit.size",
                "labels.toml",
                "this has 300 bytes; the limit is 200.",
                "split it.",
            ),
        ),
        (
            {"actions.toml": "[[action]]\n" * 2},
            Limits(records=1),
            ("limit.records", None, "it has more than 1 records.", "split it into two packs."),
        ),
        (
            {"actions.toml": "action = [ {}, {}, {} ]\n"},
            Limits(records=2),
            ("limit.records", None, "it has more than 2 records.", "split it into two packs."),
        ),
        (
            {"actions.toml": f"action = [{{a = [{'[],' * 10_000}]}}]\n"},
            Limits(records=1),
            (
                "limit.size",
                None,
                "it has more than 20,000 lists, tables and values.",
                "split it into two packs.",
            ),
        ),
        (
            {"locale/es.po": "\n" * 20_001},
            Limits(records=1_000),
            (
                "limit.size",
                None,
                "it has more than 20,000 lists, tables and values.",
                "split it into two packs.",
            ),
        ),
    ],
    ids=["files", "file", "pack", "records", "inline-records", "lists", "lines"],
)
def test_a_pack_over_a_limit_is_refused(reading, files, limits, mistake):
    # Too many files, bytes, records or lists cost the pack.
    ((code, file, _, problem, fix),) = refused(reading, files, limits)

    assert (code, file, problem, fix) == mistake


def test_records_are_counted_before_anything_is_parsed(reading):
    files = {f"actions/{number}.toml": "[[action]]\n" * 20_000 + "[" for number in range(20)}

    mistakes = refused(reading, files)

    assert mistakes == [
        (
            "limit.records",
            None,
            None,
            "it has more than 20,000 records.",
            "split it into two packs.",
        )
    ]


@pytest.mark.parametrize("text", ["a [[b]] [[c]]", "'[[action]]'"])
def test_brackets_in_a_text_do_not_count_as_records(reading, text):
    files = {"actions.toml": f'[[action]]\n  id = "a"\n  title = "{text}"\n'}

    content = reading(files, Limits(records=1))

    assert [draft.id for draft in content.drafts] == ["a"]


def test_a_huge_file_is_refused_unread(write, header):
    # A file of 200 MiB costs the pack by its size; none of it is read.
    folder = write({"pack.toml": header, "actions.toml": ""})
    os.truncate(folder / "actions.toml", 200 * 1024 * 1024)

    assert refused(read_drafts, pack_at(folder), Limits()) == [
        (
            "limit.size",
            "actions.toml",
            None,
            "this has 209,715,200 bytes; the limit is 262,144.",
            "split it.",
        )
    ]


# The built form


def test_a_built_pack_becomes_the_same_drafts(reading):
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
        Translation("es", "a#name", "x", False, None, "pack.json", None),  # noqa: FBT003
        Translation("es", "a#note", "y", True, None, "pack.json", None),  # noqa: FBT003
    )
    assert content.line("pack.json", ("records", "action", "a")) is None


def test_a_built_pack_needs_only_a_header(reading):
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
        (
            "[" * 100_000,
            "parse.too_deep",
            "lists and tables are nested more than 16 deep.",
            BUILD_AGAIN,
        ),
        ("[]", "shape.wrong_type", "a part of it is not a table.", BUILD_AGAIN),
        ({}, "shape.wrong_type", "a part of it is not a table.", BUILD_AGAIN),
        (
            {"pack": {}, "extra": 1},
            "shape.unknown_field",
            'there is no part called "extra".',
            BUILD_AGAIN,
        ),
        (
            {"pack": {}, "records": {"thing": {}}},
            "shape.unknown_field",
            'there is no kind called "thing".',
            BUILD_AGAIN,
        ),
        (
            {"pack": {}, "records": {"action": {"a": {"id": "b:c"}}}},
            "shape.unknown_field",
            'the record "a" contains another id.',
            BUILD_AGAIN,
        ),
        (
            {"pack": {}, "records": {"patch": {"a:b": {"target": "c:d"}}}},
            "shape.unknown_field",
            'the record "a:b" contains another target.',
            BUILD_AGAIN,
        ),
        (
            {"pack": {}, "records": {"action": {"a": 1}}},
            "shape.wrong_type",
            "a part of it is not a table.",
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
            'the key "id" appears twice.',
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
    ((found_code, _, line, *words),) = refused(reading, built(content))

    assert (found_code, line, *words) == (code, None, problem, fix)


def test_a_built_pack_has_the_same_limits(reading):
    # Too many bytes, lists or records refuse a pack.json like sources.
    records = {"pack": {}, "records": {"action": {"a": {}, "b": {}}}}

    by_size = refused(reading, built(records), Limits(pack_bytes=10))
    by_lists = refused(reading, built("[[]]" * 10_001), Limits(records=500))
    by_records = refused(reading, built(records), Limits(records=1))
    by_keys = refused(
        reading, built({"pack": {"a": 1, "b": 2, "c": 3}}), Limits(records=1, items=1)
    )

    assert [mistake[0] for mistake in by_size + by_lists + by_records + by_keys] == [
        "limit.size",
        "limit.size",
        "limit.records",
        "limit.records",
    ]


# Both


def test_a_folder_without_a_pack_is_refused(write):
    folder = write({"actions.toml": ""})

    assert refused(read_drafts, pack_at(folder), Limits()) == [
        (
            "read.missing",
            None,
            None,
            "there is neither pack.toml nor pack.json.",
            "give the folder that contains one of them.",
        )
    ]


class Failing(Memory):
    """Files on a broken disk."""

    def read(self, name, limit):  # noqa: ARG002 - it fails whatever is asked for
        raise OSError(5, "Input/output error", name)


def test_a_disk_that_fails_costs_the_pack():
    pack = DataPack("trial", Failing(b""), "trial", "trial-pack", "1.0")

    with pytest.raises(PackErrors) as caught:
        read_drafts(pack, Limits())

    (mistake,) = caught.value.mistakes
    assert type(mistake) is PackSyntaxError
    assert str(mistake) == (
        "trial: the file cannot be read: [Errno 5] Input/output error: 'pack.json'."
    )
    assert mistake.distribution == "trial-pack"


def test_the_canonical_form_of_sources_equals_the_built_pack(reading, write):
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
    again = read_drafts(pack_at(write(built(canonical), "built")), Limits())
    assert again.canonical(()) == canonical
    assert content.canonical(()).decode().endswith('"translations":{}}')
    assert digest(b"") == "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def test_a_line_is_that_of_a_field_or_its_container(reading):
    content = reading({"resources.toml": "\n" + RESOURCE})

    lines = [
        content.line("resources.toml", path)
        for path in (("resource", 0, "name"), ("resource", 0, "kind"), ("nothing",))
    ]

    assert lines == [4, 2, 1]
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
    assert parse_field(field) == expected


@pytest.mark.parametrize(
    ("parser", "files"),
    [
        ("tomllib.loads", {"actions.toml": ""}),
        ("takeaction.packs.reading.built.json.loads", {"pack.json": "{}"}),
    ],
    ids=["toml", "json"],
)
def test_a_stack_that_runs_out_is_not_the_fault_of_a_shallow_file(
    reading, monkeypatch, parser, files
):
    def gives_out(*_, **__):
        raise RecursionError

    monkeypatch.setattr(parser, gives_out)

    with pytest.raises(RecursionError):
        reading(files)


def test_a_built_pack_that_is_too_deep_for_the_parser_is_contained(reading):
    deep = "[" * 50_000

    ((code, *_),) = refused(reading, {"pack.json": deep}, Limits(depth=60_000))

    assert code == "parse.too_deep"


@pytest.mark.parametrize(
    ("name", "limits", "fits"),
    [
        *[("records", Limits(records=n), n >= 2) for n in (1, 2, 3)],
        *[("digits", Limits(digits=n), n >= 4) for n in (3, 4, 5)],
    ],
)
def test_exactly_as_much_as_a_limit_allows_is_accepted(reading, name, limits, fits):
    record = {"edition": 2024}
    content = {"pack": {}, "records": {"good": {"a": record, "b": record}}, "translations": {}}

    if fits:
        assert len(reading(built(content), limits).drafts) == 2
    else:
        (error, *_) = refused(reading, built(content), limits)
        assert error[0] == ("limit.records" if name == "records" else "limit.number")


@pytest.mark.parametrize("files", [1, 2, 3])
def test_exactly_as_many_files_as_a_limit_allows_are_accepted(reading, files):
    call = (reading, {"actions.toml": ""}, Limits(files=files))

    if files >= 2:
        assert reading(*call[1:]).drafts == ()
    else:
        assert [code for code, *_ in refused(*call)] == ["limit.files"]


@pytest.mark.parametrize(("deep", "passes"), [(16, True), (17, False)])
def test_a_field_of_a_built_pack_may_nest_as_deep_as_in_sources(reading, deep, passes):
    # The tables around a record do not count; one level too many costs the pack.
    nested = "[" * deep + "]" * deep
    content = f'{{"pack":{{}},"records":{{"action":{{"a":{{"title":{nested}}}}}}}}}'

    if passes:
        assert len(reading({"pack.json": content}).drafts) == 1
    else:
        ((code, *_),) = refused(reading, {"pack.json": content})
        assert code == "parse.too_deep"


def test_all_records_of_one_id_count_for_the_digest(reading):
    contents = [reading({"resources.toml": RESOURCE * times}) for times in (1, 2, 3)]
    records = [json.loads(content.canonical(()))["records"]["resource"] for content in contents]

    one = {"name": "A line"}
    assert records == [{"line": one}, {"line": [one, one]}, {"line": [one, one, one]}]
