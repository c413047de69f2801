"""Need: the words of somebody who needs help, and the records to show them first."""

from datetime import UTC, datetime

import pytest

from takeaction import is_need, search
from takeaction.testing import catalog_of

SHORT_AL = {"dial": "116", "dial_region": "AL", "display": "116"}
AT = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def catalog(make_action, make_resource):
    short = {"dial": "911", "dial_region": "US", "display": "911", "hours": "24/7"}
    return catalog_of(
        [
            make_resource("a:support", purposes=["support"]),
            make_resource("a:more", purposes=["report", "support", "legal"]),
            make_resource("a:open", purposes=["support"], contact={"hours": "24/7"}),
            make_resource("a:uk", purposes=["support"], regions=["GB"]),
            make_resource(
                "a:child",
                audience=["bystander", "child"],
                purposes=["child", "legal", "report", "support"],
            ),
            make_resource("a:short", purposes=["support"], regions=["AL"], contact=SHORT_AL),
            make_resource("a:danger", purposes=["emergency"], contact=short),
            make_resource("a:tips", purposes=["report"], operator_kind="police"),
            make_resource("a:office", purposes=["advocate"]),
            make_resource("a:gone", status="retired", note="Gone."),
            make_resource("a:silent", contacts=[]),
            make_resource("a:guide", kind="guide", purposes=["learn"], name="Trapped: a guide"),
            make_action("a:get-help", concern=True, finds=[{"purpose": "support"}]),
            make_action("a:report", concern=True, finds=[{"purpose": "report"}]),
            make_action("a:old", concern=True, status="retired", note="Gone."),
        ]
    )


def _ids(catalog, text, **options):
    return [hit.record.id for hit in search(catalog, text, **options)]


@pytest.mark.parametrize(
    ("text", "need"),
    [
        ("trapped", True),
        ("He has my passport!", True),
        ("I can\u2019t leave", True),
        ("i CAN'T leave here", True),
        ("can t leave", True),
        ("escape", True),
        ("Me quitó el pasaporte.", True),
        ("¡Socorro!", True),
        ("Il m\u2019oblige à travailler", True),
        ("Je suis enfermée", True),
        ("el pasaporte", False),
        ("landscaped gardens", False),
        ("passport", False),
        ("fair trade", False),
        ("", False),
    ],
    ids=[
        *("word", "sentence", "curly-apostrophe", "straight-apostrophe", "no-apostrophe"),
        *("one-word", "spanish", "spanish-word", "french", "french-accent", "spanish-no-need"),
        *("inside-another-word", "part-of-a-phrase", "no-need", "nothing"),
    ],
)
def test_phrases_of_need_are_known_inside_a_sentence(text, need):
    assert is_need(text) is need


def test_somebody_in_need_sees_help_before_anything_else(catalog):
    # A line comes first, then the action about getting help; a child's line is not the one.
    # Nobody has said that a child is meant, nor where: a number that reaches somebody else in
    # another country is not among them.
    hits = search(catalog, " He has my passport ")

    assert [hit.record.id for hit in hits] == ["a:more", "a:get-help"]
    assert [hit.score for hit in hits] == [hits[0].score, hits[0].score - 1]
    assert {hit.matched for hit in hits} == {"need"}


def test_without_a_place_a_line_of_the_world_comes_first(make_resource):
    catalog = catalog_of(
        [
            make_resource("a:a", purposes=["legal", "support"]),
            make_resource("a:b", regions=["001"], only_for="Seafarers."),
            make_resource("a:c", regions=["001"]),
        ]
    )

    assert _ids(catalog, "he has my passport") == ["a:c"]


@pytest.mark.parametrize("text", ["suicide hotline", "I want to kill myself"])
def test_a_few_words_may_name_a_line_of_any_place(make_resource, text):
    catalog = catalog_of(
        [
            make_resource("a:a", name="Suicide hotline", purposes=["crisis"]),
            make_resource("a:b", purposes=["crisis", "support"], regions=["001"]),
        ]
    )

    first = _ids(catalog, text)[0]

    assert first == ("a:a" if text == "suicide hotline" else "a:b")


def test_a_place_in_the_words_gives_the_lines_of_the_place(catalog):
    ids = _ids(catalog, "they took my passport in texas", at=AT)

    assert ids[:3] == ["a:open", "a:more", "a:support"]


def test_a_record_with_the_words_ranks_below_help(catalog):
    assert _ids(catalog, "trapped")[-2:] == ["a:get-help", "a:guide"]


def test_open_lines_of_a_place_come_first(catalog):
    ids = _ids(catalog, "trapped", region="US-TX", at=AT)

    assert ids == ["a:open", "a:more", "a:support", "a:get-help", "a:guide"]


def test_lines_that_only_take_reports_are_no_answer_to_need(catalog):
    ids = {*_ids(catalog, "trapped"), *_ids(catalog, "trapped", region="US")}

    assert ids.isdisjoint({"a:tips", "a:office", "a:gone", "a:silent", "a:report", "a:old"})


def test_the_emergency_record_of_a_pack_is_no_answer_to_need(catalog):
    for region in (None, "US", "GB"):
        assert "a:danger" not in _ids(catalog, "trapped", region=region)


def test_kinds_narrow_help_too(catalog):
    assert _ids(catalog, "trapped", kinds=["action"]) == ["a:get-help"]


def test_without_any_help_records_with_the_words_are_found(make_action):
    assert _ids(catalog_of([make_action(title="Trapped")]), "trapped") == ["a:act"]


@pytest.fixture
def crisis(make_resource):
    return catalog_of(
        [
            make_resource("a:help", purposes=["support", "legal"]),
            make_resource("a:y-crisis", purposes=["crisis", "support"]),
            make_resource("a:z-life", purposes=["crisis"]),
        ]
    )


@pytest.mark.parametrize("text", ["I want to kill myself", "suicide", "Quiero morir.", "me tuer"])
def test_somebody_who_may_end_their_life_sees_lines_for_that_first(crisis, text):
    assert _ids(crisis, text, region="US-OH", limit=3) == ["a:y-crisis", "a:z-life", "a:help"]
    assert _ids(crisis, text, limit=1) == ["a:y-crisis"]


def test_other_words_of_need_do_not_change_the_order_of_help(crisis):
    ids = _ids(crisis, "he has my passport", region="US-OH", limit=1)

    assert ids == ["a:help"]
