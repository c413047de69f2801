"""Answers and records in a notebook: safe, in the right language, and danger first."""

import re
import subprocess
import sys
from datetime import UTC, date, datetime

import attrs
import pytest

from takeaction import (
    HelpQuery,
    Profile,
    PurchaseQuery,
    ask,
    assess,
    check_destination,
    check_purchase,
    find_help,
    plan,
    recommend,
    search,
    why_not,
)
from takeaction.engine.help.answer import Help
from takeaction.engine.help.emergency import Emergency
from takeaction.engine.reasons import Reason
from takeaction.models.action import Action, Minutes, Template
from takeaction.models.goods import Claim, Good, Label, Rating, Tier, Vendor
from takeaction.models.indicator import Indicator
from takeaction.models.record import Link, Source
from takeaction.models.resource import Contact, Resource
from takeaction.models.text import Text, Words, direction
from takeaction.testing import catalog_of
from takeaction.views.actions import own_safety_line
from takeaction.views.html import STYLE
from takeaction.vocabulary.actions import Cadence, Mode, Risk, TemplateKind
from takeaction.vocabulary.contacts import Channel
from takeaction.vocabulary.goods import GoodKind, LabelKind, VendorKind
from takeaction.vocabulary.records import Observer, Status
from takeaction.vocabulary.resources import OperatorKind, Purpose, ResourceKind
from takeaction.vocabulary.signs import Ask, Element, Exploitation, Grade, GradeBasis, Reading

AT = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
TAGS = {
    *("div", "style", "p", "span", "ol", "ul", "li", "a", "details", "summary", "blockquote"),
    *("table", "caption", "tbody", "tr", "th", "td", "dl", "dt", "dd", "b", "bdi"),
}
ADDRESS = r"https://[^\s\"'<>]+|(?:tel|sms):\+[0-9]{7,15}|mailto:[^\s\"'<>?]+"
ATTRIBUTES = {"class", "lang", "dir", "href", "target", "rel", "scope", "start"}
KINDS = ("actions", "resources", "indicators", "vendors", "labels", "goods", "ratings")
HOSTILE = {
    "script": "<script>alert(1)</script>",
    "attribute": '"><img src=x onerror=alert(1)>',
    "single-quote": "' onmouseover='alert(1)",
    "style": "</style></div><style>*{display:none}</style>",
    "comment": "<!-- --><![CDATA[",
    "entity": "&lt;script&gt;alert(1)&lt;/script&gt;",
    "form": '<form action="https://evil.example"><input name=a>',
    "address": "javascript:alert(1)",
    "bidi": "\u202e\u2067evil\u202d",
    "controls": "\x00\x1b[2J\x9b31m\r",
    "half": "\ud800",
    "template": "{0} {x} %s ${x} {{x}} \\g<1>",
}
"""Texts that a pack could try, by name; S31 and S41 of the threats."""


def hostile_records(text):
    said, url = Text(f"A {text}"), f"https://a.example/{text}"
    about = {
        "source": Source(title=text, url=url, publisher=text, dated=text),
        "note": said,
        "also_known_as": (text,),
        "topics": frozenset({text}),
    }
    return [
        Action(
            id="a:action", title=said, summary=said, steps=(said,), safety=(said,),
            minutes=Minutes(min=1, typical=2, max=3), cadence=Cadence.ONCE,
            modes=frozenset({Mode.SOLO_ONLINE}), roles=frozenset({text}), days=(text,),
            templates=(Template(kind=TemplateKind.CALL, text=said),),
            links=(Link(title=said, url=url), Link(title=said, url=text)), **about,
        ),
        Resource(
            id="a:resource", name=said, kind=ResourceKind.HOTLINE, summary=said, warning=said,
            only_for=said, operator=text, publisher=text, url=text, operator_kind=OperatorKind.NGO,
            purposes=frozenset({Purpose.SUPPORT}),
            contacts=(
                Contact(id="tty", channel=Channel.TTY, dial=f"+{text}", display=text, note=said),
                Contact(id="sms", channel=Channel.SMS, dial="1", display=text, keyword=text),
                Contact(id="web", channel=Channel.WEB, url=url, languages=(text,)),
                Contact(id="email", channel=Channel.EMAIL, email=text),
            ), **about,
        ),
        Indicator(
            id="a:sign", text=said, text_self=said, section=text, concept=text,
            element=Element.MEANS, grade=Grade.STRONG, grade_basis=GradeBasis.LAW,
            types=frozenset({Exploitation.LABOUR}), observable_by=frozenset(Observer),
            ask=Ask.NOTICE, reading=Reading.READ, **about,
        ),
        Vendor(
            id="a:vendor", name=said, kind=VendorKind.RETAILER, summary=said, url=url,
            products=frozenset({"coffee"}), memberships=(text,),
            claims=(Claim(label="a:label", scope=said, certificate=text, evidence=url),), **about,
        ),
        Label(
            id="a:label", name=said, kind=LabelKind.MEMBERSHIP, standard_setter=text, scope=said,
            audited_by=said, third_party_audited=True, asks=said, does_not_cover=said, url=url,
            covers=frozenset({"coffee"}), **about,
        ),
        Good(
            id="a:good", name=said, product="coffee", country="BR", kind=GoodKind.FORCED,
            edition=2024, later_change=said, **about,
        ),
        Rating(
            id="a:rating", name=said, country="TH", meaning=said,
            history=(Tier(year=2024, tier=text), Tier(year=2025, tier="2")), **about,
        ),
    ]  # fmt: skip


PLAIN = (
    *("my neighbors maid is locked in and unpaid", "qwerty", "how can i volunteer"),
    *("is this coffee slave free", "a hotel and a tour in thailand", "what is debt bondage"),
)


def asked(catalog):
    me = Profile(minutes=60, region="US")
    return [
        recommend(catalog, me, at=AT),
        recommend(catalog, attrs.evolve(me, concern=True), at=AT),
        recommend(catalog, Profile(minutes=1, modes=["group-online"]), at=AT),
        *recommend(catalog, me, at=AT),
        plan(catalog, me, budget=240, at=AT),
        why_not(catalog, Profile(minutes=1), next(iter(catalog.actions))),
        why_not(catalog, me, next(iter(catalog.actions))),
        find_help(catalog, HelpQuery("US"), at=AT),
        *find_help(catalog, HelpQuery("US"), at=AT),
        assess(catalog, list(catalog.indicators)[:1], region="US", at=AT),
        assess(catalog, [], region="US", at=AT),
        check_purchase(catalog, PurchaseQuery(["coffee", "zzz"], ships_to="US"), at=AT),
        check_destination(catalog, "TH", at=AT),
        search(catalog, "a"),
        *search(catalog, "a"),
        search(catalog, "zzz"),
        search(catalog, "nike", at=AT),
        *(ask(catalog, text, region="US", at=AT) for text in PLAIN),
    ]


def check_safety(page):
    """Check that a page has nothing but its own elements, attributes and links."""
    assert {tag for tag, _, _ in page.elements} <= TAGS
    assert {name for _, attributes, _ in page.elements for name in attributes} <= ATTRIBUTES
    assert len(page.of("style")) == 1
    assert page.left_open == []
    for attributes in page.of("a"):
        assert re.fullmatch(ADDRESS, attributes["href"])


@pytest.mark.parametrize("name", HOSTILE)
def test_no_text_of_a_pack_becomes_markup(page_of, name):
    text = HOSTILE[name]
    records = hostile_records(text)

    for thing in [*records, *asked(catalog_of(records))]:
        page = page_of(thing)

        check_safety(page)
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\ud800-\udfff]", page.text)


@pytest.mark.parametrize("name", ["script", "attribute", "entity", "style", "template"])
def test_a_reader_sees_the_text_of_a_pack_as_it_is(page_of, name):
    for record in hostile_records(HOSTILE[name]):
        assert " ".join(f"A {HOSTILE[name]}".split()) in " ".join(page_of(record).text.split())


@pytest.fixture(scope="module")
def answers(catalog):
    """Return an answer of our packs to each question, and the first records of each kind."""
    records = [record for kind in KINDS for record in list(getattr(catalog, kind).values())[:20]]
    return [*asked(catalog), *records]


def test_every_view_of_our_packs_is_safe_and_whole(answers, page_of):
    assert len(answers) > 150
    for answer in answers:
        page = page_of(answer)

        check_safety(page)
        assert page.elements[0][1] == {"class": "takeaction", "lang": "en", "dir": "ltr"}
        assert page.text


def test_a_view_fixes_no_colour_and_loads_nothing(answers):
    assert not re.search(r"#[0-9a-f]{3}|rgba?\(|hsl|url\(|@import|: ?(white|black|gr[ae]y)", STYLE)
    assert set(re.findall(r"(?<![-\w])color:([^;}]+)", STYLE)) == {"inherit"}
    for answer in answers:
        html = answer._repr_html_()
        assert "<script" not in html
        assert "<img" not in html
        assert " style=" not in html


def test_danger_comes_first_and_who_answers_before_the_number(catalog, page_of):
    answer = find_help(catalog, HelpQuery("US-TX"), at=AT)

    text = page_of(answer).text

    assert text.startswith(str(answer.emergency.text).partition("\n")[0])
    first = answer[0]
    places = [
        text.index(part)
        for part in (
            str(first.resource.name),
            "An independent organisation, not the police",
            "They say they ask you before they tell the police",
            first.contact.display,
            "What you report may reach the police",
        )
    ]
    assert places == sorted(places)


def test_only_a_number_that_works_from_anywhere_can_be_tapped(catalog, page_of):
    page = page_of(find_help(catalog, HelpQuery("US"), at=AT))

    numbers = [attributes["href"] for attributes in page.of("a") if "tel:" in attributes["href"]]

    assert "tel:+18883737888" in numbers
    assert not [number for number in numbers if not re.fullmatch(r"tel:\+[0-9]{7,15}", number)]
    assert "Text 233733 with the word HELP" in page.text


def test_every_element_has_the_language_of_its_text(catalog, page_of):
    answer = find_help(catalog, HelpQuery("GB", "es"), languages=["es"], at=AT)

    page = page_of(answer)

    assert page.elements[0][1]["lang"] == "es"
    languages = {language for _, language in page.texts}
    assert languages == {"es", "en"}
    english = [text for text, language in page.texts if language == "en"]
    assert any(text.startswith("If you or someone else could be hurt") for text in english)
    assert not [text for text in english if "línea" in text]


def test_a_text_from_right_to_left_is_marked(page_of):
    words = (Words("خط المساعدة", "ar"),)
    resource = Resource(
        id="a:line", source=Source(title="A test"), name=Text("Helpline", "en", words),
        kind=ResourceKind.HOTLINE, purposes=frozenset({Purpose.SUPPORT}),
        contacts=(Contact(id="voice", channel=Channel.VOICE, dial="911", display="911"),),
    )  # fmt: skip

    page = page_of(find_help(catalog_of([resource]), HelpQuery("US"), languages=["ar"], at=AT))

    assert ("span", {"lang": "ar", "dir": "rtl"}, "ar") in page.elements
    assert ("خط المساعدة", "ar") in page.texts
    assert page.elements[0][1]["dir"] == "ltr"  # our own words are in English


@pytest.mark.parametrize(
    ("language", "expected"),
    [("en", "ltr"), ("ar", "rtl"), ("fa-AF", "rtl"), ("pa-Arab", "rtl"), ("ar-Latn", "ltr")],
)
def test_the_direction_of_a_language_is_that_of_its_script(language, expected):
    assert direction(language) == expected


def test_a_sign_never_stands_without_its_caveat(catalog, page_of):
    hits = search(catalog, "passport", kinds=["indicator"], at=AT)

    for thing in (hits, hits[0]):
        assert str(hits[0].caveat) in page_of(thing).text


def test_a_way_to_help_stands_below_the_hits_of_a_search(catalog, page_of):
    hits = search(catalog, "write a letter", region="US", languages=["es"], at=AT)

    page = page_of(hits)

    closing = "Si usted necesita ayuda, o alguien que conoce: "
    assert page.text.index(hits[-1].record.id) < page.text.index(closing)
    assert "911" not in page.text


def test_somebody_in_need_reads_the_line_for_danger_first(catalog, page_of):
    hits = search(catalog, "I am trapped", region="US", at=AT)

    page = page_of(hits)

    assert page.text.index("call 911") < page.text.index(str(hits[0].record.label))
    assert page.text.count("call 911") == 1
    assert hits[0].record.contacts[0].display in page.text


def test_a_search_without_hits_shows_near_words_and_help_in_the_language_asked_for(page_of):
    empty = catalog_of(hostile_records("chocolates"))

    page = page_of(search(empty, "chocomilk", languages=["fr"], at=AT))

    assert page.elements[0][1]["lang"] == "fr"
    assert "Nous n'avons rien trouvé." in page.text
    assert "Mots que nous connaissons et qui ressemblent aux vôtres\xa0: chocolates." in page.text


def test_a_search_without_lines_of_help_shows_the_line_for_danger(page_of):
    (action, *_) = hostile_records("letter")

    page = page_of(search(catalog_of([action]), "letter", region="US", at=AT))

    assert "call 911" in page.text
    assert "If you need help, or someone you know does" not in page.text


def test_a_view_says_nothing_about_a_brand(catalog, page_of):
    page = page_of(search(catalog, "is nike bad", at=AT))

    assert "We say nothing about a brand or a shop." in page.text
    assert "nike" not in page.text.casefold()


def test_no_view_repeats_the_goods_of_a_basket(catalog, page_of):
    query = PurchaseQuery(["espresso", "zzqqx"], origin="BR")

    text = page_of(check_purchase(catalog, query, at=AT)).text

    assert "espresso" not in text
    assert "zzqqx" not in text
    assert "1 of these goods. Not listed doesn't mean safe." in text


def test_advice_without_lists_says_that_nothing_could_be_listed(page_of):
    (vendor,) = [record for record in hostile_records("x") if type(record) is Vendor]
    advice = check_purchase(catalog_of([vendor]), PurchaseQuery(["coffee"]), at=AT)

    assert "No list of risky goods is installed" in page_of(advice).text


def test_a_retired_helpline_shows_no_number(page_of):
    (resource,) = [record for record in hostile_records("x") if type(record) is Resource]
    contact = attrs.evolve(resource.contacts[0], dial="+18883737888", display="1-888-373-7888")
    gone = attrs.evolve(resource, contacts=(contact,), status=Status.RETIRED, replaced_by="a:other")

    page = page_of(gone)

    assert "373" not in page.text
    assert "It's gone." in page.text
    assert "Use a:other instead." in page.text


def test_what_keeps_people_safe_is_never_folded_away(catalog):
    # Once above the list what holds for all of them; with each action its own line.
    answer = recommend(catalog, Profile(minutes=30, region="US"), limit=3, at=AT)

    html = re.sub(r"<details.*?</details>", "", answer._repr_html_(), flags=re.DOTALL)

    assert html.index("call <bdi") < html.index("Signs are never proof") < html.index("<ol")
    for recommendation in answer:
        assert str(own_safety_line(recommendation.action)).replace("'", "&#x27;") in html


def test_small_parts_have_no_view_and_show_their_repr():
    for part in (Reason(code="skill.match"), Minutes(min=1, typical=2, max=3), Profile(minutes=5)):
        assert part._repr_html_() is None


def test_notices_show_danger_before_anything_else(catalog, page_of):
    answer = recommend(catalog, Profile(minutes=5, region="GB", concern=True), limit=1, at=AT)
    danger, question = answer.notices
    now = "If you or someone else could be hurt right now, call 999 (United Kingdom)."

    page = page_of(answer)

    assert page.text.startswith(now)
    assert page.text.count(now) == 1
    assert page_of(danger).text == now
    assert page_of(question).text.endswith("You don't have to. About me About someone else")


def test_a_notice_shows_whom_to_turn_to(catalog, page_of):
    me = Profile(minutes=15, region="US", age="youth")
    (notice,) = recommend(catalog, me, limit=1, at=AT).notices

    page = page_of(notice)

    name = str(notice.line.name)
    assert page.text.index(notice.text[:40]) < page.text.index(name)
    assert page.text.index(name) < page.text.index(notice.line.contact.display)


def test_an_action_that_endangers_nobody_has_no_title_for_safety(page_of):
    (action,) = [record for record in hostile_records("x") if type(record) is Action]

    assert "Keep safe" in page_of(action).text
    assert "Keep safe" not in page_of(attrs.evolve(action, safety=())).text


def test_help_without_a_line_speaks_the_language_of_its_notices(page_of):
    notices = (Reason(code="help.calm", language="fr"),)
    empty = Help(lines=(), emergency=Emergency(text="112"), chain=("FR",), notices=notices)

    assert page_of(empty).elements[0][1]["lang"] == "fr"
    assert page_of(attrs.evolve(empty, notices=())).elements[0][1]["lang"] == "en"


def test_an_action_without_a_line_for_it_says_so(catalog, page_of):
    answer = recommend(catalog, Profile(minutes=30, region="US"), at=AT)
    (first,) = [each for each in answer if each.action.local_id == "save-hotline-number"]
    slots = tuple(attrs.evolve(filled, line=None, emergency=None) for filled in first.finds)

    said = page_of(attrs.evolve(first, finds=slots)).text
    assert "Support We know of no line for this." in said
    assert page_of(first).text.startswith(
        "If you or someone else could be hurt right now, call 911"
    )


def test_a_plan_shows_dates_times_and_what_was_left_out(catalog, page_of):
    me = Profile(minutes=60, per="week", region="US")
    answer = plan(catalog, me, budget=240, at=AT)

    page = page_of(answer)

    assert "Week 1" in page.text
    assert answer.items[0].start == date(2026, 11, 24)
    assert "Tue 24 Nov" in page.text
    assert "Not in the plan" in page.text
    assert page_of(answer.items[0]).text in page.text
    left_out = answer.left_out[0]
    assert f"{left_out.title} {left_out.reason}" in page.text
    assert page_of(left_out).text == f"{left_out.title} {left_out.reason} {left_out.action.id}"
    assert " Nov" not in page_of(plan(catalog, me, budget=60)).text


@pytest.mark.parametrize("every", [1, 7], ids=["day", "week"])
def test_a_repeated_action_says_how_often(catalog, page_of, every):
    me = Profile(minutes=60, region="US")
    item = plan(catalog, me, budget=60, at=AT).items[0]
    cadence = Cadence.DAILY if every == 1 else Cadence.WEEKLY
    action = attrs.evolve(item.action, cadence=cadence)
    repeated = attrs.evolve(
        item, times=3, recommendation=attrs.evolve(item.recommendation, action=action)
    )

    assert f"3 times, each {'day' if every == 1 else 'week'}" in page_of(repeated).text


def test_near_misses_are_shown_where_nothing_fits(catalog, page_of):
    # An empty list names the changes that would bring an action.
    me = Profile(minutes=1, region="US", modes=["group-in-person"])
    answer = recommend(catalog, me, at=AT)
    near = answer.stretch[0]

    page = page_of(answer)

    assert not answer
    assert "Nothing fits all of that." in page.text
    assert f"With modes: alone online: {near.action.title}" in page.text
    assert page_of(answer.stretch[0]).text in page.text


def test_no_program_without_a_notebook_imports_the_view():
    code = (
        "import sys, takeaction as ta\n"
        "answer = ta.find_help(ta.load(packs=[]), ta.HelpQuery('US'))\n"
        "repr(answer), answer.as_json()\n"
        "assert not [name for name in sys.modules if 'notebook' in name]\n"
        "answer._repr_html_()\n"
        "assert 'takeaction.views.view' in sys.modules\n"
    )

    subprocess.run([sys.executable, "-c", code], check=True)  # noqa: S603 - our own code


def test_risk_and_flags_of_a_record_are_named(page_of):
    (action,) = [record for record in hostile_records("x") if type(record) is Action]
    risky = attrs.evolve(action, risk=Risk.HIGH, concern=True)

    text = page_of(risky).text

    assert "risk high" in text
    assert "concern yes" in text
    assert "1-2 min" in text
