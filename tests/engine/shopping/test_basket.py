"""The meaning of a shopper's words."""

import attrs
import pytest

from takeaction.engine.shopping.basket import read_basket, related_products, singular
from takeaction.models.text import Text, Words
from takeaction.models.word import Vocabulary, Word, core_words
from takeaction.testing import catalog_of
from takeaction.vocabulary.records import WordKind

LIST = {
    "coffee": ("Coffee", "coffee"),
    "garments": ("Garments", "clothing"),
    "cotton": ("Cotton", "textiles-fibres"),
    "cottonseed": ("Cottonseed (hybrid)", "textiles-fibres"),
    "silk": ("Silk Fabric", "textiles-fibres"),
    "beef": ("Beef", "meat-dairy"),
    "cattle": ("Cattle", "meat-dairy"),
    "gold": ("Gold", "jewellery-gems"),
    "diamonds": ("Diamonds", "jewellery-gems"),
    "granite": ("Granite (crushed)", "building-materials"),
    "dates": ("Red dates (jujubes)", "fruit"),
    "berries": ("Açaí Berries", "fruit"),
    "pepper": ("Pepper", "spices"),
    "chiles": ("Chile Peppers", "vegetables"),
    "leather-goods": ("Leather Goods/Accessories", "accessories"),
    "furniture": ("Furniture", "furniture"),
}
KNOWN_AS = {"berries": ["assai"]}


@pytest.fixture(scope="module")
def catalog(make):
    return catalog_of(
        make(
            "good",
            f"a:{id}",
            name=name,
            product=product,
            country="BR",
            kind="child",
            edition=2022,
            also_known_as=KNOWN_AS.get(id, []),
        )
        for id, (name, product) in LIST.items()
    )


def _read(catalog, written):
    (item,) = read_basket(catalog, [written]).items
    ids = [{id.partition(":")[2] for id in part} for part in (item.goods, item.related)]
    return (item.products, *ids)


@pytest.mark.parametrize(
    ("written", "products", "goods"),
    [
        ("coffee", {"coffee"}, {"coffee"}),
        ("COFFEE", {"coffee"}, {"coffee"}),
        ("Coffee beans", {"coffee"}, {"coffee"}),
        ("clothing", {"clothing"}, {"garments"}),
        ("t-shirts", {"clothing"}, {"garments"}),
        ("jewelry", {"jewellery-gems"}, {"gold", "diamonds"}),
        ("meat-dairy", {"meat-dairy"}, {"beef", "cattle"}),
        ("Meat, livestock and dairy", {"meat-dairy"}, {"beef", "cattle"}),
        ("livestock", {"meat-dairy"}, {"beef", "cattle"}),
        ("toys", {"toys"}, set()),
        ("cocoa beans", {"cocoa-chocolate"}, set()),
        ("tea bags", {"tea-infusions"}, set()),
    ],
)
def test_a_word_of_the_vocabulary_means_all_of_its_group(catalog, written, products, goods):
    assert _read(catalog, written) == (products, goods, set())


@pytest.mark.parametrize(
    ("written", "goods", "related"),
    [
        ("gold", {"gold"}, {"diamonds"}),
        ("beef", {"beef"}, {"cattle"}),
        ("cotton", {"cotton"}, {"cottonseed", "silk"}),
        ("silk", {"silk"}, {"cotton", "cottonseed"}),
    ],
)
def test_a_word_that_a_list_uses_names_its_goods(catalog, written, goods, related):
    assert _read(catalog, written)[1:] == (goods, related)


@pytest.mark.parametrize(
    ("written", "goods"),
    [
        ("granite", {"granite"}),
        ("crushed", {"granite"}),
        ("jujube", {"dates"}),
        ("red dates", {"dates"}),
        ("dates", {"dates"}),
        ("açaí berries", {"berries"}),
        ("acai berry", {"berries"}),
        ("Assaí", {"berries"}),
        ("leather goods", {"leather-goods"}),
    ],
)
def test_a_name_that_only_a_list_has_is_understood(catalog, written, goods):
    assert _read(catalog, written)[1] == goods


@pytest.mark.parametrize(
    ("written", "products", "goods"),
    [
        ("chocolat", {"cocoa-chocolate"}, set()),
        ("granit", {"building-materials"}, {"granite"}),
        ("camisa de seda", {"clothing"}, {"garments"}),
        ("Tapis en laine", {"rugs"}, set()),
        ("tapis laine", set(), set()),
    ],
    ids=["french", "named", "spanish-phrase", "french-phrase", "no-phrase"],
)
def test_everyday_words_of_other_languages_are_goods_too(catalog, written, products, goods):
    items = read_basket(catalog, [written]).items

    assert set().union(*(item.products for item in items)) == products
    assert {id.partition(":")[2] for item in items for id in item.goods} == goods


def test_a_word_with_two_meanings_has_both(catalog):
    assert _read(catalog, "pepper") == _read(catalog, "peppers")
    assert _read(catalog, "pepper")[:2] == ({"spices", "vegetables"}, {"pepper", "chiles"})


@pytest.mark.parametrize(
    ("written", "products", "goods"),
    [
        ("dark coffee", {"coffee"}, {"coffee"}),
        ("women's dress", {"clothing"}, {"garments"}),
        ("cotton shirt", {"clothing", "textiles-fibres"}, {"garments", "cotton"}),
        ("organic cotton baby shirt", {"clothing", "textiles-fibres"}, {"garments", "cotton"}),
        ("gold ring", {"jewellery-gems"}, {"gold"}),
        ("coffee table", {"furniture"}, {"furniture"}),
        ("table salt", {"spices"}, {"pepper"}),
    ],
)
def test_the_last_word_and_the_materials_of_a_phrase_count(catalog, written, products, goods):
    assert _read(catalog, written)[:2] == (products, goods)


def test_a_seller_of_cotton_shirts_sells_clothing(catalog):
    (item,) = read_basket(catalog, ["cotton shirt"]).items

    assert item.sold == {"clothing"}


@pytest.mark.parametrize(
    ("written", "near"),
    [
        ("chocolatt", ("chocolate",)),
        ("coffee maker", ("Coffee",)),
        ("coffee teapot", ("Coffee",)),
        ("goods", ("wood",)),
        ("granitt", ("granite",)),
        ("!!!", ()),
        ("", ()),
    ],
)
def test_an_unknown_good_is_not_guessed(catalog, written, near):
    basket = read_basket(catalog, [written])

    assert basket.items == ()
    assert basket.unknown == (written,)
    assert set(near) <= set(basket.near[written])
    assert len(basket.near[written]) <= 3


def test_a_basket_has_every_meaning_once_in_a_fixed_order(catalog):
    one = read_basket(catalog, ["gold", "zzz", "Coffees", "coffee", "yyy"])
    other = read_basket(catalog, ["coffee", "yyy", "Coffees", "gold", "coffee", "zzz"])

    assert one == other
    assert [item.written for item in one.items] == ["Coffees", "gold"]
    assert one.unknown == ("yyy", "zzz")


def test_a_word_of_a_pack_reaches_the_wider_and_the_narrower(make):
    common = {"country": "BR", "kind": "child", "edition": 2022}
    listed = [
        make("good", "a:coffee", name="Coffee", product="coffee", **common),
        make("good", "a:espresso", name="Roast", product="my:espresso", **common),
        make("good", "a:lost", name="Lost thing", product="my:gone", **common),
    ]
    added = Word(id="my:espresso", kind=WordKind.PRODUCT, label=Text("Ristretto"), broader="coffee")
    catalog = attrs.evolve(catalog_of(listed), words=Vocabulary([*core_words(), added]))

    assert (
        related_products(catalog, "my:espresso")
        == related_products(catalog, "coffee")
        == {"coffee", "my:espresso"}
    )
    assert _read(catalog, "ristretto")[1] == {"coffee", "espresso"}
    assert _read(catalog, "coffee")[1] == {"coffee", "espresso"}
    assert _read(catalog, "roast") == ({"my:espresso"}, {"espresso"}, {"coffee"})
    assert _read(catalog, "lost thing") == ({"my:gone"}, {"lost"}, set())


def test_names_in_other_languages_are_understood(make):
    good = make("good", "a:bricks", name="Bricks", product="building-materials", country="NP",
                kind="forced", edition=2022)  # fmt: skip
    name = Text("Bricks", translations=(Words("Ladrillos", "es"),))
    catalog = catalog_of([attrs.evolve(good, name=name)])

    assert _read(catalog, "ladrillo")[1] == {"bricks"}


@pytest.mark.parametrize(
    ("one", "many"),
    [
        ("bean", "beans"),
        ("tomato", "tomatoes"),
        ("berry", "berries"),
        ("cookie", "cookies"),
        ("shoe", "shoes"),
        ("match", "matches"),
        ("dress", "dresses"),
        ("box", "boxes"),
        ("brush", "brushes"),
        ("rice", "rice"),
    ],
)
def test_the_plural_and_the_singular_are_equal(one, many):
    assert singular(one) == singular(many)


@pytest.mark.parametrize("word", ["glass", "dress", "gas"])
def test_not_every_s_is_a_plural(word):
    assert singular(word) == word


def test_a_very_long_phrase_is_cheap(catalog, at_most):
    with at_most(seconds=2):
        basket = read_basket(catalog, ["cotton " * 20_000 + "shirt", "x" * 500_000])

    assert len(basket.items) == len(basket.unknown) == 1
