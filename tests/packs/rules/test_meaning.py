"""The rules for the values of a record, and for its fields together."""

from datetime import date

import attrs
import pytest

from takeaction.errors import Outcome
from takeaction.models.action import Action, Minutes
from takeaction.models.goods import Claim, Good, Rating, Tier, Vendor
from takeaction.models.indicator import Indicator
from takeaction.models.pack import Header, Patch, PatchText
from takeaction.models.record import Link, Source, Verified
from takeaction.models.resource import Contact, Resource
from takeaction.models.text import Text
from takeaction.packs.rules.meaning import faults, header_faults, parts, patch_faults, tag_faults
from takeaction.vocabulary.actions import Cadence, Mode
from takeaction.vocabulary.contacts import Channel
from takeaction.vocabulary.goods import GoodKind, VendorKind
from takeaction.vocabulary.records import Observer, Status
from takeaction.vocabulary.resources import ResourceKind
from takeaction.vocabulary.signs import Ask, Element, Exploitation, Grade, GradeBasis, Reading

TODAY = date(2026, 11, 24)
SOURCE = Source(title="A page")
ACTION = Action(
    id="trial:act",
    title=Text("Act"),
    summary=Text("Do."),
    steps=(Text("One."), Text("Two."), Text("Three.")),
    minutes=Minutes(min=1, typical=1, max=1),
    cadence=Cadence.ONCE,
    modes=frozenset({Mode.SOLO_ONLINE}),
    source=SOURCE,
)
RESOURCE = Resource(id="trial:line", name=Text("A line"), kind=ResourceKind.HOTLINE, source=SOURCE)
INDICATOR = Indicator(
    id="trial:sign",
    text=Text("Someone keeps the papers of the person."),
    element=Element.MEANS,
    grade=Grade.MEDIUM,
    grade_basis=GradeBasis.EDITORIAL,
    types=frozenset({Exploitation.ANY}),
    observable_by=frozenset({Observer.BYSTANDER}),
    ask=Ask.NOTICE,
    reading=Reading.READ,
    source=SOURCE,
)
GOOD = Good(
    id="trial:tea-np",
    name=Text("Tea"),
    product="tea",
    country="NP",
    kind=GoodKind.CHILD,
    edition=2024,
    source=SOURCE,
)
RATING = Rating(
    id="trial:np",
    name=Text("Nepal"),
    country="NP",
    meaning=Text("What tiers mean."),
    history=(Tier(year=2023, tier="2"), Tier(year=2024, tier="2")),
    source=SOURCE,
)
VENDOR = Vendor(id="trial:shop", name=Text("Shop"), kind=VendorKind.RETAILER, source=SOURCE)
HEADER = Header(id="trial", title=Text("A trial"), publisher="P", licence="CC0-1.0", schema=1)


def faults_of(record, today=TODAY, **fields):
    """Return code, field, problem and fix of each fault of a record with changed fields."""
    return [
        (fault.code, fault.field, fault.problem, fault.fix)
        for fault in faults(attrs.evolve(record, **fields), today)
    ]


@pytest.mark.parametrize(
    "record", [ACTION, RESOURCE, INDICATOR, GOOD, RATING, VENDOR], ids=lambda record: record.id
)
def test_a_valid_record_of_each_kind_has_no_fault(record):
    assert faults_of(record) == []


@pytest.mark.parametrize(
    ("record", "fields", "fault"),
    [
        (
            ACTION,
            {"minutes": Minutes(min=-5, typical=2, max=3)},
            (
                "limit.number",
                "minutes.min",
                "an action takes at least one minute.",
                "write 1 or more.",
            ),
        ),
        (
            ACTION,
            {"minutes": Minutes(min=3, typical=2, max=4)},
            (
                "shape.minutes",
                "minutes",
                "the minutes are not in the order min, typical, max.",
                "put them in order.",
            ),
        ),
        (
            ACTION,
            {"minutes": Minutes(min=1, typical=3, max=2)},
            (
                "shape.minutes",
                "minutes",
                "the minutes are not in the order min, typical, max.",
                "put them in order.",
            ),
        ),
        (
            ACTION,
            {"modes": frozenset()},
            ("shape.empty", "modes", "modes is empty.", "add at least one mode."),
        ),
        (
            ACTION,
            {"ages": frozenset()},
            ("shape.empty", "ages", "ages is empty.", "add at least one age."),
        ),
        (
            ACTION,
            {"steps": (Text("One."),)},
            (
                "shape.steps",
                "steps",
                "an action should have 3 to 7 steps; this one has 1.",
                "split or combine steps.",
            ),
        ),
        (
            ACTION,
            {"steps": (Text("One."),) * 8},
            (
                "shape.steps",
                "steps",
                "an action should have 3 to 7 steps; this one has 8.",
                "split or combine steps.",
            ),
        ),
        (
            INDICATOR,
            {"element": Element.CONTEXT},
            (
                "shape.context",
                "grade",
                "only one of element and grade is context.",
                "make both context, or neither.",
            ),
        ),
        (
            INDICATOR,
            {"child_grade": Grade.WEAK},
            (
                "shape.child_grade",
                "child_grade",
                "child_grade is lower than grade; a sign weighs no less for a child.",
                "remove it, or raise it.",
            ),
        ),
        (
            INDICATOR,
            {"element": Element.CONTEXT, "grade": Grade.CONTEXT},
            (
                "content.context_text",
                "text",
                "this item never counts, and the text does not say so.",
                'write "… is not a sign".',
            ),
        ),
        (
            INDICATOR,
            {
                "element": Element.CONTEXT,
                "grade": Grade.CONTEXT,
                "text": Text("Living here is not a sign."),
                "text_self": Text("You live here."),
            },
            (
                "content.context_text",
                "text_self",
                "this item never counts, and the text does not say so.",
                'write "… is not a sign".',
            ),
        ),
        (
            INDICATOR,
            {"observable_by": frozenset()},
            (
                "shape.empty",
                "observable_by",
                "observable_by is empty.",
                "add who can notice the sign.",
            ),
        ),
        (
            GOOD,
            {"edition": 24},
            (
                "limit.number",
                "edition",
                "24 is not a year from 1990 to 2100.",
                "write the year of the edition.",
            ),
        ),
        (
            RATING,
            {"history": RATING.history[::-1]},
            (
                "shape.history",
                "history",
                "the years are out of order, or one is repeated.",
                "put them in order, each once.",
            ),
        ),
        (
            RATING,
            {"history": RATING.history[:1] * 2},
            (
                "shape.history",
                "history",
                "the years are out of order, or one is repeated.",
                "put them in order, each once.",
            ),
        ),
        (
            VENDOR,
            {"status": Status.RETIRED, "note": Text("Closed."), "ships_to": frozenset({"US"})},
            (
                "shape.replaced",
                "ships_to",
                "the vendor is retired, and ships_to is not empty.",
                "remove ships_to.",
            ),
        ),
        (
            RESOURCE,
            {"replaced_by": "trial:other"},
            (
                "shape.replaced",
                "replaced_by",
                "only a retired record can have replaced_by.",
                'write status = "retired", or remove replaced_by.',
            ),
        ),
        (
            RESOURCE,
            {"status": Status.RETIRED},
            (
                "shape.replaced",
                "replaced_by",
                "the record is retired and names nothing to use instead.",
                "add replaced_by or a note.",
            ),
        ),
        (
            RESOURCE,
            {"contacts": (Contact(channel=Channel.WEB, id="web"),)},
            (
                "contact.incomplete",
                "contacts[0].url",
                "a contact with the channel web needs url.",
                "add url.",
            ),
        ),
    ],
    ids=[
        *("no-minute", "minimum", "maximum", "no-mode", "no-age", "one-step", "many-steps"),
        *("half-context", "child", "context-text", "context-self", "nobody", "edition"),
        *("order", "twice", "closed-shop", "replaced", "retired", "contact"),
    ],
)
def test_fields_that_contradict_each_other_are_reported(record, fields, fault):
    assert faults_of(record, **fields) == [fault]


@pytest.mark.parametrize(
    ("record", "fields"),
    [
        (ACTION, {"minutes": Minutes(min=1, typical=1, max=9_999)}),
        (ACTION, {"steps": (Text("One."),) * 7}),
        (ACTION, {"days": ("07-30", "02-29", "12-31")}),
        (INDICATOR, {"child_grade": Grade.MEDIUM}),
        (
            INDICATOR,
            {
                "element": Element.CONTEXT,
                "grade": Grade.CONTEXT,
                "text": Text("A foreign name is not a sign."),
            },
        ),
        (GOOD, {"edition": 1990}),
        (RESOURCE, {"status": Status.RETIRED, "replaced_by": "trial:other"}),
        (RESOURCE, {"status": Status.RETIRED, "note": Text("It closed in 2024.")}),
        (VENDOR, {"status": Status.RETIRED, "note": Text("Closed."), "ships_to": frozenset()}),
    ],
    ids=[
        *("minutes", "steps", "days", "child", "context", "edition", "replaced", "note", "closed"),
    ],
)
def test_a_record_at_the_edge_of_a_rule_passes(record, fields):
    assert faults_of(record, **fields) == []


@pytest.mark.parametrize(
    "day", ["7-30", "07-32", "13-01", "02-30", "30-07", "0730", "\u0661\u0662-01", "07-30\n"]
)
def test_a_day_of_the_year_exists(day):
    (fault,) = faults_of(ACTION, days=("07-30", day))

    assert fault[:2] == ("date.day", "days[1]")
    assert fault[3] == "write MM-DD, such as 07-30."


# Parts of records


def test_addresses_and_titles_are_checked_everywhere():
    bad = "http://example.org"
    resource = {
        "url": bad,
        "links": (Link(title=Text("help.example"), url="https://example.org"),),
        "contacts": (Contact(channel=Channel.WEB, id="web", url=bad),),
        "source": Source(title="A page", url=bad),
    }

    of_resource = [fault[:2] for fault in faults_of(RESOURCE, **resource)]
    of_vendor = [
        fault[:2] for fault in faults_of(VENDOR, claims=(Claim(label="trial:l", evidence=bad),))
    ]

    assert of_resource == [
        ("url.scheme", "url"),
        ("url.scheme", "source.url"),
        ("url.scheme", "contacts[0].url"),
        ("contact.label_mismatch", "links[0].title"),
    ]
    assert of_vendor == [("url.scheme", "claims[0].evidence")]


@pytest.mark.parametrize("dated", ["2026-13", "yesterday", "26", "2026-02-30", "2026-1-1"])
@pytest.mark.parametrize("today", [TODAY, None], ids=["with-a-day", "without"])
def test_the_date_of_a_source_is_a_year_a_month_or_a_day(dated, today):
    (fault,) = faults_of(RESOURCE, today, source=Source(title="A page", dated=dated))

    assert fault == (
        "date.form",
        "source.dated",
        f'"{dated}" is not a date.',
        "write YYYY, YYYY-MM or YYYY-MM-DD, or leave it out.",
    )


@pytest.mark.parametrize("today", [TODAY, None], ids=["with-a-day", "without"])
def test_a_date_in_the_future_is_a_warning(today):
    tomorrow = date(2026, 11, 25)
    resource = attrs.evolve(
        RESOURCE,
        source=Source(title="A page", checked=tomorrow, dated="2027"),
        verified=Verified(on=tomorrow, review_by=tomorrow),
        contacts=(
            Contact(
                channel=Channel.WEB,
                id="web",
                url="https://example.org",
                verified=Verified(on=tomorrow),
            ),
        ),
    )

    warned = [(fault.field, fault.problem, fault.outcome) for fault in faults(resource, today)]

    expected = [
        ("source.checked", "2026-11-25 is in the future.", Outcome.WARN),
        ("source.dated", "2027-01-01 is in the future.", Outcome.WARN),
        ("verified.on", "2026-11-25 is in the future.", Outcome.WARN),
        ("contacts[0].verified.on", "2026-11-25 is in the future.", Outcome.WARN),
    ]
    assert warned == (expected if today else [])


def test_today_is_not_in_the_future():
    source = Source(title="A page", checked=TODAY, dated="2026-11-24")

    assert faults_of(RESOURCE, source=source) == []


@pytest.mark.parametrize("tag", ["en", "es-MX", "zh-Hant", "zh-Hant-TW", "es-419", "mul", "haw"])
def test_a_language_tag_has_its_usual_form(tag):
    assert list(tag_faults(tag, "languages")) == []


@pytest.mark.parametrize(
    "tag", ["EN", "english", "es_MX", "es-mx", "zh-hant", "", "e", "es-\u0664\u0661\u0669", "en-"]
)
def test_any_other_tag_is_refused(tag):
    (fault,) = tag_faults(tag, "languages[0]")

    assert (fault.code, fault.field, fault.fix) == (
        "lang.tag",
        "languages[0]",
        'write "en".' if tag == "english" else 'write a tag such as "en" or "es-MX".',
    )


def test_the_languages_of_a_contact_are_tags():
    contact = Contact(
        channel=Channel.WEB,
        id="web",
        url="https://example.org",
        languages=("en", "Spanish"),
        interpreter=("mul", "x"),
    )

    assert [fault[:2] for fault in faults_of(RESOURCE, contacts=(contact,))] == [
        ("lang.tag", "contacts[0].languages[1]"),
        ("lang.tag", "contacts[0].interpreter[1]"),
    ]


def test_the_parts_of_a_record_are_walked_with_their_paths():
    resource = attrs.evolve(RESOURCE, links=(Link(title=Text("a"), url="b"),))

    walked = [path for path, _ in parts(resource)]

    assert walked == ["", "source", "verified", "links[0]"]


# Headers and patches


def test_a_valid_header_and_a_valid_patch_pass():
    header = attrs.evolve(HEADER, contact="https://example.org", requires=("us-hotline",))
    patch = Patch(target="o:a", reason=Text("r"), languages=("es",))

    assert list(header_faults(HEADER)) == list(header_faults(header)) == []
    assert list(patch_faults(patch)) == []


def test_the_values_of_a_header_are_checked():
    header = attrs.evolve(
        HEADER,
        languages=frozenset({"en", "Spanish"}),
        source_language="English",
        requires=("us-hotline", "Not An Id"),
        contact="javascript:alert(1)",
    )

    assert [(fault.code, fault.field, fault.problem) for fault in header_faults(header)] == [
        ("lang.tag", "languages", '"Spanish" is not a language tag.'),
        ("lang.tag", "source_language", '"English" is not a language tag.'),
        ("pack.bad_id", "requires[1]", '"Not An Id" is not a valid id of a pack.'),
        ("url.scheme", "contact", '"javascript:alert(1)" is not an https address.'),
    ]


def test_a_patch_follows_the_rules_of_records():
    patch = Patch(
        target="o:a",
        reason=Text("r"),
        languages=("Spanish",),
        links=(
            Link(title=Text("a"), url="javascript:alert(1)"),
            Link(title=Text("1-888-373-7888"), url="https://other.example"),
        ),
    )

    assert [(fault.code, fault.field) for fault in patch_faults(patch)] == [
        ("url.scheme", "links[0].url"),
        ("contact.label_mismatch", "links[1].title"),
        ("lang.tag", "languages[0]"),
    ]


@pytest.mark.parametrize(
    ("edition", "taken"), [(1989, False), (1990, True), (2100, True), (2101, False)]
)
def test_an_edition_is_a_year_in_its_range(edition, taken):
    assert (faults_of(GOOD, edition=edition) == []) is taken


def test_a_wrong_language_in_a_patch_is_reported_with_its_place():
    translations = [
        PatchText(language=tag, field="name", source="A", text="B") for tag in ("es", "Spanish")
    ]
    patch = Patch(target="o:a", reason=Text("r"), translations=tuple(translations))

    assert [(fault.code, fault.field) for fault in patch_faults(patch)] == [
        ("lang.tag", "translations[1].language")
    ]
