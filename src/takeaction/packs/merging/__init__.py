"""Merge several packs into one set of records."""
