"""A run over a file of people: its parts are answered, saved, and joined once all are there.

A run that was stopped goes on from the parts in the folder beside its output. The output is there
complete or not at all, and the same job always gives the same bytes.
"""

import hashlib
import json
import re
from collections.abc import Callable, Generator, Iterable, Mapping
from contextlib import closing, suppress
from datetime import datetime
from enum import StrEnum
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple, Self, TypeAlias

import attrs
import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet as pq

from takeaction.atomic import complete_files, write_whole
from takeaction.batch.columns import (
    ID_COLUMNS,
    OUTPUT,
    PROFILE_FIELDS,
    ColumnMap,
    Names,
    RowStatus,
    read_mapping,
)
from takeaction.batch.csv_reading import PartRows, PeopleFile
from takeaction.batch.joining import join_csv, join_parquet
from takeaction.batch.mailing import Letters
from takeaction.batch.questions import BatchRefusedError
from takeaction.batch.summary import Tally, summary_of
from takeaction.batch.table import recommend_table
from takeaction.catalog import Catalog
from takeaction.errors import shown
from takeaction.privacy import confidential


class OutputForm(StrEnum):
    """The form of an output, by the end of its name."""

    PARQUET = "parquet"
    CSV = "csv"


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

Engine: TypeAlias = Callable[["BatchJob", Iterable[int]], Answers]
"""A function that answers the parts of a job at some places, in any order."""

Report: TypeAlias = Callable[[int], None]
"""A callback that gets the number of rows done, after each part."""


@attrs.frozen(kw_only=True)
class BatchJob:
    """All that turns the bytes of a part into the bytes of its answer; it can be pickled.

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


_OTHER_NAMES = {"language": "languages"}
"""Names of columns that people use for a field."""


def read_columns(schema: pa.Schema, named: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """Find the columns of each field, as ``recommend_table`` takes them.

    Those that a call names, and those whose own names say their field.

    Args:
        schema: The columns of the file.
        named: Fields, each with a column, from a call; several for ``id``.

    Raises:
        BatchRefusedError: A column that a call names is not there, or none has the minutes.
    """
    columns: dict[str, list[str]] = {}
    for field, name in named:
        columns.setdefault(field, []).append(name)
        if name not in schema.names:
            raise BatchRefusedError(
                f"There is no column {shown(name)}. Fix: write its name as it is in the file."
            )
    for name in schema.names:
        plain = name.strip().casefold()
        field = _OTHER_NAMES.get(plain, plain)
        if (
            field in (ID_COLUMNS, *PROFILE_FIELDS)
            and field not in columns
            and field not in schema.names
        ):
            columns[field] = [name]
    if "minutes" not in columns and "minutes" not in schema.names:
        raise BatchRefusedError(
            "No column has the minutes. Fix: call one minutes, or name one, such as --column"
            " minutes=TIME."
        )
    return columns


_RUN = "run.json"
_KIND = "batch"
_OURS = re.compile(r"run\.json|\d+\.(part|json)|\.[0-9a-f]{16}\.new")


@attrs.frozen
class PartsFolder:
    """The folder of an unfinished run: its parts, each complete, and the job that they are of.

    Attributes:
        path: Its place.
    """

    path: Path

    @classmethod
    def beside(cls, output: Path) -> Self:
        """Return the folder of the parts of an output, which may not be there."""
        return cls(output.with_name(f"{output.name}.parts"))

    def started(self) -> datetime | None:
        """Return the moment that its run answers for; None if there is no run.

        Raises:
            BatchRefusedError: Something else is at its place.
        """
        run = self._read_run()
        return datetime.fromisoformat(run["at"]) if run else None

    def claim(self, digest: str, at: datetime, *, replace: bool) -> None:
        """Make the folder, or go on with it if it is of the same job.

        Args:
            digest: The digest of the job.
            at: The moment that it answers for.
            replace: Whether to throw away the parts of another job.

        Raises:
            BatchRefusedError: It has parts of another job, or is no such folder.
            OSError: It cannot be written.
        """
        run = self._read_run()
        if run and run["job"] == digest:
            return
        if run and not replace:
            raise BatchRefusedError(
                "There is an unfinished run of other people, packs or options at this output. Fix:"
                " repeat its call to go on with it, add --replace to throw it away, or name another"
                " output."
            )
        self.remove()
        self.path.mkdir()
        run = {"takeaction": _KIND, "job": digest, "at": at.isoformat()}
        write_whole(self.path / _RUN, json.dumps(run).encode())

    def _read_run(self) -> dict[str, str] | None:
        """Read the job and moment of the run; None if the folder is missing or empty."""
        try:
            names = [path.name for path in self.path.iterdir()]
        except FileNotFoundError:
            return None
        except NotADirectoryError:
            names = [""]
        if not all(map(_OURS.fullmatch, names)) or self.path.is_symlink():
            raise BatchRefusedError(
                f"{self.path.name} beside the output is not ours. Fix: move it, or name another"
                " output."
            )
        with suppress(OSError, ValueError, KeyError, TypeError):  # any JSON, or a cut one
            run = json.loads((self.path / _RUN).read_bytes())
            if run["takeaction"] == _KIND:
                return {"job": str(run["job"]), "at": str(run["at"])}
        return None

    def part(self, place: int) -> Path:
        """Return the file of a part."""
        return self.path / f"{place:05}.part"

    def _counts(self, place: int) -> Path:
        return self.path / f"{place:05}.json"

    def save(self, place: int, answered: AnsweredPart) -> None:
        """Save the answer for a part: its bytes first, then its counts, which say it is there.

        Raises:
            OSError: It cannot be written.
        """
        write_whole(self.part(place), answered.content)
        counts = {**answered.tally.as_json(), "bytes": len(answered.content)}
        write_whole(self._counts(place), json.dumps(counts).encode())

    def saved(self, place: int) -> Tally | None:
        """Return the counts of a part; None if it is not there."""
        with suppress(OSError, ValueError, KeyError, TypeError):
            counts: dict[str, Any] = json.loads(self._counts(place).read_bytes())
            if counts.pop("bytes") == self.part(place).stat().st_size:
                return Tally(**counts)
        return None

    def remove(self) -> None:
        """Remove the folder with the files that a run wrote; nothing else can be in it."""
        with suppress(FileNotFoundError):
            # That of the run goes last: without it the others would be nobody's.
            for path in sorted(self.path.iterdir(), key=lambda path: path.name == _RUN):
                path.unlink(missing_ok=True)
            self.path.rmdir()


def run_job(
    job: BatchJob, output: Path, folder: PartsFolder, engine: Engine, report: Report
) -> Tally:
    """Answer all people of a job, and write them to a file once all are answered.

    Parts that an earlier run saved are not answered again. Whatever stops the run, the parts that
    it saved stay.

    Args:
        job: The job.
        output: The place of the file. An older one is replaced at the end.
        folder: The folder of its parts, which this job has claimed.
        engine: Answers the parts.
        report: Gets the number of rows done.

    Raises:
        BatchRefusedError: The people have changed meanwhile, or the engine cannot go on.
        OSError: Something cannot be read or written.
    """
    parts = job.people.parts
    tallies = {place: tally for place in range(len(parts)) if (tally := folder.saved(place))}
    done = sum(parts[place].rows for place in tallies)
    report(done)
    missing = [place for place in range(len(parts)) if place not in tallies]
    with closing(engine(job, missing)) as answers:
        for place, answered in answers:
            folder.save(place, answered)
            tallies[place] = answered.tally
            done += parts[place].rows
            report(done)
    with complete_files([output]) as (file,):
        paths = [folder.part(place) for place in range(len(parts))]
        if job.form is OutputForm.CSV:
            join_csv(paths, header(job.columns), file)
        else:
            join_parquet(paths, file)
    folder.remove()
    return sum(tallies.values(), Tally())


def encode(table: pa.Table, form: OutputForm) -> bytes:
    """Return the bytes of a part; those of a CSV file have no names of columns."""
    sink = pa.BufferOutputStream()
    if form is OutputForm.CSV:
        for place, column in enumerate(table.columns):
            if pa.types.is_dictionary(column.type):  # pyarrow writes no CSV of these
                plain = column.cast(column.type.value_type)
                table = table.set_column(place, table.column_names[place], plain)
        pa.csv.write_csv(table, sink, pa.csv.WriteOptions(include_header=False))
    else:
        pq.write_table(
            table,
            sink,
            row_group_size=max(1, len(table)),
            compression="zstd",
            compression_level=1,
            # They would name the smallest and the largest id, and nobody looks for them.
            write_statistics=False,
        )
    content: bytes = sink.getvalue().to_pybytes()
    return content


def header(names: list[str]) -> bytes:
    """Return the first row of a CSV file."""
    sink = pa.BufferOutputStream()
    pa.csv.write_csv(pa.table({name: pa.array([], pa.string()) for name in names}), sink)
    content: bytes = sink.getvalue().to_pybytes()
    return content
