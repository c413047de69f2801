"""Search: one box for all records."""

from datetime import UTC, datetime

import attrs
import pytest

from takeaction import QueryError, Records, UnknownWordError, search
from takeaction.models.record import PeopleSay
from takeaction.models.text import Text, Words
from takeaction.testing import catalog_of

AT = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)


def _hits(catalog, text, **options):
    return [(hit.record.id, hit.score, hit.matched) for hit in search(catalog, text, **options)]


def _ids(catalog, text, **options):
    return [hit.record.id for hit in search(catalog, text, **options)]


# Words


@pytest.mark.parametrize(
    "text",
    [
        "fair trade",
        "FAIR   trade!",
        "buy-fair-trade",
        "a:buy-fair-trade",
        "Compra café",
        "shop-fairly",
    ],
    ids=["other-name", "case-and-marks", "local-id", "full-id", "translation", "former-id"],
)
def test_a_whole_name_or_id_comes_first(make_action, text):
    action = make_action("a:buy-fair-trade", also_known_as=["Fair Trade"], aliases=["shop-fairly"])
    title = Text("Buy fair-trade coffee", "en", (Words("Compra café", "es"),))
    say = PeopleSay((("en", ("fair trade coffee", "fair deal", "trade")),))
    other = make_action("a:a", title="Fair trade fair", summary="Compra café: buy fair trade.")
    catalog = catalog_of([attrs.evolve(action, title=title), attrs.evolve(other, people_say=say)])

    assert _ids(catalog, text)[0] == "a:buy-fair-trade"


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("headed", "title"),
        ("called", "also_known_as"),
        ("spoken", "people_say"),
        ("summarised", "summary"),
        ("noted", "note"),
        ("awareness", "topics"),
        ("outreach", "topics"),
        ("stepping", "steps"),
        ("kenya", "regions"),
        ("kenia", "regions"),
        ("buy-well", "id"),
    ],
)
def test_a_hit_names_the_field_that_matches(make_action, text, field):
    action = make_action(
        "a:buy-well",
        title="Headed",
        also_known_as=["Called"],
        summary="It is summarised.",
        note="It is noted.",
        steps=["Stepping one.", "Two.", "Three."],
        topics=["awareness"],
        regions=["KE"],
    )
    action = attrs.evolve(action, people_say=PeopleSay((("en", ("spoken",)),)))

    assert [(id, at) for id, _, at in _hits(catalog_of([action]), text)] == [("a:buy-well", field)]


@pytest.mark.parametrize("text", ["ke", "KE", "a", "the and of", "write 12"])
def test_codes_ids_and_stop_words_count_nothing(make_action, text):
    other = make_action("a:other", title="Write", regions=["KE"])

    assert "a:buy-well" not in _ids(
        catalog_of([make_action("a:buy-well", title="Sing", regions=["KE"]), other]), text
    )


def test_words_that_all_count_nothing_count_together(make_action):
    catalog = catalog_of([make_action("a:buy", title="What We"), make_action("a:act", title="Act")])

    assert _ids(catalog, "what we") == ["a:buy"]


def test_a_name_weighs_more_than_a_summary(make_action):
    catalog = catalog_of(
        [
            make_action("a:named", title="Letter"),
            make_action("a:told", title="Act", summary="It is a letter."),
            make_action("a:rare", title="Quiz"),
            make_action("a:other", title="Letter box"),
        ]
    )

    assert _ids(catalog, "letter box")[0] == "a:other"
    assert _ids(catalog, "letter zzz")[-1] == "a:told"
    assert _ids(catalog, "letter quiz")[0] == "a:rare"


def test_a_repeated_word_counts_once(make_action):
    once, often = make_action("a:b", title="One letter"), make_action("a:a", title="One letter")
    say = PeopleSay((("en", ("letter",)),)), PeopleSay((("en", ("letter", "letter letter")),))
    catalog = catalog_of(
        [
            attrs.evolve(once, people_say=say[0]),
            attrs.evolve(often, people_say=say[1]),
            make_action("a:c"),
        ]
    )

    (_, first, _), (_, second, _) = _hits(catalog, "letter unknown")
    assert first == second


def test_words_people_say_together_count_once_more(make_action):
    together = PeopleSay((("en", ("bake sale",)),))
    apart = PeopleSay((("en", ("bake", "sale")),))
    catalog = catalog_of(
        [
            attrs.evolve(make_action("a:a"), people_say=apart),
            attrs.evolve(make_action("a:b"), people_say=together),
        ]
    )

    assert _ids(catalog, "ideas for a bake sale") == ["a:b", "a:a"]


def test_a_phrase_of_words_that_count_nothing_is_known_as_a_whole(make_action):
    say = PeopleSay((("en", ("what can I do",)),))
    catalog = catalog_of(
        [make_action("a:a", title="Do it"), attrs.evolve(make_action("a:b"), people_say=say)]
    )

    assert _ids(catalog, "What can I do?")[0] == "a:b"


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Chocolate", "choclate"),
        ("Chocolate", "chocolatte"),
        ("Chocolate", "chocilate"),
        ("Chocolate", "chcoolate"),
        ("Chocolate", "choco"),
    ],
    ids=["too-few", "too-many", "another", "swapped", "begun"],
)
def test_a_typing_error_is_forgiven(make_action, title, text):
    assert _ids(catalog_of([make_action(title=title)]), text) == ["a:act"]


@pytest.mark.parametrize("text", ["gocolate", "chkolatte", "ch", "xyz"])
def test_two_errors_or_another_first_letter_are_not_forgiven(make_action, text):
    # Too many words are like a word with two errors.
    assert _ids(catalog_of([make_action(title="Chocolate")]), text) == []


def test_no_more_than_a_few_errors_are_forgiven(make_action):
    catalog = catalog_of([make_action(title="Chocolate")])
    unknown = " ".join(f"qqqqq{chr(97 + n)}" for n in range(20))

    assert _ids(catalog, f"{unknown} choclate") == []


# Everyday words, names and questions


def test_an_everyday_verb_tells_less_than_the_noun_beside_it(make_action):
    catalog = catalog_of(
        [
            make_action("a:verb", title="Stop"),
            make_action("a:noun", title="Chocolate"),
            make_action("a:other", title="Chocolate"),
        ]
    )

    assert _ids(catalog, "stop chocolate") == ["a:noun", "a:other", "a:verb"]


def test_a_name_of_everyday_words_is_known_as_a_whole_alone(make_resource):
    stop = make_resource("a:stop", name="Stop It Now", purposes=["stop-harm-child"])
    catalog = catalog_of([stop, make_resource("a:labour", kind="guide", name="Child labour")])

    assert "a:stop" not in _ids(catalog, "how to stop child labour")
    assert _ids(catalog, "stop it now")[0] == "a:stop"
    assert _ids(catalog, "stop it now helpline")[0] == "a:stop"


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("what is grooming", "guide"),
        ("que es grooming", "guide"),
        ("c'est quoi grooming", "guide"),
        ("signs of grooming", "guide"),
        ("how do I prevent grooming", "deed"),
        ("grooming hotline", "line"),
        ("what is the number about grooming", "line"),
    ],
)
def test_a_question_leads_to_what_it_asks_for(make_action, make_resource, text, form):
    say = PeopleSay((("en", ("grooming",)),))
    records = [
        make_resource("a:line", name="Grooming hotline"),
        make_resource("a:guide", kind="guide", purposes=["learn"], name="Guide"),
        make_action("a:deed", title="Deed"),
    ]
    catalog = catalog_of([attrs.evolve(record, people_say=say) for record in records])

    assert _ids(catalog, text)[0] == f"a:{form}"


@pytest.mark.parametrize("text", ["how are you", "what is it", "c'est quoi", "y que hay"])
def test_stop_words_alone_find_nothing(catalog, text):
    assert _ids(catalog, text) == []


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("1-888-373-7888", "us-hotline:national-hotline"),
        ("text 233733", "us-hotline:national-hotline"),
        ("who is 08000 121 700", "helplines-europe:gb-unseen"),
        ("3919", "helplines-europe:fr-3919"),
        ("SA8000", "fair-trade-vendors:sa8000"),
        ("line 137 argentina", "helplines-americas:ar-137"),
    ],
)
def test_numbers_and_codes_are_found(catalog, text, id):
    assert _ids(catalog, text)[0] == id


def test_how_to_help_against_trafficking_leads_to_no_line_for_those_who_may_do_harm(catalog):
    # "Stop It Now" stood first once, for "stop".
    hits = search(catalog, "How can I help stop human trafficking?")

    assert hits[0].record.id == "community-actions:choose-your-commitment"
    assert not [hit for hit in hits if {"stop-harm-child"} & {*getattr(hit.record, "purposes", ())}]


def test_what_may_be_a_need_gets_help_beside_the_records_that_have_the_words(catalog):
    hits = search(catalog, "the workers sleep in the kitchen")

    assert hits[0].record.local_id == "domestic-sleeps-in-unfit-space"
    assert hits.help


def test_without_a_place_no_line_of_a_country_is_first_that_was_not_named(catalog):
    assert search(catalog, "recuperer mes salaires impayes")[0].record.regions == {"001"}
    assert search(catalog, "national human trafficking hotline")[0].record.regions >= {"US"}


# Places and brands


def test_records_of_another_country_stand_behind(make_resource):
    catalog = catalog_of(
        [
            make_resource("a:a", name="Worker line", regions=["SG"]),
            make_resource("a:b", name="Worker line", regions=["MY"]),
            make_resource("a:c", name="Worker line", regions=["001"]),
            make_resource("a:d", name="Worker line", regions=["150"]),
        ]
    )

    assert _ids(catalog, "worker line in Malaysia") == ["a:b", "a:c", "a:d"]
    assert _ids(catalog, "worker line")[0] == "a:a"


def test_a_good_of_another_country_may_still_be_on_the_shelf(make):
    # Goods go on to markets, so those of other countries lose less.
    fields = {"product": "cocoa-chocolate", "kind": "child", "edition": 2022}
    catalog = catalog_of(
        [
            make("good", "a:a", name="Cocoa", country="CI", **fields),
            make("good", "a:b", name="Cocoa", country="GH", **fields),
        ]
    )

    assert _ids(catalog, "cocoa from Ghana") == ["a:b", "a:a"]


def test_of_a_brand_only_its_kind_of_goods_is_said(make, make_action):
    fields = {"product": "clothing", "kind": "child", "edition": 2022}
    catalog = catalog_of(
        [
            make("good", "a:good", name="Clothing", country="IN", **fields),
            make("vendor", "a:shop", name="A shop", kind="retailer", products=["clothing"]),
            make_action("a:ask", title="Ask a company"),
        ]
    )

    hits = search(catalog, "is Zara any good for clothing", languages=["es"])

    assert {hit.record.id for hit in hits} == {"a:shop", "a:ask"}
    assert hits.products == ("clothing",)
    (notice,) = hits.as_json()["notices"]
    assert notice["code"] == "search.brand"
    assert notice["text"].startswith("No decimos nada sobre marcas")


def test_a_brand_of_several_words_is_known_as_a_whole(make_action):
    catalog = catalog_of([make_action()])

    assert search(catalog, "old navy jeans").products == ("clothing",)
    assert search(catalog, "my old navy").products == ("clothing",)
    assert search(catalog, "navy and old").products == ()


# Help


def test_words_of_need_get_help_and_other_words_none(mixed):
    need, fair = search(mixed, "trapped", region="US"), search(mixed, "fair", region="US")

    assert [line.resource.id for line in need.help] == ["a:fair-line"]
    assert need.as_json()["help"]["emergency"]["text"].count("911 (United States") == 1
    assert need[:1].help is need.help
    assert (fair.help, fair.as_json()["help"]) == (None, None)


def test_no_answer_comes_without_a_way_to_help(mixed):
    found = search(mixed, "fair", region="US", languages=["es"])
    empty = search(mixed, "zzzz", region="US", languages=["es"])

    assert "Fair line" in found.closing
    assert found.closing == empty.closing == empty[:1].closing == empty.as_json()["closing"]


def test_an_empty_answer_names_the_nearest_words(make_action):
    catalog = catalog_of([make_action(title="Chocolates and coffee")])

    assert search(catalog, "chocomilk").nearest == ("chocolates",)
    assert search(catalog, "chocolate").nearest == ()
    assert search(catalog, "xyzxyz").nearest == ()


def test_help_for_somebody_in_need_stands_above_what_people_say(make_action, make_resource):
    contact = {"channel": "voice", "dial": "+18885550100", "display": "1-888-555-0100"}
    line = make_resource("a:line", purposes=["support"], contacts=[contact])
    say = PeopleSay((("en", ("I am trapped", "trapped")),))
    catalog = catalog_of([line, attrs.evolve(make_action("a:act"), people_say=say)])

    assert _ids(catalog, "I am trapped") == ["a:line", "a:act"]


def _sign(make, id, **fields):
    return make(
        "indicator",
        id,
        **{
            "text": "Someone keeps the papers",
            "element": "means",
            "grade": "medium",
            "grade_basis": "editorial",
            "types": ["any"],
            "observable_by": ["bystander"],
            "ask": "notice",
            "reading": "read",
            **fields,
        },
    )


@pytest.mark.parametrize(
    ("kind", "fields", "text", "field"),
    [
        ("resource", {"kind": "guide", "operator": "Polaris"}, "polaris", "operator"),
        ("resource", {"kind": "guide", "publisher": "Verité"}, "verite", "publisher"),
        ("resource", {"kind": "hotline", "purposes": ["shelter"]}, "refuge", "purposes"),
        ("vendor", {"kind": "retailer", "products": ["coffee"]}, "espresso", "products"),
        ("vendor", {"kind": "retailer", "topics": ["fair-trade"]}, "ethical", "topics"),
    ],
    ids=["operator", "publisher", "purpose", "product", "topic"],
)
def test_operators_publishers_and_products_are_searched_too(make, kind, fields, text, field):
    catalog = catalog_of([make(kind, "a:one", name="One", **fields)])

    assert [(id, at) for id, _, at in _hits(catalog, text)] == [("a:one", field)]


def test_a_sign_is_found_with_its_caveat(make):
    catalog = catalog_of([_sign(make, "a:papers")])
    caveat = Text("A sign is not proof.", "en", (Words("Una señal no es prueba.", "es"),))
    header = attrs.evolve(catalog.packs["a"].header, caveat=caveat)
    pack = attrs.evolve(catalog.packs["a"], header=header)
    catalog = attrs.evolve(catalog, packs=Records({"a": pack}))

    (hit,) = search(catalog, "keeps the papers", languages=["es"])

    assert hit.as_json()["caveat"] == "Una señal no es prueba."


def test_context_ranks_below_signs(make):
    context = _sign(make, "a:a", element="context", grade="context")
    catalog = catalog_of([context, _sign(make, "a:b")])

    assert _ids(catalog, "papers") == ["a:b", "a:a"]
    assert _ids(catalog, "someone keeps the papers") == ["a:b", "a:a"]


def test_words_of_packs_that_are_not_installed_find_nothing(make_action):
    catalog = catalog_of([make_action(topics=["gone:diving"])])

    assert _hits(catalog, "diving") == []


@pytest.mark.parametrize("text", ["fair-trade-shops", "fair trade", "trade shops"])
def test_the_name_of_a_pack_does_not_find_its_records(make_action, text):
    catalog = catalog_of([make_action("fair-trade-shops:act"), make_action("b:fair-trade")])

    assert "fair-trade-shops:act" not in _ids(catalog, text)


# Order


def test_better_hits_come_first_and_equal_ones_by_id(make_action):
    catalog = catalog_of(
        [
            make_action("b:letter"),
            make_action("a:letter"),
            make_action("a:a", title="Write a letter"),
            make_action("a:b", summary="A letter."),
        ]
    )

    assert _ids(catalog, "letter") == ["a:letter", "b:letter", "a:a", "a:b"]


def test_a_retired_record_is_found_a_little_below_its_successor(make_resource):
    catalog = catalog_of(
        [
            make_resource("a:free2work", status="retired", replaced_by="know-the-chain"),
            make_resource("a:know-the-chain", status="unknown", also_known_as=["Free2Work"]),
        ]
    )

    hits = search(catalog, "free2work")

    first, second = (hit.score for hit in hits)
    assert first > second
    assert [hit.as_json() for hit in hits] == [
        {
            "id": "a:know-the-chain",
            "kind": "resource",
            "name": "Know the chain",
            "language": "en",
            "score": first,
            "status": "unknown",
            "replaced_by": None,
            "matched": "also_known_as",
            "caveat": None,
        },
        {
            "id": "a:free2work",
            "kind": "resource",
            "name": "Free2work",
            "language": "en",
            "score": second,
            "status": "retired",
            "replaced_by": "a:know-the-chain",
            "matched": "name",
            "caveat": None,
        },
    ]


def test_names_are_shown_in_the_language_of_the_reader(make_action):
    action = attrs.evolve(make_action(), title=Text("Act", "en", (Words("Actúa", "es"),)))

    (hit,) = search(catalog_of([action]), "act", languages=["es"])

    assert hit.as_json()["name"] == "Actúa"


def test_a_part_of_the_hits_is_hits_too(make_action):
    # A slice keeps what is known of the whole answer, and a hit has its place.
    catalog = catalog_of([make_action(f"a:act-{n}") for n in range(3)])
    text = "act " * 1_000

    hits = search(catalog, text)

    assert (len(hits), hits.truncated) == (3, True)
    assert (len(hits[:2]), hits[:2].truncated) == (2, True)
    assert hits[0] is hits.hits[0]
    assert hits.as_json() == {
        "hits": [hit.as_json() for hit in hits],
        "help": None,
        "truncated": True,
        "products": [],
        "nearest": [],
        "is_need": False,
        "notices": [],
        "closing": hits.closing,
    }


# Limits of a search


@pytest.fixture(scope="module")
def mixed(make, make_action, make_resource):
    """Return a catalog of an action, a line and two shops that share a word in their names."""
    return catalog_of(
        [
            make_action("a:fair-deed"),
            make_resource("a:fair-line", regions=["US"]),
            make("vendor", "a:fair-shop", name="Fair shop", kind="retailer", regions=["GB"]),
            make("vendor", "a:fair-stall", name="Fair stall", kind="retailer", regions=["GB-SCT"]),
        ]
    )


@pytest.mark.parametrize(
    ("kinds", "ids"),
    [
        ([], ["a:fair-deed", "a:fair-line", "a:fair-shop", "a:fair-stall"]),
        (["action"], ["a:fair-deed"]),
        ({"Vendor", "RESOURCE"}, ["a:fair-line", "a:fair-shop", "a:fair-stall"]),
        (["label"], []),
    ],
    ids=["all", "one", "two", "none-there"],
)
def test_only_the_kinds_asked_for_are_found(mixed, kinds, ids):
    assert _ids(mixed, "fair", kinds=kinds) == ids


@pytest.mark.parametrize(
    ("region", "ids"),
    [
        ("US-OH", ["a:fair-deed", "a:fair-line"]),
        ("uk", ["a:fair-deed", "a:fair-shop"]),
        ("GB-SCT", ["a:fair-deed", "a:fair-shop", "a:fair-stall"]),
        ("001", ["a:fair-deed"]),
    ],
)
def test_only_records_for_the_place_are_found(mixed, region, ids):
    assert _ids(mixed, "fair", region=region) == ids


@pytest.mark.parametrize(("limit", "length"), [(1, 1), (4, 4), (20, 4)])
def test_no_more_hits_are_returned_than_asked_for(mixed, limit, length):
    assert len(search(mixed, "fair", limit=limit)) == length


def test_twenty_hits_are_returned_by_default(make_action):
    catalog = catalog_of([make_action(f"a:act-{n}") for n in range(25)])

    assert len(search(catalog, "act")) == 20


@pytest.mark.parametrize(
    ("question", "code", "text"),
    [
        ({"text": ""}, "query.text", "Write at least one letter or digit to search for."),
        ({"text": " ?! "}, "query.text", "Write at least one letter or digit to search for."),
        ({"text": 5}, "query.text", "Give text as a str: the words to search for."),
        ({"limit": 0}, "query.limit", "Give limit as a whole number from 1 to 100,000."),
        ({"limit": True}, "query.limit", "Give limit as a whole number from 1 to 100,000."),
        ({"kinds": "action"}, "query.words", "Write kinds as a list, set or tuple of words."),
        ({"languages": b"en"}, "query.words", "Write languages as a list, set or tuple of words."),
        (
            {"text": "trapped", "at": datetime(2026, 11, 24)},  # noqa: DTZ001 - that is the point
            "query.at",
            "Give at as a datetime with a zone, such as datetime.now(UTC).",
        ),
    ],
    ids=[
        *("empty", "no-letter", "no-text", "no-hits", "bool", "bare-kinds", "bare-languages"),
        "moment-without-a-zone",
    ],
)
def test_a_search_without_a_meaning_is_refused(mixed, question, code, text):
    with pytest.raises(QueryError) as caught:
        search(mixed, **{"text": "fair", **question})

    assert (caught.value.code, str(caught.value)) == (code, text)


@pytest.mark.parametrize(
    ("question", "field", "nearest"),
    [
        ({"kinds": ["action", "vender"]}, "kinds", ("vendor",)),
        ({"region": "Keny"}, "region", ("KE",)),
    ],
    ids=["kind", "region"],
)
def test_an_unknown_word_is_refused_with_the_nearest(mixed, question, field, nearest):
    with pytest.raises(UnknownWordError) as caught:
        search(mixed, "fair", **question)

    assert (caught.value.field, caught.value.nearest[:1]) == (field, nearest)


def test_a_moment_without_a_zone_is_refused_for_any_words(mixed):
    with pytest.raises(QueryError, match="datetime with a zone"):
        search(mixed, "fair", at=AT.replace(tzinfo=None))
