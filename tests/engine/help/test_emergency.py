"""The emergency notice: the core's number for the place, in words that fit the need."""

import attrs
import pytest

from takeaction import HelpQuery, find_help
from takeaction.core_data import LANGUAGES, read
from takeaction.engine.help.emergency import CallerNumber, find_emergency
from takeaction.models.region import find_region
from takeaction.models.text import Text
from takeaction.testing import catalog_of
from takeaction.vocabulary.needs import CAUTIOUS_TOPICS, NeedTopic

HURT = "If you or someone else could be hurt right now, "
THERE = "If someone could be hurt right now, "
LIFE = "If a life is at risk and it's safe to call: "
NGO = {"operator_kind": "ngo", "purposes": ["support"]}


class Everything:
    """A lock in which a person accepted all there is."""

    def accepts(self, _pack, _record):
        """Tell whether a record was accepted."""
        return True


def accepted(resources):
    """Return a catalog of resources that a person accepted."""
    return attrs.evolve(catalog_of(resources), lock=Everything())


def notice(region, topic=None, calling_from=None, language="en", **more):
    """Return the notice for places as a person writes them."""
    origin = calling_from and find_region(calling_from)
    return find_emergency(find_region(region), language, topic, origin, **more)


@pytest.mark.parametrize(
    ("region", "text", "dial"),
    [
        ("GB", "call 999 (United Kingdom).", "999"),
        ("GB-SCT", "call 999 (United Kingdom).", "999"),
        ("US-TX", "call 911 (United States).", "911"),
        ("PR", "call 911 (Puerto Rico).", "911"),
        ("RE", "call 112 (Réunion).", "112"),
        ("NL-AW", "call 100 (Aruba, police).", "100"),
        ("CN", "call 110 (China, police).", "110"),
        ("YE", "call 199 (Yemen). The call may not be answered.", "199"),
        ("TD", "call your local emergency number.", None),
        ("EU", "call your local emergency number.", None),
        ("001", "call your local emergency number.", None),
        (
            "MH",
            (
                "call 6258666 (Marshall Islands, police). "
                "This is the number of the police station in Majuro."
            ),
            "6258666",
        ),
    ],
)
def test_the_notice_names_the_number_and_its_place(region, text, dial):
    """The one number of the place of the danger; where none is certain, none is guessed."""
    answer = notice(region)

    assert (answer.text, answer.dial) == (HURT + text, dial)


@pytest.mark.parametrize(
    ("region", "origin", "text"),
    [
        (
            "GB",
            "IE",
            (
                f"{THERE}the number where they are is 999 (United Kingdom). You can't reach it "
                "from another country: where you are (Ireland), call 112 and say where they are."
            ),
        ),
        (
            "CN",
            "GB",
            (
                f"{THERE}the number where they are is 110 (China, police). You can't reach it from "
                "another country: where you are (United Kingdom), call 999 and say where they are."
            ),
        ),
        (
            "FR",
            "DE",
            (
                f"{HURT}call 112 (France). From where you are (Germany), it reaches the emergency "
                "services there: say where the danger is."
            ),
        ),
        (
            "GB",
            "LY",
            (
                f"{THERE}the number where they are is 999 (United Kingdom). You can't reach it "
                "from another country: call the emergency number of the place where you are, and "
                "say where they are."
            ),
        ),
        ("TD", "FR", f"{HURT}call 112 (France). Say in which country the danger is."),
        (
            "TD",
            "LY",
            f"{HURT}call your local emergency number. Say in which country the danger is.",
        ),
        ("001", "GB", f"{HURT}call 999 (United Kingdom). Say in which country the danger is."),
        ("GB", "EU", f"{HURT}call 999 (United Kingdom)."),
    ],
)
def test_a_caller_abroad_reads_which_number_works_where(region, origin, text):
    """An emergency number cannot be reached from abroad, so both are said, each with its place."""
    assert notice(region, calling_from=origin).text == text


def test_the_number_of_the_caller_stands_beside_that_of_the_place():
    """A face that dials takes the caller's where there is one."""
    answer = notice("GB", calling_from="IE")

    assert (answer.place, answer.dial) == ("GB", "999")
    assert answer.caller == CallerNumber(place="IE", dial="112")
    assert notice("GB").caller is None
    assert notice("GB", calling_from="GB-SCT").caller is None
    assert notice("FR", calling_from="FR-NC").caller == CallerNumber(place="NC", dial="17")


def test_a_question_passes_the_place_of_the_caller_on():
    """Also a territory of the same state, where another number holds."""
    for origin, dial in (("IE", "112"), ("NL-AW", "100")):
        answer = find_help(catalog_of([]), HelpQuery("NL", calling_from=origin)).emergency
        assert (answer.dial, answer.caller.dial) == ("112", dial)
    assert find_help(catalog_of([]), HelpQuery("NL", calling_from="NL-UT")).emergency.caller is None


@pytest.mark.parametrize("topic", sorted(CAUTIOUS_TOPICS), ids=str)
def test_who_may_fear_the_police_reads_that_the_call_has_to_be_safe(topic):
    """The sentence names the police, and somebody else where one is known."""
    assert notice("CN", topic).text == f"{LIFE}110 (China, police)."
    assert notice("GB", topic, talk_first=Text("The Line")).text == (
        f"{LIFE}999 (United Kingdom, police and other emergency services). "
        "Otherwise talk first to The Line, who are not the police."
    )
    assert notice("YE", topic).text.endswith(". The call may not be answered.")
    assert notice("TD", topic).text == f"{LIFE}your local emergency number. The police may come."


@pytest.mark.parametrize("topic", [None, *sorted(set(NeedTopic) - CAUTIOUS_TOPICS)], ids=str)
def test_others_read_the_usual_words(topic):
    """Nobody else is kept from calling."""
    assert notice("GB", topic, talk_first=Text("The Line")).text == (
        f"{HURT}call 999 (United Kingdom)."
    )


def test_a_caller_abroad_who_may_fear_the_police_reads_both():
    """The number where the person is, and the own one."""
    assert notice("TH", NeedTopic.SCAM_COMPOUND, "GB").text == (
        f"{LIFE}191 (Thailand, police). You can't reach it from another country: where you are "
        "(United Kingdom), call 999 and say where they are."
    )


@pytest.mark.parametrize(
    ("region", "note"),
    [
        ("FR", "If you are deaf or can't speak, you can text 114."),
        (
            "NZ",
            (
                "If you are deaf or can't speak, you can text 111 once you have registered your "
                "phone with the police."
            ),
        ),
        ("MA", "From a landline, the number of the police is 19."),
        ("US", "Texting 911 works only in some places. Call if you can."),
        ("MH", None),
        ("DE", None),
    ],
)
def test_a_note_says_how_else_to_call(region, note):
    """It stands apart, for those who ask for details."""
    answer = notice(region)

    assert answer.note == note
    assert note is None or note not in answer.text


def test_the_notice_as_json():
    """The text, the place, the number, the services and their sources."""
    answer = notice("AX").as_json()

    assert answer == {
        "text": f"{HURT}call 112 (Åland Islands).",
        "place": "AX",
        "dial": "112",
        "caution": False,
        "services": [
            {"service": service, "dial": "112"} for service in ("police", "ambulance", "fire")
        ],
        "source": [
            {"title": "libphonenumber 9.0.43", "dated": None},
            {"title": "numbering plan shared with another state: FI", "dated": None},
        ],
        "note": None,
        "caller": None,
    }
    assert notice("TD").as_json()["services"] == []


def test_the_number_of_every_listed_place_is_from_the_one_list():
    """Countries, their parts and groups of countries: thousands of codes, and no number beside."""
    data, regions = read("emergency"), read("regions")
    parts = (
        f"{country}-{part.partition('<')[0]}"
        for country, listed in regions["parts"].items()
        for part in listed.split()
    )
    for code in (*regions["countries"], *regions["groups"], *parts):
        territory = data["territories"].get(code, code.partition("-")[0])
        listed = data["places"].get(territory)
        assert notice(code).dial == (listed and listed.split(" ")[0]), code


@pytest.mark.parametrize("language", LANGUAGES, ids=str)
@pytest.mark.parametrize("place", sorted(read("emergency")["places"]), ids=str)
def test_each_sentence_has_the_number_and_never_an_age(place, language):
    """In each language, for each place; a day or a year is never beside the number."""
    answer = notice(place, language=language)

    assert f" {answer.dial} (" in answer.text
    assert "20" not in answer.text.replace(answer.dial, "")


# Whom to talk to first


@pytest.mark.parametrize(
    ("fields", "is_named"),
    [
        (NGO, True),
        ({**NGO, "operator_kind": "trade-union"}, True),
        ({**NGO, "operator_kind": "intergovernmental"}, True),
        ({**NGO, "operator_kind": "government"}, False),
        ({**NGO, "operator_kind": "police"}, False),
        ({**NGO, "operator_kind": "company"}, False),
        ({"purposes": ["support"]}, False),
        ({**NGO, "purposes": ["report"]}, False),
        ({**NGO, "purposes": ["consular"]}, False),
        ({**NGO, "purposes": ["domestic-violence"]}, True),
        ({**NGO, "purposes": ["child", "support"]}, False),
        ({**NGO, "only_for": "Women."}, False),
        ({**NGO, "contact": {"shares_with": ["police"]}}, False),
        ({**NGO, "contact": {"shares_with": ["child-protection"]}}, True),
        ({**NGO, "name": "Line 0800 555 0100"}, False),
        ({**NGO, "name": "Line ٠٨٠٠"}, False),
    ],
)
def test_only_an_independent_line_is_named(make_resource, fields, is_named):
    """It is known to be neither police nor state, helps everybody with this, and tells nobody."""
    catalog = accepted([make_resource(**{"name": "The Line", **fields})])

    text = find_help(catalog, HelpQuery("US", topic="violence-home")).emergency.text

    assert ("talk first to The Line, who are not the police" in text) is is_named
    assert ("talk first to" in text) is is_named


def test_the_first_that_fits_is_named(make_resource):
    """Those before it in the list are passed over."""
    catalog = accepted(
        [
            make_resource("a:a", name="Office", **{**NGO, "operator_kind": "government"}),
            make_resource("a:b", name="Children", **{**NGO, "purposes": ["child", "support"]}),
            make_resource("a:c", name="Charity", **NGO),
        ]
    )

    def text(**fields):
        query = HelpQuery("US", topic="police-feared", **fields)
        return find_help(catalog, query).emergency.text

    assert "talk first to Charity" in text()
    assert "talk first to Children" in text(audience="child")
    assert "talk first to" not in find_help(catalog, HelpQuery("US", topic="wages")).emergency.text


def test_a_line_of_a_stranger_is_never_named(make_resource):
    """Anybody can write that an organisation is independent; somebody has to accept it first."""
    fields = {"name": "The Line", **NGO}

    text = find_help(
        catalog_of([make_resource(**fields)]), HelpQuery("US", topic="violence-home")
    ).emergency.text

    assert "The Line" not in text
