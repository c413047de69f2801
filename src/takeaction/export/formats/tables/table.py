"""Tables: a name, the columns and the rows, whose cells are plain data."""

from typing import Any

import attrs

from takeaction.value import Value


@attrs.frozen(eq=False, repr=False)
class Table(Value):
    """A table.

    Attributes:
        name: Its name, such as ``contacts``.
        columns: The names of its columns.
        rows: Its rows, with a value for each column: text, a number, True or False, a list, or
            None where it is not known.
    """

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
