"""Actions for many people at once: a table of people in, a table of their actions out."""

from importlib import import_module

_PLACES = {
    "Summary": "summary",
    "recommend_batch": "table",
    "recommend_batches": "table",
    "recommend_table": "table",
    "schema": "columns.result",
    "summary_of": "summary",
}

__all__ = [
    "Summary",
    "recommend_batch",
    "recommend_batches",
    "recommend_table",
    "schema",
    "summary_of",
]


def __getattr__(name: str) -> object:
    """Import a public name on first use: numpy and pyarrow take longer than all the rest."""
    if name not in _PLACES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_PLACES[name]}"), name)
