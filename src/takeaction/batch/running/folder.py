"""The folder of an unfinished run: its parts, each complete, and the job that they are of."""

import json
import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any, Self

import attrs

from takeaction.batch.running.files import complete_file
from takeaction.batch.running.job import AnsweredPart
from takeaction.batch.running.refusal import BatchRefusedError
from takeaction.batch.running.tally import Tally

_RUN = "run.json"
_KIND = "batch"
_OURS = re.compile(r"run\.json|\d+\.(part|json)|\.[0-9a-f]{16}\.new")


@attrs.frozen
class PartsFolder:
    """The folder of the parts of an output, beside it.

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
        with complete_file(self.path / _RUN) as file:
            file.write(json.dumps(run).encode())

    def _read_run(self) -> dict[str, str] | None:
        """Return what a run wrote about itself; None if the folder is not there, or empty."""
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
        with complete_file(self.part(place)) as file:
            file.write(answered.content)
        counts = {**answered.tally.as_json(), "bytes": len(answered.content)}
        with complete_file(self._counts(place)) as file:
            file.write(json.dumps(counts).encode())

    def saved(self, place: int) -> Tally | None:
        """Return the counts of a part; None if it is not there."""
        with suppress(OSError, ValueError, KeyError, TypeError):
            counts: dict[str, Any] = json.loads(self._counts(place).read_bytes())
            if counts.pop("bytes") == self.part(place).stat().st_size:
                return Tally(**counts)
        return None

    def remove(self) -> None:
        """Remove the folder with the files that a run wrote; nothing else can be in it."""
        for path in self._files():
            path.unlink(missing_ok=True)
        with suppress(FileNotFoundError):
            self.path.rmdir()

    def _files(self) -> Iterator[Path]:
        """Yield its files, that of the run last: without it the others would be nobody's."""
        with suppress(FileNotFoundError):
            paths = sorted(self.path.iterdir(), key=lambda path: path.name == _RUN)
            yield from paths
