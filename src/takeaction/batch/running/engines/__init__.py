"""Engines: one process, several, or a Dask cluster. All give the same answer for each part."""
