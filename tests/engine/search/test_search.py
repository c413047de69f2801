"""Search: one box for all records."""

from datetime import UTC, datetime

import attrs
import pytest

from takeaction import QueryError, Records, UnknownWordError, search
from takeaction.models.text import Text, Words
from takeaction.testing import catalog_of

AT = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)


def _hits(catalog, text, **options):
    """Return the id, the score and the matched field of each hit, in order."""
    return [(hit.record.id, hit.score, hit.matched) for hit in search(catalog, text, **options)]


def _ids(catalog, text, **options):
    """Return the ids of the hits, in order."""
    return [hit.record.id for hit in search(catalog, text, **options)]


# Words


@pytest.mark.parametrize(
    ("text", "score", "matched"),
    [
        ("fair trade", 1000, "also_known_as"),
        ("FAIR   trade!", 1000, "also_known_as"),
        ("buy fair trade coffee", 1000, "title"),
        ("buy-fair-trade", 1000, "id"),
        ("a:buy-fair-trade", 1000, "id"),
        ("Compra café", 1000, "title"),
        ("shop fairly", 1000, "aliases"),
        ("buy fair", 800, "title"),
        ("trade coffee", 600, "title"),
        ("coffee", 600, "title"),
    ],
    ids=[
        *("other-name", "case-and-marks", "title", "local-id", "full-id", "translation"),
        *("former-id", "start", "end", "one-word"),
    ],
)
def test_a_whole_name_ranks_above_part_of_one(make_action, text, score, matched):
    """Titles, translations, other names, ids and former ids are names; case does not matter."""
    action = make_action("a:buy-fair-trade", also_known_as=["Fair Trade"], aliases=["shop-fairly"])
    title = Text("Buy fair-trade coffee", "en", (Words("Compra café", "es"),))
    catalog = catalog_of([attrs.evolve(action, title=title)])

    assert _hits(catalog, text) == [("a:buy-fair-trade", score, matched)]


def test_of_names_that_match_alike_the_one_that_people_read_is_told(make_action):
    """An id that says the same as another name is not what a reader sees."""
    action = make_action("a:fair-trade", title="Buy well", also_known_as=["Fair Trade"])

    assert _hits(catalog_of([action]), "fair trade") == [("a:fair-trade", 1000, "also_known_as")]


@pytest.mark.parametrize(
    ("text", "score"),
    [("nestle", 1000), ("Nestlé", 1000), ("NESTLÉ", 1000), ("nestlé", 1000)],
    ids=["without", "with", "capitals", "composed-otherwise"],
)
def test_accents_and_case_do_not_matter(make_action, text, score):
    """A name is found with and without its accents, however they are encoded."""
    catalog = catalog_of([make_action(title="Nestlé")])

    assert _hits(catalog, text) == [("a:act", score, "title")]


@pytest.mark.parametrize(
    ("text", "score", "field"),
    [
        ("summarised", 30, "summary"),
        ("noted", 30, "note"),
        ("awareness", 30, "topics"),
        ("outreach", 30, "topics"),
        ("stepping", 10, "steps"),
        ("summarised awareness", 30, "summary"),
        ("summarised stepping", 20, "summary"),
        ("summ", 15, "summary"),
        ("su", None, None),
        ("summarised nowhere", 15, "summary"),
        ("summarised nowhere nothing", 10, "summary"),
        ("summarised nowhere nothing else", None, None),
        ("elsewhere", None, None),
    ],
    ids=[
        *("summary", "note", "topic", "everyday-word-of-a-topic", "step", "two-words", "mean"),
        *("start-of-a-word", "too-short", "a-half", "a-third", "less-than-a-third", "none"),
    ],
)
def test_words_in_texts_count_less_than_names(make_action, text, score, field):
    """Summary and note count more than steps; one word in three has to be there."""
    catalog = catalog_of(
        [
            make_action(
                summary="It is summarised.",
                note="It is noted.",
                steps=["Stepping one.", "Two.", "Three."],
                topics=["awareness"],
            )
        ]
    )

    expected = [] if score is None else [("a:act", score, field)]
    assert _hits(catalog, text) == expected


def test_words_of_a_name_in_another_order_count_as_words(make_action):
    """A name matches its words in another order too."""
    catalog = catalog_of([make_action(title="Write a letter")])

    assert _hits(catalog, "letter write") == [("a:act", 100, "title")]
    assert _hits(catalog, "wri") == [("a:act", 50, "title")]


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Write a letter", "letters"),
        ("Write letters", "letter"),
        ("Write letters", "letters"),
        ("Look for a pass", "pass"),
        ("Take a bus", "bus"),
    ],
    ids=["plural", "singular", "same", "ends-in-two", "too-short-for-a-plural"],
)
def test_the_s_of_a_plural_does_not_matter(make_action, title, text):
    """A word matches with or without the s of its plural."""
    assert _ids(catalog_of([make_action(title=title)]), f"{text} nowhere") == ["a:act"]


def test_a_short_word_that_ends_in_s_is_no_plural(make_action):
    """Nobody who types two letters of it is shown a gas or a bus."""
    assert _ids(catalog_of([make_action(title="Take a bus")]), "bu") == []


def test_a_word_counts_where_it_weighs_most_in_either_number(make_action):
    """The title has the plural and the summary the singular: the title counts, in each record."""
    catalog = catalog_of(
        [
            make_action("a:one", title="Write letters"),
            make_action("a:two", title="Post letters", summary="About a letter."),
        ]
    )

    assert _hits(catalog, "letter nowhere") == [("a:one", 50, "title"), ("a:two", 50, "title")]


def _sign(make, id, **fields):
    """Make a sign."""
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
        ("vendor", {"kind": "retailer", "products": ["coffee"]}, "espresso", "products"),
        ("vendor", {"kind": "retailer", "topics": ["fair-trade"]}, "ethical buying", "topics"),
    ],
    ids=["operator", "publisher", "product", "topic"],
)
def test_operators_publishers_and_products_are_searched_too(make, kind, fields, text, field):
    """A record matches its operator, publisher and products."""
    catalog = catalog_of([make(kind, "a:one", name="One", **fields)])

    assert _hits(catalog, text) == [("a:one", 30, field)]


def test_a_sign_is_found_with_its_caveat(make):
    """A sign comes with its pack's sentence that it is no proof; other records need none."""
    catalog = catalog_of([_sign(make, "a:papers")])
    caveat = Text("A sign is not proof.", "en", (Words("Una señal no es prueba.", "es"),))
    header = attrs.evolve(catalog.packs["a"].header, caveat=caveat)
    pack = attrs.evolve(catalog.packs["a"], header=header)
    catalog = attrs.evolve(catalog, packs=Records({"a": pack}))

    (hit,) = search(catalog, "keeps the papers", languages=["es"])

    assert hit.as_json()["caveat"] == "Una señal no es prueba."


def test_context_ranks_below_signs(make):
    """Context, only who or where somebody is, ranks below the signs."""
    context = _sign(make, "a:a", element="context", grade="context")
    catalog = catalog_of([context, _sign(make, "a:b")])

    assert _hits(catalog, "papers") == [
        ("a:b", 600, "text"),
        ("a:a", 50, "text"),
    ]


def test_words_of_packs_that_are_not_installed_find_nothing(make_action):
    """A topic whose pack is not installed has no words to match."""
    catalog = catalog_of([make_action(topics=["gone:diving"])])

    assert _hits(catalog, "diving") == []


@pytest.mark.parametrize("text", ["fair-trade-shops", "fair trade", "trade shops"])
def test_the_name_of_a_pack_does_not_find_its_records(make_action, text):
    """No pack lifts its records above others by its own name."""
    catalog = catalog_of([make_action("fair-trade-shops:act"), make_action("b:fair-trade")])

    assert "fair-trade-shops:act" not in _ids(catalog, text)


# Order


def test_better_hits_come_first_and_equal_ones_by_id(make_action):
    """The best hit comes first, and equal ones come by id."""
    catalog = catalog_of(
        [
            make_action("b:letter"),
            make_action("a:letter"),
            make_action("a:a", title="Write a letter"),
            make_action("a:b", summary="A letter."),
        ]
    )

    assert _hits(catalog, "letter") == [
        ("a:letter", 1000, "title"),
        ("b:letter", 1000, "title"),
        ("a:a", 600, "title"),
        ("a:b", 30, "summary"),
    ]


def test_a_retired_record_is_found_a_little_below_its_successor(make_resource):
    """An old name gives the retired record and its successor."""
    catalog = catalog_of(
        [
            make_resource("a:free2work", status="retired", replaced_by="know-the-chain"),
            make_resource("a:know-the-chain", status="unknown", also_known_as=["Free2Work"]),
        ]
    )

    hits = search(catalog, "free2work")

    assert [hit.as_json() for hit in hits] == [
        {
            "id": "a:know-the-chain",
            "kind": "resource",
            "name": "Know the chain",
            "language": "en",
            "score": 1000,
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
            "score": 950,
            "status": "retired",
            "replaced_by": "a:know-the-chain",
            "matched": "name",
            "caveat": None,
        },
    ]


def test_names_are_shown_in_the_language_of_the_reader(make_action):
    """A hit has its name in the first language that has one."""
    action = attrs.evolve(make_action(), title=Text("Act", "en", (Words("Actúa", "es"),)))

    (hit,) = search(catalog_of([action]), "act", languages=["es"])

    assert hit.as_json()["name"] == "Actúa"


def test_a_part_of_the_hits_is_hits_too(make_action):
    """A slice keeps what is known of the whole answer, and a hit has its place."""
    catalog = catalog_of([make_action(f"a:act-{n}") for n in range(3)])
    text = "act " * 1_000

    hits = search(catalog, text)

    assert (len(hits), hits.truncated) == (3, True)
    assert (len(hits[:2]), hits[:2].truncated) == (2, True)
    assert hits[0] is hits.hits[0]
    assert hits.as_json() == {"hits": [hit.as_json() for hit in hits], "truncated": True}


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
    """Kinds narrow a search; none means all."""
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
    """A place gives its own records and those of the places around it."""
    assert _ids(mixed, "fair", region=region) == ids


@pytest.mark.parametrize(("limit", "length"), [(1, 1), (4, 4), (20, 4)])
def test_no_more_hits_are_returned_than_asked_for(mixed, limit, length):
    """A limit cuts the hits."""
    assert len(search(mixed, "fair", limit=limit)) == length


def test_twenty_hits_are_returned_by_default(make_action):
    """A search gives twenty hits by default."""
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
    """An empty text, no hits or words that are no list are refused, with advice for a fix."""
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
    """A kind or place in no list is refused with suggestions."""
    with pytest.raises(UnknownWordError) as caught:
        search(mixed, "fair", **question)

    assert (caught.value.field, caught.value.nearest[:1]) == (field, nearest)


def test_a_moment_without_a_zone_is_refused_for_any_words(mixed):
    """A moment without a zone is refused for any words."""
    with pytest.raises(QueryError, match="datetime with a zone"):
        search(mixed, "fair", at=AT.replace(tzinfo=None))
