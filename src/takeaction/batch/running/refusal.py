"""The error of a run that cannot be made as it was asked for."""

from takeaction.errors import TakeActionError


class BatchRefusedError(TakeActionError):
    """A file of people, an output or a cluster that a run cannot use.

    The text says why, where and how to fix it. It never repeats the value of a cell.
    """
