"""``takeaction crosswalk``: our words beside those of the standards."""

import json

from takeaction.vocabulary.crosswalk import crosswalk


def test_a_list_shows_the_terms_with_their_relation(takeaction):
    ran = takeaction("crosswalk", "--standard", "HTCDS", "--list", "Exploitation", packs="none")

    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("Exploitation\n    any\n        HTCDS:     nothing like it.\n")
    assert "vic_TypeOfExploitation:ForcedBegging (the same).\n" in ran.out


def test_programs_get_every_row(takeaction):
    answer = json.loads(takeaction("crosswalk", "--json", packs="none").out)

    assert len(answer["rows"]) == len(crosswalk())
    assert answer["rows"][0].keys() >= {"list", "id", "standard", "term", "relation", "note"}
    assert answer["standards"]["htcds"]["licence"] == "CC BY 4.0"


def test_a_wrong_call_names_what_there_is(takeaction):
    standard = takeaction("crosswalk", "--standard", "iso", packs="none")
    name = takeaction("crosswalk", "--list", "Weather", packs="none")

    assert (standard.code, name.code) == (2, 2)
    assert "--list takes one of: Exploitation," in name.err
