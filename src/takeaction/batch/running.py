"""A run over a file of people: its parts are answered, saved, and written in order.

A run that was stopped goes on from the parts in the folder beside its output. The output is there
complete or not at all, and the same job always gives the same bytes.
"""

import hashlib
import json
import os
import re
from collections import Counter
from collections.abc import Callable, Container, Generator, Iterable, Mapping
from contextlib import ExitStack, closing, suppress
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any, BinaryIO, Self, TypeAlias

import attrs
import pyarrow as pa
import pyarrow.csv
import pyarrow.ipc
import pyarrow.parquet as pq

from takeaction.atomic import complete_files, write_whole
from takeaction.batch.cells import PEOPLE
from takeaction.batch.csv_reading import PeopleFile
from takeaction.batch.mailing import Letters
from takeaction.batch.questions import BatchRefusedError
from takeaction.batch.table import (
    ID_COLUMNS,
    OUTPUT,
    BatchAnswering,
    ColumnMap,
    Names,
    Summary,
    read_mapping,
    recommend_table,
    summary_of,
)
from takeaction.catalog import Catalog
from takeaction.errors import shown
from takeaction.models.question.arguments import check_moment
from takeaction.privacy import confidential

Part: TypeAlias = tuple[int, bytes]
"""A part, or the answer for it, with its place."""

Answers: TypeAlias = Generator[Part, None, None]
"""Answers, each with the place of its part; what works on them stops once this is closed."""

Engine: TypeAlias = Callable[["BatchJob", Iterable[Part]], Answers]
"""A function that answers some parts of a job, in any order."""

Report: TypeAlias = Callable[[int], None]
"""A callback that gets the number of rows done, after each part."""


@attrs.frozen(kw_only=True)
class Tally:
    """The counts of a part of a run, or of all of it.

    Attributes:
        people: The people.
        by_status: The people with each status.
        problems: The people with each status, code and field, joined by a space.
        actions: The people for each action.
        blank: The rows without any value, which are nobody.
    """

    people: int = 0
    by_status: Mapping[str, int] = attrs.field(factory=dict)
    problems: Mapping[str, int] = attrs.field(factory=dict)
    actions: Mapping[str, int] = attrs.field(factory=dict)
    blank: int = 0

    @classmethod
    def of(cls, summary: Summary, blank: int) -> Self:
        """Return the counts of a part from its summary."""
        return cls(
            people=summary.people,
            by_status=summary.by_status,
            problems={" ".join(key).strip(): count for key, count in summary.problems.items()},
            actions=summary.actions,
            blank=blank,
        )

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            people=self.people + other.people,
            by_status=_sum(self.by_status, other.by_status),
            problems=_sum(self.problems, other.problems),
            actions=_sum(self.actions, other.actions),
            blank=self.blank + other.blank,
        )

    def as_json(self) -> dict[str, Any]:
        """Return the counts as plain data, the most frequent first, equal ones by name."""
        return {
            "people": self.people,
            "by_status": dict(self.by_status),
            "problems": _ordered(self.problems),
            "actions": _ordered(self.actions),
            "blank": self.blank,
        }


def _sum(one: Mapping[str, int], other: Mapping[str, int]) -> dict[str, int]:
    total = Counter(one)
    total.update(other)  # unlike +, it keeps a status that nobody has
    return dict(total)


def _ordered(counts: Mapping[str, int]) -> dict[str, int]:
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


@attrs.frozen(kw_only=True)
class BatchJob:
    """All that turns the bytes of a part into those of its answer; it can be pickled.

    Attributes:
        people: The file of people, with the columns that are read.
        catalog: The source of the actions.
        column_map: The columns that are read, and those that are passed through.
        limit: The most actions for a person.
        at: The moment to answer for.
        letters: The columns for a mailing tool; None gives actions, scores and reasons.
    """

    people: PeopleFile
    catalog: Catalog
    column_map: ColumnMap
    limit: int
    at: datetime
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
            "letters": self.letters and attrs.asdict(self.letters),
            "parts": self.people.parts,
            "versions": [version(name) for name in ("takeaction", "pyarrow")],
        }
        return hashlib.sha256(json.dumps(terms, sort_keys=True).encode()).hexdigest()

    @confidential
    def answer(self, content: bytes) -> bytes:
        """Answer a part: an Arrow file with its rows, and its counts in the metadata.

        Args:
            content: Its bytes, as the file of people has them.
        """
        rows = self.people.parse(content)
        answering = BatchAnswering(self.catalog, rows.table, self.limit, None, self.names)
        result = answering.answer(rows.table, rows.faults)
        tally = Tally.of(summary_of(result), rows.blank)
        if self.letters:
            result = self.letters.write(
                self.catalog, rows.table, self.column_map, result, limit=self.limit
            )
        return _encoded(result, tally)


_TALLY = b"takeaction-tally"
"""The key of the counts of a part in its metadata."""


def _encoded(table: pa.Table, tally: Tally) -> bytes:
    counts = json.dumps(attrs.asdict(tally)).encode()
    table = table.replace_schema_metadata({**(table.schema.metadata or {}), _TALLY: counts})
    sink = pa.BufferOutputStream()
    # It takes a third of the room, in a twentieth of the time of an answer.
    options = pa.ipc.IpcWriteOptions(compression="lz4", use_threads=False)
    with pa.ipc.new_file(sink, table.schema, options=options) as file:
        file.write_table(table.unify_dictionaries())
    return sink.getvalue().to_pybytes()


def read_tally(answer: bytes) -> Tally:
    """Return the counts of the answer for a part."""
    return Tally(**json.loads(pa.ipc.open_file(answer).schema.metadata[_TALLY]))


def read_table(answer: bytes) -> pa.Table:
    """Return the rows of the answer for a part."""
    table = pa.ipc.open_file(answer, options=pa.ipc.IpcReadOptions(use_threads=False)).read_all()
    metadata = table.schema.metadata
    return table.replace_schema_metadata({key: metadata[key] for key in metadata if key != _TALLY})


def make_job(  # noqa: PLR0913 - one for each part of a job
    people: PeopleFile,
    catalog: Catalog,
    *,
    columns: Mapping[str, list[str]],
    limit: int,
    at: datetime,
    letters: Letters | None = None,
) -> BatchJob:
    """Make a job, after checking that the columns fit.

    Args:
        people: The file of people.
        catalog: The source of the actions.
        columns: The columns by field, as for ``recommend_table``.
        limit: The most actions for a person.
        at: The moment to answer for.
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
    fields = {name: field for field, column in PEOPLE.items() for name in (field, *column.also)}
    fields[ID_COLUMNS] = ID_COLUMNS
    for field, name in named:
        columns.setdefault(field, []).append(name)
        if name not in schema.names:
            raise BatchRefusedError(
                f"There is no column {shown(name)}. Fix: write its name as it is in the file."
            )
    for name in schema.names:
        found = fields.get(name.strip().casefold())
        if found and found not in columns and found not in schema.names:
            columns[found] = [name]
    if "minutes" not in columns and "minutes" not in schema.names:
        raise BatchRefusedError(
            "No column has the minutes. Fix: call one minutes, or name one, such as --column"
            " minutes=TIME."
        )
    return columns


_RUN = "run.json"
_KIND = "batch"
_OURS = re.compile(r"run\.json|\d+\.part|\.[0-9a-f]{16}\.new")
_PRIVATE = 0o700
"""The mode of the folder: the parts tell about people."""


@attrs.define
class PartsFolder:
    """The folder of an unfinished run: its parts, each complete, and the job that they are of.

    A part begins with a SHA-256 of the job, its place and its answer, which is compared whenever
    it is read: a part that changed on the disk, or is of another place or run, is not there.

    Attributes:
        path: Its place.
        job: The digest of the job that has claimed it.
    """

    path: Path
    job: str = ""

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
            self.job = digest
            self.path.chmod(_PRIVATE)  # an older one was open to others
            for path in self.path.glob(".*.new"):  # of a run that was killed
                with suppress(OSError):
                    path.unlink()
            return
        if run and not replace:
            raise BatchRefusedError(
                "There is an unfinished run of other people, packs or options at this output. Fix:"
                " repeat its call to go on with it, add --replace to throw it away, or name another"
                " output."
            )
        self.remove()
        self.job = digest
        self.path.mkdir(_PRIVATE)
        run = {"takeaction": _KIND, "job": digest, "at": at.isoformat()}
        write_whole(self.path / _RUN, json.dumps(run).encode(), private=True)

    def _read_run(self) -> dict[str, str] | None:
        """Read the job and moment of the run; None if the folder is missing or empty."""
        try:
            entries = [*os.scandir(self.path)]
        except FileNotFoundError:
            return None
        except NotADirectoryError:
            are_ours = False
        else:  # to open a pipe would wait for ever, and a link leads to a file of somebody else
            are_ours = not self.path.is_symlink() and all(
                _OURS.fullmatch(entry.name) and entry.is_file(follow_symlinks=False)
                for entry in entries
            )
        if not are_ours:
            raise BatchRefusedError(
                f"{self.path.name} beside the output is not ours. Fix: move it, or name another"
                " output."
            )
        with suppress(OSError, ValueError, KeyError, TypeError, RecursionError):  # any JSON
            run = json.loads((self.path / _RUN).read_bytes())
            check_moment(datetime.fromisoformat(run["at"]))
            if run["takeaction"] == _KIND:
                return {"job": str(run["job"]), "at": run["at"]}
        return None

    def part(self, place: int) -> Path:
        """Return the file of a part."""
        return self.path / f"{place:05}.part"

    def save(self, place: int, answer: bytes) -> None:
        """Save the answer for a part.

        Raises:
            OSError: It cannot be written.
        """
        write_whole(self.part(place), self._seal(place, answer) + answer, private=True)

    def saved(self, place: int) -> bytes | None:
        """Return the answer for a part as it was saved; None if it is not there, or has changed."""
        try:
            content = self.part(place).read_bytes()
        except OSError:
            return None
        size = hashlib.sha256().digest_size
        seal, answer = content[:size], content[size:]
        return answer if seal == self._seal(place, answer) else None

    def _seal(self, place: int, answer: bytes) -> bytes:
        return hashlib.sha256(f"{self.job} {place} ".encode() + answer).digest()

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
    """Answer all people of a job, and write them to a file, which is there once it is complete.

    Parts that an earlier run saved are not answered again. Whatever stops the run, the parts that
    it saved stay.

    Args:
        job: The job.
        output: The place of the file, CSV if its name says so, else Parquet. An older one is
            replaced at the end.
        folder: The folder of its parts, which this job has claimed.
        engine: Answers the parts.
        report: Gets the number of rows done.

    Raises:
        BatchRefusedError: The people have changed meanwhile, or the engine cannot go on.
        OSError: Something cannot be read or written.
    """
    parts = job.people.parts
    saved = ((place, folder.saved(place)) for place in range(len(parts)))
    tallies = {place: read_tally(answer) for place, answer in saved if answer}
    report(done := sum(parts[place] for place in tallies))
    earlier = frozenset(tallies)
    contents = job.people.contents() if len(earlier) < len(parts) else ()
    missing = (part for part in enumerate(contents) if part[0] not in earlier)
    with complete_files([output], folder.path, private=True) as (file,), ExitStack() as stack:
        writer = _Writer(folder, file, is_csv=output.suffix.lower() == ".csv")
        stack.callback(writer.close)
        answers = stack.enter_context(closing(engine(job, missing)))
        writer.write(tallies)
        for place, answer in answers:
            folder.save(place, answer)
            tallies[place] = read_tally(answer)
            done += parts[place]
            report(done)
            writer.write(tallies)
    folder.remove()
    return sum(tallies.values(), Tally())


class _Writer:
    """A writer of the output: it writes parts in order, as soon as all before them are there."""

    def __init__(self, folder: PartsFolder, file: BinaryIO, *, is_csv: bool) -> None:
        self._folder = folder
        self._file = file
        self._open = pa.csv.CSVWriter if is_csv else _parquet_writer
        self._writer: Any = None
        self._next = 0

    def write(self, places: Container[int]) -> None:
        """Write the next parts, as many as are at some places."""
        while self._next in places:
            answer = self._folder.saved(self._next)
            if answer is None:
                raise BatchRefusedError("A part changed on the disk while it was used.")
            table = read_table(answer)
            self._writer = self._writer or self._open(self._file, table.schema)
            self._writer.write_table(table, max(1, len(table)))
            self._next += 1

    def close(self) -> None:
        """Write the end of the file."""
        if self._writer:
            self._writer.close()


def _parquet_writer(file: BinaryIO, schema: pa.Schema) -> pq.ParquetWriter:
    return pq.ParquetWriter(
        file,
        schema,
        compression="zstd",
        compression_level=1,
        # They would name the smallest and the largest id, and nobody looks for them.
        write_statistics=False,
    )
