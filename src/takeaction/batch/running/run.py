"""A run: the parts of a file are answered, saved, and joined once all are there."""

from collections.abc import Callable, Iterable
from contextlib import closing
from pathlib import Path
from typing import TypeAlias

from takeaction.batch.running.files import complete_file
from takeaction.batch.running.folder import PartsFolder
from takeaction.batch.running.forms import OutputForm, header
from takeaction.batch.running.job import Answers, BatchJob
from takeaction.batch.running.joining import join_csv, join_parquet
from takeaction.batch.running.tally import Tally

Engine: TypeAlias = Callable[[BatchJob, Iterable[int]], Answers]
"""A function that answers the parts of a job at some places, in any order."""

Report: TypeAlias = Callable[[int], None]
"""A function that is told how many rows are done, after each part."""


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
        engine: Who answers.
        report: Is told how many rows are done.

    Raises:
        BatchRefusedError: The people have changed meanwhile, or the engine cannot go on.
        OSError: Something cannot be read or written.
    """
    parts = job.people.parts
    tallies = {place: tally for place in range(len(parts)) if (tally := folder.saved(place))}
    report(_rows(job, tallies))
    missing = [place for place in range(len(parts)) if place not in tallies]
    with closing(engine(job, missing)) as answers:
        for place, answered in answers:
            folder.save(place, answered)
            tallies[place] = answered.tally
            report(_rows(job, tallies))
    with complete_file(output) as file:
        paths = [folder.part(place) for place in range(len(parts))]
        if job.form is OutputForm.CSV:
            join_csv(paths, header(job.columns), file)
        else:
            join_parquet(paths, file)
    folder.remove()
    return sum(tallies.values(), Tally())


def _rows(job: BatchJob, places: Iterable[int]) -> int:
    return sum(job.people.parts[place].rows for place in places)
