"""Foreign code: whatever it raises becomes a mistake, and stops nothing else."""

from takeaction.errors import Outcome, PackError, Where, plain
from takeaction.vocabulary.codes import mistake


def refused_pack(code: str, problem: str, where: Where, fix: str, dist: str | None) -> PackError:
    """Return the mistake of a pack or plugin that is left out."""
    return mistake(code, problem, where, fix, Outcome.QUARANTINE, dist)


def message_of(error: BaseException) -> str:
    """Return the message of an error, made harmless; a foreign error may fail even at that."""
    try:
        return plain(str(error))
    except KeyboardInterrupt:
        raise
    except BaseException:  # noqa: BLE001 - its __str__ is foreign code
        return "it gives no reason"


class ForeignCode:
    """A block that runs foreign code and turns any error into a mistake, but for an interrupt."""

    def __init__(
        self,
        code: str,
        name: str,
        mistakes: list[PackError],
        problem: str = "its code raised",
    ) -> None:
        self._code = code
        self._name = name
        self._mistakes = mistakes
        self._problem = problem

    def __enter__(self) -> None:
        pass

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: object
    ) -> bool:
        if error is None or isinstance(error, KeyboardInterrupt):
            return False
        problem = f"{self._problem} {plain(type(error).__name__)}: {message_of(error)}."
        fix = "tell its publisher, or leave it out of plugins."
        self._mistakes.append(refused_pack(self._code, problem, Where(self._name), fix, self._name))
        return True
