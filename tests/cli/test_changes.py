"""The changes in a pack, as ``takeaction lock --diff`` prints them."""

import re

import pytest

AT = ("--at", "2026-11-24T15:00Z")
REVIEWER = ("--reviewer", "A. Reviewer", *AT)
CHECKED = """\
display = "1-888-555-0100"
verified = { method = "called", on = 2026-11-01, by = "B. Caller" }
"""

EDITS = {
    "address": (
        [("resources", ("https://example.org/chat", "https://example.net/chat"))],
        """\
  !! The Helpline: web address changed (chat)
       was  https://example.org/chat   checked (no date given)
       now  https://example.net/chat   not checked since it changed
       Find the address on the organisation's own site, reached in a way that
       you already trusted, or ask on its old number, before you accept this.
""",
    ),
    "look-alike-letter": (
        [("resources", ('keyword = "HELP"', 'keyword = "HE1P"'))],
        """\
  !! The Helpline: word to text or keys to press changed (sms)
       was  HELP   checked (no date given)
       now  HE1P   not checked since it changed
       Ask the organisation before you accept this.
""",
    ),
    "hours": (
        [("resources", ("Mo-Fr 09:00-17:00", "Mo-Fr 09:00-18:00"))],
        """\
  !! The Helpline: opening hours changed (sms)
       was  Mo-Fr 09:00-17:00   checked (no date given)
       now  Mo-Fr 09:00-18:00   checked (no date given)
       differs in 1 digit. Ask the organisation before you accept this.
""",
    ),
    "keyword-added": (
        [
            (
                "resources",
                (
                    'url = "https://example.org/chat"',
                    'url = "https://example.org/chat"\nkeyword = "HI"',
                ),
            )
        ],
        """\
  !! The Helpline: word to text or keys to press added (chat)
       was  (not given)   checked (no date given)
       now  HI   checked (no date given)
       Find this on the organisation's own site before you accept it.
""",
    ),
    "bill-taken-away": (
        [("resources", ("shows_on_bill = false\n", ""))],
        """\
  !! The Helpline: entry on the phone bill removed (sms)
       was  no   checked (no date given)
       now  (not given)   checked (no date given)
       Ask the organisation before you accept this.
""",
    ),
    "operator": (
        [("resources", ('operator = "Example"', 'operator = "ok\\u00a0CRITICAL"'))],
        """\
  !! The Helpline: organisation that runs it changed
       was  Example
       now  ok\\u00a0CRITICAL
       Ask the organisation before you accept this.
""",
    ),
    "languages": (
        [("resources", ('languages = ["en", "es"]', 'languages = ["en"]'))],
        """\
  !! The Helpline: languages changed
       was  en, es   checked (no date given)
       now  en   checked (no date given)
       Ask the organisation before you accept this.
No contact left for US in es.
""",
    ),
    "safety-line": (
        [("actions", ('safety = ["Name nobody."]', 'safety = ["Name them."]'))],
        """\
  !! Action "write-letter": safety advice changed
       was  Name nobody.
       now  Name them.
       Ask whoever publishes the pack why, before you accept this.
""",
    ),
    "publisher": (
        [("pack", ('publisher = "Example"', 'publisher = "Somebody"'))],
        """\
  !! The pack itself: publisher of the pack changed
       was  Example
       now  Somebody
       Ask whoever publishes the pack why, before you accept this.
""",
    ),
    "country-code": (
        [("resources", ("+18885550100", "+528885550100"), ("1-888-555-0100", "888-555-0100"))],
        """\
  !! The Helpline: phone number changed
       was  1-888-555-0100 (dials +18885550100)   checked (no date given)
       now  888-555-0100 (dials +528885550100)   not checked since it changed
       has 1 digit fewer. Call the old number, and find the new one on the
       organisation's own site, before you accept this.
""",
    ),
    "checked-by": (
        [
            (
                "resources",
                (
                    'display = "1-888-555-0100"\n',
                    CHECKED,
                ),
            ),
            ("resources", ("+18885550100", "+18885550101"), ("1-888-555-0100", "1-888-555-0101")),
        ],
        """\
  !! The Helpline: phone number changed
       was  1-888-555-0100   checked (no date given)
       now  1-888-555-0101   checked 2026-11-01 by B. Caller
       differs in 1 digit. Call the old number, and find the new one on the
       organisation's own site, before you accept this.
  !! The Helpline: last check added
       was  (not given)
       now  method called, on 2026-11-01, by B. Caller
       Ask the organisation before you accept this.
""",
    ),
    "wording": (
        [
            (
                "actions",
                (
                    "A letter tells those who decide what you want them to do.",
                    "A letter tells them.",
                ),
            ),
            (
                "vendors",
                (
                    'source = { title = "Its page" }',
                    'source = { title = "Its page", dated = "2026-06" }',
                ),
            ),
            ("resources", ('summary = "It listens."', 'summary = "It hears."')),
        ],
        """\
  !! The Helpline: summary changed
       was  It listens.
       now  It hears.
       Ask the organisation before you accept this.
  .  Action "write-letter": wording (7 words, 15 before)
  .  Fair Shop: last reviewed no date -> source of 2026-06
""",
    ),
    "header": (
        [("pack", ('licence = "CC0-1.0"', 'licence = "CC-BY-4.0"'))],
        """\
  .  The pack itself: wording (2 words)
""",
    ),
    "nothing-seen": (
        [
            (
                "resources",
                ('kind = "hotline"\nsummary', 'kind = "hotline"\nstatus = "active"\nsummary'),
            )
        ],
        """\
  .  nothing that an answer shows
""",
    ),
}


HOW = re.compile(
    r"To accept this and nothing later:\n"
    r"    takeaction lock --accept first@sha256:[0-9a-f]{64} --reviewer NAME\n"
)


@pytest.mark.parametrize(("changes", "text"), EDITS.values(), ids=EDITS)
def test_each_kind_of_change_reads_in_plain_words(lock, locked, edit, changes, text):
    del locked
    for file, *words in changes:
        edit(file, *words)

    ran = lock("--diff")

    assert ran.code == 1
    assert ran.out.isascii()
    assert "safe" not in ran.out.casefold().replace("safety", "")
    assert HOW.sub("", "".join(ran.out.splitlines(keepends=True)[1:])) == text


def test_a_record_without_critical_values_is_new_or_gone_all_the_same(lock, ours, locked):
    del locked
    word = '[[word]]\nid = "keeper"\nkind = "role"\nlabel = "Keeper"\n'
    (ours / "words.toml").write_text(word, encoding="utf-8")

    ran = lock("--diff")

    assert HOW.sub("", ran.out).splitlines()[1:] == [
        '  !! Word "keeper": new',
        "       Ask whoever publishes the pack why, before you accept this.",
    ]
    assert lock().code == 1


def test_a_changed_country_code_is_shown_with_all_digits(lock, edit, locked):
    del locked
    edit("resources", ('display = "1-888-555-0100"', 'display = "888-555-0100"'))
    assert lock("--accept", "first", *REVIEWER).code == 0
    edit("resources", ("+18885550100", "+528885550100"))

    ran = lock("--diff")

    assert ran.out.splitlines()[1:5] == [
        "  !! The Helpline: phone number changed",
        "       was  +18885550100   checked (no date given)",
        "       now  +528885550100   not checked since it changed",
        "       has 1 digit more. Call the old number, and find the new one on the",
    ]
