"""Actions for many people at once: a table of people in, a table of their actions out."""

from typing import TYPE_CHECKING

from takeaction.lazy import names_on_first_use

_PLACES = {
    "Summary": "table",
    "recommend_batch": "table",
    "recommend_batches": "table",
    "recommend_table": "table",
    "schema": "table",
    "summary_of": "table",
}

__all__ = list(_PLACES)

if TYPE_CHECKING:  # The form "as" tells type checkers that a name is exported.
    from takeaction.batch.table import Summary as Summary
    from takeaction.batch.table import recommend_batch as recommend_batch
    from takeaction.batch.table import recommend_batches as recommend_batches
    from takeaction.batch.table import recommend_table as recommend_table
    from takeaction.batch.table import schema as schema
    from takeaction.batch.table import summary_of as summary_of
else:  # Type checkers do not see this: they would accept any name.
    # numpy and pyarrow take longer than all the rest.
    __getattr__, __dir__ = names_on_first_use(__name__, _PLACES)
