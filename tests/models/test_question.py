"""Questions: meaningless ones are refused, and nothing of a person is shown."""

import inspect
import itertools
import pickle
import re
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from fractions import Fraction
from functools import partial

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from make import profiles

import takeaction
from takeaction.errors import QueryError, UnknownWordError
from takeaction.models.question.arguments import (
    MAX_MINUTES,
    as_kinds,
    as_language,
    as_languages,
    as_words,
    check_flag,
    check_moment,
    check_text,
    check_whole_number,
)
from takeaction.models.question.profile import Profile
from takeaction.models.question.queries import HelpQuery, PurchaseQuery
from takeaction.testing import changed
from takeaction.vocabulary.actions import Age, ConcernFor, Cost, Mode, Per, Risk
from takeaction.vocabulary.contacts import Channel
from takeaction.vocabulary.needs import NeedTopic
from takeaction.vocabulary.records import Kind
from takeaction.vocabulary.resources import Audience, Purpose

LISTS = ["skills", "roles", "topics", "modes", "languages", "done", "dismissed"]
CLOSED = {"per": Per, "cost": Cost, "risk": Risk, "age": Age}
MINUTES = f"Give minutes as a whole number from 1 to {MAX_MINUTES:,}."
ENDLESS = 10**5_000
ME = {
    "minutes": 77,
    "per": "month",
    "skills": ["knitting"],
    "roles": ["survivor"],
    "topics": ["orphanages"],
    "region": "NP",
    "modes": ["group-in-person"],
    "languages": ["ne"],
    "cost": "medium",
    "risk": "low",
    "age": "youth",
    "concern": True,
    "done": ["a:done"],
    "dismissed": ["a:unwanted"],
}
HELP = {
    "region": "NP",
    "language": "ne",
    "channel": "sms",
    "purpose": "labour-rights",
    "topic": "wages",
    "audience": "survivor",
    "calling_from": "IN",
    "home": "KE",
}


def refused(ask, error=QueryError):
    with pytest.raises(QueryError) as caught:
        ask()
    assert type(caught.value) is error
    return caught.value


def everything(value):
    return " ".join([repr(value), str(value), f"{value}", ascii([value])])


class Nowhere(tzinfo):
    """A zone without an offset."""

    def utcoffset(self, _):
        return


# Profile


def test_a_profile_needs_minutes_and_nothing_else():
    profile = Profile(minutes=30)

    assert attrs.asdict(profile) == {
        "minutes": 30,
        "per": Per.ONCE,
        **dict.fromkeys(["skills", "roles", "topics", "done", "dismissed"], ()),
        "region": "001",
        "modes": frozenset(),
        "languages": ("en",),
        "cost": Cost.HIGH,
        "risk": Risk.HIGH,
        "age": Age.ADULT,
        "concern": False,
    }


def test_a_profile_has_the_arguments_of_the_contract():
    signature = inspect.signature(Profile)

    parameters = signature.parameters.values()
    assert [f"{parameter.name}={parameter.default}" for parameter in parameters][1:] == [
        *("per=once", "skills=()", "roles=()", "topics=()", "region=001", "modes=()"),
        *("languages=('en',)", "cost=high", "risk=high", "age=adult", "concern=False"),
        *("done=()", "dismissed=()"),
    ]
    assert {parameter.kind for parameter in parameters} == {inspect.Parameter.KEYWORD_ONLY}


def test_a_profile_keeps_its_words():
    profile = Profile(**ME)

    assert attrs.asdict(profile) == {
        **ME,
        **{name: tuple(ME[name]) for name in LISTS},
        "modes": frozenset({Mode.GROUP_IN_PERSON}),
    }
    assert all(type(getattr(profile, name)) is kind for name, kind in CLOSED.items())


@pytest.mark.parametrize(
    "minutes",
    [0, -5, MAX_MINUTES + 1, ENDLESS, -ENDLESS, True, False, 30.0, float("nan"), "30", None, [30]],
    ids=[
        *("zero", "below", "more-than-the-most", "huge", "hugely-below", "true", "false"),
        *("point", "nan", "text", "none", "list"),
    ],
)
def test_minutes_are_a_whole_number_with_a_highest_one(minutes):
    error = refused(lambda: Profile(minutes=minutes))

    assert (error.code, error.text, error.field) == ("query.minutes", MINUTES, "minutes")


@pytest.mark.parametrize("minutes", [1, MAX_MINUTES], ids=["one", "the-most"])
def test_the_least_and_the_most_minutes_are_taken(minutes):
    assert Profile(minutes=minutes).minutes == minutes


def test_a_field_of_words_is_no_single_text_and_no_number(subtests):
    # A single text would be read as its letters, so every field of words refuses it.
    for value, field in itertools.product(
        ["writing", b"writing", None, 5, True, Fraction(1, 2)], LISTS
    ):
        with subtests.test(f"{value} {field}"):
            error = refused(partial(Profile, minutes=30, **{field: value}))

            text = f"Write {field} as a list, set or tuple of words."
            if field == "languages" and isinstance(value, str):
                text = 'Write languages as a list, such as ["es", "en"].'
            assert (error.code, error.text, error.field) == ("query.words", text, field)


def test_every_word_is_text(subtests):
    for value, field in itertools.product(
        [["en", 5], [None], [b"en"], [["en"]], {1: "en"}, range(3), bytearray(b"en")], LISTS
    ):
        with subtests.test(f"{value} {field}"):
            error = refused(partial(Profile, minutes=30, **{field: value}))

            assert (error.code, error.text, error.field) == (
                "query.words",
                f"Every word of {field} must be text.",
                field,
            )


@pytest.mark.parametrize("field", ["region", *CLOSED], ids=str)
@pytest.mark.parametrize(
    "value", [None, 5, True, b"once", ["once"]], ids=["none", "number", "true", "bytes", "list"]
)
def test_a_field_of_one_word_is_text(field, value):
    error = refused(partial(Profile, minutes=30, **{field: value}))

    assert (error.code, error.text, error.field) == (
        "query.text",
        f"Write {field} as text.",
        field,
    )


@pytest.mark.parametrize("field", CLOSED, ids=str)
def test_every_closed_field_refuses_a_word_that_is_not_in_its_list(field):
    error = refused(lambda: Profile(minutes=30, **{field: "canary"}), UnknownWordError)

    assert (error.field, error.position) == (field, 0)
    assert error.nearest
    assert set(error.nearest) <= set(CLOSED[field])


def test_modes_refuse_a_word_that_is_not_in_their_list():
    error = refused(lambda: Profile(minutes=30, modes=["solo-online", "alone"]), UnknownWordError)

    assert (error.field, error.position) == ("modes", 1)
    assert set(error.nearest) <= set(Mode)


@pytest.mark.parametrize(
    "value", [1, 0, None, "true", "", [True]], ids=["one", "zero", "none", "text", "empty", "list"]
)
def test_a_concern_is_yes_or_no(value):
    error = refused(lambda: Profile(minutes=30, concern=value))

    assert (error.code, error.text) == (
        "query.concern",
        "Give concern as True or False, or as self or other: who it is about.",
    )


@pytest.mark.parametrize(
    ("written", "concern"),
    [(True, True), (False, False), ("self", ConcernFor.SELF), ("OTHER", ConcernFor.OTHER)],
    ids=["yes", "no", "self", "capitals"],
)
def test_a_concern_may_say_who_it_is_about(written, concern):
    assert Profile(minutes=30, concern=written).concern is concern


@pytest.mark.parametrize("field", LISTS, ids=str)
def test_words_may_come_in_any_collection(field):
    value = [ME[field][0]]

    words = [value, tuple(value), set(value), dict.fromkeys(value), (word for word in value)]

    assert len({Profile(minutes=30, **{field: collection}) for collection in words}) == 1


def test_the_order_of_a_set_makes_no_difference():
    # Words of a set are sorted, so that no hash seed moves them; a list keeps its order.
    names = {"writing", "art", "law", "zeal", "cooking"}

    assert Profile(minutes=30, skills=names).skills == tuple(sorted(names))
    assert Profile(minutes=30, skills=frozenset(names)).skills == tuple(sorted(names))
    assert Profile(minutes=30, skills=["writing", "art"]).skills == ("writing", "art")


@pytest.mark.parametrize("field", CLOSED, ids=str)
def test_a_closed_field_takes_its_words_in_any_case(field):
    for word in CLOSED[field]:
        shouted = Profile(minutes=30, **{field: word.upper()})

        assert shouted == Profile(minutes=30, **{field: word})
        assert getattr(shouted, field) is word


# Printing a question


@pytest.mark.parametrize("question", [Profile(**ME), HelpQuery(**HELP)], ids=["profile", "help"])
def test_nothing_of_a_person_is_shown(question):
    shown = everything(question)

    assert shown == " ".join([f"{type(question).__name__}(…)"] * 3) + (
        f" [{type(question).__name__}(\\u2026)]"
    )


@given(profiles())
def test_no_profile_is_ever_shown(profile):
    assert repr(profile) == str(profile) == "Profile(…)"


@pytest.mark.parametrize(
    ("ask", "field", "wrong"),
    [
        *((Profile, field, "canary") for field in ["minutes", "concern", *LISTS, *CLOSED]),
        *((Profile, field, ["!canary"]) for field in ["region", "modes", "languages"]),
        *((HelpQuery, field, ["canary"]) for field in HELP),
        *((HelpQuery, field, "!canary") for field in list(HELP)[1:5]),
    ],
    ids=lambda value: getattr(value, "__name__", str(value)),
)
def test_no_error_repeats_the_question(ask, field, wrong):
    known = {"minutes": 30} if ask is Profile else {"region": "US"}

    with pytest.raises(QueryError) as caught:
        ask(**{**known, field: wrong})

    assert caught.value.field == field
    assert "canary" not in everything(caught.value)
    assert b"canary" not in pickle.dumps(caught.value)


@pytest.mark.parametrize("question", [Profile(**ME), HelpQuery(**HELP)], ids=["profile", "help"])
def test_a_question_can_be_pickled_and_not_changed(question):
    other = pickle.loads(pickle.dumps(question))  # noqa: S301 - our own bytes

    assert other == question
    assert hash(other) == hash(question)
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        question.region = "US"
    with pytest.raises(AttributeError):
        question.more = "US"


@given(profiles())
def test_a_profile_can_be_asked_again(profile):
    assert changed(profile) == profile


# PurchaseQuery


def test_a_purchase_needs_goods_and_nothing_else():
    query = PurchaseQuery(iter(["tea", "sugar"]))

    assert (query.goods, query.origin, query.ships_to) == (("tea", "sugar"), None, None)
    assert PurchaseQuery({"b", "a"}, "KE", "US") == PurchaseQuery(["a", "b"], "KE", ships_to="US")
    assert everything(query) == " ".join(["PurchaseQuery(…)"] * 3) + " [PurchaseQuery(\\u2026)]"
    assert pickle.loads(pickle.dumps(query)) == query  # noqa: S301 - our own bytes


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        *(("goods", value) for value in ["canary", b"canary", 5, ["canary", 5]]),
        *((field, ["canary"]) for field in ["origin", "ships_to"]),
    ],
    ids=str,
)
def test_a_purchase_of_anything_else_is_refused(field, wrong):
    with pytest.raises(QueryError) as caught:
        PurchaseQuery(**{"goods": ["tea"], field: wrong})

    assert caught.value.field == field
    assert "canary" not in everything(caught.value)


# HelpQuery


def test_a_question_for_help_needs_a_place_and_nothing_else():
    query = HelpQuery("US")

    known = {name: value for name, value in attrs.asdict(query).items() if value}
    assert known == {"region": "US"}


def test_a_question_for_help_keeps_its_words():
    query = HelpQuery("np", "NE", channel="SMS", purpose="Labour-Rights", audience="survivor")

    assert (query.region, query.language) == ("np", "ne")
    assert query.channel is Channel.SMS
    assert query.purpose is Purpose.LABOUR_RIGHTS
    assert query.audience is Audience.SURVIVOR
    assert HelpQuery(**HELP).calling_from == "IN"


def test_every_field_of_a_question_for_help_is_text(subtests):
    for value, field in itertools.product([5, True, b"en", ["en"], 1.5], HELP):
        with subtests.test(f"{value} {field}"):
            error = refused(partial(HelpQuery, **{"region": "US", field: value}))

            assert (error.code, error.text, error.field) == (
                "query.text",
                f"Write {field} as text.",
                field,
            )


def test_help_without_a_place_is_refused():
    error = refused(lambda: HelpQuery(None))

    assert error.text == "Write region as text."


@pytest.mark.parametrize(
    ("field", "kind"),
    [
        ("channel", Channel),
        ("purpose", Purpose),
        ("topic", NeedTopic),
        ("audience", Audience),
    ],
    ids=["channel", "purpose", "topic", "audience"],
)
def test_every_closed_field_of_help_refuses_a_word_that_is_not_in_its_list(field, kind):
    error = refused(lambda: HelpQuery("US", **{field: "canary"}), UnknownWordError)

    assert error.field == field
    assert set(error.nearest) <= set(kind)
    assert [getattr(HelpQuery("US", **{field: word}), field) for word in kind] == list(kind)


# Languages


@pytest.mark.parametrize(
    ("written", "tag"),
    [
        ("en", "en"),
        (" ES ", "es"),
        ("es_mx", "es-MX"),
        ("ES-419", "es-419"),
        ("zh-hant-tw", "zh-Hant-TW"),
        ("SR-LATN", "sr-Latn"),
        ("yue", "yue"),
        ("mul", "mul"),
        ("sl-ROZAJ-biske", "sl"),
        ("es-MX-x-passport", "es-MX"),
    ],
    ids=lambda value: value.strip(),
)
def test_a_language_is_taken_in_any_case(written, tag):
    assert as_language(written, "language") == tag
    assert HelpQuery("US", written).language == tag
    assert Profile(minutes=30, languages=[written]).languages == (tag,)


@pytest.mark.parametrize(
    "written",
    ["", " ", "e", "-", "en-", "-us", "en--us", "englisch-für-alle", "en us", "x" * 2_000, "日本"],
    ids=[
        *("empty", "blank", "letter", "dash", "open", "only-country", "gap", "umlaut", "words"),
        *("huge", "han"),
    ],
)
def test_anything_but_a_language_is_refused(written):
    error = refused(lambda: HelpQuery("US", written))
    several = refused(lambda: Profile(minutes=30, languages=["en", written]))

    assert (error.code, error.field) == ("query.language", "language")
    assert error.text == 'Write language as a language tag, such as "en" or "es-MX".'
    assert (several.code, several.text) == (
        "query.languages",
        'Write languages as a language tag, such as "en" or "es-MX".',
    )


def test_languages_keep_their_order():
    assert as_languages(iter(["ne", "HI", "en"]), "languages") == ("ne", "hi", "en")


@given(st.text(st.characters(codec="ascii"), max_size=12))
def test_reading_a_language_twice_changes_nothing(written):
    try:
        tag = as_language(written, "language")
    except QueryError:
        return

    assert as_language(tag, "language") == tag


# Moments and other values


@pytest.mark.parametrize(
    "at",
    [
        datetime(2026, 11, 24, 15, 0),  # noqa: DTZ001 - that is the mistake
        datetime(2026, 11, 24, 15, 0, tzinfo=Nowhere()),
        date(2026, 11, 24),
        time(15, 0, tzinfo=UTC),
        "2026-11-24T15:00:00Z",
        1_795_532_400,
        True,
    ],
    ids=["naive", "zone-says-nothing", "date", "time", "text", "number", "true"],
)
def test_a_moment_needs_a_zone(at):
    error = refused(lambda: check_moment(at))

    assert (error.code, error.field) == ("query.at", "at")
    assert error.text == "Give at as a datetime with a zone, such as datetime.now(UTC)."


@pytest.mark.parametrize(
    "at",
    [
        datetime.min.replace(tzinfo=UTC),
        datetime.max.replace(tzinfo=UTC),
        datetime(1899, 12, 31, tzinfo=UTC),
        datetime(2200, 1, 1, tzinfo=UTC),
    ],
    ids=["first", "last", "long-ago", "far-away"],
)
def test_a_moment_is_of_a_time_with_telephones(at):
    error = refused(lambda: check_moment(at))

    assert (error.code, error.field) == ("query.at", "at")
    assert error.text == "Give at as a moment from 1900 to 2199."


@pytest.mark.parametrize(
    "at",
    [
        None,
        datetime(2026, 11, 24, 15, 0, tzinfo=UTC),
        datetime(2026, 11, 24, 15, 0, tzinfo=timezone(timedelta(hours=5, minutes=45))),
        datetime(1900, 1, 1, tzinfo=UTC),
        datetime(2199, 12, 31, tzinfo=UTC),
    ],
    ids=["none", "utc", "kathmandu", "first", "last"],
)
def test_a_valid_moment_comes_back_unchanged(at):
    assert check_moment(at) is at


@pytest.mark.parametrize(
    "value", [0, 101, -1, True, 5.0, "5", None], ids=["zero", "more", "below", *"tfsn"]
)
def test_a_number_out_of_its_bounds_is_refused(value):
    error = refused(lambda: check_whole_number(value, "limit", 100))

    assert (error.code, error.text) == (
        "query.limit",
        "Give limit as a whole number from 1 to 100.",
    )


def test_valid_values_come_back_unchanged():
    assert check_whole_number(100, "limit", 100) == 100
    assert check_flag(False, "concern") is False  # noqa: FBT003 - it is what is checked
    assert check_text("", "text") == ""
    assert as_words(["b", "a"], "skills") == ("b", "a")


def test_kinds_of_a_search_are_words_of_their_list():
    assert as_kinds(["Action", "VENDOR"]) == {Kind.ACTION, Kind.VENDOR}
    assert refused(lambda: as_kinds("action")).field == "kinds"
    error = refused(lambda: as_kinds(["action", "movie"]), UnknownWordError)
    assert (error.field, error.position) == ("kinds", 1)


@pytest.mark.parametrize(
    ("ask", "field"),
    [
        (lambda catalog: takeaction.find_help(catalog, "US"), "query as HelpQuery(…)"),
        (lambda catalog: takeaction.recommend(catalog, None), "profile as Profile(…)"),
        (lambda catalog: takeaction.check_purchase(catalog, "tea"), "query as PurchaseQuery(…)"),
    ],
    ids=["help", "actions", "purchase"],
)
def test_a_question_of_another_kind_is_refused(ask, field):
    with pytest.raises(QueryError, match=re.escape(f"Give {field}.")):
        ask(takeaction.load(packs=[]))
