"""The base of all answers and their parts: each gives its JSON as plain data."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Generic, Literal, Self, TypeVar, cast, overload

import attrs

from takeaction.models.text import check_translations
from takeaction.value import Translations, Value, field_names, plain_data

if TYPE_CHECKING:  # answers about help do not load actions
    from takeaction.models.action import Action

_Beneath = TypeVar("_Beneath")
_Apart = TypeVar("_Apart")
_Member_co = TypeVar("_Member_co", covariant=True)

_ACTION_KEYS = (
    *("id", "title", "summary", "steps", "minutes", "cadence", "modes", "cost", "risk", "safety"),
    *("links", "templates", "note", "pack", "source", "verified", "reviewed"),
)
"""The fields of an action in the JSON of every answer that shows it whole."""


class Answer(Value, Generic[_Beneath, _Apart]):
    """An answer or a part of one.

    Its two parameters are the shapes of its JSON: with each text as a string, and with the language
    and the source of each text apart. They matter to type checkers only.
    """

    __slots__ = ()

    _json_names: ClassVar[tuple[str, ...]] = ()
    """The keys of its JSON, in order, where they are other than its fields."""

    def __class_getitem__(cls, _: object) -> type[Any]:
        # Plain data needs no parameters, and making them would take a tenth of a millisecond.
        return cls

    @overload
    def as_json(self, *, translations: Literal["beneath"] = "beneath") -> _Beneath: ...
    @overload
    def as_json(self, *, translations: Literal["apart"]) -> _Apart: ...
    def as_json(self, *, translations: Translations = "beneath") -> _Beneath | _Apart:
        """Return the answer as plain data, ready for JSON.

        Args:
            translations: ``beneath``: each text is a string. Below a safety text whose translation
                nobody has reviewed, its source follows on a line of its own. ``apart``: each text
                is a mapping of ``text``, ``language``, ``source`` and ``reviewed``.

        Returns:
            Plain data in which every key is always there. What is not known is None, sets are
            sorted lists, days and moments ISO 8601 text. The reference page on JSON has the keys.

        Raises:
            QueryError: *translations* is another word.
        """
        check_translations(translations)
        data: Any = self.plain((), translations)
        return data  # type: ignore[no-any-return]

    def _json_fields(self) -> dict[str, Any]:
        """Return the values of its JSON by their keys, before they are plain data."""
        names = self._json_names or field_names(type(self))
        return {name: getattr(self, name) for name in names}

    def plain(self, _: tuple[str, ...], translations: Translations) -> Any:
        """Return its JSON as plain data, in the languages of the answer itself."""
        languages = getattr(self, "languages", ("en",))
        return plain_data(self._json_fields(), languages, translations)


class Listed(Sequence[_Member_co]):
    """An answer that is a list of its members. A slice of it is such an answer, all else the same.

    Attributes:
        _listed: The name of the field with the members.
    """

    __slots__ = ()

    _listed: ClassVar[str]

    @overload
    def __getitem__(self, index: int) -> _Member_co: ...
    @overload
    def __getitem__(self, index: slice) -> Self: ...
    def __getitem__(self, index: int | slice) -> _Member_co | Self:
        members: tuple[_Member_co, ...] = getattr(self, self._listed)
        if isinstance(index, slice):
            answer: Any = self
            return cast(Self, attrs.evolve(answer, **{self._listed: members[index]}))
        return members[index]

    def __len__(self) -> int:
        return len(getattr(self, self._listed))


def action_fields(action: "Action", languages: tuple[str, ...]) -> dict[str, Any]:
    """Return the values that an answer shows of an action, by their keys."""
    language = action.title.pick(languages).language
    return {**{name: getattr(action, name) for name in _ACTION_KEYS}, "language": language}
