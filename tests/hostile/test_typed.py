"""S65, S75: what was typed is read once and cleaned once, and leaves with no error."""

# ruff: noqa: RUF001 - letters that look like others are what this is about

import inspect
import json
import pickle
import unicodedata
from datetime import UTC, datetime
from functools import reduce
from urllib.parse import quote, quote_plus

import pytest
from hypothesis import given
from hypothesis import strategies as st

import takeaction
from takeaction import (
    HelpQuery,
    Profile,
    PurchaseQuery,
    QueryError,
    ask,
    assess,
    check_purchase,
    find_help,
    is_need,
    search,
)
from takeaction.assistants import call_tool
from takeaction.engine.hearing.hearing import hear
from takeaction.engine.hearing.lexicon import folded_words, tokens_of
from takeaction.privacy import confidential
from takeaction.web import Site
from takeaction.web.exchange import Request
from takeaction.web.handling import handle

AT = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
CANARY = "quillfeather"
HALVES = ["\ud800", "\udfff", "\ud83d", "\udc9b\ud83d", "a\udcffb"]


def canaries_in(error):
    """Yield each part of an error, and of all that it holds, that has the canary."""
    waiting, seen = [error], []
    while waiting:
        value = waiting.pop()
        if any(value is each for each in seen) or isinstance(value, type):
            continue
        seen.append(value)
        if CANARY in repr(value):
            yield repr(value)[:200]
        if isinstance(value, (tuple, list)):
            waiting += value
        if isinstance(value, BaseException):
            waiting += [*value.args, *vars(value).values(), value.__cause__, value.__context__]
            waiting += [getattr(value, name, None) for name in dir(value) if name[0] != "_"]
            trace = value.__traceback__
            while trace is not None:
                if trace.tb_frame.f_globals["__name__"].startswith("takeaction"):
                    waiting += trace.tb_frame.f_locals.values()
                trace = trace.tb_next


@pytest.mark.parametrize("half", HALVES)
@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("check-purchase", {"query": {"goods": ["{}quillfeather", "{}coffee"], "origin": "{}"}}),
        ("ask", {"text": "my boss has my passport {}"}),
        ("ask", {"text": "{}", "about": {"calling_from": "{}"}}),
        ("find-help", {"query": {"region": "{}US", "language": "{}"}, "languages": ["{}"]}),
        ("search", {"text": "{} hotline"}),
        ("recommend", {"profile": {"minutes": 5, "skills": ["{}"], "done": ["{}"]}}),
        ("why-not", {"profile": {"minutes": 5}, "action_id": "{}"}),
        ("assess", {"observed": ["{}"], "when": {"{}": "{}"}, "role": "{}"}),
        ("check-destination", {"region": "{}"}),
        ("recommend", {"profile": {"minutes": 5, "{}": 1}, "weights": {"{}": 1}, "{}": 1}),
    ],
)
def test_s65_half_a_character_costs_nobody_an_answer(catalog, half, path, body):
    request = Request(
        method="POST",
        path=f"/api/v1/{path}",
        headers={"content-type": "application/json"},
        body=json.dumps(body).replace("{}", json.dumps(half)[1:-1]).encode(),
    )

    response = handle(catalog, Site(contact="Priya Raman, 01632 960 123"), request, AT)

    assert response.status in {200, 400}
    assert json.loads(response.body.decode("utf-8"))


@pytest.mark.parametrize("half", HALVES)
def test_s65_a_good_with_half_a_character_is_written_with_its_replacement(catalog, half):
    advice = check_purchase(catalog, PurchaseQuery([f"{CANARY} {half}"]))

    (unknown,) = advice.unknown
    assert unknown.startswith(CANARY)
    assert "\ufffd" in unknown
    json.dumps(advice.as_json(), ensure_ascii=False).encode()
    pickle.dumps(advice)


@pytest.mark.parametrize("half", HALVES)
def test_s65_half_a_character_reaches_no_question(half):
    profile = Profile(minutes=5, skills=[half], region=half, done={half, "a:b"})
    query = HelpQuery(half, calling_from=half, home=half)
    goods = PurchaseQuery([half], origin=half, ships_to=half)

    for question in (profile, query, goods):
        for name in type(question).__attrs_attrs__:
            pickle.dumps(getattr(question, name.name)).decode("latin-1")
            str(getattr(question, name.name)).encode()


@pytest.mark.parametrize("half", HALVES)
def test_s65_half_a_character_moves_no_slot_and_hides_no_need(catalog, half):
    text = f"my boss has my passport, I am in Texas {half} please"

    reply = ask(catalog, text)

    assert reply.slots == ask(catalog, text.replace(half, "?" * len(half))).slots
    assert is_need(text)
    assert call_tool(catalog, "ask", {"text": text}).text.encode()
    assert len(search(catalog, f"hotline {half}").help or ()) >= 0


class HostError(Exception):
    """An error with a part that nobody knows of."""

    def __init__(self, typed):
        super().__init__(typed)
        self.typed = typed


def _noted():
    error = ValueError("bad")
    error.add_note(CANARY)
    return error


def _behind(place):
    error = ValueError("bad")
    setattr(error, place, KeyError(CANARY))
    return error


def _json_error():
    try:
        json.loads(f'{{"{CANARY}')
    except ValueError as error:
        return error


def _encoding_error():
    try:
        f"{CANARY}\ud800".encode()
    except UnicodeEncodeError as error:
        return error


def _attribute_error():
    try:
        CANARY.missing  # noqa: B018 - the error holds the text
    except AttributeError as error:
        return error


def _our_own():
    error = QueryError("query.text", "Write a text.")
    error.__cause__ = LookupError(CANARY)
    error.add_note(CANARY)
    return error


ERRORS = {
    "encoding": _encoding_error(),
    "decoding": UnicodeDecodeError("utf-8", CANARY.encode(), 0, 1, "no"),
    "key": KeyError(CANARY),
    "value": ValueError(f"could not convert {CANARY}"),
    "json": _json_error(),
    "attribute": _attribute_error(),
    "name": NameError(CANARY, name=CANARY),
    "import": ImportError(CANARY, name=CANARY, path=CANARY),
    "stop": StopIteration(CANARY),
    "syntax": SyntaxError(CANARY, (CANARY, 1, 1, CANARY)),
    "system": OSError(2, CANARY, CANARY),
    "exit": SystemExit(CANARY),
    "group": ExceptionGroup(CANARY, [KeyError(CANARY), ExceptionGroup(CANARY, [_noted()])]),
    "interrupt": KeyboardInterrupt(CANARY),
    "host": HostError(CANARY),
    "noted": _noted(),
    "cause": _behind("__cause__"),
    "context": _behind("__context__"),
    "type": TypeError(CANARY),
    "ours": _our_own(),
}


def _raising(error):
    def fails(*_, **__):
        raise error

    return fails


@pytest.mark.parametrize("name", ERRORS)
def test_s65_no_error_that_leaves_holds_what_was_typed(name):
    @confidential
    def asked(text):
        _raising(ERRORS[name])(text)

    with pytest.raises(BaseException) as info:  # noqa: PT011 - of any kind
        asked(CANARY)

    assert not [*canaries_in(info.value)]
    assert type(info.value) in {*type(ERRORS[name]).__mro__, ExceptionGroup}


def test_s65_an_error_that_leaves_keeps_its_class_and_says_where_it_is():
    @confidential
    def asked():
        _raising(HostError(CANARY) if asked else None)()

    for error, kind in (
        (KeyError(CANARY), KeyError),
        (OSError(28, CANARY, CANARY), OSError),
        (SystemExit(3), SystemExit),
        (ERRORS["encoding"], UnicodeError),
    ):
        with pytest.raises(kind) as info:
            confidential(_raising(error))()

        assert info.value is not error
        assert "in _raising.<locals>.fails" in info.value.__notes__[0]
        assert getattr(info.value, "errno", None) == getattr(error, "errno", None)
        assert getattr(info.value, "code", None) == getattr(error, "code", None)


@pytest.mark.parametrize("question", [HelpQuery, Profile, PurchaseQuery, ask, find_help])
def test_s65_a_name_of_no_argument_is_not_repeated(question):
    with pytest.raises(TypeError, match=r"got an unexpected keyword argument$") as info:
        question(**{CANARY: CANARY})

    assert not [*canaries_in(info.value)]


@pytest.mark.parametrize("name", sorted(takeaction.__all__))
def test_s65_every_public_question_is_asked_in_the_one_place(name):
    function = getattr(takeaction, name)
    if not inspect.isfunction(function) or name in NO_QUESTIONS:
        return

    assert hasattr(function, "__wrapped__")


NO_QUESTIONS = {"direction", "load", "plain_data", "calendar_of", "schema_names", "view"}
"""The functions that are given what a host has, and nothing that anybody typed."""


@pytest.mark.parametrize(
    ("place", "question"),
    [
        ("takeaction.engine.ask.ask.hear", lambda c: ask(c, CANARY)),
        ("takeaction.engine.help.referral.find_region", lambda c: find_help(c, CANARY)),
        ("takeaction.engine.search.search.excerpt", lambda c: search(c, CANARY)),
        ("takeaction.engine.signs.assessment.read_languages", lambda c: assess(c, [CANARY])),
    ],
)
def test_s65_a_bug_of_ours_shows_no_word(catalog, monkeypatch, place, question):
    monkeypatch.setattr(place, _raising(_encoding_error()), raising=False)

    with pytest.raises((UnicodeError, QueryError)) as info:
        question(catalog)

    assert not [*canaries_in(info.value)]


CRIES = {
    "en": "my boss locked me in and he will kill me",
    "es": "mi jefe me encerró y me va a matar",
    "de": "mein Chef hat mich eingesperrt und bringt mich um",
    "ru": "начальник запер меня и убьёт меня",
}
LOOKING_ALIKE = str.maketrans("aceiopsxyABCEHKMOPTX", "асеіорѕхуАВСЕНКМОРТХ")
MORE_ALIKE = str.maketrans("aceikmoptuvxy", "αсеіκмοрτυνху")


def _inside(mark):
    return lambda text: " ".join(f"{word[0]}{mark}{word[1:]}" for word in text.split())


def _in_a_frame(name):
    """Return a disguise that has another character for each Latin letter that there is one for."""

    def letter(character):
        try:
            return unicodedata.lookup(name.format(character.upper()))
        except KeyError:
            return character

    return lambda text: "".join(map(letter, text))


DISGUISES = {
    "cyrillic": lambda text: text.translate(LOOKING_ALIKE),
    "mixed": lambda text: "".join(
        letter.translate(LOOKING_ALIKE) if place % 3 else letter
        for place, letter in enumerate(text)
    ),
    "greek-and-cyrillic": lambda text: text.translate(MORE_ALIKE),
    "percent": quote,
    "percent-all": lambda text: "".join(f"%{byte:02x}" for byte in text.encode()),
    "percent-twice": lambda text: quote(quote(text)),
    "percent-six-times": lambda text: reduce(lambda written, _: quote(written), range(6), text),
    "form": quote_plus,
    "decimal": lambda text: "".join(f"&#{ord(letter)};" for letter in text),
    "hexadecimal": lambda text: "".join(f"&#x{ord(letter):X};" for letter in text),
    "twice": lambda text: "".join(f"&amp;#{ord(letter)};" for letter in text),
    "named": lambda text: text.replace(" ", "&nbsp;").replace("i", "&#105;"),
    "json": lambda text: "".join(f"\\u{ord(letter):04x}" for letter in text),
    "cyrillic-as-percent": lambda text: quote(text.translate(LOOKING_ALIKE)),
    "cyrillic-as-entities": lambda text: "".join(
        f"&#{ord(letter)};" for letter in text.translate(LOOKING_ALIKE)
    ),
    "json-of-others": lambda text: "".join(f"\\u{{{ord(letter):x}}}" for letter in text),
    "percent-u": lambda text: "".join(f"%u{ord(letter):04x}" for letter in text),
    "unended": lambda text: "".join(f"&#{ord(letter)}" for letter in text),
    "mail": lambda text: "".join(f"={byte:02X}" for byte in text.encode()),
    "lost-halves": _inside("\ufffd"),
    "nul": _inside("\0"),
    "small-capitals": _in_a_frame("LATIN LETTER SMALL CAPITAL {}"),
    "squared": _in_a_frame("SQUARED LATIN CAPITAL LETTER {}"),
    "white-on-black": _in_a_frame("NEGATIVE SQUARED LATIN CAPITAL LETTER {}"),
    "white-on-a-circle": _in_a_frame("NEGATIVE CIRCLED LATIN CAPITAL LETTER {}"),
    "in-brackets": _in_a_frame("PARENTHESIZED LATIN SMALL LETTER {}"),
    "zero-width": _inside("\u200b"),
    "soft-hyphen": _inside("\u00ad"),
    "control-entity": _inside("&#1;"),
    "percent-zero-width": _inside("%E2%80%8B"),
    "fullwidth": lambda text: "".join(
        chr(ord(letter) + 0xFEE0) if "!" <= letter <= "~" else letter for letter in text
    ),
}


@pytest.mark.parametrize("disguise", DISGUISES)
@pytest.mark.parametrize("language", CRIES)
def test_s75_danger_is_heard_in_other_letters_and_escapes(language, disguise):
    plain = hear((CRIES[language],))
    heard = hear((DISGUISES[disguise](CRIES[language]),))

    assert plain.danger
    assert heard.danger
    assert (heard.intent, heard.topics, heard.language) == (
        plain.intent,
        plain.topics,
        plain.language,
    )


@pytest.mark.parametrize(
    "text",
    ["горе", "ухо", "рот сестры", "SOS мама там", "мне 15, ватсап WhatsApp", "у сестры xbox"],
)
def test_s75_russian_stays_russian(text):
    assert [token.word for token in tokens_of(text)] == folded_words(text)


@pytest.mark.parametrize(
    "text", ["50%de descuento", "100%25", "&notaname;", "a & b; c", "\\u12", "%zz", "3×4", "%ff%fe"]
)
def test_s75_what_escapes_nothing_stays_as_it_is(text):
    assert all(token.word in text.casefold() for token in tokens_of(text))


@pytest.mark.parametrize("disguise", DISGUISES)
def test_s75_a_slot_lies_where_it_was_typed(catalog, disguise):
    text = DISGUISES[disguise]("my boss has my passport in Texas")

    for slot in ask(catalog, text).slots:
        assert 0 <= slot.start < slot.end <= len(text)
        assert [token.word for token in tokens_of(text[slot.start : slot.end])]


@given(st.text(st.sampled_from("%&;#x\\u25amp 0aоі\ud83d\u200b١")))
def test_s75_no_escape_costs_time_or_an_error(text):
    for token in tokens_of(text * 9):
        assert 0 <= token.start < token.end <= len(text * 9)
