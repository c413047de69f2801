"""The base of all answers and their parts: each gives its JSON as plain data."""

from collections.abc import Sequence
from typing import Any, ClassVar, Generic, Literal, Self, TypeVar, cast, overload

import attrs

from takeaction.models.record import RecordId
from takeaction.models.text import check_translations
from takeaction.value import Translations, Value, of

_Beneath = TypeVar("_Beneath")
_Apart = TypeVar("_Apart")
_Member_co = TypeVar("_Member_co", covariant=True)

EVIDENCE = "pack source verified reviewed"
"""The evidence for a record, in the JSON of every answer that shows it."""

ACTION_NAMES = of(
    "action",
    "id title summary steps minutes cadence modes cost risk safety links templates note "
    f"{EVIDENCE}",
)
"""The facts of an action in the JSON of every answer that shows it whole."""


class Answer(Value, Generic[_Beneath, _Apart]):
    """An answer or a part of one.

    Its class describes its JSON: the fields or ``_json_names`` are the keys, their annotations the
    types, their docstrings the words. ``scripts/answer_schemas.py`` makes its schema from these,
    and its type for checkers. The two parameters are that type: with each text as a string, and
    with the language and the source of each text apart.
    """

    __slots__ = ()

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

    def plain(self, _: tuple[str, ...], translations: Translations) -> Any:
        """Return its JSON as plain data, in the languages of the answer itself."""
        return super().plain(getattr(self, "languages", ("en",)), translations)


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


class OfRecord(Answer[_Beneath, _Apart]):
    """An answer about one record.

    Attributes:
        _record: The name of the field with the record.
    """

    __slots__ = ()

    _record: ClassVar[str]

    @property
    def id(self) -> RecordId:
        """The id of the record."""
        answer: Any = self
        id: RecordId = getattr(answer, self._record).id
        return id

    @property
    def _language(self) -> str:
        """The language of its name as shown."""
        answer: Any = self
        return str(getattr(self, self._record).label.pick(answer.languages).language)
