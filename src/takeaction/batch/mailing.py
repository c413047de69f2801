"""A table for a mailing tool: a row for each person to write to, in the language of the person.

Each action has its title, why it fits this person, how to keep safe, and a link to the host's own
finder.
"""

import re
from collections.abc import Callable, Hashable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import attrs
import pyarrow as pa
import pyarrow.compute as pc

from takeaction.batch.answers import RowStatus
from takeaction.batch.cells import BETWEEN_WORDS
from takeaction.batch.questions import BatchRefusedError, PeopleReader
from takeaction.batch.table import OUTPUT, ColumnMap
from takeaction.catalog import Catalog
from takeaction.core_data import language_of
from takeaction.engine.ranking.answer import is_personal
from takeaction.engine.ranking.asker import look_up_asker
from takeaction.engine.ranking.factors import WEIGHTS
from takeaction.engine.ranking.ranking import factor_levels
from takeaction.engine.reasons import say
from takeaction.models.question.arguments import as_languages
from takeaction.models.record import page_name

_ID = re.compile(r"(?<=[/=])ID(?=$|[/?#&.])")
"""The place of the id: a part of the path or a value of the query, not letters of a word."""

_ADDRESS = re.compile(r"https://[^\s/\"'<>\\]+/[^\s\"'<>\\]*")


def _check_finder(_: object, __: object, finder: str | None) -> None:
    if finder is not None and (not _ADDRESS.fullmatch(finder) or len(_ID.findall(finder)) != 1):
        raise BatchRefusedError(
            "The finder is no address that we can use. Fix: write the https address of the page"
            " of a record, with ID in its place, such as https://example.org/record/ID."
        )


_FORMULA = "^([=+\\-@\t\r\uff1d\uff0b\uff0d\uff20])"
"""How a text starts that a spreadsheet takes for a formula; some take the wide signs as well."""

_Reason = tuple[str, int]
"""A reason as a result has it: its code and its points."""

_Listed = list[tuple[str, list[_Reason]]]
"""The actions of a person, each with its reasons."""

_Cell = str | Sequence[str] | None
"""A cell with several words: one text, a list, or nothing."""

_Languages = tuple[str, ...]


@attrs.frozen(kw_only=True)
class Letters:
    """The form of a table for a mailing tool.

    Attributes:
        languages: The languages of people who name none, best first.
        finder: The address of the page of a record in the host's finder, such as
            ``https://example.org/finder/record/ID``; None gives no links.

    Raises:
        BatchRefusedError: *finder* is no https address, or has no place for the id.
    """

    languages: tuple[str, ...] = ("en",)
    finder: str | None = attrs.field(default=None, validator=_check_finder)

    def links(self, id: str) -> list[str]:
        """Return the address of the page of a record, if there is a finder."""
        return [_ID.sub(page_name(id), self.finder)] if self.finder else []

    def names(self, limit: int) -> tuple[str, ...]:
        """Return the columns beside the ids: ``language``, ``title_1``, ``why_1`` and so on."""
        places = range(1, limit + 1)
        columns = ("title", "why", "safety", *(("link",) if self.finder else ()))
        return ("language", *(f"{name}_{place}" for place in places for name in columns))

    def write(
        self,
        catalog: Catalog,
        people: pa.Table,
        columns: ColumnMap,
        result: pa.Table,
        *,
        limit: int,
    ) -> pa.Table:
        """Return a row for each person who has an action."""
        chosen = pc.equal(result["status"], str(RowStatus.OK))
        answers, rows = result.filter(chosen), people.filter(chosen)
        names = self.names(limit)
        writer = _Writer(self, catalog, columns, rows)
        column = columns.fields.get("languages")
        languages: list[_Cell] = rows[column].to_pylist() if column else [None] * len(rows)
        listed = _listed(answers["actions"].combine_chunks())
        texts = []
        for person, (cell, actions) in enumerate(zip(languages, listed, strict=True)):
            row = writer.row(person, cell, actions)
            texts.append(row + [""] * (len(names) - len(row)))
        ids = answers.drop_columns(list(OUTPUT))
        written = list(zip(*texts, strict=True)) or [()] * len(names)
        own = [pa.array(column, pa.string()) for column in written]
        safe = [_without_formulas(column) for column in (*ids.columns, *own)]
        return pa.table(safe, names=[*ids.column_names, *names])


class _Writer:
    """A writer of rows for the valid people of one part.

    What it remembers dies with the part. Nearly everybody has a reason in common with others.
    """

    def __init__(
        self, letters: Letters, catalog: Catalog, columns: ColumnMap, people: pa.Table
    ) -> None:
        self._letters = letters
        self._catalog = catalog
        self._reader = PeopleReader(catalog, columns.fields)
        self._people, _ = self._reader.read(people)
        self._words_of: dict[str, Callable[[int], Hashable]] = {
            "skill": lambda person: self._people.skills[person].tobytes(),
            "role": lambda person: int(self._people.role_set[person]),
            "topic": lambda person: int(self._people.topic_set[person]),
        }
        self._reasons: dict[Hashable, str] = {}
        self._texts: dict[tuple[str, _Languages], tuple[str, str]] = {}

    def row(self, person: int, cell: _Cell, actions: _Listed) -> list[str]:
        """Return the texts of a person, without the columns of actions that they have not.

        Args:
            person: The place of the person in the part.
            cell: The languages of the person; those of the call if it is empty.
            actions: The actions of the person.
        """
        written = cell.split(BETWEEN_WORDS) if isinstance(cell, str) else cell or ()
        words = tuple(word.strip() for word in written if word and word.strip())
        languages = as_languages(words, "languages") if words else self._letters.languages
        row = [language_of(languages)]
        said: set[str] = set()
        for action, reasons in actions:
            listing = _Listing(person, action, reasons, languages, said)
            title, safety = self._texts_of(listing)
            row += [title, self._why(listing), safety, *self._letters.links(action)]
        return row

    def _texts_of(self, listing: "_Listing") -> tuple[str, str]:
        """Return the title of an action, and its safety lines as one paragraph.

        That is empty if nothing can go wrong. In it the source sentence follows a translation that
        nobody has reviewed.
        """
        action, languages = listing.action, listing.languages
        key = (action, languages)
        if key not in self._texts:
            record = self._catalog.actions[action]
            safety = " ".join(str(text.pick(languages)) for text in record.safety)
            self._texts[key] = record.title.pick(languages).text, " ".join(safety.split())
        return self._texts[key]

    def _why(self, listing: "_Listing") -> str:
        """Return the reason that says most about a person and was not said for an action above.

        It is that of ``Recommendation.why_unlike``.
        """
        given = [reason for reason in listing.reasons if reason[1]] or listing.reasons
        best = sorted(given, key=lambda each: (is_personal(each[0]), each[1]), reverse=True)
        texts = (self._reason(listing, code) for code, _ in best)
        first = self._reason(listing, best[0][0])
        why = next((text for text in texts if text not in listing.said), first)
        listing.said.add(why)
        return why

    def _reason(self, listing: "_Listing", code: str) -> str:
        """Return the text of a reason.

        It depends on the action, and on the skills, roles or topics of the person.
        """
        person, action, languages = listing.person, listing.action, listing.languages
        words_of = self._words_of.get(code.partition(".")[0])
        key = (action, code, words_of and words_of(person), languages)
        if key not in self._reasons:
            asker = look_up_asker(self._catalog, self._reader.profile(self._people, person))
            record = self._catalog.actions[action]
            levels = factor_levels(record, asker, WEIGHTS, self._catalog.factors).values()
            slots = next(level.slots for level in levels if level.code == code)
            self._reasons[key] = say(code, language_of(languages), slots)
        return self._reasons[key]


class _Listing(NamedTuple):
    """An action that is listed for a person.

    Attributes:
        person: The place of the person in the part.
        action: Its id.
        reasons: Its reasons.
        languages: The languages of the person.
        said: The reasons of the actions above it.
    """

    person: int
    action: str
    reasons: Sequence[_Reason]
    languages: _Languages
    said: set[str]


def _listed(actions: pa.ListArray) -> Iterator[_Listed]:
    """Yield the actions of each person.

    They are read column by column: a dictionary for each of fifty million reasons takes minutes.
    """
    structs = actions.flatten()
    ids = structs.field("action").to_pylist()
    reasons = structs.field("reasons")
    of_all = reasons.flatten()
    coded = list(
        zip(of_all.field("code").to_pylist(), of_all.field("points").to_pylist(), strict=True)
    )
    of_actions = [
        (id, coded[first:last]) for id, (first, last) in zip(ids, _spans(reasons), strict=True)
    ]
    for first, last in _spans(actions):
        yield of_actions[first:last]


def _spans(lists: pa.ListArray) -> Iterator[tuple[int, int]]:
    """Yield the first and last position of each list among the values of all."""
    offsets = lists.offsets.to_numpy() - lists.offsets[0].as_py()
    return pairwise(offsets.tolist())


def _without_formulas(column: pa.Array | pa.ChunkedArray) -> pa.Array | pa.ChunkedArray:
    """Put an apostrophe before each text that a spreadsheet would take for a formula."""
    kind = column.type
    if pa.types.is_dictionary(kind):
        kind = kind.value_type
        column = column.cast(kind)
    if not (pa.types.is_string(kind) or pa.types.is_large_string(kind)):
        return column
    return pc.replace_substring_regex(column, pattern=_FORMULA, replacement=r"'\1")
