"""``takeaction signs``: an answer about the signs that somebody saw."""

import json
import re

AT = ("--at", "2026-11-24T15:00Z")


def test_an_answer_begins_with_danger_and_ends_with_its_disclaimer(takeaction, signs):
    ran = takeaction(
        "signs", "--observed", "papers", "hours", "--person", "adult", "--region", "US",
        "--at", "2026-11-24T15:00Z", "--why", packs=signs,
    )  # fmt: skip

    assert (ran.code, ran.err) == (0, "")
    parts = [
        (
            "If you or someone else could be hurt right now, call 911 (United States).\n"
            "This is worrying. "
        ),
        "\n\nThe Helpline\n    An independent organisation, not the police. What you say goes",
        "    Call 1-888-555-0100: open now, day and night\n",
        "No answer? Try again later. You can hang up any time.\n",
        "A call or text may show on the phone bill.",
        "What to do\n  1. Call or message a helpline. You don't need to be sure.",
        "Why we say this\nWhat you saw can go with: labour.\n",
        "- The hours are very long. (+4; purpose, strong: our own judgement)",
        "Of the three parts of trafficking: act none, means some, purpose some.",
        "About this answer\n  - For 2 of the signs that count, the weight is our own judgement. No",
        "What you might think about\nUse only what you already know. Please don't question anyone.",
        "- There is a debt.",
        "This says nothing certain about anyone.",
        "\n\nWhat you typed stays on this device.",
    ]
    assert [part for part in parts if part not in ran.out] == []
    places = [ran.out.index(part) for part in parts]
    assert places == sorted(places)
    assert max(map(len, ran.out.splitlines())) <= 80


def test_reasons_are_folded_and_one_row_says_how_to_see_them(takeaction, signs):
    ran = takeaction("signs", "papers", "hours", "--region", "US", *AT, packs=signs)

    more = "More with --why: why we say this, about this answer, what you might think about."
    assert more in " ".join(ran.out.split())
    assert "purpose" not in ran.out
    assert "question anyone" not in ran.out


def test_reasons_are_in_the_language_of_the_reader(takeaction, signs):
    options = ("--observed", "papers", "alone", "--language", "es", "--at", "2026-11-24T15:00Z")

    ran = takeaction("signs", "--why", *options, packs=signs)

    assert "puede ir junto con: explotación en el trabajo." in ran.out
    assert "medio, señal fuerte: según nuestro propio juicio)" in " ".join(ran.out.split())
    assert "De las tres partes de la trata: acto: nada, medio: positivo, fin: nada." in ran.out


def test_a_bill_is_mentioned_only_if_it_may_show_a_call(takeaction, make_pack, sign):
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
    quiet = make_pack(
        "quiet-pack", indicators=sign("papers", "Somebody keeps the papers."), resources=line
    )

    ran = takeaction("signs", "--observed", "papers", "--region", "IE", packs=(quiet,))

    assert (
        "\nThe Quiet Line\n    We don't know who answers. "
        "We don't know who they tell. Ask before you give\n"
        "    your name or place.\n"
        "    Call 01 555 0100: we're not sure of the hours; you can try\n" in ran.out
    )
    assert "bill" not in ran.out


def test_json_is_the_answer_of_the_library(takeaction, signs):
    observed = takeaction("signs", "--observed", "papers", "--role", "self", "--json", packs=signs)
    nothing = takeaction("signs", "--json", packs=signs)

    assert json.loads(observed.out)["reasons"][0]["id"] == "many:papers"
    assert json.loads(nothing.out)["level"] == "not-enough-information"


def test_an_observation_that_is_not_a_sign_is_answered_first(takeaction, signs):
    ran = takeaction("signs", "--observed", "street", "--region", "US", "--why", packs=signs)

    assert ran.out.startswith("What you noticed is about who someone is")
    assert "Not counted\n  - Living in this street is not a sign." in ran.out
    assert "The Helpline" not in ran.out
    assert "911" not in ran.out
    assert "\n\n\n" not in ran.out


def test_somebody_who_chose_what_is_no_sign_about_themselves_gets_lines_too(takeaction, signs):
    own = ("--observed", "street", "--role", "self", "--region", "US")

    ran = takeaction("signs", *own, *AT, packs=signs)

    assert ran.out.startswith("What you chose is about who you are")
    assert "\n\nThe Helpline\n    An independent organisation, not the police." in ran.out
    assert "\n\n\n" not in ran.out


def test_in_danger_the_number_comes_first_and_nothing_is_asked(takeaction, signs):
    locked = ("signs", "--observed", "locked", "--region", "US", "--why")
    ran = takeaction(*locked, packs=signs)
    over = takeaction(*locked, "--past", "locked", packs=signs)

    assert ran.out.startswith(
        "If you or someone else could be hurt right now, call 911 (United States).\nSome concern. "
    )
    assert ran.out.count("call 911") == 1
    assert "What you might think about" not in ran.out
    assert "What to do\n  1. Call or message" in over.out
    assert "What you might think about" in over.out


def test_signs_that_were_ruled_out_get_an_answer_too(takeaction, signs):
    ran = takeaction("signs", "--not-observed", "papers", "hours", packs=signs)

    assert "We can't tell from this. That doesn't mean all is well." in ran.out
    assert "why" not in ran.out.casefold().replace("--why", "")
    assert "call your local emergency\nnumber" in ran.out


def test_every_unknown_id_is_printed_with_the_nearest_ids(takeaction, signs):
    ran = takeaction(
        "signs", "--observed", "papers", "papres", "--not-observed", "zzz", "--past", "locke",
        packs=signs,
    )  # fmt: skip

    assert ran.code == 2
    assert ran.err.startswith(
        "takeaction: We don't know sign number 2. Did you mean “Somebody keeps the papers.” "
        "(many:papers)?\n"
        "takeaction: We don't know that sign.\n"
        "takeaction: We don't know that sign. Did you mean “The door is locked.” (many:locked) "
        "or “They are never alone.” (many:alone)?\n"
    )


def test_signs_may_be_named_without_an_option(takeaction, signs):
    # Bare ids are signs that were seen, as the goods of ``buy`` are; an error counts them too.
    bare, named = (
        takeaction("signs", *words, "--region", "US", "--at", "2026-11-24T15:00Z", packs=signs)
        for words in (("papers", "--observed", "hours"), ("--observed", "papers", "hours"))
    )
    wrong = takeaction("signs", "papers", "papres", packs=signs)

    assert (bare.code, bare.out) == (0, named.out)
    assert wrong.err.startswith("takeaction: We don't know sign number 2.")


def test_a_wrong_word_is_refused_in_json_too(takeaction, signs):
    ran = takeaction("signs", "--observed", "papers", "--person", "chld", "--json", packs=signs)

    assert ran.code == 2
    assert json.loads(ran.out)["error"]["field"] == "person"
    assert json.loads(ran.out)["error"]["nearest"] == ["child"]


def test_a_moment_without_a_zone_is_refused(takeaction, signs):
    ran = takeaction("signs", "--observed", "papers", "--at", "2026-11-24T15:00", packs=signs)

    assert ran.code == 2
    assert "not a date and time with a zone" in ran.err


def test_a_pipe_gets_an_example(takeaction, signs):
    ran = takeaction("signs", packs=signs)

    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("An example. Ask your own question")
    assert "\n  takeaction signs --observed keeps-papers --region US\n" in ran.out
    assert "What to do\n" in ran.out


def test_a_role_in_a_pipe_gets_the_signs_to_choose_from(takeaction, signs):
    ran = takeaction("signs", "--role", "neighbour", "--region", "US", *AT, packs=signs)

    start, _, list_ = ran.out.partition("\nTo weigh what you saw: takeaction signs --observed, ")
    assert (ran.code, ran.err) == (0, "")
    assert start.startswith(
        "If you or someone else could be hurt right now, call 911 (United States).\n\n"
    )
    assert "\nThe Helpline\n    An independent organisation, not the police. " in start
    assert "  debt: There is a debt.\n" in re.sub(" {2,}([A-Z])", r" \1", list_)
    assert "  locked: The door is locked.\n" in re.sub(" {2,}([A-Z])", r" \1", list_)
    assert "told a secret" not in re.sub(" {2,}([A-Z])", r" \1", list_)
    assert "An example" not in ran.out
    assert "What to do" not in ran.out


def test_a_role_without_signs_in_a_pipe_gets_help_and_no_list(takeaction, pack, make_pack, sign):
    private = make_pack("many", indicators=sign("secret", "They told a secret.", ask="private"))
    help_only = make_pack("help", resources=(pack / "resources.toml").read_text(encoding="utf-8"))

    ran = takeaction(
        "signs", "--role", "neighbour", "--region", "US", *AT, packs=[help_only, private]
    )

    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(
        "If you or someone else could be hurt right now, call 911 (United States).\n\n"
    )
    assert "\nThe Helpline\n" in ran.out
    assert ran.out.endswith("\nNo answer? Try again later. You can hang up any time.\n")


def test_somebody_who_asks_about_themselves_chooses_from_signs_about_them(takeaction, signs):
    ran = takeaction("signs", "--role", "self", packs=signs)

    ids = re.findall(r"(?m)^  ([a-z-]+): ", ran.out)
    answer = takeaction("signs", "--role", "self", "--observed", *ids, packs=signs)
    assert "  locked: You are locked in.\n" in re.sub(" {2,}([A-Z])", r" \1", ran.out)
    assert "  secret: They told a secret.\n" in re.sub(" {2,}([A-Z])", r" \1", ran.out)
    assert "The door is locked." not in ran.out
    assert (answer.code, answer.err) == (0, "")


def test_without_signs_the_command_names_the_pack_to_install(takeaction, make_pack, one):
    ran = takeaction("signs", packs=(make_pack("bare", actions=one),))

    assert (
        ran.out == "No signs are installed. The pack takeaction-pack-unodc-indicators has some.\n"
    )
