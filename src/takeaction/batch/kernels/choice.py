"""The choice of a kernel, by the number of actions and by how many of them pass the gates."""

from enum import StrEnum

import numpy as np

from takeaction.batch.bits import Array


class Kernel(StrEnum):
    """A way to find the best actions of some people."""

    PAIRS = "pairs"
    DENSE = "dense"
    INDEX = "index"
    PLAIN = "plain"


_PAIR_NS, _CELL_NS = 27, 8
"""The nanoseconds for an open action of a person, and for any action where all are scored."""

_INDEX_NS, _INDEX_ROW_NS = 150_000, 1
"""The nanoseconds for a person by the index, and for each action in it."""


def choose(size: int, open_rows: Array) -> Kernel:
    """Return the kernel that takes the least time for some people.

    Args:
        size: The number of actions.
        open_rows: The actions that pass the gates of each person, as bits.
    """
    opened = np.bitwise_count(open_rows).sum(dtype=np.int64) / max(1, len(open_rows))
    times = {
        Kernel.PAIRS: _PAIR_NS * opened,
        Kernel.DENSE: _CELL_NS * size,
        Kernel.INDEX: _INDEX_NS + _INDEX_ROW_NS * size,
    }
    return min(times, key=times.__getitem__)
