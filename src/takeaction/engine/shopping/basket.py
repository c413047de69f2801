"""What somebody wants to buy: everyday words become groups of products and what lists name.

A shopper writes "cotton shirt", the vocabulary has *Clothing*, a list has *Garments* and *Cotton*.
Nothing is guessed: the last word of a phrase must be known, since "chocolate teapot" is no
chocolate. Of the words before it only a material counts: a coffee table holds no coffee.
"""

import re
from collections.abc import Iterable, Iterator, Mapping

import attrs

from takeaction.catalog import Catalog
from takeaction.models.good import Good
from takeaction.models.record import RecordId
from takeaction.models.word import Word
from takeaction.value import Value
from takeaction.vocabulary import WordKind, fold, nearest

MATERIALS = frozenset(
    {
        *("edible-oils", "jewellery-gems", "leather", "metals-minerals"),
        *("rubber-gloves", "textiles-fibres", "wood-bamboo"),
    }
)
"""Groups of products that other goods are made of: a cotton shirt is a matter of cotton too."""

_EMPTY = frozenset({"good", "material", "plant", "product", "thing"})
"""Words that name no good by themselves, though goods of lists end with them."""

_PARTS = re.compile(r"[(),/]| and ")
_SHORTEST_PLURAL = 4
_MOST_NEAR = 3
_MOST_WORDS = 12
_MOST_LETTERS = 100


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Wanted(Value):
    """What one phrase of a shopper means.

    Attributes:
        written: The phrase.
        products: The groups of products that it belongs to, ids; also those it is made of.
        sold: The groups that a seller of it sells: those of the last word.
        goods: Goods of lists that it names; all of a group whose lists use no such word.
        beside: Other goods of the same groups, such as cattle for beef.
    """

    written: str
    products: frozenset[str]
    sold: frozenset[str]
    goods: frozenset[RecordId]
    beside: frozenset[RecordId]


@attrs.frozen(eq=False, repr=False)
class Basket(Value):
    """What all phrases of a shopper mean.

    Attributes:
        wanted: What is known, in order of the phrases; one that says the same twice stands once.
        unknown: Phrases that nobody knows, in order of the alphabet.
        near: The nearest words for each of them; may be none.
    """

    wanted: tuple[Wanted, ...]
    unknown: tuple[str, ...]
    near: Mapping[str, tuple[str, ...]]


def read_basket(catalog: Catalog, goods: Iterable[str]) -> Basket:
    """Find out what the phrases of a shopper mean."""
    shelf = catalog.once(_Shelf)
    phrases = {" ".join(_tokens(written)): written for written in sorted(goods, reverse=True)}
    found = {written: shelf.wanted(written) for _, written in sorted(phrases.items())}
    unknown = tuple(sorted(written for written, wanted in found.items() if wanted is None))
    return Basket(
        wanted=tuple(wanted for wanted in found.values() if wanted),
        unknown=unknown,
        near={written: shelf.near(written) for written in unknown},
    )


def reach(catalog: Catalog, product: str) -> frozenset[str]:
    """Return a product, those that are part of it, and those that it is part of."""
    words = catalog.words
    return words.narrower(WordKind.PRODUCT, product).union(words.wider(WordKind.PRODUCT, product))


@attrs.frozen(eq=False, repr=False)
class _Listed(Value):
    """A good of a list, and the words of each of its names."""

    good: Good
    names: tuple[frozenset[str], ...]

    def has(self, tokens: Iterable[str]) -> bool:
        """Tell whether one of its names holds all of these words."""
        return any(name.issuperset(tokens) for name in self.names)


@attrs.frozen(eq=False, repr=False)
class _Part(Value):
    """What a part of a phrase means: groups of products, and goods of them that it names."""

    products: frozenset[str]
    named: frozenset[RecordId]


class _Shelf:
    """All names of products and of goods, found by their words in the singular."""

    def __init__(self, catalog: Catalog) -> None:
        self._written: dict[str, str] = {}
        self._products: dict[str, set[str]] = {}
        self._groups: set[str] = set()
        self._tails: dict[str, set[RecordId]] = {}
        self._listed: dict[RecordId, _Listed] = {}
        self._of: dict[str, set[RecordId]] = {}
        words = catalog.words.of(WordKind.PRODUCT)
        self._reach: dict[str, frozenset[str]] = {
            word.id: reach(catalog, word.id) for word in words
        }
        for word in words:
            self._add_word(word)
        for good in catalog.goods.values():
            self._add_good(good)

    def _add_word(self, word: Word) -> None:
        label = str(word.label)
        for name in (word.id, label):
            self._groups.add(_key(name))
        for name in (*word.aliases, *_PARTS.split(label), label, word.id):
            if _key(name):
                self._products.setdefault(_key(name), set()).add(word.id)
                self._written.setdefault(_key(name), name.strip())

    def _add_good(self, good: Good) -> None:
        names = [*_names(good)]
        self._listed[good.id] = _Listed(good, tuple(frozenset(_tokens(name)) for name in names))
        self._of.setdefault(good.product, set()).add(good.id)
        for name in names:
            for part in _PARTS.split(name):
                tokens = _tokens(part)
                for start in range(len(tokens)):
                    tail = " ".join(tokens[start:])
                    if tail not in _EMPTY:
                        self._tails.setdefault(tail, set()).add(good.id)
                        self._written.setdefault(tail, " ".join(fold(part).split()[start:]))

    def wanted(self, written: str) -> Wanted | None:
        """Return what a phrase means; None if its last word is in no list."""
        parts = self._parts(_tokens(written)[-_MOST_WORDS:])
        if not parts:
            return None
        named = frozenset[RecordId]().union(*(part.named for part in parts))
        products = frozenset[str]().union(*(part.products for part in parts))
        narrowed = {self._listed[id].good.product for id in named}
        group = self._goods_of(products)
        whole = self._goods_of(
            product for product in products if narrowed.isdisjoint(self._reached(product))
        )
        goods = named | whole
        return Wanted(
            written=written,
            products=products,
            sold=parts[0].products,
            goods=goods,
            beside=group - goods,
        )

    def near(self, written: str) -> tuple[str, ...]:
        """Return the names that are most like a phrase, and those that stand in it."""
        tokens = _tokens(written)[-_MOST_WORDS:]
        inside = (
            self._written[name]
            for start in range(len(tokens))
            for end in range(len(tokens), start, -1)
            if (name := " ".join(tokens[start:end])) in self._written
        )
        close = nearest(written[:_MOST_LETTERS], self._written.values())
        return tuple(dict.fromkeys((*inside, *close)))[:_MOST_NEAR]

    def _parts(self, tokens: tuple[str, ...]) -> tuple[_Part, ...]:
        """Return what the last words of a phrase mean, and the materials that stand before."""
        for start in range(len(tokens)):
            head = self._part(tokens[start:])
            if head:
                return head, *self._materials(tokens[:start])
        return ()

    def _materials(self, tokens: tuple[str, ...]) -> Iterator[_Part]:
        for start in range(len(tokens)):
            for end in range(len(tokens), start, -1):
                part = self._part(tokens[start:end])
                if part and part.products <= MATERIALS:
                    yield part

    def _part(self, tokens: tuple[str, ...]) -> _Part | None:
        """Return what a few words mean as a whole, or None."""
        name = " ".join(tokens)
        products = frozenset(self._products.get(name, ()))
        if not products:
            named = frozenset(self._tails.get(name, ()))
            groups = frozenset(self._listed[id].good.product for id in named)
            return _Part(groups, named) if named else None
        if name in self._groups:
            return _Part(products, frozenset())
        held = (id for id in self._goods_of(products) if self._listed[id].has(tokens))
        return _Part(products, frozenset(held))

    def _goods_of(self, products: Iterable[str]) -> frozenset[RecordId]:
        reached = {near for product in products for near in self._reached(product)}
        return frozenset(id for product in reached for id in self._of.get(product, ()))

    def _reached(self, product: str) -> frozenset[str]:
        return self._reach.get(product, frozenset({product}))


def _names(good: Good) -> Iterator[str]:
    yield str(good.name)
    yield from (words.text for words in good.name.translations)
    yield from good.also_known_as


def _key(name: str) -> str:
    return " ".join(_tokens(name))


def _tokens(text: str) -> tuple[str, ...]:
    """Return the words of a text in the singular; the s of "women's" is none."""
    return tuple(singular(token) for token in fold(text).split() if token != "s")  # noqa: S105 - a word


def singular(token: str) -> str:
    """Return what the singular and the plural of a folded English word have in common.

    It need not be a word: ``matches`` gives ``match``, but ``shoe`` and ``shoes`` give ``sho``.
    """
    if len(token) >= _SHORTEST_PLURAL and token.endswith("s") and not token.endswith("ss"):
        token = token[:-1]
    if token.endswith("ie"):
        return f"{token[:-2]}y"
    if token.endswith(("che", "oe", "she", "sse", "xe")):
        return token[:-1]
    return token
