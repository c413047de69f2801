"""The warnings of numbers and addresses in prose."""

import pytest

from takeaction.models.record import Link, Source
from takeaction.models.resource import Contact, Resource
from takeaction.models.text import Text
from takeaction.packs.rules.numbers_in_prose import digit_faults
from takeaction.packs.rules.wording import WordingCheck
from takeaction.vocabulary.contacts import Channel
from takeaction.vocabulary.resources import ResourceKind

VOICE = Contact(id="voice", channel=Channel.VOICE, dial="+448000121700", display="08000 121 700")
CODE = Contact(id="sms", channel=Channel.SMS, dial="233733", dial_region="US", display="233733")
MAIL = Contact(id="email", channel=Channel.EMAIL, email="help@mail.example")


def line(summary, **fields):
    given = {
        "id": "trial:line",
        "name": Text("A line"),
        "kind": ResourceKind.HOTLINE,
        "source": Source(title="A page", url="https://www.source.example/page"),
        "contacts": (VOICE, CODE, MAIL),
        "links": (Link(title=Text("More"), url="https://about.help.example/"),),
    }
    return Resource(**given | fields, summary=Text(summary))


def faults_of(record):
    return [fault for fault in WordingCheck().faults(record) if fault.code == "text.number"]


@pytest.mark.parametrize(
    "summary",
    [
        "Call 08000 121 700, or +44 8000 121 700, or text HELP to 233733.",
        "In danger call 112 or 911.",
        "See source.example, help.example and help@mail.example.",
        "It answered 27,600,000 calls in 2019-2024.",
    ],
)
def test_the_numbers_and_addresses_of_the_record_itself_are_no_mistake(summary):
    assert list(faults_of(line(summary))) == []


@pytest.mark.parametrize(
    ("summary", "promises"),
    [
        ("Call 08000 121 701.", ["08000121701"]),
        ("Call +44 8000 121 701 or text 23373.", ["+448000121701", "23373"]),
        ("See help.other.example or other@mail.other.", ["help.other.example", "mail.other"]),
    ],
)
def test_another_number_or_address_is_told_to_the_author(summary, promises):
    told = list(faults_of(line(summary)))

    assert [(each.code, each.field) for each in told] == [("text.number", "summary")] * len(told)
    assert [each.problem for each in told] == [
        f'people will read "{promise}" here, where nothing checks it.' for promise in promises
    ]


def test_the_title_of_a_link_has_a_stricter_rule_of_its_own():
    # It costs the record, so nothing else is said of it.
    link = Link(title=Text("Call 08000 121 701"), url="https://help.example/")

    assert list(faults_of(line("It helps.", links=(link,)))) == []


def test_the_parts_of_a_number_may_stand_apart_in_a_translation():
    assert list(digit_faults("Open 24/7.", "Ouvert 24 h sur 24, 7 jours sur 7.")) == []
    assert list(digit_faults("From 9/17 on.", "De 9 a 17, y 9.")) == []
    assert list(digit_faults("From 8:20-9:30.", "Jusque 9:30, et dès 8:20.")) == []
