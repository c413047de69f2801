"""The facts of this pack that must never drift."""

import re

import pytest

from takeaction.testing import check_pack
from takeaction.vocabulary.records import WordKind

LIKE_A_NUMBER = re.compile(r"\d(?:[\s().-]?\d){6}")
YOUNG_PEOPLES_OWN = {"tell-a-trusted-adult", "take-down-a-picture"}


@pytest.fixture(scope="module")
def catalog():
    return check_pack("community-actions")


def test_four_actions_are_retired_with_what_replaces_them(catalog):
    retired = {
        action.local_id: (action.replaced_by or "").partition(":")[2]
        for action in catalog.actions.values()
        if action.status == "retired"
    }

    assert len(catalog.actions) == 126
    assert retired == {
        "add-case-to-map": "explore-case-map",
        "check-slavery-footprint": "check-goods-risk-list",
        "get-first-aid-kit": "train-your-unit",
        "start-buyer-accountability-programme": "",
    }


@pytest.mark.parametrize(
    ("local_id", "kind"),
    [
        ("sign-a-petition", "ask"),
        ("send-two-sentences", "ask"),
        ("give-in-three-minutes", "give"),
        ("offer-your-language", "give"),
    ],
)
def test_giving_translating_writing_and_signing_can_take_three_minutes(catalog, local_id, kind):
    action = catalog.actions[f"community-actions:{local_id}"]

    assert (action.minutes.typical, str(action.kind)) == (3, kind)


def test_each_action_says_how_and_what_keeps_people_safe(catalog):
    for action in catalog.actions.values():
        assert 3 <= len(action.steps) <= 7
        assert action.safety or action.risk == "none"
        if action.concern:
            assert "mergency number" in " ".join(map(str, action.safety))


def test_no_telephone_number_stands_in_an_action(catalog):
    for action in catalog.actions.values():
        words = [action.summary, *action.steps, *action.safety]
        words += [template.text for template in action.templates]
        for text in words:
            assert not LIKE_A_NUMBER.search(str(text)), action.id


def test_the_actions_about_a_concern_are_these(catalog):
    concern = {action.local_id for action in catalog.actions.values() if action.concern}

    assert concern == {
        "report-a-suspicion",
        "report-online-exploitation",
        "take-down-a-picture-as-an-adult",
        "get-help-for-yourself",
        "recover-unpaid-wages",
        "say-no-to-a-marriage",
        "stand-by-a-friend-forced-to-marry",
        "somebody-held-in-a-scam-compound",
        "young-person-pushed-into-crime",
        *YOUNG_PEOPLES_OWN,
    }


@pytest.mark.parametrize("kind", [WordKind.ROLE, WordKind.TOPIC])
def test_no_role_and_no_topic_is_without_an_action(catalog, kind):
    live = [action for action in catalog.actions.values() if action.status != "retired"]
    named = {
        WordKind.ROLE: {word for action in live for word in action.roles | action.roles_only},
        WordKind.TOPIC: {word for action in live for word in action.topics},
    }

    assert {word.id for word in catalog.words if word.kind is kind} - named[kind] == set()


@pytest.mark.parametrize(
    "role",
    [
        *("domestic-worker", "care-worker", "construction-worker", "factory-worker"),
        *("farm-worker", "retail-worker", "hospitality-worker", "transport-worker"),
        *("office-worker", "worker"),
    ],
)
def test_each_kind_of_worker_finds_rights_help_and_something_to_do(catalog, role):
    own = {action.local_id for action in catalog.actions.values() if role in action.roles}

    assert {"recover-unpaid-wages", "keep-a-work-diary", "join-a-union"} < own


def test_every_link_of_one_country_says_which(catalog):
    several = ("check-a-job-offer", "recover-unpaid-wages", "rights-on-a-farm")
    for local_id in several:
        for link in catalog.actions[f"community-actions:{local_id}"].links:
            assert re.search(r"\([A-Z][A-Za-z ]+\)$", str(link.title)), str(link.title)


def test_only_the_trained_are_shown_what_is_for_the_trained(catalog):
    lawyers = catalog.actions["community-actions:pro-bono-representation"]
    officers = catalog.actions["community-actions:investigate-online-ads"]

    assert lawyers.roles_only == {"lawyer"}
    assert officers.roles_only == {"law-enforcement"}


def test_the_young_get_nothing_with_risk_or_with_survivors(catalog):
    for action in catalog.actions.values():
        if action.ages & {"child", "youth"}:
            assert str(action.risk) in ("none", "low"), action.id


def test_an_act_of_writing_or_calling_brings_words(catalog):
    for local_id in ("contact-legislators", "write-editorial", "ask-a-brand", "thank-officials"):
        templates = catalog.actions[f"community-actions:{local_id}"].templates

        assert templates
        assert all("[" in str(template.text) for template in templates)


def test_writing_to_representatives_is_made_for_the_us_and_holds_everywhere(catalog):
    regions = catalog.actions["community-actions:contact-legislators"].regions

    assert regions == {"US", "001"}
