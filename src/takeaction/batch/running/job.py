"""A job: everything that turns the bytes of a part into the bytes of its answer."""

import hashlib
import json
from collections.abc import Generator, Mapping
from datetime import datetime
from importlib.metadata import version
from typing import NamedTuple, TypeAlias

import attrs
import numpy as np
import numpy.typing as npt
import pyarrow as pa

from takeaction.batch.columns.mapping import OUTPUT, ColumnMap, Names, read_mapping
from takeaction.batch.columns.result import RowStatus
from takeaction.batch.running.forms import OutputForm, encode
from takeaction.batch.running.mailing.letters import Letters
from takeaction.batch.running.people.rows import PartRows, PeopleFile
from takeaction.batch.running.refusal import BatchRefusedError
from takeaction.batch.running.tally import Tally
from takeaction.batch.summary import summary_of
from takeaction.batch.table import recommend_table
from takeaction.catalog.catalog import Catalog
from takeaction.privacy import confidential


class AnsweredPart(NamedTuple):
    """The answer for a part.

    Attributes:
        content: Its bytes in the form of the output.
        tally: Its counts.
    """

    content: bytes
    tally: Tally


Answers: TypeAlias = Generator[tuple[int, AnsweredPart], None, None]
"""Answers, each with the place of its part; what works on them stops once this is closed."""


@attrs.frozen(kw_only=True)
class BatchJob:
    """A job. It can be pickled, and the same part always gets the same bytes.

    Attributes:
        people: The file of people, with the columns that are read.
        catalog: The source of the actions.
        column_map: The columns that are read, and those that are passed through.
        limit: The most actions for a person.
        at: The moment to answer for.
        form: The form of the output.
        letters: The columns for a mailing tool; None gives actions, scores and reasons.
    """

    people: PeopleFile
    catalog: Catalog
    column_map: ColumnMap
    limit: int
    at: datetime
    form: OutputForm = OutputForm.PARQUET
    letters: Letters | None = None

    @property
    def names(self) -> Names:
        """The columns by field, as ``recommend_table`` takes them."""
        return {**self.column_map.fields, "id": list(self.column_map.ids)}

    @property
    def columns(self) -> list[str]:
        """The columns of the output."""
        return [*self.column_map.ids, *(self.letters.names(self.limit) if self.letters else OUTPUT)]

    @property
    def digest(self) -> str:
        """The digest of all that the bytes of the output depend on."""
        terms = {
            "people": self.people.digest,
            "catalog": self.catalog.digest,
            "columns": self.names,
            "limit": self.limit,
            "at": self.at.isoformat(),
            "form": self.form,
            "letters": self.letters and attrs.asdict(self.letters),
            "parts": self.people.parts,
            "versions": [version(name) for name in ("takeaction", "pyarrow")],
        }
        return hashlib.sha256(json.dumps(terms, sort_keys=True).encode()).hexdigest()

    @confidential
    def answer(self, content: bytes) -> AnsweredPart:
        """Answer a part.

        Args:
            content: Its bytes, as the file of people fetches them.
        """
        rows = self.people.parse(content)
        result = self._result(rows)
        tally = Tally.of(summary_of(result), rows.blank)
        if self.letters:
            result = self.letters.write(
                self.catalog, rows.table, self.column_map, result, limit=self.limit
            )
        return AnsweredPart(encode(result, self.form), tally)

    def _result(self, rows: PartRows) -> pa.Table:
        """Return the result for all rows, with those that could not be read in their places."""
        if not rows.faults:
            return self._recommend(rows.table)
        places = np.array(sorted(rows.faults))
        read = np.delete(np.arange(len(rows.table)), places)
        result = self._recommend(rows.table.take(read))
        unread = _unread(rows, places, result.schema)
        order = np.argsort(np.concatenate([read, places]))
        return pa.concat_tables([result, unread]).take(order)

    def _recommend(self, people: pa.Table) -> pa.Table:
        return recommend_table(
            self.catalog, people, limit=self.limit, columns=self.names, at=self.at
        )


def _unread(rows: PartRows, places: npt.NDArray[np.int64], schema: pa.Schema) -> pa.Table:
    """Return the result for the rows that could not be read."""
    people = rows.table.take(places)
    ids = [people[name] for name in schema.names if name not in OUTPUT]
    problems = [{"code": rows.faults[place], "field": None} for place in places.tolist()]
    own = [[[]] * len(places), [str(RowStatus.BROKEN)] * len(places), problems]
    typed = [
        pa.array(values, schema.field(name).type) for name, values in zip(OUTPUT, own, strict=True)
    ]
    return pa.Table.from_arrays([*ids, *typed], schema=schema)


def make_job(  # noqa: PLR0913 - one for each part of a job
    people: PeopleFile,
    catalog: Catalog,
    *,
    columns: Mapping[str, list[str]],
    limit: int,
    at: datetime,
    form: OutputForm = OutputForm.PARQUET,
    letters: Letters | None = None,
) -> BatchJob:
    """Make a job, after checking that the columns fit.

    Args:
        people: The file of people.
        catalog: The source of the actions.
        columns: The columns by field, as for ``recommend_table``.
        limit: The most actions for a person.
        at: The moment to answer for.
        form: The form of the output.
        letters: The columns for a mailing tool, if that is wanted.

    Raises:
        QueryError: A column is missing, or has values of a wrong type, or the limit is below 1.
        BatchRefusedError: No column says who is who, or one would be there twice.
    """
    column_map = read_mapping(people.schema, columns)
    job = BatchJob(
        people=people.select([*dict.fromkeys([*column_map.fields.values(), *column_map.ids])]),
        catalog=attrs.evolve(catalog, mistakes=()),  # to find them takes longer than many answers
        column_map=column_map,
        limit=limit,
        at=at,
        form=form,
        letters=letters,
    )
    if not column_map.ids:
        raise BatchRefusedError(
            "No column says who is who. Fix: call one id, or name one, such as --column id=NUMBER."
        )
    if len(set(job.columns)) < len(job.columns):
        raise BatchRefusedError(
            "An id column has the name of a column of the output. Fix: give it another name."
        )
    recommend_table(catalog, people.schema.empty_table(), limit=limit, columns=job.names, at=at)
    return job
