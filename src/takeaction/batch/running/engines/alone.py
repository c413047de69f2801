"""One process: part after part."""

from collections.abc import Iterable

from takeaction.batch.running.job import Answers, BatchJob


def answer_alone(job: BatchJob, places: Iterable[int]) -> Answers:
    """Answer the parts at some places, in order."""
    for place in places:
        yield place, job.answer(job.people.fetch(job.people.parts[place]))
