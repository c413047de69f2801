"""The base of our records, questions and answers: their ``repr`` and their plain data.

Two of one class are equal when all their fields are. attrs would generate the three methods of that
for each class, which takes half of the import time of our modules.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from importlib import import_module
from operator import attrgetter
from typing import Any, ClassVar, Literal, TypeAlias, get_args

import attrs

from takeaction.lazy import cached_by_class

Translations: TypeAlias = Literal["beneath", "apart"]
"""The place of the source of a translation in JSON: beneath it in one string, or apart from it."""

LONGEST_REPR = 199
"""The most characters of the ``repr`` of one thing: two lines of a terminal, or of a log."""

_LONGEST_LINE = 120
"""The most characters of one member of a list; ten of them and the end stay below 1,500."""

_MOST_LINES = 10
_LONGEST_PART = 60
_LONGEST_ID = 131
"""The first part of an object may have so many characters: an id of two times 64, in quotes."""
_MOST_MEMBERS = 4
"""The most members of a small collection that is shown; of all others the number is."""


class Value:
    """A value that equals any other of its class with equal fields, and has the same hash.

    Fields with ``eq=False`` are not compared, and those with ``repr=False`` are not shown. Each
    goes by the name of its argument, also where the attribute itself is private.
    """

    __slots__ = ()

    _json_names: ClassVar[tuple[str, ...]] = ()
    """The values of its JSON, in order, where they are other than its fields.

    Each is the name of a field or a property, ``resource.summary`` for one of a part, or
    ``resource.note as caution`` where the key is another than the last name.
    """

    _repr_names: ClassVar[tuple[str, ...]] = ()
    """The parts that its ``repr`` shows, written alike, where they are other than its fields."""

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return all(getattr(self, name) == getattr(other, name) for name in _compared(type(self)))

    def __hash__(self) -> int:
        return hash((type(self), *(getattr(self, name) for name in _compared(type(self)))))

    def __repr__(self) -> str:
        if isinstance(self, Sequence):
            return _lines(self, self._shown())
        return short_repr(self, self._shown())

    def plain(self, languages: tuple[str, ...], translations: Translations) -> Any:
        """Return the values of its JSON as plain data; see ``plain_data``."""
        return {
            key: plain_data(value_of(self), languages, translations)
            for key, value_of in _json_values(type(self))
        }

    def _repr_html_(self) -> str | None:
        # The view is a face, above everything that it shows. So it is found by name and on first
        # use, as the front door finds every public name: no program without a notebook imports it.
        html: str | None = import_module("takeaction.views.view").html_of(self)
        return html

    def _shown(self) -> Mapping[str, object]:
        """Return the parts that ``repr`` shows: ``_repr_names``, else the fields with other values.

        A class chooses where a field would show something of a question, such as the place or the
        language that somebody asked for, or would say nothing to its reader.
        """
        if self._repr_names:
            return {key: value_of(self) for key, value_of in _repr_values(type(self))}
        return {
            name: value
            for name, default in _fields(type(self))
            if (value := getattr(self, name)) != default
        }


def facts(  # noqa: PLR0913 - one for each fact
    *,
    words: Collection[str] = (),
    keys: Mapping[str, str] | None = None,
    loose: bool | Collection[str] = False,
    prose: bool = False,
    sheet: str = "",
    deprecated: str = "",
    record: str = "",
    word: str = "",
    ask: str = "",
    option: str = "",
    metavar: str = "",
    usual: object = None,
    most: int = 0,
    is_place: bool = False,
) -> Mapping[str, Any]:
    """Return the metadata of a field: what is known of it beside its type and its docstring.

    A fact that is not given is not in it.

    Args:
        words: The only words of a text that has no list of its own; of a field of a question, the
            only words to offer.
        keys: The keys of a mapping that always has the same, each with what it is.
        loose: Whether it may be reworded, or the kinds of records in which it may. A lock pins the
            values of all other fields: so it does those of a field that is new.
        prose: Whether a string is words for people, and not a code: a sheet reads typographic
            dashes and quotes in it, and commas.
        sheet: How a sheet asks for it, where its docstring is for programmers.
        deprecated: The name of the field to use instead.
        record: The kind of the records whose ids it holds; ``any`` for any kind.
        word: The kind of the words whose ids it holds.
        ask: How the command line asks a person for it; it has no option without.
        option: The name of its option, where it is another.
        metavar: What its option takes, where that isn't the first letter of its name.
        usual: What the command line takes where a person says nothing, if it isn't the default.
        most: The most members of its list, or the highest of its numbers, which begin at 1.
        is_place: Whether it is a place.

    Example:
        >>> import attrs
        >>> cost: str = attrs.field(default="free", metadata=facts(loose=True))
    """
    given = {
        "words": words,
        "keys": keys,
        "loose": loose,
        "prose": prose,
        "sheet": sheet,
        "deprecated": deprecated,
        "record": record,
        "word": word,
        "ask": ask,
        "option": option,
        "metavar": metavar,
        "usual": usual,
        "most": most,
        "is_place": is_place,
    }
    return {name: fact for name, fact in given.items() if fact}


LOOSE = facts(loose=True)
"""The facts of a field that may be reworded, and of which nothing else is known."""


@cached_by_class
def fields_with(fact: str, model: type[Any]) -> tuple[tuple[str, Any], ...]:
    """Return the fields of a class that have a fact, each with it, in order.

    With them come the fields whose values are objects that have such fields, each with ``""``.
    """
    fields = attrs.fields(model) if attrs.has(model) else ()
    named = ((field, field.metadata.get(fact, "")) for field in fields)
    return tuple((field.name, given) for field, given in named if given or _holds(fact, field.type))


def _holds(fact: str, annotation: Any) -> bool:
    inner = isinstance(annotation, type) and bool(fields_with(fact, annotation))
    return inner or any(_holds(fact, part) for part in get_args(annotation))


def of(part: str, names: str) -> tuple[str, ...]:
    """Return some names of a part, with spaces between them, for ``Value._json_names``.

    Example:
        >>> of("contact", "dial display")
        ('contact.dial', 'contact.display')
    """
    return tuple(f"{part}.{name}" for name in names.split())


def short_repr(thing: object, parts: Mapping[str, object], most: int = LONGEST_REPR) -> str:
    """Describe an object by its class and some parts, on one line of at most *most* characters.

    Unprintable characters are escaped, long texts are cut, and collections are counted unless they
    are small. Parts that don't fit are left out from the end, and ``…`` stands for them.
    """
    name = type(thing).__qualname__
    room = most - len(f"{name}()")
    texts = [
        f"{key}={_short(part, _LONGEST_PART if place else min(_LONGEST_ID, room - len(key) - 4))}"
        for place, (key, part) in enumerate(parts.items())
    ]
    shown = len(texts)
    while len(line := ", ".join([*texts[:shown], *["…"][: len(texts) - shown]])) > room:
        shown -= 1
    return f"{name}({line})"


def _lines(members: Sequence[Any], parts: Mapping[str, object]) -> str:
    """Describe a list: a line for each of its first members, and then its other parts."""
    name = type(members).__qualname__
    lines = [
        short_repr(member, member._shown(), _LONGEST_LINE)  # noqa: SLF001 - it is one of ours
        for member in members[:_MOST_LINES]
    ]
    if len(members) > _MOST_LINES:
        lines.append(f"… {len(members) - _MOST_LINES} more")
    listed = "".join(f"\n  {line}," for line in lines)
    listed = f"[{listed}\n]" if lines else "[]"
    others = "".join(f", {key}={_short(part)}" for key, part in parts.items())
    return f"{name}({listed}{others})"


def _short(part: object, most: int = _LONGEST_PART) -> str:
    """Describe one part in at most *most* characters."""
    if isinstance(part, Value) and type(part).__str__ is object.__str__:
        return short_repr(part, part._shown(), most)  # noqa: SLF001 - it is one of ours
    if isinstance(part, (str, Value)):
        return cut(repr(str(part)), most)  # a word of a list as its value, a text as its words
    if isinstance(part, date):
        return part.isoformat()
    if isinstance(part, Collection) and not isinstance(part, bytes):
        return _collection(part)
    return cut(repr(part), most)


def _collection(part: Collection[Any]) -> str:
    """Describe a collection: its members if they are few and plain, else their number."""
    if len(part) <= _MOST_MEMBERS and all(isinstance(member, (str, int)) for member in part):
        if isinstance(part, Mapping):
            text = ", ".join(f"{_short(key)}: {_short(part[key])}" for key in part)
        else:
            members = map(_short, part)
            text = ", ".join(members if isinstance(part, Sequence) else sorted(members))
        if len(text) <= _LONGEST_PART:
            return f"{{{text}}}" if isinstance(part, Mapping) else f"[{text}]"
    return f"<{len(part)}>"


def cut(text: str, most: int = LONGEST_REPR) -> str:
    """Cut a text to *most* characters; its last character, such as a bracket, stays."""
    return text if len(text) <= most else f"{text[: most - 2]}…{text[-1]}"


def plain_data(  # noqa: PLR0911 - one return for each kind of value
    value: Any,
    languages: Iterable[str] = ("en",),
    translations: Translations = "beneath",
) -> Any:
    """Convert a value to plain data, which JSON can hold.

    Args:
        value: A record, an answer, or any part of one.
        languages: The reader's languages, preferred first. Each text is given in the first of
            them that it has.
        translations: Where the source of a translation that nobody has reviewed goes: beneath
            it, in one string and for safety texts only, or apart from every text.

    Returns:
        Objects become dicts of all their fields, sets sorted lists, texts the words in one
        language, days and moments ISO 8601 text, opening hours their text and their zone.
        None, an unknown value, stays None.
    """
    preferred = tuple(languages)
    if hasattr(value, "plain"):
        return value.plain(preferred, translations)
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {key: plain_data(part, preferred, translations) for key, part in value.items()}
    if isinstance(value, frozenset):
        return sorted(plain_data(member, preferred, translations) for member in value)
    if isinstance(value, tuple):
        return [plain_data(part, preferred, translations) for part in value]
    return value


@cached_by_class
def _compared(model: type[Any]) -> tuple[str, ...]:
    return tuple(field.alias or field.name for field in attrs.fields(model) if field.eq)


@cached_by_class
def _fields(model: type[Any]) -> tuple[tuple[str, object], ...]:
    """Return the name and the default of each field that is shown."""
    return tuple(
        (field.alias or field.name, _default(field.default))
        for field in attrs.fields(model)
        if field.repr
    )


def _default(default: Any) -> object:
    """Return a default; where it depends on the other fields, nothing equals it."""
    if not isinstance(default, attrs.Factory):  # type: ignore[arg-type]
        return default
    return attrs.NOTHING if default.takes_self else default.factory()


@cached_by_class
def json_paths(model: type[Any]) -> tuple[tuple[str, str], ...]:
    """Return each key of the JSON of a model, in order, and the path to its value."""
    return _paths(model._json_names or field_names(model))  # noqa: SLF001 - it is one of ours


def _paths(names: Iterable[str]) -> tuple[tuple[str, str], ...]:
    split = (name.partition(" as ") for name in names)
    return tuple((key or path.rpartition(".")[2], path) for path, _, key in split)


@cached_by_class
def _json_values(model: type[Any]) -> tuple[tuple[str, Callable[[Any], object]], ...]:
    return tuple((key, attrgetter(path)) for key, path in json_paths(model))


@cached_by_class
def _repr_values(model: type[Any]) -> tuple[tuple[str, Callable[[Any], object]], ...]:
    names = _paths(model._repr_names)  # noqa: SLF001 - it is one of ours
    return tuple((key, attrgetter(path)) for key, path in names)


@cached_by_class
def field_names(model: type[Any]) -> tuple[str, ...]:
    """Return the names of all fields of a model, in order."""
    return tuple(field.name for field in attrs.fields(model))
