"""Actions for many people at once: a table of people in, a table of their actions out."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:  # The form "as" tells type checkers that a name is exported.
    from takeaction.batch.table import Summary as Summary
    from takeaction.batch.table import recommend_batch as recommend_batch
    from takeaction.batch.table import recommend_batches as recommend_batches
    from takeaction.batch.table import recommend_table as recommend_table
    from takeaction.batch.table import schema as schema
    from takeaction.batch.table import summary_of as summary_of
else:  # Type checkers do not see this function: they would accept any name.

    def __getattr__(name: str) -> object:
        """Import a public name on first use: numpy and pyarrow take longer than all the rest."""
        from importlib import import_module

        if name not in _PLACES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return getattr(import_module(f"{__name__}.{_PLACES[name]}"), name)


_PLACES = {
    "Summary": "table",
    "recommend_batch": "table",
    "recommend_batches": "table",
    "recommend_table": "table",
    "schema": "table",
    "summary_of": "table",
}

__all__ = list(_PLACES)
