"""``takeaction batch``: actions for every supporter in a file."""

import argparse
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from takeaction.cli.arguments import (
    Command,
    UsageError,
    flag,
    load_for_answer,
    option,
    parse_pair,
    parse_whole_number,
    requested_languages,
)
from takeaction.cli.files import file_error
from takeaction.cli.terminal import counted, line, meter, progress, show_json, warn
from takeaction.errors import LONGEST_PATH, QueryError, plain, shown, why_failed
from takeaction.vocabulary.codes import codes, query_codes

if TYPE_CHECKING:  # numpy and pyarrow are extras, and take longer to import than an answer
    from takeaction.batch.csv_reading import PeopleFile
    from takeaction.batch.running import BatchJob, Engine, PartsFolder, Tally

_LIMIT = 5
_ANSWERS, _MAIL_MERGE = "answers", "mail-merge"


def _start(options: argparse.Namespace) -> int:
    """Answer for everybody in the file, and say how many have no actions, and why."""
    import pyarrow  # noqa: F401, ICN001 - whether the extra is there

    _check_options(options)
    from takeaction.batch.running import PartsFolder

    folder = PartsFolder.beside(Path(options.output))
    with _usage_errors(options.output, "written"):
        _refuse_existing(Path(options.output), Path(options.people), replace=options.replace)
        started = folder.started()
    from takeaction.batch.people import open_people

    with _usage_errors(options.people, "read"), progress("Reading the people…"):
        people = open_people(Path(options.people), options.encoding, options.part_rows)
    job = _job(options, people, started)
    with _usage_errors(options.output, "written"):
        folder.claim(job.digest, job.at, replace=options.replace)
    return _run(options, job, folder)


def _check_options(options: argparse.Namespace) -> None:
    """Refuse options that do not go together."""
    is_merge = options.form == _MAIL_MERGE
    ends = (".parquet", ".csv") if is_merge else (".parquet",)
    if not options.output.lower().endswith(ends):
        letters = "" if is_merge else " For letters in a .csv file, add --as mail-merge."
        raise UsageError(f"The output must be a file that ends with {' or '.join(ends)}.{letters}")
    if options.finder and not is_merge:
        raise UsageError("--finder goes with --as mail-merge.")
    if options.scheduler and options.engine != "dask":
        raise UsageError("--scheduler goes with --engine dask.")
    if options.scheduler and options.workers:
        raise UsageError("--workers does not go with --scheduler: the cluster has its own.")
    for name in ("workers", "part_rows"):
        value = getattr(options, name)
        if value is not None and value < 1:
            raise UsageError(f"--{name.replace('_', '-')} takes a whole number from 1.")


def _refuse_existing(output: Path, people: Path, *, replace: bool) -> None:
    """Refuse to write over a file, unless a call asks for it; never over the list or a folder."""
    if output.is_symlink() or (output.exists() and not output.is_file()):
        raise UsageError(f"{shown(str(output))} is not a regular file: name another output.")
    if output.exists() and people.exists() and output.samefile(people):
        raise UsageError(f"{shown(str(output))} is the list of people: name another output.")
    if output.exists() and not replace:
        raise UsageError(
            f"{shown(str(output))} exists already. Name another output, or add --replace."
        )


def _job(options: argparse.Namespace, people: "PeopleFile", started: datetime | None) -> "BatchJob":
    """Return the job of a call; one that goes on answers for the moment of its start."""
    from takeaction.batch.mailing import Letters
    from takeaction.batch.questions import BatchRefusedError
    from takeaction.batch.running import make_job, read_columns

    languages = requested_languages(options)
    letters = None
    if options.form == _MAIL_MERGE:
        try:
            letters = Letters(languages=languages, finder=options.finder or None)
        except BatchRefusedError as error:
            raise UsageError(str(error)) from error
    with _usage_errors(options.people, "used"):
        return make_job(
            people,
            load_for_answer(options),
            columns=read_columns(people.schema, options.columns),
            limit=options.limit,
            at=options.at or started or datetime.now(UTC),
            letters=letters,
        )


def _run(options: argparse.Namespace, job: "BatchJob", folder: "PartsFolder") -> int:
    """Run a job to its end; say how to go on if something stops it."""
    from takeaction.batch.questions import BatchRefusedError
    from takeaction.batch.running import run_job

    total = job.people.rows
    try:
        with meter(total, "people") as report:
            tally = run_job(job, Path(options.output), folder, _engine(options), report)
    except KeyboardInterrupt:
        warn(f"Stopped. {_how_to_go_on(job, folder)}")
        return 130  # 128 + SIGINT, as shells expect
    except BatchRefusedError as error:
        warn(f"takeaction: {error} {_how_to_go_on(job, folder)}")
        return 1
    except OSError as error:
        warn(f"takeaction: {_why_stopped(error, folder)} {_how_to_go_on(job, folder)}")
        return 1
    _show_outcome(tally, job, plain(options.output, LONGEST_PATH), as_json=options.json)
    return 0


def _engine(options: argparse.Namespace) -> "Engine":
    if options.engine == "dask":
        try:
            import distributed  # noqa: F401 - whether the extra is there
        except ImportError:
            raise UsageError(
                "This engine needs the extra dask: install takeaction[dask]."
            ) from None
        from takeaction.batch.engines import answer_on_cluster

        workers = options.workers or _processors()
        return partial(answer_on_cluster, scheduler=options.scheduler, workers=workers)
    from takeaction.batch.engines import answer_in_processes

    return partial(answer_in_processes, workers=options.workers or _processors())


def _processors() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _how_to_go_on(job: "BatchJob", folder: "PartsFolder") -> str:
    """Return a sentence on the parts that are saved, and how to go on from them."""
    parts = len(job.people.parts)
    saved = sum(folder.saved(place) is not None for place in range(parts))
    verb = "is" if parts == 1 else "are"
    return f"{saved} of {counted(parts, 'part')} {verb} saved: repeat the same call to go on."


def _why_stopped(error: OSError, folder: "PartsFolder") -> str:
    """Return why the system stopped a run; most often another call has finished its work."""
    if not folder.path.exists():
        return (
            f"{shown(folder.path.name)} is gone: perhaps the same call ran twice, and the other one"
            " has written the output."
        )
    return f"{why_failed(error)}."


@contextmanager
def _usage_errors(path: str, participle: str) -> Iterator[None]:
    """Turn errors of a file into a UsageError that names the file."""
    from takeaction.batch.questions import BatchRefusedError

    try:
        yield
    except QueryError:  # a ValueError too, but not of a file
        raise
    except BatchRefusedError as error:
        raise UsageError(f"{shown(path)} cannot be {participle}. {error}") from error
    except (OSError, ValueError) as error:
        raise file_error(Path(path), participle, error) from error


BATCH = Command(
    "batch",
    "find actions for every supporter in a file",
    _start,
    (
        option(
            "people",
            metavar="PEOPLE",
            help="a CSV, Parquet or Arrow file with a row for each supporter",
        ),
        option(
            "-o",
            "--output",
            required=True,
            metavar="FILE",
            help="the .parquet file to write; with --as mail-merge also a .csv file",
        ),
        flag("--replace", "replace the output if it exists, or throw an unfinished run away"),
        option(
            "--column",
            dest="columns",
            type=parse_pair("write a field and its column, such as minutes=time"),
            action="append",
            default=[],
            metavar="FIELD=NAME",
            help="the column of a field, such as minutes=time; repeat it for more fields",
        ),
        option(
            "--encoding",
            metavar="NAME",
            help="the encoding of a CSV file that is not Unicode, such as cp1252",
        ),
        option(
            "--limit",
            type=parse_whole_number,
            default=_LIMIT,
            metavar="K",
            help=f"list at most K actions for each ({_LIMIT})",
        ),
        option(
            "--as",
            dest="form",
            choices=(_ANSWERS, _MAIL_MERGE),
            default=_ANSWERS,
            help="answers: ids, scores, reasons; mail-merge: texts for a mailing tool (answers)",
        ),
        option(
            "--finder",
            metavar="URL",
            help="with mail-merge: the page of a record in your finder, ID for its id",
        ),
        option(
            "--engine",
            choices=("processes", "dask"),
            default="processes",
            help="processes of this machine, or a Dask cluster (processes)",
        ),
        option(
            "--scheduler",
            metavar="ADDRESS",
            help="with dask: the scheduler of a cluster; without it one starts here",
        ),
        option(
            "--part-rows",
            type=parse_whole_number,
            default=131_072,
            metavar="N",
            help="the rows that a process has in memory at once (131072)",
        ),
        option(
            "--workers",
            type=parse_whole_number,
            metavar="N",
            help="how many processes work on this machine (one for each processor)",
        ),
    ),
    fixed={"needs": "A batch needs the extra batch: install takeaction[batch]."},
)

# The outcome in words: how many people have actions, and why others have none.

_ROWS = 5
"""The rows of each list: the rest is in --json."""

_STATUSES = {
    "ok": "with actions",
    "empty": "with an empty list",
    "refused": "refused",
    "broken": "with a broken row",
}

_CELLS = {"word.unknown": 'not a word that we know; put ";" between several'}
"""Problems of a cell that are said in another way in a batch."""

_GATES = {
    "status": "the actions are no longer offered",
    "region": "most actions are for other places",
    "age": "most actions are for other ages",
    "roles": "most actions are for certain jobs or groups",
    "concern": "most actions can wait while something worries them",
    "mode": "most actions are done another way",
    "cost": "most actions cost more",
    "risk": "most actions have more risk",
    "minutes": "most actions need more time",
    "after": "most actions come after something else",
    "done": "most actions are done",
    "dismissed": "most actions are put aside",
}


def _show_outcome(tally: "Tally", job: "BatchJob", output: str, *, as_json: bool) -> None:
    unread = list(job.column_map.ignored)
    if as_json:
        show_json({"file": output, **tally.as_json(), "not_read": unread})
        return
    if unread:
        warn(f"Columns that were not read: {', '.join(unread)}.")
    blank = f", and {counted(tally.blank, 'blank row')}" if tally.blank else ""
    noun = "person" if tally.people == 1 else "people"
    line(f"{output}: {tally.people:,} {noun}{blank}.")
    counts = tally.as_json()
    for status, text in _STATUSES.items():
        line(f"{tally.by_status.get(status, 0):>11,} {text}", hang=12)
        problems = [each for each in counts["problems"].items() if each[0].startswith(f"{status} ")]
        for problem, count in problems[:_ROWS]:
            line(f"{count:>15,} {describe_problem(problem.partition(' ')[2])}", hang=16)
    most = list(counts["actions"].items())[:_ROWS]
    if most:
        line("Listed most often:")
    for id, count in most:
        title = job.catalog.actions[id].title.pick(("en",)).text
        line(f"{count:>11,} {id}: {title}", hang=12)
    if job.letters:
        if tally.by_status.get("broken"):
            line("To see which rows are broken, write a .parquet file without --as mail-merge.")
        line("Only people with actions are in the file.")
    line("The file tells about people: delete it once you have used it.")


def describe_problem(problem: str) -> str:
    """Return a problem in words, with the field that it is in."""
    from takeaction.batch.cells import PROBLEMS

    code, _, field = problem.partition(" ")
    if code.startswith("gate."):
        return _GATES[code.removeprefix("gate.")]
    text = PROBLEMS.get(code) or _CELLS.get(code) or query_codes().get(code) or codes()[code].title
    return f"{field}: {text}" if field and code not in PROBLEMS else text
