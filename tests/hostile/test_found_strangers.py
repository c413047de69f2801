"""S63: whoever writes the words of others into a pack isn't found in their place.

The newcomer is given by path beside our own packs. It may write whatever a pack may hold.
"""

from datetime import UTC, datetime

import make
import pytest

import takeaction
from takeaction import ask, search
from takeaction.lock.held import pin_all
from takeaction.lock.lock import Lock
from takeaction.vocabulary.records import Kind

AT = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
HOTLINE = "us-hotline:national-hotline"
NUMBER = "1-888-373-7888"
SOURCE = 'source = { title = "A page" }\nverified = { method = "called" }\n'
WAY = '[[resource.contacts]]\nchannel = "voice"\ndial = "+12025550143"\ndisplay = "202-555-0143"\n'
EVERYDAY = (
    "wages boss papers passport hotline help human trafficking number line national phone call "
    "work job debt fear child violence shelter police lawyer text chat free night day "
) * 3


def resource(names=(), say=(), name="Aid", way=WAY, more=""):
    return (
        f'[[resource]]\nid = "aid"\nname = "{name}"\nkind = "hotline"\nregions = ["US"]\n'
        f'purposes = ["support"]\nalso_known_as = {list(names)}\n'.replace("'", '"')
        + (f"people_say = {{ en = {list(say)} }}\n".replace("'", '"') if say else "")
        + f"{SOURCE}{more}{way}"
    )


@pytest.fixture
def beside(write):
    def load(text, **options):
        files = {"pack.toml": make.header("aa-first"), "resources.toml": text}
        return takeaction.load(paths=[write(files, "aa-first")], at=AT, **options)

    return load


@pytest.fixture(scope="module")
def lock():
    return pin_all(lock=Lock())[0]


def found(catalog, text, **options):
    return [hit.record for hit in search(catalog, text, at=AT, **options)]


def lines(records):
    return [record for record in records if record.record_kind is Kind.RESOURCE]


def is_behind(records):
    """Tell whether no line of the newcomer stands before one of ours."""
    packs = [record.pack for record in lines(records)]
    return packs == sorted(packs, key=lambda pack: pack == "aa-first")


@pytest.mark.parametrize(
    "written",
    [
        NUMBER,
        "(888) 373-7888",
        "+1 888 373 7888",
        "8883737888",
        "0018883737888",
        "1.888.373.7888",
        "\u0661\u0668\u0668\u0668\u0663\u0667\u0663\u0667\u0668\u0668\u0668",
        "\uff11\uff18\uff18\uff18-373-7888",
        "1\u200b888\u200b373\u200b7888",
        "who answers 1-888-373-7888?",
    ],
)
def test_s63_a_number_finds_who_it_reaches_in_any_writing(catalog, written):
    hit = search(catalog, written, at=AT)[0]
    assert (hit.record.id, hit.matched) == (HOTLINE, "contacts")


def test_s63_every_number_of_our_packs_is_found_as_it_is_shown(catalog):
    missed = [
        (record.id, contact.display)
        for record in catalog.reachable.values()
        for contact in record.contacts
        if contact.display and len(contact.display) > 2
        if record.id not in {each.id for each in found(catalog, contact.display, limit=200)}
    ]
    assert missed == []


@pytest.mark.parametrize("with_lock", [False, True])
@pytest.mark.parametrize("written", [NUMBER, "888 373 7888", "+1 (888) 373-7888"])
def test_s63_an_alias_with_a_number_of_others_is_not_found_by_it(beside, lock, written, with_lock):
    catalog = beside(
        resource([NUMBER, "888 373 7888", "+18883737888"]), **({"lock": lock} if with_lock else {})
    )

    assert found(catalog, written)[0].id == HOTLINE
    assert found(catalog, written, limit=1)[0].id == HOTLINE
    assert is_behind(found(catalog, written, region="US"))
    hits = ask(catalog, written, region="US", at=AT).hits
    assert is_behind([hit.record for hit in hits or ()])


@pytest.mark.parametrize("with_lock", [False, True])
@pytest.mark.parametrize(
    "words",
    [
        *("wages", "human trafficking hotline", "national human trafficking hotline", "shelter"),
        *("consulate", "childhelp"),  # whoever looks for these isn't given help first
    ],
)
def test_s63_everyday_words_by_hundreds_lift_no_stranger(beside, lock, words, with_lock):
    say = EVERYDAY.split()
    text = resource(["National Human Trafficking Hotline", words, *say[:30]], [words, *say[:35]])
    catalog = beside(text, **({"lock": lock} if with_lock else {}))

    for limit in (1, 3, 20, 100):
        assert is_behind(found(catalog, words, limit=limit))
        assert is_behind(found(catalog, words, limit=limit, region="US"))
        assert is_behind(found(catalog, words, limit=limit, kinds=["resource"]))


def test_s63_the_head_of_more_hits_is_the_hits(beside):
    catalog = beside(resource(EVERYDAY.split()[:30], EVERYDAY.split()[:35]))

    many = found(catalog, "human trafficking hotline", limit=100)
    for limit in (1, 2, 5, 20):
        assert found(catalog, "human trafficking hotline", limit=limit) == many[:limit]


# Attacks of our own: an action with the number as its title, another name in other letters, help
# without a place, and a number that is nobody's.


def test_an_action_named_like_a_number_does_not_stand_before_its_line(write):
    action = (
        f'[[action]]\nid = "act"\ntitle = "{NUMBER}"\nsummary = "S."\nsteps = ["1", "2", "3"]\n'
        'minutes = { min = 1, typical = 1, max = 1 }\ncadence = "once"\nmodes = ["solo-online"]\n'
        f'also_known_as = ["National Human Trafficking Hotline"]\n{SOURCE}'
    )
    files = {"pack.toml": make.header("aa-first"), "actions.toml": action}
    catalog = takeaction.load(paths=[write(files, "aa-first")], at=AT)

    assert found(catalog, NUMBER)[0].id == HOTLINE
    assert found(catalog, "National Human Trafficking Hotline")[0].id == HOTLINE


def test_a_stranger_for_everything_is_not_the_first_help_without_a_place(beside):
    more = 'topics = ["indicators-reporting"]\n'
    text = resource(EVERYDAY.split()[:30], more=more).replace('["US"]', '["*"]')
    purposes = '["support", "child", "labour-rights", "legal", "report", "shelter", "crisis"]'
    catalog = beside(text.replace('["support"]', purposes))

    for words in ("he has my passport", "trapped", "I want to die", "they pay me no wages"):
        assert is_behind(found(catalog, words))


def test_what_a_stranger_says_alone_is_still_found(beside):
    catalog = beside(resource(["Quillfeather House"]))

    assert found(catalog, "quillfeather house")[0].id == "aa-first:aid"
    assert found(catalog, "202 555 0143")[0].id == "aa-first:aid"


def test_an_accepted_newcomer_is_found_like_ours(write):
    files = {"pack.toml": make.header("aa-first"), "resources.toml": resource(["Quillfeather"])}
    folder = write(files, "aa-first")
    lock = pin_all(paths=[folder], lock=Lock())[0]
    catalog = takeaction.load(paths=[folder], lock=lock, at=AT)

    assert found(catalog, "quillfeather")[0].id == "aa-first:aid"
