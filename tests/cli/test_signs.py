"""``takeaction signs``: an answer to what was seen, and a checklist for who knows no ids."""

import json

import pytest

HEAD = """\
[[indicator]]
id = "{id}"
text = "{text}"
concept = "{concept}"
element = "{element}"
grade = "{grade}"
grade_basis = "editorial"
types = ["{types}"]
observable_by = ["bystander", "self"]
ask = "{ask}"
immediate_danger = {danger}
reading = "read"
source = {{ title = "A list", dated = "2009" }}
"""


ANY = {
    "element": "means",
    "grade": "strong",
    "types": "any",
    "ask": "notice",
    "danger": "false",
}


def sign(id, text, **fields):
    """Write a sign as a pack does: a strong means that anybody can notice, unless told else."""
    return HEAD.format(**{**ANY, "id": id, "text": text, "concept": id, **fields})


SIGNS = [
    sign("papers", "Somebody keeps the papers.", types="labour"),
    sign("locked", "The door is locked.", danger="true").replace(
        "concept", 'text_self = "You are locked in."\nconcept', 1
    ),
    sign("hours", "The hours are very long.", element="purpose"),
    sign("debt", "There is a debt.", concept="debt"),
    sign("told-of-debt", "A debt is told of.", concept="debt", grade="weak"),
    sign("alone", "They are never alone.", grade="medium"),
    sign("pay", "The pay is taken away.", element="purpose", grade="medium"),
    sign("quiet", "They say little.", grade="weak"),
    sign("secret", "They told a secret.", ask="private"),
    sign(
        "street", "Living in this street is not a sign.", element="context", grade="context"
    ).replace('concept = "street"\n', ""),
]


@pytest.fixture
def signs(pack, make_pack):
    """Return a pack of ten signs, beside the one that has lines."""
    return (pack, make_pack("many", indicators="\n".join(SIGNS)))


def test_an_answer_begins_with_danger_and_ends_with_what_it_is_not(takeaction, signs):
    """Danger, level, what to do, whom to turn to, what to know, why, what to think about."""
    ran = takeaction(
        "signs", "--observed", "papers", "hours", "--person", "adult", "--region", "US",
        "--at", "2026-11-24T15:00Z", packs=signs,
    )  # fmt: skip

    assert (ran.code, ran.err) == (0, "")
    parts = [
        "If someone is in danger right now, call 911 first.\n\nSerious concern. ",
        "What was seen can go with: labour.",
        "What to do\n  1. Call or message a trafficking helpline.",
        "Whom to turn to\n  The Helpline (an independent organisation)\n    Volunteers answer.",
        "A call or text may show on the telephone bill.",
        "What to know about this answer\n  - How much a sign says",
        "Why\n  +4  The hours are very long.\n      purpose, strong: by our own judgement",
        "So: act none, means some, purpose some.",
        "It may help to think about these. Ask nobody, and look for nothing.\n  - There is a debt.",
        "This is not a finding about anyone.",
        "\n\nYour shell keeps what you typed.",
    ]
    places = [ran.out.index(part) for part in parts]
    assert places == sorted(places)
    assert max(map(len, ran.out.splitlines())) <= 80


def test_why_is_said_in_the_language_of_the_reader(takeaction, signs):
    """Elements, grades and what the signs can go with have words in Spanish."""
    options = ("--observed", "papers", "alone", "--language", "es", "--at", "2026-11-24T15:00Z")

    ran = takeaction("signs", *options, packs=signs)

    assert "puede ir junto con: explotación en el trabajo." in ran.out
    assert "      medio, señal fuerte: según nuestro propio juicio\n" in ran.out
    assert "Entonces: acto: nada, medio: positivo, fin: nada. Un elemento" in ran.out


def test_a_bill_is_spoken_of_only_where_it_may_show_something(takeaction, make_pack):
    """Where the only line shows on no bill, nobody is frightened off."""
    line = """
[[resource]]
id = "quiet"
name = "The Quiet Line"
kind = "hotline"
purposes = ["support"]
regions = ["IE"]
source = { title = "A directory" }
verified = { method = "two-sources" }
[[resource.contacts]]
channel = "voice"
dial = "+35315550100"
display = "01 555 0100"
shows_on_bill = false
"""
    quiet = make_pack("quiet-pack", indicators=SIGNS[0], resources=line)

    ran = takeaction("signs", "--observed", "papers", "--region", "IE", packs=(quiet,))

    assert "  The Quiet Line (operator not known)\n    call 01 555 0100: hours not" in ran.out
    assert "bill" not in ran.out


def test_json_is_the_answer_of_the_library(takeaction, signs):
    """Nothing is added and nothing is left out; without signs nobody is asked."""
    seen = takeaction("signs", "--observed", "papers", "--role", "self", "--json", packs=signs)
    nothing = takeaction("signs", "--json", packs=signs)

    assert json.loads(seen.out)["reasons"][0]["id"] == "many:papers"
    assert json.loads(nothing.out)["level"] == "not-enough-information"


def test_what_is_no_sign_is_said_before_all_else(takeaction, signs):
    """Not even the emergency number stands above it."""
    ran = takeaction("signs", "--observed", "street", "--region", "US", packs=signs)

    assert ran.out.startswith("What to do\n  1. What you noticed is about who someone is")
    assert "Not counted\n  - Living in this street is not a sign." in ran.out
    assert "Whom to turn to" not in ran.out
    assert "911" not in ran.out


def test_in_danger_the_number_stands_first_and_nothing_is_asked(takeaction, signs):
    """A sign of danger that is over is none."""
    ran = takeaction("signs", "--observed", "locked", "--region", "US", packs=signs)
    over = takeaction(
        "signs", "--observed", "locked", "--past", "locked", "--region", "US", packs=signs
    )

    assert ran.out.startswith("If someone is in danger right now, call 911 first.\n\n")
    assert ran.out.count("call 911 first") == 1
    assert "It may help to think" not in ran.out
    assert "What to do\n  1. Call or message" in over.out
    assert "It may help to think" in over.out


def test_what_was_ruled_out_is_an_answer_too(takeaction, signs):
    """Who saw nothing of what they know gets an answer, and no word that all is well."""
    ran = takeaction("signs", "--not-observed", "papers", "hours", packs=signs)

    assert "Not enough information. That does not mean that all is well." in ran.out
    assert "\nWhy\n" not in ran.out
    assert "call your local emergency number" in ran.out


def test_every_unknown_id_is_printed_with_what_it_may_be(takeaction, signs):
    """The command line was given the words, so it may print them; all at once."""
    ran = takeaction(
        "signs", "--observed", "papers", "papres", "--not-observed", "zzz", "--past", "locke",
        packs=signs,
    )  # fmt: skip

    assert ran.code == 2
    assert ran.err.startswith(
        'takeaction: Unknown sign "papres". Did you mean many:papers? '
        'Unknown sign "zzz". Unknown sign "locke". Did you mean many:locked or many:alone?\n'
    )


def test_a_wrong_word_is_refused_in_json_too(takeaction, signs):
    """The field is named, and what it may be."""
    ran = takeaction("signs", "--observed", "papers", "--person", "chld", "--json", packs=signs)

    assert ran.code == 2
    assert json.loads(ran.out)["error"]["field"] == "person"
    assert json.loads(ran.out)["error"]["nearest"] == ["child"]


def test_a_moment_without_a_zone_is_refused(takeaction, signs):
    """Nobody guesses a zone."""
    ran = takeaction("signs", "--observed", "papers", "--at", "2026-11-24T15:00", packs=signs)

    assert ran.code == 2
    assert "no moment with a zone" in ran.err


def test_elsewhere_than_on_a_terminal_an_example_is_shown(takeaction, signs):
    """In a pipe nobody is asked; the example is of signs that are there."""
    ran = takeaction("signs", packs=signs)

    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("An example. Ask your own question")
    assert "\n  takeaction signs --observed keeps-papers --region US\n" in ran.out
    assert "What to do\n" in ran.out


def test_without_signs_the_command_says_what_to_install(takeaction, make_pack, one):
    """There is nothing to ask for."""
    ran = takeaction("signs", packs=(make_pack("bare", actions=one),))

    assert ran.out == "No signs are installed. takeaction-pack-unodc-indicators has some.\n"


# The checklist


@pytest.fixture
def sit(terminal, monkeypatch, takeaction, signs):
    """Return a function that answers the questions of the checklist and gives what was printed."""
    monkeypatch.setenv("NO_COLOR", "1")

    def answer(*lines, options=()):
        asked = terminal(*lines)
        ran = takeaction("signs", *options, packs=signs)
        assert (ran.code, ran.err) == (0, "")
        return asked, ran.out

    return answer


def test_the_checklist_shows_what_may_be_noticed_a_page_at_a_time(sit):
    """Means first, strong first; nothing private, no context; of what says the same once."""
    asked, out = sit("", "", "", "", "", "")

    assert asked[:3] == [
        "Who are you? self, neighbour, teacher, nurse, police or such [bystander]: ",
        "How old is the person? adult, child, possibly-child [unknown]: ",
        "Where is it? For example US-OH, GB, Kenya [001]: ",
    ]
    assert len(asked) == 5
    assert "\n  1. There is a debt.\n  2. The door is locked.\n" in out
    assert "(3 more after these)\n" in out
    assert "(these are the last)\n" in out
    assert "told a secret" not in out
    assert "this street" not in out
    assert "Not enough information. That does not mean that all is well." in out


def test_somebody_who_asks_about_themselves_is_asked_about_themselves(sit):
    """The questions, the list and the answer speak to them."""
    asked, out = sit("self", "", "US", "2", "", "q")

    assert asked[1:3] == [
        "Are you an adult, or under 18? adult, child [unknown]: ",
        "Where are you? For example US-OH, GB, Kenya [001]: ",
    ]
    assert "  2. You are locked in.\n" in out
    assert "+4  You are locked in." in out
    assert "The door is locked." not in out
    assert "shell" not in out


def test_the_checklist_speaks_the_language_of_the_reader(sit):
    """What is to be typed is a word of the command line, with what it means beside it."""
    asked, out = sit("self", "", "US", "9", "2", "past", "", options=("--language", "es"))

    assert asked[0].startswith("¿Quién es usted? self (se trata de usted), ")
    assert asked[1].endswith("adult (persona adulta), child (menor de edad) [unknown]: ")
    assert asked[2] == "¿Dónde está usted? Por ejemplo US-OH, GB, Kenya [001]: "
    assert asked[3].startswith("¿Cuáles de estas? Sus números, Enter si ninguna, ")
    assert asked[5].startswith("¿Eso pasa ahora, o ya pasó? ")
    assert out.startswith("Una señal no es una prueba.")
    assert "Escriba números del 1 al 6, como 1 3.\n" in out
    assert "(estas son las últimas)\n" in out


def test_what_was_given_is_not_asked_again(sit):
    """Options go before questions; who asks for themselves is asked what they alone know."""
    asked, out = sit("q", options=("--role", "self", "--person", "Adult", "--region", "US"))

    assert len(asked) == 1
    assert "They told a secret." in out
    assert "call 911 first" in out


def test_a_tick_closes_what_says_the_same(sit):
    """Who ticked a debt is not asked of one that was told of."""
    _, out = sit("", "adult", "US", "1", "")

    assert "A debt is told of." not in out
    assert "+4  There is a debt." in out


def test_a_slip_is_asked_for_again(sit):
    """A wrong word and a wrong number cost one line each."""
    asked, out = sit("nieghbour", "neighbour", "", "", "9", "yes", "0", "1", "q")

    assert "Unknown word in role. Did you mean neighbour?" in out
    assert out.count("Write numbers from 1 to 6, such as 1 3.") == 3
    assert len(asked) == 9
    assert "+4  There is a debt." in out


def test_a_sign_of_danger_ends_the_list(sit):
    """Help comes before more questions."""
    asked, out = sit("", "", "US", "1 2", "")

    assert asked[-1].startswith("Is that happening now, or is it over?")
    assert "If someone is in danger right now, call 911 first.\n\n" in out
    assert "+4  There is a debt." in out


def test_a_danger_that_is_over_does_not(sit):
    """The list goes on, and nothing is urgent."""
    asked, out = sit("", "", "US", "2", "past", "1")

    assert len(asked) == 6
    assert "If someone is in danger right now, call 911 first.\n\nS" in out


@pytest.mark.parametrize("last", [("q",), ("STOP",), ()], ids=["q", "stop", "end"])
def test_it_can_be_left_at_any_time_with_an_answer(sit, last):
    """What was said so far is answered, also when input ends."""
    _, out = sit("", "", "", "1", *last)

    assert "+4  There is a debt." in out


def test_it_can_be_left_at_the_first_question(sit):
    """Who stops at once gets the answer of somebody who said nothing."""
    asked, out = sit("q")

    assert len(asked) == 1
    assert "Not enough information." in out


def test_ctrl_c_leaves_at_once_without_an_answer(takeaction, terminal, signs, monkeypatch):
    """Nothing more is printed: somebody came into the room."""
    terminal()

    def interrupted(_question):
        raise KeyboardInterrupt

    monkeypatch.setattr("builtins.input", interrupted)

    ran = takeaction("signs", packs=signs)

    assert ran.code == 130
    assert "What to do" not in ran.out
