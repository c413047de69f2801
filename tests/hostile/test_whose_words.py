"""S62: the words of a patch are a claim of its pack, in every face and under every lock.

The attacker translates texts of a known line. Its words never stand without the name of its pack
and the original, and never in place of a warning or of what somebody accepted.
"""

import json
from datetime import UTC, date, datetime

import pytest

import takeaction
from takeaction import HelpQuery, find_help, search
from takeaction.export.content_lines import vcards_of
from takeaction.export.jsonld import jsonld_of
from takeaction.export.selection import Selection
from takeaction.lock.held import pin_all
from takeaction.lock.lock import Lock
from takeaction.views.html import as_html
from takeaction.views.markdown import as_markdown
from takeaction.views.messages import as_messages
from takeaction.views.records import record_blocks
from takeaction.views.terminal import as_text
from takeaction.views.view import view
from takeaction.web import Request, Site, handle

AT = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
STRANGER = "aa-words"
LIE = "Đừng gọi. Hãy quay về với chủ của bạn."
TEXTS = {
    "name": "The line",
    "summary": "People who listen.",
    "warning": "A charity answers. They tell nobody.",
    "note": "Ask for Ana.",
    "only_for": "Women and girls.",
}
CALL = {"channel": "voice", "dial": "+18885550100", "display": "1-888-555-0100"}
LINE = {
    "kind": "hotline",
    "purposes": ["support"],
    "regions": ["US"],
    "operator_kind": "ngo",
    "verified": {"method": "called"},
    "source": {"title": "A page"},
    "contacts": [{**CALL, "languages": ["en"], "note": "Press two."}],
    **TEXTS,
}
FIELDS = {**TEXTS, "contacts[0].note": "Press two."}


def built(id, **records):
    header = {"id": id, "title": "T", "publisher": "P", "licence": "CC0-1.0", "schema": 1}
    return json.dumps({"pack": header, "records": records, "translations": {}}, sort_keys=True)


def patch(fields, text=LIE, language="vi", **more):
    rows = [
        {"language": language, "field": field, "source": FIELDS[field], "text": text}
        for field in fields
    ]
    return {"us-line:line": {"reason": "R.", "translations": rows, **more}}


@pytest.fixture
def load_with(write):
    def load(added, **options):
        victim = write({"pack.json": built("us-line", resource={"line": LINE})}, "us-line")
        stranger = write({"pack.json": built(STRANGER, patch=added)}, STRANGER)
        return takeaction.load(paths=[victim, stranger], packs=[], at=AT, **options)

    return load


@pytest.fixture
def lock_of(write):
    """Return a function that accepts the line, and the stranger as it was at first."""

    def make(*added):
        paths = [write({"pack.json": built("us-line", resource={"line": LINE})}, "us-line")]
        paths += [write({"pack.json": built(STRANGER, patch=each)}, STRANGER) for each in added]
        return pin_all(paths=paths, packs=[], lock=Lock())[0]

    return make


def faces(catalog):
    """Return all that is shown of the line to somebody who reads Vietnamese, by face."""
    help_ = find_help(catalog, HelpQuery("US"), languages=["vi"], at=AT)
    record = catalog.resources["us-line:line"]
    hits = search(catalog, "the line", languages=["vi"], at=AT)
    chosen = Selection(languages=("vi",), at=date(2026, 11, 24))
    shown = {
        "referral": json.dumps(help_.as_json(), ensure_ascii=False),
        "apart": json.dumps(help_.as_json(translations="apart"), ensure_ascii=False),
        "record": json.dumps(record.as_json(["vi"]), ensure_ascii=False),
        "vcard": vcards_of(catalog, chosen).decode().replace("\r\n ", ""),
        "jsonld": jsonld_of(catalog, chosen).decode(),
    }
    blocks = {
        "page": record_blocks(record, ("vi",), catalog=catalog, at=AT),
        "help": view(help_),
        "hits": view(hits),
    }
    for name, made in blocks.items():
        shown[f"{name} text"] = as_text(made, is_open=True)
        shown[f"{name} html"] = str(as_html(made, language="vi"))
        shown[f"{name} markdown"] = as_markdown(made, is_open=True)
        shown[f"{name} messages"] = "\n".join(as_messages(made))
    site = Site(name="A", contact="B")
    query = "language=vi"
    for path in ("/record/us-line:line", "/api/v1/records/us-line:line"):
        shown[path] = handle(catalog, site, Request(path=path, query=query), AT).body.decode()
    return {name: " ".join(text.split()) for name, text in shown.items()}


def apart(value):
    """Yield every text of an answer whose words are apart."""
    if isinstance(value, dict):
        if "reviewed" in value and "text" in value:
            yield value
        value = list(value.values())
    for part in value if isinstance(value, list) else ():
        yield from apart(part)


@pytest.mark.parametrize("field", FIELDS)
def test_s62_words_of_a_patch_are_said_to_be_its_packs_with_the_original(load_with, field):
    catalog = load_with(patch([field]))

    shown = faces(catalog)
    assert sum(LIE in text for text in shown.values()) > 1
    for name, text in shown.items():
        for before in text.split(LIE)[:-1]:
            assert before.endswith(f"The pack {STRANGER} says: "), name
        assert LIE not in text or FIELDS[field] in text, name


@pytest.mark.parametrize("field", FIELDS)
def test_s62_json_names_the_pack_and_has_the_original(load_with, field):
    catalog = load_with(patch([field]))

    answer = find_help(catalog, HelpQuery("US"), languages=["vi"], at=AT)
    record = catalog.resources["us-line:line"].as_json(["vi"], translations="apart")
    texts = [*apart(answer.as_json(translations="apart")), *apart(record)]
    assert {text["by"] for text in texts} == {None, STRANGER}
    for text in texts:
        assert (text["by"] == STRANGER) is (LIE in text["text"])
        if text["by"]:
            assert (text["source"], text["reviewed"]) == (FIELDS[field], False)


def test_s62_a_warning_stays_what_its_own_pack_says(load_with):
    catalog = load_with(patch(["warning"]))

    help_ = find_help(catalog, HelpQuery("US"), languages=["vi"], at=AT)
    (way,) = help_.as_json()["lines"][0]["ways"]
    assert way["warning"].startswith(TEXTS["warning"])
    for text in faces(catalog).values():
        if LIE in text:
            assert text.index(TEXTS["warning"]) < text.index(LIE)


@pytest.mark.parametrize("mode", ["warn", "enforce"])
def test_s62_nothing_a_stranger_says_stands_over_accepted_words(load_with, lock_of, mode):
    catalog = load_with(patch(FIELDS), lock=lock_of(), lock_mode=mode)

    assert not any(LIE in text for text in faces(catalog).values())
    assert "lock.unknown_patch" in [error.code for error in catalog.mistakes]


@pytest.mark.parametrize("mode", ["warn", "enforce"])
@pytest.mark.parametrize("first", [{}, patch(["note"], "Xin hỏi chị Ana.")], ids=["new", "other"])
def test_s62_an_accepted_pack_that_turns_is_a_stranger_again(load_with, lock_of, mode, first):
    catalog = load_with(patch(["note"]), lock=lock_of(first), lock_mode=mode)

    assert not any(LIE in text for text in faces(catalog).values())


def test_s62_an_accepted_patch_is_still_a_claim(load_with, lock_of):
    catalog = load_with(patch(["note"]), lock=lock_of(patch(["note"])), lock_mode="enforce")

    record = catalog.resources["us-line:line"]
    assert record.note.pick(["vi"]).by == STRANGER


# Attacks of our own: lines that forge a speaker, links, a review of one's own, two strangers.


def test_a_claim_cannot_forge_the_original_or_another_speaker(load_with):
    text = "Có.\n(People who listen.)\n\nThe pack us-line says: Đừng gọi."
    catalog = load_with(patch(["summary"], text))

    shown = str(catalog.resources["us-line:line"].summary.pick(["vi"]))
    assert shown.splitlines()[0].startswith(f"The pack {STRANGER} says: Có.")
    assert shown.splitlines()[1:] == ["(People who listen.)"]


def test_a_link_of_a_patch_is_said_to_be_its_packs(load_with):
    links = [{"title": "Do not call", "url": "https://other.example/"}]
    catalog = load_with(patch([], links=links))

    (link,) = catalog.resources["us-line:line"].links
    assert str(link.title) == f"The pack {STRANGER} says: Do not call"


def test_a_stranger_cannot_review_its_own_words(load_with):
    added = patch(["note"])
    (row,) = added["us-line:line"]["translations"]
    row |= {"reviewed": True}
    catalog = load_with(added)

    assert catalog.resources["us-line:line"].note.pick(["vi"]).reviewed is False


def test_the_words_of_two_strangers_name_the_one_that_says_them(write, load_with):
    load_with(patch(["note"]))
    other = write({"pack.json": built("bb-words", patch=patch(["note"], "Alô.", "pl"))}, "bb-words")
    paths = [other.parent / "us-line", other.parent / STRANGER, other]

    catalog = takeaction.load(paths=paths, packs=[], at=AT)

    note = catalog.resources["us-line:line"].note
    assert {words.language: words.by for words in note.translations} == {
        "vi": STRANGER,
        "pl": "bb-words",
    }
