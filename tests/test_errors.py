"""The errors: their texts, their classes, and that hostile text does no harm in them."""

import pickle
import traceback

import pytest

from takeaction.errors import (
    ContentError,
    DuplicateIdError,
    FieldError,
    LinkError,
    LockError,
    Outcome,
    PackError,
    PackErrors,
    PackRefusedError,
    PackSyntaxError,
    QueryError,
    QueryErrors,
    TakeActionError,
    UnknownWordError,
    Where,
    WithdrawnError,
    plain,
    shown,
)
from takeaction.privacy import confidential
from takeaction.vocabulary.codes import mistake

DIAL = mistake(
    "contact.dial",
    '"1-888-373-7888" is not an E.164 number.',
    Where("us-hotline", "resources.toml", 9, "national-hotline", "contacts[0].dial"),
    'write "+18883737888".',
)
TEXTS = [
    (TakeActionError("Nothing to do."), "Nothing to do."),
    (PackError("text.bidi", "a mark turns it.", Where("a")), "a: a mark turns it."),
    (
        mistake("parse.syntax", "a bracket is open.", Where("a", "actions.toml", 3), "close it."),
        "a/actions.toml:3: a bracket is open. Fix: close it.",
    ),
    (
        DIAL,
        (
            "us-hotline/resources.toml:9: national-hotline.contacts[0].dial: "
            '"1-888-373-7888" is not an E.164 number. Fix: write "+18883737888".'
        ),
    ),
    (
        mistake("ref.missing", 'there is no "b".', Where("a", record="one", field="after[0]")),
        'a: one.after[0]: there is no "b".',
    ),
    (
        mistake("id.duplicate", '2 records have the id "one".', Where("a", record="one")),
        'a: one: 2 records have the id "one".',
    ),
    (
        mistake("content.dangerous_advice", "it tells somebody to follow a person.", Where("a")),
        "a: it tells somebody to follow a person.",
    ),
    (
        mistake(
            "lock.form", "it has more than 9 bytes.", Where(None, "a.lock"), "write a new one."
        ),
        "a.lock: it has more than 9 bytes. Fix: write a new one.",
    ),
    (
        mistake(
            "withdrawn.form", "it has more than 9 bytes.", Where(None, "a.jsonl"), "fetch it again."
        ),
        "a.jsonl: it has more than 9 bytes. Fix: fetch it again.",
    ),
    (
        mistake("pack.schema", "the schema is 99.", Where(), "write schema = 1."),
        "the schema is 99. Fix: write schema = 1.",
    ),
    (
        PackErrors("2 mistakes in packs", [DIAL, mistake("limit.length", "too long.", Where("z"))]),
        f"2 mistakes in packs\n{DIAL}\nz: too long.",
    ),
    (
        QueryError("query.minutes", "Give minutes as a whole number from 1 to 10.", "minutes"),
        "Give minutes as a whole number from 1 to 10.",
    ),
    (
        UnknownWordError("skills", 2, ("writing", "editing")),
        "Unknown word in skills. Did you mean writing or editing?",
    ),
    (
        QueryErrors(
            "2 wrong fields", [QueryError("query.at", "No zone.", "at"), UnknownWordError("roles")]
        ),
        "No zone.\nUnknown word in roles.",
    ),
]
ERRORS = [error for error, _ in TEXTS]
BY_NAME = {"argvalues": ERRORS, "ids": [type(error).__name__ for error in ERRORS]}


def copied(error):
    return pickle.loads(pickle.dumps(error))  # noqa: S301 - our own bytes


def below(kind):
    """Return a class of errors and all classes derived from it in the same module."""
    derived = [cls for cls in kind.__subclasses__() if cls.__module__ == kind.__module__]
    return {kind}.union(*map(below, derived))


def test_the_table_of_texts_has_every_class():
    assert {type(error) for error in ERRORS} == below(TakeActionError)


@pytest.mark.parametrize(("error", "text"), TEXTS, ids=BY_NAME["ids"])
def test_every_error_reads_as_one_text(error, text):
    assert str(error) == text


@pytest.mark.parametrize(
    ("nearest", "others", "text"),
    [
        ((), (), "Unknown word in skills."),
        (("writing",), (), "Unknown word in skills. Did you mean writing?"),
        (("writing", "riding"), (), "Unknown word in skills. Did you mean writing or riding?"),
        (
            ("writing",),
            (("roles", 1, ()), ("roles", 2, ("nurse", "nun"))),
            (
                "3 unknown words: skills[2]. Did you mean writing? roles[1]. "
                "roles[2]. Did you mean nurse or nun?"
            ),
        ),
    ],
    ids=["far", "near", "between-two", "several"],
)
def test_an_unknown_word_is_reported_with_the_nearest_ones(nearest, others, text):
    assert str(UnknownWordError("skills", 2, nearest, others)) == text


@pytest.mark.parametrize("error", **BY_NAME)
def test_every_error_is_caught_as_ours(error):
    # One except clause is enough for every error that we raise on purpose.
    with pytest.raises(TakeActionError) as caught:
        raise error

    assert caught.value is error


@pytest.mark.parametrize("error", **BY_NAME)
def test_every_error_can_be_pickled(error):
    other = copied(error)

    assert type(other) is type(error)
    assert str(other) == str(error)
    assert repr(other) == repr(error)


@pytest.mark.parametrize(
    "field", ["code", "problem", "where", "fix", "outcome", "distribution"], ids=str
)
def test_a_pickled_mistake_keeps_its_fields(field):
    error = mistake("id.bad", "no.", Where("p", "f", 1), "fix.", Outcome.WARN, "takeaction-pack-p")

    assert getattr(copied(error), field) == getattr(error, field)


def test_a_pickled_group_keeps_its_mistakes():
    group = PackErrors("2 mistakes", [DIAL, mistake("limit.length", "too long.", Where("z"))])

    assert [error.code for error in copied(group).mistakes] == ["contact.dial", "limit.length"]


def test_a_pickled_query_error_keeps_its_fields():
    other = copied(UnknownWordError("skills", 2, ("writing",)))

    assert (other.code, other.field, other.position, other.nearest) == (
        "word.unknown",
        "skills",
        2,
        ("writing",),
    )


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("read.link", PackSyntaxError),
        ("parse.too_deep", PackSyntaxError),
        ("shape.wrong_type", FieldError),
        ("text.bidi", FieldError),
        ("id.bad", FieldError),
        ("url.scheme", FieldError),
        ("contact.dial", FieldError),
        ("date.form", FieldError),
        ("lang.tag", FieldError),
        ("region.unknown", FieldError),
        ("limit.records", FieldError),
        ("word.unknown", FieldError),
        ("ref.cycle", LinkError),
        ("id.duplicate", DuplicateIdError),
        ("pack.duplicate_id", DuplicateIdError),
        ("pack.schema", PackRefusedError),
        ("content.unverified_number", ContentError),
        ("lock.safety_changed", LockError),
        ("withdrawn.record", WithdrawnError),
    ],
    ids=lambda value: value if isinstance(value, str) else value.__name__,
)
def test_the_class_of_a_mistake_goes_with_its_code(code, kind):
    error = mistake(code, "no.", Where("a"))

    assert type(error) is kind
    assert error.code == code


def test_a_mistake_costs_the_pack_the_record_or_nothing():
    assert list(Outcome) == ["quarantine", "drop", "warn"]


def test_a_mistake_costs_its_record_unless_it_says_otherwise():
    error = mistake("limit.length", "too long.", Where("a"))

    assert (error.fix, error.outcome, error.distribution) == ("", "drop", None)


@pytest.mark.parametrize(
    ("where", "text"),
    [
        (Where(), ""),
        (Where("a"), "a"),
        (Where("a", "b.toml"), "a/b.toml"),
        (Where("a", "b.toml", 7), "a/b.toml:7"),
        (Where("a", "b.toml", 7, "one"), "a/b.toml:7: one"),
        (Where("a", record="one", field="dial"), "a: one.dial"),
        (Where("a", field="schema"), "a: schema"),
        (Where(record="one"), "one"),
        (Where("ok\nCRITICAL all verified", "\u202eb"), "ok\\nCRITICAL all verified/\\u202eb"),
    ],
    ids=["empty", "pack", "file", "line", "record", "built", "header", "nowhere", "hostile"],
)
def test_a_place_reads_as_narrow_as_it_is_known(where, text):
    assert str(where) == text


def test_a_path_is_long_enough_to_be_opened():
    deep = "/".join(["home", "somebody", "work", *(["a-long-name-of-a-folder"] * 6), "pack"])

    assert str(Where(deep, "pack.toml", 7)) == f"{deep}/pack.toml:7"
    assert len(str(Where("a" * 1_000, "b" * 1_000, 7, "c" * 1_000, "d" * 1_000))) < 700


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("plain", '"plain"'),
        ("", '""'),
        ('say "hi"', '"say \\"hi\\""'),
        ("two\nlines\t.", '"two\\nlines\\t."'),
        ("\x1b[2J\x1b]0;x\x07\0\r", '"\\u001b[2J\\u001b]0;x\\u0007\\u0000\\r"'),
        ("a\u202eb\u2066c\u200dd", '"a\\u202eb\\u2066c\\u200dd"'),
        ("\ud800", '"\\ud800"'),
        ("\U000e0041", '"\\udb40\\udc41"'),
        ("no\u00a0break", '"no\\u00a0break"'),
        ("Česko, 日本", '"Česko, 日本"'),
        (99, "99"),
        (True, "True"),
        (["a\nb"], "['a\\nb']"),
    ],
    ids=[
        *("text", "empty", "quotes", "lines", "terminal", "bidi", "surrogate", "tag", "blank"),
        *("letters", "number", "bool", "list"),
    ],
)
def test_a_value_of_a_pack_is_harmless_in_a_message(value, text):
    assert shown(value) == text


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("a" * 60, "a" * 60),
        ("a" * 61, "a" * 59 + "…"),
        ("a" * 1_000_000, "a" * 59 + "…"),
        ("\0" * 10, "\\u0000" * 10),
        ("\0" * 60, "\\u0000" * 9 + "\\u000…"),
    ],
    ids=["just-fits", "one-more", "huge", "escapes-fit", "escapes-do-not"],
)
def test_a_long_value_is_cut_after_it_is_escaped(text, cut):
    assert plain(text) == cut


def test_a_group_is_split_into_groups_of_its_own_class():
    group = PackErrors("2 mistakes", [DIAL, mistake("parse.syntax", "open.", Where("z"))])

    syntax, others = group.split(PackSyntaxError)

    assert type(syntax) is type(others) is PackErrors
    assert [error.code for error in syntax.mistakes] == ["parse.syntax"]
    assert [error.code for error in others.mistakes] == ["contact.dial"]
    assert others.message == "2 mistakes"


def test_one_kind_of_mistake_can_be_caught_out_of_a_group():
    # An ``except*`` clause takes the mistakes that it names.
    group = PackErrors("2 mistakes", [DIAL, mistake("parse.syntax", "open.", Where("z"))])

    try:
        raise group
    except* PackSyntaxError as caught:
        syntax = caught.exceptions
    except* FieldError as caught:
        fields = caught.exceptions

    assert [error.code for error in syntax] == ["parse.syntax"]
    assert fields == (DIAL,)


def test_other_errors_of_a_group_are_not_mistakes():
    group = PackErrors("2 errors", [DIAL, OSError("disk")])

    assert group.mistakes == (DIAL,)


def test_an_empty_group_cannot_be_made():
    with pytest.raises(ValueError, match="non-empty"):
        PackErrors("0 mistakes", [])


def test_a_question_that_makes_no_sense_is_a_value_error():
    with pytest.raises(ValueError, match=r"^Unknown word in roles\.$") as caught:
        raise UnknownWordError("roles")

    assert (caught.value.position, caught.value.nearest) == (0, ())


def test_a_query_error_without_words_has_no_nearest_ones():
    error = QueryError("query.at", "Give at with a zone.")

    assert (error.nearest, error.field) == ((), None)


def test_a_traceback_of_a_pack_error_shows_its_text():
    lines = traceback.format_exception_only(DIAL)

    assert lines == [f"takeaction.errors.FieldError: {DIAL}\n"]


def test_several_unknown_words_are_reported_in_one_error():
    others = (("observed", 2, ()), ("when", 1, ("a:c",)))
    error = UnknownWordError("observed", 0, ("a:b",), others)

    for other in (error, copied(error)):
        assert str(other) == (
            "3 unknown words: observed[0]. Did you mean a:b? observed[2]. "
            "when[1]. Did you mean a:c?"
        )
        assert (other.field, other.position, other.nearest) == ("observed", 0, ("a:b",))
        assert other.unknown == (("observed", 0, ("a:b",)), *others)


class Particular(BaseException):
    """An error that cannot be made without its two words."""

    def __init__(self, one, two):
        super().__init__(one, two)


def test_an_error_that_cannot_be_made_anew_becomes_a_plain_one():
    @confidential
    def fails():
        raise Particular("typed", "words")

    with pytest.raises(Exception) as caught:  # noqa: PT011 - none is nearer
        fails()

    assert type(caught.value) is Exception
    assert caught.value.args == ()
