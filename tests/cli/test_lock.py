"""``takeaction lock``: what it writes, what it refuses, and what it tells a person to do."""

import json

import pytest

from takeaction import Lock, load

AT = ("--at", "2026-11-24T15:00Z")
REVIEWER = ("--reviewer", "A. Reviewer", *AT)
HOW = "    takeaction lock --accept PACK --reviewer NAME"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Return the folder that commands run in."""
    place = tmp_path / "work"
    place.mkdir()
    monkeypatch.chdir(place)
    return place


@pytest.fixture
def ours(tmp_path, pack):
    """Return a copy of the good pack, to change."""
    place = tmp_path / "ours"
    place.mkdir()
    for file in pack.iterdir():
        (place / file.name).write_bytes(file.read_bytes())
    return place


@pytest.fixture
def edit(ours):
    """Return a function that changes words in a file of our pack."""

    def change(file, *changes):
        path = ours / f"{file}.toml"
        text = path.read_text(encoding="utf-8")
        for old, new in changes:
            assert old in text
            text = text.replace(old, new)
        path.write_text(text, encoding="utf-8")

    return change


@pytest.fixture
def lock(takeaction, ours, folder):
    """Return a function that runs ``takeaction lock`` over our pack and others."""
    del folder

    def run(*arguments, packs=()):
        return takeaction("lock", *arguments, packs=[ours, *packs])

    return run


@pytest.fixture
def locked(lock, folder):
    """Write the first lock, and return its path."""
    assert lock(*REVIEWER).code == 0
    return folder / "takeaction.lock"


def number(edit):
    """Change a digit of the helpline."""
    edit("resources", ("+18885550100", "+18885550101"), ("1-888-555-0100", "1-888-555-0101"))


NUMBER = """\
PACK first  no version -> no version                 1 change, 1 SAFETY-CRITICAL
  !! The Helpline: phone number changed
       was  1-888-555-0100   checked (no date given)
       now  1-888-555-0101   checked (no date given)
       differs in 1 digit. Call the old number, and find the new one on the
       organisation's own site, before you accept this.
"""
LOST = "No contact any more for US in en, es, mul, und.\n"


def test_the_first_lock_is_of_everything_as_it_is_found(lock, folder):
    """It says how much it pins, and that nobody has looked at it yet."""
    ran = lock()

    assert (ran.code, ran.err) == (0, "")
    assert ran.out == (
        "takeaction.lock: 1 pack, 86 safety-critical values.\n"
        "Nobody has looked at them yet. Whoever has, says so:\n"
        f"{HOW}\n"
    )
    (pack,) = Lock.read(folder / "takeaction.lock").packs
    assert (pack.id, pack.reviewer, pack.accepted) == ("first", None, None)
    assert pack.values["resource helpline contacts[voice].dial"] == "+18885550100"


def test_a_first_lock_may_name_who_looked(lock, folder):
    """A reviewer and the day stand with each pack."""
    ran = lock(*REVIEWER)

    assert ran.out == "takeaction.lock: 1 pack, 86 safety-critical values.\n"
    (pack,) = Lock.read(folder / "takeaction.lock").packs
    assert (pack.reviewer, str(pack.accepted)) == ("A. Reviewer", "2026-11-24")


def test_a_lock_may_lie_anywhere(lock, folder):
    """The file is named by an option."""
    assert lock("--file", "other.lock").code == 0
    assert lock("--check", "--file", "other.lock").code == 0
    assert [path.name for path in folder.iterdir()] == ["other.lock"]


@pytest.mark.parametrize("form", ["--check", "--diff"])
def test_nothing_changed_is_told_and_exits_with_0(lock, locked, form):
    """Where everything is as it was accepted there is nothing to do."""
    before = locked.read_bytes()

    ran = lock(form)

    assert (ran.code, ran.out, ran.err) == (0, "1 pack: nothing changed.\n", "")
    assert locked.read_bytes() == before


def test_check_tells_in_a_line_and_exits_with_1(lock, locked, edit):
    """A build stops where something differs."""
    del locked
    number(edit)

    ran = lock("--check")

    assert (ran.code, ran.out) == (1, "first: 1 change, 1 SAFETY-CRITICAL\n")


def test_diff_tells_a_number_as_a_person_reads_it(lock, locked, edit):
    """Was, now, who checked it, how far it is apart, and what to do before accepting it."""
    before = locked.read_bytes()
    number(edit)

    ran = lock("--diff")

    assert (ran.code, ran.out) == (1, NUMBER)
    assert locked.read_bytes() == before


def test_a_later_lock_refuses_what_is_safety_critical(lock, locked, edit):
    """Without a name nothing critical is taken over: the file stays as it was."""
    before = locked.read_bytes()
    number(edit)

    ran = lock()

    assert ran.code == 1
    assert ran.out == f"{NUMBER}Not accepted: first. To accept one:\n{HOW}\n"
    assert locked.read_bytes() == before


def test_a_later_lock_takes_over_a_new_wording_and_keeps_the_reviewer(lock, locked, edit):
    """What sends nobody to a wrong place needs nobody to accept it."""
    before = Lock.read(locked).packs[0]
    edit("actions", ("Write one page in your own words.", "Write a page."))

    differs = lock("--check")
    ran = lock()

    assert (differs.code, differs.out) == (1, "first: 1 change\n")
    assert (ran.code, ran.out) == (0, "takeaction.lock: 1 pack.\n")
    (pack,) = Lock.read(locked).packs
    assert pack.digest != before.digest
    assert (pack.reviewer, pack.accepted) == (before.reviewer, before.accepted)
    assert lock("--check").code == 0


def test_a_named_person_accepts_a_change(lock, locked, edit):
    """It is shown once more, and then stands in the lock with the name and the day."""
    number(edit)

    ran = lock("--accept", "first", "--reviewer", " Zoe\u0308 ", "--at", "2026-12-01T00:30+02:00")

    assert (ran.code, ran.out) == (0, f"{NUMBER}Accepted: first.\n")
    (pack,) = Lock.read(locked).packs
    assert pack.values["resource helpline contacts[voice].dial"] == "+18885550101"
    assert (pack.reviewer, str(pack.accepted)) == ("Zo\u00eb", "2026-12-01")
    assert lock("--check").code == 0


def test_a_named_person_accepts_what_has_not_changed(lock, folder):
    """Whoever has looked at a first lock says so; there is nothing to show."""
    assert lock().code == 0

    ran = lock("--accept", "first", *REVIEWER)

    assert (ran.code, ran.out) == (0, "Accepted: first.\n")
    assert Lock.read(folder / "takeaction.lock").packs[0].reviewer == "A. Reviewer"


def test_a_new_pack_is_accepted_by_name_alone(lock, locked, make_pack):
    """A pack that comes later is in no lock until somebody accepts it."""
    new = make_pack("second", vendors=VENDOR)

    refused = lock(packs=[new])
    accepted = lock("--accept", "second", *REVIEWER, packs=[new])

    text = (
        "PACK second  nothing -> no version                  2 changes, 2 SAFETY-CRITICAL\n"
        "  !! The pack itself: new\n"
        "       and 2 more safety-critical values: --json lists them.\n"
        "       Ask whoever publishes the pack why, before you accept this.\n"
        "  !! Fair Shop: new\n"
        "       now  https://example.org/shop\n"
        "       and 1 more safety-critical value: --json lists them.\n"
        "       Ask whoever publishes the pack why, before you accept this.\n"
    )
    assert (refused.code, refused.out) == (
        1,
        f"{text}Not accepted: second. To accept one:\n{HOW}\n",
    )
    assert (accepted.code, accepted.out) == (0, f"{text}Accepted: second.\n")
    assert [pack.id for pack in Lock.read(locked).packs] == ["first", "second"]
    assert lock("--check").out == "second: in the lock, and not installed\n"
    assert lock("--check", "--file", "takeaction.lock", packs=[new]).code == 0


VENDOR = """\
[[vendor]]
id = "fair-shop"
name = "Fair Shop"
kind = "retailer"
url = "https://example.org/shop"
source = { title = "Its page" }
"""


def test_a_pack_that_is_gone_is_told_with_what_is_lost(lock, locked, takeaction):
    """What it had is shown from the lock alone; a named person takes it out."""
    gone = takeaction("lock", "--diff", packs="none")
    ran = takeaction("lock", packs="none")
    out = takeaction("lock", "--accept", "first", *REVIEWER, packs="none")

    assert gone.code == ran.code == 1
    heading, *lines = gone.out.splitlines()
    assert heading.startswith("PACK first  no version -> not installed ")
    assert "  !! The Helpline: gone" in lines
    assert "       was  1-888-555-0100   checked (no date given)" in lines
    assert gone.out.endswith(LOST)
    assert "Nobody will find it here any more." in " ".join(gone.out.split())
    assert out.code == 0
    assert Lock.read(locked) == Lock()
    assert lock("--check").out == "first: not in the lock\n"


def test_a_pack_that_is_broken_is_left_out_and_does_not_stop_the_lock(
    lock, folder, make_pack, takeaction
):
    """Whatever is installed, the others can be locked; the exit code says that one was not."""
    broken = make_pack("second", vendors="[[vendor]]\nid = ")

    ran = lock(packs=[broken])
    again = lock("--check", packs=[broken])

    assert (ran.code, again.code) == (1, 1)
    assert ran.err.startswith("Something was left out of ")
    assert ran.err.endswith(". See: takeaction doctor\n")
    assert [pack.id for pack in Lock.read(folder / "takeaction.lock").packs] == ["first"]
    assert takeaction("lock", "--check", packs=[broken]).code == 1


def test_an_answer_is_held_to_a_lock(takeaction, ours, locked, edit):
    """Every command that answers takes the file; what was left out is said on stderr."""
    number(edit)

    ran = takeaction("find-help", "--region", "US", "--lock", locked, packs=[ours])
    free = takeaction("find-help", "--region", "US", packs=[ours])

    assert "555-0101" not in ran.out
    assert ran.err.startswith("Something was left out of first. See: takeaction doctor --lock ")
    assert "1-888-555-0101" in free.out


def test_doctor_tells_what_a_lock_finds(takeaction, ours, locked, edit):
    """The doctor names the field, and where there is no contact any more."""
    number(edit)

    ran = takeaction("doctor", "--lock", locked, packs=[ours])
    plain = takeaction("doctor", "--lock", locked, "--json", packs=[ours])

    assert ran.code == plain.code == 1
    assert LOST in ran.out
    assert "helpline.contacts[voice].dial: phone number: it was" in ran.out
    assert json.loads(plain.out)["coverage_lost"] == [
        ["US", "en"],
        ["US", "es"],
        ["US", "mul"],
        ["US", "und"],
    ]


def test_packs_takes_a_lock_too(takeaction, ours, locked, edit):
    """The list of packs says which were held back."""
    number(edit)

    ran = takeaction("packs", "--lock", locked, packs=[ours])

    assert ran.code == 1
    assert "lock.safety_changed: the pack is left out" in ran.out


def test_json_holds_each_change(lock, locked, edit):
    """A program gets every change with its field, what was and what is."""
    digest = Lock.read(locked).packs[0].digest
    number(edit)

    ran = lock("--check", "--json")

    answer = json.loads(ran.out)
    change = {"kind": "resource", "id": "helpline", "name": "The Helpline", "critical": True}
    pack = {"distribution": None, "version": None}
    now = answer["packs"][0]["now"]["digest"]
    assert ran.code == 1
    assert now != digest
    assert answer == {
        "file": "takeaction.lock",
        "written": False,
        "packs": [
            {
                "id": "first",
                "state": "changed",
                "was": {
                    **pack,
                    "digest": digest,
                    "reviewer": "A. Reviewer",
                    "accepted": "2026-11-24",
                },
                "now": {**pack, "digest": now, "reviewer": None, "accepted": None},
                "changes": [
                    {
                        **change,
                        "field": "contacts[voice].dial",
                        "was": "+18885550100",
                        "now": "+18885550101",
                    },
                    {
                        **change,
                        "field": "contacts[voice].display",
                        "was": "1-888-555-0100",
                        "now": "1-888-555-0101",
                    },
                ],
            }
        ],
        "coverage_lost": [],
        "left_out": [],
    }


@pytest.mark.parametrize(
    ("arguments", "code"),
    [((), 1), (("--diff",), 1), (("--accept", "first", *REVIEWER), 0)],
    ids=["refresh", "diff", "accept"],
)
def test_every_form_answers_in_json(lock, locked, edit, arguments, code):
    """Each form of the command gives one JSON document, and nothing else."""
    before = locked.read_bytes()
    number(edit)

    ran = lock("--json", *arguments)

    answer = json.loads(ran.out)
    assert (ran.code, answer["written"]) == (code, locked.read_bytes() != before)
    assert [each["state"] for each in answer["packs"]] == ["changed"]


def test_the_first_lock_answers_in_json(lock):
    """What is new is listed with the first lock as well."""
    answer = json.loads(lock("--json").out)

    assert answer["written"]
    assert [(each["id"], each["state"], each["was"]) for each in answer["packs"]] == [
        ("first", "new", None)
    ]


def test_a_pack_that_is_gone_is_null_in_json(takeaction, lock, locked):
    """There is no pack any more, and there are the changes."""
    del lock, locked

    (pack,) = json.loads(takeaction("lock", "--check", "--json", packs="none").out)["packs"]

    assert (pack["state"], pack["now"]) == ("missing", None)
    assert all(change["now"] is None for change in pack["changes"])


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--accept", "first"), "Say who accepts: --accept PACK --reviewer NAME."),
        (("--accept", "frist", *REVIEWER), 'Unknown pack "frist". Did you mean first?'),
        (("--accept", "first", "--reviewer", " "), "Give --reviewer as a name of 1 to 200"),
        (("--accept", "first", "--reviewer", "a\nb"), "Give --reviewer as a name of 1 to 200"),
        (("--accept", "first", "--reviewer", "a" * 201), "Give --reviewer as a name of 1 to 200"),
        (("--check", "--diff"), "Argument --diff: not allowed with argument --check."),
    ],
    ids=["nobody", "unknown", "blank", "lines", "long", "both"],
)
def test_a_wrong_call_exits_with_2_and_writes_nothing(lock, locked, arguments, said):
    """What has no meaning is told, and the lock stays as it is."""
    before = locked.read_bytes()

    ran = lock(*arguments)

    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"takeaction: {said}")
    assert locked.read_bytes() == before


@pytest.mark.parametrize("form", ["--check", "--diff"])
def test_a_missing_lock_cannot_be_compared(lock, form):
    """Nothing to compare with is a wrong call, and not a change."""
    ran = lock(form)

    assert ran.code == 2
    assert ran.err.startswith("takeaction: takeaction.lock: there is no such file.")


def test_a_broken_lock_is_refused_and_kept(lock, folder, takeaction, ours):
    """A file that is no lock is told as such, by every command, and never written over."""
    path = folder / "takeaction.lock"
    path.write_text("<<<<<<< HEAD\n", encoding="utf-8")

    ran = lock()
    answer = takeaction("search", "help", "--lock", path, "--json", packs=[ours])

    assert ran.code == answer.code == 2
    assert ran.err.startswith("takeaction: takeaction.lock:1: no line of a lock reads so.")
    assert json.loads(answer.out)["error"]["code"] == "lock.form"
    assert path.read_text(encoding="utf-8") == "<<<<<<< HEAD\n"


def test_a_lock_that_cannot_be_written_is_told(lock, folder):
    """A folder that is not there is a wrong call."""
    ran = lock("--file", folder / "none" / "takeaction.lock")

    assert ran.code == 2
    assert " cannot be written: No such file or directory." in ran.err


def test_a_lock_that_could_not_be_read_again_is_not_written(lock, folder, monkeypatch):
    """Packs that are too many for one lock are told, and no file is left behind."""
    monkeypatch.setattr("takeaction.lock.file.LINES", 20)

    ran = lock()

    assert ran.code == 2
    assert ran.err.startswith("takeaction: takeaction.lock: it has more than 20 lines.")
    assert list(folder.iterdir()) == []


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
       now  https://example.net/chat   checked (no date given)
       Find the address on the organisation's own site, by a way that you knew
       before, or ask on its old number, before you accept this.
""",
    ),
    "look-alike-letter": (
        [("resources", ('keyword = "HELP"', 'keyword = "H\u0415LP"'))],
        """\
  !! The Helpline: word to text changed (sms)
       was  HELP   checked (no date given)
       now  H\\u0415LP   checked (no date given)
       Ask the organisation before you accept this.
""",
    ),
    "hours": (
        [("resources", ("Mo-Fr 09:00-17:00", "Mo-Fr 09:00-18:00"))],
        """\
  !! The Helpline: opening times changed (sms)
       was  Mo-Fr 09:00-17:00   checked (no date given)
       now  Mo-Fr 09:00-18:00   checked (no date given)
       Ask the organisation before you accept this.
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
  !! The Helpline: word to text added (chat)
       was  (not given)   checked (no date given)
       now  HI   checked (no date given)
       Find this on the organisation's own site before you accept it.
""",
    ),
    "bill-taken-away": (
        [("resources", ("shows_on_bill = false\n", ""))],
        """\
  !! The Helpline: whether it shows on a bill taken away (sms)
       was  no   checked (no date given)
       now  (not given)   checked (no date given)
       Ask the organisation before you accept this.
""",
    ),
    "operator": (
        [("resources", ('operator = "Example"', 'operator = "ok\\u00a0CRITICAL"'))],
        """\
  !! The Helpline: who runs it changed
       was  Example
       now  ok\\u00a0CRITICAL
       Ask the organisation before you accept this.
""",
    ),
    "languages": (
        [("resources", ('languages = ["en", "es"]', 'languages = ["en"]'))],
        """\
  !! The Helpline: languages of those who answer changed
       was  en, es   checked (no date given)
       now  en   checked (no date given)
       Ask the organisation before you accept this.
No contact any more for US in es.
""",
    ),
    "safety-line": (
        [("actions", ('safety = ["Name nobody."]', 'safety = ["Name them."]'))],
        """\
  !! Action "write-letter": what keeps people from harm changed
       was  Name nobody.
       now  Name them.
       Ask whoever publishes the pack why, before you accept this.
""",
    ),
    "publisher": (
        [("pack", ('publisher = "Example"', 'publisher = "Somebody"'))],
        """\
  !! The pack itself: who publishes the pack changed
       was  Example
       now  Somebody
       Ask whoever publishes the pack why, before you accept this.
""",
    ),
    "country-code": (
        [("resources", ("+18885550100", "+448885550100"), ("1-888-555-0100", "888-555-0100"))],
        """\
  !! The Helpline: phone number changed
       was  1-888-555-0100 (dials +18885550100)   checked (no date given)
       now  888-555-0100 (dials +448885550100)   checked (no date given)
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
  .  The Helpline: last reviewed no date -> 2026-11-01 by B. Caller
""",
    ),
    "wording": (
        [
            ("actions", ("Write one page in your own words.", "Write a page.")),
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
  .  The Helpline: wording (2 words)
  .  Action "write-letter": wording (29 words, 33 before)
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


@pytest.mark.parametrize(("changes", "text"), EDITS.values(), ids=EDITS)
def test_each_kind_of_change_reads_in_plain_words(lock, locked, edit, changes, text):
    """Was, now and what to do: nothing is called good, and nothing of a pack does harm."""
    del locked
    for file, *words in changes:
        edit(file, *words)

    ran = lock("--diff")

    assert ran.code == 1
    assert ran.out.isascii()
    assert "safe" not in ran.out.casefold().replace("safety-critical", "")
    assert "".join(ran.out.splitlines(keepends=True)[1:]) == text


def test_words_that_come_and_go_are_told(lock, edit, locked):
    """A record that sends nobody anywhere is new or gone, and no more."""
    del locked
    edit("indicators", ("immediate_danger = true\n", ""))
    assert lock("--accept", "first", *REVIEWER).code == 0
    edit("indicators", ('id = "keeps-papers"', 'id = "takes-papers"'))

    ran = lock("--diff")

    assert ran.out.splitlines()[1:] == [
        '  .  Indicator "keeps-papers": gone (17 words)',
        '  .  Indicator "takes-papers": new (17 words)',
    ]
    assert lock().code == 0


def test_what_is_dialled_is_told_where_it_alone_changed(lock, edit, locked):
    """A country code that does not show is told with all its digits."""
    del locked
    edit("resources", ('display = "1-888-555-0100"', 'display = "888-555-0100"'))
    assert lock("--accept", "first", *REVIEWER).code == 0
    edit("resources", ("+18885550100", "+448885550100"))

    ran = lock("--diff")

    assert ran.out.splitlines()[1:5] == [
        "  !! The Helpline: phone number changed",
        "       was  +18885550100   checked (no date given)",
        "       now  +448885550100   checked (no date given)",
        "       has 1 digit more. Call the old number, and find the new one on the",
    ]


def test_the_same_lock_holds_a_host(locked, ours, edit):
    """What the command writes is what ``load`` enforces."""
    assert load(paths=[ours], packs=[], lock=locked, on_mistake="raise").packs["first"]
    number(edit)
    assert "first" not in load(paths=[ours], packs=[], lock=locked).packs
