"""Every rule held against a pack: what it gives, and what is wrong with the rest."""

import json
from datetime import date

import pytest

from takeaction.errors import Outcome
from takeaction.limits import Limits
from takeaction.models.text import Words
from takeaction.packs.checking.pack import check, failed
from takeaction.packs.reading.content import digest
from takeaction.packs.sources.files import Memory, UnreadableError
from takeaction.packs.sources.plugins import DataPack
from takeaction.packs.structuring import structure

SOURCE = 'source = { title = "A page" }\n'
RESOURCE = '[[resource]]\nid = "line"\nname = "A line"\nkind = "hotline"\n' + SOURCE
SPEAKS = 'languages = ["en", "es"]\n'


def action(id, *after, extra=""):
    return (
        f'[[action]]\nid = "{id}"\ntitle = "Act"\nsummary = "Do."\nsteps = ["1", "2", "3"]\n'
        f'minutes = {{ min = 1, typical = 1, max = 1 }}\ncadence = "once"\n'
        f'modes = ["solo-online"]\nafter = {list(after)}\n{extra}{SOURCE}'
    )


def listed(checked):
    return [(each.code, str(each.where), each.outcome) for each in checked.mistakes]


def header_of(**fields):
    given = {"id": "trial", "title": "T", "publisher": "P", "licence": "CC0-1.0", "schema": 1}
    return "".join(
        f"{key} = {json.dumps(value)}\n"
        for key, value in {**given, **fields}.items()
        if value is not None
    )


# What a good pack gives


def test_a_good_pack_gives_its_records_in_order(checked):
    found = checked(
        {
            "resources.toml": RESOURCE,
            "actions.toml": action("b") + action("a", "b"),
            "words.toml": '[[word]]\nid = "own"\nkind = "topic"\nlabel = "Own"\n',
            "patches.toml": '[[patch]]\ntarget = "other:x"\nreason = "Here too."\n',
        }
    )

    assert found.mistakes == ()
    assert list(found.records) == ["trial:a", "trial:b", "trial:line"]
    assert [word.id for word in found.words] == ["trial:own"]
    assert [patch.target for patch in found.patches] == ["other:x"]
    assert found.pack.counts == (("action", 2), ("resource", 1))
    assert found.pack.digest == digest(found.canonical)
    assert (found.pack.built, found.pack.distribution, found.pack.version) == (False, None, None)


def test_the_built_form_gives_the_same(checked):
    files = {"resources.toml": RESOURCE, "actions.toml": action("a", extra='note = "N"\n')}
    of_sources = checked(files)

    of_built = checked({"pack.json": of_sources.canonical})

    assert of_built.pack.built
    assert of_built.records == of_sources.records
    assert of_built.canonical == of_sources.canonical
    assert of_built.pack.digest == of_sources.pack.digest


def test_a_pack_that_is_not_readable_gives_nothing(checked):
    found = checked({"actions.toml": "["})

    assert (found.pack, found.records, found.canonical) == (None, {}, b"")
    assert [each.code for each in found.mistakes] == ["parse.syntax"]


# The rest of a pack with a slip in it

SLIP = RESOURCE.replace('"line"', '"slip"', 1).replace('"hotline"', '"hotline')


@pytest.mark.parametrize(
    ("files", "codes"),
    [
        ({"resources.toml": SLIP, "actions.toml": action("a").replace("once", "onze")}, 1),
        ({"resources.toml": SLIP + RESOURCE.replace('"hotline"', '"hot-line"')}, 1),
        ({"resources.toml": RESOURCE.replace('"hotline"', '"hot-line"') + SLIP}, 1),
        ({"resources.toml": RESOURCE.replace('"hotline"', '"hot-line"').encode("utf-16")}, 1),
        ({"resources.toml": SLIP, "actions.toml": action("a", extra='after = ["slip"]\n')}, 0),
        ({"resources.toml": SLIP, "actions.toml": "[action]\n"}, 0),
        ({"pack.toml": "id = trial\n", "actions.toml": action("a").replace("once", "onze")}, 0),
        ({"resources.toml": SLIP + "[[resource]]\na.b = 1\na.b.c = 2\n"}, 0),
    ],
    ids=["file", "behind", "before", "utf-16", "link", "tables", "header", "hopeless"],
)
def test_the_rest_of_a_pack_with_a_slip_is_checked(checked, files, codes):
    found = checked(files)

    assert found.pack is None
    assert [each.code for each in found.mistakes].count("shape.unknown_word") == codes
    assert {each.code for each in found.mistakes} <= {
        *("parse.syntax", "read.encoding", "shape.unknown_word", "shape.unknown_field")
    }


# Fields that a record can do without


@pytest.mark.parametrize(
    ("written", "code", "place"),
    [
        ('made_for = ["studnt"]', "word.unknown", "made_for"),
        ('addressed_to = "voter"', "shape.wrong_type", "addressed_to"),
        ('kind = "reading"', "shape.unknown_word", "kind"),
        ('in_parts = "yes"', "shape.wrong_type", "in_parts"),
        ('made_for = ["student", "student"]', "shape.duplicate", "made_for[1]"),
    ],
    ids=["unknown-role", "no-list", "unknown-kind", "no-flag", "twice"],
)
def test_a_mistake_in_a_spare_field_costs_only_the_field(checked, written, code, place):
    found = checked({"actions.toml": action("a", extra=f"{written}\n")})

    (mistake,) = found.mistakes
    assert (mistake.code, mistake.where.field, mistake.outcome) == (code, place, Outcome.WARN)
    assert list(found.records) == ["trial:a"]


def test_a_mistake_elsewhere_still_costs_the_record(checked):
    found = checked({"actions.toml": action("a", extra='kind = "reading"\ncost = "dear"\n')})

    assert {(each.where.field, each.outcome) for each in found.mistakes} == {
        ("kind", Outcome.WARN),
        ("cost", Outcome.DROP),
    }
    assert found.records == {}


# The header


@pytest.mark.parametrize(
    ("schema", "called"),
    [(99, "99"), ("1", '"1"'), (None, "missing"), (True, "True"), (1.0, "1.0"), (0, "0")],
)
def test_a_schema_that_is_not_known_is_the_only_mistake(checked, schema, called):
    header = header_of(schema=schema, id="Bad Id", title=5)

    (mistake,) = checked({"pack.toml": header}).mistakes

    assert (mistake.code, mistake.outcome) == ("pack.schema", Outcome.QUARANTINE)
    assert mistake.problem == f"the schema is {called}; this release reads schema 1."
    newer = schema == 99
    assert mistake.fix == ("upgrade takeaction." if newer else "write schema = 1.")


@pytest.mark.parametrize(
    ("fields", "code", "place"),
    [
        ({"id": "us-hotIine"}, "pack.bad_id", "2: id"),
        ({"id": None}, "pack.bad_id", "1: id"),
        ({"title": None}, "shape.missing_field", "1: title"),
        ({"title": "\x1b[2J"}, "text.control", "3: title"),
        ({"title": "x" * 201}, "limit.length", "3: title"),
        ({"publisher": 5}, "shape.wrong_type", "4: publisher"),
        ({"regions": ["XX"]}, "region.unknown", "7: regions[0]"),
        ({"source_language": "English"}, "lang.tag", "7: source_language"),
        ({"source_language": 5}, "shape.wrong_type", "7: source_language"),
        ({"contact": "http://a.example"}, "url.scheme", "7: contact"),
        ({"requires": ["A"]}, "pack.bad_id", "7: requires[0]"),
        ({"extra": 1}, "shape.unknown_field", "7: extra"),
    ],
)
def test_a_mistake_in_the_header_costs_the_pack(checked, fields, code, place):
    found = checked({"pack.toml": "\n" + header_of(**fields), "resources.toml": RESOURCE})

    assert found.pack is None
    assert [each.code for each in found.mistakes if each.code != "shape.missing_field"] == [
        code
    ] * (code != "shape.missing_field")
    assert all(each.outcome is Outcome.QUARANTINE for each in found.mistakes)
    assert any(str(each.where).endswith(f"pack.toml:{place}") for each in found.mistakes)


def test_a_warning_in_the_header_costs_nothing(checked):
    found = checked({"pack.toml": header_of(contact="https://xn--exmple-4nf.org")})

    assert found.pack is not None
    assert listed(found) == [("text.confusable", "trial/pack.toml:6: contact", Outcome.WARN)]


def test_a_pack_under_another_name_than_its_entry_point_is_refused():
    content = {"pack": json.loads(json.dumps({"id": "trial", "schema": 1}))}
    content["pack"] |= {"title": "T", "publisher": "P", "licence": "CC0-1.0"}
    memory = Memory(json.dumps(content).encode())

    named = check(DataPack("trial", memory, "trial"), Limits())
    misnamed = check(DataPack("other", memory, "other", "other-pack"), Limits())

    assert named.mistakes == ()
    (mistake,) = misnamed.mistakes
    assert str(mistake) == (
        'other/pack.json: id: the pack is "trial", its entry point "other". '
        "Fix: give both the same name."
    )
    assert mistake.code == "pack.id_mismatch"
    assert mistake.distribution == "other-pack"


def test_a_header_of_nothing_but_mistakes_is_left_past_the_bound(checked, at_most):
    keys = "".join(f"k{number} = 1\n" for number in range(5_000))

    with at_most(seconds=2):
        found = checked({"pack.toml": header_of() + keys})

    assert len(found.mistakes) == 51
    assert found.mistakes[-1].problem == "this file has at least 1 more mistakes."


def test_a_header_that_is_dear_to_look_at_is_not_looked_at_any_further(checked, at_most):
    keys = {f"k{number}": number for number in range(30_000)}
    content = {"pack": {"id": "trial", "schema": 1, **keys}}

    with at_most(seconds=2):
        found = checked({"pack.json": json.dumps(content)})

    assert [each.code for each in found.mistakes] == ["limit.items"]
    assert found.mistakes[0].outcome is Outcome.QUARANTINE


# Code beside the data


def test_code_beside_the_data_is_a_warning(checked):
    found = checked({"__init__.py": "print()", "resources.toml": RESOURCE})

    assert listed(found) == [("pack.has_code", "trial/__init__.py", Outcome.WARN)]
    assert list(found.records) == ["trial:line"]


class Gone(Memory):
    """Files that are taken away after they were read."""

    def code(self):
        """Fail, since there is nothing any more."""
        raise UnreadableError("read.archive", None, "this is not a zip file.")


def test_files_that_are_gone_after_they_were_read_are_no_matter(checked):
    canonical = checked({"resources.toml": RESOURCE}).canonical

    found = check(DataPack("trial", Gone(canonical)), Limits())

    assert found.mistakes == ()
    assert list(found.records) == ["trial:line"]


# Records


def test_one_wrong_record_is_left_out_and_the_rest_is_kept(checked):
    wrong = RESOURCE.replace('"line"', '"bad"').replace("hotline", "hotlin") + "year = '5'\n"

    found = checked({"resources.toml": wrong + RESOURCE})

    assert list(found.records) == ["trial:line"]
    assert listed(found) == [
        ("shape.unknown_word", "trial/resources.toml:4: bad.kind", Outcome.DROP),
        ("shape.wrong_type", "trial/resources.toml:6: bad.year", Outcome.DROP),
    ]


def test_a_record_without_an_id_is_called_by_its_place(checked):
    found = checked({"resources.toml": RESOURCE + RESOURCE.replace('id = "line"\n', "")})

    assert listed(found) == [
        ("shape.missing_field", "trial/resources.toml:6: resource[1].id", Outcome.DROP)
    ]


def test_records_with_one_id_are_all_left_out(checked):
    found = checked({"resources.toml": RESOURCE * 2, "actions.toml": action("line")})

    assert found.records == {}
    assert {each.code for each in found.mistakes} == {"id.duplicate"}
    assert {each.problem for each in found.mistakes} == {'3 records have the id "line".'}


def test_thousands_of_records_with_one_id_are_counted_once(checked, at_most):
    with at_most(seconds=2):
        found = checked({"resources.toml": '[[resource]]\nid = "a"\n' * 2_000})

    assert found.mistakes[-1].code == "limit.mistakes"


@pytest.mark.parametrize(
    ("target", "problem", "fix"),
    [
        ("line", '"line" is not the full id of a record.', 'write "pack:record".'),
        ("Other:line", '"Other:line" is not the full id of a record.', 'write "pack:record".'),
        ("other:", '"other:" is not the full id of a record.', 'write "pack:record".'),
        ("trial:line", "the patch changes a record of its own pack.", "change the record itself."),
    ],
)
def test_a_patch_is_for_a_record_of_another_pack(checked, target, problem, fix):
    found = checked({"patches.toml": f'[[patch]]\ntarget = "{target}"\nreason = "R."\n'})

    (mistake,) = found.mistakes
    assert (mistake.code, mistake.where.field) == ("id.bad", "target")
    assert (mistake.problem, mistake.fix) == (problem, fix)
    assert found.patches == ()


def test_two_patches_for_one_record_are_refused(checked):
    patch = '[[patch]]\ntarget = "other:x"\nreason = "R."\n'

    found = checked({"patches.toml": patch * 2})

    assert found.patches == ()
    assert [each.problem for each in found.mistakes] == ['2 patches have the target "other:x".'] * 2


def test_a_patch_is_held_to_the_rules(checked):
    link = 'links = [{ title = "a", url = "javascript:alert(1)" }]\n'

    found = checked({"patches.toml": f'[[patch]]\ntarget = "o:x"\nreason = "R."\n{link}'})

    assert found.patches == ()
    assert listed(found) == [("url.scheme", "trial/patches.toml:4: o:x.links[0].url", Outcome.DROP)]


def test_the_name_of_another_pack_costs_the_whole_pack(checked):
    foreign = RESOURCE.replace('"line"', '"us-hotline:line"')

    found = checked({"resources.toml": RESOURCE + foreign})

    assert found.pack is None
    assert listed(found) == [
        (
            "id.foreign_namespace",
            "trial/resources.toml:7: us-hotline:line.id",
            Outcome.QUARANTINE,
        )
    ]


def test_an_alias_and_a_text_are_looked_at_too(checked):
    extra = 'aliases = ["Old Line"]\nsummary = "Rescue the child."\n'

    found = checked({"resources.toml": RESOURCE + extra})

    assert listed(found) == [
        ("id.bad", "trial/resources.toml:6: line.aliases[0]", Outcome.DROP),
        ("content.dangerous_advice", "trial/resources.toml:7: line.summary", Outcome.WARN),
    ]


def test_a_record_that_is_dear_to_look_at_is_not_looked_at_any_further(checked):
    pile = "e" + "\u0301" * 9

    found = checked(
        {
            "resources.toml": f'[[resource]]\nid = "a"\nname = "{pile}"\nkind = 5\n',
            "labels.toml": '[[label]]\nid = "b"\ncovers = ["a", "b", "c", "d", "e", "f"]\n',
        },
        limits=Limits(items=5),
    )

    assert [(each.code, each.where.field) for each in found.mistakes] == [
        ("limit.items", "covers"),
        ("text.marks", "name"),
    ]


def test_a_day_that_has_not_come_is_told_of_if_the_day_is_known(checked):
    files = {"resources.toml": RESOURCE + "verified = { on = 2099-01-01 }\n"}

    assert checked(files).mistakes == ()
    assert listed(checked(files, today=date(2026, 11, 24))) == [
        ("date.future", "trial/resources.toml:6: line.verified.on", Outcome.WARN)
    ]


def test_hours_in_an_unknown_zone_are_dropped_and_the_contact_stays(checked):
    contact = (
        '[[resource.contacts]]\nchannel = "web"\nurl = "https://a.example"\n'
        'hours = "Mo 09:00-17:00"\nzone = "Mars/Phobos"\n'
    )

    found = checked({"resources.toml": RESOURCE + contact})

    assert listed(found) == [
        ("date.zone", "trial/resources.toml:10: line.contacts[0].zone", Outcome.WARN)
    ]
    assert found.records["trial:line"].contacts[0].hours is None


def test_past_the_bound_mistakes_of_a_file_are_counted(checked):
    records = "".join(f'[[label]]\nid = "L{number}"\n' for number in range(9))

    found = checked({"labels.toml": records}, limits=Limits(mistakes=3))

    assert sorted(each.code for each in found.mistakes[:3]) == [
        "id.bad",
        *["shape.missing_field"] * 2,
    ]
    assert str(found.mistakes[3]) == (
        "trial/labels.toml: this file has at least 18 more mistakes. Fix: fix those above first."
    )
    assert found.mistakes[3].outcome is Outcome.WARN


def test_what_costs_the_pack_is_told_of_past_the_bound(checked):
    records = "".join(f'[[label]]\nid = "L{number}"\n' for number in range(9))

    found = checked(
        {"labels.toml": records + '[[label]]\nid = "other:x"\n'}, limits=Limits(mistakes=3)
    )

    assert found.pack is None
    assert [each.code for each in found.mistakes].count("id.foreign_namespace") == 1


def test_only_so_many_mistakes_get_a_hint(checked):
    wrong = ", ".join(f'"solo-onlin{number}"' for number in range(60))
    text = action("a").replace('modes = ["solo-online"]', f"modes = [{wrong}]")

    found = checked({"actions.toml": text}, limits=Limits(mistakes=60))

    fixes = [each.fix for each in found.mistakes]
    whole = "write one of solo-online, solo-in-person, group-online, group-in-person."
    assert fixes.count("did you mean solo-online?") == 50
    assert fixes.count(whole) == 10


# Records together


def test_words_that_are_in_no_list_are_found(checked):
    words = (
        '[[word]]\nid = "own"\nkind = "topic"\nlabel = "Own"\nbroader = "none"\n'
        '[[word]]\nid = "good"\nkind = "topic"\nlabel = "Good"\nbroader = "fair-trade"\n'
    )

    found = checked(
        {
            "words.toml": words,
            "resources.toml": RESOURCE + 'topics = ["trial:good", "fair-trad"]\n',
        }
    )

    assert listed(found) == [
        ("word.unknown", "trial/resources.toml:6: line.topics", Outcome.DROP),
        ("word.unknown", "trial/words.toml:5: own.broader", Outcome.DROP),
    ]
    assert found.mistakes[0].fix == "did you mean fair-trade?"
    assert [word.id for word in found.words] == ["trial:good"]


def test_circles_and_what_points_nowhere_are_left_out(checked):
    text = (
        action("a", "b")
        + action("b", "c")
        + action("c", "a")
        + action("d", "d")
        + action("e", "missing")
        + action("f")
    )

    found = checked({"actions.toml": text})

    assert list(found.records) == ["trial:f"]
    assert [(each.code, each.where.record, each.problem) for each in found.mistakes] == [
        ("ref.cycle", "a", "the action comes after itself, in a circle of a, b, c."),
        ("ref.cycle", "b", "the action comes after itself, in a circle of a, b, c."),
        ("ref.cycle", "c", "the action comes after itself, in a circle of a, b, c."),
        ("ref.cycle", "d", "the action comes after itself, in a circle of d."),
        ("ref.missing", "e", 'there is no "missing" in this pack.'),
    ]


@pytest.mark.parametrize("order", [1, -1], ids=["forwards", "backwards"])
def test_what_comes_after_a_fallen_action_falls_with_it(checked, order):
    row = [action("a", "missing"), action("b", "a"), action("c", "b"), action("d", "c")]
    kept = action("k", extra='resources = ["bad"]\n')
    bad = RESOURCE.replace('"line"', '"bad"') + "year = '5'\n"

    found = checked({"actions.toml": "".join(row[::order]) + kept, "resources.toml": bad})

    assert list(found.records) == ["trial:k"]
    assert sorted((each.code, each.where.record, each.outcome) for each in found.mistakes) == [
        ("ref.dropped", "b", Outcome.DROP),
        ("ref.dropped", "c", Outcome.DROP),
        ("ref.dropped", "d", Outcome.DROP),
        ("ref.dropped", "k", Outcome.WARN),
        ("ref.missing", "a", Outcome.DROP),
        ("shape.wrong_type", "bad", Outcome.DROP),
    ]


def test_a_mistake_is_told_of_once_however_often_its_record_is_looked_at(checked):
    text = (
        action("a", "b", "c") + action("b", "missing") + action("c", "d") + action("d", "missing")
    )

    found = checked({"actions.toml": text})

    assert found.records == {}
    assert [(each.where.record, each.where.field) for each in found.mistakes] == [
        ("a", "after[0]"),
        ("b", "after[0]"),
        ("c", "after[0]"),
        ("d", "after[0]"),
    ]


def test_a_long_row_of_actions_falls_in_step_with_its_length(checked, at_most):
    row = "".join(action(f"a{number}", f"a{number + 1}") for number in range(500))

    with at_most(seconds=2):
        found = checked({"actions.toml": row})

    assert found.records == {}


def test_a_pack_with_indicators_needs_its_caveat(checked):
    indicator = (
        '[[indicator]]\nid = "sign"\ntext = "Someone keeps the papers of the person."\n'
        'element = "means"\ngrade = "medium"\ngrade_basis = "editorial"\ntypes = ["any"]\n'
        'observable_by = ["bystander"]\nask = "notice"\nreading = "read"\n' + SOURCE
    )

    found = checked({"indicators.toml": indicator})

    assert listed(found) == [("content.not_proof", "trial/pack.toml:1: caveat", Outcome.WARN)]


# Translations


def po(*entries):
    return "\n".join(
        f'msgctxt "{context}"\nmsgid "{source}"\nmsgstr {json.dumps(words, ensure_ascii=False)}\n'
        for context, source, words in entries
    )


@pytest.fixture
def translating(checked, header):
    """Return a function that checks a pack of one resource with Spanish translations."""

    def make(*entries, language="es", speaks=SPEAKS, extra="", **more):
        files = {
            "pack.toml": header + speaks,
            "resources.toml": RESOURCE + extra,
            f"locale/{language}.po": po(*entries),
        }
        return checked(files, **more)

    return make


def test_translations_reach_their_records(translating):
    found = translating(("line#name", "A line", "Una línea"), ("line#note", "N", ""))

    name = found.records["trial:line"].name
    assert found.mistakes == ()
    assert name.pick(["es"]) == Words("Una línea", "es", reviewed=False, source="A line")
    assert str(name) == "A line"
    assert b'"translations":{"es":{"line#name":"Una l\xc3\xadnea"}}' in found.canonical


@pytest.mark.parametrize(
    ("entry", "fields", "mistake"),
    [
        (
            ("line#name", "A line", "Una línea"),
            {"language": "Spanish"},
            (
                "lang.tag",
                '"Spanish" is not a language tag.',
                'write "es".',
            ),
        ),
        (
            ("line#name", "A line", "Una línea"),
            {"speaks": ""},
            (
                "lang.undeclared",
                'the pack does not list "es" among its languages.',
                "add it to languages in pack.toml.",
            ),
        ),
        (
            ("line#note", "A line", "Una línea"),
            {},
            (
                "ref.missing",
                "it translates a text that does not exist.",
                "take it out, or fix its msgctxt.",
            ),
        ),
        (
            ("none#name", "A line", "Una línea"),
            {},
            (
                "ref.missing",
                "it translates a text that does not exist.",
                "take it out, or fix its msgctxt.",
            ),
        ),
        (
            ("line", "A line", "Una línea"),
            {},
            (
                "ref.missing",
                "it translates a text that does not exist.",
                "take it out, or fix its msgctxt.",
            ),
        ),
        (
            ("line#kind", "hotline", "línea"),
            {},
            (
                "ref.missing",
                "it translates a text that does not exist.",
                "take it out, or fix its msgctxt.",
            ),
        ),
        (
            ("line#name", "The line", "La línea"),
            {},
            (
                "lang.stale",
                "it translates an older text; the source words are shown instead.",
                "translate the new text.",
            ),
        ),
        (
            ("line#name", "A line", "Una \u202elínea"),
            {},
            (
                "text.bidi",
                '"Una \\u202elínea" changes the direction of writing.',
                "remove that character.",
            ),
        ),
        (
            ("line#name", "A line", "x" * 201),
            {},
            ("limit.length", "this has 201 characters; the limit is 200.", "shorten it."),
        ),
        (
            ("line#name", "A line", "e" + "\u0301" * 9),
            {},
            ("text.marks", "there are more than 8 combining marks in a row.", "remove them."),
        ),
    ],
    ids=[
        *("language", "undeclared", "no-field", "no-record", "no-hash", "no-text", "stale"),
        *("direction", "long", "marks"),
    ],
)
def test_a_translation_that_does_not_hold_is_left_out(translating, entry, fields, mistake):
    found = translating(entry, **fields)

    (told,) = found.mistakes
    assert (told.code, told.problem, told.fix) == mistake
    assert told.outcome is Outcome.WARN
    assert (told.where.file, told.where.line) == (f"locale/{fields.get('language', 'es')}.po", 1)
    assert told.where.record == entry[0]
    assert found.records["trial:line"].name.translations == ()
    assert b'"translations":{}' in found.canonical


def test_a_text_is_translated_once(translating):
    found = translating(("line#name", "A line", "Una"), ("line#name", "A line", "Otra"))

    (told,) = found.mistakes
    assert (told.code, told.problem, told.where.line) == (
        "shape.duplicate",
        "it translates a text a second time.",
        5,
    )
    assert found.records["trial:line"].name.pick(["es"]).text == "Una"


def test_translations_that_do_not_hold_are_counted_past_the_bound(translating):
    entries = [(f"old{number}#name", "Old", "Viejo") for number in range(9)]

    found = translating(*entries, limits=Limits(mistakes=3))

    assert [each.code for each in found.mistakes] == [*["ref.missing"] * 3, "limit.mistakes"]
    assert found.mistakes[-1].problem == "this file has 6 more mistakes."


def test_a_translation_that_could_hurt_is_a_warning_where_it_stands(translating):
    entries = (("line#name", "A line", "Rescate a la víctima"), ("line#note", "N", ""))

    alone = translating(*entries)
    among = translating(*entries, extra=RESOURCE.replace('"line"', '"No Id"'))

    assert [(each.code, str(each.where), each.outcome) for each in alone.mistakes] == [
        ("content.dangerous_advice", "trial/locale/es.po:1: line#name", Outcome.WARN)
    ]
    assert alone.mistakes[0].problem == '"Rescate a la víctima" can put people in danger.'
    assert alone.records["trial:line"].name.pick(["es"]).text == "Rescate a la víctima"
    assert [each.code for each in among.mistakes] == ["content.dangerous_advice", "id.bad"]


def test_a_translation_into_a_language_without_phrases_is_not_read(translating):
    entry = ("line#name", "A line", "Rescate a la víctima")

    assert translating(entry, language="pl", speaks='languages = ["en", "pl"]\n').mistakes == ()


def test_translations_that_could_hurt_are_counted_past_the_bound(translating):
    many = [RESOURCE.replace('"line"', f'"line-{number}"') for number in range(9)]
    entries = [(f"line-{number}#name", "A line", "Sígalos") for number in range(9)]

    found = translating(*entries, extra="".join(many), limits=Limits(mistakes=3))

    codes = [*["content.dangerous_advice"] * 3, "limit.mistakes"]
    assert [each.code for each in found.mistakes] == codes
    assert found.mistakes[-1].problem == "this file has 6 more mistakes."


def test_a_translation_that_could_hurt_in_a_built_pack_is_found_by_its_key(translating, checked):
    sources = translating(("line#name", "A line", "Sígalos"))

    built = checked({"pack.json": sources.canonical})

    assert [str(each.where) for each in built.mistakes] == ["trial/pack.json: line#name"]
    assert [each.code for each in built.mistakes] == ["content.dangerous_advice"]


def test_wording_that_could_hurt_in_a_built_pack_is_found_by_its_record(checked):
    files = {
        "actions.toml": action("b").replace('"2"', '"Chase them."') + action("a"),
        "resources.toml": RESOURCE.replace('"A line"', '"Follow him"'),
    }
    sources = checked(files)

    built = checked({"pack.json": sources.canonical})

    hurts = [each for each in built.mistakes if each.code == "content.dangerous_advice"]
    assert [str(each.where) for each in hurts] == [
        "trial/pack.json: b.steps[1]",
        "trial/pack.json: line.name",
    ]
    assert sorted(
        (each.code, each.problem, each.where.record) for each in built.mistakes
    ) == sorted((each.code, each.problem, each.where.record) for each in sources.mistakes)


@pytest.mark.parametrize(
    ("id", "called"),
    [(5, "this"), (["trial"], "this"), ("A Trial", '"A Trial"'), ("", '""')],
    ids=["number", "list", "words", "nothing"],
)
def test_a_pack_without_an_id_in_its_form_gives_nothing(checked, id, called):
    found = checked({"pack.toml": header_of(id=id)})

    (told,) = [each for each in found.mistakes if each.code == "pack.bad_id"]
    assert (told.problem, told.outcome) == (
        f"{called} is not a valid id of a pack.",
        Outcome.QUARANTINE,
    )
    assert (found.header, found.records) == (None, {})


def test_a_translation_in_a_built_pack_has_no_line(checked):
    content = json.loads(checked({"resources.toml": RESOURCE}).canonical)
    content["translations"] = {"es": {"line#name": {"text": "Una línea", "reviewed": False}}}

    undeclared = checked({"pack.json": json.dumps(content)})
    content["pack"]["languages"] = ["en", "es"]
    declared = checked({"pack.json": json.dumps(content)})

    assert [str(each.where) for each in undeclared.mistakes] == ["trial/pack.json: line#name"]
    assert declared.mistakes == ()
    assert not declared.records["trial:line"].name.pick(["es"]).reviewed


@pytest.mark.parametrize("error", [ZeroDivisionError("a\nfault"), AttributeError(), OSError(5)])
def test_a_fault_of_ours_costs_the_pack_at_which_it_is_met(checked, monkeypatch, error):
    def fails(*_):
        raise error

    monkeypatch.setattr("takeaction.packs.checking.pack._apply_rules", fails)

    found = checked({})

    (told,) = found.mistakes
    assert (found.header, told.code, told.outcome) == (None, "read.failed", Outcome.QUARANTINE)
    assert told.problem.startswith(f"it could not be read: {type(error).__name__}: ")
    assert str(told).isprintable()


@pytest.mark.parametrize("error", [MemoryError, RecursionError, KeyboardInterrupt])
def test_what_the_machine_lacks_is_no_mistake_of_a_pack(checked, monkeypatch, error):
    def fails(*_):
        raise error

    monkeypatch.setattr("takeaction.packs.checking.pack._apply_rules", fails)

    with pytest.raises(error):
        checked({})


def test_a_pack_at_which_something_failed_gives_nothing():
    # It is as good as one that was not there, but for what is told of it.
    found = failed(DataPack("place", Memory(b"")), ValueError("why"))

    assert (found.header, found.records, found.words, found.pack) == (None, {}, (), None)
    assert listed(found) == [("read.failed", "place", Outcome.QUARANTINE)]


def test_a_built_pack_that_is_right_is_never_looked_at_in_detail(checked, monkeypatch):
    looked_at = []
    monkeypatch.setattr(
        "takeaction.packs.checking.records.structure",
        lambda fields, *given, **options: (
            looked_at.append(fields["id"]) or structure(fields, *given, **options)
        ),
    )
    good = {"name": "A line", "kind": "hotline", "source": {"title": "A page"}}
    records = {"line": good, "pack-line": {**good, "pack": "trial"}, "wrong": {**good, "nmae": ""}}
    header = {"id": "trial", "title": "T", "publisher": "P", "licence": "L", "schema": 1}
    words = {"own": {"kind": "topic", "label": "Own"}}

    found = checked(
        {"pack.json": json.dumps({"pack": header, "records": {"resource": records, "word": words}})}
    )

    assert list(found.records) == ["trial:line"]
    assert [each.id for each in found.words] == ["trial:own"]
    assert looked_at == ["trial:pack-line", "trial:wrong"]


def test_a_header_is_in_the_language_of_its_pack(checked):
    spanish = header_of(source_language="es", languages=["es"])

    assert checked({"pack.toml": spanish}).header.title.language == "es"
    assert checked({}).header.title.language == "en"


def test_only_so_many_mistakes_of_a_pack_are_told_what_was_meant(checked):
    # A hint looks through all names, so that beyond fifty the usual fix has to do.
    record = '[[word]]\nid = "w-{n}"\nkind = "topic"\nlabel = "W"\nlabl = "W"\n'
    words = "".join(record.format(n=n) for n in range(51))

    found = checked({"words.toml": words}, limits=Limits(mistakes=60))

    fixes = [each.fix for each in found.mistakes]
    assert fixes == ["did you mean label?"] * 50 + ["remove it."]


def test_as_many_marks_as_are_allowed_are_composed(checked):
    marked = RESOURCE + f'note = "e{chr(0x301) * 8}"\n'

    found = checked({"resources.toml": marked})

    assert found.mistakes == ()
    assert str(found.records["trial:line"].note) == "\u00e9" + "\u0301" * 7


def test_a_record_that_is_wrong_by_itself_is_left_out_of_a_built_pack(checked):
    contacts = [{"channel": "voice", "dial": "+18885550100", "display": "1-888-555-0199"}]
    line = {"name": "N", "kind": "hotline", "source": {"title": "P"}, "contacts": contacts}
    header = {"id": "trial", "title": "T", "publisher": "P", "licence": "L", "schema": 1}

    found = checked(
        {"pack.json": json.dumps({"pack": header, "records": {"resource": {"a": line}}})}
    )

    assert found.records == {}
    assert "contact.label_mismatch" in [each.code for each in found.mistakes]


def test_a_good_record_among_very_many_wrong_ones_is_kept(checked):
    wrong = "".join(f'[[resource]]\nid = "w{n}"\nname = 5\n' for n in range(60))
    aliases = ", ".join(f'"a{n}"' for n in range(100))
    good = RESOURCE + f"aliases = [{aliases}]\n"

    found = checked({"resources.toml": wrong + good + wrong.replace('"w', '"v')})

    assert list(found.records) == ["trial:line"]
    assert len(found.records["trial:line"].aliases) == 100
    assert len(found.mistakes) == 51
    assert found.mistakes[-1].problem.startswith("this file has at least ")


def test_of_very_many_mistakes_in_a_header_the_first_are_told(checked):
    tags = [f"x{n:04}" for n in range(1_000)]

    found = checked({"pack.toml": header_of(languages=tags)})

    assert (found.header, len(found.mistakes)) == (None, 51)
    assert {each.code for each in found.mistakes[:50]} == {"lang.tag"}
    assert found.mistakes[-1].problem == "this file has at least 1 more mistakes."


@pytest.mark.parametrize("built", [False, True], ids=["sources", "built"])
def test_what_was_looked_at_is_counted_for_the_whole_pack(checked, monkeypatch, built):
    monkeypatch.setattr("takeaction.packs.rules.wording.MOST_CHARACTERS", 300)
    entry = 'msgctxt "line#note"\nmsgid "{}"\nmsgstr "{}"\n'
    one, other = "Never follow him. ", "Nunca siga a ella. "
    files = {
        "pack.toml": header_of(languages=["en", "es"]),
        "resources.toml": RESOURCE + f'note = "{one.strip()}"\n',
        "locale/es.po": entry.format(one.strip(), other.strip()),
    }
    sources = checked(files)

    found = checked({"pack.json": sources.canonical.decode()}) if built else sources

    assert [each.code for each in found.mistakes if each.code == "limit.wording"] == [
        "limit.wording"
    ]


def test_a_record_with_a_word_that_is_in_no_list_falls_and_so_does_what_comes_after_it(checked):
    # Whoever asks for it by that word would never find it.
    wrong = action("wrong", extra='topics = ["basket-weaving"]\n')

    found = checked({"actions.toml": wrong + action("next", "wrong") + action("last", "next")})

    assert found.records == {}
    assert [(each.code, each.where.record) for each in found.mistakes] == [
        ("word.unknown", "wrong"),
        ("ref.dropped", "next"),
        ("ref.dropped", "last"),
    ]
