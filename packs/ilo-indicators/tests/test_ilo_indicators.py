"""The facts of this pack that must never drift."""

import re
from collections import Counter

import pytest

from takeaction.testing import check_pack

# element, grade, child grade if it is another, ! for danger at once, ask, id, concept
FACTS = """
means   medium  -      - private    ilo11-abuse-of-vulnerability vulnerability-used
means   medium  -      - private    ilo11-deception deception-terms
means   strong  -      - notice     ilo11-restriction-of-movement restricted-movement
means   medium  -      - notice     ilo11-isolation isolation
means   strong  -      ! notice     ilo11-physical-and-sexual-violence violence
means   medium  strong - notice     ilo11-intimidation-and-threats threats-to-person
means   strong  -      - notice     ilo11-retention-of-documents documents-held
means   medium  -      - private    ilo11-withholding-of-wages wages-withheld
means   strong  -      - private    ilo11-debt-bondage debt-bondage
purpose medium  -      - notice     ilo11-abusive-conditions bad-working-conditions
purpose strong  -      - notice     ilo11-excessive-overtime excessive-hours
means   strong  -      - private    ilo-op-deceived-job-place-or-employer deception-job
means   medium  -      - private    ilo-op-deceived-wages deception-terms
means   medium  -      - private    ilo-op-deceived-work-conditions deception-terms
means   medium  -      - private    ilo-op-deceived-contract deception-terms
means   medium  -      - private    ilo-op-deceived-housing deception-terms
means   medium  -      - private    ilo-op-deceived-legal-status deception-terms
means   medium  -      - private    ilo-op-deceived-travel-terms deception-terms
means   medium  -      - private    ilo-op-deceived-family-reunion deception-terms
means   medium  -      - private    ilo-op-deceived-marriage-or-adoption false-love
means   weak    strong - private    ilo-op-deceived-education deception-terms
means   strong  -      - private    ilo-op-rec-violence violence
means   medium  strong - private    ilo-op-rec-threats threats-to-person
means   medium  strong - private    ilo-op-rec-abduction-marriage-adoption-sale abduction-or-sale
means   medium  strong - private    ilo-op-rec-debt-bondage debt-bondage
means   medium  -      - private    ilo-op-rec-documents-taken documents-held
means   medium  -      - private    ilo-op-rec-confined-or-watched restricted-movement
means   medium  -      - private    ilo-op-rec-threat-of-authorities threat-of-authorities
means   medium  -      - private    ilo-op-rec-threat-of-exposure threat-of-exposure
means   medium  -      - private    ilo-op-rec-violence-on-family threats-to-family
means   medium  -      - private    ilo-op-rec-money-withheld wages-withheld
means   medium  -      - private    ilo-op-vul-difficult-family vulnerability-used
means   medium  -      - private    ilo-op-vul-irregular-status vulnerability-used
means   medium  -      - private    ilo-op-vul-lack-of-education vulnerability-used
means   medium  -      - private    ilo-op-vul-lack-of-information vulnerability-used
means   medium  -      - private    ilo-op-vul-control-of-exploiters dependency
means   medium  -      - private    ilo-op-vul-economic vulnerability-used
means   medium  -      - private    ilo-op-vul-false-success-stories deception-terms
means   medium  -      - private    ilo-op-vul-false-law-information vulnerability-used
means   medium  -      - private    ilo-op-vul-family-situation vulnerability-used
means   medium  -      - private    ilo-op-vul-personal-situation vulnerability-used
means   medium  -      - notice     ilo-op-vul-emotional-dependency emotional-dependency
means   medium  -      - private    ilo-op-vul-relation-with-authorities vulnerability-used
means   medium  -      - private    ilo-op-vul-past-difficulties vulnerability-used
means   medium  -      - private    ilo-op-vul-cannot-arrange-travel vulnerability-used
means   weak    medium - private    ilo-op-vul-beliefs vulnerability-used
means   weak    medium - private    ilo-op-vul-general-context vulnerability-used
purpose strong  -      - notice     ilo-op-exp-excessive-hours excessive-hours
purpose medium  -      - private    ilo-op-exp-low-or-no-salary low-pay
purpose medium  -      - private    ilo-op-exp-wage-manipulation wage-manipulation
purpose medium  -      - notice     ilo-op-exp-bad-living bad-living
purpose medium  -      - notice     ilo-op-exp-very-bad-working bad-working-conditions
purpose medium  -      - notice     ilo-op-exp-hazardous-work hazardous-work
purpose medium  -      - inspection ilo-op-exp-contract-or-law-ignored contract-breach
purpose medium  -      - inspection ilo-op-exp-no-social-protection no-social-protection
purpose weak    medium - notice     ilo-op-exp-no-education no-education
means   strong  -      - notice     ilo-op-dest-documents-taken documents-held
means   strong  -      - private    ilo-op-dest-debt-bondage debt-bondage
means   strong  -      - notice     ilo-op-dest-confined-or-watched restricted-movement
means   strong  -      ! notice     ilo-op-dest-violence violence
means   medium  strong ! notice     ilo-op-dest-threats threats-to-person
purpose medium  strong - private    ilo-op-dest-forced-crime forced-crime
means   medium  strong - private    ilo-op-dest-forced-tasks-or-clients forced-tasks-or-clients
means   medium  strong - notice     ilo-op-dest-strong-influence dependency
means   medium  -      - private    ilo-op-dest-act-against-peers forced-against-peers
means   medium  -      - private    ilo-op-dest-forced-to-lie forced-to-lie
means   medium  -      - private    ilo-op-dest-threat-of-authorities threat-of-authorities
means   medium  -      - private    ilo-op-dest-threat-of-worse-conditions threat-of-worse
means   medium  -      - private    ilo-op-dest-violence-on-family threats-to-family
means   medium  -      - private    ilo-op-dest-wages-withheld wages-withheld
means   weak    medium - private    ilo-op-dest-threat-of-exposure threat-of-exposure
means   medium  -      - notice     ilo-op-vdest-dependency dependency
means   medium  -      - private    ilo-op-vdest-unknown-area vulnerability-used
means   medium  -      - private    ilo-op-vdest-economic vulnerability-used
means   medium  -      - private    ilo-op-vdest-family vulnerability-used
means   medium  -      - private    ilo-op-vdest-legal-status vulnerability-used
means   weak    medium - private    ilo-op-vdest-past vulnerability-used
means   weak    medium - private    ilo-op-vdest-personal-characteristics vulnerability-used
means   weak    -      - private    us-pressured-to-stay-in-job pressure-to-stay
means   medium  -      - private    us-owes-money-or-unpaid debt-bondage
means   medium  -      - notice     us-works-in-isolation isolation
means   medium  -      - notice     us-monitored-when-talking spoken-for
means   medium  -      - private    us-boss-threatens-deportation-or-harm threat-of-authorities
purpose medium  -      - notice     us-dangerous-work-no-protection hazardous-work
purpose medium  -      - notice     us-employer-housing-inhumane bad-living
purpose strong  -      - private    us-minor-in-commercial-sex minor-commercial-sex
means   strong  -      - private    us-wants-to-stop-but-scared cannot-leave
means   strong  -      - private    us-pressured-into-commercial-sex forced-tasks-or-clients
means   strong  -      - notice     us-transported-under-guard restricted-movement
purpose medium  strong - private    us-third-party-controls-sex-work third-party-control-of-sex
means   medium  -      - notice     us-controlling-partner-or-guardian restricted-movement
means   weak    -      - notice     dhs-disconnected-from-community isolation
purpose medium  -      - notice     dhs-child-stopped-school no-education
means   weak    -      - notice     dhs-sudden-behaviour-change fear-signs
means   medium  -      - notice     dhs-bruises-different-stages violence
purpose medium  -      - notice     dhs-denied-food-sleep-or-care denied-needs
means   medium  -      - notice     dhs-defers-to-controlling-companion spoken-for
context context -      - notice     dhs-few-possessions -
means   strong  -      - private    dhs-recruited-for-other-job deception-job
means   medium  -      - notice     dhs-unreasonable-security restricted-movement
means   medium  -      - notice     dhs-minor-older-partner-gifts emotional-dependency
act     weak    -      - notice     uk-odd-hours-transport controlled-transport
context context -      - notice     uk-wears-same-clothes -
means   weak    medium - notice     uk-untreated-injuries untreated-or-work-injury
means   medium  -      - private    uk-identical-learned-story spoken-for
act     weak    -      - notice     uk-property-overcrowded-people-bundled moved-around
means   medium  -      - notice     uk-perceived-debt-to-boss debt-bondage
act     medium  -      - notice     uk-child-new-money-missing-episodes child-missing-or-new-money
means   strong  -      - private    scam-lured-by-job-advert deception-job
means   strong  -      ! private    scam-quota-with-punishment quota-punishment
"""
VERDICT = re.compile(r"\b(?:victim|trafficker|exploiter|criminal|slave|suspect)", re.IGNORECASE)
OTHER = re.compile(r"\bthe (?:person|child|worker)\b|\btheir\b", re.IGNORECASE)
MOST_WORDS = 22


@pytest.fixture(scope="module")
def catalog():
    return check_pack("ilo-indicators")


def facts(sign):
    return (
        str(sign.element),
        str(sign.grade),
        str(sign.child_grade or "-"),
        "!" if sign.immediate_danger else "-",
        str(sign.ask),
        sign.local_id,
        sign.concept or "-",
    )


def test_every_list_is_whole(catalog):
    lists = Counter(each.source.title for each in catalog.indicators.values())

    assert lists == {
        "ILO indicators of forced labour": 11,
        "Operational indicators of trafficking in human beings": 67,
        "Recognizing the signs": 13,
        "Indicators of human trafficking": 10,
        "Modern slavery: how to identify and support victims": 7,
        "Key indicators of trafficking in persons for forced criminality": 2,
    }


def test_the_operational_indicators_stand_in_their_six_dimensions(catalog):
    signs = [each for each in catalog.indicators.values() if "-op-" in each.local_id]

    assert {str(each.grade_basis) for each in signs} == {"ilo-delphi"}
    assert Counter(each.section for each in signs) == {
        "deceptive-recruitment": 10,
        "coercive-recruitment": 10,
        "abuse-of-vulnerability-recruitment": 16,
        "exploitation": 9,
        "coercion-at-destination": 15,
        "abuse-of-vulnerability-at-destination": 7,
    }


def test_what_a_sign_is_counted_by_is_what_was_found(catalog):
    written = {tuple(row.split()) for row in FACTS.split("\n") if row}

    assert {facts(each) for each in catalog.indicators.values()} == written


def test_an_item_about_what_somebody_has_says_that_it_is_no_sign(catalog):
    context = {each.local_id: each for each in catalog.indicators.values() if not each.concept}

    assert context.keys() == {"dhs-few-possessions", "uk-wears-same-clothes"}
    assert all("not a sign" in str(each.text) for each in context.values())


def test_the_pack_says_that_no_sign_is_proof(catalog):
    assert "not proof" in str(catalog.packs["ilo-indicators"].header.caveat)


def test_an_item_whose_words_were_not_read_says_so(catalog):
    for each in catalog.indicators.values():
        assert each.reading == "read" or each.note


def test_a_text_says_what_is_seen_or_told_and_judges_nobody(catalog):
    for each in catalog.indicators.values():
        assert not VERDICT.search(str(each.text))


def test_a_text_is_short_and_is_there_once(catalog):
    texts = [str(each.text) for each in catalog.indicators.values()]

    assert len(set(texts)) == len(texts)
    for text in texts:
        assert all(len(part.split()) <= MOST_WORDS for part in re.split(r"(?<=\.) ", text))


def test_whoever_asks_about_themselves_reads_each_sign_about_themselves(catalog):
    own = [each for each in catalog.indicators.values() if "self" in each.observable_by]
    said = [str(each.text_self) for each in own if each.concept]

    assert len(said) == len(set(said)) == 85
    for text in said:
        assert re.search(r"\byour?\b", text, re.IGNORECASE)
        assert not OTHER.search(text)
        assert all(len(part.split()) <= MOST_WORDS for part in re.split(r"(?<=\.) ", text))
    assert all(each in own for each in catalog.indicators.values() if each.text_self)
