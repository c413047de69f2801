"""``takeaction find-help``: where is help?"""

import json
from datetime import UTC, datetime

import pytest

from takeaction import HelpQuery, find_help, load
from takeaction.views.contact_lines import language_name

AT = ("--at", "2026-11-24T12:00Z")
MOMENT = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)  # 07:00 in New York

WHOLE = """\
If you or someone else could be hurt right now, call 911 (United States).

The Helpline
    An independent organisation, not the police. What you say goes to the police
    and immigration. Volunteers answer. They tell nobody.
    Call 1-888-555-0100: open now, day and night
    Or chat https://example.org/chat; text 88850 with the word HELP (closed now,
      opens Tuesday 24 November, 09:00 in America/New_York)

The Line for Children
    We don't know who answers. We don't know who they tell. Ask before you give
    your name or place. Only for: Children and young people.
    Write to talk@example.org

No answer? Try the next. You can hang up any time.
- On public holidays the hours may differ.
- Calls and texts can show on the bill and in the call log. If someone checks
  your phone, use a different one. Pages and chats stay in the browser history.
- What you typed stays on this device. If someone checks it, use another.

All about each line: add --details.
Looked in: US-TX, United States, world.
"""

IN_FULL = """\
    Call 1-888-555-0100: open now, day and night
    Or chat https://example.org/chat: we're not sure of the hours; you can try
    Or text 88850 with the word HELP (closed now, opens Tuesday 24 November,
      09:00 in America/New_York)

    It listens.
    Run by: Example
    1-888-555-0100: What you say goes to the police and immigration.
                    Price unknown; may show on the phone bill.
                    Languages: English, Spanish, many more by interpreter.
                    Ask first.
    88850:          Price unknown.
                    Languages: not known.
    Two sources agree; dated August 2026. first:helpline

The Line for Children
"""

NOTHING = """\
If you or someone else could be hurt right now, call 100 (Nepal, police).

- We don't have a helpline for this place. One may still exist.
- A doctor, a nurse, a lawyer, a union or a local aid group may know who helps
  here. Before you tell them much, ask what they keep private and what they must
  pass on.
- Don't confront anyone, and don't try to free anyone yourself. That can put
  people in danger.
- What you typed stays on this device. If someone checks it, use another.

Looked in: Nepal, world.
"""

MANNERS = """\
[[resource]]
id = "line"
name = "The Line"
kind = "hotline"
purposes = ["support"]
operator_kind = "government"
regions = ["US"]
source = { title = "A directory" }
verified = { method = "called", on = 2026-11-01, by = "Somebody" }

[[resource.contacts]]
channel = "voice"
dial = "+18885550100"
display = "1-888-555-0100"
interpreter = ["cs"]
languages = ["pl"]
hours = "Tu 07:00-09:00"
zone = "America/New_York"
cost = "free"
anonymous = true
recorded = true
"""


def test_an_answer_names_who_answers_before_each_number(takeaction):
    # The whole answer: danger, helplines with who answers, notices, and the traces of a call.
    ran = takeaction("find-help", "--region", "US-TX", *AT)

    assert (ran.code, ran.err) == (0, "")
    assert ran.out == WHOLE


def test_details_show_all_that_is_known_about_each_line(takeaction):
    ran = takeaction("find-help", "--region", "US-TX", "--details", *AT)

    assert (ran.code, ran.err) == (0, "")
    assert IN_FULL in ran.out
    assert "All about each line" not in ran.out


@pytest.mark.parametrize("options", [[], ["--details"]], ids=["lines", "details"])
def test_nothing_is_wider_than_a_terminal(takeaction, options):
    ran = takeaction("find-help", "--region", "US-TX", "--language", "es", *options, *AT)

    assert max(map(len, ran.out.split("\n"))) <= 80


def test_a_place_without_a_helpline_gets_advice(takeaction):
    ran = takeaction("find-help", "--region", "Nepal", *AT)

    assert (ran.code, ran.out) == (0, NOTHING)


@pytest.mark.parametrize(
    ("options", "query"),
    [
        ([], HelpQuery("001")),
        (["--region", "uk"], HelpQuery("GB")),
        (["--region", "US", "--language", "es"], HelpQuery("US", "es")),
        (["--region", "US", "--channel", "sms"], HelpQuery("US", channel="sms")),
        (["--region", "US", "--purpose", "child"], HelpQuery("US", purpose="child")),
        (["--region", "US", "--topic", "wages"], HelpQuery("US", topic="wages")),
        (["--region", "US", "--audience", "child"], HelpQuery("US", audience="child")),
        (["--region", "US", "--calling-from", "Japan"], HelpQuery("US", calling_from="JP")),
    ],
    ids=["none", "region", "language", "channel", "purpose", "topic", "audience", "from"],
)
def test_each_option_is_a_field_of_the_question(takeaction, pack, options, query):
    ran = takeaction("find-help", *options, "--json", *AT)

    catalog = load(packs=[], paths=[pack])
    languages = [query.language] if query.language else ["en"]
    assert (
        json.loads(ran.out) == find_help(catalog, query, languages=languages, at=MOMENT).as_json()
    )


def test_the_first_language_is_the_one_to_be_helped_in(takeaction):
    wishes = ("--language", "vi", "--language", "pl", "--details")

    ran = takeaction("find-help", "--region", "US", *wishes, *AT)

    assert " In Vietnamese: through an interpreter.\n" in ran.out
    assert " In Vietnamese: not known.\n" in ran.out
    assert "In Polish" not in ran.out


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("pl", "Polish: someone speaks it"),
        ("pl-PL", "Polish (pl-PL): someone speaks it"),
        ("cs", "Czech: through an interpreter"),
        ("vi", "Vietnamese: nobody we know of speaks it"),
        ("qaa", "qaa: nobody we know of speaks it"),
    ],
)
def test_a_helpline_is_listed_with_its_rules_for_callers(takeaction, make_pack, language, expected):
    folder = make_pack("made", resources=MANNERS)

    ran = takeaction(
        "find-help", "--region", "US", "--language", language, "--details", *AT, packs=[folder]
    )

    who, _, facts = ran.out.partition("    Call 1-888-555-0100: open now\n\n")
    assert "A government office. We don't know who they tell." in who
    assert facts.startswith(
        f"""\
    1-888-555-0100: In {expected}.
                    Free; may show on the phone bill.
                    Languages: Polish, Czech by interpreter.
                    You don't have to give your name.
                    They record calls.
    Someone called; dated 1 November 2026. made:line
"""
    )


ALIKE = """\
[[resource]]
id = "line"
name = "The L1ne"
kind = "hotline"
purposes = ["support"]
regions = ["US"]
source = { title = "A directory" }
verified = { method = "called" }

[[resource.contacts]]
channel = "voice"
dial = "+18885550199"
display = "1-888-555-0199"
"""

RETURNING = ALIKE.replace("source =", 'returns_people = "reported"\nsource =')


def test_a_line_that_resembles_another_has_a_plain_warning(takeaction, make_pack):
    folders = [make_pack("made", resources=MANNERS), make_pack("twin", resources=ALIKE)]

    short = takeaction("find-help", "--region", "US", *AT, packs=folders)
    full = takeaction("find-help", "--region", "US", "--details", *AT, packs=folders)

    for ran in (short, full):
        shown = " ".join(ran.out.split("The L1ne\n")[1].split())
        assert shown.startswith(
            "Careful: its name, number or address looks like that of another line (made:line). "
            "We don't know who runs it."
        )


@pytest.mark.parametrize("known", ["yes", "reported"])
def test_a_line_that_takes_people_back_is_left_out_and_the_answer_says_so(
    takeaction, make_pack, known
):
    # It may take people back to those they left: nothing of it is shown, but that it is not.
    folder = make_pack("made", resources=RETURNING.replace("reported", known))
    packs = [folder, make_pack("safe", resources=MANNERS)]

    short = takeaction("find-help", "--region", "US", *AT, packs=packs)
    full = takeaction("find-help", "--region", "US", "--details", *AT, packs=packs)
    alone = takeaction("find-help", "--region", "US", *AT, packs=[folder])

    for ran in (short, full, alone):
        assert "The L1ne" not in ran.out
        assert "1-888-555-0199" not in ran.out
        assert "more line" not in ran.out
        assert "- We left out lines that may not be safe for someone who left home.\n" in ran.out
    for ran in (short, full):
        assert "1-888-555-0100" in ran.out
    assert "911" in alone.out


def test_a_number_of_two_packs_is_listed_once_with_the_other_record(takeaction, make_pack):
    folders = [make_pack("made", resources=MANNERS), make_pack("twin", resources=MANNERS)]

    short = takeaction("find-help", "--region", "US", *AT, packs=folders)
    full = takeaction("find-help", "--region", "US", "--details", *AT, packs=folders)

    assert short.out.count("Call 1-888-555-0100") == full.out.count("Call 1-888-555-0100") == 1
    assert "same number or address in: twin:line\n" in full.out


PATCH = """\
[[patch]]
target = "made:line"
reason = "R."
regions = ["CA"]
languages = ["vi"]
"""


@pytest.mark.parametrize(
    "command", [["show", "made:line"], ["find-help", "--region", "CA", "--details"]]
)
def test_what_a_patch_adds_is_printed_with_the_pack_that_says_so(takeaction, make_pack, command):
    folders = [make_pack("made", resources=MANNERS), make_pack("more", patches=PATCH)]

    ran = takeaction(*command, "--language", "en", "--language", "vi", *AT, packs=folders)

    shown = " ".join(ran.out.split())
    assert "The pack more says this line serves Canada. The line's own pack doesn't." in shown
    assert "Languages: Polish, Vietnamese (says the pack more), Czech by interpreter" in shown


def test_a_language_that_only_a_patch_claims_is_printed_as_its_word(takeaction, make_pack):
    folders = [make_pack("made", resources=MANNERS), make_pack("more", patches=PATCH)]

    ran = takeaction(
        "find-help", "--region", "US", "--language", "vi-VN", "--details", *AT, packs=folders
    )

    shown = " ".join(ran.out.split())
    assert "In Vietnamese (vi-VN): someone speaks it (says the pack more)." in shown


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("es", ["Buscamos en: US-TX, Estados Unidos, Mundo.", "Idiomas: inglés, español, muchos"]),
        (
            "fr",
            [
                "Recherche faite dans\xa0: US-TX, États-Unis, Monde.",
                "Langues\xa0: anglais, espagnol,",
            ],
        ),
    ],
    ids=["spanish", "french"],
)
def test_names_of_places_languages_and_bodies_are_in_the_language_of_the_answer(
    takeaction, language, expected
):
    ran = takeaction("find-help", "--region", "US-TX", "--language", language, "--details", *AT)

    told = {
        "es": "llega a la policía y a inmigración",
        "fr": "préviennent la police et l'immigration",
    }
    for words in (*expected, told[language]):
        assert words in ran.out
    assert not {"Spanish", "world"} & set(ran.out.split())


@pytest.mark.parametrize("language", ["en", "es", "fr"])
def test_every_language_of_a_shipped_helpline_has_a_name(language):
    tags = {
        tag
        for resource in load().resources.values()
        for contact in resource.contacts
        for tag in (*contact.languages, *contact.interpreter)
    }

    assert {"en", "gsg", "mul"} <= tags
    assert not [tag for tag in tags if tag != "mam" and language_name(tag, language) == tag]


def test_evidence_from_after_the_moment_of_the_call_has_no_age(takeaction):
    ran = takeaction("find-help", "--region", "US", "--details", "--at", "2020-01-01T12:00Z")

    assert "    Two sources agree; dated August 2026. first:helpline\n" in ran.out


def test_a_limit_counts_entries_and_hidden_ones(takeaction):
    short = takeaction("find-help", "--region", "US", "--limit", 1, *AT)
    full = takeaction("find-help", "--region", "US", "--limit", 1, "--details", *AT)

    assert short.out.count("The Helpline") == full.out.count(". first:") == 1
    for ran in (short, full):
        assert "The Line for Children" not in ran.out
    assert "\n1 more line: add --limit 2. All about each line: add --details.\n" in short.out
    assert "\n1 more line: add --limit 2.\n" in full.out


def test_several_hidden_lines_are_counted_in_the_plural(takeaction, pack, make_pack):
    packs = [pack, make_pack("twin", resources=ALIKE)]

    ran = takeaction("find-help", "--region", "US", "--limit", 1, *AT, packs=packs)

    assert "\n2 more lines: add --limit 3. All about each line: add --details.\n" in ran.out


def test_a_number_keeps_its_order_in_right_to_left_text(takeaction, make_pack):
    folder = make_pack("made", resources=MANNERS)
    (folder / "pack.toml").write_text(
        (folder / "pack.toml").read_text(encoding="utf-8") + 'languages = ["en", "ar"]\n',
        encoding="utf-8",
    )
    (folder / "locale").mkdir()
    (folder / "locale/ar.po").write_text(
        'msgctxt "line#name"\nmsgid "The Line"\nmsgstr "الخط"\n', encoding="utf-8"
    )

    ran = takeaction("find-help", "--region", "US", "--language", "ar", *AT, packs=[folder])

    assert "الخط" in ran.out
    assert "    الاتصال بالرقم \u20681-888-555-0100\u2069: مفتوح الآن\n" in ran.out


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        (["--region", "Nepall"], "We don't know that place. Did you mean “Nepal” (NP)"),
        (
            ["--calling-from", "Germny"],
            "We don't know that place to call from. Did you mean “Germany” (DE)",
        ),
        (["--channel", "fone"], "We don't know that channel."),
        (["--audience", "kid"], "We don't know that audience."),
        (["--topic", "wage"], "We don't know that topic. Did you mean “unpaid wages” (wages)"),
        (
            ["--purpose", "learn"],
            "Ask for one of: adult-protection, child, consular, crime-victim, crisis",
        ),
        (
            ["--at", "2026-12-25T03:00"],
            'Argument --at: "2026-12-25T03:00" is not a date and time with a zone',
        ),
        (["--language", "!"], 'Write languages as a language tag, such as "en" or "es-MX".'),
        (["--limit", "-1"], "Give limit as a whole number from 1 to 1,000,000."),
    ],
    ids=[
        "region",
        "calling-from",
        "channel",
        "audience",
        "topic",
        "purpose",
        "at",
        "language",
        "limit",
    ],
)
def test_a_wrong_call_names_the_mistake(takeaction, options, problem):
    ran = takeaction("find-help", *options)

    assert (ran.code, ran.out) == (2, "")
    assert f"takeaction: {problem}" in ran.err
    if "--at" not in options:  # no question: the call itself cannot be read
        assert ran.err.startswith("If you or someone else could be hurt right now, call ")


@pytest.mark.parametrize(
    "options", [["--details"], ["--purpose", "emergency"]], ids=["details", "purpose"]
)
def test_details_show_the_number_of_each_service_and_their_sources_last(takeaction, options):
    france = takeaction("find-help", "--region", "FR", *options, *AT, packs="none").out
    germany = takeaction("find-help", "--region", "DE", *options, *AT, packs="none").out
    usual = takeaction("find-help", "--region", "FR", *AT, packs="none").out

    assert [part.replace("\n", " ") for part in france.split("\n\n")[:3]] == [
        "If you or someone else could be hurt right now, call 112 (France).",
        "If you are deaf or can't speak, you can text 114.",
        "France: police 17, ambulance 15, fire service 18.",
    ]
    sources = france.split("\n\n")[-1].replace("\n", " ")
    assert sources.startswith("Sources: FCDO travel advice (United Kingdom) (2026-08-22), ")
    assert "No person has reviewed this list." in sources
    assert "Sources" not in usual
    assert "\n\nGermany: police 110, ambulance 112, fire service 112.\n" in germany


def test_details_of_a_place_without_a_number_have_none(takeaction):
    ran = takeaction("find-help", "--region", "TD", "--purpose", "emergency", *AT, packs="none")

    assert ran.out.startswith(
        "If you or someone else could be hurt right now, call your local emergency\nnumber."
        "\n\nWhat you typed"
    )


def test_a_topic_changes_the_words_for_danger(takeaction):
    ran = takeaction(
        "find-help", "--region", "TH", "--topic", "sexual-exploitation", *AT, packs="none"
    )

    assert ran.out.startswith(
        "If a life is at risk and you can call safely, call 191 (Thailand, police).\n"
    )
