"""``takeaction search``: find a record."""

import json

import pytest

AT = ("--at", "2026-11-24T15:00Z")

HELPLINE = """\
The Helpline
    An independent organisation, not the police. What you say goes to the police
    and immigration. Volunteers answer. They tell nobody.
    Call 1-888-555-0100: 24/7

Save the number of your country's helpline under a name that only you know
    1-2 min
    takeaction show first:save-number
Report what you saw                                                     5-15 min
    takeaction show first:report-it

If you or someone else could be hurt right now, call your local emergency
number.
"""

TRAPPED = """\
If you or someone else could be hurt right now, call 911 (United States).

The Helpline
    An independent organisation, not the police. What you say goes to the police
    and immigration. Volunteers answer. They tell nobody.
    Call 1-888-555-0100: 24/7

What you typed stays on this device. If someone checks it, use another.
"""

CHILDREN = """\
The Line for Children
    It may be gone.
    We don't know who answers. We don't know who they tell. Ask before you give
    your name or place. Only for: Children and young people.
    Write to talk@example.org

If you need help, or someone you know does: The Helpline. An independent
organisation, not the police. What you say goes to the police and immigration.
Call 1-888-555-0100
"""

OLD = """\
The Old Line                                                             hotline
    It's gone.
    Use first:helpline instead.
    takeaction show first:old-line

If you or someone else could be hurt right now, call your local emergency
number.
"""

PAPERS = """\
Someone keeps the papers of a person who needs them, so that they can go nowhere
alone.                                                                 indicator
    takeaction show first:keeps-papers

A sign is not proof.

If you or someone else could be hurt right now, call your local emergency
number.
"""

NOTHING = """\
We found nothing. Try fewer or other words.

If you or someone else could be hurt right now, call your local emergency
number.
"""


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        (["helpline"], HELPLINE),
        (["trapped", "--region", "US"], TRAPPED),
        (["children", "--region", "US"], CHILDREN),
        (["the", "old", "line", "--limit", "1"], OLD),
        (["papers"], PAPERS),
        (["zzz"], NOTHING),
    ],
    ids=["help", "need", "only-for", "retired", "sign", "nothing"],
)
def test_matches_name_their_kind_and_who_answers(takeaction, arguments, text):
    ran = takeaction("search", *arguments, *AT)

    assert (ran.code, ran.out, ran.err) == (0, text, "")


@pytest.mark.parametrize(
    ("words", "language", "expected"),
    [
        ("zzz", "es", "No encontramos nada. Pruebe con menos palabras o con otras.\n"),
        ("zzz", "fr", "Nous n'avons rien trouvé. Essayez avec moins de mots, ou d'autres.\n"),
        ("the old line", "es", "    Ya no existe.\n"),
        ("the old line", "es", "    Use first:helpline en su lugar.\n"),
        ("papers", "fr", "    signe\n    takeaction show first:keeps-papers\n"),
    ],
    ids=["nothing", "nothing-in-french", "retired", "instead", "kind"],
)
def test_words_around_matches_are_in_the_language_of_the_reader(
    takeaction, words, language, expected
):
    assert expected in takeaction("search", *words.split(), "--language", language, *AT).out


def test_people_in_need_are_told_what_to_do_in_danger_wherever_they_are(takeaction):
    ran = takeaction("search", "he", "has", "my", "passport", *AT)

    assert ran.out.startswith(
        "If you or someone else could be hurt right now, call your local emergency\nnumber.\n\n"
        "The Helpline\n"
    )
    assert "\n\nThese lines are for many places. To see the ones for you, say where" in ran.out
    assert "911" not in ran.out


def test_kinds_and_region_narrow_a_search(takeaction):
    results = [
        json.loads(takeaction("search", "fair", "--json", *narrow).out)["hits"]
        for narrow in ([], ["--kind", "label"], ["--kind", "label", "vendor"], ["--region", "US"])
    ]

    assert [[hit["id"] for hit in hits] for hits in results] == [
        ["first:fair-label", "first:fair-shop"],
        ["first:fair-label"],
        ["first:fair-label", "first:fair-shop"],
        ["first:fair-label", "first:fair-shop"],
    ]


def test_json_holds_the_matches_and_the_emergency_number(takeaction):
    # The whole answer as JSON, without and with words of need.
    plain = json.loads(takeaction("search", "old line", "--json", "--limit", 1, *AT).out)
    need = json.loads(takeaction("search", "trapped", "--json", "--region", "US", *AT).out)

    (score,) = (hit.pop("score") for hit in plain["hits"])
    assert score > 0
    assert plain.pop("closing").startswith("If you or someone else could be hurt")
    assert plain == {
        "hits": [
            {
                "id": "first:old-line",
                "kind": "resource",
                "name": "The Old Line",
                "language": "en",
                "status": "retired",
                "replaced_by": "first:helpline",
                "matched": "name",
                "caveat": None,
            }
        ],
        "truncated": False,
        "products": [],
        "nearest": [],
        "notices": [],
        "help": None,
        "is_need": False,
    }
    assert need["is_need"] is True
    emergency = need["help"]["emergency"]
    assert (
        emergency["text"]
        == "If you or someone else could be hurt right now, call 911 (United States)."
    )
    assert (emergency["place"], emergency["dial"]) == ("US", "911")


def test_without_packs_the_words_for_danger_are_still_printed(takeaction):
    ran = takeaction("search", "trapped", packs="none")

    assert ran.code == 0
    assert ran.out == (
        "If you or someone else could be hurt right now, call your local emergency\nnumber.\n\n"
        "We found nothing. Try fewer or other words.\n\n"
        "What you typed stays on this device. If someone checks it, use another.\n"
    )
    assert ran.err.startswith("No content packs are installed")


def test_a_long_text_is_told_that_its_ends_were_read(takeaction):
    text = "helpline " * 300

    printed = takeaction("search", text)
    spanish = takeaction("search", text, "--language", "es")
    answer = json.loads(takeaction("search", text, "--json").out)

    assert "Your text is long, so we read only its beginning and its end." in printed.out
    assert "así que leímos solo el principio y el final" in spanish.out
    assert answer["truncated"] is True
    assert "Your text is long" not in takeaction("search", "helpline").out


def test_a_brand_and_near_words_are_answered_with_a_sentence(takeaction):
    brand = takeaction("search", "nike", *AT).out
    near = takeaction("search", "helplinesexy", *AT).out

    assert "We say nothing about a brand or a shop." in brand
    assert "Words we know that look like yours: helpline" in near
