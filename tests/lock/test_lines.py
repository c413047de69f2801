"""The text of a lock: its end is checked first, and then each line that is needed."""

import hashlib
import json
import re
from contextlib import suppress

import pytest

from takeaction.errors import LockError
from takeaction.lock.lines import LOCK_FILE
from takeaction.lock.lock import Lock, LockedPack, parse_lock

DIGEST = f"sha256:{'0' * 64}"
HEADER = '{"format":2}'
PACK = f'{{"digest":"{DIGEST}","id":"a","records":1}}'
RECORD = '{"id":"line","kind":"resource","values":{"note":"Ask."}}'


def ended(*lines):
    body = "".join(f"{line}\n" for line in lines)
    digest = hashlib.sha256(body.encode()).hexdigest()
    return f'{body}{{"end":"sha256:{digest}"}}\n'


def refused(text):
    with pytest.raises(LockError) as caught:
        len([pack.values["resource line note"] for pack in parse_lock(text, "a.lock").packs])
    assert caught.value.code == "lock.form"
    return caught.value


def test_the_shortest_lock_is_read():
    (pack,) = parse_lock(ended(HEADER, PACK, RECORD), "a.lock").packs

    assert dict(pack.values) == {"resource line note": "Ask."}


def test_version_control_of_windows_does_no_harm():
    text = ended(HEADER, PACK, RECORD)

    assert parse_lock(text.replace("\n", "\r\n"), "a.lock") == parse_lock(text, "a.lock")
    with pytest.raises(LockError, match="not as it was written"):
        parse_lock(text.replace("\n", "\r\n", 1), "a.lock")


@pytest.mark.parametrize(
    ("lines", "line", "problem"),
    [
        (["{}"], 1, "it is not of format 2"),
        (['{"format":true}'], 1, "it is not of format 2"),
        (['{"format":3}'], 1, "it is not of format 2"),
        (['{"format":2,"core":"x"}'], 1, "the digest of the core is not a digest"),
        (['{"format":2,"core":1}'], 1, "the digest of the core is not a digest"),
        ([HEADER, "hello"], 2, "this line is not a JSON object"),
        ([HEADER, "[]"], 2, "this line is not a JSON object"),
        ([HEADER, '{"id":"a","id":"b"}'], 2, "a key appears twice in this line"),
        ([HEADER, '{"id":"a","trusted":"yes"}'], 2, '"trusted" is not known of a pack'),
        ([HEADER, '{"id":7}'], 2, "id is not text"),
        ([HEADER, '{"id":"a","reviewer":7}'], 2, "reviewer is not text"),
        ([HEADER, '{"id":"A"}'], 2, "a pack has no valid id"),
        ([HEADER, '{"id":"a","digest":"x"}'], 2, "a pack has no valid digest"),
        ([HEADER, PACK.replace("1}", "-1}")], 2, "the number of records is not a number"),
        ([HEADER, PACK.replace("1}", "true}")], 2, "the number of records is not a number"),
        ([HEADER, PACK.replace("1}", '1,"accepted":"x"}')], 2, "the day of acceptance is not"),
        ([HEADER, PACK.replace("1}", '1,"accepted":1}')], 2, "the day of acceptance is not"),
        ([HEADER, PACK], 2, "it has fewer records than it says"),
        ([HEADER, PACK, RECORD, PACK, RECORD], 4, "the packs are not in order"),
        ([HEADER, PACK.replace("1}", "2}"), RECORD, RECORD], 4, '"resource line" appears twice'),
        ([HEADER, PACK, "{"], 3, "this line is not a JSON object"),
        ([HEADER, PACK, "{}"], 3, "a record has no kind"),
        ([HEADER, PACK, '{"kind":"A"}'], 3, "a record has no kind"),
        ([HEADER, PACK, '{"kind":"word"}'], 3, "a record has no valid id"),
        ([HEADER, PACK, '{"kind":"word","id":"a b"}'], 3, "a record has no valid id"),
        ([HEADER, PACK, RECORD.replace("values", "more")], 3, '"more" is not known of a record'),
        ([HEADER, PACK, RECORD.replace('"note"', '"a b"')], 3, "the path of a field has a blank"),
        ([HEADER, PACK, RECORD.replace('"Ask."', "1.5")], 3, '"1.5" is not a whole number'),
        ([HEADER, PACK, RECORD.replace('"Ask."', "NaN")], 3, '"NaN" is not a whole number'),
        ([HEADER, PACK, RECORD.replace('"Ask."', "9" * 19)], 3, "the number is too large"),
        ([HEADER, PACK, RECORD.replace('"Ask."', "null")], 3, "a value must be text"),
        ([HEADER, PACK, RECORD.replace('"Ask."', '["a",1]')], 3, "a value must be text"),
        (
            [HEADER, PACK, RECORD.replace('"Ask."', "[" * 5000)],
            3,
            "the line is too long, or nested",
        ),
        ([HEADER, PACK, RECORD.replace('{"note":"Ask."}', '"x"')], 3, "values is not an object"),
        ([HEADER, PACK, RECORD.replace("}}", '},"wording":1}')], 3, "a value in wording has the"),
        ([HEADER, PACK, RECORD.replace("}}", '},"cautions":"x"}')], 3, "a value in cautions has"),
        ([HEADER, PACK, RECORD.replace("}}", '},"checked":{"":1}}')], 3, "a value in checked has"),
    ],
    ids=range(37),
)
def test_anything_but_a_lock_is_refused_with_its_line(lines, line, problem):
    error = refused(ended(*lines))

    assert error.where.line == line
    assert problem in error.problem
    assert re.fullmatch(r'["a-z].*\.', error.problem)


@pytest.mark.parametrize(
    "text",
    [
        "{",
        '{"end":"x"}\n',
        f"{HEADER}\n",
        f"{HEADER}\n{PACK}\n",
        ended(HEADER)[:-1],
        f"{ended(HEADER)}\n",
    ],
)
def test_a_lock_without_its_end_is_refused(text):
    assert refused(text).problem == "its end is missing: it may have been cut off."


def test_a_lock_that_was_edited_by_hand_says_what_to_do():
    error = refused(ended(HEADER, PACK, RECORD).replace("Ask.", "Ask!"))

    assert error.problem == (
        "it is not as it was written: the digest at its end is that of another content."
    )
    assert error.fix == (
        "do not edit it by hand. Restore it from version control, or create a new one with "
        '"takeaction lock".'
    )


def test_a_text_that_is_too_long_is_refused():
    with pytest.raises(LockError) as caught:
        parse_lock("{" * (LOCK_FILE.max_bytes + 1), "a.lock")

    assert caught.value.problem == "it has more than 16,777,216 bytes."


@pytest.mark.heavy
@pytest.mark.parametrize(
    "lines",
    [  # functions, for no worker should hold these texts to the end
        lambda: [HEADER, *["{" * 1000] * 10_000],
        lambda: [HEADER, "[" * 10_000_000],
        lambda: [HEADER, "1" * 10_000_000],
        lambda: [f"{'{' * 4_000_000}"],
        lambda: [HEADER, PACK.replace("1}", "100000}"), *[RECORD] * 100_000],
        lambda: [HEADER, PACK, RECORD.replace('"Ask."', json.dumps(["1"] * 800_000))],
        lambda: [""] * 10_000_000,
    ],
    ids=["opened", "nested", "digits", "header", "records", "list", "blank"],
)
def test_a_huge_lock_is_read_or_refused_quickly(lines, at_most):
    text = ended(*lines())
    assert len(text) <= LOCK_FILE.max_bytes

    with at_most(seconds=2), suppress(LockError):
        [len(pack.values) for pack in parse_lock(text, "a.lock").packs]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ('a "b" \\ c', r'"a \"b\" \\ c"'),
        ("L\u00ednea \U0001f642", '"L\u00ednea \U0001f642"'),
        ("\t\u200d\ufffe\uffff", r'"\t\u200d\ufffe\uffff"'),
        ("\u202e\u2028\x85", r'"\u202e\u2028\u0085"'),
        ("\U000e0041", r'"\udb40\udc41"'),
    ],
    ids=["quotes", "letters", "unseen", "turned", "tags"],
)
def test_a_text_is_written_on_one_line_with_nothing_hidden(text, written):
    lock = Lock((LockedPack(id="first", digest=DIGEST, values={"resource a b": text}),))

    assert f'"b":{written}' in lock.text()
    assert parse_lock(lock.text(), "a.lock") == lock
