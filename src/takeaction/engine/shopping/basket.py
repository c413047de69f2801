"""The basket: which listed goods a shopper's words mean, and where buying differently does most.

A shopper writes "cotton shirt", the vocabulary has *Clothing*, a list has *Garments* and *Cotton*.
Nothing is guessed: the last word of a phrase must be known, since "chocolate teapot" is no
chocolate. Of the words before it only a material counts: a coffee table contains no coffee.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

import attrs

from takeaction.catalog import Catalog
from takeaction.engine.reasons import Level, Reason, points, say
from takeaction.engine.shopping.answer import FittingLabel, Listing, Seller
from takeaction.models.goods import Good
from takeaction.models.record import RecordId
from takeaction.models.word import Word
from takeaction.value import Value
from takeaction.vocabulary.goods import GoodKind
from takeaction.vocabulary.records import Status, WordKind
from takeaction.vocabulary.words import fold, nearest

MATERIALS = frozenset(
    {
        *("edible-oils", "jewellery-gems", "leather", "metals-minerals"),
        *("rubber-gloves", "textiles-fibres", "wood-bamboo"),
    }
)
"""Groups of products that other goods are made of: a cotton shirt is a matter of cotton too."""

_GENERIC_WORDS = frozenset({"good", "material", "plant", "product", "thing"})
"""Words that name no good by themselves, though names of listed goods end with them."""

_OF_WORDS = frozenset({"de", "d", "del", "du", "des", "en", "a", "au", "para", "pour"})
"""Words after a good in Spanish and French: "camisa de seda", "robe en soie"."""

_SEPARATORS = re.compile(r"[(),/]| and ")
_SHORTEST_PLURAL = 4
"""The letters of the shortest word whose last s may be a plural: "peas" is one, "gas" is not."""
_MOST_NEAR = 3
"""The most suggestions for an unknown good, as many as ``nearest`` gives for any other word."""
_MOST_SUGGESTED = 10
"""The most unknown goods that get suggestions: to compare one with all names takes long."""
_MOST_WORDS = 12
"""The most words of a phrase to read, from its end: trying every run of words is quadratic.

Generous: the longest name in our packs has 5.
"""
_MOST_LETTERS = 100
"""The most letters of a phrase to compare with all names, which is slow for a long one.

Generous: the longest name in our packs has 43.
"""


@attrs.frozen(kw_only=True, eq=False, repr=False)
class BasketItem(Value):
    """One phrase of a shopper, with its groups of products and its listed goods.

    Attributes:
        written: The phrase.
        products: The ids of the groups of products that it belongs to or is made of.
        sold: The ids of the groups that its sellers sell: those of the last word.
        goods: Listed goods that it names; all goods of a group whose lists use no such word.
        related: Other listed goods of the same groups, such as cattle for beef.
    """

    written: str
    products: frozenset[str]
    sold: frozenset[str]
    goods: frozenset[RecordId]
    related: frozenset[RecordId]

    # Not the words of the shopper.
    _repr_names = ("products",)


@attrs.frozen(eq=False, repr=False)
class Basket(Value):
    """The phrases of a shopper, known and unknown.

    Attributes:
        items: The known phrases, in order of their words; phrases of the same words only once.
        unknown: The unknown phrases, in alphabetical order.
        near: The nearest words for each of them; may be none.
    """

    items: tuple[BasketItem, ...]
    unknown: tuple[str, ...]
    near: Mapping[str, tuple[str, ...]]

    def _shown(self) -> dict[str, object]:
        return {"items": len(self.items), "unknown": len(self.unknown)}


def read_basket(catalog: Catalog, goods: Iterable[str]) -> Basket:
    """Read the phrases of a shopper."""
    index = catalog.once(_NameIndex)
    phrases = {" ".join(_tokens(written)): written for written in sorted(goods, reverse=True)}
    items = {written: index.read(written) for _, written in sorted(phrases.items())}
    unknown = tuple(sorted(written for written, item in items.items() if item is None))
    return Basket(
        items=tuple(item for item in items.values() if item),
        unknown=unknown,
        near={
            written: index.near(written) if place < _MOST_SUGGESTED else ()
            for place, written in enumerate(unknown)
        },
    )


def related_products(catalog: Catalog, product: str) -> frozenset[str]:
    """Return a group of products, its parts, and the groups that it is part of."""
    words = catalog.words
    return words.narrower(WordKind.PRODUCT, product).union(words.wider(WordKind.PRODUCT, product))


def singular(token: str) -> str:
    """Return the form that the singular and the plural of a folded English word share.

    It need not be a word: ``matches`` gives ``match``, but ``shoe`` and ``shoes`` give ``sho``.
    """
    if len(token) >= _SHORTEST_PLURAL and token.endswith("s") and not token.endswith("ss"):
        token = token[:-1]
    if token.endswith("ie"):
        return f"{token[:-2]}y"
    if token.endswith(("che", "oe", "she", "sse", "xe")):
        return token[:-1]
    return token


@attrs.frozen(eq=False, repr=False)
class _Meaning(Value):
    """The meaning of a few words: groups of products, and the listed goods of them it names."""

    products: frozenset[str]
    named: frozenset[RecordId]


class _NameIndex:
    """An index of all names of products and goods by their words in the singular."""

    def __init__(self, catalog: Catalog) -> None:
        self._written: dict[str, str] = {}
        self._products: dict[str, set[str]] = {}
        self._group_names: set[str] = set()
        self._name_endings: dict[str, set[RecordId]] = {}
        self._goods: Mapping[str, Good] = catalog.goods
        self._names: dict[RecordId, list[frozenset[str]]] = {}
        self._ids_by_product: dict[str, set[RecordId]] = {}
        self._words = catalog.words
        self._related: dict[str, frozenset[str]] = {}
        for word in catalog.words.of(WordKind.PRODUCT):
            self._related[word.id] = related_products(catalog, word.id)
            self._add_word(word)
        for good in catalog.goods.values():
            self._add_good(good)

    def read(self, written: str) -> BasketItem | None:
        """Return the item that a phrase names; None if its last word is in no list."""
        meanings = self._meanings(_tokens(written)[-_MOST_WORDS:])
        meanings = meanings or tuple(self._meanings_elsewhere(written))
        if not meanings:
            return None
        named = frozenset[RecordId]().union(*(meaning.named for meaning in meanings))
        products = frozenset[str]().union(*(meaning.products for meaning in meanings))
        named_products = {self._goods[id].product for id in named}
        unnamed = (
            product for product in products if named_products.isdisjoint(self._related_to(product))
        )
        goods = named | self._goods_of(unnamed)
        return BasketItem(
            written=written,
            products=products,
            sold=meanings[0].products,
            goods=goods,
            related=self._goods_of(products) - goods,
        )

    def near(self, written: str) -> tuple[str, ...]:
        """Return the names inside a phrase, then the names most like it."""
        tokens = _tokens(written)[-_MOST_WORDS:]
        inside = (
            self._written[name]
            for start in range(len(tokens))
            for end in range(len(tokens), start, -1)
            if (name := " ".join(tokens[start:end])) in self._written
        )
        similar = nearest(written[:_MOST_LETTERS], self._written.values())
        return tuple(dict.fromkeys((*inside, *similar)))[:_MOST_NEAR]

    def _add_word(self, word: Word) -> None:
        label = str(word.label)
        self._group_names |= {_key(word.id), _key(label)}
        for name in (*word.aliases, *_SEPARATORS.split(label), label, word.id):
            if _key(name):
                self._products.setdefault(_key(name), set()).add(word.id)
                self._written.setdefault(_key(name), name.strip())

    def _add_good(self, good: Good) -> None:
        translations = [words.text for words in good.name.translations]
        names = [str(good.name), *translations, *good.also_known_as]
        self._names[good.id] = [frozenset(_tokens(name)) for name in names]
        self._ids_by_product.setdefault(good.product, set()).add(good.id)
        for name in names:
            for part in _SEPARATORS.split(name):
                tokens = _tokens(part)
                for start in range(len(tokens)):
                    ending = " ".join(tokens[start:])
                    if ending not in _GENERIC_WORDS:
                        self._name_endings.setdefault(ending, set()).add(good.id)
                        self._written.setdefault(ending, " ".join(fold(part).split()[start:]))

    def _has_name_with(self, id: RecordId, tokens: Iterable[str]) -> bool:
        """Whether one of the names of a listed good contains all of these words."""
        return any(name.issuperset(tokens) for name in self._names[id])

    def _meanings(self, tokens: tuple[str, ...]) -> tuple[_Meaning, ...]:
        """Return the meaning of the last words of a phrase, then of the materials before them."""
        for start in range(len(tokens)):
            if head := self._meaning(tokens[start:]):
                return head, *self._materials(tokens[:start])
        return ()

    def _meanings_elsewhere(self, written: str) -> Iterator[_Meaning]:
        """Yield the meaning of a phrase in another language, where the good comes first."""
        words = fold(written[:_MOST_LETTERS]).split()[:_MOST_WORDS]
        ends = [end for end, word in enumerate(words) if word in _OF_WORDS]
        for end in (len(words), *reversed(ends)):
            name = " ".join(words[:end])
            if word := self._words.in_other_language(WordKind.PRODUCT, name):
                tokens = _tokens(name)
                goods = self._goods_of([word.id])
                named = (id for id in goods if self._has_name_with(id, tokens))
                yield _Meaning(frozenset({word.id}), frozenset(named))
                return

    def _materials(self, tokens: tuple[str, ...]) -> Iterator[_Meaning]:
        for start in range(len(tokens)):
            for end in range(len(tokens), start, -1):
                meaning = self._meaning(tokens[start:end])
                if meaning and meaning.products <= MATERIALS:
                    yield meaning

    def _meaning(self, tokens: tuple[str, ...]) -> _Meaning | None:
        """Return the meaning of a few words taken together, or None."""
        name = " ".join(tokens)
        products = frozenset(self._products.get(name, ()))
        if not products:
            named = frozenset(self._name_endings.get(name, ()))
            groups = frozenset(self._goods[id].product for id in named)
            return _Meaning(groups, named) if named else None
        goods = () if name in self._group_names else self._goods_of(products)
        return _Meaning(products, frozenset(id for id in goods if self._has_name_with(id, tokens)))

    def _goods_of(self, products: Iterable[str]) -> frozenset[RecordId]:
        """Return the listed goods of groups of products and of the groups related to them."""
        groups = {related for product in products for related in self._related_to(product)}
        return frozenset(id for group in groups for id in self._ids_by_product.get(group, ()))

    def _related_to(self, product: str) -> frozenset[str]:
        return self._related.get(product, frozenset({product}))


def _key(name: str) -> str:
    return " ".join(_tokens(name))


def _tokens(text: str) -> tuple[str, ...]:
    """Return the words of a text in the singular; the s of "women's" is not a word."""
    return tuple(singular(token) for token in fold(text).split() if token != "s")  # noqa: S105 - a word


# Leverage: the effect of buying one good differently, as points with reasons.
#
# The reason for a listing counts half. Then come its countries, since with more of them it is more
# likely that yours comes from one; then a label to look for and somebody to buy from. A good that
# no list names scores 0, whatever there is to buy. Levels are fixed and nothing is counted over
# the basket, so no good of it changes the score of another. All weights and levels here are our
# judgement: nobody has measured them (docs/explanation/lists.md).


LEVERAGE_WEIGHTS = {"kind": 5_000, "places": 2_000, "label": 2_000, "vendor": 1_000}
"""The weight of each factor in basis points; together 10 000."""

_KIND_LEVELS = {GoodKind.FORCED: 15, GoodKind.CHILD: 10, GoodKind.INPUT: 6, GoodKind.SECTOR: 4}
"""The level of each reason for a listing: the harm that people may suffer counts most."""

_COUNTRY_LEVELS = ((10, 15), (5, 12), (2, 8), (1, 4))
"""The level for a number of listed countries: (least number, level), most first."""

_CERTAIN, _UNSURE = 15, 5
"""The level of a sure choice, such as an audited label, and of any weaker one."""


def leverage_reasons(  # noqa: PLR0913 - what is known of one good
    risks: Sequence[Listing],
    labels: Sequence[FittingLabel],
    sellers: Sequence[Seller],
    *,
    from_one_place: bool,
    to_one_place: bool,
    language: str,
) -> tuple[Reason, ...]:
    """Return the reasons for the score of one good: their points add up to it.

    Args:
        risks: Its listings.
        labels: Labels that it can carry.
        sellers: Sellers of such goods.
        from_one_place: Whether the question names the country it comes from.
        to_one_place: Whether the question names the place to ship it to.
        language: The language of the reasons.
    """
    gravest = _gravest(risks)
    if not gravest:
        code = "buy.not_listed_from" if from_one_place else "buy.not_listed"
        return (Reason(code=code, language=language),)
    levels = (
        _kind_level(gravest, language),
        Level(_CERTAIN, "buy.origin") if from_one_place else _country_level(gravest),
        _label_level(labels),
        _seller_level(sellers, to_one_place=to_one_place),
    )
    return tuple(
        Reason(
            code=level.code,
            points=points(weight, level.level),
            slots=level.slots,
            language=language,
        )
        for weight, level in zip(LEVERAGE_WEIGHTS.values(), levels, strict=True)
        if level
    )


def _gravest(risks: Iterable[Listing]) -> list[Listing]:
    """Return the current listings of the good, or those of its group if they are graver."""
    current = [risk for risk in risks if not risk.past]
    of_good = [risk for risk in current if not risk.beside]
    of_group = [risk for risk in current if risk.beside]
    return max(of_good, of_group, key=_gravity)


def _gravity(risks: Sequence[Listing]) -> int:
    """Return the level of the gravest listing; another good of the group counts half."""
    return max((_KIND_LEVELS[risk.good.kind] // (1 + risk.beside) for risk in risks), default=0)


def _kind_level(risks: Sequence[Listing], language: str) -> Level:
    kind = min((risk.good.kind for risk in risks), key=list(GoodKind).index)
    if risks[0].beside:
        return Level(_gravity(risks), "buy.beside", {"kinds": say(f"listed.{kind}", language)})
    return Level(_gravity(risks), f"buy.{kind}")


def _country_level(risks: Sequence[Listing]) -> Level:
    number = len({risk.good.country for risk in risks})
    level = next(level for least, level in _COUNTRY_LEVELS if number >= least)
    return Level(level, "buy.place" if number == 1 else "buy.places", {"number": number})


def _label_level(labels: Sequence[FittingLabel]) -> Level | None:
    if any(label.strong for label in labels):
        return Level(_CERTAIN, "buy.label")
    return Level(_UNSURE, "buy.label_weak") if labels else None


def _seller_level(sellers: Iterable[Seller], *, to_one_place: bool) -> Level | None:
    open_ones = [seller for seller in sellers if not seller.closed]
    if any(each.status is Status.ACTIVE and (each.ships or not to_one_place) for each in open_ones):
        return Level(_CERTAIN, "buy.vendor_ships" if to_one_place else "buy.vendor")
    return Level(_UNSURE, "buy.vendor_unsure") if open_ones else None
