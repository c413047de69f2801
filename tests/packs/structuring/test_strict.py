"""From a dict to a model, without coercion."""

from datetime import date
from enum import StrEnum
from typing import get_args
from unittest.mock import Mock

import attrs
import pytest
from cattrs import ClassValidationError

from takeaction.errors import shown
from takeaction.models.action import Action
from takeaction.models.pack import Header
from takeaction.models.resource import Contact, Hours, Resource
from takeaction.models.text import SafetyText, Text, Words
from takeaction.packs import structuring
from takeaction.packs.checking.translations import translated
from takeaction.packs.faults import Fault, hint_for
from takeaction.packs.structuring import Setting, model_of, structure
from takeaction.vocabulary import actions, contacts, goods, records, resources, signs
from takeaction.vocabulary.actions import Mode
from takeaction.vocabulary.contacts import Channel
from takeaction.vocabulary.records import Kind
from takeaction.vocabulary.resources import ResourceKind
from takeaction.vocabulary.words import OrderedWord

SOURCE = {"title": "A page", "checked": "2026-11-24"}
RESOURCE = {"id": "trial:line", "name": "A line", "kind": "hotline", "source": SOURCE}
ACTION = {
    "id": "trial:act",
    "title": "Act",
    "summary": "Do it.",
    "steps": ["One.", "Two.", "Three."],
    "minutes": {"min": 1, "typical": 2, "max": 3},
    "cadence": "once",
    "modes": ["solo-online"],
    "source": SOURCE,
}
NO_HOURS = (
    'the opening hours "9 to 5" are not valid: each span reads like Mo-Fr 09:00-17:00, with '
    "', ' between spans."
)
CONTACT = {"channel": "voice", "dial": "+18885550100", "display": "1-888-555-0100"}


def structured(fields, cls=Resource):
    """Build a model of fields in Spanish of the pack trial, which must have no fault."""
    model, faults = structure(fields, cls, Setting("trial", "es", {}))
    assert faults == ()
    return model


def faults_of(fields, cls=Resource):
    model, faults = structure(fields, cls, Setting("trial", "es", {}))
    assert model is None
    return [(fault.code, fault.field, fault.problem, fault.hint() or fault.fix) for fault in faults]


def fault_of(field, value, fields=RESOURCE, cls=Resource):
    (fault,) = faults_of({**fields, field: value}, cls)
    return fault


def test_fields_become_a_frozen_model_of_exact_types():
    fields = ACTION | {"after": ["other", "else:thing"], "regions": ["UK", "*"], "concern": True}

    action = structured(fields, Action)

    assert action.title == Text("Act", "es")
    assert action.steps[1] == SafetyText("Two.", "es")
    assert action.minutes.typical == 2
    assert action.modes == {Mode.SOLO_ONLINE}
    assert action.after == ("trial:other", "else:thing")
    assert action.regions == {"GB", "001"}
    assert action.source.checked == date(2026, 11, 24)
    assert action.concern is True
    assert action.note is None
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        action.concern = False


SOURCE_EXAMPLE = '{ title = "Its page", url = "https://example.org/", checked = 2026-11-24 }'
ADDED = {
    "source": f"add it, such as source = {SOURCE_EXAMPLE}.",
    "minutes": "add it, such as minutes = { min = 5, typical = 10, max = 20 }.",
}
DOUBLE = "put its heading in double brackets, such as [[resource.contacts]]."
AS_DAY = "write it as year-month-day, such as 2026-11-24."


@pytest.mark.parametrize("kind", Kind)
def test_each_kind_of_record_has_its_model(kind):
    cls = model_of(kind)
    needed = [field.name for field in attrs.fields(cls) if field.default is attrs.NOTHING]

    faults = faults_of({}, cls)

    assert faults == [
        ("shape.missing_field", name, "this field is required.", ADDED.get(name, "add it."))
        for name in needed
    ]


@pytest.mark.parametrize(
    ("value", "called"),
    [
        *((5, "a whole number"), (True, "true or false"), (1.5, "a decimal number")),
        *(([], "a list"), ({}, "a table"), (None, "null"), (date(2026, 1, 1), "a time")),
    ],
    ids=["int", "bool", "float", "list", "dict", "null", "date"],
)
@pytest.mark.parametrize(
    ("field", "wanted"),
    [
        ("name", "text"),
        ("operator", "text"),
        ("kind", "a word"),
        ("replaced_by", "a record id"),
    ],
)
def test_nothing_else_is_taken_for_text(field, wanted, value, called):
    assert fault_of(field, value) == (
        "shape.wrong_type",
        field,
        f"this is {called}, not {wanted}.",
        "put quotation marks around it." if value == 5 else "",
    )


@pytest.mark.parametrize(
    ("field", "value", "problem", "fix"),
    [
        ("year", "2026", "text, not a whole number", "write 2026, without quotation marks."),
        ("year", "soon", "text, not a whole number", ""),
        ("year", True, "true or false, not a whole number", ""),
        ("year", 2026.0, "a decimal number, not a whole number", ""),
        ("contacts", {}, "a table, not a list", DOUBLE),
        ("contacts", "abc", "text, not a list", 'put it in square brackets: ["abc"].'),
        ("topics", "abc", "text, not a list", 'put it in square brackets: ["abc"].'),
        ("topics", {"x": 1}, "a table, not a list", DOUBLE),
        ("source", "A page", "text, not a table", f"write {SOURCE_EXAMPLE}."),
        ("name", {"en": 3}, "a table, not text", ""),
        ("note", None, "null, not text", ""),
    ],
)
def test_nothing_is_coerced(field, value, problem, fix):
    assert fault_of(field, value) == ("shape.wrong_type", field, f"this is {problem}.", fix)


@pytest.mark.parametrize("value", [float("nan"), float("inf"), -1.5, True, "15", 15.0])
def test_minutes_are_whole_numbers(value):
    fault = fault_of("minutes", {"min": value, "typical": 2, "max": 3}, ACTION, Action)

    assert fault[:2] == ("shape.wrong_type", "minutes.min")


def test_all_faults_are_listed_with_their_places():
    fields = RESOURCE | {
        "kind": "hotlin",
        "contacts": [CONTACT, {"channel": "fax", "anonymous": "no"}, 5],
        "verifed": {},
        "source": {"title": 1, "cheked": 2},
    }

    assert [fault[:2] for fault in faults_of(fields)] == [
        ("shape.wrong_type", "source.title"),
        ("shape.unknown_field", "source.cheked"),
        ("shape.unknown_word", "kind"),
        ("shape.unknown_word", "contacts[1].channel"),
        ("shape.wrong_type", "contacts[1].anonymous"),
        ("shape.wrong_type", "contacts[2]"),
        ("shape.unknown_field", "verifed"),
    ]


@pytest.mark.parametrize(
    ("name", "field", "fix"),
    [
        ("verifed", "verifed", "did you mean verified?"),
        ("__class__", "__class__", "did you mean aliases?"),
        ("a\x1b[2J", "a\\u001b[2J", "remove it."),
        ("name" * 50, "name" * 14 + "nam…", "remove it."),
    ],
    ids=["misspelt", "dunder", "escape", "long"],
)
def test_a_field_that_no_record_has_is_refused(name, field, fix):
    assert fault_of(name, 1) == (
        "shape.unknown_field",
        field,
        f'there is no field called "{field}".',
        fix,
    )


CLOSED = [
    (cls, field.name, kind)
    for cls in (*map(model_of, Kind), Contact)
    for field in attrs.fields(cls)
    for kind in [field.type, *get_args(field.type)]
    if isinstance(kind, type) and issubclass(kind, StrEnum)
]


def test_every_closed_field_refuses_a_word_that_is_not_in_its_list(subtests):
    for cls, field, kind in CLOSED:
        with subtests.test(f"{cls} {field} {kind}"):
            many = attrs.fields_dict(cls)[field].type is not kind and "frozenset" in str(
                attrs.fields_dict(cls)[field].type
            )
            _, faults = structure(
                {field: ["qqq"] if many else "qqq"}, cls, Setting("trial", "en", {})
            )

            (found,) = [fault for fault in faults if fault.code == "shape.unknown_word"]
            assert found.field == (f"{field}[0]" if many else field)
            assert found.problem == '"qqq" is not in the list.'
            assert found.fix == f"write one of {', '.join(kind)}."
            assert found.hint() == ""


def test_every_closed_list_is_used_by_a_field_or_a_part():
    elsewhere = {
        *("WordKind", "Method", "ReviewScope", "TemplateKind", "Per", "Horizon", "ReferralState"),
        *(
            "FreshnessState",
            "Kind",
            "Concern",
            "ConcernFor",
            "Person",
            "PointsTo",
            "Presence",
            "When",
        ),
    }
    lists = {
        name
        for module in (actions, contacts, goods, records, resources, signs)
        for name, each in vars(module).items()
        if isinstance(each, type) and issubclass(each, StrEnum) and each is not OrderedWord
    } - {"StrEnum"}

    used = {kind.__name__ for _, _, kind in CLOSED}

    assert used - lists == {"Serves"}  # it has no page of its own in the vocabulary
    assert lists - used <= elsewhere | used


def test_a_misspelt_word_gets_the_right_one():
    assert fault_of("kind", "hot-line") == (
        "shape.unknown_word",
        "kind",
        '"hot-line" is not in the list.',
        "did you mean hotline?",
    )


def test_a_set_refuses_repeated_items():
    assert fault_of("regions", ["GB", "US", "UK"]) == (
        "shape.duplicate",
        "regions[2]",
        '"GB" appears here twice.',
        "remove one.",
    )


@pytest.mark.parametrize(
    ("written", "fix"),
    [
        ("gb", 'write "GB" (United Kingdom).'),
        ("Germany", 'write "DE" (Germany).'),
        ("US-ZZ", 'did you mean "US" (United States)?'),
        ("Grmany", 'did you mean "DE" (Germany)?'),
        (
            "GB-EN",
            (
                'did you mean "GB-KEN" (a part of GB) or "GB-ENG" (England) '
                'or "GB-ENF" (a part of GB)?'
            ),
        ),
        ("qqqqqqqq", "use a code from ISO 3166 or UN M49, or EU, or 001 for the world."),
        ("x" * 65, "use a code from ISO 3166 or UN M49, or EU, or 001 for the world."),
    ],
    ids=["case", "name", "part", "misspelt", "no-name", "unknown", "long"],
)
def test_a_region_is_written_as_its_code(written, fix):
    # Anything but a code is refused, with the code or similar names.
    code, field, problem, to_do = fault_of("regions", [written])

    assert (code, field) == ("region.unknown", "regions[0]")
    assert problem.endswith('" is not a region code.')
    assert to_do == fix


@pytest.mark.parametrize(
    ("written", "fix"),
    [
        *((text, AS_DAY) for text in ("2026-13-01", "20261124", "yesterday", "2026-02-30")),
        ("2026-1-1", "write 2026-01-01, without quotation marks."),
        ("24/11/2026" + " " * 60, AS_DAY),
    ],
)
def test_a_day_is_written_with_year_month_and_day(written, fix):
    fault = fault_of("source", SOURCE | {"checked": written})

    assert fault == ("date.form", "source.checked", f"{shown(written)} is not a date.", fix)


# Contacts and hours


def test_the_id_of_a_contact_is_its_channel():
    # The id of a contact is its channel, unless the pack gives one.
    resource = structured(RESOURCE | {"contacts": [CONTACT, CONTACT | {"id": "second"}]})

    assert [contact.id for contact in resource.contacts] == ["voice", "second"]
    assert resource.contacts[0].channel is Channel.VOICE
    assert resource.kind is ResourceKind.HOTLINE


@pytest.mark.parametrize(
    ("fields", "hours"),
    [
        ({"hours": "24/7"}, Hours()),
        ({"hours": "24/7", "zone": "Europe/Berlin"}, Hours()),
        (
            {"hours": "Mo 09:00-17:00", "zone": "Europe/Berlin"},
            Hours(zone="Europe/Berlin", spans=((0, 540, 1020),), text="Mo 09:00-17:00"),
        ),
        ({"hours": "Mo 09:00-17:00"}, Hours(spans=((0, 540, 1020),), text="Mo 09:00-17:00")),
        ({"hours": "9 to 5"}, Hours(spans=(), text="9 to 5")),
        ({}, None),
    ],
    ids=["always", "always-with-a-zone", "spans", "no-zone", "unread", "unknown"],
)
def test_hours_take_the_zone_of_their_contact(fields, hours):
    (contact,) = structured(RESOURCE | {"contacts": [CONTACT | fields]}).contacts

    assert contact.hours == hours


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        (
            {"hours": 5},
            (
                "shape.wrong_type",
                "hours",
                "this is a whole number, not text such as Mo-Fr 09:00-17:00.",
                "put quotation marks around it.",
            ),
        ),
        (
            {"hours": {"text": "24/7", "zone": "Europe/Berlin"}},
            (
                "shape.wrong_type",
                "hours",
                "this is a table, not text such as Mo-Fr 09:00-17:00.",
                "",
            ),
        ),
        (
            {"hours": "Mo 09:00-17:00", "zone": 1},
            (
                "shape.wrong_type",
                "hours",
                "this is a whole number, not the name of a time zone.",
                "put quotation marks around it.",
            ),
        ),
        (
            {"zone": "Europe/Berlin"},
            (
                "shape.unknown_field",
                "zone",
                "this is the time zone of opening hours, and there are none.",
                "add hours, or remove it.",
            ),
        ),
    ],
    ids=["number", "table", "zone-number", "zone-alone"],
)
def test_hours_in_any_other_form_are_refused(fields, fault):
    # Hours are one text, with a zone next to it; ``rules/contact`` reads them.
    code, field, *words = fault_of("contacts", [CONTACT | fields])

    assert (code, field.removeprefix("contacts[0]."), *words) == fault


# Hints and translations


@pytest.mark.parametrize(
    ("word", "known", "hint"),
    [
        ("verifed", ["note", "verified"], "did you mean verified?"),
        ("qqq", ["note", "verified"], ""),
        ("verified" * 9, ["verified" * 9], ""),
        ("verifed", ["verified", *map(str, range(1_000))], ""),
    ],
    ids=["near", "far", "long", "many"],
)
def test_a_hint_compares_short_words_with_short_lists(word, known, hint):
    assert hint_for(word, known)() == hint


def test_faults_are_equal_whatever_their_hints():
    one = Fault("shape.unknown_word", "field", "problem.", hint=hint_for("a", ["b"]))

    assert one == Fault("shape.unknown_word", "field", "problem.")
    assert "hint" not in repr(one)


def test_translations_reach_texts_at_any_depth():
    note = Words("Nota", "fr")
    resource = structured(
        RESOURCE | {"contacts": [CONTACT | {"note": "Aviso"}, CONTACT], "summary": "S"}
    )

    new = translated(resource, {"contacts[0].note": (note,), "name": (Words("Ligne", "fr"),)})

    assert new.contacts[0].note == Text("Aviso", "es", (note,))
    assert new.contacts[1] is resource.contacts[1]
    assert new.name.pick(["fr"]).text == "Ligne"
    assert new.summary is resource.summary
    assert new.source is resource.source


def test_a_model_without_translations_stays_the_same_object():
    resource = structured(RESOURCE | {"contacts": [CONTACT]})

    assert translated(resource, {"summary": (Words("x", "fr"),)}) is resource


def test_a_header_follows_the_same_rules():
    fields = {"id": "a", "title": "A", "publisher": "P", "licence": "CC0-1.0", "schema": 1}

    assert structured(fields, Header).languages == {"en"}
    assert fault_of("languages", ["en", "en"], fields, Header)[0] == "shape.duplicate"


@pytest.mark.parametrize("error", [MemoryError, RecursionError])
def test_memory_that_runs_out_is_not_a_fault_of_a_record(monkeypatch, error):
    def gives_out(*_):
        raise error

    monkeypatch.setattr("takeaction.packs.structuring.parse_hours", gives_out)
    line = {**RESOURCE, "contacts": [{**CONTACT, "hours": "24/7"}]}

    with pytest.raises(error):
        structure(line, Resource, Setting("trial", "en", {}))


def test_memory_that_ran_out_inside_is_not_a_fault_either(monkeypatch):
    monkeypatch.setattr(structuring, "builder_of", Mock(side_effect=ValueError))
    monkeypatch.setattr("takeaction.packs.structuring._hook_of", lambda _: gives_out_inside)

    with pytest.raises(MemoryError):
        structure(RESOURCE, Resource, Setting("trial", "es", {}))


def gives_out_inside(*_):
    raise ClassValidationError("a resource", [MemoryError()], Resource)


@pytest.mark.parametrize(
    "changed",
    [
        {},
        {"regions": ["US"] * 2},
        {"aliases": [f"a{n}" for n in range(100)]},
        {"aliases": [f"a{n}" for n in range(100)] + [3]},
        {"contacts": [{**CONTACT, "id": f"c{n}"} for n in range(70)] + [{"channel": "smoke"}]},
        {"verifed": {}, "other": 1},
        {"name": None},
        {"kind": "hot-line", "year": "x"},
        {"source": {}},
        {"contacts": {}},
    ],
    ids=["good", "twice", "long", "long-and-wrong", "inside", "unknown", "null", "words", "missing",
         "table"],
)  # fmt: skip
def test_the_quiet_way_accepts_and_refuses_the_same(changed):
    fields = {**RESOURCE, **changed}
    model, faults = structure(fields, Resource, Setting("trial", "es", {}))

    roomy = Setting("trial", "es", {}, items=20_000)
    same, quiet_faults = structure(fields, Resource, roomy, max_faults=0)

    assert same == model
    assert [(fault.code, fault.outcome) for fault in quiet_faults] == [
        ("limit.mistakes", "drop")
    ] * bool(faults)


@pytest.mark.parametrize("failing", [MemoryError, RecursionError])
def test_memory_that_runs_out_the_quiet_way_is_not_a_fault(failing, monkeypatch):
    monkeypatch.setattr(structuring, "builder_of", Mock(side_effect=failing))

    with pytest.raises(failing):
        structure(RESOURCE, Resource, Setting("trial", "es", {}), max_faults=0)


# Of equal things there is one


def test_equal_sets_and_dates_of_two_records_are_one_object():
    shared = {}
    fields = {**RESOURCE, "regions": ["US", "GB"]}

    (one, _), (other, _) = (
        structure(record, Resource, Setting("trial", "en", shared))
        for record in (fields, {**fields, "id": "trial:other"})
    )

    assert one.regions is other.regions
    assert one.source.checked is other.source.checked


def test_records_without_a_shared_setting_share_nothing():
    fields = {**RESOURCE, "regions": ["US", "GB"]}

    assert structured(fields).regions is not structured(fields).regions


def test_all_models_are_found_by_their_kinds():
    names = {kind: model_of(kind).__name__.lower() for kind in Kind}

    assert names == {kind: kind.value for kind in Kind}


def test_every_closed_word_of_a_model_is_read_beside_a_mistake():
    # The strict way knows each list of words that the quick way knows.
    contact = {"channel": "voice", "dial": "+18885550100", "tells": {"police": "never"}}
    fields = {"id": "line", "name": "The line", "kind": "hotline", "contacts": [contact], "x": 1}

    _, faults = structure(fields, Resource, Setting("trial", "en", {}), try_fast=False)

    assert "x" in {fault.field for fault in faults}
    assert not [fault for fault in faults if fault.field.startswith("contacts")]
