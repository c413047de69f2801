"""Lists of withdrawals: their form, and what is refused."""

import hashlib
import json
import os
from datetime import date

import attrs
import pytest

from takeaction import QueryError
from takeaction.errors import PackError, WithdrawnError
from takeaction.limits import Limits
from takeaction.loading import load
from takeaction.lock.sealed import FormError
from takeaction.lock.withdrawn import (
    LIST_FILE,
    MAX_LINES,
    WithdrawnList,
    make_withdrawal,
    parse_list,
)
from takeaction.models.pack import Withdrawal

HEAD = '{"takeaction": "withdrawn", "version": 1, "sequence": 1, "expires": "9999-12-31"}'
LINE = {"id": "zz:line", "on": "2026-11-26", "by": "Harbour", "reason": "elsewhere"}
DIGEST = "sha256:" + "a" * 64
WHOLE = WithdrawnList((make_withdrawal(LINE),)).data()


def sealed(*lines, end="\n"):
    body = "".join(line + end for line in lines).encode("utf-8", "surrogatepass")
    digest = hashlib.sha256(body).hexdigest()
    return body + f'{{"digest": "sha256:{digest}"}}\n'.encode()


def line(**fields):
    merged = {**LINE, **fields}
    return json.dumps({name: value for name, value in merged.items() if value is not None})


def refusal(data):
    with pytest.raises(WithdrawnError) as caught:
        parse_list(data, "list")
    assert caught.value.code == "withdrawn.form"
    assert str(caught.value).isprintable()
    assert len(str(caught.value)) < 300
    return str(caught.value)


def test_a_list_is_read_as_it_was_written(tmp_path):
    written = WithdrawnList(
        (
            Withdrawal(id="zz:line", on=date(2026, 11, 26), by="Harbour", reason="closed"),
            Withdrawal(
                id="zz:line#voice",
                on=date(2026, 11, 27),
                by="Línea «Ñ»",
                reason="closed",
                detail="Ring twice, and nobody answers: it is shut.",
                digest=DIGEST,
                replaced_by="zz:other",
            ),
            Withdrawal(id="zz", on=date(2026, 1, 1), by="H", reason="other", digest=DIGEST),
        )
    )
    path = tmp_path / "withdrawn.jsonl"
    path.write_bytes(written.data())

    read = WithdrawnList.read(path)

    assert read == written
    assert read.data() == written.data()
    assert [(each.pack, each.record, each.contact) for each in read.withdrawals] == [
        ("zz", "line", ""),
        ("zz", "line", "voice"),
        ("zz", "", ""),
    ]


def test_one_more_withdrawal_comes_last():
    more = make_withdrawal({**LINE, "id": "zz:other"})

    longer = WithdrawnList((make_withdrawal(LINE),)).with_withdrawal(more)

    assert longer.data().startswith(WHOLE[:100])
    assert parse_list(longer.data(), "list").withdrawals[-1] == more


def test_an_empty_list_withdraws_nothing():
    assert parse_list(WithdrawnList().data(), "list") == WithdrawnList()


def test_a_list_cut_at_any_byte_is_refused():
    texts = {refusal(WHOLE[:length]) for length in range(1, len(WHOLE))}

    assert texts == {
        (
            "list: its end is missing: it may have been cut off. "
            "Fix: fetch it again from its publisher, byte for byte."
        )
    }


def test_a_list_with_any_byte_changed_is_refused():
    for place in range(len(WHOLE)):
        changed = bytearray(WHOLE)
        changed[place] ^= 1

        assert refusal(bytes(changed)).endswith("byte for byte.")


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (WHOLE + b"\n", "its end is missing"),
        (WHOLE.replace(b"\n", b"\r\n"), "its end is missing"),
        (WHOLE + WHOLE, "it is not as it was written"),
        (b"\xef\xbb\xbf" + WHOLE, "this is a file of another kind"),
        (b"", "the file is empty"),
        (sealed(), "its end is missing"),
        (sealed(HEAD, end=""), "its end is missing"),
        (sealed(line()), "list:1: it does not begin with version 1"),
        (sealed(HEAD.replace("1", "2")), "list:1: it does not begin with version 1"),
        (sealed(HEAD.replace("1", "true")), "list:1: it does not begin with version 1"),
        (sealed(HEAD, ""), "list:2: this line is not a JSON object"),
        (sealed(HEAD, "[]"), "list:2: this line is not a JSON object"),
        (sealed(HEAD, "7"), "list:2: this line is not a JSON object"),
        (sealed(HEAD, "[" * 5_000), "list:2: the line is too long, or nested too deep"),
        (sealed(HEAD, '{"id": {}}'), "list:2: the line is too long, or nested too deep"),
        (sealed(HEAD, '{"id": 1' + "0" * 9_999 + "}"), "list:2: the number is too large"),
        (sealed(HEAD, '{"id": "a", "id": "b"}'), "list:2: a key appears twice in this line"),
        (sealed(HEAD, '{"id": "\udce9"}'), "list:2: this line is not a JSON object"),
        (sealed(HEAD, *[line()] * MAX_LINES), "it has more than 5,000 lines"),
        (sealed(HEAD, " " * LIST_FILE.max_bytes), "it has more than 1,048,576 bytes"),
    ],
    ids=range(20),
)
def test_what_is_no_list_is_refused(data, problem):
    assert problem in refusal(data)
    assert refusal(data).startswith("list:")


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"id": None}, "id is missing."),
        ({"on": None}, "on is missing."),
        ({"by": None}, "by is missing."),
        ({"reason": None}, "reason is missing."),
        ({"dial": "+18885550100"}, 'there is no field called "dial".'),
        ({"on": 20261126}, "on is not text."),
        ({"digest": True}, "digest is not text."),
        ({"id": "ZZ:line"}, '"ZZ:line" is not pack:record, pack:record#contact, or the id of a'),
        ({"id": "zz:"}, '"zz:" is not pack:record'),
        ({"id": "zz#voice"}, '"zz#voice" is not pack:record'),
        ({"id": "zz:line#"}, '"zz:line#" is not pack:record'),
        ({"id": "zz:*"}, '"zz:*" is not pack:record'),
        ({"id": ""}, '"" is not pack:record'),
        ({"id": "zz:" + "a" * 65}, "is not pack:record"),
        ({"id": "zz"}, '"zz" is a whole pack: add the digest of the edition.'),
        ({"digest": "sha256:" + "A" * 64}, "is not a digest"),
        ({"digest": "md5:a"}, '"md5:a" is not a digest'),
        ({"replaced_by": "https://example.org"}, '"https://example.org" is not pack:record.'),
        ({"replaced_by": "zz"}, '"zz" is not pack:record.'),
        ({"on": "yesterday"}, '"yesterday" is not a date.'),
        ({"on": "2026-13-01"}, '"2026-13-01" is not a date.'),
        ({"on": "20261126"}, '"20261126" is not a date.'),
        ({"by": " "}, "by is empty, or has more than 100 characters."),
        ({"by": "a" * 101}, "by is empty, or has more than 100 characters."),
        ({"detail": ""}, "detail is empty, or has more than 200 characters."),
        ({"detail": "a" * 201}, "detail is empty, or has more than 200 characters."),
        ({"detail": "a\nzz: call us"}, "detail contains the forbidden character U+000A."),
        ({"detail": "a\x1b[2J"}, "detail contains the forbidden character U+001B."),
        ({"detail": "a\u202eb"}, "detail contains the forbidden character U+202E."),
        ({"by": "a\u200bb"}, "by contains the forbidden character U+200B."),
        ({"by": "a\U000e0041"}, "by contains the forbidden character U+E0041."),
        ({"detail": "a\ud800"}, "detail contains the forbidden character U+D800."),
        ({"by": "e\u0301"}, "by is not in NFC"),
        ({"by": "a" + "\u0335" * 9}, "too many combining marks"),
        ({"detail": "Call 1-888-555-0199."}, 'detail mentions "1-888-555-0199": a list has no'),
        ({"detail": "Go to https://evil.example"}, 'detail mentions "https://evil.example": a'),
        ({"by": "help@evil.example"}, 'by mentions "help@evil.example": a list has no'),
    ],
    ids=range(37),
)
def test_a_line_that_says_more_than_what_is_gone_is_refused(fields, problem):
    text = refusal(sealed(HEAD, line(), line(**fields)))

    assert text.startswith("list:3: ")
    assert problem in text
    assert text.endswith(" Fix: tell its publisher.")


def test_a_list_may_have_as_many_bytes_as_its_limit(monkeypatch):
    monkeypatch.setattr(
        "takeaction.lock.withdrawn.LIST_FILE", attrs.evolve(LIST_FILE, max_bytes=len(WHOLE))
    )

    assert parse_list(WHOLE, "list").withdrawals


def test_prose_of_any_language_is_welcome():
    reason = "این شماره دیگر کار نمی\u200cکند؛ दूरभाष बंद है"

    assert make_withdrawal({**LINE, "detail": reason}).detail == reason


def test_a_letter_may_have_eight_marks():
    reason = "a" + "\u0335" * Limits().marks

    assert make_withdrawal({**LINE, "detail": reason}).detail == reason


def test_make_withdrawal_raises_what_the_command_line_can_show():
    with pytest.raises(FormError, match="by is missing"):
        make_withdrawal({})


# Files


def unreadable(path):
    with pytest.raises(WithdrawnError) as caught:
        load(packs=[], withdrawn=path)
    assert isinstance(caught.value, PackError)
    assert caught.value.code == "withdrawn.unreadable"
    return str(caught.value).replace(str(path), "PATH")


def test_a_list_that_is_missing_raises(tmp_path):
    # A host that passes a list gets no catalog without it, so that it never thinks it was used.
    assert unreadable(tmp_path / "none") == (
        "PATH: there is no such file. Fix: fetch it from its publisher, or leave it out."
    )


@pytest.mark.parametrize("broken", [False, True], ids=["to-a-list", "to-nothing"])
def test_a_link_is_not_followed(tmp_path, broken):
    target = tmp_path / "list"
    if not broken:
        target.write_bytes(WHOLE)
    (tmp_path / "link").symlink_to(target)

    assert unreadable(tmp_path / "link") == (
        "PATH: this is a link: what it leads to may change. Fix: give the path of the file itself."
    )


def test_a_link_made_in_the_last_moment_is_not_followed(tmp_path, monkeypatch):
    target, link = tmp_path / "list", tmp_path / "link"
    target.write_bytes(WHOLE)
    link.symlink_to(target)
    status = os.lstat(target)
    monkeypatch.setattr("os.lstat", lambda _: status)

    assert "the file cannot be read: " in unreadable(link)


def test_a_pipe_or_a_folder_is_not_read(tmp_path):
    # A pipe would keep a host waiting for ever.
    os.mkfifo(tmp_path / "pipe")

    for path in (tmp_path / "pipe", tmp_path):
        assert "this is not a file." in unreadable(path)


def test_a_path_that_no_system_has_is_reported():
    assert unreadable("a\0b").endswith(
        "the file cannot be read: no file can have this name. "
        "Fix: check its name and its permissions."
    )


@pytest.mark.parametrize("value", [7, [7], {}, b"list"], ids=["number", "list", "dict", "bytes"])
def test_what_is_no_path_is_refused(value):
    with pytest.raises(QueryError) as caught:
        load(packs=[], withdrawn=value)

    assert (caught.value.code, caught.value.field) == ("query.withdrawn", "withdrawn")
    assert "Give withdrawn as the path of a list." in str(caught.value)


def test_a_broken_list_gives_no_catalog(tmp_path):
    path = tmp_path / "list"
    path.write_bytes(WHOLE[:-1])

    with pytest.raises(WithdrawnError, match="its end is missing"):
        load(packs=[], withdrawn=path)
