"""``takeaction why-not``: why is an action not on my list?"""

import json

WHY_NOT = """\
Write a letter
    - You do it another way: alone online.
    - It takes at least 10 minutes in one go.
    With --mode solo-online --minutes 10, it would be number 2 on your list.
    takeaction show first:write-letter
"""


def test_why_not_names_the_change_that_would_list_an_action(takeaction):
    ran = takeaction("why-not", "write-letter", "--minutes", 1, "--mode", "group-online")

    assert (ran.code, ran.out, ran.err) == (0, WHY_NOT, "")


def test_why_not_gives_the_place_of_a_listed_action(takeaction):
    ran = takeaction("why-not", "write-letter", "--region", "US")

    assert "    It's number 2 on your list.\n" in ran.out


def test_why_not_names_no_change_if_none_would_help(takeaction):
    ran = takeaction("why-not", "write-letter", "--age", "child", "--json")

    answer = json.loads(ran.out)
    assert (ran.code, answer["gates"], answer["change"], answer["rank"]) == (0, ["age"], None, None)


def test_an_unknown_action_is_refused_with_the_nearest(takeaction):
    ran = takeaction("why-not", "write-leter")

    assert ran.code == 2
    assert ran.err.startswith(
        "takeaction: We don't know that action. Did you mean “Write a letter” (first:write-letter)?"
    )
