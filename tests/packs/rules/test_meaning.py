"""What the fields of a record say together."""

from datetime import date

import attrs
import pytest

from takeaction.errors import Outcome
from takeaction.models.action import Action, Minutes
from takeaction.models.contact import Contact
from takeaction.models.good import Good, Rating, Tier
from takeaction.models.indicator import Indicator
from takeaction.models.pack import Header
from takeaction.models.patch import Patch, PatchText
from takeaction.models.record import Link
from takeaction.models.resource import Resource
from takeaction.models.source import Source, Verified
from takeaction.models.text import Text
from takeaction.models.vendor import Claim, Vendor
from takeaction.packs.rules.meaning import faults, header_faults, parts, patch_faults, tag_faults
from takeaction.vocabulary import (
    Cadence,
    Channel,
    Mode,
    Observer,
    ResourceKind,
    Status,
)
from takeaction.vocabulary.goods import GoodKind, VendorKind
from takeaction.vocabulary.signs import (
    Ask,
    Element,
    Exploitation,
    Grade,
    GradeBasis,
    Reading,
)

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


def found(record, today=TODAY, **fields):
    """Return code, field, problem and fix of each fault of a record, some fields changed."""
    return [
        (each.code, each.field, each.problem, each.fix)
        for each in faults(attrs.evolve(record, **fields), today)
    ]


@pytest.mark.parametrize(
    "record", [ACTION, RESOURCE, INDICATOR, GOOD, RATING, VENDOR], ids=lambda record: record.id
)
def test_a_good_record_of_each_kind_has_no_fault(record):
    """A record that says what its kind needs passes."""
    assert found(record) == []


@pytest.mark.parametrize(
    ("record", "fields", "fault"),
    [
        (
            ACTION,
            {"minutes": Minutes(min=-5, typical=2, max=3)},
            (
                "limit.number",
                "minutes.min",
                "an action takes a minute or more.",
                "write 1 or more.",
            ),
        ),
        (
            ACTION,
            {"minutes": Minutes(min=3, typical=2, max=4)},
            (
                "shape.minutes",
                "minutes",
                "the minutes go from min by typical to max.",
                "put them in order.",
            ),
        ),
        (
            ACTION,
            {"minutes": Minutes(min=1, typical=3, max=2)},
            (
                "shape.minutes",
                "minutes",
                "the minutes go from min by typical to max.",
                "put them in order.",
            ),
        ),
        (
            ACTION,
            {"modes": frozenset()},
            ("shape.empty", "modes", "an action is done in some way.", "name one."),
        ),
        (
            ACTION,
            {"ages": frozenset()},
            ("shape.empty", "ages", "an action is for some age.", "name one."),
        ),
        (
            ACTION,
            {"steps": (Text("One."),)},
            ("shape.steps", "steps", "an action has 3 to 7 steps, not 1.", "split or join them."),
        ),
        (
            ACTION,
            {"steps": (Text("One."),) * 8},
            ("shape.steps", "steps", "an action has 3 to 7 steps, not 8.", "split or join them."),
        ),
        (
            INDICATOR,
            {"element": Element.CONTEXT},
            (
                "shape.context",
                "grade",
                "element and grade are both context, or neither is.",
                "make them agree.",
            ),
        ),
        (
            INDICATOR,
            {"child_grade": Grade.WEAK},
            (
                "shape.child_grade",
                "child_grade",
                "a sign never says less of a child.",
                "leave it out, or raise it.",
            ),
        ),
        (
            INDICATOR,
            {"element": Element.CONTEXT, "grade": Grade.CONTEXT},
            (
                "content.context_text",
                "text",
                'an item that is never counted says so: "… is not a sign".',
                "say it.",
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
                'an item that is never counted says so: "… is not a sign".',
                "say it.",
            ),
        ),
        (
            INDICATOR,
            {"observable_by": frozenset()},
            ("shape.empty", "observable_by", "somebody can come to know a sign.", "name one."),
        ),
        (
            GOOD,
            {"edition": 24},
            ("limit.number", "edition", "24 is no year of an edition.", "write four digits."),
        ),
        (
            RATING,
            {"history": RATING.history[::-1]},
            (
                "shape.history",
                "history",
                "the years stand in order, each once.",
                "put them in order.",
            ),
        ),
        (
            RATING,
            {"history": RATING.history[:1] * 2},
            (
                "shape.history",
                "history",
                "the years stand in order, each once.",
                "put them in order.",
            ),
        ),
        (
            VENDOR,
            {"status": Status.RETIRED, "note": Text("Closed."), "ships_to": frozenset({"US"})},
            ("shape.replaced", "ships_to", "a closed vendor ships nowhere.", "take it out."),
        ),
        (
            RESOURCE,
            {"replaced_by": "trial:other"},
            (
                "shape.replaced",
                "replaced_by",
                "only a retired record is replaced.",
                'write status = "retired".',
            ),
        ),
        (
            RESOURCE,
            {"status": Status.RETIRED},
            (
                "shape.replaced",
                "replaced_by",
                "a retired record says what to turn to.",
                "write replaced_by, or a note.",
            ),
        ),
        (
            RESOURCE,
            {"contacts": (Contact(channel=Channel.WEB, id="web"),)},
            ("contact.incomplete", "contacts[0].url", "a contact by web needs url.", "write url."),
        ),
    ],
    ids=[
        *("no-minute", "minimum", "maximum", "no-mode", "no-age", "one-step", "many-steps"),
        *("half-context", "child", "context-text", "context-self", "nobody", "edition"),
        *("order", "twice", "closed-shop", "replaced", "retired", "contact"),
    ],
)
def test_fields_that_do_not_go_together_are_named(record, fields, fault):
    """Each kind of record has its rules; the message says which one is broken."""
    assert found(record, **fields) == [fault]


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
def test_what_a_rule_allows_passes(record, fields):
    """At the edge of each rule a record is still good."""
    assert found(record, **fields) == []


@pytest.mark.parametrize(
    "day", ["7-30", "07-32", "13-01", "02-30", "30-07", "0730", "\u0661\u0662-01", "07-30\n"]
)
def test_a_day_of_the_year_is_one_that_a_calendar_has(day):
    """A day is a month and a day, and there is such a day in some year."""
    (fault,) = found(ACTION, days=("07-30", day))

    assert fault[:2] == ("date.day", "days[1]")
    assert fault[3] == "write MM-DD, such as 07-30."


# Parts of records


def test_addresses_and_titles_are_looked_at_wherever_they_stand():
    """Sources, links, contacts and claims hold addresses as records do."""
    bad = "http://example.org"
    resource = {
        "url": bad,
        "links": (Link(title=Text("help.example"), url="https://example.org"),),
        "contacts": (Contact(channel=Channel.WEB, id="web", url=bad),),
        "source": Source(title="A page", url=bad),
    }

    of_resource = [each[:2] for each in found(RESOURCE, **resource)]
    of_vendor = [each[:2] for each in found(VENDOR, claims=(Claim(label="trial:l", evidence=bad),))]

    assert of_resource == [
        ("url.scheme", "url"),
        ("url.scheme", "source.url"),
        ("url.scheme", "contacts[0].url"),
        ("contact.label_mismatch", "links[0].title"),
    ]
    assert of_vendor == [("url.scheme", "claims[0].evidence")]


@pytest.mark.parametrize("dated", ["2026-13", "yesterday", "26", "2026-02-30", "2026-1-1"])
def test_the_date_of_a_source_is_a_year_a_month_or_a_day(dated):
    """What was read carries a date, or none."""
    (fault,) = found(RESOURCE, source=Source(title="A page", dated=dated))

    assert fault == (
        "date.form",
        "source.dated",
        f'"{dated}" is no date.',
        "write YYYY, YYYY-MM or YYYY-MM-DD, or leave it out.",
    )


@pytest.mark.parametrize("today", [TODAY, None], ids=["with-a-day", "without"])
def test_days_that_have_not_come_are_warned_of_if_the_day_is_known(today):
    """A date in the future is kept and told of; without a day nothing is in the future."""
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

    warned = [(each.field, each.problem, each.outcome) for each in faults(resource, today)]

    expected = [
        ("source.checked", "2026-11-25 has not come yet.", Outcome.WARN),
        ("source.dated", "2027-01-01 has not come yet.", Outcome.WARN),
        ("verified.on", "2026-11-25 has not come yet.", Outcome.WARN),
        ("contacts[0].verified.on", "2026-11-25 has not come yet.", Outcome.WARN),
    ]
    assert warned == (expected if today else [])


def test_a_day_that_is_today_has_come():
    """What was checked today was checked."""
    source = Source(title="A page", checked=TODAY, dated="2026-11-24")

    assert found(RESOURCE, source=source) == []


@pytest.mark.parametrize("tag", ["en", "es-MX", "zh-Hant", "zh-Hant-TW", "es-419", "mul", "haw"])
def test_a_language_tag_has_its_usual_form(tag):
    """Language, script and region, each with its own case."""
    assert list(tag_faults(tag, "languages")) == []


@pytest.mark.parametrize(
    "tag", ["EN", "english", "es_MX", "es-mx", "zh-hant", "", "e", "es-\u0664\u0661\u0669", "en-"]
)
def test_any_other_tag_is_refused(tag):
    """Underscores, other cases and names of languages are no tags."""
    (fault,) = tag_faults(tag, "languages[0]")

    assert (fault.code, fault.field, fault.fix) == (
        "lang.tag",
        "languages[0]",
        'write "en", "es-MX" or such.',
    )


def test_the_languages_of_a_contact_are_tags():
    """Those who answer and those who interpret speak languages that have tags."""
    contact = Contact(
        channel=Channel.WEB,
        id="web",
        url="https://example.org",
        languages=("en", "Spanish"),
        interpreter=("mul", "x"),
    )

    assert [each[:2] for each in found(RESOURCE, contacts=(contact,))] == [
        ("lang.tag", "contacts[0].languages[1]"),
        ("lang.tag", "contacts[0].interpreter[1]"),
    ]


def test_the_parts_of_a_record_are_walked_with_their_paths():
    """A record, and every part of it that has a rule, is met once."""
    resource = attrs.evolve(RESOURCE, links=(Link(title=Text("a"), url="b"),))

    walked = [path for path, _ in parts(resource)]

    assert walked == ["", "source", "verified", "links[0]"]


# Headers and patches


def test_a_good_header_and_a_good_patch_pass():
    """A pack may say where to report a mistake, and may add to another's record."""
    header = attrs.evolve(HEADER, contact="https://example.org", requires=("us-hotline",))
    patch = Patch(target="o:a", reason=Text("r"), languages=("es",))

    assert list(header_faults(HEADER)) == list(header_faults(header)) == []
    assert list(patch_faults(patch)) == []


def test_what_a_header_names_is_held_to_its_form():
    """Languages are tags, needed packs are ids, the contact is an https address."""
    header = attrs.evolve(
        HEADER,
        languages=frozenset({"en", "Spanish"}),
        source_language="English",
        requires=("us-hotline", "Not An Id"),
        contact="javascript:alert(1)",
    )

    assert [(each.code, each.field, each.problem) for each in header_faults(header)] == [
        ("lang.tag", "languages", '"Spanish" is no language tag.'),
        ("lang.tag", "source_language", '"English" is no language tag.'),
        ("pack.bad_id", "requires[1]", '"Not An Id" is no id of a pack.'),
        ("url.scheme", "contact", '"javascript:alert(1)" is no https address.'),
    ]


def test_what_a_patch_adds_is_held_to_the_rules_of_records():
    """A link that one pack adds to another's record is no way around the rule for links."""
    patch = Patch(
        target="o:a",
        reason=Text("r"),
        languages=("Spanish",),
        links=(
            Link(title=Text("a"), url="javascript:alert(1)"),
            Link(title=Text("1-888-373-7888"), url="https://other.example"),
        ),
    )

    assert [(each.code, each.field) for each in patch_faults(patch)] == [
        ("url.scheme", "links[0].url"),
        ("contact.label_mismatch", "links[1].title"),
        ("lang.tag", "languages[0]"),
    ]


@pytest.mark.parametrize(
    ("edition", "taken"), [(1989, False), (1990, True), (2100, True), (2101, False)]
)
def test_an_edition_is_a_year_of_its_range(edition, taken):
    """The first and the last year are years of an edition."""
    assert (found(GOOD, edition=edition) == []) is taken


def test_a_wrong_language_of_a_translation_in_a_patch_is_told_with_its_place():
    """The second translation is named as the second."""
    given = [
        PatchText(language=tag, field="name", source="A", text="B") for tag in ("es", "Spanish")
    ]
    patch = Patch(target="o:a", reason=Text("r"), translations=tuple(given))

    assert [(each.code, each.field) for each in patch_faults(patch)] == [
        ("lang.tag", "translations[1].language")
    ]
