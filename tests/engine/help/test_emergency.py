"""The emergency notice: the core's number for the place, in words that fit the need."""

from datetime import UTC, datetime

import attrs
import pytest

from takeaction import About, HelpQuery, QueryError, ask, find_help
from takeaction.core_data import LANGUAGES, read
from takeaction.engine.help.emergency import CallerNumber, find_emergency
from takeaction.models.region import find_region
from takeaction.models.text import Text
from takeaction.testing import catalog_of
from takeaction.vocabulary.needs import NeedTopic

FAR = {"dial": "+442079460123", "display": "020 7946 0123"}
HURT = "If you or someone else could be hurt right now, "
THERE = "If someone could be hurt right now, "
LIFE = "If a life is at risk and you can call safely, call "
UNSAFE = (
    "First ask your own foreign ministry or an independent helpline whether the local police can "
    "be trusted. "
)
FEARED = {"scam-compound": UNSAFE, "police-feared": "You don't have to talk to the police. "}
"""The matters in which the police may belong to those who hold people."""

CAREFUL = set(FEARED) | {
    *("domestic-work", "immigration-fear", "sexual-exploitation", "soldier"),
    *("forced-marriage", "honour-threat", "violence-home", "cutting"),
}
"""The matters in which the police may be a danger."""

NGO = {"operator_kind": "ngo", "purposes": ["domestic-violence"]}
CLOSED = {"hours": "Mo-Fr 13:00-17:00", "zone": "America/New_York"}
AT = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)  # 10:00 there


class Everything:
    """A lock in which a person accepted all there is."""

    def accepts(self, _pack, _record):
        return True


def accepted(resources):
    return attrs.evolve(catalog_of(resources), lock=Everything())


def notice(region, topics=(), calling_from=None, language="en", talk_first=None, **known):
    origin = calling_from and find_region(calling_from)
    about = About(topics, **known)
    return find_emergency(find_region(region), language, about, origin, talk_first=talk_first)


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
    # An emergency number cannot be reached from abroad, so both are said, each with its place.
    assert notice(region, calling_from=origin).text == text


def test_the_number_of_the_caller_stands_beside_that_of_the_place():
    answer = notice("GB", calling_from="IE")

    assert (answer.place, answer.dial) == ("GB", "999")
    assert answer.caller == CallerNumber(place="IE", dial="112")
    assert notice("GB").caller is None
    assert notice("GB", calling_from="GB-SCT").caller is None
    assert notice("FR", calling_from="FR-NC").caller == CallerNumber(place="NC", dial="17")


def test_a_question_passes_the_place_of_the_caller_on():
    for origin, dial in (("IE", "112"), ("NL-AW", "100")):
        answer = find_help(catalog_of([]), HelpQuery("NL", calling_from=origin)).emergency
        assert (answer.dial, answer.caller.dial) == ("112", dial)
    assert find_help(catalog_of([]), HelpQuery("NL", calling_from="NL-UT")).emergency.caller is None


@pytest.mark.parametrize("topic", sorted(CAREFUL))
def test_who_may_fear_the_police_reads_that_the_call_has_to_be_safe(topic):
    first = FEARED.get(topic, "")

    assert notice("CN", [topic]).text == f"{first}{LIFE}110 (China, police)."
    assert notice("GB", [topic], talk_first=Text("The Line")).text == (
        f"{first}{LIFE}999 (United Kingdom). The police may come. "
        "Otherwise talk first to The Line, who are not the police."
    )
    assert notice("YE", [topic]).text.endswith(". The call may not be answered.")
    assert notice("TD", [topic]).text == (
        f"{first}{LIFE}your local emergency number. The police may come."
    )


@pytest.mark.parametrize("topic", [None, *sorted(set(NeedTopic) - CAREFUL)], ids=str)
def test_others_read_the_usual_words(topic):
    assert notice("GB", [topic] if topic else (), talk_first=Text("The Line")).text == (
        f"{HURT}call 999 (United Kingdom)."
    )


def test_somebody_who_fears_them_for_a_reason_that_is_not_written_reads_that_too():
    text = notice("CN", ["wages"], careful=True, talk_first=Text("The Line")).text

    assert text.startswith(f"{LIFE}110 (China, police). Otherwise talk first to The Line")


def test_one_of_several_matters_is_enough_to_be_careful():
    assert notice("CN", ["wages", "violence-home"]).text.startswith(LIFE)


def test_a_caller_abroad_who_may_fear_the_police_reads_both():
    assert notice("TH", ["scam-compound"], "GB").text == (
        f"{UNSAFE}{LIFE}191 (Thailand, police). You can't reach it from another country: where you "
        "are (United Kingdom), call 999 and say where they are."
    )


# What happens right now


@pytest.mark.parametrize(
    ("region", "danger", "text", "dial"),
    [
        ("GB", "body", "Call 999 (United Kingdom) now and ask for an ambulance.", "999"),
        ("CN", "body", "Call 120 (China, ambulance) now.", "120"),
        ("TD", "body", "Call your local emergency number now and ask for an ambulance.", None),
        (
            "GB",
            "pills",
            (
                "Call 999 (United Kingdom) now and ask for an ambulance, even if you feel fine. "
                "Say what was taken and when."
            ),
            "999",
        ),
        (
            "CN",
            "pills",
            (
                "Call 120 (China, ambulance) now, even if you feel fine. "
                "Say what was taken and when."
            ),
            "120",
        ),
        (
            "TD",
            "pills",
            (
                "Call your local emergency number now and ask for an ambulance, even if you feel "
                "fine. Say what was taken and when."
            ),
            None,
        ),
        (
            "GB",
            "now",
            "Call 999 (United Kingdom) now. If you can't speak, call and stay on the line.",
            "999",
        ),
        (
            "CN",
            "now",
            "Call 110 (China, police) now. If you can't speak, call and stay on the line.",
            "110",
        ),
        (
            "TD",
            "now",
            (
                "Call your local emergency number now. "
                "If you can't speak, call and stay on the line."
            ),
            None,
        ),
        ("GB", "danger", f"{HURT}call 999 (United Kingdom).", "999"),
    ],
)
def test_where_a_body_is_in_danger_the_ambulance_is_named_without_a_condition(
    region, danger, text, dial
):
    answer = notice(region, danger=[danger])

    assert (answer.text, answer.dial) == (text, dial)


def test_pills_and_a_hurt_body_come_before_everything_else(subtests):
    for topic in sorted(NeedTopic):
        with subtests.test(str(topic)):
            for danger in (["pills", "now"], ["body", "danger"]):
                text = notice("CN", [topic], danger=danger, careful=True, talk_first=Text("L")).text
                assert text.startswith("Call 120 (China, ambulance) now")
                assert "L" not in text
                assert "police" not in text


def test_a_beating_as_it_is_written_sets_no_condition_but_where_the_police_are_on_the_wrong_side(
    subtests,
):
    for topic in sorted(NeedTopic):
        with subtests.test(str(topic)):
            text = notice("CN", [topic], danger=["now"]).text

            if topic in FEARED:
                assert text.startswith(f"{FEARED[topic]}{LIFE}")
            else:
                assert text.startswith("Call 110 (China, police) now.")


def test_thoughts_of_suicide_have_the_one_number_that_their_sentence_has():
    assert notice("CN", ["suicide"]).dial == "120"
    assert notice("CN", ["suicide"]).text.endswith("call 120 (China).")
    assert notice("CN", ["suicide"], danger=["now"]).dial == "110"  # somebody else is there


def test_pills_of_somebody_abroad_name_both_numbers():
    text = notice("CN", ["suicide"], "GB", danger=["pills"]).text

    assert text.startswith("Call 120 (China, ambulance) now")
    assert text.endswith("where you are (United Kingdom), call 999 and say where they are.")


def test_a_place_whose_call_may_not_be_answered_says_so_in_danger_too():
    for danger in ("body", "pills", "now"):
        assert notice("YE", danger=[danger]).text.endswith(" The call may not be answered.")


def test_the_question_for_help_passes_on_what_is_known_of_the_danger():
    about = About(["suicide"], danger=["pills"])

    answer = find_help(catalog_of([]), HelpQuery("CN", about=about)).emergency

    assert answer.dial == "120"


# A question that is refused


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ({"limit": 0}, f"{HURT}call 999 (United Kingdom)."),
        ({"at": "now"}, f"{HURT}call 999 (United Kingdom)."),
        ({"limit": 0, "region": "Nowhereland"}, f"{HURT}call your local emergency number."),
        ({"limit": 0, "languages": "es"}, notice("GB", language="es").text),
    ],
    ids=["one-field", "no-moment", "place-unknown", "language"],
)
def test_the_error_of_a_refused_question_says_what_to_do_in_danger(question, text):
    query = HelpQuery(question.pop("region", "GB"))

    with pytest.raises(QueryError) as caught:
        find_help(catalog_of([]), query, **question)

    assert caught.value.emergency == text
    assert text in caught.value.__notes__


def test_the_error_of_a_refused_ask_says_it_too():
    with pytest.raises(QueryError) as caught:
        ask(catalog_of([]), 3, region="GB")

    assert caught.value.emergency == f"{HURT}call 999 (United Kingdom)."


def test_the_error_of_a_refused_question_holds_nothing_that_was_asked():
    with pytest.raises(QueryError) as caught:
        find_help(catalog_of([]), HelpQuery("GB", topic="suicide"), limit=0)

    assert "suicide" not in f"{caught.value!r} {caught.value} {caught.value.__notes__}"


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
    answer = notice(region)

    assert answer.note == note
    assert note is None or note not in answer.text


def test_the_notice_as_json():
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


def test_each_sentence_has_the_number_and_never_an_age():
    wrong = []
    for place in read("emergency")["places"]:
        for language in LANGUAGES:
            answer = notice(place, language=language)
            if f" {answer.dial} (" not in answer.text or "20" in answer.text.replace(
                answer.dial, ""
            ):
                wrong.append(answer.text)

    assert wrong == []


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
        ({"purposes": ["domestic-violence"]}, False),
        ({**NGO, "purposes": ["report"]}, False),
        ({**NGO, "purposes": ["consular"]}, False),
        ({**NGO, "purposes": ["support"]}, False),
        ({**NGO, "purposes": ["child", "support"]}, False),
        ({**NGO, "only_for": "Women."}, False),
        ({**NGO, "contact": {"shares_with": ["police"]}}, False),
        ({**NGO, "contact": {"shares_with": ["child-protection"]}}, True),
        ({**NGO, "contact": {"tells": {"police": "always"}}}, False),
        ({**NGO, "contact": {"tells": {"police": "if-you-agree"}}}, True),
        ({**NGO, "contact": {"tells": {"child_protection": "always"}}}, True),
        ({**NGO, "contact": CLOSED}, False),
        ({**NGO, "kind": "site"}, False),
        ({**NGO, "name": "Line 0800 555 0100"}, False),
        ({**NGO, "name": "Line ٠٨٠٠"}, False),
    ],
)
def test_only_an_independent_line_is_named(make_resource, fields, is_named):
    catalog = accepted([make_resource(**{"name": "The Line", **fields})])

    text = find_help(catalog, HelpQuery("US", topic="violence-home"), at=AT).emergency.text

    assert ("talk first to The Line, who are not the police" in text) is is_named
    assert ("talk first to" in text) is is_named


def test_the_line_that_is_named_is_the_first_that_is_listed(make_resource):
    office = make_resource("a:a", name="Office", **{**NGO, "operator_kind": "government"})
    charity = make_resource("a:b", name="Charity", **NGO, contact=FAR)
    asked = HelpQuery("US", topic="violence-home")

    def text(*lines, query=asked):
        return find_help(accepted(lines), query).emergency.text

    assert "talk first to Charity" in text(office, charity)
    assert "talk first to" not in text(
        attrs.evolve(office, regions=frozenset({"US-TX"})),
        charity,
        query=HelpQuery("US-TX", topic="violence-home"),
    )
    assert "talk first to" not in text(office, charity, query=HelpQuery("US", topic="wages"))


def test_a_child_is_named_a_line_for_children(make_resource):
    lines = [
        make_resource("a:b", name="Children", operator_kind="ngo", purposes=["child"]),
        make_resource("a:c", name="Charity", **NGO, contact=FAR),
    ]
    query = HelpQuery("US", topic="violence-home", audience="child")

    text = find_help(accepted(lines), query).emergency.text

    assert "talk first to Children" in text


def test_a_line_of_a_stranger_is_never_named(make_resource):
    fields = {"name": "The Line", **NGO}

    text = find_help(
        catalog_of([make_resource(**fields)]), HelpQuery("US", topic="violence-home")
    ).emergency.text

    assert "The Line" not in text


@pytest.mark.parametrize("known", [{"reach": "text"}, {"person": ["deaf"]}])
@pytest.mark.parametrize(
    ("region", "says"),
    [
        ("FR", " If you are deaf or can't speak, you can text 114."),
        ("GB", " text the word REGISTER to 999."),
        ("NZ", " once you have registered your phone with the police."),
        ("US", " Texting 911 works only in some places. Call if you can."),
    ],
)
def test_somebody_who_cannot_talk_reads_whether_a_text_reaches_the_number(region, says, known):
    assert notice(region, **known).text.endswith(says)
    assert says not in notice(region).text


def test_a_number_from_landlines_alone_is_no_text_message():
    assert notice("MA", reach="text").text == notice("MA").text


def test_a_caller_abroad_reads_of_no_text_message():
    assert "114" not in notice("FR", reach="text", calling_from="DE").text
